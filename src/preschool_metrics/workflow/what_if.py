"""What would be if figures changed: changes read, made, and judged."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from preschool_metrics.catalogue.toml_file import read_toml
from preschool_metrics.errors import InputError, RequestError
from preschool_metrics.language import _, reason_of
from preschool_metrics.measure import operand
from preschool_metrics.model.actions import closed
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.dictionary import base_type, described
from preschool_metrics.model.measures import MEASURABLE
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.returns import Kindergarten
from preschool_metrics.model.town_return import Roster, TownReturn
from preschool_metrics.model.what_if import Change, Changed, WhatIf
from preschool_metrics.workflow.situations import added, figures
from preschool_metrics.workflow.units import unit_of

_WRITTEN: Final = re.compile(r"(?P<place>.+)\.(?P<field>\w+)\s*(?P<how>\+=|-=|=)\s*(?P<value>[^=]+)")


def change_of(written: str) -> Change:
    """Read a change: AREA.field+=30, or AREA/kindergarten.nature=public. Raises RequestError where it is none."""
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        raise RequestError(_("{written}: write AREA.field+=N, -=N or =N").format(written=written))
    area, _slash, kindergarten = match["place"].partition("/")
    return Change(area.strip(), kindergarten.strip() or None, match["field"], match["how"], match["value"].strip())  # type: ignore[arg-type]


def changes_in(path: Path) -> list[Change]:
    """Read the changes of a TOML file: `set`, a list of them. Raises InputError where it cannot be read."""
    try:
        raw = read_toml(path)
    except (OSError, ValueError) as error:
        raise InputError(
            _("{path}: cannot be read as TOML: {error}").format(path=path, error=reason_of(error))
        ) from None
    written = raw.get("set")
    if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
        raise InputError(_('{path}: write set = ["AREA.field+=N", …]').format(path=path))
    return [change_of(each) for each in written]


def what_if(assessment: Assessment, changes: Sequence[Change]) -> WhatIf:
    """Make changes one after the other and judge by every profile the areas that they can move.

    A changed number takes its totals along: `enrolled_public` raises `enrolled_inclusive`, `enrolled_preschool` and
    `enrolled`, `teachers` the `staff`. Raises RequestError for an area or field that there is not, for a value that
    is none, and where something would be below 0.
    """
    profile = assessment.profiles[0]
    returns = {report.area: report for report in assessment.returns}
    made = []
    for change in changes:
        area = unit_of(assessment, profile, change.area).area
        if area not in returns:
            raise RequestError(_("there is no return of {area}: nothing can be changed in it").format(area=area))
        returns[area], done = _made(returns[area], change._replace(area=area), profile)
        made.append(done)
    moved = {done.area for done in made}
    before = [
        each
        for each in assessment.judgements
        if _touched(each.observation.area, each.observation.level, moved, assessment)
    ]
    keys = {(each.observation.profile, each.observation.level, each.observation.area) for each in before}
    after = [
        each
        for own in assessment.profiles
        for each in figures(list(returns.values()), own, str(assessment.period)).judgements
        if (each.observation.profile, each.observation.level, each.observation.area) in keys
    ]
    return WhatIf(tuple(made), tuple(before), tuple(after))


def _touched(area: str, level: str, moved: set[str], assessment: Assessment) -> bool:
    if level == "group":
        groups = {each.group for profile in assessment.profiles for each in profile.areas if each.name in moved}
        names = {group.name.zh for profile in assessment.profiles for group in profile.groups if group.id in groups}
        return area in names
    return level == "district" or area in moved


def _made(report: TownReturn, change: Change, profile: Profile) -> tuple[TownReturn, Changed]:
    if change.kindergarten is not None:
        return _in_roster(report, change)
    if change.field not in MEASURABLE:
        _unknown(_("field"), change.field, MEASURABLE)
    before = operand(report, (change.field,), profile).value
    after = _number(change, before)
    if before is None:
        report = report._replace(stated={**(report.stated or {}), change.field: after})
    else:
        report = report._replace(changes=added(report.changes or {}, closed({change.field: after - before})))
        _refuse_below_nothing(report, change, profile)
    return report, Changed(report.area, None, change.field, before, after)


def _number(change: Change, before: int | None) -> int:
    if not change.value.isdecimal():
        raise RequestError(_("{field}: {value} is no whole number").format(field=change.field, value=change.value))
    if change.how == "=":
        return int(change.value)
    if before is None:
        raise RequestError(
            _("{field} of {area} is unknown: set it with =").format(field=change.field, area=change.area)
        )
    return before + int(change.value) * (1 if change.how == "+=" else -1)


def _refuse_below_nothing(report: TownReturn, change: Change, profile: Profile) -> None:
    for field in report.changes or {}:
        value = operand(report, (field,), profile).value if field in MEASURABLE else None
        if value is not None and value < 0:
            raise RequestError(
                _("{field} of {area} would be {value}").format(field=field, area=change.area, value=value)
            )


def _unknown(what: str, name: str, known: Iterable[str]) -> NoReturn:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), 1)
    hint = _("; did you mean {suggestion}?").format(suggestion=near[0]) if near else ""
    raise RequestError(_("there is no {what} {name}{hint}").format(what=what, name=name, hint=hint))


# --- a kindergarten of the roster --------------------------------------------------------------------------


def _in_roster(report: TownReturn, change: Change) -> tuple[TownReturn, Changed]:
    roster = report.roster
    if roster is None:
        raise RequestError(_("{area} has no roster: no kindergarten can be changed").format(area=report.area))
    names = [str(name) for name in roster.column("name") or ()]
    if change.kindergarten not in names:
        _unknown(_("kindergarten"), str(change.kindergarten), names)
    if change.field not in roster.columns:
        _unknown(_("field"), change.field, roster.columns)
    row, at = names.index(str(change.kindergarten)), roster.columns.index(change.field)
    before = roster.rows[row][at]
    after = _value(change, before)
    values = _with_totals(roster, row, change.field, after)
    rows = (*roster.rows[:row], values, *roster.rows[row + 1 :])
    return report._replace(roster=roster._replace(rows=rows)), Changed(
        report.area, change.kindergarten, change.field, before, after
    )


def _with_totals(roster: Roster, row: int, field: str, after: int | str) -> tuple[Any, ...]:
    """Return a kindergarten's values with one changed; a part takes its totals along, as a town would write both."""
    values = dict(zip(roster.columns, roster.rows[row], strict=True))
    before, values[field] = values[field], after
    moved = closed({field: after - before}) if isinstance(after, int) and isinstance(before, int) else {}
    for total, by in moved.items():
        if total != field and isinstance(values.get(total), int):
            values[total] += by
    return tuple(values.values())


def _value(change: Change, before: int | str | None) -> int | str:
    """Return the value of a kindergarten's field: a number, or a word as the form offers it or as the tool keeps it."""
    if base_type(Kindergarten, change.field) is int:
        value = _number(change, before if isinstance(before, int) else None)
        if value < 0:
            raise RequestError(
                _("{field} of {area} would be {value}").format(field=change.field, area=change.area, value=value)
            )
        return value
    words = described(Kindergarten)[change.field].words
    kept = next((value for value, ways in words.items() if change.value in (value, *ways)), None)
    if kept is None or change.how != "=":
        known = list(words) or [_("whole numbers")]
        raise RequestError(
            _("{field}: {value} is no value; there are: {known}").format(
                field=change.field, value=change.value, known=", ".join(known)
            )
        )
    return kept
