"""GitLab's Code Quality: one issue a finding, none of which collapses into another."""

import json
from dataclasses import replace
from typing import Any

import pytest

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import render
from tests.report.machine import explained, made


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return made()


def issues(assessment: Assessment) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(render(assessment, "gitlab", "zh"))
    return read


def test_an_issue_has_what_gitlab_reads(assessment: Assessment) -> None:
    (issue,) = [each for each in issues(assessment) if each["check_name"] == "PM301"]
    assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert issue["description"].startswith("PM301 幼儿园名册!C2：甲幼儿园：")
    assert issue["severity"] == "major"
    assert issue["location"]["path"].endswith("/2024-03/曹子里镇 100%.xlsx")
    assert issue["location"]["lines"] == {"begin": 2}


def test_there_is_one_issue_for_each_finding_with_its_own_fingerprint(assessment: Assessment) -> None:
    made_of = issues(assessment)
    assert [each["check_name"] for each in made_of] == [each.code for each in assessment.findings]
    assert len({each["fingerprint"] for each in made_of}) == len(made_of)


def test_severities_and_what_is_explained(assessment: Assessment) -> None:
    words = {"error": "major", "query": "minor", "info": "info"}
    assert [each["severity"] for each in issues(assessment)] == [words[each.severity] for each in assessment.findings]
    blanks = [each for each in issues(explained(assessment, "PM213")) if each["check_name"] == "PM213"]
    assert {each["severity"] for each in blanks} == {"info"}


def test_no_finding_is_an_empty_list(assessment: Assessment) -> None:
    assert issues(replace(assessment, findings=())) == []
