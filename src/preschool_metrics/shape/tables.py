"""Tables of a sheet: which rows are data, their values normalised column by column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Column, Draft, Normalised, SkippedRow, StatedTotal, Table, TotalKind
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Sheet, Value, a1
from preschool_metrics.shape.columns import Recognised, lookalike, recognise
from preschool_metrics.shape.header import Header, find_header
from preschool_metrics.shape.headings import RECORDS
from preschool_metrics.shape.rows import is_numbering, other_row, total_kind
from preschool_metrics.shape.values import column_normaliser, normaliser, scaled
from preschool_metrics.shape.words import bare, unit_of

_MAY_BE_LABEL = re.compile(r"[计总△#全注说本页表人位期源截、．.:：]|其中")
_BARE_TOTAL = re.compile(r"(?:合计|总计|共计|总数|全.(?:合计)?)(?:[(（].*)?")
_TEN_THOUSAND = re.compile(r"单位[:：].*万人|[(（]万人[)）]")
WAN: Final = 10_000


@dataclass(slots=True)
class _Found:
    """Rows of a table as they are met, by 0-based sheet row."""

    data: list[int] = field(default_factory=list)
    totals: list[tuple[int, str, TotalKind, int]] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    section: int = 0


def read_tables(sheet: Sheet, draft: Draft, *, date1904: bool) -> int:
    """Add the tables of a sheet to the draft; return the first row that belongs to one (its height where none does)."""
    top, start = len(sheet.rows), 0
    while (header := find_header(sheet, start)) is not None:
        found = recognise(sheet, header)
        start = header.bottom + 1
        if found is None:
            continue
        top = min(top, header.top)
        end = _end(sheet, header)
        draft.tables.append(_read(sheet, header, found, end, draft, date1904=date1904))
        start = end
    return top


def _end(sheet: Sheet, header: Header) -> int:
    """Return the row where the next table begins; headings repeated for the printer do not begin one."""
    start = header.bottom + 1
    while (below := find_header(sheet, start)) is not None:
        again = recognise(sheet, below)
        if again is not None and below.paths != header.paths:
            return below.top
        start = below.bottom + 1
    return len(sheet.rows)


def _read(sheet: Sheet, header: Header, found: Recognised, end: int, draft: Draft, *, date1904: bool) -> Table:
    columns = _once(found.columns)
    key = next((column.at for column in columns if column.field in ("name", "area", "task", "rule")), 0)
    rows = _classify(sheet, header, key, end, found.kind)
    if found.kind == "summary" and not rows.data:
        _total_as_data(rows)
    sheet_rows = _filled(sheet, columns, rows.data, found, draft)
    values = _values(sheet, sheet_rows, rows.data, columns, found, draft, date1904=date1904)
    table = Table(
        found.kind,
        sheet.name,
        (header.top + 1, header.bottom + 1),
        columns,
        [row + 1 for row in rows.data],
        values,
        list(_totals(sheet, rows, columns, found, date1904=date1904)),
        rows.skipped,
        [(a1(header.bottom, index), heading) for index, heading in found.unknown],
    )
    _resolve_twins(sheet, found, sheet_rows, table, draft, date1904=date1904)
    _remark_cells(sheet, table, rows, draft)
    _remark_lookalikes(table, found, draft)
    return table


def _once(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Keep of each field the surest column, the first of equals."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field not in best or column.score > best[column.field].score:
            best[column.field] = column
    return tuple(sorted(best.values(), key=lambda column: column.at))


def _classify(sheet: Sheet, header: Header, key: int, end: int, kind: str) -> _Found:
    found = _Found()
    for index in range(header.bottom + 1, end):
        row = sheet.rows[index]
        if _plain_label(row[key] if key < len(row) else "") and (not isinstance(row[0], str) or _plain_label(row[0])):
            found.data.append(index)
        else:
            _classify_odd(row, index, key, kind, found)
    return found


def _plain_label(label: Value) -> bool:
    """Tell whether a text can only be a name: most rows need no closer look."""
    return label.__class__ is str and label != "" and not _MAY_BE_LABEL.search(label)  # type: ignore[arg-type]


def _classify_odd(row: list[Value], index: int, key: int, kind: str, found: _Found) -> None:
    texts = [value.strip() for value in row[: key + 1] if isinstance(value, str) and value.strip()]
    total = total_kind(texts)
    figures = any(value.__class__ in (int, float) for value in row[key + 1 :])
    skip = "numbering" if is_numbering(row) else other_row(row, texts) if not figures or not _named(row, key) else None
    if total is not None:
        found.totals.append((index, texts[0], total, found.section))
        found.section = len(found.data) if total == "subtotal" else found.section
        found.skipped.append(SkippedRow(index + 1, "part" if total == "part" else "total", texts[0]))
    elif skip is None and (_named(row, key) or (figures and kind == "roster")):
        found.data.append(index)
    else:
        found.section = len(found.data) if skip == "section" else found.section
        if skip != "blank" and texts:
            found.skipped.append(SkippedRow(index + 1, skip or "note", texts[0]))


def _named(row: list[Value], key: int) -> bool:
    return key < len(row) and bool(str(row[key]).strip())


def _total_as_data(rows: _Found) -> None:
    """A total row with nothing to add is itself the data: 全国 as the only row."""
    whole = [total for total in rows.totals if total[2] == "total"]
    if len(whole) == 1:
        rows.data.append(whole[0][0])
        rows.totals.remove(whole[0])
        rows.skipped = [skipped for skipped in rows.skipped if skipped.number != whole[0][0] + 1]


def _filled(
    sheet: Sheet, columns: tuple[Column, ...], data: list[int], found: Recognised, draft: Draft
) -> list[list[Value]]:
    """Return the sheet's rows with texts written down their merges; a count merged over two rows belongs to neither."""
    rows, chosen = sheet.rows, set(data)
    by_index = {column.at: column for column in columns}
    for span in sheet.merges:
        inside = [row for row in range(span.top, span.bottom + 1) if row in chosen] if span.bottom > span.top else []
        if len(inside) < 2:  # noqa: PLR2004 - one row is no sharing
            continue
        rows = [list(row) for row in rows] if rows is sheet.rows else rows
        for index in range(span.left, span.right + 1):
            if index in by_index:
                _share(rows, span.top, inside, by_index[index], found, draft, sheet.name)
    return rows


def _share(
    rows: list[list[Value]], top: int, inside: list[int], column: Column, found: Recognised, draft: Draft, sheet: str
) -> None:
    value = rows[top][column.at]
    counted = bool(described(RECORDS[found.kind])[column.field].unit)
    for row in inside:
        rows[row][column.at] = "" if counted else value
    if counted and value != "":
        cells = tuple(a1(row, column.at) for row in inside[1:])
        draft.remarks.append(Remark(Flaw.MERGED_VALUE, sheet, a1(top, column.at), column.field, str(value), cells))


def _values(
    sheet: Sheet,
    rows: list[list[Value]],
    data: list[int],
    columns: tuple[Column, ...],
    found: Recognised,
    draft: Draft,
    *,
    date1904: bool,
) -> list[tuple[Any, ...]]:
    by_column = []
    lines = (value for row in sheet.rows[:8] for value in row if isinstance(value, str) and "万" in value)
    in_ten_thousands = any(_TEN_THOUSAND.search(line) for line in lines)
    for column in columns:
        raw = [rows[row][column.at] for row in data]
        read = column_normaliser(RECORDS[found.kind], column.field, date1904)(raw)
        factor = _factor(column, found, in_ten_thousands)
        if factor != 1:
            read = [scaled(value, factor) for value in read]
            draft.remarks.append(Remark(Flaw.SCALED, sheet.name, a1(data[0] if data else 0, column.at), column.field))
        if raw != read and not described(RECORDS[found.kind])[column.field].words:
            draft.normalised.extend(_changes(sheet.name, column.at, data, raw, read))
        by_column.append(read)
    return list(zip(*by_column, strict=True)) if data else []


def _factor(column: Column, found: Recognised, in_ten_thousands: bool) -> int:  # noqa: FBT001
    """Return by what a column is multiplied: its own unit counts, else the one stated above the table."""
    if described(RECORDS[found.kind])[column.field].unit != "人":
        return 1
    unit = unit_of(column.heading.rpartition("→")[2])
    return WAN if unit == "万人" or (in_ten_thousands and not unit) else 1


def _changes(sheet: str, column: int, data: list[int], raw: list[Any], read: list[Any]) -> Iterator[Normalised]:
    for row, typed, value in zip(data, raw, read, strict=True):
        if typed.__class__ is str and value.__class__ is not str and typed != str(value) and typed:
            yield Normalised(sheet, a1(row, column), typed, "" if value is None else str(value))


def _totals(
    sheet: Sheet, rows: _Found, columns: tuple[Column, ...], found: Recognised, *, date1904: bool
) -> Iterator[StatedTotal]:
    normalise = [normaliser(RECORDS[found.kind], column.field, date1904) for column in columns]
    several = sum(kind == "total" for _, _, kind, _ in rows.totals) > 1
    for index, label, kind, section in rows.totals:
        row = sheet.rows[index]
        values = tuple(call(row[column.at]) for call, column in zip(normalise, columns, strict=True))
        before = sum(data < index for data in rows.data)
        narrow = kind == "subtotal" or (several and not _BARE_TOTAL.fullmatch(bare(label)))
        first, last = (section, before) if narrow else (0, len(rows.data))
        yield StatedTotal(index + 1, label, "subtotal" if kind == "total" and narrow else kind, values, first, last)


def _resolve_twins(
    sheet: Sheet, found: Recognised, rows: list[list[Value]], table: Table, draft: Draft, *, date1904: bool
) -> None:
    """A heading that stands twice: where both columns agree the figures stand, else they are unknown."""
    for at, kept in enumerate(table.columns):
        for twin in found.columns:
            if twin.field != kept.field or twin.at == kept.at or twin.score < kept.score:
                continue
            normalise = normaliser(RECORDS[found.kind], twin.field, date1904)
            other = [normalise(rows[number - 1][twin.at]) for number in table.numbers]
            agree = other == [row[at] for row in table.rows]
            flaw = Flaw.HEADING_TWICE if agree else Flaw.HEADING_CONFLICT
            cells = (a1(table.header[1] - 1, twin.at),)
            draft.remarks.append(
                Remark(flaw, sheet.name, a1(table.header[1] - 1, kept.at), kept.field, kept.heading, cells)
            )
            if not agree:
                table.rows = [(*row[:at], None, *row[at + 1 :]) for row in table.rows]


def _remark_cells(sheet: Sheet, table: Table, rows: _Found, draft: Draft) -> None:
    """Remark on error cells, formulas without a result and hidden cells among the table's own."""
    fields = {column.at: column.field for column in table.columns}
    of_table = set(rows.data) | {index for index, *_ in rows.totals}
    for (row, column), text in sorted(sheet.errors.items()):
        if row in of_table and column in fields:
            draft.remarks.append(Remark(Flaw.ERROR_CELL, sheet.name, a1(row, column), fields[column], text))
    for (row, column), formula in sorted(sheet.no_result.items()):
        if row in of_table and column in fields:
            draft.remarks.append(Remark(Flaw.NO_RESULT, sheet.name, a1(row, column), fields[column], f"={formula}"))
    hidden = [a1(row, table.columns[0].at) for row in rows.data if row in sheet.hidden_rows]
    hidden += [a1(table.header[1] - 1, column) for column in fields if column in sheet.hidden_columns]
    if hidden:
        draft.remarks.append(Remark(Flaw.HIDDEN_CELLS, sheet.name, hidden[0], related=tuple(hidden[1:])))


def _remark_lookalikes(table: Table, found: Recognised, draft: Draft) -> None:
    for cell, heading in table.unknown:
        like = lookalike(found.kind, heading, set(table.fields()))
        if like:
            draft.remarks.append(
                Remark(Flaw.HEADING_GUESS, table.sheet, cell, None, heading, facts=(("suggestion", like),))
            )
