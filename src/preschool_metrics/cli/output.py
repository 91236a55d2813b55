"""Where documents go: standard output as it can show them, or a file written whole."""

import os
import sys
from pathlib import Path
from typing import Final

from preschool_metrics.errors import OutputError
from preschool_metrics.language import Language, reason_of, spoken

NO_TERMINAL: Final = 160
USUAL: Final = 80


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
    """Print a text for people; what the console cannot show is replaced, never a crash."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def emit_machine(text: str) -> None:
    """Print a machine format: UTF-8 whatever the console's encoding."""
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def write_whole(path: Path, text: str) -> None:
    """Write a text to a file in one step: whole, or not at all.

    Raises OutputError where it cannot be written.
    """
    from preschool_metrics.report import writing

    writing.write_whole(path, text.encode("utf-8"))


def append(path: Path, text: str) -> None:
    """Write a text behind what a file holds already; raises OutputError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(text.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"{path}: {reason_of(error)}") from error
