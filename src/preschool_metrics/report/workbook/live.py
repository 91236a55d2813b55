"""A figure against a line that the reader may change: Excel's formula, and the result that the judge gave.

Only functions that every Excel and WPS has. Whole numbers decide, as in the judge: the line is rounded to its
steps, which is as it is shown, and both sides of the comparison are integers.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from preschool_metrics.report.view import Figure, Indicator
from preschool_metrics.report.words import verdict_word
from preschool_metrics.report.workbook.looks import number_format

NOTHING: Final = "—"
_DIGITS: Final = {"percent": 4, "one_to_n": 2}  # decimals of a line as it is shown: 93.00 %, 1:7.00
_VALUE_DIGITS: Final = 8


class Live(NamedTuple):
    """A formula and the result stored with it."""

    formula: str
    result: float | str


class Place(NamedTuple):
    """Where the parts of one judged figure stand: A1 addresses.

    short   a condition that is true while returns are missing; empty for a town, which has but one
    """

    numerator: str
    denominator: str
    value: str
    verdict: str
    short: str = ""


class Line(NamedTuple):
    """The line of an indicator as formulas see it: `name` is the defined name of its yellow cell."""

    name: str
    indicator: Indicator

    @property
    def at_least(self) -> bool:
        """Which side of the line is met."""
        return self.indicator.direction == "at_least"

    @property
    def of_staff(self) -> bool:
        """A ratio 1:n, whose value is children for one post."""
        return self.indicator.display == "one_to_n"

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
    def number_format(self) -> str:
        """How the line is shown: with its sign, and with every decimal that counts."""
        decimals = self.digits - (0 if self.of_staff else 2)
        return number_format(self.indicator.display, decimals, "≥" if self.at_least else "≤")

    @property
    def whole(self) -> str:
        """The line in steps, in Excel's words."""
        return f"ROUND({self.name}*{self.steps},0)"


def value(line: Line, at: Place, figure: Figure) -> Live:
    """Return numerator ÷ denominator with eight decimals; a dash where there is none."""
    n, d = at.numerator, at.denominator
    quotient = f"ROUND({n}/{d},{_VALUE_DIGITS})"
    if line.of_staff:
        quotient = f'IF({n}=0,"{NOTHING}",IF({d}=0,"1:{NOTHING}",{quotient}))'
    else:
        quotient = f'IF({d}=0,"{NOTHING}",{quotient})'
    return Live(f'=IF(COUNT({n},{d})<2,"{NOTHING}",{quotient})', value_result(figure))


def value_result(figure: Figure) -> float | str:
    """Return a value as a cell holds it: a number, or what is shown where there is none."""
    return figure.display if figure.value is None else float(figure.value)


def verdict(line: Line, at: Place, figure: Figure) -> Live:
    """Return the verdict: unknown while a return, an operand or the line is; else by whole numbers.

    With returns missing it is certain where both ends of the interval, which stand in the formula, are on one side.
    """
    n, d, (met, not_met, no_data, not_applicable) = at.numerator, at.denominator, _words()
    reached = _reached(line, n, d)
    reached = f"AND({d}>0,{reached})" if line.of_staff and line.at_least else reached
    decided = f"IF({n if line.of_staff else d}=0,{not_applicable},IF({reached},{met},{not_met}))"
    if not at.short:
        formula = f'IF(COUNT({n},{d})+COUNTIF({line.name},">0")<3,{no_data},{decided})'
    elif figure.interval is None:
        formula = f'IF(OR({at.short},COUNT({n},{d})+COUNTIF({line.name},">0")<3),{no_data},{decided})'
    else:
        ends = ",".join(_reached(line, str(end.numerator), str(end.denominator)) for end in figure.interval)
        certain = f"IF(AND({ends}),{met},IF(OR({ends}),{no_data},{not_met}))"
        formula = f'IF(COUNTIF({line.name},">0")<1,{no_data},{certain})'
    return Live(f"={formula}", figure.verdict_word)


def _reached(line: Line, numerator: str, denominator: str) -> str:
    """Return the condition that a ratio reaches the line, in whole numbers."""
    return f"{numerator}*{line.steps}{'>=' if line.at_least else '<='}{denominator}*{line.whole}"


def shortfall(line: Line, at: Place, figure: Figure) -> Live | int | str:
    """Return the whole number of children, places or staff that closes the gap, the other operand held fixed.

    A requirement's is the sum of what each site lacks, which no line changes.
    """
    known = NOTHING if figure.shortfall is None else figure.shortfall
    if line.indicator.kind == "requirement":
        return known
    return Live(_unless_met(at, f"MAX(0,{_lacking(line, at)})"), known)


def gap(line: Line, at: Place, figure: Figure) -> Live:
    """Return the distance to a line that is not met, in points of a percent or in children a post; never 0 there."""
    scale, digits = (1, _VALUE_DIGITS) if line.of_staff else (100, _VALUE_DIGITS - 2)
    distance = f"{line.name}-{at.value}" if line.at_least else f"{at.value}-{line.name}"
    least = f"MAX(1/{10**digits},ROUND(({distance})*{scale},{digits}))"
    known: float | str = NOTHING
    if figure.gap is not None and figure.verdict in ("met", "not_met") and not figure.partial:
        known = float(figure.gap * scale)
    return Live(_unless_met(at, f'IF(ISNUMBER({at.value}),{least},"{NOTHING}")'), known)


def tally(ranges: Iterable[str], word: str, known: int) -> Live:
    """Return how many cells of these ranges say a word."""
    return Live("=" + "+".join(f'COUNTIF({cells},"{word}")' for cells in ranges), known)


def _words() -> list[str]:
    return [f'"{verdict_word(each)}"' for each in ("met", "not_met", "no_data", "not_applicable")]


def _unless_met(at: Place, otherwise: str) -> str:
    """Return 0 where the line is met, and nothing without a verdict or while returns are missing."""
    met, not_met, *_others = _words()
    measured = f'IF({at.verdict}={met},0,IF({at.verdict}={not_met},{otherwise},"{NOTHING}"))'
    return f'=IF({at.short},"{NOTHING}",{measured})' if at.short else f"={measured}"


def _lacking(line: Line, at: Place) -> str:
    n, d, steps = at.numerator, at.denominator, line.steps
    if line.of_staff:
        return "0" if line.at_least else f"INT(({n}*{steps}+{line.whole}-1)/{line.whole})-{d}"
    if line.at_least:
        return f"INT(({d}*{line.whole}+{steps - 1})/{steps})-{n}"
    return f"{n}-INT({d}*{line.whole}/{steps})"
