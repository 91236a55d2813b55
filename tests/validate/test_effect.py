"""What a finding can do to a verdict: the margin against brute force, and what is said of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import judge, observe
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Effect, Finding
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.validate.effect import effect_of
from tests.builder import assessed, found, made

PROFILES = [
    load_profile(name).model_copy(update={"areas": (), "groups": ()})  # one town is enough, and thirty cost their time
    for name in ("wuqing-2023", "national-2020", "staffing-2013")
]
FURTHEST = 40
COUNT = st.integers(0, 30)
NATURES = st.sampled_from(["public", "inclusive_private", "other_private"])
ROW = st.fixed_dictionaries(
    {
        "name": st.just("园"),
        "nature": NATURES,
        "enrolled": st.integers(5, 40),
        "enrolled_nursery": st.integers(0, 5),
        "staff": COUNT,
        "teachers": COUNT,
        "care_workers": COUNT,
        "health_staff": COUNT,
        "classes": COUNT,
        "classes_within_limit": COUNT,
        "teachers_certified": COUNT,
    }
)
ROWS = st.lists(ROW, min_size=1, max_size=2)
COUNTED = ("enrolled", "enrolled_nursery", "staff", "teachers", "care_workers", "health_staff", "classes",
           "classes_within_limit", "teachers_certified")  # fmt: skip


def town(rows: list[dict[str, Any]], population: Mapping[str, int]) -> TownReturn:
    return made("曹子里镇", rows, cover=population)


def verdicts(report: TownReturn, profile: Profile) -> dict[str, Judgement]:
    every = map(judge, observe([report], profile, "2024-03"))
    return {
        each.observation.indicator.id: each
        for each in every
        if (each.observation.level, each.observation.area) == ("town", "曹子里镇")
    }


def at(field: str, cell: str | None, sheet: str, value: object, expected: object = None) -> Finding:
    shown = None if expected is None else str(expected)
    return Finding(
        code="PM301", severity="error", file="曹子里镇.xlsx", sheet=sheet, cell=cell, area="曹子里镇", period="2024-03",
        field=field, value=str(value), expected=shown, message=Text("", ""),
    )  # fmt: skip


def least_that_turns(now: str, changed: Mapping[int, str]) -> int | None:
    """Return by how much a value must at least be wrong, out of the verdicts that each error would give."""
    opposite = {"met": "not_met", "not_met": "met"}[now]
    return min((abs(by) for by, verdict in changed.items() if verdict == opposite), default=None)


@given(ROWS, st.data())
def test_the_margin_of_a_cell_of_the_roster_is_what_brute_force_finds(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(rows) - 1))
    field = data.draw(st.sampled_from(COUNTED))
    population = {"population_resident_3_5": data.draw(st.integers(1, 90))}
    report = town(rows, population)
    assert report.roster is not None
    finding = at(field, report.roster.cell(row, field), "幼儿园名册", rows[row][field])

    def with_error(by: int) -> TownReturn:
        other = [{**each, field: each[field] + by} if at == row else each for at, each in enumerate(rows)]
        return town(other, population)

    lowest = -rows[row][field] if field != "enrolled" else rows[row]["enrolled_nursery"] - rows[row]["enrolled"]
    highest = FURTHEST if field != "enrolled_nursery" else rows[row]["enrolled"] - rows[row][field]
    profile = data.draw(st.sampled_from(PROFILES))
    changed = {by: verdicts(with_error(by), profile) for by in range(lowest, highest + 1)}
    for name, judgement in verdicts(report, profile).items():
        if judgement.verdict not in ("met", "not_met") or name == "health_staff_requirement":
            continue
        effect = effect_of(finding, judgement, report, profile)
        least = least_that_turns(judgement.verdict, {by: each[name].verdict for by, each in changed.items()})
        within = effect.margin if effect.margin is not None and effect.margin <= -lowest + highest else None
        if least is not None:
            assert effect.margin == least, name
        elif within is not None:
            assert effect.margin not in {abs(by) for by in changed if -by in changed}, name


@given(
    ROWS, st.sampled_from(["population_resident_3", "population_resident_4"]), st.integers(1, 40), st.integers(1, 40)
)
def test_the_margin_of_a_population_is_what_brute_force_finds(
    rows: list[dict[str, Any]], field: str, three: int, four: int
) -> None:
    ages = {"population_resident_3": three, "population_resident_4": four, "population_resident_5": 1}
    report, profile = town(rows, ages), PROFILES[0]
    judgement = verdicts(report, profile)["gross_enrollment_rate"]
    effect = effect_of(at(field, report.cover[field].cell, "封面", ages[field]), judgement, report, profile)
    changed = {
        by: judge(judgement.observation._replace(denominator=sum(ages.values()) + by)).verdict
        for by in range(-ages[field], 200)
    }
    assert effect.margin == least_that_turns(judgement.verdict, changed)


@given(ROWS, st.integers(1, 90), st.integers(0, 60), st.sampled_from(["enrolled", "staff", "teachers"]))
def test_what_is_expected_gives_the_value_and_the_verdict_that_the_correction_would(
    rows: list[dict[str, Any]], population: int, expected: int, field: str
) -> None:
    expected = max(expected, rows[0]["enrolled_nursery"] + 1)
    cover = {"population_resident_3_5": population}
    report, profile = town(rows, cover), PROFILES[0]
    assert report.roster is not None
    finding = at(field, report.roster.cell(0, field), "幼儿园名册", rows[0][field], expected)
    corrected = verdicts(town([{**rows[0], field: expected}, *rows[1:]], cover), profile)
    for name, judgement in verdicts(report, profile).items():
        if judgement.verdict in ("met", "not_met"):
            effect = effect_of(finding, judgement, report, profile)
            assert effect.value == judgement.value
            assert effect.corrected == corrected[name].value
            assert effect.flips == ({judgement.verdict, corrected[name].verdict} == {"met", "not_met"})


# --- in a whole run ---------------------------------------------------------------------------------------

HEAD = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
AGES = """## 幼儿园名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 小班 | 中班 | 大班 |
| 甲幼儿园 | 公办园 | 100 | 30 | 30 | 36 |
| 乙幼儿园 | 非普惠性民办园 | 98 | 30 | 30 | 38 |
"""


def effects(result: Assessment, code: str) -> dict[str, Effect]:
    (finding,) = found(result, code)
    return {each.indicator: each for each in finding.effects}


def test_a_wrong_total_of_a_public_kindergarten_moves_both_operands_of_the_share() -> None:
    share = effects(assessed(HEAD + AGES), "PM301")["public_share"]
    assert (share.verdict, share.margin, share.flips) == ("met", 3, True)
    assert (share.value, share.corrected) == (Decimal("0.50505051"), Decimal("0.49484536"))


def test_a_finding_takes_the_least_margin_of_the_binding_indicators() -> None:
    (finding,) = found(assessed(HEAD + AGES), "PM301")
    binding = [each.margin for each in finding.effects if each.binding and each.margin is not None]
    assert finding.margin == min(binding) == 3
    assert {each.indicator for each in finding.effects} == set(finding.affects)


def test_a_query_without_a_right_value_says_how_wrong_it_would_have_to_be() -> None:
    crowded = AGES.replace("| 在园幼儿数 |", "| 班级数 | 在园幼儿数 |").replace("| 100 | 30", "| 2 | 96 | 30")
    crowded = crowded.replace("| 98 |", "| 4 | 98 |").replace("| 36 |\n", "| 36 |\n")
    (finding,) = found(assessed(HEAD + crowded), "PM310")
    assert (finding.expected, finding.margin, finding.can_flip, finding.turns) == ("≤ 72", 2, True, False)


def test_a_stated_total_is_beside_what_counts() -> None:
    total = AGES.replace("| 100 |", "| 96 |") + "| 合计 |  | 200 |  |  |  |\n"
    gross = effects(assessed(HEAD + total), "PM401")["gross_enrollment_rate"]
    assert (gross.value, gross.corrected, gross.flips) == (Decimal("0.97000000"), Decimal(1), False)


def test_the_sum_of_a_town_takes_the_kindergarten_that_matters_most() -> None:
    report = made("曹子里镇", [{"name": "甲", "nature": "public", "enrolled": 50},
                              {"name": "乙", "nature": "other_private", "enrolled": 40}])  # fmt: skip
    judgement = verdicts(report, PROFILES[0])["public_share"]
    effect = effect_of(at("enrolled", None, "幼儿园名册", 90), judgement, report, PROFILES[0])
    assert effect.margin == 11  # 11 more in the private one; the public one would have to lose as many


@pytest.mark.parametrize(
    ("field", "indicator", "margin"),
    [
        ("enrolled", "gross_enrollment_rate", 8),
        ("enrolled_public", "public_share", 1),
        ("enrolled_public", "inclusive_coverage_rate", None),
        ("population_resident_3_5", "gross_enrollment_rate", 8),
    ],
)
def test_the_figures_of_a_summary(field: str, indicator: str, margin: int | None) -> None:
    figures = {"enrolled": 100, "enrolled_public": 50, "enrolled_inclusive": 90, "population_resident_3_5": 100}
    report = made("曹子里镇", summary=figures)
    judgement = verdicts(report, PROFILES[0])[indicator]
    finding = at(field, report.summary[field].cell, "汇总表", figures[field])
    assert effect_of(finding, judgement, report, PROFILES[0]).margin == margin


def test_the_nursery_children_of_a_summary_count_against_the_rate() -> None:
    figures = {"enrolled": 100, "enrolled_nursery": 4, "population_resident_3_5": 100}
    report = made("曹子里镇", summary=figures)
    judgement = verdicts(report, PROFILES[0])["gross_enrollment_rate"]
    finding = at("enrolled_nursery", report.summary["enrolled_nursery"].cell, "汇总表", 4)
    assert effect_of(finding, judgement, report, PROFILES[0]).margin == 4


def test_what_hangs_on_an_unknown_value_can_go_either_way() -> None:
    unknown = effects(assessed(HEAD + AGES.replace("| 100 |", "| 约100 |")), "PM201")
    assert {(each.verdict, each.flips, each.margin) for each in unknown.values()} == {("no_data", True, None)}


def test_where_nothing_is_to_be_judged_nothing_turns() -> None:
    report = made("曹子里镇", [{"name": "甲", "nature": "public", "enrolled": 0}])
    judgement = verdicts(report, PROFILES[0])["public_share"]
    assert judgement.verdict == "not_applicable"
    effect = effect_of(at("enrolled", "C2", "幼儿园名册", 0), judgement, report, PROFILES[0])
    assert (effect.margin, effect.flips) == (None, False)


def test_a_correction_that_leaves_nothing_to_judge_turns_no_verdict() -> None:
    report = made("曹子里镇", [{"name": "甲", "nature": "public", "enrolled": 5}])
    judgement = verdicts(report, PROFILES[0])["public_share"]
    effect = effect_of(at("enrolled", "C2", "幼儿园名册", 5, expected=0), judgement, report, PROFILES[0])
    assert (judgement.verdict, effect.flips, effect.corrected) == ("met", False, None)


def test_where_one_more_is_too_many_one_less_says_what_moves() -> None:
    row = {"name": "甲", "nature": "public", "enrolled": 5, "enrolled_nursery": 5}
    report = made("曹子里镇", [row], cover={"population_resident_3_5": 4})
    judgement = verdicts(report, PROFILES[0])["gross_enrollment_rate"]
    effect = effect_of(at("enrolled_nursery", "D2", "幼儿园名册", 5), judgement, report, PROFILES[0])
    assert (judgement.verdict, effect.margin) == ("not_met", 4)


def test_a_row_that_counts_for_nothing_known_moves_nothing() -> None:
    row = {"name": "甲", "nature": "public", "enrolled": 90, "teachers": 6, "care_workers": None}
    report = made("曹子里镇", [row], cover={"population_resident_3_5": 90}, summary={"care_teaching_staff": 9})
    known = verdicts(made("曹子里镇", [{**row, "care_workers": 3}]), PROFILES[0])["child_care_teaching_staff_ratio"]
    effect = effect_of(at("teachers", "D2", "幼儿园名册", 6), known, report, PROFILES[0])
    assert effect.margin is None


def test_a_need_of_each_site_is_taken_to_turn_with_any_error() -> None:
    report = made("曹子里镇", [{"name": "甲", "nature": "public", "enrolled": 90, "health_staff": 1}])
    judgement = verdicts(report, PROFILES[2])["health_staff_requirement"]
    effect = effect_of(at("health_staff", "D2", "幼儿园名册", 1), judgement, report, PROFILES[2])
    assert (effect.margin, effect.flips) == (None, True)


def test_a_nature_that_nobody_can_add_one_to_moves_no_verdict_by_a_number() -> None:
    finding = at("nature", "B2", "幼儿园名册", "公办园")
    report = made("曹子里镇", [{"name": "甲", "nature": "public", "enrolled": 90}])
    judgement = verdicts(report, PROFILES[0])["public_share"]
    assert effect_of(finding, judgement, report, PROFILES[0]).margin is None


def test_findings_come_in_the_order_of_what_they_can_turn() -> None:
    result = assessed(HEAD + AGES.replace("| 98 |", "| 97 |"))
    first, second = found(result, "PM301")
    assert (first.cell, first.turns) == ("C2", True)
    assert (second.cell, second.turns) == ("C3", False)
