"""Which files there are: the paths as given, folders walked, lock files told apart."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from preschool_metrics.errors import InputError
from preschool_metrics.language import _

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods", ".fods", ".xltx", ".ett"})
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Source(NamedTuple):
    """A file to read: its path, how it is printed, the month of its folder, and whether it is a lock file in a folder."""

    path: Path
    label: str
    folder: str | None
    skipped: bool = False


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """Return the workbooks of files and folders, in a fixed order and each once.

    Raises InputError where a path is missing or a folder holds no workbook.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        if not path.exists():
            raise InputError(_("{path}: no such file or folder").format(path=path))
        inside = list(_walk(path)) if path.is_dir() else [Source(path, printable(path.name), month_of_folder(path))]
        if not any(not source.skipped for source in inside):
            raise InputError(
                _("{path}: no workbook (.xlsx, .xls, .et, .ods, .xlsb …) in this folder").format(path=path)
            )
        for source in inside:
            found.setdefault(Path(os.path.realpath(source.path)), source)
    return sorted(_told_apart(list(found.values())), key=lambda source: (source.label, str(source.path)))


def _told_apart(sources: list[Source]) -> list[Source]:
    """Lengthen labels that several files share, one PATH each, by the folders above them until they differ."""
    labels = [source.label for source in sources]
    while shared := {label for label, times in Counter(labels).items() if times > 1}:
        longer = [
            _lengthened(source, label) if label in shared else label
            for source, label in zip(sources, labels, strict=True)
        ]
        if longer == labels:
            break
        labels = longer
    return [source._replace(label=label) for source, label in zip(sources, labels, strict=True)]


def _lengthened(source: Source, label: str) -> str:
    folder = source.path.parent.resolve()
    above = (folder, *folder.parents)[label.count("/") :]
    return f"{printable(above[0].name)}/{label}" if above and above[0].name else label


def places_of(sources: Iterable[Source], paths: Sequence[Path]) -> dict[str, str]:
    """Return where files lie as seen from the working folder, by their labels; of "" the first of the PATHs.

    What lies outside it keeps its label: no output says where on a machine it was made.
    """
    places: dict[str, str] = {}
    if paths:
        places[""] = _from_here(paths[0], printable(paths[0].resolve().name))
    for source in sources:
        places.setdefault(source.label, _from_here(source.path, source.label))
    return places


def _from_here(path: Path, label: str) -> str:
    here = Path.cwd()
    way = path.resolve() if ".." in path.parts else path.absolute()
    return printable(way.relative_to(here).as_posix()) if way.is_relative_to(here) else label


def month_of_folder(path: Path, top: Path | None = None) -> str | None:
    """Return the month that a folder of the path names as YYYY-MM: the nearest, up to the PATH that was given.

    Folders above it say nothing: the same returns mean the same wherever they lie.
    """
    last = top.absolute() if top else path.absolute().parent
    for folder in path.absolute().parents:
        if _MONTH.fullmatch(folder.name):
            return folder.name
        if folder == last:
            return None
    return None


def _walk(top: Path) -> Iterator[Source]:
    home = top.resolve().name
    for folder, names, files in os.walk(top):
        names.sort()
        for name in sorted(files):
            path = Path(folder, name)
            if path.suffix.lower() in WORKBOOKS and not name.startswith(".") and path.is_file():
                label = printable((Path(home) / path.relative_to(top)).as_posix())
                yield Source(path, label, month_of_folder(path, top), name.startswith("~$"))


def printable(name: str) -> str:
    """Return a file name as text: one that is no UTF-8 was zipped on a Chinese Windows more often than not."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "replace")
    return name
