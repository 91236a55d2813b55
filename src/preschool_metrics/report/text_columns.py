"""Indicators as the columns of a table of areas: a value, a glyph for each profile, and the shortfall."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Indicator, Profile
from preschool_metrics.report.text_layout import balanced, longest_unit, pad
from preschool_metrics.report.text_words import (
    BOLD,
    DIM,
    GLYPH,
    NOT_MET,
    STYLE,
    UNKNOWN,
    line_of,
    said,
    title_of,
    value_of,
)


class Column(NamedTuple):
    """An indicator, and the profiles that judge it."""

    indicator: Indicator
    profiles: tuple[str, ...]


Judged = Mapping[tuple[str, str, str], Judgement]  # by area, profile and indicator


class Cell(NamedTuple):
    """What a table shows of an indicator in an area."""

    value: Text
    glyphs: Text
    shortfall: Text


def columns_of(profiles: Sequence[Profile]) -> list[Column]:
    """Return a column for each indicator that any of the profiles has, in the order of the profiles."""
    first = {each.id: each for profile in reversed(profiles) for each in reversed(profile.indicators)}
    ids = dict.fromkeys(each.id for profile in profiles for each in profile.indicators)
    return [Column(first[each], tuple(p.id for p in profiles if p.indicator(each))) for each in ids]


def by_key(judgements: Iterable[Judgement]) -> Judged:
    """Return judgements by area, profile and indicator."""
    return {(o.area, o.profile, o.indicator.id): each for each in judgements for o in [each.observation]}


def in_column(column: Column, area: str, judged: Judged) -> list[Judgement | None]:
    """Return what each profile of a column says of an area."""
    return [judged.get((area, profile, column.indicator.id)) for profile in column.profiles]


def tally_of(column: Column, areas: Iterable[str], judged: Judged) -> Cell:
    """Return how many areas meet the line of each profile, out of how many."""
    verdicts = [[each and each.verdict for each in in_column(column, area, judged)] for area in areas]
    counts = [f"{profile.count('met')}/{len(profile) - profile.count(None)}" for profile in zip(*verdicts, strict=True)]
    return Cell(said(" ".join(counts)), Text(" " * len(column.profiles)), Text())


def cell_of(judgements: Sequence[Judgement | None]) -> Cell:
    """Return value, glyphs and shortfall; profiles that measure alike share the value."""
    known = [each for each in judgements if each]
    missed = any(each.binding and each.verdict == "not_met" for each in known)
    return Cell(
        said("/".join(_values(known)), NOT_MET if missed else ""),
        Text.assemble(*(_glyph(each) for each in judgements)),
        said("/".join(_shortfalls(known)), "" if missed else DIM),
    )


def composed(cells: Sequence[Cell], *, shortfalls: bool) -> list[Text]:
    """Set the cells of one column so that values, glyphs and shortfalls stand under each other."""
    value = max((cell.value.cell_len for cell in cells), default=0)
    short = max((cell.shortfall.cell_len for cell in cells), default=0) if shortfalls else 0
    return [
        Text(" ").join(
            [
                pad(cell.value, value, right=True),
                cell.glyphs,
                *([pad(cell.shortfall, short, right=True)] if short else []),
            ]
        )
        for cell in cells
    ]


def heading(
    column: Column, judged: Sequence[Judgement], language: Language, width: int, *, shortfalls: bool
) -> list[Text]:
    """Return what stands over a column: the title, the lines of the profiles, the word for the shortfall."""
    lines, word = line_words(column, judged), _("short") if shortfalls else ""
    if not lines:
        return [Text()]
    title = balanced(said(title_of(column.indicator, language), BOLD), width)
    space = max(1, width - cell_len(lines) - cell_len(word))
    return [*title, Text(lines + " " * space + word if word else lines, DIM)]


def narrowest(column: Column, judged: Sequence[Judgement], language: Language, *, shortfalls: bool) -> int:
    """Return the width that the heading of a column needs at least."""
    lines = cell_len(line_words(column, judged)) + (1 + cell_len(_("short")) if shortfalls else 0)
    return max(lines, longest_unit(title_of(column.indicator, language)))


def line_words(column: Column, judged: Sequence[Judgement]) -> str:
    """Return the line of each profile, in brackets where it does not bind."""
    lines = []
    for profile in column.profiles:
        if own := [each for each in judged if _is_of(each, profile, column.indicator)]:
            line = line_of(own[0].threshold, own[0].observation.indicator)
            lines.append(line if any(each.binding for each in own) else f"({line})")
    return "/".join(lines)


def _is_of(judgement: Judgement, profile: str, indicator: Indicator) -> bool:
    observation = judgement.observation
    return observation.profile == profile and observation.indicator.id == indicator.id


def _values(judgements: Sequence[Judgement]) -> list[str]:
    """Return the values, the most exact one of those that have the same operands."""
    shown: dict[tuple[int | None, int | None], str] = {}
    for each in judgements:
        operands = (each.observation.numerator, each.observation.denominator)
        shown[operands] = max(shown.get(operands, ""), value_of(each), key=len)
    return list(shown.values())


def _shortfalls(judgements: Sequence[Judgement]) -> list[str]:
    return [UNKNOWN if each.shortfall is None else str(each.shortfall) for each in judgements]


def _glyph(judgement: Judgement | None) -> tuple[str, str]:
    if judgement is None:
        return (" ", "")
    return (GLYPH[judgement.verdict], STYLE[judgement.verdict] if judgement.binding else DIM)
