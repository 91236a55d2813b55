"""The slow, exact reader of OOXML: openpyxl, for the workbooks on which the fast one cannot be trusted."""

from io import BytesIO
from itertools import zip_longest

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Rows, Sheet, Value
from preschool_metrics.read.extent import clip, widen
from preschool_metrics.read.sheet_xml import SheetFacts


def read_exact(content: bytes, facts: dict[str, SheetFacts]) -> tuple[Sheet, ...]:
    """Read every worksheet row by row, whatever dimensions it claims; what openpyxl hides here comes from the XML.

    Raises UnreadableWorkbookError where openpyxl gives up, or finds a sheet of which nothing else is known.
    """
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return tuple(_sheet(sheet, facts) for sheet in book.worksheets)
    except UnreadableWorkbookError:
        raise
    except Exception as error:  # openpyxl raises whatever the file provokes
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error


def _sheet(sheet: Worksheet, facts: dict[str, SheetFacts]) -> Sheet:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # of a read-only sheet; what it claims is not believed
    if sheet.title not in facts:
        raise UnreadableWorkbookError(Flaw.DAMAGED)  # an error in it could not be told from a text
    known = facts[sheet.title]
    rows = widen(
        _square([_row(values) for values in sheet.iter_rows(values_only=True)]), [*known.errors, *known.no_result]
    )
    for row, column in (*known.errors, *known.no_result):
        rows[row][column] = ""
    return Sheet(
        sheet.title,
        rows,
        sheet.sheet_state == "visible",
        clip(known.merges, rows),
        known.errors,
        known.no_result,
        frozenset(known.hidden_rows),
        frozenset(known.hidden_columns),
    )


def _row(values: tuple[object, ...]) -> list[Value]:
    row: list[Value] = ["" if value is None else value for value in values]  # type: ignore[misc]
    row = [unescape(value) if isinstance(value, str) and "_x" in value else value for value in row]
    while row and isinstance(row[-1], str) and not row[-1].strip():
        row.pop()
    return row


def _square(rows: Rows) -> Rows:
    while rows and not rows[-1]:
        rows.pop()
    return [list(row) for row in zip(*zip_longest(*rows, fillvalue=""), strict=True)] if any(rows) else []
