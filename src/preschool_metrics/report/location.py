"""Where a finding stands, as the machine formats say it."""

from typing import Final, NamedTuple

from preschool_metrics.language import Language
from preschool_metrics.model.address import place_if_any
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.text import Text

_SHOWN: Final = 20


class Location(NamedTuple):
    """A file from the working folder, and the 1-based row and column of a cell in it."""

    path: str
    row: int
    column: int


def location_of(finding: Finding, assessment: Assessment) -> Location:
    """Return where a finding stands; without a cell at row 1, without a workbook at the PATH argument."""
    return Location(assessment.place(finding.file), *row_and_column(finding.cell))


def row_and_column(cell: str | None) -> tuple[int, int]:
    """Return the 1-based row and column of an A1 address; of anything else the first."""
    row, column = place_if_any(cell) or (0, 0)
    return row + 1, column + 1


def cells_of(finding: Finding) -> list[str]:
    """Return the cells that a finding names, its own first; other returns that it speaks of are none."""
    return [cell for cell in (finding.cell, *finding.related) if cell and place_if_any(cell)]


def told(finding: Finding, language: Language) -> str:
    """Return the message with its cell before it: 幼儿园名册!F12：…"""
    place = "!".join(part for part in (finding.sheet, finding.cell) if part)
    colon = "：" if language == "zh" else ": "
    return f"{place}{colon}{finding.message.say(language)}" if place else finding.message.say(language)


def more_cells(finding: Finding, language: Language) -> str:
    """Return the further cells that a finding names, the first of them where they are many."""
    cells = cells_of(finding)[1:]
    if not cells:
        return ""
    shown = " ".join(cells[:_SHOWN])
    rest = len(cells) - _SHOWN
    more = Text(f" 等 {len(cells)} 格", f" and {rest} more").say(language) if rest > 0 else ""
    return Text(f"（另见 {shown}{more}）", f" (see also {shown}{more})").say(language)
