"""The reader of OpenDocument .ods: one expat pass, which shows values, error cells, formulas, merges and what is hidden.

Not python-calamine, which is asked for .xlsx only: of an .ods it takes the description of a stamp's picture and the
text of a shape into the cell below, an error cell of OpenOffice for 0, a cached copy of another file for a sheet, and
shows neither merges nor hidden rows. A pass of our own is needed for these; it then shows the values as well.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Grid, Rows, Sheet
from preschool_metrics.model.text import Text
from preschool_metrics.read.extent import Room, clip, is_blank, reach_of_areas, strays_of
from preschool_metrics.read.ods_content import read_content
from preschool_metrics.read.ods_found import Content, RowFound
from preschool_metrics.read.placed import Read, distinct_name

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

_WHY: Final = Text(
    "直接读取 content.xml，错误值、没有结果的公式、隐藏的行列和合并单元格都能看到",
    "content.xml is read directly, which shows error cells, formulas without a result, hidden rows and columns and merges",
)
_FORM = re.compile(rb"""meta:name=["']preschool-metrics-form["'][^<>]{0,400}>([^<]{0,400})<""")
_EMPTY_LIBRARIES: Final = ("script-lc.xml", "script-lb.xml")


def read_ods(package: zipfile.ZipFile, parts: dict[str, str], limits: "Limits") -> Grid:
    """Read a package as an OpenDocument spreadsheet.

    Raises UnreadableWorkbookError: encrypted, damaged, too large, or another kind of document.
    """
    manifest = package.read(parts["meta-inf/manifest.xml"]) if "meta-inf/manifest.xml" in parts else b""
    if b"encryption-data" in manifest:
        raise UnreadableWorkbookError(Flaw.ENCRYPTED)
    with package.open(parts["content.xml"]) as file:
        content = read_content(file, limits.max_cells)
    read = list(_sheets(content, limits))
    return Grid(
        "ods",
        "expat",
        tuple(sheet for sheet, _ in read),
        _form_version(package, parts),
        macros=any(part.startswith("basic/") and not part.endswith(_EMPTY_LIBRARIES) for part in parts),
        external_links=content.external_links,
        date1904=content.date1904,
        why=_WHY,
        remarks=tuple(remark for _, remarks in read for remark in remarks),
    )


def _sheets(content: Content, limits: "Limits") -> Iterator[tuple[Sheet, tuple[Remark, ...]]]:
    """Lay the cells of each table out from A1 to the last one that says something, but for those far out."""
    room, taken = Room(limits), set[str]()
    for table in content.tables:
        name = distinct_name(table.name, taken)
        taken.add(name)
        filled = [(row, cell) for row in table.rows for cell in row.cells if not _is_empty(cell.read)]
        height, width = reach_of_areas({(row.top, row.bottom, cell.left, cell.right) for row, cell in filled})
        room.take(height, width)
        rows = _laid_out(table.rows, height, width)
        inside = [(row, cell) for row, cell in filled if row.top < height and cell.left < width]
        sheet = Sheet(
            name,
            rows,
            table.visible,
            clip(table.merges, rows),
            {at: cell.read.error for row, cell in inside if cell.read.error for at in row.places(cell)},
            {
                at: formula
                for row, cell in inside
                if (formula := cell.read.formula) is not None
                for at in row.places(cell)
            },
            frozenset(row for span in table.hidden_rows for row in range(span.start, min(span.stop, height))),
            frozenset(column for span in table.hidden_columns for column in range(span.start, min(span.stop, width))),
        )
        yield sheet, strays_of(name, {(row.top, cell.left) for row, cell in filled}, height, width)


def _is_empty(read: Read) -> bool:
    return not read.error and read.formula is None and is_blank(read.value)


def _laid_out(found: list[RowFound], height: int, width: int) -> Rows:
    rows: Rows = [[""] * width for _ in range(height)]
    for each in found:
        for row in rows[each.top : each.bottom]:
            for left, right, read in each.cells:
                row[left : min(right, width)] = [read.value] * (min(right, width) - left)
    return rows


def _form_version(package: zipfile.ZipFile, parts: dict[str, str]) -> str | None:
    found = _FORM.search(package.read(parts["meta.xml"])) if "meta.xml" in parts else None
    return found.group(1).decode("utf-8", "replace") if found else None
