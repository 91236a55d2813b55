"""Binary workbooks, written record by record: what the fast reader shows, and what only the records tell."""

import struct
import zipfile
from io import BytesIO

import pytest

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet, Span
from preschool_metrics.model.text import Text
from preschool_metrics.read import Limits
from tests.builder import gridded

ROW, RK, ERROR, BOOL, REAL, TEXT, SHORT_REAL, FORMULA_ERROR = 0, 2, 3, 4, 5, 6, 16, 11
COLUMNS, BEGIN_SHEET, SIZE, BEGIN_DATA, END_DATA, MERGE = 60, 129, 148, 145, 146, 176
BOOK, SHEETS, END_SHEETS, SHEET, CALCULATION = 153, 143, 144, 156, 157
HIDDEN = 0x10
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(number: int, content: bytes = b"") -> bytes:
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    size = len(content)
    return head + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + content


def string(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(column: int, value: str | float | bool) -> bytes:
    head = struct.pack("<II", column, 0)
    if isinstance(value, bool):
        return record(BOOL, head + bytes([value]))
    if isinstance(value, str):
        return record(TEXT, head + string(value))
    return record(REAL, head + struct.pack("<d", value))


def row(at: int, *cells: bytes, hidden: bool = False) -> bytes:
    return record(ROW, struct.pack("<IIHBB", at, 0, 300, 0, HIDDEN * hidden) + b"\0" * 5) + b"".join(cells)


def sheet(*rows: bytes, columns: bytes = b"", after: bytes = b"") -> bytes:
    return (
        record(BEGIN_SHEET)
        + record(SIZE, b"\0" * 16)
        + columns
        + record(BEGIN_DATA)
        + b"".join(rows)
        + record(END_DATA)
        + after
    )


def book(part: bytes, *, state: int = 0, date1904: bool = False) -> bytes:
    """Return an .xlsb of one sheet."""
    bundle = struct.pack("<II", state, 1) + string("rId1") + string("表")
    properties = record(BOOK, struct.pack("<II", date1904, 0) + string(""))
    relation = f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": properties
        + record(SHEETS)
        + record(SHEET, bundle)
        + record(END_SHEETS)
        + record(CALCULATION),
        "xl/_rels/workbook.bin.rels": f"<Relationships>{relation}</Relationships>".encode(),
        "xl/worksheets/sheet1.bin": part,
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read(content: bytes) -> Grid:
    return gridded(content, suffix=".xlsb")


def only(content: bytes) -> Sheet:
    (found,) = read(content).sheets
    return found


def refused(content: bytes) -> UnreadableWorkbookError:
    with pytest.raises(UnreadableWorkbookError) as error:
        read(content)
    return error.value


TABLE = sheet(
    row(1, cell(1, "甲幼儿园"), cell(2, 90.0), cell(3, value=True)), row(3, cell(1, "乙幼儿园"), cell(2, 80.5))
)


def test_every_filled_cell_keeps_its_place() -> None:
    grid = read(book(TABLE))
    assert (grid.kind, grid.reader, grid.date1904) == ("xlsb", "python-calamine", False)
    assert grid.sheets[0].rows == [
        ["", "", "", ""],
        ["", "甲幼儿园", 90, True],
        ["", "", "", ""],
        ["", "乙幼儿园", 80.5, ""],
    ]


def test_an_error_value_and_an_error_result_are_errors_with_their_places() -> None:
    head = struct.pack("<II", 1, 0)
    result = record(FORMULA_ERROR, struct.pack("<II", 2, 0) + b"\x17\0\0" + struct.pack("<II", 0, 0))
    found = only(book(sheet(row(0, cell(0, "甲"), record(ERROR, head + b"\x07"), result))))
    assert found.rows == [["甲", "", ""]]
    assert found.errors == {(0, 1): "#DIV/0!", (0, 2): "#REF!"}


def test_hidden_rows_columns_and_sheets_and_merges_are_shown() -> None:
    hidden = record(COLUMNS, struct.pack("<IIIIH", 1, 2, 256, 0, 1))
    merge = record(MERGE, struct.pack("<4I", 0, 5, 0, 1))
    part = sheet(row(0, cell(0, "甲"), cell(2, 1.0)), row(1, cell(0, "乙"), hidden=True), columns=hidden, after=merge)
    found = only(book(part, state=1))
    assert not found.visible
    assert (set(found.hidden_rows), set(found.hidden_columns)) == ({1}, {1, 2})
    assert found.merges == (Span(0, 0, 1, 1),)


def test_dates_that_count_from_1904_are_said() -> None:
    assert read(book(TABLE, date1904=True)).date1904


def test_cells_that_the_fast_reader_passes_over_are_no_blanks() -> None:
    short = record(SHORT_REAL, struct.pack("<I", 0) + struct.pack("<d", 7))
    error = refused(book(sheet(row(0, cell(0, "甲"), short))))
    assert error.flaw == Flaw.FOREIGN_FORMAT
    assert error.facts["what"] == Text("二进制工作簿 .xlsb", "a binary workbook .xlsb")


def test_where_the_fast_reader_sees_other_cells_the_workbook_is_refused() -> None:
    behind_the_end = sheet(row(0, cell(0, "甲")), after=row(5, cell(0, "乙")))
    assert refused(book(behind_the_end)).flaw == Flaw.FOREIGN_FORMAT


def test_a_cell_far_away_is_refused_before_it_is_laid_out() -> None:
    far = book(sheet(row(0, cell(0, "甲")), row(1_048_575, cell(16_383, "乙"))))
    error = refused(far)
    assert (error.flaw, error.facts["limit"], error.facts["allowed"]) == (
        Flaw.TOO_LARGE,
        "max-cells",
        Limits().max_cells,
    )


@pytest.mark.parametrize("end", [1, 9, 40, 71])
def test_a_sheet_cut_off_is_damaged(end: int) -> None:
    assert refused(book(TABLE[:-end])).flaw in {Flaw.DAMAGED, Flaw.FOREIGN_FORMAT}


@pytest.mark.parametrize("content", [b"\xff" * 40, record(SHEET, b"\x01"), b"\x9c\x01\x08" + b"\0" * 8, b""])
def test_a_workbook_part_of_nonsense_is_damaged(content: bytes) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.bin", content)
        archive.writestr("xl/_rels/workbook.bin.rels", "<Relationships/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert refused(packed.getvalue()).flaw == Flaw.DAMAGED
