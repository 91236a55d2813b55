"""The workbook as its readers get it: figures, structure, and nothing in it that an office could not have written."""

import html
import re
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from preschool_metrics.language import speaking
from preschool_metrics.report.batch import Job, write_reports
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.view import view_of
from preschool_metrics.report.workbook.book import workbook
from preschool_metrics.workflow.assess import assess
from preschool_metrics.workflow.plan import plans_of
from tests.cli.conftest import kindergarten
from tests.excel import ALLOWED, Value, compute
from tests.report.workbook.conftest import (
    PERIOD,
    VERDICTS,
    Figures,
    Made,
    cells,
    expected,
    known,
    made_of,
    parts,
    send,
    table,
    written,
)

SHEETS = ["总览", "镇街", "组团", "趋势", "走向", "措施", "问题", "整改台账", "任务台账", "逐月", "数据", "说明"]
HEADINGS = {
    "总览": 5,
    "镇街": 5,
    "组团": 4,
    "趋势": 3,
    "走向": 4,
    "措施": 5,
    "问题": 3,
    "整改台账": 3,
    "任务台账": 3,
    "逐月": 3,
    "数据": 3,
    "说明": 2,
}
HOSTILE = [
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|'/c calc'!A1",
        "'quoted",
        "a&b<c>\"d'",
        "{{7*7}}",
        "{=1}",
        "_x0041_",
        "]]>",
    ),
    *(
        "<r><t>坏</t></r>",
        "<r></r>",
        "🏫" * 40,
        "长" * 300,
        "一\n二\t三",
        "\u202e反向",
        "\x00\x07零",
        "",
        " ",
        "1",
        "TRUE",
        "#REF!",
    ),
    *("https://example.org", "mailto:a@b", "internal:总览!A1", "é" * 33_000),
]
SHOWN = [
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|'/c calc'!A1",
        "'quoted",
        "a&b<c>\"d'",
        "{{7*7}}",
        "{=1}",
        "_x0041_",
        "]]>",
    ),
    *("<r><t>坏</t></r> ", "<r></r> ", "🏫" * 40, "长" * 300, "一 二 三", "反向", "零", "", " ", "1", "TRUE", "#REF!"),
    *("https://example.org", "mailto:a@b", "internal:总览!A1", "é" * 32_767),
]


def titles(made: Made) -> dict[str, str]:
    return {each.id: each.title.zh for each in made.assessment.profiles[0].indicators}


@pytest.mark.parametrize(("sheet", "level"), [("镇街", "town"), ("组团", "group")])
def test_every_figure_of_an_area_is_that_of_the_document(made: Made, sheet: str, level: str) -> None:
    entries = [each for each in made.document["observations"] if each["level"] == level]
    assert len(entries) == 6 * {"town": 30, "group": 8}[level]
    assert written(made.content, sheet, titles(made)) == {
        (each["area"], each["indicator"]): expected(each) for each in entries
    } | outside_the_groups(made, sheet)


def outside_the_groups(made: Made, sheet: str) -> dict[tuple[str, str], Figures]:
    """Return what the sheet of groups says besides: the streets, which belong to none."""
    streets = {each.name for each in made.assessment.profiles[0].areas if not each.group} if sheet == "组团" else set()
    entries = [each for each in made.document["observations"] if each["area"] in streets and each["level"] == "town"]
    return {(each["area"], each["indicator"]): expected(each) for each in entries}


def test_the_district_is_that_of_the_document(made: Made) -> None:
    rows = {row["指标"]: row for row in table(made.sheet("总览"), HEADINGS["总览"])}
    towns = [each for each in made.document["observations"] if each["level"] == "town"]
    for each in made.document["observations"]:
        if each["level"] == "district":
            row = rows[titles(made)[each["indicator"]]]
            assert row["达标线（可改）"] == float(each["threshold"])
            assert (row["数值"], row["判定"]) == (known(each["value"]), VERDICTS[each["verdict"]])
            counts = [known(each[name]) for name in ("numerator", "denominator", "received", "expected")]
            assert [row[name] for name in ("分子", "分母", "已报", "应报")] == counts
            verdicts = [town["verdict"] for town in towns if town["indicator"] == each["indicator"]]
            met, not_met = verdicts.count("met"), verdicts.count("not_met")
            assert (row["达标镇街"], row["未达标镇街"], row["无判定镇街"]) == (met, not_met, 30 - met - not_met)


def test_the_gap_of_a_whole_district_is_that_of_the_document(months: Path) -> None:
    made = made_of(months, "national-2020")
    rows = {row["指标"]: row for row in table(made.sheet("总览"), HEADINGS["总览"])[: len(titles(made))]}
    for each in (each for each in made.document["observations"] if each["level"] == "district"):
        row, scale = rows[titles(made)[each["indicator"]]], 1 if each["display"].startswith("1:") else 100
        if each["verdict"] in ("met", "not_met"):
            assert row["差距（百分点或人）"] == pytest.approx(each["gap"] * scale, abs=1e-9)
            assert row["缺口"] == each["shortfall"]


def test_observations_are_those_of_the_document(made: Made) -> None:
    rows = table(made.sheet("数据"), HEADINGS["数据"])
    assert [{name: str(cell).strip() for name, cell in row.items()} for row in rows] == [
        {name: tidy(value) for name, value in entry.items()} for entry in made.document["observations"]
    ]


def tidy(value: object) -> str:
    """Return a value of the document as text; numbers as a spreadsheet holds them."""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(float(value)) if isinstance(value, int | float) else str(value or "")


def test_findings_and_duties_are_all_there(made: Made) -> None:
    found = [(row["规则"], row["镇街"], row["问题"]) for row in table(made.sheet("问题"), HEADINGS["问题"])]
    assert [code for code, _area, _message in found] == [each["code"] for each in made.document["findings"]]
    rows = table(made.sheet("整改台账"), HEADINGS["整改台账"])
    assert list(rows[0]) == ["序号", "问题", "整改目标", "整改措施", "责任单位", "整改时限"]
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))
    assert {"曹子里镇", "王庆坨镇", "泗村店镇", "杨村街道", "大良镇"} <= {row["责任单位"] for row in rows}


def test_a_month_without_a_value_is_an_empty_cell(made: Made) -> None:
    rows = table(made.sheet("逐月"), HEADINGS["逐月"])
    row = next(row for row in rows if (row["单位"], row["指标"]) == ("曹子里镇", "学前三年毛入园率"))
    assert (row["2024-01"], row["2024-02"], row["2024-03"]) == (0.93, "", 0.93)
    xml = parts(made.content, "charts/chart")
    assert not any("dispBlanksAs" in each for each in xml.values())  # then a blank is a gap
    assert len(xml) == 2 + 6 + 6
    assert all("descr=" in each for each in parts(made.content, "drawings/drawing").values())


@pytest.mark.filterwarnings("ignore:.*extension")
def test_a_hair_below_the_line_never_shows_as_reaching_it(made: Made) -> None:
    sheet = openpyxl.load_workbook(BytesIO(made.content))["镇街"]
    row = next(row for row in sheet.iter_rows(min_row=7) if row[0].value == "王庆坨镇")
    assert row[4].number_format == "0.000%"


def formulas(content: bytes) -> list[str]:
    sheets = parts(content, "worksheets/sheet").values()
    return [each for xml in sheets for each in re.findall(r"<(?:f|formula|cfRule[^>]*><formula)>([^<]*)<", xml)]


def test_formulas_use_only_what_every_spreadsheet_has(made: Made) -> None:
    functions = {name for each in formulas(made.content) for name in re.findall(r"([A-Z][A-Z.0-9]*)\(", each)}
    assert functions
    assert functions <= ALLOWED


def test_the_same_bytes_twice(made: Made, months: Path) -> None:
    assert made_of(months).content == made.content


def test_each_sheet_is_one_table_that_can_be_read_aloud(made: Made) -> None:
    book = CalamineSheets(made.content)
    assert book.names == SHEETS
    for name, xml in zip(SHEETS, book.xml, strict=True):
        assert "mergeCell" not in xml
        assert "hyperlink" not in xml
        assert cells(made.content, name)[0][0]
        heading = [each for each in cells(made.content, name)[HEADINGS[name]] if each != ""]
        assert len(set(heading)) == len(heading)
        assert 'paperSize="9"' in xml
        assert 'orientation="landscape"' in xml
        assert 'fitToWidth="0"' not in xml
        assert '<selection pane="topRight"' in xml or "<pane " in xml
    tables = parts(made.content, "tables/table")
    assert len(tables) == len(SHEETS)


class CalamineSheets:
    """The sheets of a workbook in their order, with their XML."""

    def __init__(self, content: bytes) -> None:
        self.names = re.findall(r'<sheet name="([^"]*)"', parts(content, "xl/workbook.xml")["xl/workbook.xml"])
        found = parts(content, "worksheets/sheet")
        self.xml = [found[f"xl/worksheets/sheet{number}.xml"] for number in range(1, len(self.names) + 1)]


@pytest.mark.filterwarnings("ignore:.*extension")
def test_the_properties_say_what_it_is(made: Made) -> None:
    properties = openpyxl.load_workbook(BytesIO(made.content)).properties
    assert properties.title == "武清区 · 学前教育指标 2024年3月"
    assert properties.subject == made.assessment.profiles[0].title.zh
    assert properties.created == datetime(2024, 3, 1)  # noqa: DTZ001


def test_only_the_lines_are_to_be_changed_and_only_into_lines(made: Made) -> None:
    first = CalamineSheets(made.content).xml[0]
    assert re.findall(r'<dataValidation type="decimal" [^>]*sqref="(B\d+)"', first) == [
        f"B{row}" for row in range(7, 13)
    ]
    assert "autoFilter" not in parts(made.content, "tables/table1.xml")["xl/tables/table1.xml"]


def test_hostile_words_stay_words(made: Made) -> None:
    view = view_of(made.assessment)
    towns = tuple(replace(town, name=name) for town, name in zip(view.towns, HOSTILE, strict=False))
    findings = tuple(replace(view.findings[0], message=name, value=name, file=name) for name in HOSTILE)
    ledger = tuple(replace(view.ledger[0], problem=name, measure=name, unit=name) for name in HOSTILE)
    hostile = replace(view, towns=towns, findings=findings, ledger=ledger, notes=tuple(HOSTILE))
    content = workbook(replace(hostile, district=replace(view.district, name=HOSTILE[0])), ())
    for name, xml in parts(content, r"\.xml$").items():
        assert ET.fromstring(xml) is not None, name  # noqa: S314 - our own file
    assert [row["镇街"] for row in table(cells(content, "镇街"), HEADINGS["镇街"])] == SHOWN
    assert [row["填报值"] for row in table(cells(content, "问题"), HEADINGS["问题"])] == SHOWN
    assert [row["整改措施"] for row in table(cells(content, "整改台账"), HEADINGS["整改台账"])] == SHOWN
    assert {re.sub(r"\d+", "", each) for each in formulas(content)} == {
        re.sub(r"\d+", "", each) for each in formulas(made.content)
    }


def test_a_name_that_looks_like_markup_comes_through_form_and_workbook(made: Made) -> None:
    names = {str(row["kindergarten"]).strip() for row in table(made.sheet("数据"), HEADINGS["数据"])}
    assert {"=1+1", "<r><t>坏</t></r>"} <= names


def test_a_single_month_has_no_course(tmp_path: Path) -> None:
    send(tmp_path, PERIOD, "曹子里镇", 100, kindergarten("甲", "public"))
    made = made_of(tmp_path)
    assert "逐月" not in CalamineSheets(made.content).names
    assert "sparkline" not in CalamineSheets(made.content).xml[1]


def test_several_policies_have_sheets_of_their_own(months: Path) -> None:
    made = made_of(months, "wuqing-2023", "national-2020", "staffing-2013")
    names = CalamineSheets(made.content).names
    assert names[1:5] == ["镇街", "组团", "镇街 2 national-2020", "镇街 3 staffing-2013"]
    written_figures = written(made.content, names[4], {"health_staff_requirement": "保健医配备达标园"})
    sites = [
        each
        for each in made.document["observations"]
        if (each["indicator"], each["level"]) == ("health_staff_requirement", "town")
    ]
    assert sites
    for each in sites:
        assert written_figures[each["area"], each["indicator"]] == expected(each)


def test_the_workbook_speaks_english(months: Path) -> None:
    made = made_of(months, language="en")
    assert CalamineSheets(made.content).names[:3] == ["Overview", "Towns", "Groups"]
    assert {row[5] for row in made.sheet("Towns")[6:]} >= {"not met", "no data"}


def test_a_verdict_that_is_certain_with_returns_missing_is_a_formula_too(tmp_path: Path) -> None:
    for period, towns in (("2024-02", ["曹子里镇", "王庆坨镇", "泗村店镇"]), (PERIOD, ["曹子里镇", "王庆坨镇"])):
        for town in towns:
            send(tmp_path, period, town, 100, kindergarten("甲", "public"))
    view = view_of(assess([tmp_path], margin=Fraction(0)))
    group = next(group.total for group in view.groups if group.name == "第一组团")
    assert group is not None
    assert [figure.verdict for figure in group.figures][:3] == ["not_met", "met", "met"]
    with speaking("zh"):
        sheet = parts(workbook(view, ()), "sheet3")["xl/worksheets/sheet3.xml"]
    formula, stored = re.findall(r"<f>(IF\(COUNTIF\(line_gross_enrollment_rate[^<]*)</f><v>([^<]*)<", sheet)[0]
    line: dict[str, Value] = {"line_gross_enrollment_rate": 0.93}
    assert compute(html.unescape(formula), line) == stored == "未达标"
    assert compute(html.unescape(formula), {"line_gross_enrollment_rate": 0.9}) == "达标"


def test_the_batch_writes_it(made: Made, tmp_path: Path) -> None:
    plans = plans_of(made.assessment)
    job = Job(made.assessment, view_of(made.assessment, plans=plans), Templates(None), ("xlsx",), plans)
    (outcome,) = write_reports(job, tmp_path)
    assert (outcome.path, outcome.status) == (tmp_path / PERIOD / "report.xlsx", "written")
    assert outcome.path.read_bytes() == made.content
