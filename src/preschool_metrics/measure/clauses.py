"""Where every clause of a policy stands: what the returns, the findings and the district's workbook say of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from preschool_metrics.measure.coverage import coverage_of
from preschool_metrics.measure.line import line_text
from preschool_metrics.measure.sites import line_of_sites, site_part
from preschool_metrics.measure.tasks import judge_tasks, latest_tallies, tallies_by_area
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.clauses import Clause, ClauseState, Part, State
from preschool_metrics.model.months import month_before
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile, Verdict
from preschool_metrics.model.task import Standing, Task
from preschool_metrics.model.text import Text

_OF_STANDING: Final[dict[Standing, State]] = {
    "met": "done",
    "on_track": "in_progress",
    "behind": "overdue",
    "no_data": "not_reported",
}


def asked(profile: Profile, clauses: Iterable[Clause]) -> Iterator[ClauseState]:
    """Yield what each clause asks for, nothing judged: its parts with their lines."""
    for clause in clauses:
        parts = (
            *(_line(profile, name, None) for name in clause.indicators),
            *(Part("share", each.id, each.title, line_of_sites(each)) for each in clause.figures),
            *(_asked(task, profile) for task in clause.counted),
        )
        yield ClauseState(profile.id, clause, due_of(clause, profile), None, tuple(parts))


def stand(assessment: Assessment, profile: Profile, clauses: Iterable[Clause]) -> Iterator[ClauseState]:
    """Yield where each clause stands at the end of the period of an assessment."""
    for clause in clauses:
        parts = tuple(_parts(clause, profile, assessment))
        yield ClauseState(profile.id, clause, due_of(clause, profile), _together(parts), parts)


def due_of(clause: Clause, profile: Profile) -> str | None:
    """Return the month a clause is due by; a rule holds at once."""
    return None if clause.kind == "rule" else clause.due or profile.deadline


def _together(parts: Sequence[Part]) -> State:
    """Draw the states of a clause's parts together; what is only shown says nothing where others are judged."""
    lined = [part for part in parts if part.lined]
    states: set[State] = {part.state for part in lined or parts if part.state}
    if not states:
        return "not_reported"
    if "overdue" in states:
        return "overdue"
    if not lined:
        return "not_judged" if "not_judged" in states else "not_reported"
    return "in_progress" if len(states) > 1 else states.pop()


def _parts(clause: Clause, profile: Profile, assessment: Assessment) -> Iterator[Part]:
    over = _is_over(due_of(clause, profile), assessment.period)
    for name in clause.indicators:
        yield _indicator(name, clause, profile, assessment, over=over)
    for figure in clause.figures:
        yield site_part(figure, clause.months, assessment, over=over)
    yield from _tasks(clause, profile, assessment)
    if clause.rules:
        yield _rules(clause, assessment)
    if clause.kind == "trend":
        yield _points(clause, assessment)
    if clause.kind == "appraisal":
        known = bool(assessment.returns)
        yield Part("appraisal", clause.id, clause.title, state="not_judged" if known else "not_reported", lined=False)


def _is_over(due: str | None, period: str | None) -> bool:
    return bool(due and period and period >= due)


def _indicator(name: str, clause: Clause, profile: Profile, assessment: Assessment, *, over: bool) -> Part:
    """Return how an indicator stands at the levels of its clause: every one of them is to reach the line."""
    own = [
        each
        for each in assessment.judgements
        if (each.observation.profile, each.observation.indicator.id) == (profile.id, name)
        and each.observation.level in clause.levels
        and each.applies
    ]
    whole = next((each for each in assessment.judged("district", profile.id) if _is_of(each, name)), None)
    missed, unknown = _areas(own, "not_met"), _unknown(own, assessment)
    state: State = "done" if any(each.verdict == "met" for each in own) else "not_reported"
    if missed:
        state = "overdue" if over else "in_progress"
    elif unknown:
        state = "not_reported"
    part = _line(profile, name, assessment.period)
    shown = whole.display if whole and whole.value is not None else None
    return part._replace(done=shown, state=state, missed=missed, unknown=unknown)


def _is_of(judgement: Judgement, indicator: str) -> bool:
    return judgement.observation.indicator.id == indicator


def _areas(judgements: Iterable[Judgement], verdict: Verdict) -> tuple[str, ...]:
    return tuple(each.observation.area for each in judgements if each.verdict == verdict)


def _unknown(judgements: Iterable[Judgement], assessment: Assessment) -> tuple[str, ...]:
    """Return the areas of which it is not known; of a whole whose returns are not all in, those that are missing."""
    names: dict[str, None] = {}
    for each in judgements:
        if each.verdict == "no_data":
            names |= dict.fromkeys(assessment.coverage.missing if each.observation.partial else [each.observation.area])
    return tuple(names)


def _line(profile: Profile, name: str, period: str | None) -> Part:
    indicator = next(each for each in profile.indicators if each.id == name)
    latest = max(threshold.since for threshold in indicator.thresholds)
    return Part("indicator", name, indicator.title, line_text(indicator.threshold_in(period or latest), indicator))


def _tasks(clause: Clause, profile: Profile, assessment: Assessment) -> Iterator[Part]:
    period = assessment.period or ""
    latest = latest_tallies(assessment.tallies, period)
    states = {each.task.id: each for each in judge_tasks(profile, [clause], assessment.tallies, period) if period}
    for task in clause.counted:
        tally, judged = latest.get(task.id), states.get(task.id)
        done = tally.done if tally else None
        state: State = "not_reported" if done is None else "not_judged"
        if judged:
            state = _OF_STANDING[judged.standing]
        part = _asked(task, profile)._replace(
            done=None if done is None else str(done),
            state=state,
            short=max(judged.target - done, 0) if judged and done is not None else 0,
            on=tally.on if tally else None,
            evidence=tally.evidence if tally else None,
        )
        yield _by_areas(task, part, clause, profile, assessment) if task.by else part


def _by_areas(task: Task, part: Part, clause: Clause, profile: Profile, assessment: Assessment) -> Part:
    """Return how a task stands that each area does once: as they say themselves, else as many as the district says."""
    period, areas = assessment.period or "", _areas_of(task, profile)
    said = tallies_by_area(task, assessment.tallies, period)
    done = {area: said[area].done for area in areas if area in said}
    known = part.done is not None or any(each is not None for each in done.values())
    many = sum(bool(each) for each in done.values()) if done else int(part.done or 0)
    missed = tuple(area for area, each in done.items() if each == 0)
    unknown = tuple(area for area in areas if done.get(area) is None) if done else ()
    state: State = "not_reported"
    if known and many == len(areas):
        state = "done"
    elif known and (missed or not done):
        state = "overdue" if _is_over(due_of(clause, profile), period) else "in_progress"
    days = [tally.on for tally in said.values() if tally.on]
    return part._replace(
        done=str(many) if known else None,
        state=state,
        short=len(areas) - many if known and not done else 0,
        missed=missed,
        unknown=unknown,
        on=max(days) if days and state == "done" else part.on,
    )


def _areas_of(task: Task, profile: Profile) -> list[str]:
    return [area.name for area in profile.areas if area.kind in task.by]


def _asked(task: Task, profile: Profile) -> Part:
    """Return a task with its target as printed: nothing for what is done once."""
    target = len(_areas_of(task, profile)) if task.by else task.target
    once = target == 1 and task.every == "total"
    shown = "" if target is None or once else f"≥{target}"
    return Part("task", task.id, task.title, shown, task.every, lined=target is not None)


def _rules(clause: Clause, assessment: Assessment) -> Part:
    """Return how rules are kept: a breach is late at once, and what could not be held to them is not known."""
    broken = [
        each.subject or each.area or each.file or ""
        for each in assessment.findings
        if each.code in clause.rules and each.severity != "info" and not each.explained
    ]
    skipped = [each.area or each.file or "" for each in assessment.not_evaluated if each.rule in clause.rules]
    unknown = tuple(dict.fromkeys((*assessment.coverage.missing, *skipped)))
    state: State = "overdue" if broken else "not_reported" if unknown or not assessment.returns else "done"
    codes = "、".join(clause.rules)
    title = Text(f"规则 {codes}", f"rules {codes}")
    return Part("rule", clause.id, title, state=state, missed=tuple(dict.fromkeys(broken)), unknown=unknown)


def _points(clause: Clause, assessment: Assessment) -> Part:
    """Return how the number of day-care points has moved since the first month, where both are known; more is told."""
    now = {report.area: len(report.points.rows) for report in assessment.returns if report.points is not None}
    first: dict[str, int] = {}
    for report in sorted(assessment.history, key=lambda each: each.period):
        if report.points is not None:
            first.setdefault(report.area, len(report.points.rows))
    both = [area for area in now if area in first]
    here = sum(now[area] for area in both) if both else sum(now.values())
    unknown = (*assessment.coverage.missing, *(each.area for each in assessment.returns if each.points is None))
    return Part(
        "trend",
        clause.id,
        clause.title,
        done=(f"{sum(first[area] for area in both)}→{here}" if both else str(here)) if now else None,
        state="not_judged" if now else "not_reported",
        lined=False,
        missed=tuple(f"{area} {first[area]}→{now[area]}" for area in both if now[area] > first[area]),
        unknown=unknown,
    )


def month_before_of(assessment: Assessment, profile: Profile) -> Assessment | None:
    """Return what the month before came to, as far as clauses ask: not what its rules found. None where nothing is known."""
    if assessment.period is None:
        return None
    period = month_before(assessment.period)
    returns = tuple(report for report in assessment.history if report.period == period)
    if not returns and not any(tally.period <= period for tally in assessment.tallies):
        return None
    return replace(
        assessment,
        period=period,
        returns=returns,
        history=tuple(report for report in assessment.history if report.period < period),
        judgements=tuple(each for each in assessment.of_history() if each.observation.period == period),
        coverage=coverage_of(profile, returns),
        findings=(),
        not_evaluated=(),
    )
