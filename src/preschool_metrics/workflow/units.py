"""The areas that are asked about: towns, or the towns of a group or the district together."""

from typing import NamedTuple

from preschool_metrics.catalogue import Register
from preschool_metrics.errors import RequestError
from preschool_metrics.language import _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.policy import Level, Profile


class Unit(NamedTuple):
    """An area with the areas that report for it: itself, or its members."""

    area: str
    level: Level
    members: tuple[str, ...]


def units_of(assessment: Assessment, profile: Profile, level: Level) -> list[Unit]:
    """Return the units of a level that a profile knows, in the order of its register."""
    names = dict.fromkeys(
        each.observation.area
        for each in assessment.judgements
        if each.observation.profile == profile.id and each.observation.level == level and not each.observation.direct
    )
    return [Unit(name, level, _members(assessment, profile, level, name)) for name in names]


def unit_of(assessment: Assessment, profile: Profile, name: str) -> Unit:
    """Return the unit with a name, as people write it; a group also by its number.

    Raises RequestError where there is none, with the name that may be meant.
    """
    levels: tuple[Level, ...] = ("district", "group", "town")
    units = [unit for level in levels for unit in units_of(assessment, profile, level)]
    ids = {group.id: group.name.zh for group in profile.groups} | {
        group.name.en: group.name.zh for group in profile.groups
    }
    wanted = ids.get(name, name)
    found = next((unit for unit in units if unit.area == wanted), None)
    if found is not None:
        return found
    resolved = Register(profile).resolve(name) if profile.areas else None
    if resolved and resolved.area and resolved.how == "exact":
        return Unit(resolved.area.name, "town", (resolved.area.name,))
    meant = resolved.suggestion if resolved else _nearest(name, [unit.area for unit in units])
    hint = _("; did you mean {suggestion}?").format(suggestion=meant) if meant else ""
    raise RequestError(_("there is no area {name}{hint}").format(name=name, hint=hint))


def units_asked(assessment: Assessment, name: str) -> dict[str, Unit]:
    """Return the unit with a name by profile: where several stand side by side, each has its own district.

    A group or a town that a profile does not know is left out. Raises RequestError where the first one knows none.
    """
    first, *others = assessment.profiles
    asked = unit_of(assessment, first, name)
    found = {first.id: asked}
    for profile in others:
        units = units_of(assessment, profile, asked.level)
        own = next((unit for unit in units if asked.level == "district" or unit.area == asked.area), None)
        if own is not None:
            found[profile.id] = own
    return found


def _nearest(name: str, known: list[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, known, 1)), None)


def _members(assessment: Assessment, profile: Profile, level: Level, name: str) -> tuple[str, ...]:
    if level == "town":
        return (name,)
    if not profile.areas:
        return tuple(dict.fromkeys(report.area for report in assessment.returns))
    group = next((group.id for group in profile.groups if group.name.zh == name), None)
    return tuple(unit.name for unit in profile.units if level == "district" or unit.group == group)
