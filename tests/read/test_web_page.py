"""Tables of a web page, laid out as a spreadsheet program would, and web archives of one or several sheets."""

from base64 import encodebytes

import pytest

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.address import a1
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet, Span
from preschool_metrics.read import Limits
from tests.builder import assessed, found, gridded, judged

TABLE = "<table><tr><th>幼儿园名称<th>在园幼儿数<tr><td>甲幼儿园<td>90</table>"
ROWS = [["幼儿园名称", "在园幼儿数"], ["甲幼儿园", 90]]


def page(html: str | bytes, *, limits: Limits | None = None) -> Grid:
    return gridded(html.encode() if isinstance(html, str) else html, suffix=".xls", limits=limits)


def only(grid: Grid) -> Sheet:
    (sheet,) = grid.sheets
    return sheet


def rows(html: str | bytes) -> list[list[object]]:
    return [list(row) for row in only(page(html)).rows]


def flaw(html: str, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableWorkbookError) as error:
        page(html, limits=limits)
    return error.value.flaw


# --- what a page is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("utf-8-sig", "gb2312"), ("gb18030", "gb2312"), ("gbk", "utf-8"), ("utf-16", "unicode"), ("gb18030", "")],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".xls", ".html", ".xlsx", ".csv"])
def test_every_encoding_whatever_the_page_declares(encoding: str, declared: str, suffix: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    grid = gridded(f"<html><head>{meta}</head><body>{TABLE}</body></html>".encode(encoding), suffix=suffix)
    assert (only(grid).rows, grid.kind) == (ROWS, "html")


@pytest.mark.parametrize(
    "html",
    [
        TABLE,
        TABLE.upper().replace("幼儿园", "幼儿园"),
        "\n\n  " + TABLE,
        "<!DOCTYPE html><html><body>" + TABLE,
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        + TABLE
        + "</body></html>",
        "<style>td{mso-number-format:'@'}</style><script>document.write('<table>')</script>" + TABLE,
        "<table><thead><tr><th>幼儿园名称</th><th>在园幼儿数</th></tr></thead><tbody><form><tr><td>甲幼儿园</td><td>90</td></tr></form></table>",
        "<table><td>幼儿园名称</td><td>在园幼儿数</td><tr><td>甲幼儿园</td><td>90</td></tr></table>",
        "<head><title>导出</title></head><div><div>" + TABLE + "</div></div>",
    ],
)
def test_every_way_to_write_a_table(html: str) -> None:
    assert rows(html) == ROWS


# --- places -----------------------------------------------------------------------------------------------


def test_spans_are_merges_and_push_what_follows() -> None:
    sheet = only(
        page(
            "<table><tr><td colspan=3>表<tr><td rowspan=2>名称<td colspan=2>人数<tr><td>幼儿<td>教师<tr><td>甲<td>90<td>9</table>"
        )
    )
    assert sheet.rows == [["表", "", ""], ["名称", "人数", ""], ["", "幼儿", "教师"], ["甲", 90, 9]]
    assert set(sheet.merges) == {Span(0, 0, 0, 2), Span(1, 0, 2, 0), Span(1, 1, 1, 2)}


def test_a_span_of_nothing_reaches_to_the_end_and_one_too_long_ends_with_the_table() -> None:
    for span in ("0", "9"):
        sheet = only(page(f"<table><tr><td rowspan={span}>甲<td>1<tr><td>2</table><table><tr><td>乙</table>"))
        assert sheet.rows == [["甲", 1], ["", 2], ["乙", ""]]


def test_tables_stand_one_below_the_other_and_each_line_of_text_is_a_row() -> None:
    html = f"<h2>杨村街道<br>统计表</h2><p>单位：人</p>{TABLE}<div>以上</div>{TABLE}填报人：<b>甲</b>"
    assert [row[0] for row in rows(html)] == [
        *("杨村街道", "统计表", "单位：人", "幼儿园名称", "甲幼儿园", "以上", "幼儿园名称", "甲幼儿园", "填报人：甲"),
    ]


def test_a_table_in_a_cell_widens_its_column_and_heightens_its_row() -> None:
    sheet = only(page(f"<table><tr><td>左<td>{TABLE}<td>右<tr><td>下<td>中<td>末</table>"))
    assert sheet.rows == [
        ["左", "幼儿园名称", "在园幼儿数", "右"],
        ["", "甲幼儿园", 90, ""],
        ["下", "中", "", "末"],
    ]
    assert set(sheet.merges) == {Span(0, 0, 1, 0), Span(0, 3, 1, 3), Span(2, 1, 2, 2)}


def test_a_table_that_only_frames_another_moves_nothing() -> None:
    assert rows(f"<table><tr><td><table><tr><td>{TABLE}</table></table>") == ROWS


def test_hidden_rows_and_columns_are_seen() -> None:
    sheet = only(
        page(
            "<table><col><col span=2 style='display:none'><tr><td>甲<td>1<td>2<td>3"
            "<tr style='height:0;display: none'><td>乙<td>1<td>2<td>3<tr hidden><td>丙<td>1<td>2<td>3</table>"
        )
    )
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({1, 2}, {1, 2})


# --- cells ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<td>12", 12),
        ("<td x:num>12", 12),
        ('<td x:num="1234">1,234', 1234),
        ('<td sdval="1234" sdnum="2052;">1,234', 1234),
        ("<td x:str>0123", "0123"),
        ("<td>0123", "0123"),
        ('<td x:num="45382">2024年3月31日', "2024年3月31日"),
        ('<td x:bool="TRUE">TRUE', True),
        ("<td>甲<br>乙", "甲\n乙"),
        ("<td><p>甲</p><p>乙 丙</p>", "甲\n乙 丙"),
        ("<td>\n  甲\n  乙&nbsp;丙 ", "甲 乙\xa0丙"),
        ("<td><b>1</b><i>2</i>", 12),
        ("<td><span style='display:none'>id9</span>12", 12),
        ("<td><select><option>公办<option selected>民办</select>", "民办"),
        ("<td>358<span class=msocomspan1><a class=msocomanchor>[1]</a></span>", 358),
        ("<td>12<!-- 3 -->", 12),
        ("<td>&lt;12&gt;", "<12>"),
    ],
)
def test_a_cell_is_what_it_shows(cell: str, value: object) -> None:
    read = rows(f"<table><tr><td>表{cell}</table>")[0][1]
    assert (read, type(read)) == (value, float if type(value) is int else type(value))


@pytest.mark.parametrize(
    "mark",
    ["<sup>2</sup>", "<sub>2</sub>", "<s>2</s>", "<del>12</del>", "<font style='text-decoration:line-through'>9</font>",
     "<span style='vertical-align:super'>1</span>"],
)  # fmt: skip
def test_digits_set_as_marks_are_no_part_of_a_number(mark: str) -> None:
    assert rows(f"<table><tr><td>表<td>1200{mark}</table>")[0][1] == 1200
    assert rows(f"<table><tr><td>表<td>第一幼儿园{mark}</table>")[0][1] != "第一幼儿园"


def test_errors_and_formulas_without_a_result_are_told() -> None:
    sheet = only(
        page(
            '<table><tr><td>表<td>#REF!<td x:err="#DIV/0!">#DIV/0!<tr><td x:fmla="=SUM(B3:B4)"><td>=B1+1<td x:fmla="=A1" x:num>5</table>'
        )
    )
    assert {a1(*at): text for at, text in sheet.errors.items()} == {"B1": "#REF!", "C1": "#DIV/0!"}
    assert {a1(*at): text for at, text in sheet.no_result.items()} == {"A2": "SUM(B3:B4)", "B2": "B1+1"}
    assert sheet.rows[1][2] == 5


# --- what is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cut", ["<table><tr><td>甲<td>90", TABLE + "<table><tr><td>乙", "<html><body><TABLE><tr><td>1</td></tr>"]
)
def test_a_table_that_never_ends_is_damage_and_never_read_halfway(cut: str) -> None:
    assert flaw(cut) == Flaw.DAMAGED


@pytest.mark.parametrize("open_tag", ["<div>", "<table><tr><td>"])
def test_nesting_too_deep_to_be_read_is_damage(open_tag: str) -> None:
    close = "</td></tr></table>" if "table" in open_tag else "</div>"
    assert flaw("<table></table>" + open_tag * 2000 + TABLE + close * 2000) == Flaw.DAMAGED


def test_spans_that_claim_millions_are_too_large_before_they_are_laid_out() -> None:
    row = "<tr>" + "<td colspan=1000>1" * 10
    assert flaw("<table>" + row * 100 + "</table>", Limits(max_cells=100_000)) == Flaw.TOO_LARGE
    assert flaw("<table><tr>" + "<td colspan=1000>1" * 20 + "</table>") == Flaw.DAMAGED


def test_more_cells_than_allowed_are_too_large() -> None:
    assert flaw("<table>" + "<tr><td>1<td>2" * 20 + "</table>", Limits(max_cells=30)) == Flaw.TOO_LARGE


def test_an_entity_is_no_bomb() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "12"><!ENTITY b "&a;&a;&a;">]><table><tr><td>表<td>&b;</table>'
    assert rows(bomb)[-1][1] == "&b;"


# --- archives ---------------------------------------------------------------------------------------------

HEAD = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\nfirst\r\n'


def part(html: str, address: str, encoding: str = "gb18030", transfer: str = "8bit") -> bytes:
    raw = html.encode(encoding)
    raw = encodebytes(raw) if transfer == "base64" else raw
    head = f"--b\r\nContent-Location: {address}\r\nContent-Transfer-Encoding: {transfer}\r\nContent-Type: text/html; charset={encoding}\r\n\r\n"
    return head.encode() + raw + b"\r\n"


def archive(*parts: bytes, head: str = HEAD) -> bytes:
    return head.encode() + b"".join(parts) + b"--b--\r\n"


def listed(*sheets: tuple[str, str, str]) -> str:
    about = "".join(
        f'<x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetSource HRef="{href}"/>{more}</x:ExcelWorksheet>'
        for name, href, more in sheets
    )
    return f"<html><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>{about}</x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><frameset></frameset></html>"


@pytest.mark.parametrize("transfer", ["8bit", "base64", "binary"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize(
    "head", [HEAD, "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E8=A1=A8?=\r\n =?utf-8?Q?2?=\r\n" + HEAD]
)
def test_a_page_in_an_archive_is_read_like_one_in_a_file(transfer: str, encoding: str, head: str) -> None:
    if (transfer, encoding) == ("8bit", "utf-16"):
        pytest.skip("no mail holds zeros in 8bit")
    grid = gridded(archive(part(TABLE, "file:///C:/a.htm", encoding, transfer), head=head), suffix=".xls")
    assert (only(grid).rows, grid.kind) == (ROWS, "mhtml")


@pytest.mark.parametrize("charset", ["no-such", "x\0y", "base64", "", "utf-8; format=flowed"])
def test_a_charset_that_is_none_is_not_believed(charset: str) -> None:
    content = archive(part(TABLE, "a.htm", "utf-8")).replace(b"charset=utf-8", f'charset="{charset}"'.encode())
    assert only(gridded(content, suffix=".mht")).rows == ROWS


def test_an_archive_of_several_sheets_is_all_of_them_in_their_order() -> None:
    front = listed(
        ("封面", "a.files/sheet001.htm", ""),
        ("名册 &amp; 表", "a.files/sheet002.htm", "<x:Visible>SheetHidden</x:Visible>"),
    )
    grid = gridded(
        archive(
            part(front, "file:///C:/6F2/a.htm"),
            part(TABLE, "file:///C:/6F2/a.files/sheet002.htm"),
            part("<table><tr><td>填报单位<td>曹子里镇</table>", r"file:///C:\6F2\a.files\sheet001.htm"),
            part("<table><tr><td>tabs</table>", "file:///C:/6F2/a.files/tabstrip.htm"),
        ),
        suffix=".mht",
    )
    assert [(sheet.name, sheet.visible) for sheet in grid.sheets] == [("封面", True), ("名册 & 表", False)]
    assert grid.sheets[1].rows == ROWS


def test_a_page_that_excel_saved_has_the_name_of_its_sheet() -> None:
    assert only(page(listed(("名册", "", "")).replace("<frameset></frameset>", TABLE))).name == "名册"


def test_an_archive_cut_off_or_without_a_table_is_refused() -> None:
    whole = archive(part(TABLE, "a.htm"))
    for content, expected in ((whole[:-40], Flaw.DAMAGED), (archive(part("<p>1</p>", "a.htm")), Flaw.FOREIGN_FORMAT)):
        with pytest.raises(UnreadableWorkbookError) as error:
            gridded(content, suffix=".mht")
        assert error.value.flaw == expected


def test_an_archive_of_many_parts_is_held_to_the_limit() -> None:
    with pytest.raises(UnreadableWorkbookError) as error:
        gridded(archive(*[part(TABLE, "a.htm")] * 20), suffix=".mht", limits=Limits(max_entries=10))
    assert (error.value.flaw, error.value.facts["limit"]) == (Flaw.TOO_LARGE, "max-entries")


# --- through the stages -----------------------------------------------------------------------------------

RETURN = """<html><body><table><tr><td>填报单位<td>曹子里镇<tr><td>报表月份<td>2024-03<tr><td>常住人口3-5岁<td>200</table>
<p>幼儿园名册</p><table><tr><td>幼儿园名称<td>办园性质<td>在园幼儿数
<tr><td>甲幼儿园<td>公办园<td>90<tr><td>乙幼儿园<td>普惠性民办园<td>80</table></body></html>"""


def test_a_return_as_a_web_page_gives_the_same_figures_and_no_error() -> None:
    result = assessed(RETURN.encode("gb18030"), suffix=".xls")
    observation = judged(result, "gross_enrollment_rate").observation
    assert (observation.numerator, observation.denominator) == (170, 200)
    assert [each.code for each in result.findings if each.severity != "info"] == []


def test_a_fault_in_a_page_is_told_at_its_cell() -> None:
    result = assessed(RETURN.replace("<td>90", "<td>约90").encode(), suffix=".html")
    assert {each.cell for each in found(result, "PM201")} == {"C6"}
