"""Trends as a report shows them: where each figure leads, and which groups moved most."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from preschool_metrics.language import _
from preschool_metrics.measure.trend import moved_most
from preschool_metrics.model import trend
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.trend import Trend
from preschool_metrics.report.text.words import plain
from preschool_metrics.report.trend_words import change_of, end_of, needed_of, needed_words, speed_of
from preschool_metrics.report.view.figure import Indicator, Outlook, Pace
from preschool_metrics.report.view.pace import Moved, Progress

_EXACT = Decimal(1).scaleb(-8)


def outlook_of(own: Trend, deadline: str | None) -> Outlook:
    """Return where a figure leads."""
    paces = tuple(_pace(each, own, deadline) for each in own.paces)
    lines: tuple[str, ...] = ()
    if own.last.verdict == "not_met":
        lines = tuple(filter(None, (needed_of(own), *(each.words for each in paces))))
    elif own.backwards:
        lines = (_("met, but moving away from the line over the last 3 months"),)
    return Outlook(
        month=own.last.observation.period,
        verdict=own.last.verdict,
        months_left=own.left,
        needed=_exact(own.needed),
        needed_words=needed_words(own),
        paces=paces,
        backwards=own.backwards,
        since_first=_exact(own.since_first),
        lines=lines,
    )


def _pace(pace: trend.Pace, own: Trend, deadline: str | None) -> Pace:
    reached = own.last.verdict == "not_met" and pace.reached
    end = end_of(pace) if own.last.verdict == "not_met" else ""
    return Pace(
        months=pace.months,
        points=pace.points,
        usual=_exact(pace.usual),
        reached=pace.reached,
        earliest=pace.earliest,
        latest=pace.latest,
        in_time=reached <= deadline if reached and deadline else None,
        words=" · ".join(filter(None, (speed_of(pace, own.last.observation.indicator), end))),
    )


def _exact(value: Fraction | None) -> Decimal | None:
    return None if value is None else (Decimal(value.numerator) / value.denominator).quantize(_EXACT)


def progress_of(
    profile: Profile, indicators: Sequence[Indicator], trends: Sequence[Trend], names: Mapping[str, str]
) -> tuple[Progress, ...]:
    """Return each indicator over the months, where groups moved or towns move away; `names` are those of the groups."""
    found = []
    for indicator in indicators:
        own = [each for each in trends if _of(each) == (profile.id, indicator.id)]
        groups = [each for each in own if each.last.observation.level == "group"]
        progress = Progress(
            indicator,
            _most(groups, "since_first", names),
            _most(groups, "since_previous", names),
            tuple(sorted(_backwards(own), key=lambda each: each.verdict != "not_met")),
        )
        if progress.since_first or progress.since_last or progress.backwards:
            found.append(progress)
    return tuple(found)


def _of(each: Trend) -> tuple[str, str]:
    return each.last.observation.profile, each.last.observation.indicator.id


def _most(
    groups: Sequence[Trend], since: Literal["since_first", "since_previous"], names: Mapping[str, str]
) -> Moved | None:
    most = moved_most(groups, since)
    return _moved(most, getattr(most, since), names) if most else None


def _backwards(trends: Sequence[Trend]) -> Iterator[Moved]:
    """Yield the towns whose line applies and who moved away from it, with the change a month of the value."""
    for each in trends:
        if each.backwards and each.last.observation.level == "town" and each.last.applies:
            better = each.last.observation.indicator.better == "higher"
            pace = each.paces[0].usual or Fraction(0)
            yield _moved(each, pace if better else -pace, {})


def _moved(own: Trend, change: Fraction, names: Mapping[str, str]) -> Moved:
    observation = own.last.observation
    return Moved(
        area=plain(names.get(observation.area, observation.area)),
        amount=_exact(change) or Decimal(0),
        words=change_of(change, observation.indicator, signed=True),
        verdict=own.last.verdict,
    )
