"""Trends as a machine reads them."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

from typing_extensions import TypedDict  # pydantic makes a schema of typing's own only from Python 3.12 on

from preschool_metrics.measure.trend import value_of
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Level, Verdict
from preschool_metrics.model.trend import Pace, Trend


class PointEntry(TypedDict):
    """A month."""

    period: str
    numerator: int | None
    denominator: int | None
    value: float | None
    display: str
    verdict: Verdict
    partial: bool


class PaceEntry(TypedDict):
    """A pace: towards the line where it is above 0, in the unit of the value a month."""

    months: int
    points: int
    usual: float | None
    slow: float | None
    fast: float | None
    reached: str | None
    earliest: str | None
    latest: str | None


class TrendEntry(TypedDict):
    """An indicator of an area over time."""

    profile: str
    area: str
    level: Level
    indicator: str
    threshold: str
    direction: Literal["at_least", "at_most"]
    last: str
    months_left: int | None
    needed_per_month: float | None
    since_first: float | None
    since_previous: float | None
    backwards: bool
    paces: list[PaceEntry]
    points: list[PointEntry]


class TrendDocument(TypedDict):
    """What `trend --format json` prints."""

    trends: list[TrendEntry]


def trend_entry(trend: Trend) -> TrendEntry:
    """Return one trend."""
    observation, threshold = trend.last.observation, trend.last.threshold
    return {
        "profile": observation.profile,
        "area": observation.area,
        "level": observation.level,
        "indicator": observation.indicator.id,
        "threshold": str(threshold.line),
        "direction": threshold.direction,
        "last": observation.period,
        "months_left": trend.left,
        "needed_per_month": _float(trend.needed),
        "since_first": _float(trend.since_first),
        "since_previous": _float(trend.since_previous),
        "backwards": trend.backwards,
        "paces": [_pace(pace) for pace in trend.paces],
        "points": [_point(point) for point in trend.points],
    }


def _pace(pace: Pace) -> PaceEntry:
    entry: Any = pace._asdict()
    return {**entry, **{name: _float(entry[name]) for name in ("usual", "slow", "fast")}}  # type: ignore[typeddict-item]


def _point(point: Judgement) -> PointEntry:
    observation = point.observation
    return {
        "period": observation.period,
        "numerator": observation.numerator,
        "denominator": observation.denominator,
        "value": _float(value_of(point)),
        "display": point.display,
        "verdict": point.verdict,
        "partial": observation.partial,
    }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 8)


def render_trends(trends: Sequence[Trend]) -> str:
    """Return the trends as JSON, an entry on a line of its own."""
    lines = ",\n".join(json.dumps(trend_entry(trend), ensure_ascii=False) for trend in trends)
    return f'{{"trends": [\n{lines}\n]}}\n' if trends else '{"trends": []}\n'


def trend_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(TrendDocument).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "preschool-metrics trend"}
