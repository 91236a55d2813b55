"""Expressions of a spreadsheet, written as arithmetic: `Formula("C5") * 100 >= Formula("D5") * 93` is `C5*100>=D5*93`.

So what `measure.line` defines holds for whole numbers and, as a formula, for cells. The functions below take either;
only those stand in a formula that every Excel and WPS has.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, NamedTuple, NoReturn, overload

_COMPARISON, _SUM, _PRODUCT, _WHOLE = range(4)  # how tightly the parts of an expression hold together
_SIGNS: Final = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}


class Formula:
    """An expression over cells, without the leading `=`; `str` gives it as a spreadsheet reads it."""

    __slots__ = ("_binds", "_text")

    def __init__(self, text: str, _binds: int = _WHOLE) -> None:
        """Take a cell (`$C$5`), a defined name or a call as it is written."""
        self._text, self._binds = text, _binds

    def __str__(self) -> str:
        """Return the expression."""
        return self._text

    def __bool__(self) -> NoReturn:
        """Refuse: nobody but the spreadsheet knows."""
        raise TypeError(f"{self._text} is true or false in a spreadsheet only")

    def __add__(self, other: "Number") -> "Formula":
        """Return a sum."""
        return _joined(self, "+", other)

    def __sub__(self, other: "Number") -> "Formula":
        """Return a difference."""
        return _joined(self, "-", other)

    def __mul__(self, other: "Number") -> "Formula":
        """Return a product."""
        return _joined(self, "*", other)

    def __truediv__(self, other: "Number") -> "Formula":
        """Return a quotient."""
        return _joined(self, "/", other)

    def __floordiv__(self, other: "Number") -> "Formula":
        """Return a quotient without its fraction, of what is not below 0."""
        return Formula(f"INT({self / other})")

    def __gt__(self, other: "Number") -> "Formula":
        """Return a comparison."""
        return _compared(self, ">", other)

    def __ge__(self, other: "Number") -> "Formula":
        """Return a comparison."""
        return _compared(self, ">=", other)

    def __le__(self, other: "Number") -> "Formula":
        """Return a comparison."""
        return _compared(self, "<=", other)


class Live(NamedTuple):
    """What a cell holds that is computed: the formula, and the result stored with it."""

    formula: str
    result: float | str


Number = int | Decimal | Formula
Condition = bool | Formula


def _joined(left: Formula, sign: str, right: Number) -> Formula:
    binds = _SIGNS[sign]
    other = _held(right, binds + (sign in "-/"))
    return Formula(f"{_held(left, binds)}{sign}{other}", binds)


def _compared(left: Number, sign: str, right: Number) -> Formula:
    return Formula(f"{_held(left, _SUM)}{sign}{_held(right, _SUM)}", _COMPARISON)


def _held(part: Number, binds: int) -> str:
    """Write a part of an expression, in brackets where it would come apart."""
    if isinstance(part, Formula) and part._binds < binds:  # noqa: SLF001 - its own module
        return f"({part})"
    return f"{part:f}" if isinstance(part, Decimal) else str(part)


def quoted(text: str) -> Formula:
    """Return a text in a formula."""
    doubled = text.replace('"', '""')
    return Formula(f'"{doubled}"')


def choose(condition: Condition, then: Any, otherwise: Any) -> Any:  # noqa: ANN401 - what is chosen may be anything
    """Return one of two, or the formula that does."""
    if isinstance(condition, Formula):
        return Formula(f"IF({condition},{then},{otherwise})")
    return then if condition else otherwise


def both(one: Condition, other: Condition) -> Condition:
    """Return whether two conditions hold."""
    return one and other if isinstance(one, bool) else Formula(f"AND({one},{other})")


def same(one: Condition, other: Condition) -> Condition:
    """Return whether two conditions hold or fail together."""
    return one == other if isinstance(one, bool) else Formula(f"({one})=({other})", _COMPARISON)


@overload
def at_least_none(number: int) -> int: ...
@overload
def at_least_none(number: Formula) -> Formula: ...
def at_least_none(number: int | Formula) -> int | Formula:
    """Return a number, or 0 where it is below."""
    return Formula(f"MAX(0,{number})") if isinstance(number, Formula) else max(0, number)


@overload
def rounded(number: Decimal, places: int, rounding: str = ...) -> Decimal: ...
@overload
def rounded(number: Formula, places: int, rounding: str = ...) -> Formula: ...
def rounded(number: Decimal | Formula, places: int, rounding: str = ROUND_HALF_UP) -> Decimal | Formula:
    """Return a number with so many decimals, half rounded up as a spreadsheet does."""
    if isinstance(number, Formula):
        return Formula(f"ROUND({number},{places})")
    return number.quantize(Decimal(1).scaleb(-places), rounding)
