"""How the form looks: every cell format once, and the colours they share."""

from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT: Final = {"font_name": "Microsoft YaHei", "font_size": 10}
BLUE, ORANGE = "#1F6690", "#B3441E"  # apart for every colour-blindness; never the only sign of anything
_YELLOW, _GREY, _HEAD, _LINE, _FAINT = "#FFF8DC", "#F1F3F5", "#E3EBF1", "#B8C2CC", "#5F6B76"
ROW_HEIGHT: Final = 19
_BOX: Final = {"border": 1, "border_color": _LINE, "valign": "vcenter"}
_INPUT: Final = {**_BOX, "bg_color": _YELLOW, "locked": False}
_CALC: Final = {**_BOX, "bg_color": _GREY, "font_color": "#33404B"}
_KINDS: Final[dict[str, dict[str, Any]]] = {
    "text": {"num_format": "@", "indent": 1},
    "choice": {"align": "center"},
    "count": {"num_format": "0", "align": "right"},
    "measure": {"num_format": "0.##", "align": "right"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "time": {"num_format": "hh:mm", "align": "center"},
}


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of one workbook; `fields` are the yellow cells by kind of field, on the cover to the left."""

    title: Format
    mark: Format
    hint: Format
    section: Format
    line: Format
    label: Format
    head: Format
    calc: Format
    calc_wrapped: Format
    calc_centred: Format
    calc_right: Format
    wrong: Format
    right: Format
    fields: dict[str, Format]
    cover: dict[str, Format]


def looks(book: Workbook) -> Looks:
    """Add the formats to a workbook."""
    add = book.add_format
    return Looks(
        title=add({"bold": True, "font_size": 16, "font_color": BLUE, "valign": "vcenter"}),
        mark=add({"bold": True, "font_size": 11, "font_color": ORANGE, "valign": "vcenter"}),
        hint=add({"font_color": _FAINT, "valign": "vcenter"}),
        section=add({"bold": True, "font_size": 11, "font_color": BLUE, "bottom": 2, "bottom_color": BLUE}),
        line=add({"valign": "vcenter"}),
        label=add({**_BOX, "bg_color": _HEAD, "indent": 1}),
        head=add({**_BOX, "bg_color": _HEAD, "bold": True, "align": "center", "text_wrap": True}),
        calc=add({**_CALC, "indent": 1}),
        calc_wrapped=add({**_CALC, "indent": 1, "text_wrap": True}),
        calc_centred=add({**_CALC, "align": "center"}),
        calc_right=add({**_CALC, "num_format": "#,##0", "align": "right"}),
        wrong=add({"bold": True, "font_color": ORANGE}),
        right=add({"font_color": BLUE}),
        fields={kind: add({**_INPUT, **own}) for kind, own in _KINDS.items()},
        cover={kind: add({**_INPUT, **own, "align": "left", "indent": 1}) for kind, own in _KINDS.items()},
    )
