"""What an area is like after actions, and the staff that it would want then: listed only."""

from collections.abc import Mapping
from dataclasses import replace

from preschool_metrics.model.actions import ACTIONS, HIRES, ActionName, changes_of, lack_after
from preschool_metrics.model.plan import Situation, Wishes
from preschool_metrics.model.text import Text
from preschool_metrics.plan.planner import planned
from preschool_metrics.plan.targets import is_staff_line, unknown_fields


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
