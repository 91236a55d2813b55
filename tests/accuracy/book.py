"""A workbook as it is to be written: cells by 0-based row and column, and everything around them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from preschool_metrics.model.grid import Span, a1

Plain = str | int | float | bool
At = tuple[int, int]


@dataclass(frozen=True)
class Formula:
    """A formula with the result that Excel would have stored."""

    text: str
    result: int | float


@dataclass(frozen=True)
class ErrorValue:
    """An error value, as `#REF!`."""

    text: str


@dataclass(frozen=True)
class Dated:
    """A date or time cell in a number format, by its code or, built in, by its number."""

    value: date | datetime | time
    look: str | int


Content = Plain | Formula | ErrorValue | Dated


@dataclass(frozen=True)
class Turn:
    """The corners of a table as it was drawn upright; its first cell stays where it is."""

    top: int
    left: int
    bottom: int
    right: int

    def lies(self, row: int, column: int) -> At:
        """Return where a cell lies once the table is turned."""
        if row < self.top:
            return row, column
        if row <= self.bottom:
            return self.top + column - self.left, self.left + row - self.top
        return row - self.bottom + self.top + self.right - self.left, column

    def stood(self, row: int, column: int) -> At:
        """Return where a cell that lies here was drawn."""
        height = self.right - self.left
        if row < self.top:
            return row, column
        if row <= self.top + height:
            return self.top + column - self.left, self.left + row - self.top
        return row - self.top - height + self.bottom, column


@dataclass
class Page:
    """One sheet; with a turn its table is laid on its side when it is written."""

    name: str
    visible: bool = True
    cells: dict[At, Content] = field(default_factory=dict)
    merges: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: dict[At, str] = field(default_factory=dict)
    frozen: At | None = None
    protected: bool = False
    turn: Turn | None = None

    def put(self, row: int, column: int, value: Content | None) -> None:
        """Write a cell; None and an empty text leave it blank."""
        if value is not None and value != "":
            self.cells[row, column] = value

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range; one cell is none."""
        if (top, left) != (bottom, right):
            self.merges.append(Span(top, left, bottom, right))


@dataclass
class Book:
    """A workbook: its pages, who writes it, under which name, and what is done to the package afterwards."""

    pages: list[Page]
    writer: str = "openpyxl"
    file_name: str = "return.xlsx"
    date1904: bool = False
    tricks: tuple[str, ...] = ()


class Placed(NamedTuple):
    """A value of the truth and the cell that holds it."""

    value: object
    cell: str


def placed(value: object, row: int, column: int) -> Placed:
    """Return a value with the address of its 0-based row and column."""
    return Placed(value, a1(row, column))
