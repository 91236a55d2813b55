"""A workbook with what openpyxl would lose: written by XlsxWriter, looked at part by part."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Final
from warnings import catch_warnings, simplefilter

from openpyxl import Workbook as OpenedWorkbook
from openpyxl import load_workbook
from xlsxwriter import Workbook

from preschool_metrics.forms.annotated.splice import Element, outline
from preschool_metrics.model.feedback import Feedback, Item

ORDER: Final = (  # of the children of a worksheet: CT_Worksheet of ECMA-376, part 1, 18.3.1.99
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
)
ERROR = Item(
    "PM301", "error", "名册", "C3", ("D3", "E3"), "甲幼儿园", "在园幼儿数", "90", "91", "合计不符", "核对", False, None, None
)  # fmt: skip
QUERY = Item(
    "PM702", "query", "名册", "D4", ("封面!B2",), "乙幼儿园", "夏季离园时间", "16:00", "≥ 17:00", "=1+1 早了", "改", False, None, None
)  # fmt: skip
WHOLE = Item("PM701", "query", None, None, (), None, None, "120.00%", None, "毛入园率", "说明", False, None, None)
FEEDBACK = Feedback("反馈：曹子里镇 2024-03", (ERROR, QUERY, WHOLE))


def rich_workbook() -> bytes:
    """Return a workbook of three sheets with dropdowns, pictures, a chart, sparklines, comments, formats and names."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 3, 1)})  # noqa: DTZ001 - the same bytes each time
        cover, roster, plain = (book.add_worksheet(name) for name in ("封面", "名册", "其他"))
        cover.write_row(0, 0, ["填报单位", "曹子里镇"])
        cover.write_row(1, 0, ["报表月份", "2024-03"])
        cover.insert_image("D4", "dot.png", {"image_data": BytesIO(dot())})
        cover.set_header("&L&G", {"image_left": "dot.png", "image_data_left": BytesIO(dot())})
        for row in range(2, 6):
            roster.write_row(row, 0, [f"{row}园", "公办园", 90, 16, 17])
        roster.data_validation("B3:B20", {"validate": "list", "source": ["公办园", "普惠性民办园"]})
        roster.data_validation("E3:E20", {"validate": "list", "source": "=其他!$A$1:$A$3"})
        roster.conditional_format("C3:C9", {"type": "data_bar", "data_bar_2010": True})
        roster.conditional_format("D3:D9", {"type": "cell", "criteria": ">", "value": 3, "format": book.add_format()})
        roster.add_sparkline("G3", {"range": "C3:E3"})
        roster.write_comment("D4", "城建办已核", {"author": "李四"})
        roster.write_comment("A3", "别的单元格", {"author": "李四"})
        roster.repeat_rows(0, 1)
        roster.autofilter("A2:E9")
        roster.insert_chart("H8", chart(book))
        roster.add_table("J2:K4")
        roster.activate()
        plain.write_column(0, 0, [1, 2, 3])
        plain.print_area(0, 0, 2, 0)
        plain.protect()
    return content.getvalue()


def chart(book: Workbook) -> object:
    made = book.add_chart({"type": "column"})
    made.add_series({"values": "=名册!$C$3:$C$6"})
    return made


def dot() -> bytes:
    """Return a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    )


def opened(content: bytes) -> OpenedWorkbook:
    """Return a package as openpyxl sees it; it warns of what it would lose."""
    with catch_warnings():
        simplefilter("ignore")
        return load_workbook(BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    """Return a package of parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)
    return out.getvalue()


def children(xml: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the local names of a root's children, each with its bytes."""
    for child in outline(xml, 1).children:
        yield child.local, xml[child.start : child.end]


def in_order(xml: bytes) -> bool:
    """Tell whether the children of a worksheet stand as the schema wants them, none twice that stands once."""
    places = [ORDER.index(name) for name, _xml in children(xml) if name != "AlternateContent"]
    once = [place for place in places if ORDER[place] != "conditionalFormatting"]
    return places == sorted(places) and len(set(once)) == len(once)


def root_of(xml: bytes) -> Element:
    return outline(xml, 0)


def sheet_part(package: Mapping[str, bytes], name: str) -> str:
    """Return the part of a sheet by its name."""
    book, relations = package["xl/workbook.xml"].decode(), package["xl/_rels/workbook.xml.rels"].decode()
    tag = next(each for each in re.findall(r"<sheet [^>]*>", book) if f'name="{name}"' in each or escaped(name) in each)
    own = re.search(r'r:id="([^"]+)"', tag)
    assert own
    relation = next(each for each in re.findall(r"<Relationship [^>]*>", relations) if f'Id="{own.group(1)}"' in each)
    target = re.search(r'Target="([^"]+)"', relation)
    assert target
    return "xl/" + target.group(1).removeprefix("/xl/")


def escaped(name: str) -> str:
    return 'name="' + "".join(f"&#{ord(sign)};" for sign in name) + '"'
