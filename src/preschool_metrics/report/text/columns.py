"""Indicators as the columns of a table of areas: a value, a glyph for each profile, and the shortfall."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Span, Text

from preschool_metrics.language import Language, _
from preschool_metrics.measure.line import line_text
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Indicator, Profile
from preschool_metrics.report.text.layout import balanced, longest_unit
from preschool_metrics.report.text.words import BOLD, DIM, GLYPH, NOT_MET, STYLE, UNKNOWN, said, title_of, value_of


class Column(NamedTuple):
    """An indicator, and the profiles that judge it."""

    indicator: Indicator
    profiles: tuple[str, ...]


Judged = Mapping[tuple[str, str, str], Judgement]  # by area, profile and indicator


class Cell(NamedTuple):
    """What a table shows of an indicator in an area; the glyphs each with its style."""

    value: str
    glyphs: Sequence[tuple[str, str]]
    shortfall: str = ""
    missed: bool = False


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
    """Return for each profile how many areas meet its line, out of how many that could be judged."""
    verdicts = zip(*(in_column(column, area, judged) for area in areas), strict=True)
    counts = [Counter(each.verdict for each in profile if each) for profile in verdicts]
    tallies = [f"{count['met']}/{sure}" if (sure := count["met"] + count["not_met"]) else UNKNOWN for count in counts]
    return Cell(" ".join(tallies), [(" ", "")] * len(column.profiles))


def cell_of(judgements: Sequence[Judgement | None]) -> Cell:
    """Return value, glyphs and shortfall; profiles that measure alike share the value."""
    known = [each for each in judgements if each]
    missed = any(each.binding and each.verdict == "not_met" for each in known)
    return Cell("/".join(_values(known)), list(map(_glyph, judgements)), "/".join(_shortfalls(known)), missed)


def composed(cells: Sequence[Cell], *, shortfalls: bool) -> list[Text]:
    """Set the cells of one column so that values, glyphs and shortfalls stand under each other."""
    value = max((len(cell.value) for cell in cells), default=0)
    short = max((len(cell.shortfall) for cell in cells), default=0) if shortfalls else 0
    return [_composed(cell, value, short) for cell in cells]


def _composed(cell: Cell, value: int, short: int) -> Text:
    """Build the text from spans at once: a nation's table has a hundred thousand of them."""
    glyphs = "".join(glyph for glyph, _style in cell.glyphs)
    figures = f"{cell.value:>{value}} {glyphs}"
    spans = [Span(value + 1 + at, value + 2 + at, style) for at, (_glyph, style) in enumerate(cell.glyphs)]
    spans.append(Span(0, value, NOT_MET if cell.missed else ""))
    if short:
        spans.append(Span(len(figures), len(figures) + 1 + short, "" if cell.missed else DIM))
        figures += f" {cell.shortfall:>{short}}"
    return Text(figures, spans=spans)


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
            line = line_text(own[0].threshold, own[0].observation.indicator)
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
