"""A Word template filled: sandboxed, strict, its charts native, and nothing of the template left over.

docxtpl does the work on the XML; here stands what it lacks: where an error is, a check that what it made is still a
document, tables that keep their width, and the same bytes on every run.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, partial
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2 import Undefined
from lxml import etree
from markupsafe import Markup

from preschool_metrics.errors import TemplateError
from preschool_metrics.language import _
from preschool_metrics.report.docx.chart import Chart
from preschool_metrics.report.docx.figures import UnknownChartError, fill_figures
from preschool_metrics.report.docx.package import hidden, leftovers, packed
from preschool_metrics.report.docx.place import CORE, placed, template_error
from preschool_metrics.report.missing import short
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.templating import environment, in_time

if TYPE_CHECKING:
    from docx.opc.part import Part
    from jinja2 import Environment

_UNKNOWN: Final = "—"
_NOT_A_DOCUMENT: Final = (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, etree.XMLSyntaxError)
_PROPERTIES: Final = ("title", "subject", "author", "keywords", "comments", "category")
_LONGEST_PROPERTY: Final = 255
_BEFORE_SHADE: Final = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders")


def environment_of(templates: Templates) -> "Environment":
    """Return the environment of the Word templates: one for all documents, so that what they share is compiled once."""
    made = environment(templates, "docx", "zh", finalize=written)
    vars(made)["from_string"] = cache(made.from_string)
    return made


def render(path: Path, made: "Environment", variables: Mapping[str, object], charts: Mapping[str, Chart]) -> bytes:
    """Return the document that a template makes of the variables, its figures filled with the charts they name.

    Raises TemplateError: file, place, what is wrong, and what exists instead.
    """
    made.undefined.known = sorted({*variables, *made.globals})  # type: ignore[attr-defined]
    template = _opened(path)
    with in_time():
        template.render(dict(variables), made, autoescape=True)
    try:
        fill_figures(template.docx, charts)
    except UnknownChartError as error:
        raise template_error(template.name, "word/document.xml", error.figure, str(error)) from error
    content = BytesIO()
    template.save(content)
    left = next(leftovers(content.getvalue()), None)
    if left:
        marks = _("left over after rendering; marks are {{ … }} and {% … %}, half-width, each within one paragraph")
        raise template_error(template.name, left.part, left.text, marks)
    return packed(content.getvalue())


def _opened(path: Path) -> "_Template":
    try:
        template = _Template(BytesIO(path.read_bytes()), short(str(path)))
        template.init_docx()
    except _NOT_A_DOCUMENT as error:
        raise TemplateError(_("{file}: no Word document (.docx)").format(file=short(str(path)))) from error
    return template


def written(value: object) -> object:
    """Return what stands in the document for a value: — for None, and no brace that could be taken for the template's."""
    if value is None:
        return _UNKNOWN
    if isinstance(value, str):
        return value if isinstance(value, Markup) else hidden(value)
    if isinstance(value, int | Undefined):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise JinjaError(
        _("{kind} is neither a text nor a number: name one of its parts").format(kind=type(value).__name__)
    )


class _Template(DocxTemplate):  # type: ignore[misc] # docxtpl says nothing of its types
    """docxtpl, with the place of an error."""

    def __init__(self, content: BytesIO, name: str) -> None:
        super().__init__(content)
        self.name = name

    def render_xml_part(self, src_xml: str, part: "Part", context: dict[str, object], jinja_env: "Environment") -> str:
        """Render one part; a paragraph is a line there, so that the line of an error leads to its text."""
        texts = re.sub(r"</?[A-Za-z][^<>]*>", "", re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)).split("\n")
        rendering = partial(super().render_xml_part, src_xml, part, context, jinja_env)
        return placed(rendering, self.name, str(part.partname), texts, jinja_env)

    def render_properties(self, context: dict[str, object], jinja_env: "Environment") -> None:
        """Render title, author and the like in the same sandbox; they are texts and no XML, and as long as Word takes."""
        for name in _PROPERTIES:
            text = getattr(self.docx.core_properties, name)
            rendered = placed(partial(_rendered, jinja_env, text, context), self.name, CORE, [text], jinja_env)
            setattr(self.docx.core_properties, name, unescape(rendered)[:_LONGEST_PROPERTY])

    def fix_tables(self, xml: str) -> "etree._Element":
        """Return the tree of the body; docxtpl by itself would silently drop what is not well-formed."""
        try:
            etree.fromstring(xml.encode())
        except etree.XMLSyntaxError as error:
            problem = _("a loop or condition opens in one paragraph, row or cell and closes in another: {error}")
            raise template_error(self.name, "word/document.xml", "", problem.format(error=error.msg)) from error
        tree: etree._Element = super().fix_tables(xml)
        for table in tree.iter(qn("w:tbl")):
            _fit(table)
        for cell in tree.iter(qn("w:tcPr")):
            cell[:] = sorted(cell, key=_place_in_cell)
        return tree


def _rendered(environment: "Environment", text: str, context: dict[str, object]) -> str:
    return environment.from_string(text).render(context)


def _place_in_cell(property_: "etree._Element") -> int:
    """Return where a property of a cell stands by the standard: docxtpl puts the shade of `cellbg` before the width."""
    name = etree.QName(property_).localname
    return _BEFORE_SHADE.index(name) if name in _BEFORE_SHADE else len(_BEFORE_SHADE) + (name != "shd")


def _fit(table: "etree._Element") -> None:
    """Give a table whose columns came out of a loop the width that it has in the template, column by column."""
    grid = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
    widths = [[cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") for cell in row] for row in rows if len(row) == len(grid)]
    own = [int(width.get(qn("w:w"), "0")) for width in (widths[0] if widths else ()) if width is not None]
    if len(own) < len(grid):
        return
    total = sum(int(float(column.get(qn("w:w"), "0"))) for column in grid)
    for place, column in enumerate(grid):
        fitted = str(own[place] * total // (sum(own) or 1))
        for element in (column, *(row[place] for row in widths)):
            if element is not None:
                element.set(qn("w:w"), fitted)
