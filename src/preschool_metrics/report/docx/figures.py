"""The figures of a document that are native charts: each gets a part and a workbook of its own."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from preschool_metrics.language import _
from preschool_metrics.report.docx.chart import Chart, filled, workbook
from preschool_metrics.report.docx.package import hidden
from preschool_metrics.report.missing import unknown

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_SERIES_NAMES: Final = ("trend ", "towns ")


class UnknownChartError(Exception):
    """A figure names data that there are not, or is of a kind that takes none; `figure` is its name."""

    def __init__(self, figure: str, problem: str) -> None:
        """`problem` says what is wrong and what exists instead."""
        super().__init__(problem)
        self.figure = figure


def fill_figures(document: "Document", charts: Mapping[str, Chart]) -> None:
    """Put the data of its name into each figure, and an alt text that tells it; drop the samples of the template.

    A figure that is called otherwise (`图表 1`) is the office's own and stays. Raises UnknownChartError.
    """
    part = document.part
    for number, (place, chart) in enumerate(_figures(document), start=1):
        name = place.get("name", "")
        if not name.startswith(_SERIES_NAMES):
            continue
        data = charts.get(name)
        if data is None:
            raise UnknownChartError(name, unknown(name, list(charts)))
        place.set("descr", hidden(data.alt))
        sample = part.related_parts[chart.get(qn("r:id"), "")]
        chart.set(qn("r:id"), part.relate_to(_part(sample, data, name, number), RELATIONSHIP_TYPE.CHART))
    used = {chart.get(qn("r:id")) for _place, chart in _figures(document)}
    for name in [name for name, each in part.rels.items() if each.reltype == RELATIONSHIP_TYPE.CHART]:
        if name not in used:
            del part.rels[name]


def _figures(document: "Document") -> "Iterator[tuple[Element, Element]]":
    """Yield the properties and the chart of each figure that is one."""
    for properties in document.element.body.iter(qn("wp:docPr")):
        chart = next(properties.getparent().iter(_CHART), None)
        if chart is not None:
            yield properties, chart


def _part(sample: Part, data: Chart, name: str, number: int) -> Part:
    package = sample.package
    book = Part(PackURI(f"/word/embeddings/Microsoft_Excel_Report{number}.xlsx"), _WORKBOOK, workbook(data), package)
    made = Part(PackURI(f"/word/charts/report{number}.xml"), sample.content_type, None, package)
    for each in sample.rels.values():  # a picture that fills a bar, shapes drawn over the chart
        if each.reltype != RELATIONSHIP_TYPE.PACKAGE and f'"{each.rId}"'.encode() in sample.blob:
            made.load_rel(
                each.reltype, each.target_ref if each.is_external else each.target_part, each.rId, each.is_external
            )
    try:
        made._blob = filled(sample.blob, _for_xml(data), made.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))  # noqa: SLF001
    except (SyntaxError, ValueError) as error:
        raise UnknownChartError(
            name, _("only bar, column and line charts take data: {error}").format(error=error)
        ) from error
    return made


def _for_xml(data: Chart) -> Chart:
    """Return the data as its part of the package holds them: no brace that could be taken for the template's."""
    return data._replace(
        categories=tuple(map(hidden, data.categories)),
        series=tuple(each._replace(name=hidden(each.name)) for each in data.series),
    )
