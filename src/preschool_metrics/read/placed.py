"""Cells put in their places one by one until they are a sheet: what text, web pages and SpreadsheetML share."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Rows, Sheet, Value
from preschool_metrics.read.archive import too_large
from preschool_metrics.read.extent import clip, is_blank
from preschool_metrics.read.sheet_xml import MAX_COLUMN, MAX_ROW

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

Place = tuple[int, int]

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
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = value
        if error:
            self.errors[row, column] = error
        elif formula is not None:
            self.no_result[row, column] = formula

    @property
    def width(self) -> int:
        """The number of columns up to the last that is filled."""
        return max(map(len, self.rows), default=0)

    def sheet(self) -> Sheet:
        """Return the sheet from A1 to its last filled cell."""
        width = self.width
        for row in self.rows:
            row.extend([""] * (width - len(row)))
        return Sheet(
            self.name,
            self.rows,
            self.visible,
            clip(self.merges, self.rows),
            self.errors,
            self.no_result,
            frozenset(row for row in self.hidden_rows if row < len(self.rows)),
            frozenset(column for column in self.hidden_columns if column < width),
        )


def laid_out(pages: Iterable[Page], limits: "Limits") -> Iterator[Sheet]:
    """Yield the sheets of pages.

    Raises UnreadableWorkbookError: more cells than allowed, or two sheets of one name, where an address would be
    anybody's guess.
    """
    area, names = 0, set()
    for page in pages:
        area += len(page.rows) * page.width
        if area > limits.max_cells:
            raise too_large("max-cells", area, limits.max_cells)
        if page.name in names:
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        names.add(page.name)
        yield page.sheet()
