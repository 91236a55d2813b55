"""What a file is, by its content and never by its name."""

import re
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.text import Text

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."


class Foreign(NamedTuple):
    """A format that is no workbook: how it begins, and what to call it."""

    begins: re.Pattern[bytes]
    name: Text


_FOREIGN = (
    Foreign(re.compile(rb"%PDF"), Text("PDF", "a PDF")),
    Foreign(
        re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*", re.DOTALL), Text("图片", "a picture")
    ),
    Foreign(re.compile(rb"Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b"), Text("压缩包", "an archive")),
)


def refuse_foreign(head: bytes) -> None:
    """Raise the error that says what a file really is, where its first bytes tell that it holds no table."""
    for foreign in _FOREIGN:
        if foreign.begins.match(head):
            raise UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=foreign.name)


def is_opendocument(package: zipfile.ZipFile, parts: Mapping[str, str]) -> bool:
    """Tell whether a package is an OpenDocument spreadsheet, by its mimetype or, where it has none, by its parts.

    Raises UnreadableWorkbookError where it is an OpenDocument file of another kind.
    """
    if "mimetype" not in parts:
        return {"content.xml", "meta-inf/manifest.xml"} <= set(parts)
    kind = package.read(parts["mimetype"]).strip()
    if kind.startswith(_OPENDOCUMENT) and not kind.startswith(_OPENDOCUMENT + b"spreadsheet"):
        raise UnreadableWorkbookError(
            Flaw.FOREIGN_FORMAT, what=Text("OpenDocument 文档（不是表格）", "an OpenDocument file, but no spreadsheet")
        )
    return kind.startswith(_OPENDOCUMENT)
