"""Rows that lean on the row above them: ditto marks, and the sites of one kindergarten (understanding.md §2, §5).

A site (总园, 分园) below its kindergarten is a part of it where the kindergarten's own figures are the sum of its sites,
or where the table's total leaves it out; else it is a site of its own, and its name says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Column, SkippedRow
from preschool_metrics.model.grid import Rows, Sheet, Value
from preschool_metrics.shape.headings import RECORDS
from preschool_metrics.shape.labels import is_site_alone, names_kindergarten, names_site, speaks_of_sites
from preschool_metrics.shape.rows import Columns, label_of
from preschool_metrics.shape.subtotals import Found
from preschool_metrics.shape.values import is_blank, number

_DITTO: Final = frozenset(
    {"〃", "″", '"', "”", "“", "''", "’’", "同上", "上同", "同前", "々", "〞", "〝", "仝上", "-〃-"}
)
_LONGEST: Final = 5
_FEWEST: Final = 2


def with_dittos(sheet: Sheet, columns: Sequence[Column], body: range, kind: str) -> Sheet:
    """Return a sheet whose ditto marks below headings of text say what the cell above says."""
    fields = described(RECORDS[kind])  # type: ignore[index]
    across = list(zip(*sheet.rows[body.start : body.stop], strict=True)) if body else []
    texts = [column.at for column in columns if across and not fields[column.field].unit]
    texts = [at for at in texts if any(is_ditto(value) for value in set(across[at]) if len(str(value)) <= _LONGEST)]
    if not texts:
        return sheet
    rows = list(sheet.rows)
    marked = [(at, column) for column in texts for at in body if is_ditto(rows[at][column])]
    for at, column in marked:
        above = next(
            (rows[row][column] for row in range(at - 1, body.start - 1, -1) if not is_blank(rows[row][column])), ""
        )
        rows[at] = [*rows[at][:column], above, *rows[at][column + 1 :]]
    return replace(sheet, rows=rows)


def is_ditto(value: Value) -> bool:
    """Tell whether a cell stands for the one above it: 〃, 同上."""
    return isinstance(value, str) and len(value) <= _LONGEST and value.strip() in _DITTO


# --- the sites of one kindergarten ------------------------------------------------------------------------


def leave_parts(rows: Rows, found: Found, columns: Columns) -> None:
    """Take out of the data of a roster the sites that their kindergarten's own figures include."""
    if columns.kind != "roster":
        return
    gone: set[int] = set()
    for main, sites in _sites(rows, found.data, columns):
        if _adds(rows, main, sites, columns) or _left_out(rows, found, sites, columns):
            gone.update(sites)
    found.data = [row for row in found.data if row not in gone]
    found.doubtful = [row for row in found.doubtful if row not in gone]
    found.skipped += [SkippedRow(row + 1, "part", label_of(rows[row], columns)) for row in gone]
    found.skipped.sort()


def _sites(rows: Rows, data: Sequence[int], columns: Columns) -> Iterator[tuple[int, list[int]]]:
    """Yield each kindergarten with the rows of its sites right below it."""
    if columns.campus is None and not speaks_of_sites("".join([str(rows[row][columns.name]) for row in data])):
        return
    main: int | None = None
    sites: list[int] = []
    for row in data:
        if main is not None and _is_site(rows[row], str(rows[main][columns.name]), columns):
            sites.append(row)
            continue
        if main is not None and sites:
            yield main, sites
        main, sites = row, []
    if main is not None and sites:
        yield main, sites


def _is_site(row: Sequence[Value], main: str, columns: Columns) -> bool:
    name = str(row[columns.name])
    if columns.campus is not None and not is_blank(row[columns.campus]):
        return is_blank(name) or name == main or names_site(name)
    return names_site(name)


def _figures(row: Sequence[Value], columns: Columns) -> list[float]:
    return [read if (read := number(row[at])).__class__ is float else 0.0 for at in columns.counted]


def _sum(rows: Rows, added: Sequence[int], columns: Columns) -> list[float]:
    return [sum(values) for values in zip(*(_figures(rows[row], columns) for row in added), strict=True)]


def _adds(rows: Rows, main: int, sites: Sequence[int], columns: Columns) -> bool:
    """Tell whether a kindergarten's own figures are those of its sites together; one of them may be mistyped."""
    if len(sites) < _FEWEST:
        return False
    stated, added = _figures(rows[main], columns), _sum(rows, sites, columns)
    alike = sum(value == part for value, part in zip(stated, added, strict=True) if value)
    return alike * 2 > sum(map(bool, stated))


def _left_out(rows: Rows, found: Found, sites: Sequence[int], columns: Columns) -> bool:
    """Tell whether the one total of a table is that of its rows without these sites, and not with them."""
    totals = [row for row, _, kind in found.totals if kind == "total"]
    if len(totals) != 1:
        return False
    stated, every, own = (_sum(rows, each, columns) for each in (totals, found.data, sites))
    without = [value - part for value, part in zip(every, own, strict=True)]
    told = [(a, b, c) for a, b, c in zip(stated, without, every, strict=True) if a and b != c]
    return bool(told) and all(a == b for a, b, _ in told)


def with_sites(rows: list[list[Value]], data: Sequence[int], columns: Columns) -> list[list[Value]]:
    """Return rows in which each site that counts for itself has a name of its own, 蓝天幼儿园（分园）, and its nature.

    The code of its kindergarten is none of its own: it tells no two sites to be one.
    """
    groups = list(_sites(rows, data, columns)) if columns.kind == "roster" else []
    told = [(main, site) for main, sites in groups for site in sites]
    if not told:
        return rows
    again = {
        site
        for main, sites in groups
        for before, site in zip([main, *sites], sites, strict=False)
        if columns.code is not None and rows[before][columns.code] == rows[site][columns.code]
    }
    named, often = list(rows), Counter(rows[row][columns.name] for row in data)
    for main, site in told:
        row = named[site] = list(rows[site])
        if columns.code is not None and site in again:
            row[columns.code] = ""
        whole, own = str(rows[main][columns.name]), str(row[columns.name])
        if is_blank(own) or own == whole:
            own = "" if columns.campus is None else str(row[columns.campus])
        if (
            own
            and not names_kindergarten(own)
            and (often[row[columns.name]] > 1 or is_site_alone(own) or own != row[columns.name])
        ):
            row[columns.name] = f"{whole}（{own.strip()}）"
        if columns.nature is not None and is_blank(row[columns.nature]):
            row[columns.nature] = rows[main][columns.nature]
    return named
