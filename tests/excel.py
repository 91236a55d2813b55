"""Just enough of a spreadsheet to compute the formulas of the form and the report: thousands of cases in a second, no office needed.

Numbers are floats, as in Excel; only the functions that the two may use are there.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

Value = float | str | bool | None
_TOKEN: Final = re.compile(r'"[^"]*"|\d+(?:\.\d+)?|<=|>=|<>|[-+*/=<>(),:&]|[$A-Za-z_][$\w]*')
_COMPARED: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": lambda a, b: bool(a == b),
    "<>": lambda a, b: bool(a != b),
    ">=": lambda a, b: bool(a >= b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    "<": lambda a, b: bool(a < b),
}


def number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def rounded(value: float, digits: float) -> float:
    """Round half away from zero, as ROUND does, at the 15 digits that Excel shows."""
    if not number(value):
        raise TypeError("a text cannot be rounded")
    shown = Decimal(f"{value:.15g}")
    return float(shown.quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP))


def counted(values: Sequence[Value], criterion: str) -> int:
    assert criterion == ">0"
    return sum(number(value) and float(value) > 0 for value in values)  # type: ignore[arg-type]


def written(value: float, pattern: str) -> str:
    """Return a number as TEXT writes it: with as many decimals as the pattern has, in percent where it says so."""
    percent = pattern.endswith("%")
    decimals = len(pattern.rstrip("%").partition(".")[2])
    shown = Decimal(f"{value:.15g}") * (100 if percent else 1)
    return f"{shown.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)}{'%' if percent else ''}"


FUNCTIONS: Final[dict[str, Callable[..., Value]]] = {
    "AND": lambda *each: all(each),
    "OR": lambda *each: any(each),
    "NOT": lambda value: not value,
    "COUNT": lambda *each: sum(map(number, each)),
    "COUNTIF": lambda value, criterion: counted([value], criterion),
    "INT": lambda value: float(math.floor(value)),
    "ISNUMBER": number,
    "MAX": lambda *each: max(each),
    "ROUND": rounded,
    "TEXT": written,
}
ALLOWED: Final = frozenset(FUNCTIONS) | {"IF", "SUM", "COUNTA"}


def combined(left: Value, sign: str, right: Value) -> Value:
    """Return what a sign makes of two numbers; None for an error, which is only ever in a branch that is not taken."""
    if not isinstance(left, int | float) or not isinstance(right, int | float) or (sign == "/" and not right):
        return None
    results = {"+": left + right, "-": left - right, "*": float(left) * right}
    return left / right if sign == "/" else results[sign]


class _Reader:
    """Computes while it reads: a branch of IF that is not taken is read and thrown away."""

    def __init__(self, formula: str, cells: Mapping[str, Value]) -> None:
        self.tokens, self.at, self.cells = _TOKEN.findall(formula.removeprefix("=")), 0, cells

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *expected: str) -> str:
        token = self.peek()
        assert not expected or token in expected, f"{token!r} where {expected} was expected"
        self.at += 1
        return token

    def comparison(self) -> Value:
        left = self.joined()
        return _COMPARED[self.take()](left, self.joined()) if self.peek() in _COMPARED else left

    def joined(self) -> Value:
        text = self.sum()
        while self.peek() == "&":
            self.take()
            text = f"{text}{self.sum()}"
        return text

    def sum(self) -> Value:
        total = self.product()
        while self.peek() in ("+", "-"):
            total = combined(total, self.take(), self.product())
        return total

    def product(self) -> Value:
        total = self.atom()
        while self.peek() in ("*", "/"):
            total = combined(total, self.take(), self.atom())
        return total

    def atom(self) -> Value:
        token = self.take()
        if token.startswith('"'):
            return token.strip('"')
        if token[0].isdigit():
            return float(token)
        if token == "(":  # noqa: S105 - a token of a formula
            value = self.comparison()
            self.take(")")
            return value
        return self.called(token) if self.peek() == "(" else self.cells[token]

    def called(self, name: str) -> Value:
        self.take("(")
        arguments: list[Value] = []
        while not arguments or self.take(",", ")") == ",":
            arguments.append(self.tolerant())
        if name == "IF":
            return arguments[1] if arguments[0] else arguments[2]
        return (
            None if None in arguments and name not in {"COUNT", "COUNTIF", "ISNUMBER"} else FUNCTIONS[name](*arguments)
        )

    def tolerant(self) -> Value:
        before = self.at
        try:
            return self.comparison()
        except TypeError:  # a text compared with a number, in a branch that is not taken
            self.at = before
            self.skip()
            return None

    def skip(self) -> None:
        depth = 0
        while depth or self.peek() not in {",", ")"}:
            depth += {"(": 1, ")": -1}.get(self.take(), 0)


def compute(formula: str, cells: Mapping[str, Value]) -> Value:
    """Return what a formula comes to, given the cells and names that it reads."""
    reader = _Reader(formula, cells)
    value = reader.comparison()
    assert not reader.peek(), f"not read to its end: {formula}"
    return value
