"""The data that charts of a Word template can take, by the name of the figure: `towns public_share`, `trend …`.

Numbers are those that are printed, so that a chart never says met where the table says not met.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from preschool_metrics.language import _
from preschool_metrics.report.docx.chart import Chart, Scale, Series
from preschool_metrics.report.view import Area, Figure
from preschool_metrics.report.words import verdict_word

if TYPE_CHECKING:
    from preschool_metrics.model.policy import Verdict

UNKNOWN: Final = "—"
_STEPS: Final = 5


class _Bar(NamedTuple):
    """A town's column."""

    town: str
    figure: Figure
    value: Decimal


def charts_of(area: Area, towns: Sequence[Area]) -> dict[str, Chart]:
    """Return the charts of an area's page by name: for each indicator its months, and its towns beside each other."""
    charts = {}
    for place, figure in enumerate(area.figures):
        charts[f"trend {figure.indicator.id}"] = _trend(area.name, figure)
        charts[f"towns {figure.indicator.id}"] = _towns(figure, [(town.name, town.figures[place]) for town in towns])
    return charts


def shown_number(display: str) -> Decimal | None:
    """Return the number of a figure as shown: 50.49% → 50.49, 1:7.70 → 7.70, — and 1:— → None."""
    digits = display.removeprefix("1:").removesuffix("%")
    return Decimal(digits) if digits[:1].isdecimal() else None


def _scale(values: Iterable[Decimal | None], line: Decimal, air: Decimal) -> Scale:
    """Return a round scale with `air` on both sides, as a share of the span: room for labels."""
    known = [line, *(value for value in values if value is not None)]
    low, high = min(known), max(known)
    span = (high - low) or line / 10
    low, high = max(low - span * air, Decimal(0)), high + span * air
    rough = (high - low) / _STEPS
    size = Decimal(1).scaleb(rough.adjusted())
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= rough)
    return Scale(
        (low / step).to_integral_value(ROUND_FLOOR) * step, (high / step).to_integral_value(ROUND_CEILING) * step, step
    )


def _line(figure: Figure) -> Decimal:
    threshold = figure.indicator.threshold
    return threshold * 100 if figure.indicator.display == "percent" else threshold


def _trend(name: str, figure: Figure) -> Chart:
    values = tuple(shown_number(point.display) for point in figure.series)
    known = [f"{point.period} {point.display}" for point in figure.series if shown_number(point.display) is not None]
    title, line = figure.indicator.title, _line(figure)
    alt = _("{indicator} of {area} by month, line {line}: {ends}")
    return Chart(
        tuple(point.period for point in figure.series),
        (Series(title, values), Series(_("line"), (line,) * len(values))),
        alt.format(indicator=title, area=name, line=figure.indicator.line, ends=_ends(known)),
        _scale(values, line, Decimal("0.15")),
    )


def _towns(figure: Figure, figures: Sequence[tuple[str, Figure]]) -> Chart:
    """Return the towns from the furthest below the line to the furthest beyond it; those without a value are left out."""
    bars = sorted(_bars(figures), key=lambda bar: bar.value, reverse=figure.indicator.better == "lower")
    verdicts: tuple[Verdict, ...] = ("met", "not_met")
    line = _line(figure)
    alt = _("{indicator} of {number} towns, line {line}: {ends}")
    known = [f"{bar.town} {bar.figure.display}" for bar in bars]
    return Chart(
        tuple(bar.town for bar in bars),
        tuple(
            Series(verdict_word(verdict), tuple(bar.value if bar.figure.verdict == verdict else None for bar in bars))
            for verdict in verdicts
        ),
        alt.format(indicator=figure.indicator.title, number=len(bars), line=figure.indicator.line, ends=_ends(known)),
        _scale((bar.value for bar in bars), line, Decimal("0.25")),
        line,
    )


def _ends(known: Sequence[str]) -> str:
    """Return the first and the last of what a chart shows."""
    return " → ".join((*known[:1], *known[1:][-1:])) or UNKNOWN


def _bars(figures: Sequence[tuple[str, Figure]]) -> Iterator[_Bar]:
    for town, figure in figures:
        value = shown_number(figure.display)
        if value is not None and figure.verdict in ("met", "not_met"):
            yield _Bar(town, figure, value)
