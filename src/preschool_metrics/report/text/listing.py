"""Areas as a list, for a terminal too narrow for a table: each indicator on a line of its own."""

from collections.abc import Sequence

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.observation import Judgement
from preschool_metrics.report.text.layout import GAP, grid, hang, indented, longest_unit, natural, total
from preschool_metrics.report.text.sections import Section
from preschool_metrics.report.text.words import (
    BOLD,
    DIM,
    GLYPH,
    NOT_MET,
    STYLE,
    said,
    title_of,
    value_of,
)


def list_lines(section: Section, language: Language, width: int) -> list[Text]:
    """Return a section area by area: title, value and glyph of each indicator, and how much is lacking."""
    rows: dict[str, list[list[Text]]] = {area: [] for area in section.names}
    for each in section.judgements:
        rows[each.observation.area].append(_row(each, language))
    widths = _widths([row for own in rows.values() for row in own], width - 2 * GAP)
    lines = [said(section.title, BOLD)]
    for area, name in section.names.items():
        lines += indented(hang(said(name, BOLD), width - GAP, GAP), GAP)
        lines += indented(grid(rows[area], widths, right={1}), 2 * GAP)
    return [*lines, Text()]


def _row(judgement: Judgement, language: Language) -> list[Text]:
    missed = judgement.binding and judgement.verdict == "not_met"
    short = _("short: {number}").format(number=judgement.shortfall) if judgement.shortfall else ""
    return [
        said(title_of(judgement.observation.indicator, language)),
        said(value_of(judgement), NOT_MET if missed else ""),
        Text(GLYPH[judgement.verdict], STYLE[judgement.verdict] if judgement.binding else DIM),
        Text(short, DIM),
    ]


def _widths(rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    """Narrow the titles until the columns fit; figures keep their width."""
    title, *others = natural(rows)
    least = max(longest_unit(row[0].plain) for row in rows)
    return [max(least, min(title, room - total([0, *others]))), *others]
