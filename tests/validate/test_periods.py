"""Returns against the earlier ones: what jumped, what appeared and vanished, and what could not be compared."""

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.validate.names import name_key
from preschool_metrics.validate.pairs import follow, lookup_of
from preschool_metrics.validate.periods import across_periods
from preschool_metrics.validate.report import Told
from tests.builder import assessed, codes, found, made

WUQING = load_profile("wuqing-2023")
NOW = """## 封面
| 填报单位 | 曹子里镇 |
| 报表月份 | 2024-03 |
| 常住人口3-5岁 | 400 |
## 幼儿园名册
| 幼儿园名称 | 学校标识码 | 办园性质 | 在园幼儿数 | 教职工数 |
| 甲幼儿园 | 1112000001 | 公办园 | 190 | 28 |
| 乙幼儿园 | 1112000002 | 普惠性民办园 | 180 | 26 |
## 托幼点名册
| 托幼点名称 | 备案日期 | 在托幼儿数 |
| 子托幼点 | 2016-03-01 | 12 |
"""
POINT = "| 子托幼点 | 2016-03-01 | 12 |\n"
POINTS = NOW[NOW.index("## 托幼点名册") :]


def months(**texts: str) -> Assessment:
    """Assess returns of one town, each with the month that its name says: m2024_02."""
    named = {name[1:].replace("_", "-"): text for name, text in texts.items()}
    return assessed({f"{month}/曹子里镇.xlsx": text.replace("2024-03", month) for month, text in named.items()})


def beside(then: str, now: str = NOW) -> Assessment:
    return months(m2024_02=then, m2024_03=now)


def only(result: Assessment, code: str) -> Finding:
    (finding,) = found(result, code)
    return finding


def told(now: TownReturn | list[TownReturn], *then: TownReturn) -> Told:
    return across_periods(now if isinstance(now, list) else [now], then, [WUQING])


def town(area: str = "曹子里镇", period: str = "2024-03", **figures: int) -> TownReturn:
    return made(area, summary=figures, period=period)


# --- a month like the one before --------------------------------------------------------------------------


def test_the_same_figures_a_month_later_are_no_finding() -> None:
    assert not {code for code in codes(beside(NOW)) if code.startswith("PM6")}


def test_without_an_earlier_return_each_rule_says_so_once() -> None:
    skipped = [each for each in assessed(NOW).not_evaluated if each.rule.startswith("PM6")]
    assert [each.rule for each in skipped] == [f"PM60{number}" for number in (1, 2, 3, 8, 4, 5, 6, 7)]
    assert {(each.area, each.reason.zh) for each in skipped} == {("曹子里镇", "没有更早的报表")}


# --- jumps (R15) ------------------------------------------------------------------------------------------


def test_a_kindergarten_whose_children_jump_is_asked_about_at_its_cell() -> None:
    result = beside(NOW.replace("| 190 |", "| 90 |"))
    finding = only(result, "PM604")
    assert (finding.severity, finding.sheet, finding.cell, finding.value) == ("query", "幼儿园名册", "D2", "190")
    assert finding.message.zh == "甲幼儿园：全园在园幼儿数 190，2024-02 为 90（+111.1%），变动异常"


def test_the_sum_of_the_town_jumps_too_and_has_no_cell() -> None:
    finding = only(beside(NOW.replace("| 190 |", "| 90 |")), "PM601")
    assert (finding.field, finding.sheet, finding.cell, finding.value) == ("enrolled", "幼儿园名册", None, "370")


def test_a_small_town_is_not_asked_about_a_few_children() -> None:
    small = NOW.replace("| 190 |", "| 19 |").replace("| 180 |", "| 18 |")
    assert not found(beside(small.replace("| 19 |", "| 30 |"), small), "PM601")
    assert not found(beside(small.replace("| 19 |", "| 30 |"), small), "PM604")


def test_staff_and_population_are_compared_as_well() -> None:
    result = beside(NOW.replace("| 28 |", "| 14 |").replace("| 400 |", "| 500 |"))
    assert only(result, "PM602").value == "54"
    population = only(result, "PM603")
    assert (population.sheet, population.cell, population.value) == ("封面", "B3", "400")


def test_of_a_population_by_ages_the_other_cells_are_named() -> None:
    ages = "| 常住人口3岁 | 100 |\n| 常住人口4岁 | 100 |\n| 常住人口5岁 | 200 |\n"
    now = NOW.replace("| 常住人口3-5岁 | 400 |\n", ages)
    finding = only(beside(now.replace("| 200 |", "| 300 |"), now), "PM603")
    assert (finding.cell, finding.related, finding.value) == ("B3", ("B4", "B5"), "400")


def test_the_figure_of_a_summary_has_its_cell() -> None:
    summary = "## 封面\n| 报表月份 | 2024-03 |\n## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 917 |\n"
    finding = only(beside(summary.replace("917", "817"), summary), "PM601")
    assert (finding.sheet, finding.cell) == ("汇总表", "B2")


def test_the_last_earlier_return_may_lie_months_back_and_is_named() -> None:
    result = months(m2023_10=NOW, m2023_11=NOW.replace("| 190 |", "| 90 |"), m2024_03=NOW)
    assert "2023-11" in only(result, "PM604").message.zh


def test_what_the_last_return_lacks_is_looked_for_in_the_one_before_it() -> None:
    no_roster = "## 封面\n| 报表月份 | 2024-03 |\n## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 370 |\n"
    result = months(m2024_01=NOW.replace("| 190 |", "| 90 |"), m2024_02=no_roster, m2024_03=NOW)
    assert "2024-01" in only(result, "PM604").message.zh
    assert not found(result, "PM601")


def test_the_same_month_a_year_before_is_compared_as_well() -> None:
    result = months(m2023_03=NOW.replace("| 190 |", "| 90 |"), m2024_02=NOW, m2024_03=NOW)
    assert "2023-03" in only(result, "PM604").message.zh
    assert "2023-03" in only(result, "PM601").message.zh


def test_what_jumped_since_last_month_is_not_told_again_against_last_year() -> None:
    low = NOW.replace("| 190 |", "| 90 |")
    result = months(m2023_03=low, m2024_02=low, m2024_03=NOW)
    assert "2024-02" in only(result, "PM604").message.zh
    assert "2024-02" in only(result, "PM601").message.zh


def test_a_change_that_all_towns_share_is_none_of_one_town() -> None:
    areas = [area.name for area in WUQING.areas][:8]
    autumn = [town(area, enrolled=1200 + 3 * at) for at, area in enumerate(areas)]
    summer = [town(area, "2024-02", enrolled=1000) for area in areas]
    assert told(autumn, *summer).findings == []
    odd = [*autumn[1:], town(areas[0], enrolled=2000)]
    assert [finding.area for finding in told(odd, *summer).findings] == [areas[0]]


def test_peers_are_those_that_are_compared_with_the_same_month() -> None:
    areas = [area.name for area in WUQING.areas][:7]
    now = [town(area, enrolled=1200) for area in areas]
    then = [town(area, "2024-02", enrolled=1000) for area in areas[1:]]
    late = town(areas[0], "2023-12", enrolled=1000)
    assert [finding.area for finding in told(now, late, *then).findings] == [areas[0]]


def test_a_kindergarten_that_always_moves_is_not_asked_about_moving() -> None:
    def listed(period: str, enrolled: int) -> TownReturn:
        return made("曹子里镇", [{"name": "甲幼儿园", "enrolled": enrolled}], period=period)

    moves = [100, 130, 110, 150, 105, 140, 100, 150]
    earlier = [listed(f"2023-{month:02d}", count) for month, count in enumerate(moves, 5)]
    assert not [each for each in told(listed("2024-03", 100), *earlier).findings if each.code == "PM604"]
    assert [each for each in told(listed("2024-03", 100), *earlier[-3:]).findings if each.code == "PM604"]


def test_months_in_which_a_kindergarten_is_not_listed_say_nothing_of_what_is_usual() -> None:
    now = made("曹子里镇", [{"name": "甲", "enrolled": 90}]).roster
    lists = [
        made("曹子里镇", [{"name": name, "enrolled": count}]).roster
        for name, count in (("甲", 80), ("乙", 70), ("甲", None), ("甲", 85))
    ]
    assert now is not None
    lookups = [lookup_of(each, name_key) for each in lists if each]
    assert list(follow(now, 0, lookups, "enrolled", name_key)) == [80, 85]


# --- appeared and vanished (R17) --------------------------------------------------------------------------


def test_a_kindergarten_that_was_not_there_is_asked_about_at_its_name() -> None:
    result = beside(NOW.replace("| 乙幼儿园 | 1112000002 | 普惠性民办园 | 180 | 26 |\n", ""))
    finding = only(result, "PM605")
    assert (finding.cell, finding.value) == ("A3", "乙幼儿园")
    assert "2024-02" in finding.message.zh
    assert not found(result, "PM606")


def test_a_kindergarten_that_is_gone_is_asked_about_by_its_name() -> None:
    result = beside(NOW, NOW.replace("| 乙幼儿园 | 1112000002 | 普惠性民办园 | 180 | 26 |\n", ""))
    finding = only(result, "PM606")
    assert (finding.sheet, finding.cell, finding.value) == ("幼儿园名册", None, "乙幼儿园")
    assert not found(result, "PM605")


@pytest.mark.parametrize(
    "then",
    [
        NOW.replace("乙幼儿园", "丁幼儿园"),  # renamed, the same code
        NOW.replace("1112000002", "1112000009"),  # another code, the same name
        NOW.replace("乙幼儿园", "武清区 乙幼儿园").replace("1112000002", ""),  # spelled otherwise
    ],
)
def test_a_kindergarten_renamed_or_recoded_is_the_same_one(then: str) -> None:
    assert not {"PM605", "PM606"} & codes(beside(then))


def test_names_swapped_between_codes_are_two_renamed_ones() -> None:
    swapped = NOW.replace("甲幼儿园", "X").replace("乙幼儿园", "甲幼儿园").replace("X", "乙幼儿园")
    assert not {"PM605", "PM606", "PM604"} & codes(beside(swapped))


def test_a_row_without_a_name_may_be_the_one_that_is_gone() -> None:
    result = beside(NOW, NOW.replace("| 乙幼儿园 | 1112000002 |", "|  |  |"))
    assert not found(result, "PM606")
    reasons = {each.rule: each.reason.zh for each in result.not_evaluated}
    assert reasons["PM606"] == "1 行缺值：幼儿园名称"


def test_a_blank_then_or_now_is_not_compared_and_said() -> None:
    result = beside(NOW.replace("| 190 |", "|  |"))
    assert not found(result, "PM604")
    reasons = {each.rule: each.reason.zh for each in result.not_evaluated}
    assert (reasons["PM604"], reasons["PM601"]) == ("1 行缺值：在园幼儿数", "更早的报表没有该数")


# --- day-care points (R18) --------------------------------------------------------------------------------


def test_a_new_day_care_point_is_an_error_at_its_name() -> None:
    finding = only(beside(NOW.replace(POINT, "")), "PM607")
    assert (finding.severity, finding.sheet, finding.cell, finding.value) == ("error", "托幼点名册", "A2", "子托幼点")
    assert not found(beside(NOW, NOW.replace(POINT, "")), "PM607")


def test_without_a_list_of_points_nothing_is_said_of_them() -> None:
    for then, now, reason in (
        (NOW.replace(POINTS, ""), NOW, "更早的报表没有该数"),
        (NOW, NOW.replace(POINTS, ""), "本表没有该数"),
    ):
        result = beside(then, now)
        assert not found(result, "PM607")
        assert [each.reason.zh for each in result.not_evaluated if each.rule == "PM607"] == [reason]


def test_a_policy_that_forbids_no_points_asks_for_none() -> None:
    then = {"2024-02/a.xlsx": NOW.replace("2024-03", "2024-02").replace(POINT, ""), "2024-03/a.xlsx": NOW}
    assert "PM607" not in codes(assessed(then, profiles=("national-2020",)))


# --- the basis of the population --------------------------------------------------------------------------


@pytest.mark.parametrize(("figure", "asked"), [(400, False), (380, True)])
def test_a_population_under_another_name_is_asked_about_where_it_differs(figure: int, *, asked: bool) -> None:
    result = beside(NOW.replace("| 常住人口3-5岁 | 400 |", f"| 适龄儿童数 | {figure} |"))
    assert bool(found(result, "PM608")) == asked
    if asked:
        assert only(result, "PM608").message.zh == "适龄人口 400 的口径是常住人口，2024-02 是未写明（380）"


def test_order_of_returns_is_irrelevant() -> None:
    texts = {"a": NOW, "b": NOW.replace("| 190 |", "| 90 |"), "c": NOW.replace("| 180 |", "| 80 |")}
    files = {
        f"{name}.xlsx": text.replace("2024-03", month)
        for (name, text), month in zip(texts.items(), ("2024-03", "2023-12", "2024-01"), strict=True)
    }
    one, other = (assessed(dict(each)) for each in (files.items(), reversed(files.items())))
    assert [finding.message for finding in one.findings] == [finding.message for finding in other.findings]
