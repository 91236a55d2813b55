"""Names of towns as offices write them, resolved to the names of the register."""

import csv
from pathlib import Path

import pytest

from preschool_metrics.catalogue import Register, load_profile

SHARED = Path(__file__).parents[2].parent / "shared" / "areas_wuqing.csv"
WUQING = Register(load_profile("wuqing-2023"))
KINDS = {"镇": "town", "街道": "street"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("杨村街道", "杨村街道"),
        ("天津市武清区杨村街道办事处", "杨村街道"),
        ("武清区杨村街道", "杨村街道"),
        ("天津武清杨村", "杨村街道"),
        ("杨村街", "杨村街道"),
        ("杨村", "杨村街道"),
        ("杨村街道办", "杨村街道"),
        (" 杨 村 街 道 ", "杨村街道"),
        ("大良镇", "大良镇"),
        ("大良乡", "大良镇"),
        ("白古屯乡人民政府", "白古屯镇"),
        ("武清区城关镇", "城关镇"),
        ("泗村店镇中心校", "泗村店镇"),
        ("高村", "高村镇"),
        ("运河西街", "运河西街道"),
    ],
)
def test_another_way_to_write_it_is_taken_silently(written: str, name: str) -> None:
    found = WUQING.resolve(written)
    assert (found.area and found.area.name, found.how) == (name, "exact")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("杨村镇", "杨村街道"),
        ("杨村衔道", "杨村街道"),
        ("楊村街道", "杨村街道"),
        ("陈嘴镇", "陈咀镇"),
        ("汉沽港镇", "汊沽港镇"),
        ("曹子裡镇", "曹子里镇"),
        ("黄庄镇", "黄庄街道"),
    ],
)
def test_a_near_miss_is_taken_with_a_question(written: str, name: str) -> None:
    found = WUQING.resolve(written)
    assert (found.area and found.area.name, found.how, found.suggestion) == (name, "near", name)


@pytest.mark.parametrize(
    "written", ["双街镇", "宝坻区城关镇", "武清区教育局", "武清", "镇", "街道", "合计", "梅场镇", "大黄铺", "1"]
)
def test_an_unknown_name_is_no_town(written: str) -> None:
    assert WUQING.resolve(written).area is None


def test_an_unknown_name_that_looks_like_a_town_comes_with_a_suggestion() -> None:
    assert WUQING.resolve("梅场镇").suggestion == "梅厂镇"
    assert WUQING.resolve("双街镇").suggestion is None


@pytest.mark.parametrize("area", WUQING.areas, ids=lambda area: area.name)
def test_every_town_is_found_by_its_name_its_stem_and_its_code(area: object) -> None:
    name, code = area.name, area.code  # type: ignore[attr-defined]
    stem = name.removesuffix("街道").removesuffix("镇")
    for written in (name, stem, f"武清区{name}", f"天津市武清区{name}", f"{name}人民政府"):
        found = WUQING.resolve(written)
        assert (found.area, found.how) == (area, "exact")
    assert WUQING.by_code(code) == area


def test_a_code_of_nobody_is_nobody() -> None:
    assert WUQING.by_code("120115101") is None
    assert WUQING.by_code(None) is None


def test_without_a_register_any_name_is_taken_as_it_stands() -> None:
    national = Register(load_profile("national-2020"))
    found = national.resolve(" 南江县  ")
    assert not national
    assert (found.area and found.area.name, found.how) == ("南江县", "exact")


def test_the_register_is_that_of_the_shared_list() -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not on this machine")
    with SHARED.open(encoding="utf-8-sig", newline="") as file:
        listed = [(row["code"], row["name"], KINDS[row["kind"]], row["group"] or None) for row in csv.DictReader(file)]
    assert listed == [(area.code, area.name, area.kind, area.group) for area in WUQING.areas]


def test_the_groups_are_led_as_in_the_shared_list() -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not on this machine")
    with SHARED.open(encoding="utf-8-sig", newline="") as file:
        leads = {row["group"]: row["group_lead_kindergarten"] for row in csv.DictReader(file) if row["group"]}
    assert {group.id: group.lead for group in load_profile("wuqing-2023").groups} == leads


def test_eight_groups_of_three_towns_and_six_streets_outside() -> None:
    profile = load_profile("wuqing-2023")
    sizes = [sum(area.group == group.id for area in profile.areas) for group in profile.groups]
    assert sizes == [3] * 8
    assert sum(area.group is None for area in profile.areas) == 6


@pytest.mark.parametrize("written", ["武清区第一幼儿园", "天津市武清区第一幼儿园", "第一幼儿园"])
def test_a_kindergarten_of_the_district_is_found_by_its_name(written: str) -> None:
    found = WUQING.resolve(written)
    assert (found.area and found.area.name, found.how) == ("武清区第一幼儿园", "exact")
    assert WUQING.is_direct("武清区第一幼儿园")
    assert not WUQING.is_direct("曹子里镇")


@pytest.mark.parametrize("written", ["武清区第三幼儿园", "第十一幼儿园", "曹子里镇第一幼儿园", "第一小学幼儿园"])
def test_another_numeral_is_another_kindergarten(written: str) -> None:
    assert WUQING.resolve(written).area is None
