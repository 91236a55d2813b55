"""The reader of SpreadsheetML 2003, the XML that Excel 2003 saved and many systems still export: one expat pass."""

import re
from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING, Final

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Value, a1
from preschool_metrics.model.text import Text
from preschool_metrics.read.archive import parse_xml, too_large
from preschool_metrics.read.extent import covered
from preschool_metrics.read.marks import Runs, unmarked
from preschool_metrics.read.placed import Page, Read, laid_out
from preschool_metrics.read.sheet_xml import MAX_COLUMN, MAX_ROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from preschool_metrics.read.limits import Limits

_SS: Final = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel "
_MARKED: Final = frozenset(f"http://www.w3.org/TR/REC-html40 {tag}" for tag in ("Sup", "Sub", "S"))
_DATA: Final = f"{_SS}Data"
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"(?<![\w.])R(\[-?\d{1,7}\]|\d{1,7})?C(\[-?\d{1,5}\]|\d{1,5})?(?![\w(.])")
_NO_DATE: Final = 1900  # before it: only the time of day is meant
_WHY: Final = Text(
    "直接读取 XML 电子表格 2003，错误值、没有结果的公式、隐藏的行列和合并单元格都能看到",
    "SpreadsheetML 2003 is read directly, which shows error cells, formulas without a result, hidden rows and columns and merges",
)


def read_spreadsheetml(text: str, _stem: str, limits: "Limits") -> Grid:
    """Read a workbook of SpreadsheetML 2003.

    Raises UnreadableWorkbookError: malformed, with a document type, or too large.
    """
    reader = _Reader(limits.max_cells)
    declaration = _DECLARATION.match(text)
    xml = text[
        declaration.end() if declaration else 0 :
    ].encode()  # the encoding that it declares is not that of these bytes
    try:
        parse_xml(xml, reader.start, reader.end, reader.characters, namespaces=True)
    except ValueError as error:  # an index or a span that is no number
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error
    for page, rows, columns in zip(reader.pages, reader.hidden_rows, reader.hidden_columns, strict=True):
        page.hidden_rows, page.hidden_columns = covered(rows), covered(columns)
    sheets, strays = laid_out(reader.pages, limits)
    return Grid("xml", "expat", sheets, date1904=reader.date1904, why=_WHY, remarks=strays)


class _Reader:
    """The state of the pass: the sheet, row and cell that it is in."""

    def __init__(self, max_cells: int) -> None:
        self.pages: list[Page] = []
        self.hidden_rows: list[set[tuple[int, int]]] = []
        self.hidden_columns: list[set[tuple[int, int]]] = []
        self.date1904 = False
        self.max_cells, self.cells = max_cells, 0
        self.row = self.column = self.next_row = self.next_column = self.next_defined = 0
        self.cell: dict[str, str] | None = None
        self.kind: str | None = None
        self.runs: Runs = []
        self.in_comment = self.in_data = self.marked = 0
        self.text = ""
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {
            f"{_SS}Worksheet": self._worksheet,
            f"{_SS}Column": self._column,
            f"{_SS}Row": self._row,
            f"{_SS}Cell": self._cell,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.text = ""
        if tag == f"{_SS}Comment":
            self.in_comment += 1
        elif self.in_comment:
            return
        elif tag == _DATA:
            self.in_data, self.marked, self.runs = 1, 0, []
            self.kind = attributes.get(f"{_SS}Type", "String")
        elif self.in_data:
            self.marked += tag in _MARKED
        elif tag in self.starts:
            self.starts[tag](attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        if tag == f"{_SS}Comment":
            self.in_comment -= 1
        elif self.in_comment:
            return
        elif tag == _DATA:
            self.in_data = 0
        elif self.in_data:
            self.marked -= tag in _MARKED
        elif tag == f"{_SS}Cell" and self.cell is not None:
            self._end_cell(self.cell)
        elif tag == f"{_EXCEL}Visible" and self.pages:
            self.pages[-1].visible = self.text.strip() not in ("SheetHidden", "SheetVeryHidden")
        elif tag == f"{_EXCEL}Date1904":
            self.date1904 = True

    def characters(self, text: str) -> None:
        """Take the text of a cell, and of what the workbook says of itself."""
        if self.in_comment:
            return
        if self.in_data:
            self.runs.append((text, self.marked > 0))
        else:
            self.text += text

    def _worksheet(self, attributes: dict[str, str]) -> None:
        self.pages.append(Page(attributes.get(f"{_SS}Name", f"Sheet{len(self.pages) + 1}")))
        self.hidden_rows.append(set())
        self.hidden_columns.append(set())
        self.next_row = self.next_defined = 0

    def _column(self, attributes: dict[str, str]) -> None:
        first = _index(attributes, self.next_defined)
        self.next_defined = first + 1 + _span(attributes, "Span")
        if attributes.get(f"{_SS}Hidden") == "1" and self.pages:
            self.hidden_columns[-1].add((first, min(self.next_defined, MAX_COLUMN)))

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = _index(attributes, self.next_row)
        self.next_row = self.row + 1 + _span(attributes, "Span")
        self.next_column = 0
        if attributes.get(f"{_SS}Hidden") == "1" and self.pages:
            self.hidden_rows[-1].add((self.row, min(self.next_row, MAX_ROW)))

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cell, self.kind, self.runs = attributes, None, []
        self.column = _index(attributes, self.next_column)
        self.cells += 1
        if self.cells > self.max_cells:
            raise too_large("max-cells", self.cells, self.max_cells)

    def _end_cell(self, attributes: dict[str, str]) -> None:
        self.cell = None
        across, down = _span(attributes, "MergeAcross"), _span(attributes, "MergeDown")
        self.next_column = self.column + 1 + across
        if not self.pages:
            return
        page = self.pages[-1]
        page.put(self.row, self.column, self._read(attributes.get(f"{_SS}Formula")))
        if across or down:
            page.merges.append(((self.row, self.column), (self.row + down, self.column + across)))

    def _read(self, formula: str | None) -> Read:
        text = unmarked(self.runs)
        if formula is not None and self.kind != "String" and not text.strip():
            return Read("", formula=_in_a1(formula.removeprefix("="), self.row, self.column))
        if self.kind == "Error":
            return Read("", error=text.strip() or "#ERROR")
        value = _value(self.kind, text)
        return Read("", error="#NUM!") if isinstance(value, float) and not isfinite(value) else Read(value)


def _index(attributes: dict[str, str], following: int) -> int:
    """Return the 0-based place that an element states, else the one behind the last."""
    return int(attributes[f"{_SS}Index"]) - 1 if f"{_SS}Index" in attributes else following


def _span(attributes: dict[str, str], name: str) -> int:
    return max(int(attributes.get(f"{_SS}{name}", "0")), 0)


def _value(kind: str | None, text: str) -> Value:
    """Return the value by its type; one that is none stays the text."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
            return moment.time() if moment.year < _NO_DATE else moment
    except ValueError:
        return text
    return text.strip() == "1" if kind == "Boolean" else text


def _in_a1(formula: str, row: int, column: int) -> str:
    """Return a formula with its references as a spreadsheet shows them: SUM(R[-2]C:R[-1]C) in B4 → SUM(B2:B3)."""

    def reference(found: re.Match[str]) -> str:
        at = _moved(found.group(1), row), _moved(found.group(2), column)
        return a1(*at) if min(at) >= 0 else found.group()

    return _REFERENCE.sub(reference, formula)


def _moved(stated: str | None, own: int) -> int:
    if stated is None:
        return own
    return own + int(stated[1:-1]) if stated.startswith("[") else int(stated) - 1
