"""The sheet of every area's values by month: a row for each indicator of an area, with a small picture."""

from collections.abc import Iterator
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.model.address import a1
from preschool_metrics.report.view import Area, Figure, View
from preschool_metrics.report.workbook.areas import month_cells
from preschool_metrics.report.workbook.judged import Judged
from preschool_metrics.report.workbook.page import Cell, Column, Content, Page

_HEADING: Final = 3
_FIRST_MONTH: Final = 4


def write_months(page: Page, view: View, judged: Judged) -> None:
    """Write one row for each indicator of an area, one column for each month; unknown months stay empty."""
    page.head(
        _("Values by month {month}").format(month=view.month),
        _(
            "Empty: no return or no value. Where returns of a group or the district are missing, the value of what came in."
        ),
    )
    columns = [
        Column(_("Level"), 10),
        Column(_("Unit"), 14, "bold"),
        Column(_("Indicator"), 26),
        Column(_("Course"), 16),
        *(Column(month, 10) for month in view.months),
    ]
    end = page.table(_HEADING, columns, (_row(area, figure) for area, figure in figures_of(judged)), "by_month")
    for row in range(_HEADING + 1, end):
        page.picture(row, _FIRST_MONTH - 1, f"{a1(row, _FIRST_MONTH)}:{a1(row, len(columns) - 1)}")
    page.widths(columns)
    page.freeze(_HEADING + 1, _FIRST_MONTH)
    page.paper(f"{view.district.name} {view.month}", (end - 1, len(columns) - 1), _HEADING)


def figures_of(judged: Judged) -> Iterator[tuple[Area, Figure]]:
    """Yield the figures of the district, the groups and the towns."""
    groups = [group.total for group in judged.groups if group.total]
    for area in (judged.district, *groups, *judged.towns):
        for figure in area.figures:
            yield area, figure


def level_word(area: Area) -> str:
    """Return the level of an area in words."""
    words = {"district": _("district"), "group": _("group"), "town": _("town or street")}
    return words.get(area.level, area.level)


def _row(area: Area, figure: Figure) -> list[Content | Cell]:
    return [level_word(area), area.name, figure.indicator.title, None, *month_cells(figure)]
