"""Words that every output for people shares: verdicts, severities, levels."""

from collections.abc import Sequence
from typing import NamedTuple

from preschool_metrics.language import _, spoken
from preschool_metrics.model.assessment import Assessment
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


class Absent(NamedTuple):
    """The areas without a return that counts: none came; it came and was not read; several came, of which none counts."""

    missing: tuple[str, ...]
    unread: tuple[str, ...]
    double: tuple[str, ...]


def absent_of(assessment: Assessment) -> Absent:
    """Return the areas of the period without a return that counts."""
    came = assessment.uncounted()
    missing = tuple(area for area in assessment.coverage.missing if area not in came)
    double = tuple(area for area, each in came.items() if each.state == "double")
    return Absent(missing, tuple(area for area in came if area not in double), double)


def absences(missing: Sequence[str], unread: Sequence[str], double: Sequence[str]) -> list[str]:
    """Return in words whose returns are missing, were not read, or came more than once."""
    said = (
        (_("missing: {areas}"), missing),
        (_("received, not readable: {areas}"), unread),
        (_("several received, none counted: {areas}"), double),
    )
    return [words.format(areas=_(", ").join(areas)) for words, areas in said if areas]
