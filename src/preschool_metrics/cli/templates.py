"""`templates`: the templates of the reports, for an office to make its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from preschool_metrics.cli import options
from preschool_metrics.cli.app import NOTHING_TO_DO
from preschool_metrics.cli.output import emit_text, machine_language, say
from preschool_metrics.errors import InputError
from preschool_metrics.language import _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.pipeline import DEFAULT_PROFILE, assess

TOWNS: Final = ("杨村街道", "黄庄街道", "徐官屯街道", "大良镇", "大黄堡镇", "河西务镇", "曹子里镇", "王庆坨镇")
"""The towns of the sample: with errors, with queries, without a return, without any fault."""


def add_to(app: typer.Typer) -> None:
    """Add the commands to the application."""
    commands = typer.Typer(help=_("Templates of the reports: export them, change them, check them."))
    commands.command("export", help=_("Copy the templates to a folder, for you to change."))(export)
    commands.command("check", help=_("Try your templates on sample data and say what is wrong and where."))(check)
    app.add_typer(commands, name="templates", no_args_is_help=True)


Folder = Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder of the templates."), show_default=False)]


def export(
    folder: Folder,
    force: Annotated[bool, typer.Option("--force", help=_("Write over files that are there already."))] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("No messages on standard error."))] = False,
) -> None:
    """Copy the shipped templates."""
    from preschool_metrics.report.templates import export_templates

    written = export_templates(folder, force=force)
    if not quiet:
        say(_("{count} written: {where}").format(count=len(written), where=folder))


def check(
    folder: Folder,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("No messages on standard error."))] = False,
    lang: options.Language = None,
) -> None:
    """Exit codes: 0 the templates are in order, 3 they are not."""
    from preschool_metrics.planning import plans_of
    from preschool_metrics.report.batch import Job
    from preschool_metrics.report.template_check import template_faults
    from preschool_metrics.report.templates import Templates, holds_templates
    from preschool_metrics.report.view import view_of

    if not holds_templates(folder):
        raise InputError(_("{folder} is no folder of templates").format(folder=folder))
    with sample() as assessment:
        plans = plans_of(assessment)
        view = view_of(assessment, machine_language(lang), plans=plans)
        faults = list(template_faults(folder, Job(assessment, view, Templates(folder), (), plans)))
    emit_text("".join(f"{fault}\n" for fault in faults))
    if faults:
        raise typer.Exit(NOTHING_TO_DO)
    if not quiet:
        say(_("the templates are in order: {folder}").format(folder=folder))


@contextmanager
def sample() -> Iterator[Assessment]:
    """Yield a made-up month to try templates on: findings, missing returns, months before, a second policy."""
    from tempfile import TemporaryDirectory

    from preschool_metrics.forms.demo import write_demo

    with TemporaryDirectory() as folder:
        for _written in write_demo(Path(folder), only=TOWNS):
            pass
        yield assess([Path(folder, "returns")], profile=[DEFAULT_PROFILE, "staffing-2013"])
