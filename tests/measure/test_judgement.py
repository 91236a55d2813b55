"""Verdicts at the line, one by one."""

from decimal import Decimal

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import contradicted_examples, judge
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.policy import Level, Profile

WUQING = load_profile("wuqing-2023")
STAFFING = load_profile("staffing-2013")


def judged(indicator: str, numerator: int | None, denominator: int | None, profile: Profile = WUQING) -> Judgement:
    return at_level("town", indicator, numerator, denominator, profile)


def at_level(
    level: Level, indicator: str, numerator: int | None, denominator: int | None, profile: Profile = WUQING
) -> Judgement:
    measured = profile.indicator(indicator)
    assert measured
    return judge(Observation(profile.id, "2024-03", "曹子里镇", level, None, measured, numerator, denominator))


@pytest.mark.parametrize(
    ("numerator", "denominator", "verdict", "display", "shortfall"),
    [
        (50, 100, "met", "50.00%", 0),
        (4997, 10000, "not_met", "49.97%", 3),
        (49999, 100000, "not_met", "49.999%", 1),
        (499999999, 1000000000, "not_met", "49.9999999%", 1),
        (100, 100, "met", "100.00%", 0),
        (0, 100, "not_met", "0.00%", 50),
        (1, 3, "not_met", "33.33%", 1),
        (2, 3, "met", "66.67%", 0),
        (0, 0, "not_applicable", "—", None),
        (None, 100, "no_data", "—", None),
    ],
)
def test_the_public_share_at_50_percent(
    numerator: int | None, denominator: int, verdict: str, display: str, shortfall: int | None
) -> None:
    judgement = judged("public_share", numerator, denominator)
    assert (judgement.verdict, judgement.display, judgement.shortfall) == (verdict, display, shortfall)


@pytest.mark.parametrize(
    ("children", "staff", "verdict", "display", "shortfall"),
    [
        (700, 100, "met", "1:7.00", 0),
        (701, 100, "not_met", "1:7.01", 1),
        (70001, 10000, "not_met", "1:7.0001", 1),
        (69999, 10000, "met", "1:7.00", 0),
        (90, 0, "not_met", "1:—", 13),
        (0, 5, "not_applicable", "—", None),
        (0, 0, "not_applicable", "—", None),
        (90, None, "no_data", "—", None),
    ],
)
def test_children_to_staff_at_1_to_7(
    children: int, staff: int | None, verdict: str, display: str, shortfall: int | None
) -> None:
    judgement = judged("child_staff_ratio", children, staff)
    assert (judgement.verdict, judgement.display, judgement.shortfall) == (verdict, display, shortfall)


def test_92_996_percent_is_never_shown_as_93() -> None:
    assert judged("gross_enrollment_rate", 92996, 100000).display == "92.996%"


def test_figures_beyond_any_display_are_judged_exactly_all_the_same() -> None:
    judgement = judged("public_share", 10**15 - 1, 2 * 10**15)
    assert (judgement.verdict, judgement.shortfall) == ("not_met", 1)


def test_a_gross_rate_above_100_percent_is_kept() -> None:
    judgement = judged("gross_enrollment_rate", 10504, 10000)
    assert (judgement.verdict, judgement.display, judgement.gap) == ("met", "105.04%", Decimal(0))


def test_the_gap_is_the_distance_to_the_line_in_the_unit_of_the_value() -> None:
    assert judged("public_share", 45, 100).gap == Decimal("0.05")
    assert judged("child_staff_ratio", 77, 10).gap == Decimal("0.7")
    assert judged("child_staff_ratio", 90, 0).gap is None


def test_value_has_eight_decimals() -> None:
    assert judged("public_share", 410, 812).value == Decimal("0.50492611")


def test_a_line_binds_only_at_its_levels_and_only_where_it_is_no_striving() -> None:
    assert judged("public_share", 1, 2).binding
    assert not at_level("group", "public_share", 1, 2).binding
    assert at_level("district", "public_share", 1, 2).binding
    assert not at_level("district", "child_staff_ratio", 7, 1).binding
    assert at_level("kindergarten", "child_staff_ratio", 7, 1, STAFFING).binding
    assert not at_level("kindergarten", "child_health_staff_ratio", 7, 1, STAFFING).binding


def test_a_level_without_a_line_is_compared_all_the_same() -> None:
    assert at_level("group", "public_share", 49, 100).verdict == "not_met"


def test_a_period_before_the_first_threshold_is_judged_by_it() -> None:
    measured = WUQING.indicators[0]
    judgement = judge(Observation(WUQING.id, "2019-09", "曹子里镇", "town", None, measured, 92, 100))
    assert (judgement.verdict, judgement.threshold.since) == ("not_met", "2023-02")


def test_an_example_that_does_not_come_out_is_told() -> None:
    indicator = WUQING.indicators[2]
    wrong = indicator.model_copy(
        update={"examples": (indicator.examples[0].model_copy(update={"display": "50.0%"}), indicator.examples[1])}
    )
    told = contradicted_examples(WUQING.model_copy(update={"indicators": (wrong,)}))
    assert told == ["public_share: the example 1/2 says met 50.0%, the latest threshold gives met 50.00%"]
