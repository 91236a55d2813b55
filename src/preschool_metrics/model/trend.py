"""A figure over time: its series, and where it leads at the pace that it has had."""

from fractions import Fraction
from typing import NamedTuple

from preschool_metrics.model.observation import Judgement


class Pace(NamedTuple):
    """How fast a value moved over the last `months`, in its unit a month; towards the line where it is above 0.

    points    the months with a figure that it rests on
    usual     the median of the slopes between any two of them (Theil–Sen); None where the points are too few
    slow, fast        their lower and upper quartile
    reached           the month in which the line is reached at the usual pace; None where it is reached already,
                      where the pace leads away from it, or not within ten years
    earliest, latest  the same at the fast and at the slow pace
    """

    months: int
    points: int
    usual: Fraction | None = None
    slow: Fraction | None = None
    fast: Fraction | None = None
    reached: str | None = None
    earliest: str | None = None
    latest: str | None = None


class Trend(NamedTuple):
    """One indicator of an area over the months.

    points       every month that there is, the earliest first; partial sums among them, which no pace rests on
    last         the latest of them that is whole
    left         months from there to the deadline; None where there is no deadline
    needed       the change a month that reaches the line by the deadline, always above 0; None where nothing is needed
                 or no month is left
    since_first, since_previous  the change of the value, in its own direction
    backwards    over the last three months it moved away from the line
    """

    points: tuple[Judgement, ...]
    last: Judgement
    left: int | None
    needed: Fraction | None
    paces: tuple[Pace, ...]
    since_first: Fraction | None
    since_previous: Fraction | None
    backwards: bool
