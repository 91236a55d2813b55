"""`check`: read returns, validate them, compute the indicators and judge them."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE, load_bounds
from preschool_metrics.cli import document, limits, options
from preschool_metrics.cli.closing import closing, not_compared
from preschool_metrics.cli.document import Format
from preschool_metrics.cli.output import say
from preschool_metrics.cli.progress import bar
from preschool_metrics.language import _
from preschool_metrics.read import WORKBOOKS
from preschool_metrics.workflow.assess import assess
from preschool_metrics.workflow.failing import FailOn, failed

if TYPE_CHECKING:
    from preschool_metrics.report.diff import Run

FOUND: Final = 1
_MANY: Final = 100


Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        help=_("An earlier run (--format json): only findings that it does not have make the exit code 1."),
        show_default=False,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("check", help=_("Read returns, validate them, compute the indicators and judge them."))(check)


def check(
    ctx: typer.Context,
    paths: options.Paths,
    profile: options.Profiles = [DEFAULT_PROFILE],  # noqa: B006 - typer copies it
    period: options.Period = None,
    form: document.Formats = document.Format.TEXT,
    table: document.Tables = document.Table.FINDINGS,
    output: document.Output = None,
    sarif_profile: document.SarifProfiles = document.SarifProfile.GITHUB,
    help_uri: document.HelpUri = None,
    summary: document.Summary = None,
    baseline: Baseline = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailsOn = FailOn.ERROR,
    require_complete: Annotated[
        bool, typer.Option("--require-complete", help=_("A missing return is an error."))
    ] = False,
    bounds: options.Bounds = None,
    margin: options.Margin = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help=_("Processes; by default one, for many files one a processor."),
            show_default=False,
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help=_("Show every finding and note in the text."))
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("No progress and no messages on standard error."))
    ] = False,
    layout: options.LayoutFile = None,
    lang: options.Language = None,
    max_size: limits.MaxSize = limits.STANDARD.max_size // limits.MEGABYTE,
    max_entries: limits.MaxEntries = limits.STANDARD.max_entries,
    max_ratio: limits.MaxRatio = limits.STANDARD.max_ratio,
    max_unpacked: limits.MaxUnpacked = limits.STANDARD.max_unpacked // limits.MEGABYTE,
    max_cells: limits.MaxCells = limits.STANDARD.max_cells,
    max_memory: limits.MaxMemory = limits.STANDARD.max_memory // limits.MEGABYTE,
    max_seconds: limits.MaxSeconds = limits.STANDARD.max_seconds,
) -> None:
    """Exit codes: 0 nothing at or above --fail-on, 1 findings, 3 nothing to check, or a broken profile or baseline."""
    _spare_inputs((output, summary), [*paths, *map(Path, profile), *filter(None, [baseline, layout])])
    earlier = _read_baseline(baseline)
    allowed = limits.chosen(
        max_size, max_entries, max_ratio, max_unpacked, max_cells, max_memory=max_memory, max_seconds=max_seconds
    )
    with bar(_("Reading returns"), quiet=quiet) as report:
        assessment = assess(
            paths, profile=profile, period=period, jobs=jobs or jobs_for(paths), limits=allowed, layout=layout,
            require_complete=require_complete, bounds=load_bounds(bounds) if bounds else None,
            margin=options.share_of(margin), select=select or (), ignore=ignore or (), progress=report,
        )  # fmt: skip
    if earlier is not None:
        from preschool_metrics.report.diff import against

        assessment = against(assessment, earlier)
    form = document.format_of(ctx, form, output)
    how = document.Presentation(form, table, output, lang, verbose, sarif_profile, help_uri, summary)
    document.write(assessment, how)
    found = failed(assessment, fail_on, earlier)
    if form is Format.TEXT and not quiet:
        for line in filter(None, (not_compared(assessment, paths), closing(assessment, paths, failed=found))):
            say(line)
    if found:
        raise typer.Exit(FOUND)


def _spare_inputs(outputs: Iterable[Path | None], paths: list[Path]) -> None:
    """Refuse to write over what is read: a file that is named, or any workbook in a folder of returns."""
    for output in outputs:
        if output is None or not output.is_file():
            continue
        place = output.resolve()
        inside = place.suffix.lower() in WORKBOOKS and any(path.resolve() in place.parents for path in paths)
        if inside or any(path.resolve() == place for path in paths):
            raise typer.BadParameter(
                _("{output} is read by this very command; choose another file").format(output=output)
            )


def jobs_for(paths: list[Path]) -> int:
    """Return how many processes read the files: for many of them one a processor."""
    files = sum(sum(len(names) for _folder, _folders, names in os.walk(path)) for path in paths if path.is_dir())
    return os.cpu_count() or 1 if files > _MANY else 1


def _read_baseline(path: Path | None) -> "Run | None":
    """Read the run to compare with: before the returns, so that a mistake is told at once."""
    if path is None:
        return None
    from preschool_metrics.report.diff import read_run

    return read_run(path)
