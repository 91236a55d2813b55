import json
from typing import Any

import pytest

from preschool_metrics._version import __version__
from preschool_metrics.catalogue import load_profile, shipped_profiles
from preschool_metrics.validate import all_rules
from tests.cli.conftest import Run

WUQING = load_profile("wuqing-2023")


def records(run: Run, *arguments: str) -> list[dict[str, Any]]:
    ran = run(*arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    read: list[dict[str, Any]] = json.loads(ran.out)
    return read


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"preschool-metrics {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["check", "--help"], ["form", "-h"], ["explain", "-h"]])
def test_help_is_0_and_goes_to_stdout(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert "--help" in ran.out


def test_help_names_every_command(run: Run) -> None:
    said = run("--help").out
    for command in ("check", "form", "demo", "explain", "indicators", "rules", "profiles", "areas", "schema"):
        assert f"\n  {command} " in said


def test_rules_lists_all_of_them(run: Run) -> None:
    listed = records(run, "rules")
    assert [each["code"] for each in listed] == list(all_rules())
    assert {each["severity"] for each in listed} == {"error", "query", "info"}
    assert listed[0]["title"] == next(iter(all_rules().values())).title.zh
    text = run("rules").out
    assert all(code in text for code in all_rules())


def test_indicators_lists_those_of_a_profile(run: Run) -> None:
    for name in shipped_profiles():
        profile = load_profile(name)
        listed = records(run, "indicators", "--profile", name)
        assert [each["id"] for each in listed] == [each.id for each in profile.indicators]
        text = run("indicators", "--profile", name, "--lang", "en").out
        assert all(each.id in text for each in profile.indicators)
    assert {each["threshold"] for each in records(run, "indicators")} == {
        "≥93%",
        "≥85%",
        "≥50%",
        "≤1:7",
        "≤1:9",
        "≤1:150",
    }


def test_profiles_lists_those_that_are_shipped(run: Run) -> None:
    listed = records(run, "profiles")
    assert [each["id"] for each in listed] == shipped_profiles()
    assert [each["areas"] for each in listed if each["id"] == "wuqing-2023"] == [len(WUQING.areas)]
    assert all(name in run("profiles").out for name in shipped_profiles())


def test_areas_lists_the_register_with_its_groups(run: Run) -> None:
    listed = records(run, "areas")
    assert [each["name"] for each in listed] == [area.name for area in WUQING.areas]
    assert {each["name"]: each["code"] for each in listed}["曹子里镇"] == "120114121"
    assert {each["name"]: each["group"] for each in listed}["曹子里镇"] == "第一组团"
    assert {each["group"] for each in listed if each["name"].endswith("街道")} == {""}
    text = run("areas").out
    assert all(area.name in text for area in WUQING.areas)


def test_areas_of_a_profile_without_a_register_is_refused(run: Run) -> None:
    ran = run("areas", "--profile", "national-2020")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "national-2020" in ran.err


@pytest.mark.parametrize("command", ["rules", "indicators", "profiles", "areas"])
def test_a_list_fits_a_gbk_console(run: Run, command: str) -> None:
    assert run(command).out.encode("gbk")


@pytest.mark.parametrize("command", ["rules", "indicators", "profiles", "areas", "schema"])
def test_lists_are_the_same_every_time(run: Run, command: str) -> None:
    assert run(command) == run(command)


def test_the_schema_of_the_document(run: Run) -> None:
    ran = run("schema")
    assert (ran.code, ran.err) == (0, "")
    schema = json.loads(ran.out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert run("schema", "check") == ran
    assert {"observations", "findings", "coverage", "inputs"} <= set(schema["required"])


def test_the_schema_of_a_return_holds_the_data_dictionary(run: Run) -> None:
    schema = json.loads(run("schema", "return").out)
    field = schema["$defs"]["Kindergarten"]["properties"]["enrolled"]
    assert field["title"] == "在园幼儿数"
    assert "nursery" in field["description"]
    assert {"maximum": 99999, "minimum": 0, "type": "integer"} in field["anyOf"]


def test_the_schema_of_anything_else_is_wrong_usage(run: Run) -> None:
    assert run("schema", "nonsense").code == 2


def test_rules_of_a_family(run: Run) -> None:
    listed = json.loads(run("rules", "跨期", "PM301", "--format", "json").out)
    assert [each["code"] for each in listed] == ["PM301", *(f"PM60{number}" for number in range(1, 9))]
    assert run("rules", "PM999").code == 2
