"""Charts of the templates: native, with made-up sample data, so that Word and WPS show and edit them.

The report keeps the look (colours, sizes, axes) and puts its own data in the place of the sample. Which data is said
by the name of the figure in the selection pane, e.g. `trend {{ figure.indicator.id }}`.
"""

from decimal import Decimal

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from preschool_metrics.report.docx.chart import Chart, Series, filled, workbook

BLUE, ORANGE, GREY, INK = "1F6690", "B3441E", "8A949E", "33404B"
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_LABELS = "".join(
    f'<c:show{what} val="0"/>' for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)


def bars(*, height: int = 78) -> tuple[str, Chart, tuple[int, int]]:
    """Return columns that stand on the line: up or down from it, met and not met in two colours."""
    met, lacking = (Decimal("94.50"), None, Decimal("97.20")), (None, Decimal("88.10"), None)
    sample = Chart(
        ("示例甲镇", "▼示例乙镇", "示例丙镇"),
        (Series("达标", met), Series("未达标", lacking)),
        "示例图",
        crosses=Decimal(93),
    )
    series = "".join(
        f"{_head(number, one.name)}<c:spPr>{_solid(color)}</c:spPr><c:invertIfNegative val='0'/>{_labels()}{_NO_DATA}</c:ser>"
        for number, (one, color) in enumerate(zip(sample.series, (BLUE, ORANGE), strict=True))
    )
    plot = (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="35"/><c:overlap val="100"/><c:axId val="11"/><c:axId val="12"/></c:barChart>'
    )
    return _space(plot + _axes("eaVert", 800), legend="t"), sample, (156, height)


def trend(*, width: int = 51, height: int = 33) -> tuple[str, Chart, tuple[int, int]]:
    """Return a small line chart: the months' values, and the line of the policy dashed; a missing month is a gap."""
    months = ("2024-01", "2024-02", "2024-03")
    values = (Decimal("88.10"), None, Decimal("90.40"))
    sample = Chart(months, (Series("指标值", values), Series("达标线", (Decimal(93),) * 3)), "示例图")
    looks = (
        (
            f'<a:ln w="22225" cap="rnd">{_solid(BLUE)}<a:round/></a:ln>|<c:symbol val="circle"/><c:size val="4"/>'
            f"<c:spPr>{_solid(BLUE)}<a:ln>{_solid(BLUE)}</a:ln></c:spPr>"
        ),
        f'<a:ln w="12700">{_solid(ORANGE)}<a:prstDash val="dash"/></a:ln>|<c:symbol val="none"/>',
    )
    series = "".join(
        f"{_head(number, one.name)}<c:spPr>{line}</c:spPr><c:marker>{marker}</c:marker>{_NO_DATA}<c:smooth val='0'/></c:ser>"
        for number, (one, (line, marker)) in enumerate(
            zip(sample.series, (look.split("|") for look in looks), strict=True)
        )
    )
    plot = (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{series}<c:marker val="1"/><c:axId val="21"/><c:axId val="22"/></c:lineChart>'
    )
    return _space(plot + _axes("horz", 750, skip=True).replace("11", "21").replace("12", "22")), sample, (width, height)


_NO_DATA = "<c:cat/><c:val/>"


def _head(number: int, _name: str) -> str:
    return f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def _text(size: int, color: str = INK, body: str = "<a:bodyPr/>") -> str:
    return (
        f'<c:txPr>{body}<a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0">{_solid(color)}'
        '<a:latin typeface="Times New Roman"/><a:ea typeface="仿宋_GB2312"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _labels() -> str:
    """Return the values on the columns, turned upwards so that thirty of them stand beside each other."""
    turned = _text(750, body='<a:bodyPr rot="-5400000" vert="horz"/>')
    shown = _NO_LABELS.replace('Val val="0"', 'Val val="1"')
    return (
        '<c:dLbls><c:numFmt formatCode="0.00######" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{turned}<c:dLblPos val="outEnd"/>{shown}</c:dLbls>'
    )


def _axes(direction: str, size: int, *, skip: bool = False) -> str:
    names = _text(size, body=f'<a:bodyPr rot="{0 if direction == "eaVert" else -60000000}" vert="{direction}"/>')
    labels = '<c:tickLblSkip val="1"/>' if skip else ""
    return (
        '<c:catAx><c:axId val="11"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="12700">{_solid(INK)}</a:ln></c:spPr>{names}'
        '<c:crossAx val="12"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblOffset val="50"/>'
        f'{labels}<c:noMultiLvlLbl val="1"/>'
        '</c:catAx><c:valAx><c:axId val="12"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="3175">{_solid("E3E8EC")}</a:ln></c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(size)}<c:crossAx val="11"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _space(plot: str, legend: str = "") -> str:
    shown = f'<c:legend><c:legendPos val="{legend}"/><c:overlay val="0"/>{_text(900)}</c:legend>' if legend else ""
    return (
        f'<c:chartSpace {_SPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}</c:plotArea>{shown}<c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def place(document: Word, paragraph: Paragraph, look: tuple[str, Chart, tuple[int, int]], name: str, alt: str) -> None:
    """Put a sample chart into a paragraph; `name` says which data it takes, `alt` is what it says to the blind."""
    xml, sample, (width, height) = look
    package = document.part.package
    number = sum("/charts/" in part.partname for part in package.iter_parts()) + 1
    data = Part(PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"), _WORKBOOK, workbook(sample), package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, filled(xml.encode(), sample, "rId1"), package)
    chart.relate_to(data, RELATIONSHIP_TYPE.PACKAGE)
    relation = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    drawing = (
        f'<w:drawing {_SPACES} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{Mm(width)}" cy="{Mm(height)}"/>'
        f'<wp:docPr id="{900 + number}" name="{name}" descr="{alt}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    paragraph.add_run()._r.append(parse_xml(drawing))  # noqa: SLF001 - python-docx has no charts
