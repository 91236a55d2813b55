"""Words that every output for people shares: verdicts, severities, levels."""

from preschool_metrics.language import _, spoken
from preschool_metrics.model.policy import VERDICT_WORDS, Threshold, Units, Verdict
from preschool_metrics.model.severity import SEVERITY_WORDS, Severity


def verdict_word(verdict: Verdict) -> str:
    """Return the word for a verdict."""
    return VERDICT_WORDS[verdict].say(spoken())


def severity_word(severity: Severity) -> str:
    """Return the word for a severity."""
    return SEVERITY_WORDS[severity].say(spoken())


def levels_of(threshold: Threshold) -> str:
    """Return the levels where a line applies, as words."""
    words: dict[Units, str] = {
        "kindergarten": _("kindergarten"),
        "town": _("town or street"),
        "county": _("county"),
        "group": _("group"),
        "district": _("district"),
    }
    return _(", ").join(words[level] for level in threshold.levels)
