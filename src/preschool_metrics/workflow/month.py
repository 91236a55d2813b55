"""The returns of one month through measure and the second pass of validate."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

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
from preschool_metrics.model.assessment import Assessment, Coverage, Input
from preschool_metrics.model.completeness import Received
from preschool_metrics.model.finding import Finding, NotEvaluated, Outcome
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
from preschool_metrics.validate.explanations import Settled

_MOST_NAMES = 10


class Asked(NamedTuple):
    """What is asked of the returns of a month.

    rules             the codes of the rules that are to speak
    assumed           what is assumed of returns that are missing
    require_complete  a missing return is an error
    """

    profiles: tuple[Profile, ...]
    period: str | None
    rules: frozenset[str]
    assumed: Assumed = NOTHING_ASSUMED
    require_complete: bool = False


def assessment_of(read: Sequence[Validated], asked: Asked, places: Mapping[str, str]) -> Assessment:
    """Put together what the returns of a month come to, judged by each profile; `read` are the files of every month."""
    profiles, period = asked.profiles, asked.period
    every, doubles = double_returns([report for result in read for report in result.returns])
    current = [report for report in every if report.period == period]
    history = tuple(report for report in every if period and report.period < period)
    judgements = tuple(_judgements(current, profiles, period, lambda profile: asked.assumed.of(history, profile)))
    tallies = tuple(tally for result in read for tally in result.tallies)
    here = [result for result in read if result.input.period in (period, None)]
    told = _told(here, current, history, judgements, profiles)
    beside = [
        *(finding for result in read for finding in result.findings if _astray(finding, period)),
        *(finding for finding in doubles if finding.period == period),
    ]
    settled = _settled([*told.findings, *beside], here, current, judgements, asked)
    inputs = [result.input for result in here if result.findings or not result.input.ignored]
    findings = tuple(finding for finding in settled.findings if finding.code in asked.rules)
    return Assessment(
        profiles=profiles,
        period=period,
        inputs=tuple(result.input for result in here),
        coverage=coverage_of(profiles[0], current),
        judgements=judgements,
        findings=findings,
        not_evaluated=tuple(each for each in told.not_evaluated if each.rule in asked.rules),
        notes=tuple(_notes(here, current, asked)),
        returns=tuple(current),
        history=history,
        explanations=settled.explanations,
        tasks=tuple(_tasks(tallies, profiles, period)),
        tallies=tallies,
        consequences=tuple(each for profile in profiles for each in consequences_of(profile, judgements, current)),
        completeness=tuple(_completeness(read, findings, asked)),
        of_kindergartens=lambda: _of_kindergartens(current, profiles, period),
        of_history=lambda: _of_history(history, profiles),
        outcomes_of=lambda own: _outcomes(inputs, current, own, told.not_evaluated, asked),
        contributions_of=lambda judgement: _contributions(judgement, current, profiles),
        rules=rules_in_force(asked.rules, profiles),
        places=places,
    )


def _settled(
    findings: list[Finding],
    results: Sequence[Validated],
    returns: Sequence[TownReturn],
    judgements: Sequence[Judgement],
    asked: Asked,
) -> Settled:
    """Return all findings of the month by their effect, with what was said to them."""
    every = [*findings, *left_out(results)]
    if asked.require_complete and asked.period:
        every += _missing(coverage_of(asked.profiles[0], returns), asked.period)
    said = [each for result in results for each in result.explanations]
    settled = settle(in_force(every, asked.profiles), said)
    serious = [*settled.findings, *in_force(settled.remarks, asked.profiles)]
    return settled._replace(findings=order_by_effect(serious, judgements, returns, asked.profiles))


def _notes(results: Sequence[Validated], returns: Sequence[TownReturn], asked: Asked) -> Iterator[Text]:
    yield from notes_on(asked.profiles, returns)
    yield from (finding.message for finding in left_out(results))
    count, every = len(asked.rules), len(all_rules())
    if count < every:
        zh, en = f"只列 {count} 条规则的问题，共 {every} 条。", f"Findings of {count} rules only, of {every}."
        yield Text(zh, en)


def _outcomes(
    inputs: Sequence[Input],
    returns: Sequence[TownReturn],
    findings: Sequence[Finding],
    skipped: Sequence[NotEvaluated],
    asked: Asked,
) -> Iterator[Outcome]:
    every = outcomes(inputs, returns, findings, skipped, policies_of(asked.profiles))
    return (each for each in every if each.rule in asked.rules)


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


def _completeness(read: Sequence[Validated], findings: Sequence[Finding], asked: Asked) -> Iterator[Received]:
    """Say of every month what came in: free of errors by the rules that were asked for."""
    others = [each for each in read if each.input.period not in (asked.period, None)]
    earlier = in_force([finding for each in others for finding in each.findings], asked.profiles)
    findings = [*findings, *(finding for finding in earlier if finding.code in asked.rules)]
    returns = [report for each in read for report in each.returns]
    return completeness_of(asked.profiles[0], [each.input for each in read], returns, findings)


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
