"""The records of a BIFF workbook ([MS-XLS]): formulas without a result, and what the reader behind xlrd does not show.

Some libraries write every formula with an empty text in place of its result ([MS-XLS] 2.5.133, FormulaValue), and leave
the calculation to Excel. Excel itself writes that for a formula whose result is an empty text. xlrd shows an empty text
for both and keeps no formula.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDoc
from xlrd.formula import FMLA_TYPE_CELL, decompile_formula

if TYPE_CHECKING:
    from xlrd.book import Book

_RECORD: Final = struct.Struct("<HH")
_CELL: Final = struct.Struct("<HH2x8s6xH")
_SHEET: Final = struct.Struct("<IBB")
_PLACE: Final = struct.Struct("<HH")
_LAST: Final = struct.Struct("<H")
_FORMULA, _BOUNDSHEET, _END = 0x0006, 0x0085, 0x000A
_BEGINS: Final = frozenset((0x0809, 0x0409, 0x0209, 0x0009))  # a chart begins and ends inside its sheet
_ERROR_OR_TRUTH, _ROW, _COLUMNS, _MERGES, _SEVERAL = 0x0205, 0x0208, 0x007D, 0x00E5, 0x00BD
_ONE_VALUE: Final = frozenset((0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6))  # a number or a text
_EMPTY_TEXT, _ERROR = b"\x03", b"\x02"
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_LAST_COLUMN: Final = 255
_NO_NUMBER: Final = b"\xff\xff"
_OLDEST: Final = 50  # BIFF5: the records of older ones are laid out otherwise
_FUNCTION = re.compile(r"\b([A-Z][A-Z0-9.]{0,99})\(")
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


@dataclass(slots=True)
class SheetRecords:
    """What the records of a worksheet say beyond its values.

    values       the places of the cells that hold a number or a text
    calculated   a formula has a result
    """

    values: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    no_result: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    calculated: bool = False


def sheet_records(content: bytes) -> list[SheetRecords]:
    """Return what the records of each worksheet say, in their order.

    Raises struct.error where one is cut off or the workbook is.
    """
    found = [_sheet_records(stream, start) for stream, start in _sheets(content)]
    if any(each.calculated for each in found):
        for each in found:
            each.no_result.clear()  # an empty text is a result
    return found


def _sheet_records(stream: bytes, start: int) -> SheetRecords:
    sheet = SheetRecords()
    for number, record in _records(stream, start):
        if number in _ONE_VALUE:
            sheet.values.add(_PLACE.unpack_from(record))
        elif number == _SEVERAL:
            row, first, last = *_PLACE.unpack_from(record), _LAST.unpack(record[-2:])[0]
            sheet.values.update((row, column) for column in range(first, last + 1))
        elif number == _FORMULA:
            _result(sheet, record)
        elif number == _ERROR_OR_TRUTH:
            if record[7]:
                sheet.errors[_PLACE.unpack_from(record)] = error_text_from_code.get(record[6], "#ERROR")
        else:
            _look(sheet, number, record)
    return sheet


def _result(sheet: SheetRecords, record: bytes) -> None:
    row, column, result, _size = _CELL.unpack_from(record)
    kind = result[:1] if result[6:] == _NO_NUMBER else b""
    sheet.calculated |= kind != _EMPTY_TEXT
    if kind == _ERROR:
        sheet.errors[row, column] = error_text_from_code.get(result[2], "#ERROR")
    elif kind == _EMPTY_TEXT:
        sheet.no_result[row, column] = ""
    elif not kind:
        sheet.values.add((row, column))


def _look(sheet: SheetRecords, number: int, record: bytes) -> None:
    """Take what is hidden and what is merged."""
    if number == _ROW and _LAST.unpack_from(record, 12)[0] & _HIDDEN_ROW:
        sheet.hidden_rows.add(_LAST.unpack_from(record)[0])
    elif number == _COLUMNS and _LAST.unpack_from(record, 8)[0] & _HIDDEN_COLUMN:
        first, last = _PLACE.unpack_from(record)
        sheet.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))
    elif number == _MERGES:
        for top, bottom, left, right in struct.iter_unpack("<4H", record[2 : 2 + 8 * _LAST.unpack_from(record)[0]]):
            sheet.merges.append(((top, left), (bottom, right)))


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
    document = CompDoc(content, logfile=StringIO(), ignore_workbook_corruption=True)
    stream = document.get_named_stream("Workbook") or document.get_named_stream("Book") or b""
    for number, record in _records(stream, 0):
        if number == _BOUNDSHEET:
            start, _visibility, kind = _SHEET.unpack_from(record)
            if kind == 0:
                yield stream, start


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records up to the end of the part that begins here, those of charts inside it left out.

    Raises struct.error where the stream ends before that.
    """
    depth = 0
    while True:
        number, size = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        depth += (number in _BEGINS) - (number == _END)
        if depth <= 0:
            return
        if depth == 1:
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
