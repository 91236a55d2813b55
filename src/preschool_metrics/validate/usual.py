"""What change of a figure is unusual (domain.md R15): far from what is usual, and large enough to matter.

Large enough   at least so many people and so many percent of the earlier figure; against the same month a year before,
               twice the percentage. These floors are ours and stand in each rule's basis: without them a town of four
               kindergartens, or one whose figures never move, would be asked about every child.
Far            the modified z-score 0.6745 · |x − median| ÷ MAD is above 3.5 (Iglewicz and Hoaglin 1993, How to Detect and
               Handle Outliers), x being the change in parts of the earlier figure; median and MAD, because one wild
               change among them moves neither. It is held against the unit's own earlier changes, and against what all
               units changed by in the same time, because a school year begins for all at once; wherever there are
               too few to say what is usual, the floors alone decide.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

_FEWEST: Final = 5
_CUT, _NORMAL = 35000, 6745  # 3.5 and 0.6745, in ten thousandths


class Spread(NamedTuple):
    """The median of changes, and the median of how far they lie from it."""

    median: Fraction
    mad: Fraction

    def is_far(self, change: Fraction) -> bool:
        """Tell whether a change is an outlier: where all changes are alike, any other is."""
        return abs(change - self.median) * _NORMAL > self.mad * _CUT


class Floor(NamedTuple):
    """The least change that matters: in people, and in percent of the earlier figure."""

    people: int
    percent: int


def _nothing() -> Sequence[int]:
    return ()


class Usual(NamedTuple):
    """What is usual for a figure: its own series so far, what all changed by in the same time, and over what time."""

    series: Callable[[], Sequence[int]] = _nothing
    peers: Spread | None = None
    yearly: bool = False

    def is_jump(self, now: int, before: int, floor: Floor) -> bool:
        """Tell whether the change is large enough to matter and far from what is usual."""
        percent = floor.percent * (2 if self.yearly else 1)
        moved = abs(now - before)
        if moved < floor.people or 100 * moved < percent * before:
            return False
        change = relative(now, before)
        own = spread(relative(later, earlier) for earlier, later in pairwise(self.series()))
        return all(usual is None or usual.is_far(change) for usual in (own, self.peers))


def relative(now: int, before: int) -> Fraction:
    """Return a change in parts of the earlier figure; of nothing, in parts of one."""
    return Fraction(now - before, max(before, 1))


def spread(changes: Iterable[Fraction]) -> Spread | None:
    """Return median and MAD of changes, None where they are too few to say what is usual."""
    known = list(changes)
    if len(known) < _FEWEST:
        return None
    middle = _median(known)
    return Spread(middle, _median([abs(change - middle) for change in known]))


def _median(numbers: Sequence[Fraction]) -> Fraction:
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def shown(now: int, before: int) -> str:
    """Return a change as it is printed: +12.5%."""
    if not before:
        return "—"
    percent = Decimal(100 * (now - before)) / before
    return f"{percent.quantize(Decimal('0.1'), ROUND_HALF_UP):+}%"
