"""Rows that no label tells from kindergartens, but their figures do: each is the sum of a run of rows next to it.

Only rows without a kindergarten's own name are asked. Words for many of them (镇属园), no name at all, or no running
number where the others have one speak for a sum; another label, 北片, is one only where such rows add all the rest.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from preschool_metrics.model.draft import Skip, SkippedRow, TotalKind
from preschool_metrics.model.grid import Rows, Value
from preschool_metrics.shape.labels import (
    is_attached_name,
    is_group,
    is_own_name,
    is_sample_name,
    is_unnamed,
    may_be_group,
)
from preschool_metrics.shape.rows import Columns, is_partial, label_of
from preschool_metrics.shape.values import number

_FEWEST: Final = 2  # figures that differ, and rows: one alone is alike by chance
_DIGITS: Final = 6
_NEAR: Final = 8  # sections that a total of sections may add on either side


@dataclass(slots=True)
class Found:
    """Rows of a table as they are met, by 0-based sheet row; `doubtful` are those of the data that are not plainly so."""

    data: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    totals: list[tuple[int, str, TotalKind]] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)


class Added(NamedTuple):
    """A stated sum by its 0-based sheet row, and the spans of the data that it may add, as in StatedTotal."""

    row: int
    label: str
    kind: TotalKind
    before: tuple[int, int]
    after: tuple[int, int]
    others: tuple[tuple[int, int], ...]


class _Row(NamedTuple):
    """A row that may be a sum: what it counts, whether its label is words for many, and whether it names a nature."""

    number: int
    figures: Sequence[float | None]
    of_many: bool
    of_nature: bool


def settle(rows: Rows, found: Found, columns: Columns) -> None:
    """Take out of the data of a roster what only the other rows show to be none."""
    if columns.kind != "roster":
        return
    _groups_as_data(found)
    samples = [row for row in found.doubtful if is_sample_name(str(rows[row][columns.name]))]
    if len(samples) == 1 and samples == found.data[:1] and len(found.data) > 1:
        _take_out({samples[0]}, "note", rows, found, columns)
    sums = unsaid_sums(rows, found.data, found.doubtful, columns)
    if sums:
        _take_out(sums, "total", rows, found, columns)


def _groups_as_data(found: Found) -> None:
    """Where no kindergarten is listed, its groups are the data: 公办园 and 民办园 as the only rows."""
    if found.data:
        return
    groups = {row for row, label, kind in found.totals if kind == "subtotal" and is_group(label)}
    found.data, found.doubtful = sorted(groups), sorted(groups)
    found.totals = [total for total in found.totals if total[0] not in groups]
    found.skipped = [skipped for skipped in found.skipped if skipped.number - 1 not in groups]


def _take_out(gone: set[int], why: Skip, rows: Rows, found: Found, columns: Columns) -> None:
    found.data = [row for row in found.data if row not in gone]
    found.doubtful = [row for row in found.doubtful if row not in gone]
    labels = {row: label_of(rows[row], columns) for row in gone}
    found.totals += [(row, label, "subtotal") for row, label in labels.items() if why == "total"]
    found.skipped += [SkippedRow(row + 1, why, label) for row, label in labels.items()]
    found.totals.sort()
    found.skipped.sort()


def unsaid_sums(rows: Rows, data: Sequence[int], unsure: Iterable[int], columns: Columns) -> set[int]:
    """Return the rows among the data of a roster that are sums of others; only the unsure ones can be."""
    names = {row: str(rows[row][columns.name]) for row in unsure}
    names = {row: name for row, name in names.items() if not is_own_name(name)}
    if not names:
        return set()
    figures = {row: tuple(_figure(rows[row][at]) for at in columns.counted) for row in data}
    asked = [_asked(row, name, figures[row]) for row, name in names.items()]
    numbered = {row for row in data if any(value.__class__ in (int, float) for value in rows[row][: columns.name])}
    odd = set(data) - numbered if len(numbered) * 2 > len(data) else set()
    sums = _sums([row for row in asked if row.number in odd or is_unnamed(names[row.number])], data, figures)
    left = [row for row in data if row not in sums]
    others = {row.number: run for row in asked if row.number not in sums and (run := _run(row, left, figures))}
    covered = {*others, *(part for run in others.values() for part in run)}
    return sums.union(others if covered >= set(left) else ())


def _figure(value: Value) -> float | None:
    read = number(value)
    return round(read, _DIGITS) if read.__class__ is float else None


def _asked(row: int, name: str, figures: Sequence[float | None]) -> _Row:
    many = name != "" and is_unnamed(name) and not is_attached_name(name)
    return _Row(row, figures, many, may_be_group(name))


def _sums(asked: Sequence[_Row], data: Sequence[int], figures: Mapping[int, Sequence[float | None]]) -> set[int]:
    """Return the rows that are sums, the inner ones first: a total of subtotals adds what these add."""
    sums: set[int] = set()
    while True:
        order = [row for row in data if row not in sums]
        found = {row.number for row in asked if row.number not in sums and _run(row, order, figures)}
        if not found:
            return sums
        sums |= found


def _run(row: _Row, order: Sequence[int], figures: Mapping[int, Sequence[float | None]]) -> list[int]:
    """Return the rows right below, or right above, that a row adds; none where there are no such."""
    place = bisect_left(order, row.number)
    counted = [at for at, value in enumerate(row.figures) if value is not None]
    for side in (range(place + 1, len(order)), range(place - 1, -1, -1)):
        added = dict.fromkeys(counted, 0.0)
        for count, part in enumerate(side, 1):
            added = {at: added[at] + (figures[order[part]][at] or 0) for at in counted}
            if (count >= _FEWEST or row.of_nature) and _adds(row, added):
                return [order[each] for each in side[:count]]
            if sum(added[at] > (row.figures[at] or 0) for at in counted) * 2 >= len(counted):
                break
    return []


def _adds(row: _Row, added: dict[int, float]) -> bool:
    """Tell whether the figures of a row are these sums: all of them, or of a label for many most of them."""
    alike = [row.figures[at] for at, value in added.items() if row.figures[at] == round(value, _DIGITS)]
    whole, some = len(alike) == len(added), [value for value in alike if value]
    if row.of_many and len(set(some)) >= _FEWEST:  # one of them may be mistyped
        return len(some) * 2 > sum(bool(row.figures[at]) for at in added)
    return whole and len(set(some)) >= (1 if row.of_many else _FEWEST)


def spans(found: Found) -> Iterator[Added]:
    """Yield the stated sums of a table with the rows that each may add: a subtotal those up to the next section."""
    several = sum(kind == "total" for _, _, kind in found.totals) > 1
    narrow = {
        row
        for row, label, kind in found.totals
        if kind == "subtotal" or (kind == "total" and is_partial(label, several=several))
    }
    breaks = sorted({*narrow, *found.sections})
    ends = {*breaks, *(row for row, *_ in found.totals)}
    edges = sorted({0, len(found.data), *(bisect_left(found.data, row) for row in ends)})
    for row, label, kind in found.totals:
        at = bisect_left(found.data, row)
        before, after = (0, len(found.data)), (0, 0)
        if row in narrow:
            place = bisect_left(breaks, row)
            start = breaks[place - 1] if place else -1
            stop = next((edge for edge in breaks[place:] if edge > row), None)
            before = (bisect_left(found.data, start), at)
            after = (at, len(found.data) if stop is None else bisect_left(found.data, stop))
        inside = row in narrow or several or 0 < at < len(found.data)
        yield Added(
            row, label, "subtotal" if row in narrow else kind, before, after, _near(edges, at) if inside else ()
        )


def _near(edges: Sequence[int], at: int) -> tuple[tuple[int, int], ...]:
    """Return the spans between a place and the edges of sections on both sides of it: the nearest, and the outermost."""
    place = bisect_left(edges, at)
    several = {edges[0], edges[-1], *edges[max(0, place - _NEAR) : place + _NEAR + 1]} - {at}
    return tuple((min(edge, at), max(edge, at)) for edge in sorted(several, key=lambda edge: abs(edge - at)))
