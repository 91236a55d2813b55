"""The least that meets the targets: which areas together, the optimum, what the judge says of it, and what has to be said with it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from preschool_metrics.errors import RefutedPlanError
from preschool_metrics.measure import judge
from preschool_metrics.model.actions import ActionName, changes_of
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.measures import POPULATION, heading_of
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.plan import Plan, Situation, Step, Target, Wishes
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.text import Text
from preschool_metrics.plan import Chosen, Solution, joined, planned, steps_of, unknown_fields
from preschool_metrics.workflow.situations import added, changed, figures, situation_of
from preschool_metrics.workflow.units import Unit, units_asked, units_of

_NOBODY: Final = Text("未收到报表，无法测算", "no return came in: nothing can be planned")
_PARTLY: Final = Text("缺报：{areas}；只按已报的镇街测算", "missing: {areas}; planned for the returns that are in")
_UNKNOWN: Final = Text("{fields}未知，未纳入测算：{title}", "{fields} unknown, so left out: {title}")
_BEYOND: Final = Text(
    "允许的措施达不到：{titles}；所列为最接近的方案",
    "out of reach of what is allowed: {titles}; what is listed comes nearest",
)
_UNPAID: Final = Text("预算内仍未达：{titles}", "still missed within the budget: {titles}")
_NO_SITES: Final = Text("没有名册，无法整园转制", "no roster: no kindergarten can change hands whole")
_POLICY: Final = Text("政策要求：{words}", "policy: {words}")
_CROWDED: Final = Text(
    "新增后在园幼儿将多于适龄人口，生源须来自其他镇街，请先核实",
    "with the new children more are enrolled than there are of age: they must come from other towns; check this first",
)
_TOWNS: Final = Text("各镇街合计：{shares}", "sum of the towns: {shares}")


class Part(NamedTuple):
    """An area with what was chosen for it, in steps."""

    unit: Unit
    situation: Situation
    chosen: Chosen
    steps: tuple[Step, ...]
    feasible: bool
    missing: tuple[str, ...] = ()


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
    changes = {part.unit.area: changes_of(part.chosen.counts) for part in parts}
    reports = [report for report in assessment.returns if report.area in changes]
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


def entry(
    part: Part, before: Sequence[Judgement], after: tuple[Judgement, ...], profile: Profile, wishes: Wishes
) -> Plan:
    """Return the entry of an area, confirmed by the judge.

    Raises RefutedPlanError where its figures do not meet what the solver found met.
    """
    unit, situation, chosen, *_ = part
    _confirm(situation, chosen, after)
    unknown = [each for each in situation.targets if each.applies and unknown_fields(each, situation)]
    return Plan(
        profile.id,
        unit.area,
        unit.level,
        part.feasible and situation.received and not unknown,
        sum(wishes.costs[action] * count for action, count in chosen.counts.items()) if situation.received else None,
        part.steps,
        tuple(each for each in before if each.observation.area == unit.area),
        after,
        tuple(_notes(part, unknown, wishes)),
    )


def _confirm(situation: Situation, chosen: Chosen, after: Sequence[Judgement]) -> None:
    """Hold the judge's verdicts against the solver's: partial sums are judged as far as they go."""
    judged = {each.observation.indicator.id: judge(each.observation._replace(partial=False)).verdict for each in after}
    for target in situation.targets:
        if target.applies and situation.received and not unknown_fields(target, situation):
            name = target.indicator.id
            if (judged[name] in ("met", "not_applicable")) != (name in chosen.met):
                raise RefutedPlanError(f"{situation.area}: {name} is {judged[name]} after the plan")


def _notes(part: Part, unknown: Sequence[Target], wishes: Wishes) -> Iterator[Text]:
    situation, chosen = part.situation, part.chosen
    if not situation.received:
        yield _NOBODY
        return
    if part.missing:
        yield _PARTLY.fill(areas=joined([Text(area, area) for area in part.missing]))
    for target in unknown:
        fields = [heading_of(field) for field in unknown_fields(target, situation)]
        yield _UNKNOWN.fill(fields=joined(fields), title=target.indicator.title)
    missed = [each for each in situation.targets if each.applies and each.indicator.id not in chosen.met]
    titles = [each.indicator.title for each in missed if each not in unknown]
    if titles:
        yield (_BEYOND if wishes.budget is None else _UNPAID).fill(titles=joined(titles))
    if part.unit.level == "town" and _crowded(situation, chosen):
        yield _CROWDED
    if wishes.whole and part.unit.level == "town" and situation.sites is None:
        yield _NO_SITES
    for words in dict.fromkeys(situation.forbidden.values()):
        yield _POLICY.fill(words=words)


def _crowded(situation: Situation, chosen: Chosen) -> bool:
    population, enrolled = situation.amounts.get(POPULATION), situation.amounts.get("enrolled_preschool")
    new = chosen.counts.get("new_public", 0) + chosen.counts.get("new_inclusive_private", 0)
    return bool(new) and population is not None and enrolled is not None and enrolled + new > population


def summed(whole: Unit, joint: Situation, solution: Solution, parts: Sequence[Part]) -> Part:
    """Return the part of a group or a district: the actions of its towns, and beside them its own."""
    counts = dict(solution.own.counts)
    shares: dict[str, list[Text]] = {}
    for part in parts:
        for action, count in part.chosen.counts.items():
            counts[action] = counts.get(action, 0) + count
            shares.setdefault(action, []).append(Text(f"{part.unit.area}{count}", f"{part.unit.area} {count}"))
    chosen = solution.own._replace(counts=counts)
    steps = [
        replace(step, why=_TOWNS.fill(shares=joined(shares[step.action])))
        if step.action in shares and not step.listed
        else step
        for step in steps_of(joint, chosen)
    ]
    absent = tuple(part.unit.area for part in parts if not part.situation.received)
    known = all(part.situation.received is False or not _unknown_targets(part.situation) for part in parts)
    return Part(whole, joint, chosen, tuple(steps), solution.feasible and known, absent)


def _unknown_targets(situation: Situation) -> bool:
    return any(each.applies and unknown_fields(each, situation) for each in situation.targets)
