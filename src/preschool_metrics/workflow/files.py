"""One file through read, shape and validate: in a process of its own, where its death is survivable."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from preschool_metrics.catalogue import Register, load_profile
from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.assessment import Input
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.layout import NO_LAYOUT, Layout
from preschool_metrics.model.policy import Profile
from preschool_metrics.read import Limits, Source, read_grid, survive
from preschool_metrics.shape import shape
from preschool_metrics.validate import Context, Reporter, Validated, flaw_of_file, validate

Progress = Callable[[int, int], None]


def laid_out(layout: str | Path | None) -> Layout:
    """Load a layout file, where one is given; raises LayoutError with every mistake."""
    if layout is None:
        return NO_LAYOUT
    from preschool_metrics.shape.layout import load_layout

    return load_layout(layout)


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
        return examined(source, profiles, period, limits, layout)
    except UnreadableWorkbookError as error:
        if error.flaw == Flaw.OWN_OUTPUT and source.found:
            return ignored(source)
        return flaw_of_file(error.flaw, error.facts, context_of(source, "", profiles, period))
    except MemoryError:  # of which more than this file may be guilty
        raise
    except Exception:  # noqa: BLE001 - whatever one file provokes, the others are still processed
        return _dead(source, profiles=profiles, period=period)


def examined(
    source: Source, profiles: tuple[str, ...], period: str | None, limits: Limits, layout: Layout
) -> Validated:
    """Take one file through the stages in this process; raises UnreadableWorkbookError where it is no workbook."""
    if source.skipped:
        return ignored(source)
    grid, content = read_grid(source.path, limits)
    digest = hashlib.sha256(content).hexdigest()
    return validate(shape(grid, layout, source.label), context_of(source, digest, profiles, period))


def ignored(source: Source) -> Validated:
    """Return what a file in a folder came to that is no return: of a lock file one line that says so.

    The others are told together, those of one month.
    """
    file = Input(source.label, None, None, source.folder, read=False, kindergartens=None, ignored=True)
    reporter = Reporter(source.label)
    if source.skipped == "lock_file":
        reporter.report("lock_file_skipped")
    return Validated(file, (), tuple(reporter.findings), ())


def _dead(source: Source, *, profiles: tuple[str, ...], period: str | None) -> Validated:
    return flaw_of_file(Flaw.READER_DIED, {}, context_of(source, "", profiles, period))


def context_of(source: Source, digest: str, profiles: tuple[str, ...], period: str | None) -> Context:
    """Return what validation needs to know of a file beside what it holds."""
    loaded, register = _loaded(profiles)
    return Context(source.label, digest, register, loaded, source.folder, period)


@cache
def _loaded(profiles: tuple[str, ...]) -> tuple[tuple[Profile, ...], Register]:
    """Return the profiles and the register of the first that has one, once a process: it remembers what it resolved."""
    loaded = tuple(map(load_profile, profiles))
    return loaded, Register(next((profile for profile in loaded if profile.areas), loaded[0]))
