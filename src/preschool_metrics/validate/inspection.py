"""One grid and its draft to what `inspect` shows of them; the remarks become findings, and no rule is applied."""

from collections.abc import Iterator

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Draft, StatedTotal, Table
from preschool_metrics.model.grid import Grid, Sheet, a1, column_letters
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
    sheets = {sheet.name: sheet for sheet in grid.sheets}
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
        tuple(_table(table, sheets[table.sheet]) for table in draft.tables),
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


def _table(table: Table, sheet: Sheet) -> SeenTable:
    top, bottom = table.header
    columns = _columns(table, sheet)
    last = max([bottom, *table.numbers, *(total.number for total in table.totals)])
    return SeenTable(
        table.kind,
        table.sheet,
        _range((top - 1, last - 1), tuple(columns)),
        table.header,
        tuple(_headings(table, sheet, columns)),
        tuple(table.numbers),
        tuple(table.skipped),
        tuple(_total(total, table) for total in table.totals),
    )


def _columns(table: Table, sheet: Sheet) -> list[int]:
    """Return the columns that a table has a heading in, and those that were matched without one."""
    headed = {
        at for row in sheet.rows[table.header[0] - 1 : table.header[1]] for at, text in enumerate(row) if text != ""
    }
    return sorted(headed | {column.at for column in table.columns})


def _headings(table: Table, sheet: Sheet, columns: list[int]) -> Iterator[SeenHeading]:
    known = {column.at: column for column in table.columns}
    unknown = dict(table.unknown)
    lowest = sheet.rows[table.header[0] - 1 : table.header[1]][::-1]
    for at in columns:
        cell = a1(table.header[1] - 1, at)
        if at in known:
            yield SeenHeading(cell, known[at].heading, known[at].field, known[at].score)
        elif cell in unknown:
            yield SeenHeading(cell, unknown[cell], None, 0)
        else:
            text = next((str(row[at]) for row in lowest if row[at] != ""), "")
            yield SeenHeading(cell, text, None, 0, needless=True)


def _total(total: StatedTotal, table: Table) -> SeenTotal:
    if total.kind == "part" or table.kind not in ("roster", "summary"):
        return SeenTotal(total.number, total.label, total.kind, (), ())
    span = slice(*added_rows(total, table.rows))
    fields = described(Kindergarten if table.kind == "roster" else Summary)
    sums = (
        SeenSum(
            f"{column_letters(column.at)}{total.number}",
            column.field,
            total.values[at],
            sum_of([row[at] for row in table.rows[span]]),
        )
        for at, column in enumerate(table.columns)
        if fields[column.field].unit and total.values[at] is not None
    )
    return SeenTotal(total.number, total.label, total.kind, tuple(table.numbers[span]), tuple(sums))
