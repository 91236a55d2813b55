"""A line, and the one answer to whether a ratio reaches it, how it is then shown, and how much is missing.

Everything here holds for whole numbers and, as a formula, for cells of a spreadsheet: what the tool says and what a
workbook computes anew come from the same definition. No float decides anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any, Final, Generic, TypeVar, overload

from preschool_metrics.measure.formula import Condition, Formula, at_least_none, both, choose, rounded, same
from preschool_metrics.model.dictionary import Lacking
from preschool_metrics.model.measures import lacking_of
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Indicator, Threshold

NOTHING: Final = "—"
DECIMALS: Final = range(2, 13)  # as many are shown as it takes; 12 tell any two counts of a nation apart
_VALUE_PLACES: Final = 8
_PRECISION: Final = 40
N = TypeVar("N", int, Formula)


@dataclass(frozen=True, slots=True)
class Line(Generic[N]):
    """A line as whole numbers, p ÷ q.

    value     the line itself: an exact number, or the cell that holds it
    at_least  which side of it is met
    per_head  the ratio is children for one post, shown as 1:n; else it is a share, shown in percent
    """

    value: Decimal | Formula
    p: N
    q: int
    at_least: bool
    per_head: bool

    @property
    def sign(self) -> str:
        """The side that is met, as a sign."""
        return "≥" if self.at_least else "≤"

    @property
    def scale(self) -> int:
        """What a value is multiplied by before it is shown."""
        return 1 if self.per_head else 100

    @property
    def printed(self) -> str:
        """The line as printed, where it is a number: ≥93% or ≤1:7."""
        number = f"{(Decimal(str(self.value)) * self.scale).normalize():f}"
        return f"{self.sign}1:{number}" if self.per_head else f"{self.sign}{number}%"

    def places(self, decimals: int) -> int:
        """Return the places of a value whose shown figure has so many decimals."""
        return decimals if self.per_head else decimals + 2


def exact(value: Decimal, *, at_least: bool = True, per_head: bool = False) -> Line[int]:
    """Return the line at an exact number."""
    return Line(value, *value.as_integer_ratio(), at_least, per_head)


def line_of(threshold: Threshold, indicator: Indicator) -> Line[int]:
    """Return the line of a threshold."""
    return exact(threshold.line, at_least=threshold.direction == "at_least", per_head=indicator.display == "one_to_n")


def line_behind(judgement: Judgement) -> Line[int]:
    """Return the line that an observation was judged by."""
    return line_of(judgement.threshold, judgement.observation.indicator)


def written(line: Line[int]) -> Line[Formula]:
    """Return a line as formulas write it: with its numbers in them."""
    return Line(line.value, Formula(str(line.p)), line.q, line.at_least, line.per_head)


def line_text(threshold: Threshold, indicator: Indicator) -> str:
    """Return a line as printed: ≥93% or ≤1:7."""
    return line_of(threshold, indicator).printed


# --- does it reach the line? ------------------------------------------------------------------------------


def applies(numerator: N, denominator: N, line: Line[N]) -> Condition:
    """Tell whether there is anything to judge: children for the staff to look after, or something to be a share of."""
    return (numerator if line.per_head else denominator) > 0


def _sides(numerator: N, denominator: N, line: Line[N]) -> tuple[N, N]:
    """Return what must not be the less, and the other: numerator · q and denominator · p, or the other way round."""
    one, other = numerator * line.q, denominator * line.p
    return (one, other) if line.at_least else (other, one)


def surplus(numerator: int, denominator: int, line: Line[int]) -> int:
    """Return how far operands are beyond the line, in parts of q; below 0 where they miss it. It is linear in both."""
    more, less = _sides(numerator, denominator, line)
    return more - less


@overload
def reaches(numerator: int, denominator: int, line: Line[int]) -> bool: ...
@overload
def reaches(numerator: Formula, denominator: Formula, line: Line[Formula]) -> Formula: ...
def reaches(numerator: Any, denominator: Any, line: Line[Any]) -> Any:
    """Tell whether operands to which the line applies reach it: `numerator·q ≥ denominator·p`, or `≤`.

    Children for whom there is no staff are on neither side of a line.
    """
    more, less = _sides(numerator, denominator, line)
    reached = more >= less
    return both(denominator > 0, reached) if line.at_least and line.per_head else reached


def decided(numerator: N, denominator: N, line: Line[N], words: Sequence[Any]) -> Any:  # noqa: ANN401 - words or formulas
    """Return one of three words: met, not met, not applicable."""
    met, not_met, not_applicable = words
    reached = reaches(numerator, denominator, line)
    return choose(applies(numerator, denominator, line), choose(reached, met, not_met), not_applicable)


# --- how is it shown? -------------------------------------------------------------------------------------


def agrees(ratio: Decimal | Formula, decimals: int, line: Line[Any], met: Condition) -> Condition:
    """Tell whether a ratio shown with so many decimals stands on the side of the line where its verdict has it."""
    return same(_passes(rounded(ratio, line.places(decimals)), line), met)


def _passes(value: Decimal | Formula, line: Line[Any]) -> Condition:
    return value >= line.value if line.at_least else value <= line.value


def display(numerator: int | None, denominator: int | None, line: Line[int], rounding: str = ROUND_HALF_UP) -> str:
    """Return a ratio as shown: half rounded up to two decimals, more where two would contradict the verdict.

    A dash where an operand is unknown or the line does not apply, 1:— for children without staff.
    """
    if numerator is None or denominator is None or not applies(numerator, denominator, line):
        return NOTHING
    if denominator == 0:
        return f"1:{NOTHING}"
    met = reaches(numerator, denominator, line)
    with localcontext(prec=_PRECISION):
        ratio = Decimal(numerator) / denominator
        for decimals in DECIMALS:
            shown = rounded(ratio, line.places(decimals), rounding)
            if _passes(shown, line) == met:
                break
        return f"1:{shown}" if line.per_head else f"{shown.scaleb(2)}%"


def display_formula(numerator: Formula, denominator: Formula, line: Line[Formula], met: Formula) -> Formula:
    """Return the formula of `display` where the line applies; `met` is true where the verdict beside it says so."""
    ratio = numerator / denominator
    *others, last = DECIMALS
    shown = _text(ratio, last, line)
    for decimals in reversed(others):
        shown = choose(agrees(ratio, decimals, line, met), _text(ratio, decimals, line), shown)
    return choose(denominator > 0, shown, f'"1:{NOTHING}"') if line.per_head else shown


def _text(ratio: Formula, decimals: int, line: Line[Formula]) -> Formula:
    number, pattern = rounded(ratio, line.places(decimals)), "0." + "0" * decimals
    return Formula(f'"1:"&TEXT({number},"{pattern}")' if line.per_head else f'TEXT({number},"{pattern}%")')


def value_of(numerator: int | None, denominator: int | None, line: Line[int]) -> Decimal | None:
    """Return numerator ÷ denominator with eight decimals, for display and gaps only; None where there is no ratio."""
    if numerator is None or denominator is None or denominator <= 0 or not applies(numerator, denominator, line):
        return None
    with localcontext(prec=_PRECISION):
        return rounded(Decimal(numerator) / denominator, _VALUE_PLACES)


# --- how much is missing? ---------------------------------------------------------------------------------


def shortfall(numerator: N, denominator: N, line: Line[N]) -> N | int:
    """Return the least whole number that closes the gap with the other operand held fixed, 0 where there is none.

    A ratio 1:n is closed by staff (its denominator), a share by what it counts (its numerator).
    """
    if line.per_head:
        return 0 if line.at_least else at_least_none(_up(numerator * line.q, line.p) - denominator)
    if line.at_least:
        return at_least_none((denominator * line.p + (line.q - 1)) // line.q - numerator)
    return at_least_none(numerator - denominator * line.p // line.q)


def _up(number: N, by: N) -> N:
    return (number + by - 1) // by


def lacking_in(indicator: Indicator) -> Lacking:
    """Return what a shortfall of an indicator counts: staff, its denominator, or what a share counts, its numerator."""
    share = indicator.display == "percent"
    return lacking_of((indicator.measure.numerator if share else indicator.measure.denominator)[0])


@overload
def distance(value: Decimal, line: Line[int]) -> Decimal: ...
@overload
def distance(value: Formula, line: Line[Formula]) -> Formula: ...
def distance(value: Any, line: Line[Any]) -> Any:
    """Return how far a value is from the line that it misses, in its own unit; below 0 where it is beyond it."""
    return line.value - value if line.at_least else value - line.value
