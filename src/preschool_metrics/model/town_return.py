"""A return, validated: what one area reports for one month, with every value's address."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from preschool_metrics.model.address import column_letters
from preschool_metrics.model.returns import Kindergarten

WHOLE: Final = "全部"
"""The area of a return that speaks of all areas at once, where a profile has no register of them."""


class Figure(NamedTuple):
    """A value with its address; `parts` where it is the sum of several cells, the first of which is named."""

    value: Any
    sheet: str
    cell: str
    parts: tuple["Figure", ...] = ()


class Roster(NamedTuple):
    """The kindergartens of a return as rows of values.

    Positional tuples, because a nation's roster is a million rows: `columns` names the fields of each row's values,
    `letters` their spreadsheet columns, `numbers` the spreadsheet row of each. A roster that lies on its side (`turned`)
    has its kindergartens in columns: `numbers` count these, A being 1, and `letters` hold the row of each field.
    `moved` has the address, by number and field, of each cell that stands elsewhere: the list is put together of several.
    """

    sheet: str
    columns: tuple[str, ...]
    letters: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[tuple[Any, ...], ...]
    turned: bool = False
    moved: Mapping[tuple[int, str], str] | None = None

    def column(self, field: str) -> list[Any] | None:
        """Return a field's values row by row, or None where the layout has no such column."""
        if field not in self.columns:
            return None
        at = self.columns.index(field)
        return [row[at] for row in self.rows]

    def cell(self, row: int, field: str) -> str:
        """Return the A1 address of a field in the row with this index, with its sheet where that is another."""
        if self.moved and (self.numbers[row], field) in self.moved:
            return self.moved[self.numbers[row], field]
        line, number = self.letters[self.columns.index(field)], self.numbers[row]
        return f"{column_letters(number - 1)}{line}" if self.turned else f"{line}{number}"

    def kindergartens(self) -> list[Kindergarten]:
        """Return the rows as records of the data dictionary."""
        return [Kindergarten.model_construct(**dict(zip(self.columns, row, strict=True))) for row in self.rows]


class TownReturn(NamedTuple):
    """What one area reports for one month.

    cover     the fields of the cover that were read
    summary   the area's row of a summary sheet, by field
    roster    its kindergartens; None where only a summary came in
    points    its private day-care points; None where no list of them came in
    multi     the return is one of several in its file (a summary of many areas)
    changes   what if: whole numbers added to measurable fields, beyond what the cells say
    stated    what if: measurable fields put in the place of what is unknown
    """

    file: str
    sha256: str
    area: str
    period: str
    cover: dict[str, Figure]
    summary: dict[str, Figure]
    roster: Roster | None
    multi: bool = False
    points: Roster | None = None
    changes: dict[str, int] | None = None
    stated: dict[str, int] | None = None
