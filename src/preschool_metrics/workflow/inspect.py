"""What is understood of a workbook, before anything is judged."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.inspection import Inspection
from preschool_metrics.model.layout import Layout
from preschool_metrics.read import Limits, Source, find_sources, read_grid, survive
from preschool_metrics.shape import shape
from preschool_metrics.shape.unsettled import unsettled
from preschool_metrics.validate import Reporter, all_rules
from preschool_metrics.validate.inspection import inspected
from preschool_metrics.workflow.files import ignored, laid_out
from preschool_metrics.workflow.month import left_out


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
    except MemoryError:  # of which more than this file may be guilty
        raise
    except Exception:  # noqa: BLE001 - whatever one file provokes, the others are still inspected
        return _uninspected(source, flaw=Flaw.READER_DIED)


def _passed_over(source: Source) -> Inspection:
    """Return what is said of a file in a folder that is no return."""
    said = ignored(source)
    return Inspection(source.label, findings=said.findings or tuple(left_out([said])))


def _uninspected(source: Source, *, flaw: str, facts: dict[str, object] | None = None) -> Inspection:
    reporter = Reporter(source.label)
    reporter.remark(Remark(Flaw(flaw), facts=tuple((facts or {}).items())))
    return Inspection(source.label, findings=tuple(reporter.findings))
