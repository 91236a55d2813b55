"""`demo`: a year of made-up returns, written, checked, shown and reported."""

from pathlib import Path
from typing import Annotated

import typer

from preschool_metrics.cli import options
from preschool_metrics.cli.document import Presentation, write
from preschool_metrics.cli.output import say
from preschool_metrics.cli.progress import bar
from preschool_metrics.cli.report import chosen as formats
from preschool_metrics.cli.report import leave, summarize
from preschool_metrics.cli.report import write as report_month
from preschool_metrics.language import _
from preschool_metrics.workflow.assess import assess


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "demo",
        help=_("Write a year of made-up returns for 30 towns and streets, check them, show and report the result."),
    )(demo)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help=_("Where to write."))] = Path("preschool-demo"),
    force: Annotated[bool, typer.Option("--force", help=_("Write over returns that are there already."))] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("No progress and no messages on standard error."))
    ] = False,
    lang: options.Language = None,
) -> None:
    """Write, check, show and report; the faults planted in some returns are findings, so the exit code is 0 all the same."""
    from preschool_metrics.forms.demo import FILES, write_demo

    returns = folder / "returns"
    with bar(_("Writing returns"), quiet=quiet) as report:
        for done, _written in enumerate(write_demo(folder, force=force), 1):
            if report:
                report(done, FILES)
    with bar(_("Reading returns"), quiet=quiet) as report:
        assessment = assess([returns], progress=report)
    write(assessment, Presentation(lang=lang))
    reports = folder / "reports"
    outcomes = report_month(assessment, reports, formats(None), lang, force=force, quiet=quiet)
    if not quiet:
        say(_("Made-up returns: {returns}; look again with: preschool-metrics check {returns}").format(returns=returns))
    summarize(outcomes, reports, quiet=quiet)
    leave(outcomes)
