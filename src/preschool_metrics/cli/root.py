"""What the bare command takes."""

from typing import Annotated

import typer

from preschool_metrics.language import _


def root(
    version: Annotated[bool, typer.Option("--version", help=_("Show the version and exit."), is_eager=True)] = False,
    _config: Annotated[
        str | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help=_("Settings of any command; by default preschool-metrics.toml, or pyproject.toml, in this folder."),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Answer `--version`; everything else is a command's, and `--config` has been taken out before."""
    if version:
        from preschool_metrics._version import __version__

        print(f"preschool-metrics {__version__}")
        raise typer.Exit
