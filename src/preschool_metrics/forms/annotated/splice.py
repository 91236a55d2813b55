"""XML changed in places: where its elements lie in the bytes, and edits there. Everything else stays to the byte.

A parser that wrote the part anew would lose nothing that matters to it; a town's workbook matters to other programs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from preschool_metrics.errors import PreschoolMetricsError
from preschool_metrics.model.text import Text

_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_OURS = re.compile(rb"<(/?)(\w)")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class UnpatchableError(PreschoolMetricsError):
    """A package that is not changed in places; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        """`reason` in both languages; the workbook then gets a side workbook."""
        super().__init__(reason.en)
        self.reason = reason


DAMAGED: Final = Text("工作簿的结构不合常规", "the workbook is built in an unusual way")
WIDE: Final = Text("工作簿的部件不是 UTF-8 编码", "the workbook has parts that are not in UTF-8")


class Edit(NamedTuple):
    """Bytes from start to end are replaced; nothing is where these are the same."""

    start: int
    end: int
    content: bytes


@dataclass(slots=True)
class Element:
    """An element by its places in the part: its tag from start to inner, its content to close, all of it to end."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int = 0
    close: int = 0
    end: int = 0
    children: list["Element"] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> bytes:
        """The prefix of the name with its colon, nothing where there is none."""
        return self.name[: -len(self.local)].encode()

    @property
    def empty(self) -> bool:
        """An element of one tag, <x/>."""
        return self.inner == self.end

    def every(self, name: str) -> list["Element"]:
        """Return the children of a local name."""
        return [child for child in self.children if child.local == name]

    def first(self, name: str) -> "Element | None":
        """Return the first child of a local name, None where there is none."""
        return next(iter(self.every(name)), None)


def outline(xml: bytes, depth: int) -> Element:
    """Return the root of a part with its descendants down to a depth.

    Raises UnpatchableError where it is malformed, declares a document type or is no text of one-byte signs.
    """
    if xml.startswith(_WIDE):
        raise UnpatchableError(WIDE)
    open_ones: list[Element | None] = []
    roots: list[Element] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        level = len(open_ones)
        element = Element(name, attributes, parser.CurrentByteIndex) if level <= depth else None
        if element:
            tag = _TAG.match(xml, element.start)
            element.inner = tag.end() if tag else element.start
            parent = open_ones[-1] if open_ones else None
            (parent.children if parent else roots).append(element)
        open_ones.append(element)

    def end(name: str) -> None:
        element = open_ones.pop()
        if element:
            at = parser.CurrentByteIndex
            empty = xml[element.inner - 2 : element.inner] == b"/>"
            element.close, element.end = (at, at) if empty else (at, xml.index(b">", at) + 1)
            if not xml.startswith(b"<" if empty else b"</" + name.encode(), element.start if empty else at):
                raise UnpatchableError(DAMAGED)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _forbid
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position only
    except (expat.ExpatError, ValueError) as error:
        raise UnpatchableError(DAMAGED) from error
    return roots[0]


def _forbid(*_declared: object) -> None:
    raise UnpatchableError(DAMAGED)


def edited(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a part with edits made; those at one place in the order given."""
    pieces, at = list[bytes](), 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [xml[at : edit.start], edit.content]
        at = edit.end
    return b"".join([*pieces, xml[at:]])


def into(element: Element, content: bytes) -> Edit:
    """Put content behind the children of an element."""
    if element.empty:
        return Edit(element.end - 2, element.end, b">" + content + b"</" + element.name.encode() + b">")
    return Edit(element.close, element.close, content)


def without(elements: Iterable[Element]) -> Iterator[Edit]:
    """Take elements out."""
    return (Edit(element.start, element.end, b"") for element in elements)


def setting(xml: bytes, element: Element, name: str, value: object) -> Edit:
    """Set an attribute of an element."""
    found = re.search(rb"\s" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""", xml[element.start : element.inner])
    if found:
        return Edit(element.start + found.start(1), element.start + found.end(1), b'"' + str(value).encode() + b'"')
    at = element.start + 1 + len(element.name.encode())
    return Edit(at, at, f' {name}="{value}"'.encode())


def prefixed(content: bytes, element: Element) -> bytes:
    """Return content of our own, its elements in the namespace of an element of the part."""
    return _OURS.sub(rb"<\1" + element.prefix + rb"\2", content) if element.prefix else content


def text(value: str) -> str:
    """Return a text as it stands in an element: what XML forbids goes, what Excel would take for an escape is one."""
    return escape(_ESCAPE.sub("_x005F_", _UNSEEN.sub("", value)))


def attribute(value: str) -> str:
    """Return a text in quotes as an attribute's value."""
    return quoteattr(_UNSEEN.sub("", value))


def encoded(content: str) -> bytes:
    """Return content as bytes that mean the same in every encoding of one-byte signs."""
    return content.encode("ascii", "xmlcharrefreplace")
