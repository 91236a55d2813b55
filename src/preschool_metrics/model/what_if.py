"""What would be: changes to returns, and the figures before and after them."""

from typing import Literal, NamedTuple

from preschool_metrics.model.observation import Judgement


class Change(NamedTuple):
    """One change as asked for: a field of an area, or of a kindergarten in it, set, raised or lowered.

    value  a whole number; for the `nature` of a kindergarten a word
    """

    area: str
    kindergarten: str | None
    field: str
    how: Literal["=", "+=", "-="]
    value: str


class Changed(NamedTuple):
    """A change made, from what to what; `before` is None where it was unknown."""

    area: str
    kindergarten: str | None
    field: str
    before: int | str | None
    after: int | str


class WhatIf(NamedTuple):
    """The changes made, and every figure that they can move, before and after, in the same order."""

    changes: tuple[Changed, ...]
    before: tuple[Judgement, ...]
    after: tuple[Judgement, ...]
