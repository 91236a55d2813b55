"""The first sheet: the district's figures, and the yellow cells whose lines every verdict of the workbook follows."""

from collections.abc import Iterator, Sequence
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.model.address import a1, column_letters
from preschool_metrics.report.view import Change, Figure, View
from preschool_metrics.report.words import absences, verdict_word
from preschool_metrics.report.workbook import live
from preschool_metrics.report.workbook.areas import operand_cells, overview_place, value_cell
from preschool_metrics.report.workbook.charts import Cells, Drawn, arrange, stacked_bars, together
from preschool_metrics.report.workbook.judged import Judged
from preschool_metrics.report.workbook.live import Line, Live, Place
from preschool_metrics.report.workbook.page import Cell, Column, Content, Page, fitting
from preschool_metrics.report.workbook.shades import shade_figures
from preschool_metrics.report.workbook.towns import all_met, verdict_cells
from preschool_metrics.report.workbook.trends import trend_cells, trend_columns, trend_range

_LINE, _VALUE, _VERDICT, _MONTHS, _MET, _PRINTED = 1, 2, 3, 11, 12, 16
_MOST: Final = {"percent": 10, "one_to_n": 99_999}
_CHART_HEIGHT: Final = 340
_ROW: Final = 24


def write_overview(page: Page, view: View, policies: Sequence[Judged]) -> None:
    """Write a table of the district's indicators for each policy, one below the other, and who meets the first's."""
    title = _("{district} · preschool indicators {month}").format(district=view.district.name, month=view.month)
    page.head(title, *_summary(view))
    columns, end = _columns(view), 0
    for judged in policies:
        if judged.number > 1:
            page.write(judged.top - 2, 0, judged.policy.title, "section")
        page.write(judged.top - 1, 0, all_met(judged), "note")
        end = page.table(judged.top, columns, _rows(judged), f"district_{judged.number}", sortable=False)
        for at, line in enumerate(judged.lines, 1):
            page.sheet.set_row(judged.top + at, _ROW)
            _live_line(page, judged.top + at, line)
            shade_figures(page, (judged.top + at, judged.top + at), (_VALUE, _VERDICT), line)
        for at in range(len(judged.lines) if judged.months else 0):
            page.picture(judged.top + 1 + at, _MONTHS, trend_range(judged, at))
    page.widths(columns)
    room = page.pixels(columns[:_PRINTED])
    last = arrange(page, end + 1, list(_charts(page, view, policies[0])), room, height=_CHART_HEIGHT, abreast=2)
    page.freeze(policies[0].top + 1 if len(policies) == 1 else 1)
    page.paper(f"{view.district.name} {view.month}", (last, _PRINTED - 1))


def _charts(page: Page, view: View, judged: Judged) -> Iterator[Drawn]:
    """Yield who meets each line, and the shares of the district by month."""
    cells = Cells(page.sheet.get_name(), judged.top + 1, judged.top + len(judged.lines), judged.top)
    columns = range(_MET, _MET + 3)
    chart = stacked_bars(page, _("Towns and streets by verdict"), cells, columns, len(view.towns))
    yield Drawn(chart, _("For each indicator the number of towns that meet its line, that do not, or have no verdict."))
    series = [figure.series for figure in view.district.figures if figure.indicator.display == "percent"]
    known = [float(point.value) for points in series for point in points if point.value is not None]
    if len(view.months) > 1 and known:
        shares = trend_columns(judged, "percent")
        shown = together(page, _("The district by month"), trend_cells(view), shares, min(known))
        yield Drawn(shown, _("The shares of the district by month; the sheet of trends has each with its line."))


def _summary(view: View) -> Iterator[str]:
    policy, coverage, quality = view.policy, view.coverage, view.quality
    due = _("due {month}").format(month=policy.deadline)
    yield " · ".join([policy.title, policy.basis, *([due] if policy.deadline else [])])
    received = _("{received} of {expected} returns").format(received=coverage.received, expected=coverage.expected)
    found = _("errors {errors}, queries {queries}").format(errors=quality.errors, queries=quality.queries)
    yield " · ".join([received, *absences(coverage.missing, coverage.unread, coverage.double), found])
    yield _(
        "Yellow: the lines. Change one, and every verdict, shortfall and count in this workbook follows, in whole numbers."
    )


def _columns(view: View) -> list[Column]:
    figures = view.district.figures
    return [
        Column(_("Indicator"), fitting(23, (figure.indicator.title for figure in figures)), "bold"),
        Column(_("Line (may be changed)"), 12),
        Column(_("Value"), 11),
        Column(_("Verdict"), 9, "word"),
        Column(_("Gap (points, or children a post)"), 12, "points"),
        Column(_("Shortfall"), 8, "count"),
        Column(_("Lacking"), fitting(11, (figure.indicator.lacking for figure in figures)), "word"),
        Column(_("Numerator"), 12, "count"),
        Column(_("Denominator"), 12, "count"),
        Column(_("Against last month"), 16, "word"),
        Column(_("Against a year ago"), 16, "word"),
        Column(_("By month"), 15),
        Column(_("Towns that meet it"), 9, "count"),
        Column(_("Towns that do not"), 9, "count"),
        Column(_("Towns without a verdict"), 9, "count"),
        Column(_("Force"), 10, "word"),
        Column(_("Returns in"), 7, "count"),
        Column(_("Returns due"), 7, "count"),
        Column(_("Clause"), 10, "word"),
    ]


def _rows(judged: Judged) -> Iterator[list[Content | Cell]]:
    for at, figure in enumerate(judged.district.figures):
        place, towns = overview_place(judged, at), verdict_cells(judged, at)
        yield _row(judged, figure, place, towns, judged.top + 1 + at)


def _row(judged: Judged, figure: Figure, place: Place, towns: str, row: int) -> list[Content | Cell]:
    line, indicator = judged.lines[row - judged.top - 1], figure.indicator
    decided = "-".join(a1(row, column) for column in (_MET, _MET + 1))
    return [
        indicator.title,
        Cell(float(indicator.threshold), "input line", line.number_format),
        value_cell(line, place, figure),
        live.verdict(line, place, figure),
        live.gap(line, place, figure),
        live.shortfall(line, place, figure),
        indicator.lacking,
        *operand_cells(figure),
        _change(figure.last_month),
        _change(figure.last_year),
        None,
        live.tally([towns], verdict_word("met"), indicator.met),
        live.tally([towns], verdict_word("not_met"), indicator.not_met),
        Live(f"={len(judged.towns)}-{decided}", indicator.unknown),
        indicator.force,
        figure.received,
        figure.expected,
        indicator.clause,
    ]


def _change(change: Change | None) -> str:
    return live.NOTHING if change is None else f"{change.arrow} {change.words}"


def _live_line(page: Page, row: int, line: Line) -> None:
    """Give a line its name, and let it take only what can be a line."""
    letters = column_letters(_LINE)
    page.book.define_name(line.name, f"='{_('Overview')}'!${letters}${row + 1}")
    words = _("children a post, like 7") if line.in_cells.per_head else _("a percentage, like 93%")
    options = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 1 / line.steps,
        "maximum": _MOST[line.indicator.display],
        "ignore_blank": False,
        "input_title": _("Line"),
        "input_message": words,
        "error_title": _("Line"),
        "error_message": words,
    }
    page.sheet.data_validation(row, _LINE, row, _LINE, options)
