"""Figures as people key them in: as text, in full width, with separators and units, zeros left out."""

from collections.abc import Callable
from typing import Final

from tests.grammar.canvas import Typed
from tests.grammar.drawing import Draw
from tests.grammar.table import Column, Number

_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_WAYS: Final = {
    "numbers": 9,
    "text": 0.8,
    "full width": 0.6,
    "thousands": 0.6,
    "unit behind": 0.6,
    "float": 0.6,
    "blanks around": 0.6,
    "several ways": 0.8,
}
_UNITS: Final = {"kindergartens": "所", "classes": "个"}
# Keys of which a zero may be left out: parts of a whole that stands beside them, and what is not the whole.
_OPTIONAL: Final = (
    "enrolled_",
    "classes_nursery",
    "classes_mixed",
    "classes_junior",
    "classes_middle",
    "classes_senior",
)


def _text(value: int, column: Column) -> Typed:  # noqa: ARG001
    return str(value)


def _wide(value: int, column: Column) -> Typed:  # noqa: ARG001
    return str(value).translate(_WIDE)


def _thousands(value: int, column: Column) -> Typed:  # noqa: ARG001
    return f"{value:,}"


def _unit(value: int, column: Column) -> Typed:
    return f"{value}{_UNITS.get(column.key.split('_')[0], '人')}"


def _float(value: int, column: Column) -> Typed:  # noqa: ARG001
    return float(value)


def _blanks(value: int, column: Column) -> Typed:  # noqa: ARG001
    return f" {value}　"


_KEYS: Final[dict[str, Callable[[int, Column], Typed]]] = {
    "text": _text,
    "full width": _wide,
    "thousands": _thousands,
    "unit behind": _unit,
    "float": _float,
    "blanks around": _blanks,
}


def drawn_typing(draw: Draw) -> Callable[[Number, Column], Typed]:
    """Draw how a table's figures are keyed in."""
    way = draw.pick("keyed in", _WAYS)
    zero = draw.pick("zeros of parts", {"0": 5, "blank": 2, "—": 0.7, "/": 0.5, "无": 0.3})

    def key(value: Number, column: Column) -> Typed:
        if not isinstance(value, int) or column.key in ("site", "building", "books"):
            return value
        if value == 0 and column.nature is None and column.key.startswith(_OPTIONAL):
            return {"0": 0, "blank": None}.get(zero, zero)
        chosen = draw.one((*_KEYS, "numbers", "numbers")) if way == "several ways" else way
        return _KEYS[chosen](value, column) if chosen in _KEYS else value

    return key
