"""Of plans that cost the same the simplest one."""

from preschool_metrics.model.actions import ACTIONS, ActionName
from preschool_metrics.model.plan import Wishes
from preschool_metrics.plan.model import Model, narrow, together
from preschool_metrics.plan.program import Program


def simplest(model: Model, wishes: Wishes, values: list[int]) -> list[int]:
    """Return the optimum with the fewest kinds of action, of these the one with the earlier kinds, and the most of these.

    The costs, and under a budget the targets met, are kept as they are.
    """
    program, spent = model.program, sum(by * values[at] for at, by in model.costs.items())
    simple = Program()
    simple.bounds, simple.rows = list(program.bounds), list(program.rows)
    simple.keep({at: -by for at, by in model.costs.items()}, spent)
    if model.met:
        simple.keep(model.met, -sum(values[at] for at in model.met))
    narrow(simple, model.costs, spent)
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
    objectives += [{at: -by for at, by in together(every, ACTIONS[number]).items()} for number in used[:-1]]
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
