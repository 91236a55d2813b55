"""Series and paces: exact, and silent where the months do not carry a claim."""

from fractions import Fraction

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import judge
from preschool_metrics.measure.trend import moved_most, trends_of
from preschool_metrics.model.assessment import Assessment, Coverage
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.trend import Trend
from preschool_metrics.report.text.trend import sparkline

WUQING = load_profile("wuqing-2023")
MONTHS = tuple(f"{2023 + (month + 3) // 12}-{(month + 3) % 12 + 1:02}" for month in range(12))  # 2023-04 to 2024-03


def point(
    period: str,
    numerator: int | None,
    denominator: int,
    indicator: str = "public_share",
    area: str = "曹子里镇",
    *,
    partial: bool = False,
) -> Judgement:
    found = WUQING.indicator(indicator)
    assert found is not None
    return judge(Observation("wuqing-2023", period, area, "town", None, found, numerator, denominator, partial=partial))


def assessment(*points: Judgement) -> Assessment:
    last = max(each.observation.period for each in points)
    now = tuple(each for each in points if each.observation.period == last)
    before = [each for each in points if each.observation.period < last]
    return Assessment((WUQING,), last, (), Coverage(30, 30, ()), now, (), (), (), (), of_history=lambda: iter(before))


def trend(*values: int | None, indicator: str = "public_share", months: tuple[str, ...] = MONTHS) -> Trend:
    """Return the trend of values in thousandths over the last months."""
    dated = zip(months[-len(values) :], values, strict=True)
    (made,) = trends_of(assessment(*(point(month, value, 1000, indicator) for month, value in dated)))
    return made


def test_the_pace_is_the_median_slope_and_the_line_is_reached_in_the_month_that_it_leads_to() -> None:
    made = trend(440, 450, 460, 470)
    short, long = made.paces
    assert (short.usual, short.slow, short.fast) == (Fraction(1, 100),) * 3
    assert (short.reached, short.earliest, short.latest) == ("2024-06", "2024-06", "2024-06")
    assert (long.points, long.usual, long.reached) == (4, None, None)  # four months say nothing of twelve
    assert (made.left, made.needed) == (9, Fraction(30, 9000))
    assert (made.since_first, made.since_previous) == (Fraction(30, 1000), Fraction(1, 100))


def test_one_month_gone_wrong_moves_the_pace_little() -> None:
    steady = trend(*range(400, 448, 4))
    odd = trend(*(value if at != 6 else 300 for at, value in enumerate(range(400, 448, 4))))
    assert steady.paces[1].usual == Fraction(4, 1000)
    assert odd.paces[1].usual == Fraction(4, 1000)


def test_an_uncertain_pace_gives_an_interval_open_at_the_far_end() -> None:
    made = trend(460, 462, 480, 478)
    pace = made.paces[0]
    assert (pace.slow, pace.usual, pace.fast) == (Fraction(2, 1000), Fraction(7, 1000), Fraction(10, 1000))
    assert (pace.earliest, pace.reached, pace.latest) == ("2024-06", "2024-07", "2025-02")
    assert trend(460, 455, 480, 470).paces[0].latest is None


def test_no_claim_from_too_few_months_nor_in_the_wrong_direction_nor_beyond_ten_years() -> None:
    assert trend(450, 460).paces[0].usual is None
    away = trend(470, 460, 450, 440)
    assert (away.backwards, away.paces[0].reached) == (True, None)
    assert trend(470, 470, 470, 470).paces[0].reached is None
    assert trend(400, 400, 400, 401).paces[0].reached is None


def test_what_is_met_needs_nothing_and_may_still_go_backwards() -> None:
    made = trend(560, 550, 540, 530)
    assert (made.needed, made.backwards) == (None, True)
    assert made.paces[0].reached is None


def test_of_a_ratio_fewer_children_to_one_are_the_way_to_the_line() -> None:
    made = trend(7600, 7500, 7400, 7300, indicator="child_staff_ratio")
    assert made.paces[0].usual == Fraction(1, 10)
    assert made.paces[0].reached == "2024-06"
    assert made.since_first == Fraction(-3, 10)
    assert not made.backwards


def test_partial_months_and_those_without_a_figure_carry_no_pace() -> None:
    points = [point(month, 400 + 10 * at, 1000) for at, month in enumerate(MONTHS[:10])]
    points += [point(MONTHS[10], 900, 1000, partial=True), point(MONTHS[11], None, 1000)]
    (made,) = trends_of(assessment(*points))
    assert made.last.observation.period == MONTHS[9]
    assert (made.left, len(made.points)) == (11, 11)
    assert made.paces[0].usual == Fraction(1, 100)


def test_after_the_deadline_nothing_is_needed_a_month() -> None:
    made = trend(400, 410, 420, months=("2024-11", "2024-12", "2025-01"))
    assert (made.left, made.needed) == (-1, None)


def test_an_area_without_any_whole_figure_has_no_trend() -> None:
    assert trends_of(assessment(point("2024-03", 400, 1000, partial=True))) == []


def test_the_series_is_drawn_between_its_ends_a_blank_for_a_month_without_one() -> None:
    drawn = sparkline(trend(400, 450, None, 470))
    assert drawn == "▁▆ █"
    assert drawn.encode("gbk")
    assert sparkline(trend(400, 400, 400)) == "▁▁▁"


@pytest.mark.parametrize(("since", "most"), [("since_first", "甲"), ("since_previous", "乙")])
def test_who_moved_most(since: str, most: str) -> None:
    points = []
    for area, values in (("甲", (400, 480, 485)), ("乙", (400, 410, 460)), ("丙", (500, 400, 300))):
        points += [point(month, value, 1000, area=area) for month, value in zip(MONTHS[-3:], values, strict=True)]
    found = moved_most(trends_of(assessment(*points)), since)
    assert found is not None
    assert found.last.observation.area == most
    assert moved_most([trend(500, 400)]) is None
