"""The workbook as a whole: its sheets in their order, its properties, its bytes."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from xlsxwriter import Workbook

from preschool_metrics.language import _
from preschool_metrics.model.months import first_day
from preschool_metrics.report.document import ObservationEntry
from preschool_metrics.report.view import View
from preschool_metrics.report.workbook.groups import write_groups
from preschool_metrics.report.workbook.judged import judged_of
from preschool_metrics.report.workbook.lists import write_clauses, write_data, write_findings, write_ledger
from preschool_metrics.report.workbook.looks import BLUE, FONT, GREY, ORANGE
from preschool_metrics.report.workbook.months import write_months
from preschool_metrics.report.workbook.notes import write_notes
from preschool_metrics.report.workbook.outlook import write_outlook
from preschool_metrics.report.workbook.overview import write_overview
from preschool_metrics.report.workbook.page import Page, harmless
from preschool_metrics.report.workbook.plan import write_plan
from preschool_metrics.report.workbook.towns import write_towns
from preschool_metrics.report.workbook.trends import write_trends

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(view: View, observations: Iterable[ObservationEntry]) -> bytes:
    """Return the analyst's workbook of a month; the same view gives the same bytes.

    Words are in the language spoken, which must be the view's.
    """
    content = BytesIO()
    # XlsxWriter writes into the properties that it is given: a second workbook would not be as the first.
    book = Workbook(content, {**_OPTIONS, "default_format_properties": dict(FONT)})
    _write(_Pages(book), view, observations)
    book.set_properties(_properties(view))
    book.close()
    return content.getvalue()


def _write(pages: "_Pages", view: View, observations: Iterable[ObservationEntry]) -> None:
    policies = judged_of(view)
    leading = policies[0]
    write_overview(pages.add(_("Overview"), ORANGE), view, policies)
    for judged in policies:
        write_towns(pages.add(judged.towns_sheet, BLUE), view, judged)
        if judged.groups:
            write_groups(pages.add(judged.groups_sheet, BLUE), view, judged)
    write_trends(pages.add(_("Trends"), BLUE), view, leading)
    if leading.months:
        write_outlook(pages.add(_("Outlook"), BLUE), view, leading)
    for judged in policies:
        if judged.plan:
            write_plan(pages.add(judged.plan_sheet, ORANGE), view, judged, judged.plan)
    write_findings(pages.add(_("Findings"), ORANGE), view)
    write_ledger(pages.add(_("Rectification"), ORANGE), view)
    if view.clauses:
        write_clauses(pages.add(_("Clauses"), ORANGE), view)
    if leading.months:
        write_months(pages.add(_("By month")), view, leading)
    write_data(pages.add(_("Data")), view, observations)
    write_notes(pages.add(_("Notes")), view, policies)


class _Pages:
    """Adds sheets, all of which share the formats of the workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[str, str], Format] = {}

    def add(self, name: str, tab: str = GREY) -> Page:
        """Add a sheet, its tab in a colour."""
        sheet = self._book.add_worksheet(name)
        sheet.set_tab_color(tab)
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # months, and values as they were typed
        return Page(self._book, sheet, self._formats)


def _properties(view: View) -> dict[str, object]:
    made = first_day(view.period)
    title = _("{district} · preschool indicators {month}")
    return {
        "title": harmless(title.format(district=view.district.name, month=view.month)),
        "subject": harmless(view.policy.title),
        "keywords": f"preschool-metrics, {view.policy.id}, {view.period}",
        "comments": view.tool,
        "created": datetime(made.year, made.month, made.day),  # noqa: DTZ001 - of the month, not of the making: same input, same bytes
    }
