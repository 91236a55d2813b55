"""Readers back each other up, and a sheet that nobody needs does not take the book with it."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlwt

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Span
from preschool_metrics.read import Limits, read_grid
from tests.builder import gridded
from tests.raw_package import MAIN, Parts, forgetful, packed, sheet_xml

# --- .xls that xlrd refuses -------------------------------------------------------------------------------


def old_book() -> xlwt.Workbook:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write_merge(0, 0, 0, 2, "甲")
    for column, value in enumerate((90, 1.5, "乙", True)):
        sheet.write(1, column, value)
    sheet.row(2).set_cell_error(1, "#REF!")
    sheet.write(3, 0, 7)
    sheet.row(3).hidden = True
    sheet.col(1).hidden = True
    return book


def saved(book: xlwt.Workbook, folder: Path) -> bytes:
    book.save(str(folder / "book.xls"))
    return (folder / "book.xls").read_bytes()


def read(content: bytes, folder: Path) -> Grid:
    (folder / "book.xls").write_bytes(content)
    return read_grid(folder / "book.xls", Limits())[0]


def test_what_xlrd_refuses_is_read_by_another_and_told(tmp_path: Path) -> None:
    content = saved(old_book(), tmp_path)
    usual, other = read(content, tmp_path), read(forgetful(content), tmp_path)
    assert (usual.reader, other.reader) == ("xlrd", "python-calamine")
    assert [each.flaw for each in other.remarks] == [Flaw.OTHER_READER]
    (seen,), (meant,) = other.sheets, usual.sheets
    assert seen.rows == meant.rows == [["甲", "", "", ""], [90, 1.5, "乙", True], ["", "", "", ""], [7, "", "", ""]]
    assert seen.errors == meant.errors == {(2, 1): "#REF!"}
    assert seen.merges == meant.merges == (Span(0, 0, 0, 2),)
    assert (seen.hidden_rows, seen.hidden_columns) == (meant.hidden_rows, meant.hidden_columns)
    assert (sorted(seen.hidden_rows), sorted(seen.hidden_columns)) == ([3], [1])


def test_a_formula_without_a_result_is_none_there_either(tmp_path: Path) -> None:
    book = old_book()
    book.get_sheet(0).write(3, 1, xlwt.Formula("A4*2"))
    assert set(read(forgetful(saved(book, tmp_path)), tmp_path).sheets[0].no_result) == {(3, 1)}


@pytest.mark.parametrize("left", [0.5, 0.8, 0.95])
def test_a_workbook_that_is_cut_off_is_damage_for_all(tmp_path: Path, left: float) -> None:
    book = old_book()
    for row in range(4, 400):
        book.get_sheet(0).write(row, 0, row)
    content = forgetful(saved(book, tmp_path))
    with pytest.raises(UnreadableWorkbookError) as refused:
        read(content[: int(len(content) * left)], tmp_path)
    assert refused.value.flaw == Flaw.DAMAGED


# --- packages with something in them that nobody needs ------------------------------------------------------

SHEET = sheet_xml('<c r="A1"><v>7</v></c>')


def changed(content: bytes, change: Callable[[str], str], part: str) -> bytes:
    """Return a package with one of its parts changed; what becomes empty is left out."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(made, "w") as copy:
        for name in package.namelist():
            xml = package.read(name).decode()
            after = change(xml) if name == part else xml
            assert name != part or after != xml
            if after:
                copy.writestr(name, after)
    return made.getvalue()


def with_second(change: Callable[[str], str], part: str) -> bytes:
    """Return a package of two sheets with one of its parts changed."""
    return changed(packed(Parts(sheets={"表": SHEET, "宏": SHEET})), change, part)


RELATIONS = "xl/_rels/workbook.xml.rels"


@pytest.mark.parametrize("kind", ["xlMacrosheet", "xlIntlMacrosheet", "dialogsheet", "chartsheet"])
def test_a_sheet_of_another_kind_is_left_out(kind: str) -> None:
    def second_of_kind(xml: str) -> str:
        before, found, after = xml.partition('Id="rId2"')
        return before + found + after.replace("/worksheet", f"/{kind}", 1)

    grid = gridded(with_second(second_of_kind, RELATIONS))
    assert [(sheet.name, sheet.rows) for sheet in grid.sheets] == [("表", [[7]])]
    assert grid.macros is kind.endswith("acrosheet")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda _xml: "", "xl/worksheets/sheet2.xml"),
        (lambda xml: xml.replace('Id="rId2"', 'Id="rId9"'), RELATIONS),
    ],
    ids=["no part", "no relation"],
)
def test_a_sheet_that_is_not_there_is_told_and_the_others_are_read(change: Callable[[str], str], part: str) -> None:
    grid = gridded(with_second(change, part))
    assert [(sheet.name, sheet.rows) for sheet in grid.sheets] == [("表", [[7]])]
    assert [(each.flaw, each.sheet) for each in grid.remarks] == [(Flaw.LOST_SHEET, "宏")]


def test_styles_that_cannot_be_read_change_no_number() -> None:
    styles = {"xl/styles.xml": "<styleSheet><cellXfs><xf"}
    assert gridded(packed(Parts(sheets={"表": SHEET}, first=styles))).sheets[0].rows == [[7]]


@pytest.mark.parametrize(
    "second", [SHEET, sheet_xml('<c r="A1"><v>8</v></c>'), sheet_xml('<c r="A1" t="e"><v>#N/A</v></c>')]
)
def test_two_sheets_of_one_name_are_two_sheets(second: str) -> None:
    content = packed(Parts(sheets={"表": SHEET, "表 ": second}))
    content = changed(content, lambda xml: xml.replace('"表 "', '"表"'), "xl/workbook.xml")
    first, other = gridded(content).sheets
    assert (first.name, first.rows, first.errors) == ("表", [[7]], {})
    assert other.name == "表 (2)"
    assert (other.rows, other.errors) == {
        SHEET: ([[7]], {}),
        sheet_xml('<c r="A1"><v>8</v></c>'): ([[8]], {}),
    }.get(second, ([[""]], {(0, 0): "#N/A"}))


# --- dates and texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-03-31", "2024-03-31"),
        ("2024-03-31T00:00:00", "2024-03-31T00:00:00"),
        ("2024-03-31T00:00", "2024-03-31T00:00:00"),
        ("2024-03-31T08:30Z", "2024-03-31T08:30:00"),
        ("2024-03-31T08:30:00Z", "2024-03-31T08:30:00"),
        ("2024-03-31T08:30:00.000", "2024-03-31T08:30:00"),
        ("2024-03-31T08:30:00+08:00", "2024-03-31T08:30:00"),
        (" 2024-03-31 ", "2024-03-31"),
        ("17:00", "17:00:00"),
        ("17:00:00", "17:00:00"),
        ("2024-13-31", "2024-13-31"),
    ],
)  # fmt: skip
def test_a_date_is_that_date_however_it_is_written(written: str, meant: str) -> None:
    content = packed(Parts(sheets={"表": sheet_xml(f'<c r="A1" t="d"><v>{written}</v></c>')}))
    ((value,),) = gridded(content).sheets[0].rows
    assert str(getattr(value, "isoformat", str(value).strip)()) == meant
    assert isinstance(value, str) is (written == "2024-13-31")


@pytest.mark.parametrize("marked", ["", '<r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>'])
def test_spaces_in_rich_text_stay(marked: str) -> None:
    rich = f'<r><t xml:space="preserve">甲 </t></r><r><t xml:space="preserve"> 幼儿园</t></r>{marked}'
    content = packed(Parts(sheets={"表": sheet_xml(f'<c r="A1" t="inlineStr"><is>{rich}</is></c>')}))
    assert gridded(content).sheets[0].rows == [["甲  幼儿园" + "1" * bool(marked)]]


def test_a_number_in_the_format_of_a_date_is_that_date_to_both_readers() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="yyyy/m/d;@"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>'
    cells = '<c r="A1" s="1"><v>45382</v></c><c r="B1" s="2"><v>45382</v></c><c r="C1" s="0"><v>45382</v></c><c r="D1" s="9"><v>45382</v></c>'
    fast, exact = (
        gridded(packed(Parts(sheets={"表": sheet_xml(cells + more)}, first={"xl/styles.xml": styles})))
        for more in ("", '<c r="E1" t="s"><v>1 </v></c>')
    )
    assert exact.reader == "expat"
    assert fast.sheets[0].rows[0][2:] == exact.sheets[0].rows[0][2:4] == [45382, 45382]
    for value in (*fast.sheets[0].rows[0][:2], *exact.sheets[0].rows[0][:2]):
        assert str(value)[:10] == "2024-03-31"
