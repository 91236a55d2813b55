"""Native charts of a Word template: their look stays the template's, their data becomes the report's.

A chart is a part of the package with the data twice: as a cache that Word draws, and as an embedded workbook that
"edit data" opens. Both are written here, from the same numbers.
"""

from copy import deepcopy
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHEET: Final = "Sheet1"
_SAMPLE_POINTS: Final = ("dPt", "trendline", "errBars", "extLst")  # they speak of the points of the sample
_EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class Series(NamedTuple):
    """A row of numbers with its name; None is a gap, never 0."""

    name: str
    values: tuple[Decimal | None, ...]


class Scale(NamedTuple):
    """The axis of the values: its ends and the step of its marks."""

    low: Decimal
    high: Decimal
    step: Decimal


class Chart(NamedTuple):
    """What a chart shows: a value of each series for each category.

    alt      what the picture says, for those who do not see it
    scale    of the values; None leaves it to Word
    crosses  where the axis of the categories crosses that of the values: the line that bars stand on
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    scale: Scale | None = None
    crosses: Decimal | None = None


def filled(xml: bytes, chart: Chart, workbook: str) -> bytes:
    """Return a chart's part with the data in place of the sample's; `workbook` is the relationship of the embedded one.

    The series of the template lend their looks in their order; a series beyond them looks like the last, in a colour
    of Word's choice. Raises ValueError where the part holds no series with categories and values (a scatter chart).
    """
    from lxml import etree

    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    samples = sorted(root.iter(f"{_C}ser"), key=_order)
    if not samples or any(each.find(f"{_C}val") is None or each.find(f"{_C}cat") is None for each in samples):
        raise ValueError("no series with categories and values")
    for number, series in enumerate(chart.series):
        _fill(samples[number] if number < len(samples) else _beyond(samples), number, series, chart.categories)
    for spare in samples[len(chart.series) :]:
        _parent(spare).remove(spare)
    _scale(root, chart)
    for external in root.iter(f"{_C}externalData"):
        external.set(f"{_R}id", workbook)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _order(series: "Element") -> int:
    order = series.find(f"{_C}order")
    return 0 if order is None else int(order.get("val", "0"))


def _parent(element: "Element") -> "Element":
    parent = element.getparent()
    if parent is None:
        raise ValueError("a series outside every chart")
    return parent


def _beyond(samples: "list[Element]") -> "Element":
    another = deepcopy(samples[-1])
    for look in another.findall(f"{_C}spPr"):
        another.remove(look)
    samples[-1].addnext(another)
    samples.append(another)
    return another


def _fill(element: "Element", number: int, series: Series, categories: tuple[str, ...]) -> None:
    from xlsxwriter.utility import xl_col_to_name

    column, last = xl_col_to_name(number + 1), len(categories) + 1
    for name in _SAMPLE_POINTS:
        for sample in element.findall(f"{_C}{name}"):
            element.remove(sample)
    for name in ("idx", "order"):
        for each in element.findall(f"{_C}{name}"):
            each.set("val", str(number))
    _replace(element, "tx", "str", f"{SHEET}!${column}$1", (series.name,))
    _replace(element, "cat", "str", f"{SHEET}!$A$2:$A${last}", categories)
    _replace(element, "val", "num", f"{SHEET}!${column}$2:${column}${last}", series.values)


def _replace(element: "Element", role: str, kind: str, cells: str, values: tuple[object, ...]) -> None:
    """Put a reference with its cache in place of one of the sample; what is None has no point, so it is a gap."""
    from lxml.etree import SubElement

    place = element.find(f"{_C}{role}")
    if place is None:  # Word leaves out the name of a series that has none; it comes after idx and order
        place = element.makeelement(f"{_C}{role}")
        element.insert(2, place)
    for child in list(place):
        place.remove(child)
    reference = SubElement(place, f"{_C}{kind}Ref")
    SubElement(reference, f"{_C}f").text = cells
    cache = SubElement(reference, f"{_C}{kind}Cache")
    if kind == "num":
        SubElement(cache, f"{_C}formatCode").text = "General"
    SubElement(cache, f"{_C}ptCount", val=str(len(values)))
    for index, value in enumerate(values):
        if value is not None:
            SubElement(SubElement(cache, f"{_C}pt", idx=str(index)), f"{_C}v").text = _plain(value)


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _scale(root: "Element", chart: Chart) -> None:
    """Set where the axes cross and end; in a small chart whose axis skips labels, the first and the last stay."""
    for place in (*root.iterfind(f".//{_C}catAx/{_C}crosses"), *root.iterfind(f".//{_C}catAx/{_C}crossesAt")):
        if chart.crosses is not None:
            place.tag, place.attrib["val"] = f"{_C}crossesAt", _plain(chart.crosses)
    for skip in root.iter(f"{_C}tickLblSkip"):
        skip.set("val", str(max(len(chart.categories) - 1, 1)))
    for axis in root.iter(f"{_C}valAx"):
        _mark(axis, chart.scale)


def _mark(axis: "Element", scale: Scale | None) -> None:
    """Set the ends of an axis and its marks, in the places that the standard gives them."""
    from lxml.etree import SubElement

    scaling, between = axis.find(f"{_C}scaling"), axis.find(f"{_C}crossBetween")
    if scale is None or scaling is None or between is None:
        return
    for old in (*scaling.findall(f"{_C}max"), *scaling.findall(f"{_C}min")):
        scaling.remove(old)
    SubElement(scaling, f"{_C}max", val=_plain(scale.high))
    SubElement(scaling, f"{_C}min", val=_plain(scale.low))
    for old in axis.findall(f"{_C}majorUnit"):
        axis.remove(old)
    unit = axis.makeelement(f"{_C}majorUnit", val=_plain(scale.step))
    between.addnext(unit)


def workbook(chart: Chart) -> bytes:
    """Return the workbook that "edit data" opens: categories in column A, a series in each column after it."""
    from xlsxwriter import Workbook

    content = BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _EPOCH})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, len(chart.series), 14)
    sheet.write_column(1, 0, chart.categories)
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, float(value))
    book.close()
    return content.getvalue()
