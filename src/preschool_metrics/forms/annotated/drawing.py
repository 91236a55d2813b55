"""The drawing behind notes: VML, which need not be well-formed, so that shapes of ours go in and out as text."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from preschool_metrics.forms.annotated.splice import DAMAGED, WIDE, UnpatchableError
from preschool_metrics.model.address import place

NEW: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_NAMESPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:o="urn:schemas-microsoft-com:office:office"',
    'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_LAYOUT: Final = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
_SHAPE_TYPE: Final = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE: Final = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:1.5pt;'
    'width:240pt;height:110pt;z-index:{number};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 10, {right}, 15, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_OUTER = re.compile(r"<(o:shapelayout|v:shapetype|v:shape) ")  # where a namespace is declared that the part lacks
_BEGIN, _END = b"<v:shape", b"</v:shape>"
_SIGNS_OF_WHITE: Final = (b" ", b"\t", b"\r", b"\n", b"\v", b"\f")
_ROW, _COLUMN = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>"), re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_NUMBER, _BLOCK = re.compile(rb"_x0000_s(\d+)"), re.compile(rb"<o:idmap[^<>]{0,400}?\sdata=[\"']([\d, ]+)[\"']")
_PER_BLOCK: Final = 1024
_WIDTH, _HEIGHT = 4, 7  # columns and rows that a note covers
_LAST_COLUMN: Final = 16_383


def with_shapes(drawing: bytes, cells: Sequence[str], drawings: Sequence[bytes]) -> bytes:
    """Add the shapes of notes on cells; `drawings` are all of the workbook's.

    Raises UnpatchableError where the drawing is none.
    """
    if drawing.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnpatchableError(WIDE)
    start, end = drawing.find(b"<xml"), drawing.rfind(b"</xml>")
    if not 0 <= start < end:
        raise UnpatchableError(DAMAGED)
    head = drawing[start : drawing.find(b">", start)].decode("ascii", "replace")
    declared = "".join(f" {namespace}" for namespace in _NAMESPACES if namespace not in head)
    first, new = _first_number(drawing, drawings)
    if b"_x0000_t202" not in drawing:
        new += _SHAPE_TYPE
    for number, cell in enumerate(cells, first):
        new += _SHAPE.format(number=number, **_place(cell))
    return drawing[:end] + _OUTER.sub(rf"<\1{declared} ", new).encode() + drawing[end:]


def _first_number(drawing: bytes, drawings: Sequence[bytes]) -> tuple[int, str]:
    """Return the number of the next shape and, for a drawing without any, the block that its numbers come from."""
    numbers = [int(found) for found in _NUMBER.findall(drawing)]
    if numbers:
        return max(numbers) + 1, ""
    own = _blocks(drawing)
    block = own[0] if own else max((each for one in drawings for each in _blocks(one)), default=0) + 1
    return block * _PER_BLOCK + 1, "" if own else _LAYOUT.format(block=block)


def _blocks(drawing: bytes) -> list[int]:
    return [int(each) for found in _BLOCK.findall(drawing) for each in found.decode().split(",") if each.strip()]


def _place(cell: str) -> dict[str, int]:
    row, column = place(cell)
    top, left = max(row - 1, 0), min(column + 1, _LAST_COLUMN - _WIDTH)
    return {
        "row": row, "column": column, "top": top, "bottom": top + _HEIGHT,
        "left": left, "right": left + _WIDTH,
    }  # fmt: skip


def without_shapes(drawing: bytes, cells: Sequence[str]) -> bytes:
    """Take the shapes of the notes on cells out."""
    gone = {(str(at["row"]).encode(), str(at["column"]).encode()) for at in map(_place, cells)}

    kept, at = list[bytes](), 0
    for start, end in _shapes(drawing):
        shape = drawing[start:end]
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        here = (row.group(1), column.group(1)) if row and column else None
        if here in gone and b'ObjectType="Note"' in shape:
            kept.append(drawing[at:start])
            at = end
    return b"".join([*kept, drawing[at:]])


def _shapes(drawing: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each shape begins and where it ends, the white space behind it included."""
    end = 0
    while (start := drawing.find(_BEGIN, end)) >= 0:
        after = start + len(_BEGIN)
        if drawing[after : after + 1].strip():  # a longer name
            end = after
            continue
        close = drawing.find(_END, after)
        if close < 0:
            return
        end = close + len(_END)
        while drawing[end : end + 1] in _SIGNS_OF_WHITE:
            end += 1
        yield start, end


def has_shapes(drawing: bytes) -> bool:
    """Tell whether anything is left in a drawing."""
    return b"<v:shape " in drawing or b"<v:group" in drawing or b"<v:shape\n" in drawing or b"<v:shape\r" in drawing
