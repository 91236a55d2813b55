"""`plan`, `whatif` and `trend` as a user runs them."""

import json
from pathlib import Path

import jsonschema
import pytest

from preschool_metrics.report.plans import plan_schema
from preschool_metrics.report.trend_document import trend_schema
from preschool_metrics.report.what_if import what_if_schema
from tests.builder import write as write_book
from tests.cli.conftest import Run
from tests.workflow.towns import drawn, summary, town


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example: 1,000 children of age, 900 enrolled, 700 inclusive, 400 public."""
    figures = {"曹子里镇": town(1000, 900, 700, 400), "黄庄街道": town(1000, 900, 700, 400)}
    return write_book(summary(figures), tmp_path_factory.mktemp("example") / "汇总.xlsx")


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("months")
    for at, month in enumerate(("2023-12", "2024-01", "2024-02", "2024-03")):
        figures = drawn(4)
        for each in figures.values():
            each["population_resident_3_5"] = (each["population_resident_3_5"] or 0) * (100 - at) // 100
        write_book(summary(figures, month), folder / month / "汇总.xlsx")
    return folder


def test_the_example_costs_91(run: Run, example: Path) -> None:
    ran = run("plan", example, "--area", "曹子里镇", "--format", "json")
    document = json.loads(ran.out)
    jsonschema.validate(document, plan_schema())
    assert list(document) == ["plans"]
    (plan,) = document["plans"]
    assert list(plan) == ["profile", "area", "optimal", "cost", "actions", "after"]
    assert (plan["profile"], plan["area"], plan["optimal"], plan["cost"]) == ("wuqing-2023", "曹子里镇", True, 91)
    for step in plan["actions"]:
        assert list(step) == ["action", "count", "kindergarten", "why"]
    assert [(step["action"], step["count"]) for step in plan["actions"][:2]] == [
        ("new_public", 30),
        ("other_to_public", 61),
    ]
    assert [each["verdict"] for each in plan["after"][:3]] == ["met", "met", "met"]
    assert (ran.code, ran.err) == (0, "")


def test_costs_and_caps_are_options(run: Run, example: Path) -> None:
    dear = run("plan", example, "-a", "曹子里镇", "--cost", "new_public=3", "--format", "json")
    assert json.loads(dear.out)["plans"][0]["cost"] == 30 * 3 + 61
    capped = run("plan", example, "--cap", "曹子里.other_to_public=0", "--cap", "new_public=30", "--format", "json")
    plans = {plan["area"]: plan for plan in json.loads(capped.out)["plans"]}
    assert {step["action"] for step in plans["曹子里镇"]["actions"] if step["count"]} == {
        "new_public",
        "other_to_inclusive",
        "inclusive_to_public",
    }
    assert plans["黄庄街道"]["cost"] == 91


def test_the_district_and_a_group_come_before_their_towns(run: Run, months: Path) -> None:
    district = json.loads(run("plan", months, "--district", "--format", "json").out)["plans"]
    assert [district[0]["area"], len(district)] == ["武清区", 31]
    group = json.loads(run("plan", months, "--group", "1", "--format", "json").out)["plans"]
    assert [plan["area"] for plan in group] == ["第一组团", "泗村店镇", "王庆坨镇", "曹子里镇"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", "--area", "曹子镇"], "曹子里镇"),
        (["plan", "--area", "曹子里镇", "--district"], "只能给一个"),
        (["plan", "--cost", "new_pubic=2"], "new_public"),
        (["plan", "--cost", "new_public=-2"], "整数"),
        (["plan", "--cost", "new_public=1000001"], "1000000"),
        (["plan", "--cap", "曹子镇.new_public=2"], "曹子里镇"),
        (["plan", "--budget", "-1"], "budget"),
        (["whatif"], "--set"),
        (["whatif", "--set", "曹子里镇.enroled_public+=1"], "enrolled_public"),
        (["trend", "--indicator", "public"], "public_share"),
        (["trend", "--group", "9"], "9"),
        (["check", "--margin", "much"], "10%"),
    ],
)
def test_what_is_not_there_is_a_usage_error(run: Run, example: Path, arguments: list[str], said: str) -> None:
    command, *rest = arguments
    ran = run(command, example, *rest)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_what_if_in_json_and_in_text(run: Run, example: Path) -> None:
    ran = run("whatif", example, "--set", "曹子里镇.enrolled_public+=100", "--format", "json")
    document = json.loads(ran.out)
    jsonschema.validate(document, what_if_schema())
    assert document["changes"] == [
        {"area": "曹子里镇", "kindergarten": None, "field": "enrolled_public", "before": 400, "after": 500}
    ]
    assert {each["area"] for each in document["after"]} == {"曹子里镇", "第一组团", "武清区"}
    text = run("whatif", example, "--set", "曹子里镇.enrolled_public+=100").out
    assert "400 → 500" in text
    assert "改为达标" in text
    assert text.index("\n曹子里镇") < text.index("\n第一组团") < text.index("\n武清区")


def test_a_file_of_changes(run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / "changes.toml"
    file.write_text('set = ["曹子里镇.enrolled_public+=100"]', encoding="utf-8")
    one = run("whatif", example, "--changes", file, "--format", "json").out
    assert one == run("whatif", example, "--set", "曹子里镇.enrolled_public+=100", "--format", "json").out
    file.write_text("set = 1", encoding="utf-8")
    assert run("whatif", example, "--changes", file).code == 3


def test_trend_in_json_and_in_text(run: Run, months: Path) -> None:
    document = json.loads(run("trend", months, "--format", "json").out)
    jsonschema.validate(document, trend_schema())
    assert len({each["area"] for each in document["trends"]}) == 39
    rate = document["trends"][0]
    assert (rate["area"], rate["indicator"], rate["last"], rate["months_left"]) == (
        "武清区",
        "gross_enrollment_rate",
        "2024-03",
        9,
    )
    assert [pace["months"] for pace in rate["paces"]] == [3, 12]
    text = run("trend", months).out
    assert "▁" in text
    assert "每月" in text
    only = json.loads(run("trend", months, "-a", "曹子里镇", "--indicator", "public_share", "--format", "json").out)
    assert [(each["area"], each["indicator"]) for each in only["trends"]] == [("曹子里镇", "public_share")]


def test_partial_data_and_its_margin(run: Run, months: Path, tmp_path: Path) -> None:
    figures = drawn(4)
    del figures["黄庄街道"]
    write_book(summary(figures, "2024-04"), months.parent / "partial" / "2024-04" / "汇总.xlsx")
    paths = (months, months.parent / "partial")
    plain = json.loads(run("check", *paths, "--format", "json", "--fail-on", "never").out)
    assert {each["interval"] is None for each in plain["observations"]} == {True}
    told = json.loads(run("check", *paths, "--margin", "10%", "--format", "json", "--fail-on", "never").out)
    district = [each for each in told["observations"] if each["level"] == "district"]
    for each in district:
        low, high = each["interval"]
        assert low <= each["value"] * 1.1
        assert low < high
    text = run("check", *paths, "--margin", "0.1", "--fail-on", "never").out
    assert "缺报的影响" in text
    assert "黄庄街道" in text
    bounds = tmp_path / "bounds.toml"
    bounds.write_text('["黄庄街道"]\nenrolled_public = [0, 9]\nenrolled_preschool = 9\n', encoding="utf-8")
    given = json.loads(run("check", *paths, "--bounds", bounds, "--format", "json", "--fail-on", "never").out)
    known = [each["indicator"] for each in given["observations"] if each["level"] == "district" and each["interval"]]
    assert known == ["public_share"]
    bounds.write_text('["黄庄街道"]\nenrolled_public = [9, 0]\n', encoding="utf-8")
    assert run("check", *paths, "--bounds", bounds).code == 3


def test_policies_side_by_side(run: Run, example: Path) -> None:
    ran = run("check", example, "-p", "wuqing-2023", "-p", "national-2020", "--fail-on", "never")
    assert "各政策对照" in ran.out
    assert "各政策对照" not in run("check", example, "--fail-on", "never").out
