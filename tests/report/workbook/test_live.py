"""Formulas against the judge: whatever the counts and wherever the line is moved, the two say the same."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.catalogue import load_profile
from preschool_metrics.language import speaking
from preschool_metrics.measure import judge
from preschool_metrics.model.assessment import Assessment, Coverage
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.policy import Indicator, Level, Profile
from preschool_metrics.report.view import Figure
from preschool_metrics.report.view.figures import Making, figure_of, indicator_of
from preschool_metrics.report.words import verdict_word
from preschool_metrics.report.workbook import live
from preschool_metrics.report.workbook.live import Line, Live, Place
from tests.excel import Value, compute

PERIOD = "2024-03"
WUQING, NATIONAL, STAFFING = map(load_profile, ("wuqing-2023", "national-2020", "staffing-2013"))
EVERY = [(profile, each) for profile in (WUQING, NATIONAL, STAFFING) for each in profile.indicators]
AT = Place("N", "D", "V", "W", "R<E")
COUNTS = st.one_of(st.none(), st.integers(0, 30), st.integers(0, 60_000_000))


def moved(indicator: Indicator, line: Decimal) -> Indicator:
    """Return the indicator with its line elsewhere."""
    lines = tuple(each.model_copy(update={each.direction: line}) for each in indicator.thresholds)
    return indicator.model_copy(update={"thresholds": lines})


def judged(
    profile: Profile, indicator: Indicator, counts: tuple[int | None, int | None], level: Level = "town", **more: int
) -> Judgement:
    partial = more.get("received", 1) < more.get("expected", 1)
    return judge(
        Observation(profile.id, PERIOD, "曹子里镇", level, None, indicator, *counts, partial=partial, **more)  # type: ignore[arg-type]
    )


def figured(judgement: Judgement, profile: Profile) -> Figure:
    empty = Assessment((profile,), PERIOD, (), Coverage(1, 1, ()), (), (), (), (), ())
    shown = indicator_of(judgement.observation.indicator, PERIOD, (), "zh")
    return figure_of(judgement, shown, Making(empty, (PERIOD,), {}, "zh", ""))


def shown(figure: Figure, line: Decimal | str | None = None) -> dict[str, Value]:
    """Return what the cells of a figure come to, the line moved in its yellow cell."""
    own = Line("line_own", figure.indicator)
    moved_to = figure.indicator.threshold if line is None else line
    dash = live.NOTHING
    cells: dict[str, Value] = {
        "N": dash if figure.numerator is None else figure.numerator,
        "D": dash if figure.denominator is None else figure.denominator,
        "R": figure.received,
        "E": figure.expected,
        "line_own": moved_to if isinstance(moved_to, str) else float(moved_to),
    }
    made = {"V": live.value, "W": live.verdict, "S": live.shortfall, "G": live.gap}
    for name, make in made.items():
        cell = make(own, AT, figure)
        cells[name] = compute(cell.formula, cells) if isinstance(cell, Live) else cell
    return cells


def near(value: Value) -> object:
    """Return a value as a spreadsheet computes it: to fifteen digits, and one either way in the eighth decimal."""
    return pytest.approx(value, rel=1e-14, abs=1.01e-8) if isinstance(value, float) else value


@st.composite
def cases(draw: st.DrawFn) -> tuple[Profile, Indicator, tuple[int | None, int | None], Decimal]:
    """Draw counts and a line with the decimals that its cell shows; half of them right at the line."""
    profile, indicator = draw(st.sampled_from(EVERY))
    share = indicator.display == "percent"
    line = Decimal(draw(st.integers(1, 12_000 if share else 40_000))).scaleb(-4 if share else -2)
    numerator, denominator = draw(COUNTS), draw(COUNTS)
    if denominator and draw(st.booleans()):
        numerator = max(0, int(denominator * line) + draw(st.integers(-1, 1)))
    return profile, indicator, (numerator, denominator), line


@given(cases())
def test_verdicts_and_shortfalls_follow_the_line_as_the_judge_would(
    case: tuple[Profile, Indicator, tuple[int | None, int | None], Decimal],
) -> None:
    profile, indicator, counts, line = case
    written = figured(judged(profile, indicator, counts), profile)
    expected = figured(judged(profile, moved(indicator, line), counts), profile)
    cells = shown(written, line)
    assert cells["W"] == expected.verdict_word
    assert cells["V"] == near(live.value_result(expected))
    if indicator.measure.kind != "requirement":
        assert cells["S"] == (live.NOTHING if expected.shortfall is None else expected.shortfall)


@given(cases(), st.integers(0, 3), st.integers(1, 3))
def test_what_is_stored_is_what_the_formula_comes_to(
    case: tuple[Profile, Indicator, tuple[int | None, int | None], Decimal], received: int, expected: int
) -> None:
    profile, indicator, counts, line = case
    judgement = judged(profile, moved(indicator, line), counts, "district", received=received, expected=expected)
    figure = figured(judgement, profile)
    own, cells = Line("line_own", figure.indicator), shown(figure)
    for name, make in {"V": live.value, "W": live.verdict, "S": live.shortfall}.items():
        made = make(own, AT, figure)
        assert cells[name] == near(made.result if isinstance(made, Live) else made)
    stored = live.gap(own, AT, figure).result
    assert cells["G"] == (stored if isinstance(stored, str) else pytest.approx(stored, abs=1e-6))


@given(cases(), st.integers(1, 60_000), st.integers(1, 60_000))
def test_with_returns_missing_a_verdict_is_certain_or_none(
    case: tuple[Profile, Indicator, tuple[int | None, int | None], Decimal], one: int, other: int
) -> None:
    """两端都在达标线一侧才作判定；缺口要等报表补齐。"""
    profile, indicator, _counts, line = case
    ends = Fraction(one, 60_000), Fraction(other, 1000)
    figure = replace(
        figured(judged(profile, indicator, (8, 9), "district", received=1, expected=2), profile), interval=ends
    )
    cells = shown(figure, line)
    sides = {end >= line if indicator.better == "higher" else end <= line for end in ends}
    assert cells["W"] == ("缺数据" if len(sides) > 1 else "达标" if True in sides else "未达标")
    assert cells["G"] == live.NOTHING
    assert cells["S"] == live.NOTHING or indicator.measure.kind == "requirement"
    assert shown(figure, "")["W"] == "缺数据"


@pytest.mark.parametrize(("numerator", "verdict", "shortfall"), [(93, "met", 0), (92, "not_met", 1)])
def test_the_line_itself_is_met(numerator: int, verdict: Literal["met", "not_met"], shortfall: int) -> None:
    cells = shown(figured(judged(WUQING, WUQING.indicators[0], (numerator, 100)), WUQING))
    assert (cells["W"], cells["S"]) == (verdict_word(verdict), shortfall)


def test_a_hair_below_the_line_is_not_met() -> None:
    cells = shown(figured(judged(WUQING, WUQING.indicators[0], (929_999_999, 1_000_000_000)), WUQING))
    assert (cells["W"], cells["S"]) == ("未达标", 1)
    assert cells["G"] == 0.000001 or cells["G"] == pytest.approx(0.0000001, abs=1e-6)


def test_children_and_no_staff() -> None:
    cells = shown(figured(judged(WUQING, WUQING.indicators[5], (301, 0)), WUQING))
    assert (cells["V"], cells["W"], cells["S"], cells["G"]) == ("1:—", "未达标", 3, "—")


@pytest.mark.parametrize("line", ["", "九成三", "-1", Decimal(0), Decimal(-1)])
def test_without_a_line_there_is_no_verdict(line: Decimal | str) -> None:
    for indicator in WUQING.indicators:
        cells = shown(figured(judged(WUQING, indicator, (80, 90)), WUQING), line)
        assert (cells["W"], cells["S"], cells["G"]) == ("缺数据", "—", "—")


def test_the_decimals_of_a_finer_line_count() -> None:
    fine = moved(WUQING.indicators[0], Decimal("0.666666"))
    figure = figured(judged(WUQING, fine, (666_666, 1_000_000)), WUQING)
    own = Line("line_own", figure.indicator)
    assert (own.steps, own.number_format) == (1_000_000, '"≥"0.0000%')
    assert shown(figure)["W"] == "达标"
    assert shown(figured(judged(WUQING, fine, (666_665, 1_000_000)), WUQING))["W"] == "未达标"


def test_words_are_those_of_the_language() -> None:
    with speaking("en"):
        figure = figured(judged(WUQING, WUQING.indicators[0], (93, 100)), WUQING)
        assert shown(figure)["W"] == "met"
