"""`annotate`: the submitters' own workbooks back, with what was found in them."""

from pathlib import Path
from typing import Annotated

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import limits, options
from preschool_metrics.cli.output import say
from preschool_metrics.cli.progress import bar
from preschool_metrics.language import _, spoken
from preschool_metrics.workflow.annotate import annotate as write_back


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("annotate", help=_("Give workbooks back with marks and notes on their cells and a first sheet 反馈."))(
        annotate
    )


def annotate(
    paths: options.Paths,
    out: Annotated[Path, typer.Option("--out", "-o", help=_("The folder to write to."), show_default=False)],
    profile: options.Profiles = [DEFAULT_PROFILE],  # noqa: B006 - typer copies it
    period: options.Period = None,
    force: Annotated[bool, typer.Option("--force", help=_("Write over files that are there already."))] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("No progress and no messages on standard error."))
    ] = False,
    layout: options.LayoutFile = None,
    max_size: limits.MaxSize = limits.STANDARD.max_size // limits.MEGABYTE,
    max_entries: limits.MaxEntries = limits.STANDARD.max_entries,
    max_ratio: limits.MaxRatio = limits.STANDARD.max_ratio,
    max_unpacked: limits.MaxUnpacked = limits.STANDARD.max_unpacked // limits.MEGABYTE,
    max_cells: limits.MaxCells = limits.STANDARD.max_cells,
    max_memory: limits.MaxMemory = limits.STANDARD.max_memory // limits.MEGABYTE,
    max_seconds: limits.MaxSeconds = limits.STANDARD.max_seconds,
) -> None:
    """Exit codes: 0 everything was written, whatever was found; 2 wrong usage; 3 nothing to annotate, or not all was written."""
    _refuse_folder_of_returns(out, paths)
    allowed = limits.chosen(
        max_size, max_entries, max_ratio, max_unpacked, max_cells, max_memory=max_memory, max_seconds=max_seconds
    )
    with bar(_("Reading returns"), quiet=quiet) as report:
        written = write_back(
            paths, out, profile=profile, period=period, limits=allowed, layout=layout, force=force, progress=report
        )
    beside = copies = 0
    for each in written:
        beside, copies = beside + (each.beside is not None), copies + (each.beside is None)
        if each.beside and not quiet:
            line = _("{file}: {why}; its feedback stands in {path}")
            say(line.format(file=each.about, why=each.beside.say(spoken()), path=each.path))
    if not quiet:
        line = _("{copies} workbooks annotated, {beside} with a workbook beside them: {out}")
        say(line.format(copies=copies, beside=beside, out=out))


def _refuse_folder_of_returns(out: Path, paths: list[Path]) -> None:
    """What is written into a folder of returns would be read as further returns the next time."""
    place = out.resolve()
    for path in paths:
        if path.is_dir() and path.resolve() in (place, *place.parents):
            raise typer.BadParameter(_("{out} lies in a folder of returns; choose another one").format(out=out))
