"""Stated totals against the sums of their rows; the rows count."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import StatedTotal, Table
from preschool_metrics.model.returns import Kindergarten, Summary
from preschool_metrics.validate.report import Reporter

_RECORDS = {"roster": Kindergarten, "summary": Summary}
# The natures that a subtotal may add: one, all inclusive, all private.
_TOGETHER = (
    ("public",), ("inclusive_private",), ("other_private",), ("public", "inclusive_private"),
    ("inclusive_private", "other_private", "private"),
)  # fmt: skip
_KNOWN = frozenset(nature for together in _TOGETHER for nature in together)
_MILLIONTH = Decimal("0.000001")
_RULES = {"total": "wrong_total", "subtotal": "wrong_subtotal"}


def check_totals(table: Table, rows: Sequence[tuple[Any, ...]], reporter: Reporter) -> None:
    """Compare every stated total and subtotal with the rows that it adds; where one is unknown nothing is said."""
    fields = described(_RECORDS[table.kind])
    natured = _with_natures_typed(table, rows)
    for total in table.totals:
        if total.kind == "part":
            continue
        added = added_rows(total, natured, table.fields())
        for at, column in enumerate(table.columns):
            if fields[column.field].unit:
                _check(total, at, [rows[row][at] for row in added], table, reporter)


def _with_natures_typed(table: Table, rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    """Return the rows with what was typed in place of a nature that nobody knows: 公办小计 may add a 公办托管."""
    if "nature" not in table.fields():
        return rows
    at = table.fields().index("nature")
    return [
        row if row[at] is not None else (*row[:at], typed[at], *row[at + 1 :])
        for row, typed in zip(rows, table.rows, strict=True)
    ]


def added_rows(total: StatedTotal, rows: Sequence[tuple[Any, ...]], fields: Sequence[str] = ()) -> Sequence[int]:
    """Return the rows that a total adds.

    Those before it or after it, whichever agree with it more. Where it is not quite their sum, others that it is: from
    or up to another place where a section begins or ends, or all of one nature.
    """
    near = [range(*span) for span in (total.before, total.after) if span[0] < span[1]] or [range(0)]
    best = max(near, key=lambda span: _agreement(total, span, rows)[0]) if len(near) > 1 else near[0]
    if _is_proved(total, best, rows):
        return best
    return next((each for each in _others(total, rows, fields) if _is_proved(total, each, rows)), best)


def _others(total: StatedTotal, rows: Sequence[tuple[Any, ...]], fields: Sequence[str]) -> Iterator[Sequence[int]]:
    yield from (range(*span) for span in total.others)
    if total.kind == "subtotal" and "nature" in fields:
        at = fields.index("nature")
        unsure = dict.fromkeys(values[at] for values in rows if values[at] not in _KNOWN)
        for natures in (*_TOGETHER, *((each,) for each in unsure), tuple(unsure)):
            of_these = [row for row, values in enumerate(rows) if values[at] in natures]
            edge = total.before[1]
            yield from (_last_run(of_these, edge), _first_run(of_these, edge), of_these)


def _last_run(rows: Sequence[int], edge: int) -> Sequence[int]:
    """Return those that follow each other up to an edge."""
    start = edge
    for row in reversed(rows):
        start -= row == start - 1
    return range(start, edge)


def _first_run(rows: Sequence[int], edge: int) -> Sequence[int]:
    stop = edge
    for row in rows:
        stop += row == stop
    return range(edge, stop)


def _is_proved(total: StatedTotal, added: Sequence[int], rows: Sequence[tuple[Any, ...]]) -> bool:
    alike, known = _agreement(total, added, rows)
    return 0 < known == alike


def _agreement(total: StatedTotal, added: Sequence[int], rows: Sequence[tuple[Any, ...]]) -> tuple[int, int]:
    """Return how many of the stated sums are those of some rows, and how many can be compared."""
    stated = ((value, [rows[row][at] for row in added]) for at, value in enumerate(total.values)) if added else ()
    known = [(value, parts) for value, parts in stated if _is_number(value) and all(map(_is_number, parts))]
    return sum(_sum([value]) == _sum(parts) for value, parts in known), len(known)


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
