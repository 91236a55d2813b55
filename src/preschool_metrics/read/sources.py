"""Which files there are: the paths as given, folders walked, what is no return told apart."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

from preschool_metrics.errors import InputError
from preschool_metrics.language import _, reason_of
from preschool_metrics.model.months import month_in
from preschool_metrics.read.placed import distinct_name

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods", ".fods", ".xltx", ".xltm", ".ett"})
TEXTS: Final = frozenset({".csv", ".tsv", ".htm", ".html", ".mht", ".mhtml"})
_TABLES: Final = WORKBOOKS | TEXTS
_OF_THE_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini"})
_PARTS_OF_A_PAGE: Final = (".files", "_files")  # the folder that a browser or Excel writes beside a page
_HEAD: Final = 4096
_STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

Skipped = Literal["lock_file", "no_table"]


class Source(NamedTuple):
    """A file to read: its path, how it is printed, and the month of its folder.

    found    it was found in a folder, not named itself
    skipped  why it is not read: only what is found in a folder is passed over
    """

    path: Path
    label: str
    folder: str | None
    skipped: Skipped | None = None
    found: bool = False


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """Return the workbooks of files and folders, in a fixed order and each once.

    Raises InputError where a path is missing or a folder holds no workbook.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        if not _is_there(path):
            raise InputError(_("{path}: no such file or folder").format(path=path))
        inside = list(_walk(path)) if path.is_dir() else [Source(path, printable(path.name), month_of_folder(path))]
        if not any(not source.skipped for source in inside):
            raise InputError(
                _("{path}: no workbook or table (.xlsx, .xls, .et, .ods, .csv, .html …) in this folder").format(
                    path=path
                )
            )
        for source in inside:
            found.setdefault(Path(os.path.realpath(source.path)), source)
    return sorted(_told_apart(list(found.values())), key=lambda source: (source.label, str(source.path)))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # the name is too long, or a folder on the way is not to be looked into
        raise InputError(f"{path}: {reason_of(error)}") from None


def _told_apart(sources: list[Source]) -> list[Source]:
    """Lengthen labels that several files share, one PATH each, by the folders above them until they differ."""
    labels = [source.label for source in sources]
    while shared := _shared(sources, labels):
        longer = [
            _lengthened(source, label) if label in shared else label
            for source, label in zip(sources, labels, strict=True)
        ]
        if longer == labels:
            break
        labels = longer
    taken = set[str]()
    for at, label in enumerate(labels):  # names that differ in what is not shown
        labels[at] = distinct_name(label, taken)
        taken.add(labels[at])
    return [source._replace(label=label) for source, label in zip(sources, labels, strict=True)]


def _shared(sources: list[Source], labels: list[str]) -> set[str]:
    """Return the labels that files of several folders share."""
    folders: dict[str, set[Path]] = {}
    for source, label in zip(sources, labels, strict=True):
        folders.setdefault(label, set()).add(source.path.parent)
    return {label for label, places in folders.items() if len(places) > 1}


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
    """Return the month that a folder of the path names, as YYYY-MM: the nearest, up to the PATH that was given.

    Folders above it say nothing: the same returns mean the same wherever they lie.
    """
    last = top.absolute() if top else path.absolute().parent
    for folder in path.absolute().parents:
        month = month_in(folder.name)
        if month or folder == last:
            return month
    return None


def _walk(top: Path) -> Iterator[Source]:
    home = top.resolve().name
    for folder, names, files in os.walk(top):
        pages = {Path(name).stem for name in files if Path(name).suffix.lower() in (".htm", ".html")}
        names[:] = sorted(name for name in names if not _is_part_of_a_page(name, pages))
        for name in sorted(files):
            path = Path(folder, name)
            if not name.startswith(".") and name.lower() not in _OF_THE_SYSTEM and path.is_file():
                label = printable((Path(home) / path.relative_to(top)).as_posix())
                yield Source(path, label, month_of_folder(path, top), _skipped(path), found=True)


def _is_part_of_a_page(folder: str, pages: set[str]) -> bool:
    return any(folder == page + ending for ending in _PARTS_OF_A_PAGE for page in pages)


def _skipped(path: Path) -> Skipped | None:
    """Return why a file in a folder is passed over: its kind holds no table of returns."""
    if path.name.startswith("~$"):
        return "lock_file"
    suffix = path.suffix.lower()
    return None if suffix in _TABLES or (suffix in (".xml", ".txt") and _begins_a_table(path)) else "no_table"


def _begins_a_table(path: Path) -> bool:
    """Look into a file whose name may stand for anything: SpreadsheetML, or text with tabs as Excel saves it."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).replace(b"\0", b"")  # of UTF-16 every other byte
    except OSError:
        return False
    if path.suffix.lower() == ".xml":
        return b"urn:schemas-microsoft-com:office:spreadsheet" in head or b"mso-application" in head
    return b"\t" in head.partition(b"\n")[0]


def printable(name: str) -> str:
    """Return a file name as text: one that is no UTF-8 was zipped on a Chinese Windows more often than not.

    Controls, marks of direction and line breaks steer whoever reads it, and are shown as what they are: no letters.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "replace")
    return "".join("\ufffd" if unicodedata.category(sign) in _STEERING else sign for sign in name)


def earlier_months_beside(path: Path) -> list[str]:
    """Return the earlier months that lie beside a folder named after one, the earliest first; of any other path none."""
    own = month_in(path.absolute().name) if path.is_dir() else None
    if own is None:
        return []
    beside = (month_in(folder.name) for folder in path.absolute().parent.iterdir() if folder.is_dir())
    return sorted({month for month in beside if month and month < own})
