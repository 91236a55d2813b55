"""The JSON document: its published schema, and the example of design §8 key by key."""

import json
import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from preschool_metrics._version import __version__
from preschool_metrics.catalogue import load_profile
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import render
from preschool_metrics.report.document import (
    Document,
    FindingEntry,
    InputEntry,
    NotEvaluatedEntry,
    ObservationEntry,
    finding_entry,
    finding_of,
)
from preschool_metrics.report.json import json_schema
from preschool_metrics.validate import all_rules
from tests.contract import conftest

SECTIONS = (
    "schema_version",
    "tool",
    "profiles",
    "period",
    "basis",
    "inputs",
    "coverage",
    "observations",
    "findings",
    "not_evaluated",
)
INPUT = {"path", "sha256", "area", "period", "read", "kindergartens", "status"}
OBSERVATION = {
    *(
        "profile",
        "period",
        "area",
        "level",
        "indicator",
        "kindergarten",
        "numerator",
        "denominator",
        "value",
        "display",
    ),
    *("threshold", "direction", "binding", "verdict", "gap", "shortfall", "missing", "partial", "received", "expected"),
    "interval",
}
FINDING = {
    *("code", "severity", "file", "sheet", "cell", "area", "period", "related", "field", "value", "expected"),
    *("message", "affects", "explained"),
}
A1 = re.compile(r"[A-Z]{1,3}[1-9]\d*")
CHINESE = re.compile(r"[\u3400-\u9fff]")
MORE = {
    *("notes", "completeness", "can_flip", "effects", "margin", "file", "period", "subject", "baseline"),
    *("explanation", "explained_by", "explanation_standing", "explanations", "tasks", "consequences"),
}


def test_the_document_has_the_sections_of_the_design_in_their_order(document: conftest.Document) -> None:
    assert tuple(key for key in document if key not in MORE or key == "period") == SECTIONS
    assert set(document) - set(SECTIONS) <= MORE
    assert set(document) == set(Document.__annotations__)


def test_the_document_is_what_its_schema_says(document: conftest.Document) -> None:
    adapter = TypeAdapter(Document)
    adapter.validate_python(document, strict=True)
    published = json_schema()
    assert published["required"] == list(document)
    for definition in published["$defs"].values():
        assert definition["required"] == list(definition["properties"]), "no key may be left out"
    for section, change in (("coverage", {}), ("schema_version", 1), ("period", 202403)):
        with pytest.raises(ValidationError):
            adapter.validate_python({**document, section: change}, strict=True)


def test_the_head_says_who_wrote_it_of_what(document: conftest.Document) -> None:
    assert document["schema_version"] == "1"
    assert document["tool"] == {"name": "preschool-metrics", "version": __version__}
    assert document["profiles"] == ["wuqing-2023", "national-2020", "staffing-2013"]
    assert (document["period"], document["basis"]) == ("2024-03", "resident")


def test_the_entries_have_the_keys_of_the_design(document: conftest.Document) -> None:
    for section, keys, entry in (
        ("inputs", INPUT, InputEntry),
        ("observations", OBSERVATION, ObservationEntry),
        ("findings", FINDING, FindingEntry),
        ("not_evaluated", {"rule", "area", "reason"}, NotEvaluatedEntry),
    ):
        assert document[section]
        for each in document[section]:
            assert keys <= set(each) <= keys | MORE
            assert set(each) == set(entry.__annotations__)


def test_inputs(document: conftest.Document) -> None:
    assert len(document["inputs"]) == 28
    for each in document["inputs"]:
        assert re.fullmatch(r"returns/2024-03/\w+\.xlsx", each["path"])
        assert re.fullmatch(r"[0-9a-f]{64}", each["sha256"])
        assert each["path"].endswith(f"/{each['area']}.xlsx")
        assert (each["period"], each["read"]) == ("2024-03", True)
        assert each["kindergartens"] >= 3


def test_coverage(document: conftest.Document) -> None:
    assert document["coverage"] == {"expected": 30, "received": 28, "missing": ["黄庄街道", "大黄堡镇"]}


def test_observations(document: conftest.Document) -> None:
    registers = {name: load_profile(name).areas for name in document["profiles"]}
    for each in document["observations"]:
        assert each["level"] in ("kindergarten", "town", "group", "district")
        assert each["verdict"] in ("met", "not_met", "no_data", "not_applicable")
        assert each["direction"] in ("at_least", "at_most")
        assert isinstance(each["threshold"], str)
        district = "武清区" if registers[each["profile"]] else "全部"
        assert (each["area"] == district) == (each["level"] == "district")


def test_findings(document: conftest.Document) -> None:
    rules = all_rules()
    files = {each["path"]: each["area"] for each in document["inputs"]}
    indicators = {each.id for name in document["profiles"] for each in load_profile(name).indicators}
    for each in document["findings"]:
        assert each["severity"] == rules[each["code"]].severity
        assert each["file"] in files
        assert each["area"] == files[each["file"]]
        assert each["cell"] is None or A1.fullmatch(each["cell"])
        assert all(A1.fullmatch(cell) for cell in each["related"])
        assert set(each["affects"]) <= indicators
        assert each["message"]
        assert "{" not in each["message"]
        assert each["explained"] is False


def test_an_entry_gives_its_finding_back(document: conftest.Document) -> None:
    said = {"explanation": "已核实", "explained_by": "王老师", "explanation_standing": "accepted", "explained": True}
    for each in document["findings"]:
        explained: Any = {**each, **said, "baseline": "known"}
        for entry in (each, explained):
            assert finding_entry(finding_of(entry), "zh") == entry


def test_findings_stand_in_the_order_of_their_effect(document: conftest.Document) -> None:
    severities = ("error", "query", "info")
    order = [(severities.index(each["severity"]), not each["can_flip"]) for each in document["findings"]]
    assert order == sorted(order)


def test_not_evaluated_names_rule_and_reason(document: conftest.Document) -> None:
    for each in document["not_evaluated"]:
        assert each["rule"] in all_rules()
        assert each["reason"]


def test_only_texts_change_with_the_language(assessment: Assessment, document: conftest.Document) -> None:
    texts = {"findings": "message", "not_evaluated": "reason", "tasks": "title"}
    english = json.loads(render(assessment, "json", "en"))
    assert len(english.pop("notes")) == len(document["notes"])
    for section, content in english.items():
        if section not in texts:
            assert content == document[section]
            continue
        for other, own in zip(content, document[section], strict=True):
            text = texts[section]
            assert CHINESE.search(own[text])
            assert other[text] != own[text]
            assert {**other, text: ""} == {**own, text: ""}


def test_json_is_plain(assessment: Assessment) -> None:
    """No NaN, no escapes of Chinese, one object, ending in a line break."""
    text = render(assessment, "json", "zh")
    assert text.endswith("}\n")
    assert "\\u" not in text

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(text, parse_constant=refuse)
