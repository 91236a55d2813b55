"""The cheap look into an OOXML package: is it safe, and what can the fast reader not see.

python-calamine returns an empty string for error cells and for formulas without a result, does not show hidden rows
and columns, and takes some values for others. A scan of the raw XML finds the sheets that may hold any of these; only
they are parsed once more. No XML is kept: a book may be long.
"""

import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.text import Text
from preschool_metrics.read.archive import parse_xml
from preschool_metrics.read.placed import distinct_name
from preschool_metrics.read.scan import fills_evenly, has_nought, sees_whole
from preschool_metrics.read.sheet_xml import SheetFacts, sheet_facts

_FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_TO_BE_CALCULATED = re.compile(rb"""\sfullCalcOnLoad\s{0,9}=\s{0,9}["'](?:1|true)["']""")
_ENCODING = re.compile(r"""\A(<\?xml[^<>]{0,400}?)\sencoding=["'][^"']{0,400}["']""")
_FORM = re.compile(
    rb"""(?s)name=["']preschool-metrics-form["'].{0,400}?<(?:\w{1,40}:)?lpwstr\b[^<>]{0,400}>([^<]{0,400})<"""
)
_DATE1904 = re.compile(rb"""\sdate1904=["'](?:1|true)["']""")
_REPORT = re.compile(rb"keywords>preschool-metrics, [^<>,]{1,200}, \d{4}-\d{2}</")
USUAL_WORKBOOK: Final = "xl/workbook.xml"
USUAL_PARTS: Final = (("sharedStrings", "xl/sharedstrings.xml"), ("styles", "xl/styles.xml"))


class SheetPart(NamedTuple):
    """A worksheet: its name as it is written and as it is called here, and its part.

    beyond   what its XML says beyond its cells; None where the fast reader sees it whole
    """

    written: str
    name: str
    part: str
    visible: bool
    beyond: SheetFacts | None


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What the package says.

    workbook         the part that lists the sheets
    strings, styles  the parts of shared texts and of styles, where there are any
    lost             the names of sheets whose part is missing
    marks            a text may have digits in it that are set as marks
    """

    workbook: str
    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    lost: tuple[str, ...]
    calculated: bool
    form_version: str | None
    odd_encoding: bool
    macros: bool
    external_links: bool
    date1904: bool
    marks: bool

    @property
    def as_usual(self) -> bool:
        """Everything lies where the fast reader looks for it, and no two sheets have one name."""
        shared = zip((self.strings, self.styles), USUAL_PARTS, strict=True)
        return (
            self.workbook == USUAL_WORKBOOK
            and all(part is None or part.lower() == usual for part, (_, usual) in shared)
            and all(sheet.name == sheet.written for sheet in self.sheets)
        )


class Relation(NamedTuple):
    """A relation of a part: where it leads, and the last word of its type."""

    target: str
    kind: str


_NOWHERE: Final = Relation("", "")


def look(package: zipfile.ZipFile, parts: dict[str, str]) -> PackageFacts:
    """Look through a package, its parts by the spelling that is looked up.

    Raises UnreadableWorkbookError where it is no workbook, or holds what no workbook holds.
    """
    workbook = _workbook(package, parts)
    xml, odd = safe(package.read(parts[workbook]))
    relations = _relations(package, parts, workbook)
    listed = [(sheet, relations.get(sheet.relation, _NOWHERE)) for sheet in _sheets(xml)]
    calculated = _TO_BE_CALCULATED.search(xml) is None
    sheets, marks = list[SheetPart](), False
    for sheet, (target, kind) in listed:
        if kind == "worksheet" and target in parts:
            sheet_xml, wide = safe(package.read(parts[target]))
            name = distinct_name(sheet.name, {each.name for each in sheets})
            beyond = _beyond(sheet_xml, calculated=calculated)
            sheets.append(SheetPart(sheet.name, name, parts[target], sheet.visible, beyond))
            odd = odd or wide
            marks = marks or (b"inlineStr" in sheet_xml and _has_marks(sheet_xml))
    strings, styles = (_part(parts, relations, kind) or parts.get(usual) for kind, usual in USUAL_PARTS)
    for part in filter(None, (strings, styles)):
        part_xml, wide = safe(package.read(part))
        odd = odd or wide
        marks = marks or (part == strings and _has_marks(part_xml))
    return PackageFacts(
        workbook,
        tuple(sheets),
        strings,
        styles,
        lost=tuple(sheet.name for sheet, relation in listed if relation.target not in parts),
        calculated=calculated,
        form_version=form_version(package, parts),
        odd_encoding=odd,
        macros=any(part.endswith("vbaproject.bin") for part in parts)
        or any(relation.kind.endswith("acrosheet") for _, relation in listed),
        external_links=any("externallinks/" in part for part in parts),
        date1904=_DATE1904.search(xml) is not None,
        marks=marks,
    )


def _part(parts: dict[str, str], relations: dict[str, Relation], kind: str) -> str | None:
    """Return the part of a kind that the workbook relates to."""
    return next((parts[each.target] for each in relations.values() if each.kind == kind and each.target in parts), None)


def _workbook(package: zipfile.ZipFile, parts: dict[str, str]) -> str:
    """Return the part that lists the sheets: the one that the package says is its document."""
    said = _relations(package, parts, "")
    main = next((each.target for each in said.values() if each.kind == "officeDocument"), "")
    if main not in parts:
        main = next((part for part in parts if part.endswith("workbook.xml")), "")
    if "[content_types].xml" not in parts or not main or main.startswith(("word/", "ppt/")):
        raise _no_workbook(parts)
    return main


def _relations(package: zipfile.ZipFile, parts: dict[str, str], part: str) -> dict[str, Relation]:
    """Return the relations of a part, or of the package, by their ids; targets as parts are looked up."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in parts:
        return {}
    return _listed(safe(package.read(parts[path]))[0], folder)


def _has_marks(xml: bytes) -> bool:
    return b"vertAlign" in xml or b"strike" in xml


def _beyond(xml: bytes, *, calculated: bool) -> SheetFacts | None:
    """Return what a sheet holds beyond what the fast reader shows; None where that is nothing."""
    whole = sees_whole(xml) and fills_evenly(xml) and (calculated or not has_nought(xml))
    return None if whole else sheet_facts(xml, calculated=calculated)


def _narrow(xml: bytes) -> tuple[bytes, bool]:
    """Return a part in UTF-8, and whether it came in UTF-16: that reads as empty to the fast reader."""
    if not xml.startswith(_UTF16):
        return xml, False
    return _ENCODING.sub(r"\1", xml.decode("utf-16")).encode(), True


def _no_workbook(parts: dict[str, str]) -> UnreadableWorkbookError:
    if any(part.startswith("word/") for part in parts):
        what = Text("Word 文档", "a Word document")
    elif any(part.startswith("ppt/") for part in parts):
        what = Text("PowerPoint 文档", "a PowerPoint file")
    else:
        what = Text("压缩包", "an archive")
    return UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=what)


def safe(content: bytes) -> tuple[bytes, bool]:
    """Return a part that declares no entities, in UTF-8, and whether it came in UTF-16."""
    xml, wide = _narrow(content)
    if b"!" in xml and _FORBIDDEN.search(xml):
        raise UnreadableWorkbookError(Flaw.FORBIDDEN_XML)
    return xml, wide


class _Listed(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    visible: bool


@lru_cache(maxsize=64)
def _sheets(xml: bytes) -> list[_Listed]:
    """Return the sheets in their order; returns made with one form share this part to the byte."""
    found: list[_Listed] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            relation = next(
                (value for key, value in attributes.items() if key.rpartition(":")[2] == "id" and ":" in key), ""
            )
            visible = attributes.get("state", "visible") == "visible"
            found.append(_Listed(attributes.get("name", ""), relation, visible))

    parse_xml(xml, start)
    return found


@lru_cache(maxsize=64)
def _listed(xml: bytes, folder: str) -> dict[str, Relation]:
    """Return the relations that a part lists by their ids; returns made with one form share it to the byte."""
    return {key: Relation(_path(folder, target), kind) for key, (target, kind) in _written(xml).items()}


def _path(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/" + folder, target.replace("\\", "/"))).lstrip("/").lower()


def targets(xml: bytes) -> dict[str, str]:
    """Return the targets of a part's relations by their ids, as they are written."""
    return {key: target for key, (target, _) in _written(xml).items()}


def _written(xml: bytes) -> dict[str, tuple[str, str]]:
    """Return target and kind of a part's relations by their ids."""
    found: dict[str, tuple[str, str]] = {}

    def start(_tag: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes:
            found[attributes["Id"]] = attributes.get("Target", ""), attributes.get("Type", "").rpartition("/")[2]

    parse_xml(xml, start)
    return found


def form_version(package: zipfile.ZipFile, parts: dict[str, str]) -> str | None:
    """Return the version of our own form that the package says it is, None for any other workbook."""
    if "docprops/custom.xml" not in parts:
        return None
    found = _FORM.search(package.read(parts["docprops/custom.xml"]))
    return found.group(1).decode("utf-8", "replace") if found else None


def is_report(package: zipfile.ZipFile, parts: dict[str, str]) -> bool:
    """Tell whether a workbook is a report of this tool: its keywords are the tool, a policy and a month."""
    core = parts.get("docprops/core.xml")
    return core is not None and _REPORT.search(package.read(core)) is not None
