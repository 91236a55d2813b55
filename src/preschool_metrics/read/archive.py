"""A zip package opened within the limits, and its XML parsed without entities: what .xlsx, .ods and .xlsb share."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING, Final
from xml.parsers import expat

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.text import Text

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SMALL: Final = 16 << 20  # what is small unpacked may have been packed as well as it likes
_CHUNK: Final = 1 << 20
_PROVOKED: Final = (  # what hostile content makes zipfile, struct and our own look-ups raise
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    ValueError,
    ArithmeticError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


@contextmanager
def opened(content: bytes, limits: "Limits") -> Iterator[zipfile.ZipFile]:
    """Open a package that is within the limits; whatever its content provokes while it is open is damage.

    Raises UnreadableWorkbookError with the flaw of the file.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _hold_to_limits(package, len(content), limits)
            yield package
    except _PROVOKED as error:
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error


def _hold_to_limits(package: zipfile.ZipFile, size: int, limits: "Limits") -> None:
    entries = package.infolist()
    if len(entries) > limits.max_entries:
        raise too_large("max-entries", len(entries), limits.max_entries)
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise UnreadableWorkbookError(
            Flaw.FOREIGN_FORMAT, what=Text("压缩方式不受支持的文件", "a file packed in an unsupported way")
        )
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise UnreadableWorkbookError(Flaw.DAMAGED)  # two parts of one name: which one counts is anybody's guess
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.max_unpacked:
        raise too_large("max-unpacked", unpacked, limits.max_unpacked)
    if unpacked > _SMALL and unpacked > size * limits.max_ratio:
        raise too_large("max-ratio", unpacked // size, limits.max_ratio)


def too_large(limit: str, actual: int, allowed: int) -> UnreadableWorkbookError:
    """Return the error that names a limit, what the file asks for and what is allowed."""
    return UnreadableWorkbookError(Flaw.TOO_LARGE, limit=limit, actual=actual, allowed=allowed)


def parts_of(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of the parts by the spelling that is looked up: small letters, forward slashes."""
    return {name.replace("\\", "/").lstrip("/").lower(): name for name in package.namelist()}


def parse_xml(
    xml: bytes | IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
    *,
    namespaces: bool = False,
) -> None:
    """Send a part through the handlers; with `namespaces` a name is the namespace, a blank and the local name.

    Raises UnreadableWorkbookError where it is malformed or declares a document type, whatever its encoding.
    """
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _forbid
    try:
        if isinstance(xml, bytes):
            parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position only
        else:
            while chunk := xml.read(_CHUNK):  # by itself expat asks for 2 KiB at a time
                parser.Parse(chunk, False)  # noqa: FBT003 - likewise
            parser.Parse(b"", True)  # noqa: FBT003 - likewise
    except expat.ExpatError as error:
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error


def _forbid(*_declared: object) -> None:
    raise UnreadableWorkbookError(Flaw.FORBIDDEN_XML)
