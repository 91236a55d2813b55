"""The joint least-action plan: the only place that knows a solver."""

from preschool_metrics.plan.planner import Chosen, Solution, moved, planned
from preschool_metrics.plan.steps import joined, steps_of
from preschool_metrics.plan.targets import is_staff_line, unknown_fields

__all__ = ["Chosen", "Solution", "is_staff_line", "joined", "moved", "planned", "steps_of", "unknown_fields"]
