"""Every format says the same thing."""

import csv
import io
import json
import re
from collections import Counter

import pytest
from lxml import etree
from rich.cells import cell_len

from preschool_metrics.language import Language, speak, spoken
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import render
from preschool_metrics.report.step_summary import render_summary
from tests.contract.conftest import Document
from tests.report.test_headlines import all_met, binding

WIDTHS = (80, 120, 160)


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak("zh")


def rows(assessment: Assessment, table: str) -> list[dict[str, str]]:
    text = render(assessment, "csv", "zh", table=table)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def text_of(assessment: Assessment, width: int, language: Language = "zh", *, verbose: bool = False) -> str:
    before = spoken()
    speak(language)
    text = render(assessment, "text", language, width=width, verbose=verbose)
    speak(before)
    return text


def as_csv(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith("-") else text


def test_csv_holds_the_findings_of_json(assessment: Assessment, document: Document) -> None:
    listed = rows(assessment, "findings")
    flat = [{key: value for key, value in each.items() if key != "effects"} for each in document["findings"]]
    assert listed == [{key: as_csv(value) for key, value in each.items()} for each in flat]


def test_csv_holds_the_observations_of_json(assessment: Assessment, document: Document) -> None:
    listed = rows(assessment, "observations")
    keys = ("area", "level", "indicator", "kindergarten", "numerator", "denominator", "display", "verdict", "shortfall")
    assert [[each[key] for key in keys] for each in listed] == [
        [as_csv(each[key]) for key in keys] for each in document["observations"]
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_text_counts_the_findings_of_json(assessment: Assessment, document: Document, width: int) -> None:
    count = Counter(each["severity"] for each in document["findings"])
    text = text_of(assessment, width, "en")
    assert f"error {count['error']} · query {count['query']} · info {count['info']}" in text


def test_verbose_text_lists_every_finding_with_its_cell(assessment: Assessment, document: Document) -> None:
    text = "".join(text_of(assessment, 160, verbose=True).split())
    for each in document["findings"]:
        assert each["code"] in text
        assert not each["cell"] or f"{each['sheet']}!{each['cell']}" in text


def test_text_counts_the_binding_verdicts_of_json(assessment: Assessment, document: Document) -> None:
    text = text_of(assessment, 160, "en")
    for profile, name in (("wuqing-2023", "武清区"), ("national-2020", "All areas")):
        count = Counter(
            each["verdict"]
            for each in document["observations"]
            if each["level"] == "district" and each["profile"] == profile and each["binding"]
        )
        bound = binding(assessment, profile)
        words = {"met": "√ met", "not_met": "× not met", "no_data": "— no data", "not_applicable": "· not applicable"}
        tally = " · ".join(f"{words[verdict]} {count[verdict]}" for verdict in words if count[verdict])
        towns = f"   reporting towns that meet every binding line: {all_met(bound)}" if bound else ""
        assert f"{name} · {profile}   binding lines: {tally}{towns}\n" in text


def test_text_counts_the_towns_of_json_that_meet_each_line(month_only: Assessment) -> None:
    met = Counter(each.observation.indicator.id for each in month_only.judged("town") if each.verdict == "met")
    received = month_only.coverage.received
    expected = [f"{met[each.id]}/{received}" for each in month_only.profiles[0].indicators]
    (line,) = re.findall(r"^ +met( +\d+/\d+.*)$", text_of(month_only, 160, "en"), re.MULTILINE)
    assert line.split() == expected


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_holds_every_town_and_is_never_cut(
    assessment: Assessment, month_only: Assessment, width: int, language: Language
) -> None:
    for made in (assessment, month_only):
        text = text_of(made, width, language)
        assert "…" not in text
        assert max(map(cell_len, text.splitlines())) <= width
        for area in made.profiles[0].areas:
            assert area.name in text


def test_text_shows_the_displayed_figures_of_json(assessment: Assessment, document: Document) -> None:
    text = text_of(assessment, 160)
    for each in document["observations"]:
        if each["level"] == "town" and each["received"] and each["profile"] == "wuqing-2023":
            lines = [line for line in text.splitlines() if line.lstrip().startswith(each["area"])]
            assert any(each["display"] in line for line in lines)


def test_every_format_counts_the_same_findings_and_verdicts(assessment: Assessment, document: Document) -> None:
    """One run, every format: the findings by severity, and the verdicts of district, groups and towns."""
    severities = Counter(each["severity"] for each in document["findings"])
    machine = {kind: render(assessment, kind, "zh") for kind in ("sarif", "junit", "github", "gitlab")}
    (run,) = json.loads(machine["sarif"])["runs"]
    levels = {"error": "error", "warning": "query", "note": "info"}
    assert Counter(levels[each["level"]] for each in run["results"]) == severities
    words = {"major": "error", "minor": "query", "info": "info"}
    assert Counter(words[each["severity"]] for each in json.loads(machine["gitlab"])) == severities
    suites = etree.fromstring(machine["junit"].encode())
    listed = [line for each in suites.iter("failure", "system-out") for line in (each.text or "").splitlines()]
    assert len([line for line in listed if not line.startswith("→")]) == len(document["findings"])
    commands = {"error": "error", "warning": "query", "notice": "info"}
    told: Counter[str] = Counter()
    for line in machine["github"].splitlines():
        command, title = line[2:].partition(" ")[0], line.partition(",title=")[2].partition("::")[0]
        told[commands[command]] += int(title.rpartition(" × ")[2]) if " × " in title else 1
    assert told == severities
    page = render_summary(assessment, "zh").splitlines()
    assert Counter(line[1:3] for line in page if re.match(r"\|(错误|核实|提示)\|", line)) == {
        word: severities[name]
        for word, name in (("错误", "error"), ("核实", "query"), ("提示", "info"))
        if severities[name]
    }
    of_levels = [each for each in document["observations"] if each["level"] != "kindergarten"]
    expected = Counter((each["level"], each["verdict"]) for each in of_levels)
    figures = run["properties"]["verdicts"]
    assert {(level, verdict): n for level, count in figures.items() for verdict, n in count.items()} == expected
    properties = Counter[str]()
    for each in suites.iter("property"):
        name = each.get("name", "")
        if name.startswith("verdicts."):
            properties[name.removeprefix("verdicts.")] += int(each.get("value", ""))
    received = [each for each in of_levels if each["level"] == "town" and each["received"]]
    assert properties == Counter(each["verdict"] for each in received)


def test_every_glyph_of_the_text_is_in_gbk(assessment: Assessment) -> None:
    assert text_of(assessment, 120).encode("gbk")
