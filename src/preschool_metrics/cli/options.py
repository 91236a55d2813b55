"""Options that several commands share."""

import re
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Final

import typer

from preschool_metrics.errors import UnknownRuleError
from preschool_metrics.language import _
from preschool_metrics.model.months import month_of
from preschool_metrics.workflow.failing import FailOn

_SHARE: Final = re.compile(r"(?P<number>[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})(?P<percent>\s*%)?")


class Lang(StrEnum):
    """The languages of the tool."""

    ZH = "zh"
    EN = "en"


def check_rules(values: list[str] | None) -> list[str]:
    """Take words apart at commas, and refuse one that calls no rule."""
    words = [word for value in values or () for word in re.split(r"[,，、\s]+", value) if word]
    if words:
        from preschool_metrics.validate import codes_of

        try:
            codes_of(words)
        except UnknownRuleError as error:
            raise typer.BadParameter(str(error)) from None
    return words


def check_period(value: str | None) -> str | None:
    """Return a month as YYYY-MM, however it is written; refuse what is none."""
    if value is None:
        return None
    month = month_of(value)
    if month is None:
        raise typer.BadParameter(_("write a month as YYYY-MM, like 2024-03"))
    return month


def share_of(written: str | None) -> Fraction | None:
    """Return a share as written, 10% or 0.1; raises typer.BadParameter for anything else, or above the whole."""
    if written is None:
        return None
    found = _SHARE.fullmatch(written.strip())  # no exponent: 1e99999999 has as many digits
    share = Fraction(found["number"]) / (100 if found["percent"] else 1) if found else Fraction(-1)
    if not 0 <= share <= 1:
        raise typer.BadParameter(_("write a margin as 10% or 0.1"))
    return share


Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH…", help=_("Workbooks or folders of returns."), show_default=False)
]
Profiles = Annotated[
    list[str],
    typer.Option(
        "--profile", "-p", help=_("Policy: an id (see `profiles`) or the path of a TOML file; may be repeated.")
    ),
]
OneProfile = Annotated[
    str, typer.Option("--profile", "-p", help=_("Policy: an id (see `profiles`) or the path of a TOML file."))
]
Period = Annotated[
    str | None,
    typer.Option(
        "--period",
        help=_("Month as YYYY-MM; by default the latest one found."),
        callback=check_period,
        show_default=False,
    ),
]
LayoutFile = Annotated[
    Path | None,
    typer.Option(
        "--layout", metavar="FILE", help=_("TOML file that names an office's odd headings."), show_default=False
    ),
]
Language = Annotated[
    Lang | None,
    typer.Option("--lang", help=_("Language: zh or en; by default that of the environment."), show_default=False),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODE|FAMILY",
        help=_("Only these rules: PM301, PM3, 行内; several by commas, or repeated."),
        callback=check_rules,
        show_default=False,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="CODE|FAMILY",
        help=_("Without these rules; they are not shown and do not fail."),
        callback=check_rules,
        show_default=False,
    ),
]
FailsOn = Annotated[
    FailOn, typer.Option("--fail-on", help=_("What makes the exit code 1; gap: errors or a binding target missed."))
]
Bounds = Annotated[
    Path | None,
    typer.Option(
        "--bounds",
        help=_("Bounds of missing returns: a TOML file, [AREA] with FIELD = [LEAST, MOST]."),
        show_default=False,
    ),
]
Margin = Annotated[
    str | None,
    typer.Option(
        "--margin",
        help=_("Bound missing returns by their last one, this much (10%) down and up."),
        show_default=False,
    ),
]
