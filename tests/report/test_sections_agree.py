"""Plan, pace and progress in the page and in the Markdown: every figure is that of the JSON of `plan` and `trend`."""

import re
from typing import Any

import pytest
from lxml import html

from preschool_metrics.measure.trend import trends_of
from preschool_metrics.report.batch import Job, area_paths, pieces_of
from preschool_metrics.report.html import render_html
from preschool_metrics.report.plans import PlanEntry, plan_document
from preschool_metrics.report.trend_document import TrendEntry, trend_entry
from preschool_metrics.report.view import Figure
from tests.report.test_reports_agree import table_rows

TINY = 0.0002
Trends = dict[tuple[str, str, str], TrendEntry]


@pytest.fixture(scope="module")
def plans(job: Job) -> dict[str, PlanEntry]:
    return {each["area"]: each for each in plan_document(job.plans, "zh")["plans"]}


@pytest.fixture(scope="module")
def trends(job: Job) -> Trends:
    entries = [trend_entry(each) for each in trends_of(job.assessment)]
    return {(each["level"], each["area"], each["indicator"]): each for each in entries}


@pytest.fixture(scope="module")
def page(job: Job) -> Any:  # noqa: ANN401 - lxml's element
    return html.fromstring(render_html(job))


@pytest.fixture(scope="module")
def files(job: Job) -> dict[str, str]:
    return {piece.path: piece.make().decode() for piece in pieces_of(job._replace(kinds=("md",)))}


def acting(plans: dict[str, PlanEntry]) -> dict[str, PlanEntry]:
    return {area: each for area, each in plans.items() if each["cost"]}


def becomes(entry: PlanEntry) -> list[str]:
    """Return the figures of the lines that apply to a town, as they are after its plan."""
    return [each["display"] for each in entry["after"] if each["indicator"].endswith(("rate", "share"))]


def counts(entry: PlanEntry) -> list[int]:
    return [each["count"] for each in entry["actions"] if each["count"] and not each["action"].startswith("hire")]


def test_the_plan_of_the_page(page: Any, plans: dict[str, PlanEntry]) -> None:  # noqa: ANN401
    seen = {}
    for row in page.xpath("//section[@id='plan']//tbody/tr"):
        area = row.xpath("th")[0].text
        seen[area] = plans[area]
        assert int(row.xpath("td[@class='n']")[0].text) == plans[area]["cost"]
        said = row.xpath(".//summary")[0].text_content()
        assert [int(number) for number in re.findall(r" (\d+)", said)] == counts(plans[area])
        assert [each.text_content().split("→")[-1].strip() for each in row.xpath("td[@class='to']")] == becomes(
            plans[area]
        )
        reasons = row.xpath(".//li")
        for action, reason in zip(plans[area]["actions"], reasons, strict=False):
            assert action["why"] in reason.text_content() or action["action"].startswith("hire")
    assert seen == acting(plans)
    assert len(seen) > 10


def test_the_sums_of_the_plan(job: Job, page: Any, plans: dict[str, PlanEntry]) -> None:  # noqa: ANN401
    total, *sums = (int(each.text) for each in page.xpath("//section[@id='plan']//p[@class='sums']/b"))
    assert total == sum(each["cost"] or 0 for each in plans.values()) == sum(sums)
    assert job.view.plan is not None
    for own in job.view.plan.totals:
        chosen = [each["count"] for plan in plans.values() for each in plan["actions"] if each["action"] == own.id]
        assert (own.count, own.towns) == (sum(count or 0 for count in chosen), len(chosen))


def test_the_plan_of_the_markdown(job: Job, files: dict[str, str], plans: dict[str, PlanEntry]) -> None:
    text = files["district.md"].partition("## 措施")[2].partition("\n## ")[0]
    rows = {row[0]: row for row in table_rows(text) if row[0] in plans}
    assert rows.keys() == acting(plans).keys()
    for area, (_area, _words, cost, *after) in rows.items():
        assert int(cost) == plans[area]["cost"]
        assert [each.split("→")[-1].strip() for each in after] == becomes(plans[area])
    for path, kind, place in area_paths(job, "md"):
        if kind == "town" and (name := job.view.towns[place].name) in rows:
            for action in plans[name]["actions"]:
                assert f"{action['count']}** {action['why']}" in files[path] or action["action"].startswith("hire")


def test_every_pace_is_that_of_the_trend(job: Job, trends: Trends) -> None:
    areas = (job.view.district, *(group.total for group in job.view.groups if group.total), *job.view.towns)
    told = 0
    for area in areas:
        for figure in area.figures:
            entry = trends.get((area.level, area.name, figure.indicator.id))
            assert (entry is None) == (figure.outlook is None)
            if entry:
                told += agrees(figure, entry)
    assert told > 20


def agrees(figure: Figure, entry: TrendEntry) -> bool:
    outlook = figure.outlook
    assert outlook is not None
    assert (outlook.month, outlook.months_left, outlook.backwards) == (
        entry["last"],
        entry["months_left"],
        entry["backwards"],
    )
    assert (None if outlook.needed is None else float(outlook.needed)) == entry["needed_per_month"]
    assert [(each.reached, each.earliest, each.latest) for each in outlook.paces] == [
        (each["reached"], each["earliest"], each["latest"]) for each in entry["paces"]
    ]
    assert [None if each.usual is None else float(each.usual) for each in outlook.paces] == [
        each["usual"] for each in entry["paces"]
    ]
    percent = figure.indicator.display == "percent"
    if percent and entry["needed_per_month"] and entry["needed_per_month"] > TINY:  # smaller ones have more decimals
        assert outlook.needed_words == f"{entry['needed_per_month'] * 100:+.2f}个百分点"
    return outlook.needed is not None


def test_the_pace_in_the_cards_and_notices(job: Job, page: Any, files: dict[str, str]) -> None:  # noqa: ANN401
    for card, figure in zip(page.xpath("//article"), job.view.district.figures, strict=True):
        said = "".join(each.text_content() for each in card.xpath(".//dd[@class='ahead']"))
        outlook = figure.outlook
        assert bool(said) == bool(outlook and outlook.lines)
        for pace in outlook.paces if outlook and outlook.verdict == "not_met" else ():
            assert pace.words in said
    for path, kind, place in area_paths(job, "md"):
        if kind == "town":
            for figure in job.view.towns[place].figures:
                for line in figure.outlook.lines if figure.outlook else ():
                    assert line in files[path]


def test_the_group_that_moved_most(job: Job, page: Any, trends: Trends) -> None:  # noqa: ANN401
    rows = page.xpath("//section[@id='progress']//tbody/tr")
    assert len(rows) == len(job.view.progress) > 0
    for row, progress in zip(rows, job.view.progress, strict=True):
        side = 1 if progress.indicator.better == "higher" else -1
        moves = {
            area: entry["since_first"] or 0.0
            for (level, area, name), entry in trends.items()
            if level == "group" and name == progress.indicator.id
        }
        most = progress.since_first
        if most is not None:
            assert float(most.amount) == max(moves.values(), key=lambda move: move * side) == moves[most.area]
            assert row[1].text_content() == f"{most.area} {most.words}"
