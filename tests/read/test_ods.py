"""OpenDocument spreadsheets: what every reader shows is tested with the others; here is what only .ods has."""

import time as clock
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.address import a1
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet, Span
from preschool_metrics.read import Limits
from tests.builder import column_of, drafted, gridded, returned, write
from tests.opendocument import content, package

CLEAN = Path(__file__).resolve().parents[3] / "shared" / "returns" / "01_clean_libreoffice.ods"


def cell(value: str = "", *, kind: str = "string", text: str = "", more: str = "") -> str:
    """Return a cell: its value attribute, the text shown in it, and further attributes."""
    names = {"float": "value", "percentage": "value", "currency": "value"}
    stated = f' office:{names.get(kind, f"{kind}-value")}="{value}"' if value else ""
    return f'<table:table-cell office:value-type="{kind}"{stated}{more}>{text and f"<text:p>{text}</text:p>"}</table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "表", more: str = "") -> str:
    return f'<table:table table:name="{name}"{more}>{"".join(rows)}</table:table>'


def read(*tables: str, before: str = "", limits: Limits | None = None, **parts: str) -> Grid:
    return gridded(package(content("".join(tables), before=before), **parts), suffix=".ods", limits=limits)


def only(grid: Grid) -> Sheet:
    (sheet,) = grid.sheets
    return sheet


def first(written: str) -> object:
    """Return the value of a cell as it is read."""
    return only(read(table(row(written)))).rows[0][0]


def refused(archive: bytes, limits: Limits | None = None) -> UnreadableWorkbookError:
    with pytest.raises(UnreadableWorkbookError) as error:
        gridded(archive, suffix=".ods", limits=limits)
    return error.value


NAME = cell(text="甲幼儿园")
REPEATED_ROWS = ' table:number-rows-repeated="{}"'
REPEATED = ' table:number-columns-repeated="{}"'


# --- values -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (cell("90", kind="float", text="90"), 90),
        (cell("0.5", kind="percentage", text="50%"), 0.5),
        (cell("1.5", kind="currency", text="￥1.50"), 1.5),
        (cell("true", kind="boolean", text="TRUE"), True),
        (cell("1", kind="float", text="TRUE", more=' table:formula="of:=TRUE()"'), True),
        (cell("2024-03-01", kind="date", text="三月一日"), date(2024, 3, 1)),
        (cell("2024-03-01T08:30:00", kind="date"), datetime(2024, 3, 1, 8, 30)),  # noqa: DTZ001
        (cell("PT17H00M00S", kind="time"), time(17)),
        (cell("PT49H30M00S", kind="time"), timedelta(hours=49, minutes=30)),
        (cell("2024-13-41", kind="date", text="乱写"), "乱写"),
        (cell("soon", kind="float"), "soon"),
        (cell("stated", text="shown"), "stated"),
        (cell(kind="float", text="12"), "12"),
        ("<table:table-cell><text:p>untyped</text:p></table:table-cell>", "untyped"),
        (cell(text="两&lt;行</text:p><text:p>字"), "两<行\n字"),
        (cell(text='甲<text:s text:c="3"/>乙<text:tab/>丙<text:line-break/>丁'), "甲   乙\t丙\n丁"),
        (cell(text="甲\n   乙"), "甲 乙"),
        (cell(text="<text:span>甲</text:span><text:a>乙</text:a>"), "甲乙"),
        (cell(text="<text:ruby><text:ruby-base>甲</text:ruby-base><text:ruby-text>jiǎ</text:ruby-text></text:ruby>"), "甲"),
    ],
)  # fmt: skip
def test_a_value_is_the_one_stated_or_else_the_text_shown(written: str, value: object) -> None:
    assert first(written) == value


def test_notes_pictures_and_shapes_on_a_cell_are_none_of_its_text() -> None:
    hung = (
        "<office:annotation><text:p>批注</text:p></office:annotation>",
        '<draw:frame><draw:image xlink:href="1.png"/><svg:title>公章</svg:title><svg:desc>stamp</svg:desc></draw:frame>',
        "<draw:custom-shape><text:p>注意</text:p></draw:custom-shape>",
    )
    written = cell(text="甲幼儿园").replace("</table:table-cell>", "".join(hung) + "</table:table-cell>")
    assert first(written) == "甲幼儿园"


def test_a_run_of_spaces_without_end_is_cut_short() -> None:
    value = first(cell(text='甲<text:s text:c="4000000000"/>'))
    assert isinstance(value, str)
    assert len(value) <= 101


# --- errors and formulas ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (cell(text="#DIV/0!", more=' table:formula="of:=1/0" office:string-value="" calcext:value-type="error"'), "#DIV/0!"),
        (cell("0", kind="float", text="#DIV/0!", more=' table:formula="of:=1/0"'), "#DIV/0!"),  # OpenOffice
        (cell("0", kind="float", text="Err:502", more=' table:formula="of:=X"'), "Err:502"),
        (cell("0", kind="float", text="错误:502", more=' table:formula="of:=X"'), "错误:502"),
        (cell("#N/A", text="#N/A", more=' table:formula="of:=NA()"'), "#N/A"),
        (cell("NaN", kind="float"), "#NUM!"),
        (cell("1e999", kind="float"), "#NUM!"),
    ],
)  # fmt: skip
def test_an_error_cell_is_an_error_and_never_a_number(written: str, shown: str) -> None:
    sheet = only(read(table(row(NAME, written))))
    assert sheet.rows == [["甲幼儿园", ""]]
    assert sheet.errors == {(0, 1): shown}


def test_a_text_that_looks_like_an_error_is_what_somebody_wrote() -> None:
    assert first(cell(text="#N/A")) == "#N/A"


def test_a_formula_without_a_result_is_no_blank_and_a_plain_sum_is_recomputed() -> None:
    number = cell("12", kind="float")
    total = '<table:table-cell table:formula="of:=SUM([.A1:.B1];[.$A$1])"/>'
    sheet = only(read(table(row(number, number, total))))
    assert sheet.no_result == {(0, 2): "SUM(A1:B1,$A$1)"}
    draft = drafted(
        "## 名册\n| 幼儿园名称 | 办园性质 | 小班 | 中班 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 40 | 50 | =SUM(C2:D2) |\n",
        suffix=".ods",
    )
    assert column_of(draft, "enrolled") == [90]
    assert [remark.flaw for remark in draft.remarks] == [Flaw.RECOMPUTED]


def test_a_formula_with_its_result_is_that_result() -> None:
    assert first(cell("90", kind="float", text="90", more=' table:formula="of:=40+50"')) == 90
    empty = cell(text="", more=' office:string-value="" table:formula="of:=&quot;&quot;"')
    assert only(read(table(row(NAME, empty, NAME)))).no_result == {}


# --- places -----------------------------------------------------------------------------------------------


def test_repeated_cells_and_rows_keep_every_later_address() -> None:
    blank = "<table:table-cell" + REPEATED.format(3) + "/>"
    sheet = only(
        read(
            table(
                row("<table:table-cell/>", more=REPEATED_ROWS.format(2)),
                row(blank, cell("1", kind="float", more=REPEATED.format(2)), cell("2", kind="float")),
                row(NAME, more=REPEATED_ROWS.format(2)),
                row("<table:table-cell" + REPEATED.format(16384) + "/>", more=REPEATED_ROWS.format(1048571)),
            )
        )
    )
    filled = {
        a1(at, column): value for at, each in enumerate(sheet.rows) for column, value in enumerate(each) if value != ""
    }
    assert filled == {"D3": 1, "E3": 1, "F3": 2, "A4": "甲幼儿园", "A5": "甲幼儿园"}


def test_rows_in_groups_and_headings_to_repeat_keep_their_places() -> None:
    sheet = only(
        read(
            table(
                f"<table:table-header-rows>{row(NAME)}</table:table-header-rows>",
                f'<table:table-row-group table:display="false">{row(NAME)}'
                f"<table:table-row-group>{row(NAME)}</table:table-row-group></table:table-row-group>",
                row(NAME),
            )
        )
    )
    assert len(sheet.rows) == 4
    assert sheet.hidden_rows == {1, 2}


def test_hidden_rows_and_columns_that_repeat_to_the_end_of_the_sheet_end_with_the_table() -> None:
    sheet = only(
        read(
            table(
                '<table:table-column/><table:table-column table:visibility="collapse"' + REPEATED.format(16383) + "/>",
                row(NAME, NAME, more=' table:visibility="filter"'),
                row(NAME),
                row("<table:table-cell/>", more=' table:visibility="collapse"' + REPEATED_ROWS.format(1048574)),
            )
        )
    )
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({0}, {1})


def test_merges_are_shown_and_clipped() -> None:
    spans = ' table:number-columns-spanned="2" table:number-rows-spanned="1048576"'
    sheet = only(read(table(row(cell(text="甲", more=spans), "<table:covered-table-cell/>", NAME), row(NAME))))
    assert sheet.merges == (Span(0, 0, 1, 1),)


def test_a_space_far_outside_the_table_costs_nothing() -> None:
    far = row(cell(text='<text:s text:c="1"/>'))
    gap = row("<table:table-cell/>", more=REPEATED_ROWS.format(1048574))
    assert only(read(table(row(NAME), gap, far))).rows == [["甲幼儿园"]]


# --- sheets -----------------------------------------------------------------------------------------------


def test_a_cached_copy_of_another_file_is_no_sheet() -> None:
    copy = table('<table:table-source xlink:href="last.ods"/>', row(NAME), name="'file:///home/last.ods'#$幼儿园名册")
    grid = read(table(row(NAME)), copy)
    assert [sheet.name for sheet in grid.sheets] == ["表"]
    assert grid.external_links


def test_changes_kept_on_record_and_tables_in_shapes_are_no_data() -> None:
    deleted = f"<table:tracked-changes><table:cell-content-deletion>{row(NAME)}</table:cell-content-deletion></table:tracked-changes>"
    shape = f"<table:shapes>{table(row(NAME), row(NAME), name='inner')}</table:shapes>"
    sheet = only(read(table(shape, row(NAME)), before=deleted))
    assert sheet.rows == [["甲幼儿园"]]


def test_dates_that_count_from_1904_macros_and_our_own_form_are_said() -> None:
    settings = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    form = '<meta:user-defined meta:name="preschool-metrics-form" meta:value-type="string">3</meta:user-defined>'
    grid = read(table(row(NAME)), before=settings, meta_xml=form, Basic__Standard__Module1_xml="<m/>")
    assert (grid.kind, grid.date1904, grid.macros, grid.form_version) == ("ods", True, True, "3")
    plain = read(table(row(NAME)), Basic__Standard__script_lb_xml="<l/>")
    assert (plain.date1904, plain.form_version, plain.external_links) == (False, None, False)


# --- refused ----------------------------------------------------------------------------------------------


def test_an_encrypted_document_says_so() -> None:
    manifest = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    assert refused(package(b"\x93\x12", **{"META-INF__manifest_xml": manifest})).flaw == Flaw.ENCRYPTED
    assert refused(package(None, **{"META-INF__manifest_xml": manifest})).flaw == Flaw.ENCRYPTED


def test_a_text_document_is_called_what_it_is() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    assert refused(packed.getvalue()).flaw == Flaw.FOREIGN_FORMAT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_is_forbidden_in_any_encoding(encoding: str) -> None:
    xml = content(table(row(NAME))).replace(
        'encoding="UTF-8"?>', f'encoding="{encoding}"?><!DOCTYPE x [<!ENTITY lol "lol">]>'
    )
    assert refused(package(xml.encode(encoding))).flaw == Flaw.FORBIDDEN_XML


def test_a_document_in_utf_16_is_read() -> None:
    xml = content(table(row(NAME))).replace('encoding="UTF-8"', 'encoding="utf-16"')
    assert only(gridded(package(xml.encode("utf-16")), suffix=".ods")).rows == [["甲幼儿园"]]


@pytest.mark.parametrize(
    "xml",
    [
        None,
        content(table(row(NAME)))[:-40],
        content(table(row(NAME))).replace("office:spreadsheet", "office:text"),
        content(table(row(cell(text="甲", more=REPEATED.format("many"))))),
        content(table(row(cell(text="甲", more=REPEATED.format(16385))))),
        content(table(row("<table:table-cell/>", more=REPEATED_ROWS.format(1048576)), row(NAME))),
    ],
    ids=["no content", "cut off", "no spreadsheet", "no number", "too wide", "too long"],
)
def test_what_cannot_be_right_is_damage(xml: str | None) -> None:
    assert refused(package(xml)).flaw == Flaw.DAMAGED


@pytest.mark.parametrize(
    "rows",
    [
        row(NAME, more=REPEATED_ROWS.format(1_000_000)),
        row(cell(text="甲", more=REPEATED.format(10_000))) * 30,
        row(cell(text="甲", more=REPEATED.format(16_384)), more=REPEATED_ROWS.format(1_000_000)),
    ],
    ids=["rows", "columns", "both"],
)
def test_a_claim_of_millions_of_cells_is_refused_at_once(rows: str) -> None:
    began = clock.monotonic()
    error = refused(package(content(table(rows))))
    assert (error.flaw, error.facts["limit"]) == (Flaw.TOO_LARGE, "max-cells")
    assert clock.monotonic() - began < 5


def test_a_cell_far_outside_the_table_is_told_and_not_read() -> None:
    far = row("<table:table-cell/>", more=REPEATED_ROWS.format(1_000_000)) + row(
        "<table:table-cell" + REPEATED.format(16_000) + "/>", NAME
    )
    grid = gridded(package(content(table(row(NAME) + far))), suffix=".ods")
    assert only(grid).rows == [["甲幼儿园"]]
    assert [(each.flaw, each.cell) for each in grid.remarks] == [(Flaw.STRAY_CELLS, "WQK1000002")]


def test_two_sheets_of_one_name_are_two_sheets() -> None:
    grid = gridded(package(content(table(row(NAME)) + table(row(NAME, NAME)))), suffix=".ods")
    assert [sheet.rows for sheet in grid.sheets] == [[["甲幼儿园"]], [["甲幼儿园", "甲幼儿园"]]]
    first, second = (sheet.name for sheet in grid.sheets)
    assert second == f"{first} (2)"


def test_the_limit_of_cells_can_be_raised() -> None:
    rows = table(row(NAME, more=REPEATED_ROWS.format(250_000)))
    assert len(only(read(rows, limits=Limits(max_cells=40_000_000))).rows) == 250_000


# --- as a return ------------------------------------------------------------------------------------------


def test_a_return_reads_as_the_same_one_in_xlsx() -> None:
    markdown = (
        "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
        "## 幼儿园名册\nat B2\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |  |\n|  |  | 小班 | 合计 |\n"
        "| 甲幼儿园 | 公办园 | 90 | 90 |\n| 乙幼儿园 | 普惠性民办园 | #REF! | 80 |\n| 合计 |  | 90 | 170 |\n"
        "merge B2:B3\nmerge C2:C3\nmerge D2:E2\nhide row 4\n"
    )
    ods, xlsx = returned(markdown, suffix=".ods"), returned(markdown)
    assert ods.returns[0].roster == xlsx.returns[0].roster
    assert [(each.code, each.cell) for each in ods.findings] == [(each.code, each.cell) for each in xlsx.findings]
    assert any(each.code == "PM204" for each in ods.findings)


def test_the_fast_reader_sees_the_same_where_it_sees_well(tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    path = write('## 表\nat C3\n| 甲 | 12 | 1.5 |\n| 乙 |  | "90" |\n', tmp_path / "a.ods")
    (name,) = CalamineWorkbook.from_path(path).sheet_names
    seen = CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(skip_empty_area=False)
    assert only(gridded(path.read_bytes(), suffix=".ods")).rows == seen


@pytest.mark.skipif(not CLEAN.exists(), reason="the shared returns are not beside this checkout")
def test_a_return_written_by_libreoffice_has_its_true_figures() -> None:
    draft = drafted(CLEAN.read_bytes(), suffix=".ods")
    assert sum(column_of(draft, "enrolled")) == 2205
    assert sum(column_of(draft, "staff")) == 372


# --- marks ------------------------------------------------------------------------------------------------

MARKS = "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties {about}/></style:style>'
    for name, about in (
        ("up", 'style:text-position="33% 58%"'),
        ("down", 'style:text-position="sub 58%"'),
        ("super", 'style:text-position="super 58%"'),
        ("struck", 'style:text-line-through-style="solid"'),
        ("struck2", 'style:text-line-through-type="single"'),
        ("bold", 'style:text-position="0% 100%" style:text-line-through-style="none"'),
    )
)


def spans(text: str) -> object:
    return only(
        read(table(row(cell(text=text))), before=f"<office:automatic-styles>{MARKS}</office:automatic-styles>")
    ).rows[0][0]


@pytest.mark.parametrize("style", ["up", "down", "super", "struck", "struck2"])
def test_digits_set_as_marks_are_no_part_of_a_number(style: str) -> None:
    mark = f'<text:span text:style-name="{style}">2</text:span>'
    assert spans(f"1200{mark}") == "1200"
    assert spans(f'<text:span text:style-name="bold">12</text:span>00{mark}') == "1200"
    assert spans(f"第一幼儿园{mark}") == "第一幼儿园2"
    assert spans(f"{mark}") == "2"


def test_other_spans_are_a_part_of_the_number() -> None:
    assert spans('1200<text:span text:style-name="bold">2</text:span>') == "12002"
