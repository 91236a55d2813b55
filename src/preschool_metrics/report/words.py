"""Words that every output for people shares: verdicts, levels."""

from preschool_metrics.language import _
from preschool_metrics.model.policy import Level, Threshold, Verdict


def verdict_word(verdict: Verdict) -> str:
    """Return the word for a verdict."""
    words: dict[Verdict, str] = {
        "met": _("met"),
        "not_met": _("not met"),
        "no_data": _("no data"),
        "not_applicable": _("not applicable"),
    }
    return words[verdict]


def levels_of(threshold: Threshold) -> str:
    """Return the levels where a line applies, as words."""
    words: dict[Level, str] = {
        "kindergarten": _("kindergarten"),
        "town": _("town or street"),
        "group": _("group"),
        "district": _("district"),
    }
    return _(", ").join(words[level] for level in threshold.levels)
