"""`areas`: the area register of a profile."""

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import options
from preschool_metrics.cli.show import Formats, ListFormat, list_language, show
from preschool_metrics.errors import InputError
from preschool_metrics.language import _


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("areas", help=_("List the towns and streets of a policy with their groups."))(areas)


def areas(
    profile: options.OneProfile = DEFAULT_PROFILE, form: Formats = ListFormat.TEXT, lang: options.Language = None
) -> None:
    """List the area register."""
    from preschool_metrics.catalogue import load_profile

    language, loaded = list_language(form, lang), load_profile(profile)
    if not loaded.areas:
        raise InputError(_("{profile} has no area register: any area name is taken").format(profile=loaded.id))
    kinds = {"town": _("town"), "street": _("street"), "direct": _("direct")}
    groups = {group.id: group for group in loaded.groups}
    records = [
        {
            "code": area.code or "", "name": area.name, "kind": kinds[area.kind],
            "group": groups[area.group].name.say(language) if area.group else "", "lead": groups[area.group].lead if area.group else "",
            "aliases": " ".join((*area.aliases, *area.misspelt)),
        }
        for area in loaded.areas
    ]  # fmt: skip
    show(
        records,
        {"code": _("Code"), "name": _("Area"), "kind": _("Kind"), "group": _("Group"), "lead": _("Lead kindergarten")},
        form,
    )
