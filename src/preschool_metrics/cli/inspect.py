"""`inspect`: what was understood of a workbook, before anything is judged."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from preschool_metrics.cli import limits, options
from preschool_metrics.cli.output import colors, emit_machine, emit_text, say, width
from preschool_metrics.cli.show import Formats, ListFormat, list_language
from preschool_metrics.language import Language, _
from preschool_metrics.model.inspection import Inspection
from preschool_metrics.read import WORKBOOKS
from preschool_metrics.workflow.inspect import inspect_all
from preschool_metrics.writing import refuse_existing, write_whole

FOUND: Final = 1


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("inspect", help=_("Show what is understood of a workbook: sheets, tables, headings, rows, values."))(
        inspect
    )


def inspect(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help=_("Workbooks or folders of returns."), show_default=False)
    ],
    form: Formats = ListFormat.TEXT,
    layout: options.LayoutFile = None,
    write_layout: Annotated[
        Path | None,
        typer.Option(
            "--write-layout",
            metavar="OUT",
            help=_("Write the draft of a layout file: what is not understood, with proposals as comments."),
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Write over a file that is there already."))] = False,
    lang: options.Language = None,
    max_size: limits.MaxSize = limits.STANDARD.max_size // limits.MEGABYTE,
    max_entries: limits.MaxEntries = limits.STANDARD.max_entries,
    max_ratio: limits.MaxRatio = limits.STANDARD.max_ratio,
    max_unpacked: limits.MaxUnpacked = limits.STANDARD.max_unpacked // limits.MEGABYTE,
    max_cells: limits.MaxCells = limits.STANDARD.max_cells,
    max_memory: limits.MaxMemory = limits.STANDARD.max_memory // limits.MEGABYTE,
    max_seconds: limits.MaxSeconds = limits.STANDARD.max_seconds,
) -> None:
    """Exit codes: 0 nothing to correct, 1 errors or a file that cannot be read, 3 no file or a broken layout file."""
    from preschool_metrics.report.inspection import as_record, as_text

    allowed = limits.chosen(
        max_size, max_entries, max_ratio, max_unpacked, max_cells, max_memory=max_memory, max_seconds=max_seconds
    )
    language = list_language(form, lang)
    if write_layout is not None:
        _spare(write_layout, paths, force=force)
    inspections = list(inspect_all(paths, limits=allowed, layout=layout))
    if form is ListFormat.JSON:
        emit_machine(json.dumps(as_record(inspections, language), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        emit_text(as_text(inspections, language, width=width(), color=colors(sys.stdout.isatty())))
    if write_layout is not None:
        _write_draft(write_layout, inspections, language)
    if any(each.failed for each in inspections):
        raise typer.Exit(FOUND)


def _spare(out: Path, paths: Sequence[Path], *, force: bool) -> None:
    """Refuse to write over a workbook, whatever is asked, and over any other file unless it is asked for."""
    if out.suffix.lower() in WORKBOOKS or any(path.resolve() == out.resolve() for path in paths):
        raise typer.BadParameter(_("{output} is read by this very command; choose another file").format(output=out))
    if not force:
        refuse_existing([out])


def _write_draft(out: Path, inspections: Sequence[Inspection], language: Language) -> None:
    """Write the draft of a layout file, and say on standard error how much is in it."""
    from preschool_metrics.report.layout_draft import draft_of, unsettled_count

    write_whole(out, draft_of(inspections, language).encode())
    say(_("{count} things not understood: {path}").format(count=unsettled_count(inspections), path=out))
