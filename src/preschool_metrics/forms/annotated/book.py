"""The workbook part: its sheets, and one of ours put before them."""

import posixpath
from collections.abc import Iterator
from typing import Final, NamedTuple

from preschool_metrics.forms.annotated.package import Package
from preschool_metrics.forms.annotated.splice import (
    DAMAGED,
    Edit,
    Element,
    UnpatchableError,
    attribute,
    edited,
    encoded,
    into,
    outline,
    prefixed,
    setting,
    without,
)
from preschool_metrics.model.feedback import MARK, SHEET

_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NAMESPACES: Final = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_LOOKED_AT: Final = 12  # the mark stands above the headings


class Sheet(NamedTuple):
    """A sheet of the workbook: its name, its relation and its part."""

    name: str
    relation: str
    part: str


def sheets_of(package: Package) -> list[Sheet]:
    """Return the sheets in their order; raises UnpatchableError where one leads nowhere."""
    found = outline(package[package.workbook], 2).first("sheets")
    if found is None:
        raise UnpatchableError(DAMAGED)
    parts = {each.id: each.part for each in package.relations(package.workbook)}
    sheets = [(each.attributes.get("name", ""), _relation_of(each)) for each in found.every("sheet")]
    if any(parts.get(relation) not in package for _name, relation in sheets):
        raise UnpatchableError(DAMAGED)
    return [Sheet(name, relation, str(parts[relation])) for name, relation in sheets]


def _relation_of(element: Element) -> str:
    return next((value for name, value in element.attributes.items() if name.endswith(":id")), "")


def ours(package: Package, content: bytes) -> Sheet | None:
    """Return our own sheet of an earlier time, by its name and the mark in it; `content` is the package as it came."""
    named = [sheet for sheet in sheets_of(package) if sheet.name.startswith(SHEET)]
    return next((sheet for sheet in named if any(MARK in text for text in _texts(content, sheet.name))), None)


def _texts(content: bytes, sheet: str) -> Iterator[str]:
    from io import BytesIO

    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python(nrows=_LOOKED_AT)
    except CalamineError as error:
        raise UnpatchableError(DAMAGED) from error
    yield from (str(value) for row in rows for value in row)


def remove(package: Package, sheet: Sheet) -> None:
    """Take a sheet out, with the parts that only it has."""
    at = sheets_of(package).index(sheet)
    own = [each for each in package.relations(sheet.part) if each.part]
    others = [other for other in sheets_of(package) if other != sheet]
    shared = {each.part for other in others for each in package.relations(other.part)}
    package.drop(sheet.part)
    for each in own:
        if each.part and each.part in package and each.part not in shared:
            package.drop(each.part)
    package.unrelate(package.workbook, sheet.relation)
    xml = package[package.workbook]
    root = outline(xml, 2)
    gone = [each for each in _children(root, "sheets") if _relation_of(each) == sheet.relation]
    local = [(each, int(each.attributes["localSheetId"])) for each in _local_names(root)]
    edits = [*without(gone), *without(each for each, index in local if index == at)]
    edits += [setting(xml, each, "localSheetId", index - 1) for each, index in local if index > at]
    package[package.workbook] = edited(xml, edits)


def put_first(package: Package, content: bytes) -> None:
    """Put a sheet before the others and open the workbook with it; names local to a sheet move on with theirs."""
    taken = {sheet.name for sheet in sheets_of(package)}
    name = next(
        each for number in range(len(taken) + 1) if (each := f"{SHEET}{number + 1 if number else ''}") not in taken
    )
    part = package.free(posixpath.join(posixpath.dirname(package.workbook), "worksheets/sheet{}.xml"))
    package.add(part, content, _TYPE)
    relation = package.relate(package.workbook, "worksheet", part)
    xml = package[package.workbook]
    root = outline(xml, 2)
    edits = [_first_sheet(root, name, relation)]
    edits += [
        setting(xml, each, "localSheetId", int(each.attributes["localSheetId"]) + 1) for each in _local_names(root)
    ]
    for view in _children(root, "bookViews"):
        edits += [setting(xml, view, each, 0) for each in ("activeTab", "firstSheet") if each in view.attributes]
    package[package.workbook] = edited(xml, edits)


def _first_sheet(root: Element, name: str, relation: str) -> Edit:
    container = root.first("sheets")
    if container is None:
        raise UnpatchableError(DAMAGED)
    sheets = container.every("sheet")
    number = max((int(each.attributes.get("sheetId", 0)) for each in sheets), default=0) + 1
    used, declared = relation_prefix(root)
    sheet = f'<sheet name={attribute(name)} sheetId="{number}"{declared} {used}:id="{relation}"/>'
    content = prefixed(encoded(sheet), root)
    return Edit(container.inner, container.inner, content) if not container.empty else into(container, content)


def relation_prefix(root: Element) -> tuple[str, str]:
    """Return the prefix of relations in a part, and its declaration where an element of ours has to bring it along."""
    known = {name: value for name, value in root.attributes.items() if name.startswith("xmlns:")}
    found = next((name.removeprefix("xmlns:") for name, value in known.items() if value in _NAMESPACES), None)
    if found:
        return found, ""
    strict = any("purl.oclc.org" in value for value in root.attributes.values())
    namespace = next(each for each in sorted(_NAMESPACES) if ("purl" in each) is strict)
    return "pmr", f' xmlns:pmr="{namespace}"'


def _children(root: Element, name: str) -> list[Element]:
    container = root.first(name)
    return container.children if container else []


def _local_names(root: Element) -> list[Element]:
    return [each for each in _children(root, "definedNames") if each.attributes.get("localSheetId", "").isdigit()]
