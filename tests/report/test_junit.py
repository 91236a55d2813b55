"""JUnit: inside the schema that Jenkins publishes, a suite a workbook, a test case a rule."""

import re

import pytest
from lxml import etree

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import render
from tests.builder import assessed
from tests.report.machine import COVER, HEADING, SCHEMAS, explained, made

SCHEMA = SCHEMAS / "junit-10.xsd"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return made()


def document(assessment: Assessment) -> etree._Element:
    return etree.fromstring(render(assessment, "junit", "zh").encode())


def cases(suite: etree._Element, code: str) -> list[etree._Element]:
    return [each for each in suite.iter("testcase") if each.get("name", "").startswith(code)]


@pytest.mark.skipif(not SCHEMA.exists(), reason="the published schemas are not beside this checkout")
def test_it_is_valid_against_the_published_schema(assessment: Assessment) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for each in (assessment, explained(assessment, "PM213")):
        made_of = document(each)
        assert schema.validate(made_of), schema.error_log


def test_a_suite_is_a_workbook_and_a_test_case_one_rule_on_it(assessment: Assessment) -> None:
    suites = list(document(assessment).iter("testsuite"))
    places = [assessment.place(each.path) for each in assessment.inputs]
    assert [each.get("name") for each in suites] == [*places, assessment.place(None)]
    for suite in suites:
        names = [each.get("name") for each in suite.iter("testcase")]
        assert len(names) == len(set(names)) == int(suite.get("tests", ""))
        assert int(suite.get("failures", "")) == len(list(suite.iter("failure")))
        assert int(suite.get("skipped", "")) == len(list(suite.iter("skipped")))


def test_a_failure_lists_the_cells(assessment: Assessment) -> None:
    (failed,) = cases(document(assessment)[1], "PM301")
    (failure,) = failed.iter("failure")
    assert failure.get("type") == "error"
    assert (failure.text or "").startswith("幼儿园名册!C2：甲幼儿园：")
    assert "另见 D2 E2 F2" in (failure.text or "")


def test_what_was_not_evaluated_is_skipped_with_its_reason(assessment: Assessment) -> None:
    damaged = document(assessment)[0]
    assert [
        each.get("name", "")[:5] for each in damaged.iter("testcase") if len(each) and each[0].tag == "failure"
    ] == ["PM104"]
    (skipped,) = cases(damaged, "PM301")
    assert skipped[0].get("message") == "文件未能读取"


def test_what_only_informs_or_is_explained_does_not_fail(assessment: Assessment) -> None:
    (informs,) = cases(document(assessment)[1], "PM122")
    assert [each.tag for each in informs] == ["system-out"]
    before = document(assessment)
    after = document(explained(assessment, "PM213"))
    assert [each.tag for each in cases(before[1], "PM213")[0]] == ["failure"]
    (case,) = cases(after[1], "PM213")
    assert [each.tag for each in case] == ["system-out"]
    assert "[已说明]" in (case[0].text or "")


def test_what_is_said_of_the_run_has_a_suite_of_its_own(assessment: Assessment) -> None:
    last = document(assessment)[-1]
    (missing,) = cases(last, "PM133")
    assert len((missing[0].text or "").splitlines()) == 28 + 1


def test_control_characters_are_stripped_and_markup_is_not_live() -> None:
    row = "| 甲\x01\x0b]]>&<b>\ufffe幼儿园 | 公办园 | 91 | 25 | 30 | 35 | 14 | 3 |\n"
    text = render(
        _renamed(
            assessed(COVER + HEADING + row.replace("\x01\x0b", "").replace("\ufffe", "")), "甲", "甲\x01\x0b\ufffe\x00"
        ),
        "junit",
        "zh",
    )
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    assert any("]]>&<b>幼儿园" in (each.text or "") for each in etree.fromstring(text.encode()).iter("failure"))


def _renamed(assessment: Assessment, old: str, new: str) -> Assessment:
    """Put characters into the messages that no workbook of XML can hold, but an .xls can."""
    from dataclasses import replace

    from preschool_metrics.model.text import Text

    outcomes = [
        each._replace(
            findings=tuple(
                finding.model_copy(update={"message": Text(finding.message.zh.replace(old, new), "")})
                for finding in each.findings
            )
        )
        for each in assessment.outcomes()
    ]
    return replace(assessment, outcomes_of=lambda _findings: outcomes)
