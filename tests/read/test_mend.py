"""Workbooks written in a way that a reader stumbles over, though nothing in them is in doubt."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from math import isfinite

import pytest
import xlsxwriter

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.address import a1
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet, Span
from tests.builder import assessed, codes, files, found, gridded, judged

COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
ROSTER = "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 公办园 | 80 |\nmerge A5:C5\n"
PART = "xl/worksheets/sheet2.xml"
NUMBER = re.compile(rb'<c r="C2"[^>]*><v>90</v></c>')


def changed(change: Callable[[bytes], bytes], part: str = PART, content: bytes | None = None) -> bytes:
    """Return a return with one part of its package changed."""
    if content is None:
        with files(COVER + ROSTER) as folder:
            content = (folder / "return.xlsx").read_bytes()
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            before = archive.read(name)
            after = change(before) if name == part else before
            assert name != part or after != before, "nothing was changed"
            copy.writestr(name, after)
    return made.getvalue()


def replaced(old: bytes, new: bytes) -> bytes:
    return changed(lambda xml: xml.replace(old, new))


def celled(cell: str) -> bytes:
    """Return a return in which another cell stands in place of C2."""
    return changed(lambda xml: NUMBER.sub(cell.encode(), xml))


def dimension(reference: str) -> bytes:
    return changed(lambda xml: re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{reference}"'.encode(), xml))


def roster(grid: Grid) -> Sheet:
    return grid.sheets[1]


# --- references and what stands in cells ------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: dimension("$A$1:$C$3"), id="dimension-dollar"),
        pytest.param(lambda: dimension("A1:"), id="dimension-half"),
        pytest.param(lambda: dimension("幼儿园名册!A1"), id="dimension-sheet"),
        pytest.param(lambda: dimension(""), id="dimension-empty"),
        pytest.param(lambda: dimension("a1:c3"), id="dimension-small"),
        pytest.param(lambda: replaced(b'r="C2"', b'r="$C$2"'), id="cell-dollar"),
        pytest.param(lambda: replaced(b'r="C2"', b'r="c2"'), id="cell-small"),
        pytest.param(lambda: changed(lambda xml: re.sub(rb'<c r="([A-Z])', lambda at: b'<c r="' + at[1].lower(), xml)), id="all-small"),
        pytest.param(lambda: replaced(b'ref="A5:C5"', b'ref="$A$5:$C$5"'), id="merge-dollar"),
        pytest.param(lambda: replaced(b'ref="A5:C5"', b'ref="a5:c5"'), id="merge-small"),
        pytest.param(lambda: replaced(b'ref="A5:C5"', b'ref="A5:C5 A6:C6"'), id="merge-two"),
        pytest.param(lambda: replaced(b'ref="A5:C5"', b'ref="A5:#REF!"'), id="merge-none"),
        pytest.param(lambda: replaced(b"<v>90</v></c>", b'<v>90</v><extLst><ext uri="x"><y xmlns="u"><v>5</v></y></ext></extLst></c>'), id="extension"),
        pytest.param(lambda: replaced(b"<v>90</v></c>", b'<v>90</v><x:note xmlns:x="u">5</x:note></c>'), id="foreign"),
    ],
)  # fmt: skip
def test_an_odd_spelling_changes_no_figure(content: Callable[[], bytes]) -> None:
    result = assessed(content())
    observation = judged(result, "gross_enrollment_rate").observation
    assert (observation.numerator, observation.denominator) == (170, 200)
    assert [each.code for each in result.findings if each.severity != "info"] == []


@pytest.mark.parametrize("reference", ["$A$1:$A$3", "a1:a3", "$A1:a$3"])
@pytest.mark.parametrize("far", [False, True])
def test_a_merge_is_seen_however_it_is_spelled_by_either_reader(reference: str, far: bool) -> None:
    with files(
        "## 表\n| 甲 | 12 |\n| | 13 |\n| | 14 |\n| 乙 | 15 |\nmerge A1:A3\n" + ('at B1048576\n| " " |\n' if far else "")
    ) as folder:
        plain = (folder / "return.xlsx").read_bytes()
    content = changed(lambda xml: xml.replace(b'"A1:A3"', f'"{reference}"'.encode()), "xl/worksheets/sheet1.xml", plain)
    assert gridded(content).sheets[0].merges == (Span(0, 0, 2, 0),)


@pytest.mark.parametrize("error", ["#CALC!", "#SPILL!", "#FIELD!", "#BLOCKED!", "#BUSY!", "#FOO"])
def test_an_error_value_that_is_newer_than_a_reader_accuses_its_own_cell(error: str) -> None:
    result = assessed(celled(f'<c r="C2" t="e"><v>{error}</v></c>'))
    assert [(each.cell, each.value) for each in found(result, "PM204")] == [("C2", error)]
    assert codes(result) & {"PM104", "PM201"} == set()


@pytest.mark.parametrize("value", ["NaN", "INF", "-INF", "1E400", "9O", "12..5", "０"])
@pytest.mark.parametrize("far", [False, True])
def test_a_value_that_is_no_number_accuses_its_own_cell_and_no_other(value: str, far: bool) -> None:
    content = celled(f'<c r="C2"><v>{value}</v></c>')
    if far:  # so that the exact reader reads it
        content = changed(
            lambda xml: xml.replace(
                b"</sheetData>",
                b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>',
            ),
            PART,
            content,
        )
    if value == "０":
        assert roster(gridded(content)).rows[1][2] in (0, "０")
        return
    result = assessed(content)
    assert [(each.code, each.cell) for each in result.findings if each.severity != "info"] == [("PM201", "C2")]


def test_a_cell_outside_any_sheet_is_no_spelling() -> None:
    for reference in ("$A$0", "xfe1", "$XFE$1", "a1048577"):
        with pytest.raises(UnreadableWorkbookError) as error:
            gridded(replaced(b'r="C2"', f'r="{reference}"'.encode()))
        assert error.value.flaw == Flaw.DAMAGED


@pytest.mark.parametrize(
    "junk", [b"\0" * 100, b"HTTP/1.1 200 OK\r\n\r\n", b"\xef\xbb\xbf", b"\r\n\r\n", b"<html></html>\n"]
)
def test_something_before_a_package_does_not_hide_it(junk: bytes) -> None:
    with files(COVER + ROSTER) as folder:
        content = (folder / "return.xlsx").read_bytes()
    assert roster(gridded(junk + content)).rows[1] == ["甲幼儿园", "公办园", 90]


# --- marks ------------------------------------------------------------------------------------------------


def runs(*parts: str) -> str:
    """Return a rich text: a part that begins with ^ is set as a mark."""
    looks = {
        "^": '<vertAlign val="superscript"/>',
        "_": '<vertAlign val="subscript"/>',
        "~": "<strike/>",
        "!": '<strike val="0"/><b/>',
        "=": '<vertAlign val="baseline"/>',
    }
    return "".join(
        f'<r><rPr>{looks[part[0]]}<sz val="11"/></rPr><t xml:space="preserve">{part[1:]}</t></r>'
        if part[0] in looks
        else f"<r><t>{part}</t></r>"
        for part in parts
    )


def shared() -> bytes:
    """Return a return whose texts are shared, with ? in C2."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("封面").write(0, 0, "填报单位")
        sheet = book.add_worksheet("幼儿园名册")
        sheet.write_row(0, 0, ("幼儿园名称", "办园性质", "在园幼儿数"))
        sheet.write_row(1, 0, ("甲幼儿园", "公办园", "?"))
    return content.getvalue()


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("1200", "^2"), "1200"),
        (("1200", "_1"), "1200"),
        (("~120", "125"), "125"),
        (("1", "200", "^1", "^)"), "12001)"),
        (("1200人", "^①"), "1200人"),
        (("1,2", "00", "^12"), "1,200"),
        (("第一幼儿园", "^2"), "第一幼儿园2"),
        (("12", "!00"), "1200"),
        (("12", "=00"), "1200"),
        (("^12",), "12"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("inline", [True, False])
def test_digits_set_as_marks_are_no_part_of_a_number(parts: tuple[str, ...], shown: str, inline: bool) -> None:
    if inline:
        content = celled(f'<c r="C2" t="inlineStr"><is>{runs(*parts)}</is></c>')
    else:
        content = changed(
            lambda xml: xml.replace(b"<si><t>?</t></si>", f"<si>{runs(*parts)}</si>".encode()),
            "xl/sharedStrings.xml",
            shared(),
        )
    assert roster(gridded(content)).rows[1][2] == shown


def test_what_a_reader_leaves_out_of_a_text_stays_out() -> None:
    phonetic = '<c r="C2" t="inlineStr"><is><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r><rPh sb="0" eb="1"><t>9</t></rPh></is></c>'
    assert roster(gridded(celled(phonetic))).rows[1][2] == "12"


# --- formulas that nobody has calculated ------------------------------------------------------------------


def to_be_calculated(content: bytes, *, said: str = "fullCalcOnLoad = '1'") -> bytes:
    return changed(
        lambda xml: re.sub(rb"<calcPr[^>]*/>", f'<calcPr calcId="124519" {said}/>'.encode(), xml),
        "xl/workbook.xml",
        content,
    )


@pytest.mark.parametrize("nought", ["0", "0.0", "-0", " 0 "])
def test_a_nought_in_place_of_a_result_is_none_where_the_workbook_is_to_be_calculated(nought: str) -> None:
    cells = f'<c r="C2"><f>40+50</f><v>{nought}</v></c><c r="D2"><f>COUNTA(A1:A3)</f><v>{nought}</v></c><c r="E2"><f>1+1</f><v>2</v></c><c r="F2"><v>0</v></c>'
    sheet = roster(gridded(to_be_calculated(celled(cells), said="fullCalcOnLoad='true'")))
    assert {a1(*at): text for at, text in sheet.no_result.items()} == {"C2": "40+50", "D2": "COUNTA(A1:A3)"}
    assert sheet.rows[1][2:] == ["", "", 2, 0]


def test_a_nought_is_a_result_where_nothing_says_that_it_is_to_be_calculated() -> None:
    content = to_be_calculated(celled('<c r="C2"><f>40-40</f><v>0</v></c>'), said='iterate="1"')
    assert roster(gridded(content)).no_result == {}
    assert roster(gridded(content)).rows[1][2] == 0


def test_a_plain_sum_is_recomputed_and_said_and_another_formula_is_unknown_and_said() -> None:
    summed = assessed(to_be_calculated(celled('<c r="C2"><f>40+50</f><v>0</v></c>')))
    assert judged(summed, "public_share").observation.numerator == 170
    assert [each.cell for each in found(summed, "PM206")] == ["C2"]
    other = assessed(to_be_calculated(celled('<c r="C2"><f>COUNTA(A1:A3)*30</f><v>0</v></c>')))
    assert judged(other, "public_share").observation.numerator is None
    assert [(each.severity, each.cell) for each in found(other, "PM205")] == [("error", "C2")]


def test_no_number_of_a_sheet_is_beyond_all_bounds() -> None:
    sheet = roster(gridded(celled('<c r="C2"><v>1E308</v></c>')))
    assert all(isfinite(value) for row in sheet.rows for value in row if isinstance(value, float))
