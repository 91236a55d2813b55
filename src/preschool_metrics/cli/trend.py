"""`trend`: figures over time, and when a line is reached at this pace."""

import sys
from typing import Annotated

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import options
from preschool_metrics.cli.check import jobs_for
from preschool_metrics.cli.output import colors, emit_machine, emit_text, width
from preschool_metrics.cli.progress import bar
from preschool_metrics.cli.show import Formats, ListFormat, list_language
from preschool_metrics.language import _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.trend import Trend
from preschool_metrics.workflow.assess import assess


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("trend", help=_("Show figures over the months, and when a line is reached at this pace."))(trend)


def trend(
    paths: options.Paths,
    area: Annotated[
        str | None, typer.Option("--area", "-a", help=_("Only this town or street."), show_default=False)
    ] = None,
    group: Annotated[str | None, typer.Option("--group", help=_("Only this group."), show_default=False)] = None,
    district: Annotated[bool, typer.Option("--district", help=_("Only the district."))] = False,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help=_("Only this indicator, of every area."), show_default=False)
    ] = None,
    profile: options.Profiles = [DEFAULT_PROFILE],  # noqa: B006 - typer copies it
    period: options.Period = None,
    form: Formats = ListFormat.TEXT,
    layout: options.LayoutFile = None,
    lang: options.Language = None,
) -> None:
    """Show the series; PATH holds a sub-folder a month."""
    from preschool_metrics.measure.trend import trends_of
    from preschool_metrics.report.text.trend import render_trend_text
    from preschool_metrics.report.trend_document import render_trends

    if sum((area is not None, group is not None, district)) > 1:
        raise typer.BadParameter(_("give one of --area, --group and --district"))
    language = list_language(form, lang)
    with bar(_("Reading returns"), quiet=False) as report:
        assessment = assess(paths, profile=profile, period=period, jobs=jobs_for(paths), layout=layout, progress=report)
    chosen = _chosen(trends_of(assessment), assessment, group or area, indicator, district=district)
    if form is ListFormat.JSON:
        emit_machine(render_trends(chosen))
    else:
        every = bool(area or group or district or indicator)
        color = colors(sys.stdout.isatty())
        emit_text(render_trend_text(assessment, chosen, language, width=width(), color=color, every=every))


def _chosen(
    trends: list[Trend], assessment: Assessment, unit: str | None, indicator: str | None, *, district: bool
) -> list[Trend]:
    """Keep what is asked for; raises typer.BadParameter for a name that is none."""
    from preschool_metrics.workflow.units import unit_of

    known = [each.id for profile in assessment.profiles for each in profile.indicators]
    if indicator is not None and indicator not in known:
        raise typer.BadParameter(
            _("there is no indicator {name}; there are: {known}").format(
                name=indicator, known=", ".join(dict.fromkeys(known))
            )
        )
    wanted = unit_of(assessment, assessment.profiles[0], unit) if unit is not None else None
    observed = [(each, each.last.observation) for each in trends]
    return [
        each
        for each, observation in observed
        if (wanted is None or (observation.level, observation.area) == wanted[:2][::-1])
        and (not district or observation.level == "district")
        and indicator in (None, observation.indicator.id)
    ]
