"""Figures, and what is thought of them."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from preschool_metrics.model.policy import Indicator, Level, Threshold, Verdict


class Observation(NamedTuple):
    """An indicator's two operands for an area and a period, exact.

    numerator, denominator  sums in the unit of their fields; None while unknown
    missing                 the fields whose value is unknown somewhere in the operands
    partial                 returns of the area are missing: the operands are sums of what came in
    received, expected      returns
    lack                    of a `requirement`: the sum over its sites of what each lacks
    interval                of a partial one: the least and the greatest value once the missing returns are in
    direct                  it is of a kindergarten that the district runs itself: shown as a town, and none
    """

    profile: str
    period: str
    area: str
    level: Level
    kindergarten: str | None
    indicator: Indicator
    numerator: int | None
    denominator: int | None
    missing: tuple[str, ...] = ()
    partial: bool = False
    received: int = 1
    expected: int = 1
    lack: int = 0
    interval: tuple[Fraction, Fraction] | None = None
    direct: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """What it is of, but for the month: the same figure of another month or run has the same key."""
        return self.profile, self.level, self.area, self.kindergarten or "", self.indicator.id


class Judgement(NamedTuple):
    """An observation against the threshold in force.

    binding    the threshold applies at this level and is no 力争
    value      numerator ÷ denominator, 8 decimals; a float for display and gaps, never for a verdict
    display    two decimals, more where two would contradict the verdict
    gap        distance to the line in the unit of `value`, never below 0
    shortfall  the whole number of children, places or staff that closes it, the other operand held fixed
    """

    observation: Observation
    threshold: Threshold
    binding: bool
    verdict: Verdict
    value: Decimal | None
    display: str
    gap: Decimal | None
    shortfall: int | None

    @property
    def applies(self) -> bool:
        """Whether the threshold is one for this area at this level, binding or strived for."""
        return applies(self.threshold, self.observation)


def applies(threshold: Threshold, observation: Observation) -> bool:
    """Tell whether a threshold is one for what is observed; for a kindergarten of the district's own none is."""
    return not observation.direct and threshold.applies(observation.level, observation.area)
