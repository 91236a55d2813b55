"""A package mended before it is read: what readers stumble over, or get wrong, though nothing in it is in doubt.

- digits that a run of a text sets as marks (superscript, subscript, struck out): readers glue them to the number
- references with $ or in small letters, a dimension that is none, merged ranges that are none
- an extension in a cell, and a value that is not the number it claims to be: it becomes the text that it is, so that its
  own cell is accused and no other
"""

import re
import zipfile
from io import BytesIO
from math import isfinite
from typing import Any, Final

from lxml import etree

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.read.marks import Runs, unmarked

Element = Any  # of lxml
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_RANGE = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?")
_PART = re.compile(r"(?i)(?:worksheets[/\\][^/\\]*|sharedstrings)\.xml$")
_PARTS_OF_A_CELL: Final = ("f", "v", "is")
_RAISED: Final = ("superscript", "subscript")
_FALSE: Final = ("0", "false")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def mended(package: zipfile.ZipFile) -> bytes | None:
    """Return the package with its sheets and shared texts mended; None where there is nothing to mend.

    Raises UnreadableWorkbookError where one of them is malformed, or declares a document type.
    """
    again = {
        entry.filename: xml
        for entry in package.infolist()
        if _PART.search(entry.filename) and (xml := _mended_part(package.read(entry))) is not None
    }
    if not again:
        return None
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for entry in package.infolist():
            copy.writestr(entry.filename, again.get(entry.filename) or package.read(entry))
    return made.getvalue()


def _mended_part(xml: bytes) -> bytes | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableWorkbookError(Flaw.DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableWorkbookError(Flaw.FORBIDDEN_XML)
    elements = list(root.iter("{*}dimension", "{*}c", "{*}mergeCell", "{*}si", "{*}is"))
    changes = [_MENDS[_name(element)](element) for element in elements]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") if any(changes) else None


def _dimension(element: Element) -> bool:
    """Take a dimension that is none away: no reader needs it."""
    if _RANGE.fullmatch(element.get("ref", "")):
        return False
    element.getparent().remove(element)
    return True


def _cell(cell: Element) -> bool:
    reference = cell.get("r", "")
    found = _CELL.fullmatch(reference.strip())
    if found:
        cell.set("r", _plain(found))
    foreign = [part for part in cell if _name(part) not in _PARTS_OF_A_CELL]
    for part in foreign:
        cell.remove(part)
    value = cell.find("{*}v")
    said = (value.text or "").strip() if value is not None else ""
    is_text = cell.get("t", "n") == "n" and said != "" and not _is_number(said)
    if is_text:
        cell.set("t", "str")
    return cell.get("r", "") != reference or bool(foreign) or is_text


def _name(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def _merge(merge: Element) -> bool:
    """Mend a merged range; several in one are several, and what is none goes."""
    parent, stated = merge.getparent(), merge.get("ref", "")
    if _RANGE.fullmatch(stated):
        return False
    for reference in stated.split():
        corners = [_CELL.fullmatch(corner) for corner in reference.split(":")]
        if all(corners):
            again = etree.SubElement(parent, merge.tag)
            again.set("ref", ":".join(_plain(corner) for corner in corners if corner))
    parent.remove(merge)
    return True


def _plain(found: re.Match[str]) -> str:
    return found.group(1).upper() + found.group(2)


def _text(text: Element) -> bool:
    """Leave the digits out that are set as marks beside a number."""
    runs: Runs = []
    for part in text.iterchildren("{*}t", "{*}r"):
        inner = part if _name(part) == "t" else part.find("{*}t")
        runs.append((inner.text or "" if inner is not None else "", _is_mark(part.find("{*}rPr"))))
    plain = unmarked(runs)
    if plain == "".join(shown for shown, _ in runs):
        return False
    space = etree.QName(text).namespace
    text[:] = []
    only = etree.SubElement(text, f"{{{space}}}t" if space else "t")
    only.text = plain
    only.set(_SPACE, "preserve")
    return True


def _is_mark(look: Element | None) -> bool:
    if look is None:
        return False
    raised, struck = look.find("{*}vertAlign"), look.find("{*}strike")
    return (raised is not None and raised.get("val") in _RAISED) or (
        struck is not None and struck.get("val") not in _FALSE
    )


_MENDS: Final = {"dimension": _dimension, "c": _cell, "mergeCell": _merge, "si": _text, "is": _text}
