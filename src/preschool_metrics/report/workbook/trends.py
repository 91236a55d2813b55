"""The sheet of the district by month: a row a month, each indicator beside its line, and a chart of each."""

from collections.abc import Iterator
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.model.address import a1
from preschool_metrics.report.view import View
from preschool_metrics.report.workbook.areas import shown_format
from preschool_metrics.report.workbook.charts import Cells, Drawn, against_line, arrange
from preschool_metrics.report.workbook.judged import Judged
from preschool_metrics.report.workbook.live import Live
from preschool_metrics.report.workbook.page import Cell, Column, Content, Page

_HEADING: Final = 3
_CHART_HEIGHT: Final = 236
_LEADING: Final = 2


def write_trends(page: Page, view: View, judged: Judged) -> None:
    """Write the table, and below it a chart for every indicator where there are two months or more."""
    page.head(
        _("{district} by month up to {month}").format(district=view.district.name, month=view.month),
        _("Dashed: the line, which follows the first sheet. A month without a value is a gap."),
    )
    columns = list(_columns(judged))
    rows = [list(_row(view, judged, at)) for at in range(len(view.months))]
    end = page.table(_HEADING, columns, rows, "district_by_month")
    page.widths(columns)
    charts = list(_charts(page, view, judged)) if len(view.months) > 1 else []
    last = arrange(page, end + 1, charts, page.pixels(columns), height=_CHART_HEIGHT)
    page.freeze(_HEADING + 1)
    page.paper(f"{view.district.name} {view.month}", (last, len(columns) - 1))


def trend_cells(view: View) -> Cells:
    """Return where the months stand."""
    return Cells(_("Trends"), _HEADING + 1, _HEADING + len(view.months), _HEADING)


def trend_columns(judged: Judged, display: str) -> list[int]:
    """Return the columns of the indicators that are shown alike."""
    shown = [line.indicator.display for line in judged.lines]
    return [_LEADING + 2 * at for at, each in enumerate(shown) if each == display]


def trend_range(judged: Judged, at: int) -> str:
    """Return the cells with the months of an indicator."""
    first, last = (a1(_HEADING + row, _LEADING + 2 * at) for row in (1, len(judged.months)))
    return f"'{_('Trends')}'!{first}:{last}"


def _charts(page: Page, view: View, judged: Judged) -> Iterator[Drawn]:
    cells = trend_cells(view)
    for at, line in enumerate(judged.lines):
        column, indicator = _LEADING + 2 * at, line.indicator
        chart = against_line(page, indicator.title, cells, column, column + 1, indicator.display, "line")
        words = _("{indicator} of the district by month; the dashed line is its target.")
        yield Drawn(chart, words.format(indicator=indicator.title))


def _columns(judged: Judged) -> Iterator[Column]:
    yield Column(_("Month"), 10, "bold")
    yield Column(_("Returns"), 12, "word")
    for line in judged.lines:
        yield Column(line.indicator.title, 11)
        yield Column(_("{title} line").format(title=line.indicator.title), 11)


def _row(view: View, judged: Judged, at: int) -> Iterator[Content | Cell]:
    points = [figure.series[at] for figure in view.district.figures]
    yield view.months[at]
    yield _("some missing") if any(point.partial for point in points) else _("complete")
    for line, point in zip(judged.lines, points, strict=True):
        known = None if point.value is None else float(point.value)
        yield Cell(known, "number", shown_format(line.indicator, point.display))
        yield Cell(Live(f"={line.name}", float(line.indicator.threshold)), "number", line.number_format)
