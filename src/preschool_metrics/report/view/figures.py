"""Judgements → the figures of a report, each with its months and its sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from types import MappingProxyType
from typing import Final, NamedTuple

from preschool_metrics.language import Language, _
from preschool_metrics.measure.line import lacking_in, line_text
from preschool_metrics.measure.trend import trends_of
from preschool_metrics.model import policy
from preschool_metrics.model.address import ranges_of
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.months import month_before, month_words
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.plan import Plan
from preschool_metrics.model.trace import Contribution
from preschool_metrics.model.trend import Trend
from preschool_metrics.report.text.words import field_title, gap_of, plain, shortfall_of, standing
from preschool_metrics.report.view.figure import Change, Figure, Indicator, Point, Source
from preschool_metrics.report.view.paces import outlook_of
from preschool_metrics.report.words import levels_of, verdict_word

UNKNOWN: Final = "—"
_NEAR: Final = Decimal("0.02")  # shades of a table: within 2 % of the line, within 10 %, further off
_FAR: Final = Decimal("0.10")
_WELL: Final = Decimal("0.05")  # beyond the line by 5 %

Key = tuple[str, str, str, str]
Past = Mapping[Key, Mapping[str, Judgement]]


class Making(NamedTuple):
    """What areas and their figures are made of.

    months       the months of every series, the last one that of the report
    past         the judgements of all of them
    correct_by   by when corrections are due, in words
    trends       where each figure leads
    plans        what each town has to do
    """

    assessment: Assessment
    months: tuple[str, ...]
    past: Past
    language: Language
    correct_by: str
    trends: Mapping[Key, Trend] = MappingProxyType({})
    plans: Sequence[Plan] = ()

    def deadline_of(self, profile: str) -> str | None:
        """Return the deadline of a policy."""
        return next((each.deadline for each in self.assessment.profiles if each.id == profile), None)


def past_of(assessment: Assessment) -> Past:
    """Return the judgements of every month by policy, level, area and indicator."""
    past: dict[Key, dict[str, Judgement]] = {}
    for each in (*assessment.of_history(), *assessment.judgements):
        past.setdefault(_key(each), {})[each.observation.period] = each
    return past


def trends_by_key(assessment: Assessment) -> Mapping[Key, Trend]:
    """Return the trends likewise."""
    return {_key(each.last): each for each in trends_of(assessment)}


def _key(judgement: Judgement) -> Key:
    each = judgement.observation
    return each.profile, each.level, each.area, each.indicator.id


def indicator_of(indicator: policy.Indicator, period: str, towns: Sequence[Judgement], language: Language) -> Indicator:
    """Return an indicator with its line in a month and how many towns meet it."""
    threshold = indicator.threshold_in(period)
    own = [each for each in towns if each.observation.indicator.id == indicator.id]
    verdicts = [each.verdict for each in own]
    met, not_met = verdicts.count("met"), verdicts.count("not_met")
    return Indicator(
        id=indicator.id,
        title=plain(indicator.title.say(language)),
        definition=plain(indicator.definition.say(language)),
        line=line_text(threshold, indicator),
        threshold=threshold.line,
        direction=threshold.direction,
        display=indicator.display,
        better=indicator.better,
        kind=indicator.measure.kind,
        force=_("binding") if threshold.binding else _("strived for"),
        binding=threshold.binding and bool({"town", "county"} & set(threshold.levels)),
        levels=levels_of(threshold),
        clause=plain(threshold.clause),
        quote=plain(threshold.quote),
        numerator=" + ".join(field_title(field, language) for field in indicator.measure.numerator),
        denominator=" + ".join(field_title(field, language) for field in indicator.measure.denominator),
        lacking=lacking_in(indicator).what.say(language),
        met=met,
        not_met=not_met,
        unknown=len(verdicts) - met - not_met,
        reported=sum(each.observation.received > 0 for each in own),
    )


def figure_of(judgement: Judgement, indicator: Indicator, making: Making) -> Figure:
    """Return a judgement as the figure of a report."""
    observation, language = judgement.observation, making.language
    past, trend = making.past.get(_key(judgement), {}), making.trends.get(_key(judgement))
    return Figure(
        indicator=indicator,
        display=judgement.display,
        value=judgement.value,
        numerator=observation.numerator,
        denominator=observation.denominator,
        verdict=judgement.verdict,
        verdict_word=verdict_word(judgement.verdict),
        binding=judgement.binding,
        standing=standing(judgement),
        gap=judgement.gap,
        gap_words=gap_of(judgement),
        shortfall=judgement.shortfall,
        shortfall_words=shortfall_of(judgement),
        heat=heat_of(judgement),
        missing=tuple(field_title(field, language) for field in observation.missing),
        partial=observation.partial,
        received=observation.received,
        expected=observation.expected,
        last_month=change_of(judgement, past.get(month_before(observation.period)), language),
        last_year=change_of(judgement, past.get(month_before(observation.period, 12)), language),
        series=tuple(_point(month, past.get(month)) for month in making.months),
        sources=tuple(_sources(making.assessment.contributions_of(judgement), language)),
        interval=observation.interval,
        outlook=outlook_of(trend, making.deadline_of(observation.profile)) if trend else None,
    )


def heat_of(judgement: Judgement) -> int:
    """Return how far from the line a figure lies: 1, 2 met (2 well beyond), -1 to -3 not met, 0 no verdict."""
    if judgement.verdict not in ("met", "not_met"):
        return 0
    line = judgement.threshold.line
    if judgement.value is None:  # children and no staff
        return -3
    off = abs(judgement.value - line) / line
    if judgement.verdict == "met":
        return 2 if off >= _WELL else 1
    return -1 if off < _NEAR else -2 if off < _FAR else -3


def change_of(now: Judgement, then: Judgement | None, language: Language) -> Change | None:
    """Return a figure against an earlier one; None where one is unknown or of fewer returns.

    The difference is that of the exact ratios, rounded once: of 52.626 % and 52.129 % it is 0.50 points.
    """
    if then is None or now.value is None or then.value is None:
        return None
    if now.observation.partial or then.observation.partial:
        return None
    percent = now.observation.indicator.display == "percent"
    amount = _rounded((_exact(now) - _exact(then)) * (100 if percent else 1))
    higher = now.observation.indicator.better == "higher"
    return Change(
        period=month_words(then.observation.period, language),
        display=then.display,
        amount=amount,
        words=_change_words(amount, percent=percent),
        arrow="→" if not amount else "↑" if amount > 0 else "↓",
        better=None if not amount else (amount > 0) == higher,
    )


def _exact(judgement: Judgement) -> Fraction:
    return Fraction(judgement.observation.numerator or 0, judgement.observation.denominator or 1)


def _rounded(number: Fraction) -> Decimal:
    """Round half up, away from zero, to the two decimals that are shown."""
    steps = int(abs(number) * 100 + Fraction(1, 2))
    return Decimal(steps if number > 0 else -steps).scaleb(-2)


def _change_words(amount: Decimal, *, percent: bool) -> str:
    if not amount:
        return _("unchanged")
    size = _("{number} points").format(number=f"{abs(amount):f}") if percent else f"{abs(amount):f}"
    return (_("up by {amount}") if amount > 0 else _("down by {amount}")).format(amount=size)


def _point(month: str, judgement: Judgement | None) -> Point:
    if judgement is None:
        return Point(month, UNKNOWN, None, "no_data", partial=False)
    partial = judgement.observation.partial
    return Point(month, judgement.display, judgement.value, judgement.verdict, partial)


def _sources(contributions: Iterable[Contribution], language: Language) -> Iterator[Source]:
    for each in contributions:
        by_sheet = [(sheet, tuple(own)) for sheet, own in groupby(each.cells, lambda cell: cell.sheet)]
        for sheet, own in by_sheet or [("", ())]:
            yield Source(
                side=each.side,
                field=field_title(each.field, language),
                area=plain(each.area),
                value=each.value,
                file=plain(each.file),
                sheet=plain(sheet),
                cells=ranges_of(cell.cell for cell in own),
                place=f"{plain(sheet)}!{ranges_of(cell.cell for cell in own)}" if own else None,
            )
