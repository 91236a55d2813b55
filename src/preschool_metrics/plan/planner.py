"""The least-cost plan for areas together: every target in whole numbers, proved by the solver."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from preschool_metrics.model.actions import ACTIONS, ActionName
from preschool_metrics.model.plan import Site, Situation, Target, Wishes
from preschool_metrics.plan.choices import Choices
from preschool_metrics.plan.model import ALL, Goal, Model, model_of
from preschool_metrics.plan.simplest import simplest


class Reason(NamedTuple):
    """A target that would be missed without an action: the area's own, or one `shared` by all areas together."""

    target: Target
    shared: bool


class Chosen(NamedTuple):
    """What is to be done in an area.

    counts   children or persons by action, nothing that is 0
    turned   the kindergartens that change hands whole
    reasons  for each action the targets that would be missed without it
    met      the targets that are met with it, by id
    """

    counts: dict[ActionName, int]
    turned: tuple[tuple[Site, ActionName], ...]
    reasons: dict[ActionName, tuple[Reason, ...]]
    met: frozenset[str]


class Solution(NamedTuple):
    """The optimum, or where there is none what comes nearest: as many targets met as can be.

    feasible  all targets that are known are met (under a budget: nothing was asked but the most)
    own       what the district or the group does as a whole
    """

    feasible: bool
    chosen: tuple[Chosen, ...]
    own: Chosen


def planned(situations: Sequence[Situation], joint: Situation | None, wishes: Wishes) -> Solution:
    """Plan areas together; `joint` adds the targets of the district or group that they make up."""
    model = model_of(situations, joint, wishes, every=wishes.budget is None)
    values = model.program.least(model.costs) if wishes.budget is None else None
    feasible = values is not None or wishes.budget is not None
    if values is None:
        model = model_of(situations, joint, wishes, every=False)
        values = model.program.least({at: -by for at, by in model.met.items()}, model.costs)
    if values is None:
        raise AssertionError("a plan that asks for nothing has a solution")
    values = simplest(model, wishes, values)
    chosen = [_chosen(each, place, model, values) for place, each in enumerate(model.choices)]
    return Solution(feasible, tuple(chosen), _chosen(model.own, ALL, model, values))


def _chosen(choices: Choices, place: int, model: Model, values: list[int]) -> Chosen:
    counts = {action: count for action in ACTIONS if (count := choices.count(action, values))}
    turned = tuple(what for at, what in choices.sites.items() if values[at])
    goals = [goal for goal in model.goals if goal.place in (place, ALL)]
    reasons = {action: _missed_without(choices.of(action), goals, values, place) for action in counts}
    own = [goal for goal in goals if goal.place == place]
    missed = {goal.target.indicator.id for goal in own if goal.row.slack(values) < 0}
    return Chosen(counts, turned, reasons, frozenset(goal.target.indicator.id for goal in own) - missed)


def _missed_without(
    terms: Mapping[int, int], goals: Sequence[Goal], values: list[int], place: int
) -> tuple[Reason, ...]:
    """Return the targets that are met, and would not be if only this action were left out."""
    without = list(values)
    for at in terms:
        without[at] = 0
    missed = [goal for goal in goals if goal.row.slack(values) >= 0 > goal.row.slack(without)]
    return tuple(dict.fromkeys(Reason(goal.target, goal.place != place) for goal in missed))
