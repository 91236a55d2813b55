"""Returns → Observations: exact totals by area and period, every one a sum and never a mean of rates."""

from preschool_metrics.compute.bounds import NOTHING_ASSUMED, Assumed, Bounds, bounds_by_name
from preschool_metrics.compute.completeness import completeness_of
from preschool_metrics.compute.consequences import consequences_of
from preschool_metrics.compute.contributions import contributions_of, members
from preschool_metrics.compute.coverage import coverage_of, notes_on
from preschool_metrics.compute.observations import observe, observe_kindergartens
from preschool_metrics.compute.operands import Sum, cells_of, operand, requirement, scoped, total

__all__ = [
    "NOTHING_ASSUMED",
    "Assumed",
    "Bounds",
    "Sum",
    "bounds_by_name",
    "cells_of",
    "completeness_of",
    "consequences_of",
    "contributions_of",
    "coverage_of",
    "members",
    "notes_on",
    "observe",
    "observe_kindergartens",
    "operand",
    "requirement",
    "scoped",
    "total",
]
