"""Questions about what is not so yet: the least that meets the targets, and what would be if figures changed."""

from preschool_metrics.planning.plans import plans_of
from preschool_metrics.planning.units import Unit, unit_of, units_of
from preschool_metrics.planning.what_if import change_of, changes_in, what_if

__all__ = ["Unit", "change_of", "changes_in", "plans_of", "unit_of", "units_of", "what_if"]
