"""`indicators`: the indicators of a profile with their thresholds."""

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.cli import options
from preschool_metrics.cli.show import Formats, ListFormat, list_language, show
from preschool_metrics.language import _


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("indicators", help=_("List the indicators of a policy; `explain public_share` shows one whole."))(
        indicators
    )


def indicators(
    profile: options.OneProfile = DEFAULT_PROFILE, form: Formats = ListFormat.TEXT, lang: options.Language = None
) -> None:
    """List the indicators with their latest threshold."""
    from preschool_metrics.catalogue import load_profile
    from preschool_metrics.measure.line import line_text
    from preschool_metrics.report.words import levels_of

    language = list_language(form, lang)
    records = []
    for each in load_profile(profile).indicators:
        line = max(each.thresholds, key=lambda threshold: threshold.since)
        records.append({
            "id": each.id, "title": each.title.say(language), "threshold": line_text(line, each),
            "levels": levels_of(line), "binding": _("binding") if line.binding else _("strived for"),
            "clause": line.clause, "definition": each.definition.say(language),
        })  # fmt: skip
    headings = {
        "id": _("Indicator"),
        "title": _("Title"),
        "threshold": _("Line"),
        "levels": _("Levels"),
        "binding": _("Force"),
        "clause": _("Clause"),
    }
    show(records, headings, form)
