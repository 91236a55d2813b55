"""The headlines of every face count the lines that bind, out of the returns that came in, as the JSON has them."""

import json
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from python_calamine import CalamineWorkbook

import preschool_metrics.catalogue
from preschool_metrics.catalogue import load_profile
from preschool_metrics.language import speaking
from preschool_metrics.measure import judge
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.policy import Verdict
from preschool_metrics.report import render
from preschool_metrics.report.batch import FORMATS, Job, pieces_of
from preschool_metrics.report.html import render_html
from preschool_metrics.report.step_summary import render_summary
from preschool_metrics.report.tally import AllMet, all_met_of, bound_of, tally_of
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.text.whole import render_text
from preschool_metrics.report.view import view_of
from preschool_metrics.workflow.assess import assess
from preschool_metrics.workflow.plan import plans_of
from tests.builder import assessed
from tests.report.test_reports_agree import table_rows
from tests.report.test_view import town as return_of
from tests.report.word import opened, text_of
from tests.report.workbook.conftest import table

NATIONAL = Path(preschool_metrics.catalogue.__file__).parent / "profiles" / "national-2020.toml"
Entries = dict[str, list[dict[str, Any]]]


def binding(assessment: Assessment, profile: str) -> Entries:
    """Return the observations of the JSON on the lines that bind towns, town by town."""
    entries: Entries = {}
    for each in json.loads(render(assessment, "json", "zh"))["observations"]:
        if (each["level"], each["profile"], each["binding"]) == ("town", profile, True):
            entries.setdefault(each["area"], []).append(each)
    return entries


def all_met(entries: Entries) -> str:
    """Return how many towns meet every observation that binds, of how many that reported; where nothing binds None of 0."""
    if not entries:
        return "None/0"
    reported = [own for own in entries.values() if own[0]["received"]]
    return f"{sum(all(each['verdict'] == 'met' for each in own) for own in reported)}/{len(reported)}"


def counts(own: list[dict[str, Any]]) -> tuple[int, int]:
    verdicts = Counter(each["verdict"] for each in own)
    return verdicts["met"], verdicts["not_met"]


@pytest.fixture(scope="module")
def entries(job: Job) -> Entries:
    return binding(job.assessment, "wuqing-2023")


@pytest.fixture(scope="module")
def files(job: Job) -> dict[str, bytes]:
    wanted = ("district.md", "district.docx", "towns/石各庄镇.", "towns/黄庄街道.", ".xlsx", "index.html")
    with speaking("zh"):
        pieces = [each for each in pieces_of(job) if each.path.startswith(wanted) or each.path.endswith(wanted)]
        return {each.path: each.make() for each in pieces}


@pytest.fixture(scope="module")
def book(files: dict[str, bytes]) -> CalamineWorkbook:
    (content,) = (content for path, content in files.items() if path.endswith(".xlsx"))
    return CalamineWorkbook.from_filelike(BytesIO(content))


def test_the_demo_has_seven_such_towns(job: Job, entries: Entries) -> None:
    assert all_met(entries) == "7/28"
    assert counts(entries["石各庄镇"]) == (3, 0)
    assert (job.view.towns_all_met, job.view.towns_reported) == (7, 28)


def facts(page: Any) -> dict[str, str]:  # noqa: ANN401 - lxml's element
    return {each[0].text_content(): each[1].text_content() for each in page.xpath("//dl[@class='facts']/div")}


def test_the_page(files: dict[str, bytes], entries: Entries) -> None:
    page: Any = html.fromstring(files["index.html"].decode())
    assert facts(page)["约束性指标全部达标的已报镇街"] == "7/28"
    assert facts(page)["全区约束性指标达标"].startswith("—")
    last = {row[0].text: row[-1].text_content() for row in page.xpath("//table[@id='table']/tbody/tr")}
    assert last.pop("黄庄街道") == last.pop("大黄堡镇") == "未报"
    assert last == {name: str(counts(entries[name])[1]) for name in last}
    assert len(last) == 28


def test_the_markdown(files: dict[str, bytes], entries: Entries) -> None:
    text = files["district.md"].decode()
    assert "全部达标的镇街 **7**/28\n" in text
    last = {row[0]: row[-1] for row in table_rows(text) if row[0] in entries and len(row) == 8}
    assert last.pop("黄庄街道") == last.pop("大黄堡镇") == "未报"
    assert last == {name: str(counts(entries[name])[1]) for name in last}
    assert "约束性指标：达标 3 · 未达标 0\n" in files["towns/石各庄镇.md"].decode()


def test_the_papers(files: dict[str, bytes], entries: Entries) -> None:
    text = text_of(opened(files["district.docx"]))
    assert "已报镇街28个，其中7个约束性指标全部达标。" in text
    annex = opened(files["district.docx"]).tables[-4]
    rows = {row.cells[0].text: row.cells[8].text for row in annex.rows[1:]}
    assert annex.rows[0].cells[8].text.replace("\n", "") == "约束性未达标（项）"
    assert rows.pop("黄庄街道") == rows.pop("大黄堡镇") == "—"
    assert rows == {name: str(counts(entries[name])[1]) for name in rows}
    assert "3项约束性指标中，3项达标，0项未达标；" in text_of(opened(files["towns/石各庄镇.docx"]))


def test_the_workbook(book: CalamineWorkbook, entries: Entries) -> None:
    overview = book.get_sheet_by_name("总览").to_python(skip_empty_area=False)
    assert "约束性指标全部达标的已报镇街 7/28" in [row[0] for row in overview]
    rows = table(book.get_sheet_by_name("镇街").to_python(skip_empty_area=False), 5)
    said = {row["镇街"]: (row["约束性达标"], row["约束性未达标"]) for row in rows}
    assert said.pop("黄庄街道") == said.pop("大黄堡镇") == ("—", "—")
    assert said == {name: counts(entries[name]) for name in said}


def test_the_terminal_and_the_summary_of_a_step(job: Job) -> None:
    with speaking("zh"):
        text = render_text(job.assessment, "zh", width=160, color=False)
        page = render_summary(job.assessment, "zh")
    assert "武清区   约束性指标 — 缺数据 3   约束性指标全部达标的已报镇街 7/28\n" in text
    assert "约束性指标全部达标的已报镇街 7/28" in page


@pytest.mark.parametrize("profile", ["national-2020", "staffing-2013"])
def test_every_policy_counts_its_own(month_folder: Path, profile: str) -> None:
    assessment = assess([month_folder], profile=["wuqing-2023", profile])
    entries = binding(assessment, profile)
    expected = all_met(entries)
    (other,) = view_of(assessment).others
    assert f"{other.towns_all_met}/{other.towns_reported}" == expected != "7/28"
    with speaking("zh"):
        text = render_text(assessment, "zh", width=160, color=False)
    assert [line.rpartition(" ")[2] for line in text.splitlines() if "全部达标的" in line] == [
        "7/28",
        *([expected] if entries else []),
    ]


# --- where nothing binds ----------------------------------------------------------------------------------


@pytest.fixture(
    scope="module", params=[('levels = ["county", "district"]', 'levels = ["district"]'), ("= true", "= false")]
)
def loose(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Return a month of two towns by a policy none of whose lines binds towns."""
    path = tmp_path_factory.mktemp("loose") / "loose.toml"
    path.write_text(NATIONAL.read_text("utf-8").replace(*request.param), encoding="utf-8")
    files = {"2024-03/a.xlsx": return_of("甲镇", "2024-03"), "2024-03/b.xlsx": return_of("乙镇", "2024-03", staff="")}
    made = assessed(files, profiles=(str(path),))
    plans = plans_of(made)
    return Job(made, view_of(made, plans=plans), Templates(), tuple(FORMATS), plans)


def test_where_no_line_binds_towns_nobody_meets_all_of_none(loose: Job) -> None:
    assert loose.view.towns_all_met is None
    assert facts(html.fromstring(render_html(loose)))["约束性指标全部达标的已报镇街"] == "—"
    with speaking("zh"):
        made = {each.path: each.make() for each in pieces_of(loose)}
        assert "全部达标" not in render_text(loose.assessment, "zh", width=160, color=False)
        assert "全部达标" not in render_summary(loose.assessment, "zh")
    assert "全部达标的镇街 —\n" in made["district.md"].decode()
    assert "未达标 0" not in made["towns/甲镇.md"].decode()
    assert "其中" not in text_of(opened(made["district.docx"])).partition("附件")[0]
    assert "各项指标仅供参考；" in text_of(opened(made["towns/甲镇.docx"]))


# --- laws -------------------------------------------------------------------------------------------------

WUQING = load_profile("wuqing-2023")
VERDICTS: tuple[Verdict, ...] = ("met", "not_met", "no_data", "not_applicable")


def judgements_of(verdicts: list[Verdict], received: int, area: str = "甲镇") -> Iterator[Judgement]:
    """Yield a town's judgements with these verdicts; in this policy the first three bind towns."""
    for verdict, indicator in zip(verdicts, WUQING.indicators, strict=True):
        of = Observation("wuqing-2023", "2024-03", area, "town", None, indicator, 1, 1, received=received)
        yield judge(of)._replace(verdict=verdict)


six = st.lists(st.sampled_from(VERDICTS), min_size=6, max_size=6)


@given(six, six)
def test_what_does_not_bind_changes_no_headline(own: list[Verdict], other: list[Verdict]) -> None:
    judgements, changed = (list(judgements_of([*own[:3], *rest[3:]], 1)) for rest in (own, other))
    assert tally_of(judgements) == tally_of(changed)
    assert tally_of(judgements).binding == 3
    assert all_met_of(judgements) == all_met_of(changed) == AllMet(int(own[:3] == ["met"] * 3), 1)


@given(st.lists(st.tuples(six, st.integers(0, 1)), max_size=5))
def test_a_town_without_a_return_is_in_no_headline(towns: list[tuple[list[Verdict], int]]) -> None:
    every = [each for at, (own, came) in enumerate(towns) for each in judgements_of(own, came, str(at))]
    counted = all_met_of(every)
    if not towns:
        assert counted is None
        return
    assert counted == AllMet(
        sum(came and own[:3] == ["met"] * 3 for own, came in towns), sum(came for _own, came in towns)
    )
    assert set(bound_of(every)) == {str(at) for at in range(len(towns))}
