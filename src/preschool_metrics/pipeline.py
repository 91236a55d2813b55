"""assess(): the stages in their order, on one page."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

from preschool_metrics.catalogue import Register, load_profile
from preschool_metrics.compute import (
    NOTHING_ASSUMED,
    Assumed,
    Bounds,
    bounds_by_name,
    completeness_of,
    consequences_of,
    contributions_of,
    coverage_of,
    notes_on,
    observe,
    observe_kindergartens,
)
from preschool_metrics.errors import InputError, ProfileError, UnreadableWorkbookError
from preschool_metrics.judge import contradicted_examples, judge, judge_tasks
from preschool_metrics.language import _, spoken
from preschool_metrics.model.assessment import Assessment, Coverage
from preschool_metrics.model.completeness import Received
from preschool_metrics.model.finding import Finding, Flaw
from preschool_metrics.model.layout import NO_LAYOUT, Layout
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.task import TaskState
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.model.trace import Contribution
from preschool_metrics.read import Limits, Source, find_sources, month_of_folder, places_of, read_grid, survive
from preschool_metrics.shape import shape
from preschool_metrics.validate import (
    Context,
    Reporter,
    Told,
    Validated,
    across_periods,
    all_rules,
    chosen_rules,
    double_returns,
    flaw_of_file,
    in_force,
    order_by_effect,
    outcomes,
    policies_of,
    rows_of_returns,
    rules_in_force,
    second_pass,
    settle,
    shared_codes,
    validate,
    with_subjects,
)

DEFAULT_PROFILE = "wuqing-2023"
Progress = Callable[[int, int], None]


def assess(
    paths: str | Path | Sequence[str | Path],
    *,
    profile: str | Sequence[str] = DEFAULT_PROFILE,
    period: str | None = None,
    jobs: int = 1,
    limits: Limits | None = None,
    layout: str | Path | None = None,
    require_complete: bool = False,
    bounds: Bounds | None = None,
    margin: Fraction | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    progress: Progress | None = None,
) -> Assessment:
    """Read returns, validate them, compute the indicators and judge them by each profile.

    `profile` is an id or the path of a TOML file, or several: then verdicts stand side by side.

    `bounds` of missing returns, or a `margin` around the last return of each, say what partial sums can still become.

    `period` (YYYY-MM) selects the month, by default the latest one found; earlier months become the history.
    `select` and `ignore` take codes and families of rules (PM301, PM3, 行内): what the others say is left out.
    `layout` is the path of a layout file, in which an office names its odd headings and sheets.
    Raises InputError where there is nothing to read, or nothing of the period; ProfileError for a broken profile;
    LayoutError for a broken layout file; UnknownRuleError.
    """
    asked = chosen_rules(select, ignore)
    profiles = (profile,) if isinstance(profile, str) else tuple(dict.fromkeys(profile))
    paths = [paths] if isinstance(paths, str | Path) else paths
    loaded = tuple(map(working_profile, profiles))
    all_rules()  # before the workers are forked, so that they share it
    sources = find_sources([Path(path) for path in paths])
    said = laid_out(layout)
    results = list(examine_all(sources, profiles, period, jobs, limits or Limits(), progress, layout=said))
    chosen = period or max((result.input.period for result in results if result.input.period), default=None)
    _refuse_absent(results, period)
    assumed = Assumed(bounds_by_name(bounds or {}, loaded[0]), margin)
    made = _assessment(results, loaded, chosen, assumed, require_complete=require_complete)
    counted = (source for source, result in zip(sources, results, strict=True) if result.input.period in (chosen, None))
    limited = replace(made.limited_to(asked), places=places_of(counted, [Path(path) for path in paths]))
    return replace(limited, completeness=tuple(_completeness(results, limited)))


def laid_out(layout: str | Path | None) -> Layout:
    """Load a layout file, where one is given; raises LayoutError with every mistake."""
    if layout is None:
        return NO_LAYOUT
    from preschool_metrics.shape.layout import load_layout

    return load_layout(layout)


def read_return(
    path: str | Path,
    *,
    profile: str = DEFAULT_PROFILE,
    period: str | None = None,
    layout: str | Path | None = None,
) -> tuple[TownReturn, ...]:
    """Read one workbook: the returns that it holds, validated; one but for a summary of many areas.

    The file is read in this process. Raises UnreadableWorkbookError where it is no workbook.
    """
    source = Source(Path(path), Path(path).name, month_of_folder(Path(path)))
    try:
        return _examined(source, (profile,), period, Limits(), laid_out(layout)).returns
    except UnreadableWorkbookError as error:
        finding = flaw_of_file(error.flaw, error.facts, _context(source, "", (profile,), period)).findings[0]
        error.args = (f"{source.label}: {finding.message.say(spoken())}",)
        raise


def examine_all(
    sources: Sequence[Source],
    profiles: tuple[str, ...],
    period: str | None,
    jobs: int,
    limits: Limits,
    progress: Progress | None,
    *,
    layout: Layout = NO_LAYOUT,
) -> Iterator[Validated]:
    """Yield what each file came to, read in processes whose death is survivable."""
    work = partial(examine, profiles=profiles, period=period, limits=limits, layout=layout)
    dead = partial(_dead, profiles=profiles, period=period)
    confined = survive(
        work, sources, jobs=jobs, max_seconds=limits.max_seconds, max_memory=limits.max_memory, dead=dead
    )
    for done, result in enumerate(confined, 1):
        if progress:
            progress(done, len(sources))
        yield result


def examine(
    source: Source, *, profiles: tuple[str, ...], period: str | None, limits: Limits, layout: Layout = NO_LAYOUT
) -> Validated:
    """Take one file through read, shape and validate: the unit of work, pure and picklable."""
    try:
        return _examined(source, profiles, period, limits, layout)
    except UnreadableWorkbookError as error:
        return flaw_of_file(error.flaw, error.facts, _context(source, "", profiles, period))
    except Exception:  # noqa: BLE001 - whatever one file provokes, the others are still processed
        return _dead(source, profiles=profiles, period=period)


def _examined(
    source: Source, profiles: tuple[str, ...], period: str | None, limits: Limits, layout: Layout
) -> Validated:
    if source.skipped:
        return skipped(source)
    grid, content = read_grid(source.path, limits)
    digest = hashlib.sha256(content).hexdigest()
    return validate(shape(grid, layout), _context(source, digest, profiles, period))


def skipped(source: Source) -> Validated:
    """Return what a lock file in a folder came to: one line that says so."""
    reporter = Reporter(source.label)
    reporter.report("lock_file_skipped")
    return flaw_of_file(Flaw.LOCK_FILE, {}, Context(source.label, "", None, (), None, None))._replace(  # type: ignore[arg-type]
        findings=tuple(reporter.findings)
    )


def _dead(source: Source, *, profiles: tuple[str, ...], period: str | None) -> Validated:
    return flaw_of_file(Flaw.READER_DIED, {}, _context(source, "", profiles, period))


def _context(source: Source, digest: str, profiles: tuple[str, ...], period: str | None) -> Context:
    loaded = tuple(map(load_profile, profiles))
    return Context(source.label, digest, _register(profiles), loaded, source.folder, period)


_registers: dict[tuple[str, ...], Register] = {}


def _register(profiles: tuple[str, ...]) -> Register:
    """Return the register of the first profile that has one, made once a process: it remembers what it resolved."""
    if profiles not in _registers:
        loaded = list(map(load_profile, profiles))
        _registers[profiles] = Register(next((profile for profile in loaded if profile.areas), loaded[0]))
    return _registers[profiles]


def working_profile(name: str) -> Profile:
    """Load a profile whose worked examples come out as they say."""
    profile = load_profile(name)
    wrong = contradicted_examples(profile)
    for table, codes in (("rules", profile.rules), ("severity", profile.severity)):
        unknown = [code for code in codes if code not in all_rules()]
        wrong += [_("{table}: there is no rule {code}").format(table=table, code=code) for code in unknown]
    if wrong:
        raise ProfileError(name, wrong)
    return profile


def _refuse_absent(results: list[Validated], period: str | None) -> None:
    found = sorted({result.input.period for result in results if result.input.period})
    if period and found and period not in found:
        raise InputError(_("no return of {period}; there are: {found}").format(period=period, found=", ".join(found)))


def _assessment(
    results: list[Validated],
    profiles: tuple[Profile, ...],
    period: str | None,
    assumed: Assumed = NOTHING_ASSUMED,
    *,
    require_complete: bool,
) -> Assessment:
    every, doubles = double_returns([report for result in results for report in result.returns])
    current = [report for report in every if report.period == period]
    history = tuple(report for report in every if period and report.period < period)
    judgements = tuple(_judgements(current, profiles, period, lambda profile: assumed.of(history, profile)))
    tasks = tuple(_tasks(results, profiles, period))
    results = [result for result in results if result.input.period in (period, None)]
    told = _told(results, current, history, judgements, profiles)
    findings = [*told.findings, *(finding for finding in doubles if finding.period == period)]
    findings += _missing(coverage_of(profiles[0], current), period) if require_complete and period else []
    said = [each for result in results for each in result.explanations]
    settled = settle(in_force(findings, profiles), said)
    findings = order_by_effect([*settled.findings, *in_force(settled.remarks, profiles)], judgements, current, profiles)
    inputs = tuple(result.input for result in results)
    return Assessment(
        profiles=profiles,
        period=period,
        inputs=inputs,
        coverage=coverage_of(profiles[0], current),
        judgements=judgements,
        findings=tuple(findings),
        not_evaluated=tuple(told.not_evaluated),
        notes=tuple(notes_on(profiles, current)),
        returns=tuple(current),
        history=history,
        explanations=settled.explanations,
        tasks=tasks,
        consequences=tuple(each for profile in profiles for each in consequences_of(profile, judgements, current)),
        of_kindergartens=lambda: _of_kindergartens(current, profiles, period),
        of_history=lambda: _of_history(history, profiles),
        outcomes=lambda: outcomes(inputs, current, findings, told.not_evaluated, policies_of(profiles)),
        contributions_of=lambda judgement: _contributions(judgement, current, profiles),
        rules=rules_in_force(all_rules(), profiles),
    )


def _tasks(results: Iterable[Validated], profiles: Iterable[Profile], period: str | None) -> Iterator[TaskState]:
    tallies = [tally for result in results for tally in result.tallies]
    for profile in profiles if period else ():
        yield from judge_tasks(profile, tallies, str(period))


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


def _completeness(read: Sequence[Validated], assessment: Assessment) -> Iterator[Received]:
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


def _missing(coverage: Coverage, period: str | None) -> list[Finding]:
    findings: list[Finding] = []
    for area in coverage.missing:
        Reporter(None, findings, [], None, area, period).report("missing_return", area=area, period=period)
    return findings
