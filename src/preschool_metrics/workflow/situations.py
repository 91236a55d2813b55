"""Where areas stand, out of their returns, and where they would stand after changes: what a plan starts from and ends with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from preschool_metrics.measure import Sum, judge, observe, operand, requirement, total
from preschool_metrics.model.actions import ActionName
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.measures import column
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.plan import Site, Situation, Target
from preschool_metrics.model.policy import Consequence, Level, Profile
from preschool_metrics.model.task import InForce
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Roster, TownReturn
from preschool_metrics.workflow.units import Unit

_BY_NATURE: Final = ("enrolled_public", "enrolled_inclusive_private", "enrolled_other_private")
_CHILDREN: Final = ("enrolled", "enrolled_preschool", "enrolled_inclusive", *_BY_NATURE)
_NATURES: Final = ("public", "inclusive_private", "other_private")


def situation_of(unit: Unit, assessment: Assessment, profile: Profile) -> Situation:
    """Return where a unit stands: the sums of the returns of its members that came in."""
    own = [report for report in assessment.returns if report.area in unit.members]
    targets = tuple(_targets(profile, unit.level, unit.area, str(assessment.period)))
    sums = {name: total(operand(report, (name,), profile) for report in own) for name in _fields(targets)}
    amounts = _completed({name: each.value if own else None for name, each in sums.items()})
    missing = {name: each.missing for name, each in sums.items() if amounts[name] is None and each.missing}
    forbidding = [each for each in assessment.consequences if _holds(each, unit, profile)]
    return Situation(
        unit.area,
        unit.level,
        targets,
        amounts,
        missing,
        _lacks(own, targets),
        _sites(own, forbidding) if unit.level == "town" else None,
        _free_places(own),
        {action: _words(each.consequence) for each in forbidding for action in each.consequence.forbids},
        bool(own),
    )


def _holds(in_force: InForce, unit: Unit, profile: Profile) -> bool:
    observation = in_force.judgement.observation
    return unit.level == "town" and (observation.profile, observation.area) == (profile.id, unit.area)


def _words(consequence: Consequence) -> Text:
    return Text(f"{consequence.clause} {consequence.quote}", f"{consequence.clause} {consequence.title.en}")


def _targets(profile: Profile, level: Level, area: str, period: str) -> Iterator[Target]:
    for indicator in profile.indicators:
        threshold = indicator.threshold_in(period)
        measured = indicator.model_copy(update={"measure": profile.scoped(indicator.measure)})
        yield Target(measured, threshold, threshold.applies(level, area) and not profile.is_direct(area))


def _fields(targets: Iterable[Target]) -> tuple[str, ...]:
    measures = [target.indicator.measure for target in targets]
    named = chain.from_iterable((*measure.numerator, *measure.denominator) for measure in measures)
    return tuple(dict.fromkeys((*_CHILDREN, *named)))


def _completed(amounts: dict[str, int | None]) -> dict[str, int | None]:
    """Fill in the natures that only a published sum tells: inclusive less public, all less inclusive."""
    for name, whole, part in (
        ("enrolled_inclusive_private", "enrolled_inclusive", "enrolled_public"),
        ("enrolled_other_private", "enrolled_preschool", "enrolled_inclusive"),
    ):
        of, less = amounts[whole], amounts[part]
        if amounts[name] is None and of is not None and less is not None and of >= less:
            amounts[name] = of - less
    return amounts


def _lacks(own: Sequence[TownReturn], targets: Iterable[Target]) -> dict[str, int | None]:
    lacks: dict[str, int | None] = {}
    for target in targets:
        measure = target.indicator.measure
        if measure.kind == "requirement":
            met = total(requirement(report, measure)[0] for report in own) if own else Sum(None)
            lacks[target.indicator.id] = None if met.value is None else met.lack
    return lacks


def _sites(own: Sequence[TownReturn], forbidding: Sequence[InForce]) -> tuple[Site, ...] | None:
    """Return the kindergartens that may change hands; None without a roster."""
    fixed: dict[str, set[ActionName]] = {}
    for each in forbidding:
        for kindergarten in each.kindergartens:
            fixed.setdefault(kindergarten.name, set()).update(each.consequence.forbids_sites)
    rosters = [report.roster for report in own if report.roster is not None]
    return tuple(site for roster in rosters for site in _of_roster(roster, fixed)) if rosters else None


def _of_roster(roster: Roster, fixed: Mapping[str, set[ActionName]]) -> Iterator[Site]:
    blank = [None] * len(roster.rows)
    children = column(roster, "enrolled_preschool") or blank
    names, natures = roster.column("name") or blank, roster.column("nature") or blank
    for name, nature, count in zip(names, natures, children, strict=True):
        if nature in _NATURES and count:
            yield Site(str(name), nature, count, frozenset(fixed.get(str(name), ())))


def _free_places(own: Sequence[TownReturn]) -> int | None:
    """Return the places of public kindergartens that no child has: 学位 less enrolled, none where it is full."""
    free = 0
    for report in own:
        columns = [report.roster and report.roster.column(name) for name in ("nature", "places", "enrolled")]
        if None in columns:
            return None
        public = [row[1:] for row in zip(*columns, strict=True) if row[0] == "public"]
        if any(None in row for row in public):
            return None
        free += sum(max(places - enrolled, 0) for places, enrolled in public)
    return free if own else None


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
