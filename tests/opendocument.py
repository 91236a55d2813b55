"""OpenDocument spreadsheets for tests: out of a drawing, or out of a piece of content.xml."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from tests.builder import Drawing

MIMETYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": f"{_OASIS}office:1.0",
        "table": f"{_OASIS}table:1.0",
        "text": f"{_OASIS}text:1.0",
        "style": f"{_OASIS}style:1.0",
        "draw": f"{_OASIS}drawing:1.0",
        "svg": f"{_OASIS}svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
_HIDDEN_STYLE: Final = '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'
_REFERENCE = re.compile(r"([A-Z]+\d+)(?::([A-Z]+\d+))?")


def content(tables: str, *, before: str = "") -> str:
    """Return a content.xml that holds these tables, and `before` them what stands at the head of a spreadsheet."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}>'
        f"<office:automatic-styles>{_HIDDEN_STYLE}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{before}{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def package(xml: str | bytes | None, **parts: str) -> bytes:
    """Return an .ods with this content.xml; further parts by their names with `__` for the slash and `_` for the dot."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for name, text in ({"META-INF__manifest_xml": "<manifest/>"} | parts).items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
        if xml is not None:
            archive.writestr("content.xml", xml)
    return packed.getvalue()


def write_ods(sheets: "list[Drawing]", path: Path) -> None:
    """Write drawings as an .ods: every row and cell in full."""
    path.write_bytes(package(content("".join(map(_table, sheets)))))


def _table(sheet: "Drawing") -> str:
    places = [*sheet.cells, *((bottom, right) for _, _, right, bottom in sheet.merges)]
    places += [(row, 1) for row in sheet.hidden_rows] + [(1, column) for column in sheet.hidden_columns]
    height = max((row for row, _ in places), default=0)
    width = max((column for _, column in places), default=0)
    hidden = ' table:visibility="collapse"'
    columns = "".join(f"<table:table-column{hidden * (at in sheet.hidden_columns)}/>" for at in range(1, width + 1))
    rows = "".join(
        f"<table:table-row{hidden * (row in sheet.hidden_rows)}>"
        + "".join(_cell(sheet, row, column) for column in range(1, width + 1))
        + "</table:table-row>"
        for row in range(1, height + 1)
    )
    style = "" if sheet.visible else ' table:style-name="hidden"'
    return f'<table:table table:name="{escape(sheet.name)}"{style}>{columns}{rows}</table:table>'


def _cell(sheet: "Drawing", row: int, column: int) -> str:
    from tests.builder import ErrorValue, Formula

    spans = [box for box in sheet.merges if box[0] == column and box[1] == row]
    attributes = "".join(
        f' table:number-columns-spanned="{right - left + 1}" table:number-rows-spanned="{bottom - top + 1}"'
        for left, top, right, bottom in spans
    )
    value = sheet.cells.get((row, column), "")
    if isinstance(value, Formula):
        formula = _REFERENCE.sub(
            lambda at: "[" + ":".join(f".{each}" for each in at.groups() if each) + "]", value.text
        )
        return f'<table:table-cell{attributes} table:formula="of:{escape(formula)}"/>'
    if isinstance(value, ErrorValue):
        return (
            f'<table:table-cell{attributes} table:formula="of:={value.text}" office:value-type="string"'
            f' office:string-value="" calcext:value-type="error"><text:p>{value.text}</text:p></table:table-cell>'
        )
    if isinstance(value, str):
        typed = ' office:value-type="string"' if value else ""
        return f"<table:table-cell{attributes}{typed}>{_paragraph(value)}</table:table-cell>"
    return f'<table:table-cell{attributes} office:value-type="float" office:value="{value}"/>'


def _paragraph(text: str) -> str:
    spaced = re.sub(" +", lambda run: f'<text:s text:c="{len(run[0])}"/>', escape(text))
    return f"<text:p>{spaced}</text:p>" if text else ""
