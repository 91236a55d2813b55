"""What is done to a written package: the oddities that no library writes but offices send."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

_LINK: Final = b'<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
_DIMENSION: Final = re.compile(rb'<dimension ref="[^"]*"\s*/>')
_MERGES: Final = re.compile(rb"<mergeCells[^>]*>")

Parts = dict[str, bytes]


def play(path: Path, tricks: tuple[str, ...]) -> None:
    """Play tricks on a package, by their names in TRICKS; an .xls has none."""
    if not tricks or path.suffix == ".xls":
        return
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for trick in tricks:
        parts = TRICKS[trick](parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    if "junk" in tricks:
        path.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + path.read_bytes())


def _sheets(parts: Parts, change: Callable[[bytes], bytes]) -> Parts:
    return {
        name: change(xml) if "worksheets/sheet" in name and name.endswith(".xml") else xml
        for name, xml in parts.items()
    }


def _whole_sheet_dimension(parts: Parts) -> Parts:
    return _sheets(parts, lambda xml: _DIMENSION.sub(b'<dimension ref="A1:XFD1048576"/>', xml))


def _one_cell_dimension(parts: Parts) -> Parts:
    return _sheets(parts, lambda xml: _DIMENSION.sub(b'<dimension ref="A1"/>', xml))


def _without_references(parts: Parts) -> Parts:
    """Leave out `r` of rows: they are counted, as some exporters do; only where no row is left out."""
    return _sheets(parts, _uncounted)


def _uncounted(xml: bytes) -> bytes:
    rows = [int(number) for number in re.findall(rb'<row r="(\d+)"', xml)]
    return re.sub(rb'<row r="\d+"', b"<row", xml) if rows == list(range(1, len(rows) + 1)) else xml


def _whole_sheet_merge(parts: Parts) -> Parts:
    """Merge a sheet that has no merges as a whole: 17 thousand million cells."""
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return _sheets(parts, lambda xml: xml if b"<mergeCell" in xml else xml.replace(b"</sheetData>", merge))


def _external_link(parts: Parts) -> Parts:
    return parts | {"xl/externalLinks/externalLink1.xml": _LINK}


def _macros(parts: Parts) -> Parts:
    return parts | {"xl/vbaProject.bin": b"not a project"}


def _traversal(parts: Parts) -> Parts:
    return parts | {"../../etc/evil.txt": b"evil", "/etc/evil.txt": b"evil"}


def _backslashes(parts: Parts) -> Parts:
    return {name.replace("/", "\\") if "worksheets" in name else name: xml for name, xml in parts.items()}


def _spaces_far_below(parts: Parts) -> Parts:
    stray = (
        b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row></sheetData>'
    )
    first = min(name for name in parts if "worksheets/sheet" in name)
    return parts | {first: parts[first].replace(b"</sheetData>", stray)}


TRICKS: Final[dict[str, Callable[[Parts], Parts]]] = {
    "whole-sheet dimension": _whole_sheet_dimension,
    "one-cell dimension": _one_cell_dimension,
    "whole-sheet merge": _whole_sheet_merge,
    "rows without r": _without_references,
    "external link": _external_link,
    "macros": _macros,
    "traversal": _traversal,
    "far space": _spaces_far_below,
    "junk": lambda parts: parts,
}
