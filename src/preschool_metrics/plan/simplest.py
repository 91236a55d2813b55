"""Of plans that cost the same the simplest one."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from preschool_metrics.model.actions import ACTIONS
from preschool_metrics.model.plan import Wishes
from preschool_metrics.plan.choices import Choices
from preschool_metrics.plan.model import Model, narrow, together
from preschool_metrics.plan.program import Program


def simplest(model: Model, wishes: Wishes, values: list[int]) -> list[int]:
    """Return the optimum with the fewest kinds of action, of these the one with the earlier kinds, and the most of these.

    What each area spends, and under a budget which targets are met, is kept as the optimum has it: where areas are
    planned together, each one's share is the simplest.
    """
    every = [*model.choices, model.own]
    simple = _held(model, every, values)
    kinds = {_kind(simple, terms): (each, action) for each in every for action, terms in each.terms.items()}
    base = 2 ** (len(ACTIONS) + 1) * len(every)
    weights = {at: base - 2 ** (len(ACTIONS) - 1 - ACTIONS.index(action)) for at, (_, action) in kinds.items()}
    found = simple.least(weights, start=_with_kinds(values, kinds.keys(), simple))
    if found is None:
        raise AssertionError("what was an optimum is still a solution")
    for at, (choices, action) in kinds.items():
        for unused in choices.of(action) if not found[at] else ():
            simple.bounds[unused] = 0
    used = sorted({ACTIONS.index(action) for at, (_, action) in kinds.items() if found[at]})
    prices = {wishes.costs[ACTIONS[number]] for number in used}
    amount = {at: by for each in every for terms in each.terms.values() for at, by in terms.items()}
    objectives = [amount] if len(prices) > 1 or 0 in prices else []
    objectives += [{at: -by for at, by in together(every, ACTIONS[number]).items()} for number in used[:-1]]
    return simple.least(*objectives, start=found) or found


def _held(model: Model, every: Iterable[Choices], values: Sequence[int]) -> Program:
    """Return the program with what each area spends, and each target that is met, kept."""
    held = Program()
    held.bounds, held.rows = list(model.program.bounds), list(model.program.rows)
    for at in model.met:
        held.keep({at: 1}, -values[at])
    for choices in every:
        prices = {at: model.costs[at] for terms in choices.terms.values() for at in terms}
        spent = sum(price * values[at] for at, price in prices.items())
        held.keep({at: -price for at, price in prices.items()}, spent)
        narrow(held, prices, spent)
    return held


def _kind(program: Program, terms: dict[int, int]) -> int:
    """Add a variable that is 1 where an action is used."""
    kind = program.variable(1)
    for at in terms:
        program.keep({kind: program.bounds[at], at: -1}, 0)
    return kind


def _with_kinds(values: Sequence[int], kinds: AbstractSet[int], program: Program) -> list[int]:
    """Complete a solution with the variables added: a kind is used where something of it is done."""
    full = [*values, *([0] * (len(program.bounds) - len(values)))]
    for row in program.rows:
        for kind in row.terms.keys() & kinds:
            if row.slack(full) < 0:
                full[kind] = 1
    return full
