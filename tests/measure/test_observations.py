"""Observations at every level: who belongs to whom, and how much of it came in."""

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import judge, observe, observe_kindergartens
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.policy import Area, Profile
from preschool_metrics.model.town_return import TownReturn
from tests.builder import assessed, made

WUQING = load_profile("wuqing-2023")
NATIONAL = load_profile("national-2020")
FIRST_GROUP = ("泗村店镇", "王庆坨镇", "曹子里镇")


def town(area: str, public: int, private: int) -> TownReturn:
    return made(
        area,
        [
            {"name": "甲幼儿园", "nature": "public", "enrolled": public},
            {"name": "乙幼儿园", "nature": "other_private", "enrolled": private},
        ],
    )


def share_of(area: str, returns: list[TownReturn], profile: Profile = WUQING) -> Judgement:
    (found,) = [
        each
        for each in observe(returns, profile, "2024-03")
        if each.area == area and each.indicator.id == "public_share"
    ]
    return judge(found)


def areas(returns: list[TownReturn], profile: Profile) -> list[tuple[str, str]]:
    seen = [(each.level, each.area) for each in observe(returns, profile, "2024-03")]
    return list(dict.fromkeys(seen))


# --- who belongs to whom ----------------------------------------------------------------------------------


def test_the_district_comes_first_then_its_eight_groups_then_its_thirty_towns() -> None:
    levels = [level for level, _ in areas([], WUQING)]
    assert levels == ["district"] + ["group"] * 8 + ["town"] * 30


def test_every_indicator_is_computed_at_every_level() -> None:
    seen = list(observe([], WUQING, "2024-03"))
    assert len(seen) == 39 * len(WUQING.indicators)


def test_a_group_adds_up_its_three_towns() -> None:
    group = share_of("第一组团", [town(name, 10, 20) for name in FIRST_GROUP])
    assert (group.observation.numerator, group.observation.denominator) == (30, 90)
    assert (group.verdict, group.display, group.binding) == ("not_met", "33.33%", False)


def test_a_street_counts_in_the_district_and_in_no_group() -> None:
    street = [town("杨村街道", 10, 20)]
    assert share_of("武清区", street).observation.denominator == 30
    groups = [each for each in observe(street, WUQING, "2024-03") if each.level == "group"]
    assert all(each.received == 0 for each in groups)


def test_the_district_is_complete_with_thirty_returns() -> None:
    district = share_of("武清区", [town(area.name, 1, 1) for area in WUQING.areas])
    assert (district.verdict, district.display) == ("met", "50.00%")
    assert (district.observation.received, district.observation.expected) == (30, 30)


# --- what did not come in ---------------------------------------------------------------------------------


def test_a_group_with_a_return_missing_has_partial_sums_and_no_verdict() -> None:
    group = share_of("第一组团", [town(name, 10, 0) for name in FIRST_GROUP[:2]])
    observation = group.observation
    assert (observation.numerator, observation.denominator) == (20, 20)
    assert (observation.partial, observation.received, observation.expected) == (True, 2, 3)
    assert (group.verdict, group.shortfall, observation.missing) == ("no_data", None, ())


def test_a_town_that_did_not_report_is_no_data_and_not_nought() -> None:
    absent = share_of("梅厂镇", [town("曹子里镇", 1, 1)])
    assert (absent.observation.numerator, absent.observation.denominator) == (None, None)
    assert (absent.observation.received, absent.observation.expected) == (0, 1)
    assert absent.verdict == "no_data"


def test_an_unknown_cell_in_one_town_makes_only_the_operand_that_needs_it_unknown() -> None:
    unknown = made("曹子里镇", [{"name": "甲幼儿园", "nature": None, "enrolled": 30}])
    group = share_of("第一组团", [town("泗村店镇", 10, 20), town("王庆坨镇", 10, 20), unknown])
    assert (group.observation.numerator, group.observation.denominator) == (None, 90)
    assert (group.verdict, group.observation.missing, group.observation.partial) == ("no_data", ("nature",), False)


# --- without a register -----------------------------------------------------------------------------------


def test_without_a_register_every_area_is_a_town_and_their_sum_the_district() -> None:
    counties = [town("南江县", 10, 20), town("通江县", 30, 20)]
    assert areas(counties, NATIONAL) == [("district", "全部"), ("town", "南江县"), ("town", "通江县")]
    whole = share_of("全部", counties, NATIONAL)
    assert (whole.observation.numerator, whole.observation.denominator, whole.verdict) == (40, 80, "met")
    assert (whole.observation.received, whole.observation.expected, whole.observation.partial) == (2, 2, False)


# --- kindergartens run by the district itself -------------------------------------------------------------


def with_direct(*, expected: bool) -> Profile:
    direct = Area(name="区直属", kind="direct")
    towns = tuple(area for area in WUQING.areas if area.name in FIRST_GROUP[:2])
    return WUQING.model_copy(update={"areas": towns, "direct": (direct,), "groups": (), "expect_direct": expected})


TWO_TOWNS = [town(name, 10, 20) for name in FIRST_GROUP[:2]]


@pytest.mark.parametrize(("expected", "verdict"), [(True, "no_data"), (False, "not_met")])
def test_a_direct_unit_is_waited_for_only_where_the_profile_says_so(expected: bool, verdict: str) -> None:
    district = share_of("武清区", TWO_TOWNS, with_direct(expected=expected))
    assert (district.verdict, district.observation.expected) == (verdict, 3 if expected else 2)


def test_a_direct_unit_that_reports_counts_in_the_district_and_is_shown_as_a_town() -> None:
    returns = [*TWO_TOWNS, town("区直属", 40, 0)]
    profile = with_direct(expected=False)
    district = share_of("武清区", returns, profile)
    assert (district.observation.numerator, district.observation.denominator) == (60, 100)
    assert district.verdict == "met"
    assert ("town", "区直属") in areas(returns, profile)
    assert ("town", "区直属") not in areas(TWO_TOWNS, profile)


def test_a_direct_unit_has_no_population_no_line_and_no_place_among_the_towns() -> None:
    first = "武清区第一幼儿园"
    sheet = (
        "## 封面\n| 填报单位 | {area} |\n| 报表月份 | 2024-03 |\n{people}"
        "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 |\n| {name} | {nature} | {children} | 10 |\n"
    )
    people = "| 常住人口3-5岁 | 100 |\n"
    town_sheet = sheet.format(area="曹子里镇", people=people, name="甲幼儿园", nature="普惠性民办园", children=90)
    own = sheet.format(area="第一幼儿园", people="", name=first, nature="公办园", children=90)
    result = assessed({"a.xlsx": town_sheet, "b.xlsx": own})
    assert {each.code for each in result.findings if each.area == first} & {"PM701", "PM114"} == set()
    assert (result.coverage.expected, result.coverage.received) == (30, 1)
    (gross, *_others) = result.of_direct()
    assert (gross.verdict, gross.observation.numerator, gross.observation.denominator) == ("not_applicable", 90, 0)
    assert not any(each.binding or each.applies for each in result.of_direct())
    assert first not in {each.observation.area for each in result.judged("town")}
    district = {each.observation.indicator.id: each.observation for each in result.judged("district")}
    assert (district["gross_enrollment_rate"].numerator, district["gross_enrollment_rate"].denominator) == (180, 100)
    assert (district["public_share"].numerator, district["public_share"].denominator) == (90, 180)
    group = next(each for each in result.judged("group") if each.observation.indicator.id == "public_share")
    assert (group.observation.area, group.observation.numerator, group.observation.denominator) == ("第一组团", 0, 90)
    assert any("7 所直属园未单独上报" in note.zh and first not in note.zh for note in result.notes)


# --- single kindergartens ---------------------------------------------------------------------------------


def sites(report: TownReturn, indicator: str) -> list[Observation]:
    return [each for each in observe_kindergartens([report], WUQING, "2024-03") if each.indicator.id == indicator]


def test_a_kindergarten_has_its_town_as_area_and_its_name_beside() -> None:
    first, second = sites(town("曹子里镇", 10, 20), "public_share")
    assert (first.area, first.level, first.kindergarten) == ("曹子里镇", "kindergarten", "甲幼儿园")
    assert (first.numerator, first.denominator) == (10, 10)
    assert (second.numerator, second.denominator) == (0, 20)


def test_a_kindergarten_has_no_population_and_so_no_gross_rate() -> None:
    (first, _) = sites(town("曹子里镇", 10, 20), "gross_enrollment_rate")
    assert (first.numerator, first.denominator) == (10, None)
    assert judge(first).verdict == "no_data"


def test_what_the_roster_has_no_column_for_is_named_at_each_kindergarten() -> None:
    (first, _) = sites(town("曹子里镇", 10, 20), "child_staff_ratio")
    assert (first.numerator, first.denominator, first.missing) == (10, None, ("staff",))


def test_a_kindergarten_of_unknown_children_has_an_unknown_need_of_health_staff() -> None:
    rows = [
        {"name": name, "enrolled": children, "health_staff": 1}
        for name, children in (("甲", None), ("乙", 90), ("丙", 0))
    ]
    seen = observe_kindergartens([made("曹子里镇", rows)], load_profile("staffing-2013"), "2024-03")
    needs = [(each.numerator, each.denominator) for each in seen if each.indicator.id == "health_staff_requirement"]
    assert needs == [(None, None), (1, 1), (0, 0)]


def test_a_return_without_a_roster_has_no_kindergartens() -> None:
    assert sites(made("曹子里镇", summary={"enrolled": 10}), "public_share") == []
