"""The reader of BIFF .xls (and WPS .et): xlrd, which shows error cells, hidden rows and merges."""

from io import StringIO
from typing import Any, Final

import xlrd
from xlrd.biffh import (
    XL_CELL_BLANK,
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_EMPTY,
    XL_CELL_ERROR,
    XL_CELL_TEXT,
    XLRDError,
    error_text_from_code,
)

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Rows, Sheet, Value
from preschool_metrics.model.text import Text
from preschool_metrics.read.biff_formulas import without_result
from preschool_metrics.read.extent import clip, widen
from preschool_metrics.read.marks import unmarked

_EMPTY: Final = (XL_CELL_EMPTY, XL_CELL_BLANK)
_ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0".encode("latin-1")
_WHY = Text(
    "旧格式的读取器，错误值、隐藏的行列和合并单元格都能看到",
    "the reader of the old format, which shows error cells, hidden rows and columns and merges",
)
_WORD = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0".encode("latin-1")


def read_biff(content: bytes) -> Grid:
    """Read an OLE file as a BIFF workbook.

    Raises UnreadableWorkbookError: encrypted (also an encrypted .xlsx, which is an OLE file too), foreign or damaged.
    """
    if _ENCRYPTED in content:
        raise UnreadableWorkbookError(Flaw.ENCRYPTED)
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=StringIO())
        missing = without_result(content, book) if any(map(_has_empty_text, book.sheets())) else {}
        sheets = tuple(_sheet(book, sheet, missing.get(sheet.number, {})) for sheet in book.sheets())
        return Grid("xls", "xlrd", sheets, date1904=book.datemode == 1, why=_WHY)
    except XLRDError as error:
        raise _refused(content, str(error)) from error
    except MemoryError:
        raise
    except Exception as error:  # xlrd raises whatever the file provokes
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error


def _refused(content: bytes, why: str) -> UnreadableWorkbookError:
    if "encrypted" in why.lower():
        return UnreadableWorkbookError(Flaw.ENCRYPTED)
    if _WORD in content:
        return UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=Text("Word 文档", "a Word document"))
    return UnreadableWorkbookError(Flaw.DAMAGED)


def _has_empty_text(sheet: xlrd.sheet.Sheet) -> bool:
    """Tell whether a sheet has what xlrd makes of a formula without a result."""
    return any(
        kind == XL_CELL_TEXT and value == ""
        for index in range(sheet.nrows)
        for kind, value in zip(sheet.row_types(index), sheet.row_values(index), strict=True)
    )


def _sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, no_result: dict[tuple[int, int], str]) -> Sheet:
    errors: dict[tuple[int, int], str] = {}
    rows: Rows = []
    for index in range(sheet.nrows):
        row = []
        for column, (kind, value) in enumerate(_filled(sheet, index)):
            if kind == XL_CELL_ERROR:
                errors[index, column] = error_text_from_code.get(int(value), "#ERROR")
            runs = sheet.rich_text_runlist_map.get((index, column))
            row.append(_unmarked(book, value, runs) if runs and isinstance(value, str) else _value(book, kind, value))
        rows.append(row)
    rows = widen(_untrailed(rows, errors), [*((0, len(row) - 1) for row in rows), *no_result])
    merges = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
    return Sheet(
        sheet.name,
        rows,
        sheet.visibility == 0,
        clip(merges, rows),
        errors,
        no_result,
        frozenset(number for number, info in sheet.rowinfo_map.items() if info.hidden and number < len(rows)),
        frozenset(number for number, info in sheet.colinfo_map.items() if info.hidden),
    )


def _filled(sheet: xlrd.sheet.Sheet, index: int) -> list[tuple[int, Any]]:
    """Return type and value of a row's cells up to the last that holds more than a blank: a format may reach to IV65536."""
    kinds, values = sheet.row_types(index), sheet.row_values(index)
    last = len(kinds)
    while last and (
        kinds[last - 1] in _EMPTY or (kinds[last - 1] == XL_CELL_TEXT and not str(values[last - 1]).strip())
    ):
        last -= 1
    return list(zip(kinds[:last], values[:last], strict=True))


def _untrailed(rows: Rows, errors: dict[tuple[int, int], str]) -> Rows:
    last = max((row for row, _ in errors), default=-1)
    while len(rows) > last + 1 and not rows[-1]:
        rows.pop()
    return rows


def _value(book: xlrd.book.Book, kind: int, value: object) -> Value:
    if kind in (XL_CELL_EMPTY, XL_CELL_BLANK, XL_CELL_ERROR):
        return ""
    if kind == XL_CELL_BOOLEAN:
        return bool(value)
    if kind == XL_CELL_DATE:
        return _date(book, float(value))  # type: ignore[arg-type]
    return value  # type: ignore[return-value]


def _unmarked(book: xlrd.book.Book, text: str, starts: list[tuple[int, int]]) -> str:
    """Return a text of several fonts without the digits that one of them sets as marks; before the first it is the cell's."""
    ends = [start for start, _ in starts[1:]] + [len(text)]
    runs = [(text[: starts[0][0]], False)]
    runs += [(text[start:end], _is_mark(book.font_list[font])) for (start, font), end in zip(starts, ends, strict=True)]
    return unmarked(runs)


def _is_mark(font: xlrd.formatting.Font) -> bool:
    return font.escapement != 0 or font.struck_out != 0


def _date(book: xlrd.book.Book, serial: float) -> Value:
    try:
        moment = xlrd.xldate_as_datetime(serial, book.datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return serial
    return moment.time() if 0 <= serial < 1 else moment
