"""What an office says of its own workbooks, once for all of them: headings, values, labels of rows, sheets and file names."""

import json
from functools import reduce
from typing import Final, Literal, NamedTuple

Holds = Literal["roster", "summary", "childcare_points", "ignore"]
RowKind = Literal["total", "subtotal", "part", "section", "ignore", "data"]
Headings = frozenset[tuple[str, str]]
Values = frozenset[tuple[str, str, str]]
RowLabels = frozenset[tuple[str, RowKind]]
NO_HEADINGS: Final[Headings] = frozenset()
NO_VALUES: Final[Values] = frozenset()
NO_ROWS: Final[RowLabels] = frozenset()
IGNORE: Final = "ignore"
ANY: Final = frozenset("*?{")
"""What makes a name of sheets or files a pattern."""


class SheetLayout(NamedTuple):
    """What is said of one sheet.

    headings   pairs of a heading's key, joined top-down, and its field id (or `ignore`)
    holds      what its tables are; None where nothing is said
    header     its first and last heading row, as Excel numbers them
    values     a field, the key of a value, and the word of the data dictionary that it means
    rows       pairs of a label's key and what a row with this label is
    area       whose figures it holds
    nature     of which nature its kindergartens are, as a value of the data dictionary
    """

    headings: Headings = NO_HEADINGS
    holds: Holds | None = None
    header: tuple[int, int] | None = None
    values: Values = NO_VALUES
    rows: RowLabels = NO_ROWS
    area: str | None = None
    nature: str | None = None

    def within(self, outer: "SheetLayout") -> "SheetLayout":
        """Return what is said by both, where this, the narrower one, goes first."""
        return SheetLayout(
            frozenset({**dict(outer.headings), **dict(self.headings)}.items()),
            self.holds or outer.holds,
            self.header or outer.header,
            frozenset((*key, word) for key, word in {**_by_value(outer.values), **_by_value(self.values)}.items()),
            frozenset({**dict(outer.rows), **dict(self.rows)}.items()),
            self.area or outer.area,
            self.nature or outer.nature,
        )


NOTHING_SAID: Final = SheetLayout()


def _by_value(values: Values) -> dict[tuple[str, str], str]:
    return {(field, key): word for field, key, word in values}


class Layout(NamedTuple):
    """What a layout file says: of every sheet, of some sheets by their name or a pattern, of some files by a pattern.

    A value that is hashed and compared as a whole, so that it can be handed to a worker process and to a cache. `area`
    and `period` are those of a file; a file's part of the layout is a layout too.
    """

    every: SheetLayout = NOTHING_SAID
    sheets: tuple[tuple[str, SheetLayout], ...] = ()
    files: "tuple[tuple[str, Layout], ...]" = ()
    area: str | None = None
    period: str | None = None

    def within(self, outer: "Layout") -> "Layout":
        """Return what is said by both, where this, the narrower one, goes first."""
        return Layout(
            self.every.within(outer.every),
            (*outer.sheets, *self.sheets),
            (*outer.files, *self.files),
            self.area or outer.area,
            self.period or outer.period,
        )

    def of_sheet(self, names: frozenset[str]) -> SheetLayout:
        """Return what is said of the sheet that these names and patterns mean; its own name goes before a pattern."""
        told = [each for each in self.sheets if each[0] in names]
        told.sort(key=lambda each: not ANY.intersection(each[0]))
        return reduce(lambda outer, each: each[1].within(outer), told, self.every)


NO_LAYOUT: Final = Layout()


class Unsettled(NamedTuple):
    """Something in a workbook that is not understood, and that a line of a layout file would settle.

    section    the tables of the file down to it: headings, values and its field, rows, or sheets
    text       the heading, the value, the label or the sheet's name
    cell       where it stands, as sheet!A1
    choices    what it may be, the likeliest first
    """

    section: tuple[str, ...]
    text: str
    cell: str
    choices: tuple[str, ...]


def quoted(text: str) -> str:
    """Return a text as TOML writes it in a line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def heading_line(heading: str, field: str) -> str:
    """Return the lines of a layout file that say which field a heading is."""
    return f"[headings] {quoted(heading)} = {quoted(field)}"
