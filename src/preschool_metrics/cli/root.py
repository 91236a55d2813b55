"""What the bare command takes."""

import typer

from preschool_metrics.language import _


def root(
    version: bool = typer.Option(False, "--version", help=_("Show the version and exit."), is_eager=True),
) -> None:
    """Answer `--version`; everything else is a command's."""
    if version:
        from preschool_metrics._version import __version__

        print(f"preschool-metrics {__version__}")
        raise typer.Exit
