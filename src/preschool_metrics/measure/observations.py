"""Observations of every indicator at every level, and where each comes from: its returns, their sums, their cells."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from preschool_metrics.measure.bounds import Bounds, interval
from preschool_metrics.measure.operands import Sum, cells_of, operand, requirement, site_need, total
from preschool_metrics.model.measures import column, unknown_fields
from preschool_metrics.model.observation import Observation
from preschool_metrics.model.policy import Indicator, Level, Profile
from preschool_metrics.model.town_return import WHOLE, Roster, TownReturn
from preschool_metrics.model.trace import Contribution, Side


class _Unit(NamedTuple):
    """A unit of observation and the areas in it; those that are `due` are to report."""

    name: str
    level: Level
    members: tuple[str, ...]
    due: frozenset[str]
    direct: bool = False


def observe(
    returns: Sequence[TownReturn], profile: Profile, period: str, bounds: Bounds | None = None
) -> Iterator[Observation]:
    """Yield the observations of the district, its groups and its towns, in that order.

    `returns` are those of the period that count, at most one an area; `bounds` those of what is missing give partial
    sums of groups and district the interval that they can still lie in.
    """
    by_area = {report.area: report for report in returns}
    for unit in _units(profile, list(by_area)):
        own = [by_area[name] for name in unit.members if name in by_area]
        for indicator in profile.indicators:
            stated = counting(own, by_area.get(WHOLE) if unit.name == WHOLE else None, indicator, profile)
            yield _observation(unit, stated, indicator, profile, period, bounds)


def counting(
    own: list[TownReturn], whole: TownReturn | None, indicator: Indicator, profile: Profile
) -> list[TownReturn]:
    """Return the returns that an indicator of a district is counted from: its areas', or the one that is of all areas.

    That one counts where the areas leave an operand unknown: a yearbook that splits by nature only as a whole.
    """
    if whole is None or whole in own or not any(each.value is None for each in _operands(own, indicator, profile)):
        return own
    return own if any(each.value is None for each in _operands([whole], indicator, profile)) else [whole]


def _units(profile: Profile, received: list[str]) -> Iterator[_Unit]:
    if not profile.areas:
        towns = [name for name in received if name != WHOLE]
        yield _Unit(WHOLE, "district", tuple(towns or received), frozenset(towns or received))
        yield from (_Unit(name, "town", (name,), frozenset({name})) for name in towns)
        return
    due = frozenset(unit.name for unit in profile.due)
    yield _Unit(profile.district or WHOLE, "district", tuple(unit.name for unit in profile.units), due)
    for group in profile.groups:
        members = tuple(area.name for area in profile.areas if area.group == group.id)
        yield _Unit(group.name.zh, "group", members, frozenset(members))
    for unit in profile.units:
        direct = unit.kind == "direct"
        if not direct or unit.name in due or unit.name in received:
            yield _Unit(unit.name, "town", (unit.name,), frozenset({unit.name}), direct)


def _observation(
    unit: _Unit, own: list[TownReturn], indicator: Indicator, profile: Profile, period: str, bounds: Bounds | None
) -> Observation:
    numerator, denominator = _operands(own, indicator, profile) if own else (Sum(None), Sum(None))
    missing = tuple(dict.fromkeys((*numerator.missing, *denominator.missing)))
    reported = {report.area for report in own}
    absent = sorted(unit.due - reported) if WHOLE not in reported else []
    received = len(unit.due) - len(absent)
    whole = None
    if absent and bounds is not None and unit.level != "town":
        sums = (numerator, denominator) if own else (Sum(0), Sum(0))
        whole = interval(*sums, indicator, profile, absent, bounds)
    return Observation(
        profile.id,
        period,
        unit.name,
        unit.level,
        None,
        indicator,
        numerator.value,
        denominator.value,
        missing,
        partial=received < len(unit.due),
        received=received,
        expected=len(unit.due),
        lack=numerator.lack,
        interval=whole,
        direct=unit.direct,
    )


def _operands(own: list[TownReturn], indicator: Indicator, profile: Profile) -> tuple[Sum, Sum]:
    measure = profile.scoped(indicator.measure)
    if measure.kind == "requirement":
        pairs = [requirement(report, measure) for report in own]
        return total(pair[0] for pair in pairs), total(pair[1] for pair in pairs)
    return (
        total(operand(report, measure.numerator, profile) for report in own),
        total(operand(report, measure.denominator, profile) for report in own),
    )


def observe_kindergartens(returns: Iterable[TownReturn], profile: Profile, period: str) -> Iterator[Observation]:
    """Yield the observations of every single kindergarten; a gross rate has no population there."""
    for report in returns:
        if report.roster is not None:
            for indicator in profile.indicators:
                yield from _of_sites(report, report.roster, indicator, profile, period)


def _of_sites(
    report: TownReturn, roster: Roster, indicator: Indicator, profile: Profile, period: str
) -> Iterator[Observation]:
    measure = indicator.measure
    names = roster.column("name") or []
    if measure.kind == "requirement":
        pairs = _site_pairs(roster, indicator)
    else:
        pairs = list(zip(_row_sums(roster, measure.numerator), _row_sums(roster, measure.denominator), strict=True))
    absent = {field: _unknown(roster, field, profile) for field in (*measure.numerator, *measure.denominator)}
    for row, (name, (numerator, denominator)) in enumerate(zip(names, pairs, strict=True)):
        missing = [
            base
            for fields, operand in ((measure.numerator, numerator), (measure.denominator, denominator))
            for field in (fields if operand.value is None else ())
            for base, rows in absent[field]
            if rows is None or row in rows
        ]
        yield Observation(
            profile.id, period, report.area, "kindergarten", name, indicator, numerator.value, denominator.value,
            tuple(dict.fromkeys(missing)), lack=numerator.lack,
        )  # fmt: skip


def _row_sums(roster: Roster, fields: Sequence[str]) -> list[Sum]:
    columns = [column(roster, field) or [None] * len(roster.rows) for field in fields]
    return [Sum(None if None in row else sum(row)) for row in zip(*columns, strict=True)]


def _unknown(roster: Roster, field: str, profile: Profile) -> list[tuple[str, set[int] | None]]:
    """Return the fields that a measurable field is made of, each with the rows where it is unknown (None: in all)."""
    bases = unknown_fields(roster, field, profile.basis)
    columns = ((base, roster.column(base)) for base in bases)
    return [
        (base, None if values is None else {row for row, value in enumerate(values) if value is None})
        for base, values in columns
    ]


def _site_pairs(roster: Roster, indicator: Indicator) -> list[tuple[Sum, Sum]]:
    measure = indicator.measure
    children = _row_sums(roster, measure.denominator)
    full = _row_sums(roster, measure.numerator)
    part = _row_sums(roster, measure.part_time)
    pairs = []
    for count, have, helping in zip(children, full, part, strict=True):
        if count.value is None:
            pairs.append((Sum(None), Sum(None)))
            continue
        met, lack = site_need(count.value, have.value, helping.value, measure.per or 1) if count.value else (False, 0)
        pairs.append((Sum(None if met is None else int(met), (), lack), Sum(int(count.value > 0))))
    return pairs


def members(observation: Observation, profile: Profile, returns: Sequence[TownReturn]) -> list[TownReturn]:
    """Return the returns that an observation adds up."""
    if observation.level == "district":
        whole = next((report for report in returns if report.area == WHOLE), None)
        towns = [report for report in returns if report is not whole] or list(returns)
        return counting(towns, whole, observation.indicator, profile)
    group = next(
        (group for group in profile.groups if group.name.zh == observation.area and observation.level == "group"), None
    )
    areas = {area.name for area in profile.areas if group and area.group == group.id} or {observation.area}
    return [report for report in returns if report.area in areas]


def contributions_of(
    observation: Observation, profile: Profile, returns: Sequence[TownReturn]
) -> Iterator[Contribution]:
    """Yield the sum and the cells of each field of the numerator, then of the denominator, return by return."""
    measure = profile.scoped(observation.indicator.measure)
    sides: tuple[tuple[Side, tuple[str, ...]], ...] = (
        ("numerator", measure.numerator),
        ("denominator", (*measure.denominator, *measure.part_time)),
    )
    own = members(observation, profile, returns)
    for side, fields in sides:
        for field in fields:
            for report in own:
                value = operand(report, [field], profile).value
                cells = tuple(cells_of(report, field, profile.basis))
                yield Contribution(side, field, report.area, value, report.file, cells)
