"""Choices of a layout: drawn through hypothesis, so that a failing one shrinks, or rolled by the number of an example."""

from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")


@cache
def _up_to(high: int) -> SearchStrategy[int]:
    return st.integers(0, high)


class Chooser:
    """Chooses; the first option of everything is the plainest. `random` fills in figures, which need not shrink."""

    def __init__(self, up_to: Callable[[int], int]) -> None:
        """Take whole numbers from 0 to a highest one from a source."""
        self._up_to = up_to
        self.random = Random(up_to(2**31))

    @classmethod
    def drawn(cls, draw: DrawFn) -> "Chooser":
        """Return one that asks hypothesis."""
        return cls(lambda high: draw(_up_to(high)))

    @classmethod
    def rolled(cls, seed: str) -> "Chooser":
        """Return one whose choices are independent of those of any other seed."""
        random = Random(seed)
        return cls(lambda high: random.randrange(high + 1))

    def number(self, low: int, high: int) -> int:
        """Return a whole number between two bounds."""
        return low + self._up_to(high - low) if high > low else low

    def chance(self, percent: int) -> bool:
        """Tell whether something that happens in so many of a hundred cases happens."""
        return self._up_to(99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        """Return one of several."""
        return options[self.number(0, len(options) - 1)]

    def plain_or(self, percent: int, plain: T, options: Sequence[T]) -> T:
        """Return the plain option, or in so many of a hundred cases one of the others."""
        return self.pick(options) if self.chance(percent) else plain

    def some(self, options: Sequence[T], percent: int) -> list[T]:
        """Return each option in so many of a hundred cases."""
        return [option for option in options if self.chance(percent)]

    def order(self, items: Sequence[T]) -> list[T]:
        """Return the items in any order."""
        left = list(items)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(len(left))]
