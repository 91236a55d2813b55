"""`profiles`: the policies that are shipped, or a check of one's own."""

from typing import Annotated

import typer

from preschool_metrics.cli import options
from preschool_metrics.cli.show import Formats, ListFormat, list_language, show
from preschool_metrics.language import _


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("profiles", help=_("List the policies; with FILE…, check your own and list them too."))(profiles)


def profiles(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE…]", help=_("Your own TOML profiles."), show_default=False)
    ] = None,
    form: Formats = ListFormat.TEXT,
    lang: options.Language = None,
) -> None:
    """List the policies by id."""
    from preschool_metrics.catalogue import shipped_profiles
    from preschool_metrics.workflow.assess import working_profile

    language = list_language(form, lang)
    loaded = [working_profile(name) for name in (*shipped_profiles(), *(files or ()))]
    records = [
        {
            "id": each.id, "title": each.title.say(language), "source": each.source.title, "issuer": each.source.issuer,
            "date": each.source.date, "deadline": each.deadline or "", "areas": len(each.areas), "indicators": len(each.indicators),
        }
        for each in loaded
    ]  # fmt: skip
    headings = {
        "id": _("Policy"),
        "title": _("Title"),
        "date": _("Date"),
        "deadline": _("Deadline"),
        "areas": _("Areas"),
        "indicators": _("Indicators"),
    }
    show(records, headings, form)
