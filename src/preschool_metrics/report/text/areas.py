"""The tables of groups and towns in the widest layout that fits, down to a list of each area's indicators."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.policy import Profile, Verdict
from preschool_metrics.report.text.columns import Column, columns_of
from preschool_metrics.report.text.layout import GAP, hang, indented
from preschool_metrics.report.text.listing import list_lines
from preschool_metrics.report.text.sections import Section, sections_of, ungrouped
from preschool_metrics.report.text.table import Table, measured, table_lines
from preschool_metrics.report.text.words import BOLD, DIM, GLYPH, listed, said, title_of
from preschool_metrics.report.words import verdict_word

NARROWEST_TABLE: Final = 78
_NAME: Final = 24
_SHORT_NAME: Final = 12


def area_lines(assessment: Assessment, language: Language, width: int) -> list[Text]:
    """Return the tables of groups and towns; several profiles side by side if they fit, else one by one."""
    profiles = assessment.profiles
    together = _tables(assessment, profiles, language, width)
    if together or len(profiles) == 1:
        return together or _lists(assessment, profiles[0], language, width)
    return [line for profile in profiles for line in _alone(assessment, profile, language, width)][:-1]


def _alone(assessment: Assessment, profile: Profile, language: Language, width: int) -> list[Text]:
    """Return the tables of one profile of several, under its name."""
    heading = said(f"{profile.id} · {profile.title.say(language)}", BOLD)
    lines = _tables(assessment, [profile], language, width) or _lists(assessment, profile, language, width)
    return [*hang(heading, width, GAP), *lines, Text()] if lines else []


def _tables(assessment: Assessment, profiles: Sequence[Profile], language: Language, width: int) -> list[Text]:
    """Return the widest layout that fits; nothing if none does or there are no areas."""
    sections = sections_of(assessment, profiles, language)
    if width < NARROWEST_TABLE or not sections:
        return []
    full = measured(sections, columns_of(profiles), language, shortfalls=True, longest_name=_NAME)
    layouts = chain([full], _reduced(full, language, alone=len(profiles) == 1))
    table = next((each for each in layouts if each.width + GAP <= width), None)
    if table is None:
        return []
    notes = [
        _legend(),
        *_order(table, profiles),
        *_brackets(table),
        *_apart(profiles),
        *_left_out(table, full, language),
    ]
    return [*table_lines(table, language, width), *_noted(notes, width)]


def _reduced(full: Table, language: Language, *, alone: bool) -> Iterator[Table]:
    """Yield ever narrower layouts: without shortfalls, then with names broken, then only with what binds."""
    columns = [full.columns, full.columns, *([_binding(full.sections, full.columns)] if alone else [])]
    names = [_NAME, _SHORT_NAME, _SHORT_NAME]
    for kept, name in zip(columns, names, strict=False):
        if kept:
            yield measured(full.sections, kept, language, shortfalls=False, longest_name=name)


def _binding(sections: Sequence[Section], columns: Sequence[Column]) -> list[Column]:
    """Return the columns whose line binds somewhere."""
    binding = {each.observation.indicator.id for s in sections for each in s.judgements if each.binding}
    return [column for column in columns if column.indicator.id in binding]


def _lists(assessment: Assessment, profile: Profile, language: Language, width: int) -> list[Text]:
    sections = sections_of(assessment, [profile], language)
    lines = [line for section in sections for line in list_lines(section, language, width)]
    return [*lines, *_noted([_legend(), *_apart([profile])], width)] if lines else []


def _noted(notes: Iterable[str], width: int) -> list[Text]:
    return indented((line for note in notes for line in hang(said(note, DIM), width - GAP, GAP)), GAP)


def _legend() -> str:
    verdicts: tuple[Verdict, ...] = ("met", "not_met", "no_data", "not_applicable")
    return "   ".join(f"{GLYPH[verdict]} {verdict_word(verdict)}" for verdict in verdicts)


def _order(table: Table, profiles: Sequence[Profile]) -> list[str]:
    if not any(len(column.profiles) > 1 for column in table.columns):
        return []
    ids = listed([profile.id for profile in profiles])
    return [_("Verdicts and lines in the order of the profiles: {ids}").format(ids=ids)]


def _brackets(table: Table) -> list[str]:
    bracketed = _("In brackets: a line that does not bind at this level, for information")
    return [bracketed] if table.bracketed else []


def _apart(profiles: Sequence[Profile]) -> list[str]:
    areas = ungrouped(profiles)
    apart = _("In no group: {areas}; the groups do not add up to the district")
    return [apart.format(areas=listed(areas))] if areas else []


def _left_out(table: Table, full: Table, language: Language) -> list[str]:
    """Say what the width leaves out, and the width that shows it."""
    if table is full:
        return []
    shown = {column.indicator.id for column in table.columns}
    hidden = [column.indicator for column in full.columns if column.indicator.id not in shown]
    what = listed([_("shortfalls"), *(title_of(indicator, language) for indicator in hidden)])
    left_out = _("Left out at this width: {what}; shown from {columns} columns on")
    return [left_out.format(what=what, columns=full.width + GAP)]
