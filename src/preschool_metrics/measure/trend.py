"""Series of figures, and when a line is reached at this pace: exact arithmetic on the ratios themselves.

The pace is the median of the slopes between any two months of a window (Theil–Sen), its interval their quartiles: a
month gone wrong moves neither. Nothing is said from fewer than three months of the last three, or six of the last twelve.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from preschool_metrics.measure.line import line_behind, surplus
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.months import YEAR, month_at, month_number
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.trend import Pace, Trend

WINDOWS: Final = {3: 3, 12: 6}
_FARTHEST: Final = 10 * YEAR
_QUARTER: Final = 4


def trends_of(assessment: Assessment) -> list[Trend]:
    """Return the trend of every indicator of every area that has a whole figure, in the order of the judgements."""
    series: dict[tuple[str, str, str, str], list[Judgement]] = {_key(each): [] for each in assessment.judgements}
    for each in (*assessment.of_history(), *assessment.judgements):
        if _key(each) in series and value_of(each) is not None:
            series[_key(each)].append(each)
    profiles = {profile.id: profile for profile in assessment.profiles}
    return [
        _trend(points, profiles[points[0].observation.profile])
        for points in series.values()
        if any(not point.observation.partial for point in points)
    ]


def _key(judgement: Judgement) -> tuple[str, str, str, str]:
    observation = judgement.observation
    return observation.profile, observation.level, observation.area, observation.indicator.id


def value_of(judgement: Judgement) -> Fraction | None:
    """Return the exact value."""
    numerator, denominator = judgement.observation.numerator, judgement.observation.denominator
    return None if numerator is None or not denominator else Fraction(numerator, denominator)


def _trend(points: Sequence[Judgement], profile: Profile) -> Trend:
    whole = [point for point in points if not point.observation.partial]
    last = whole[-1]
    left = None if profile.deadline is None else month_number(profile.deadline) - month_number(last.observation.period)
    distance = _distance(last)
    paces = tuple(_pace(whole, months, fewest) for months, fewest in WINDOWS.items())
    recent = paces[0].usual
    return Trend(
        tuple(points),
        last,
        left,
        distance / left if left and left > 0 and distance > 0 else None,
        paces,
        _change(whole[0], last) if len(whole) > 1 else None,
        _change(whole[-2], last) if len(whole) > 1 else None,
        recent is not None and recent < 0,
    )


def _side(judgement: Judgement) -> int:
    return 1 if line_behind(judgement).at_least else -1


def _distance(judgement: Judgement) -> Fraction:
    """Return how far the value is from the line; 0 or below where it is reached."""
    line, observation = line_behind(judgement), judgement.observation
    numerator, denominator = observation.numerator or 0, observation.denominator or 1
    return Fraction(-surplus(numerator, denominator, line), line.q * denominator)


def _change(first: Judgement, last: Judgement) -> Fraction:
    return (value_of(last) or Fraction(0)) - (value_of(first) or Fraction(0))


def _pace(whole: Sequence[Judgement], months: int, fewest: int) -> Pace:
    last = whole[-1]
    end = month_number(last.observation.period)
    window = [point for point in whole if month_number(point.observation.period) >= end - months]
    if len(window) < fewest:
        return Pace(months, len(window))
    slopes = sorted(_slopes(window))
    usual = _median(slopes)
    slow = slopes[(len(slopes) - 1) // _QUARTER]
    fast = slopes[-1 - (len(slopes) - 1) // _QUARTER]
    return Pace(months, len(window), usual, slow, fast, *(_reached(last, pace) for pace in (usual, fast, slow)))


def _slopes(window: Sequence[Judgement]) -> Iterator[Fraction]:
    for one, other in combinations(window, 2):
        months = month_number(other.observation.period) - month_number(one.observation.period)
        yield _change(one, other) * _side(other) / months


def _median(ordered: Sequence[Fraction]) -> Fraction:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _reached(last: Judgement, pace: Fraction) -> str | None:
    distance = _distance(last)
    if distance <= 0 or pace <= 0:
        return None
    months = -(-distance // pace)
    return month_at(month_number(last.observation.period) + int(months)) if months <= _FARTHEST else None


def moved_most(trends: Iterable[Trend], since: str = "since_first") -> Trend | None:
    """Return the trend whose value moved farthest in the right direction; None where none did."""
    moved = [
        (change * _side(each.last), at, each)
        for at, each in enumerate(trends)
        if (change := getattr(each, since)) is not None
    ]
    ahead = [each for each in moved if each[0] > 0]
    return max(ahead, key=lambda each: (each[0], -each[1]))[2] if ahead else None
