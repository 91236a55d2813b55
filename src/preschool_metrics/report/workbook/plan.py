"""The sheet of what the towns have to do: a row a town, a column for each action, and what becomes of the figures."""

from collections.abc import Iterator
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.report.view import Area, Effect, Plan, TownPlan, View
from preschool_metrics.report.workbook.judged import Judged
from preschool_metrics.report.workbook.looks import number_format
from preschool_metrics.report.workbook.page import Cell, Column, Content, Page

_HEADING: Final = 5
_USUAL: Final = 2


def write_plan(page: Page, view: View, judged: Judged, plan: Plan) -> None:
    """Write every town that is planned, in the order of the register."""
    page.head(
        _("What to do {month}").format(month=view.month),
        _("The least that meets all lines of a town together: proved, and checked by the judge. Each person counts 1."),
        _("Staff by the ratios is only listed. Empty: nothing to do, or not to be told; the notes say which."),
        _("{cost} in all, by which {gained} missed lines are met").format(cost=plan.cost, gained=plan.gained),
    )
    columns = list(_columns(plan))
    rows = [list(_row(town, town.plan, plan)) for town in judged.towns if town.plan]
    end = page.table(_HEADING, columns, rows, f"plan_{judged.number}")
    page.widths(columns)
    page.freeze(_HEADING + 1)
    page.paper(f"{view.district.name} {view.month}", (end - 1, len(columns) - 1), _HEADING)


def _columns(plan: Plan) -> Iterator[Column]:
    yield Column(_("Town or street"), 12, "bold")
    yield Column(_("Number"), 7, "count")
    yield Column(_("targets gained"), 7, "count")
    yield from (Column(total.title, 10, "count") for total in plan.totals)
    for indicator in plan.indicators:
        yield Column(_("{title} now").format(title=indicator.title), 10)
        yield Column(_("{title} afterwards").format(title=indicator.title), 10)
    yield Column(_("Why"), 50, "names wrapped")
    yield Column(_("Staff by the ratios"), 26, "names wrapped")
    yield Column(_("Notes"), 44, "names wrapped")


def _row(town: Area, own: TownPlan, plan: Plan) -> Iterator[Content | Cell]:
    yield from (town.name, own.cost, own.gained if own.cost is not None else None)
    for total in plan.totals:
        yield sum(each.count or 0 for each in own.actions if each.id == total.id) or None
    for effect in own.effects:
        yield from _becomes(effect)
    yield _("; ").join(_("{what}: {why}").format(what=each.words, why=each.why) for each in own.actions)
    yield _(", ").join(each.words for each in own.staff)
    yield _("; ").join(own.notes)


def _becomes(effect: Effect) -> Iterator[Cell]:
    for value, shown in ((effect.value_before, effect.before), (effect.value, effect.after)):
        decimals = max(_USUAL, len(shown.rstrip("%").partition(".")[2]))
        form = number_format(effect.indicator.display, decimals)
        yield Cell(None if value is None else float(value), "number", form)
