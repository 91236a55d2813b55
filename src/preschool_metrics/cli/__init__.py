"""The commands; the only code that prints or exits."""

import gc
import os
import sys


def main() -> None:
    """Run the command line; the version is answered before anything heavy is imported."""
    if sys.argv[1:] == ["--version"]:
        from preschool_metrics._version import __version__

        print(f"preschool-metrics {__version__}")
        return
    # What is imported stays: looking through it for garbage is a tenth of a start, taking it down at the end another.
    gc.set_threshold(100_000)
    # We use none of pydantic's plugins; looking for them costs as much as a bare start of Python.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from preschool_metrics.cli.app import run

    _leave(_code_of(run))


def _code_of(run: "Callable[[], None]") -> int:
    try:
        run()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0


def _leave(code: int) -> None:
    """End the process once everything is written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # whoever read our output has gone
            code = code or 1
    os._exit(code)


TYPE_CHECKING = False  # not from typing: `--version` must not wait for it
if TYPE_CHECKING:
    from collections.abc import Callable
