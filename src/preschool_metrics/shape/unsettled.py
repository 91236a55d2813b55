"""What of a workbook is not understood and a layout file could say: the draft that `inspect --write-layout` writes.

Headings with the fields that are nearest by their features (never by spelling), values of closed fields, labels of rows
with figures that were left out, and sheets with figures that gave no table.
"""

from collections.abc import Iterator
from typing import Final, get_args

from preschool_metrics.model.draft import Column, Draft, Table
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid, Sheet, Value
from preschool_metrics.model.layout import IGNORE, Holds, RowKind, Unsettled
from preschool_metrics.shape.feedback import is_feedback
from preschool_metrics.shape.header import find_header, has_number
from preschool_metrics.shape.headings import RECORDS, column_meaning, is_ignored, match, nearest_fields
from preschool_metrics.shape.labels import is_own_name
from preschool_metrics.shape.meant import closed_fields
from preschool_metrics.shape.words import ARROW

_FAR: Final = 2  # features in which a proposal may differ
_MOST: Final = 3  # proposals of a heading
_NEVER_FIGURES: Final = frozenset({"note", "section"})


def unsettled(grid: Grid, draft: Draft) -> tuple[Unsettled, ...]:
    """Return what is not understood of a workbook, each thing once."""
    sheets = {sheet.name: sheet for sheet in grid.sheets if sheet.visible and not is_feedback(sheet)}
    found = [each for table in draft.tables for each in _of_table(table, sheets.get(table.sheet))]
    known = {table.sheet for table in draft.tables} | {figure.sheet for figure in draft.cover.values()}
    ignored = {remark.sheet for remark in draft.remarks if remark.flaw == Flaw.IGNORED_SHEET}
    for name in sheets.keys() - known - ignored:
        found += _of_sheet(sheets[name])
    found += [_sheet(remark.sheet or "") for remark in draft.remarks if remark.flaw == Flaw.PARTIAL_LIST]
    return tuple({(each.section, each.text): each for each in found}.values())


def _of_table(table: Table, sheet: Sheet | None) -> Iterator[Unsettled]:
    have = frozenset(table.fields())
    for cell, heading in table.unknown:
        record = RECORDS[table.kind]
        near = nearest_fields(record, column_meaning(tuple(heading.split(ARROW))), have, _FAR)[:_MOST]
        yield Unsettled(("headings",), heading, _at(table.sheet, cell), (*near, IGNORE))
    for place, column in enumerate(table.columns):
        if table.kind == "roster" and column.field in closed_fields():
            yield from _values(table, column, place)
    yield from _unlike_kindergartens(table)
    if sheet is None or table.turned:
        return
    for row in table.skipped:
        label = row.text.strip()
        if (
            row.why in _NEVER_FIGURES
            and label
            and row.number <= len(sheet.rows)
            and has_number(sheet.rows[row.number - 1])
        ):
            yield Unsettled(("rows",), label, _at(table.sheet, f"A{row.number}"), get_args(RowKind))


def _unlike_kindergartens(table: Table) -> Iterator[Unsettled]:
    """Yield the rows of a roster that have no nature and no name of a kindergarten: 总、计, 北片."""
    fields = table.fields()
    if table.kind != "roster" or "name" not in fields or "nature" not in fields:
        return
    name, nature = fields.index("name"), fields.index("nature")
    for number, row in zip(table.numbers, table.rows, strict=True):
        if row[nature] is None and row[name] and not is_own_name(str(row[name])):
            cell = table.address(number, table.columns[name])
            yield Unsettled(("rows",), str(row[name]), _at(table.sheet, cell), get_args(RowKind))


def _values(table: Table, column: Column, place: int) -> Iterator[Unsettled]:
    words = closed_fields()[column.field].words
    for number, row in zip(table.numbers, table.rows, strict=True):
        if row[place] is not None and row[place] not in words:
            said = tuple(each[0] for each in words.values())
            yield Unsettled(
                ("values", column.field), str(row[place]), _at(table.sheet, table.address(number, column)), said
            )


def _of_sheet(sheet: Sheet) -> Iterator[Unsettled]:
    """Yield a sheet with figures in no table, and its headings that are neither a roster's nor a summary's."""
    first = next((at for at, row in enumerate(sheet.rows) if has_number(row) and _texts(row)), None)
    if first is None:
        return
    yield _sheet(sheet.name)
    header = find_header(sheet, 0)
    paths = header.paths if header and header.top < first else _likely(sheet, first)
    row = header.bottom if header and header.top < first else first - 1
    for at, path in paths.items():
        if is_ignored(path) or match("roster", path) or match("summary", path):
            continue
        near = [
            name
            for kind in ("roster", "summary")
            for name in nearest_fields(RECORDS[kind], column_meaning(path), frozenset(), _FAR)
        ]
        choices = (*dict.fromkeys(near[:_MOST]), IGNORE)
        yield Unsettled(("headings",), ARROW.join(path), _at(sheet.name, sheet.cell(row, at)), choices)


def _likely(sheet: Sheet, first: int) -> dict[int, tuple[str, ...]]:
    """Return the texts of the fullest row above the first with figures: its headings, if it has any."""
    rows = [_texts(row) for row in sheet.rows[:first]]
    return {at: (text,) for at, text in max(rows, key=len, default={}).items()} if rows else {}


def _texts(row: list[Value]) -> dict[int, str]:
    return {at: value for at, value in enumerate(row) if isinstance(value, str) and value.strip()}


def _sheet(name: str) -> Unsettled:
    return Unsettled(("sheets",), name, _at(name, "A1"), get_args(Holds))


def _at(sheet: str, cell: str) -> str:
    return cell if "!" in cell else f"{sheet}!{cell}"
