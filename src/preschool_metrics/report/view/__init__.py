"""What a template may see: a `View`, made by `view_of` out of an Assessment.

Every text in it is in the language of the report and harmless (no controls, no direction marks); every figure stands
there twice, as shown and exact. A template places them and calculates nothing. The lines of each docstring that begin
with a name are the reference in docs/template-variables.md: Chinese, then English.
"""

from preschool_metrics.report.view.clause import Clause, ClauseCount
from preschool_metrics.report.view.duty import Forbidden
from preschool_metrics.report.view.figure import Change, Figure, Indicator, Outlook, Pace, Point, Policy, Source
from preschool_metrics.report.view.finding import Finding, LedgerRow, NotChecked, Quality
from preschool_metrics.report.view.making import view_of
from preschool_metrics.report.view.pace import Moved, Progress
from preschool_metrics.report.view.plan import Action, Effect, Plan, Total, TownPlan
from preschool_metrics.report.view.whole import (
    Apart,
    Area,
    Comparison,
    Coverage,
    Failing,
    Group,
    Input,
    RankedTown,
    Ranking,
    View,
)

__all__ = [
    "Action",
    "Apart",
    "Area",
    "Change",
    "Clause",
    "ClauseCount",
    "Comparison",
    "Coverage",
    "Effect",
    "Failing",
    "Figure",
    "Finding",
    "Forbidden",
    "Group",
    "Indicator",
    "Input",
    "LedgerRow",
    "Moved",
    "NotChecked",
    "Outlook",
    "Pace",
    "Plan",
    "Point",
    "Policy",
    "Progress",
    "Quality",
    "RankedTown",
    "Ranking",
    "Source",
    "Total",
    "TownPlan",
    "View",
    "view_of",
]
