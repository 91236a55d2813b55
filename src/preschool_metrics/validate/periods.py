"""The rules across periods: each return against the last earlier one that has what the rule reads."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any, Final, NamedTuple

from preschool_metrics.catalogue import Register
from preschool_metrics.model.finding import NotEvaluated
from preschool_metrics.model.months import YEAR, month_before
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.rule import Reads, Rule
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Roster, TownReturn
from preschool_metrics.validate.figures import figures_of, place_of
from preschool_metrics.validate.names import name_key
from preschool_metrics.validate.pairs import Key, Lookup, Pair, follow, lookup_of, nameless, pairs_of, value_of
from preschool_metrics.validate.report import Reporter, Told, rows_lack
from preschool_metrics.validate.rule import rules_reading
from preschool_metrics.validate.usual import Spread, Usual, relative, spread

_BEFORE: Final = "_before"
_NO_EARLIER: Final = Text("没有更早的报表", "no earlier return")
_NOT_THEN: Final = Text("更早的报表没有该数", "no earlier return has the figures")
_NOT_NOW: Final = Text("本表没有该数", "the return does not have the figures")


class _Row(NamedTuple):
    """A figure now and before: the values of the rule's fields, where it stands, and its series so far."""

    values: dict[str, Any]
    place: dict[str, Any]
    series: Callable[[], Sequence[int]]


class _Source(NamedTuple):
    """Where a rule finds its figures: whether a return has them, and its rows beside those of an earlier one."""

    has: Callable[[Rule, TownReturn], bool]
    rows: Callable[[Rule, TownReturn, TownReturn, Sequence[TownReturn]], Iterator[_Row]]


class _Past(NamedTuple):
    """A return of the month and the earlier ones of its area, the latest first."""

    now: TownReturn
    earlier: Sequence[TownReturn]


class _Compared(NamedTuple):
    past: _Past
    then: TownReturn
    rows: list[_Row]


def across_periods(returns: Sequence[TownReturn], history: Iterable[TownReturn], profiles: Sequence[Profile]) -> Told:
    """Hold each return of the month to the rules across periods; `history` are the earlier ones that count."""
    by_area: dict[str, list[TownReturn]] = {}
    for report in sorted(history, key=lambda report: report.period, reverse=True):
        by_area.setdefault(report.area, []).append(report)
    pasts = [_Past(report, by_area.get(report.area, ())) for report in returns]
    policies = {code for profile in profiles for code in profile.rules}
    register = Register(next((profile for profile in profiles if profile.areas), profiles[0]))
    told = Told([], [])
    for reads, source in _sources(profiles[0].basis, lambda name: name_key(register.without_prefix(name))).items():
        for rule in rules_reading(reads):
            if not rule.of_policy or rule.code in policies:
                _hold(rule, pasts, source, told)
    return told


def _sources(basis: str, key: Key) -> dict[Reads, _Source]:
    return {
        "town_change": _Source(partial(_has_figures, basis), partial(_of_town, basis)),
        "kindergarten_change": _Source(_has_roster, partial(_of_rows, _roster, key)),
        "point_change": _Source(_has_points, partial(_of_rows, _points, key)),
    }


def _hold(rule: Rule, pasts: Sequence[_Past], source: _Source, told: Told) -> None:
    """Compare with the last earlier return; what that does not explain, with the same month a year before."""
    compared = [_compared(rule, past, source, past.earlier) for past in pasts]
    for past, last in zip(pasts, compared, strict=True):
        if last is None:
            _skip(rule, past, source.has(rule, past.now), told)
        else:
            _skip_rows(rule, last, told)
    _check(rule, compared, told, yearly=False)
    if rule.usual:
        found = {(each.file, each.area, each.cell) for each in told.findings if each.code == rule.code}
        yearly = [_compared(rule, past, source, _year_before(past)) for past in pasts]
        _check(rule, [each and _without(each, found) for each in yearly], told, yearly=True)


def _year_before(past: _Past) -> list[TownReturn]:
    month = month_before(past.now.period, YEAR)
    return [report for report in past.earlier if report.period == month and report is not past.earlier[0]]


def _compared(rule: Rule, past: _Past, source: _Source, choice: Sequence[TownReturn]) -> _Compared | None:
    then = next((report for report in choice if source.has(rule, report)), None)
    if then is None or not source.has(rule, past.now):
        return None
    return _Compared(past, then, list(source.rows(rule, past.now, then, past.earlier)))


def _without(compared: _Compared, found: set[tuple[str | None, str | None, str | None]]) -> _Compared:
    """Leave out the cells that were told already."""
    now = compared.past.now
    rows = [row for row in compared.rows if (now.file, now.area, row.place.get("cell")) not in found]
    return compared._replace(rows=rows)


def _check(rule: Rule, compared: Sequence[_Compared | None], told: Told, *, yearly: bool) -> None:
    known = [each for each in compared if each]
    peers = _peers(rule, known) if rule.usual else {}
    for past, then, rows in known:
        reporter = Reporter(past.now.file, told.findings, [], None, past.now.area, past.now.period)
        for row in filter(_complete, rows):
            usual = {"usual": Usual(row.series if not yearly else tuple, peers.get(then.period), yearly)}
            facts = rule.check(**row.values, **(usual if rule.usual else {})) if rule.check else None
            if facts is not None:
                reporter.add(
                    rule,
                    **{
                        "value": row.values.get(rule.at or ""),
                        **row.place,
                        **row.values,
                        **facts,
                        "month": then.period,
                    },
                )


def _peers(rule: Rule, compared: Sequence[_Compared]) -> dict[str, Spread | None]:
    """Return what all units changed by in the same time: by the month that they are compared with."""
    changes: dict[str, list[Any]] = {}
    at = str(rule.at)
    for each in compared:
        for row in filter(_complete, each.rows):
            changes.setdefault(each.then.period, []).append(relative(row.values[at], row.values[at + _BEFORE]))
    return {month: spread(own) for month, own in changes.items()}


def _complete(row: _Row) -> bool:
    return not _unknown(row)


def _unknown(row: _Row) -> list[str]:
    """Return the fields that are blank in one of the lists; a name is none where it is not listed, and that is known."""
    return [field for field, value in row.values.items() if value is None and not field.startswith("name")]


def _skip(rule: Rule, past: _Past, has_now: bool, told: Told) -> None:  # noqa: FBT001 - two reasons, one place
    reason = _NO_EARLIER if not past.earlier else _NOT_THEN if has_now else _NOT_NOW
    told.not_evaluated.append(NotEvaluated(rule.code, past.now.file, past.now.area, past.now.period, reason))


def _skip_rows(rule: Rule, compared: _Compared, told: Told) -> None:
    """Say how many rows were not looked at: no name to match them by, or a blank."""
    now = compared.past.now
    blanks = Counter(field.removesuffix(_BEFORE) for row in compared.rows for field in _unknown(row))
    roster = now.points if rule.reads == "point_change" else now.roster
    count = nameless(roster) if roster and rule.reads != "town_change" else 0
    if count:
        blanks["name"] = count
    if blanks:
        told.not_evaluated.append(NotEvaluated(rule.code, now.file, now.area, now.period, rows_lack(blanks)))


# --- the figures of a town --------------------------------------------------------------------------------


def _has_figures(basis: str, rule: Rule, report: TownReturn) -> bool:
    known = figures_of(report, basis)
    return all(known[field] is not None for field in rule.fields if not field.endswith(_BEFORE))


def _of_town(
    basis: str, rule: Rule, now: TownReturn, then: TownReturn, earlier: Sequence[TownReturn]
) -> Iterator[_Row]:
    at = str(rule.at)

    def series() -> list[int]:
        figures = [figures_of(report, basis)[at] for report in reversed(earlier)]
        return [figure for figure in figures if figure is not None]

    today, before = figures_of(now, basis), figures_of(then, basis)
    yield _Row(_values(rule, today.get, before.get), place_of(now, at, basis), series)


def _values(rule: Rule, now: Callable[[str], Any], before: Callable[[str], Any]) -> dict[str, Any]:
    """Return the fields of a rule: those named x_before out of the earlier return."""
    return {
        field: before(field.removesuffix(_BEFORE)) if field.endswith(_BEFORE) else now(field) for field in rule.fields
    }


# --- the rows of its lists --------------------------------------------------------------------------------


def _roster(report: TownReturn) -> Roster | None:
    return report.roster


def _points(report: TownReturn) -> Roster | None:
    return report.points


def _has_roster(_rule: Rule, report: TownReturn) -> bool:
    return report.roster is not None


def _has_points(_rule: Rule, report: TownReturn) -> bool:
    return report.points is not None


def _of_rows(
    listed: Callable[[TownReturn], Roster | None],
    key: Key,
    rule: Rule,
    now: TownReturn,
    then: TownReturn,
    earlier: Sequence[TownReturn],
) -> Iterator[_Row]:
    every = (listed(report) for report in (now, then, *reversed(earlier)))
    today, before, *others = (each for each in every if each is not None)
    whole = any(not field.startswith("name") for field in rule.fields)
    unmatched = nameless(today) > 0
    lookups = cache(lambda: [lookup_of(each, key) for each in others])  # most months nobody asks for a series
    for pair in pairs_of(today, before, key):
        if None in pair and (whole or (unmatched and pair.now is None)):
            continue  # a change needs both; and a row that nobody knows may be the one that is gone
        values = _values(rule, partial(value_of, today, pair.now), partial(value_of, before, pair.before))
        series = partial(_series, today, pair, lookups, str(rule.at), key)
        yield _Row(values, _place(rule, today, pair, values), series)


def _series(roster: Roster, pair: Pair, lookups: Callable[[], Sequence[Lookup]], field: str, key: Key) -> list[int]:
    return list(follow(roster, pair.now, lookups(), field, key)) if pair.now is not None else []


def _place(rule: Rule, roster: Roster, pair: Pair, values: dict[str, Any]) -> dict[str, Any]:
    field = str(rule.at)
    name = value_of(roster, pair.now, "name")
    place: dict[str, Any] = {"sheet": roster.sheet, "field": field}
    if pair.now is not None and field in roster.columns:
        place["cell"] = roster.cell(pair.now, field)
    else:
        place["value"] = values.get(field + _BEFORE)
    if pair.now is None:
        place["subject"] = values.get(f"name{_BEFORE}")
    if name and "name" not in rule.fields:
        place["prefix"] = Text(name, name)
    return place
