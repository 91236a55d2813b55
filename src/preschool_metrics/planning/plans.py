"""From an assessment to plans: which areas together, the optimum, and what the judge says of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from preschool_metrics.model.actions import ActionName, changes_of
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.plan import Plan, Situation, Step, Wishes
from preschool_metrics.model.policy import Profile
from preschool_metrics.plan import Chosen, planned, steps_of
from preschool_metrics.planning.changed import added, changed, figures
from preschool_metrics.planning.entries import Part, entry, summed
from preschool_metrics.planning.situations import situation_of
from preschool_metrics.planning.units import Unit, units_asked, units_of


def plans_of(assessment: Assessment, wishes: Wishes | None = None, *, unit: str | None = None) -> list[Plan]:
    """Return the least-cost plans, profile by profile.

    Without a unit each town is planned for itself. The name of a group or of the district plans its towns together,
    each meeting its own targets and all together those of the unit, whose entry comes first and sums them up. A
    budget is shared by the towns even without a unit.

    Raises RequestError for a name that is none, RefutedPlanError where the judge does not find what the solver found.
    """
    asked = units_asked(assessment, unit) if unit is not None else {}
    profiles = [each for each in assessment.profiles if assessment.period and (unit is None or each.id in asked)]
    return [
        plan
        for profile in profiles
        for plan in _of_profile(assessment, profile, wishes or Wishes(), asked.get(profile.id))
    ]


def _of_profile(assessment: Assessment, profile: Profile, wishes: Wishes, unit: Unit | None) -> Iterator[Plan]:
    towns = units_of(assessment, profile, "town")
    if unit is not None and unit.level == "town":
        yield from _alone(assessment, profile, wishes, [unit])
    elif unit is not None:
        yield from _together(assessment, profile, wishes, unit, [each for each in towns if each.area in unit.members])
    elif wishes.budget is None:
        yield from _alone(assessment, profile, wishes, towns)
    else:
        (district,) = units_of(assessment, profile, "district")
        yield from _together(assessment, profile, wishes, district, towns, binds=False)


def _alone(assessment: Assessment, profile: Profile, wishes: Wishes, towns: Sequence[Unit]) -> Iterator[Plan]:
    """Plan every town for itself."""
    parts = []
    for town in towns:
        situation = situation_of(town, assessment, profile)
        solution = planned([situation], None, wishes)
        parts.append(_part(town, situation, solution.chosen[0], feasible=solution.feasible))
    yield from _entries(parts, assessment, profile, wishes)


def _together(
    assessment: Assessment, profile: Profile, wishes: Wishes, whole: Unit, towns: Sequence[Unit], *, binds: bool = True
) -> Iterator[Plan]:
    """Plan towns together; where it `binds`, the targets of the whole are met too."""
    situations = [situation_of(town, assessment, profile) for town in towns]
    joint = situation_of(whole, assessment, profile)
    if not binds:
        joint = replace(joint, targets=tuple(each._replace(applies=False) for each in joint.targets))
    solution = planned(situations, joint, wishes)
    parts = [
        _part(town, situation, chosen, feasible=solution.feasible)
        for town, situation, chosen in zip(towns, situations, solution.chosen, strict=True)
    ]
    own = summed(whole, joint, solution, parts)
    reports = [report for report in assessment.returns if report.area in whole.members]
    changes = {part.unit.area: changes_of(part.chosen.counts) for part in parts}
    if reports:  # what belongs to no town stands with the first: only the sum of all is looked at
        first = reports[0].area
        changes[first] = added(changes[first], changes_of(_beyond_towns(own, parts)))
    after = figures(changed(assessment.returns, changes), profile, str(assessment.period)).of(whole.level, whole.area)
    yield entry(own, assessment.judged(whole.level, profile.id), after, profile, wishes)
    yield from _entries(parts, assessment, profile, wishes)


def _beyond_towns(own: Part, parts: Sequence[Part]) -> Counter[ActionName]:
    every = _counted(own.steps)
    every.subtract(
        Counter(action for part in parts for action, count in part.chosen.counts.items() for _ in range(count))
    )
    return every


def _part(unit: Unit, situation: Situation, chosen: Chosen, *, feasible: bool) -> Part:
    return Part(unit, situation, chosen, tuple(steps_of(situation, chosen)), feasible)


def _entries(parts: Sequence[Part], assessment: Assessment, profile: Profile, wishes: Wishes) -> Iterator[Plan]:
    changes = {part.unit.area: changes_of(_counted(part.steps)) for part in parts}
    after = figures(changed(assessment.returns, changes), profile, str(assessment.period))
    before = assessment.judged("town", profile.id)
    for part in parts:
        yield entry(part, before, after.of("town", part.unit.area), profile, wishes)


def _counted(steps: Sequence[Step]) -> Counter[ActionName]:
    counted: Counter[ActionName] = Counter()
    for step in steps:
        counted[step.action] += step.count or 0
    return counted
