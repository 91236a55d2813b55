"""What `plan` is asked for, as options: costs, caps, the budget."""

from collections.abc import Callable, Sequence
from typing import Annotated, Final

import typer

from preschool_metrics.language import _
from preschool_metrics.model.actions import ACTIONS, ActionName
from preschool_metrics.model.plan import STANDARD_COSTS, Wishes

DEAREST: Final = 1_000_000  # far above it the solver's numbers are no longer exact

Costs = Annotated[
    list[str] | None,
    typer.Option(
        "--cost",
        metavar="ACTION=N",
        help=_("What one child or person of an action costs; may be repeated."),
        show_default=False,
    ),
]
Caps = Annotated[
    list[str] | None,
    typer.Option(
        "--cap",
        metavar="[AREA.]ACTION=N",
        help=_("The most of an action in an area, or in each; may be repeated."),
        show_default=False,
    ),
]
Whole = Annotated[bool, typer.Option("--whole", help=_("Only entire kindergartens of the roster change hands."))]
Budget = Annotated[
    int | None,
    typer.Option(
        "--budget", min=0, help=_("What may be spent at most: where first, for the most targets."), show_default=False
    ),
]


def wishes_of(
    costs: Sequence[str], caps: Sequence[str], *, whole: bool, budget: int | None, resolve: Callable[[str], str]
) -> Wishes:
    """Return what is asked for; `resolve` gives the name of an area as the figures have it."""
    priced = dict(STANDARD_COSTS)
    for written in costs:
        action, number = _split(written)
        if number > DEAREST:
            raise typer.BadParameter(_("{written}: a cost is at most {most}").format(written=written, most=DEAREST))
        priced[_action(action)] = number
    capped: dict[tuple[str | None, ActionName], int] = {}
    for written in caps:
        place, number = _split(written)
        area, _dot, action = place.rpartition(".")
        capped[resolve(area) if area else None, _action(action)] = number
    return Wishes(priced, capped, whole, budget)


def _split(written: str) -> tuple[str, int]:
    name, _equals, number = written.partition("=")
    if not number.strip().isdecimal():
        raise typer.BadParameter(_("{written}: write NAME=N with a whole number N").format(written=written))
    return name.strip(), int(number)


def _action(name: str) -> ActionName:
    found = next((action for action in ACTIONS if action == name), None)
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(name, ACTIONS, 1)
        hint = _("; did you mean {suggestion}?").format(suggestion=near[0]) if near else ""
        known = ", ".join(ACTIONS)
        raise typer.BadParameter(
            _("there is no action {name}{hint} (actions: {known})").format(name=name, hint=hint, known=known)
        )
    return found
