"""What a policy forbids the towns whose line is missed, and the kindergartens that it touches."""

from collections.abc import Iterable, Iterator, Sequence

from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Consequence, Profile
from preschool_metrics.model.task import InForce, Touched
from preschool_metrics.model.town_return import TownReturn


def consequences_of(
    profile: Profile, judgements: Iterable[Judgement], returns: Sequence[TownReturn]
) -> Iterator[InForce]:
    """Yield the consequences that hold, town by town in the order of the judgements."""
    by_area = {report.area: report for report in returns}
    for judgement in judgements:
        observation = judgement.observation
        if observation.profile != profile.id or observation.level != "town" or judgement.verdict != "not_met":
            continue
        for each in profile.consequences:
            if each.indicator == observation.indicator.id:
                yield InForce(each, judgement, tuple(_touched(by_area.get(observation.area), each)))


def _touched(report: TownReturn | None, consequence: Consequence) -> Iterator[Touched]:
    """Yield the community kindergartens handed over after the policy; without these columns none is known."""
    roster = report.roster if report else None
    columns = [
        roster.column(name) if roster else None for name in ("name", "nature", "community_attached", "handed_over_on")
    ]
    if None in columns:
        return
    for name, nature, attached, handed in zip(*columns, strict=True):
        if attached == "yes" and handed is not None and handed > consequence.since:
            yield Touched(str(name), nature, handed, against=nature == "inclusive_private")
