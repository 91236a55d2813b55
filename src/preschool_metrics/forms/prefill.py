"""What is known of a return before the town fills it, by field id of the data dictionary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

Row = Mapping[str, object]
Filled = int | tuple[int | None, date | None, str | None]
"""How much of a task is done, on which day and shown by what; or the number alone."""
NOTHING: Final[Row] = {}


@dataclass(frozen=True, slots=True)
class Prefill:
    """Known values: of the cover, of kindergartens and day-care points row by row, of explanations, of tasks by id.

    A value is what the model holds (int, float, str, date, time, or the id of a choice); None is a blank; a text in a
    field of numbers stays as it is typed. `mark` is printed on the cover and over the roster.
    """

    cover: Row = field(default_factory=lambda: NOTHING)
    kindergartens: Sequence[Row] = ()
    points: Sequence[Row] = ()
    explanations: Sequence[Row] = ()
    tasks: Mapping[str, Filled] = field(default_factory=dict)
    mark: str = ""


def numbers(values: Iterable[object]) -> list[int | float]:
    """Return the numbers among cell values, as COUNT and SUM see them."""
    return [value for value in values if isinstance(value, int | float)]


def filled(values: Iterable[object]) -> int:
    """Return how many cells hold anything, as COUNTA sees them."""
    return sum(value is not None for value in values)
