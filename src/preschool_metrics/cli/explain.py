"""`explain`: a rule, a definition with its clause, or a figure back to its cells."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import options
from preschool_metrics.cli.output import colors, emit_machine, emit_text, width
from preschool_metrics.cli.show import Formats, ListFormat, list_language
from preschool_metrics.errors import InputError
from preschool_metrics.language import _
from preschool_metrics.model.policy import Indicator, Profile
from preschool_metrics.model.rule import Rule
from preschool_metrics.workflow.assess import working_profile
from preschool_metrics.workflow.trace import trace

_FEWEST = 3


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "explain", help=_("Explain a rule (PM301), an indicator (public_share), or a figure: AREA INDICATOR PATH…")
    )(explain)


def explain(
    what: Annotated[list[str], typer.Argument(metavar="CODE | INDICATOR | AREA INDICATOR PATH…", show_default=False)],
    profile: options.OneProfile = DEFAULT_PROFILE,
    period: options.Period = None,
    form: Formats = ListFormat.TEXT,
    layout: options.LayoutFile = None,
    lang: options.Language = None,
) -> None:
    """Explain a rule, an indicator, or a figure."""
    from preschool_metrics.report import explanations

    language = list_language(form, lang)
    explained: explanations.Explained
    if len(what) == 1:
        explained = _definition(what[0], profile)
    elif len(what) >= _FEWEST:
        explained = trace(
            what[0], what[1], [Path(path) for path in what[2:]], profile=profile, period=period, layout=layout
        )
    else:
        raise typer.BadParameter(_("give a rule, an indicator, or AREA INDICATOR PATH…"))
    if form is ListFormat.JSON:
        emit_machine(
            json.dumps(explanations.as_record(explained, language), ensure_ascii=False, indent=1, default=str) + "\n"
        )
    else:
        emit_text(explanations.as_text(explained, language, width=width(), color=colors(sys.stdout.isatty())))


def _definition(name: str, profile: str) -> Rule | tuple[Profile, Indicator]:
    from preschool_metrics.validate import all_rules, rules_in_force

    loaded = working_profile(profile)
    rule = rules_in_force(all_rules(), [loaded]).get(name.upper())
    if rule:
        return rule
    indicator = loaded.indicator(name)
    if indicator is None:
        known = ", ".join(each.id for each in loaded.indicators)
        raise InputError(
            _("{name}: no rule and no indicator of {profile}; indicators: {known}").format(
                name=name, profile=loaded.id, known=known
            )
        )
    return loaded, indicator
