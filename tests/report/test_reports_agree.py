"""Every figure of the page and of the Markdown is the figure of the JSON."""

import json
import re
from typing import Any

import pytest
from lxml import html

from preschool_metrics.report import render
from preschool_metrics.report.batch import Job, area_paths, pieces_of
from preschool_metrics.report.html import render_html

Entries = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def entries(job: Job) -> Entries:
    """Return the observations of the JSON by area and indicator."""
    document = json.loads(render(job.assessment, "json", "zh"))
    return {(each["area"], each["indicator"]): each for each in document["observations"] if not each["kindergarten"]}


@pytest.fixture(scope="module")
def page(job: Job) -> Any:  # noqa: ANN401 - lxml's element
    return html.fromstring(render_html(job))


@pytest.fixture(scope="module")
def files(job: Job) -> dict[str, str]:
    made = pieces_of(job._replace(kinds=("md",)))
    return {piece.path: piece.make().decode() for piece in made}


def count(value: int | None) -> str:
    return "—" if value is None else str(value)


def shown(entry: dict[str, Any]) -> tuple[str, str, str, str]:
    return entry["display"], count(entry["shortfall"]), count(entry["numerator"]), count(entry["denominator"])


def of_cell(cell: Any) -> tuple[str, str, str, str]:  # noqa: ANN401
    """Return what a cell of a heat-map table says: value, shortfall and, in its source, the operands."""
    if not cell.xpath(".//summary"):
        return cell.text_content().strip(), "—", "—", "—"
    value, shortfall = (cell.xpath(f".//summary/span[@class='{name}']")[0].text_content() for name in "vs")
    numerator, denominator, again = (each.text_content() for each in cell.xpath(".//p[@class='sum']/b"))
    assert again == value.removeprefix("▼")
    return again, shortfall, numerator, denominator


def rows_of(page: Any, table: str) -> dict[str, list[tuple[str, str, str, str]]]:  # noqa: ANN401
    rows = page.xpath(f"{table}/tbody/tr")
    return {row[0].text.strip(): [of_cell(cell) for cell in row.xpath("td[contains(@class, 'heat')]")] for row in rows}


def test_the_towns_of_the_page(job: Job, page: Any, entries: Entries) -> None:  # noqa: ANN401
    indicators = [each.id for each in job.view.indicators]
    assert rows_of(page, "//table[@id='table']") == {
        town.name: [shown(entries[town.name, indicator]) for indicator in indicators] for town in job.view.towns
    }
    assert len(job.view.towns) == 30


def test_the_groups_of_the_page(job: Job, page: Any, entries: Entries) -> None:  # noqa: ANN401
    indicators = [each.id for each in job.view.indicators]
    groups = [group.name for group in job.view.groups if group.total]
    assert len(groups) == 8
    assert rows_of(page, "//section[@id='groups']//table[@class='map']") == {
        name: [shown(entries[name, indicator]) for indicator in indicators] for name in groups
    }


def test_the_cards_of_the_page(job: Job, page: Any, entries: Entries) -> None:  # noqa: ANN401
    said = []
    for card in page.xpath("//article"):
        value = card.xpath("p[@class='value']/b")[0].text_content()
        said.append((value, *card.xpath("details/summary/span")[0].text_content().split(" ÷ ")))
    expected = [shown(entries[job.view.district.name, each.id]) for each in job.view.indicators]
    assert said == [(display, numerator, denominator) for display, _shortfall, numerator, denominator in expected]


def test_the_sources_add_up_to_the_figure(job: Job) -> None:
    for area in (job.view.district, *(group.total for group in job.view.groups if group.total), *job.view.towns):
        for figure in area.figures:
            if figure.indicator.kind == "ratio" and figure.numerator is not None:
                by_side = {"numerator": 0, "denominator": 0}
                for source in figure.sources:
                    by_side[source.side] += source.value or 0
                assert by_side == {"numerator": figure.numerator, "denominator": figure.denominator}


def test_the_rankings_of_the_page(job: Job, page: Any, entries: Entries) -> None:  # noqa: ANN401
    towns = {town.name for town in job.view.towns}
    for rank, indicator in zip(page.xpath("//div[@class='rank']"), job.view.indicators, strict=True):
        listed = {row[0].text: int(row[2].text) for row in rank.xpath(".//tbody/tr")}
        assert listed == {
            area: each["shortfall"]
            for (area, name), each in entries.items()
            if area in towns and name == indicator.id and each["shortfall"]
        }
        assert int(rank.xpath(".//tfoot//td[@class='n']")[0].text if listed else 0) == sum(listed.values())


def test_the_findings_of_the_page_are_those_of_the_json(job: Job, page: Any) -> None:  # noqa: ANN401
    document = json.loads(render(job.assessment, "json", "zh"))
    rows = page.xpath("//section[@id='findings']//tbody/tr")
    assert len(rows) == len(document["findings"]) > 10
    for row, finding in zip(rows, document["findings"], strict=True):
        said = row.text_content()
        assert finding["message"] in said
        assert finding["code"] in said
        assert (finding["cell"] or "") in said


def table_rows(text: str) -> list[list[str]]:
    """Return the cells of every row of every Markdown table."""
    lines = (line for line in text.splitlines() if line.startswith("| "))
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_the_markdown_of_the_towns(job: Job, files: dict[str, str], entries: Entries) -> None:
    titles = {each.title: each.id for each in job.view.indicators}
    for path, kind, place in area_paths(job, "md"):
        town = job.view.towns[place]
        if kind == "town" and town.reported:
            said = {row[0]: (row[1], row[4], row[5], row[6]) for row in table_rows(files[path]) if row[0] in titles}
            assert said == {title: shown(entries[town.name, name]) for title, name in titles.items()}


def test_the_markdown_of_the_district_and_the_groups(job: Job, files: dict[str, str], entries: Entries) -> None:
    indicators = [each.id for each in job.view.indicators]
    areas = {*(town.name for town in job.view.towns), *(group.name for group in job.view.groups if group.total)}
    seen = set()
    for row in table_rows(files["district.md"]):
        if row[0] in areas and len(row) > len(indicators):
            for cell, indicator in zip(row[1:], indicators, strict=False):
                display, _mark, shortfall = cell.partition(" ▼")
                entry = entries[row[0], indicator]
                assert (display, shortfall or "0") == (entry["display"], str(entry["shortfall"] or 0))
            seen.add(row[0])
    assert seen == areas
