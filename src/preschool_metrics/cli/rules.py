"""`rules`: the rules and what they say."""

from typing import Annotated

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import options
from preschool_metrics.cli.show import Formats, ListFormat, list_language, show
from preschool_metrics.language import _
from preschool_metrics.workflow.assess import working_profile


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("rules", help=_("List the rules; `explain PM301` shows one whole."))(rules)


def rules(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE|FAMILY", help=_("Only these: PM3, 行内."), callback=options.check_rules, show_default=False
        ),
    ] = None,
    profile: options.OneProfile = DEFAULT_PROFILE,
    form: Formats = ListFormat.TEXT,
    lang: options.Language = None,
) -> None:
    """List the rules by code, each with the severity that the profile gives it."""
    from preschool_metrics.model.severity import SEVERITY_WORDS
    from preschool_metrics.validate import chosen_rules, rules_in_force

    language = list_language(form, lang)
    records = [
        {
            "code": rule.code,
            "severity": SEVERITY_WORDS[rule.severity].say(language) if form is ListFormat.TEXT else rule.severity,
            "family": rule.family.say(language),
            "title": rule.title.say(language),
            "basis": rule.basis.say(language),
            "fields": list(rule.fields),
        }
        for rule in rules_in_force(chosen_rules(words or ()), [working_profile(profile)]).values()
    ]
    show(
        records,
        {"code": _("Code"), "severity": _("Severity"), "family": _("Family"), "title": _("Rule"), "basis": _("Basis")},
        form,
    )
