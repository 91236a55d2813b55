"""The commands; the only code that prints or exits."""

import sys


def main() -> None:
    """Run the command line; the version is answered before anything heavy is imported."""
    if sys.argv[1:] == ["--version"]:
        from preschool_metrics._version import __version__

        print(f"preschool-metrics {__version__}")
        return
    from preschool_metrics.cli.app import run

    run()
