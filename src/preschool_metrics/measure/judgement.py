"""Verdicts by integer comparison; no float decides anything."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.policy import Example, Indicator, Profile, Threshold, Verdict

_VALUE_STEP: Final = Decimal("0.00000001")
_MOST_DECIMALS: Final = 12
NOTHING: Final = "—"


def judge(observation: Observation) -> Judgement:
    """Judge an observation by the threshold in force in its period."""
    threshold = observation.indicator.threshold_in(observation.period)
    verdict = _verdict(observation, threshold)
    value = _value(observation)
    return Judgement(
        observation,
        threshold,
        threshold.binding and observation.level in threshold.levels,
        verdict,
        value,
        _display(observation, threshold),
        None if value is None else _gap(value, threshold, "no_data" if observation.partial else verdict),
        None if observation.partial or verdict not in ("met", "not_met") else _shortfall(observation, threshold),
    )


def _verdict(observation: Observation, threshold: Threshold) -> Verdict:
    numerator, denominator = observation.numerator, observation.denominator
    if observation.partial and observation.interval is not None:
        sides = {reaches(end.numerator, end.denominator, threshold) for end in observation.interval}
        return "no_data" if len(sides) > 1 else "met" if True in sides else "not_met"
    if observation.partial or numerator is None or denominator is None:
        return "no_data"
    if observation.indicator.display == "one_to_n":
        if numerator == 0:
            return "not_applicable"
    elif denominator == 0:
        return "not_applicable"
    return "met" if reaches(numerator, denominator, threshold) else "not_met"


def reaches(numerator: int, denominator: int, threshold: Threshold) -> bool:
    """Compare numerator ÷ denominator with the line in whole numbers: `numerator·q ≥ denominator·p` or `≤`."""
    p, q = threshold.line.as_integer_ratio()
    if denominator == 0:
        return False
    if threshold.direction == "at_least":
        return numerator * q >= denominator * p
    return numerator * q <= denominator * p


def _ratio(observation: Observation) -> Decimal | None:
    numerator, denominator = observation.numerator, observation.denominator
    if numerator is None or not denominator or (numerator == 0 and observation.indicator.display == "one_to_n"):
        return None
    with localcontext(prec=40):
        return Decimal(numerator) / denominator


def _value(observation: Observation) -> Decimal | None:
    ratio = _ratio(observation)
    return None if ratio is None else ratio.quantize(_VALUE_STEP, ROUND_HALF_UP)


def _gap(value: Decimal, threshold: Threshold, verdict: Verdict) -> Decimal:
    """Return the distance to the line, never below 0, and never 0 for what is not met."""
    distance = threshold.line - value if threshold.direction == "at_least" else value - threshold.line
    return max(distance, _VALUE_STEP if verdict == "not_met" else Decimal(0))


def _shortfall(observation: Observation, threshold: Threshold) -> int:
    """Return the least whole number that closes the gap with the other operand held fixed.

    A ratio 1:n is closed by staff (its denominator), a share by children (its numerator); a requirement by the sum of
    what each site lacks.
    """
    numerator, denominator = observation.numerator or 0, observation.denominator or 0
    p, q = threshold.line.as_integer_ratio()
    if observation.indicator.measure.kind == "requirement":
        return observation.lack
    if observation.indicator.display == "one_to_n":
        return max(-(-numerator * q // p) - denominator, 0) if threshold.direction == "at_most" else 0
    if threshold.direction == "at_least":
        return max(-(-denominator * p // q) - numerator, 0)
    return max(numerator - denominator * p // q, 0)


def _display(observation: Observation, threshold: Threshold) -> str:
    """Round half up to two decimals, and add decimals until the shown figure agrees with the comparison."""
    ratio = _ratio(observation)
    share = observation.indicator.display == "percent"
    if ratio is None:
        empty_posts = not share and observation.denominator == 0 and (observation.numerator or 0) > 0
        return f"1:{NOTHING}" if empty_posts else NOTHING
    met = reaches(observation.numerator or 0, observation.denominator or 0, threshold)
    scale = 100 if share else 1
    with localcontext(prec=40):
        for decimals in range(2, _MOST_DECIMALS + 1):
            shown = (ratio * scale).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
            if _shown_reaches(shown, threshold, scale) == met:
                break
    return f"{shown}%" if share else f"1:{shown}"


def _shown_reaches(shown: Decimal, threshold: Threshold, scale: int) -> bool:
    line = threshold.line * scale
    return shown >= line if threshold.direction == "at_least" else shown <= line


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


def line_of(threshold: Threshold, indicator: Indicator) -> str:
    """Return a threshold as printed: ≥93% or ≤1:7."""
    sign = "≥" if threshold.direction == "at_least" else "≤"
    if indicator.display == "percent":
        return f"{sign}{(threshold.line * 100).normalize():f}%"
    return f"{sign}1:{threshold.line.normalize():f}"
