"""Stated totals against the sums of their rows; the rows count."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import StatedTotal, Table
from preschool_metrics.model.grid import column_letters
from preschool_metrics.model.returns import Kindergarten, Summary
from preschool_metrics.validate.report import Reporter

_RECORDS = {"roster": Kindergarten, "summary": Summary}
_RULES = {"total": "wrong_total", "subtotal": "wrong_subtotal"}


def check_totals(table: Table, rows: Sequence[tuple[Any, ...]], reporter: Reporter) -> None:
    """Compare every stated total and subtotal with the rows that it adds; where one is unknown nothing is said."""
    fields = described(_RECORDS[table.kind])
    for total in table.totals:
        if total.kind == "part" or total.first >= total.last:
            continue
        for at, column in enumerate(table.columns):
            if fields[column.field].unit:
                _check(total, at, [row[at] for row in rows[total.first : total.last]], table, reporter)


def _check(total: StatedTotal, at: int, values: list[Any], table: Table, reporter: Reporter) -> None:
    stated, column = total.values[at], table.columns[at]
    place: dict[str, Any] = {"cell": f"{column_letters(column.at)}{total.number}", "field": column.field}
    place["heading"] = described(_RECORDS[table.kind])[column.field].heading
    if isinstance(stated, str):
        reporter.report("not_a_number", value=stated, **place)
    if isinstance(stated, str | bool | None) or None in values or not isinstance(stated, int | float):
        return
    expected = sum((Decimal(repr(value)) for value in values), Decimal())
    if Decimal(repr(stated)) != expected:
        reporter.report(_RULES[total.kind], label=total.label, value=stated, expected=_plain(expected), **place)


def _plain(number: Decimal) -> str:
    return str(int(number)) if number == number.to_integral_value() else str(number.normalize())
