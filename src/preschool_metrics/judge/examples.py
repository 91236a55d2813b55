"""The worked examples of a profile, worked."""

from collections.abc import Iterator

from preschool_metrics.judge.judgement import judge
from preschool_metrics.model.observation import Observation
from preschool_metrics.model.policy import Example, Indicator, Profile


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
