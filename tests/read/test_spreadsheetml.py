"""SpreadsheetML 2003: the XML that systems export under the name .xls."""

from datetime import datetime, time

import pytest

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.address import a1
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet, Span
from preschool_metrics.read import Limits
from tests.builder import assessed, found, gridded, judged

HEAD = '<?xml version="1.0"{encoding}?>\n<?mso-application progid="Excel.Sheet"?>\n'
SPACES = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40"'


def cell(value: object, kind: str = "String", about: str = "") -> str:
    return f'<Cell {about}><Data ss:Type="{kind}">{value}</Data></Cell>'


def row(*cells: object, about: str = "") -> str:
    shown = (
        each if isinstance(each, str) and each.startswith("<") else cell(each, "Number" if isinstance(each, int) else "String")
        for each in cells
    )  # fmt: skip
    return f"<Row {about}>{''.join(shown)}</Row>"


def table(*rows: str, name: str = "表", more: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table>{more}</Worksheet>'


def book(*tables: str, encoding: str = "utf-8", about: str = "") -> bytes:
    head = HEAD.format(encoding=f' encoding="{encoding}"')
    return f"{head}<Workbook {SPACES}>{about}{''.join(tables)}</Workbook>".encode(encoding)


def read(content: bytes, limits: Limits | None = None) -> Grid:
    return gridded(content, suffix=".xls", limits=limits)


def only(grid: Grid) -> Sheet:
    (sheet,) = grid.sheets
    return sheet


def flaw(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableWorkbookError) as error:
        read(content, limits)
    return error.value.flaw


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("suffix", [".xls", ".xml", ".xlsx"])
def test_every_encoding_under_every_name(encoding: str, suffix: str) -> None:
    content = book(table(row("甲幼儿园", 90)), encoding=encoding)
    grid = gridded(content, suffix=suffix)
    assert (only(grid).rows, grid.kind) == ([["甲幼儿园", 90]], "xml")


def test_prefixed_elements_are_the_same() -> None:
    plain = book(table(row("甲", 90))).decode()
    prefixed = plain
    for tag in ("Workbook", "Worksheet", "Table", "Row", "Cell", "Data"):
        prefixed = (
            prefixed.replace(f"<{tag} ", f"<ss:{tag} ")
            .replace(f"<{tag}>", f"<ss:{tag}>")
            .replace(f"</{tag}>", f"</ss:{tag}>")
        )
    assert only(read(prefixed.encode())).rows == [["甲", 90]]


def test_cells_and_rows_stand_where_their_index_says() -> None:
    sheet = only(
        read(book(table(row("甲", cell(5, "Number", 'ss:Index="4"'), 6), row(7, about='ss:Index="4"'), row(8))))
    )
    filled = {
        a1(at, column): value for at, line in enumerate(sheet.rows) for column, value in enumerate(line) if value != ""
    }
    assert filled == {"A1": "甲", "D1": 5, "E1": 6, "A4": 7, "A5": 8}


def test_a_row_that_spans_others_moves_what_follows() -> None:
    sheet = only(read(book(table(row("甲"), row("", about='ss:Span="2" ss:Hidden="1"'), row("乙")))))
    assert [line[0] for line in sheet.rows] == ["甲", "", "", "", "乙"]
    assert set(sheet.hidden_rows) == {1, 2, 3}


def test_merges_and_hidden_columns_and_sheets_are_seen() -> None:
    more = "<WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'><Visible>SheetHidden</Visible></WorksheetOptions>"
    grid = read(
        book(
            table(
                '<Column ss:Width="9"/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>',
                row(cell("表", about='ss:MergeAcross="1" ss:MergeDown="1"'), "丙", "丁"),
                row(cell(1, "Number", 'ss:Index="3"'), 2),
            ),
            table(row("x"), name="列表", more=more),
        )
    )
    first, second = grid.sheets
    assert first.rows == [["表", "", "丙", "丁"], ["", "", 1, 2]]
    assert (first.merges, set(first.hidden_columns)) == ((Span(0, 0, 1, 1),), {2, 3})
    assert (first.visible, second.visible, second.name) == (True, False, "列表")


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (cell("12", "Number"), 12.0),
        (cell("1.5E2", "Number"), 150.0),
        (cell("0123"), "0123"),
        (cell("12"), "12"),
        (cell("1", "Boolean"), True),
        (cell("0", "Boolean"), False),
        (cell("2024-03-31T00:00:00.000", "DateTime"), datetime(2024, 3, 31)),  # noqa: DTZ001
        (cell("2024-03-31T00:00:00.000Z", "DateTime"), datetime(2024, 3, 31)),  # noqa: DTZ001
        (cell("1899-12-31T08:30:00.000", "DateTime"), time(8, 30)),
        (cell("甲&#10;乙"), "甲\n乙"),
        ('<Cell><ss:Data ss:Type="String"><html:B>甲</html:B>乙</ss:Data></Cell>', "甲乙"),
        ('<Cell><ss:Data ss:Type="String">1200<html:Sup>2</html:Sup></ss:Data></Cell>', "1200"),
        ('<Cell><ss:Data ss:Type="String"><html:S>99</html:S>1200</ss:Data></Cell>', "1200"),
        ('<Cell><ss:Data ss:Type="String">第一园<html:Sub>2</html:Sub></ss:Data></Cell>', "第一园2"),
        ('<Cell><Data ss:Type="Number">12</Data><Comment><ss:Data>核实 99</ss:Data></Comment></Cell>', 12.0),
        (cell("90", "Number", 'ss:Formula="=R[-1]C*2"'), 90.0),
    ],
)  # fmt: skip
def test_a_cell_is_what_its_type_says(data: str, value: object) -> None:
    found_value = only(read(book(table(row("表", data))))).rows[0][1]
    assert (found_value, type(found_value)) == (value, type(value))


def test_errors_numbers_that_are_none_and_formulas_without_a_result_are_told() -> None:
    sheet = only(
        read(
            book(
                table(
                    row("表", cell("#REF!", "Error"), cell("NaN", "Number"), cell("1E400", "Number")),
                    row(90, 80, '<Cell ss:Formula="=SUM(RC[-2]:RC[-1])"/>', '<Cell ss:Formula="=R1C1+R[-1]C*2"><Data ss:Type="Number"></Data></Cell>'),
                )
            )
        )
    )  # fmt: skip
    assert {a1(*at): text for at, text in sheet.errors.items()} == {"B1": "#REF!", "C1": "#NUM!", "D1": "#NUM!"}
    assert {a1(*at): text for at, text in sheet.no_result.items()} == {"C2": "SUM(A2:B2)", "D2": "A1+D1*2"}


def test_dates_of_1904_are_told() -> None:
    about = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    assert read(book(table(row(1)), about=about)).date1904
    assert not read(book(table(row(1)))).date1904


# --- what is refused --------------------------------------------------------------------------------------


def test_an_entity_is_forbidden_and_a_cut_is_damage() -> None:
    bomb = book(table(row("&a;"))).replace(b"<Workbook", b'<!DOCTYPE x [<!ENTITY a "12">]><Workbook', 1)
    assert flaw(bomb) == Flaw.FORBIDDEN_XML
    assert flaw(book(table(row("甲", 1)))[:-20]) == Flaw.DAMAGED


@pytest.mark.parametrize("about", ['ss:Index="99999"', 'ss:Index="0"', 'ss:Index="x"'])
def test_a_cell_outside_any_sheet_is_damage(about: str) -> None:
    assert flaw(book(table(row(cell(1, "Number", about))))) == Flaw.DAMAGED


def test_few_bytes_that_claim_millions_are_too_large() -> None:
    far = book(table(row(1, about='ss:Index="1000000"'), row(cell(1, "Number", 'ss:Index="100"'))))
    assert flaw(far) == Flaw.TOO_LARGE
    assert flaw(book(table(*[row(1, 2)] * 20)), Limits(max_cells=30)) == Flaw.TOO_LARGE


def test_two_sheets_of_one_name_are_two_sheets() -> None:
    grid = gridded(book(table(row(1)), table(row(2))), suffix=".xml")
    assert [(sheet.name, sheet.rows) for sheet in grid.sheets] == [("表", [[1]]), ("表 (2)", [[2]])]


# --- through the stages -----------------------------------------------------------------------------------


def workbook(enrolled: object = 90) -> bytes:
    cover = table(row("填报单位", "曹子里镇"), row("报表月份", "2024-03"), row("常住人口3-5岁", 200), name="封面")
    roster = table(
        row("幼儿园名称", "办园性质", "在园幼儿数"),
        row("甲幼儿园", "公办园", enrolled),
        row("乙幼儿园", "普惠性民办园", 80),
        name="幼儿园名册",
    )
    return book(cover, roster, encoding="gb2312")


def test_a_return_gives_the_same_figures_and_no_error() -> None:
    result = assessed(workbook(), suffix=".xls")
    observation = judged(result, "gross_enrollment_rate").observation
    assert (observation.numerator, observation.denominator) == (170, 200)
    assert [each.code for each in result.findings if each.severity != "info"] == []


def test_a_fault_is_told_at_its_cell() -> None:
    assert {each.cell for each in found(assessed(workbook("约90"), suffix=".xml"), "PM201")} == {"C2"}
