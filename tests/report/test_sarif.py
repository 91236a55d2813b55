"""SARIF: valid against the standard's schema, and what GitHub needs beyond it."""

import json
from typing import Any

import jsonschema
import pytest

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import SarifProfile, render, sarif
from tests.builder import assessed
from tests.report.machine import RETURN, SCHEMAS, explained, made

SCHEMA = SCHEMAS / "sarif-2.1.0.json"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return made()


def run_of(assessment: Assessment, profile: SarifProfile = "github", help_uri: str | None = None) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render(assessment, "sarif", "zh", sarif_profile=profile, help_uri=help_uri))
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.skipif(not SCHEMA.exists(), reason="the published schemas are not beside this checkout")
@pytest.mark.parametrize("profile", ["github", "strict"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_valid_against_the_published_schema(assessment: Assessment, profile: str, language: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    cleared = explained(assessment, "PM213")
    for each in (assessment, cleared, assessed({"2024-03/坏.xlsx": b"PK\x03\x04 cut off"})):
        log = render(each, "sarif", language, sarif_profile=profile, help_uri="https://example.org/rules/{code}.md")  # type: ignore[arg-type]
        assert [error.message for error in validator.iter_errors(json.loads(log))] == []


def test_a_result_names_cell_file_and_level(assessment: Assessment) -> None:
    run = run_of(assessment)
    (result,) = [each for each in run["results"] if each["ruleId"] == "PM301"]
    assert result["level"] == "error"
    assert result["message"]["text"].startswith("幼儿园名册!C2：甲幼儿园：")
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    uri = physical["artifactLocation"]["uri"]
    assert physical["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    assert uri.endswith("/2024-03/%E6%9B%B9%E5%AD%90%E9%87%8C%E9%95%87%20100%25.xlsx")
    assert physical["region"] == {"startLine": 2, "startColumn": 3}
    assert location["logicalLocations"] == [
        {"kind": "cell", "name": "C2", "fullyQualifiedName": "'[曹子里镇 100%.xlsx]幼儿园名册'!C2"}
    ]
    assert [each["message"]["text"] for each in result["relatedLocations"]] == ["D2", "E2", "F2"]
    assert run["artifacts"][physical["artifactLocation"]["index"]]["location"]["uri"] == uri


def test_every_result_has_a_place_that_github_takes(assessment: Assessment) -> None:
    results = run_of(assessment)["results"]
    assert len(results) == len(assessment.findings)
    for each in results:
        region = each["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
    fingerprints = [each["partialFingerprints"]["primaryLocationLineHash"] for each in results]
    assert len(set(fingerprints)) == len(results)


def test_without_a_workbook_a_result_points_at_the_path_argument(assessment: Assessment) -> None:
    missing = [each for each in run_of(assessment)["results"] if each["ruleId"] == "PM133"]
    assert missing
    for each in missing:
        physical = each["locations"][0]["physicalLocation"]
        assert physical["region"] == {"startLine": 1, "startColumn": 1}
        assert physical["artifactLocation"]["uri"]
        assert not physical["artifactLocation"]["uri"].startswith("/")


def test_strict_has_no_region_in_a_file_that_is_no_text(assessment: Assessment) -> None:
    text = render(assessment, "sarif", "zh", sarif_profile="strict")
    assert '"region"' not in text
    (result,) = [each for each in run_of(assessment, "strict")["results"] if each["ruleId"] == "PM301"]
    assert result["locations"][0]["logicalLocations"][0]["name"] == "C2"


def test_levels_follow_the_severities(assessment: Assessment) -> None:
    levels = {"error": "error", "query": "warning", "info": "note"}
    results = run_of(assessment)["results"]
    assert [each["level"] for each in results] == [levels[each.severity] for each in assessment.findings]
    assert set(levels.values()) == {each["level"] for each in results}


def test_an_explained_finding_is_suppressed(assessment: Assessment) -> None:
    run = run_of(explained(assessment, "PM213"))
    for each in run["results"]:
        assert ("suppressions" in each) == (each["ruleId"] == "PM213")


def test_the_suppression_says_what_the_town_said() -> None:
    said = "## 说明\n| 规则编号 | 单元格 | 说明内容 | 说明人 |\n| PM213 | G4 | 新开园，教职工未到岗 | 王老师 |\n"
    run = run_of(assessed(RETURN + said))
    (result,) = [each for each in run["results"] if each["ruleId"] == "PM213"]
    assert result["suppressions"][0]["justification"] == "新开园，教职工未到岗"


def test_rules_carry_help_and_what_they_rest_on(assessment: Assessment) -> None:
    run = run_of(assessment, help_uri="https://example.org/rules/{code}.md")
    driver, taxonomies = run["tool"]["driver"], run["taxonomies"]
    assert [each["id"] for each in driver["rules"]] == list(assessment.rules)
    for rule in driver["rules"]:
        assert rule["help"]["text"]
        assert "{" not in json.dumps(rule["help"]["text"])
        assert rule["helpUri"] == f"https://example.org/rules/{rule['id']}.md"
        for each in rule["relationships"]:
            target = each["target"]
            assert taxonomies[target["toolComponent"]["index"]]["taxa"][target["index"]]["id"] == target["id"]
    assert "helpUri" not in run_of(assessment)["tool"]["driver"]["rules"][0]
    assert [each["name"] for each in driver["supportedTaxonomies"]] == ["basis", "wuqing-2023", "staffing-2013"]


def test_a_result_names_the_clauses_of_what_it_affects(assessment: Assessment) -> None:
    run = run_of(assessment)
    (result,) = [each for each in run["results"] if each["ruleId"] == "PM301"]
    clauses = {(each["toolComponent"]["name"], each["id"]) for each in result["taxa"]}
    assert ("wuqing-2023", "一(二)") in clauses
    texts = {each["id"]: each["shortDescription"]["text"] for each in run["taxonomies"][1]["taxa"]}
    assert "93%" in texts["一(二)"].replace(" ", "")


def test_artifacts_have_the_hashes_of_the_inputs(assessment: Assessment) -> None:
    hashes = [each.get("hashes", {}).get("sha-256") for each in run_of(assessment)["artifacts"]]
    assert hashes == [each.sha256 for each in assessment.inputs]


def test_what_was_not_evaluated_is_said(assessment: Assessment) -> None:
    told = run_of(assessment)["invocations"][0]["toolExecutionNotifications"]
    assert [each["associatedRule"]["id"] for each in told] == [each.rule for each in assessment.not_evaluated]


def test_beyond_what_github_takes_the_weightiest_stay_and_that_is_said(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    run = run_of(assessment)
    assert [each["ruleId"] for each in run["results"]] == [each.code for each in assessment.findings[:3]]
    first = run["invocations"][0]["toolExecutionNotifications"][0]
    assert first["level"] == "warning"
    assert str(len(assessment.findings) - 3) in first["message"]["text"]


def test_an_apostrophe_in_a_name_is_doubled() -> None:
    run = run_of(assessed({"2024-03/it's.xlsx": RETURN}))
    names = {
        cell["fullyQualifiedName"]
        for each in run["results"]
        for location in each["locations"]
        for cell in location.get("logicalLocations", ())
    }
    assert "'[it''s.xlsx]幼儿园名册'!C2" in names
