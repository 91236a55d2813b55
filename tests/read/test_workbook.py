"""One file to one Grid: values, addresses, and what the fast reader cannot see."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from preschool_metrics.model.address import a1
from preschool_metrics.model.grid import Grid, Sheet, Span
from preschool_metrics.read import Limits, read_grid
from preschool_metrics.read.scan import sees_whole
from preschool_metrics.read.sheet_xml import sheet_facts
from tests.builder import gridded

SUFFIXES = pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])


def only(grid: Grid) -> Sheet:
    (sheet,) = grid.sheets
    return sheet


def saved(book: Workbook, folder: Path) -> Grid:
    book.save(folder / "book.xlsx")
    return read_grid(folder / "book.xlsx", Limits())[0]


# --- values and addresses ---------------------------------------------------------------------------------


@SUFFIXES
def test_every_filled_cell_keeps_its_place(suffix: str) -> None:
    sheet = only(gridded("## 表\nat C3\n| 甲 | 12 |\n| 乙 | 1.5 |\n", suffix=suffix))
    assert sheet.rows == [
        ["", "", "", ""],
        ["", "", "", ""],
        ["", "", "甲", 12],
        ["", "", "乙", 1.5],
    ]


@SUFFIXES
def test_rows_of_spaces_at_the_end_are_dropped(suffix: str) -> None:
    sheet = only(gridded('## 表\n| 甲 | 12 |\n| " " |  |\n| "\u3000" |  |\n', suffix=suffix))
    assert sheet.rows == [["甲", 12]]


@SUFFIXES
def test_a_number_typed_as_text_stays_text(suffix: str) -> None:
    assert only(gridded('## 表\n| "12" | 12 |\n', suffix=suffix)).rows == [["12", 12]]


@SUFFIXES
def test_an_empty_sheet_has_no_rows(suffix: str) -> None:
    grid = gridded("## 甲\n| 1 |\n## 空\n", suffix=suffix)
    assert [(sheet.name, len(sheet.rows)) for sheet in grid.sheets] == [("甲", 1), ("空", 0)]


@SUFFIXES
def test_a_hidden_sheet_is_told_from_a_visible_one(suffix: str) -> None:
    grid = gridded("## 甲\n| 1 |\n## 乙（隐藏）\n| 2 |\n", suffix=suffix)
    assert [(sheet.name, sheet.visible) for sheet in grid.sheets] == [("甲", True), ("乙", False)]


@SUFFIXES
def test_merges_are_seen(suffix: str) -> None:
    sheet = only(gridded("## 表\n| 甲 |  | 丙 |\n|  |  | 丁 |\nmerge A1:B2\n", suffix=suffix))
    assert sheet.merges == (Span(0, 0, 1, 1),)


def test_a_merge_of_the_whole_sheet_is_clipped_to_what_is_filled() -> None:
    sheet = only(gridded("## 表\n| 甲 |  | 丙 |\n|  |  | 丁 |\nmerge B1:XFD1048576\n"))
    assert sheet.merges == (Span(0, 1, 1, 2),)


@SUFFIXES
def test_hidden_rows_and_columns_are_seen(suffix: str) -> None:
    sheet = only(gridded("## 表\n| 甲 | 乙 |\n| 丙 | 丁 |\nhide row 2\nhide column B\n", suffix=suffix))
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({1}, {1})


def test_dates_times_and_truth_values_keep_their_types(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append([date(2024, 3, 1), datetime(2024, 3, 1, 8, 30), time(17, 0), True])  # noqa: DTZ001
    first, second, third, fourth = only(saved(book, tmp_path)).rows[0]
    assert str(first).startswith("2024-03-01")
    assert str(second) == "2024-03-01 08:30:00"
    assert str(third) == "17:00:00"
    assert fourth is True


def test_a_workbook_of_1904_has_the_same_dates(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append(["报出", date(2024, 3, 1)])
    grid = saved(book, tmp_path)
    assert grid.date1904
    assert str(only(grid).rows[0][1]).startswith("2024-03-01")


def test_a_serial_number_that_is_not_formatted_as_a_date_stays_a_number(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append([45352])
    assert only(saved(book, tmp_path)).rows == [[45352]]


# --- what the fast reader is blind to ---------------------------------------------------------------------


@SUFFIXES
def test_error_values_are_errors_with_their_place_and_never_numbers(suffix: str) -> None:
    sheet = only(gridded("## 表\nat B2\n| #REF! | 12 | #DIV/0! |\n| #N/A | 13 | #NAME? |\n", suffix=suffix))
    assert {a1(*place): text for place, text in sheet.errors.items()} == {
        "B2": "#REF!",
        "D2": "#DIV/0!",
        "B3": "#N/A",
        "D3": "#NAME?",
    }
    assert sheet.rows[1] == ["", "", 12, ""]


@SUFFIXES
def test_an_error_value_at_the_edge_of_the_sheet_is_not_lost(suffix: str) -> None:
    sheet = only(gridded("## 表\n| 甲 | 12 |  |\n|  |  |  |\n|  |  | #VALUE! |\n", suffix=suffix))
    assert {a1(*place) for place in sheet.errors} == {"C3"}
    assert [len(row) for row in sheet.rows] == [3, 3, 3]


def test_formulas_without_a_result_are_no_blanks() -> None:
    sheet = only(gridded("## 表\nat B2\n| 12 | =B2*2 |\n|  | =SUM(B2:C2) |\n"))
    assert {a1(*place): formula for place, formula in sheet.no_result.items()} == {"C2": "B2*2", "C3": "SUM(B2:C2)"}


def test_a_formula_with_its_result_is_that_result(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet = book.add_worksheet("表")
        sheet.write_formula("A1", "=40+50", None, 90)
        sheet.write_formula("B1", '="甲"', None, "甲")
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
    found = only(read_grid(tmp_path / "book.xlsx", Limits())[0])
    assert found.rows[0] == [90, "甲", ""]
    assert found.no_result == {}
    assert found.errors == {(0, 2): "#DIV/0!"}


def test_a_formula_whose_result_is_an_empty_text_has_a_result() -> None:
    xml = b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row></sheetData></worksheet>'
    assert sees_whole(xml)
    assert sheet_facts(xml).no_result == {}


@SUFFIXES
def test_a_workbook_is_known_by_its_content_and_not_by_its_name(suffix: str, tmp_path: Path) -> None:
    from tests.builder import write

    path = write("## 表\n| 12 |\n", tmp_path / f"book{suffix}")
    renamed = path.rename(tmp_path / "附件2：统计表（最终版）(1).XLS")
    grid, content = read_grid(renamed, Limits())
    assert grid.kind == suffix.removeprefix(".")
    assert content == renamed.read_bytes()
    assert only(grid).rows == [[12]]


def test_a_cell_far_outside_the_table_does_not_fill_the_memory_with_blanks() -> None:
    grid = gridded('## 表\n| 甲 | 12 |\nat A1048576\n| " " |\n')
    assert grid.reader == "expat"
    assert only(grid).rows == [["甲", 12]]


def test_the_exact_reader_sees_the_same_as_the_fast_one() -> None:
    table = "## 表\nat B2\n| 甲 | 12 | #REF! |\n| 乙 | =B2*2 | 1.5 |\nhide row 3\n"
    fast, exact = only(gridded(table)), only(gridded(table + 'at B1048576\n| " " |\n'))
    assert exact.rows == fast.rows
    assert (exact.errors, exact.no_result, exact.hidden_rows) == (fast.errors, fast.no_result, fast.hidden_rows)
