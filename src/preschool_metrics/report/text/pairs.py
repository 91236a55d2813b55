"""Figures before and after, for the terminal: a row each, as wide as the terminal allows."""

from collections.abc import Collection, Sequence
from typing import Final

from rich.text import Text

from preschool_metrics.model.observation import Judgement
from preschool_metrics.report.text.layout import (
    GAP,
    grid,
    hang,
    indented,
    joined,
    longest_unit,
    natural,
    total,
    wrap,
)
from preschool_metrics.report.text.words import DIM, GLYPH, STYLE, UNKNOWN, said, value_of

_PAIR: Final = (1, 3)


def pair_lines(rows: Sequence[Sequence[Text]], width: int, *, needed: int) -> list[Text]:
    """Set rows of a title, a figure before, an arrow and a figure after in columns, as `row_blocks` does."""
    return [line for block in row_blocks(rows, width, needed=needed, right=_PAIR) for line in block]


def row_blocks(rows: Sequence[Sequence[Text]], width: int, *, needed: int, right: Collection[int]) -> list[list[Text]]:
    """Set rows of a title and figures in columns, and return the lines of each row.

    Figures after the `needed` are left out where there is no room; where even these do not fit, they stand below
    their title.
    """
    kept = [list(row) for row in rows]
    while total(natural(kept)) > width and len(kept[0]) > needed:
        kept = [row[:-1] for row in kept]
    title, *figures = natural(kept)
    room = width - total([0, *figures])
    if room >= min(title, max(longest_unit(row[0].plain) for row in kept)):
        return [grid([row], [min(title, room), *figures], right) for row in kept]
    return [_stacked(row, width) for row in kept]


def _stacked(row: Sequence[Text], width: int) -> list[Text]:
    title, *figures = row
    return [*hang(title, width, GAP), *indented(wrap(joined(figures, " "), width - GAP), GAP)]


def arrow() -> Text:
    """Return what stands between before and after."""
    return Text("→", DIM)


def shown(judgement: Judgement) -> Text:
    """Return a value with the glyph of its verdict."""
    verdict = judgement.verdict
    return Text.assemble(said(value_of(judgement) or UNKNOWN), " ", (GLYPH[verdict], STYLE[verdict]))


def operands_of(judgement: Judgement) -> Text:
    """Return what was divided by what."""
    observation = judgement.observation
    operands = (observation.numerator, observation.denominator)
    return said("/".join(UNKNOWN if each is None else str(each) for each in operands), DIM)
