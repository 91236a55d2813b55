"""Notes on cells: comments of ours beside those of others, or behind the text of a comment that the cell has already."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from xml.sax.saxutils import unescape

from preschool_metrics.forms.annotated.book import relation_prefix
from preschool_metrics.forms.annotated.drawing import NEW, has_shapes, with_shapes, without_shapes
from preschool_metrics.forms.annotated.marks import BEHIND_DRAWING
from preschool_metrics.forms.annotated.package import Package
from preschool_metrics.forms.annotated.splice import (
    DAMAGED,
    Edit,
    Element,
    UnpatchableError,
    edited,
    encoded,
    into,
    outline,
    prefixed,
    text,
    without,
)
from preschool_metrics.forms.annotated.styles import MAIN, before
from preschool_metrics.model.feedback import AUTHOR

_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_SIGN: Final = f"[{AUTHOR}]"  # begins what is ours: not every program keeps the author of a comment
_BLANKS: Final = (b" ", b"\t", b"\r", b"\n", b"&#10;", b"&#xa;", b"&#xA;")
_THREADED: Final = "tc={"  # the author of a thread's stand-in: a newer program writes it anew


class _Comments(NamedTuple):
    """A comments part: its names of authors, and the elements of its lists."""

    xml: bytes
    root: Element
    authors: Element
    names: list[str]
    listed: Element


def noting(package: Package, part: str, sheet: Element, notes: Mapping[str, str]) -> Iterator[Edit]:
    """Replace our notes on the cells of a sheet; yield what its own part needs for it.

    Raises UnpatchableError where comments or their drawing are malformed.
    """
    drawing = _drawing_of(package, part, sheet)
    comments = package.related(part, "comments")
    gone = _remove(package, comments) if comments else []
    if gone and drawing:
        package[drawing] = without_shapes(package[drawing], gone)
    if notes:
        if comments is None:
            comments = _new_comments(package, part)
        added = _add(package, comments, notes)
        if added and drawing is None:
            drawing = package.free(posixpath.join(posixpath.dirname(package.workbook), "drawings/vmlDrawing{}.vml"))
            package.add_drawing(drawing, NEW)
            yield _legacy(sheet, package.relate(part, "vmlDrawing", drawing))
        if added and drawing:
            package[drawing] = with_shapes(package[drawing], added, _drawings(package))
    elif gone and comments and not _parsed(package, comments).listed.children:
        _unlink(package, part, comments)
        if drawing and not has_shapes(package[drawing]):
            _unlink(package, part, drawing)
            yield from without(sheet.every("legacyDrawing"))


def _parsed(package: Package, comments: str) -> _Comments:
    xml = package[comments]
    root = outline(xml, 5)
    authors, listed = root.first("authors"), root.first("commentList")
    if authors is None or listed is None:
        raise UnpatchableError(DAMAGED)
    names = [unescape(xml[each.inner : each.close].decode("utf-8", "replace")) for each in authors.children]
    return _Comments(xml, root, authors, names, listed)


def _new_comments(package: Package, part: str) -> str:
    comments = package.free(posixpath.join(posixpath.dirname(package.workbook), "comments{}.xml"))
    package.add(
        comments, f'<comments xmlns="{MAIN[package.strict]}"><authors/><commentList/></comments>'.encode(), _TYPE
    )
    package.relate(part, "comments", comments)
    return comments


def _remove(package: Package, comments: str) -> list[str]:
    """Take out our comments, and our texts behind those of others; return the cells of the former."""
    xml, _root, _authors, names, listed = _parsed(package, comments)
    gone, edits = list[str](), list[Edit]()
    for each in listed.children:
        cut = _cut(xml, each)
        if cut is None or _author_of(each, names) == AUTHOR:
            gone.append(each.attributes.get("ref", ""))
            edits += without([each])
        else:
            edits += cut
    package[comments] = edited(xml, edits)
    return gone


def _cut(xml: bytes, comment: Element) -> list[Edit] | None:
    """Return the edits that take our text out of a comment, None where nothing else would be left of it."""
    container = comment.first("text")
    runs = [each for each in container.children if each.local in ("t", "r")] if container else []
    texts = [(each, each if each.local == "t" else each.first("t")) for each in runs]
    said = [(run, text, xml[text.inner : text.close]) for run, text in texts if text]
    found = next((at for at, (_run_of, _text, words) in enumerate(said) if _SIGN.encode() in words), None)
    if found is None:
        return []
    _first, text, words = said[found]
    kept = _without_blanks(words.partition(_SIGN.encode())[0])
    before = said[found - 1] if found else None
    if not kept and before is None:
        return None
    edits = list(without(run for run, _text, _words in said[found + 1 if kept else found :]))
    if kept:
        return [*edits, Edit(text.inner, text.close, kept)]
    return [*edits, Edit(before[1].inner, before[1].close, _without_blanks(before[2]))] if before else edits


def _without_blanks(words: bytes) -> bytes:
    """Return a text as it is written without the blanks at its end."""
    end = len(words)
    while blank := next((each for each in _BLANKS if words.endswith(each, 0, end)), b""):
        end -= len(blank)
    return words[:end]


def _add(package: Package, comments: str, notes: Mapping[str, str]) -> list[str]:
    """Add notes; return the cells that had no comment and need a shape for theirs."""
    xml, root, authors, names, listed = _parsed(package, comments)
    taken = {each.attributes.get("ref"): each for each in listed.children}
    edits, new, own = list[Edit](), "", list[str]()
    author = names.index(AUTHOR) if AUTHOR in names else len(names)
    for cell, finding in notes.items():
        said = f"{_SIGN}\n{finding}"
        if cell not in taken:
            new += f'<comment ref="{cell}" authorId="{author}"><text>{_run(said)}</text></comment>'
            own.append(cell)
        elif not _author_of(taken[cell], names).startswith(_THREADED):
            edits += _behind(taken[cell], f"\n{said}")
    if new and author == len(names):
        edits.append(into(authors, prefixed(f"<author>{AUTHOR}</author>".encode(), root)))
    package[comments] = edited(xml, [*edits, into(listed, prefixed(encoded(new), root))] if new else edits)
    return own


def _author_of(comment: Element, names: list[str]) -> str:
    number = comment.attributes.get("authorId", "")
    return names[int(number)] if number.isdigit() and int(number) < len(names) else ""


def _run(said: str) -> str:
    return f'<r><rPr><sz val="9"/><color indexed="81"/></rPr><t xml:space="preserve">{text(said)}</t></r>'


def _behind(comment: Element, said: str) -> Iterator[Edit]:
    """Put a text behind that of a comment: a plain text becomes a run, which others may follow."""
    container = comment.first("text")
    if container is None:
        return
    plain, runs = container.every("t"), container.every("r")
    prefix = container.prefix
    for each in plain:
        yield Edit(each.start, each.start, b"<" + prefix + b"r>")
        yield Edit(each.end, each.end, b"</" + prefix + b"r>")
    last = [*plain, *runs]
    at = last[-1].end if last else container.inner
    added = prefixed(encoded(_run(said)), container)
    yield into(container, added) if container.empty else Edit(at, at, added)


def _drawing_of(package: Package, part: str, sheet: Element) -> str | None:
    """Return the drawing that a sheet names for its notes."""
    named = sheet.first("legacyDrawing")
    own = {value for name, value in named.attributes.items() if name.endswith(":id")} if named else set()
    return next((each.part for each in package.relations(part) if each.id in own and each.part in package), None)


def _legacy(sheet: Element, relation: str) -> Edit:
    used, declared = relation_prefix(sheet)
    return before(sheet, BEHIND_DRAWING, prefixed(f'<legacyDrawing{declared} {used}:id="{relation}"/>'.encode(), sheet))


def _drawings(package: Package) -> list[bytes]:
    return [package[name] for name in package.names() if name.endswith(".vml")]


def _unlink(package: Package, part: str, target: str) -> None:
    for each in package.relations(part):
        if each.part == target:
            package.unrelate(part, each.id)
    package.drop(target)
