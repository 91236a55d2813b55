"""Which row a finding is about, by what the row is called: the name stays when rows are inserted above it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from preschool_metrics.model.address import place_if_any
from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.town_return import TownReturn

_NAMING: Final = {
    "roster": ("name", "code"),
    "points": ("name",),
    "tasks": ("task",),
    "summary": ("area",),
}


class NamedRows(NamedTuple):
    """The rows of a table: their ascending spreadsheet numbers, their values, and which of these name a row.

    Where the table is `turned`, its rows are columns of the sheet, and the numbers count these.
    """

    file: str
    sheet: str
    numbers: Sequence[int]
    rows: Sequence[tuple[Any, ...]]
    naming: tuple[int, ...]
    turned: bool = False

    def names(self, finding: Finding) -> Iterator[str]:
        """Yield what the rows are called that a finding is about: that of its cell, and those of others in its column."""
        own = place_if_any(finding.cell)
        line, across = (1, 0) if self.turned else (0, 1)
        for cell in (finding.cell, *finding.related) if own else ():
            place = place_if_any(cell)
            if own and place and place[across] == own[across] and (name := self.name_of(place[line] + 1)):
                yield name

    def name_of(self, number: int) -> str | None:
        """Return what a row is called; None where it is none of the table's, or has no name."""
        at = bisect_left(self.numbers, number)
        if at == len(self.numbers) or self.numbers[at] != number:
            return None
        names = (self.rows[at][column] for column in self.naming)
        return next((" ".join(str(name).split()) for name in names if name is not None), None)


def rows_of_draft(draft: Draft, file: str) -> list[NamedRows]:
    """Return the rows of every table whose rows have names, as they were before any was left out."""
    return [
        NamedRows(file, table.sheet, table.numbers, table.rows, _naming(table.fields(), table.kind), table.turned)
        for table in draft.tables
    ]


def rows_of_returns(returns: Iterable[TownReturn]) -> list[NamedRows]:
    """Return the rows of every list that counts."""
    return [
        NamedRows(
            report.file,
            listed.sheet,
            listed.numbers,
            listed.rows,
            _naming(listed.columns, "roster"),
            listed.turned,
        )
        for report in returns
        for listed in (report.roster, report.points)
        if listed
    ]


def with_subjects(findings: Iterable[Finding], tables: Sequence[NamedRows]) -> Iterator[Finding]:
    """Yield the findings, each with the name of the row that its cell is in.

    One that names cells of a column in several rows is about none of them alone.
    """
    by_sheet: dict[tuple[str, str], list[NamedRows]] = {}
    for table in tables:
        by_sheet.setdefault((table.file, table.sheet), []).append(table)
    for finding in findings:
        own = by_sheet.get((finding.file or "", finding.sheet or ""), ())
        names = {name for table in own for name in table.names(finding)}
        yield finding.model_copy(update={"subject": names.pop()}) if len(names) == 1 else finding


def _naming(fields: Sequence[str], kind: str) -> tuple[int, ...]:
    return tuple(fields.index(name) for name in _NAMING.get(kind, ()) if name in fields)
