"""The reader of delimited text, .csv and .tsv: rows as they stand, cells as a spreadsheet program would take them."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid
from preschool_metrics.model.text import Text
from preschool_metrics.read.archive import too_large
from preschool_metrics.read.placed import Page, laid_out, sheet_name, typed

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

_DELIMITERS: Final = (",", "\t", ";")
_LOOKED_AT: Final = 200
_END: Final = "\0"  # a record of its own behind the last one; it is none where a quotation mark was never closed
_FEWEST: Final = 4  # columns from which on a line inside a cell that looks like a row is one
_PLAIN: Final = Text("文本（不是表）", "text, but no table")
_WHY: Final = Text(
    "文本文件，按“{delimiter}”分列；单元格地址与用 Excel/WPS 打开时一致",
    "a text file with columns parted by “{delimiter}”; addresses are those that Excel or WPS shows",
)
_NAMES: Final = {",": Text("逗号", "comma"), "\t": Text("制表符", "tab"), ";": Text("分号", "semicolon")}


def read_delimited(text: str, stem: str, limits: "Limits") -> Grid:
    """Read delimited text as one sheet; a line break in quotation marks stays in its cell.

    Raises UnreadableWorkbookError: no delimiter, a quotation mark that is never closed, too many cells.
    """
    stated, text = _stated_delimiter(text)
    delimiter = stated or _delimiter(text)
    page, cells = Page(sheet_name(stem)), 0
    for row, record in enumerate(_records(text, delimiter)):
        cells += len(record)
        if cells > limits.max_cells:
            raise too_large("max-cells", cells, limits.max_cells)
        for column, cell in enumerate(record):
            if cell:
                page.put(row, column, typed(cell))
    _refuse_swallowed(page, delimiter)
    name = _NAMES.get(delimiter, Text(delimiter, delimiter))
    kind = "tsv" if delimiter == "\t" else "csv"
    sheets, strays = laid_out([page], limits)
    return Grid(kind, "csv", sheets, why=_WHY.fill(delimiter=name), remarks=strays)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the records; raises UnreadableWorkbookError where the last one never ends."""
    reader = csv.reader(chain(StringIO(text, newline=""), (_END,)), delimiter=delimiter)
    last: list[str] | None = None
    try:
        for record in reader:
            if last is not None:
                yield last
            last = record
    except csv.Error as error:
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error
    if last != [_END]:
        raise UnreadableWorkbookError(Flaw.DAMAGED)


def _stated_delimiter(text: str) -> tuple[str | None, str]:
    """Return the delimiter that a first line sep=; states, and the text behind it: a spreadsheet hides that line."""
    first, _, rest = text.partition("\n")
    first = first.strip('\r"')
    return (first[4], rest) if len(first) == len("sep=;") and first.startswith("sep=") else (None, text)


def _delimiter(text: str) -> str:
    """Return the delimiter that parts most lines into the same number of columns."""
    scores = {delimiter: _score(text, delimiter) for delimiter in _DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    if not scores[best]:
        raise UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=_PLAIN)
    return best


def _score(text: str, delimiter: str) -> int:
    lines = islice(StringIO(text, newline=""), _LOOKED_AT)
    try:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=delimiter) if len(record) > 1)
    except csv.Error as error:
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error
    return max(((width - 1) * times for width, times in widths.items()), default=0)


def _refuse_swallowed(page: Page, delimiter: str) -> None:
    """Refuse a text in which a stray quotation mark took whole rows into one cell: they would be lost silently."""
    widest = max(map(len, page.rows), default=0)
    if widest < _FEWEST:
        return
    for row in page.rows:
        for cell in row:
            if isinstance(cell, str) and "\n" in cell and cell.count(delimiter) >= widest - 1:
                raise UnreadableWorkbookError(Flaw.DAMAGED)
