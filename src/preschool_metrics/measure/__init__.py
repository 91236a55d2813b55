"""Returns → exact totals → observations → verdict, gap, shortfall, display; what is missing, and where it leads.

The one place, below the stages, for every question of the kind "does it reach the line, how is it shown, how much is
missing".
"""

from preschool_metrics.measure.bounds import NOTHING_ASSUMED, Assumed, Bounds, bounds_by_name
from preschool_metrics.measure.coverage import completeness_of, coverage_of, notes_on
from preschool_metrics.measure.judgement import contradicted_examples, judge
from preschool_metrics.measure.observations import contributions_of, members, observe, observe_kindergartens
from preschool_metrics.measure.operands import Sum, cells_of, operand, requirement, total
from preschool_metrics.measure.tasks import consequences_of, judge_tasks

__all__ = [
    "NOTHING_ASSUMED",
    "Assumed",
    "Bounds",
    "Sum",
    "bounds_by_name",
    "cells_of",
    "completeness_of",
    "consequences_of",
    "contradicted_examples",
    "contributions_of",
    "coverage_of",
    "judge",
    "judge_tasks",
    "members",
    "notes_on",
    "observe",
    "observe_kindergartens",
    "operand",
    "requirement",
    "total",
]
