"""The least-cost plan for areas together: every target in whole numbers, proved by the solver."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from preschool_metrics.model.actions import ACTIONS, HIRES, ActionName, changes_of, lack_after
from preschool_metrics.model.plan import Site, Situation, Target, Wishes
from preschool_metrics.model.text import Text
from preschool_metrics.plan.choices import Choices, choices_of, hire
from preschool_metrics.plan.program import Program, Row
from preschool_metrics.plan.targets import is_staff_line, row_of, unknown_fields


class Goal(NamedTuple):
    """A target of an area (by its number; -1 for all of them together) as a row."""

    place: int
    target: Target
    row: Row


class Chosen(NamedTuple):
    """What is to be done in an area.

    counts   children or persons by action, nothing that is 0
    turned   the kindergartens that change hands whole
    reasons  for each action the targets that would be missed without it
    met      the targets that are met with it, by id
    """

    counts: dict[ActionName, int]
    turned: tuple[tuple[Site, ActionName], ...]
    reasons: dict[ActionName, tuple[Target, ...]]
    met: frozenset[str]


class Solution(NamedTuple):
    """The optimum, or where there is none what comes nearest: as many targets met as can be.

    feasible  all targets that are known are met (under a budget: nothing was asked but the most)
    own       what the district or the group does as a whole
    """

    feasible: bool
    chosen: tuple[Chosen, ...]
    own: Chosen


@dataclass
class _Model:
    program: Program
    choices: list[Choices]
    own: Choices
    goals: list[Goal]
    costs: dict[int, int]
    met: dict[int, int]


def planned(situations: Sequence[Situation], joint: Situation | None, wishes: Wishes) -> Solution:
    """Plan areas together; `joint` adds the targets of the district or group that they make up."""
    model = _model(situations, joint, wishes, every=wishes.budget is None)
    values = model.program.least(model.costs) if wishes.budget is None else None
    feasible = values is not None or wishes.budget is not None
    if values is None:
        model = _model(situations, joint, wishes, every=False)
        values = model.program.least({at: -by for at, by in model.met.items()}, model.costs)
    if values is None:
        raise AssertionError("a plan that asks for nothing has a solution")
    values = _simplest(model, wishes, values)
    chosen = [_chosen(each, place, model, values) for place, each in enumerate(model.choices)]
    return Solution(feasible, tuple(chosen), _chosen(model.own, -1, model, values))


def _model(situations: Sequence[Situation], joint: Situation | None, wishes: Wishes, *, every: bool) -> _Model:
    program = Program()
    sited = joint is not None and any(each.indicator.measure.kind == "requirement" for each in joint.targets)
    choices = [choices_of(program, each, wishes, hires=sited or _wants_staff(each)) for each in situations]
    own = Choices()
    if joint is not None and not sited and _wants_staff(joint):
        more = sum(program.bounds[at] for each in choices for at in each.terms.get("new_public", {}))
        hire(program, own, joint, wishes, more)
    costs = {
        at: by * wishes.costs[action]
        for each in (*choices, own)
        for action, terms in each.terms.items()
        for at, by in terms.items()
    }
    if wishes.budget is not None:
        program.keep({at: -by for at, by in costs.items()}, wishes.budget)
        _narrow(program, costs, wishes.budget)
    goals = list(_goals(situations, joint, choices, own))
    met: dict[int, int] = {}
    for goal in goals:
        if every:
            program.keep(*goal.row)
        else:
            met[_flag(program, goal.row)] = 1
    return _Model(program, choices, own, goals, costs, met)


def _wants_staff(situation: Situation) -> bool:
    return any(
        each.applies and is_staff_line(each) and not unknown_fields(each, situation) for each in situation.targets
    )


def _narrow(program: Program, costs: dict[int, int], most: int) -> None:
    """Nothing is done more often than what may be spent pays for."""
    for at, cost in costs.items():
        if cost:
            program.bounds[at] = min(program.bounds[at], most // cost)


def _flag(program: Program, row: Row) -> int:
    """Add a variable that may be 1 only where the row holds."""
    worst = row.constant + sum(min(by, 0) * program.bounds[at] for at, by in row.terms.items())
    flag = program.variable(1)
    program.keep({**row.terms, flag: min(worst, 0)}, row.constant - min(worst, 0))
    return flag


def _goals(
    situations: Sequence[Situation], joint: Situation | None, choices: Sequence[Choices], own: Choices
) -> Iterator[Goal]:
    for place, (situation, each) in enumerate(zip(situations, choices, strict=True)):
        for target in _plannable(situation):
            yield Goal(place, target, row_of(target, situation, lambda action, each=each: each.terms.get(action, {})))  # type: ignore[misc]
    if joint is None:
        return
    everything = [*choices, own]
    for target in _plannable(joint):
        if target.indicator.measure.kind != "requirement":
            yield Goal(-1, target, row_of(target, joint, lambda action: _together(everything, action)))
            continue
        for situation, each in zip(situations, choices, strict=True):
            if situation.lacks.get(target.indicator.id) is not None:
                yield Goal(-1, target, row_of(target, situation, lambda action, each=each: each.terms.get(action, {})))  # type: ignore[misc]


def _plannable(situation: Situation) -> list[Target]:
    return [each for each in situation.targets if each.applies and not unknown_fields(each, situation)]


def _together(choices: Sequence[Choices], action: ActionName) -> dict[int, int]:
    return {at: by for each in choices for at, by in each.terms.get(action, {}).items()}


# --- of equal optima the simplest --------------------------------------------------------------------------


def _simplest(model: _Model, wishes: Wishes, values: list[int]) -> list[int]:
    """Return the optimum with the fewest kinds of action, of these the one with the earlier kinds, and the most of these.

    The costs, and under a budget the targets met, are kept as they are.
    """
    program, spent = model.program, sum(by * values[at] for at, by in model.costs.items())
    simple = Program()
    simple.bounds, simple.rows = list(program.bounds), list(program.rows)
    simple.keep({at: -by for at, by in model.costs.items()}, spent)
    if model.met:
        simple.keep(model.met, -sum(values[at] for at in model.met))
    _narrow(simple, model.costs, spent)
    every = [*model.choices, model.own]
    kinds = {_kind(simple, terms): action for each in every for action, terms in each.terms.items()}
    base = 2 ** (len(ACTIONS) + 1) * len(every)
    weights = {at: base - 2 ** (len(ACTIONS) - 1 - ACTIONS.index(action)) for at, action in kinds.items()}
    found = simple.least(weights, start=_with_kinds(values, kinds, simple))
    amount = {at: by for each in every for terms in each.terms.values() for at, by in terms.items()}
    if found is None:
        raise AssertionError("what was an optimum is still a solution")
    simple.keep({at: -by for at, by in weights.items()}, sum(by * found[at] for at, by in weights.items()))
    used = sorted({ACTIONS.index(action) for at, action in kinds.items() if found[at]})
    prices = {wishes.costs[ACTIONS[number]] for number in used}
    objectives = [amount] if len(prices) > 1 or 0 in prices else []
    objectives += [{at: -by for at, by in _together(every, ACTIONS[number]).items()} for number in used[:-1]]
    return simple.least(*objectives, start=found) or found


def _kind(program: Program, terms: dict[int, int]) -> int:
    """Add a variable that is 1 where an action is used."""
    kind = program.variable(1)
    for at in terms:
        program.keep({kind: program.bounds[at], at: -1}, 0)
    return kind


def _with_kinds(values: list[int], kinds: dict[int, ActionName], program: Program) -> list[int]:
    """Complete a solution with the variables added: a kind is used where something of it is done."""
    full = [*values, *([0] * (len(program.bounds) - len(values)))]
    for row in program.rows:
        for kind in row.terms.keys() & kinds.keys():
            if row.slack(full) < 0:
                full[kind] = 1
    return full


def _chosen(choices: Choices, place: int, model: _Model, values: list[int]) -> Chosen:
    counts = {action: count for action in ACTIONS if (count := choices.count(action, values))}
    turned = tuple(what for at, what in choices.sites.items() if values[at])
    goals = [goal for goal in model.goals if goal.place in (place, -1)]
    reasons = {action: _missed_without(choices.terms[action], goals, values) for action in counts}
    own = [goal for goal in goals if goal.place == place]
    missed = {goal.target.indicator.id for goal in own if goal.row.slack(values) < 0}
    return Chosen(counts, turned, reasons, frozenset(goal.target.indicator.id for goal in own) - missed)


def _missed_without(terms: dict[int, int], goals: Sequence[Goal], values: list[int]) -> tuple[Target, ...]:
    """Return the targets that are met, and would not be if only this action were left out."""
    without = list(values)
    for at in terms:
        without[at] = 0
    return tuple(goal.target for goal in goals if goal.row.slack(values) >= 0 > goal.row.slack(without))


# --- staff that is only listed -----------------------------------------------------------------------------


def staff_listed(situation: Situation, done: Mapping[ActionName, int]) -> dict[ActionName, int]:
    """Return the staff that the lines which do not apply at this level would want after what is done: the least of it."""
    lines = [each for each in situation.targets if is_staff_line(each) and not unknown_fields(each, situation)]
    if all(each.applies for each in lines):
        return {}
    after = replace(moved(situation, done), targets=tuple(each._replace(applies=True) for each in lines))
    nothing: dict[ActionName, Text] = {action: Text("", "") for action in ACTIONS if action not in HIRES}
    return planned([replace(after, forbidden=nothing)], None, Wishes()).chosen[0].counts


def moved(situation: Situation, done: Mapping[ActionName, int]) -> Situation:
    """Return where an area stands after actions."""
    changes = changes_of(done)
    amounts = {
        name: None if amount is None else amount + changes.get(name, 0) for name, amount in situation.amounts.items()
    }
    lacks = {
        target.indicator.id: lack_after(lack, target.indicator.measure.per or 1, changes)
        for target in situation.targets
        if (lack := situation.lacks.get(target.indicator.id)) is not None
    }
    return replace(situation, amounts=amounts, lacks={**situation.lacks, **lacks})
