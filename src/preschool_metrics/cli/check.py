"""`check`: read returns, validate them, compute the indicators and judge them."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from preschool_metrics.cli import limits, options
from preschool_metrics.cli.output import (
    colors,
    emit_machine,
    emit_text,
    machine_language,
    text_language,
    width,
    write_whole,
)
from preschool_metrics.cli.progress import bar
from preschool_metrics.language import _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.pipeline import DEFAULT_PROFILE, assess
from preschool_metrics.read import WORKBOOKS
from preschool_metrics.report import render

FOUND: Final = 1
_MANY: Final = 100


class Format(StrEnum):
    """The formats of `check`."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class Table(StrEnum):
    """The tables of `--format csv`."""

    FINDINGS = "findings"
    OBSERVATIONS = "observations"
    EXPLANATIONS = "explanations"


class FailOn(StrEnum):
    """What makes the exit code 1."""

    ERROR = "error"
    QUERY = "query"
    GAP = "gap"
    NEVER = "never"


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("check", help=_("Read returns, validate them, compute the indicators and judge them."))(check)


def check(
    paths: options.Paths,
    profile: options.Profiles = [DEFAULT_PROFILE],  # noqa: B006 - typer copies it
    period: options.Period = None,
    form: Annotated[Format, typer.Option("--format", "-f", help=_("Output format."))] = Format.TEXT,
    table: Annotated[Table, typer.Option("--table", help=_("Which table csv gives."))] = Table.FINDINGS,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=_("Write to this file."), show_default=False)
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help=_("What makes the exit code 1; gap: errors or a binding target missed."))
    ] = FailOn.ERROR,
    require_complete: Annotated[
        bool, typer.Option("--require-complete", help=_("A missing return is an error."))
    ] = False,
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
    lang: options.Language = None,
    max_size: limits.MaxSize = limits.STANDARD.max_size // limits.MEGABYTE,
    max_entries: limits.MaxEntries = limits.STANDARD.max_entries,
    max_ratio: limits.MaxRatio = limits.STANDARD.max_ratio,
    max_unpacked: limits.MaxUnpacked = limits.STANDARD.max_unpacked // limits.MEGABYTE,
    max_cells: limits.MaxCells = limits.STANDARD.max_cells,
    max_memory: limits.MaxMemory = limits.STANDARD.max_memory // limits.MEGABYTE,
    max_seconds: limits.MaxSeconds = limits.STANDARD.max_seconds,
) -> None:
    """Exit codes: 0 nothing at or above --fail-on, 1 findings, 3 nothing to check or a broken profile."""
    _spare_inputs(output, [*paths, *map(Path, profile)])
    allowed = limits.chosen(
        max_size, max_entries, max_ratio, max_unpacked, max_cells, max_memory=max_memory, max_seconds=max_seconds
    )
    with bar(_("Reading returns"), quiet=quiet) as report:
        assessment = assess(
            paths, profile=profile, period=period, jobs=jobs or _jobs(paths), limits=allowed,
            require_complete=require_complete, progress=report,
        )  # fmt: skip
    write(assessment, form, table, output, lang, verbose=verbose)
    if failed(assessment, fail_on):
        raise typer.Exit(FOUND)


def _spare_inputs(output: Path | None, paths: list[Path]) -> None:
    """Refuse to write over what is read: a file that is named, or any workbook in a folder of returns."""
    if output is None or not output.is_file():
        return
    place = output.resolve()
    inside = place.suffix.lower() in WORKBOOKS and any(path.resolve() in place.parents for path in paths)
    if inside or any(path.resolve() == place for path in paths):
        raise typer.BadParameter(_("{output} is read by this very command; choose another file").format(output=output))


def _jobs(paths: list[Path]) -> int:
    files = sum(sum(len(names) for _folder, _folders, names in os.walk(path)) for path in paths if path.is_dir())
    return os.cpu_count() or 1 if files > _MANY else 1


def write(
    assessment: Assessment, form: Format, table: Table, output: Path | None, lang: str | None, *, verbose: bool
) -> None:
    """Write an assessment in a format: to a file, or to standard output."""
    if form is Format.TEXT:
        shown = width() if output is None else 160
        color = output is None and colors(sys.stdout.isatty())
        text = render(assessment, "text", text_language(lang), width=shown, color=color, verbose=verbose)
    else:
        text = render(assessment, "json" if form is Format.JSON else "csv", machine_language(lang), table=table.value)
    if output:
        write_whole(output, text)
    elif form is Format.TEXT:
        emit_text(text)
    else:
        emit_machine(text)


def failed(assessment: Assessment, fail_on: FailOn) -> bool:
    """Tell whether a run counts as failed."""
    severities = {finding.severity for finding in assessment.findings if not finding.explained}
    if fail_on is FailOn.NEVER:
        return False
    if fail_on is FailOn.QUERY and "query" in severities:
        return True
    return "error" in severities or (fail_on is FailOn.GAP and _target_missed(assessment))


def _target_missed(assessment: Assessment) -> bool:
    if any(each.binding and each.verdict == "not_met" for each in assessment.judgements):
        return True
    sites = any(
        "kindergarten" in line.levels
        for profile in assessment.profiles
        for each in profile.indicators
        for line in each.thresholds
    )
    return sites and any(each.binding and each.verdict == "not_met" for each in assessment.of_kindergartens())
