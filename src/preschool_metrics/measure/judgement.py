"""Verdict, gap, shortfall and display of an observation, by `measure.line`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from preschool_metrics.measure.line import (
    Line,
    decided,
    display,
    distance,
    line_of,
    reaches,
    shortfall,
    value_of,
)
from preschool_metrics.model.observation import Judgement, Observation, applies
from preschool_metrics.model.policy import Example, Indicator, Profile, Verdict

_LEAST_GAP: Final = Decimal("0.00000001")
_VERDICTS: Final[tuple[Verdict, Verdict, Verdict]] = ("met", "not_met", "not_applicable")


def judge(observation: Observation) -> Judgement:
    """Judge an observation by the threshold in force in its period."""
    threshold = observation.indicator.threshold_in(observation.period)
    line = line_of(threshold, observation.indicator)
    verdict = _verdict(observation, line)
    numerator, denominator = observation.numerator, observation.denominator
    value = value_of(numerator, denominator, line)
    return Judgement(
        observation,
        threshold,
        threshold.binding and applies(threshold, observation),
        verdict,
        value,
        display(numerator, denominator, line),
        None if value is None else _gap(value, line, "no_data" if observation.partial else verdict),
        None if observation.partial or verdict not in ("met", "not_met") else _shortfall(observation, line),
    )


def _verdict(observation: Observation, line: Line[int]) -> Verdict:
    numerator, denominator = observation.numerator, observation.denominator
    if observation.partial and observation.interval is not None:
        sides = {reaches(end.numerator, end.denominator, line) for end in observation.interval}
        return "no_data" if len(sides) > 1 else "met" if True in sides else "not_met"
    if observation.partial or numerator is None or denominator is None:
        return "no_data"
    verdict: Verdict = decided(numerator, denominator, line, _VERDICTS)
    return verdict


def _gap(value: Decimal, line: Line[int], verdict: Verdict) -> Decimal:
    """Return the distance to the line, never below 0, and never 0 for what is not met."""
    return max(distance(value, line), _LEAST_GAP if verdict == "not_met" else Decimal(0))


def _shortfall(observation: Observation, line: Line[int]) -> int:
    """Return what closes the gap; of a requirement the sum of what each site lacks."""
    if observation.indicator.measure.kind == "requirement":
        return observation.lack
    return shortfall(observation.numerator or 0, observation.denominator or 0, line)


def contradicted_examples(profile: Profile) -> list[str]:
    """Return a sentence for each worked example that the profile's own thresholds contradict."""
    return [
        f"{indicator.id}: the example {example.numerator}/{example.denominator} says {example.verdict} {example.display},"
        f" the latest threshold gives {verdict} {display}"
        for indicator in profile.indicators
        for example, verdict, display in _worked(profile, indicator)
        if (verdict, display) != (example.verdict, example.display)
    ]


def _worked(profile: Profile, indicator: Indicator) -> Iterator[tuple[Example, str, str]]:
    latest = max(threshold.since for threshold in indicator.thresholds)
    for example in indicator.examples:
        observation = Observation(
            profile.id, latest, "example", "district", None, indicator, example.numerator, example.denominator
        )
        judgement = judge(observation)
        yield example, judgement.verdict, judgement.display
