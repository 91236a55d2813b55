"""`templates`: the templates of the reports, for an office to make its own."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import options
from preschool_metrics.cli.app import NOTHING_TO_DO
from preschool_metrics.cli.output import emit_text, machine_language, say
from preschool_metrics.errors import InputError
from preschool_metrics.language import _, speaking, spoken
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.workflow.assess import assess

if TYPE_CHECKING:
    from preschool_metrics.model.plan import Plan
    from preschool_metrics.report.batch import Job

TOWNS: Final = ("杨村街道", "黄庄街道", "徐官屯街道", "大良镇", "大黄堡镇", "河西务镇", "曹子里镇", "王庆坨镇")
"""The towns of the sample: with errors, with queries, without a return, without any fault."""
MONTH: Final = "2024-03"
UNKNOWN: Final[Mapping[str, tuple[int | None, Mapping[str, object]]]] = {
    "陈咀镇": (None, {}),
    "大孟庄镇": (None, {"nature": "public", "enrolled": 90, "staff": 14}),
    "上马台镇": (95, {"nature": "public", "enrolled": 90}),
}
"""Towns of the sample with unknown figures, by their population and a kindergarten: all, one, and none that binds."""


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
    from preschool_metrics.report.template_check import template_faults
    from preschool_metrics.report.templates import holds_templates

    if not holds_templates(folder):
        raise InputError(_("{folder} is no folder of templates").format(folder=folder))
    with speaking(machine_language(lang)), samples() as jobs:
        faults = list(template_faults(folder, jobs))
    emit_text("".join(f"{fault}\n" for fault in faults))
    if faults:
        raise typer.Exit(NOTHING_TO_DO)
    if not quiet:
        say(_("the templates are in order: {folder}").format(folder=folder))


@contextmanager
def samples() -> "Iterator[list[Job]]":
    """Yield made-up months to try templates on, so that every `if` of one is true somewhere and false elsewhere.

    A year with findings, missing returns, unknown figures and a second policy; one month alone, without groups and
    plans; and a month of which nothing could be read.
    """
    from tempfile import TemporaryDirectory

    from preschool_metrics.forms.demo import write_demo
    from preschool_metrics.workflow.plan import plans_of

    with TemporaryDirectory() as name:
        returns, damaged = Path(name, "returns"), Path(name, "damaged.xlsx")
        for _written in write_demo(Path(name), only=TOWNS):
            pass
        _write_unknown(returns / MONTH)
        damaged.write_bytes(b"PK")
        year = assess([returns], profile=[DEFAULT_PROFILE, "staffing-2013"])
        alone = assess([returns / MONTH], profile="national-2020")
        nothing = assess([damaged], profile="national-2020", period=MONTH)
        yield [_job(year, plans_of(year)), _job(alone), _job(nothing)]


def _write_unknown(folder: Path) -> None:
    """Write the returns of the towns of `UNKNOWN`, each with one kindergarten."""
    from preschool_metrics.catalogue import load_profile
    from preschool_metrics.forms.form import file_name, write_form
    from preschool_metrics.forms.prefill import Prefill

    profile = load_profile(DEFAULT_PROFILE)
    for area in profile.areas:
        if area.name in UNKNOWN:
            people, kindergarten = UNKNOWN[area.name]
            prefill = Prefill({"population_resident_3_5": people}, [{"name": "示例幼儿园", **kindergarten}])
            write_form(folder / file_name(area), profile=profile, area=area, period=MONTH, prefill=prefill, rows=0)


def _job(assessment: Assessment, plans: "Sequence[Plan]" = ()) -> "Job":
    from preschool_metrics.report.batch import Job
    from preschool_metrics.report.templates import Templates
    from preschool_metrics.report.view import view_of

    return Job(assessment, view_of(assessment, spoken(), plans=plans), Templates(), (), plans)
