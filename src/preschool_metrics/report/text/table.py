"""A table of areas, measured: every column as wide as its figures, in all sections alike."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.report.text.columns import (
    Cell,
    Column,
    by_key,
    cell_of,
    composed,
    heading,
    in_column,
    line_words,
    narrowest,
    tally_of,
)
from preschool_metrics.report.text.layout import GAP, beside, indented, natural, total, wrapped
from preschool_metrics.report.text.sections import Section
from preschool_metrics.report.text.words import BOLD, DIM, said

_WIDEST_GAP: Final = 4


class Table(NamedTuple):
    """What is to be printed: the rows of all sections one after the other, and the widths that they need."""

    sections: Sequence[Section]
    columns: Sequence[Column]
    shortfalls: bool
    rows: list[list[Text]]
    widths: list[int]

    @property
    def width(self) -> int:
        """The cells from the first column to the last."""
        return total(self.widths)

    @property
    def bracketed(self) -> bool:
        """Some line stands in brackets, which want explaining."""
        return any("(" in line_words(column, each.judgements) for each in self.sections for column in self.columns)


def measured(
    sections: Sequence[Section],
    columns: Sequence[Column],
    language: Language,
    *,
    shortfalls: bool,
    longest_name: int,
) -> Table:
    """Compose the cells of a table and measure its columns; names longer than `longest_name` break."""
    names = [name for section in sections for name in _names(section)]
    figures = [composed(_cells(sections, column), shortfalls=shortfalls) for column in columns]
    rows = [list(row) for row in zip(names, *figures, strict=True)]
    least = [_least(section, columns, language, shortfalls=shortfalls) for section in sections]
    name, *figured = [max(column) for column in zip(natural(rows), *least, strict=True)]
    widths = [min(name, longest_name), *figured]
    return Table(sections, columns, shortfalls, rows, widths)


def table_lines(table: Table, language: Language, width: int) -> list[Text]:
    """Return the lines of all sections under their titles and headings, wider spaced where there is room."""
    gap = min(_WIDEST_GAP, GAP + (width - GAP - table.width) // len(table.columns))
    lines: list[Text] = []
    start = 0
    for section in table.sections:
        end = start + len(_names(section))
        rows = [
            _top(table, section, language),
            *(wrapped(row, table.widths) for row in table.rows[start:end]),
        ]
        body = [line for row in rows for line in beside(row, table.widths, gap=gap)]
        lines += [said(section.title, BOLD), *indented(body, GAP), Text()]
        start = end
    return lines


def _names(section: Section) -> list[Text]:
    """Return the first cells of a section's rows; below the towns stands how many of them meet each line."""
    names = [said(name) for name in section.names.values()]
    return [*names, said(_("met"), DIM)] if section.level == "town" else names


def _cells(sections: Sequence[Section], column: Column) -> list[Cell]:
    cells = []
    for section in sections:
        judged = by_key(section.judgements)
        cells += [cell_of(in_column(column, area, judged)) for area in section.names]
        if section.level == "town":
            cells.append(tally_of(column, section.names, judged))
    return cells


def _least(section: Section, columns: Sequence[Column], language: Language, *, shortfalls: bool) -> list[int]:
    """Return the widths that the headings need."""
    return [0, *(narrowest(each, section.judgements, language, shortfalls=shortfalls) for each in columns)]


def _top(table: Table, section: Section, language: Language) -> list[list[Text]]:
    """Return the headings of the columns, all standing on the line above the figures."""
    cells = [
        heading(column, section.judgements, language, width, shortfalls=table.shortfalls)
        for column, width in zip(table.columns, table.widths[1:], strict=True)
    ]
    height = max(map(len, cells))
    return [[Text()], *([Text()] * (height - len(cell)) + cell for cell in cells)]
