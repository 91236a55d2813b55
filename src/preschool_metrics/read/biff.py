"""The reader of BIFF .xls (and WPS .et): xlrd, which shows error cells, hidden rows and merges."""

from io import StringIO
from typing import TYPE_CHECKING, Any, Final

import xlrd
from xlrd.biffh import (
    XL_CELL_BLANK,
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_EMPTY,
    XL_CELL_ERROR,
    XL_CELL_TEXT,
    error_text_from_code,
)

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Grid, Sheet, Value
from preschool_metrics.model.text import Text
from preschool_metrics.read.biff_records import SheetRecords, sheet_records, without_result
from preschool_metrics.read.extent import Place, Room, clip, trim, widen
from preschool_metrics.read.fast import read_fast
from preschool_metrics.read.marks import unmarked
from preschool_metrics.read.placed import Page, laid_out

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from preschool_metrics.read.limits import Limits

_EMPTY: Final = (XL_CELL_EMPTY, XL_CELL_BLANK)
_ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0".encode("latin-1")
_WHY = Text(
    "旧格式的读取器，错误值、隐藏的行列和合并单元格都能看到",
    "the reader of the old format, which shows error cells, hidden rows and columns and merges",
)
_WHY_OTHER = Text(
    "旧格式的读取器不认其中的写法，改用快速读取；错误值、隐藏的行列和合并单元格另从二进制记录取得",
    "the reader of the old format refuses it; read by the fast reader, with errors, what is hidden and merges from the records",
)
_WORD = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0".encode("latin-1")


def read_biff(content: bytes, limits: "Limits") -> Grid:
    """Read an OLE file as a BIFF workbook; what xlrd refuses is read by python-calamine, where nothing is lost by that.

    Raises UnreadableWorkbookError: encrypted (also an encrypted .xlsx, which is an OLE file too), foreign, damaged or too
    large.
    """
    if _ENCRYPTED in content:
        raise UnreadableWorkbookError(Flaw.ENCRYPTED)
    try:
        return _by_xlrd(content, limits)
    except (MemoryError, UnreadableWorkbookError):
        raise
    except Exception as error:  # xlrd raises whatever the file provokes
        refused = _refused(content, str(error))
        if refused.flaw != Flaw.DAMAGED:
            raise refused from error
        return _by_calamine(content, limits)


def _by_xlrd(content: bytes, limits: "Limits") -> Grid:
    book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=StringIO())
    missing = without_result(content, book) if any(map(_has_empty_text, book.sheets())) else {}
    pages = [_page(book, sheet, missing.get(sheet.number, {})) for sheet in book.sheets()]
    sheets, strays = laid_out(pages, limits)
    return Grid("xls", "xlrd", sheets, date1904=book.datemode == 1, why=_WHY, remarks=strays)


def _by_calamine(content: bytes, limits: "Limits") -> Grid:
    """Read a workbook that xlrd refuses; what calamine does not show is taken from the records.

    Raises UnreadableWorkbookError where the records are not whole, or tell of cells that calamine does not see.
    """
    try:
        records = sheet_records(content)
    except Exception as error:  # as above
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error
    room = Room(limits)

    def made(sheet: "CalamineSheet", number: int, visible: bool) -> Sheet:  # noqa: FBT001 - so the fast reader calls it
        if number >= len(records):
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        bottom, right = sheet.end or (-1, -1)
        room.take(bottom + 1, right + 1)
        return _seen(sheet, records[number], visible=visible)

    sheets = read_fast(content, made)
    remark = Remark(Flaw.OTHER_READER, facts=(("reader", "python-calamine"),))
    return Grid("xls", "python-calamine", sheets, why=_WHY_OTHER, remarks=(remark,))


def _seen(sheet: "CalamineSheet", records: SheetRecords, *, visible: bool) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    if records.values - {(row, at) for row, cells in enumerate(rows) for at, value in enumerate(cells) if value != ""}:
        raise UnreadableWorkbookError(Flaw.DAMAGED)
    rows = widen(trim(rows), [*records.errors, *records.no_result])
    return Sheet(
        sheet.name,
        rows,
        visible,
        clip(records.merges, rows),
        records.errors,
        records.no_result,
        frozenset(row for row in records.hidden_rows if row < len(rows)),
        frozenset(records.hidden_columns),
    )


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


def _page(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, no_result: dict[Place, str]) -> Page:
    page = Page(
        sheet.name,
        sheet.visibility == 0,
        no_result=no_result,
        merges=[((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells],
        hidden_rows={number for number, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={number for number, info in sheet.colinfo_map.items() if info.hidden},
    )
    for index in range(sheet.nrows):
        row = []
        for column, (kind, value) in enumerate(_filled(sheet, index)):
            if kind == XL_CELL_ERROR:
                page.errors[index, column] = error_text_from_code.get(int(value), "#ERROR")
            runs = sheet.rich_text_runlist_map.get((index, column))
            row.append(_unmarked(book, value, runs) if runs and isinstance(value, str) else _value(book, kind, value))
        page.rows.append(row)
    while page.rows and not page.rows[-1]:
        page.rows.pop()
    page.hold(*no_result)
    return page


def _filled(sheet: xlrd.sheet.Sheet, index: int) -> list[tuple[int, Any]]:
    """Return type and value of a row's cells up to the last that holds more than a blank: a format may reach to IV65536."""
    kinds, values = sheet.row_types(index), sheet.row_values(index)
    last = len(kinds)
    while last and (
        kinds[last - 1] in _EMPTY or (kinds[last - 1] == XL_CELL_TEXT and not str(values[last - 1]).strip())
    ):
        last -= 1
    return list(zip(kinds[:last], values[:last], strict=True))


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
