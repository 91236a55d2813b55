"""A1 addresses: of cells, of columns, of several cells as ranges; rows and columns in numbers count from 0."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Final

_A1: Final = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


@cache
def column_letters(index: int) -> str:
    """Return the letters of a 0-based column as Excel shows them: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the 0-based column of its letters: A → 0, AA → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def a1(row: int, column: int) -> str:
    """Return the A1 address of a 0-based row and column."""
    return f"{column_letters(column)}{row + 1}"


def place(cell: str) -> tuple[int, int]:
    """Return the 0-based row and column of an A1 address; raises ValueError for anything else."""
    found = place_if_any(cell)
    if found is None:
        raise ValueError(f"{cell} is no address of a cell")
    return found


def place_if_any(text: str | None) -> tuple[int, int] | None:
    """Return the 0-based row and column of an A1 address; None for anything else."""
    found = _A1.fullmatch(text or "")
    return (int(found[2]) - 1, column_index(found[1])) if found else None


def located(sheet: str, cell: str) -> tuple[str, str]:
    """Return the sheet and the A1 address of a cell that may be given with the sheet it stands in: 表2!C5."""
    other, elsewhere, address = cell.rpartition("!")
    return (other, address) if elsewhere else (sheet, cell)


def ranges_of(cells: Iterable[str]) -> str:
    """Return cells of one sheet as few ranges, column by column: D5:D9, G5:G9."""
    places = sorted({(column, row) for row, column in map(place, cells)})
    ranges = []
    for _key, run in groupby(enumerate(places), lambda item: (item[1][0], item[1][1] - item[0])):
        own = [a1(row, column) for _at, (column, row) in run]
        ranges.append(own[0] if len(own) == 1 else f"{own[0]}:{own[-1]}")
    return ", ".join(ranges)
