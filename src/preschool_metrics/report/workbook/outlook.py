"""The sheet of where the figures lead: a row for each indicator of an area, with the pace needed and the paces there are."""

from collections.abc import Iterator
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.report.view import Area, Figure, Outlook, Pace, View
from preschool_metrics.report.words import verdict_word
from preschool_metrics.report.workbook.judged import Judged
from preschool_metrics.report.workbook.looks import number_format
from preschool_metrics.report.workbook.months import figures_of, level_word
from preschool_metrics.report.workbook.page import Cell, Column, Content, Page

_HEADING: Final = 4
_WINDOWS: Final = (3, 12)


def write_outlook(page: Page, view: View, judged: Judged) -> None:
    """Write every figure that has a whole month."""
    page.head(
        _("Outlook {month}").format(month=view.month),
        _("From the latest whole month. A pace is the median of the monthly changes, above 0 towards the line."),
        _("Shares change in points (0.01 is one), ratios in children. Empty: reached, or too few months to say."),
    )
    columns = list(_columns())
    rows = [
        list(_row(area, figure, figure.outlook)) for area, figure in figures_of(judged) if figure.outlook is not None
    ]
    end = page.table(_HEADING, columns, rows, "outlook")
    page.widths(columns)
    page.freeze(_HEADING + 1, 3)
    page.paper(f"{view.district.name} {view.month}", (end - 1, len(columns) - 1), _HEADING)


def _columns() -> Iterator[Column]:
    yield Column(_("Level"), 10)
    yield Column(_("Unit"), 14, "bold")
    yield Column(_("Indicator"), 24)
    yield Column(_("Month"), 9, "word")
    yield Column(_("Verdict"), 9, "word")
    yield Column(_("Months left"), 8, "count")
    yield Column(_("Needed a month"), 10)
    for months in _WINDOWS:
        yield Column(_("Pace of {months} months").format(months=months), 10)
        yield Column(_("Reached ({months} months)").format(months=months), 10, "word")
        yield Column(_("Earliest ({months} months)").format(months=months), 10, "word")
        yield Column(_("Latest ({months} months)").format(months=months), 10, "word")
    yield Column(_("Moving away"), 8, "word")


def _row(area: Area, figure: Figure, outlook: Outlook) -> Iterator[Content | Cell]:
    yield from (level_word(area), area.name, figure.indicator.title, outlook.month)
    yield verdict_word(outlook.verdict)
    yield outlook.months_left
    form = number_format(figure.indicator.display) if figure.indicator.display == "percent" else "0.000"
    yield Cell(None if outlook.needed is None else float(outlook.needed), "number", form)
    for pace in outlook.paces:
        yield from _pace(pace, form)
    yield _("yes") if outlook.backwards else ""


def _pace(pace: Pace, form: str) -> Iterator[Content | Cell]:
    yield Cell(None if pace.usual is None else float(pace.usual), "number", form)
    yield pace.reached or ""
    yield pace.earliest or ""
    yield pace.latest or ""
