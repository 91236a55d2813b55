"""A figure back to its cells."""

from typing import Literal, NamedTuple

from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.town_return import Figure

Side = Literal["numerator", "denominator"]


class Cells(NamedTuple):
    """A measurable field and every cell that it comes from, with its file."""

    field: str
    cells: tuple[tuple[str, Figure], ...]


class Contribution(NamedTuple):
    """What one return gives to one operand of a figure: the sum of a field, None while unknown, and its cells."""

    side: Side
    field: str
    area: str
    value: int | None
    file: str
    cells: tuple[Figure, ...]


class Trace(NamedTuple):
    """A judgement and the cells of its numerator and its denominator."""

    profile: Profile
    judgement: Judgement
    operands: tuple[Cells, ...]
