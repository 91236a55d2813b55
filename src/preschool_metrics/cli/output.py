"""Where documents go: standard output as it can show them, or a file written whole."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from preschool_metrics import writing
from preschool_metrics.errors import OutputError
from preschool_metrics.language import Language, harmless, reason_of, spoken, uncommanding

NO_TERMINAL: Final = 160
USUAL: Final = 80
UNHEARD: Final = 3


def machine_language(asked: str | None) -> Language:
    """Machine formats are Chinese whatever the environment, unless asked otherwise."""
    return "en" if asked == "en" else "zh"


def text_language(asked: str | None) -> Language:
    """Texts for people follow the environment unless asked otherwise."""
    return machine_language(asked) if asked else spoken()


def colors(stream_is_terminal: bool) -> bool:
    """Colours only on a terminal that has them, and never against NO_COLOR."""
    return stream_is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return the columns of the terminal, 80 where it does not know; 160 where the output is none."""
    if not sys.stdout.isatty():
        return NO_TERMINAL
    return os.get_terminal_size(sys.stdout.fileno()).columns or USUAL


def emit_text(text: str) -> None:
    """Print a text for people; what the console cannot show is replaced, never a crash, and nothing in it is a command."""
    encoding = sys.stdout.encoding or "utf-8"
    with _heard():
        sys.stdout.write(uncommanding(text).encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()


def emit_machine(text: str) -> None:
    """Print a machine format: UTF-8 whatever the console's encoding."""
    with _heard():
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()


@contextmanager
def _heard() -> Iterator[None]:
    """Leave without a word where the reader of standard output has gone: with 3, since 1 says that there are findings."""
    try:
        yield
    except BrokenPipeError:
        sys.exit(UNHEARD)


def say(message: str) -> None:
    """Print a message on standard error, as one line that steers nothing, whatever file names it holds.

    No terminal by controls or marks of direction, and no runner: what of a line GitHub and Azure would take for a
    command is broken. Where standard error cannot be written to, nobody is left to be told.
    """
    line = uncommanding(" ".join(harmless(message).split()))
    encoding = sys.stderr.encoding or "utf-8"
    with suppress(OSError):
        print(line.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def write_whole(path: Path, text: str) -> None:
    """Write a text to a file in one step: whole, or not at all.

    Raises OutputError where it cannot be written.
    """
    writing.write_whole(path, text.encode("utf-8"))


def append(path: Path, text: str) -> None:
    """Write a text behind what a file holds already; raises OutputError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(text.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"{path}: {reason_of(error)}") from error
