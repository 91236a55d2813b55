"""Paper of an official letter: the sizes, fonts and styles of GB/T 9704-2012.

A4 with margins of 37, 26, 35 and 28 mm (top, right, bottom, left), so a type area of 156 by 225 mm with 22 lines of
28.95 pt; body in 仿宋 16 pt, title in 小标宋 22 pt, headings in 黑体 and 楷体, page numbers in 宋体 14 pt outside.
"""

from typing import NamedTuple

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from docs.word.base import BODY, HEADING, SONG, SUBHEADING, TITLE, bare, element, set_fonts

RED, INK = "E60012", "000000"
LEFT, CENTER, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


class Look(NamedTuple):
    """A paragraph style; `line` is the exact line height in points, None for as high as the content."""

    name: str
    font: str
    size: float
    align: WD_ALIGN_PARAGRAPH
    line: float | None = 28.95
    indent: bool = False
    outline: int | None = None
    keep: bool = False
    color: str = INK
    grid: bool = True
    after: float = 0


STYLES = (
    Look("发文机关标志", TITLE, 40, CENTER, line=56, color=RED, grid=False),
    Look("发文字号", BODY, 16, CENTER),
    Look("公文标题", TITLE, 22, CENTER, line=35, grid=False),
    Look("主送机关", BODY, 16, LEFT),
    Look("公文正文", BODY, 16, BOTH, indent=True),
    Look("一级标题", HEADING, 16, LEFT, indent=True, outline=0, keep=True),
    Look("二级标题", SUBHEADING, 16, LEFT, indent=True, outline=1, keep=True),
    Look("落款", BODY, 16, RIGHT),
    Look("附件", HEADING, 16, LEFT, line=20, keep=True, grid=False),
    Look("图", BODY, 10.5, CENTER, line=None, keep=True, grid=False),
    Look("图题", HEADING, 12, CENTER, line=18, grid=False, after=2),
    Look("小图题", BODY, 9, CENTER, line=13, keep=True, grid=False),
    Look("间隔", BODY, 4, LEFT, line=6, grid=False),
    Look("表题", HEADING, 14, CENTER, line=22, keep=True, grid=False),
    Look("表头", HEADING, 10, CENTER, line=12.5, grid=False),
    Look("表文", BODY, 10.5, CENTER, line=12, grid=False),
    Look("表文左", BODY, 10.5, LEFT, line=13, grid=False),
    Look("表注", BODY, 9, LEFT, line=12.5, grid=False),
    Look("通知标题", TITLE, 20, CENTER, line=30, grid=False),
    Look("通知正文", BODY, 12, BOTH, line=20, indent=True, grid=False),
    Look("通知要点", BODY, 10.5, BOTH, line=15, indent=True, grid=False),
    Look("通知落款", BODY, 12, RIGHT, line=20, grid=False),
    Look("通知小标题", HEADING, 12, LEFT, line=22, outline=0, keep=True, grid=False),
)


def letter(title: str) -> Word:
    """Return an empty letter with every style, one section, and `title` as the property of the file."""
    document = bare(title)
    for look in STYLES:
        _style(document, look)
    document.settings.odd_and_even_pages_header_footer = True
    portrait(document.sections[0])
    number_pages(document.sections[0])
    return document


def portrait(section: Section) -> None:
    """Lay a section out as the standard has it."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin = Mm(37), Mm(26)
    section.bottom_margin, section.left_margin = Mm(35), Mm(28)
    _frame(section, header=15, footer=25)


def compact(section: Section) -> None:
    """Lay a section out for a page that must hold a whole notice: the sides of the standard, less above and below."""
    portrait(section)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    _frame(section, header=12, footer=12)


def landscape(section: Section) -> None:
    """Lay a section out across, for the table of all towns."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(16), Mm(14)
    section.left_margin = section.right_margin = Mm(22)
    _frame(section, header=10, footer=8)


def _frame(section: Section, *, header: int, footer: int) -> None:
    section.header_distance, section.footer_distance = Mm(header), Mm(footer)
    properties = section._sectPr  # noqa: SLF001 - python-docx has no grid of its own
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(element("docGrid", type="lines", linePitch=579))


def number_pages(section: Section) -> None:
    """Put — 1 — under the type area: to the right on odd pages, to the left on even ones, a character from the edge."""
    for footer, align, side in (
        (section.footer, RIGHT, "rightChars"),
        (section.even_page_footer, LEFT, "leftChars"),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        paragraph._p.get_or_add_pPr().insert_element_before(element("ind", None, **{side: 100}), "w:jc")  # noqa: SLF001
        _page_number(paragraph)


def _page_number(paragraph: Paragraph) -> None:
    for pieces in (
        ("— ",),
        (element("fldChar", fldCharType="begin"), element("instrText", "PAGE"), element("fldChar", fldCharType="end")),
        (" —",),
    ):
        run = paragraph.add_run()
        run.font.size = Pt(14)
        set_fonts(run._r.get_or_add_rPr(), SONG, SONG)  # noqa: SLF001
        for piece in pieces:
            if isinstance(piece, str):
                run.add_text(piece)
            else:
                run._r.append(piece)  # noqa: SLF001


def _style(document: Word, look: Look) -> None:
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size, style.font.color.rgb = Pt(look.size), RGBColor.from_string(look.color)
    set_fonts(style.element.get_or_add_rPr(), look.font)
    shape = style.paragraph_format
    shape.alignment, shape.keep_with_next = look.align, look.keep
    shape.space_before, shape.space_after = Pt(0), Pt(look.after)
    if look.line is None:
        shape.line_spacing = 1.0
    else:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    properties = style.element.get_or_add_pPr()
    if not look.grid:
        properties.insert_element_before(element("snapToGrid", val=0), "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    if look.indent:
        properties.insert_element_before(
            element("ind", firstLineChars=200, firstLine=int(look.size * 40)), "w:jc", "w:outlineLvl"
        )
    if look.outline is not None:
        properties.append(element("outlineLvl", val=look.outline))
