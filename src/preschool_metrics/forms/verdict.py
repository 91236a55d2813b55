"""A ratio against its line, in Excel's words and in ours: by whole numbers, shown so that it never contradicts."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from preschool_metrics.model.policy import Indicator, Threshold

UNKNOWN, NOT_APPLICABLE, MET, NOT_MET = "缺数据", "不适用", "达标", "未达标"
NO_STAFF: Final = "1:—"
_DECIMALS: Final = (2, 3, 4)  # the last one is shown where the others contradict the verdict


class Live(NamedTuple):
    """A formula and the result stored with it."""

    formula: str
    value: int | str


def judged(
    indicator: Indicator, threshold: Threshold, row: int, numerator: int | str, denominator: int | str
) -> tuple[Live, Live]:
    """Return the figure and the verdict of a line whose operands stand in columns C and D of a spreadsheet row."""
    value, verdict = _value(indicator, threshold, numerator, denominator)
    unknown = f'=IF(COUNT(C{row},D{row})<2,"{UNKNOWN}",IF({_none(indicator)}{row}=0,"{NOT_APPLICABLE}"'
    shown, met = _shown(indicator, threshold, row), _met(threshold, row)
    return Live(f"{unknown},{shown}))", value), Live(f'{unknown},IF({met},"{MET}","{NOT_MET}")))', verdict)


def line_text(indicator: Indicator, threshold: Threshold) -> str:
    """Return the line as printed: ≥93%, ≤1:7（全区，力争）."""
    sign = "≥" if threshold.direction == "at_least" else "≤"
    line = f"{threshold.line * 100:f}" if indicator.display == "percent" else f"{threshold.line:f}"
    line = line.rstrip("0").rstrip(".") if "." in line else line
    figure = f"{line}%" if indicator.display == "percent" else f"1:{line}"
    notes = [*([] if "town" in threshold.levels else ["全区"]), *([] if threshold.binding else ["力争"])]
    return f"{sign}{figure}" + (f"（{'，'.join(notes)}）" if notes else "")


def _value(indicator: Indicator, threshold: Threshold, numerator: int | str, denominator: int | str) -> tuple[str, str]:
    if isinstance(numerator, str) or isinstance(denominator, str):
        return UNKNOWN, UNKNOWN
    if (denominator if _none(indicator) == "D" else numerator) == 0:
        return NOT_APPLICABLE, NOT_APPLICABLE
    met = _reaches(threshold, numerator, denominator)
    return _display(indicator, threshold, numerator, denominator, met=met), MET if met else NOT_MET


def _none(indicator: Indicator) -> str:
    """A share of nothing does not apply; nor does a staff ratio without children."""
    return "D" if indicator.display == "percent" else "C"


def _reaches(threshold: Threshold, numerator: int | Decimal, denominator: int) -> bool:
    over, under = threshold.line.as_integer_ratio()
    left, right = numerator * under, denominator * over
    return left >= right if threshold.direction == "at_least" else left <= right


def _met(threshold: Threshold, row: int) -> str:
    over, under = threshold.line.as_integer_ratio()
    return f"C{row}*{under}{_sign(threshold)}D{row}*{over}"


def _sign(threshold: Threshold) -> str:
    return ">=" if threshold.direction == "at_least" else "<="


def _display(indicator: Indicator, threshold: Threshold, numerator: int, denominator: int, *, met: bool) -> str:
    if denominator == 0:
        return NO_STAFF
    scale = 100 if indicator.display == "percent" else 1
    exact = Decimal(numerator * scale) / denominator
    rounded = [exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for places in _DECIMALS]
    shown = next((each for each in rounded if _reaches(threshold, each / scale, 1) == met), rounded[-1])
    return f"{shown}%" if scale > 1 else f"1:{shown}"


def _shown(indicator: Indicator, threshold: Threshold, row: int) -> str:
    percent, ratio = indicator.display == "percent", f"C{row}/D{row}"
    texts = [_text(ratio, places, percent=percent) for places in _DECIMALS]
    formula = texts.pop()
    for places in reversed(_DECIMALS[:-1]):
        digits = places + 2 if percent else places
        agrees = f"(ROUND({ratio},{digits}){_sign(threshold)}{threshold.line:f})=({_met(threshold, row)})"
        formula = f"IF({agrees},{texts.pop()},{formula})"
    return formula if percent else f'IF(D{row}=0,"{NO_STAFF}",{formula})'


def _text(ratio: str, places: int, *, percent: bool) -> str:
    pattern = "0." + "0" * places
    return f'TEXT({ratio},"{pattern}%")' if percent else f'"1:"&TEXT({ratio},"{pattern}")'
