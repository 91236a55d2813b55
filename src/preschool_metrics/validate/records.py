"""Rows against the data dictionary: clean ones all at once, the faults of others cell by cell."""

import math
from collections.abc import Callable, Sequence
from datetime import date, time
from functools import lru_cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from preschool_metrics.model.address import column_letters
from preschool_metrics.model.dictionary import base_type, described
from preschool_metrics.model.draft import Table
from preschool_metrics.model.returns import Record
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Roster
from preschool_metrics.validate.report import Reporter

_KINDS = {date: Text("日期", "date"), time: Text("时间", "time")}


@lru_cache(maxsize=512)
def _adapter(record: type[Record], fields: tuple[str, ...]) -> TypeAdapter[list[tuple[Any, ...]]]:
    """Return the positional schema of a layout, derived from the record: an order of magnitude cheaper than models."""
    types = tuple(record.model_fields[name].annotation for name in fields)
    return TypeAdapter(list[tuple[types]])  # type: ignore[valid-type]


def checked(
    record: type[Record],
    fields: tuple[str, ...],
    rows: list[tuple[Any, ...]],
    cells: Callable[[int, int], str],
    reporter: Reporter,
) -> list[tuple[Any, ...]]:
    """Return the rows with every value that its field cannot hold replaced by None, and report each at its cell.

    `cells(row, column)` gives the A1 address of a value.
    """
    try:
        return _adapter(record, fields).validate_python(rows) if rows else rows
    except ValidationError as error:
        mended = [list(row) for row in rows]
        for each in error.errors(include_url=False, include_context=True):
            row, column = map(int, each["loc"][:2])
            _report(record, fields[column], rows[row][column], each["type"], cells(row, column), reporter)
            mended[row][column] = None
        return [tuple(row) for row in mended]


def laid(table: Table, rows: Sequence[tuple[Any, ...]]) -> Roster:
    """Return checked rows as they lie in the sheet of their table."""
    lines = tuple(str(column.at + 1) if table.turned else column_letters(column.at) for column in table.columns)
    fields = {column.at: column.field for column in table.columns}
    moved = {(number, fields[at]): cell for (number, at), cell in table.moved.items() if at in fields}
    return Roster(table.sheet, table.fields(), lines, tuple(table.numbers), tuple(rows), table.turned, moved or None)


def _report(record: type[Record], field: str, value: Any, error: str, cell: str, reporter: Reporter) -> None:
    description = described(record)[field]
    shown = _shown(value)
    facts: dict[str, Any] = {"heading": description.heading, "value": shown}
    kind = base_type(record, field)
    if description.words:
        name, facts["expected"] = "unknown_word", "、".join(words[0] for words in description.words.values())
    elif error in ("greater_than_equal", "less_than_equal"):
        name, facts["expected"] = "out_of_range", _range(record, field)
    elif kind in _KINDS:
        name, facts["expected"] = "not_a_date", _KINDS[kind]
    elif isinstance(value, float) and math.isfinite(value):
        name = "not_whole"
    else:
        name = "not_a_number"
    reporter.report(name, cell=cell, field=field, **facts)


def _range(record: type[Record], field: str) -> str:
    bounds = [
        bound
        for member in get_args(record.model_fields[field].annotation)
        for bound in getattr(member, "__metadata__", ())
    ]
    low = next((bound.ge for bound in bounds if hasattr(bound, "ge")), 0)
    high = next((bound.le for bound in bounds if hasattr(bound, "le")), "")
    return f"{low}—{high}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - beyond it g loses digits
    return str(value)
