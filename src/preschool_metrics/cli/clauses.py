"""`clauses`: every clause of a policy, and where it stands."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import options
from preschool_metrics.cli.check import jobs_for
from preschool_metrics.cli.document import Output
from preschool_metrics.cli.output import (
    NO_TERMINAL,
    colors,
    emit_machine,
    emit_text,
    machine_language,
    text_language,
    width,
    write_whole,
)
from preschool_metrics.cli.progress import bar
from preschool_metrics.language import _, speak, spoken
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.workflow.assess import assess

if TYPE_CHECKING:
    from preschool_metrics.model.clauses import ClauseState
    from preschool_metrics.model.policy import Profile


class Format(StrEnum):
    """The formats of `clauses`."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("clauses", help=_("List every clause of a policy; with PATH… say where each of them stands."))(clauses)


def clauses(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH…]", help=_("Workbooks or folders of returns."), show_default=False),
    ] = None,
    profile: options.OneProfile = DEFAULT_PROFILE,
    period: options.Period = None,
    form: Annotated[Format, typer.Option("--format", "-f", help=_("Output format."))] = Format.TEXT,
    output: Output = None,
    layout: options.LayoutFile = None,
    lang: options.Language = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("No progress and no messages on standard error."))
    ] = False,
) -> None:
    """List the clauses; the exit code is 0 whatever their state."""
    from preschool_metrics.workflow.assess import working_profile
    from preschool_metrics.workflow.clauses import clauses_asked, clauses_of

    speak(text_language(lang) if form is Format.TEXT else machine_language(lang))
    loaded, assessment = working_profile(profile), None
    asked = clauses_asked(loaded)
    if paths:
        with bar(_("Reading returns"), quiet=quiet) as report:
            assessment = assess(
                paths, profile=profile, period=period, jobs=jobs_for(paths), layout=layout, progress=report
            )
    states = clauses_of(assessment, loaded) if assessment else asked
    text = _text(states, loaded, assessment, form, to_file=output is not None)
    if output:
        write_whole(output, text)
    elif form is Format.TEXT:
        emit_text(text)
    else:
        emit_machine(text)


def _text(
    states: "tuple[ClauseState, ...]",
    profile: "Profile",
    assessment: Assessment | None,
    form: Format,
    *,
    to_file: bool,
) -> str:
    from preschool_metrics.report.clauses import render_clauses_csv, render_clauses_json

    language = spoken()
    if form is Format.JSON:
        return render_clauses_json(states, profile.id, assessment.period if assessment else None, language)
    if form is Format.CSV:
        return render_clauses_csv(states, language)
    from preschool_metrics.report.text.clauses import render_clauses

    color = not to_file and colors(sys.stdout.isatty())
    columns = NO_TERMINAL if to_file else width()
    return render_clauses(states, profile, assessment, language, width=columns, color=color)
