"""One stray cell far out costs nothing, and is told; a format that reaches to the last row costs nothing either."""

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid
from preschool_metrics.read import Limits, read_grid
from preschool_metrics.read.extent import COLUMNS_APART, ROWS_APART, reach, reach_of
from tests.builder import assessed, found, judged
from tests.raw_package import MAIN, Parts, packed

TABLE = '<row r="1"><c r="A1"><v>7</v></c></row><row r="2"><c r="B2"><v>8</v></c></row>'
MEGABYTES = 300


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def grid_of(folder: Path, *sheets: str, limits: Limits | None = None) -> Grid:
    path = folder / "book.xlsx"
    path.write_bytes(packed(Parts(sheets={f"表{number}": sheet(rows) for number, rows in enumerate(sheets)})))
    return read_grid(path, limits or Limits())[0]


def strays(grid: Grid) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [(each.sheet, each.cell, each.related) for each in grid.remarks if each.flaw == Flaw.STRAY_CELLS]


def far(cell: str, content: str = "<v>7</v>", kind: str = "n") -> str:
    return f'<row r="{cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{cell}" t="{kind}">{content}</c></row>'


@pytest.mark.parametrize("cell", ["XFD60000", "A1048576", "XFD1048576", "B999999", "AAA3", "ZZ60000", "CZ12003"])
@pytest.mark.parametrize(
    "written", ["<v>7</v>", '<v>#REF!</v> t="e"', "<f>A1+1</f>", '<is><t>x</t></is> t="inlineStr"'], ids=["7", "error", "formula", "text"]
)  # fmt: skip
def test_a_stray_cell_is_told_and_the_table_is_read(tmp_path: Path, cell: str, written: str) -> None:
    content, _, kind = written.partition(' t="')
    grid = grid_of(tmp_path, TABLE + far(cell, content, kind.strip('"') or "n"))
    assert grid.sheets[0].rows == [[7, ""], ["", 8]]
    assert (grid.sheets[0].errors, grid.sheets[0].no_result) == ({}, {})
    assert strays(grid) == [("表0", cell, ())]


@pytest.mark.parametrize("cell", ["XFD60000", "A1048576"])
@pytest.mark.parametrize("content", ["", "<v></v>", "<is><t> </t></is>", "<is><t>\u3000</t></is>"])
def test_a_blank_far_out_is_nothing_to_tell(tmp_path: Path, cell: str, content: str) -> None:
    grid = grid_of(tmp_path, TABLE + far(cell, content, "inlineStr" if "is" in content else "n"))
    assert grid.sheets[0].rows == [[7, ""], ["", 8]]
    assert strays(grid) == []


def test_what_stands_a_little_apart_is_read(tmp_path: Path) -> None:
    for cell in ("A9000", "IV3", "CV9000"):
        grid = grid_of(tmp_path, TABLE + far(cell))
        assert strays(grid) == []
        assert 7 in grid.sheets[0].rows[-1]


def test_a_stray_cell_is_a_query_and_its_town_counts() -> None:
    result = assessed(
        "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
        "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\nat XFD60000\n| 7 |\n"
    )
    (told,) = found(result, "PM161")
    assert (told.severity, told.cell) == ("query", "XFD60000")
    assert judged(result, "gross_enrollment_rate").observation.numerator == 90


def old_book(folder: Path, row: int, column: int) -> Path:
    book = xlwt.Workbook()
    made = book.add_sheet("表0")
    made.write(0, 0, 7)
    made.write(1, 1, 8)
    made.write(row, column, 7)
    book.save(str(folder / "book.xls"))
    return folder / "book.xls"


def text_file(folder: Path, row: int, column: int) -> Path:
    path = folder / "表0.csv"
    path.write_text("7,\n,8\n" + "\n" * (row - 2) + "," * column + "7\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("made", [old_book, text_file])
def test_other_readers_tell_it_too(tmp_path: Path, made: Callable[[Path, int, int], Path]) -> None:
    grid, _ = read_grid(made(tmp_path, 60_000, 255), Limits())
    assert grid.sheets[0].rows == [[7, ""], ["", 8]]
    assert strays(grid) == [("表0", "IV60001", ())]


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "csv"])
def test_the_limit_of_cells_holds_for_all_sheets_together(tmp_path: Path, suffix: str) -> None:
    if suffix == "xlsx":
        grid_of(tmp_path, *[TABLE + far("CV9000")] * 3)
        path = tmp_path / "book.xlsx"
    else:
        path = old_book(tmp_path, 9_000, 255) if suffix == "xls" else text_file(tmp_path, 9_000, 255)
    with pytest.raises(UnreadableWorkbookError) as refused:
        read_grid(path, Limits(max_cells=2_000_000))
    assert (refused.value.flaw, refused.value.facts["limit"]) == (Flaw.TOO_LARGE, "max-cells")


def formatted(path: Path, *, cells: bool) -> None:
    """Write a sheet that is formatted to its last row."""
    with xlsxwriter.Workbook(path) as book:
        made, bold = book.add_worksheet("表"), book.add_format({"bold": True})
        made.write(0, 0, 7)
        for row in range(1, 1_048_576):
            if cells:
                made.write_blank(row, 0, None, bold)
            else:
                made.set_row(row, 20)


@pytest.mark.skipif(sys.platform != "linux", reason="where memory is told otherwise")
@pytest.mark.parametrize("cells", [False, True])
def test_a_format_to_the_last_row_costs_no_memory(tmp_path: Path, cells: bool) -> None:
    """The XML itself is 60 MB long."""
    formatted(tmp_path / "book.xlsx", cells=cells)
    read = (
        "from pathlib import Path; from preschool_metrics.read import Limits, read_grid;"
        "grid, _ = read_grid(Path('book.xlsx'), Limits()); print(grid.reader, grid.sheets[0].rows);"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    said = subprocess.run([sys.executable, "-c", read], cwd=tmp_path, capture_output=True, check=True, text=True).stdout
    reader, rows, kilobytes = said.split()
    assert (reader, rows) == ("python-calamine", "[[7.0]]")
    assert int(kilobytes) < MEGABYTES << 10


# --- laws -------------------------------------------------------------------------------------------------

places = st.sets(st.tuples(st.integers(0, 40_000), st.integers(0, 900)), min_size=1, max_size=8)


@given(places)
def test_what_is_kept_has_no_gap_and_what_is_not_lies_behind_one(cells: set[tuple[int, int]]) -> None:
    height, width = reach_of(cells)
    kept = {(row, column) for row, column in cells if row < height and column < width}
    rows = sorted({row for row, _ in cells if row < height})
    assert all(later - earlier <= ROWS_APART + 1 for earlier, later in pairwise(rows))
    assert all(row - height > ROWS_APART or column - width > COLUMNS_APART for row, column in cells - kept)


@given(places)
def test_a_blank_between_changes_nothing_and_order_neither(cells: set[tuple[int, int]]) -> None:
    spans = [(row, row + 1) for row, _ in cells]
    assert reach(spans, ROWS_APART) == reach(reversed(spans), ROWS_APART) == reach([*spans, *spans], ROWS_APART)
