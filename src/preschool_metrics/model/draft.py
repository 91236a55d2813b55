"""A workbook with its tables found and its headings matched, values normalised but not yet validated."""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final, Literal, NamedTuple

from preschool_metrics.model.address import a1
from preschool_metrics.model.finding import Remark
from preschool_metrics.model.town_return import Figure

TableKind = Literal["roster", "summary", "points", "explanations", "tasks"]
TotalKind = Literal["total", "subtotal", "part"]
Skip = Literal["blank", "note", "section", "total", "part", "numbering", "heading"]


class Column(NamedTuple):
    """A column that was matched: its 0-based place, the heading as joined, and how sure the match is (1 = as written).

    `by_layout` says that the office's layout file names the heading.
    """

    field: str
    at: int
    heading: str
    score: float
    by_layout: bool = False


_FIELD: Final = attrgetter("field")


class SkippedRow(NamedTuple):
    """A row that is not data, by its spreadsheet number, and why."""

    number: int
    why: Skip
    text: str


class StatedTotal(NamedTuple):
    """A row of stated sums: its values by column, and which rows of the table (from, to) it claims to add.

    A subtotal stands below its rows or above them: `before` are the rows up to it, `after` those that follow, `others`
    the rows up to or from any other place where a section begins or ends.
    """

    number: int
    label: str
    kind: TotalKind
    values: tuple[Any, ...]
    before: tuple[int, int]
    after: tuple[int, int] = (0, 0)
    others: tuple[tuple[int, int], ...] = ()


class Normalised(NamedTuple):
    """A value that was read otherwise than it is shown."""

    sheet: str
    cell: str
    typed: str
    read: str


@dataclass(slots=True)
class Table:
    """A table: positional rows under matched columns; `numbers` are spreadsheet row numbers.

    unknown     cell and heading of the columns that are not understood; `needless` of those that need not be
    range       from its first heading to its last row, as A1:N20
    lone_total  its one row was headed as a total, with nothing to add
    moved       cells that stand elsewhere than their row and column say, by number and place, with their sheet where it is
                another: the table was put together of several, or read crosswise
    parts       by number and place, the cells with their values that were added to a value that no cell states
    scope       its title or its sheet's name, where that says that it lists some of the kindergartens only
    only        the nature of the kindergartens that a summary counts alone by its scope, empty where it is any
    united      it was put together of lists of other rows
    ticked      how many ticks answer 是否普惠, None where words do: where one stands anywhere, a blank is a no
    time        the time that its sheet's name or its title says: other, YYYY, YYYY-MM, or MM
    turned      it lies on its side: its rows are columns of the sheet, and all its numbers (of its rows, its headings,
                its totals) count columns, A being 1, while a column's place is a row of the sheet
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
    needless: list[tuple[str, str]] = field(default_factory=list)
    lone_total: bool = False
    turned: bool = False
    range: str = ""
    scope: str = ""
    only: str = ""
    united: bool = False
    ticked: int | None = None
    time: str = ""
    moved: dict[tuple[int, int], str] = field(default_factory=dict)
    parts: dict[tuple[int, int], tuple[tuple[str, Any], ...]] = field(default_factory=dict)

    def address(self, number: int, column: Column) -> str:
        """Return the A1 address that the column has in the row, total or heading with this number."""
        if (number, column.at) in self.moved:
            return self.moved[number, column.at]
        return a1(column.at, number - 1) if self.turned else a1(number - 1, column.at)

    def fields(self) -> tuple[str, ...]:
        """Return the fields of the columns, in the order of the values."""
        return tuple(map(_FIELD, self.columns))


@dataclass(slots=True)
class Draft:
    """What was understood of a workbook; `again` holds cover fields that stand in a second place too.

    `names` are the names of its sheets: what the cover leaves open may stand there. `areas_stated` says that its sheets state areas of their own. `about` names the return beside which the workbook stands, where it is nothing but our sheet 反馈.
    """

    cover: dict[str, Figure] = field(default_factory=dict)
    again: list[tuple[str, Figure]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    normalised: list[Normalised] = field(default_factory=list)
    form_version: str | None = None
    about: str | None = None
    areas_stated: bool = False
    names: list[Figure] = field(default_factory=list)
