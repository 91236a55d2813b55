"""Files written whole, or not at all, never through a link, and under names that every system takes.

Whatever writes a file writes it here: to a temporary name beside it, which then takes the place of the final one. So a
disk that fills leaves no half file, one that is killed leaves a hidden one that a later run takes away, and where the final name is a link, hard or symbolic, the link is replaced and what
it led to stays as it was.
"""

import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from preschool_metrics.errors import OutputError, UnwrittenError
from preschool_metrics.language import _, reason_of

_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST: Final = 120  # bytes of UTF-8: a third of what file systems take, so that a suffix still fits
_TEMPORARY: Final = ".writing-"
_STALE: Final = 900  # seconds: no file takes so long to write
_DEVICES: Final = Path("/dev")
_DESCRIPTORS: Final = Path("/proc")
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
_swept: set[Path] = set()


def write_whole(path: Path, data: bytes, *, below: Path | None = None) -> None:
    """Write a file in one step, over one that is there; a device or a pipe is written to as it stands.

    `below` is the folder that the caller was given: where a folder between it and the file is a link, nothing is written.
    Raises UnwrittenError where it cannot be written.
    """
    try:
        if _is_stream(path):
            _pour(path, data)
            return
        if below is not None and _is_led_away(path, below):
            raise UnwrittenError(path, _("a folder on the way is a link, and nothing is written through it"))
        path.parent.mkdir(parents=True, exist_ok=True)
        _exchange(path, data)
    except OSError as error:
        raise UnwrittenError(path, reason_of(error)) from error


def refuse_existing(paths: Iterable[Path]) -> None:
    """Raise OutputError where something, be it a link that leads nowhere, stands under one of the names."""
    for path in paths:
        if os.path.lexists(path):
            raise OutputError(_("{path} is there already; --force writes over it").format(path=path))


class Unwritten:
    """The files of a batch that could not be written: they stop no other, and in the end one line lists them."""

    def __init__(self) -> None:
        """There is none yet."""
        self._errors: list[UnwrittenError] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Go on after a file that cannot be written."""
        try:
            yield
        except UnwrittenError as error:
            self._errors.append(error)

    def tell(self) -> None:
        """Raise OutputError where there is any."""
        if self._errors:
            raise OutputError(unwritten_line([(error.path, error.reason) for error in self._errors]))


def unwritten_line(files: Sequence[tuple[Path, str]]) -> str:
    """Return one line that lists what is missing, by the reason why."""
    by_reason: dict[str, list[str]] = {}
    for path, reason in files:
        by_reason.setdefault(reason, []).append(str(path))
    listed = _("; ").join(
        _("{what}: {why}").format(what=_(", ").join(paths), why=reason) for reason, paths in by_reason.items()
    )
    return _("{count} files are not written: {listed}").format(count=len(files), listed=listed)


def file_stem(name: str) -> str:
    """Return a name as a file can bear it on every system: 乡/镇 becomes 乡_镇; never empty, hidden or reserved."""
    stem = _FORBIDDEN.sub("_", name).strip(". ")
    while len(stem.encode("utf-8", "surrogatepass")) > _LONGEST:
        stem = stem[:-1]
    return f"_{stem}" if not stem or _RESERVED.fullmatch(stem) else stem


def file_stems(names: Iterable[str]) -> list[str]:
    """Return the stem of each name in one folder; those that a file cannot tell apart get a number."""
    taken: dict[str, None] = {}
    stems = []
    for name in names:
        first = stem = file_stem(name)
        number = 1
        while stem.lower() in taken:
            number += 1
            stem = f"{first}-{number}"
        taken[stem.lower()] = None
        stems.append(stem)
    return stems


def _is_stream(path: Path) -> bool:
    """Tell whether a name is that of a device or a pipe: it has no other name to be renamed from, and is to stay.

    /dev/stdout is one even where it leads to a file.
    """
    place = Path(os.path.realpath(path.parent))
    if place == _DEVICES or _DESCRIPTORS in place.parents:
        return os.path.lexists(path)
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISFIFO(mode)


def _pour(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_TRUNC | _AT_ONCE)  # a pipe that nobody reads is refused, not waited for
    with os.fdopen(handle, "wb") as stream:
        if _AT_ONCE:
            os.set_blocking(handle, True)
        stream.write(data)


def _is_led_away(path: Path, below: Path) -> bool:
    return Path(os.path.realpath(path.parent)) != os.path.realpath(below) / path.parent.relative_to(below)


def _exchange(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_TEMPORARY)
    _sweep(path.parent, os.fstat(handle).st_mtime)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sweep(folder: Path, now: float) -> None:
    """Take away what writers that were killed have left in a folder, once a process; `now` is by the clock of the disk."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_TEMPORARY) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if now - entry.stat(follow_symlinks=False).st_mtime > _STALE:
                        Path(entry.path).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
