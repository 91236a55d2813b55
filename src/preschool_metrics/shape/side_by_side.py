"""Tables beside each other: the names stand twice under one heading, and not in the same rows."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from preschool_metrics.model.grid import Sheet
from preschool_metrics.shape.columns import Recognised
from preschool_metrics.shape.header import Header
from preschool_metrics.shape.headings import column_meaning
from preschool_metrics.shape.words import bare

_KEYS: Final = {"roster": "name", "summary": "area"}


def side_by_side(sheet: Sheet, header: Header, found: Recognised, start: int) -> tuple[Sheet, Sheet] | None:
    """Return a sheet from a row on as two, each with one of the tables that a header block begins; None where it is one."""
    twins = [column.at for column in found.columns if column.field == _KEYS.get(found.kind)]
    for first, second in pairwise(twins):
        same = bare(header.paths[first][-1]) == bare(header.paths[second][-1])
        if same and any(row[first] != row[second] for row in sheet.rows[header.bottom + 1 :]):
            return _cut(sheet, header, second - _is_numbering(header, second - 1), start)
    return None


def _is_numbering(header: Header, at: int) -> bool:
    """Tell whether a column numbers the rows of the table that begins with it."""
    return at in header.paths and column_meaning(header.paths[at]).attribute == "number"


def _cut(sheet: Sheet, header: Header, at: int, start: int) -> tuple[Sheet, Sheet]:
    """Return a sheet with what stands left of a column from the block on, and with what stands right; the lines above stay."""
    width = len(sheet.rows[header.top])
    return tuple(_only(sheet, header.top, start, inside) for inside in (range(at), range(at, width)))  # type: ignore[return-value]


def _only(sheet: Sheet, top: int, start: int, inside: range) -> Sheet:
    def kept(row: int, column: int) -> bool:
        return start <= row < top or (row >= top and column in inside)

    return replace(
        sheet,
        rows=[
            [value if kept(at, column) else "" for column, value in enumerate(row)] for at, row in enumerate(sheet.rows)
        ],
        merges=tuple(span for span in sheet.merges if kept(span.top, span.left) and kept(span.bottom, span.right)),
        errors={cell: text for cell, text in sheet.errors.items() if kept(*cell)},
        no_result={cell: text for cell, text in sheet.no_result.items() if kept(*cell)},
    )
