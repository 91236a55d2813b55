"""One grid and its draft to what `inspect` shows of them; the remarks become findings, and no rule is applied."""

from collections.abc import Iterator

from preschool_metrics.model.address import a1, column_letters, place
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Draft, StatedTotal, Table
from preschool_metrics.model.grid import Grid, Sheet
from preschool_metrics.model.inspection import (
    Inspection,
    SeenField,
    SeenHeading,
    SeenSheet,
    SeenSum,
    SeenTable,
    SeenTotal,
)
from preschool_metrics.model.returns import Kindergarten, Summary
from preschool_metrics.validate.report import Reporter
from preschool_metrics.validate.totals import added_rows, sum_of


def inspected(grid: Grid, draft: Draft, path: str, sha256: str) -> Inspection:
    """Return what was understood of a workbook."""
    reporter = Reporter(path)
    for remark in draft.remarks:
        reporter.remark(remark)
    return Inspection(
        path,
        sha256,
        grid.kind,
        grid.reader,
        grid.why,
        grid.form_version,
        grid.date1904,
        grid.macros,
        grid.external_links,
        tuple(map(_sheet, grid.sheets)),
        tuple(_cover(draft)),
        tuple(map(_table, draft.tables)),
        tuple(draft.normalised),
        tuple(reporter.findings),
    )


def _sheet(sheet: Sheet) -> SeenSheet:
    filled = [(row, at) for row, values in enumerate(sheet.rows) for at, value in enumerate(values) if value != ""]
    filled += [*sheet.errors, *sheet.no_result]
    return SeenSheet(
        sheet.name,
        sheet.visible,
        _range(*zip(*filled, strict=True)) if filled else None,
        len(sheet.merges),
        tuple(row + 1 for row in sorted(sheet.hidden_rows)),
        tuple(map(column_letters, sorted(sheet.hidden_columns))),
    )


def _range(rows: tuple[int, ...], columns: tuple[int, ...]) -> str:
    return f"{a1(min(rows), min(columns))}:{a1(max(rows), max(columns))}"


def _cover(draft: Draft) -> Iterator[SeenField]:
    for field, figure in draft.cover.items():
        yield SeenField(field, figure.sheet, figure.cell, figure.value, again=False)
    for field, figure in draft.again:
        yield SeenField(field, figure.sheet, figure.cell, figure.value, again=True)


def _table(table: Table) -> SeenTable:
    return SeenTable(
        table.kind,
        table.sheet,
        table.range,
        table.header,
        tuple(_headings(table)),
        tuple(table.numbers),
        tuple(table.skipped),
        tuple(_total(total, table) for total in table.totals),
        table.turned,
    )


def _headings(table: Table) -> Iterator[SeenHeading]:
    """Yield the headings in the order of their columns."""
    seen = [
        SeenHeading(
            table.address(table.header[1], each), each.heading, each.field, each.score, by_layout=each.by_layout
        )
        for each in table.columns
    ]
    seen += [SeenHeading(cell, heading, None, 0) for cell, heading in table.unknown]
    seen += [SeenHeading(cell, heading, None, 0, needless=True) for cell, heading in table.needless]
    yield from sorted(seen, key=lambda each: place(each.cell))


def _total(total: StatedTotal, table: Table) -> SeenTotal:
    if total.kind == "part" or table.kind not in ("roster", "summary"):
        return SeenTotal(total.number, total.label, total.kind, (), ())
    added = added_rows(total, table.rows, table.fields())
    fields = described(Kindergarten if table.kind == "roster" else Summary)
    sums = (
        SeenSum(
            table.address(total.number, column),
            column.field,
            total.values[at],
            sum_of([table.rows[row][at] for row in added]),
        )
        for at, column in enumerate(table.columns)
        if fields[column.field].unit and total.values[at] is not None
    )
    return SeenTotal(total.number, total.label, total.kind, tuple(table.numbers[row] for row in added), tuple(sums))
