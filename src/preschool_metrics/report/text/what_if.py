"""What `whatif` prints: what is changed, and for town, group and district each figure before and after."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.what_if import Changed, WhatIf
from preschool_metrics.report.text.frame import footer_lines, title_lines
from preschool_metrics.report.text.layout import GAP, hang, indented
from preschool_metrics.report.text.pairs import arrow, operands_of, pair_lines, shown
from preschool_metrics.report.text.whole import NARROWEST, printed
from preschool_metrics.report.text.words import BOLD, DIM, MET, NOT_MET, UNKNOWN, field_title, said, standing, title_of

_FIGURES: Final = 4
_LEVELS: Final = ("town", "group", "district")


def render_what_if_text(assessment: Assessment, result: WhatIf, language: Language, *, width: int, color: bool) -> str:
    """Return as text what is changed, and for town, group and district each figure before and after."""
    width = max(width, NARROWEST)
    changes = [said(_("What if"), BOLD)]
    for each in result.changes:
        changes += indented(hang(_change(each, language), width - GAP, GAP), GAP)
    pairs = list(zip(result.before, result.after, strict=True))
    pairs.sort(key=lambda pair: _LEVELS.index(pair[0].observation.level))
    blocks = [
        _area(list(own), language, width, several=len(assessment.profiles) > 1)
        for _key, own in groupby(pairs, lambda pair: pair[0].observation[:4])
    ]
    frame = [footer_lines(assessment, width, verbose=False)]
    return printed([title_lines(assessment, language, width), changes, *blocks, *frame], width, color=color)


def _change(change: Changed, language: Language) -> Text:
    place = f"{change.area}/{change.kindergarten}" if change.kindergarten else change.area
    before = UNKNOWN if change.before is None else change.before
    return said(f"{place} {field_title(change.field, language)} {before} → {change.after}")


def _area(pairs: Sequence[tuple[Judgement, Judgement]], language: Language, width: int, *, several: bool) -> list[Text]:
    observation = pairs[0][0].observation
    title = f"{observation.area} · {observation.profile}" if several else observation.area
    rows = list(_rows(pairs, language))
    return [*hang(said(title, BOLD), width, GAP), *indented(pair_lines(rows, width - GAP, needed=_FIGURES), GAP)]


def _rows(pairs: Sequence[tuple[Judgement, Judgement]], language: Language) -> Iterator[list[Text]]:
    for before, after in pairs:
        title = said(title_of(after.observation.indicator, language))
        turned = (before.verdict, after.verdict)
        news = Text()
        if turned[0] != turned[1]:
            news = said(_("now met"), MET) if after.verdict == "met" else said(_("no longer so"), NOT_MET)
        yield [title, shown(before), arrow(), shown(after), news, Text(standing(after), DIM), operands_of(after)]
