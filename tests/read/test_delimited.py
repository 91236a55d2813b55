"""Delimited text: which encoding, which delimiter, and the cells as a spreadsheet program would show them."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.address import a1
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet
from preschool_metrics.read import Limits, read_grid
from tests.builder import assessed, found, gridded, judged

TABLE = "幼儿园名称,办园性质,在园幼儿数\r\n甲幼儿园,公办园,90\r\n乙幼儿园,普惠性民办园,80\r\n"
ROWS = [["幼儿园名称", "办园性质", "在园幼儿数"], ["甲幼儿园", "公办园", 90], ["乙幼儿园", "普惠性民办园", 80]]


def only(grid: Grid) -> Sheet:
    (sheet,) = grid.sheets
    return sheet


def rows(text: str | bytes, suffix: str = ".csv") -> list[list[object]]:
    content = text.encode() if isinstance(text, str) else text
    return [list(row) for row in only(gridded(content, suffix=suffix)).rows]


def flaw(text: str, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableWorkbookError) as error:
        gridded(text.encode(), suffix=".csv", limits=limits)
    return error.value.flaw


# --- encodings and delimiters -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xls", ".xlsx"])
def test_every_encoding_and_delimiter_under_every_name(encoding: str, delimiter: str, suffix: str) -> None:
    text = TABLE.replace(",", delimiter)
    grid = gridded(text.encode(encoding), suffix=suffix)
    assert only(grid).rows == ROWS
    assert grid.kind == ("tsv" if delimiter == "\t" else "csv")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_ending(end: str) -> None:
    assert rows(TABLE.replace("\r\n", end)) == ROWS
    assert rows(TABLE.replace("\r\n", end).removesuffix(end)) == ROWS


def test_a_character_that_only_gb18030_has() -> None:
    assert rows("甲,乙\n㐂幼儿园,𠮷\n".encode("gb18030"))[1] == ["㐂幼儿园", "𠮷"]


def test_tabs_win_where_texts_hold_commas_and_commas_where_one_holds_a_tab() -> None:
    assert rows("甲\t乙\t丙\n1,234\t2\ta,b,c\n")[1] == ["1,234", 2, "a,b,c"]
    assert rows('甲,乙,丙\n1,2,"a\tb"\n')[1] == [1, 2, "a\tb"]


def test_lines_above_a_table_need_not_be_as_wide() -> None:
    assert rows("杨村街道学前教育统计表\n单位：人\n甲,乙,丙\n1,2,3\n4,5,6\n")[2:] == [
        ["甲", "乙", "丙"],
        [1, 2, 3],
        [4, 5, 6],
    ]


def test_a_first_line_that_states_the_delimiter_is_hidden_as_in_excel() -> None:
    assert rows("sep=;\r\n甲;乙,丙\r\n1;2\r\n") == [["甲", "乙,丙"], [1, 2]]


def test_the_sheet_is_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "附件2：[杨村街道]统计表（最终版）（2024年3月上报给教育局的那一份）.csv"
    path.write_bytes(TABLE.encode())
    name = only(read_grid(path, Limits())[0]).name
    assert name == "附件2：杨村街道统计表（最终版）（2024年3月上报给教育局的"
    assert len(name) <= 31


# --- cells ------------------------------------------------------------------------------------------------


def test_a_line_break_in_quotation_marks_stays_in_its_cell_and_moves_no_row() -> None:
    sheet = only(gridded('甲,"在园\n幼儿数",丙\n"a ""b""",12,"x,y"\n'.encode(), suffix=".csv"))
    assert sheet.rows == [["甲", "在园\n幼儿数", "丙"], ['a "b"', 12, "x,y"]]
    assert sheet.cell(1, 1) == "B2"


def test_blank_lines_count_as_rows_and_those_at_the_end_do_not() -> None:
    assert rows("\n甲,乙\n\n1,2\n,\n\n \n") == [["", ""], ["甲", "乙"], ["", ""], [1, 2]]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        ("-1.5", -1.5),
        (" 12 ", 12),
        ("0", 0),
        ("0123", "0123"),
        ("1234567890123456", "1234567890123456"),
        ("1.11E+09", "1.11E+09"),
        ("1,234", "1,234"),
        ("２３", "２３"),
        ("约20", "约20"),
        ('="0123"', "0123"),
        ('="12"', 12),
        ("#1幼儿园", "#1幼儿园"),
        ("-", "-"),
    ],
)
def test_what_is_typed_is_what_a_spreadsheet_makes_of_it_but_a_code_keeps_its_digits(typed: str, value: object) -> None:
    out = StringIO()
    csv.writer(out).writerows([["甲", "乙"], ["x", typed]])
    read = rows(out.getvalue())[1][1]
    assert (read, type(read) is float) == (value, isinstance(value, int | float))


def test_error_values_and_formulas_are_no_texts() -> None:
    sheet = only(gridded("甲,乙,丙\n#REF!,#n/a,12\n=SUM(C2:C2),#SPILL!,=B9*2\n".encode(), suffix=".csv"))
    assert {a1(*at): text for at, text in sheet.errors.items()} == {"A2": "#REF!", "B2": "#N/A", "B3": "#SPILL!"}
    assert {a1(*at): text for at, text in sheet.no_result.items()} == {"A3": "SUM(C2:C2)", "C3": "B9*2"}
    assert sheet.rows[1:] == [["", "", 12], ["", "", ""]]


# --- what is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ['甲,乙\n"1,2\n3,4\n', '甲,乙\n1,"2', '甲,"\n'])
def test_a_quotation_mark_that_is_never_closed_is_damage(text: str) -> None:
    assert flaw(text) == Flaw.DAMAGED


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_that_ends_in_half_a_character_is_damage(encoding: str) -> None:
    with pytest.raises(UnreadableWorkbookError) as error:
        gridded("幼儿园,乙\n甲,幼".encode(encoding)[:-1], suffix=".csv")
    assert error.value.flaw == Flaw.DAMAGED


def test_a_stray_quotation_mark_that_swallows_rows_is_damage() -> None:
    assert flaw('甲,乙,丙,丁\n"1,2,3,4\n5,6,7,8\n9,10,11,"12"\n') == Flaw.DAMAGED


def test_more_cells_than_allowed_are_too_large() -> None:
    assert flaw("甲,乙\n1,2\n" * 10, Limits(max_cells=20)) == Flaw.TOO_LARGE
    assert flaw(("," * 50 + "1\n") + "1,2\n" * 50, Limits(max_cells=1000)) == Flaw.TOO_LARGE
    assert flaw("," * 20_000 + "1\n1,2\n") == Flaw.DAMAGED


def test_a_sign_that_no_text_has_is_no_text() -> None:
    assert flaw("甲,乙\n\x001,\x012\n") == Flaw.FOREIGN_FORMAT


def test_a_tag_in_a_cell_is_a_text_as_any_other() -> None:
    sheet = only(gridded('"甲","乙"\r\n"","<TABLE"\r\n'.encode(), suffix=".csv"))
    assert sheet.rows[1][1] == "<TABLE"


# --- laws -------------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["C"], include_characters="\n"), max_size=8), min_size=2, max_size=4),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8-sig", "utf-16", "gb18030"]),
)  # fmt: skip
def test_a_written_cell_is_read_at_its_place(table: list[list[str]], delimiter: str, encoding: str) -> None:
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["甲", "乙", "丙", "丁", "末"], *table])
    sheet = only(gridded(out.getvalue().encode(encoding), suffix=".csv"))
    for at, row in enumerate(table, 1):
        for column, cell in enumerate(row):
            if (
                cell.strip()
                and not cell.strip().startswith(("=", "#"))
                and not cell.strip().lstrip("+-").replace(".", "").isdecimal()
            ):
                assert sheet.rows[at][column] == cell


# --- through the stages -----------------------------------------------------------------------------------

RETURN = "填报单位,曹子里镇\n报表月份,2024年3月\n常住人口3-5岁,200\n\n幼儿园名称,办园性质,在园幼儿数\n甲幼儿园,公办园,90\n乙幼儿园,普惠性民办园,80\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_return_as_text_gives_the_same_figures_and_no_error(encoding: str) -> None:
    result = assessed(RETURN.encode(encoding), suffix=".csv")
    observation = judged(result, "gross_enrollment_rate").observation
    assert (observation.numerator, observation.denominator) == (170, 200)
    assert [each.code for each in result.findings if each.severity != "info"] == []


def test_a_fault_in_a_text_is_told_at_its_cell() -> None:
    result = assessed(RETURN.replace(",90\n", ",约90\n").encode("gb18030"), suffix=".xls")
    assert {each.cell for each in found(result, "PM201")} == {"C6"}
