"""The rules of one row, run over a table in a single pass."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

from preschool_metrics.model.rule import Check, Reads, Rule
from preschool_metrics.model.text import Text
from preschool_metrics.validate.report import Reporter, no_columns, rows_lack
from preschool_metrics.validate.rule import rules_reading


class _Bound(NamedTuple):
    """A rule bound to a layout: how to take its fields out of a row, and which may be left out."""

    rule: Rule
    check: Check
    take: Callable[[Sequence[Any]], tuple[Any, ...]]
    fields: tuple[str, ...]


@lru_cache(maxsize=512)
def _bind(
    reads: Reads, columns: tuple[str, ...], policies: frozenset[str]
) -> tuple[tuple[_Bound, ...], tuple[tuple[Rule, tuple[str, ...]], ...]]:
    """Bind the rules of a layout once: those it can be held to, and those whose columns it lacks."""
    bound, lacking = [], []
    for rule in rules_reading(reads):
        if (rule.of_policy and rule.code not in policies) or (rule.moot and rule.moot(columns)):
            continue
        absent = tuple(name for name in rule.fields if name not in columns and name not in (rule.optional or {}))
        if absent:
            lacking.append((rule, absent))
        else:
            bound.append(_bound(rule, columns))
    return tuple(bound), tuple(lacking)


@lru_cache(maxsize=512)
def _suspects(
    reads: Reads, columns: tuple[str, ...], policies: frozenset[str]
) -> Callable[[Sequence[tuple[Any, ...]]], list[int]]:
    """Return one function for all the rules of a layout: the indices of the rows that lack a field or fail a rule.

    All rules stand in one expression, each called with the values where they stand; only the rows that it returns are
    held to the rules one by one. Its text is made of the numbers of columns and of rules, of nothing a workbook says.
    """
    bound, _ = _bind(reads, columns, policies)
    if not bound:
        return lambda _rows: []
    places = [[columns.index(name) for name in each.fields] for each in bound]
    blank = [f"row[{at}] is None" for at in sorted({at for each in places for at in each})]
    fails = [f"check_{rule}({', '.join(f'row[{at}]' for at in each)}) is not None" for rule, each in enumerate(places)]
    text = f"lambda rows: [index for index, row in enumerate(rows) if {' or '.join([*blank, *fails])}]"
    checks = {f"check_{rule}": each.check for rule, each in enumerate(bound)}
    return cast("Callable[[Sequence[tuple[Any, ...]]], list[int]]", eval(text, checks))  # noqa: S307 - see above


def _bound(rule: Rule, columns: tuple[str, ...]) -> _Bound:
    present = tuple(name for name in rule.fields if name in columns)
    take = _taker([columns.index(name) for name in present])
    check = cast("Check", rule.check)  # those that are bound have one
    if present == rule.fields:
        return _Bound(rule, check, take, present)
    constant = {name: value for name, value in (rule.optional or {}).items() if name not in columns}
    return _Bound(rule, lambda *values: check(**dict(zip(present, values, strict=True)), **constant), take, present)


def _taker(indices: list[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    return itemgetter(*indices) if len(indices) > 1 else lambda row: (row[indices[0]],)


def check_rows(
    reads: Reads,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    cell: Callable[[int, str], str],
    policies: Collection[str],
    reporter: Reporter,
) -> None:
    """Hold every row to the rules of its layout; report failures at their cells and what was not evaluated.

    A row in which a field of the rule is unknown is not evaluated for that rule.
    """
    bound, lacking = _bind(reads, columns, frozenset(policies))
    blanks: dict[str, Counter[str]] = {}
    name_at = columns.index("name") if "name" in columns else None
    for number in _suspects(reads, columns, frozenset(policies))(rows):
        row = rows[number]
        for each in bound:
            values = each.take(row)
            if None in values:
                blanks.setdefault(each.rule.code, Counter()).update(
                    field for field, value in zip(each.fields, values, strict=True) if value is None
                )
                continue
            facts = each.check(*values)
            if facts is not None:
                name = row[name_at] if name_at is not None else None
                _report(each, values, facts, lambda field, number=number: cell(number, field), name, reporter)  # type: ignore[misc]
    _report_skipped(lacking, blanks, reporter)


def _report(
    bound: _Bound, values: tuple[Any, ...], facts: Any, cell: Callable[[str], str], name: str | None, reporter: Reporter
) -> None:
    given = dict(zip(bound.fields, values, strict=True))
    at = bound.rule.at or bound.fields[0]
    related = tuple(cell(field) for field in bound.fields if field != at)
    reporter.add(
        bound.rule,
        prefix=Text(name, name) if name else None,
        related=related,
        **{"value": given.get(at), **given, **facts, "cell": cell(at), "field": at},
    )


def _report_skipped(
    lacking: Sequence[tuple[Rule, tuple[str, ...]]], blanks: dict[str, Counter[str]], reporter: Reporter
) -> None:
    for rule, absent in lacking:
        reporter.skip(rule.code, no_columns(absent))
    for code, fields in blanks.items():
        reporter.skip(code, rows_lack(fields))
