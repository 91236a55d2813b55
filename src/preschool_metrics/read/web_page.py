"""The reader of tables in a web page, as systems export them: lxml.html, laid out as a spreadsheet program would.

Each line of text outside a table is a row, and tables stand one below the other. A table inside a cell widens its column
and heightens its row. colspan and rowspan are merges; a line break stays in its cell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from html import unescape
from itertools import accumulate
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lxml import etree, html

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid
from preschool_metrics.model.text import Text
from preschool_metrics.read.archive import too_large
from preschool_metrics.read.extent import Place
from preschool_metrics.read.marks import Runs, unmarked
from preschool_metrics.read.placed import Page, Read, laid_out, sheet_name, typed
from preschool_metrics.read.sheet_xml import MAX_COLUMN

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

Element = Any  # of lxml.html

_LEFT_OUT: Final = frozenset({"head", "script", "style", "title", "template", "noscript", "rt", "rp", "svg"})
_BLOCKS: Final = frozenset(
    {
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "center", "caption", "pre", "hr", "form"),
        *("section", "article", "header", "footer", "address", "blockquote", "fieldset", "legend", "dl", "dt", "dd"),
    }
)
_CELLS: Final = frozenset({"td", "th"})
_MARKS: Final = frozenset({"sup", "sub", "s", "strike", "del"})
_MARKED = re.compile(
    r"(?i)(?:vertical-align\s*:\s*(?:super|sub)\b|text-decoration[\w-]{0,20}\s*:[^;]{0,200}line-through)"
)
_HIDDEN = re.compile(r"(?i)display\s*:\s*none")
_COMMENT = re.compile(r"(?i)mso-element\s*:\s*comment")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_DATE = re.compile(r"[年月日]|\d[-/.]\d{1,2}[-/.]\d|\d:\d")
_MOST_ACROSS: Final = 1000  # so HTML says
_NO_TABLE: Final = Text("网页（里面没有表）", "a web page without a table")
_SHEET: Final = "<x:ExcelWorksheet>"
_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>")
_SOURCE = re.compile(r"""<x:WorksheetSource\s+HRef=["']([^"']*)["']""")
_WHY: Final = Text(
    "网页表格，按 Excel/WPS 打开时的样子排列：表外文字一行一格，各表上下相接",
    "tables of a web page, laid out as Excel or WPS would: a row for each line outside the tables, which follow each other",
)


class NamedSheet(NamedTuple):
    """A sheet that Excel names in a page that it saved, and the page that holds it."""

    name: str
    source: str
    visible: bool


def read_web_page(text: str, stem: str, limits: "Limits") -> Grid:
    """Read the tables of a web page as one sheet.

    Raises UnreadableWorkbookError: no table, cut off, nested too deep or too large.
    """
    named = named_sheets(text)
    page = page_of(text, named[0].name if len(named) == 1 else sheet_name(stem), limits)
    if not page.rows:
        raise UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=_NO_TABLE)
    sheets, strays = laid_out([page], limits)
    return Grid("html", "lxml", sheets, why=_WHY, remarks=strays)


def named_sheets(text: str) -> list[NamedSheet]:
    """Return the sheets that Excel names in the head of a page."""
    found = []
    for part in text.split(_SHEET)[1:]:
        about = part.partition("</x:ExcelWorksheet>")[0]
        name, source = _NAME.search(about), _SOURCE.search(about)
        if name and name.group(1).strip():
            href = unescape(source.group(1)) if source else ""
            found.append(NamedSheet(unescape(name.group(1)), href, "<x:Visible>Sheet" not in about))
    return found


def page_of(text: str, name: str, limits: "Limits", *, visible: bool = True) -> Page:
    """Return a page with everything in its place; a blank one where it holds no table."""
    _refuse_cut_off(text)
    parser = html.HTMLParser(recover=True, no_network=True, huge_tree=False, encoding="utf-8")
    page = Page(name, visible)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it
        return page
    except etree.LxmlError as error:
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error
    if any(each.level == etree.ErrorLevels.FATAL for each in parser.error_log):
        raise UnreadableWorkbookError(Flaw.DAMAGED)  # nested too deep: what follows was not read
    if root.find(".//table") is not None:
        _fill(page, _flow(root, limits.max_cells))
    return page


def _refuse_cut_off(text: str) -> None:
    """Refuse a page with a table that never ends: rows would be missing and nobody the wiser."""
    first, *scripts = re.split("(?i)<script", text)
    shown = "".join([first, *(re.split("(?i)</script", each, maxsplit=1)[-1] for each in scripts)]).lower()
    if shown.count("<table") > shown.count("</table"):
        raise UnreadableWorkbookError(Flaw.DAMAGED)


# --- text -------------------------------------------------------------------------------------------------


class _Break(Enum):
    LINE = "br"
    BLOCK = "p"


def _pieces(root: Element) -> Iterator[tuple[str, bool] | _Break | Element]:
    """Yield what an element shows: text, each with whether it is set as a mark, breaks, and the tables inside it."""
    marks = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        apart = element is not root and event != "comment" and _is_apart(element)
        if event == "start" and apart:
            walk.skip_subtree()
            if element.tag == "table":
                yield element
        elif event == "start":
            if element.tag in _BLOCKS:
                yield _Break.BLOCK
            marks += _is_mark(element)
            yield element.text or "", marks > 0
        else:
            if event == "end" and not apart:
                marks -= _is_mark(element)
                yield from _behind(element.tag)
            if element is not root:
                yield element.tail or "", marks > 0


def _behind(tag: str) -> Iterator[_Break]:
    if tag == "br":
        yield _Break.LINE
    elif tag in _BLOCKS:
        yield _Break.BLOCK


def _is_apart(element: Element) -> bool:
    """Tell whether an element is a table, or nothing that is shown as text."""
    if (
        element.tag == "table"
        or element.tag in _LEFT_OUT
        or (element.tag == "option" and "selected" not in element.attrib)
    ):
        return True
    is_comment = "msocom" in element.get("class", "") or _COMMENT.search(element.get("style", ""))
    return bool(is_comment) or (element.tag not in _CELLS and _is_hidden(element))


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None


def _is_mark(element: Element) -> bool:
    return element.tag in _MARKS or _MARKED.search(element.get("style", "")) is not None


def _shown(runs: Runs) -> str:
    """Return the lines of a text: blanks fold as on a page, digits that are set as marks go."""
    lines = [line.strip(" ") for line in unmarked(runs).split("\n")]
    return "\n".join(lines).strip("\n")


def _append(runs: Runs, piece: tuple[str, bool] | _Break) -> None:
    if piece is _Break.LINE or (piece is _Break.BLOCK and runs and runs[-1][0].rstrip(" ")[-1:] not in ("", "\n")):
        runs.append(("\n", False))
    elif isinstance(piece, tuple) and piece[0]:
        runs.append((_WHITE.sub(" ", piece[0]), piece[1]))


# --- layout -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Box:
    """A part of the page: how many rows and columns it takes, and what stands where in it."""

    height: int = 0
    width: int = 0
    cells: list[tuple[int, int, Read]] = field(default_factory=list)
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)

    def take(self, other: "_Box", top: int, left: int) -> None:
        """Put another box in its place."""
        self.cells += [(top + row, left + column, read) for row, column, read in other.cells]
        self.merges += [
            ((top + first, left + start), (top + last, left + end)) for (first, start), (last, end) in other.merges
        ]
        self.hidden_rows += [top + row for row in other.hidden_rows]
        self.hidden_columns += [left + column for column in other.hidden_columns]


class _Slot(NamedTuple):
    """A cell of a table in its grid, with how many rows and columns of it the cell spans."""

    row: int
    column: int
    down: int
    across: int
    content: Read | _Box


def _fill(page: Page, box: _Box) -> None:
    for row, column, read in box.cells:
        page.put(row, column, read)
    page.merges = box.merges
    page.hidden_rows.update(box.hidden_rows)
    page.hidden_columns.update(box.hidden_columns)


def _flow(root: Element, max_cells: int) -> _Box:
    """Lay out lines of text and tables one below the other."""
    box, runs = _Box(), Runs()

    def end_line(*, blank: bool) -> None:
        text = _shown(runs)
        if text or blank:
            box.cells.append((box.height, 0, typed(text)))
            box.height, box.width = box.height + 1, max(box.width, 1)
        runs.clear()

    for piece in _pieces(root):
        if isinstance(piece, _Break):
            end_line(blank=piece is _Break.LINE)
        elif isinstance(piece, tuple):
            _append(runs, piece)
        else:
            end_line(blank=False)
            table = _table(piece, max_cells)
            box.take(table, box.height, 0)
            box.height, box.width = box.height + table.height, max(box.width, table.width)
    end_line(blank=False)
    return box


def _table(table: Element, max_cells: int) -> _Box:
    """Lay out a table: its columns are as wide, and its rows as high, as the tables in its cells need."""
    rows = list(_rows(table))
    slots = list(_slots(rows, max_cells))
    heights = _sizes(len(rows), [(slot.row, slot.down, _height(slot.content)) for slot in slots])
    columns = max((slot.column + slot.across for slot in slots), default=0)
    widths = _sizes(columns, [(slot.column, slot.across, _width(slot.content)) for slot in slots])
    tops, lefts = list(accumulate(heights, initial=0)), list(accumulate(widths, initial=0))
    box = _Box(tops[-1], lefts[-1])
    for row, column, down, across, content in slots:
        top, left = tops[row], lefts[column]
        bottom, right = tops[row + down] - 1, lefts[column + across] - 1
        if isinstance(content, _Box):
            box.take(content, top, left)
            continue
        box.cells.append((top, left, content))
        if (bottom, right) != (top, left):
            box.merges.append(((top, left), (bottom, right)))
    box.hidden_rows += [at for row, (hidden, _) in enumerate(rows) if hidden for at in range(tops[row], tops[row + 1])]
    hidden = (column for column in _hidden_columns(table) if column < columns)
    box.hidden_columns += [at for column in hidden for at in range(lefts[column], lefts[column + 1])]
    return box


def _rows(table: Element) -> Iterator[tuple[bool, list[Element]]]:
    """Yield the rows of a table, each with whether it is hidden; cells without a row have one of their own."""
    hidden, cells = False, list[Element]()
    walk = etree.iterwalk(table, events=("start",))
    for _, element in walk:
        if element is table:
            continue
        if element.tag in _CELLS or element.tag == "caption":
            walk.skip_subtree()
            cells.append(element)
        elif element.tag == "table":
            walk.skip_subtree()
        elif element.tag == "tr":
            if cells:
                yield hidden, cells
            hidden, cells = _is_hidden(element) or _is_hidden(element.getparent()), []
    if cells:
        yield hidden, cells


def _slots(rows: Sequence[tuple[bool, list[Element]]], max_cells: int) -> Iterator[_Slot]:
    """Yield the cells of rows in the grid that their spans make."""
    taken: dict[int, int] = {}  # by column: the first row in which it is free again
    area = 0
    for row, (_, cells) in enumerate(rows):
        column = 0
        for cell in cells:
            while taken.get(column, 0) > row:
                column += 1
            across = min(_span(cell, "colspan") or 1, _MOST_ACROSS)
            down = min(_span(cell, "rowspan") or len(rows), len(rows) - row)
            area += across * down
            if area > max_cells:
                raise too_large("max-cells", area, max_cells)
            if column + across > MAX_COLUMN:
                raise UnreadableWorkbookError(Flaw.DAMAGED)
            taken.update(dict.fromkeys(range(column, column + across), row + down))
            yield _Slot(row, column, down, across, _content(cell, max_cells))
            column += across


def _span(element: Element, name: str) -> int:
    stated = element.get(name, "1").strip()
    return int(stated[:9]) if stated.isdecimal() else 1


def _sizes(number: int, wanted: list[tuple[int, int, int]]) -> list[int]:
    """Return how many rows (or columns) of the sheet each of a table takes: what its cells (first, span, size) need."""
    sizes = [1] * number
    for first, span, size in wanted:
        if span == 1:
            sizes[first] = max(sizes[first], size)
    for first, span, size in wanted:
        if size > 1 and span > 1:
            sizes[first + span - 1] += max(size - sum(sizes[first : first + span]), 0)
    return sizes


def _height(content: Read | _Box) -> int:
    return content.height if isinstance(content, _Box) else 1


def _width(content: Read | _Box) -> int:
    return content.width if isinstance(content, _Box) else 1


def _hidden_columns(table: Element) -> Iterator[int]:
    column = 0
    for element in table.iter("col"):
        span = min(_span(element, "span"), _MOST_ACROSS)
        if _is_hidden(element):
            yield from range(column, column + span)
        column += span


# --- cells ------------------------------------------------------------------------------------------------


def _content(cell: Element, max_cells: int) -> Read | _Box:
    """Return what a cell holds, laid out where there are tables in it."""
    if len(cell) and cell.find(".//table") is not None:
        return _flow(cell, max_cells)
    runs: Runs = []
    for piece in _pieces(cell) if len(cell) else ((cell.text or "", False),):
        _append(runs, piece)
    return _read(cell, _shown(runs))


def _read(cell: Element, text: str) -> Read:
    """Return a cell's value by what Excel or LibreOffice says of it in attributes, else by its text."""
    if "x:err" in cell.attrib:
        return Read("", error=cell.get("x:err") or text or "#ERROR")
    if "x:str" in cell.attrib:
        return Read(text)
    if "x:bool" in cell.attrib:
        return Read(cell.get("x:bool").upper() == "TRUE")
    stated = cell.get("x:num") or cell.get("sdval")
    number = _number(stated) if stated and not _DATE.search(text) else None
    if number is not None:
        return Read(number)
    formula = cell.get("x:fmla", "").removeprefix("=")
    return typed(text) if text.strip() or not formula else Read("", formula=formula)


def _number(stated: str) -> float | None:
    try:
        number = float(stated)
    except ValueError:
        return None
    return number if isfinite(number) else None
