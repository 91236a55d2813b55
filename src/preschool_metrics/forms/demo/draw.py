"""Drawing numbers and dividing them up: the same on every machine and under every Python."""

from collections.abc import Sequence
from random import Random
from typing import Final, TypeVar

from preschool_metrics.model.months import months_between

Thing = TypeVar("Thing")
MONTHS: Final = months_between("2023-04", "2024-03")
LAST: Final = len(MONTHS) - 1


class Draw:
    """A seeded generator; only `Random.random()` is promised to stay the same from one Python to the next."""

    def __init__(self, seed: str) -> None:
        """Start a sequence of its own for each seed."""
        self._random = Random(seed)

    def between(self, least: float, most: float) -> float:
        """Return a number from a range."""
        return least + (most - least) * self._random.random()

    def whole(self, least: int, most: int) -> int:
        """Return a whole number from a range, both ends included."""
        return int(self.between(least, most + 1))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of several."""
        return things[self.whole(0, len(things) - 1)]

    def chance(self, part: float) -> bool:
        """Return True in this part of the cases."""
        return self._random.random() < part

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return all of them in another order."""
        return [
            thing for _, thing in sorted((self._random.random(), at, thing)[::2] for at, thing in enumerate(things))
        ]


def split(total: int, weights: Sequence[float]) -> list[int]:
    """Divide a whole number by weights, the rest to the largest remainders."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: parts[at] - exact[at])
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return parts


def on_the_way(way: tuple[float, float], month: int) -> float:
    """Return where something stands in a month (0 to 11) that moves evenly from the first to the last."""
    first, last = way
    return first + (last - first) * month / LAST
