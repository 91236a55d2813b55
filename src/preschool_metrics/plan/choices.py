"""What an area can do: a variable for each action, within what there is, what is capped and what the policy allows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from preschool_metrics.measure.line import line_of
from preschool_metrics.model.actions import HIRES, TURNS, ActionName
from preschool_metrics.model.plan import Site, Situation, Wishes
from preschool_metrics.plan.program import Program

_NEW: Final[tuple[ActionName, ...]] = ("new_public", "new_inclusive_private")


@dataclass
class Choices:
    """The variables of an area.

    terms  how much of an action is done: variable → children or persons that one of it is
    sites  the variables that turn a kindergarten whole
    """

    terms: dict[ActionName, dict[int, int]] = field(default_factory=dict)
    sites: dict[int, tuple[Site, ActionName]] = field(default_factory=dict)

    def of(self, action: ActionName) -> dict[int, int]:
        """Return the variables of an action, each with what one of it is; none where it cannot be done."""
        return self.terms.get(action, {})

    def count(self, action: ActionName, values: list[int]) -> int:
        """Return how much of an action is done."""
        return sum(by * values[at] for at, by in self.of(action).items())


def choices_of(program: Program, situation: Situation, wishes: Wishes, reach: int, *, hires: bool) -> Choices:
    """Add the variables of an area to a program; `hires` where some line that applies wants staff.

    `reach` is the number of new children beyond which no target is helped, the area's own or one of all together.
    """
    made = Choices()
    for action in _NEW:
        _add(program, made, action, _most(situation, wishes, action, reach))
    if wishes.whole:
        _whole(program, made, situation, wishes)
    else:
        for action, (nature, _) in TURNS.items():
            there = (situation.amounts.get(f"enrolled_{nature}") or 0) - _fixed(situation, action, nature)
            _add(program, made, action, _most(situation, wishes, action, there))
        _within(program, made, situation)
    if hires:
        hire(program, made, situation, wishes, reach)
    return made


def hire(program: Program, made: Choices, situation: Situation, wishes: Wishes, more_children: int = 0) -> None:
    """Add the variables of the staff hired: never more than one for each child and each lack."""
    enrolled = (situation.amounts.get("enrolled") or 0) + more_children
    most = sum(enrolled * line_of(target.threshold, target.indicator).q for target in situation.targets)
    most += sum(lack or 0 for lack in situation.lacks.values()) + more_children
    for action in HIRES:
        _add(program, made, action, _most(situation, wishes, action, most))


def _most(situation: Situation, wishes: Wishes, action: ActionName, there: int) -> int:
    cap = wishes.cap(situation.area, action)
    if action in situation.forbidden or not situation.received:
        return 0
    return there if cap is None else min(there, cap)


def _fixed(situation: Situation, action: ActionName, nature: str) -> int:
    """Return the children of a nature whose kindergartens the policy bars from an action."""
    return sum(site.children for site in situation.sites or () if site.nature == nature and action in site.fixed)


def reach_of(situations: Iterable[Situation]) -> int:
    """Return a number of new children beyond which no target of areas is helped, nor one of all of them together.

    `q·(n + x) ≥ p·(d + x)` holds from x = p·d ÷ (q − p) on; `q·(n + x) ≥ p·d` no later than from x = p·d on.
    """
    most = 1
    for situation in situations:
        for target in situation.targets:
            line = line_of(target.threshold, target.indicator)
            base = [situation.amounts.get(name) or 0 for name in target.indicator.measure.denominator]
            most += line.p * sum(base) // max(line.q - line.p, 1) + 1
    return most


def _add(program: Program, made: Choices, action: ActionName, most: int) -> None:
    if most > 0:
        made.terms[action] = {program.variable(most): 1}


def _within(program: Program, made: Choices, situation: Situation) -> None:
    """Children of one nature are turned once: what is left of it is not below 0."""
    for nature in ("other_private", "inclusive_private"):
        used = {
            at: -by for action, (source, _) in TURNS.items() if source == nature for at, by in made.of(action).items()
        }
        if len(used) > 1:
            program.keep(used, situation.amounts.get(f"enrolled_{nature}") or 0)


def _whole(program: Program, made: Choices, situation: Situation, wishes: Wishes) -> None:
    """Turn kindergartens whole, each at most once."""
    for site in situation.sites or ():
        ways: dict[int, int] = {}
        for action, (nature, _) in TURNS.items():
            allowed = action not in site.fixed and _most(situation, wishes, action, site.children) >= site.children
            if site.nature == nature and site.children > 0 and allowed:
                at = program.variable(1)
                made.terms.setdefault(action, {})[at] = site.children
                made.sites[at] = (site, action)
                ways[at] = -1
        if len(ways) > 1:
            program.keep(ways, 1)
    for action in TURNS:
        cap = wishes.cap(situation.area, action)
        if cap is not None and action in made.terms:
            program.keep({at: -by for at, by in made.terms[action].items()}, cap)
