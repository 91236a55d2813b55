"""Cells put in their places one by one until they are a sheet: what text, web pages and SpreadsheetML share."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Rows, Sheet, Value
from preschool_metrics.read.extent import COLUMNS_APART, ROWS_APART, Place, Room, clip, is_blank, reach_of, strays_of
from preschool_metrics.read.sheet_xml import MAX_COLUMN, MAX_ROW

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?")
_MOST_DIGITS: Final = 15  # more than a spreadsheet keeps: a code, and it stays text
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_ERRORS: Final = frozenset(
    {
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#FIELD!"),
        *("#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA"),
    }
)
_LONGEST_NAME: Final = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


class Read(NamedTuple):
    """A cell's value; a blank one with its error, or with its formula, where there is no value."""

    value: Value
    error: str = ""
    formula: str | None = None


def typed(text: str) -> Read:
    """Return what a spreadsheet program makes of a text without a type: a number, an error, a formula or the text.

    A code keeps its leading zeros and all its digits, which a spreadsheet would lose.
    """
    plain = text.strip()
    if _NUMBER.fullmatch(plain):
        return Read(float(plain) if sum(map(str.isdigit, plain)) <= _MOST_DIGITS else text)
    if plain.startswith("#") and plain.upper() in _ERRORS:
        return Read("", error=plain.upper())
    if plain.startswith("=") and len(plain) > 1:
        quoted = _TEXT_FORMULA.fullmatch(plain)  # so an export keeps the zeros of a code
        return typed(quoted.group(1)) if quoted else Read("", formula=plain[1:])
    return Read(text)


def sheet_name(stem: str) -> str:
    """Return the name that a spreadsheet program gives to the sheet of a file that names none."""
    return _NOT_IN_NAMES.sub("", stem)[:_LONGEST_NAME] or "Sheet1"


def distinct_name(name: str, taken: Collection[str]) -> str:
    """Return the name of a sheet; of a second one of that name with a number, so that an address says which is meant."""
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 2))
    return next(each for each in chain((name,), numbered) if each not in taken)


@dataclass(slots=True)
class Page:
    """A sheet that is being filled."""

    name: str
    visible: bool = True
    rows: Rows = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    no_result: dict[Place, str] = field(default_factory=dict)
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, read: Read) -> None:
        """Fill a cell; raises UnreadableWorkbookError for one outside any sheet."""
        value, error, formula = read
        if not error and formula is None and is_blank(value):
            return
        if not (0 <= row < MAX_ROW and 0 <= column < MAX_COLUMN):
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        cells = self._row_to(row, column)
        cells[column] = value
        if error:
            self.errors[row, column] = error
        elif formula is not None:
            self.no_result[row, column] = formula

    def hold(self, *places: Place) -> None:
        """Make room for cells that hold no value, but an error or a formula."""
        for row, column in places:
            self._row_to(row, column)

    def _row_to(self, row: int, column: int) -> list[Value]:
        """Return a row that reaches to a column."""
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        return cells

    def reach(self) -> tuple[int, int]:
        """Return how many rows and columns there are up to the last cell, but for those far out."""
        width = max(map(len, self.rows), default=0)
        return (
            reach_of(self.places()) if len(self.rows) > ROWS_APART or width > COLUMNS_APART else (len(self.rows), width)
        )

    def places(self) -> list[Place]:
        """Return the places of the cells that are filled."""
        values = (
            (row, column) for row, cells in enumerate(self.rows) for column, value in enumerate(cells) if value != ""
        )
        return [*values, *self.errors, *self.no_result]

    def sheet(self, height: int, width: int) -> Sheet:
        """Return the sheet from A1 on, so many rows and columns of it."""
        del self.rows[height:]
        for row in self.rows:
            del row[width:]
            row.extend([""] * (width - len(row)))
        return Sheet(
            self.name,
            self.rows,
            self.visible,
            clip(self.merges, self.rows),
            {at: text for at, text in self.errors.items() if at[0] < height and at[1] < width},
            {at: text for at, text in self.no_result.items() if at[0] < height and at[1] < width},
            frozenset(row for row in self.hidden_rows if row < len(self.rows)),
            frozenset(column for column in self.hidden_columns if column < width),
        )


def laid_out(pages: Iterable[Page], limits: "Limits") -> tuple[tuple[Sheet, ...], tuple[Remark, ...]]:
    """Return the sheets of pages, and the remarks on cells that lie too far out to be read.

    Raises UnreadableWorkbookError where there are more cells than allowed.
    """
    room, sheets, strays = Room(limits), list[Sheet](), list[Remark]()
    for page in pages:
        page.name = distinct_name(page.name, {sheet.name for sheet in sheets})
        height, width = page.reach()
        room.take(height, width)
        if height < len(page.rows) or any(len(row) > width for row in page.rows):
            strays += strays_of(page.name, page.places(), height, width)
        sheets.append(page.sheet(height, width))
    return tuple(sheets), tuple(strays)
