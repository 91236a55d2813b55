"""Lines of terminal cells: wrapping that keeps figures whole, padding, and columns side by side.

A Chinese character is two cells wide. Lines are rich `Text` objects, never markup, so that nothing in a
return can be taken for an instruction to the terminal.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len, chop_cells
from rich.text import Text

GAP: Final = 2
_OPEN: Final = "（“‘《「【〔"
_CLOSE: Final = "，。；：、）”’》」】〕！？"
_WIDE: Final = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffe6\U00020000-\U0003ffff"
# What may not be torn apart: a Chinese character or a run of anything else, with the marks that cling to it.
# The wide ones are named once, what is left after them being one of them: each such set costs a start some 2 ms.
_RUN: Final = rf"[^\s{_WIDE}{_OPEN}{_CLOSE}]+"
_UNIT: Final = re.compile(rf"[{_OPEN}]*(?:{_RUN}|[^\s{_OPEN}{_CLOSE}]|\u3000)?[{_CLOSE}]*\s*")


def wrap(text: Text, width: int) -> list[Text]:
    """Break into lines of at most `width` cells: between Chinese characters and words, not inside figures."""
    if text.cell_len <= width:
        return [text]
    lines = list(text.divide(list(_breaks(text.plain, width))))
    for line in lines:
        line.rstrip()
    return lines


def balanced(text: Text, width: int) -> list[Text]:
    """Break into as few lines as `wrap` does, of lengths as even as can be."""
    fewest = len(wrap(text, width))
    tries = range(min(width, longest_unit(text.plain)), width + 1)
    return next(lines for narrow in tries if len(lines := wrap(text, narrow)) == fewest)


def hang(text: Text, width: int, indent: int) -> list[Text]:
    """Break into lines whose second and later ones are indented."""
    first, *rest = wrap(text, width)
    if not rest:
        return [first]
    later = text[len(first.plain) :]
    start = len(later.plain) - len(later.plain.lstrip())
    return [first, *indented(wrap(later[start:], width - indent), indent)]


def indented(lines: Iterable[Text], by: int) -> list[Text]:
    """Shift lines to the right."""
    return [Text.assemble(" " * by, line) for line in lines]


def pad(text: Text, width: int, *, right: bool = False) -> Text:
    """Fill up with blanks to a width, the text at the left or at the right."""
    blanks = width - text.cell_len
    if blanks <= 0:
        return text
    padded = text.copy()
    (padded.pad_left if right else padded.pad_right)(blanks)
    return padded


def joined(parts: Iterable[Text], separator: str, style: str = "") -> Text:
    """Join the parts that are not empty; the style is the separator's only."""
    line = Text()
    for part in parts:
        if line.plain and part.plain:
            line.append(separator, style)
        line.append_text(part)
    return line


def beside(
    cells: Sequence[Sequence[Text]], widths: Sequence[int], right: Collection[int] = (), gap: int = GAP
) -> list[Text]:
    """Set cells of several lines side by side; `right` holds the numbers of the columns that align right."""
    blank = Text()
    return [
        Text(" " * gap).join(
            pad(cell[at] if at < len(cell) else blank, width, right=number in right)
            for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        for at in range(max(map(len, cells)))
    ]


def wrapped(row: Sequence[Text], widths: Sequence[int]) -> list[list[Text]]:
    """Wrap each cell of a row to its column."""
    return [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]


def grid(rows: Sequence[Sequence[Text]], widths: Sequence[int], right: Collection[int] = ()) -> list[Text]:
    """Set rows in columns, each cell wrapped to its column."""
    return [
        line
        for row in rows
        for line in beside([wrap(cell, width) for cell, width in zip(row, widths, strict=True)], widths, right)
    ]


def natural(rows: Sequence[Sequence[Text]]) -> list[int]:
    """Return the width that each column needs for nothing to be wrapped."""
    return [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]


def total(widths: Sequence[int]) -> int:
    """Return the width of columns side by side, the gaps between them included."""
    return sum(widths) + GAP * (len(widths) - 1)


def longest_unit(text: str) -> int:
    """Return the width of the longest part that may not be torn apart."""
    return max(cell_len(match[0].rstrip()) for match in _UNIT.finditer(text))


def _breaks(plain: str, width: int) -> Iterator[int]:
    used = at = 0
    for unit in _units(plain, width):
        if used and used + cell_len(unit.rstrip()) > width:
            yield at
            used = 0
        used += cell_len(unit)
        at += len(unit)


def _units(plain: str, width: int) -> Iterator[str]:
    for match in _UNIT.finditer(plain):
        if cell_len(match[0].rstrip()) <= width:
            yield match[0]
        else:
            yield from chop_cells(match[0], width)
