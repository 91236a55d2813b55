"""The records of a binary workbook ([MS-XLSB]): sheets, hidden rows and columns, merges, error cells.

A record is a number, a length and so many bytes; number and length are written seven bits a byte.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from preschool_metrics.model.grid import MAX_COLUMN, MAX_ROW

_ROW, _COLUMNS, _MERGE = 0, 60, 176
_ERROR, _ERROR_OF_FORMULA = 3, 11
_SHEET_OF_BOOK, _BOOK = 156, 153
_VALUES: Final = frozenset((2, 4, 5, 6, 7, 8, 9, 10))  # what the fast reader shows
_UNSEEN: Final = frozenset((13, 14, 15, 16, 17, 18, 62))  # short cells and rich texts: it passes over them
_TEXTS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_HIDDEN_ROW: Final = 0x10


@dataclass(slots=True)
class Book:
    """The sheets of a workbook, each with its relation, and where its dates begin."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    date1904: bool = False


@dataclass(slots=True)
class SheetRecords:
    """What the records of a sheet say; `bottom` and `right` are the last row and column of a filled cell, -1 for none.

    `unseen` tells that there are cells which the fast reader does not show.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    bottom: int = -1
    right: int = -1
    unseen: bool = False


def book_of(data: bytes) -> Book:
    """Read workbook.bin; raises struct.error or ValueError where it is damaged."""
    book = Book()
    for number, at, _size in _records(data):
        if number == _SHEET_OF_BOOK:
            relation, after = _text(data, at + 8)
            book.sheets.append((_text(data, after)[0], relation))
        elif number == _BOOK:
            book.date1904 = bool(data[at] & 1)
    return book


def sheet_of(data: bytes) -> SheetRecords:
    """Read the records of a sheet; raises struct.error, IndexError or ValueError where they are damaged."""
    reader = _SheetReader()
    for number, at, size in _records(data):
        handler = reader.handlers.get(number)
        if handler:
            handler(data, at, size)
    return reader.sheet
