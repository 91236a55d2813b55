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
_START = 2048


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
    Foreign(
        re.compile(rb"(?is)mime-version:|.{0,400}content-type:\s*multipart/related"),
        Text("单个文件网页", "a web archive"),
    ),
    Foreign(
        re.compile(rb"(?is)\s*<\?xml.{0,200}(urn:schemas-microsoft-com:office:spreadsheet|mso-application)"),
        Text("XML 电子表格 2003", "a SpreadsheetML 2003 file"),
    ),
    Foreign(re.compile(rb"(?is).{0,1000}<(html|table|head|body|meta|!doctype html)"), Text("网页表格", "a web page")),
    Foreign(
        re.compile(rb"(?is)\s*(<\?xml.{0,200})?<office:document"),
        Text("OpenDocument 单文件表格（.fods）", "a flat .fods"),
    ),
)
_TEXT = Text("文本/CSV", "text or CSV")
_UNKNOWN = Text("未知格式", "of an unknown kind")
_PLAIN = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]*")


def refuse_foreign(head: bytes) -> UnreadableWorkbookError:
    """Return the error that says what the file really is."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip() or head
    for foreign in _FOREIGN:
        if foreign.begins.match(bare):
            return UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=foreign.name)
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = utf16 or _PLAIN.fullmatch(head[:_START]) is not None
    return UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=_TEXT if text else _UNKNOWN)


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
