"""The package of a Word document: leftovers of a template found, braces of values given back, equal bytes each time."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
# A name in a return may hold braces; until what is left of the template has been looked for, they stand as signs that
# no text holds (noncharacters of Unicode).
_BRACES: Final = {"{": "\ufdd0", "}": "\ufdd1", "｛": "\ufdd2", "｝": "\ufdd3"}
_HIDE: Final = str.maketrans(_BRACES)
_SHOW: Final = {hidden.encode(): brace.encode() for brace, hidden in _BRACES.items()}
_NO_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LEFTOVER: Final = re.compile(r"[{｛]\s*[{｛%％#]|[}｝%％#]\s*[}｝]")
_PARAGRAPH: Final = re.compile(r"<(?:w|a):p[ >].*?</(?:w|a):p>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_ATTRIBUTE: Final = re.compile(r'"[^"]*"')


class Leftover(NamedTuple):
    """A mark of Jinja that is still there after rendering: the part of the package, and the text around it."""

    part: str
    text: str


def hidden(text: str) -> str:
    """Return a value's text with its braces hidden from the search for leftovers, and without what XML cannot hold."""
    return _NO_XML.sub("", text).translate(_HIDE)


def leftovers(package: bytes) -> Iterator[Leftover]:
    """Yield what a rendered package still holds of the template's language, full-width braces included.

    A mark may be spread over several runs, so a paragraph is read as a whole; figures' texts are attributes.
    """
    with ZipFile(BytesIO(package)) as parts:
        for name in parts.namelist():
            xml = parts.read(name).decode("utf-8", "replace") if name.endswith(".xml") else ""
            if any(brace in xml for brace in _BRACES):
                texts = (*map(_text, _PARAGRAPH.findall(xml)), *_ATTRIBUTE.findall(xml), _text(_PARAGRAPH.sub("", xml)))
                yield from (Leftover(name, text) for text in texts if _LEFTOVER.search(text))


def _text(xml: str) -> str:
    return _TAG.sub("", xml)


def packed(package: bytes) -> bytes:
    """Return the package with the braces of its values shown again, and no moment of writing in it."""
    content = BytesIO()
    with ZipFile(BytesIO(package)) as parts, ZipFile(content, "w", ZIP_DEFLATED) as made:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith(".xml"):
                for sign, brace in _SHOW.items():
                    part = part.replace(sign, brace)
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            made.writestr(entry, part)
    return content.getvalue()
