"""How the lists of the catalogue are shown: a table on a terminal, or JSON."""

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from preschool_metrics.cli.output import colors, emit_machine, emit_text, machine_language, text_language, width
from preschool_metrics.language import Language, _, speak


class ListFormat(StrEnum):
    """The formats of a list."""

    TEXT = "text"
    JSON = "json"


Formats = Annotated[ListFormat, typer.Option("--format", "-f", help=_("Output format."))]


def list_language(form: ListFormat, asked: str | None) -> Language:
    """Return the language of a list, and speak it: as JSON it does not follow the environment."""
    language = machine_language(asked) if form is ListFormat.JSON else text_language(asked)
    speak(language)
    return language


def show(records: Sequence[dict[str, Any]], headings: dict[str, str], form: ListFormat) -> None:
    """Show records: all their keys as JSON, or the keys that have a heading as a table."""
    if form is ListFormat.JSON:
        emit_machine(json.dumps(list(records), ensure_ascii=False, indent=1, default=str) + "\n")
        return
    from io import StringIO

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings.values():
        table.add_column(heading, overflow="fold")
    for record in records:
        table.add_row(*(Text(str(record[key])) for key in headings))
    color = colors(sys.stdout.isatty())
    console = Console(file=StringIO(), width=width(), force_terminal=color, no_color=not color, highlight=False)
    console.print(table)
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    emit_text("\n".join(line.rstrip() for line in lines) + "\n")
