"""What a policy asks beside its lines: its tasks against what the district says is done, and what a missed line forbids."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from preschool_metrics.model.months import YEAR, month_number, month_of_day
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Consequence, Profile
from preschool_metrics.model.task import InForce, Standing, Tally, Task, TaskState, Touched
from preschool_metrics.model.town_return import TownReturn

if TYPE_CHECKING:
    from preschool_metrics.model.clauses import Clause

_MONTHS: Final = {"year": YEAR, "half_year": YEAR // 2}


def latest_tallies(tallies: Iterable[Tally], period: str) -> dict[str, Tally]:
    """Return the district's tally of the latest month up to a period, by task."""
    return {tally.task: tally for tally in _until(tallies, period) if tally.area is None}


def tallies_by_area(task: Task, tallies: Iterable[Tally], period: str) -> dict[str, Tally]:
    """Return what each area says of a task in the latest month up to a period in which it says anything."""
    return {tally.area: tally for tally in _until(tallies, period) if tally.task == task.id and tally.area}


def _until(tallies: Iterable[Tally], period: str) -> list[Tally]:
    return sorted((tally for tally in tallies if tally.period <= period), key=lambda tally: tally.period)


def judge_tasks(
    profile: Profile, clauses: Iterable["Clause"], tallies: Iterable[Tally], period: str
) -> Iterator[TaskState]:
    """Yield how each task of the clauses stands at the end of a month, those that have a target.

    The tally of the latest month counts; a clause that names no month is due by the deadline of the profile.
    """
    latest = latest_tallies(tallies, period)
    for clause in clauses:
        last = clause.due or profile.deadline
        for task in clause.counted:
            if task.target is not None:
                tally, target = latest.get(task.id), _target(task, task.target, profile, last or period)
                due = _due(task, target, profile, last, period)
                standing = _standing(tally.done if tally else None, target, due)
                yield TaskState(profile.id, task, clause.clause, tally, target, due, standing)


def _standing(done: int | None, target: int, due: int) -> Standing:
    if done is None:
        return "no_data"
    return "met" if done >= target else "on_track" if done >= due else "behind"


def _target(task: Task, each: int, profile: Profile, last: str) -> int:
    """Return what is to be done in all: of a recurring task in every span of the policy."""
    return each if task.every == "total" else each * (_spans(last, task.every) - _first(profile, task.every) + 1)


def _due(task: Task, target: int, profile: Profile, last: str | None, period: str) -> int:
    """Return what should be done by the end of a month: the spans that are over, the last one with its last month."""
    if task.every == "total":
        return target if last and period >= last else 0
    over = month_number(period) % _MONTHS[task.every] == _MONTHS[task.every] - 1
    done = _spans(period, task.every) - _first(profile, task.every) + over
    return min(max((task.target or 0) * done, 0), target)


def _spans(period: str, every: str) -> int:
    """Number the years or half-years: that of a month."""
    return month_number(period) // _MONTHS[every]


def _first(profile: Profile, every: str) -> int:
    return _spans(month_of_day(profile.source.date), every)


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
