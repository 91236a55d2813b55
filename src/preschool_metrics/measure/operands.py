"""The two operands of an indicator, out of one return: exact sums, or unknown with the fields that are missing."""

from collections.abc import Iterable
from typing import NamedTuple

from preschool_metrics.model.actions import lack_after
from preschool_metrics.model.address import located
from preschool_metrics.model.measures import (
    AGE_PARTS,
    BASES,
    BY_NATURE,
    POPULATION,
    SUMS,
    base_fields,
    column,
    need_of,
    nursery,
    preschool,
    unknown_fields,
)
from preschool_metrics.model.policy import Measure, Profile
from preschool_metrics.model.town_return import Figure, TownReturn


class Sum(NamedTuple):
    """A sum, or None with the fields that keep it from being known.

    lack   of a requirement: what its sites lack together
    """

    value: int | None
    missing: tuple[str, ...] = ()
    lack: int = 0


def operand(report: TownReturn, fields: Iterable[str], profile: Profile) -> Sum:
    """Return the sum of measurable fields in a return; one unknown makes the sum unknown."""
    return total(_field(report, field, profile) for field in fields)


def total(sums: Iterable[Sum]) -> Sum:
    """Add sums; unknown stays unknown, and every missing field is kept."""
    value: int | None = 0
    lack = 0
    missing: dict[str, None] = {}
    for each in sums:
        value = None if value is None or each.value is None else value + each.value
        lack += each.lack
        missing.update(dict.fromkeys(each.missing))
    return Sum(value, tuple(missing), lack)


def _field(report: TownReturn, field: str, profile: Profile) -> Sum:
    """Return what is reported, or what it would be: a field stated, and whole numbers added."""
    stated = (report.stated or {}).get(field)
    found = _reported(report, field, profile) if stated is None else Sum(stated)
    if report.changes is None or found.value is None:
        return found
    return found._replace(value=found.value + report.changes.get(field, 0))


def _reported(report: TownReturn, field: str, profile: Profile) -> Sum:
    if field == POPULATION and profile.is_direct(report.area):
        return Sum(0)  # the children live in the towns
    if field == POPULATION:
        stated = _population(report.cover, profile.basis)
        return stated if stated.value is not None else _population(report.summary, profile.basis)
    values = column(report.roster, field) if report.roster else None
    if report.roster is not None and (values is not None or not _in_summary(report.summary, field)):
        return _of_roster(report, field, values, profile.basis)
    return _of_summary(report.summary, field)


def _of_roster(report: TownReturn, field: str, values: list[int | None] | None, basis: str) -> Sum:
    roster = report.roster
    if roster is None or values is None or None in values:
        return Sum(None, tuple(unknown_fields(roster, field, basis)) if roster else (field,))
    return Sum(sum(values))  # type: ignore[arg-type]


def _in_summary(summary: dict[str, Figure], field: str) -> bool:
    return (
        field in summary
        or any(part in summary for part in SUMS.get(field, ()))
        or (field == "enrolled_preschool" and "enrolled" in summary)
    )


def _population(figures: dict[str, Figure], basis: str) -> Sum:
    """Take the basis's own total, else its ages, else a population that names no basis."""
    for way in BASES[basis]:
        values: list[int | None] = [figures[field].value if field in figures else None for field in way]
        if None not in values:
            return Sum(sum(values))  # type: ignore[arg-type]
    return Sum(None, BASES[basis][0])


def _of_summary(summary: dict[str, Figure], field: str) -> Sum:
    known = {name: figure.value for name, figure in summary.items()}
    if field == "enrolled_preschool":
        value = preschool(known.get("enrolled"), _nursery(known))
    elif field in BY_NATURE and _nursery(known) != 0:
        value = None
    elif known.get(field) is None and field in SUMS:
        parts = [known.get(part) for part in SUMS[field]]
        value = None if None in parts else sum(parts)  # type: ignore[arg-type]
    else:
        value = known.get(field)
    return Sum(value) if value is not None else Sum(None, _missing(known, field))


def _nursery(known: dict[str, int | None]) -> int | None:
    """A layout without a 托班 column is taken as having none; a blank is 0 only where the other ages make the total."""
    if "enrolled_nursery" not in known:
        return 0
    others = [known[part] for part in AGE_PARTS if part in known]
    return nursery(known.get("enrolled"), known["enrolled_nursery"], others) if others else known["enrolled_nursery"]


def _missing(known: dict[str, int | None], field: str) -> tuple[str, ...]:
    if field in SUMS:
        return tuple(part for part in SUMS[field] if known.get(part) is None) or (field,)
    if field == "enrolled_preschool":
        return tuple(part for part in base_fields(field, "resident") if part in known and known[part] is None) or (
            "enrolled",
        )
    return (field,)


def requirement(report: TownReturn, measure: Measure) -> tuple[Sum, Sum]:
    """Return the sites that meet a need rounded up at each, and the sites with children (教督: site by site).

    Below `per` children one full- or part-time will do; a surplus at one site hides no hole at another.
    """
    sites = site_needs(report, measure)
    if sites is None or any(met is None for met, _ in sites):
        fields = (*measure.denominator, *measure.numerator)
        roster = report.roster
        missing = tuple(field for field in fields if roster is None or None in (roster.column(field) or [None]))
        counted = Sum(len(sites)) if sites is not None else Sum(None, measure.denominator)
        return Sum(None, missing or measure.part_time), counted
    return _changed([lack for _, lack in sites], measure, report.changes or {})


def _changed(lacks: list[int], measure: Measure, changes: dict[str, int]) -> tuple[Sum, Sum]:
    """What if: children added are a site of their own, and staff hired goes where it lacks, to the least lack first."""
    if changes.get("enrolled", 0) > 0:
        lacks = [*lacks, lack_after(0, measure.per or 1, {"enrolled": changes["enrolled"]})]
    hired = changes.get("health_staff", 0)
    left = []
    for lack in sorted(lacks):
        covered = min(lack, max(hired, 0))
        hired -= covered
        left.append(lack - covered)
    return Sum(left.count(0), (), sum(left)), Sum(len(left))


def site_needs(report: TownReturn, measure: Measure) -> list[tuple[bool | None, int]] | None:
    """Return for each site with children whether it meets its need, and what it lacks; None without a roster."""
    if report.roster is None:
        return None
    columns = [report.roster.column(field) for field in (*measure.denominator, *measure.numerator)]
    children, full = columns[0], columns[1]
    if children is None or None in children:
        return None
    full = full or [None] * len(children)
    part = (report.roster.column(measure.part_time[0]) if measure.part_time else None) or [None] * len(children)
    return [
        site_need(count, have, helping, measure.per or 1)
        for count, have, helping in zip(children, full, part, strict=True)
        if count
    ]


def site_need(children: int, full: int | None, part: int | None, per: int) -> tuple[bool | None, int]:
    """Return whether one site meets its need (None: unknown), and how many it lacks."""
    need = need_of(children, per)
    if full is not None and full >= need:
        return True, 0
    if children < per:
        if part:
            return True, 0
        return (None, 0) if full is None or part is None else (False, 1)
    return (None, 0) if full is None else (False, need - full)


def cells_of(report: TownReturn, field: str, basis: str) -> list[Figure]:
    """Return every cell that a measurable field of a return comes from, in the order of the sheet."""
    if field == POPULATION:
        figures = report.cover if _population(report.cover, basis).value is not None else report.summary
        ways = (
            [figures[name] for name in way if name in figures and figures[name].value is not None]
            for way in BASES[basis]
        )
        return next((cells for way, cells in zip(BASES[basis], ways, strict=True) if len(cells) == len(way)), [])
    roster = report.roster
    bases = base_fields(field, basis)
    if roster is not None and column(roster, field) is not None:
        used = [field] if field in roster.columns else [name for name in bases if name in roster.columns]
        return [
            Figure(roster.rows[row][roster.columns.index(name)], *located(roster.sheet, roster.cell(row, name)))
            for row in range(len(roster.rows))
            for name in used
        ]
    alone = field in SUMS and field not in BY_NATURE and field in report.summary
    bases = (field,) if alone else (*bases, *SUMS.get(field, ()))
    stated = [report.summary[name] for name in dict.fromkeys(bases) if name in report.summary]
    return [each for figure in stated for each in figure.parts or (figure,)]
