"""Files written whole, or not at all, and under names that every system takes."""

import os
import re
import tempfile
from pathlib import Path
from typing import Final

from preschool_metrics.errors import OutputError
from preschool_metrics.language import reason_of

_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST: Final = 120  # bytes of UTF-8: a third of what file systems take, so that a suffix still fits


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step.

    Raises OutputError where it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe has no other name to be renamed from
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"{path}: {reason_of(error)}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def file_stem(name: str) -> str:
    """Return a name as a file can bear it on every system: 乡/镇 becomes 乡_镇; never empty, hidden or reserved."""
    stem = _FORBIDDEN.sub("_", name).strip(". ")
    while len(stem.encode()) > _LONGEST:
        stem = stem[:-1]
    return f"_{stem}" if not stem or _RESERVED.fullmatch(stem) else stem
