"""Writes a drawn workbook: the same drawing gives the same bytes."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import xlsxwriter

from tests.grammar.canvas import Book, Sheet

_CREATED: Final = datetime(2024, 4, 2, tzinfo=UTC)


def workbook_bytes(book: Book) -> bytes:
    """Return the bytes of an .xlsx file."""
    memory = BytesIO()
    file = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    file.set_properties({"created": _CREATED})
    for sheet in book.sheets:
        _write(file.add_worksheet(sheet.name), sheet)
    file.close()
    return memory.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet) -> None:
    for top, left, bottom, right in sheet.merges:
        page.merge_range(top, left, bottom, right, "")
    for (row, column), typed in sorted(sheet.cells.items()):
        if isinstance(typed, str):
            page.write_string(row, column, typed)
        elif typed is not None:
            page.write_number(row, column, typed)


def write(book: Book, folder: Path) -> Path:
    """Write the workbook under its own name and return its path."""
    path = folder / book.filename
    path.write_bytes(workbook_bytes(book))
    return path
