"""The entry of a plan: what is done in an area, what becomes of its figures, and what has to be said with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from preschool_metrics.errors import RefutedPlanError
from preschool_metrics.measure import judge
from preschool_metrics.model.measures import POPULATION, heading_of
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.plan import Plan, Situation, Step, Target, Wishes
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.text import Text
from preschool_metrics.plan import Chosen, Solution, joined, steps_of, unknown_fields
from preschool_metrics.planning.units import Unit

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
