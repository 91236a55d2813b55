"""Staff at each site, budgets, and what is out of reach: the parts of a plan that rates do not show."""

from itertools import product

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.errors import RefutedPlanError
from preschool_metrics.model.actions import ActionName, changes_of, closed, lack_after
from preschool_metrics.model.plan import Situation, Target, Wishes
from preschool_metrics.plan import planned
from preschool_metrics.plan.program import Program
from preschool_metrics.workflow.plan import plans_of
from tests.builder import assessed
from tests.plan.test_least import all_plans, cost, drawn, meets, within

STAFFING = load_profile("staffing-2013")
ROSTER = """
## 封面
| 填报单位 | 曹子里镇 |
| 报表月份 | 2024-03 |
| 3-5岁常住人口 | 800 |
## 幼儿园名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 | 专任教师 | 保育员 | 保健医 | 兼职保健人员 |
| 甲幼儿园 | 公办园 | 310 | 50 | 30 | 10 | 1 | 0 |
| 乙幼儿园 | 公办园 | 151 | 25 | 15 | 5 | 5 | 0 |
| 丙幼儿园 | 公办园 | 100 | 16 | 10 | 3 | 0 | 0 |
| 丁幼儿园 | 公办园 | 90 | 16 | 10 | 3 | 0 | 1 |
"""


def test_health_staff_is_rounded_up_at_each_kindergarten() -> None:
    """甲 lacks two, 丙 one; that 乙 has three too many helps neither, and 丁 has its part-time one."""
    (plan,) = plans_of(assessed(ROSTER, profiles=("staffing-2013",)), unit="曹子里镇")
    hired = {step.action: step.count for step in plan.steps}
    assert hired["hire_health"] == 3
    assert plan.optimal
    assert {each.verdict for each in plan.after} == {"met"}
    requirement = plan.after[-1].observation
    assert (requirement.numerator, requirement.denominator, requirement.lack) == (4, 4, 0)


@pytest.mark.parametrize(
    ("lack", "changes", "left"),
    [
        (3, {}, 3),
        (3, {"health_staff": 2}, 1),
        (3, {"health_staff": 5}, 0),
        (0, {"enrolled": 151}, 2),
        (1, {"enrolled": -20}, 1),
    ],
)
def test_children_added_are_a_site_of_their_own(lack: int, changes: dict[str, int], left: int) -> None:
    assert lack_after(lack, 150, changes) == left


def test_a_surplus_of_staff_is_no_reason_to_hire() -> None:
    amounts: dict[str, int | None] = {"enrolled": 700, "staff": 100, "care_teaching_staff": 78, "health_staff": 5}
    targets = tuple(Target(each, each.thresholds[0], applies=True) for each in STAFFING.indicators[:3])
    assert planned([Situation("甲镇", "town", targets, amounts)], None, Wishes()).chosen[0].counts == {}
    short = {**amounts, "staff": 98, "care_teaching_staff": 77}
    counts = planned([Situation("甲镇", "town", targets, short)], None, Wishes()).chosen[0].counts
    assert counts == {"hire_teacher": 1, "hire_other": 1}  # other staff is free of cost, so only who must teach is paid


@pytest.mark.parametrize("seed", range(40))
def test_a_budget_buys_as_many_targets_as_any_plan_within_it(seed: int) -> None:
    case = drawn(seed)
    for budget in (0, 2, 5):
        wishes = Wishes(case.wishes.costs, case.wishes.caps, budget=budget)
        chosen = planned([case.situation], None, wishes).chosen[0]
        assert cost(case, chosen.counts) <= budget
        plans = [plan for plan in all_plans(case, budget, case.actions) if within(case, plan)]
        most = max(_met(case, plan) for plan in plans)
        assert _met(case, chosen.counts) == len(chosen.met) == most, budget
        cheapest = min(cost(case, plan) for plan in plans if _met(case, plan) == most)
        assert cost(case, chosen.counts) == cheapest, budget


def _met(case: object, plan: dict[ActionName, int]) -> int:
    targets = [each for each in case.situation.targets if each.applies]  # type: ignore[attr-defined]
    return sum(
        meets(case._replace(situation=_only(case.situation, each)), plan)  # type: ignore[attr-defined]
        for each in targets
    )


def _only(situation: Situation, target: Target) -> Situation:
    from dataclasses import replace

    return replace(situation, targets=(target,))


def test_towns_together_meet_a_line_that_neither_meets_alone_at_the_least_cost() -> None:
    """Two towns, and a district whose line is stricter than theirs: every pair of plans tried."""
    indicator = load_profile("wuqing-2023").indicators[2]
    strict = indicator.thresholds[0].model_copy(
        update={"at_least": indicator.thresholds[0].line + 3 * indicator.thresholds[0].line / 10}
    )
    own, shared = Target(indicator, indicator.thresholds[0], applies=True), Target(indicator, strict, applies=True)

    def situation(name: str, enrolled: int, public: int) -> Situation:
        amounts: dict[str, int | None] = {
            "enrolled": enrolled, "enrolled_preschool": enrolled, "enrolled_public": public, "enrolled_inclusive": public,
            "enrolled_inclusive_private": 0, "enrolled_other_private": enrolled - public,
        }  # fmt: skip
        return Situation(name, "town", (own,), amounts)

    one, other = situation("甲镇", 10, 4), situation("乙镇", 12, 6)
    both = {name: (one.amounts[name] or 0) + (other.amounts[name] or 0) for name in one.amounts}
    joint = Situation("区", "district", (shared,), both)
    solution = planned([one, other], joint, Wishes())
    found = sum(sum(each.counts.values()) for each in solution.chosen)
    p, q = strict.line.as_integer_ratio()

    def fits(turned: tuple[int, ...], new: tuple[int, ...]) -> bool:
        public = [4 + turned[0] + new[0], 6 + turned[1] + new[1]]
        every = [10 + new[0], 12 + new[1]]
        return (
            turned[0] <= 6
            and turned[1] <= 6
            and all(2 * part >= whole for part, whole in zip(public, every, strict=True))
            and q * sum(public) >= p * sum(every)
        )

    least = min(
        sum(turned) + sum(new)
        for turned in product(range(7), repeat=2)
        for new in product(range(8), repeat=2)
        if fits(turned, new)
    )
    assert found == least
    assert solution.feasible
    assert solution.own.met == {"public_share"}


# --- the program ------------------------------------------------------------------------------------------


def test_objectives_come_one_after_the_other() -> None:
    program = Program()
    one, other = program.variable(10), program.variable(10)
    program.keep({one: 1, other: 1}, -5)
    assert program.least({one: 1, other: 1}, {other: -1}) == [0, 5]
    assert program.least({one: 1, other: 1}, {one: -1}) == [5, 0]


def test_rows_that_contradict_each_other_have_no_solution() -> None:
    program = Program()
    program.keep({program.variable(2): 1}, -3)
    assert program.least({0: 1}) is None
    nothing = Program()
    nothing.keep({}, -1)
    assert nothing.least({}) is None
    assert Program().least({}) == []


def test_an_answer_that_breaks_a_row_is_refused() -> None:
    program = Program()
    program.keep({program.variable(2): 1}, -1)
    with pytest.raises(RefutedPlanError, match="rows broken"):
        program._refute([0])
    with pytest.raises(RefutedPlanError, match="beyond"):
        program._refute([3])


def test_totals_that_go_along() -> None:
    assert closed({"enrolled_public": 2}) == dict.fromkeys(
        ("enrolled_public", "enrolled_inclusive", "enrolled_preschool", "enrolled"), 2
    )
    assert changes_of({"other_to_public": 3}) == {
        "enrolled_public": 3, "enrolled_inclusive": 3, "enrolled_other_private": -3, "enrolled_private": -3,
    }  # fmt: skip
