"""How the workbook looks: every format once, made of a few parts, and the colours they share."""

from typing import Any, Final

BLUE, ORANGE = "#1F6690", "#B3441E"  # apart for every colour-blindness; never the only sign of anything
BAR_ORANGE, PALE_BLUE = "#EFA98C", "#E3EFF7"
RULE, HEAD, INK, FAINT, GREY, YELLOW = "#C9D2DA", "#E3EBF1", "#1B2733", "#5F6B76", "#C4CCD3", "#FFF1B8"
FONT: Final = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": INK}
_CELL: Final = {"bottom": 1, "bottom_color": RULE, "valign": "vcenter"}
_WRAPPED: Final = {**_CELL, "text_wrap": True, "valign": "top"}
_RIGHT: Final = {**_CELL, "align": "right"}
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": BLUE, "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "font_color": BLUE, "valign": "vcenter"},
    "note": {"font_color": FAINT, "valign": "vcenter"},
    "head": {
        "bold": True,
        "bg_color": HEAD,
        "bottom": 2,
        "bottom_color": BLUE,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "text": _CELL,
    "bold": {**_CELL, "bold": True},
    "wrap": _WRAPPED,
    "names wrapped": {**_CELL, "text_wrap": True},
    "top": {**_WRAPPED, "bold": True},
    "wrapped word": {**_WRAPPED, "align": "center"},
    "plain": {"valign": "vcenter"},
    "to fill": {**_WRAPPED, "bg_color": YELLOW},
    "line": {**_RIGHT, "bold": True, "bg_color": "#FFFBEB"},
    "line name": {**_CELL, "bold": True, "bg_color": "#FFFBEB"},
    "input line": {**_RIGHT, "bold": True, "bg_color": YELLOW, "border": 1, "border_color": "#D9B84A"},
    "word": {**_CELL, "align": "center"},
    "count": {**_RIGHT, "num_format": "#,##0"},
    "number": {**_RIGHT, "num_format": "General"},
    "points": {**_RIGHT, "num_format": "0.00"},
    "percent": {**_RIGHT, "num_format": "0.00%"},
    "one_to_n": {**_RIGHT, "num_format": '"1:"0.00'},
    "faint": {**_CELL, "font_color": FAINT, "font_size": 9},
}


def number_format(display: str, decimals: int = 2, sign: str = "") -> str:
    """Return the number format of a share or of a ratio 1:n, with a sign before it."""
    zeros = "0." + "0" * decimals
    if display == "percent":
        return f'"{sign}"{zeros}%' if sign else f"{zeros}%"
    return f'"{sign}1:"{zeros}'
