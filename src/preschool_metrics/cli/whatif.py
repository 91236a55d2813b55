"""`whatif`: the verdicts if figures were others."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import options
from preschool_metrics.cli.check import jobs_for
from preschool_metrics.cli.output import colors, emit_machine, emit_text, width
from preschool_metrics.cli.show import Formats, ListFormat, list_language
from preschool_metrics.language import _
from preschool_metrics.workflow.assess import assess


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("whatif", help=_("Show the verdicts of town, group and district if figures were others."))(whatif)


def whatif(
    paths: options.Paths,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="AREA.FIELD+=N",
            help=_("A change: +=N, -=N or =N; AREA/KINDERGARTEN.FIELD too; may be repeated."),
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--changes", help=_("A TOML file of changes: set = [...]."), show_default=False)
    ] = None,
    profile: options.Profiles = [DEFAULT_PROFILE],  # noqa: B006 - typer copies it
    period: options.Period = None,
    form: Formats = ListFormat.TEXT,
    layout: options.LayoutFile = None,
    lang: options.Language = None,
) -> None:
    """Judge once more with figures changed; nothing is written."""
    from preschool_metrics.report.text.what_if import render_what_if_text
    from preschool_metrics.report.what_if import render_what_if
    from preschool_metrics.workflow.what_if import change_of, changes_in, what_if

    if not settings and file is None:
        raise typer.BadParameter(_("give --set AREA.field+=N, or --changes FILE"))
    language = list_language(form, lang)
    changes = [*(changes_in(file) if file else ()), *map(change_of, settings or ())]
    assessment = assess(paths, profile=profile, period=period, jobs=jobs_for(paths), layout=layout)
    result = what_if(assessment, changes)
    if form is ListFormat.JSON:
        emit_machine(render_what_if(result))
    else:
        emit_text(render_what_if_text(assessment, result, language, width=width(), color=colors(sys.stdout.isatty())))
