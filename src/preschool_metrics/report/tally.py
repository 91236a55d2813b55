"""How areas stand to the lines that bind them: the one count behind every headline.

A line binds where its threshold applies at the level and is no 力争 (`Judgement.binding`). What is only printed for
information stands in the tables, and in no headline.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from preschool_metrics.language import _
from preschool_metrics.model.observation import Judgement


class Tally(NamedTuple):
    """The lines that bind an area: how many it meets, misses, and has no verdict on (no data or not applicable)."""

    met: int
    not_met: int
    unknown: int

    @property
    def binding(self) -> int:
        """How many lines bind it."""
        return sum(self)

    @property
    def all_met(self) -> bool:
        """Whether lines bind it and it meets every one."""
        return self.met == self.binding > 0


class AllMet(NamedTuple):
    """The towns that meet every line that binds them, of those whose return came in."""

    towns: int
    reported: int


def tally_of(judgements: Iterable[Judgement]) -> Tally:
    """Count the verdicts of an area on the lines that bind it."""
    count = Counter(each.verdict for each in judgements if each.binding)
    return Tally(count["met"], count["not_met"], count["no_data"] + count["not_applicable"])


def bound_of(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Return the judgements of each area on the lines that bind it; none of an area that no line binds."""
    bound: dict[str, list[Judgement]] = {}
    for each in judgements:
        if each.binding:
            bound.setdefault(each.observation.area, []).append(each)
    return bound


def all_met_of(towns: Iterable[Judgement]) -> AllMet | None:
    """Count the towns that meet all that binds them; None where no line binds any, for then there is nothing to meet."""
    bound = bound_of(towns).values()
    reported = [own for own in bound if own[0].observation.received]
    return AllMet(sum(tally_of(own).all_met for own in reported), len(reported)) if bound else None


def all_met_label() -> str:
    """Return what the number of towns that meet every line is called."""
    return _("reporting towns that meet every binding line:")


def all_met_words(all_met: AllMet) -> str:
    """Say how many towns meet every line that binds them."""
    return f"{all_met_label()} {all_met.towns}/{all_met.reported}"
