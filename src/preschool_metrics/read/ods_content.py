"""The pass over an OpenDocument content.xml: every cell that says something, with its place and how often it repeats.

A cell or row that repeats stays one entry, so that a million blank ones cost nothing and a million filled ones are
refused before they are laid out.
"""

from typing import IO, Final

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.read.archive import parse_xml, too_large
from preschool_metrics.read.marks import Runs, unmarked
from preschool_metrics.read.ods_found import CellFound, Content, RowFound, TableFound
from preschool_metrics.read.ods_value import OFFICE, TABLE, TEXT, read_value
from preschool_metrics.read.sheet_xml import MAX_COLUMN, MAX_ROW

_STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_CELLS: Final = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_SPAN: Final = f"{TEXT}span"
_PARAGRAPHS: Final = frozenset({f"{TEXT}p", f"{TEXT}h"})
_SPACES: Final = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_NO_TEXT: Final = frozenset({f"{TEXT}ruby-text", f"{TEXT}note"})
# What may hold tables or rows that are no sheets: copies of other files, shapes, the history of changes.
_ASIDE: Final = frozenset(f"{TABLE}{name}" for name in ("dde-links", "shapes", "tracked-changes"))
_COLUMNS_REPEATED: Final = f"{TABLE}number-columns-repeated"
_ROWS_REPEATED: Final = f"{TABLE}number-rows-repeated"
_COLUMNS_SPANNED: Final = f"{TABLE}number-columns-spanned"
_ROWS_SPANNED: Final = f"{TABLE}number-rows-spanned"
_FORMULA: Final = f"{TABLE}formula"
_HIDDEN: Final = ("collapse", "filter")
_MOST_SPACES: Final = 100
_REPEATED_SHARE: Final = 100  # of the cells allowed, one in so many may stand there by repetition only


def read_content(xml: IO[bytes], max_cells: int) -> Content:
    """Read content.xml.

    Raises UnreadableWorkbookError: malformed, no spreadsheet, or more filled cells than allowed.
    """
    reader = _Reader(max_cells)
    parse_xml(xml, reader.start, reader.end, reader.characters, namespaces=True)
    if not reader.spreadsheet:
        raise UnreadableWorkbookError(Flaw.DAMAGED)
    return reader.content


class _Reader:
    """The state of the pass: the table, row and cell that it is in, and how deep in something that is left out."""

    def __init__(self, max_cells: int) -> None:
        self.content = Content()
        self.max_cells = max_cells
        self.cells = self.repeated = 0
        self.spreadsheet = False
        self.hidden_styles: set[str] = set()
        self.mark_styles: set[str] = set()
        self.style = ""
        self.left_out = self.closed_groups = 0
        self.table: TableFound | None = None
        self.row = self.rows = self.column = self.columns = 0
        self.in_row: list[CellFound] = []
        self.row_merges: list[tuple[int, int, int]] = []
        self.cell: dict[str, str] | None = None
        self.runs: Runs = []
        self.spans: list[bool] = []
        self.in_paragraph = 0
        self.starts = {
            f"{OFFICE}spreadsheet": self._spreadsheet,
            f"{_STYLE}style": self._style,
            f"{_STYLE}table-properties": self._table_properties,
            f"{_STYLE}text-properties": self._text_properties,
            f"{TABLE}null-date": self._null_date,
            f"{TABLE}table": self._table,
            f"{TABLE}table-source": self._source,
            f"{TABLE}table-column": self._column,
            f"{TABLE}table-row": self._row,
            f"{TABLE}table-row-group": self._group,
            f"{TABLE}table-cell": self._cell,
            f"{TABLE}covered-table-cell": self._cell,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if self.left_out:
            self.left_out += 1
        elif self.cell is not None:
            self._inside(tag, attributes)
        elif tag in _ASIDE or (tag == f"{TABLE}table" and self._is_no_sheet(attributes)):
            self.left_out = 1
        elif tag in self.starts:
            self.starts[tag](attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        if self.left_out:
            self.left_out -= 1
        elif tag in _PARAGRAPHS:
            self.in_paragraph = max(self.in_paragraph - 1, 0)
        elif tag == _SPAN and self.spans:
            self.spans.pop()
        elif tag in _CELLS and self.cell is not None:
            self._end_cell(self.cell)
        elif tag == f"{TABLE}table-row":
            self._end_row()
        elif tag == f"{TABLE}table-row-group":
            self._end_group()
        elif tag == f"{TABLE}table":
            self.table = None

    def characters(self, text: str) -> None:
        """Take the text of a paragraph of a cell; blanks and line breaks of the file count as one blank."""
        if self.in_paragraph and not self.left_out:
            self._say(_folded(text) if "\n" in text else text)

    def _say(self, text: str) -> None:
        self.runs.append((text, True in self.spans))

    # --- what the document says of itself ---------------------------------------------------------------------

    def _spreadsheet(self, _attributes: dict[str, str]) -> None:
        self.spreadsheet = True

    def _style(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get(f"{_STYLE}name", "")

    def _table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self.hidden_styles.add(self.style)

    def _text_properties(self, attributes: dict[str, str]) -> None:
        raised = attributes.get(f"{_STYLE}text-position", "0%").split()[:1] not in ([], ["0%"])
        struck = {attributes.get(f"{_STYLE}text-line-through-{kind}", "none") for kind in ("style", "type")} != {"none"}
        if raised or struck:
            self.mark_styles.add(self.style)

    def _null_date(self, attributes: dict[str, str]) -> None:
        self.content.date1904 = attributes.get(f"{TABLE}date-value", "").startswith("1904")

    # --- tables, columns and rows -----------------------------------------------------------------------------

    def _is_no_sheet(self, attributes: dict[str, str]) -> bool:
        """A table in a table, or the cached copy of another file's sheet."""
        cached = attributes.get(f"{TABLE}name", "").startswith("'file:")
        self.content.external_links |= cached
        return cached or self.table is not None

    def _table(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get(f"{TABLE}style-name") in self.hidden_styles
        visible = not hidden and attributes.get(f"{TABLE}display") != "false"
        self.table = TableFound(attributes.get(f"{TABLE}name", ""), visible)
        self.content.tables.append(self.table)
        self.row = self.rows = self.columns = self.closed_groups = 0

    def _source(self, _attributes: dict[str, str]) -> None:
        self.content.external_links = True

    def _column(self, attributes: dict[str, str]) -> None:
        span = range(self.columns, self.columns + _repeats(attributes, _COLUMNS_REPEATED))
        if self.table and attributes.get(f"{TABLE}visibility") in _HIDDEN:
            self.table.hidden_columns.append(span)
        self.columns = span.stop

    def _group(self, attributes: dict[str, str]) -> None:
        if self.closed_groups or attributes.get(f"{TABLE}display") == "false":
            self.closed_groups += 1

    def _end_group(self) -> None:
        self.closed_groups = max(self.closed_groups - 1, 0)

    def _row(self, attributes: dict[str, str]) -> None:
        self.rows = _repeats(attributes, _ROWS_REPEATED)
        self.column = 0
        self.in_row, self.row_merges = [], []
        if self.table and (self.closed_groups or attributes.get(f"{TABLE}visibility") in _HIDDEN):
            self.table.hidden_rows.append(range(self.row, self.row + self.rows))

    def _end_row(self) -> None:
        if self.table and self.in_row:
            bottom = self.row + self.rows
            if bottom > MAX_ROW:
                raise UnreadableWorkbookError(Flaw.DAMAGED)
            self._count()
            self.table.rows.append(RowFound(self.row, bottom, self.in_row))
            self.table.merges += [
                ((row, left), (row + down - 1, left + across - 1))
                for row in range(self.row, bottom)
                for left, across, down in self.row_merges
            ]
        self.row += self.rows

    def _count(self) -> None:
        """Hold the filled cells to the limits, those that only repeat another one to a narrower limit."""
        filled = self.rows * sum(cell.right - cell.left for cell in self.in_row)
        self.cells += filled
        self.repeated += filled - len(self.in_row)
        if self.cells > self.max_cells:
            raise too_large("max-cells", self.cells, self.max_cells)
        if self.repeated > self.max_cells // _REPEATED_SHARE:
            raise too_large("max-cells", self.repeated, self.max_cells // _REPEATED_SHARE)

    # --- cells ------------------------------------------------------------------------------------------------

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cell = attributes
        self.runs, self.spans = [], []

    def _inside(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the text of a cell, and nothing of the notes, pictures and shapes that hang on it."""
        if not tag.startswith(TEXT) or tag in _NO_TEXT:
            self.left_out = 1
        elif tag in _PARAGRAPHS:
            self.in_paragraph += 1
            if self.runs:
                self.runs.append(("\n", False))
            self.runs.append(("", False))
        elif tag == _SPAN:
            self.spans.append(attributes.get(f"{TEXT}style-name") in self.mark_styles)
        elif self.in_paragraph and tag in _SPACES:
            self._say(_SPACES[tag])
        elif self.in_paragraph and tag == f"{TEXT}s":
            self._say(" " * min(int(attributes.get(f"{TEXT}c", "1")), _MOST_SPACES))

    def _end_cell(self, attributes: dict[str, str]) -> None:
        self.cell, self.in_paragraph = None, 0
        right = self.column + (_repeats(attributes, _COLUMNS_REPEATED) if _COLUMNS_REPEATED in attributes else 1)
        read = read_value(attributes, unmarked(self.runs))
        if read is not None:
            if right > MAX_COLUMN:
                raise UnreadableWorkbookError(Flaw.DAMAGED)
            self.in_row.append(CellFound(self.column, right, read))
            self.content.external_links |= "'file:" in attributes.get(_FORMULA, "")
            if _COLUMNS_SPANNED in attributes or _ROWS_SPANNED in attributes:
                across, down = (int(attributes.get(name, "1")) for name in (_COLUMNS_SPANNED, _ROWS_SPANNED))
                self.row_merges.append((self.column, max(across, 1), max(down, 1)))
        self.column = right


def _repeats(attributes: dict[str, str], name: str) -> int:
    return max(int(attributes.get(name, "1")), 1)


def _folded(text: str) -> str:
    folded = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{folded}{' ' * (bool(folded) and text[-1:].isspace())}"
