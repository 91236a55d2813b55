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
    done: list[str] = []
    while solved := {at: value for at, formula in left.items() if (value := _sum(formula, rows, left)) is not None}:
        for (row, column), value in solved.items():
            rows[row][column] = value
            del left[row, column]
        done += [a1(row, column) for row, column in sorted(solved)]
    if done:
        draft.remarks.append(Remark(Flaw.RECOMPUTED, sheet.name, done[0], related=tuple(done[1:])))
    return replace(sheet, rows=rows, no_result=left)


def _sum(formula: str, rows: Rows, unsolved: dict[tuple[int, int], str]) -> int | float | None:
    found = _SUM.fullmatch(formula.strip())
    if not found:
        return None
    parts = re.split(r"[,，]", found.group(1)) if found.group(1) is not None else found.group(2).split("+")
    cells: list[tuple[int, int]] = []
    for part in parts:
        at = _RANGE.fullmatch(part.strip())
        if not at:
            return None
        cells += _cells(*at.groups())
    return _add(cells, rows, unsolved)


def _cells(left: str, top: str, right: str | None, bottom: str | None) -> list[tuple[int, int]]:
    first, last = _index(left), _index(right or left)
    return [(row, column) for row in range(int(top) - 1, int(bottom or top)) for column in range(first, last + 1)]


def _add(cells: list[tuple[int, int]], rows: Rows, unsolved: dict[tuple[int, int], str]) -> int | float | None:
    total: int | float = 0
    for row, column in cells:
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        if (row, column) in unsolved or (isinstance(value, str) and value.strip()):
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            total += value
    return total


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
