"""Areas planned together as one integer program: their choices, what these cost, and their targets as rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from preschool_metrics.model.actions import ActionName
from preschool_metrics.model.plan import Situation, Target, Wishes
from preschool_metrics.plan.choices import Choices, choices_of, hire, reach_of
from preschool_metrics.plan.program import Program, Row
from preschool_metrics.plan.targets import is_staff_line, row_of, unknown_fields

ALL: Final = -1


class Goal(NamedTuple):
    """A target as a row: `place` is the number of its area, -1 where it is one of all areas together."""

    place: int
    target: Target
    row: Row


@dataclass
class Model:
    """The program of areas planned together: what each can do, what it costs, and the targets as rows.

    met  without `every` target kept: the variables that may be 1 only where a target is met
    """

    program: Program
    choices: list[Choices]
    own: Choices
    goals: list[Goal]
    costs: dict[int, int]
    met: dict[int, int]


def model_of(situations: Sequence[Situation], joint: Situation | None, wishes: Wishes, *, every: bool) -> Model:
    """Build the program; `every` target is a row that must hold, else one that may be met."""
    program = Program()
    sited = joint is not None and any(each.indicator.measure.kind == "requirement" for each in joint.targets)
    whole = None if joint is None else reach_of(situations)
    choices = [
        choices_of(program, each, wishes, whole or reach_of([each]), hires=sited or _wants_staff(each))
        for each in situations
    ]
    own = Choices()
    if joint is not None and whole is not None and not sited and _wants_staff(joint):
        hire(program, own, joint, wishes, whole)
    costs = {
        at: by * wishes.costs[action]
        for each in (*choices, own)
        for action, terms in each.terms.items()
        for at, by in terms.items()
    }
    if wishes.budget is not None:
        program.keep({at: -by for at, by in costs.items()}, wishes.budget)
        narrow(program, costs, wishes.budget)
    goals = list(_goals(situations, joint, choices, own))
    met: dict[int, int] = {}
    for goal in goals:
        if every:
            program.keep(*goal.row)
        else:
            met[_flag(program, goal.row)] = 1
    return Model(program, choices, own, goals, costs, met)


def _wants_staff(situation: Situation) -> bool:
    return any(
        each.applies and is_staff_line(each) and not unknown_fields(each, situation) for each in situation.targets
    )


def narrow(program: Program, costs: dict[int, int], most: int) -> None:
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
    """Yield the targets as rows: those of each area, then those of all together; a need at each site is one a town."""
    areas = list(zip(situations, choices, strict=True))
    for place, (situation, each) in enumerate(areas):
        for target in _plannable(situation):
            yield Goal(place, target, row_of(target, situation, each.of))
    for target in _plannable(joint) if joint else ():
        if target.indicator.measure.kind == "requirement":
            known = [area for area in areas if area[0].lacks.get(target.indicator.id) is not None]
            yield from (Goal(ALL, target, row_of(target, situation, each.of)) for situation, each in known)
        elif joint is not None:
            yield Goal(ALL, target, row_of(target, joint, partial(together, [*choices, own])))


def _plannable(situation: Situation) -> list[Target]:
    return [each for each in situation.targets if each.applies and not unknown_fields(each, situation)]


def together(choices: Sequence[Choices], action: ActionName) -> dict[int, int]:
    """Return the variables of an action in all areas."""
    return {at: by for each in choices for at, by in each.of(action).items()}
