"""The tables beside the roster: their values against the data dictionary; they feed no indicator."""

from typing import Final

from preschool_metrics.model.draft import Table, TableKind
from preschool_metrics.model.returns import ChildcarePoint, Record, Task
from preschool_metrics.model.town_return import Roster
from preschool_metrics.validate.records import checked, laid
from preschool_metrics.validate.report import Reporter

_RECORDS: Final[dict[TableKind, type[Record]]] = {"points": ChildcarePoint, "tasks": Task}


def read_beside(table: Table, reporter: Reporter) -> Roster | None:
    """Return the rows of day-care points or of task counters, and report what their columns cannot hold."""
    record = _RECORDS.get(table.kind)
    if record is None:
        return None
    sheet, reporter.sheet = reporter.sheet, table.sheet
    rows = checked(
        record,
        table.fields(),
        table.rows,
        lambda row, at: table.address(table.numbers[row], table.columns[at]),
        reporter,
    )
    reporter.sheet = sheet
    return laid(table, rows)
