"""A sheet's XML parsed for what the fast reader does not show, and for values that it would take for others."""

import re
from dataclasses import dataclass, field
from typing import Final

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import column_index
from preschool_metrics.read.archive import parse_xml
from preschool_metrics.read.scan import is_sparse

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_FAR_ROW, _FAR_COLUMN = 1_000_000, 702  # from 1000000 and from AAA on
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")
_NOUGHT = re.compile(r"-?0(?:\.0*)?")
_INDEX = re.compile(r"\s*[0-9]+\s*")
_ENTITY_IN_VALUE = re.compile(rb"<(?:\w{1,40}:)?v\b[^<>]{0,400}>[^<&]*&")
_TRUE: Final = ("1", "true")


@dataclass(slots=True)
class SheetFacts:
    """What the XML of a sheet says beyond the values of its cells.

    misread   the fast reader takes a value for another: one with white space around it, with a comment inside …
    far_out   cells lie so far outside the table that a dense reader would fill the memory with blanks
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    no_result: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    misread: bool = False
    far_out: bool = False


def sheet_facts(xml: bytes, *, calculated: bool = True) -> SheetFacts:
    """Parse a sheet's XML; in a workbook that is yet to be calculated, 0 is no result of a formula.

    Raises UnreadableWorkbookError where it has a cell outside a sheet, or one whose value cannot be told.
    """
    return _SheetParser(calculated=calculated).parse(xml)


class _SheetParser:
    """An expat pass over one sheet: keeps what the fast reader drops, and nothing else."""

    def __init__(self, *, calculated: bool) -> None:
        self.calculated = calculated
        self.facts = SheetFacts()
        self.row = self.column = -1
        self.rows = self.last = 0
        self.type = ""
        self.text: dict[str, str] = {}
        self.inside = ""
        self.in_cell = False

    def parse(self, xml: bytes) -> SheetFacts:
        parse_xml(xml, self._start, self._end, self._characters, other=self._other)
        self.facts.misread |= b"&" in xml and _ENTITY_IN_VALUE.search(xml) is not None
        self.facts.far_out |= is_sparse(self.rows, self.last)
        return self.facts

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self._row(attributes)
        elif tag == "c":
            self._cell(attributes)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes["min"]), min(int(attributes["max"]), MAX_COLUMN)
            self.facts.hidden_columns.update(range(first - 1, last))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", "").replace("$", "").upper().split(":"))
        elif tag in ("f", "v") and self.in_cell:
            self._content(tag)

    def _content(self, tag: str) -> None:
        if tag in self.text:  # two values: which one counts is anybody's guess
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        self.facts.misread |= "v" in self.text  # a formula behind its result
        self.inside = tag
        self.text[tag] = ""

    def _merge(self, corners: list[str]) -> None:
        found = [each for each in map(_CELL.match, corners) if each]
        if len(found) == 2:  # noqa: PLR2004 - two corners
            first, last = ((int(each.group(2)) - 1, column_index(each.group(1))) for each in found)
            self.facts.merges.append((first, last))

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        if self.row >= MAX_ROW:
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        self.column = -1
        self.rows += 1
        self.last = max(self.last, self.row + 1)
        if attributes.get("hidden") in _TRUE:
            self.facts.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if "r" in attributes:
            self._place(attributes["r"])
        self.type = attributes.get("t", "n")
        self.text = {}
        self.in_cell = True

    def _place(self, reference: str) -> None:
        found = _CELL.match(reference)
        if found:
            self.row, self.column = int(found.group(2)) - 1, column_index(found.group(1))
        if not found or self.row >= MAX_ROW or self.column >= MAX_COLUMN:
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        self.facts.far_out |= self.row + 1 >= _FAR_ROW or self.column >= _FAR_COLUMN

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("f", "v"):
            self.inside = ""
        elif tag == "c":
            self.in_cell = False
            self._value(self.text.get("v"))

    def _value(self, value: str | None) -> None:
        at = self.row, self.column
        if self.type == "s" and value and not _INDEX.fullmatch(value):
            raise UnreadableWorkbookError(Flaw.DAMAGED)
        if value and value.strip() != value and (self.type not in ("n", "str") or (self.type == "n" and value.strip())):
            self.facts.misread = True
        if self.type == "e":
            self.facts.errors[at] = (value or "").strip() or "#ERROR"
        elif "f" in self.text and self._is_no_result(value):
            self.facts.no_result[at] = self.text["f"]

    def _is_no_result(self, value: str | None) -> bool:
        if value is None or self.type == "str":
            return value is None
        return not value.strip() or (not self.calculated and _NOUGHT.fullmatch(value.strip()) is not None)

    def _characters(self, text: str) -> None:
        if self.inside:
            self.text[self.inside] += text

    def _other(self, *_said: object) -> None:
        """A comment, a processing instruction or CDATA: in a cell it cuts the fast reader's value off."""
        self.facts.misread |= self.in_cell
