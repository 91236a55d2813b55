"""The table of a plan: what is to be done where, an area a row and an action a column."""

from collections.abc import Sequence
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.actions import ACTIONS, TITLES, ActionName
from preschool_metrics.model.plan import Plan
from preschool_metrics.report.text.layout import GAP, balanced, beside, indented, longest_unit, natural, total
from preschool_metrics.report.text.words import BOLD, DIM, said

_HEADING: Final = 14


def plan_table(plans: Sequence[Plan], language: Language, width: int) -> list[Text]:
    """Return what is done where: an area a row, an action a column, the sum of the towns below."""
    rows = [plan for plan in plans if plan.cost]
    used = [action for action in ACTIONS if any(_count(plan, action) for plan in rows)]
    if not rows:
        return []
    towns = [plan for plan in rows if plan.level == "town"]
    gained = _("targets gained")
    cells = [
        [
            _name(plan),
            said(str(plan.cost), BOLD),
            _number(gained_by(plan)),
            *(_number(_count(plan, action)) for action in used),
        ]
        for plan in rows
    ]
    if len(towns) == len(rows):
        sums = [sum(_count(plan, action) for plan in towns) for action in used]
        cells.append(
            [
                said(_("total"), DIM),
                said(str(sum(plan.cost or 0 for plan in towns)), BOLD),
                *map(_number, (sum(map(gained_by, towns)), *sums)),
            ]
        )
    headings = ["", _("cost"), gained, *(TITLES[action].say(language) for action in used)]
    widths = _widths(headings, cells, width - GAP)
    if not widths:
        return []
    top = _top([balanced(said(each, DIM), at) for each, at in zip(headings, widths, strict=True)], widths)
    right = set(range(1, len(widths)))
    body = [*top, *(line for row in cells for line in beside([[cell] for cell in row], widths, right))]
    return [said(_("What is to be done"), BOLD), *indented(body, GAP)]


def _widths(headings: Sequence[str], cells: Sequence[Sequence[Text]], room: int) -> list[int]:
    """Narrow the headings together until the columns fit, no word torn apart; nothing if they do not."""
    least = [
        max(own, longest_unit(heading) if heading else 0) for own, heading in zip(natural(cells), headings, strict=True)
    ]
    for most in range(_HEADING, 0, -1):
        widths = [max(own, min(said(heading).cell_len, most)) for own, heading in zip(least, headings, strict=True)]
        if total(widths) <= room:
            return widths
    return []


def _top(cells: Sequence[Sequence[Text]], widths: Sequence[int]) -> list[Text]:
    height = max(map(len, cells))
    raised = [[Text()] * (height - len(cell)) + list(cell) for cell in cells]
    return beside(raised, widths, set(range(1, len(widths))))


def gained_by(plan: Plan) -> int:
    """Return how many targets that apply are met after the plan, and were not before."""
    return sum(
        after.verdict == "met" != before.verdict
        for before, after in zip(plan.before, plan.after, strict=True)
        if after.applies
    )


def _name(plan: Plan) -> Text:
    return said(plan.area, "" if plan.level == "town" else BOLD)


def _number(count: int) -> Text:
    return Text(str(count) if count else "")


def _count(plan: Plan, action: ActionName) -> int:
    return sum(step.count or 0 for step in plan.steps if step.action == action and not step.listed)
