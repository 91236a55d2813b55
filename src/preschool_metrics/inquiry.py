"""Questions about single things: what was understood of a workbook, which cells a figure comes from, what changed."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from preschool_metrics.catalogue import Register
from preschool_metrics.errors import InputError, UnreadableWorkbookError
from preschool_metrics.language import _
from preschool_metrics.measure import cells_of, members, scoped
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.inspection import Inspection
from preschool_metrics.model.layout import Layout
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.trace import Cells, Trace
from preschool_metrics.pipeline import DEFAULT_PROFILE, assess, ignored, laid_out
from preschool_metrics.pipeline.month import left_out
from preschool_metrics.read import Limits, Source, find_sources, read_grid, survive
from preschool_metrics.report.diff import Diff, compare_runs, read_run, run_of
from preschool_metrics.shape import shape
from preschool_metrics.shape.unsettled import unsettled
from preschool_metrics.validate import Reporter, all_rules
from preschool_metrics.validate.changes import changes
from preschool_metrics.validate.inspection import inspected


def inspect(path: str | Path, *, limits: Limits | None = None, layout: str | Path | None = None) -> Inspection:
    """Read one workbook and say what was understood of it, in a process whose death is survivable.

    A file that cannot be read is a finding. Raises InputError where there is none.
    """
    return next(inspect_all([path], limits=limits, layout=layout))


def inspect_all(
    paths: Sequence[str | Path], *, limits: Limits | None = None, layout: str | Path | None = None
) -> Iterator[Inspection]:
    """Inspect files, and the workbooks of folders; raises InputError where a path is missing or holds none.

    Raises LayoutError for a broken layout file.
    """
    limits = limits or Limits()
    all_rules()  # before the workers are forked, so that they share it
    return survive(
        partial(_inspected, limits=limits, layout=laid_out(layout)),
        find_sources([Path(path) for path in paths]),
        jobs=1,
        max_seconds=limits.max_seconds,
        max_memory=limits.max_memory,
        dead=partial(_uninspected, flaw=Flaw.READER_DIED),
    )


def _inspected(source: Source, *, limits: Limits, layout: Layout) -> Inspection:
    if source.skipped:
        return _passed_over(source)
    try:
        grid, content = read_grid(source.path, limits)
        draft = shape(grid, layout, source.label)
        seen = inspected(grid, draft, source.label, hashlib.sha256(content).hexdigest())
        return replace(seen, unsettled=unsettled(grid, draft))
    except UnreadableWorkbookError as error:
        if error.flaw == Flaw.OWN_OUTPUT and source.found:
            return _passed_over(source)
        return _uninspected(source, flaw=error.flaw, facts=error.facts)
    except MemoryError:
        return _uninspected(source, flaw=Flaw.READER_DIED)


def _passed_over(source: Source) -> Inspection:
    """Return what is said of a file in a folder that is no return."""
    said = ignored(source)
    return Inspection(source.label, findings=said.findings or tuple(left_out([said])))


def _uninspected(source: Source, *, flaw: str, facts: dict[str, object] | None = None) -> Inspection:
    reporter = Reporter(source.label)
    reporter.remark(Remark(Flaw(flaw), facts=tuple((facts or {}).items())))
    return Inspection(source.label, findings=tuple(reporter.findings))


def trace(
    area: str,
    indicator: str,
    paths: Sequence[str | Path],
    *,
    profile: str = DEFAULT_PROFILE,
    period: str | None = None,
    layout: str | Path | None = None,
) -> Trace:
    """Return a figure with every cell that it comes from; `area` may be a town, a group or the district.

    Raises InputError where the area or the indicator is not among the figures.
    """
    assessment = assess(paths, profile=profile, period=period, layout=layout)
    loaded = assessment.profiles[0]
    found = Register(loaded).resolve(area).area if loaded.areas else None
    names = {area, found.name} if found else {area}
    judged = [each for each in assessment.judgements if each.observation.area in names]
    judgement = next((each for each in judged if each.observation.indicator.id == indicator), None)
    if judgement is None:
        known = sorted(
            {each.observation.indicator.id if judged else each.observation.area for each in assessment.judgements}
        )
        raise InputError(
            _("no figure {indicator} of {area}; there are: {known}").format(
                indicator=indicator, area=area, known=", ".join(known)
            )
        )
    reports = members(judgement.observation, loaded, assessment.returns)
    cells = {
        field: Cells(
            field,
            tuple((report.file, figure) for report in reports for figure in cells_of(report, field, loaded.basis)),
        )
        for field in _fields(judgement, loaded)
    }
    return Trace(loaded, judgement, tuple(cells.values()))


def _fields(judgement: Judgement, profile: Profile) -> tuple[str, ...]:
    measure = scoped(judgement.observation.indicator.measure, profile)
    return (*measure.numerator, *measure.denominator, *measure.part_time)


def compare(
    before: Path,
    after: Path,
    *,
    profile: str | Sequence[str] = DEFAULT_PROFILE,
    period: str | None = None,
    jobs: int = 1,
    layout: str | Path | None = None,
) -> Diff:
    """Compare two runs, each the document of `check --format json` (.json) or returns: a workbook or a folder.

    Where both are returns, the values that changed are compared too.
    Raises InputError and ProfileError as `assess` does, RunError for a document that is none.
    """
    then, now = (
        None
        if path.suffix.lower() == ".json"
        else assess([path], profile=profile, period=period, jobs=jobs, layout=layout)
        for path in (before, after)
    )
    runs = (run_of(then) if then else read_run(before), run_of(now) if now else read_run(after))
    if then is None or now is None:
        return compare_runs(*runs)
    register = Register(next((each for each in now.profiles if each.areas), now.profiles[0]))
    return compare_runs(*runs, changes(then.returns, now.returns, register))
