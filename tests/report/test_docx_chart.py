"""Charts of a template keep their look and take the data of the report."""

from decimal import Decimal
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook

from docs.word.chart import bars, trend
from preschool_metrics.report.docx.chart import Chart, Scale, Series, filled, workbook
from preschool_metrics.report.docx.series import shown_number
from tests.report.word import C

MONTHS = ("2024-01", "2024-02", "2024-03")
LINES = Chart(
    MONTHS,
    (
        Series("A&B <甲>", (Decimal("88.10"), None, Decimal("92.996"))),
        Series("达标线", (Decimal(93),) * 3),
        Series("第三条", (None, None, Decimal(0))),
    ),
    "说明",
    Scale(Decimal(85), Decimal(95), Decimal("2.5")),
    Decimal(93),
)


def drawn(xml: str, chart: Chart) -> etree._Element:
    return etree.fromstring(filled(xml.encode(), chart, "rId9"))


def values(series: etree._Element) -> dict[str, str | None]:
    return {point.get("idx", ""): point[0].text for point in series.iterfind(f"{C}val//{C}pt")}


def names(root: etree._Element) -> list[str | None]:
    return [each.text for each in root.iterfind(f".//{C}ser/{C}tx//{C}v")]


def test_what_is_unknown_has_no_point_and_zero_has_one() -> None:
    first, _line, third = drawn(trend()[0], LINES).iter(f"{C}ser")
    assert values(first) == {"0": "88.10", "2": "92.996"}
    assert values(third) == {"2": "0"}
    assert [count.get("val") for count in third.iterfind(f"{C}val//{C}ptCount")] == ["3"]


def test_a_gap_is_drawn_as_one() -> None:
    (blanks,) = drawn(trend()[0], LINES).iter(f"{C}dispBlanksAs")
    assert blanks.get("val") == "gap"


def test_a_series_beyond_those_of_the_template_gets_a_colour_of_its_own() -> None:
    root = drawn(trend()[0], LINES)
    assert names(root) == ["A&B <甲>", "达标线", "第三条"]
    _first, second, third = root.iter(f"{C}ser")
    assert second.find(f"{C}spPr") is not None
    assert third.find(f"{C}spPr") is None
    assert [order.get("val") for order in root.iterfind(f".//{C}ser/{C}order")] == ["0", "1", "2"]


def test_a_series_that_has_no_data_goes() -> None:
    assert names(drawn(bars()[0], LINES._replace(series=LINES.series[:1]))) == ["A&B <甲>"]


def test_the_axis_gets_its_ends_and_crosses_at_the_line() -> None:
    root = drawn(bars()[0], LINES)
    (scaling,) = root.iterfind(f".//{C}valAx/{C}scaling")
    assert [(each.tag.removeprefix(C), each.get("val")) for each in scaling] == [
        ("orientation", "minMax"),
        ("max", "95"),
        ("min", "85"),
    ]
    assert [unit.get("val") for unit in root.iter(f"{C}majorUnit")] == ["2.5"]
    assert [crosses.get("val") for crosses in root.iter(f"{C}crossesAt")] == ["93"]
    again = etree.fromstring(filled(etree.tostring(root), LINES, "rId9"))
    assert etree.tostring(again) == etree.tostring(root), "filling a filled chart changes nothing"


def test_the_workbook_holds_the_same_and_the_same_bytes_each_time() -> None:
    sheet = load_workbook(BytesIO(workbook(LINES))).active
    assert sheet is not None
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        [None, "A&B <甲>", "达标线", "第三条"],
        ["2024-01", 88.1, 93, None],
        ["2024-02", None, 93, None],
        ["2024-03", 92.996, 93, 0],
    ]
    assert workbook(LINES) == workbook(LINES)


def test_a_name_that_looks_like_a_formula_is_a_text_in_the_workbook() -> None:
    hostile = Chart(("=1+1", "http://x"), (Series("@SUM(A1)", (Decimal(1), None)),), "")
    sheet = load_workbook(BytesIO(workbook(hostile))).active
    assert sheet is not None
    assert [(cell.value, cell.data_type) for cell in (sheet["A2"], sheet["A3"], sheet["B1"])] == [
        ("=1+1", "s"),
        ("http://x", "s"),
        ("@SUM(A1)", "s"),
    ]


@pytest.mark.parametrize("part", ["<c:chartSpace/>", "<c:chartSpace><c:ser><c:xVal/><c:yVal/></c:ser></c:chartSpace>"])
def test_a_chart_without_categories_takes_no_data(part: str) -> None:
    xml = part.replace("<c:chartSpace", f'<c:chartSpace xmlns:c="{C[1:-1]}"', 1)
    with pytest.raises(ValueError, match="categories"):
        filled(xml.encode(), LINES, "rId1")


@pytest.mark.parametrize(
    ("display", "number"),
    [("50.49%", "50.49"), ("92.996%", "92.996"), ("1:7.70", "7.70"), ("0.00%", "0.00"), ("—", None), ("1:—", None)],
)
def test_a_chart_shows_the_number_that_is_printed(display: str, number: str | None) -> None:
    assert shown_number(display) == (None if number is None else Decimal(number))
