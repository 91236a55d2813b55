"""`report`: the monthly batch, in every format that is asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import limits, options
from preschool_metrics.cli.app import NOTHING_TO_DO
from preschool_metrics.cli.output import machine_language, say
from preschool_metrics.cli.progress import bar
from preschool_metrics.language import _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.workflow.assess import assess
from preschool_metrics.writing import unwritten_line

if TYPE_CHECKING:
    from preschool_metrics.report.batch import Outcome

FAILED: Final = 1


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("report", help=_("Write the monthly reports: district, groups, and a notice for each town."))(report)


def report(
    paths: options.Paths,
    profile: options.Profiles = [DEFAULT_PROFILE],  # noqa: B006 - typer copies it
    period: options.Period = None,
    out: Annotated[Path, typer.Option("--out", "-o", help=_("The folder; each month gets its own in it."))] = Path(
        "reports"
    ),
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            help=_("Formats, separated by commas: html, docx, xlsx, md, json, csv; by default all."),
            show_default=False,
        ),
    ] = None,
    templates: Annotated[
        Path | None, typer.Option("--templates", help=_("Your own templates (`templates export`)."), show_default=False)
    ] = None,
    correct_by: Annotated[
        str | None,
        typer.Option(
            "--correct-by",
            help=_("By when corrections are due, as you write it; by default before the next return."),
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=_("Write over files that somebody else made or edited."))
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("No progress and no messages on standard error."))
    ] = False,
    lang: Annotated[
        options.Lang | None,
        typer.Option("--lang", help=_("Language of the reports: zh or en; Chinese by default."), show_default=False),
    ] = None,
    layout: options.LayoutFile = None,
    max_size: limits.MaxSize = limits.STANDARD.max_size // limits.MEGABYTE,
    max_entries: limits.MaxEntries = limits.STANDARD.max_entries,
    max_ratio: limits.MaxRatio = limits.STANDARD.max_ratio,
    max_unpacked: limits.MaxUnpacked = limits.STANDARD.max_unpacked // limits.MEGABYTE,
    max_cells: limits.MaxCells = limits.STANDARD.max_cells,
    max_memory: limits.MaxMemory = limits.STANDARD.max_memory // limits.MEGABYTE,
    max_seconds: limits.MaxSeconds = limits.STANDARD.max_seconds,
) -> None:
    """Exit codes: 0 all written, 1 some files are not, 3 no return of the month, a broken template or layout file, or a disk that takes not all."""
    kinds = chosen(to)
    allowed = limits.chosen(
        max_size, max_entries, max_ratio, max_unpacked, max_cells, max_memory=max_memory, max_seconds=max_seconds
    )
    with bar(_("Reading returns"), quiet=quiet) as progress:
        assessment = assess(paths, profile=profile, period=period, limits=allowed, layout=layout, progress=progress)
    outcomes = write(assessment, out, kinds, lang, templates, correct_by, force=force, quiet=quiet)
    summarize(outcomes, out, quiet=quiet)
    leave(outcomes)


def chosen(to: str | None) -> tuple[str, ...]:
    """Return the formats that are asked for; all where none is named."""
    from preschool_metrics.report.batch import FORMATS

    kinds = tuple(dict.fromkeys(kind.strip().lower() for kind in (to or ",".join(FORMATS)).split(",")))
    unknown = [kind for kind in kinds if kind not in FORMATS]
    if unknown:
        raise typer.BadParameter(
            _("no such format: {unknown}; there are: {known}").format(
                unknown=", ".join(unknown), known=", ".join(FORMATS)
            )
        )
    return kinds


def write(
    assessment: Assessment,
    out: Path,
    kinds: tuple[str, ...],
    lang: str | None,
    templates: Path | None = None,
    correct_by: str | None = None,
    *,
    force: bool = False,
    quiet: bool = False,
) -> "list[Outcome]":
    """Write the batch and return what became of each file."""
    from preschool_metrics.workflow.report import report as write_month

    with bar(_("Writing reports"), quiet=quiet) as progress:
        return write_month(
            assessment, out, formats=kinds, language=machine_language(lang), templates=templates,
            correct_by=correct_by, force=force, progress=progress,
        )  # fmt: skip


def summarize(outcomes: "Sequence[Outcome]", out: Path, *, quiet: bool) -> None:
    """Say on standard error what was written, and always what was not and why."""
    done = sum(outcome.status == "written" for outcome in outcomes)
    same = sum(outcome.status == "unchanged" for outcome in outcomes)
    reasons = dict.fromkeys(outcome.reason for outcome in outcomes if outcome.template)
    for reason in reasons:  # a broken template fails for every town alike: said once
        say(reason)
    unwritten = [(outcome.path, outcome.reason) for outcome in outcomes if outcome.status == "unwritten"]
    if unwritten:
        say(unwritten_line(unwritten))
    for outcome in outcomes:
        if outcome.reason and not outcome.template and outcome.status != "unwritten":
            say(f"{outcome.path}: {outcome.reason}")
    if not quiet:
        left = len(outcomes) - done - same
        line = _("{done} written, {same} unchanged, {left} not written: {out}")
        say(line.format(done=done, same=same, left=left, out=out))


def leave(outcomes: "Sequence[Outcome]") -> None:
    """Exit with 3 where a template is broken or the disk takes not all, with 1 where a file is not written otherwise."""
    if any(outcome.template or outcome.status == "unwritten" for outcome in outcomes):
        raise typer.Exit(NOTHING_TO_DO)
    if any(outcome.reason for outcome in outcomes):
        raise typer.Exit(FAILED)
