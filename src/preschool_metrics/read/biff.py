"""The reader of BIFF .xls (and WPS .et): xlrd, which shows error cells, hidden rows and merges."""

from io import StringIO

import xlrd
from xlrd.biffh import (
    XL_CELL_BLANK,
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_EMPTY,
    XL_CELL_ERROR,
    XLRDError,
    error_text_from_code,
)

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet, Value
from preschool_metrics.model.text import Text
from preschool_metrics.read.workbook import clip, trim

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
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
        sheets = tuple(_sheet(book, sheet) for sheet in book.sheets())
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


def _sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    errors: dict[tuple[int, int], str] = {}
    rows = []
    for index in range(sheet.nrows):
        row = [_value(book, cell.ctype, cell.value) for cell in sheet.row(index)]
        errors.update(
            ((index, column), error_text_from_code.get(int(cell.value), "#ERROR"))
            for column, cell in enumerate(sheet.row(index))
            if cell.ctype == XL_CELL_ERROR
        )
        rows.append([*row, *[""] * (sheet.ncols - len(row))])
    rows = trim(rows) if not errors else rows
    merges = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
    return Sheet(
        sheet.name,
        rows,
        sheet.visibility == 0,
        clip(merges, rows),
        errors,
        {},
        frozenset(number for number, info in sheet.rowinfo_map.items() if info.hidden and number < len(rows)),
        frozenset(number for number, info in sheet.colinfo_map.items() if info.hidden),
    )


def _value(book: xlrd.book.Book, kind: int, value: object) -> Value:
    if kind in (XL_CELL_EMPTY, XL_CELL_BLANK, XL_CELL_ERROR):
        return ""
    if kind == XL_CELL_BOOLEAN:
        return bool(value)
    if kind == XL_CELL_DATE:
        return _date(book, float(value))  # type: ignore[arg-type]
    return value  # type: ignore[return-value]


def _date(book: xlrd.book.Book, serial: float) -> Value:
    try:
        moment = xlrd.xldate_as_datetime(serial, book.datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return serial
    return moment.time() if 0 <= serial < 1 else moment
