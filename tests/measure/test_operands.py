"""The two operands of an indicator out of one return: whose figure counts, what is unknown, what is nought."""

from typing import Any

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import cells_of, judge, observe
from preschool_metrics.measure.operands import site_need
from preschool_metrics.model.observation import Observation
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.town_return import TownReturn
from tests.builder import made

WUQING = load_profile("wuqing-2023")
STAFFING = load_profile("staffing-2013")
REGISTERED = WUQING.model_copy(update={"basis": "registered"})
TOWN = "曹子里镇"


def site(nature: str | None = "public", enrolled: int | None = 100, **more: int | None) -> dict[str, Any]:
    return {"name": "甲幼儿园", "nature": nature, "enrolled": enrolled, **more}


def observed(report: TownReturn, indicator: str, profile: Profile = WUQING) -> Observation:
    (found,) = [
        each
        for each in observe([report], profile, "2024-03")
        if each.level == "town" and each.area == TOWN and each.indicator.id == indicator
    ]
    return found


def operands(report: TownReturn, indicator: str, profile: Profile = WUQING) -> tuple[int | None, int | None]:
    found = observed(report, indicator, profile)
    return found.numerator, found.denominator


# --- the three shares -------------------------------------------------------------------------------------


def test_the_shares_are_of_children_and_not_of_kindergartens() -> None:
    roster = [site("public", 10), site("inclusive_private", 60), site("other_private", 30)]
    assert operands(made(TOWN, roster), "public_share") == (10, 100)
    assert operands(made(TOWN, roster), "inclusive_coverage_rate") == (70, 100)


def test_one_unknown_nature_makes_both_shares_unknown_and_is_named() -> None:
    report = made(TOWN, [site("public", 50), site(None, 50)])
    for indicator in ("public_share", "inclusive_coverage_rate"):
        assert operands(report, indicator) == (None, 100)
        assert observed(report, indicator).missing == ("nature",)


def test_private_of_which_nobody_says_whether_inclusive_matters_only_to_the_inclusive_share() -> None:
    report = made(TOWN, [site("public", 50), site("private", 50)])
    assert operands(report, "public_share") == (50, 100)
    assert operands(report, "inclusive_coverage_rate") == (None, 100)


def test_a_known_nought_is_no_blank() -> None:
    assert operands(made(TOWN, [site(enrolled=0), site(enrolled=40)]), "public_share") == (40, 40)
    assert operands(made(TOWN, [site(enrolled=None), site(enrolled=40)]), "public_share") == (None, None)


def test_a_roster_without_rows_adds_up_to_nought() -> None:
    report = made(TOWN, [], cover={"population_resident_3_5": 100})
    assert operands(report, "gross_enrollment_rate") == (0, 100)
    assert operands(report, "public_share") == (0, 0)
    assert judge(observed(report, "public_share")).verdict == "not_applicable"


# --- nursery children (design §4) -------------------------------------------------------------------------


def test_nursery_children_are_left_out_of_the_rate_and_the_shares_and_stay_in_the_staff_ratios() -> None:
    report = made(TOWN, [site(enrolled_nursery=20, staff=10)], cover={"population_resident_3_5": 100})
    assert operands(report, "gross_enrollment_rate") == (80, 100)
    assert operands(report, "public_share") == (80, 80)
    assert operands(report, "child_staff_ratio") == (100, 10)


def test_a_layout_without_a_nursery_column_has_no_nursery_children() -> None:
    assert operands(made(TOWN, [site()]), "public_share") == (100, 100)


@pytest.mark.parametrize(
    ("ages", "children"),
    [
        ({"enrolled_junior": 30, "enrolled_middle": 30, "enrolled_senior": 40}, 100),
        ({"enrolled_junior": 30, "enrolled_middle": 30, "enrolled_senior": 30}, None),
        ({"enrolled_junior": 30, "enrolled_middle": None, "enrolled_senior": 70}, 100),
        ({"enrolled_junior": 30, "enrolled_middle": 30, "enrolled_senior": 30, "enrolled_mixed": 10}, 100),
        ({}, None),
    ],
    ids=["others make the total", "others do not", "a blank among them", "mixed counts", "no other column"],
)
def test_a_blank_in_the_nursery_column_is_nought_only_if_the_other_ages_make_the_total(
    ages: dict[str, int | None], children: int | None
) -> None:
    of_roster = made(TOWN, [{**site(enrolled_nursery=None), **ages}])
    of_summary = made(TOWN, summary={"enrolled": 100, "enrolled_nursery": None, "enrolled_public": 100, **ages})
    for report in (of_roster, of_summary):
        assert operands(report, "public_share") == (children, children)


def test_more_nursery_children_than_children_is_no_figure() -> None:
    assert operands(made(TOWN, [site(enrolled=10, enrolled_nursery=11)]), "public_share") == (None, None)


def test_a_summary_with_nursery_children_not_split_by_nature_has_no_shares() -> None:
    split_not = {"enrolled": 200, "enrolled_nursery": 10, "enrolled_public": 100}
    assert operands(made(TOWN, summary=split_not), "public_share") == (None, 190)
    assert operands(made(TOWN, summary={**split_not, "enrolled_nursery": 0}), "public_share") == (100, 200)


# --- population -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cover", "resident", "registered"),
    [
        ({"population_resident_3_5": 200}, 200, None),
        ({"population_resident_3": 60, "population_resident_4": 70, "population_resident_5": 80}, 210, None),
        ({"population_resident_3": 60, "population_resident_4": 70, "population_resident_5": None}, None, None),
        ({"population_resident_3": 60, "population_resident_4": 70}, None, None),
        ({"population_registered_3_5": 190}, None, 190),
        ({"population_3_5": 180}, 180, 180),
        ({"population_resident_3_5": 200, "population_registered_3_5": 190, "population_3_5": 180}, 200, 190),
        ({"population_resident_3_5": 200, "population_resident_3": 1, "population_resident_4": 1,
          "population_resident_5": 1}, 200, None),
        ({"population_resident_3_5": 0}, 0, None),
        ({}, None, None),
    ],
)  # fmt: skip
def test_the_population_is_that_of_the_basis_and_never_of_the_other(
    cover: dict[str, int | None], resident: int | None, registered: int | None
) -> None:
    report = made(TOWN, [site()], cover=cover)
    assert operands(report, "gross_enrollment_rate", WUQING) == (100, resident)
    assert operands(report, "gross_enrollment_rate", REGISTERED) == (100, registered)


def test_an_unknown_population_is_named() -> None:
    assert observed(made(TOWN, [site()]), "gross_enrollment_rate").missing == ("population_resident_3_5",)


# --- roster and summary -----------------------------------------------------------------------------------


def test_the_roster_counts_before_the_summary() -> None:
    report = made(TOWN, [site(enrolled=100, staff=10)], summary={"enrolled": 300, "staff": 20})
    assert operands(report, "child_staff_ratio") == (100, 10)


def test_the_summary_has_what_the_roster_has_no_column_for() -> None:
    report = made(TOWN, [site(enrolled=100)], summary={"enrolled": 300, "staff": 20})
    assert operands(report, "child_staff_ratio") == (100, 20)


def test_a_blank_in_the_roster_is_not_filled_from_the_summary() -> None:
    report = made(TOWN, [site(enrolled=None)], summary={"enrolled": 300, "staff": 20})
    assert operands(report, "child_staff_ratio") == (None, 20)


@pytest.mark.parametrize(
    ("summary", "numerator"),
    [
        ({"enrolled_public": 100, "enrolled_inclusive_private": 50}, 150),
        ({"enrolled_public": 100, "enrolled_inclusive": 160}, 160),
        ({"enrolled_inclusive": 160}, 160),
        ({"enrolled_public": 100}, None),
        ({"enrolled_public": None, "enrolled_inclusive_private": 50}, None),
    ],
)
def test_inclusive_in_a_summary_is_stated_or_the_sum_of_public_and_inclusive_private(
    summary: dict[str, int | None], numerator: int | None
) -> None:
    report = made(TOWN, summary={"enrolled": 200, **summary})
    assert operands(report, "inclusive_coverage_rate") == (numerator, 200)


def test_care_and_teaching_staff_are_teachers_and_care_workers() -> None:
    full = made(TOWN, [site(teachers=6, care_workers=3)])
    assert operands(full, "child_care_teaching_staff_ratio") == (100, 9)
    without_care_workers = made(TOWN, [site(teachers=6)])
    assert operands(without_care_workers, "child_care_teaching_staff_ratio") == (100, None)
    assert observed(without_care_workers, "child_care_teaching_staff_ratio").missing == ("care_workers",)


def test_part_time_health_staff_do_not_count_in_1_to_150() -> None:
    report = made(TOWN, [site(enrolled=150, health_staff=1, health_staff_part_time=5)])
    assert operands(report, "child_health_staff_ratio") == (150, 1)


# --- health staff, site by site ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("children", "full_time", "part_time", "met", "lack"),
    [
        (1, 0, 1, True, 0),
        (149, 1, 0, True, 0),
        (149, 0, 1, True, 0),
        (149, None, 1, True, 0),
        (149, 0, 0, False, 1),
        (149, 0, None, None, 0),
        (149, None, 0, None, 0),
        (150, 1, 0, True, 0),
        (150, 0, 1, False, 1),
        (151, 1, 9, False, 1),
        (151, 2, 0, True, 0),
        (300, 2, 0, True, 0),
        (301, 2, 0, False, 1),
        (301, 0, 0, False, 3),
        (301, None, 9, None, 0),
    ],
)
def test_the_need_for_health_staff_is_rounded_up_at_each_site(
    children: int, full_time: int | None, part_time: int | None, met: bool | None, lack: int
) -> None:
    assert site_need(children, full_time, part_time, 150) == (met, lack)


def test_a_surplus_at_one_site_hides_no_hole_at_another() -> None:
    roster = [site(enrolled=100, health_staff=5, health_staff_part_time=0), site(enrolled=400, health_staff=1)]
    roster[1]["health_staff_part_time"] = 0
    judgement = judge(observed(made(TOWN, roster), "health_staff_requirement", STAFFING))
    assert (judgement.observation.numerator, judgement.observation.denominator) == (1, 2)
    assert (judgement.verdict, judgement.shortfall) == ("not_met", 2)


def test_a_site_without_children_needs_nobody() -> None:
    roster = [site(enrolled=0, health_staff=None), site(enrolled=100, health_staff=1)]
    assert operands(made(TOWN, roster), "health_staff_requirement", STAFFING) == (1, 1)
    nobody = made(TOWN, [site(enrolled=0, health_staff=0)])
    assert judge(observed(nobody, "health_staff_requirement", STAFFING)).verdict == "not_applicable"


def test_one_site_of_unknown_staff_makes_the_requirement_unknown() -> None:
    report = made(TOWN, [site(health_staff=None), site(health_staff=1)])
    assert operands(report, "health_staff_requirement", STAFFING) == (None, 2)
    assert observed(report, "health_staff_requirement", STAFFING).missing == ("health_staff",)


def test_a_summary_cannot_tell_sites_apart() -> None:
    report = made(TOWN, summary={"enrolled": 200, "health_staff": 2})
    assert operands(report, "health_staff_requirement", STAFFING) == (None, None)


# --- back to the cells ------------------------------------------------------------------------------------


def cells(report: TownReturn, field: str) -> list[str]:
    return [f"{figure.sheet}!{figure.cell}" for figure in cells_of(report, field, "resident")]


def test_a_figure_goes_back_to_the_cells_that_make_it() -> None:
    report = made(
        TOWN,
        [site(enrolled_nursery=5), site(enrolled_nursery=0)],
        cover={"population_resident_3": 1, "population_resident_4": 2, "population_resident_5": 3},
        summary={"staff": 20},
    )
    assert cells(report, "population") == ["封面!B1", "封面!B2", "封面!B3"]
    assert cells(report, "enrolled") == ["幼儿园名册!C2", "幼儿园名册!C3"]
    assert cells(report, "enrolled_preschool") == ["幼儿园名册!C2", "幼儿园名册!D2", "幼儿园名册!C3", "幼儿园名册!D3"]
    assert cells(report, "staff") == ["汇总表!B1"]
    assert cells(report, "teachers") == []


def test_a_scope_that_counts_nursery_children_puts_them_into_the_gross_rate_alone() -> None:
    profile = load_profile("wuqing-2023")
    wide = profile.model_copy(update={"scope": profile.scope.model_copy(update={"count_nursery": True})})
    measures = {indicator.id: wide.scoped(indicator.measure) for indicator in wide.indicators}
    assert measures["gross_enrollment_rate"].numerator == ("enrolled",)
    assert measures["public_share"].denominator == ("enrolled_preschool",)
