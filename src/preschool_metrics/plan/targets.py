"""A target as a row in whole numbers: where the measures, the actions and the lines meet."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from preschool_metrics.model.actions import ACTIONS, ActionName, effect
from preschool_metrics.model.plan import Situation, Target
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

    A ratio against the line p/q is `q·numerator − p·denominator ≥ 0`, or the other way round. A requirement is met
    where the health staff hired makes up for what the sites lack and looks after the children added, who count as a
    site of their own.
    """
    measure = target.indicator.measure
    if measure.kind == "requirement":
        lack = situation.lacks[target.indicator.id] or 0
        per = measure.per or 1
        return _row(done, measure.numerator, per, measure.denominator, -1, -per * lack)
    p, q = target.threshold.line.as_integer_ratio()
    side = 1 if target.threshold.direction == "at_least" else -1
    numerator = sum(situation.amounts[name] or 0 for name in measure.numerator)
    denominator = sum(situation.amounts[name] or 0 for name in measure.denominator)
    constant = side * (q * numerator - p * denominator)
    return _row(done, measure.numerator, side * q, measure.denominator, -side * p, constant)


def _row(done: Amounts, one: Iterable[str], by: int, other: Iterable[str], against: int, constant: int) -> Row:
    terms: dict[int, int] = {}
    one, other = tuple(one), tuple(other)
    for action in ACTIONS:
        changes = effect(action)
        weight = by * sum(changes.get(name, 0) for name in one)
        weight += against * sum(changes.get(name, 0) for name in other)
        for at, amount in done(action).items() if weight else ():
            terms[at] = terms.get(at, 0) + weight * amount
    return Row({at: each for at, each in terms.items() if each}, constant)
