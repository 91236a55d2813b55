"""The document that every template begins as: fonts, fixed properties, and nothing that it does not need."""

from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

BODY, HEADING, SUBHEADING, TITLE, SONG, LATIN = (
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "方正小标宋简体",
    "宋体",
    "Times New Roman",
)
# What Windows ships instead of a font that the standard names and a machine may lack.
INSTEAD = {BODY: "仿宋", SUBHEADING: "楷体", TITLE: "宋体", HEADING: "SimHei"}
_MADE = datetime(2024, 1, 1, tzinfo=UTC)
_KEPT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer", "Table Grid")


def bare(title: str) -> Word:
    """Return an empty document whose file has `title` as its property."""
    document = Document()
    _properties(document, title)
    _defaults(document)
    _prune(document)
    return document


def element(tag: str, text: str | None = None, **attributes: object) -> BaseOxmlElement:
    """Return an element of WordprocessingML."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")  # type: ignore[assignment] # its registered class
    made.text = text
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_fonts(properties: BaseOxmlElement, east_asian: str, latin: str = LATIN) -> None:
    """Set all four fonts of a run: a digit is Latin, and falls back to the East Asian font where one is left out."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=latin, hAnsi=latin, eastAsia=east_asian, cs=latin))


def _defaults(document: Word) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    set_fonts(normal.element.get_or_add_rPr(), BODY)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    set_fonts(defaults, BODY)
    for default in document.styles.element.iter(qn("w:pPrDefault")):
        default.clear()
    for language in defaults.findall(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    table = next(rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    names = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/></w:font>'
        for name, instead in INSTEAD.items()
    )
    table._blob = table.blob.replace(b"</w:fonts>", names.encode() + b"</w:fonts>")  # noqa: SLF001


def _properties(document: Word, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "preschool-metrics", ""
    properties.last_modified_by, properties.keywords, properties.language = "preschool-metrics", "", "zh-CN"
    properties.created = properties.modified = _MADE


def _prune(document: Word) -> None:
    """Drop what python-docx's own template brings along: unused styles (most of its size), a thumbnail and the like."""
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.delete()
    for link in list(document.styles.element.iter(qn("w:link"))):  # to a style of characters that is gone
        link.getparent().remove(link)
    part, package = document.part, document.part.package
    for relations, spare in ((part.rels, "stylesWithEffects"), (part.rels, "customXml"), (part.rels, "numbering")):
        for name in [name for name, each in relations.items() if spare in each.reltype]:
            del relations[name]
    for name in [name for name, each in package.rels.items() if "thumbnail" in each.reltype]:
        del package.rels[name]
