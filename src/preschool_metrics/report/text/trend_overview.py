"""Many areas over time, for the terminal: who goes backwards, and which groups moved most."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.measure.trend import moved_most
from preschool_metrics.model.trend import Trend
from preschool_metrics.report.text.layout import GAP, hang, indented, joined
from preschool_metrics.report.text.words import BOLD, DIM, listed, plain, said, title_of
from preschool_metrics.report.trend_words import change_of


def backwards_lines(trends: Iterable[Trend], language: Language, width: int) -> list[Text]:
    """Name the towns whose figures moved away from the line, indicator by indicator; those below it first."""
    rows: dict[str, list[Trend]] = {}
    for each in trends:
        if each.backwards and each.last.applies and each.last.observation.level == "town":
            rows.setdefault(title_of(each.last.observation.indicator, language), []).append(each)
    lines = []
    for title, own in rows.items():
        ordered = sorted(own, key=lambda each: each.last.verdict != "not_met")
        names = listed([_fallen(each) for each in ordered])
        lines += indented(hang(Text.assemble(said(title), "   ", said(names, DIM)), width - GAP, GAP), GAP)
    return [said(_("Going backwards over the last 3 months"), BOLD), *lines] if lines else []


def _fallen(trend: Trend) -> str:
    pace = trend.paces[0].usual or Fraction(0)
    change = change_of(pace, trend.last.observation.indicator)
    glyph = "×" if trend.last.verdict == "not_met" else "√"
    return f"{plain(trend.last.observation.area)} {glyph} {change}"


def group_lines(trends: Sequence[Trend], language: Language, width: int) -> list[Text]:
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
        words.format(
            area=observation.area, change=change_of(change or Fraction(0), observation.indicator, signed=True)
        ),
        DIM,
    )
