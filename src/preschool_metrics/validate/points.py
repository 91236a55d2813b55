"""The tables beside the roster: their values against the data dictionary; they feed no indicator."""

from typing import Final

from preschool_metrics.model.draft import Table, TableKind
from preschool_metrics.model.returns import ChildcarePoint, Record, Task
from preschool_metrics.model.town_return import Roster
from preschool_metrics.validate.names import name_key
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
    read = laid(table, rows)
    if table.kind == "points" and "name" in read.columns:
        read = _once_each(read, reporter)
    reporter.sheet = sheet
    return read


def _once_each(points: Roster, reporter: Reporter) -> Roster:
    """Keep the first row of each day-care point, and tell the others."""
    first: dict[str, int] = {}
    kept = []
    for row, name in enumerate(points.column("name") or ()):
        before = first.setdefault(name_key(name), row) if name else row
        if before == row:
            kept.append(row)
        else:
            place = {"cell": points.cell(row, "name"), "related": (points.cell(before, "name"),)}
            reporter.report("point_twice", field="name", value=name, **place)
    rows = tuple(points.rows[row] for row in kept)
    return points._replace(rows=rows, numbers=tuple(points.numbers[row] for row in kept))
