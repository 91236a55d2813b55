"""What holds of every verdict, whatever the figures: the laws of design §2."""

from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil, floor

from hypothesis import assume, given
from hypothesis import strategies as st

from preschool_metrics.measure import judge
from preschool_metrics.measure.line import line_behind, reaches
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.policy import Indicator

COUNTS = st.one_of(st.integers(0, 400), st.integers(0, 9_999_999_999))
SHARE_LINES = st.integers(1, 12_000).map(lambda n: Decimal(n).scaleb(-4))
ONE_TO_N_LINES = st.integers(1, 30_000).map(lambda n: Decimal(n).scaleb(-2))


def indicator(display: str, **threshold: Decimal) -> Indicator:
    """An indicator with one line, drawn as a share or as 1:n."""
    cited = {"since": "2024-01", "levels": ["town"], "binding": True, "clause": "一", "quote": "一"}
    example = {"numerator": 1, "denominator": 1, "display": "1"}
    return Indicator.model_validate(
        {
            "id": "made_up",
            "title": {"zh": "指标", "en": "indicator"},
            "definition": {"zh": "分子 ÷ 分母", "en": "one over the other"},
            "measure": {"numerator": ["enrolled"], "denominator": ["staff"]},
            "better": "higher" if "at_least" in threshold else "lower",
            "display": display,
            "thresholds": [{**cited, **threshold}],
            "examples": [{**example, "verdict": "met"}, {**example, "verdict": "not_met"}],
        }
    )


def observed(of: Indicator, numerator: int | None, denominator: int | None, *, partial: bool = False) -> Observation:
    return Observation("made-up", "2024-03", "曹子里镇", "town", None, of, numerator, denominator, partial=partial)


def share(line: Decimal, numerator: int | None, denominator: int | None, *, partial: bool = False) -> Judgement:
    return judge(observed(indicator("percent", at_least=line), numerator, denominator, partial=partial))


def one_to_n(line: Decimal, numerator: int | None, denominator: int | None) -> Judgement:
    return judge(observed(indicator("one_to_n", at_most=line), numerator, denominator))


@st.composite
def near(draw: st.DrawFn, lines: st.SearchStrategy[Decimal]) -> tuple[Decimal, int, int]:
    """Draw a line and two counts, often so that their quotient is as close to the line as whole numbers come."""
    line, denominator = draw(lines), draw(COUNTS)
    close = int((line * denominator).to_integral_value(ROUND_FLOOR)) + draw(st.integers(-1, 1))
    numerator = draw(st.one_of(COUNTS, st.just(max(close, 0))))
    return line, numerator, denominator


SHARES, RATIOS = near(SHARE_LINES), near(ONE_TO_N_LINES)


def shown(judgement: Judgement) -> Decimal:
    """Parse a display back to the number that a reader sees, in the unit of the line."""
    text = judgement.display
    return Decimal(text.removesuffix("%")) / 100 if text.endswith("%") else Decimal(text.removeprefix("1:"))


def half_up(number: Fraction, decimals: int) -> Decimal:
    """Round half up, by a floor and nothing else."""
    return Decimal(floor(number * 10**decimals + Fraction(1, 2))).scaleb(-decimals)


def decimals_of(judgement: Judgement) -> int:
    return len(judgement.display.removesuffix("%").partition(".")[2])


# --- verdicts ---------------------------------------------------------------------------------------------


@given(SHARES)
def test_the_verdict_on_a_share_is_the_exact_comparison(case: tuple[Decimal, int, int]) -> None:
    line, numerator, denominator = case
    assume(denominator)
    met = Fraction(numerator, denominator) >= Fraction(line)
    assert share(*case).verdict == ("met" if met else "not_met")


@given(RATIOS)
def test_the_verdict_on_1_to_n_is_the_exact_comparison(case: tuple[Decimal, int, int]) -> None:
    line, children, staff = case
    assume(children and staff)
    met = Fraction(children, staff) <= Fraction(line)
    assert one_to_n(*case).verdict == ("met" if met else "not_met")


@given(SHARE_LINES, COUNTS)
def test_a_share_of_nothing_is_not_applicable(line: Decimal, numerator: int) -> None:
    judgement = share(line, numerator, 0)
    assert (judgement.verdict, judgement.display, judgement.value) == ("not_applicable", "—", None)
    assert (judgement.gap, judgement.shortfall) == (None, None)
    assert judgement.observation.denominator == 0


@given(ONE_TO_N_LINES, COUNTS)
def test_without_children_1_to_n_is_not_applicable(line: Decimal, staff: int) -> None:
    judgement = one_to_n(line, 0, staff)
    assert (judgement.verdict, judgement.display, judgement.value) == ("not_applicable", "—", None)
    assert (judgement.gap, judgement.shortfall) == (None, None)


@given(ONE_TO_N_LINES, st.integers(1, 100_000))
def test_children_without_staff_do_not_meet_1_to_n(line: Decimal, children: int) -> None:
    judgement = one_to_n(line, children, 0)
    assert (judgement.verdict, judgement.display, judgement.value) == ("not_met", "1:—", None)
    assert judgement.gap is None
    assert judgement.shortfall == ceil(Fraction(children) / Fraction(line))


@given(SHARE_LINES, st.one_of(st.none(), COUNTS), st.one_of(st.none(), COUNTS), st.booleans())
def test_an_unknown_operand_or_a_missing_return_leaves_no_verdict(
    line: Decimal, numerator: int | None, denominator: int | None, partial: bool
) -> None:
    assume(partial or numerator is None or denominator is None)
    judgement = share(line, numerator, denominator, partial=partial)
    assert judgement.verdict == "no_data"
    assert judgement.shortfall is None


@given(SHARE_LINES, st.one_of(st.none(), COUNTS))
def test_an_unknown_operand_shows_no_figure(line: Decimal, other: int | None) -> None:
    for judgement in (share(line, None, other), share(line, other, None), one_to_n(line, None, other)):
        assert judgement.value is None
        assert judgement.gap is None
        assert judgement.display == "—"


# --- shortfalls -------------------------------------------------------------------------------------------


@given(SHARES)
def test_the_shortfall_of_a_share_closes_the_gap_and_one_less_does_not(case: tuple[Decimal, int, int]) -> None:
    _, numerator, denominator = case
    assume(denominator)
    judgement = share(*case)
    lack = judgement.shortfall or 0
    assert (lack == 0) == (judgement.verdict == "met")
    assert reaches(numerator + lack, denominator, line_behind(judgement))
    assert not lack or not reaches(numerator + lack - 1, denominator, line_behind(judgement))


@given(RATIOS)
def test_the_shortfall_of_1_to_n_is_the_staff_needed_and_one_less_is_not_enough(case: tuple[Decimal, int, int]) -> None:
    _, children, staff = case
    assume(children)
    judgement = one_to_n(*case)
    lack = judgement.shortfall or 0
    assert (lack == 0) == (judgement.verdict == "met")
    assert reaches(children, staff + lack, line_behind(judgement))
    assert not lack or not reaches(children, staff + lack - 1, line_behind(judgement))


@given(SHARES)
def test_where_less_is_better_the_shortfall_is_what_must_go(case: tuple[Decimal, int, int]) -> None:
    line, numerator, denominator = case
    assume(denominator)
    judgement = judge(observed(indicator("percent", at_most=line), numerator, denominator))
    lack = judgement.shortfall or 0
    assert reaches(numerator - lack, denominator, line_behind(judgement))
    assert not lack or not reaches(numerator - lack + 1, denominator, line_behind(judgement))


# --- what is shown ----------------------------------------------------------------------------------------


@given(SHARES)
def test_the_display_of_a_share_never_contradicts_the_verdict(case: tuple[Decimal, int, int]) -> None:
    line, _, denominator = case
    assume(denominator)
    judgement = share(*case)
    assert (shown(judgement) >= line) == (judgement.verdict == "met")


@given(RATIOS)
def test_the_display_of_1_to_n_never_contradicts_the_verdict(case: tuple[Decimal, int, int]) -> None:
    line, children, staff = case
    assume(children and staff)
    judgement = one_to_n(*case)
    assert (shown(judgement) <= line) == (judgement.verdict == "met")


@given(SHARES)
def test_the_display_is_rounded_half_up_to_two_decimals_or_to_the_first_that_agrees(
    case: tuple[Decimal, int, int],
) -> None:
    line, numerator, denominator = case
    assume(denominator)
    judgement = share(*case)
    percent, decimals = Fraction(numerator, denominator) * 100, decimals_of(judgement)
    assert shown(judgement) * 100 == half_up(percent, decimals)
    for fewer in range(2, decimals):
        assert (half_up(percent, fewer) >= line * 100) != (judgement.verdict == "met")


@given(RATIOS)
def test_1_to_n_is_rounded_half_up_as_well(case: tuple[Decimal, int, int]) -> None:
    _, children, staff = case
    assume(children and staff)
    judgement = one_to_n(*case)
    assert shown(judgement) == half_up(Fraction(children, staff), decimals_of(judgement))
    assert decimals_of(judgement) >= 2


@given(SHARES)
def test_value_and_gap_are_in_one_unit_and_the_gap_is_never_negative(case: tuple[Decimal, int, int]) -> None:
    line, numerator, denominator = case
    assume(denominator)
    judgement = share(*case)
    assert judgement.value == half_up(Fraction(numerator, denominator), 8)
    least = Decimal("0.00000001") if judgement.verdict == "not_met" else Decimal(0)
    assert judgement.gap == max(line - (judgement.value or 0), least)
