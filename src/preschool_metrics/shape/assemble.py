"""Several tables of a workbook put together (understanding.md §4).

The same keys and other columns are a join: children on one sheet, staff on the next. Other keys and the same columns are
a union: a sheet a nature, a sheet a town. The same keys and the same figures are a copy, with other figures a
contradiction; both are left as they are, for the rules to say.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Column, Draft, StatedTotal, Table, TableKind
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.shape.context import answer_unticked
from preschool_metrics.shape.headings import RECORDS
from preschool_metrics.shape.lexicon import NATURES
from preschool_metrics.shape.natures import nature_of
from preschool_metrics.shape.partial import settle_partial
from preschool_metrics.shape.words import bare

Key = tuple[str, ...]
_KEYS: Final[dict[str, tuple[str, ...]]] = {"roster": ("area", "name"), "summary": ("area",)}
_JOINED: Final = 30_000  # columns and rows of another table have no place of their own in the first
_ROWS_APART: Final = 10_000_000
_MOST_OF: Final = 0.8
_MONTH_ALONE: Final = len("MM")  # of a time that names no year
_YEAR_ALONE: Final = len("YYYY")


def assemble(draft: Draft) -> None:
    """Join and unite the rosters of a draft, and its summaries, as far as their rows and figures allow."""
    _leave_other_times(draft)
    settle_partial(draft)
    for kind in ("roster", "summary"):
        tables = [table for table in draft.tables if table.kind == kind and table.rows]
        keyed = [table for table in tables if _KEYS[kind][-1] in table.fields()]
        lone = [table for table in tables if table.lone_total and "area" not in table.fields()]
        for each in (keyed, lone if kind == "summary" else []):
            gone = _put_together(kind, each) if len(each) > 1 else []
            draft.tables = [table for table in draft.tables if not any(table is other for other in gone)]
    for table in draft.tables:
        if table.kind == "roster":
            _settle_natures(table)
            answer_unticked(table)


def _settle_natures(table: Table) -> None:
    """普惠 on a page of its own means inclusive private, where another page of the list says 公办."""
    at = table.fields().index("nature") if "nature" in table.fields() else None
    if at is None or not table.united or not any(row[at] == "public" for row in table.rows):
        return
    table.rows = [
        (*row[:at], "inclusive_private", *row[at + 1 :])
        if row[at] and nature_of(row[at]) == NATURES["inclusive"]
        else row
        for row in table.rows
    ]


def _leave_other_times(draft: Draft) -> None:
    """Leave out what sheets of another time hold, where one of the time of the return stands beside them; say so once."""
    for one, below in pairwise(draft.tables):
        if one.sheet == below.sheet and not below.time:
            below.time = one.time  # 2024年 above the first table of a sheet stands for those below it
    for kind in _KEYS:
        tables = [table for table in draft.tables if table.kind == kind and table.rows]
        month = _month(draft)
        own = [table for table in tables if table.time in ("", "this") or (month and _same_time(table.time, month))]
        dated = [table for table in tables if table.time[:1].isdigit()]
        own = own or [table for table in dated if table.time == max(each.time for each in dated)]
        others = [table for table in tables if not any(table is each for each in own)] if own else []
        others = [
            table
            for table in others
            if table.time == "other" or (month and table.time[:1].isdigit()) or _stands_for(table, own, kind)
        ]
        if others:
            sheets = "、".join(dict.fromkeys(table.sheet for table in others))
            draft.remarks.append(Remark(Flaw.OTHER_TIME, others[0].sheet, None, value=sheets))
            draft.tables = [table for table in draft.tables if not any(table is each for each in others)]


def _stands_for(table: Table, own: Sequence[Table], kind: str) -> bool:
    """Tell whether a table of some month counts what one of the return's own counts too: 3月 beside 教职工 does not."""
    counted = {name for name, said in described(RECORDS[kind]).items() if said.unit}  # type: ignore[index]
    return any(counted & set(table.fields()) & set(each.fields()) for each in own)


def _month(draft: Draft) -> str:
    """Return the month that the cover states, as YYYY-MM."""
    said = next((figure.value for field in ("period", "reference_date") if (figure := draft.cover.get(field))), "")
    return str(said)[:7]


def _same_time(time: str, month: str) -> bool:
    return (
        time == month
        or (len(time) == _MONTH_ALONE and month.endswith(f"-{time}"))
        or (len(time) == _YEAR_ALONE and month.startswith(time))
    )


def leave_partial(draft: Draft) -> None:
    """Leave out a list that by its title or its sheet's name holds one kind of kindergartens only, and say so.

    Lists of all kinds that were united make a whole.
    """
    for table in [table for table in draft.tables if table.kind == "roster" and table.scope and table.rows]:
        at = table.fields().index("nature") if "nature" in table.fields() else None
        natures = {row[at] for row in table.rows} if at is not None else set()
        if "public" in natures and natures & {"private", "inclusive_private", "other_private"} and table.united:
            continue
        cell = table.address(table.header[0], table.columns[0])
        draft.remarks.append(Remark(Flaw.PARTIAL_LIST, table.sheet, cell, value=table.scope))
        draft.tables = [each for each in draft.tables if each is not table]


def _put_together(kind: TableKind, tables: list[Table]) -> list[Table]:
    """Put tables into the first that has what a table of its kind needs most; return those that have become part of it."""
    order = sorted(tables, key=lambda table: -sum(name in table.fields() for name in ("enrolled", "nature")))
    base, gone = order[0], []
    left = order[1:]
    progress = True
    while progress:
        progress = False
        for other in list(left):
            if _joined(kind, base, other) or _united(kind, base, other):
                left.remove(other)
                gone.append(other)
                progress = True
    return gone


def _keys(table: Table, fields: Sequence[str]) -> list[Key]:
    places = [table.fields().index(field) for field in fields]
    return [tuple(bare(str(row[place] or "")) for place in places) for row in table.rows]


def _shared_keys(kind: TableKind, base: Table, other: Table) -> tuple[list[Key], list[Key]]:
    fields = [field for field in _KEYS[kind] if field in base.fields() and field in other.fields()]
    return _keys(base, fields), _keys(other, fields)


def _joined(kind: TableKind, base: Table, other: Table) -> bool:
    """Add the new columns of a table about the same rows; tell whether that was possible."""
    mine, theirs = _shared_keys(kind, base, other)
    if len(set(mine)) < len(mine) or len(set(theirs)) < len(theirs):
        return False
    common = set(mine) & set(theirs)
    new = [column for column in other.columns if column.field not in base.fields()]
    if len(common) < _MOST_OF * len(theirs) or not set(theirs) <= set(mine) or not new:
        return False
    if not all(_agree(base, other, mine, theirs, column) for column in other.columns if column not in new):
        return False
    rows = dict(zip(theirs, range(len(theirs)), strict=True))
    if any(column.field == "inclusive" for column in new):
        base.ticked = other.ticked
    for column in new:
        _add(base, other, column, [rows.get(key) for key in mine])
    return True


def _agree(base: Table, other: Table, mine: list[Key], theirs: list[Key], column: Column) -> bool:
    """Tell whether two tables say the same of a field for every row that both have."""
    if column.field in _KEYS["roster"]:
        return True
    here, there = base.fields().index(column.field), other.fields().index(column.field)
    known = dict(zip(mine, (row[here] for row in base.rows), strict=True))
    pairs = [(known.get(key), row[there]) for key, row in zip(theirs, other.rows, strict=True)]
    return all(one == two for one, two in pairs if one is not None and two is not None)


def _add(base: Table, other: Table, column: Column, rows: list[int | None]) -> None:
    """Add one column of another table, row by row; each of its values keeps its cell."""
    at, place = other.columns.index(column), _JOINED + len(base.columns)
    key = next((column for column in base.columns if column.field == _KEYS[base.kind][-1]), base.columns[0])
    for index, (number, row) in enumerate(zip(base.numbers, rows, strict=True)):
        value = None if row is None else other.rows[row][at]
        base.rows[index] = (*base.rows[index], value)
        cell = (
            base.address(number, key)
            if row is None
            else _elsewhere(base, other, other.address(other.numbers[row], column))
        )
        base.moved[number, place] = cell
    base.totals = [total._replace(values=(*total.values, None)) for total in base.totals]
    base.columns = (*base.columns, column._replace(at=place))
    for line in base.header:
        base.moved[line, place] = _elsewhere(base, other, other.address(other.header[1], column))


def _elsewhere(base: Table, other: Table, cell: str) -> str:
    return cell if other.sheet == base.sheet or "!" in cell else f"{other.sheet}!{cell}"


def _united(kind: TableKind, base: Table, other: Table) -> bool:
    """Add the rows of a table of other kindergartens or towns with what the first one counts; tell whether it was possible."""
    mine, theirs = _shared_keys(kind, base, other)
    counted = {name for name, said in described(RECORDS[kind]).items() if said.unit}
    shared = set(base.fields()) & set(other.fields()) & counted
    if set(mine) & set(theirs) or not shared or ("enrolled" in base.fields()) != ("enrolled" in other.fields()):
        return False
    if kind == "roster" and not _complement(base, other):
        return False
    _extend(base, other)
    base.united = True
    base.scope = base.scope and other.scope
    base.ticked = None if base.ticked is None or other.ticked is None else base.ticked + other.ticked
    return True


def _complement(base: Table, other: Table) -> bool:
    """Two lists of kindergartens are parts of one where both know the natures, and stand on sheets or in sections of their own."""
    return ("nature" in base.fields()) == ("nature" in other.fields())


def _extend(base: Table, other: Table) -> None:
    for column in other.columns:
        if column.field not in base.fields():
            _add(base, other, column, [None] * len(base.rows))
    apart = _ROWS_APART * (1 + max((number // _ROWS_APART for number in base.numbers), default=0))
    start, fields = len(base.rows), other.fields()
    for number, row in zip(other.numbers, other.rows, strict=True):
        values = dict(zip(fields, row, strict=True))
        base.rows.append(tuple(values.get(name) for name in base.fields()))
        base.numbers.append(apart + number)
        _move(base, other, apart + number, number)
    for total in other.totals:
        values = dict(zip(fields, total.values, strict=True))
        kind = "subtotal" if total.kind == "total" else total.kind
        base.totals.append(
            StatedTotal(
                apart + total.number,
                total.label,
                kind,
                tuple(values.get(name) for name in base.fields()),
                _moved_by(start, total.before),
                _moved_by(start, total.after),
                # the last of lists in several columns of print may state the sum of all of them
                ((0, start + total.before[1]),) if total.kind == "total" and total.before[1] else (),
            )
        )
        _move(base, other, apart + total.number, total.number)
    base.totals = [
        total._replace(kind="subtotal") if total.kind == "total" and total.before == (0, start) else total
        for total in base.totals
    ]


def _moved_by(rows: int, span: tuple[int, int]) -> tuple[int, int]:
    """Return where the rows of a span stand behind others; an empty one stays empty."""
    first, last = span
    return (first + rows, last + rows) if last else span


def _move(base: Table, other: Table, number: int, theirs: int) -> None:
    """Keep the cells of a row of another table."""
    fields = {column.field: column for column in other.columns}
    first = other.columns[0]
    for column in base.columns:
        cell = other.address(theirs, fields.get(column.field, first))
        base.moved[number, column.at] = _elsewhere(base, other, cell)


def areas_of_sheets(tables: Sequence[Table], areas: dict[str, tuple[Any, str]]) -> None:
    """Give the rows of each table the area that its own sheet states, where sheets state different ones."""
    for table in tables:
        stated = areas.get(table.sheet)
        if stated is None or "area" in table.fields():
            continue
        place = _JOINED + len(table.columns)
        table.columns = (*table.columns, Column("area", place, "", 1.0))
        table.rows = [(*row, stated[0]) for row in table.rows]
        table.totals = [total._replace(values=(*total.values, None)) for total in table.totals]
        for number in (*table.numbers, *table.header, *(total.number for total in table.totals)):
            table.moved[number, place] = stated[1]
