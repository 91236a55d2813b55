"""The figures of an area as cells of a row: the same in the table of towns and in that of groups."""

from collections.abc import Iterator
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.model.address import a1
from preschool_metrics.report.view import Area, Figure, Indicator
from preschool_metrics.report.workbook import live
from preschool_metrics.report.workbook.judged import Judged, Parts
from preschool_metrics.report.workbook.live import NOTHING, Line, Live, Place
from preschool_metrics.report.workbook.looks import number_format
from preschool_metrics.report.workbook.page import Cell, Column, Page
from preschool_metrics.report.workbook.shades import bars, shade_figures

_USUAL: Final = 2
_MONTH_WIDTH: Final = 9
# Of the table on the first sheet: value, verdict, numerator, denominator, returns in and due.
_OVERVIEW: Final = (2, 3, 7, 8, 16, 17)


def figure_columns(judged: Judged, parts: Parts, example: Area) -> Iterator[Column]:
    """Yield the columns of every indicator in the order of the parts."""
    titles = [line.indicator.title for line in judged.lines]
    for figure, title in zip(example.figures, titles, strict=True):
        yield Column(_titled(figure), 11)
        yield Column(_("{title} verdict").format(title=title), 9, "word")
    for line, title in zip(judged.lines, titles, strict=True):
        yield Column(_("{title} lacking: {what}").format(title=title, what=line.indicator.lacking), 9, "count")
    if parts.months:
        yield from (Column(_("{title} by month").format(title=title), 14) for title in titles)
    for line, title in zip(judged.lines, titles, strict=True):
        yield Column(_("{title} numerator: {field}").format(title=title, field=line.indicator.numerator), 12, "count")
        yield Column(
            _("{title} denominator: {field}").format(title=title, field=line.indicator.denominator), 12, "count"
        )
    if parts.months:
        yield from (Column(f"{title} {month}", _MONTH_WIDTH) for title in titles for month in judged.months)


def figure_cells(judged: Judged, parts: Parts, area: Area, row: int, short: str = "") -> Iterator[Cell]:
    """Yield the cells of an area's figures in a 0-based row, in the order of the columns."""
    found = [
        (line, parts.place(row, at, short), figure)
        for at, (line, figure) in enumerate(zip(judged.lines, area.figures, strict=True))
    ]
    for line, place, figure in found:
        yield value_cell(line, place, figure)
        yield Cell(live.verdict(line, place, figure), "word")
    yield from (Cell(live.shortfall(*each), "count") for each in found)
    if parts.months:
        yield from (Cell(None, "text") for _each in found)
    for _line, _place, figure in found:
        yield from operand_cells(figure)
    if parts.months:
        yield from (cell for _line, _place, figure in found for cell in month_cells(figure))


def month_cells(figure: Figure) -> Iterator[Cell]:
    """Yield the months of a figure; one without a value stays empty, so that pictures and charts have a gap."""
    for point in figure.series:
        shown = shown_format(figure.indicator, point.display)
        yield Cell(None if point.value is None else float(point.value), "number", shown)


def dress(page: Page, judged: Judged, parts: Parts, rows: range) -> None:
    """Shade the figures in these 0-based rows, draw bars behind the shortfalls, and the months into their pictures.

    The months themselves are folded away at the end of each row.
    """
    for at, line in enumerate(judged.lines):
        shade_figures(page, (rows[0], rows[-1]), (parts.value(at), parts.verdict(at)), line)
        bars(page, (rows[0], rows[-1]), parts.shortfall(at))
    if not parts.months:
        return
    for row in rows:
        for at in range(parts.count):
            page.picture(row, parts.picture(at), f"{a1(row, parts.month(at))}:{a1(row, parts.month(at + 1) - 1)}")
    first, after = parts.month(0), parts.month(parts.count)
    page.sheet.set_column(first, after - 1, _MONTH_WIDTH, None, {"level": 1, "hidden": True})
    page.sheet.set_column(after, after, None, None, {"collapsed": True})


def overview_place(judged: Judged, at: int, sheet: str = "") -> Place:
    """Return the addresses of the district's figure on the first sheet, columns fixed; `sheet` stands before each."""
    row = judged.top + 1 + at
    value, verdict, n, d, received, expected = (f"{sheet}${a1(row, column)}" for column in _OVERVIEW)
    return Place(n, d, value, verdict, f"{received}<{expected}")


def district_cells(judged: Judged, at: int, figure: Figure) -> tuple[Cell, Cell]:
    """Return an indicator's value and verdict for the district, taken from the first sheet."""
    place = overview_place(judged, at, f"'{_('Overview')}'!")
    known = value_cell(judged.lines[at], place, figure)
    shown = Cell(Live(f"={place.value}", live.value_result(figure)), known.look, known.number_format)
    return shown, Cell(Live(f"={place.verdict}", figure.verdict_word), "word")


def value_cell(line: Line, place: Place, figure: Figure) -> Cell:
    """Return the cell of a value, with the decimals that it is shown with."""
    return Cell(live.value(line, place, figure), "number", shown_format(line.indicator, figure.display))


def shown_format(indicator: Indicator, display: str) -> str:
    """Return the number format that shows a value with the decimals of its display."""
    return number_format(indicator.display, max(_USUAL, len(display.rstrip("%").partition(".")[2])))


def operand_cells(figure: Figure) -> Iterator[Cell]:
    """Yield the numerator and the denominator; a dash where unknown, which is not 0."""
    for operand in (figure.numerator, figure.denominator):
        yield Cell(NOTHING if operand is None else operand, "count")


def _titled(figure: Figure) -> str:
    """Return the title of an indicator, and what its line counts here if it does not bind."""
    if not figure.standing:
        return figure.indicator.title
    return _("{title} ({standing})").format(title=figure.indicator.title, standing=figure.standing)
