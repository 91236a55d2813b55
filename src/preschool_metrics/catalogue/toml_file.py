"""A TOML file that somebody has written: a policy, a layout, bounds, changes, settings."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from preschool_metrics.language import _

_LONGEST: Final = 1 << 20
_MOST_DOTS: Final = 1000  # in a line: the parser takes a key apart in time that grows with the square of its parts


def read_toml(path: Path, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Return what a file holds; raises OSError where it cannot be read, ValueError with the reason where it is no TOML."""
    return parse_toml(path.read_bytes(), parse_float)


def parse_toml(content: bytes, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Return what the content of a file holds; raises ValueError with the reason where it is no TOML."""
    text = content.decode("utf-8-sig")
    if len(text) > _LONGEST:
        raise ValueError(_("it is too long"))
    if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
        raise ValueError(_("it is nested too deep"))
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except RecursionError:
        raise ValueError(_("it is nested too deep")) from None
