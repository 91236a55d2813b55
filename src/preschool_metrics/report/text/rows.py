"""Rows of facts for the terminal: in columns where there is room, one below the other where there is none."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rich.text import Text

from preschool_metrics.language import _
from preschool_metrics.report.text.layout import GAP, grid, hang, indented, natural, total
from preschool_metrics.report.text.words import BOLD, DIM, said

_SHOWN: Final = 100
_LONGEST: Final = 120
_NARROW_SHARE: Final = 0.4


def listed_rows(heading: str, rows: Sequence[list[Text]], width: int) -> list[Text]:
    """Return rows set in columns under a heading, nothing where there are none."""
    return [said(heading, BOLD), *capped(rows, width)] if rows else []


def capped(rows: Sequence[list[Text]], width: int) -> list[Text]:
    """Set rows in columns; of very many only the first are shown."""
    lines = in_columns(rows[:_SHOWN], width)
    if len(rows) > _SHOWN:
        more = _("{number} more; --format json lists them all").format(number=len(rows) - _SHOWN)
        lines += indented(hang(said(more, DIM), width - GAP, GAP), GAP)
    return lines


def in_columns(rows: Sequence[list[Text]], width: int) -> list[Text]:
    """Indent rows set in columns; those that hold texts share what there is room for."""
    if not rows:
        return []
    room = width - GAP
    widths = natural(rows)
    most = max(int(room * _NARROW_SHARE), 1)
    *others, last = [min(each, most) for each in widths[:-1]] + [widths[-1]]
    left = room - total([*others, 0])
    if left < min(last, most):
        return [line for row in rows for line in _stacked(row, room)]
    return indented(grid(rows, [*others, min(last, left)]), GAP)


def _stacked(row: list[Text], room: int) -> list[Text]:
    first, *rest = [cell for cell in row if cell.plain] or [Text()]
    lines = hang(first, room, GAP)
    return indented([*lines, *(line for cell in rest for line in indented(hang(cell, room - GAP, GAP), GAP))], GAP)


def short(text: str, style: str = "") -> Text:
    """Return a text to print, cut where it goes on for a page."""
    return said(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...", style)


def runs(numbers: Sequence[int]) -> str:
    """Return row numbers with runs drawn together: 3, 5-7."""
    breaks = [at for at, (one, after) in enumerate(pairwise(numbers), 1) if after != one + 1]
    found = [numbers[start:end] for start, end in pairwise([0, *breaks, len(numbers)])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in found)
