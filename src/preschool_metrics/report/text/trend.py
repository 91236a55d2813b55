"""What `trend` prints: the series of an area's figures, the pace needed and the pace there is, and who goes backwards."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.measure.line import line_text
from preschool_metrics.measure.trend import value_of
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.months import month_number
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Indicator
from preschool_metrics.model.trend import Pace, Trend
from preschool_metrics.report.text.frame import footer_lines, title_lines
from preschool_metrics.report.text.layout import GAP, hang, indented, joined
from preschool_metrics.report.text.pairs import arrow, row_blocks, shown
from preschool_metrics.report.text.trend_overview import backwards_lines, group_lines
from preschool_metrics.report.text.whole import NARROWEST, printed
from preschool_metrics.report.text.words import BOLD, DIM, NOT_MET, said, title_of
from preschool_metrics.report.trend_words import change_of, end_of, needed_of, speed_of

BLOCKS: Final = "▁▂▃▄▅▆▇█"
_BLANK: Final = " "
_DOT: Final = "·"
_FIGURES: Final = 5
_RIGHT: Final = (2, 4)


def render_trend_text(
    assessment: Assessment, trends: Sequence[Trend], language: Language, *, width: int, color: bool, every: bool = False
) -> str:
    """Return trends as text: the areas asked for one by one, or the district, who goes backwards, and the groups.

    With `every` each area is shown, else the towns and groups are summed up.
    """
    width = max(width, NARROWEST)
    blocks = [title_lines(assessment, language, width)]
    shown_trends = [each for each in trends if every or each.last.observation.level == "district"]
    for _key, own in groupby(shown_trends, _whose):
        blocks.append(_area(list(own), language, width, several=len(assessment.profiles) > 1))
    if not every:
        blocks += [backwards_lines(trends, language, width), group_lines(trends, language, width)]
    method = _(
        "Pace: median of the monthly changes between any two months of the last 3 and 12; in brackets its quartiles"
    )
    blocks += [hang(said(method, DIM), width, GAP), footer_lines(assessment, width, verbose=False)]
    return printed(blocks, width, color=color)


def _whose(trend: Trend) -> tuple[str, str, str]:
    observation = trend.last.observation
    return observation.profile, observation.level, observation.area


def sparkline(trend: Trend) -> str:
    """Draw the months as blocks between the least and the greatest value: a dot where it is partial, a blank without any."""
    values = {month_number(point.observation.period): point for point in trend.points}
    whole = [value_of(point) or Fraction(0) for point in trend.points if not point.observation.partial]
    low, step = min(whole), (max(whole) - min(whole)) / (len(BLOCKS) - 1) or Fraction(1)
    return "".join(_block(values.get(month), low, step) for month in range(min(values), max(values) + 1))


def _block(point: Judgement | None, low: Fraction, step: Fraction) -> str:
    if point is None:
        return _BLANK
    return _DOT if point.observation.partial else BLOCKS[int(((value_of(point) or Fraction(0)) - low) / step)]


# --- one area ----------------------------------------------------------------------------------------------


def _area(trends: Sequence[Trend], language: Language, width: int, *, several: bool) -> list[Text]:
    observation = trends[0].last.observation
    title = f"{observation.area} · {observation.profile}" if several else observation.area
    facts = [said(title, BOLD), said(_span(trends), DIM), *_later(trends)]
    lines = hang(joined(facts, "   "), width, GAP)
    rows = [_row(each, language) for each in trends]
    blocks = row_blocks(rows, width - GAP, needed=_FIGURES, right=_RIGHT)
    for trend, block in zip(trends, blocks, strict=True):
        lines += indented(block, GAP)
        for said_so in _outlook(trend):
            lines += indented(hang(said_so, width - 2 * GAP, GAP), 2 * GAP)
    return lines


def _span(trends: Sequence[Trend]) -> str:
    months = sorted(point.observation.period for trend in trends for point in trend.points)
    return f"{months[0]} – {months[-1]}"


def _later(trends: Sequence[Trend]) -> list[Text]:
    """Say where the latest month is left out, because returns are missing in it."""
    whole = max(trend.last.observation.period for trend in trends)
    partial = max(point.observation.period for trend in trends for point in trend.points)
    words = _("as of {month}; later months are partial and not counted")
    return [said(words.format(month=whole), NOT_MET)] if whole < partial else []


def _row(trend: Trend, language: Language) -> list[Text]:
    indicator = trend.last.observation.indicator
    first = next(point for point in trend.points if not point.observation.partial)
    moved = change_of(trend.since_first, indicator, signed=True) if trend.since_first is not None else ""
    return [
        said(title_of(indicator, language)),
        Text(sparkline(trend)),
        shown(first),
        arrow(),
        shown(trend.last),
        said(line_text(trend.last.threshold, indicator), DIM),
        said(moved, DIM),
    ]


def _outlook(trend: Trend) -> list[Text]:
    """Say what is needed a month and where the pace leads; nothing of a line that is reached and not being left."""
    indicator = trend.last.observation.indicator
    if trend.last.verdict != "not_met":
        return (
            [said(_("met, but moving away from the line over the last 3 months"), NOT_MET)] if trend.backwards else []
        )
    needed = [said(needed_of(trend))] if trend.needed is not None else []
    return needed + [_of_pace(pace, indicator) for pace in trend.paces]


def _of_pace(pace: Pace, indicator: Indicator) -> Text:
    speed, end = speed_of(pace, indicator), end_of(pace)
    if not end:
        return said(speed, DIM)
    return Text.assemble(said(speed), " · ", said(end, BOLD if pace.reached else NOT_MET))
