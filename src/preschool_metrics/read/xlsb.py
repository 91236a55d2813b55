"""The reader of .xlsb: python-calamine for the values, and a scan of the records for what it does not show.

calamine leaves error results of formulas blank, and shows neither merges nor hidden rows and columns. The scan also
tells where the two see different cells; such a workbook is refused as all of them once were, never read wrong.
"""

import posixpath
import zipfile
from typing import TYPE_CHECKING, Final

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet
from preschool_metrics.model.text import Text
from preschool_metrics.read.extent import Room, clip, covered, trim, widen
from preschool_metrics.read.fast import read_fast
from preschool_metrics.read.package import form_version, targets
from preschool_metrics.read.xlsb_records import Book, SheetRecords, book_of, sheet_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from preschool_metrics.read.limits import Limits

_WHY: Final = Text(
    "快速读取；错误值、隐藏的行列和合并单元格另从二进制记录取得",
    "the fast reader; error cells, hidden rows and columns and merges come from the binary records",
)


def read_xlsb(package: zipfile.ZipFile, parts: dict[str, str], content: bytes, limits: "Limits") -> Grid:
    """Read a package as a binary workbook.

    Raises UnreadableWorkbookError: damaged, too large, or holding cells that the fast reader does not see.
    """
    for part in ("xl/sharedstrings.bin", "xl/styles.bin"):  # which the fast reader unpacks, whatever sizes they claim
        if part in parts:
            package.read(parts[part])
    book = book_of(package.read(parts["xl/workbook.bin"]))
    records = _records(package, parts, book, limits)

    def made(sheet: "CalamineSheet", _number: int, visible: bool) -> Sheet:  # noqa: FBT001 - so the fast reader calls it
        return _sheet(sheet, records[sheet.name], visible=visible)

    return Grid(
        "xlsb",
        "python-calamine",
        read_fast(content, made),
        form_version(package, parts),
        macros="xl/vbaproject.bin" in parts,
        external_links=any("externallinks/" in part for part in parts),
        date1904=book.date1904,
        why=_WHY,
    )


def _records(package: zipfile.ZipFile, parts: dict[str, str], book: Book, limits: "Limits") -> dict[str, SheetRecords]:
    """Return what the records of each sheet say, before anything is laid out."""
    paths = targets(package.read(parts["xl/_rels/workbook.bin.rels"]))
    found: dict[str, SheetRecords] = {}
    room = Room(limits)
    for name, relation in book.sheets:
        path = posixpath.normpath(posixpath.join("/xl", paths.get(relation, ""))).lstrip("/").lower()
        if path in parts and "worksheet" in path:
            found[name] = sheet_of(package.read(parts[path]))
            room.take(found[name].bottom + 1, found[name].right + 1)
    return found


def _sheet(sheet: "CalamineSheet", records: SheetRecords, *, visible: bool) -> Sheet:
    if records.unseen or sheet.end not in (None, (records.bottom, records.right)):
        raise _refused()
    rows = trim(sheet.to_python(skip_empty_area=False))
    rows = widen(rows, list(records.errors))
    return Sheet(
        sheet.name,
        rows,
        visible,
        clip(records.merges, rows),
        records.errors,
        {},
        frozenset(row for row in records.hidden_rows if row < len(rows)),
        frozenset(covered({(span.start, span.stop) for span in records.hidden_columns})),
    )


def _refused() -> UnreadableWorkbookError:
    return UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=Text("二进制工作簿 .xlsb", "a binary workbook .xlsb"))
