"""Two versions of returns compared value by value: by area, row and field, never by cell."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from preschool_metrics.catalogue import Register
from preschool_metrics.model.address import located
from preschool_metrics.model.change import Change, Place
from preschool_metrics.model.town_return import Figure, Roster, TownReturn
from preschool_metrics.validate.names import name_key
from preschool_metrics.validate.pairs import pairs_of

_NAMES: Final = ("name", "code")


def changes(old: Iterable[TownReturn], new: Iterable[TownReturn], register: Register) -> Iterator[Change]:
    """Yield what differs between two versions of the returns of a month, in the order of the areas.

    Rows are matched as the rules across periods match them; a return or a row that only one side has is one change.
    """
    before, after = ({report.area: report for report in reports} for reports in (old, new))
    for area in sorted(before.keys() | after.keys()):
        then, now = before.get(area), after.get(area)
        if then is None or now is None:
            yield Change(area, None, None, _whole(then), _whole(now))
        else:
            yield from _figures(area, None, _Values(then.file, then.cover), _Values(now.file, now.cover))
            yield from _figures(area, None, _Values(then.file, then.summary), _Values(now.file, now.summary))
            yield from _rows(_Listed(then, then.roster), _Listed(now, now.roster), register)
            yield from _rows(_Listed(then, then.points), _Listed(now, now.points), register)


class _Values(NamedTuple):
    """The values of a cover, of a summary or of a row, with their file."""

    file: str
    figures: Mapping[str, Figure]

    def place(self, field: str) -> Place | None:
        figure = self.figures.get(field)
        return Place(self.file, figure) if figure and figure.value is not None else None


class _Listed(NamedTuple):
    """A list of a return; None where it has none."""

    report: TownReturn
    roster: Roster | None

    def values(self, row: int) -> _Values:
        roster = self.roster
        columns = roster.columns if roster else ()
        figures = {
            field: Figure(value, *located(roster.sheet, roster.cell(row, field)))
            for field, value in zip(columns, roster.rows[row] if roster else (), strict=True)
            if roster
        }
        return _Values(self.report.file, figures)


def _whole(report: TownReturn | None) -> Place | None:
    """Return the place of a whole return: its file."""
    return Place(report.file, Figure(report.area, "", "")) if report else None


def _figures(area: str, row: str | None, then: _Values, now: _Values) -> Iterator[Change]:
    """Yield the values that differ; a blank and a field that is not there are both no value."""
    for field in dict.fromkeys((*then.figures, *now.figures)):
        before, after = then.place(field), now.place(field)
        if (before and before.figure.value) != (after and after.figure.value):
            yield Change(area, row, field, before, after)


def _rows(then: _Listed, now: _Listed, register: Register) -> Iterator[Change]:
    one = now.roster or then.roster
    if one is None:
        return
    nothing = one._replace(rows=(), numbers=())
    area = now.report.area
    for pair in pairs_of(
        now.roster or nothing, then.roster or nothing, lambda name: name_key(register.without_prefix(name))
    ):
        before = then.values(pair.before) if pair.before is not None else None
        after = now.values(pair.now) if pair.now is not None else None
        if before and after:
            yield from _figures(area, _name(after), before, after)
        else:
            yield Change(area, _name(before or after), None, _named(before), _named(after))


def _named(values: _Values | None) -> Place | None:
    """Return the place of a whole row: the cell of its name, or of its code."""
    return next((place for field in _NAMES if values and (place := values.place(field))), None)


def _name(values: _Values | None) -> str | None:
    place = _named(values)
    return str(place.figure.value) if place else None
