"""The sheet of every area's values by month, from which the small pictures and the charts are drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from preschool_metrics.language import _
from preschool_metrics.model.grid import a1
from preschool_metrics.report.view import Area, Figure, View
from preschool_metrics.report.workbook.judged import Judged
from preschool_metrics.report.workbook.looks import BLUE, ORANGE, number_format
from preschool_metrics.report.workbook.page import Cell, Column, Content, Page

HEADING = 3
_FIRST_MONTH = 3


@dataclass(frozen=True, slots=True)
class Months:
    """Where the months of an area's indicator stand."""

    sheet: str
    rows: dict[tuple[str, str, str], int]
    count: int

    def draw(self, page: Page, row: int, column: int, area: Area, figure: Figure) -> None:
        """Draw the months of a figure into a cell, the last one marked."""
        there = self.rows[area.level, area.name, figure.indicator.id]
        first, last = a1(there, _FIRST_MONTH), a1(there, _FIRST_MONTH + self.count - 1)
        cells = f"'{self.sheet}'!{first}:{last}"
        look = {"series_color": BLUE, "last_point": True, "last_color": ORANGE}
        page.sheet.add_sparkline(row, column, {"range": cells, **look})


def months_of(view: View, judged: Judged) -> Months:
    """Return where the months will stand."""
    keys = [(area.level, area.name, figure.indicator.id) for area, figure in _figures(judged)]
    return Months(_("By month"), {key: HEADING + 1 + at for at, key in enumerate(keys)}, len(view.months))


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
        *(Column(month, 10) for month in view.months),
    ]
    end = page.table(HEADING, columns, (list(_row(area, figure)) for area, figure in _figures(judged)), "by_month")
    page.widths(columns)
    page.freeze(HEADING + 1, _FIRST_MONTH)
    page.paper(f"{view.district.name} {view.month}", (end - 1, len(columns) - 1), HEADING)


def _figures(judged: Judged) -> Iterator[tuple[Area, Figure]]:
    groups = [group.total for group in judged.groups if group.total]
    for area in (judged.district, *groups, *judged.towns):
        for figure in area.figures:
            yield area, figure


def level_word(area: Area) -> str:
    """Return the level of an area in words."""
    words = {"district": _("district"), "group": _("group"), "town": _("town or street")}
    return words.get(area.level, area.level)


def _row(area: Area, figure: Figure) -> Iterator[Content | Cell]:
    yield from (level_word(area), area.name, figure.indicator.title)
    shown = number_format(figure.indicator.display)
    for point in figure.series:
        yield Cell(None if point.value is None else float(point.value), "number", shown)
