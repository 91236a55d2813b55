"""Tables of a sheet: which rows are data, their values normalised column by column."""

from collections.abc import Iterator, Sequence
from datetime import time
from functools import lru_cache
from math import isclose
from typing import Any, Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import (
    Column,
    Draft,
    Normalised,
    SkippedRow,
    StatedTotal,
    Table,
    TableKind,
)
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Sheet, Value, located
from preschool_metrics.model.layout import SheetLayout, heading_line
from preschool_metrics.model.returns import Cover
from preschool_metrics.model.town_return import Figure
from preschool_metrics.shape.above import leave_parts, with_dittos, with_sites
from preschool_metrics.shape.columns import Recognised, lookalike, recognise, title_of
from preschool_metrics.shape.context import with_context
from preschool_metrics.shape.cover import has_ten_thousands
from preschool_metrics.shape.facts import facts_of, is_crosswise, table_of
from preschool_metrics.shape.halves import halves_of
from preschool_metrics.shape.header import Header, find_header, has_number
from preschool_metrics.shape.headings import DOUBTFUL, RECORDS, named_field
from preschool_metrics.shape.labels import heads_sites, is_carried
from preschool_metrics.shape.meant import with_meant
from preschool_metrics.shape.natures import natures, tells_public
from preschool_metrics.shape.partial import with_scope
from preschool_metrics.shape.population import population_beside, population_of_one
from preschool_metrics.shape.rows import (
    Columns,
    begins_another,
    classify,
    is_attached,
    is_code,
    is_nature,
    is_none_of_them,
    label_of,
    names_heading,
    plain_rows,
    point_at,
    told_kind,
)
from preschool_metrics.shape.subtotals import Found, leave_earlier, settle, spans
from preschool_metrics.shape.values import (
    WAN,
    column_normaliser,
    counts,
    figure,
    is_blank,
    normaliser,
    scaled,
    whole_numbers,
)
from preschool_metrics.shape.words import ARROW, unit_of

_KEYS: Final[dict[TableKind, tuple[str, ...]]] = {
    "roster": ("name",),
    "summary": ("area",),
    "points": ("name",),
    "explanations": ("explanation",),
    "tasks": ("task",),
}
_ALL_NATURES: Final = (
    {"enrolled_public", "enrolled_private"},
    {"enrolled_public", "enrolled_inclusive_private", "enrolled_other_private"},
)
_FEWEST_ADDED: Final = 2
_ROUNDING: Final = 1e-6
_AS_TYPED: Final = (str, time)  # 17:00 is shown as it was typed


def read_tables(sheet: Sheet, draft: Draft, *, date1904: bool) -> tuple[int, set[int]]:
    """Add the tables of a sheet to the draft; return the first row that belongs to one (its height where none does).

    Return too the rows above it that were read as a table all the same.

    A table of populations alone is a part of the cover that is laid out as a table.
    """
    top, start, taken = len(sheet.rows), 0, set[int]()
    while (header := find_header(sheet, start)) is not None:
        found = recognise(sheet, header)
        end, again = _end(sheet, header)
        if parts := halves_of(sheet, header, start, end):
            read = [read_tables(part, draft, date1904=date1904) for part in parts]
            return min(top, *(first for first, _ in read)), taken.union(*(rows for _, rows in read))
        crosswise = (found is None or found.kind == "summary") and (
            _lacks_whole(found) or is_crosswise(sheet, header, end)
        )
        facts = facts_of(sheet, header, end, title_of(sheet, header)) if crosswise else None
        table = table_of(facts, draft) if facts else None
        if table is None and found is not None:
            table = _read(sheet, header, found, range(header.bottom + 1, end), again, draft, date1904=date1904)
        if table is None:
            start = max(start, header.top) + 1
            continue
        start = end
        if table.moved and _populations(table):
            draft.cover |= _populations(table)
            taken.update(range(header.top, max(fact.cell[0] for fact in facts.found) + 1 if facts else end))
        elif not _is_cover(table):
            top = min(top, header.top)
            draft.tables.append(table)
            with_scope(sheet, table)
            if table.kind == "roster":
                draft.tables += population_beside(sheet, header, table)
                draft.cover |= population_of_one(sheet, header, table)
    return top, taken


def _lacks_whole(found: Recognised | None) -> bool:
    """Tell whether a table counts the children of all natures and not their sum, which is for `facts` to add."""
    fields = {column.field for column in found.columns} if found else set()
    return "enrolled" not in fields and any(fields >= natures for natures in _ALL_NATURES)


def _populations(table: Table) -> dict[str, Figure]:
    """Return the figures of a table of one area that holds populations and nothing else."""
    fields = set(table.fields()) - {"area"}
    if not table.lone_total or not all(name.startswith("population") for name in fields):
        return {}
    return {
        column.field: Figure(value, *located(table.sheet, table.address(table.numbers[0], column)))
        for column, value in zip(table.columns, table.rows[0], strict=True)
        if value is not None and column.field in fields
    }


def _end(sheet: Sheet, header: Header) -> tuple[int, set[int]]:
    """Return the row where the next table begins, and the rows of headings repeated for the printer: these begin none."""
    start, repeated = header.bottom + 1, set[int]()
    while (below := find_header(sheet, start)) is not None:
        if below.paths == header.paths and not _counts_another(sheet, header, below):
            repeated.update(range(below.top, below.bottom + 1))
        elif recognise(sheet, below) is not None:
            return max(below.top, header.bottom + 1), repeated
        start = below.bottom + 1
    return len(sheet.rows), repeated


def _counts_another(sheet: Sheet, header: Header, below: Header) -> bool:
    """Tell whether the same headings stand below a title of something else: 二、各镇街教职工数."""
    counted = [title_of(sheet, each).counted for each in (header, below)]
    return "" not in counted and counted[0] != counted[1]


def _is_cover(table: Table) -> bool:
    """A line of labels over a line of values, area and population: the cover lying on its side."""
    counted = [name for name in table.fields() if name != "area" and not name.startswith("population")]
    return table.kind == "summary" and not counted and len(table.rows) <= 1


def _read(
    sheet: Sheet, header: Header, found: Recognised, body: range, again: set[int], draft: Draft, *, date1904: bool
) -> Table:
    columns = _once(found.columns)
    evidence = _evidence(columns, found, sheet.layout)
    sheet = with_dittos(with_meant(sheet, columns, body, draft), columns, body, found.kind)
    rows = _classify(sheet, body, again, evidence)
    _leave_another(sheet, evidence, rows, draft)
    _leave_points(sheet, evidence, rows, draft)
    lone = found.kind == "summary" and not rows.data and _total_as_data(rows)
    sheet_rows = with_sites(_filled(sheet, columns, rows.data, found, draft), rows.data, evidence)
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
        [(sheet.cell(header.bottom, index), heading) for index, heading in found.unknown],
        [(sheet.cell(header.bottom, index), heading) for index, heading in found.needless],
        lone,
        sheet.turned,
    )
    table.range = _range(sheet, header, rows, columns)
    _resolve_twins(sheet, found, sheet_rows, table, draft, date1904=date1904)
    with_context(sheet, table, found.ticks, draft)
    _remark_cells(sheet, table, rows, draft)
    _remark_lookalikes(table, found, draft)
    _remark_misplaced(sheet, table, draft)
    return table


def _range(sheet: Sheet, header: Header, rows: Found, columns: tuple[Column, ...]) -> str:
    """Return a table's range, from its first heading to its last row."""
    across = {*header.paths, *(column.at for column in columns)}
    last = max([header.bottom, *rows.data[-1:], *(index for index, *_ in rows.totals)])
    return f"{sheet.cell(header.top, min(across))}:{sheet.cell(last, max(across))}"


def _once(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Keep of each field the surest column, the first of equals."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field not in best or column.score > best[column.field].score:
            best[column.field] = column
    return tuple(sorted(best.values(), key=lambda column: column.at))


def _evidence(columns: tuple[Column, ...], found: Recognised, said: SheetLayout) -> Columns:
    """Say where the rows of a table show what they are."""
    at = {column.field: column.at for column in columns}
    fields = described(RECORDS[found.kind])
    name = next((at[field] for field in _KEYS[found.kind] if field in at), 0)
    counted = tuple(column.at for column in columns if fields[column.field].unit)
    campus = next((index for index, heading in found.needless if heads_sites(heading)), None)
    return Columns(found.kind, name, at.get("nature"), counted, said.headings, said.rows, campus, at.get("code"))


def _classify(sheet: Sheet, body: range, again: set[int], columns: Columns) -> Found:
    found = Found()
    told = {at: kind for at in body if (kind := told_kind(sheet.rows[at], columns))} if columns.told else {}
    plain = (plain_rows(sheet.rows, body, columns) - told.keys()) | {at for at, kind in told.items() if kind == "data"}
    marked = {row for row, column in (*sheet.errors, *sheet.no_result) if column in columns.counted}
    for index in body:
        if index in plain:
            found.data.append(index)
            continue
        row = sheet.rows[index]
        skip, total = ("heading", None) if index in again else classify(row, columns)
        if (
            index not in told
            and total == "part"
            and is_attached(row, columns)
            and not (found.totals and found.totals[-1][0] == index - 1)
        ):
            skip, total = None, None
        if skip is None or (
            skip in ("note", "section")
            and index in marked
            and index not in told
            and row[columns.name] != ""
            and not total
            and not is_none_of_them(row, columns)
        ):
            found.data.append(index)
            found.doubtful.append(index)
            continue
        label = label_of(row, columns)
        if total is not None:
            found.totals.append((index, label, total))
        if skip == "section" or (skip == "note" and is_carried(label)):
            found.sections.append(index)
        if skip != "blank":
            found.skipped.append(SkippedRow(index + 1, skip, label))
    settle(sheet.rows, found, columns)
    leave_parts(sheet.rows, found, columns)
    found = _unlabelled_total(sheet, columns, found)
    leave_earlier(found)
    return found


def _leave_another(sheet: Sheet, columns: Columns, found: Found, draft: Draft) -> None:
    """Leave out, and remark on, a table of something else below kindergartens: its rows up to the next with a nature."""
    if columns.kind != "roster" or columns.nature is None or not found.data:
        return
    noted = [skipped.number - 1 for skipped in found.skipped if skipped.why == "note"]
    figured = [row for row in noted if has_number(sheet.rows[row][columns.name + 1 :])]
    unsaid = [row for row in (*figured, *found.doubtful) if not _has_nature(sheet.rows[row][columns.nature])]
    sideways = [row for row in unsaid if names_heading(sheet.rows[row], columns)]
    starts = {*sideways, *(row for row in noted if begins_another(sheet.rows[row], columns))}
    natures = {row: sheet.rows[row][columns.nature] for row in found.data} if starts else {}
    end = found.data[0]
    for start in sorted(starts):
        if start <= end:
            continue
        coded = any(map(is_code, (nature for row, nature in natures.items() if row < start)))
        below = (
            row for row, each in natures.items() if row > start and is_nature(each) and (coded or not is_code(each))
        )
        end = next(below, len(sheet.rows))
        gone = {row for row in (*found.data, *(row for row, *_ in found.totals)) if start <= row < end}
        if gone or start in sideways:
            _leave(sheet, start, gone, found, draft)


def _leave_points(sheet: Sheet, columns: Columns, found: Found, draft: Draft) -> None:
    """Leave out, and remark on, the private day-care points in a roster: their children are not enrolled."""
    points = {row: cell for row in found.doubtful if (cell := point_at(sheet.rows[row], columns)) is not None}
    for row, at in points.items():
        name = str(sheet.rows[row][columns.name]).strip()
        draft.remarks.append(Remark(Flaw.DAY_CARE_POINT, sheet.name, sheet.cell(row, at), "name", name))
        found.skipped.append(SkippedRow(row + 1, "note", name))
    found.data = [row for row in found.data if row not in points]
    found.skipped.sort()


def _has_nature(value: Value) -> bool:
    """Tell whether a row has a word for its nature: then it is a kindergarten whatever its name."""
    return is_nature(value) and not is_code(value)


def _leave(sheet: Sheet, start: int, gone: set[int], found: Found, draft: Draft) -> None:
    found.data = [row for row in found.data if row not in gone]
    found.totals = [total for total in found.totals if total[0] not in gone]
    first = next(at for at, value in enumerate(sheet.rows[start]) if value != "")
    label = str(sheet.rows[start][first]).strip()
    draft.remarks.append(Remark(Flaw.ANOTHER_TABLE, sheet.name, sheet.cell(start, first), value=label))
    known = {skipped.number for skipped in found.skipped}
    found.skipped += [SkippedRow(row + 1, "note", label) for row in sorted(gone) if row + 1 not in known]
    found.skipped.sort()


def _unlabelled_total(sheet: Sheet, columns: Columns, found: Found) -> Found:
    """A row without a nature, or an area, whose counts are all the sums of the others is their total."""
    at, known = (columns.name, bool) if columns.nature is None else (columns.nature, is_nature)
    said = {value for value in {sheet.rows[index][at] for index in found.data} if known(value)}
    unsaid = [index for index in found.data if sheet.rows[index][at] not in said]
    unsaid = [index for index in unsaid if told_kind(sheet.rows[index], columns) != "data"]
    for index in _about_sums(sheet, unsaid, found.data, columns):
        others = [sheet.rows[row] for row in found.data if row != index]
        sums = [(_amount(sheet.rows[index][at]), [_amount(row[at]) for row in others]) for at in columns.counted]
        stated = [(value, parts) for value, parts in sums if value]
        if len(stated) >= _fewest(sheet.rows[index], found.data) and all(
            value == sum(parts) for value, parts in stated
        ):
            label = str(sheet.rows[index][columns.name]) or "合计"
            found.data.remove(index)
            found.totals.append((index, label, "total"))
            found.skipped.append(SkippedRow(index + 1, "total", label))
    return found


def _about_sums(sheet: Sheet, unsaid: list[int], data: list[int], columns: Columns) -> Iterator[int]:
    """Yield the rows whose figures are about half of all in their columns: only these can be the sums of the others.

    What is taken out of the data meanwhile counts no more.
    """
    left, halves = 0, dict[int, float]()
    for index in unsaid:
        if left != len(data):
            left = len(data)
            halves = {at: sum(_amount(sheet.rows[row][at]) for row in data) / 2 for at in columns.counted}
        figures = {at: value for at in columns.counted if (value := _amount(sheet.rows[index][at]))}
        if len(figures) >= _fewest(sheet.rows[index], data) and all(
            isclose(value, halves[at], rel_tol=_ROUNDING) for at, value in figures.items()
        ):
            yield index


def _fewest(row: Sequence[Value], data: Sequence[int]) -> int:
    """Return how many figures prove a row to be the sum of all others: one does where it says nothing else."""
    silent = all(is_blank(value) or figure(value) is not None for value in row)
    return 1 if silent and len(data) > _FEWEST_ADDED else 2


def _amount(value: Value) -> float:
    """Return a figure, also one typed as text; 0 for anything else."""
    return value if value.__class__ in (int, float) else (figure(value) or 0)


def _total_as_data(rows: Found) -> bool:
    """A total row with nothing to add is itself the data: 全国 as the only row."""
    whole = [total for total in rows.totals if total[2] == "total"]
    alone = len(whole) == 1
    if alone:
        rows.data.append(whole[0][0])
        rows.totals.remove(whole[0])
        rows.skipped = [skipped for skipped in rows.skipped if skipped.number != whole[0][0] + 1]
    return alone


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
                _share(rows, span.top, inside, by_index[index], found, draft, sheet)
    return rows


def _share(
    rows: list[list[Value]], top: int, inside: list[int], column: Column, found: Recognised, draft: Draft, sheet: Sheet
) -> None:
    value = rows[top][column.at]
    counted = bool(described(RECORDS[found.kind])[column.field].unit)
    for row in inside:
        rows[row][column.at] = "" if counted else value
    if counted and value != "":
        cells = tuple(sheet.cell(row, column.at) for row in inside[1:])
        shown = str(int(value) if isinstance(value, float) and value.is_integer() else value)
        draft.remarks.append(
            Remark(Flaw.MERGED_VALUE, sheet.name, sheet.cell(top, column.at), column.field, shown, cells)
        )


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
    across = list(zip(*[rows[row] for row in data], strict=True))
    for column, factor in zip(columns, _factors(sheet, columns, found), strict=True):
        typed = across[column.at] if data else ()
        normalise = column_normaliser(RECORDS[found.kind], column.field, date1904)
        if normalise is counts and factor == 1 and (whole := whole_numbers(typed)) is not None:
            by_column.append(whole)  # nothing was typed in any other way: there is no change to look for
            continue
        raw = list(typed)
        read = normalise(raw)
        if column.field == "nature" and tells_public(column.heading):
            read = natures(raw, is_blank, apart=True)
        if factor != 1:
            read = [scaled(value, factor) for value in read]
            cell = sheet.cell(data[0] if data else 0, column.at)
            draft.remarks.append(Remark(Flaw.SCALED, sheet.name, cell, column.field))
        if raw != read and not described(RECORDS[found.kind])[column.field].words:
            draft.normalised.extend(_changes(sheet, column.at, data, raw, read))
        by_column.append(read)
    return list(zip(*by_column, strict=True)) if data else []


def _factors(sheet: Sheet, columns: tuple[Column, ...], found: Recognised) -> list[int]:
    in_ten_thousands = has_ten_thousands(sheet)
    if not in_ten_thousands and not any("万" in column.heading for column in columns):
        return [1] * len(columns)
    return [_factor(found.kind, column.field, column.heading, in_ten_thousands) for column in columns]


@lru_cache(maxsize=4096)
def _factor(kind: TableKind, field: str, heading: str, in_ten_thousands: bool) -> int:  # noqa: FBT001
    """Return by what a column is multiplied: its own unit counts, else the one stated above the table."""
    if described(RECORDS[kind])[field].unit != "人":
        return 1
    unit = next((unit for step in reversed(heading.split("→")) if (unit := unit_of(step))), "")
    return WAN if unit == "万人" or (in_ten_thousands and not unit) else 1


def _changes(sheet: Sheet, column: int, data: list[int], raw: list[Any], read: list[Any]) -> Iterator[Normalised]:
    for row, typed, value in zip(data, raw, read, strict=True):
        if typed.__class__ is str and typed and value.__class__ not in _AS_TYPED and typed != str(value):
            yield Normalised(sheet.name, sheet.cell(row, column), typed, "" if value is None else str(value))


def _totals(
    sheet: Sheet, rows: Found, columns: tuple[Column, ...], found: Recognised, *, date1904: bool
) -> Iterator[StatedTotal]:
    if not rows.totals:
        return
    normalise = [normaliser(RECORDS[found.kind], column.field, date1904) for column in columns]
    factors = _factors(sheet, columns, found)
    for added in spans(rows):
        row = sheet.rows[added.row]
        values = tuple(
            scaled(call(row[column.at]), factor) if factor != 1 else call(row[column.at])
            for call, column, factor in zip(normalise, columns, factors, strict=True)
        )
        yield StatedTotal(added.row + 1, added.label, added.kind, values, added.before, added.after, added.others)


def _resolve_twins(
    sheet: Sheet, found: Recognised, rows: list[list[Value]], table: Table, draft: Draft, *, date1904: bool
) -> None:
    """A heading that stands twice: where both columns agree the figures stand, else they are unknown."""
    if len(found.columns) == len(table.columns):
        return
    for at, kept in enumerate(table.columns):
        for twin in found.columns:
            if twin.field != kept.field or twin.at == kept.at or twin.score < kept.score:
                continue
            normalise = normaliser(RECORDS[found.kind], twin.field, date1904)
            other = [normalise(rows[number - 1][twin.at]) for number in table.numbers]
            agree = other == [row[at] for row in table.rows]
            if agree and kept.field in _KEYS[table.kind]:
                continue  # the names stand again beside what is counted of them
            flaw = Flaw.HEADING_TWICE if agree else Flaw.HEADING_CONFLICT
            cell, other_cell = (table.address(table.header[1], each) for each in (kept, twin))
            draft.remarks.append(Remark(flaw, sheet.name, cell, kept.field, kept.heading, (other_cell,)))
            if not agree:
                table.rows = [(*row[:at], None, *row[at + 1 :]) for row in table.rows]


def _remark_cells(sheet: Sheet, table: Table, rows: Found, draft: Draft) -> None:
    """Remark on error cells, formulas without a result and hidden cells among the table's own."""
    fields = {column.at: column.field for column in table.columns}
    of_table = set(rows.data) | {index for index, *_ in rows.totals}
    for (row, column), text in sorted(sheet.errors.items()):
        if row in of_table and column in fields:
            draft.remarks.append(Remark(Flaw.ERROR_CELL, sheet.name, sheet.cell(row, column), fields[column], text))
    for (row, column), formula in sorted(sheet.no_result.items()):
        if row in of_table and column in fields:
            draft.remarks.append(
                Remark(Flaw.NO_RESULT, sheet.name, sheet.cell(row, column), fields[column], f"={formula}")
            )
    hidden = [sheet.cell(row, table.columns[0].at) for row in rows.data if row in sheet.hidden_rows]
    hidden += [sheet.cell(table.header[1] - 1, column) for column in fields if column in sheet.hidden_columns]
    if hidden:
        draft.remarks.append(Remark(Flaw.HIDDEN_CELLS, sheet.name, hidden[0], related=tuple(hidden[1:])))


def _remark_lookalikes(table: Table, found: Recognised, draft: Draft) -> None:
    for column in table.columns:
        if column.score == DOUBTFUL:
            cell = table.address(table.header[1], column)
            line = (("line", heading_line(column.heading, column.field)),)
            draft.remarks.append(
                Remark(Flaw.HEADING_DOUBT, table.sheet, cell, column.field, column.heading, facts=line)
            )
    for cell, heading in table.unknown:
        like = lookalike(found.kind, heading, set(table.fields()))
        if like:
            name = described(RECORDS[found.kind])[like].heading.zh
            facts = (("suggestion", name), ("line", heading_line(heading, like)))
            draft.remarks.append(Remark(Flaw.HEADING_GUESS, table.sheet, cell, None, heading, facts=facts))


def _remark_misplaced(sheet: Sheet, table: Table, draft: Draft) -> None:
    """Tell a column that the layout file maps to a field of the cover: the line is impossible, and the column is not read."""
    for cell, heading in table.unknown if table.kind == "roster" else ():
        field = named_field(tuple(heading.split(ARROW)), sheet.layout.headings)
        if field in described(Cover) and field not in described(RECORDS[table.kind]):
            facts = (("line", heading_line(heading, field or "")),)
            draft.remarks.append(Remark(Flaw.MISPLACED_FIELD, table.sheet, cell, field, heading, facts=facts))
