"""What GitHub's runner reads: annotations and the summary of a step."""

import re
from dataclasses import replace

import pytest

from preschool_metrics.language import speak
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import render, step_summary
from preschool_metrics.report.github import severity_of
from preschool_metrics.report.step_summary import render_summary
from tests.builder import assessed, found
from tests.report.machine import COVER, HEADING, explained, made

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::([^\n]+)")


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return made()


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak("zh")


def commands(assessment: Assessment) -> list[tuple[str, ...]]:
    found = [COMMAND.fullmatch(line) for line in render(assessment, "github", "zh").splitlines()]
    assert all(found)
    return [each.groups() for each in found if each]


def test_there_is_one_annotation_for_each_rule_and_workbook_the_worst_first(assessment: Assessment) -> None:
    told = commands(assessment)
    assert len(told) == len({(each.file, each.code) for each in assessment.findings})
    order = ["error", "warning", "notice"]
    assert [each[0] for each in told] == sorted((each[0] for each in told), key=order.index)
    times = [int(match[1]) if (match := re.search(r" × (\d+)$", each[4])) else 1 for each in told]
    assert sum(times) == len(assessment.findings)


def test_an_annotation_names_the_cell_and_escapes_what_would_end_it(assessment: Assessment) -> None:
    lines = render(assessment, "github", "zh").splitlines()
    (line,) = [each for each in lines if "title=PM301" in each]
    assert line.startswith("::error file=")
    assert "曹子里镇 100%25.xlsx,line=2,col=3,title=PM301 " in line
    assert "::幼儿园名册!C2：甲幼儿园：在园幼儿数为 91" in line
    assert "（另见 D2 E2 F2）" in line
    text = COVER + HEADING + "| 甲,:%幼儿园 | 公办园 | 91 | 25 | 30 | 35 | 14 | 3 |\n"
    (line,) = [each for each in render(assessed({"a,b:c.xlsx": text}), "github", "zh").splitlines() if "PM301" in each]
    assert "/a%2Cb%3Ac.xlsx,line=2" in line
    assert "甲,:%25幼儿园" in line


def test_what_is_explained_or_known_only_informs(assessment: Assessment) -> None:
    blanks = found(explained(assessment, "PM213"), "PM213")
    assert severity_of(blanks) == "info"
    assert severity_of([each.model_copy(update={"explained": False}) for each in blanks]) == "query"
    known = [each.model_copy(update={"explained": False, "baseline": "known"}) for each in blanks]
    assert severity_of(known) == "info"
    told = [each for each in commands(explained(assessment, "PM213")) if each[4].startswith("PM213")]
    assert {each[0] for each in told} == {"notice"}
    assert all("（已说明）" in each[5] for each in told)


def test_of_very_many_only_the_first_are_listed() -> None:
    rows = "".join(f"| 园{number} | 公办园 | 91 | 25 | 30 | 35 | 14 | 3 |\n" for number in range(25))
    (line,) = [each for each in commands(assessed(COVER + HEADING + rows)) if each[4].startswith("PM301")]
    assert line[4].endswith(" × 25")
    assert line[5].count("%0A") == 20
    assert line[5].endswith("%0A另有 5 处")


def test_the_summary_lists_every_finding_and_the_districts_verdicts(assessment: Assessment) -> None:
    page = render_summary(assessment, "zh")
    rows = [line for line in page.splitlines() if re.match(r"\|(错误|核实|提示)[ |]", line)]
    assert len(rows) == len(assessment.findings)
    for each in assessment.judged("district"):
        assert f"|{each.observation.indicator.title.zh}|" in page
    assert "乙,幼儿园:\\<\\&\\>" in page, "nothing of a return is markup"
    assert "未报：" in page


def test_the_summary_stays_within_what_a_step_may_have(assessment: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step_summary, "LARGEST", 2_000)
    page = render_summary(assessment, "zh")
    rows = [line for line in page.splitlines() if re.match(r"\|(错误|核实|提示)[ |]", line)]
    assert 0 < len(rows) < len(assessment.findings)
    assert f"另有{len(assessment.findings) - len(rows)}个问题" in page


def test_the_summary_of_nothing_says_so(assessment: Assessment) -> None:
    assert "未发现问题" in render_summary(replace(assessment, findings=()), "zh")
