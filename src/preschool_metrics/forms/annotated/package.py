"""The parts of an OOXML package, with their content types and relations; what is not changed stays to the byte."""

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import Final, NamedTuple

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
    without,
)
from preschool_metrics.model.text import Text

TYPES: Final = "[Content_Types].xml"
_SIGNED: Final = Text("工作簿有数字签名，改动会使签名失效", "the workbook is signed; any change breaks the signature")
_SHARED: Final = Text("工作簿处于共享状态（有修订记录）", "the workbook is shared and keeps a record of revisions")
_NOT_OOXML: Final = Text("不是 .xlsx 或 .xlsm 工作簿", "it is no .xlsx or .xlsm workbook")
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Relation(NamedTuple):
    """A relation of a part: its id, the last word of its type, and the part it leads to, None outside the package."""

    id: str
    kind: str
    part: str | None


class Package:
    """The parts by their names in the package; they are looked up whatever their case and slashes."""

    def __init__(self, content: bytes) -> None:
        """Raises UnpatchableError where the content is no package, or one that must not be changed."""
        if not content.startswith(b"PK"):
            raise UnpatchableError(_NOT_OOXML)
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self._parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise UnpatchableError(_NOT_OOXML) from error
        self._names = {_plain(name): name for name in self._parts}
        self.workbook = self._workbook()
        self.strict = _STRICT.encode() in self[self.workbook]

    def _workbook(self) -> str:
        if _plain(TYPES) not in self._names:
            raise UnpatchableError(_NOT_OOXML)
        if any("_xmlsignatures/" in name for name in self._names):
            raise UnpatchableError(_SIGNED)
        if any("/revisions/" in name for name in self._names):
            raise UnpatchableError(_SHARED)
        found = [each.part for each in self.relations("") if each.kind == "officeDocument" and each.part in self]
        if not found or not str(found[0]).lower().endswith(".xml"):
            raise UnpatchableError(_NOT_OOXML)
        return str(found[0])

    def __contains__(self, part: object) -> bool:
        """Tell whether the package has a part."""
        return isinstance(part, str) and _plain(part) in self._names

    def __getitem__(self, part: str) -> bytes:
        """Return a part; raises UnpatchableError where it is missing."""
        if part not in self:
            raise UnpatchableError(DAMAGED)
        return self._parts[self._names[_plain(part)]]

    def __setitem__(self, part: str, content: bytes) -> None:
        """Write a part that is there, or a new one."""
        self._parts[self._names.setdefault(_plain(part), part)] = content

    def relations(self, part: str) -> list[Relation]:
        """Return the relations of a part, of the package itself for an empty name."""
        path = _relations_of(part)
        if path not in self:
            return []
        return [_relation(each, posixpath.dirname(part)) for each in outline(self[path], 1).every("Relationship")]

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that a relation of a kind leads to, None where there is none."""
        return next((each.part for each in self.relations(part) if each.kind == kind and each.part in self), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation of a kind of the office documents; return its id."""
        path = _relations_of(part)
        if path not in self:
            self[path] = (
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
            )
            self._type_default("rels", "application/vnd.openxmlformats-package.relationships+xml")
        taken = {each.id for each in self.relations(part)}
        own = next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)
        where = posixpath.relpath(target, posixpath.dirname(part) or ".")
        base = _STRICT if self.strict else _OFFICE
        self._append(path, f'<Relationship Id="{own}" Type="{base}/{kind}" Target={attribute(where)}/>')
        return own

    def unrelate(self, part: str, own: str) -> None:
        """Take a relation of a part out."""
        path = _relations_of(part)
        gone = [each for each in outline(self[path], 1).children if each.attributes.get("Id") == own]
        self[path] = edited(self[path], without(gone))

    def add(self, part: str, content: bytes, content_type: str) -> None:
        """Add a part with its content type."""
        self[part] = content
        self._append(TYPES, f"<Override PartName={attribute('/' + part)} ContentType={attribute(content_type)}/>")

    def add_drawing(self, part: str, content: bytes) -> None:
        """Add a VML drawing, which has its content type by its extension."""
        self[part] = content
        self._type_default("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")

    def drop(self, part: str) -> None:
        """Take a part out, with its relations and its content type."""
        for gone in (part, _relations_of(part)):
            if gone in self:
                del self._parts[self._names.pop(_plain(gone))]
        types = outline(self[TYPES], 1).every("Override")
        own = [each for each in types if _plain(each.attributes.get("PartName", "")) == _plain(part)]
        self[TYPES] = edited(self[TYPES], without(own))

    def free(self, pattern: str) -> str:
        """Return a part name that is not taken, by a pattern with a place for a number."""
        return next(name for number in range(1, len(self._parts) + 2) if (name := pattern.format(number)) not in self)

    def names(self) -> list[str]:
        """Return the names of all parts as they are looked up."""
        return list(self._names)

    def packed(self) -> bytes:
        """Return the package as bytes, the same for the same parts."""
        content = BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self._parts.items():
                entry = zipfile.ZipInfo(name, _MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, part)
        return content.getvalue()

    def _append(self, path: str, element: str) -> None:
        root = outline(self[path], 0)
        self[path] = edited(self[path], [into(root, prefixed(encoded(element), root))])

    def _type_default(self, extension: str, content_type: str) -> None:
        known = outline(self[TYPES], 1).every("Default")
        if not any(each.attributes.get("Extension", "").lower() == extension for each in known):
            root = outline(self[TYPES], 0)
            default = f'<Default Extension="{extension}" ContentType="{content_type}"/>'.encode()
            self[TYPES] = edited(self[TYPES], [_before_children(root, default)])


def _before_children(root: Element, content: bytes) -> Edit:
    return into(root, prefixed(content, root)) if root.empty else Edit(root.inner, root.inner, prefixed(content, root))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(element: Element, folder: str) -> Relation:
    said = element.attributes
    target = said.get("Target", "").replace("\\", "/")
    inside = said.get("TargetMode") != "External"
    part = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/") if inside else None
    return Relation(said.get("Id", ""), said.get("Type", "").rpartition("/")[2], part)
