"""Tables beside each other on one sheet: a long list in two columns of print, children left and staff right.

Each is read as if it stood alone, its cells where they lie; what they come to together is for `assemble` to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from preschool_metrics.model.grid import Sheet
from preschool_metrics.shape.header import Header
from preschool_metrics.shape.headings import column_meaning, is_known
from preschool_metrics.shape.words import path_key

_KEYS: Final = frozenset({"name", "area", "unit_name", "organisation", "indicator"})
_KEYS_AGAIN: Final = _KEYS | {"nature"}  # 类别 | 园数 | 幼儿数 behind an empty column
_FEWEST: Final = 2  # columns of a table
_LABELS: Final = 3  # lines that begin alike in both of two pages
_MOST_ROWS: Final = 300  # of pages


def halves_of(sheet: Sheet, header: Header, start: int, end: int) -> list[Sheet]:
    """Return the tables that stand beside each other below a header block, each with the lines above from `start` on.

    None where it is only one; what stands below their `end` stays with the first.
    """
    body = range(header.top, end)
    again = list(_repeated(sheet, header, end))
    starts = again or [at for at in _behind_gaps(header) if _is_empty(sheet, body, at - 1)]
    return _cut(sheet, range(start, end), body, starts) if starts else []


def pages_beside(sheet: Sheet) -> list[Sheet]:
    """Return the columns of pages, 园名 | 甲 | | 园名 | 乙, that an empty column parts, none where there is only one."""
    body = range(len(sheet.rows) if len(sheet.rows) <= _MOST_ROWS else 0)
    behind = list(range(_FEWEST, _width(sheet) if body else 0))
    for row in sheet.rows:  # the headings of a list leave nothing to look for
        behind = [at for at in behind if row[at - 1] == ""]
        if not behind:
            return []
    return _cut(sheet, body, body, [at for at in behind if _alike(sheet, at)])


def _repeated(sheet: Sheet, header: Header, end: int) -> Iterator[int]:
    """Yield where the headings begin again with those of the first table's rows: 镇街 | 人数 | 镇街 | 人数.

    Where the same names stand in the same rows it is one table.
    """
    keys = {at: path_key(path) for at, path in header.paths.items() if column_meaning(path).attribute in _KEYS}
    first = next((at for at, key in keys.items() if list(keys.values()).count(key) > 1), None)
    if first is None:
        return
    leads = [header.paths.get(at) for at in range(min(header.paths), first)]
    rows = sheet.rows[header.bottom + 1 : end]
    for at in (at for at, key in keys.items() if key == keys[first] and at > first):
        if all(row[at] == row[first] for row in rows):
            continue
        alike = leads == [header.paths.get(lead) for lead in range(at - len(leads), at)]
        yield at - len(leads) if alike else at


def _behind_gaps(header: Header) -> Iterator[int]:
    """Yield the columns behind one without a heading where another table's rows begin: what names them stands there again.

    镇街 behind an empty column may be the kindergartens' own; where each column has an empty one beside it, all are.
    """
    for at in (at for at in header.paths if at - 1 not in header.paths and at + 1 in header.paths):
        left = {before: column_meaning(path).attribute for before, path in header.paths.items() if before < at}
        attribute = column_meaning(header.paths[at]).attribute
        again = attribute in _KEYS_AGAIN and attribute in left.values() and not _KEYS.isdisjoint(left.values())
        if again and any(before + 1 in left for before in left):
            yield at


def _is_empty(sheet: Sheet, body: range, at: int) -> bool:
    """Tell whether nothing stands in a column."""
    return all(at >= len(sheet.rows[row]) or sheet.rows[row][at] == "" for row in body)


def _alike(sheet: Sheet, start: int) -> bool:
    """Tell whether lines begin with the same labels at the first column and at another."""
    begins = [(row[0], row[start]) for row in sheet.rows if start < len(row) and row[start] != ""]
    same = [one for one, other in begins if one == other and isinstance(one, str) and is_known(one)]
    return len(same) >= _LABELS and len(same) * 2 > len(begins)


def _width(sheet: Sheet) -> int:
    return len(sheet.rows[0]) if sheet.rows else 0


def _cut(sheet: Sheet, lines: range, body: range, starts: Sequence[int]) -> list[Sheet]:
    """Return a sheet cut before some columns, in the rows of a table; none where a part would have one column alone."""
    edges = list(pairwise([0, *starts, _width(sheet)]))
    if not starts or any(stop - start < _FEWEST for start, stop in edges):
        return []
    return [_part(sheet, lines, body, range(*edge), first=not edge[0]) for edge in edges]


def _part(sheet: Sheet, lines: range, body: range, columns: range, *, first: bool) -> Sheet:
    """Return a sheet with the lines above a table and some of its columns, and for the first part with what stands below."""

    def stays(row: int, column: int) -> bool:
        return column in columns if row in body else row in lines or (first and row >= body.stop)

    return replace(
        sheet,
        rows=[
            [value if stays(row, column) else "" for column, value in enumerate(values)]
            for row, values in enumerate(sheet.rows)
        ],
        merges=tuple(span for span in sheet.merges if stays(span.top, span.left) and stays(span.bottom, span.right)),
        errors={cell: text for cell, text in sheet.errors.items() if stays(*cell)},
        no_result={cell: text for cell, text in sheet.no_result.items() if stays(*cell)},
    )
