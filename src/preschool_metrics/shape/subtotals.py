"""Rows that no label tells from kindergartens, but their figures do: each is the sum of a run of rows next to it.

Only rows without a kindergarten's own name are asked. Words for many of them (镇属园), no name at all, or no running
number where the others have one speak for a sum; another label, 北片, is one only where such rows add all the rest.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from preschool_metrics.model.draft import Skip, SkippedRow, TotalKind
from preschool_metrics.model.grid import Rows
from preschool_metrics.shape.grammar import parse
from preschool_metrics.shape.labels import (
    is_attached_name,
    is_group,
    is_of_some,
    is_own_name,
    is_sample_name,
    is_unnamed,
    names_nature,
)
from preschool_metrics.shape.rows import Columns, is_partial, label_of
from preschool_metrics.shape.sums import Sum, sums_of_rows
from preschool_metrics.shape.values import figure

_FEWEST_AREAS: Final = 3  # a sum and two parts
_MOST_AREAS: Final = 1000
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


def leave_earlier(found: Found) -> None:
    """Leave out the totals of other years, 2023年合计 below 合计 or 2024年合计: they add none of the rows."""
    times = {row: parse(label).time for row, label, _ in found.totals}
    dated = {row: time for row, time in times.items() if time[:1].isdigit()}
    if dated:
        own = "" if len(dated) < len(times) else max(dated.values())
        found.totals = [total for total in found.totals if times[total[0]] == own or total[0] not in dated]


def settle(rows: Rows, found: Found, columns: Columns) -> None:
    """Take out of the data of a roster, or of a list of areas, what only the other rows show to be none."""
    if columns.kind == "summary" and (groups := _groups_of_areas(rows, found, columns)):
        _take_out(groups, "total", rows, found, columns)
    if columns.kind != "roster":
        return
    _groups_as_data(found)
    samples = [row for row in found.doubtful if is_sample_name(str(rows[row][columns.name]))]
    if len(samples) == 1 and samples == found.data[:1] and len(found.data) > 1:
        _take_out({samples[0]}, "note", rows, found, columns)
    parts = _split_again(rows, found, columns)
    if parts:
        _take_out(parts, "part", rows, found, columns)
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
    """Return the rows among the data of a roster that are sums of others; only the unsure ones can be.

    Words for many (镇属园) are as good as 小计 where the figures agree. No name, or no running number where the others
    have one, needs its figures to prove it; any other label, 北片, that such rows add all the rest besides.
    """
    names = {row: str(rows[row][columns.name]) for row in unsure}
    names = {row: name for row, name in names.items() if not is_own_name(name)}
    if not names:
        return set()
    many = {row for row, name in names.items() if name and is_unnamed(name) and not is_attached_name(name)}
    found = _sums(rows, data, many, columns)
    numbered = {row for row in data if any(value.__class__ in (int, float) for value in rows[row][: columns.name])}
    odd = set(data) - numbered if len(numbered) * 2 > len(data) else set()
    plain = {row for row in names if row in odd or is_unnamed(names[row])}
    alike = {each.total for each in found if each.total in plain and not names[each.total] and not each.against}
    plain_sure = alike if len(alike) > 1 else set[int]()  # two groups proved alike, by one column if there is no more
    # One kindergarten's figures again prove nothing of （一）幼儿园: only 镇属园 says that it stands for others.
    told = {
        each.total for each in found if each.total in many and (len(each.parts) > 1 or _says_which(names[each.total]))
    }
    sure = plain_sure | told | {each.total for each in found if each.total in plain - many and _agrees(each)}
    others = [each for each in found if each.total in names and each.total not in sure and _agrees(each)]
    covered = {row for each in others for row in (each.total, *each.parts)}
    return sure.union(each.total for each in others if covered >= set(data) - sure)


def _says_which(label: str) -> bool:
    return names_nature(label) or is_of_some(label)


def _groups_of_areas(rows: Rows, found: Found, columns: Columns) -> set[int]:
    """Return the rows of a list of areas that add up others, 东片 over its towns, where these sums make up the whole list."""
    if not _FEWEST_AREAS <= len(found.data) <= _MOST_AREAS:
        return set()
    sums = [each for each in _sums(rows, found.data, (), columns) if _agrees(each) and not each.against]
    covered = {row for each in sums for row in (each.total, *each.parts)}
    return {each.total for each in sums} if covered >= set(found.data) else set()


def _split_again(rows: Rows, found: Found, columns: Columns) -> set[int]:
    """Return rows without a name into which a total is split besides the kindergartens that it adds: | 公办 | 136."""
    nameless = {row for row in found.doubtful if is_unnamed(str(rows[row][columns.name]))}
    totals = {row for row, *_ in found.totals}
    if not nameless or not totals:
        return set()
    sums = [each for each in _sums(rows, sorted({*found.data, *totals}), totals, columns) if not each.against]
    named = {each.total for each in sums if nameless.isdisjoint(each.parts)}
    return {row for each in sums if each.total in named and nameless.issuperset(each.parts) for row in each.parts}


def _agrees(found: Sum) -> bool:
    """Tell whether figures show a row to be a sum whose label leaves it open: all of them, or so many that one may be wrong."""
    return found.proven or (not found.against and len(found.columns) > 1)


def _sums(rows: Rows, data: Sequence[int], likely: Collection[int], columns: Columns) -> list[Sum]:
    """Return the sums among some rows of a table, by their 0-based sheet rows."""
    places = {row: at for at, row in enumerate(data)}
    figures = [[figure(rows[row][at]) for at in columns.counted] for row in data]
    found = sums_of_rows(figures, {places[row] for row in likely})
    return [replace(each, total=data[each.total], parts=tuple(data[part] for part in each.parts)) for each in found]


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
        inside = bool(narrow) or several or 0 < at < len(found.data)
        yield Added(
            row, label, "subtotal" if row in narrow else kind, before, after, _near(edges, at) if inside else ()
        )


def _near(edges: Sequence[int], at: int) -> tuple[tuple[int, int], ...]:
    """Return the spans between a place and the edges of sections on both sides of it: the nearest, and the outermost."""
    place = bisect_left(edges, at)
    several = {edges[0], edges[-1], *edges[max(0, place - _NEAR) : place + _NEAR + 1]} - {at}
    return tuple((min(edge, at), max(edge, at)) for edge in sorted(several, key=lambda edge: abs(edge - at)))
