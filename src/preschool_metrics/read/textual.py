"""A file that is text: in which encoding, and whether it is a web page, SpreadsheetML 2003 or delimited text.

Systems export such files under the name .xls, and Excel opens them: what counts is the content.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid
from preschool_metrics.model.text import Text

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

_HEAD: Final = 4096
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(rb"""(?i)(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([a-z0-9_.:-]{1,40})""")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# GB2312 and GBK are parts of GB18030; who declares one of them writes signs of the larger one.
_ALSO_GB18030: Final = frozenset({"gb2312", "gbk", "gb_2312-80", "cp936", "ms936", "windows-936", "x-gbk", "gb18030"})
_CUT: Final = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")
_ARCHIVE = re.compile(
    rb"(?is)(?:mime-version:|(?:(?:[\w-]+:|[ \t])[^\r\n]*\r?\n){0,20}?content-type:\s*multipart/related)"
)
_SPREADSHEETML = re.compile(r"(?s)\s*<\?xml.{0,400}?(?:urn:schemas-microsoft-com:office:spreadsheet|mso-application)")
# It begins with a tag, or with words before the first one; in a cell of delimited text a tag is a text as any other.
_WEB_PAGE = re.compile(
    r"""(?is)(?:(?=\s{0,1000}<).{0,1000}?|[^",;\t]{0,1000}?)<(?:html|table|head|body|meta|!doctype html)\b"""
)

# The pages and the tables that this tool writes; the first columns of a table tell it (report/document.py).
_OWN_OUTPUT = re.compile(
    r"""(?s)(?:.{0,1000}?<meta name="generator" content="preschool-metrics\b"""
    r"|(?:code,severity,file|profile,period,area|period,area,expected|file,sheet,cell,about),)"
)


class _Foreign(NamedTuple):
    begins: re.Pattern[str]
    name: Text


_FOREIGN: Final = (
    _Foreign(
        re.compile(r"(?s)\s*(?:<\?xml.{0,400}?)?<office:document"),
        Text("OpenDocument 单文件表格（.fods）", "a flat .fods"),
    ),
    _Foreign(re.compile(r"\s*<\?xml"), Text("XML（不是表格）", "XML, but no table")),
    _Foreign(re.compile(r"\s*\{\\rtf"), Text("RTF 文档", "an RTF document")),
    _Foreign(re.compile(r"\s*[{\[]\s*[\[{\"]"), Text("JSON", "JSON")),
)
_UNKNOWN: Final = Text("未知格式", "of an unknown kind")


def read_textual(content: bytes, stem: str, limits: "Limits") -> Grid:
    """Read a text as what it is; `stem` is the name of the file, which its sheet takes where it names none.

    Raises UnreadableWorkbookError: no text, a text without a table, damaged or too large.
    """
    if _ARCHIVE.match(content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()):
        from preschool_metrics.read.web_archive import read_web_archive

        return read_web_archive(content, stem, limits)
    text = decoded(content)
    if _OWN_OUTPUT.match(text[:_HEAD]):
        raise UnreadableWorkbookError(Flaw.OWN_OUTPUT)
    return _reader(text[:_HEAD])(text, stem, limits)


def _reader(head: str) -> Callable[[str, str, "Limits"], Grid]:
    """Return the reader of a text by how it begins."""
    if _SPREADSHEETML.match(head):
        from preschool_metrics.read.spreadsheetml import read_spreadsheetml

        return read_spreadsheetml
    foreign = next((each.name for each in _FOREIGN if each.begins.match(head)), None)
    if _WEB_PAGE.match(head):  # a page may begin with an XML declaration
        from preschool_metrics.read.web_page import read_web_page

        return read_web_page
    if foreign:
        raise UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=foreign)
    from preschool_metrics.read.delimited import read_delimited

    return read_delimited


def decoded(content: bytes, declared: str | None = None) -> str:
    """Return the text of a file: by its byte order mark, as UTF-8 where it is that, by what it declares, as GB18030.

    Not guessed from frequencies: Chinese in GB18030 is never valid UTF-8, and what a page declares is wrong as often as
    not. Raises UnreadableWorkbookError where it is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _known(_text(content[len(mark) :], encoding))
    head = _DECLARED.search(content[:_HEAD])
    said = declared or (head.group(1).decode("ascii").lower() if head else None)
    for likely in ("utf-8", *_wide(content), said, "gb18030"):
        found = _text(content, likely) if likely else None
        if found is not None:
            return found
    return _known(None)


def _wide(content: bytes) -> tuple[str, ...]:
    """Return UTF-16 where every other byte is often a zero: a text without a byte order mark."""
    head = content[:_HEAD]
    low, high = head[1::2].count(0), head[::2].count(0)
    return () if max(low, high) * 8 < len(head) // 2 else ("utf-16-le" if low > high else "utf-16-be",)


def _text(content: bytes, encoding: str) -> str | None:
    """Return the text in an encoding; None where it is none, or holds signs that no text has."""
    try:
        text = content.decode("gb18030" if encoding in _ALSO_GB18030 else encoding)
    except UnicodeDecodeError as error:
        if error.reason in _CUT and not content[: error.start].isascii():
            raise UnreadableWorkbookError(Flaw.DAMAGED) from error  # all is well up to half a character at the end
        return None
    except (LookupError, ValueError):  # no such encoding, or no name of one
        return None
    return None if _NO_TEXT.search(text, 0, _HEAD) else text


def _known(text: str | None) -> str:
    if text is None:
        raise UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=_UNKNOWN)
    return text
