"""One file to one Grid: the fast reader where it sees everything, the exact one where it does not."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Rows, Sheet, Span
from preschool_metrics.read import package
from preschool_metrics.read.kind import OLE, ZIP, refuse_foreign

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_BLANKS = ("", " ", "\u3000", "\xa0", "\u200b")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; every limit has an option of the same name.

    max_size, max_unpacked   bytes
    max_ratio                unpacked ÷ packed
    max_seconds              for one file, reading and checking together
    max_memory               bytes of address space of the process that reads
    """

    max_size: int = 200 << 20
    max_entries: int = 10_000
    max_unpacked: int = 1 << 30
    max_ratio: int = 200
    max_seconds: int = 120
    max_memory: int = 4 << 30


def read_grid(path: Path, limits: Limits) -> tuple[Grid, bytes]:
    """Read a workbook by its content; return the Grid and the bytes it was read from.

    Raises UnreadableWorkbookError with the flaw that keeps the file from being read.
    """
    content = _content(path, limits)
    if content.startswith(OLE):
        from preschool_metrics.read.biff import read_biff

        return read_biff(content), content
    if content.startswith(ZIP):
        return _read_package(content, limits), content
    raise refuse_foreign(content[:4096])


def _content(path: Path, limits: Limits) -> bytes:
    if path.name.startswith("~$"):
        raise UnreadableWorkbookError(Flaw.LOCK_FILE)
    try:
        size = path.stat().st_size
        if size > limits.max_size:
            raise UnreadableWorkbookError(Flaw.TOO_LARGE, limit="max-size", actual=size, allowed=limits.max_size)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableWorkbookError(Flaw.NO_ACCESS, why=error.strerror or str(error)) from error
    if not content:
        raise UnreadableWorkbookError(Flaw.EMPTY_FILE)
    return content


def _read_package(content: bytes, limits: Limits) -> Grid:
    facts = package.look(content, limits.max_entries, limits.max_unpacked, limits.max_ratio)
    spread = next((name for name, xml in facts.sheets.items() if package.spread_out(xml)), None)
    if spread is not None or facts.odd_encoding:
        from preschool_metrics.read.exact import read_exact

        why = "parts in UTF-16" if facts.odd_encoding else f"cells far outside the table in {spread}"
        return _grid(f"openpyxl: {why}", read_exact(content, facts), facts)
    return _grid("python-calamine", _read_fast(content, facts), facts)


def _grid(reader: str, sheets: tuple[Sheet, ...], facts: package.PackageFacts) -> Grid:
    return Grid("xlsx", reader, sheets, facts.form_version, facts.macros, facts.external_links, facts.date1904)


def _read_fast(content: bytes, facts: package.PackageFacts) -> tuple[Sheet, ...]:
    from io import BytesIO

    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return tuple(
            _sheet(
                book.get_sheet_by_name(meta.name),
                meta.visible is SheetVisibleEnum.Visible,
                facts.sheets.get(meta.name, b""),
            )
            for meta in book.sheets_metadata
            if meta.typ is SheetTypeEnum.WorkSheet
        )
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error
    except BaseException as error:  # a Rust panic is a BaseException of a class that cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error


def _sheet(sheet: "CalamineSheet", visible: bool, xml: bytes) -> Sheet:  # noqa: FBT001
    rows = trim(sheet.to_python(skip_empty_area=False))
    merges = clip(sheet.merged_cell_ranges or [], rows)
    if not package.suspect(xml):
        return Sheet(sheet.name, rows, visible, merges)
    facts = package.sheet_facts(xml)
    return Sheet(
        sheet.name,
        widen(rows, [*facts.errors, *facts.no_result]),
        visible,
        merges,
        facts.errors,
        facts.no_result,
        frozenset(row for row in facts.hidden_rows if row < len(rows)),
        frozenset(facts.hidden_columns),
    )


def trim(rows: Rows) -> Rows:
    """Drop the rows at the end that hold nothing but spaces."""
    while rows and all(value in _BLANKS for value in rows[-1]):
        rows.pop()
    return rows


def widen(rows: Rows, places: list[tuple[int, int]]) -> Rows:
    """Make room for cells that the reader left out because it saw no value in them."""
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column in places)], default=0)
    height = max([len(rows), *(row + 1 for row, _ in places)], default=0)
    rows.extend([] for _ in range(height - len(rows)))
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def clip(merges: list[tuple[tuple[int, int], tuple[int, int]]], rows: Rows) -> tuple[Span, ...]:
    """Clip merged ranges to the filled part of the sheet; one may span the whole of it."""
    height, width = len(rows), len(rows[0]) if rows else 0
    spans = (Span(top, left, min(bottom, height - 1), min(right, width - 1)) for (top, left), (bottom, right) in merges)
    return tuple(span for span in spans if span.top <= span.bottom and span.left <= span.right)
