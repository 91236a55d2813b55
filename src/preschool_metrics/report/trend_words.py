"""What is said of a figure over time: how fast it has to move, how fast it moves, and where that leads."""

from fractions import Fraction
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.model.policy import Indicator
from preschool_metrics.model.trend import Pace, Trend

_MOST_DECIMALS: Final = 6


def change_of(change: Fraction, indicator: Indicator, *, signed: bool = False) -> str:
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


def needed_words(trend: Trend) -> str:
    """Return the change a month that reaches the line by the deadline, in the direction of the value, or nothing."""
    if trend.needed is None:
        return ""
    indicator = trend.last.observation.indicator
    return change_of(trend.needed * _upwards(indicator), indicator, signed=True)


def needed_of(trend: Trend) -> str:
    """Return likewise, with the months that are left."""
    if trend.needed is None:
        return ""
    return _("needed: {change} a month for {months} months").format(change=needed_words(trend), months=trend.left)


def speed_of(pace: Pace, indicator: Indicator) -> str:
    """Return the pace in the direction of the value, or that the months are too few."""
    if pace.usual is None:
        few = _("last {months} months: {points} months of figures, too few to say anything")
        return few.format(months=pace.months, points=pace.points)
    change = change_of(pace.usual * _upwards(indicator), indicator, signed=True)
    return _("last {months} months: {change} a month").format(months=pace.months, change=change)


def end_of(pace: Pace) -> str:
    """Return where the pace leads; nothing where the months are too few."""
    if pace.usual is None:
        return ""
    if pace.usual <= 0:
        return _("leads away from the line, or nowhere")
    if pace.reached is None:
        return _("the line is not reached within ten years")
    if pace.earliest == pace.latest:
        return _("reached in {month}").format(month=pace.reached)
    return _("reached in {month} ({earliest} to {latest})").format(
        month=pace.reached, earliest=pace.earliest, latest=pace.latest or _("open")
    )


def _upwards(indicator: Indicator) -> int:
    """Return which way a value moves that moves towards its line."""
    return 1 if indicator.better == "higher" else -1
