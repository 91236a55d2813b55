"""The sheet of groups and of the streets outside them, which do not add up to the district."""

from collections.abc import Iterator

from preschool_metrics.language import _
from preschool_metrics.model.grid import a1
from preschool_metrics.report.view import Area, Group, View
from preschool_metrics.report.workbook.areas import figure_cells, figure_columns
from preschool_metrics.report.workbook.charts import Cells, Drawn, against_line, arrange
from preschool_metrics.report.workbook.judged import Judged, Parts
from preschool_metrics.report.workbook.live import Line, Live
from preschool_metrics.report.workbook.page import Cell, Column, Page
from preschool_metrics.report.workbook.shades import shade_figures

_HEADING = 4
_RECEIVED, _LEADING = 2, 4
_CHART_HEIGHT = 230


def write_groups(page: Page, view: View, judged: Judged) -> None:
    """Write a row for each group and for each town outside the groups."""
    parts, first = Parts(_LEADING, len(judged.lines), shortfalls=False), _HEADING + 1
    page.head(
        _("Groups, and towns outside them {month}").format(month=view.month),
        f"{judged.policy.title} · {judged.policy.basis}",
        _(
            "The groups do not add up to the district. With returns missing there is a value of what came in, and no verdict."
        ),
    )
    areas = list(_areas(judged))
    columns = [
        Column(_("Group or street"), 13, "bold"),
        Column(_("Towns of the group"), 30, "names wrapped"),
        Column(_("Returns in"), 7, "count"),
        Column(_("Returns due"), 7, "count"),
        *figure_columns(judged, parts, areas[0][0]),
        Column(_("Lead kindergarten"), 22),
        *(Column(_("{title} line").format(title=line.indicator.title), 12) for line in judged.lines),
    ]
    rows = []
    for row, (area, group) in enumerate(areas, first):
        short = "<".join(f"${a1(row, column)}" for column in (_RECEIVED, _RECEIVED + 1))
        rows.append(
            [
                *_named(area, group),
                *figure_cells(judged, parts, area, row, short),
                group.lead,
                *map(_target, judged.lines),
            ]
        )
    end = page.table(_HEADING, columns, rows, f"groups_{judged.number}")
    for at, line in enumerate(judged.lines):
        shade_figures(page, (first, end - 1), (parts.value(at), parts.verdict(at)), line)
    page.widths(columns)
    page.freeze(first)
    charts = list(_charts(page, judged, parts, len(columns))) if any(group.total for group in judged.groups) else []
    last = arrange(page, end + 1, charts, page.pixels(columns[: parts.numerator(0)]), height=_CHART_HEIGHT)
    page.paper(f"{view.district.name} {view.month}", (last, parts.numerator(0) - 1))


def _target(line: Line) -> Cell:
    return Cell(Live(f"={line.name}", float(line.indicator.threshold)), "number", line.number_format)


def _charts(page: Page, judged: Judged, parts: Parts, width: int) -> Iterator[Drawn]:
    """Yield a chart of the groups for every indicator; the lines stand in the last columns."""
    groups = sum(group.total is not None for group in judged.groups)
    cells = Cells(page.sheet.get_name(), _HEADING + 1, _HEADING + groups, _HEADING)
    for at, line in enumerate(judged.lines):
        indicator, target = line.indicator, width - len(judged.lines) + at
        chart = against_line(page, indicator.title, cells, parts.value(at), target, indicator.display, "dots")
        words = _("{indicator} of the groups; the dashed line is its target.")
        yield Drawn(chart, words.format(indicator=indicator.title))


def _areas(judged: Judged) -> Iterator[tuple[Area, Group]]:
    for group in judged.groups:
        if group.total:
            yield group.total, group
        else:
            yield from ((town, group) for town in group.towns)


def _named(area: Area, group: Group) -> list[str | float]:
    members = _(", ").join(town.name for town in group.towns) if group.total else group.name
    return [area.name, members, area.received, area.expected]
