"""A sheet of the workbook: a title, notes, and a table with one heading row; how its cells are written and printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final, NamedTuple
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from preschool_metrics.report.text.words import plain
from preschool_metrics.report.workbook.live import Live
from preschool_metrics.report.workbook.looks import BLUE, LOOKS, ORANGE

_LONGEST: Final = 32_767
_LONGEST_HEADING: Final = 120
_LONGEST_FOOTER: Final = 100  # Excel takes 255, and counts & and signs beyond the BMP twice
_A4: Final = 9
_ROW, _TITLE, _LINE_HEIGHT = 18, 30, 14.5
_CHARACTER, _PADDING = 7, 5  # pixels of the usual font
_WIDEST: Final = 44
ROW_PIXELS: Final = 24  # of a row of the usual height
_ROOM: Final = 0.97  # of a width: words are not cut where a line is full

Content = str | float | Live | None


class Column(NamedTuple):
    """A column of a table: its heading, its width in characters, and how its cells look."""

    heading: str
    width: float
    look: str = "text"


class Cell(NamedTuple):
    """A cell that looks unlike the others of its column; a number may have a format of its own."""

    content: Content
    look: str
    number_format: str = ""


Row = Sequence[Content | Cell]


@dataclass
class Page:
    """A sheet, and the formats of its workbook by look and number format."""

    book: Workbook
    sheet: Worksheet
    formats: dict[tuple[str, str], Format] = field(default_factory=dict)

    def look(self, name: str, number_format: str = "") -> Format:
        """Return a format of the workbook, made when it is first asked for."""
        key = name, number_format
        if key not in self.formats:
            own = {"num_format": number_format} if number_format else {}
            self.formats[key] = self.book.add_format({**LOOKS[name], **own})
        return self.formats[key]

    def write(self, row: int, column: int, content: Content | Cell, look: str = "text") -> None:
        """Write a cell: a text stays a text, whatever it begins with."""
        content, look, number_format = content if isinstance(content, Cell) else Cell(content, look)
        form = self.look(look, number_format)
        if isinstance(content, Live):
            self.sheet.write_formula(row, column, content.formula, form, content.result)
        elif isinstance(content, str):
            self.sheet.write_string(row, column, harmless(content), form)
        elif content is None:
            self.sheet.write_blank(row, column, None, form)
        else:
            self.sheet.write_number(row, column, content, form)

    def head(self, title: str, *notes: str) -> None:
        """Write the title and below it the notes, a row each."""
        self.sheet.set_default_row(_ROW)
        self.sheet.set_row(0, _TITLE)
        self.write(0, 0, title, "title")
        for at, note in enumerate(notes, 1):
            self.write(at, 0, note, "note")

    def table(
        self, top: int, columns: Sequence[Column], rows: Iterable[Row], name: str, *, sortable: bool = True
    ) -> int:
        """Write a table with its heading in this 0-based row; return the row after its last.

        It is a table to Excel too: filters and screen readers know its headings. One whose cells have names of their
        own is not `sortable`: the names would stay where they are.
        """
        end = top + 1
        for row in rows:
            for at, (column, content) in enumerate(zip(columns, row, strict=True)):
                self.write(end, at, content, column.look)
            self._make_room(end, columns, row)
            end += 1
        end = max(end, top + 2)  # Excel has no table without a row
        titles = _told_apart(columns)
        headings = [{"header": each, "header_format": self.look("head")} for each in titles]
        options = {"name": name, "style": None, "columns": headings, "autofilter": sortable}
        self.sheet.add_table(top, 0, end - 1, len(columns) - 1, options)
        most = max(_lines(title, column.width) for title, column in zip(titles, columns, strict=True))
        self.sheet.set_row(top, _LINE_HEIGHT * most + 8)
        return end

    def _make_room(self, row: int, columns: Sequence[Column], cells: Row) -> None:
        """Make a row as high as its longest wrapped text needs."""
        texts = zip(columns, cells, strict=True)
        wrapped = [
            _lines(text, column.width) for column, text in texts if isinstance(text, str) and "wrap" in column.look
        ]
        if max(wrapped, default=1) > 1:
            self.sheet.set_row(row, _LINE_HEIGHT * max(wrapped) + 4)

    def picture(self, row: int, column: int, cells: str) -> None:
        """Draw cells, also hidden ones, as a small line with its last point marked."""
        look = {"series_color": BLUE, "last_point": True, "last_color": ORANGE, "show_hidden": True}
        self.sheet.add_sparkline(row, column, {"range": cells, **look})

    def widths(self, columns: Iterable[Column]) -> None:
        """Set the widths of the columns."""
        for at, column in enumerate(columns):
            self.sheet.set_column(at, at, column.width)

    def paper(self, footer: str, last: tuple[int, int], heading: int | None = None) -> None:
        """Print across A4 down to this last row and column: one page wide, the heading row on every page.

        Without a heading to repeat, on one page.
        """
        sheet = self.sheet
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0 if heading is not None else 1)
        sheet.print_area(0, 0, *last)
        if heading is not None:
            sheet.repeat_rows(heading)
        sheet.set_footer(f"&L{harmless(footer)[:_LONGEST_FOOTER].replace('&', '&&')}&R&P / &N")

    def pixels(self, columns: Iterable[Column]) -> int:
        """Return how wide columns are together."""
        return sum(int(column.width * _CHARACTER) + _PADDING for column in columns)

    def freeze(self, row: int, column: int = 1) -> None:
        """Keep what is above this row and left of this column in sight; the cursor stands in A1, as by default."""
        self.sheet.freeze_panes(row, column)


def harmless(text: str) -> str:
    """Return a text as a cell can hold it.

    XlsxWriter takes `<r>…</r>` for markup of its own and would write it as such: a blank behind it keeps it a text.
    """
    text = plain(text)
    text = f"{text} " if text.endswith("</r>") else text
    return text.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")


def fitting(least: float, texts: Iterable[str]) -> float:
    """Return a width that holds texts, within reason."""
    return min(_WIDEST, max(least, *(1.1 * _wide(text) + 1 for text in texts)))


def _wide(text: str) -> int:
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; a Chinese sign is two wide."""
    return max(1, ceil(_wide(text) / (width * _ROOM)))


def _told_apart(columns: Sequence[Column]) -> list[str]:
    """Return the headings, none twice: Excel repairs a table that has two alike, whatever their case."""
    seen: dict[str, int] = {}
    headings = []
    for column in columns:
        heading = harmless(column.heading)[:_LONGEST_HEADING]
        times = seen[heading.lower()] = seen.get(heading.lower(), 0) + 1
        headings.append(f"{heading} ({times})" if times > 1 else heading)
    return headings
