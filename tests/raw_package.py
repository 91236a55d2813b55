"""Packages written part by part, for what no library writes."""

import posixpath
import struct
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHARED_TEXTS: Final = 0x00FC
_MOST_TEXTS: Final = 10_000
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass
class Parts:
    """What a package holds: its sheets by name, its shared strings, and parts that come before all others."""

    sheets: dict[str, str]
    strings: tuple[str, ...] = ("零", "一", "二")
    workbook: str = "xl/workbook.xml"
    folder: str = "xl/worksheets"
    first: dict[str, str] = field(default_factory=dict)


def sheet_xml(cells: str) -> str:
    """Return a sheet with one row."""
    return f'{_DECLARED}<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'


def packed(parts: Parts) -> bytes:
    """Return a package of these parts."""
    sheets = {f"{parts.folder}/sheet{number}.xml": xml for number, xml in enumerate(parts.sheets.values(), 1)}
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(parts.sheets, 1))
    home = posixpath.dirname(parts.workbook)
    related = [("worksheet", f"/{path}") for path in sheets] + [("sharedStrings", f"/{home}/sharedStrings.xml")]
    content = {
        **parts.first,
        "[Content_Types].xml": _types(parts.workbook, list(sheets), f"{home}/sharedStrings.xml"),
        "_rels/.rels": _relations([("officeDocument", parts.workbook)]),
        parts.workbook: f'{_DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        f"{home}/_rels/{posixpath.basename(parts.workbook)}.rels": _relations(related),
        f"{home}/sharedStrings.xml": f'{_DECLARED}<sst xmlns="{MAIN}">'
        + "".join(f"<si><t>{text}</t></si>" for text in parts.strings)
        + "</sst>",
        **sheets,
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for path, xml in content.items():
            package.writestr(path, xml)
    return file.getvalue()


def _relations(related: list[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(related, 1)
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _types(workbook: str, sheets: list[str], strings: str) -> str:
    kinds = {workbook: "sheet.main", strings: "sharedStrings", **dict.fromkeys(sheets, "worksheet")}
    each = "".join(f'<Override PartName="/{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in kinds.items())
    return (
        f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )


def forgetful(xls: bytes) -> bytes:
    """Return an .xls that says that it has no shared texts, though they are there: xlrd refuses it, others do not."""
    head, at = struct.pack("<H", _SHARED_TEXTS), 0
    while (
        True
    ):  # the record, and no other bytes that are the same: texts used and different ones, the first in one byte
        at = xls.index(head, at + 1)
        used, different = struct.unpack_from("<II", xls, at + 4)
        if 0 < different <= used < _MOST_TEXTS:
            return xls[: at + 4] + bytes(8) + xls[at + 12 :]
