"""What `trend` prints: the series of an area's figures, the pace needed and the pace there is, and who goes backwards."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Indicator
from preschool_metrics.model.trend import Pace, Trend
from preschool_metrics.report.text import NARROWEST, printed
from preschool_metrics.report.text_frame import footer_lines, title_lines
from preschool_metrics.report.text_layout import GAP, hang, indented, joined
from preschool_metrics.report.text_pairs import arrow, row_blocks, shown
from preschool_metrics.report.text_words import BOLD, DIM, NOT_MET, listed, plain, said, title_of
from preschool_metrics.report.trend import month_number, moved_most, value_of
from preschool_metrics.report.words import line_of

BLOCKS: Final = "▁▂▃▄▅▆▇█"
_BLANK: Final = " "
_DOT: Final = "·"
_MOST_DECIMALS: Final = 6
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
        blocks += [_backwards(trends, language, width), _groups(trends, language, width)]
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
    moved = _points(trend.since_first, indicator, signed=True) if trend.since_first is not None else ""
    return [
        said(title_of(indicator, language)),
        Text(sparkline(trend)),
        shown(first),
        arrow(),
        shown(trend.last),
        said(line_of(trend.last.threshold, indicator), DIM),
        said(moved, DIM),
    ]


def _points(change: Fraction, indicator: Indicator, *, signed: bool = False) -> str:
    """Show a change: of a share in points, of a ratio in children; two decimals, more where two would show nothing."""
    scaled = change * (100 if indicator.display == "percent" else 1)
    for decimals in range(2, _MOST_DECIMALS):
        steps = int(abs(scaled) * 10**decimals + Fraction(1, 2))
        if steps or not scaled:
            break
    shown_change = f"{steps // 10**decimals}.{steps % 10**decimals:0{decimals}}"
    sign = ("-" if scaled < 0 else "+") if signed else ("-" if scaled < 0 else "")
    words = _("{number} points") if indicator.display == "percent" else _("{number} children")
    return words.format(number=f"{sign}{shown_change}")


def _outlook(trend: Trend) -> list[Text]:
    """Say what is needed a month and where the pace leads; nothing of a line that is reached and not being left."""
    indicator = trend.last.observation.indicator
    if trend.last.verdict != "not_met":
        return (
            [said(_("met, but moving away from the line over the last 3 months"), NOT_MET)] if trend.backwards else []
        )
    lines = []
    if trend.needed is not None:
        needed = _("needed: {change} a month for {months} months").format(
            change=_points(trend.needed, indicator), months=trend.left
        )
        lines.append(said(needed))
    return lines + [_of_pace(pace, indicator) for pace in trend.paces]


def _of_pace(pace: Pace, indicator: Indicator) -> Text:
    direction = 1 if indicator.better == "higher" else -1
    if pace.usual is None:
        few = _("last {months} months: {points} months of figures, too few to say anything")
        return said(few.format(months=pace.months, points=pace.points), DIM)
    speed = _("last {months} months: {change} a month").format(
        months=pace.months, change=_points(pace.usual * direction, indicator, signed=True)
    )
    if pace.usual <= 0:
        return Text.assemble(said(speed), " · ", said(_("leads away from the line, or nowhere"), NOT_MET))
    if pace.reached is None:
        return Text.assemble(said(speed), " · ", said(_("the line is not reached within ten years"), NOT_MET))
    when = _("reached in {month}").format(month=pace.reached)
    if pace.earliest != pace.latest:
        span = _("({earliest} to {latest})").format(earliest=pace.earliest, latest=pace.latest or _("open"))
        when = f"{when} {span}"
    return Text.assemble(said(speed), " · ", said(when, BOLD))


# --- many areas ----------------------------------------------------------------------------------------------


def _backwards(trends: Iterable[Trend], language: Language, width: int) -> list[Text]:
    """Name the towns whose figures moved away from the line, indicator by indicator; those below it first."""
    rows: dict[str, list[Trend]] = {}
    for each in trends:
        binds = each.last.observation.level in each.last.threshold.levels
        if each.backwards and binds and each.last.observation.level == "town":
            rows.setdefault(title_of(each.last.observation.indicator, language), []).append(each)
    lines = []
    for title, own in rows.items():
        ordered = sorted(own, key=lambda each: each.last.verdict != "not_met")
        names = listed([_fallen(each) for each in ordered])
        lines += indented(hang(Text.assemble(said(title), "   ", said(names, DIM)), width - GAP, GAP), GAP)
    return [said(_("Going backwards over the last 3 months"), BOLD), *lines] if lines else []


def _fallen(trend: Trend) -> str:
    pace = trend.paces[0].usual or Fraction(0)
    change = _points(pace, trend.last.observation.indicator)
    glyph = "×" if trend.last.verdict == "not_met" else "√"
    return f"{plain(trend.last.observation.area)} {glyph} {change}"


def _groups(trends: Sequence[Trend], language: Language, width: int) -> list[Text]:
    """Return how the groups moved since the first month and since the last, and which moved most."""
    groups = [each for each in trends if each.last.observation.level == "group"]
    lines: list[Text] = []
    for indicator in dict.fromkeys(each.last.observation.indicator.id for each in groups):
        own = [each for each in groups if each.last.observation.indicator.id == indicator]
        most = moved_most(own)
        lately = moved_most(own, "since_previous")
        if most is None:
            continue
        facts = [_moved(_("since the first month most: {area} {change}"), most, most.since_first)]
        if lately is not None:
            facts.append(_moved(_("since the month before: {area} {change}"), lately, lately.since_previous))
        title = said(title_of(most.last.observation.indicator, language))
        lines += indented(hang(joined([title, *facts], "   "), width - GAP, GAP), GAP)
    return [said(_("Groups that moved most"), BOLD), *lines] if lines else []


def _moved(words: str, trend: Trend, change: Fraction | None) -> Text:
    observation = trend.last.observation
    return said(
        words.format(area=observation.area, change=_points(change or Fraction(0), observation.indicator, signed=True)),
        DIM,
    )
