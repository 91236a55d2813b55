"""What a policy asks beside its lines: its tasks against what the district says is done, and what a missed line forbids."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Consequence, Profile, TaskCounter
from preschool_metrics.model.task import InForce, Standing, Tally, TaskState, Touched
from preschool_metrics.model.town_return import TownReturn

_PARTS: Final = {"year": 1, "half_year": 2}
_YEAR: Final = 12


def judge_tasks(profile: Profile, tallies: Iterable[Tally], period: str) -> Iterator[TaskState]:
    """Yield how each task of a profile stands at the end of a month; the tally of the latest month counts."""
    latest = {tally.task: tally for tally in sorted(tallies, key=lambda tally: tally.period) if tally.period <= period}
    for task in profile.tasks:
        tally = latest.get(task.id)
        target, due = _target(task, profile, period), _due(task, profile, period)
        yield TaskState(profile.id, task, tally, target, due, _standing(tally.done if tally else None, target, due))


def _standing(done: int | None, target: int, due: int) -> Standing:
    if done is None:
        return "no_data"
    return "met" if done >= target else "on_track" if done >= due else "behind"


def _target(task: TaskCounter, profile: Profile, period: str) -> int:
    if task.every == "total":
        return task.target
    last = profile.deadline or period
    return task.target * (_spans(last, task.every) - _first(profile, task.every) + 1)


def _due(task: TaskCounter, profile: Profile, period: str) -> int:
    """Return what should be done by the end of a month: the spans that are over, the last one with its last month."""
    if task.every == "total":
        return task.target if profile.deadline and period >= profile.deadline else 0
    months = _YEAR // _PARTS[task.every]
    over = int(period[5:]) % months == 0
    done = _spans(period, task.every) - _first(profile, task.every) + over
    return min(max(task.target * done, 0), _target(task, profile, period))


def _spans(period: str, every: str) -> int:
    """Number the years or half-years: that of a month."""
    parts = _PARTS[every]
    return int(period[:4]) * parts + (int(period[5:]) - 1) // (_YEAR // parts)


def _first(profile: Profile, every: str) -> int:
    return _spans(f"{profile.source.date:%Y-%m}", every)


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
