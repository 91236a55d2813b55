"""The sheet of groups and of the streets outside them, which do not add up to the district."""

from collections.abc import Iterator, Sequence
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.model.address import a1
from preschool_metrics.report.view import Area, Group, View
from preschool_metrics.report.workbook.areas import dress, figure_cells, figure_columns
from preschool_metrics.report.workbook.charts import Cells, Drawn, against_line, arrange
from preschool_metrics.report.workbook.judged import Judged, Parts
from preschool_metrics.report.workbook.live import Line, Live
from preschool_metrics.report.workbook.page import Cell, Column, Content, Page

_HEADING: Final = 4
_RECEIVED, _LEADING = 3, 5
_CHART_HEIGHT: Final = 230


def write_groups(page: Page, view: View, judged: Judged) -> None:
    """Write a row for each group, each town outside the groups and each lead that reports, and a chart for each indicator."""
    parts = Parts(_LEADING, len(judged.lines), len(judged.months))
    page.head(
        _("Groups, and towns outside them {month}").format(month=view.month),
        f"{judged.policy.title} · {judged.policy.basis}",
        _(
            "The groups do not add up to the district. With returns missing there is a value of what came in, and no verdict."
        ),
    )
    columns = list(_columns(judged, parts))
    end = page.table(_HEADING, columns, _rows(judged, parts), f"groups_{judged.number}")
    page.widths(columns)
    dress(page, judged, parts, range(_HEADING + 1, end))
    page.freeze(_HEADING + 1)
    printed = columns[: parts.shortfall(0)]
    charts = list(_charts(page, judged, parts, len(columns)))
    last = arrange(page, end + 1, charts, page.pixels(printed), height=_CHART_HEIGHT)
    page.paper(f"{view.district.name} {view.month}", (last, len(printed) - 1))


def _columns(judged: Judged, parts: Parts) -> Iterator[Column]:
    yield Column(_("Group or street"), 13, "bold")
    yield Column(_("Towns of the group"), 30, "names wrapped")
    yield Column(_("Lead kindergarten"), 18, "names wrapped")
    yield Column(_("Returns in"), 7, "count")
    yield Column(_("Returns due"), 7, "count")
    yield from figure_columns(judged, parts, next(_areas(judged))[0])
    for line in judged.lines:
        yield Column(_("{title} line").format(title=line.indicator.title), 12)


def _areas(judged: Judged) -> Iterator[tuple[Area, Group]]:
    for group in judged.groups:
        if group.total:
            yield group.total, group
        else:
            yield from ((town, group) for town in group.towns)
    yield from ((group.own, group) for group in judged.groups if group.own)


def _rows(judged: Judged, parts: Parts) -> Iterator[Sequence[Content | Cell]]:
    for row, (area, group) in enumerate(_areas(judged), _HEADING + 1):
        members = _(", ").join(town.name for town in group.towns) if area is group.total else group.name
        short = "<".join(f"${a1(row, column)}" for column in (_RECEIVED, _RECEIVED + 1))
        yield [
            *(area.name, members, group.lead, area.received, area.expected),
            *figure_cells(judged, parts, area, row, short),
            *map(_target, judged.lines),
        ]


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
