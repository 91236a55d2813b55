"""Words that every output for people shares: verdicts, lines, levels."""

from preschool_metrics.language import _
from preschool_metrics.model.policy import Indicator, Level, Threshold, Verdict


def verdict_word(verdict: Verdict) -> str:
    """Return the word for a verdict."""
    words: dict[Verdict, str] = {
        "met": _("met"),
        "not_met": _("not met"),
        "no_data": _("no data"),
        "not_applicable": _("not applicable"),
    }
    return words[verdict]


def line_of(threshold: Threshold, indicator: Indicator) -> str:
    """Return a threshold as printed: ≥93% or ≤1:7."""
    sign = "≥" if threshold.direction == "at_least" else "≤"
    if indicator.display == "percent":
        return f"{sign}{(threshold.line * 100).normalize():f}%"
    return f"{sign}1:{threshold.line.normalize():f}"


def levels_of(threshold: Threshold) -> str:
    """Return the levels where a line applies, as words."""
    words: dict[Level, str] = {
        "kindergarten": _("kindergarten"),
        "town": _("town or street"),
        "group": _("group"),
        "district": _("district"),
    }
    return _(", ").join(words[level] for level in threshold.levels)
