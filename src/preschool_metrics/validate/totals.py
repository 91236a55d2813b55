"""Stated totals against the sums of their rows; the rows count."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import StatedTotal, Table
from preschool_metrics.model.returns import Kindergarten, Summary
from preschool_metrics.validate.report import Reporter

_RECORDS = {"roster": Kindergarten, "summary": Summary}
_MILLIONTH = Decimal("0.000001")
_RULES = {"total": "wrong_total", "subtotal": "wrong_subtotal"}


def check_totals(table: Table, rows: Sequence[tuple[Any, ...]], reporter: Reporter) -> None:
    """Compare every stated total and subtotal with the rows that it adds; where one is unknown nothing is said."""
    fields = described(_RECORDS[table.kind])
    for total in table.totals:
        span = added_rows(total, rows)
        for at, column in enumerate(table.columns):
            if total.kind != "part" and fields[column.field].unit:
                _check(total, at, [row[at] for row in rows[slice(*span)]], table, reporter)


def added_rows(total: StatedTotal, rows: Sequence[tuple[Any, ...]]) -> tuple[int, int]:
    """Return the rows that a total adds: those before it, unless there are none or more of its sums are of those after it."""
    if total.before[0] >= total.before[1]:
        return total.after
    if total.after[0] >= total.after[1]:
        return total.before
    return max(total.before, total.after, key=lambda span: _agreement(total, span, rows))


def _agreement(total: StatedTotal, span: tuple[int, int], rows: Sequence[tuple[Any, ...]]) -> int:
    """Return how many of the stated sums are those of a span; of two spans alike the first is taken."""
    stated = ((value, [row[at] for row in rows[slice(*span)]]) for at, value in enumerate(total.values))
    known = [(value, parts) for value, parts in stated if _is_number(value) and all(map(_is_number, parts))]
    return sum(_sum([value]) == _sum(parts) for value, parts in known)


def sum_of(values: Sequence[Any]) -> int | float | None:
    """Return the exact sum of a column, None where a value is unknown or no number."""
    if not values or not all(map(_is_number, values)):
        return None
    exact = _sum(list(values))
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _sum(values: list[Any]) -> Decimal:
    """Add exactly; what floats leave beyond a millionth is no difference."""
    return sum((Decimal(repr(value)) for value in values), Decimal()).quantize(_MILLIONTH)


def _check(total: StatedTotal, at: int, values: list[Any], table: Table, reporter: Reporter) -> None:
    stated, column = total.values[at], table.columns[at]
    place: dict[str, Any] = {"cell": table.address(total.number, column), "field": column.field}
    place["heading"] = described(_RECORDS[table.kind])[column.field].heading
    if isinstance(stated, str):
        reporter.report("not_a_number", value=stated, **place)
    if not values or not _is_number(stated) or not all(map(_is_number, values)):
        return
    if _sum([stated]) != _sum(values):
        reporter.report(_RULES[total.kind], label=total.label, value=stated, expected=_plain(_sum(values)), **place)


def _plain(number: Decimal) -> str:
    return str(int(number)) if number == number.to_integral_value() else str(number.normalize())
