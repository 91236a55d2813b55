"""The tables beside the roster: their values against the data dictionary; they feed no indicator yet."""

from typing import Final

from preschool_metrics.model.draft import Table, TableKind
from preschool_metrics.model.grid import column_letters
from preschool_metrics.model.returns import ChildcarePoint, Record, Task
from preschool_metrics.validate.records import checked
from preschool_metrics.validate.report import Reporter

_RECORDS: Final[dict[TableKind, type[Record]]] = {"points": ChildcarePoint, "tasks": Task}


def check_points(table: Table, reporter: Reporter) -> None:
    """Report the values of day-care points and of task counters that their columns cannot hold."""
    record = _RECORDS.get(table.kind)
    if record is None:
        return
    sheet, reporter.sheet = reporter.sheet, table.sheet
    letters = [column_letters(column.at) for column in table.columns]
    checked(record, table.fields(), table.rows, lambda row, at: f"{letters[at]}{table.numbers[row]}", reporter)
    reporter.sheet = sheet
