"""The month in Word: what it says, how it looks, and that it is the same on every run."""

import json
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from docs.word.make import FOLDER, TEMPLATES
from docs.word.make import made as written_template
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import render
from preschool_metrics.report.batch import Job
from preschool_metrics.report.plans import PlanEntry, plan_document
from preschool_metrics.report.view import view_of
from tests.report.word import C, job_of, made, month, opened, part_names, plots, rows_of, text_of

UNKNOWN = "—"


@pytest.fixture(scope="module")
def documents(job: Job) -> dict[str, bytes]:
    """The demo's last month."""
    return made(job._replace(kinds=("docx",)))


@pytest.fixture(scope="module")
def assessment(job: Job) -> Assessment:
    return job.assessment


@pytest.fixture(scope="module")
def gappy(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """A month of three towns whose month before is missing."""
    return job_of(month(tmp_path_factory.mktemp("returns")))


@pytest.fixture(scope="module")
def of_gappy(gappy: Job) -> dict[str, bytes]:
    return made(gappy)


def observations(assessment: Assessment, level: str) -> dict[tuple[str, str], dict[str, object]]:
    entries = json.loads(render(assessment, "json"))["observations"]
    return {(each["area"], each["indicator"]): each for each in entries if each["level"] == level}


def test_there_is_a_document_for_the_district_each_group_and_each_town(documents: dict[str, bytes]) -> None:
    assert "district.docx" in documents
    assert sum(path.startswith("groups/") for path in documents) == 9, "eight groups, and the streets outside them"
    assert sum(path.startswith("towns/") for path in documents) == 30


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_shipped_template_is_what_its_script_writes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == written_template(name)


def test_two_runs_give_the_same_bytes(gappy: Job, of_gappy: dict[str, bytes]) -> None:
    assert made(gappy) == of_gappy


def test_a_package_tells_no_time(documents: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "district.docx"
    path.write_bytes(documents["district.docx"])
    with ZipFile(path) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_figure_of_the_annex_is_that_of_the_json(assessment: Assessment, documents: dict[str, bytes]) -> None:
    expected = observations(assessment, "town")
    indicators = [indicator.id for indicator in assessment.profiles[0].indicators]
    rows = rows_of(opened(documents["district.docx"]), "组团")
    assert len(rows) == 30
    for row in rows:
        of_town = [expected[row[0], indicator] for indicator in indicators]
        shown = [f"▼{each['display']}" if each["verdict"] == "not_met" else each["display"] for each in of_town]
        assert row[2:8] == shown
        lacking = [each["shortfall"] for each in of_town if each["binding"]]
        assert row[9:12] == [UNKNOWN if number is None else str(number) for number in lacking]


def test_every_figure_of_the_district_is_that_of_the_json(assessment: Assessment, documents: dict[str, bytes]) -> None:
    rows = rows_of(opened(documents["district.docx"]), "全区")
    expected = observations(assessment, "district").values()
    assert [row[2] for row in rows] == [each["display"] for each in expected]
    assert {row[3].rstrip("*") for row in rows} == {"缺数据"}, "two returns are missing: no verdict on the district"


def test_every_figure_of_every_notice_is_that_of_the_json(
    job: Job, assessment: Assessment, documents: dict[str, bytes]
) -> None:
    words = {"met": "达标", "not_met": "未达标", "no_data": "缺数据", "not_applicable": "不适用"}
    entries = observations(assessment, "town")
    for town in job.view.towns:
        expected = [each for (area, _), each in entries.items() if area == town.name]
        rows = rows_of(opened(documents[f"towns/{town.name}.docx"]), "本月")
        assert [row[2].removeprefix("▼") for row in rows] == [each["display"] for each in expected]
        assert [row[3].rstrip("*") for row in rows] == [words[str(each["verdict"])] for each in expected]
        assert [row[3].endswith("*") for row in rows] == [not each["binding"] for each in expected]
        assert [row[2].startswith("▼") for row in rows] == [each["verdict"] == "not_met" for each in expected]
        assert ["".join(filter(str.isdigit, row[6])) or "0" for row in rows] == [
            str(each["shortfall"] or 0) for each in expected
        ]


def test_every_figure_of_every_group_is_that_of_the_json(
    job: Job, assessment: Assessment, documents: dict[str, bytes]
) -> None:
    entries = observations(assessment, "town") | observations(assessment, "group")
    for group in job.view.groups:
        rows = rows_of(opened(documents[f"groups/{group.name}.docx"]), "镇街")
        names = [town.name for town in group.towns] + ([group.name] if group.total else [])
        assert [row[0] for row in rows] == names
        for row in rows:
            expected = [each["display"] for (area, _), each in entries.items() if area == row[0]]
            assert [cell.removeprefix("▼") for cell in row[1:-1]] == expected


def test_zero_and_unknown_are_different_things(of_gappy: dict[str, bytes]) -> None:
    rows = {row[0]: row for row in rows_of(opened(of_gappy["district.docx"]), "组团")}
    assert rows["杨村街道"][9:12] == ["0", "63", "0"]
    assert rows["黄庄街道"][9:12] == [UNKNOWN] * 3
    assert rows["黄庄街道"][-1] == "未报"


def test_a_notice_says_what_is_to_be_corrected_and_where(of_gappy: dict[str, bytes]) -> None:
    text = text_of(opened(of_gappy["towns/泗村店镇.docx"]))
    assert "幼儿园名册!" in text
    assert "请于下次报送前更正或说明" in text
    assert "另有20处" in text, "four of 24 are shown: a notice is one page"
    assert "报表尚未报送" in text_of(opened(of_gappy["towns/黄庄街道.docx"]))


def test_what_the_figures_rest_on_is_said(job: Job, documents: dict[str, bytes]) -> None:
    text = text_of(opened(documents["district.docx"]))
    assert f"人口口径：{job.view.policy.basis}；{job.view.tool}" in text
    assert all(note in text for note in job.view.notes)
    rows = rows_of(opened(documents["district.docx"]), "SHA-256")
    assert [(row[0], row[2]) for row in rows] == [(each.area, each.sha256) for each in job.view.inputs]


def test_the_ledger_is_that_of_the_view(job: Job, documents: dict[str, bytes]) -> None:
    rows = rows_of(opened(documents["district.docx"]), "整改措施")
    expected = job.view.ledger
    assert [tuple(row) for row in rows] == [
        (str(row.number), row.problem, row.target, row.measure, row.unit, row.deadline) for row in expected
    ]


# --- charts -----------------------------------------------------------------------------------------------


def test_a_chart_shows_its_months_and_a_missing_one_is_a_gap(gappy: Job, of_gappy: dict[str, bytes]) -> None:
    (town,) = (each for each in gappy.view.towns if each.name == "曹子里镇")
    drawn = list(plots(of_gappy["towns/曹子里镇.docx"]))
    assert [plot.name for plot in drawn] == [f"trend {figure.indicator.id}" for figure in town.figures]
    for plot, figure in zip(drawn, town.figures, strict=True):
        months = [point.period for point in figure.series]
        assert months == ["2024-01", "2024-02", "2024-03"]
        assert [row[0] for row in plot.sheet[1:]] == months
        values = [point.display.removeprefix("1:").removesuffix("%") for point in figure.series]
        assert values[1] == UNKNOWN
        assert plot.sheet[2][1] is None
        assert [Decimal(str(row[1])) for row in plot.sheet[1:] if row[1] is not None] == [
            Decimal(value) for value in values if value != UNKNOWN
        ]
        assert plot.sheet[0][1] == figure.indicator.title
        assert figure.indicator.title in plot.alt
        assert figure.indicator.line in plot.alt


def test_the_columns_of_the_towns_stand_on_the_line(assessment: Assessment, documents: dict[str, bytes]) -> None:
    columns = [plot for plot in plots(documents["district.docx"]) if plot.name.startswith("towns ")]
    expected = observations(assessment, "town")
    assert [plot.name for plot in columns] == [
        "towns gross_enrollment_rate",
        "towns inclusive_coverage_rate",
        "towns public_share",
    ]
    for plot in columns:
        indicator = plot.name.removeprefix("towns ")
        shown = {row[0]: row[1:] for row in plot.sheet[1:]}
        judged = {area for (area, name), each in expected.items() if name == indicator and each["value"] is not None}
        assert set(shown) == judged, "a town without a value has no column"
        for town, (met, not_met) in shown.items():
            each = expected[town, indicator]
            number = Decimal(str(each["display"]).removesuffix("%"))
            assert Decimal(str(met if each["verdict"] == "met" else not_met)) == number
            assert (not_met if each["verdict"] == "met" else met) is None
        line = Decimal(str(expected["曹子里镇", indicator]["threshold"])) * 100
        assert [Decimal(crosses.get("val")) for crosses in plot.xml.iter(f"{C}crossesAt")] == [line]


def test_cache_and_workbook_of_every_chart_agree(documents: dict[str, bytes]) -> None:
    for path in ("district.docx", "groups/第一组团.docx", "towns/杨村街道.docx"):
        for plot in plots(documents[path]):
            for number, series in enumerate(plot.xml.iter(f"{C}ser"), start=1):
                cached = {int(point.get("idx")): point[0].text for point in series.iterfind(f"{C}val//{C}pt")}
                sheet = {row: cells[number] for row, cells in enumerate(plot.sheet[1:]) if cells[number] is not None}
                assert {row: float(value) for row, value in cached.items()} == sheet
                assert [each.text for each in series.iterfind(f"{C}cat//{C}v")] == [row[0] for row in plot.sheet[1:]]


def test_no_sample_of_a_template_is_left(documents: dict[str, bytes]) -> None:
    for content in documents.values():
        assert "示例" not in "".join(plot.alt for plot in plots(content))
        charts = [name for name in part_names(content) if name.startswith("word/charts/") and name.endswith(".xml")]
        assert len(charts) == len(list(plots(content)))


# --- what to do next --------------------------------------------------------------------------------------


def planned(job: Job) -> dict[str, PlanEntry]:
    return {each["area"]: each for each in plan_document(job.plans, "zh")["plans"]}


def test_the_plan_of_the_bulletin_is_that_of_the_json(job: Job, documents: dict[str, bytes]) -> None:
    plans = planned(job)
    rows = {row[0]: row for row in rows_of(opened(documents["district.docx"]), "措施")}
    assert rows.keys() == {area for area, each in plans.items() if each["cost"]}
    for area, (_area, words, cost, *after) in rows.items():
        own = plans[area]
        assert int(cost) == own["cost"]
        assert all(str(each["count"]) in words for each in own["actions"] if not each["action"].startswith("hire"))
        shares = [each["display"] for each in own["after"] if each["display"].endswith("%")]
        assert [each.rstrip("*") for each in after] == shares
    assert f"最少须落实{sum(each['cost'] or 0 for each in plans.values())}人" in text_of(
        opened(documents["district.docx"])
    )


def test_a_notice_says_what_to_do_next(job: Job, documents: dict[str, bytes]) -> None:
    for area, own in planned(job).items():
        text = text_of(opened(documents[f"towns/{area}.docx"]))
        assert ("二、下一步" in text) == (own["cost"] is not None)
        assert ("三、请于" in text) == (own["cost"] is not None)
        assert (f"最少须落实{own['cost']}人" in text) == bool(own["cost"])


def test_without_a_plan_nothing_of_it_stays(gappy: Job) -> None:
    bare = gappy._replace(view=view_of(gappy.assessment), plans=())
    documents = made(bare)
    assert "下一步" not in "".join(text_of(opened(each)) for each in documents.values())
    assert "表2" not in text_of(opened(documents["district.docx"]))
