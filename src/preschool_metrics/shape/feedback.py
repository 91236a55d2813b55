"""Our own sheet 反馈 in a workbook that comes back: no data of the return, but the explanations typed into it."""

from preschool_metrics.model.draft import Column, Draft, Table
from preschool_metrics.model.feedback import HEADINGS, MARK, OF_FILE, READ_BACK, SHEET
from preschool_metrics.model.grid import Sheet, a1
from preschool_metrics.shape.values import words
from preschool_metrics.shape.words import heading_key


def is_feedback(sheet: Sheet) -> bool:
    """Tell our sheet, by its name and the mark in it, from another that is called 反馈."""
    return sheet.name.startswith(SHEET) and any(MARK in str(value) for row in sheet.rows for value in row)


def read_feedback(sheet: Sheet, draft: Draft, *, alone: bool) -> None:
    """Add the rows that hold an explanation to the draft; `alone` says that the workbook has no other sheet."""
    top, columns = _header(sheet)
    if alone:
        draft.about = next(
            (str(value).removeprefix(OF_FILE) for row in sheet.rows for value in row if str(value).startswith(OF_FILE)),
            None,
        )
    at = {column.field: column.at for column in columns}
    if not {"rule", "explanation"} <= at.keys():
        return
    said = [row for row in range(top + 1, len(sheet.rows)) if words(sheet.rows[row][at["explanation"]]) is not None]
    rows = [tuple(words(sheet.rows[row][column.at]) for column in columns) for row in said]
    table = Table("explanations", sheet.name, (top + 1, top + 1), columns, [row + 1 for row in said], rows)
    ends = [column.at for column in columns]
    table.range = f"{a1(top, min(ends))}:{a1(max([top, *said]), max(ends))}"
    draft.tables.append(table)


def _header(sheet: Sheet) -> tuple[int, tuple[Column, ...]]:
    """Return the row with most of our headings, and the columns that are read back."""
    fields = {heading_key(HEADINGS[field]): field for field in READ_BACK}
    known = [
        [
            Column(fields[key], at, str(value), 1.0)
            for at, value in enumerate(row)
            if (key := heading_key(str(value))) in fields
        ]
        for row in sheet.rows
    ]
    top = max(range(len(known)), key=lambda row: len(known[row]))
    return top, tuple(known[top])
