"""What partial sums can still become: never wrong wherever the missing figures lie within their bounds."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.catalogue import load_profile
from preschool_metrics.errors import RequestError
from preschool_metrics.measure import judge, observe
from preschool_metrics.measure.bounds import Assumed, bounds_by_name, bounds_from
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.town_return import TownReturn
from tests.builder import assessed, made
from tests.workflow.towns import AREAS, drawn, summary, town

WUQING = load_profile("wuqing-2023")
NATIONAL = load_profile("national-2020")


def reported(area: str, figures: dict[str, int | None], period: str = "2024-03") -> TownReturn:
    return made(area, summary=figures, period=period)


def changed(figures: dict[str, int | None], die: random.Random, percent: int) -> dict[str, int | None]:
    """Move every figure by at most so many percent, natures adding up to no more than all."""
    moved: dict[str, int | None] = {}
    for name, value in figures.items():
        low, high = -(-(value or 0) * (100 - percent) // 100), (value or 0) * (100 + percent) // 100
        moved[name] = die.choice([low, high, die.randint(low, high)])
    return moved


def consistent(figures: dict[str, int | None]) -> bool:
    public, inclusive = figures["enrolled_public"] or 0, figures["enrolled_inclusive_private"] or 0
    return public + inclusive <= (figures["enrolled"] or 0)


def by_key(judgements: list[Judgement]) -> dict[tuple[str, str, str], Judgement]:
    return {(each.observation.level, each.observation.area, each.observation.indicator.id): each for each in judgements}


@given(st.integers(0, 10**6), st.integers(0, 12), st.floats(0.05, 0.9))
def test_the_full_figure_lies_inside_and_what_is_certain_comes_true(seed: int, percent: int, share: float) -> None:
    die = random.Random(seed)
    last = drawn(seed)
    missing = [area for area in AREAS if die.random() < share]
    now = {}
    for area, figures in last.items():
        moved = changed(figures, die, percent) if area in missing else figures
        now[area] = moved if consistent(moved) else figures
    history = [reported(area, figures, "2024-02") for area, figures in last.items()]
    bounds = Assumed({}, Fraction(percent, 100)).of(history, WUQING)
    full = [reported(area, figures) for area, figures in now.items()]
    partial = [report for report in full if report.area not in missing]
    truth = by_key([judge(each) for each in observe(full, WUQING, "2024-03")])
    for key, told in by_key([judge(each) for each in observe(partial, WUQING, "2024-03", bounds)]).items():
        if key[0] == "town" or not told.observation.partial:
            continue
        whole = truth[key]
        if told.observation.interval is None:  # no health staff at all may be: children to none have no greatest value
            assert key[2] == "child_health_staff_ratio"
            continue
        low, high = told.observation.interval
        value = Fraction(whole.observation.numerator or 0, whole.observation.denominator or 1)
        assert low <= value <= high, key
        assert told.verdict in ("no_data", whole.verdict), key


def test_the_ends_are_reached_by_figures_within_the_bounds() -> None:
    """The interval is no wider than it must be: of a share the children counted are among all."""
    known = [reported("杨村街道", town(1000, 900, 700, 400))]
    bounds = {"黄庄街道": {"enrolled_public": (40, 90), "enrolled_preschool": (60, 100)}}
    every = [area for area in AREAS if area not in ("杨村街道", "黄庄街道")]
    bounds |= {area: {"enrolled_public": (0, 0), "enrolled_preschool": (0, 0)} for area in every}
    found = by_key([judge(each) for each in observe(known, WUQING, "2024-03", bounds)])
    share = found["district", "武清区", "public_share"]
    assert share.observation.interval == (Fraction(440, 1000), Fraction(490, 990))  # 40 of 100, and 90 of 90
    assert (share.verdict, share.shortfall) == ("not_met", None)
    assert found["district", "武清区", "gross_enrollment_rate"].verdict == "no_data"  # nothing bounds its population


def test_a_gross_rate_may_exceed_the_whole() -> None:
    known = [reported(area, town(100, 90, 80, 60)) for area in AREAS if area != "黄庄街道"]
    bounds = {"黄庄街道": {"enrolled_preschool": (150, 160), "population": (100, 110)}}
    found = by_key([judge(each) for each in observe(known, WUQING, "2024-03", bounds)])
    rate = found["district", "武清区", "gross_enrollment_rate"]
    assert rate.observation.interval == (Fraction(29 * 90 + 150, 29 * 100 + 110), Fraction(29 * 90 + 160, 3000))


def test_without_bounds_nothing_changes() -> None:
    known = [reported("杨村街道", town(1000, 900, 700, 400))]
    assert Assumed({}, None).of(known, WUQING) is None
    for each in observe(known, WUQING, "2024-03"):
        assert each.interval is None
        assert not each.partial or judge(each).verdict == "no_data"


def test_bounds_of_a_margin_are_whole_numbers_outward() -> None:
    bounds = bounds_from([reported("黄庄街道", town(101, 95, 80, 51), "2024-02")], WUQING, Fraction(1, 10))
    assert bounds["黄庄街道"]["population"] == (90, 112)
    assert bounds["黄庄街道"]["enrolled_public"] == (45, 57)
    assert "staff" not in bounds["黄庄街道"]


def test_the_last_return_counts_not_the_first() -> None:
    history = [
        reported("黄庄街道", town(number, 95, 80, 51), month) for number, month in ((300, "2024-02"), (100, "2023-12"))
    ]
    assert bounds_from(history, WUQING, Fraction(0))["黄庄街道"]["population"] == (300, 300)


def test_what_is_given_goes_before_what_the_margin_gives() -> None:
    assumed = Assumed({"黄庄街道": {"population": (1, 2)}}, Fraction(0))
    bounds = assumed.of([reported("黄庄街道", town(100, 95, 80, 51), "2024-02")], WUQING)
    assert bounds is not None
    assert bounds["黄庄街道"]["population"] == (1, 2)
    assert bounds["黄庄街道"]["enrolled_public"] == (51, 51)


def test_bounds_name_areas_as_people_do_and_unknown_ones_are_refused() -> None:
    assert set(bounds_by_name({"黄庄": {}, "武清区曹子里镇": {}}, WUQING)) == {"黄庄街道", "曹子里镇"}
    with pytest.raises(RequestError, match="曹子里镇"):
        bounds_by_name({"曹子镇": {}}, WUQING)


def test_an_unknown_cell_leaves_no_interval() -> None:
    figures = {**town(1000, 900, 700, 400), "enrolled_public": None}
    months = {"2024-02/a.xlsx": summary(drawn(1), "2024-02"), "2024-03/a.xlsx": summary({"杨村街道": figures})}
    assessment = assessed(months)
    assert all(each.observation.interval is None for each in assessment.judgements)


def test_a_sum_of_which_a_part_is_given_follows_its_parts() -> None:
    """Inclusive is public and inclusive private: 200 more in public ones are 200 more in both."""
    last = [reported("黄庄街道", town(1000, 950, 700, 400), "2024-02")]
    bounds = Assumed({"黄庄街道": {"enrolled_public": (600, 620)}}, Fraction(0)).of(last, WUQING)
    known = [reported(area, town(0, 0, 0, 0)) for area in AREAS if area != "黄庄街道"]
    found = by_key([judge(each) for each in observe(known, WUQING, "2024-03", bounds)])
    coverage = found["district", "武清区", "inclusive_coverage_rate"]
    assert coverage.observation.interval == (Fraction(900, 950), Fraction(920, 950))


def test_where_there_may_be_no_children_nothing_is_certain_of_their_staff() -> None:
    known = [reported(area, town(10, 0, 0, 0, staff=2)) for area in AREAS if area != "黄庄街道"]
    found = {}
    for least in (0, 1):
        bounds = {"黄庄街道": {"enrolled": (least, 9), "staff": (3, 3)}}
        judged = by_key([judge(each) for each in observe(known, WUQING, "2024-03", bounds)])
        found[least] = judged["district", "武清区", "child_staff_ratio"].verdict
    assert found == {0: "no_data", 1: "met"}
