"""No plan is cheaper, and of those that cost the same none is simpler: small towns, every plan tried."""

import random
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure.line import line_of, reaches
from preschool_metrics.model.actions import ACTIONS, ActionName, changes_of
from preschool_metrics.model.plan import STANDARD_COSTS, Situation, Target, Wishes
from preschool_metrics.model.text import Text
from preschool_metrics.plan import planned

CHUNKS, CASES = 20, 110  # 2,200 towns
DEAREST: Final = 14  # beyond it there are too many plans to try them all
CHILDREN: Final[tuple[ActionName, ...]] = ACTIONS[:5]
PROFILES = {name: load_profile(name) for name in ("wuqing-2023", "national-2020")}
NATURE: Final = {"other_to_inclusive": "other", "other_to_public": "other", "inclusive_to_public": "inclusive"}

Plan = dict[ActionName, int]


class Case(NamedTuple):
    """A town and what is wanted of its plan."""

    situation: Situation
    wishes: Wishes
    actions: tuple[ActionName, ...]


def drawn(seed: int) -> Case:
    """Draw a town of at most a dozen children: rates of the district's plan, or with teachers those of the evaluation."""
    die = random.Random(seed)
    name = die.choice(list(PROFILES))
    enrolled, population = die.randint(0, 11), die.randint(0, 12)
    public = die.randint(0, enrolled)
    inclusive = die.randint(0, enrolled - public)
    teachers = die.randint(0, 2)
    amounts: dict[str, int | None] = {
        "population": population, "enrolled": enrolled, "enrolled_preschool": enrolled, "enrolled_public": public,
        "enrolled_inclusive": public + inclusive, "enrolled_inclusive_private": inclusive,
        "enrolled_other_private": enrolled - public - inclusive, "teachers": teachers, "teachers_certified": teachers,
        "classes": 3, "classes_within_limit": 3, "staff": None, "care_teaching_staff": None, "health_staff": None,
    }  # fmt: skip
    targets = tuple(
        Target(each, each.thresholds[0], each.thresholds[0].applies("town", "某县"))
        for each in PROFILES[name].indicators
    )
    actions = CHILDREN if name == "wuqing-2023" else (*CHILDREN, "hire_teacher")
    costs = dict(STANDARD_COSTS)
    if die.random() < 0.4:
        costs |= {action: die.randint(1, 3) for action in actions}
    capped = [action for action in actions if die.random() < 0.15]
    caps = {(die.choice([None, "甲镇"]), action): die.randint(0, 3) for action in capped}
    banned: dict[ActionName, Text] = {"new_inclusive_private": Text("不得", "must not")} if die.random() < 0.3 else {}
    situation = Situation("甲镇", "town", targets, amounts, forbidden=banned)
    return Case(situation, Wishes(costs, caps), actions)


def within(case: Case, plan: Plan) -> bool:
    """Tell whether a plan takes no more than there is, is capped and allowed."""
    amounts, wishes = case.situation.amounts, case.wishes
    taken = {"other": 0, "inclusive": 0}
    for action, count in plan.items():
        cap = wishes.cap("甲镇", action)
        if (cap is not None and count > cap) or (count and action in case.situation.forbidden):
            return False
        if action in NATURE:
            taken[NATURE[action]] += count
    return taken["other"] <= (amounts["enrolled_other_private"] or 0) and taken["inclusive"] <= (
        amounts["enrolled_inclusive_private"] or 0
    )


def meets(case: Case, plan: Plan) -> bool:
    """Tell whether every target that applies is met, by the integer judge."""
    changes = changes_of(plan)
    for target in case.situation.targets:
        if not target.applies:
            continue
        measure = target.indicator.measure
        numerator, denominator = (
            sum((case.situation.amounts[name] or 0) + changes.get(name, 0) for name in fields)
            for fields in (measure.numerator, measure.denominator)
        )
        nothing = numerator == 0 if target.indicator.display == "one_to_n" else denominator == 0
        if not nothing and not reaches(numerator, denominator, line_of(target.threshold, target.indicator)):
            return False
    return True


def cost(case: Case, plan: Plan) -> int:
    return sum(case.wishes.costs[action] * count for action, count in plan.items())


def all_plans(case: Case, most: int, actions: tuple[ActionName, ...]) -> Iterator[Plan]:
    """Yield every plan that costs at most so much."""
    if not actions:
        yield {}
        return
    first, *rest = actions
    price = case.wishes.costs[first]
    for count in range(most // price + 1):
        for plan in all_plans(case, most - price * count, tuple(rest)):
            yield {first: count, **plan} if count else plan


def simplicity(plan: Plan) -> tuple[object, ...]:
    """Order plans of the same cost: fewest kinds, then the earlier kinds, then least of all, then most of the earlier."""
    used = [ACTIONS.index(action) for action in plan]
    return len(used), sorted(used), sum(plan.values()), [-plan.get(action, 0) for action in ACTIONS]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_plan_is_cheaper_and_none_that_costs_the_same_is_simpler(chunk: int) -> None:
    tried = 0
    for seed in range(chunk * CASES, (chunk + 1) * CASES):
        case = drawn(seed)
        solution = planned([case.situation], None, case.wishes)
        found = solution.chosen[0].counts
        known = {action: count for action, count in found.items() if action in case.actions}
        assert known == found, seed
        if not solution.feasible:
            assert not any(meets(case, plan) for plan in all_plans(case, 6, case.actions) if within(case, plan)), seed
            continue
        assert within(case, found), seed
        assert meets(case, found), seed
        least = cost(case, found)
        if least > DEAREST:
            continue
        tried += 1
        others = [plan for plan in all_plans(case, least, case.actions) if within(case, plan) and meets(case, plan)]
        assert min(cost(case, plan) for plan in others) == least, seed
        assert min((plan for plan in others), key=simplicity) == found, seed
    assert tried > CASES * 0.8


def test_the_cases_reach_everything() -> None:
    """Each action is used somewhere, some towns need nothing, some cannot be helped, and most need several actions."""
    solutions = [planned([case.situation], None, case.wishes) for case in map(drawn, range(300))]
    plans = [solution.chosen[0].counts for solution in solutions if solution.feasible]
    assert set(chain.from_iterable(plans)) == {*CHILDREN, "hire_teacher"}
    assert any(not plan for plan in plans)
    assert any(not solution.feasible for solution in solutions)
    assert sum(len(plan) > 1 for plan in plans) > 50
