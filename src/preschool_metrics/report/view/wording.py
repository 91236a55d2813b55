"""How quantities are written in a report."""

from preschool_metrics.language import _
from preschool_metrics.model.policy import Indicator


def lacking_word(indicator: Indicator) -> str:
    """Return what a shortfall of the indicator counts, with its unit."""
    share = indicator.display == "percent"
    field = (indicator.measure.numerator if share else indicator.measure.denominator)[0]
    words = {
        "enrolled": _("children"),
        "enrolled_preschool": _("children"),
        "enrolled_public": _("public places"),
        "enrolled_inclusive": _("inclusive places"),
        "staff": _("staff"),
        "care_teaching_staff": _("care and teaching staff"),
        "teachers": _("teachers"),
        "health_staff": _("health staff"),
        "teachers_certified": _("certified teachers"),
        "classes_within_limit": _("classes within the limit"),
    }
    return words.get(field, _("shortfall"))
