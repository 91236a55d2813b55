"""An assessment as a document: in which format, and where it goes."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from preschool_metrics.cli.output import (
    append,
    colors,
    emit_machine,
    emit_text,
    machine_language,
    text_language,
    width,
    write_whole,
)
from preschool_metrics.language import _, speaking
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import render


class Format(StrEnum):
    """The formats of `check`."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"


class Table(StrEnum):
    """The tables of `--format csv`."""

    FINDINGS = "findings"
    OBSERVATIONS = "observations"
    EXPLANATIONS = "explanations"
    COMPLETENESS = "completeness"


class SarifProfile(StrEnum):
    """Whose wish SARIF meets where GitHub and the standard differ."""

    GITHUB = "github"
    STRICT = "strict"


Formats = Annotated[
    Format,
    typer.Option("--format", "-f", help=_("Output format; github where GitHub Actions runs it and nothing is asked.")),
]
Tables = Annotated[Table, typer.Option("--table", help=_("Which table csv gives."))]
Output = Annotated[Path | None, typer.Option("--output", "-o", help=_("Write to this file."), show_default=False)]
SarifProfiles = Annotated[
    SarifProfile,
    typer.Option("--sarif-profile", help=_("github: row and column of every result; strict: no text regions.")),
]


def _with_code(address: str | None) -> str | None:
    if address is not None and "{code}" not in address:
        raise typer.BadParameter(_("{code} stands for the rule: https://…/rules/{code}.md"))
    return address


HelpUri = Annotated[
    str | None,
    typer.Option(
        "--help-uri",
        help=_("Where the pages of docs/rules are published, with {code} for the rule; SARIF links to them."),
        callback=_with_code,
        show_default=False,
    ),
]
Summary = Annotated[
    Path | None,
    typer.Option(
        "--summary",
        help=_("Append a page of Markdown to this file; with github the one that $GITHUB_STEP_SUMMARY names."),
        show_default=False,
    ),
]


class Presentation(NamedTuple):
    """How an assessment is shown; `output` is standard output where it is None."""

    form: Format = Format.TEXT
    table: Table = Table.FINDINGS
    output: Path | None = None
    lang: str | None = None
    verbose: bool = False
    sarif_profile: SarifProfile = SarifProfile.GITHUB
    help_uri: str | None = None
    summary: Path | None = None


def format_of(ctx: typer.Context, form: Format, output: Path | None) -> Format:
    """Return the format asked for; where nothing is, and GitHub Actions runs the command, the one that it reads."""
    source = ctx.get_parameter_source("form")
    asked = output is not None or (source is not None and source.name != "DEFAULT")
    return Format.GITHUB if not asked and os.environ.get("GITHUB_ACTIONS") == "true" else form


def write(assessment: Assessment, how: Presentation) -> None:
    """Write an assessment: to a file, or to standard output, and the summary where one is asked for."""
    text = _text(assessment, how) if how.form is Format.TEXT else _machine(assessment, how)
    if how.output:
        write_whole(how.output, text)
    elif how.form is Format.TEXT:
        emit_text(text)
    else:
        emit_machine(text)
    summary = how.summary or _step_summary(how.form)
    if summary:
        from preschool_metrics.report.step_summary import render_summary

        language = text_language(how.lang) if how.form is Format.TEXT else machine_language(how.lang)
        with speaking(language):
            page = render_summary(assessment, language)
        append(summary, page)


def _text(assessment: Assessment, how: Presentation) -> str:
    shown = width() if how.output is None else 160
    color = how.output is None and colors(sys.stdout.isatty())
    return render(assessment, "text", text_language(how.lang), width=shown, color=color, verbose=how.verbose)


def _machine(assessment: Assessment, how: Presentation) -> str:
    language = machine_language(how.lang)
    with speaking(language):  # what is said of the run itself stays in the user's
        return render(
            assessment,
            how.form.value,
            language,
            table=how.table.value,
            sarif_profile=how.sarif_profile.value,
            help_uri=how.help_uri,
        )


def _step_summary(form: Format) -> Path | None:
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(named) if named and form is Format.GITHUB else None
