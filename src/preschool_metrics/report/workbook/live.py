"""A figure against a line that the reader may change: the formula, and the result that the judge gave.

What a formula says is what `measure.line` defines, with the line taken from its yellow cell: rounded to its steps,
which is as it is shown, so that both sides of the comparison are integers.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from preschool_metrics.measure import line as measure
from preschool_metrics.measure.formula import Formula, Live, choose, quoted
from preschool_metrics.measure.line import NOTHING
from preschool_metrics.report.view import Figure, Indicator
from preschool_metrics.report.words import verdict_word
from preschool_metrics.report.workbook.looks import number_format

__all__ = ["NOTHING", "Line", "Live", "Place", "gap", "shortfall", "tally", "value", "value_result", "verdict"]

_DIGITS: Final = {"percent": 4, "one_to_n": 2}  # decimals of a line as it is shown: 93.00 %, 1:7.00
_GAP_DIGITS: Final = 8


class Place(NamedTuple):
    """Where the parts of one judged figure stand: A1 addresses.

    short   a condition that is true while returns are missing; empty for a town, which has but one
    """

    numerator: str
    denominator: str
    value: str
    verdict: str
    short: str = ""

    @property
    def operands(self) -> tuple[Formula, Formula]:
        """Numerator and denominator."""
        return Formula(self.numerator), Formula(self.denominator)


class Line(NamedTuple):
    """The line of an indicator as formulas see it: `name` is the defined name of its yellow cell."""

    name: str
    indicator: Indicator

    @property
    def digits(self) -> int:
        """The decimals that count, those of the policy where they are more: 0.9300, 7.00."""
        exponent = self.indicator.threshold.normalize().as_tuple().exponent
        return max(_DIGITS[self.indicator.display], -int(exponent))

    @property
    def steps(self) -> int:
        """How many steps make 1: the line times this is a whole number."""
        return int(10**self.digits)

    @property
    def in_cells(self) -> measure.Line[Formula]:
        """The line as the cell has it, rounded to its steps."""
        exact, steps = Formula(f"ROUND({self.name},{self.digits})"), Formula(f"ROUND({self.name}*{self.steps},0)")
        at_least, per_head = self.indicator.direction == "at_least", self.indicator.display == "one_to_n"
        return measure.Line(exact, steps, self.steps, at_least, per_head)

    @property
    def number_format(self) -> str:
        """How the line is shown: with its sign, and with every decimal that counts."""
        decimals = self.digits - self.in_cells.places(0)
        return number_format(self.indicator.display, decimals, self.in_cells.sign)


def value(line: Line, at: Place, figure: Figure) -> Live:
    """Return numerator ÷ denominator; a dash where there is none."""
    n, d = at.operands
    quotient = choose(d > 0, n / d, quoted(f"1:{NOTHING}")) if line.in_cells.per_head else n / d
    known = choose(measure.applies(n, d, line.in_cells), quotient, quoted(NOTHING))
    return Live(f'=IF(COUNT({n},{d})<2,"{NOTHING}",{known})', value_result(figure))


def value_result(figure: Figure) -> float | str:
    """Return a value as a cell holds it: a number, or what is shown where there is none."""
    if figure.value is None or figure.numerator is None or figure.denominator is None:
        return figure.display
    return figure.numerator / figure.denominator


def verdict(line: Line, at: Place, figure: Figure) -> Live:
    """Return the verdict: unknown while a return, an operand or the line is; else by whole numbers.

    With returns missing it is certain where both ends of the interval, which stand in the formula, are on one side.
    """
    n, d = at.operands
    met, not_met, no_data, not_applicable = _words()
    decided = measure.decided(n, d, line.in_cells, (met, not_met, not_applicable))
    if not at.short:
        formula = f'IF(COUNT({n},{d})+COUNTIF({line.name},">0")<3,{no_data},{decided})'
    elif figure.interval is None:
        formula = f'IF(OR({at.short},COUNT({n},{d})+COUNTIF({line.name},">0")<3),{no_data},{decided})'
    else:
        ends = ",".join(
            str(measure.reaches(Formula(str(end.numerator)), Formula(str(end.denominator)), line.in_cells))
            for end in figure.interval
        )
        certain = f"IF(AND({ends}),{met},IF(OR({ends}),{no_data},{not_met}))"
        formula = f'IF(COUNTIF({line.name},">0")<1,{no_data},{certain})'
    return Live(f"={formula}", figure.verdict_word)


def shortfall(line: Line, at: Place, figure: Figure) -> Live | int | str:
    """Return the whole number of children, places or staff that closes the gap, the other operand held fixed.

    A requirement's is the sum of what each site lacks, which no line changes.
    """
    known = NOTHING if figure.shortfall is None else figure.shortfall
    if line.indicator.kind == "requirement":
        return known
    return Live(_unless_met(at, str(measure.shortfall(*at.operands, line.in_cells))), known)


def gap(line: Line, at: Place, figure: Figure) -> Live:
    """Return the distance to a line that is not met, in points of a percent or in children a post; never 0 there."""
    scale = line.in_cells.scale
    digits = _GAP_DIGITS - line.in_cells.places(0)
    distance = measure.distance(Formula(at.value), line.in_cells) * scale
    least = f"MAX(1/{10**digits},ROUND({distance},{digits}))"
    known: float | str = NOTHING
    if figure.gap is not None and figure.verdict in ("met", "not_met") and not figure.partial:
        known = float(figure.gap * scale)
    return Live(_unless_met(at, f'IF(ISNUMBER({at.value}),{least},"{NOTHING}")'), known)


def tally(ranges: Iterable[str], word: str, known: int) -> Live:
    """Return how many cells of these ranges say a word."""
    return Live("=" + "+".join(f'COUNTIF({cells},"{word}")' for cells in ranges), known)


def _words() -> list[Formula]:
    return [quoted(verdict_word(each)) for each in ("met", "not_met", "no_data", "not_applicable")]


def _unless_met(at: Place, otherwise: str) -> str:
    """Return 0 where the line is met, and nothing without a verdict or while returns are missing."""
    met, not_met, *_others = _words()
    measured = f'IF({at.verdict}={met},0,IF({at.verdict}={not_met},{otherwise},"{NOTHING}"))'
    return f'=IF({at.short},"{NOTHING}",{measured})' if at.short else f"={measured}"
