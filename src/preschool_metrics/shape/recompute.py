"""Plain sums whose result the file does not hold, computed anew and said so."""

import re
from dataclasses import replace

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Rows, Sheet, a1, column_index

_CELL = r"\$?([A-Z]{1,2})\$?(\d{1,6})"
_SUM = re.compile(r"SUM\(([^()]*)\)|([^()]+)", re.IGNORECASE)
_LITERAL = re.compile(r"\d{1,15}(?:\.\d{1,6})?")
_RANGE = re.compile(f"{_CELL}(?::{_CELL})?")


def recompute(sheet: Sheet, draft: Draft) -> Sheet:
    """Return the sheet with every plain sum without a result filled in; what is no plain sum stays without one."""
    if not sheet.no_result:
        return sheet
    rows = [list(row) for row in sheet.rows]
    left = {at: parts for at, formula in sheet.no_result.items() if (parts := _parts(formula, rows)) is not None}
    unknown = {*sheet.no_result, *sheet.errors}
    done: list[tuple[int, int]] = []
    while ready := [at for at, (cells, _) in left.items() if not unknown.intersection(cells)]:
        for row, column in ready:
            total = _add(*left.pop((row, column)), rows)
            if total is not None:
                rows[row][column] = total
                unknown.discard((row, column))
                done.append((row, column))
    if done:
        first, *others = (a1(row, column) for row, column in sorted(done))
        draft.remarks.append(Remark(Flaw.RECOMPUTED, sheet.name, first, related=tuple(others)))
    unsolved = {at: formula for at, formula in sheet.no_result.items() if at in unknown}
    return replace(sheet, rows=rows, no_result=unsolved)


def _parts(formula: str, rows: Rows) -> tuple[list[tuple[int, int]], list[float]] | None:
    """Return the cells and the numbers that a plain sum adds, None for any other formula."""
    found = _SUM.fullmatch(formula.strip())
    if not found:
        return None
    parts = re.split(r"[,，]", found.group(1)) if found.group(1) is not None else found.group(2).split("+")
    cells: list[tuple[int, int]] = []
    numbers: list[float] = []
    for part in map(str.strip, parts):
        at = _RANGE.fullmatch(part)
        if at:
            cells += _cells(rows, *at.groups())
        elif _LITERAL.fullmatch(part):
            numbers.append(float(part))
        else:
            return None
    return cells, numbers


def _cells(rows: Rows, left: str, top: str, right: str | None, bottom: str | None) -> list[tuple[int, int]]:
    """Return the cells of a range as far as the sheet reaches, whichever corner comes first."""
    columns = sorted((column_index(left), column_index(right or left)))
    lines = sorted((int(top) - 1, int(bottom or top) - 1))
    width = len(rows[0]) if rows else 0
    return [
        (row, column)
        for row in range(lines[0], min(lines[1] + 1, len(rows)))
        for column in range(columns[0], min(columns[1] + 1, width))
    ]


def _add(cells: list[tuple[int, int]], literals: list[float], rows: Rows) -> int | float | None:
    values = [rows[row][column] for row, column in cells]
    if any(isinstance(value, str) and value.strip() for value in values):
        return None
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)] + literals
    return sum(numbers) if numbers else None  # without any number the range is elsewhere
