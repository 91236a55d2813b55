"""Looks of ours added to a workbook's styles; those of its own cells are not touched.

A mark is a conditional format whose condition is always true: the cell keeps its own style, a later copy without the
mark needs to restore nothing, and every program shows it.
"""

import posixpath
from typing import Final

from preschool_metrics.forms.annotated.package import Package
from preschool_metrics.forms.annotated.splice import Edit, Element, edited, encoded, into, outline, prefixed, setting

_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
MAIN: Final = {
    False: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    True: "http://purl.oclc.org/ooxml/spreadsheetml/main",
}
_ORDER: Final = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors"),
    "extLst",
)
_PLAIN: Final = {
    "fonts": '<font><sz val="11"/><name val="Calibri"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "dxfs": "",
}
BLUE, ORANGE = "1F6690", "B3441E"  # as in the form; a mark differs in its border too
_TINTS: Final = {"error": ("F8DCD0", ORANGE, "thin"), "query": ("D9E8F2", BLUE, "dashed")}
_FONT: Final = '<font>{bold}{underlined}<sz val="{size}"/><color rgb="FF{color}"/><name val="Microsoft YaHei"/><family val="2"/></font>'
_SOLID: Final = (
    '<fill><patternFill patternType="solid"><fgColor rgb="FF{0}"/><bgColor indexed="64"/></patternFill></fill>'
)
_SIDE: Final = '<{0} style="thin"><color rgb="FFB8C2CC"/></{0}>'
_BOX: Final = "<border>" + "".join(map(_SIDE.format, ("left", "right", "top", "bottom"))) + "<diagonal/></border>"
_FONTS: Final = {
    "title": ("<b/>", "", 16, BLUE),
    "bold": ("<b/>", "", 10, "1F2933"),
    "plain": ("", "", 10, "1F2933"),
    "faint": ("", "", 8, "5F6B76"),
    "link": ("", "<u/>", 10, BLUE),
    "error": ("<b/>", "", 10, ORANGE),
    "query": ("<b/>", "", 10, BLUE),
}
_FILLS: Final = {"head": "E3EBF1", "input": "FFF8DC", "closed": "F1F3F5"}
_WRAP: Final = '<alignment vertical="top" wrapText="1"/>'
_CENTRED: Final = '<alignment horizontal="center" vertical="top" wrapText="1"/>'
_MIDDLE: Final = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
# A look of the sheet 反馈: its font, its fill, whether it has a box, and its alignment.
_LOOKS: Final = {
    "title": ("title", "", False, '<alignment vertical="center"/>'),
    "hint": ("plain", "", False, '<alignment vertical="center"/>'),
    "mark": ("faint", "", False, '<alignment vertical="center"/>'),
    "head": ("bold", "head", True, _MIDDLE),
    "cell": ("plain", "", True, _WRAP),
    "centred": ("plain", "", True, _CENTRED),
    "link": ("link", "", True, _CENTRED),
    "error": ("error", "", True, _CENTRED),
    "query": ("query", "", True, _CENTRED),
    "input": ("plain", "input", True, _WRAP),
    "closed": ("plain", "closed", True, _WRAP),
}


class Styles:
    """The styles part of a package, with what is added to it; an element that is there already is used again."""

    def __init__(self, package: Package) -> None:
        """Raises UnpatchableError where the part is malformed; a package without one gets one."""
        self._package = package
        found = package.related(package.workbook, "styles")
        if found is None:
            found = posixpath.join(posixpath.dirname(package.workbook), "styles.xml")
            package.add(found, f'<styleSheet xmlns="{MAIN[package.strict]}"/>'.encode(), _TYPE)
            package.relate(package.workbook, "styles", found)
        self._part = found

    def looks(self) -> dict[str, int]:
        """Add the looks of the sheet 反馈; return the style number of each."""
        fonts = {name: self._add("fonts", _font(*font)) for name, font in _FONTS.items()}
        fills = {"": 0, **{name: self._add("fills", _SOLID.format(color)) for name, color in _FILLS.items()}}
        box = self._add("borders", _BOX)
        return {
            name: self._add(
                "cellXfs",
                f'<xf numFmtId="0" fontId="{fonts[font]}" fillId="{fills[fill]}" borderId="{box if boxed else 0}"'
                f' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">{alignment}</xf>',
            )
            for name, (font, fill, boxed, alignment) in _LOOKS.items()
        }

    def marks(self) -> dict[str, int]:
        """Add the looks of marked cells; return the number of each among the differential formats."""
        return {severity: self._add("dxfs", _tint(*tint)) for severity, tint in _TINTS.items()}

    def _add(self, name: str, content: str) -> int:
        """Add an element to a list of the styles; return its number there."""
        xml = self._package[self._part]
        root = outline(xml, 2)
        container = root.first(name)
        if container is None:
            new = prefixed(encoded(f"<{name}>{_PLAIN[name]}</{name}>"), root)
            self._package[self._part] = edited(xml, [before(root, _later(name), new)])
            return self._add(name, content)
        added = prefixed(encoded(content), root)
        known = [xml[each.start : each.end] for each in container.children]
        if added in known:
            return known.index(added)
        count = [setting(xml, container, "count", len(known) + 1)]
        self._package[self._part] = edited(xml, [*count, into(container, added)])
        return len(known)


def _later(name: str) -> tuple[str, ...]:
    return _ORDER[_ORDER.index(name) + 1 :]


def before(root: Element, later: tuple[str, ...], content: bytes) -> Edit:
    """Put content before the first of the children that the schema wants behind it, else behind all."""
    following = next((child for child in root.children if child.local in later), None)
    return Edit(following.start, following.start, content) if following else into(root, content)


def _font(bold: str, underlined: str, size: int, color: str) -> str:
    return _FONT.format(bold=bold, underlined=underlined, size=size, color=color)


def _tint(fill: str, line: str, style: str) -> str:
    sides = "".join(
        f'<{side} style="{style}"><color rgb="FF{line}"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    return (
        f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="FF{fill}"/><bgColor rgb="FF{fill}"/></patternFill></fill>'
        f"<border>{sides}</border></dxf>"
    )
