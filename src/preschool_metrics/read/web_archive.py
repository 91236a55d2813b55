"""The reader of MHTML, a web page in one file, as Excel saves workbooks and systems export tables: a sheet for each page."""

import posixpath
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import Grid
from preschool_metrics.model.text import Text
from preschool_metrics.read.archive import too_large
from preschool_metrics.read.placed import Page, laid_out, sheet_name
from preschool_metrics.read.textual import decoded
from preschool_metrics.read.web_page import named_sheets, page_of

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

_NO_TABLE: Final = Text("单个文件网页（里面没有表）", "a web archive without a table")
_WHY: Final = Text(
    "单个文件网页，一页一张工作表，按 Excel/WPS 打开时的样子排列",
    "a web archive, a sheet for each page, laid out as Excel or WPS would",
)


def read_web_archive(content: bytes, stem: str, limits: "Limits") -> Grid:
    """Read the pages of a web archive.

    Raises UnreadableWorkbookError: no page with a table, cut off, damaged or too large.
    """
    pages = [page for page in _pages(_texts(content, limits), stem, limits) if page.rows]
    if not pages:
        raise UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=_NO_TABLE)
    sheets, strays = laid_out(pages, limits)
    return Grid("mhtml", "email, lxml", sheets, why=_WHY, remarks=strays)


def _texts(content: bytes, limits: "Limits") -> dict[str, str]:
    """Return the pages by the last name of their addresses, in the order of the file."""
    texts: dict[str, str] = {}
    for number, part in enumerate(message_from_bytes(content.lstrip()).walk()):
        if number >= limits.max_entries:
            raise too_large("max-entries", number + 1, limits.max_entries)
        if part.get_content_type() == "text/html":
            raw = part.get_payload(decode=True)
            charset = part.get_content_charset()
            text = decoded(raw, charset) if isinstance(raw, bytes) else ""
            texts.setdefault(_address(part) or f"#{number}", text)
    return texts


def _address(part: Message) -> str:
    """Return the last name of a part's address; systems write them with slashes of both kinds."""
    return _last(str(part.get("Content-Location", "")))


def _last(address: str) -> str:
    return posixpath.basename(unquote(address).replace("\\", "/")).strip()


def _pages(texts: dict[str, str], stem: str, limits: "Limits") -> Iterator[Page]:
    """Yield the sheets that the first page names, in its order; where it names none the pages as they come."""
    named = named_sheets(next(iter(texts.values()), ""))
    listed = [each for each in named if _last(each.source) in texts]
    if listed:
        for each in listed:
            yield page_of(texts[_last(each.source)], each.name, limits, visible=each.visible)
        return
    own = [sheet_name(stem)] if len(named) != 1 else [named[0].name]
    for number, text in enumerate(texts.values(), 1):
        yield page_of(text, own[0] if number == 1 else f"{own[0]} {number}", limits)
