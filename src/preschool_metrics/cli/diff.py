"""`diff`: what changed between two runs, or two versions of a return."""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE, load_profile
from preschool_metrics.cli import options
from preschool_metrics.cli.check import jobs_for
from preschool_metrics.cli.output import colors, emit_machine, emit_text, width
from preschool_metrics.cli.show import Formats, ListFormat, list_language
from preschool_metrics.errors import ProfileError
from preschool_metrics.language import Language, _
from preschool_metrics.report.diff import Diff
from preschool_metrics.workflow.compare import compare
from preschool_metrics.workflow.failing import FailOn, newly_failed

FOUND: Final = 1


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("diff", help=_("Compare two runs (--format json), or two versions of a return or a folder."))(diff)


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help=_("A run (.json), a workbook or a folder."), show_default=False)
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help=_("What it is compared with."), show_default=False)],
    profile: options.Profiles = [DEFAULT_PROFILE],  # noqa: B006 - typer copies it
    period: options.Period = None,
    form: Formats = ListFormat.TEXT,
    fail_on: options.FailsOn = FailOn.ERROR,
    layout: options.LayoutFile = None,
    lang: options.Language = None,
) -> None:
    """Exit codes: 0 nothing new at or above --fail-on, 1 new findings, 3 nothing to compare, or no run of this tool."""
    language = list_language(form, lang)
    found = compare(old, new, profile=profile, period=period, jobs=jobs_for([old, new]), layout=layout)
    names = (old.resolve().name, new.resolve().name)
    if form is ListFormat.JSON:
        from preschool_metrics.report.diff_document import diff_document

        made = diff_document(found, names, language)
        emit_machine(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
    else:
        from preschool_metrics.report.diff_text import render_diff

        color = colors(sys.stdout.isatty())
        emit_text(render_diff(found, names, _titles(found, language), language, width=width(), color=color))
    if newly_failed(found, fail_on):
        raise typer.Exit(FOUND)


def _titles(found: Diff, language: Language) -> dict[str, str]:
    """Return the titles of the indicators; those of a profile that is not at hand go by their ids."""
    titles: dict[str, str] = {}
    for name in found.profiles:
        with suppress(ProfileError):
            titles |= {each.id: each.title.say(language) for each in load_profile(name).indicators}
    return titles
