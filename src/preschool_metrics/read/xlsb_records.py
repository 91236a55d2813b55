"""The records of a binary workbook ([MS-XLSB]): sheets, hidden rows and columns, merges, error cells.

A record is a number, a length and so many bytes; number and length are written seven bits a byte.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from preschool_metrics.read.sheet_xml import MAX_COLUMN, MAX_ROW

_ROW, _COLUMNS, _MERGE = 0, 60, 176
_ERROR, _ERROR_OF_FORMULA = 3, 11
_SHEET_OF_BOOK, _BOOK = 156, 153
_VALUES: Final = frozenset((2, 4, 5, 6, 7, 8, 9, 10))  # what the fast reader shows
_CELLS: Final = _VALUES | {_ERROR, _ERROR_OF_FORMULA}
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
_BITS_OF_SIZE: Final = 28
_NO_TEXT: Final = 0xFFFF_FFFF


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
    """Read the records of a sheet; raises struct.error, LookupError or ValueError where they are damaged."""
    sheet, row = SheetRecords(), 0
    for number, at, size in _records(data):
        if number in _CELLS:
            _cell(sheet, row, number, data, at)
        elif number == _ROW:
            row = _number(data, at, MAX_ROW)
            if data[at + 11] & _HIDDEN_ROW:
                sheet.hidden_rows.add(row)
        else:
            _other(sheet, number, data[at : at + size])
    return sheet


def _other(sheet: SheetRecords, number: int, record: bytes) -> None:
    if number == _COLUMNS and record[16] & 1:
        first, last = (_number(record, at, MAX_COLUMN) for at in (0, 4))
        sheet.hidden_columns.append(range(first, last + 1))
    elif number == _MERGE:
        top, bottom, left, right = struct.unpack_from("<4I", record)
        sheet.merges.append(((top, left), (bottom, right)))
    elif number in _UNSEEN:
        sheet.unseen = True


def _cell(sheet: SheetRecords, row: int, number: int, data: bytes, at: int) -> None:
    column = _number(data, at, MAX_COLUMN)
    if number not in _VALUES:
        sheet.errors[row, column] = _TEXTS.get(data[at + 8], "#ERROR")
    if number != _ERROR_OF_FORMULA:  # of which the fast reader makes no cell
        sheet.bottom = max(sheet.bottom, row)
        sheet.right = max(sheet.right, column)


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each record's number, the place of its content and its size."""
    at, end = 0, len(data)
    while at < end:
        number = data[at]
        at += 1
        if number & 0x80:
            number = (number & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            part = data[at]
            at += 1
            size |= (part & 0x7F) << shift
            shift += 7
            if not part & 0x80 or shift == _BITS_OF_SIZE:
                break
        if at + size > end:
            raise ValueError(number)
        yield number, at, size
        at += size


def _number(data: bytes, at: int, beyond: int) -> int:
    (value,) = struct.unpack_from("<I", data, at)
    if value >= beyond:
        raise ValueError(value)
    return int(value)


def _text(data: bytes, at: int) -> tuple[str, int]:
    """Return a text with its length before it, and the place behind it."""
    (length,) = struct.unpack_from("<I", data, at)
    if length == _NO_TEXT:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(data):
        raise ValueError(length)
    return data[at + 4 : end].decode("utf-16-le"), end
