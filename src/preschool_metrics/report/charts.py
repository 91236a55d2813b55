"""Where the marks of the charts go: a template draws them and calculates nothing.

Every number is a text with one decimal at most, in the units of the drawing's own viewBox; all of it is decimal
arithmetic, so that the same figures give the same drawing on every machine.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from preschool_metrics.report.view import Area, Figure, Point, RankedTown

_PAD: Final = Decimal("0.08")
_DOT: Final = Decimal(11)  # two dots of a strip are apart by this
_LEVELS: Final = tuple(sign * step * _DOT for step in range(4) for sign in ((1,) if not step else (-1, 1)))
_LABEL: Final = Decimal(16)  # and two labels by this
HUNDRED: Final = Decimal(100)


class Scale(NamedTuple):
    """From values to places: `low` is drawn at `start`, `high` at `end`."""

    low: Decimal
    high: Decimal
    start: Decimal
    end: Decimal

    def at(self, value: Decimal) -> Decimal:
        """Return the place of a value; what lies beyond an end is drawn at that end."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) * (self.end - self.start) / (self.high - self.low)


def scale_over(values: Iterable[Decimal], start: int, end: int) -> Scale:
    """Return a scale over all values with some room at both ends."""
    all_of_them = list(values)
    low, high = min(all_of_them), max(all_of_them)
    room = (high - low or abs(high) or Decimal(1)) * _PAD
    return Scale(low - room, high + room, Decimal(start), Decimal(end))


def number(value: Decimal) -> str:
    """Return a number of a drawing: one decimal, none where it is whole."""
    return f"{value:.1f}".removesuffix(".0")


class Bullet(NamedTuple):
    """A value as a bar against its line, of 100 in width: the bar, the line, and the side of it that is met."""

    value: str
    line: str
    zone: str
    zone_width: str


def bullet(figure: Figure) -> Bullet:
    """Return the bar of a figure: from 0 to 100 %, or to one and a half times the line of a 1:n."""
    line = figure.indicator.threshold
    full = Decimal(1) if figure.indicator.display == "percent" else line * 3 / 2
    scale = Scale(Decimal(0), max(full, line), Decimal(0), HUNDRED)
    at = scale.at(line)
    start, width = (at, HUNDRED - at) if figure.indicator.direction == "at_least" else (Decimal(0), at)
    value = scale.at(figure.value) if figure.value is not None else Decimal(0)
    return Bullet(number(value), number(at), number(start), number(width))


class Dot(NamedTuple):
    """A town in a strip."""

    x: str
    y: str
    town: str
    figure: Figure


class Strip(NamedTuple):
    """All towns on one axis, those that would lie on each other moved apart.

    zone, zone_width   the side of the line that is met
    first, last        the towns at the two ends of the axis, None where no town has a value
    absent             towns without a value
    """

    line: str
    zone: str
    zone_width: str
    dots: tuple[Dot, ...]
    first: Dot | None
    last: Dot | None
    absent: int


def strip(towns: Sequence[Area], place: int, width: int = 720) -> Strip:
    """Return the strip of the indicator at this place of `indicators`."""
    shown = [(town.figures[place].value, town) for town in towns]
    known = sorted(
        ((value, town) for value, town in shown if value is not None), key=lambda pair: (pair[0], pair[1].name)
    )
    line = towns[0].figures[place].indicator.threshold if towns else Decimal(1)
    scale = scale_over([line, *(value for value, _town in known)], 0, width)
    at = scale.at(line)
    higher = not towns or towns[0].figures[place].indicator.direction == "at_least"
    zone = (at, width - at) if higher else (Decimal(0), at)
    dots = tuple(_apart([(scale.at(value), town) for value, town in known], place))
    first, last = (dots[0], dots[-1]) if dots else (None, None)
    return Strip(number(at), number(zone[0]), number(zone[1]), dots, first, last, len(shown) - len(known))


def _apart(placed: Sequence[tuple[Decimal, Area]], place: int) -> Iterator[Dot]:
    """Move each dot to the nearest level where it lies on no other."""
    taken: list[tuple[Decimal, Decimal]] = []
    for x, town in placed:
        level = next((y for y in _LEVELS if not any(_close(x, y, *other) for other in taken[-12:])), Decimal(0))
        taken.append((x, level))
        yield Dot(number(x), number(level), town.name, town.figures[place])


def _close(x: Decimal, y: Decimal, other_x: Decimal, other_y: Decimal) -> bool:
    return (x - other_x) ** 2 + (y - other_y) ** 2 < _DOT**2


class Mark(NamedTuple):
    """A month of a trend: where, and what it was."""

    x: str
    y: str
    point: Point


class Trend(NamedTuple):
    """A series of months as a line, broken where a month has no value.

    line    the height of the threshold
    solid   the runs of whole months as one path; a run of a single month is a dot of it
    marks   months whose returns are not all in
    gaps    the middles of the months without a value
    last    the last month that has a value, None where none has
    """

    line: str
    solid: str
    marks: tuple[Mark, ...]
    gaps: tuple[Mark, ...]
    last: Mark | None


def trend(figure: Figure, width: int = 320, height: int = 96) -> Trend:
    """Return the trend of a figure, its line among the values so that both are seen."""
    line = figure.indicator.threshold
    values = [point.value for point in figure.series if point.value is not None]
    heights = scale_over([line, *values], height, 0)
    return _trend(figure, heights, width)


def _trend(figure: Figure, heights: Scale, width: int) -> Trend:
    middle = number((heights.start + heights.end) / 2)
    marks = [
        Mark(number(x), number(heights.at(point.value)) if point.value is not None else middle, point)
        for x, point in zip(_months(len(figure.series), width), figure.series, strict=True)
    ]
    known = [mark for mark in marks if mark.point.value is not None]
    return Trend(
        line=number(heights.at(figure.indicator.threshold)),
        solid=_path(marks),
        marks=tuple(mark for mark in known if mark.point.partial),
        gaps=tuple(mark for mark in marks if mark.point.value is None),
        last=known[-1] if known else None,
    )


def _months(count: int, width: int) -> list[Decimal]:
    step = Decimal(width) / max(count - 1, 1)
    return [step * place for place in range(count)] if count > 1 else [Decimal(width)]


def _path(marks: Iterable[Mark]) -> str:
    """Draw the runs of months that have a value; h0 makes a run of one visible as a round cap."""
    runs = []
    for known, run in groupby(marks, lambda mark: mark.point.value is not None):
        if known:
            places = [f"{mark.x} {mark.y}" for mark in run]
            runs.append("M" + "L".join(places) + ("h0" if len(places) == 1 else ""))
    return "".join(runs)


class Thread(NamedTuple):
    """A town among the others of its group: its trend and the height of its label."""

    town: Area
    figure: Figure
    trend: Trend
    label: str


class Multiple(NamedTuple):
    """The towns of a group over the months, on the scale that all groups share."""

    line: str
    threads: tuple[Thread, ...]


def multiple(towns: Sequence[Area], everyone: Sequence[Area], place: int, height: int = 108) -> Multiple:
    """Return the lines of some towns for the indicator at this place; the scale is that of `everyone`."""
    width = 150
    line = everyone[0].figures[place].indicator.threshold
    values = [point.value for town in everyone for point in town.figures[place].series if point.value is not None]
    heights = scale_over([line, *values], height, 0)
    drawn = [(town, _trend(town.figures[place], heights, width)) for town in towns]
    labels = _spread([Decimal(trend.last.y) if trend.last else Decimal(height) for _town, trend in drawn], height)
    threads = (
        Thread(town, town.figures[place], trend, label) for (town, trend), label in zip(drawn, labels, strict=True)
    )
    return Multiple(number(heights.at(line)), tuple(threads))


def _spread(wanted: Sequence[Decimal], height: int) -> list[str]:
    """Return heights of labels near the wanted ones, none on another, all inside if they fit."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed: dict[int, Decimal] = {}
    lowest = Decimal(-4)
    for index in order:
        placed[index] = max(wanted[index], lowest)
        lowest = placed[index] + _LABEL
    highest = Decimal(height)
    for index in reversed(order):
        placed[index] = min(placed[index], highest)
        highest = placed[index] - _LABEL
    return [number(placed[index]) for index in range(len(wanted))]


def head_and_rest(rows: Sequence[RankedTown], many: int = 8) -> tuple[Sequence[RankedTown], Sequence[RankedTown]]:
    """Return the first towns of a ranking, and those that are shown on demand; never just one of these."""
    return (rows[:many], rows[many:]) if len(rows) > many + 1 else (rows, ())
