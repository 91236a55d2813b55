"""Fields by the heading that the data dictionary gives them; those that are derived by words of their own."""

from preschool_metrics.language import Language, _
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import Cover, Kindergarten, Summary
from preschool_metrics.report.text_words import plain


def field_title(name: str, language: Language) -> str:
    """Return the heading of a field; its name if no record knows it."""
    derived = {
        "population": _("population of the three official ages"),
        "enrolled_preschool": _("children enrolled without nursery"),
        "care_teaching_staff": _("care and teaching staff"),
    }
    if name in derived:
        return derived[name]
    found = next((fields[name] for fields in map(described, (Kindergarten, Summary, Cover)) if name in fields), None)
    return plain(found.heading.say(language) if found else name)
