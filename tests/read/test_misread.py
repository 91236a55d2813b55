"""Values written in a way that the fast reader takes for others, told from the XML, and then read exactly.

python-calamine makes of `<v>1 </v>` the first shared string, of `1<!-- -->00` a 1, of `&#49;00` nothing at all. No
office program writes these; other programs do. The right value here is what XML and the format say it is.
"""

import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet
from preschool_metrics.read import Limits, read_grid
from preschool_metrics.read.scan import fills_evenly, sees_whole
from preschool_metrics.read.sheet_xml import SheetFacts, sheet_facts
from tests.raw_package import MAIN, Parts, packed, sheet_xml

B1 = (0, 1)


def grid_of(cell: str, folder: Path) -> Grid:
    return packed_grid(folder, Parts(sheets={"表": sheet_xml(f'<c r="A1"><v>7</v></c>{cell}<c r="C1"><v>9</v></c>')}))


def packed_grid(folder: Path, parts: Parts) -> Grid:
    path = folder / "book.xlsx"
    path.write_bytes(packed(parts))
    return read_grid(path, Limits())[0]


def read(cell: str, folder: Path) -> Sheet:
    (sheet,) = grid_of(cell, folder).sheets
    return sheet


def flaw(cell: str, folder: Path) -> str:
    with pytest.raises(UnreadableWorkbookError) as refused:
        grid_of(cell, folder)
    return refused.value.flaw


# --- the value --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1" t="s"><v>1</v></c>',
        '<c r="B1" t="s"><v>1 </v></c>',
        '<c r="B1" t="s"><v> 1</v></c>',
        '<c r="B1" t="s"><v>\n1\n</v></c>',
        '<c r="B1" t="s">\n<v>\t1</v>\n</c>',
        '<c t="s" r="B1"><v>1&#10;</v></c>',
        '<c r="B1" t="s"><v>&#49;</v></c>',
        '<c r="B1" t="s"><v><![CDATA[1]]></v></c>',
        '<c r="B1" t="s"><v><!-- -->1</v></c>',
        "<c r='B1' t='s'><v>1 </v></c>",
        '<c r="B1" t = "s" ><v>1 </v></c>',
        '<c r="B1" t="s"><v xml:space="preserve">1 </v></c>',
        f'<x:c xmlns:x="{MAIN}" r="B1" t="s"><x:v>1 </x:v></x:c>',
    ],
)
def test_a_shared_string_is_the_one_that_is_meant(cell: str, tmp_path: Path) -> None:
    assert read(cell, tmp_path).rows == [[7, "一", 9]]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1"><v>100</v></c>',
        '<c r="B1"><v>100 </v></c>',
        '<c r="B1"><v> 100</v></c>',
        '<c r="B1"><v>\r\n100\r\n</v></c>',
        '<c r="B1" t="n">\n\t<v>100</v>\n</c>',
        '<c r="B1"><v>&#49;00</v></c>',
        '<c r="B1"><v>1&#x30;0</v></c>',
        '<c r="B1"><v>1<!--x-->00</v></c>',
        '<c r="B1"><v>1<?x y?>00</v></c>',
        '<c r="B1"><v><![CDATA[100]]></v></c>',
        '<c r="B1"><v>1<![CDATA[00]]></v></c>',
        '<c r="B1"><f>A1</f><!-- x --><v>100</v></c>',
        '<c r="B1"><v>100</v><f>A1</f></c>',
        '<c r="B1"><v >100</v ></c>',
        '<c r="B1"><v>1e2</v></c>',
    ],
)
def test_a_number_is_the_one_that_is_meant(cell: str, tmp_path: Path) -> None:
    assert read(cell, tmp_path).rows == [[7, 100, 9]]


@pytest.mark.parametrize("text", ["a b", " a ", "a&amp;b", "甲&#38;乙", "<![CDATA[a]]>", "12", "x<!-- -->y"])
def test_a_text_that_a_formula_gives_is_that_text(text: str, tmp_path: Path) -> None:
    cell = f'<c r="B1" t="str"><f>A1</f><v>{text}</v></c>'
    meant = {"a&amp;b": "a&b", "甲&#38;乙": "甲&乙", "<![CDATA[a]]>": "a", "x<!-- -->y": "xy"}.get(text, text)
    assert read(cell, tmp_path).rows[0][1] == meant


@pytest.mark.parametrize("index", ["-1", "1.0", "+1", "x", "1 2", "１", " ", "1_0"])
def test_an_index_that_is_none_is_damage_and_no_string(index: str, tmp_path: Path) -> None:
    assert flaw(f'<c r="B1" t="s"><v>{index}</v></c>', tmp_path) == Flaw.DAMAGED


def test_of_two_values_in_a_cell_none_is_taken(tmp_path: Path) -> None:
    assert flaw('<c r="B1"><v>12</v><v>13</v></c>', tmp_path) == Flaw.DAMAGED


def test_a_number_with_a_blank_inside_is_the_text_that_stands_there(tmp_path: Path) -> None:
    assert read('<c r="B1"><v>1 2</v></c>', tmp_path).rows == [[7, "1 2", 9]]


# --- errors and formulas that nobody calculated ------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1" t="e"><v>#REF!</v></c>',
        '<c r="B1" t = "e"><v>#REF!</v></c>',
        '<c r="B1" t\n=\n"e"><v>#REF!</v></c>',
        "<c r='B1' t='e'><v>#REF!</v></c>",
        '<c t="e" r="B1"><v>#REF!</v></c>',
        '<c r="B1" t="e"><v> #REF! </v></c>',
        '<c r="B1" t="e"><v><![CDATA[#REF!]]></v></c>',
        '<c r="B1" t="e"><f>1/0</f><!-- --><v>#REF!</v></c>',
        f'<x:c xmlns:x="{MAIN}" r="B1" t="e"><x:v>#REF!</x:v></x:c>',
    ],
)
def test_an_error_is_an_error_however_it_is_written(cell: str, tmp_path: Path) -> None:
    sheet = read(cell, tmp_path)
    assert (sheet.rows, sheet.errors) == ([[7, "", 9]], {B1: "#REF!"})


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1"><f>A1+2</f></c>',
        '<c r="B1"><f>A1+2</f><v></v></c>',
        '<c r="B1"><f>A1+2</f><v/></c>',
        '<c r="B1"><f>A1+2</f><v> </v></c>',
        '<c r="B1">\n<f>A1+2</f>\n</c>',
        '<c r="B1"><f>A1+2</f ></c >',
        '<c r="B1"><f>A1+2</f><!-- x --></c>',
        '<c r="B1"><f>A1<!-- x -->+2</f></c>',
        '<c r="B1"><f><![CDATA[A1+2]]></f></c>',
        '<c r="B1"><f>A1&#43;2</f></c>',
        '<c r="B1" t="str"><f>A1+2</f></c>',
        '<c r="B1" t="b"><f>A1+2</f></c>',
        '<c r="B1"><v/><f>A1+2</f></c>',
        f'<x:c xmlns:x="{MAIN}" r="B1"><x:f>A1+2</x:f></x:c>',
    ],
)
def test_a_formula_that_nobody_calculated_is_no_blank(cell: str, tmp_path: Path) -> None:
    assert read(cell, tmp_path).no_result == {B1: "A1+2"}


@pytest.mark.parametrize(
    "formula", ["<f/>", '<f t="shared" si="0"/>', '<f t="array" ref=">"/>', '<f t="shared" si="0"></f>']
)
def test_nor_is_one_that_another_cell_says(formula: str, tmp_path: Path) -> None:
    assert set(read(f'<c r="B1">{formula}</c>', tmp_path).no_result) == {B1}


@pytest.mark.parametrize("result", ["<v></v>", "<v/>"])
def test_a_text_without_letters_is_a_result(result: str, tmp_path: Path) -> None:
    assert read(f'<c r="B1" t="str"><f>A1</f>{result}</c>', tmp_path).no_result == {}


# --- sheets that are found in another way --------------------------------------------------------------------

ERROR = sheet_xml('<c r="A1"><v>7</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1"><v>9</v></c>')


def test_another_part_of_that_name_hides_no_error(tmp_path: Path) -> None:
    first = {"custom/workbook.xml": "<nothing/>"}
    (sheet,) = packed_grid(tmp_path, Parts(sheets={"表": ERROR}, first=first)).sheets
    assert sheet.errors == {B1: "#REF!"}


def test_a_workbook_of_another_name_is_read(tmp_path: Path) -> None:
    grid = packed_grid(tmp_path, Parts(sheets={"表": ERROR}, workbook="xl/book1.xml"))
    assert grid.reader == "expat"
    assert grid.sheets[0].errors == {B1: "#REF!"}


@pytest.mark.parametrize("name", ["表\t一", "表\n一", "表 &#9;一", " 表"])
def test_a_line_break_in_the_name_of_a_sheet_hides_no_error(name: str, tmp_path: Path) -> None:
    (sheet,) = packed_grid(tmp_path, Parts(sheets={name: ERROR})).sheets
    assert sheet.errors == {B1: "#REF!"}


@pytest.mark.parametrize("folder", ["xl/chartsheets", "xl/worksheets/chartsheet", "xl/dialogsheets", "other"])
def test_a_sheet_is_one_by_its_relation_and_not_by_its_folder(folder: str, tmp_path: Path) -> None:
    (sheet,) = packed_grid(tmp_path, Parts(sheets={"表": ERROR}, folder=folder)).sheets
    assert sheet.errors == {B1: "#REF!"}


# --- the glance -------------------------------------------------------------------------------------------

PLAIN = (
    '<c r="B1" s="3"><v>-1.5E-7</v></c>',
    '<c r="B1" t="s"><v>1</v></c>',
    '<c r="B1" s="1" t="s"><v>2</v></c>',
    '<c r="B1" t="str"><f>IF(A1=7,"甲","乙")</f><v>甲</v></c>',
    '<c r="B1" t="str"><f>A1</f><v> </v></c>',
    '<c r="B1"><f t="shared" ref="B1:B9" si="0">A1*2</f><v>14</v></c>',
    '<c r="B1"><f t="shared" si="0"/><v>14</v></c>',
    '<c r="B1" t="inlineStr"><is><t>甲 = 乙\n!?&amp;</t></is></c>',
    '<c r="B1" s="2"/>',
)


@pytest.mark.parametrize("cell", PLAIN)
def test_what_office_programs_write_is_read_fast(cell: str, tmp_path: Path) -> None:
    grid = grid_of(cell, tmp_path)
    assert grid.reader == "python-calamine"
    assert sees_whole(sheet_xml(cell).encode())


ODD = (
    '<c r="B1" t="s"><v>1 </v></c>',
    '<c r="B1"><v>1<!-- -->0</v></c>',
    '<c r="B1"><f>A1</f></c>',
    '<c r="B1" t="e"/>',
)


@given(st.lists(st.sampled_from(PLAIN), max_size=6), st.sampled_from(ODD), st.lists(st.sampled_from(PLAIN), max_size=6))
def test_no_plain_cell_beside_it_hides_an_odd_one(before: list[str], odd: str, after: list[str]) -> None:
    assert not sees_whole(sheet_xml("".join([*before, odd, *after])).encode())


@given(st.lists(st.sampled_from(PLAIN), max_size=9))
def test_what_the_glance_lets_through_the_parser_does_too(cells: list[str]) -> None:
    xml = sheet_xml("".join(cells)).encode()
    facts = sheet_facts(xml)
    assert sees_whole(xml)
    assert facts == SheetFacts()


@pytest.mark.parametrize(
    ("row", "cell", "evenly"),
    [
        ('r="1"', 'r="B1"', True),
        ('r="1"', "", True),
        ('r="20000"', 'r="B20000"', False),
        ('spans="1:2" r="20000"', 'r="B20000"', False),
        ('r="1"', 'r="XFD1"', False),
        ('r="1"', 'r = "XFD1"', False),
        ('r="1"', "r='XFD1'", False),
        ('r="1"', 's="1"\n r="XFD1"', False),
        ('s="1"\tr="1000000"', 'r="B1000000"', False),
    ],
)
def test_a_cell_far_out_is_not_missed(row: str, cell: str, evenly: bool) -> None:
    xml = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row {row}><c {cell}><v>1</v></c></row></sheetData></worksheet>'.encode()
    )
    assert fills_evenly(xml) is evenly
    assert sheet_facts(xml).far_out is not evenly


def test_a_package_whose_parts_reach_into_each_other_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(packed(Parts(sheets={"表": ERROR})))
    content = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        entry = max(package.infolist(), key=lambda entry: entry.header_offset)
        start = package.start_dir
    central = content.index(b"PK\1\2", start)
    while content[central + 46 : central + 46 + len(entry.filename)] != entry.filename.encode():
        central = content.index(b"PK\1\2", central + 4)
    longer = (entry.compress_size + 20).to_bytes(4, "little")
    path.write_bytes(content[: central + 20] + longer + content[central + 24 :])
    with pytest.raises(UnreadableWorkbookError) as refused:
        read_grid(path, Limits())
    assert refused.value.flaw == Flaw.DAMAGED


@pytest.mark.parametrize(
    "unit",
    [
        "<c",
        '<c t="str"',
        "<v",
        "<f ",
        "<f",
        " r=",
        't="s"',
        '<c t="str"><f>',
        "<v>1",
        "<row ",
        "\n",
        "<c r='",
        "<!",
        "&",
        '"e',
        ":c ",
    ],
)
def test_no_scan_costs_more_than_in_proportion(unit: str) -> None:
    """Were it in proportion to the square of the bytes, 4 MB would take hours."""
    xml = b"<worksheet>" + unit.encode() * (4_000_000 // len(unit))
    sees_whole(xml)
    fills_evenly(xml)


def test_a_long_sheet_is_looked_through_fast() -> None:
    random = Random(1)
    rows = (f'<c r="A{row}"><v>{random.random()}</v></c>' for row in range(1, 100_001))
    xml = sheet_xml("".join(rows)).encode()
    assert sees_whole(xml)
