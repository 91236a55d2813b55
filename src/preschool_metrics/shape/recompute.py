"""Plain sums whose result the file does not hold, computed anew and said so."""

import re
from dataclasses import replace

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Rows, Sheet, a1

_CELL = r"\$?([A-Z]{1,2})\$?(\d{1,6})"
_SUM = re.compile(r"SUM\(([^()]*)\)|([^()]+)", re.IGNORECASE)
_RANGE = re.compile(f"{_CELL}(?::{_CELL})?")


def recompute(sheet: Sheet, draft: Draft) -> Sheet:
    """Return the sheet with every plain sum without a result filled in; what is no plain sum stays without one."""
    if not sheet.no_result:
        return sheet
    rows, left = [list(row) for row in sheet.rows], dict(sheet.no_result)
    unknown = {*left, *sheet.errors}
    done: list[str] = []
    while solved := {at: value for at, formula in left.items() if (value := _sum(formula, rows, unknown)) is not None}:
        for (row, column), value in solved.items():
            rows[row][column] = value
            del left[row, column]
            unknown.discard((row, column))
        done += [a1(row, column) for row, column in sorted(solved)]
    if done:
        draft.remarks.append(Remark(Flaw.RECOMPUTED, sheet.name, done[0], related=tuple(done[1:])))
    return replace(sheet, rows=rows, no_result=left)


def _sum(formula: str, rows: Rows, unknown: set[tuple[int, int]]) -> int | float | None:
    found = _SUM.fullmatch(formula.strip())
    if not found:
        return None
    parts = re.split(r"[,，]", found.group(1)) if found.group(1) is not None else found.group(2).split("+")
    cells: list[tuple[int, int]] = []
    for part in parts:
        at = _RANGE.fullmatch(part.strip())
        if not at:
            return None
        cells += _cells(rows, *at.groups())
    return _add(cells, rows, unknown)


def _cells(rows: Rows, left: str, top: str, right: str | None, bottom: str | None) -> list[tuple[int, int]]:
    """Return the cells of a range as far as the sheet reaches, whichever corner comes first."""
    columns = sorted((_index(left), _index(right or left)))
    lines = sorted((int(top) - 1, int(bottom or top) - 1))
    width = len(rows[0]) if rows else 0
    return [
        (row, column)
        for row in range(lines[0], min(lines[1] + 1, len(rows)))
        for column in range(columns[0], min(columns[1] + 1, width))
    ]


def _add(cells: list[tuple[int, int]], rows: Rows, unknown: set[tuple[int, int]]) -> int | float | None:
    total: int | float = 0
    if not any(isinstance(rows[row][column], int | float) for row, column in cells):
        return None  # nothing to add here: the range is elsewhere
    for row, column in cells:
        value = rows[row][column]
        if (row, column) in unknown or (isinstance(value, str) and value.strip()):
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            total += value
    return total


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
