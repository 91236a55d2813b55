"""`rules`: the rules and what they say."""

import typer

from preschool_metrics.cli import options
from preschool_metrics.cli.show import Formats, ListFormat, list_language, show
from preschool_metrics.language import _


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("rules", help=_("List the rules; `explain PM301` shows one whole."))(rules)


def rules(form: Formats = ListFormat.TEXT, lang: options.Language = None) -> None:
    """List the rules by code."""
    from preschool_metrics.validate import all_rules

    language = list_language(form, lang)
    severities = {"error": _("error"), "query": _("query"), "info": _("info")}
    records = [
        {
            "code": rule.code,
            "severity": severities[rule.severity] if form is ListFormat.TEXT else rule.severity,
            "family": rule.family.say(language),
            "title": rule.title.say(language),
            "basis": rule.basis.say(language),
            "fields": list(rule.fields),
        }
        for rule in all_rules().values()
    ]
    show(
        records,
        {"code": _("Code"), "severity": _("Severity"), "family": _("Family"), "title": _("Rule"), "basis": _("Basis")},
        form,
    )
