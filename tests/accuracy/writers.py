"""A book to a file: .xlsx by openpyxl or by XlsxWriter, .xls by xlwt."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.cell_range import CellRange

from preschool_metrics.model.grid import a1
from tests.accuracy.book import Book, Content, Dated, ErrorValue, Formula, Page
from tests.accuracy.tricks import play
from tests.accuracy.turn import turned

_NO_CODE: Final = "yyyy-mm-dd"
_RULE: Final = {"type": "list", "list": ("公办园", "普惠性民办园", "非普惠性民办园")}


def write_book(book: Book, folder: Path) -> Path:
    """Write a book into a folder under its own name."""
    path = folder / book.file_name
    book = replace(book, pages=[turned(page, page.turn) if page.turn else page for page in book.pages])
    writers = {"openpyxl": _by_openpyxl, "xlsxwriter": _by_xlsxwriter, "xlwt": _by_xlwt}
    content = folder / f"written{'.xls' if book.writer == 'xlwt' else '.xlsx'}"
    writers[book.writer](book, content)
    play(content, book.tricks)
    content.rename(path)
    return path


def _by_openpyxl(book: Book, path: Path) -> None:
    out = Workbook()
    out.remove(out.worksheets[0])
    if book.date1904:
        out.epoch = CALENDAR_MAC_1904
    for page in book.pages:
        sheet = out.create_sheet(page.name)
        sheet.sheet_state = "visible" if page.visible else "hidden"
        for (row, column), content in page.cells.items():
            cell = sheet.cell(row + 1, column + 1)
            _fill_openpyxl(cell, content)
        for top, left, bottom, right in page.merges:
            sheet.merged_cells.add(CellRange(None, left + 1, top + 1, right + 1, bottom + 1))
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[a1(0, column)[:-1]].hidden = True
        for (row, column), text in page.comments.items():
            sheet.cell(row + 1, column + 1).comment = Comment(text, "审核")
        sheet.freeze_panes = a1(*page.frozen) if page.frozen else None
        sheet.protection.sheet = page.protected
    out.save(path)


def _fill_openpyxl(cell: Any, content: Content) -> None:  # noqa: ANN401 - a cell of openpyxl
    if isinstance(content, Dated):
        cell.value = content.value
        cell.number_format = content.look if isinstance(content.look, str) else _NO_CODE
        return
    cell.value = content.text if isinstance(content, Formula | ErrorValue) else content
    if not isinstance(content, bool):
        cell.data_type = {Formula: "f", ErrorValue: "e", str: "s"}.get(type(content), "n")


def _by_xlsxwriter(book: Book, path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"in_memory": True, "date_1904": book.date1904}) as out:
        for page in book.pages:
            sheet = out.add_worksheet(page.name)
            for top, left, bottom, right in page.merges:
                sheet.merge_range(top, left, bottom, right, "")
            for (row, column), content in page.cells.items():
                _fill_xlsxwriter(out, sheet, row, column, content)
            _surround_xlsxwriter(sheet, page)


def _fill_xlsxwriter(out: Any, sheet: Any, row: int, column: int, content: Content) -> None:  # noqa: ANN401
    if isinstance(content, Dated):
        sheet.write_datetime(row, column, content.value, out.add_format({"num_format": content.look}))
    elif isinstance(content, Formula):
        sheet.write_formula(row, column, content.text, None, content.result)
    elif isinstance(content, ErrorValue):
        sheet.write_formula(row, column, "=NA()", None, content.text)
    elif isinstance(content, bool):
        sheet.write_boolean(row, column, content)
    elif isinstance(content, str):
        sheet.write_string(row, column, content)
    else:
        sheet.write_number(row, column, content)


def _surround_xlsxwriter(sheet: Any, page: Page) -> None:  # noqa: ANN401
    if not page.visible:
        sheet.hide()
    for row in page.hidden_rows:
        sheet.set_row(row, None, None, {"hidden": True})
    for column in page.hidden_columns:
        sheet.set_column(column, column, None, None, {"hidden": True})
    for (row, column), text in page.comments.items():
        sheet.write_comment(row, column, text)
    if page.frozen:
        sheet.freeze_panes(*page.frozen)
        sheet.data_validation(
            page.frozen[0], 0, page.frozen[0] + 20, 0, {"validate": "list", "source": list(_RULE["list"])}
        )
    if page.protected:
        sheet.protect("1234")


def _by_xlwt(book: Book, path: Path) -> None:
    import xlwt

    out = xlwt.Workbook(encoding="utf-8")
    out.dates_1904 = book.date1904
    styles: dict[str, Any] = {}
    for page in book.pages:
        sheet = out.add_sheet(page.name)
        sheet.visibility = 0 if page.visible else 1
        for (row, column), content in page.cells.items():
            _fill_xlwt(sheet, row, column, content, styles)
        sheet.merged_ranges.extend((top, bottom, left, right) for top, left, bottom, right in page.merges)
        for row in page.hidden_rows:
            sheet.row(row).hidden = True
        for column in page.hidden_columns:
            sheet.col(column).hidden = True
        if page.frozen:
            sheet.panes_frozen = True
            sheet.horz_split_pos, sheet.vert_split_pos = page.frozen
        sheet.protect = page.protected
    out.save(str(path))


def _fill_xlwt(sheet: Any, row: int, column: int, content: Content, styles: dict[str, Any]) -> None:  # noqa: ANN401
    import xlwt

    if isinstance(content, Dated):
        look = content.look if isinstance(content.look, str) else _NO_CODE
        style = styles.setdefault(look, xlwt.easyxf(num_format_str=look))
        value = content.value
        sheet.write(row, column, value.replace(tzinfo=None) if isinstance(value, datetime) else value, style)
    elif isinstance(content, ErrorValue):
        sheet.row(row).set_cell_error(column, content.text.replace("#N/A", "#N/A!"))  # so xlwt spells it
    elif isinstance(content, Formula):
        sheet.write(row, column, content.result)  # xlwt stores no results
    else:
        sheet.write(row, column, content)
