"""How fast figures move, and where that leads."""

from dataclasses import dataclass
from decimal import Decimal

from preschool_metrics.model.policy import Verdict
from preschool_metrics.report.view.figure import Indicator


@dataclass(frozen=True, slots=True)
class Moved:
    """An area whose figure moved.

    area      名称 · the area
    amount    变化；率为 0—1，可为负 · by how much, exact to 8 decimals
    words     变化的文字，如 +0.62个百分点 · likewise in words
    verdict   现结论 · the verdict now
    """

    area: str
    amount: Decimal
    words: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Progress:
    """An indicator over the months: which group moved most towards the line, and which towns move away from it.

    indicator    指标 · the indicator
    since_first  自首月起进步最大的组团；没有为 None · the group that moved most since the first month, or None
    since_last   较上月进步最大的组团；没有为 None · the group that moved most since the month before, or None
    backwards    近3个月倒退的镇街，未达标的在前 · towns that moved away over the last 3 months, those below the line first
    """

    indicator: Indicator
    since_first: Moved | None
    since_last: Moved | None
    backwards: tuple[Moved, ...]
