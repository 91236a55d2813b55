"""What a sum can still become while returns are missing: exact, and no wider than the bounds of what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Final, NamedTuple

from preschool_metrics.catalogue import Register
from preschool_metrics.errors import RequestError
from preschool_metrics.language import _
from preschool_metrics.measure.operands import Sum, operand
from preschool_metrics.model.measures import PART_OF, SUMS
from preschool_metrics.model.policy import Indicator, Measure, Profile
from preschool_metrics.model.town_return import TownReturn

Range = tuple[int, int]
Bounds = Mapping[str, Mapping[str, Range]]
_NOTHING: Final[Mapping[str, Range]] = {}


class Assumed(NamedTuple):
    """What is assumed of returns that are missing: bounds of their fields, and a margin around their last ones."""

    bounds: Bounds
    margin: Fraction | None

    def of(self, history: Iterable[TownReturn], profile: Profile) -> Bounds | None:
        """Return the bounds of every area, those given before those of its last return; None where nothing is assumed.

        A sum of which a part is given is what its parts make it, no longer what the last return says.
        """
        if not self.bounds and self.margin is None:
            return None
        last = {} if self.margin is None else bounds_from(history, profile, self.margin)
        return {
            area: _apart(last.get(area, _NOTHING), self.bounds.get(area, _NOTHING)) for area in {**last, **self.bounds}
        }


def _apart(last: Mapping[str, Range], given: Mapping[str, Range]) -> dict[str, Range]:
    made = {field for field, parts in SUMS.items() if not given.keys().isdisjoint(parts)}
    return {**{field: ends for field, ends in last.items() if field not in made}, **given}


NOTHING_ASSUMED: Final = Assumed({}, None)


def bounds_by_name(bounds: Bounds, profile: Profile) -> Bounds:
    """Return bounds by the register's names; raises RequestError for an area that is not in it."""
    named: dict[str, Mapping[str, Range]] = {}
    register = Register(profile)
    for name, ranges in bounds.items():
        found = register.resolve(name)
        if found.area is None or found.how != "exact":
            hint = _("; did you mean {suggestion}?").format(suggestion=found.suggestion) if found.suggestion else ""
            raise RequestError(_("there is no area {name}{hint}").format(name=name, hint=hint))
        named[found.area.name] = ranges
    return named


def bounds_from(history: Iterable[TownReturn], profile: Profile, margin: Fraction) -> dict[str, dict[str, Range]]:
    """Return for each area the bounds of its fields: those of its last return, a margin down and up, to whole numbers."""
    last = {report.area: report for report in sorted(history, key=lambda report: report.period)}
    measures = [profile.scoped(indicator.measure) for indicator in profile.indicators]
    named = [field for each in measures for field in (*each.numerator, *each.denominator)]
    fields = dict.fromkeys((*named, *(part for field in named for part in SUMS.get(field, ()))))
    bounds: dict[str, dict[str, Range]] = {}
    for area, report in last.items():
        known = {field: operand(report, (field,), profile).value for field in fields}
        bounds[area] = {
            field: (floor(value * (1 - margin)), ceil(value * (1 + margin)))
            for field, value in known.items()
            if value is not None
        }
    return bounds


def interval(
    numerator: Sum, denominator: Sum, indicator: Indicator, profile: Profile, missing: Sequence[str], bounds: Bounds
) -> tuple[Fraction, Fraction] | None:
    """Return the least and the greatest value of a ratio of sums once the missing areas are in.

    None where something is unknown or unbounded, and where there may be nothing to judge: a share of nothing, no
    children to look after. Of a share the children counted are among those that they are a
    share of; its extremes lie in corners: all counted and as few others as can be, or the other way round.
    """
    measure = profile.scoped(indicator.measure)
    if measure.kind == "requirement" or numerator.value is None or denominator.value is None:
        return None
    ranges = [
        [_sum(bounds.get(area, _NOTHING), fields) for fields in (measure.numerator, measure.denominator)]
        for area in missing
    ]
    known = [(one, other) for one, other in ranges if one is not None and other is not None]
    if len(known) < len(ranges):
        return None
    least, most = numerator.value, numerator.value
    fewest, greatest = denominator.value, denominator.value
    share = _is_share(measure) and numerator.value <= denominator.value
    for (low, high), (under, over) in known:
        most_counted = min(high, over) if share else high
        least, most = least + low, most + most_counted
        fewest += max(under, most_counted) if share else under
        greatest += over
    if fewest <= 0 or (indicator.display == "one_to_n" and least <= 0):
        return None
    return Fraction(least, greatest), Fraction(most, fewest)


def _is_share(measure: Measure) -> bool:
    """Tell whether what is counted is a part of what it is divided by; a sum of several fields is not looked into."""
    return len(measure.numerator) == len(measure.denominator) == 1 and (
        measure.denominator[0] in PART_OF.get(measure.numerator[0], ())
    )


def _sum(bounds: Mapping[str, Range], fields: Sequence[str]) -> Range | None:
    ranges = [_range(bounds, field) for field in fields]
    known = [each for each in ranges if each is not None]
    return (sum(low for low, _ in known), sum(high for _, high in known)) if len(known) == len(ranges) else None


def _range(bounds: Mapping[str, Range], field: str) -> Range | None:
    """Return a field's bounds; those of a derived sum from its parts where it has none of its own."""
    if field in bounds:
        return bounds[field]
    return _sum(bounds, SUMS[field]) if field in SUMS else None
