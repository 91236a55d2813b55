"""A workbook with its tables found and its headings matched, values normalised but not yet validated."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from preschool_metrics.model.finding import Remark
from preschool_metrics.model.town_return import Figure

TableKind = Literal["roster", "summary", "points", "explanations", "tasks"]
TotalKind = Literal["total", "subtotal", "part"]
Skip = Literal["blank", "note", "section", "total", "part", "numbering", "heading"]


class Column(NamedTuple):
    """A column that was matched: its 0-based place, the heading as joined, and how sure the match is (1 = as written)."""

    field: str
    at: int
    heading: str
    score: float


class SkippedRow(NamedTuple):
    """A row that is not data, by its spreadsheet number, and why."""

    number: int
    why: Skip
    text: str


class StatedTotal(NamedTuple):
    """A row of stated sums: its values by column, and which rows of the table (from, to) it claims to add.

    A subtotal stands below its rows or above them: `before` are the rows up to it, `after` those that follow.
    """

    number: int
    label: str
    kind: TotalKind
    values: tuple[Any, ...]
    before: tuple[int, int]
    after: tuple[int, int] = (0, 0)


class Normalised(NamedTuple):
    """A value that was read otherwise than it is shown."""

    sheet: str
    cell: str
    typed: str
    read: str


@dataclass(slots=True)
class Table:
    """A table: positional rows under matched columns; `numbers` are spreadsheet row numbers.

    `lone_total` says that its one row was headed as a total, with nothing to add.
    """

    kind: TableKind
    sheet: str
    header: tuple[int, int]
    columns: tuple[Column, ...]
    numbers: list[int] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    lone_total: bool = False

    def fields(self) -> tuple[str, ...]:
        """Return the fields of the columns, in the order of the values."""
        return tuple(column.field for column in self.columns)


@dataclass(slots=True)
class Draft:
    """What was understood of a workbook; `again` holds cover fields that stand in a second place too.

    `about` names the return beside which the workbook stands, where it is nothing but our sheet 反馈.
    """

    cover: dict[str, Figure] = field(default_factory=dict)
    again: list[tuple[str, Figure]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    normalised: list[Normalised] = field(default_factory=list)
    form_version: str | None = None
    about: str | None = None
