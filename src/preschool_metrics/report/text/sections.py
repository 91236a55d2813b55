"""Which areas the tables show: the groups and the towns whose returns are in."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Level, Profile
from preschool_metrics.report.text.words import plain


class Section(NamedTuple):
    """Areas of one level with the names to print, and what is thought of them."""

    title: str
    level: Level
    names: dict[str, str]
    judgements: tuple[Judgement, ...]


def sections_of(assessment: Assessment, profiles: Sequence[Profile], language: Language) -> list[Section]:
    """Return the sections that have areas: groups, then towns in the order of the register."""
    groups, towns = _judged(assessment, profiles, "group"), _judged(assessment, profiles, "town")
    own = [each for profile in profiles for each in assessment.of_direct(profile.id)]
    registered = any(profile.areas for profile in assessment.profiles)
    sections = [
        Section(_("Groups"), "group", _group_names(groups, profiles, language), tuple(groups)),
        Section(
            _("Towns and streets") if registered else _("Areas"),
            "town",
            _town_names(towns, assessment.profiles),
            tuple(towns),
        ),
        Section(_("Kindergartens of the district"), "kindergarten", _town_names(own, assessment.profiles), tuple(own)),
    ]
    return [section for section in sections if section.names]


def ungrouped(profiles: Sequence[Profile]) -> list[str]:
    """Return the areas that belong to none of the groups of their profile, as the streets do."""
    grouping = [profile for profile in profiles if profile.groups]
    areas = [area for profile in grouping for area in profile.areas if not area.group]
    return list(dict.fromkeys(area.name for area in areas))


def _judged(assessment: Assessment, profiles: Sequence[Profile], level: Level) -> list[Judgement]:
    """Return the judgements of the areas of a level that something came in from."""
    judgements = [each for profile in profiles for each in assessment.judged(level, profile.id)]
    return [each for each in judgements if each.observation.received]


def _group_names(judgements: Iterable[Judgement], profiles: Sequence[Profile], language: Language) -> dict[str, str]:
    """Return the groups and after them what belongs to none; behind a name how much of it came in."""
    groups = [group for profile in profiles for group in profile.groups]
    called = {key: group.name.say(language) for group in groups for key in (group.id, group.name.zh)}
    names = {}
    for observation in (each.observation for each in judgements):
        part = f" {observation.received}/{observation.expected}" if observation.partial else ""
        names[observation.area] = plain(called.get(observation.area, observation.area)) + part
    return dict(sorted(names.items(), key=lambda item: item[0] not in called))


def _town_names(judgements: Iterable[Judgement], profiles: Sequence[Profile]) -> dict[str, str]:
    register = [unit.name for profile in profiles for unit in profile.units]
    places = {name: place for place, name in reversed(list(enumerate(register)))}
    names = dict.fromkeys(each.observation.area for each in judgements)
    ordered = sorted(names, key=lambda name: places.get(name, len(register)))
    return {name: plain(name) for name in ordered}
