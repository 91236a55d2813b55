"""Names that would be markup, formulas, templates or paths: the text survives and does nothing."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from preschool_metrics.report.batch import Job, area_paths, pieces_of, write_reports
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.text.words import plain
from preschool_metrics.report.view import view_of
from preschool_metrics.workflow.assess import assess
from tests.report.hostile import NAMES, write_hostile


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Job:
    path = write_hostile(tmp_path_factory.mktemp("hostile") / "2024-03" / "汇总.xlsx")
    assessment = assess([path], profile="national-2020", period="2024-03")
    return Job(assessment, view_of(assessment), Templates(), ("html", "md", "json", "csv"))


@pytest.fixture(scope="module")
def files(hostile: Job) -> dict[str, str]:
    return {piece.path: piece.make().decode() for piece in pieces_of(hostile)}


def test_there_are_fifty_and_each_is_an_area_of_its_own(hostile: Job) -> None:
    assert len(NAMES) == 50
    assert len({report.area for report in hostile.assessment.returns}) == 50
    assert [town.name for town in hostile.view.towns] == [plain(report.area) for report in hostile.assessment.returns]
    assert all(town.figures[0].numerator for town in hostile.view.towns)


def test_the_page_shows_them_as_text_and_holds_nothing_else(hostile: Job, files: dict[str, str]) -> None:
    page: Any = html.fromstring(files["index.html"])
    shown = [each.text_content() for each in page.xpath("//table[@id='table']/tbody/tr/th")]
    assert [" ".join(name.split()) for name in shown] == [" ".join(town.name.split()) for town in hostile.view.towns]
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert page.xpath("//img | //b[.='粗'] | //*[@onerror] | //*[@onmouseover]") == []
    assert not set("\u202e\u200f\u2066\u200b") & set(files["index.html"])


def test_the_markdown_keeps_its_tables_and_holds_no_markup(hostile: Job, files: dict[str, str]) -> None:
    for path, text in files.items():
        for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, (path, table)
    for path, text in files.items():
        if path.endswith(".md"):
            assert not re.search(r"(?<!\\)[<>]|(?<!\\)\]\(", text.replace("&lt;", "").replace("&gt;", "")), path
            assert not set("\u202e\u200f\u2066\u200b") & set(text), path
    assert sum(path.startswith("towns/") for path in files) == len(hostile.view.towns)


def test_the_tables_hold_no_formula(files: dict[str, str]) -> None:
    for name in ("observations.csv", "findings.csv"):
        rows = list(csv.reader(io.StringIO(files[name].removeprefix("\ufeff"), newline="")))
        assert len({len(row) for row in rows}) == 1
        assert [cell for row in rows for cell in row if re.match(r"[=+@\t\r\n]|-\D", cell)] == []


def test_the_json_holds_them_as_they_are(hostile: Job, files: dict[str, str]) -> None:
    areas = {each["area"] for each in json.loads(files["data.json"])["observations"]}
    assert {report.area for report in hostile.assessment.returns} <= areas


def test_every_file_lies_in_its_folder(hostile: Job, tmp_path: Path) -> None:
    outcomes = list(write_reports(hostile, tmp_path))
    assert {outcome.status for outcome in outcomes} == {"written"}
    paths = [path for path, _kind, _place in area_paths(hostile, "md")]
    assert len({path.lower() for path in paths}) == len(paths)
    assert {path.parent.name for path in tmp_path.rglob("*.md")} == {"towns", "2024-03"}
    assert [path.name for path in tmp_path.iterdir()] == ["2024-03"]


def test_no_template_in_a_name_is_run(files: dict[str, str]) -> None:
    assert not any(re.search(r"(?<!\d)49镇", text) for text in files.values())
    assert "{{ 7 * 7 }}镇" in files["index.html"]
