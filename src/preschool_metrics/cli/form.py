"""`form`: the return workbook for a town to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from preschool_metrics.catalogue import DEFAULT_PROFILE, Register, load_profile
from preschool_metrics.cli import options
from preschool_metrics.cli.output import say
from preschool_metrics.errors import InputError
from preschool_metrics.language import _
from preschool_metrics.model.policy import Area, Profile


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("form", help=_("Write the return workbook for a town or street to fill in."))(form)


def form(
    out: Annotated[Path, typer.Option("--out", "-o", help=_("The file; with --all the folder."), show_default=False)],
    area: Annotated[str | None, typer.Option("--area", "-a", help=_("Town or street."), show_default=False)] = None,
    every: Annotated[bool, typer.Option("--all", help=_("One file for each town and street."))] = False,
    district: Annotated[
        bool, typer.Option("--district", help=_("The district's own workbook: the tasks of the policy."))
    ] = False,
    period: options.Period = None,
    profile: options.OneProfile = DEFAULT_PROFILE,
    force: Annotated[bool, typer.Option("--force", help=_("Write over files that are there already."))] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("No messages on standard error."))] = False,
) -> None:
    """Write the empty return, pre-filled with what is known."""
    from preschool_metrics.forms.district import write_district_form
    from preschool_metrics.forms.form import write_form, write_forms

    if every + district + (area is not None) != 1:
        raise typer.BadParameter(_("give one of --area NAME, --all and --district"))
    if period is None:
        raise typer.BadParameter(_("a form is for one month: give --period YYYY-MM"))
    if not every and out.is_dir():
        raise typer.BadParameter(_("{out} is a folder; --out names the file").format(out=out))
    loaded = load_profile(profile)
    if district:
        write_district_form(out, profile=loaded, period=period, force=force)
        written = [out]
    elif area is not None:
        write_form(out, profile=loaded, area=_area(area, loaded), period=period, force=force)
        written = [out]
    else:
        written = list(write_forms(out, profile=loaded, period=period, force=force))
    if not quiet:
        say(_("{count} written: {where}").format(count=len(written), where=out))


def _area(name: str, profile: Profile) -> Area:
    found = Register(profile).resolve(name)
    if found.area is None or found.how != "exact":
        hint = _("; did you mean {suggestion}?").format(suggestion=found.suggestion) if found.suggestion else ""
        raise InputError(
            _("{name} is not in the register of {profile}{hint}").format(name=name, profile=profile.id, hint=hint)
        )
    return found.area
