"""`inspect`: what was understood of a workbook, before anything is judged."""

import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from preschool_metrics.cli import limits, options
from preschool_metrics.cli.output import colors, emit_machine, emit_text, width
from preschool_metrics.cli.show import Formats, ListFormat, list_language
from preschool_metrics.inquiry import inspect_all
from preschool_metrics.language import _

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
    inspections = list(inspect_all(paths, limits=allowed, layout=layout))
    if form is ListFormat.JSON:
        emit_machine(json.dumps(as_record(inspections, language), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        emit_text(as_text(inspections, language, width=width(), color=colors(sys.stdout.isatty())))
    if any(each.failed for each in inspections):
        raise typer.Exit(FOUND)
