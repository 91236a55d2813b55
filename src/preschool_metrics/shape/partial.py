"""Summaries of some kindergartens: 各镇街公办园情况, a sheet a nature. All natures make a whole, one of them is a part."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Column, Draft, StatedTotal, Table
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Sheet
from preschool_metrics.model.returns import Summary
from preschool_metrics.shape.context import scope_of
from preschool_metrics.shape.headings import SURE
from preschool_metrics.shape.natures import name_of
from preschool_metrics.shape.words import bare

_PARTITIONS: Final = ({"public", "private"}, {"public", "inclusive_private", "other_private"})
_ADDED: Final = 50_000  # columns that no column of a sheet holds
_BY_NATURE: Final = ("_public", "_private", "_inclusive")
_FEWEST: Final = 2
Parts = Sequence[tuple[str, Any]]


def with_scope(sheet: Sheet, table: Table) -> None:
    """Note of which kindergartens alone a summary is by its sheet's name or its title; columns of natures count all."""
    if table.kind != "summary" or any(part in name for name in table.fields() for part in _BY_NATURE):
        return
    scope = scope_of(sheet, table)
    nature = name_of(scope.nature)
    if nature or (scope.text and scope.nature is None):  # 小区配套园 are of any nature
        table.scope, table.only = scope.text, nature or ""


def settle_partial(draft: Draft) -> None:
    """Add up the summaries of all natures; of some beside a whole take what they say of theirs, and leave out what stands alone."""
    some = [table for table in draft.tables if table.kind == "summary" and table.scope and table.rows]
    if not some:
        return
    natures = [table.only for table in some]
    others = [table for table in draft.tables if not any(table is each for each in some)]
    if len(set(natures)) == len(natures) and set(natures) in _PARTITIONS and _are_alike(some):
        made = [_added(some)]
    elif any(table.kind in ("roster", "summary") for table in others):
        made = [table for each in some if (table := _of_nature(each)) is not None]
    else:
        made = []
        for table in some:
            cell = table.address(table.header[0], table.columns[0])
            draft.remarks.append(Remark(Flaw.PARTIAL_LIST, table.sheet, cell, value=table.scope))
    draft.tables = others + made


def _are_alike(tables: Sequence[Table]) -> bool:
    """Tell whether summaries have the same columns, their towns among them, and each town once."""
    fields = {table.fields() for table in tables}
    return (
        len(fields) == 1
        and "area" in tables[0].fields()
        and all(len(_rows(table)) == len(table.rows) for table in tables)
    )


def _rows(table: Table) -> dict[str, int]:
    at = table.fields().index("area")
    return {bare(str(row[at])): place for place, row in enumerate(table.rows)}


def _of_nature(table: Table) -> Table | None:
    """Return what a summary of one nature says of it and of all: 在园幼儿数 is that of 公办园; None where it says nothing."""
    said = described(Summary)
    named = {column: f"{column.field}_{table.only}" for column in table.columns}
    fields = {
        column: column.field if not said[column.field].unit or column.field.startswith("population") else name
        for column, name in named.items()
    }
    kept = [at for at, column in enumerate(table.columns) if fields[column] in said]
    if len(kept) < _FEWEST:
        return None
    return replace(
        table,
        columns=tuple(table.columns[at]._replace(field=fields[table.columns[at]]) for at in kept),
        rows=[tuple(row[at] for at in kept) for row in table.rows],
        totals=[total._replace(values=tuple(total.values[at] for at in kept)) for total in table.totals],
    )


def _added(tables: Sequence[Table]) -> Table:
    """Return summaries of all natures as one: what they count together, and the children and kindergartens of each."""
    first, said = tables[0], described(Summary)
    counted = [column.field for column in first.columns if said[column.field].unit]
    single = [(name, table) for table in tables for field in counted if (name := f"{field}_{table.only}") in said]
    fields = ("area", *counted, *(name for name, _ in single))
    columns = tuple(Column(field, _ADDED + at, said[field].heading.zh, SURE) for at, field in enumerate(fields))
    made = Table("summary", first.sheet, first.header, columns, range=first.range, time=first.time, united=True)
    places = [_rows(table) for table in tables]
    area = first.columns[first.fields().index("area")]
    for line in first.header:
        made.moved |= {(line, column.at): first.address(line, area) for column in columns}
    for key in dict.fromkeys(key for each in places for key in each):
        number, rows = _ADDED + len(made.numbers), [each.get(key) for each in places]
        cells = {field: list(_cells(first, tables, rows, field)) for field in ("area", *counted)}
        cells |= {
            name: list(_cells(first, [table], [rows[tables.index(table)]], name.removesuffix(f"_{table.only}")))
            for name, table in single
        }
        made.numbers.append(number)
        made.rows.append(tuple(_value(field, cells[field], len(tables)) for field in fields))
        for column in columns:
            _place(made, number, column, cells[column.field])
    if all(len(table.totals) == 1 for table in tables):
        made.totals.append(_total(made, tables, fields, counted))
    return made


def _cells(first: Table, tables: Sequence[Table], rows: Sequence[int | None], field: str) -> Iterator[tuple[str, Any]]:
    """Yield the cells of a field in the rows of a town, with their values."""
    for table, row in zip(tables, rows, strict=True):
        if row is not None:
            at = table.fields().index(field)
            cell = table.address(table.numbers[row], table.columns[at])
            yield (cell if table.sheet == first.sheet else f"{table.sheet}!{cell}"), table.rows[row][at]


def _value(field: str, cells: Parts, tables: int) -> Any:
    """Return what cells come to; a town that one of the summaries does not have is unknown, not nought."""
    if field == "area":
        return cells[0][1]
    wanted = 1 if any(part in field for part in _BY_NATURE) else tables
    known = [value for _, value in cells if value.__class__ is int]
    return sum(known) if len(known) == wanted else None


def _place(made: Table, number: int, column: Column, cells: Parts) -> None:
    key = number, column.at
    made.moved[key] = cells[0][0] if cells else made.moved[number, _ADDED]
    if len(cells) > 1 and column.field != "area":
        made.parts[key] = tuple(cells)


def _total(made: Table, tables: Sequence[Table], fields: Sequence[str], counted: Sequence[str]) -> StatedTotal:
    """Return what the stated totals of the summaries come to."""
    at = {field: tables[0].fields().index(field) for field in counted}
    stated = {field: [table.totals[0].values[at[field]] for table in tables] for field in counted}
    sums = {
        field: sum(values) if all(value.__class__ is int for value in values) else None
        for field, values in stated.items()
    }
    number = _ADDED + len(made.numbers)
    for column in made.columns:
        made.moved[number, column.at] = tables[0].address(tables[0].totals[0].number, tables[0].columns[0])
    return StatedTotal(
        number, tables[0].totals[0].label, "total", tuple(sums.get(field) for field in fields), (0, len(made.rows))
    )
