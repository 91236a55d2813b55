"""The exact reader of OOXML: an expat pass over each sheet, for the workbooks on which the fast reader cannot be trusted.

It keeps no more than the cells that say something, so a cell far out costs nothing; and it needs nothing of the package
but the worksheets, their shared texts and their styles, so that nothing else can stop it.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from openpyxl.utils.escape import unescape

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Remark
from preschool_metrics.model.grid import Rows, Sheet, Value
from preschool_metrics.read.archive import parse_xml
from preschool_metrics.read.extent import Room, clip, is_blank, reach_of, strays_of
from preschool_metrics.read.marks import RichText
from preschool_metrics.read.package import PackageFacts, SheetPart, safe
from preschool_metrics.read.sheet_xml import CellWritten, number_of, sheet_facts

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

_FALSE = ("0", "false", "")


def read_exact(
    package: zipfile.ZipFile, facts: PackageFacts, limits: "Limits"
) -> tuple[tuple[Sheet, ...], tuple[Remark, ...]]:
    """Read every worksheet cell by cell; return them, and the remarks on cells that lie too far out to be read.

    Raises UnreadableWorkbookError where a part is malformed, or there are more cells than allowed; LookupError where a
    shared text is missing.
    """
    book = _Book(_strings(package, facts.strings), _formats(package, facts.styles), facts.date1904)
    room = Room(limits)
    read = [_sheet(package, part, facts, book, room) for part in facts.sheets]
    return tuple(sheet for sheet, _ in read), tuple(remark for _, remarks in read for remark in remarks)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets share: texts, and the number format of each style, where it is one of dates."""

    strings: Sequence[str]
    formats: Sequence[str]
    date1904: bool

    def value(self, cell: CellWritten) -> Value:
        """Return the value of a cell; a number that is none is the text that stands there."""
        if cell.kind == "s":
            return self.strings[int(cell.text)]
        if cell.kind == "b":
            return cell.text.strip() not in _FALSE
        if cell.kind == "d":
            return _moment(cell.text)
        number = number_of(cell.text) if cell.kind == "n" else None
        return unescape(cell.text) if number is None else self._number(number, cell.style)

    def _number(self, number: float, style: str) -> Value:
        """Return a number; in the format of a date the date, if there is one."""
        code = self.formats[int(style)] if style.isdecimal() and int(style) < len(self.formats) else ""
        if not code:
            return number
        epoch = CALENDAR_MAC_1904 if self.date1904 else CALENDAR_WINDOWS_1900
        try:
            return from_excel(number, epoch, timedelta=is_timedelta_format(code)) or number
        except (OverflowError, ValueError):
            return number


def _sheet(
    package: zipfile.ZipFile, part: SheetPart, book_facts: PackageFacts, book: _Book, room: Room
) -> tuple[Sheet, tuple[Remark, ...]]:
    written: list[CellWritten] = []
    facts = sheet_facts(safe(package.read(part.part))[0], calculated=book_facts.calculated, cells=written)
    said = [*facts.errors, *facts.no_result]
    values = {(cell.row, cell.column): value for cell in written if not is_blank(value := book.value(cell))}
    height, width = reach_of([*values, *said])
    room.take(height, width)
    rows: Rows = [[""] * width for _ in range(height)]
    for (row, column), value in values.items():
        if row < height and column < width:
            rows[row][column] = value

    def inside(found: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
        return {at: text for at, text in found.items() if at[0] < height and at[1] < width}

    sheet = Sheet(
        part.name,
        rows,
        part.visible,
        clip(facts.merges, rows),
        inside(facts.errors),
        inside(facts.no_result),
        frozenset(row for row in facts.hidden_rows if row < height),
        frozenset(facts.hidden_columns),
    )
    return sheet, strays_of(part.name, [*values, *said], height, width)


def _moment(text: str) -> Value:
    """Return a date or a time of day written as ISO 8601, with or without seconds; the text where it is none."""
    plain = text.strip()
    for kind in (date, datetime, time):
        try:
            moment = kind.fromisoformat(plain)
        except ValueError:
            continue
        return moment.replace(tzinfo=None) if isinstance(moment, datetime | time) else moment
    return text


def _strings(package: zipfile.ZipFile, part: str | None) -> list[str]:
    """Return the shared texts."""
    found: list[str] = []
    text = RichText()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal text
        tag = tag.rpartition(":")[2]
        if tag == "si":
            text = RichText()
        else:
            text.start(tag, attributes)

    def end(tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "si":
            found.append(unescape(text.shown()))
        else:
            text.end(tag)

    def characters(said: str) -> None:
        text.characters(said)

    if part:
        parse_xml(safe(package.read(part))[0], start, end, characters)
    return found


def _formats(package: zipfile.ZipFile, part: str | None) -> list[str]:
    """Return the format of each style of cells where it is one of dates, else nothing; nothing at all of damaged styles."""
    own: dict[str, str] = {}
    used: list[str] = []
    inside = [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and inside[-1] == "cellXfs":
            used.append(attributes.get("numFmtId", "0"))
        inside.append(tag)

    def end(_tag: str) -> None:
        inside.pop()

    try:
        if part:
            parse_xml(safe(package.read(part))[0], start, end)
    except UnreadableWorkbookError:
        return []
    return list(_of_dates(own, used))


def _of_dates(own: dict[str, str], used: Sequence[str]) -> Iterator[str]:
    builtin = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    for number in used:
        code = own.get(number) or builtin.get(number, "")
        yield code if is_date_format(code) else ""
