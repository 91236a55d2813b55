"""One file to one Grid: the fast reader where it sees everything, the exact one where it does not."""

import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Grid, Sheet
from preschool_metrics.model.text import Text
from preschool_metrics.read import package
from preschool_metrics.read.archive import opened, parts_of, too_large
from preschool_metrics.read.extent import Room, clip, trim, widen
from preschool_metrics.read.fast import read_fast
from preschool_metrics.read.kind import OLE, ZIP, is_opendocument, refuse_foreign
from preschool_metrics.read.limits import Limits

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_HEAD = 4096
_END, _TAIL = b"PK\x05\x06", 65_557  # a package with something before it is known by its end, which holds a comment
_NO_FILE = Text("不是普通文件（是管道或设备）", "it is a pipe or a device, no file")
_FAST = Text(
    "快速读取；错误值、没有结果的公式和隐藏的行列另从包内的 XML 取得",
    "the fast reader; error cells, formulas without a result, hidden rows and columns come from the package's XML",
)
_UTF16 = Text("部件是 UTF-16 编码，快速读取会读成空表", "parts are in UTF-16, which the fast reader takes for empty")
_SPREAD = Text(
    "“{sheet}”在表外很远处有单元格，快速读取会占满内存",
    "“{sheet}” has cells far outside its table, with which the fast reader would fill the memory",
)
_MISREAD = Text(
    "“{sheet}”的数值写法特殊（两边有空白、中间有注释等），快速读取会读错",
    "“{sheet}” has values written in an unusual way (white space around, a comment inside …) that the fast reader gets wrong",
)
_REFUSED = Text(
    "快速读取不认其中的写法（新的错误值、单元格里的扩展等），改为逐格读取",
    "something in it the fast reader does not take (a new error value, an extension in a cell …)",
)
_MARKED = Text(
    "数字旁可能有上标、下标或删除线，快速读取会并入数字",
    "digits may be set as marks (superscript, subscript, struck out), which the fast reader takes into the number",
)
_ELSEWHERE = Text(
    "工作表等不在通常的部件中，或者同名，快速读取看到的无法核对",
    "sheets are in other parts than usual, or of one name: what the fast reader sees could not be checked",
)


def read_grid(path: Path, limits: Limits) -> tuple[Grid, bytes]:
    """Read a workbook by its content; return the Grid and the bytes it was read from.

    Raises UnreadableWorkbookError with the flaw that keeps the file from being read.
    """
    content = _content(path, limits)
    if content.startswith(OLE):
        from preschool_metrics.read.biff import read_biff

        return read_biff(content, limits), content
    if content.startswith(ZIP):
        return _read_package(content, limits), content
    refuse_foreign(content[:_HEAD])
    if _END in content[-_TAIL:]:
        return _read_package(content, limits), content
    from preschool_metrics.read.textual import read_textual

    return read_textual(content, path.stem, limits), content


def _content(path: Path, limits: Limits) -> bytes:
    if path.name.startswith("~$"):
        raise UnreadableWorkbookError(Flaw.LOCK_FILE)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # to read it might never end, or never begin
            raise UnreadableWorkbookError(Flaw.NO_ACCESS, why=_NO_FILE)
        size = about.st_size
        if size > limits.max_size:
            raise too_large("max-size", size, limits.max_size)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableWorkbookError(Flaw.NO_ACCESS, why=error.strerror or str(error)) from error
    if not content:
        raise UnreadableWorkbookError(Flaw.EMPTY_FILE)
    return content


def _read_package(content: bytes, limits: Limits) -> Grid:
    with opened(content, limits) as archive:
        parts = parts_of(archive)
        if is_opendocument(archive, parts):
            from preschool_metrics.read.ods import read_ods

            return read_ods(archive, parts, limits)
        if "xl/workbook.bin" in parts:
            from preschool_metrics.read.xlsb import read_xlsb

            return read_xlsb(archive, parts, content, limits)
        facts = package.look(archive, parts)
        if facts.form_version is None and package.is_report(archive, parts):
            raise UnreadableWorkbookError(Flaw.OWN_OUTPUT)
        return _read_ooxml(content, archive, facts, limits)


def _read_ooxml(content: bytes, archive: zipfile.ZipFile, facts: package.PackageFacts, limits: Limits) -> Grid:
    why = _why_exact(facts)
    if why is None:
        room = Room(limits)

        def made(sheet: "CalamineSheet", number: int, _visible: bool) -> Sheet:  # noqa: FBT001 - so the fast reader calls it
            return _sheet(sheet, facts.sheets[number], room)

        try:
            sheets = read_fast(content, made)
            if len(sheets) == len(facts.sheets):
                return _grid("python-calamine", _FAST, sheets, facts)
            why = _ELSEWHERE
        except (UnreadableWorkbookError, LookupError) as error:
            if isinstance(error, UnreadableWorkbookError) and error.flaw == Flaw.TOO_LARGE:
                raise
            why = _REFUSED
    from preschool_metrics.read.exact import read_exact

    sheets, strays = read_exact(archive, facts, limits)
    return _grid("expat", why, sheets, facts, strays)


def _why_exact(facts: package.PackageFacts) -> Text | None:
    """Return why the fast reader cannot be trusted with a workbook, None where it can."""
    if facts.odd_encoding:
        return _UTF16
    if facts.marks:
        return _MARKED
    if not facts.as_usual:
        return _ELSEWHERE
    for sheet in facts.sheets:
        if sheet.beyond and (sheet.beyond.far_out or sheet.beyond.misread):
            return (_SPREAD if sheet.beyond.far_out else _MISREAD).fill(sheet=sheet.name)
    return None


def _grid(
    reader: str, why: Text, sheets: tuple[Sheet, ...], facts: package.PackageFacts, strays: tuple[Remark, ...] = ()
) -> Grid:
    lost = tuple(Remark(Flaw.LOST_SHEET, name) for name in facts.lost)
    return Grid(
        "xlsx",
        reader,
        sheets,
        facts.form_version,
        facts.macros,
        facts.external_links,
        facts.date1904,
        why,
        (*lost, *strays),
    )


def _sheet(sheet: "CalamineSheet", part: package.SheetPart, room: Room) -> Sheet:
    if sheet.name != part.written:
        raise UnreadableWorkbookError(Flaw.DAMAGED)  # of which of them the facts are is anybody's guess
    bottom, right = sheet.end or (-1, -1)
    room.take(bottom + 1, right + 1)
    rows, facts = trim(sheet.to_python(skip_empty_area=False)), part.beyond
    merges = clip(sheet.merged_cell_ranges or [], rows)
    if facts is None:
        return Sheet(part.name, rows, part.visible, merges)
    rows = widen(rows, [*facts.errors, *facts.no_result])
    for row, column in facts.no_result:
        rows[row][column] = ""  # also where a nought stands in place of the result
    return Sheet(
        part.name,
        rows,
        part.visible,
        clip(facts.merges, rows),
        facts.errors,
        facts.no_result,
        frozenset(row for row in facts.hidden_rows if row < len(rows)),
        frozenset(facts.hidden_columns),
    )
