"""A sheet's XML parsed for what the fast reader does not show, for values that it would take for others, and for the cells.

Only the exact reader asks for the cells; they come one by one, with their places, as few as the file writes.
"""

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import Final, NamedTuple

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import column_index
from preschool_metrics.read.archive import parse_xml
from preschool_metrics.read.extent import covered
from preschool_metrics.read.marks import RichText
from preschool_metrics.read.scan import is_spread

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ODD_CELL = re.compile(r"\s*\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\s*")
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2})?")
_NOUGHT = re.compile(r"-?0(?:\.0*)?")
_INDEX = re.compile(r"\s*[0-9]+\s*")
_ENTITY_IN_VALUE = re.compile(rb"<(?:\w{1,40}:)?v\b[^<>]{0,400}>[^<&]*&")
_TRUE: Final = ("1", "true")
_PARTS_OF_A_CELL: Final = ("f", "v", "is")


@dataclass(slots=True)
class SheetFacts:
    """What the XML of a sheet says beyond the values of its cells.

    misread     the fast reader takes a value for another: one with white space around it, with a comment inside …
    far_out     cells lie so far outside the table that a dense reader would fill the memory with blanks
    calculated  a formula's 0 is its result, not what stands in place of one
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    no_result: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    misread: bool = False
    far_out: bool = False
    calculated: bool = True


class CellWritten(NamedTuple):
    """A cell that says something, as it is written: its type, its text and the number of its style."""

    row: int
    column: int
    kind: str
    text: str
    style: str


def sheet_facts(xml: bytes, *, calculated: bool = True, cells: list[CellWritten] | None = None) -> SheetFacts:
    """Parse a sheet's XML; in a workbook that is yet to be calculated, 0 is no result of a formula.

    `cells` takes those with a value. Raises UnreadableWorkbookError where there is a cell outside a sheet, or one whose
    value cannot be told.
    """
    return _SheetParser(calculated, cells).parse(xml)


def number_of(text: str) -> float | None:
    """Return the number that a cell's text is; None for anything else, one beyond all bounds included."""
    number = float(text) if _NUMBER.fullmatch(text) else None
    return number if number is not None and isfinite(number) else None


class _SheetParser:
    """An expat pass over one sheet: keeps what the fast reader drops and, where asked to, the cells."""

    def __init__(self, calculated: bool, cells: list[CellWritten] | None) -> None:  # noqa: FBT001
        self.facts = SheetFacts(calculated=calculated)
        self.cells = cells
        self.hidden: set[tuple[int, int]] = set()
        self.row = self.column = -1
        self.filled = self.filled_rows = self.bottom = self.right = 0
        self.type = self.style = ""
        self.text: dict[str, str] = {}
        self.inside = ""
        self.in_cell = False
        self.foreign = 0
        self.rich: RichText | None = None

    def parse(self, xml: bytes) -> SheetFacts:
        parse_xml(xml, self._start, self._end, self._characters, other=self._other)
        self.facts.misread |= b"&" in xml and _ENTITY_IN_VALUE.search(xml) is not None
        self.facts.hidden_columns = covered(self.hidden)
        self.facts.far_out = is_spread(self.filled, self.filled_rows, self.bottom, self.right)
        return self.facts

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if self.rich:
            self.rich.start(tag, attributes)
        elif self.in_cell:
            self._inside(tag)
        elif tag == "row":
            self._row(attributes)
        elif tag == "c":
            self._cell(attributes)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes["min"]), min(int(attributes["max"]), MAX_COLUMN)
            self.hidden.add((first - 1, last))
        elif tag == "mergeCell":
            for reference in attributes.get("ref", "").split():  # several in one are several
                self._merge(reference.split(":"))

    def _inside(self, tag: str) -> None:
        if self.foreign or tag not in _PARTS_OF_A_CELL:
            self.foreign += 1  # an extension, and all that is in it
        elif tag == "is":
            self.rich = RichText()
        else:
            self._content(tag)

    def _content(self, tag: str) -> None:
        if tag in self.text:  # two values: which one counts is anybody's guess
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        self.facts.misread |= "v" in self.text  # a formula behind its result
        self.inside = tag
        self.text[tag] = ""

    def _merge(self, corners: list[str]) -> None:
        found = [each for each in map(_ODD_CELL.fullmatch, corners) if each]
        if len(found) == 2:  # noqa: PLR2004 - two corners
            first, last = ((int(each.group(2)) - 1, column_index(each.group(1).upper())) for each in found)
            self.facts.merges.append((first, last))

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        if not 0 <= self.row < MAX_ROW:
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        self.column = -1
        if attributes.get("hidden") in _TRUE:
            self.facts.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if "r" in attributes:
            self._place(attributes["r"])
        self.type = attributes.get("t", "n")
        self.style = attributes.get("s", "")
        self.text = {}
        self.in_cell = True

    def _place(self, reference: str) -> None:
        """Take a cell's place as it is stated; in another spelling than A1 the fast reader may not know it."""
        plain = _CELL.fullmatch(reference)
        found = plain or _ODD_CELL.fullmatch(reference)
        self.facts.misread |= plain is None
        if found:
            self.row, self.column = int(found.group(2)) - 1, column_index(found.group(1).upper())
        if not found or self.row >= MAX_ROW or self.column >= MAX_COLUMN:
            raise UnreadableWorkbookError(Flaw.DAMAGED)

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "is" and self.rich:
            self.text["is"], self.rich = self.rich.shown(), None
        elif self.rich:
            self.rich.end(tag)
        elif self.foreign:
            self.foreign -= 1
        elif tag in ("f", "v"):
            self.inside = ""
        elif tag == "c":
            self.in_cell = False
            self._value(self.text.get("v"))

    def _value(self, value: str | None) -> None:
        at = self.row, self.column
        if self.type == "s" and value and not _INDEX.fullmatch(value):
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        self.facts.misread |= value is not None and self._is_misread(value)
        if self.type == "e":
            self.facts.errors[at] = (value or "").strip() or "#ERROR"
        elif "f" in self.text and self._is_no_result(value):
            self.facts.no_result[at] = self.text["f"]
        elif self.cells is not None and (value or self.text.get("is")):
            kind = "str" if "v" not in self.text else self.type
            self.cells.append(CellWritten(*at, kind, value or self.text["is"], self.style))
        if self.text or self.type == "e":
            self._reach()

    def _is_misread(self, value: str) -> bool:
        """Tell whether the fast reader takes a value for another, or for a number beyond all bounds."""
        if self.type == "n":
            return value.strip() != "" and (value.strip() != value or number_of(value) is None)
        if self.type == "d":
            return _FULL_DATE.fullmatch(value) is None
        return value.strip() != value and self.type != "str"

    def _is_no_result(self, value: str | None) -> bool:
        if value is None or self.type == "str":
            return value is None
        return not value.strip() or (not self.facts.calculated and _NOUGHT.fullmatch(value.strip()) is not None)

    def _reach(self) -> None:
        self.filled += 1
        self.right = max(self.right, self.column + 1)
        if self.row + 1 != self.bottom:
            self.filled_rows += 1
            self.bottom = max(self.bottom, self.row + 1)

    def _characters(self, text: str) -> None:
        if self.inside and not self.foreign:
            self.text[self.inside] += text
        elif self.rich:
            self.rich.characters(text)

    def _other(self, *_said: object) -> None:
        """A comment, a processing instruction or CDATA: in a cell it cuts the fast reader's value off."""
        self.facts.misread |= self.in_cell
