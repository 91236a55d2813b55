"""The figures of a table, column by column, as exact whole numbers, and how far each column is to be heard about sums (sums.py)."""

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, zip_longest
from typing import Any, Final

_FAILS: Final = 2.0**-5  # how often a column of amounts fails in a true sum, before any was seen
_PERCENT_FAILS: Final = 0.5  # likewise a column of percents
_BLANK: Final = 0.1  # how often a total is left blank in a column
_UNSEEN: Final = 3.0  # the weight of these expectations, in sums
_SAMPLE: Final = 40  # rows by which a column is told to be the sum of its neighbours
_SUMMANDS: Final = 12  # as many neighbours at most
_PLACES: Final = 15  # decimal places that are kept
_COUNTS: Final = frozenset((int, float))


class Column:
    """The figures of one column as whole numbers of its smallest unit, and what it says of a sum."""

    def __init__(self, index: int, figures: list[int | None], *, percents: bool) -> None:
        """Take the figures of a column, None where a row has none."""
        self.index = index
        self.figures = figures
        self.values = [figure or 0 for figure in figures]
        self.percents = percents
        self.numbering = _numbering(figures)
        self.signed = min(self.values) < 0
        self.summands: tuple[Column, ...] = ()  # neighbours that it adds up in every row, as boys and girls
        self.hold = self.fail = self.blank = 0.0  # bits, once `learn` has weighed them

    def learn(self, held: int, failed: int, blank: int, *, doubted: bool, often_blank: float) -> None:
        """Weigh what the column says by how it kept in the sums found so far (Laplace's rule of succession)."""
        fails = _PERCENT_FAILS if doubted else _FAILS
        seen = held + failed + blank + _UNSEEN
        self.hold = math.log2((held + _UNSEEN * (1 - _BLANK - fails)) / seen)
        self.fail = math.log2((failed + _UNSEEN * fails) / seen)
        self.blank = min(2.0, max(-4.0, math.log2((blank + _UNSEEN * _BLANK) / seen / often_blank)))


def columns_of(rows: Sequence[Sequence[Any]]) -> list[Column]:
    """Those columns in which two rows or more have a figure other than 0."""
    columns = []
    for index, cells in enumerate(zip_longest(*rows)):
        figures, places = _whole_numbers(cells)
        if sum(map(bool, figures)) > 1:
            columns.append(Column(index, figures, percents=_percents(figures, places)))
    return columns


def _numbering(figures: Sequence[int | None]) -> bool:
    """Whether a column numbers its rows: every figure is one more than the last, or 1 again in a new section."""
    known = [figure for figure in figures if figure is not None]
    steps = [(now == last + 1, now == 1) for last, now in pairwise(known)]
    onward = sum(one for one, _ in steps)
    return onward > 1 and 2 * onward > len(steps) and all(map(any, steps))


def link(columns: Sequence[Column], filled: Sequence[int]) -> None:
    """Tell every column which neighbours it adds up: where they hold it holds of necessity, and proves nothing more."""
    sample = filled[:: max(1, len(filled) // _SAMPLE)]
    table = [[column.values[row] for row in sample] for column in columns]
    for place, column in enumerate(columns):
        for near in (range(place + 1, len(columns))[:_SUMMANDS], range(place - 1, -1, -1)[:_SUMMANDS]):
            left = table[place]
            for count, other in enumerate(near, start=1):
                left = [value - part for value, part in zip(left, table[other], strict=True)]
                if count > 1 and not any(left):
                    column.summands = tuple(columns[each] for each in near[:count])


def _whole_numbers(cells: Sequence[Any]) -> tuple[list[int | None], int]:
    """The figures of a column in its smallest decimal unit, and the number of decimal places of that unit."""
    kinds = set(map(type, cells))
    if kinds.isdisjoint((int, float, Decimal)):
        return [], 0
    if Decimal not in kinds and all(cell.is_integer() for cell in cells if type(cell) is float):
        return [int(cell) if type(cell) in _COUNTS else None for cell in cells], 0  # quick: rosters hold nothing else
    numbers = [_number(cell) for cell in cells]
    places = max((_decimals(number) for number in numbers if isinstance(number, Decimal)), default=0)
    return [None if number is None else _scaled(number, places) for number in numbers], places


def _number(cell: Any) -> int | Decimal | None:
    """The number in a cell; text, dates, yes and no and what is not finite are none."""
    kind = type(cell)  # exact types: a bool is an int to isinstance
    if kind is int:
        return cell  # type: ignore[no-any-return]
    if kind is float:
        cell = Decimal(format(cell, ".15g"))
    elif kind is not Decimal:
        return None
    return cell if cell.is_finite() and cell.adjusted() < 30 else None  # noqa: PLR2004 - no count has thirty digits


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent if number else 0
    return min(_PLACES, max(0, -exponent)) if isinstance(exponent, int) else 0


def _scaled(number: int | Decimal, places: int) -> int:
    numerator, denominator = (int(part) for part in number.as_integer_ratio())
    return numerator * int(10**places) // denominator


def _percents(figures: Sequence[int | None], places: int) -> bool:
    """Whether a column looks like ratios: a third of it no whole numbers, none beyond 100."""
    unit = 10**places
    if not places:
        return False
    known = [figure for figure in figures if figure is not None]
    return 3 * sum(bool(figure % unit) for figure in known) >= len(known) and max(map(abs, known)) <= 100 * unit
