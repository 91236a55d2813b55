"""Formulas of a BIFF workbook that hold no result: xlrd shows an empty text for them and keeps no formula.

Some libraries write every formula with an empty text in place of its result ([MS-XLS] 2.5.133, FormulaValue), and leave
the calculation to Excel. Excel itself writes that for a formula whose result is an empty text.
"""

import re
import struct
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from xlrd.compdoc import CompDoc
from xlrd.formula import FMLA_TYPE_CELL, decompile_formula

if TYPE_CHECKING:
    from xlrd.book import Book

_RECORD: Final = struct.Struct("<HH")
_CELL: Final = struct.Struct("<HH2x8s6xH")
_SHEET: Final = struct.Struct("<IBB")
_FORMULA, _BOUNDSHEET, _END = 0x0006, 0x0085, 0x000A
_EMPTY_TEXT: Final = b"\x03"
_NO_NUMBER: Final = b"\xff\xff"
_OLDEST: Final = 50  # BIFF5: the records of older ones are laid out otherwise
_FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")
_NUMERIC: Final = frozenset(
    {
        *("SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "SUBTOTAL", "PRODUCT", "COUNT", "COUNTA", "COUNTIF", "COUNTBLANK"),
        *("AVERAGE", "MAX", "MIN", "ROUND", "ROUNDUP", "ROUNDDOWN", "INT", "ABS", "MOD"),
    }
)


class _Formula(NamedTuple):
    row: int
    column: int
    tokens: bytes
    empty: bool


def without_result(content: bytes, book: "Book") -> dict[int, dict[tuple[int, int], str]]:
    """Return the formulas without a result, by the number of their sheet and their place.

    An empty text is a result where the workbook was calculated, unless the formula can only give a number.
    Raises struct.error where a record is cut off.
    """
    if book.biff_version < _OLDEST:
        return {}
    found = [list(_formulas(stream, start)) for stream, start in _sheets(content)]
    calculated = any(not each.empty for formulas in found for each in formulas)
    missing: dict[int, dict[tuple[int, int], str]] = {}
    for number, formulas in enumerate(found):
        for each in formulas:
            text = _text(book, each) if each.empty else ""
            if each.empty and (not calculated or _gives_a_number(text)):
                missing.setdefault(number, {})[each.row, each.column] = text
    return missing


def _sheets(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the stream of the workbook with the place where each worksheet begins."""
    document = CompDoc(content, logfile=StringIO())
    stream = document.get_named_stream("Workbook") or document.get_named_stream("Book") or b""
    for number, record in _records(stream, 0):
        if number == _BOUNDSHEET:
            start, _visibility, kind = _SHEET.unpack_from(record)
            if kind == 0:
                yield stream, start


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at < len(stream):
        number, size = _RECORD.unpack_from(stream, at)
        if number == _END:
            return
        at += _RECORD.size
        yield number, stream[at : at + size]
        at += size


def _formulas(stream: bytes, start: int) -> Iterator[_Formula]:
    for number, record in _records(stream, start):
        if number == _FORMULA:
            row, column, result, size = _CELL.unpack_from(record)
            empty = result[6:] == _NO_NUMBER and result[:1] == _EMPTY_TEXT
            yield _Formula(row, column, record[_CELL.size : _CELL.size + size], empty)


def _text(book: "Book", formula: _Formula) -> str:
    """Return a formula as it is shown, an empty text where xlrd cannot say."""
    try:
        text = decompile_formula(
            book,
            formula.tokens,
            len(formula.tokens),
            FMLA_TYPE_CELL,
            browx=formula.row,
            bcolx=formula.column,
            r1c1=0,
        )
    except Exception:  # noqa: BLE001 - xlrd raises whatever the tokens provoke
        return ""
    return re.sub(r"(?<=\d)\.0\b", "", text or "")


def _gives_a_number(formula: str) -> bool:
    functions = set(_FUNCTION.findall(formula))
    reckons = bool(functions) or any(sign in formula for sign in "+-*/")
    return reckons and functions <= _NUMERIC and not any(sign in formula for sign in '"&')
