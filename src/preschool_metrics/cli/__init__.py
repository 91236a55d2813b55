"""The commands; the only code that prints or exits."""

import gc
import os
import sys


def main() -> None:
    """Run the command line; the version is answered before anything heavy is imported."""
    _hold_streams()
    if sys.argv[1:] == ["--version"]:
        _leave(_code_of(_version))
    # What is imported stays: looking through it for garbage is a tenth of a start, taking it down at the end another.
    gc.set_threshold(100_000)
    # We use none of pydantic's plugins; looking for them costs as much as a bare start of Python.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from preschool_metrics.cli.app import run

    _leave(_code_of(run))


def _hold_streams() -> None:
    """Open what the caller has closed: else the next file opened would be standard output or error to all who write there.

    Of messages nobody wants to hear; a document that nobody can read is an error as soon as it is written.
    """
    for number, how in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, how)  # takes the lowest number that is free: this one
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8")


def _version() -> None:
    from preschool_metrics._version import __version__

    print(f"preschool-metrics {__version__}")


def _code_of(run: "Callable[[], None]") -> int:
    try:
        run()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except OSError:  # only --version comes here: standard output is full
        return 3
    return 0


def _leave(code: int) -> "NoReturn":
    """End the process once everything is written; 3 where standard output did not take all of it."""
    for stream, otherwise in ((sys.stdout, 3), (sys.stderr, 0)):
        try:
            stream.flush()
        except (OSError, ValueError):  # whoever read our output has gone
            code = code or otherwise
    os._exit(code)


TYPE_CHECKING = False  # not from typing: `--version` must not wait for it
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn
