"""Native charts, which Excel and WPS can edit: who meets each line, and figures against their line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from math import floor
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from preschool_metrics.report.workbook.looks import BLUE, FAINT, FONT, GREY, INK, ORANGE, RULE
from preschool_metrics.report.workbook.page import ROW_PIXELS, Page

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_FONT: Final = {"name": FONT["font_name"], "size": 9, "color": INK}
_SMALL: Final = {**_FONT, "size": 8}
_TITLE: Final = {**_FONT, "size": 11, "bold": True}
_AREA: Final = {"border": {"color": RULE}, "fill": {"color": "#FFFFFF"}}
_SPACE: Final = 12
_DOT: Final = {"type": "circle", "size": 5, "fill": {"color": BLUE}, "border": {"color": BLUE}}
_MARKS: Final = ((BLUE, "circle"), (ORANGE, "diamond"), (INK, "square"), (FAINT, "triangle"))
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "line": {"line": {"color": BLUE, "width": 2.25}, "marker": _DOT},
    "dots": {"line": {"none": True}, "marker": {**_DOT, "size": 8}},
    "target": {"line": {"color": INK, "width": 1.25, "dash_type": "dash"}, "marker": {"type": "none"}},
}


@dataclass(frozen=True, slots=True)
class Cells:
    """Where a chart's cells stand: the first and last 0-based row, the column of the categories; headings lie above."""

    sheet: str
    first: int
    last: int
    heading: int
    names: int = 0

    def of(self, column: int) -> list[str | int]:
        """Return the cells of a column."""
        return [self.sheet, self.first, column, self.last, column]

    def series(self, column: int) -> dict[str, Any]:
        """Return a series with its heading as its name."""
        name = [self.sheet, self.heading, column]
        return {"name": name, "categories": self.of(self.names), "values": self.of(column)}


class Drawn(NamedTuple):
    """A chart, and what it shows in words for those who cannot see it."""

    chart: "Chart"
    words: str


def stacked_bars(page: Page, title: str, cells: Cells, columns: Sequence[int], most: int) -> "Chart":
    """Return bars of three parts: met in blue, not met in orange, the rest in grey; their sum is at most `most`."""
    chart = page.book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, colour, ink in zip(columns, (BLUE, ORANGE, GREY), ("#FFFFFF", "#FFFFFF", INK), strict=True):
        labels = {"value": True, "num_format": "0;;", "font": {**_FONT, "color": ink}}
        chart.add_series({**cells.series(column), "fill": {"color": colour}, "gap": 60, "data_labels": labels})
    chart.set_title({"name": title, "name_font": _TITLE, "overlay": False})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0, "max": max(most, 1)})
    chart.set_y_axis({"num_font": _FONT, "reverse": True, "line": {"color": RULE}, "major_tick_mark": "none"})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_chartarea(_AREA)
    return chart


def against_line(page: Page, title: str, cells: Cells, column: int, target: int, display: str, look: str) -> "Chart":
    """Return a column's values as `line` or `dots`, and its target dashed; where there is no value there is a gap."""
    chart = page.book.add_chart({"type": "line"})
    chart.add_series({**cells.series(column), **_LOOKS[look]})
    chart.add_series({**cells.series(target), **_LOOKS["target"]})
    _frame(chart, title, "0%" if display == "percent" else '"1:"0.0')
    return chart


def arrange(page: Page, row: int, charts: Sequence[Drawn], room: int, *, height: int, abreast: int = 3) -> int:
    """Place charts side by side from a row on, so many in the room of pixels; return the row below them."""
    width = (room - (abreast - 1) * _SPACE) // abreast
    for at, (chart, words) in enumerate(charts):
        down, across = divmod(at, abreast)
        chart.set_size({"width": width, "height": height})
        offset = {"x_offset": across * (width + _SPACE), "y_offset": down * (height + _SPACE)}
        page.sheet.insert_chart(row, 0, chart, {**offset, "description": words, "object_position": 2})
    return row + -(-len(charts) // abreast) * (height + _SPACE) // ROW_PIXELS


def together(page: Page, title: str, cells: Cells, columns: Sequence[int], least: float) -> "Chart":
    """Return a few shares by month in one chart, told apart by their marks and not by colour alone.

    `least` is the least of them: the axis begins at the tenth below it.
    """
    chart = page.book.add_chart({"type": "line"})
    for column, (colour, mark) in zip(columns, cycle(_MARKS), strict=False):
        look = {"type": mark, "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series({**cells.series(column), "line": {"color": colour, "width": 2}, "marker": look})
    _frame(chart, title, "0%", floor(least * 10) / 10)
    chart.set_legend({"position": "bottom", "font": _FONT})
    return chart


def _frame(chart: "Chart", title: str, shown: str, least: float | None = None) -> None:
    grid = {"visible": True, "line": {"color": "#E8ECEF"}}
    chart.set_title({"name": title, "name_font": _TITLE, "overlay": False})
    chart.set_x_axis({"num_font": {**_SMALL, "rotation": -45}, "line": {"color": RULE}, "text_axis": True})
    axis = {"num_font": _SMALL, "num_format": shown, "major_gridlines": grid, "line": {"none": True}, "min": least}
    chart.set_y_axis(axis)
    chart.set_legend({"none": True})
    chart.set_chartarea(_AREA)
    chart.show_blanks_as("gap")
