"""The joint least-action plan: the only place that knows a solver."""

from preschool_metrics.plan.planner import Chosen, Solution, planned
from preschool_metrics.plan.steps import joined, steps_of
from preschool_metrics.plan.targets import unknown_fields

__all__ = ["Chosen", "Solution", "joined", "planned", "steps_of", "unknown_fields"]
