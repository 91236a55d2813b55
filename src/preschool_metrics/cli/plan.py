"""`plan`: the least that must be done for all targets to be met together."""

import sys
from typing import Annotated

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import options, wishes
from preschool_metrics.cli.check import jobs_for
from preschool_metrics.cli.output import colors, emit_machine, emit_text, width
from preschool_metrics.cli.show import Formats, ListFormat, list_language
from preschool_metrics.language import _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.workflow.assess import assess


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("plan", help=_("Find the cheapest actions that meet all targets together; proved, and checked."))(plan)


def plan(
    paths: options.Paths,
    area: Annotated[
        str | None, typer.Option("--area", "-a", help=_("Town or street; by default each of them."), show_default=False)
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", help=_("The towns of this group together."), show_default=False)
    ] = None,
    district: Annotated[
        bool, typer.Option("--district", help=_("All towns and streets together with the district's own targets."))
    ] = False,
    cost: wishes.Costs = None,
    cap: wishes.Caps = None,
    whole: wishes.Whole = False,
    budget: wishes.Budget = None,
    profile: options.Profiles = [DEFAULT_PROFILE],  # noqa: B006 - typer copies it
    period: options.Period = None,
    form: Formats = ListFormat.TEXT,
    layout: options.LayoutFile = None,
    lang: options.Language = None,
) -> None:
    """Plan; exit code 0 even where not everything can be met: the plan says so."""
    from preschool_metrics.report.plans import render_plans
    from preschool_metrics.report.text.plan import render_plan_text
    from preschool_metrics.workflow.plan import plans_of
    from preschool_metrics.workflow.units import unit_of

    if sum((area is not None, group is not None, district)) > 1:
        raise typer.BadParameter(_("give one of --area, --group and --district"))
    language = list_language(form, lang)
    assessment = assess(paths, profile=profile, period=period, jobs=jobs_for(paths), layout=layout)
    asked = wishes.wishes_of(
        cost or (), cap or (), whole=whole, budget=budget,
        resolve=lambda name: unit_of(assessment, assessment.profiles[0], name).area,
    )  # fmt: skip
    plans = plans_of(assessment, asked, unit=_unit(assessment, area, group, district=district))
    if form is ListFormat.JSON:
        emit_machine(render_plans(plans, language))
    else:
        color = colors(sys.stdout.isatty())
        emit_text(render_plan_text(assessment, plans, language, width=width(), color=color, budget=budget))


def _unit(assessment: Assessment, area: str | None, group: str | None, *, district: bool) -> str | None:
    if district:
        return next(each.observation.area for each in assessment.judged("district"))
    return group or area
