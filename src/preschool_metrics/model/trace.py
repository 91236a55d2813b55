"""A figure back to its cells."""

from typing import NamedTuple

from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.town_return import Figure


class Cells(NamedTuple):
    """A measurable field and every cell that it comes from, with its file."""

    field: str
    cells: tuple[tuple[str, Figure], ...]


class Trace(NamedTuple):
    """A judgement and the cells of its numerator and its denominator."""

    profile: Profile
    judgement: Judgement
    operands: tuple[Cells, ...]
