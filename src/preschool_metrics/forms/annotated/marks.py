"""Marks in a sheet: conditional formats over the cells with findings. No cell of the sheet is changed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from preschool_metrics.forms.annotated.splice import Edit, Element, encoded, prefixed, setting, without
from preschool_metrics.forms.annotated.styles import before
from preschool_metrics.model.feedback import AUTHOR

# What the schema wants behind the conditional formats of a sheet, in its order (CT_Worksheet).
BEHIND_DRAWING: Final = (
    *("legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent"),
    *("webPublishItems", "tableParts", "extLst"),
)
_BEHIND_FORMATS: Final = (
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks"),
    *("colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", *BEHIND_DRAWING),
)
_MOST: Final = 500  # cells of one element
_RULE: Final = (
    '<conditionalFormatting sqref="{cells}"><cfRule type="expression" dxfId="{look}" priority="{priority}">'
    '<formula>N("{mark}")=0</formula></cfRule></conditionalFormatting>'
)  # N of a text is 0: always true, and the text says whose it is


def marking(xml: bytes, sheet: Element, cells: Mapping[str, str], looks: Mapping[str, int]) -> Iterator[Edit]:
    """Yield the edits that take marks of an earlier time out of a sheet and mark its cells, each by its severity."""
    formats = sheet.every("conditionalFormatting")
    old = list(_ours(xml, formats))
    yield from without(old)
    gone = {each.start for each in old}
    kept = [rule for each in formats for rule in each.every("cfRule") if not gone & {each.start, rule.start}]
    priority = max((int(rule.attributes.get("priority", 0)) for rule in kept), default=0)
    content = ""
    for severity, look in looks.items():
        own = [cell for cell, of in cells.items() if of == severity]
        for start in range(0, len(own), _MOST):
            priority += 1
            content += _RULE.format(
                cells=" ".join(own[start : start + _MOST]), look=look, priority=priority, mark=f"{AUTHOR} {severity}"
            )
    if content:
        yield before(sheet, _BEHIND_FORMATS, prefixed(encoded(content), sheet))


def _ours(xml: bytes, formats: Iterable[Element]) -> Iterator[Element]:
    """Yield the formats of ours, or only the rules where a program has put them together with others."""
    for each in formats:
        rules = each.every("cfRule")
        own = [rule for rule in rules if f'"{AUTHOR} '.encode() in _quotes(xml[rule.start : rule.end])]
        yield from [each] if own and len(own) == len(rules) else own


def _quotes(xml: bytes) -> bytes:
    return xml.replace(b"&quot;", b'"').replace(b"&#34;", b'"')


def unselecting(xml: bytes, sheet: Element) -> Iterator[Edit]:
    """Yield the edits that leave a sheet unselected: two that are selected are typed into together."""
    for views in sheet.every("sheetViews"):
        for view in views.every("sheetView"):
            if view.attributes.get("tabSelected", "0") not in ("0", "false"):
                yield setting(xml, view, "tabSelected", 0)
