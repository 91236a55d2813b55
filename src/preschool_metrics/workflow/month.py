"""The returns of one month through measure and the second pass of validate."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from preschool_metrics.measure import (
    NOTHING_ASSUMED,
    Assumed,
    Bounds,
    completeness_of,
    consequences_of,
    contributions_of,
    coverage_of,
    judge,
    judge_tasks,
    notes_on,
    observe,
    observe_kindergartens,
)
from preschool_metrics.model.assessment import Assessment, Coverage
from preschool_metrics.model.completeness import Received
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.task import Tally, TaskState
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.model.trace import Contribution
from preschool_metrics.validate import (
    Reporter,
    Told,
    Validated,
    across_periods,
    all_rules,
    double_returns,
    in_force,
    order_by_effect,
    outcomes,
    policies_of,
    rows_of_returns,
    rule_named,
    rules_in_force,
    second_pass,
    settle,
    shared_codes,
    with_subjects,
)

_MOST_NAMES = 10


def assessed(
    results: list[Validated],
    profiles: tuple[Profile, ...],
    period: str | None,
    assumed: Assumed = NOTHING_ASSUMED,
    *,
    require_complete: bool,
) -> Assessment:
    """Put together what the returns of a month come to, judged by each profile."""
    every, doubles = double_returns([report for result in results for report in result.returns])
    current = [report for report in every if report.period == period]
    history = tuple(report for report in every if period and report.period < period)
    judgements = tuple(_judgements(current, profiles, period, lambda profile: assumed.of(history, profile)))
    tallies = tuple(tally for result in results for tally in result.tallies)
    tasks = tuple(_tasks(tallies, profiles, period))
    astray = [finding for result in results for finding in result.findings if _astray(finding, period)]
    results = [result for result in results if result.input.period in (period, None)]
    told = _told(results, current, history, judgements, profiles)
    findings = [*told.findings, *astray, *(finding for finding in doubles if finding.period == period)]
    passed_over = left_out(results)
    findings += passed_over
    findings += _missing(coverage_of(profiles[0], current), period) if require_complete and period else []
    said = [each for result in results for each in result.explanations]
    settled = settle(in_force(findings, profiles), said)
    findings = order_by_effect([*settled.findings, *in_force(settled.remarks, profiles)], judgements, current, profiles)
    inputs = tuple(result.input for result in results)
    read = [result.input for result in results if result.findings or not result.input.ignored]
    return Assessment(
        profiles=profiles,
        period=period,
        inputs=inputs,
        coverage=coverage_of(profiles[0], current),
        judgements=judgements,
        findings=tuple(findings),
        not_evaluated=tuple(told.not_evaluated),
        notes=(*notes_on(profiles, current), *(finding.message for finding in passed_over)),
        returns=tuple(current),
        history=history,
        explanations=settled.explanations,
        tasks=tasks,
        tallies=tallies,
        consequences=tuple(each for profile in profiles for each in consequences_of(profile, judgements, current)),
        of_kindergartens=lambda: _of_kindergartens(current, profiles, period),
        of_history=lambda: _of_history(history, profiles),
        outcomes=lambda: outcomes(read, current, findings, told.not_evaluated, policies_of(profiles)),
        contributions_of=lambda judgement: _contributions(judgement, current, profiles),
        rules=rules_in_force(all_rules(), profiles),
    )


def _astray(finding: Finding, period: str | None) -> bool:
    """Tell whether a file in the folder of this month counts for another one: its town would be missing, and why."""
    return finding.code == rule_named("other_period").code and finding.expected == period != finding.period


def _tasks(tallies: Sequence[Tally], profiles: Iterable[Profile], period: str | None) -> Iterator[TaskState]:
    """Yield how the counters of the policies stand; none while the district's workbook says nothing of any task."""
    if not tallies or not period:
        return
    from preschool_metrics.catalogue.clauses import load_clauses

    for profile in profiles:
        counters = [clause for clause in load_clauses(profile) if clause.kind == "counter"]
        yield from judge_tasks(profile, counters, tallies, period)


def _told(
    results: Sequence[Validated],
    returns: Sequence[TownReturn],
    history: Sequence[TownReturn],
    judgements: Sequence[Judgement],
    profiles: Sequence[Profile],
) -> Told:
    """Put together what was found in each file and what only the judgements and the other returns show.

    A cell that is told in its file already is not blank but wrong: no later rule asks for it.
    """
    own = [each for result in results for each in result.findings]
    wrong = {(each.file, each.sheet, each.cell) for each in own if each.cell}
    judged, over_time = second_pass(judgements, returns, profiles), across_periods(returns, history, profiles)
    late = [*shared_codes(returns), *judged.findings, *over_time.findings]
    late = [each for each in late if each.value is not None or (each.file, each.sheet, each.cell) not in wrong]
    return Told(
        [*own, *with_subjects(late, rows_of_returns(returns))],
        [
            *(each for result in results for each in result.not_evaluated),
            *judged.not_evaluated,
            *over_time.not_evaluated,
        ],
    )


def completeness(read: Sequence[Validated], assessment: Assessment) -> Iterator[Received]:
    """Say of every month what came in: free of errors by the rules that were asked for."""
    others = [each for each in read if each.input.period not in (assessment.period, None)]
    earlier = in_force([finding for each in others for finding in each.findings], assessment.profiles)
    findings = [*assessment.findings, *(finding for finding in earlier if finding.code in assessment.rules)]
    returns = [report for each in read for report in each.returns]
    return completeness_of(assessment.profiles[0], [each.input for each in read], returns, findings)


def _judgements(
    returns: list[TownReturn],
    profiles: Iterable[Profile],
    period: str | None,
    bounds: Callable[[Profile], Bounds | None] = lambda _profile: None,
) -> Iterator[Judgement]:
    for profile in profiles if period else ():
        yield from map(judge, observe(returns, profile, str(period), bounds(profile)))


def _of_kindergartens(
    returns: list[TownReturn], profiles: Iterable[Profile], period: str | None
) -> Iterator[Judgement]:
    for profile in profiles if period else ():
        yield from map(judge, observe_kindergartens(returns, profile, str(period)))


def _of_history(history: Sequence[TownReturn], profiles: Iterable[Profile]) -> Iterator[Judgement]:
    for month in sorted({report.period for report in history}):
        yield from _judgements([report for report in history if report.period == month], profiles, month)


def _contributions(
    judgement: Judgement, returns: Sequence[TownReturn], profiles: Iterable[Profile]
) -> Iterator[Contribution]:
    observation = judgement.observation
    profile = next(profile for profile in profiles if profile.id == observation.profile)
    return contributions_of(observation, profile, returns)


def left_out(results: Iterable[Validated]) -> list[Finding]:
    """Say once which files are no returns; a lock file has said so itself."""
    names = [result.input.path for result in results if result.input.ignored and not result.findings]
    if not names:
        return []
    more = len(names) - _MOST_NAMES
    rest = Text(f"等 {len(names)} 个", f" and {more} more") if more > 0 else Text("", "")
    shown = names[:_MOST_NAMES]
    reporter = Reporter(None, [], [], None, None, None)
    reporter.report("no_returns", count=len(names), files=Text("、".join(shown) + rest.zh, ", ".join(shown) + rest.en))
    return reporter.findings


def _missing(coverage: Coverage, period: str | None) -> list[Finding]:
    findings: list[Finding] = []
    for area in coverage.missing:
        Reporter(None, findings, [], None, area, period).report("missing_return", area=area, period=period)
    return findings
