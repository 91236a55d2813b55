"""A workbook as it lies on the page: every filled cell with its sheet and A1 address, and what a reader cannot show."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from preschool_metrics.model.address import a1 as a1  # noqa: PLC0414 - asked for here by those who ask for the grid
from preschool_metrics.model.address import column_index as column_index  # noqa: PLC0414
from preschool_metrics.model.address import located as located  # noqa: PLC0414
from preschool_metrics.model.address import place as place  # noqa: PLC0414
from preschool_metrics.model.layout import NOTHING_SAID, SheetLayout
from preschool_metrics.model.text import Text

if TYPE_CHECKING:
    from preschool_metrics.model.finding import Remark

Value = str | int | float | bool | datetime | date | time | timedelta
Rows = list[list[Value]]
UNSAID: Final = Text("", "")


class Span(NamedTuple):
    """A merged range, 0-based and inclusive, clipped to the filled part of its sheet."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as rows from A1 on; a blank cell is an empty string.

    merges        merged ranges
    errors        error cells by (row, column): their text, as `#REF!`
    no_result     formulas that the file holds no result of, by (row, column)
    hidden_rows, hidden_columns   0-based
    layout        what the office's layout file says of it
    turned        it lies on its side: what it shows as a row stands as a column in the file
    answers       what was worked out of it before; another sheet made of it begins with none
    """

    name: str
    rows: Rows
    visible: bool = True
    merges: tuple[Span, ...] = ()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    no_result: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    layout: SheetLayout = NOTHING_SAID
    turned: bool = False
    answers: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def cell(self, row: int, column: int) -> str:
        """Return the A1 address that a cell has in the file."""
        return a1(column, row) if self.turned else a1(row, column)


@dataclass(frozen=True, slots=True)
class Grid:
    """A workbook.

    kind          what the file is by its content: xlsx, xls, ods or xlsb
    reader        which reader read it; `why` says why this one, and what else was looked at
    form_version  the version of our own form, where it is one
    date1904      serial dates count from 1904
    macros, external_links   the package holds them; they are never run or followed
    remarks       what the reader has to say of it
    """

    kind: str
    reader: str
    sheets: tuple[Sheet, ...]
    form_version: str | None = None
    macros: bool = False
    external_links: bool = False
    date1904: bool = False
    why: Text = UNSAID
    remarks: tuple["Remark", ...] = ()
