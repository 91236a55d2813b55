"""The cheap look into an OOXML package: is it safe, and what can the fast reader not see.

python-calamine returns an empty string for error cells and for formulas without a result, and does not show hidden
rows and columns. A scan of the raw XML finds the sheets that hold any of these; only they are parsed once more.
"""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.grid import column_index
from preschool_metrics.model.text import Text
from preschool_metrics.read.archive import parse_xml

_FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)")
_PLAIN_SIGNS = (b't="e"', b"t='e'", b'hidden="1"', b'hidden="true"', b"hidden='1'", b"hidden='true'")
# One rare letter first: `re` then leaps from one to the next, ten times as fast as looking for what begins with < or ".
_FORMULA = re.compile(rb"f(?<=[<:]f)")
_ERROR = re.compile(rb"""e(?<=t=["']e)["']""")
_HIDDEN = re.compile(rb"h(?=idden=)")
_NO_RESULT = re.compile(
    rb"""<(?:\w+:)?c\b(?![^>]*\st=["']str["'])[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)"""
    rb"""\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr=["'](\d+)["']""")
_PLAIN_ROW = re.compile(rb"""<row r="(\d+)\"""")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")
_FAR_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr=["'](?![A-Z]{1,2}[1-9]\d{0,5}["'])([^"']*)["']""")
_NOT_NEAR = re.compile(rb""" r="(?![A-Z]{1,2}[1-9]\d{0,3}"|\d{1,4}")""")
_ORDINARY = re.compile(rb""" r="(?![A-Z]{1,2}[1-9]\d{0,5}"|\d+")""")
_SPARSE = 4
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


@dataclass(slots=True)
class SheetFacts:
    """What the raw XML of a sheet says beyond the values of its cells."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    no_result: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


@dataclass(slots=True)
class PackageFacts:
    """What the package says: the raw XML of each sheet by name, and what else it holds."""

    sheets: dict[str, bytes]
    form_version: str | None
    odd_encoding: bool
    macros: bool
    external_links: bool
    date1904: bool
    near: frozenset[str] = frozenset()  # sheets with no cell far out


def look(package: zipfile.ZipFile, parts: dict[str, str]) -> PackageFacts:
    """Take the sheets' XML out of a package, its parts by the spelling that is looked up.

    Raises UnreadableWorkbookError where it is no workbook, or holds what no workbook holds.
    """
    if "[content_types].xml" not in parts or not any(part.endswith("workbook.xml") for part in parts):
        raise _no_workbook(parts)
    workbook = next(part for part in parts if part.endswith("workbook.xml"))
    folder = posixpath.dirname(workbook)
    xml = _safe(package.read(parts[workbook]))
    relations = f"{folder}/_rels/workbook.xml.rels".lstrip("/")
    paths = targets(_safe(package.read(parts[relations]))) if relations in parts else {}
    sheets, close, odd = {}, set(), False
    for name, relation in _sheets(xml):
        target = paths.get(relation, "").replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/").lower()
        if path in parts and "chartsheet" not in path and "dialogsheet" not in path:
            sheet_xml, wide = _narrow(package.read(parts[path]))
            if near(_safe(sheet_xml)) or _evenly_filled(sheet_xml):
                close.add(name)
            else:
                checked_sheet(sheet_xml)
            sheets[name] = sheet_xml
            odd = odd or wide
    if len(close) == len(sheets) and not odd:
        # What the fast reader sees whole need not stay in memory while it reads; the exact one wants every sheet's.
        sheets = {name: xml_of if suspect(xml_of) else b"" for name, xml_of in sheets.items()}
    for part in ("xl/sharedstrings.xml", "xl/styles.xml"):
        if part in parts:
            _safe(package.read(parts[part]))
    return PackageFacts(
        sheets,
        form_version(package, parts),
        odd_encoding=odd,
        macros=any(part.endswith("vbaproject.bin") for part in parts),
        external_links=any("externallinks/" in part for part in parts),
        date1904=re.search(rb"""\sdate1904=["'](?:1|true)["']""", xml) is not None,
        near=frozenset(close),
    )


def _narrow(xml: bytes) -> tuple[bytes, bool]:
    """Return a part in UTF-8, and whether it came in UTF-16: that reads as empty to the fast reader."""
    if not xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return xml, False
    return re.sub(r"(<\?xml[^>]*?)\sencoding=[\"'][^\"']*[\"']", r"\1", xml.decode("utf-16")).encode(), True


def _no_workbook(parts: dict[str, str]) -> UnreadableWorkbookError:
    if any(part.startswith("word/") for part in parts):
        what = Text("Word 文档", "a Word document")
    elif any(part.startswith("ppt/") for part in parts):
        what = Text("PowerPoint 文档", "a PowerPoint file")
    else:
        what = Text("压缩包", "an archive")
    return UnreadableWorkbookError(Flaw.FOREIGN_FORMAT, what=what)


def _safe(xml: bytes) -> bytes:
    if b"!" in xml and _FORBIDDEN.search(xml):
        raise UnreadableWorkbookError(Flaw.FORBIDDEN_XML)
    return xml


def checked_sheet(xml: bytes) -> bytes:
    """Return a sheet's XML if it holds no entity and no cell outside a sheet: such a one kills the fast reader."""
    _safe(xml)
    for reference in _far_cells(xml):
        found = _CELL.match(reference.decode("utf-8", "replace"))
        if not found or int(found.group(2)) > MAX_ROW or column_index(found.group(1)) >= MAX_COLUMN:
            raise UnreadableWorkbookError(Flaw.DAMAGED)
    return xml


def near(xml: bytes) -> bool:
    """Tell at a glance a sheet with no row beyond 9999 and no column beyond ZZ, spelled as usual: most are."""
    quoted = b"'" in xml and b" r='" in xml
    return not quoted and b' r="' in xml and _NOT_NEAR.search(xml) is None


def _evenly_filled(xml: bytes) -> bool:
    """Tell a long sheet with every cell and row where it is expected, spelled as usual, by two scans with long needles."""
    if b" r='" in xml or b":row" in xml or b' r="' not in xml or _ORDINARY.search(xml):
        return False
    rows = _PLAIN_ROW.findall(xml)
    return len(rows) == xml.count(b"<row ") and max(map(int, rows), default=0) <= _SPARSE * len(rows) + 10_000


def _far_cells(xml: bytes) -> list[bytes]:
    """Return the references beyond ZZ999999 and those that are none; the usual spelling is looked through fast."""
    usual = b" r='" not in xml and b' r="' in xml and _ORDINARY.search(xml) is None
    return [] if usual else _FAR_CELL.findall(xml)


def spread_out(xml: bytes) -> bool:
    """Tell whether a sheet has cells far outside its table: a dense reader would fill the memory with blanks."""
    rows = list(map(int, _ROW.findall(xml)))
    return bool(_far_cells(xml)) or max(rows, default=0) > _SPARSE * len(rows) + 10_000


@lru_cache(maxsize=64)
def _sheets(xml: bytes) -> list[tuple[str, str]]:
    """Return name and relation of each sheet; returns made with one form share this part to the byte."""
    found: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            relation = next(
                (value for key, value in attributes.items() if key.rpartition(":")[2] == "id" and ":" in key), ""
            )
            found.append((attributes.get("name", ""), relation))

    parse_xml(xml, start)
    return found


@lru_cache(maxsize=64)
def targets(xml: bytes) -> dict[str, str]:
    """Return the targets of a part's relations by their ids."""
    found: dict[str, str] = {}

    def start(_tag: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes:
            found[attributes["Id"]] = attributes.get("Target", "")

    parse_xml(xml, start)
    return found


def form_version(package: zipfile.ZipFile, parts: dict[str, str]) -> str | None:
    """Return the version of our own form that the package says it is, None for any other workbook."""
    if "docprops/custom.xml" not in parts:
        return None
    found = re.search(
        rb"""name=["']preschool-metrics-form["'].*?<(?:\w+:)?lpwstr\b[^>]*>([^<]*)<""",
        package.read(parts["docprops/custom.xml"]),
        re.DOTALL,
    )
    return found.group(1).decode("utf-8", "replace") if found else None


def suspect(xml: bytes) -> bool:
    """Tell whether a sheet may hold what the fast reader cannot see."""
    if (_ERROR.search(xml) or _HIDDEN.search(xml)) and any(sign in xml for sign in _PLAIN_SIGNS):
        return True
    return _FORMULA.search(xml) is not None and _NO_RESULT.search(xml) is not None


def sheet_facts(xml: bytes) -> SheetFacts:
    """Parse a sheet's XML for error cells, formulas without a result, hidden rows and columns."""
    return _SheetParser().parse(xml)


class _SheetParser:
    """An expat pass over one sheet: keeps what the fast reader drops, and nothing else."""

    def __init__(self) -> None:
        self.facts = SheetFacts()
        self.row = self.column = -1
        self.type = ""
        self.text: dict[str, str] = {}
        self.inside = ""

    def parse(self, xml: bytes) -> SheetFacts:
        parse_xml(xml, self._start, self._end, self._characters)
        return self.facts

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self._row(attributes)
        elif tag == "c":
            self._cell(attributes)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), min(int(attributes["max"]), MAX_COLUMN)
            self.facts.hidden_columns.update(range(first - 1, last))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", "").split(":"))
        elif tag in ("f", "v"):
            self.inside = tag
            self.text[tag] = ""

    def _merge(self, corners: list[str]) -> None:
        found = [each for each in map(_CELL.match, corners) if each]
        if len(found) == 2:  # noqa: PLR2004 - two corners
            first, last = ((int(each.group(2)) - 1, column_index(each.group(1))) for each in found)
            self.facts.merges.append((first, last))

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        self.column = -1
        if attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        found = _CELL.match(attributes.get("r", ""))
        if found:
            self.row, self.column = int(found.group(2)) - 1, column_index(found.group(1))
        self.type = attributes.get("t", "n")
        self.text = {}

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("f", "v"):
            self.inside = ""
        elif tag == "c":
            at = self.row, self.column
            if self.type == "e":
                self.facts.errors[at] = self.text.get("v", "") or "#ERROR"
            elif "f" in self.text and not self.text.get("v", "").strip() and self.type != "str":
                self.facts.no_result[at] = self.text["f"]

    def _characters(self, text: str) -> None:
        if self.inside:
            self.text[self.inside] += text
