"""The sheet of towns: a row a town, its figures as formulas of their operands and of the lines on the first sheet."""

from collections.abc import Iterator
from itertools import groupby

from preschool_metrics.language import _
from preschool_metrics.model.address import a1
from preschool_metrics.report.tally import AllMet, all_met_label, all_met_words
from preschool_metrics.report.view import Area, View
from preschool_metrics.report.words import verdict_word
from preschool_metrics.report.workbook import live
from preschool_metrics.report.workbook.areas import district_cells, dress, figure_cells, figure_columns
from preschool_metrics.report.workbook.judged import TOWN_HEADING, Judged, Parts
from preschool_metrics.report.workbook.live import Live
from preschool_metrics.report.workbook.page import Cell, Column, Page


def verdict_cells(judged: Judged, at: int) -> str:
    """Return the cells with the towns' verdicts on an indicator."""
    column, first = judged.parts.verdict(at), TOWN_HEADING + 1
    cells = [a1(row, column) for row in (first, first + max(len(judged.towns), 1) - 1)]
    return f"'{judged.towns_sheet}'!" + ":".join(cells)


def write_towns(page: Page, view: View, judged: Judged) -> None:
    """Write the table of towns, the lines and the district above it."""
    parts, first = judged.parts, TOWN_HEADING + 1
    page.head(
        _("Towns and streets {month}").format(month=view.month),
        f"{judged.policy.title} · {judged.policy.basis}",
        _legend(),
    )
    columns = [
        Column(_("Town or street"), 13, "bold"),
        *([Column(_("Group"), 10)] if judged.groups else []),
        Column(_("Binding lines met"), 8, "count"),
        Column(_("Binding lines missed"), 8, "count"),
        *figure_columns(judged, parts, judged.towns[0] if judged.towns else judged.district),
    ]
    rows = [[*_leading(judged, area, row), *figure_cells(judged, parts, area, row)] for row, area in _rows(judged)]
    end = page.table(TOWN_HEADING, columns, rows, f"towns_{judged.number}")
    _above(page, judged, parts)
    page.widths(columns)
    dress(page, judged, parts, range(first, end))
    page.freeze(first)
    page.paper(f"{view.district.name} {view.month}", (end - 1, parts.picture(0) - 1), TOWN_HEADING)


def _legend() -> str:
    return _(
        "Blue: met; orange: not met, the deeper the further off the line. — is unknown or not applicable, never 0. "
        "The lines are changed on the first sheet; folded away on the right: the months."
    )


def _rows(judged: Judged) -> Iterator[tuple[int, Area]]:
    yield from enumerate(judged.towns, TOWN_HEADING + 1)


def _leading(judged: Judged, area: Area, row: int) -> list[str | Live]:
    """Return the name, the group, and how many of the lines that bind it a town meets and misses once it has reported."""
    names = [area.name, *([area.group] if judged.groups else [])]
    binding = [f"${a1(row, judged.parts.verdict(at))}" for at, figure in enumerate(area.figures) if figure.binding]
    if not binding or not area.reported:
        return [*names, live.NOTHING, live.NOTHING]
    met = live.tally(binding, verdict_word("met"), area.met)
    return [*names, met, live.tally(binding, verdict_word("not_met"), area.not_met)]


def all_met(judged: Judged) -> Live | None:
    """Return in words how many towns meet every line that binds them, which follows the lines; None where none binds."""
    if judged.towns_all_met is None:
        return None
    counted, column, row = [], judged.leading - 2, TOWN_HEADING + 1
    for binding, run in groupby(judged.towns, lambda town: town.binding):
        last = row + len(list(run)) - 1
        if binding:
            counted.append(f"COUNTIF('{judged.towns_sheet}'!{a1(row, column)}:{a1(last, column)},{binding})")
        row = last + 1
    known = AllMet(judged.towns_all_met, judged.towns_reported)
    return Live(f'="{all_met_label()} "&{"+".join(counted)}&"/{known.reported}"', all_met_words(known))


def _above(page: Page, judged: Judged, parts: Parts) -> None:
    """Write the lines, and the district's figures from the first sheet, in the two rows above the headings."""
    rows = {"line": TOWN_HEADING - 2, "bold": TOWN_HEADING - 1}
    for look, row in rows.items():
        for column in range(parts.picture(0)):
            page.write(row, column, None, look)
    page.write(rows["line"], 0, _("Line"), "line name")
    page.write(rows["bold"], 0, judged.district.name, "bold")
    for at, (line, figure) in enumerate(zip(judged.lines, judged.district.figures, strict=True)):
        known = Live(f"={line.name}", float(line.indicator.threshold))
        page.write(rows["line"], parts.value(at), Cell(known, "line", line.number_format))
        for column, cell in enumerate(district_cells(judged, at, figure), parts.value(at)):
            page.write(rows["bold"], column, cell)
