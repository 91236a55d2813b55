"""Returns as they would be, and what the judge says of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from preschool_metrics.measure import judge, observe
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Level, Profile
from preschool_metrics.model.town_return import TownReturn

Changes = Mapping[str, int]


class Figures(NamedTuple):
    """Judgements of one profile, to be asked for those of an area."""

    judgements: tuple[Judgement, ...]

    def of(self, level: Level, area: str) -> tuple[Judgement, ...]:
        """Return the judgements of an area, in the order of the profile."""
        return tuple(
            each for each in self.judgements if (each.observation.level, each.observation.area) == (level, area)
        )


def changed(returns: Iterable[TownReturn], changes: Mapping[str, Changes]) -> list[TownReturn]:
    """Return the returns with the changes of their areas added to what was changed before."""
    return [report._replace(changes=added(report.changes or {}, changes.get(report.area, {}))) for report in returns]


def added(one: Changes, other: Changes) -> dict[str, int]:
    """Return changes together."""
    together = {field: one.get(field, 0) + other.get(field, 0) for field in {**one, **other}}
    return {field: by for field, by in together.items() if by}


def figures(returns: Sequence[TownReturn], profile: Profile, period: str) -> Figures:
    """Compute and judge the figures of a profile."""
    return Figures(tuple(map(judge, observe(returns, profile, period))))
