"""A target as a row in whole numbers: where the measures, the actions and the lines meet."""

from collections.abc import Callable, Mapping
from typing import Final

from preschool_metrics.measure.line import line_of, surplus
from preschool_metrics.model.actions import ACTIONS, ActionName, effect
from preschool_metrics.model.plan import Situation, Target
from preschool_metrics.model.policy import Measure
from preschool_metrics.plan.program import Row

_WHOSE: Final[dict[str, tuple[ActionName, ...]]] = {
    "teachers": ("hire_teacher",),
    "care_workers": ("hire_care_worker",),
    "care_teaching_staff": ("hire_teacher", "hire_care_worker"),
    "health_staff": ("hire_health",),
    "staff": ("hire_other",),
}
Amounts = Callable[[ActionName], Mapping[int, int]]


def is_staff_line(target: Target) -> bool:
    """Tell whether a line is about staff for children: 1:n, or a need at each site."""
    measure = target.indicator.measure
    staff = measure.numerator if measure.kind == "requirement" else measure.denominator
    per_head = measure.kind == "requirement" or target.indicator.display == "one_to_n"
    return per_head and any(name in _WHOSE for name in staff)


def hires_for(target: Target) -> frozenset[ActionName]:
    """Return the hires whose number hangs on the staff that a line counts."""
    measure = target.indicator.measure
    return frozenset(hire for name in (*measure.numerator, *measure.denominator) for hire in _WHOSE.get(name, ()))


def unknown_fields(target: Target, situation: Situation) -> tuple[str, ...]:
    """Return the fields of the return that keep a target from being planned for; nothing where all is known."""
    measure = target.indicator.measure
    if measure.kind == "requirement":
        unknown = situation.lacks.get(target.indicator.id) is None
        return measure.numerator if unknown else ()
    fields = [name for name in (*measure.numerator, *measure.denominator) if situation.amounts.get(name) is None]
    return tuple(dict.fromkeys(base for name in fields for base in situation.missing.get(name, (name,))))


def row_of(target: Target, situation: Situation, done: Amounts) -> Row:
    """Return the row that holds where the target is met; `done` gives each action in variables.

    A ratio meets its line where its surplus (`measure.line`) is not below 0, which is linear. A requirement is met
    where the health staff hired makes up for what the sites lack and looks after the children added, who count as a
    site of their own.
    """
    measure = target.indicator.measure
    if measure.kind == "requirement":
        lack, per = situation.lacks[target.indicator.id] or 0, measure.per or 1
        return _row(measure, done, lambda hired, children: per * hired - children, -per * lack)
    line = line_of(target.threshold, target.indicator)
    numerator = sum(situation.amounts[name] or 0 for name in measure.numerator)
    denominator = sum(situation.amounts[name] or 0 for name in measure.denominator)
    return _row(measure, done, lambda one, other: surplus(one, other, line), surplus(numerator, denominator, line))


def _row(measure: Measure, done: Amounts, weigh: Callable[[int, int], int], constant: int) -> Row:
    """Return the row of a measure: `weigh` says what a change of its numerator and its denominator does."""
    terms: dict[int, int] = {}
    for action in ACTIONS:
        changes = effect(action)
        numerator, denominator = (
            sum(changes.get(name, 0) for name in names) for names in (measure.numerator, measure.denominator)
        )
        weight = weigh(numerator, denominator)
        for at, amount in done(action).items() if weight else ():
            terms[at] = terms.get(at, 0) + weight * amount
    return Row({at: each for at, each in terms.items() if each}, constant)
