"""A zip package opened within the limits, and its XML parsed without entities: what .xlsx, .ods and .xlsb share."""

import struct
import zipfile
import zlib
from bisect import bisect_right
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
_LOCAL_HEADER: Final = struct.Struct("<4s2xH18xHH")  # signature, flags, length of the name and of the extra field
_SIGNATURE: Final = b"PK\3\4"
_UTF8: Final = 0x800  # the flag of a name in UTF-8
_UNUSUAL: Final = 0x1 | 0x20 | 0x40  # the flags of what is encrypted or patched
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


class Package(zipfile.ZipFile):
    """A zip file that unpacks a part in one step: as a stream in chunks, zipfile's way, small parts cost twice as much.

    All that zipfile checks is checked, and also in Python 3.11 that no part reaches into the next.
    """

    def __init__(self, content: bytes) -> None:
        """Open the content of a file for reading."""
        super().__init__(BytesIO(content))
        self._content = content
        self._starts = sorted(entry.header_offset for entry in self.infolist())
        self._starts.append(self.start_dir)

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """Return a part unpacked.

        Raises BadZipFile or zlib.error where it is damaged, lies about its size or reaches into the next.
        """
        entry = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        if entry.flag_bits & _UNUSUAL:
            return super().read(entry, pwd)
        packed = self._packed(entry)
        raw = packed if entry.compress_type == zipfile.ZIP_STORED else _inflated(packed, entry.file_size)
        if len(raw) != entry.file_size or zlib.crc32(raw) != entry.CRC:
            raise zipfile.BadZipFile(entry.filename)
        return raw

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        """Return a part as it lies in the file, behind a header of its own that names it."""
        signature, flags, name_length, extra_length = _LOCAL_HEADER.unpack_from(self._content, entry.header_offset)
        named = entry.header_offset + _LOCAL_HEADER.size
        name = self._content[named : named + name_length].decode("utf-8" if flags & _UTF8 else "cp437")
        start = named + name_length + extra_length
        end = start + entry.compress_size
        following = self._starts[bisect_right(self._starts, entry.header_offset)]
        if entry.header_offset < 0 or signature != _SIGNATURE or name != entry.orig_filename or end > following:
            raise zipfile.BadZipFile(entry.filename)
        return self._content[start:end]


def _inflated(packed: bytes, size: int) -> bytes:
    """Return no more than a part claims to unpack to, and one byte by which a lie shows."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)


@contextmanager
def opened(content: bytes, limits: "Limits") -> Iterator[zipfile.ZipFile]:
    """Open a package that is within the limits; whatever its content provokes while it is open is damage.

    Raises UnreadableWorkbookError with the flaw of the file.
    """
    try:
        with Package(content) as package:
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
    other: Callable[..., None] | None = None,
    namespaces: bool = False,
) -> None:
    """Send a part through the handlers; with `namespaces` a name is the namespace, a blank and the local name.

    `other` is called for what is neither an element nor plain text: a comment, CDATA, a processing instruction.

    Raises UnreadableWorkbookError where it is malformed or declares a document type, whatever its encoding.
    """
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.CommentHandler = parser.StartCdataSectionHandler = parser.ProcessingInstructionHandler = other
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
