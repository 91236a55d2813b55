"""The submitter's workbook with its findings: parts changed in places, all others as they came."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from preschool_metrics.forms.annotated.book import Sheet, ours, put_first, remove, sheets_of
from preschool_metrics.forms.annotated.feedback import sheet_of
from preschool_metrics.forms.annotated.marks import marking, unselecting
from preschool_metrics.forms.annotated.notes import noting
from preschool_metrics.forms.annotated.package import Package
from preschool_metrics.forms.annotated.splice import edited, outline
from preschool_metrics.forms.annotated.styles import Styles
from preschool_metrics.model.feedback import Feedback, Item

_MOST_NOTES: Final = 1000  # in a sheet: beyond it programs take minutes to open the workbook
_WORDS: Final = {"error": "必须改正", "query": "核实"}


def annotated(content: bytes, feedback: Feedback) -> bytes:
    """Return a workbook's package with marks and notes on the cells of the findings and the sheet 反馈 before all others.

    What an earlier call left in it is replaced. Raises UnpatchableError where the package cannot be changed in places.
    """
    package = Package(content)
    old = ours(package, content)
    if old:
        remove(package, old)
    styles = Styles(package)
    looks, marks = styles.looks(), styles.marks()
    for sheet in sheets_of(package):
        _annotate(package, sheet, feedback.items, marks)
    put_first(package, sheet_of(feedback, looks, strict=package.strict, linked=True))
    return package.packed()


def _annotate(package: Package, sheet: Sheet, items: tuple[Item, ...], looks: dict[str, int]) -> None:
    xml = package[sheet.part]
    root = outline(xml, 2)
    edits = list(unselecting(xml, root))
    if root.local == "worksheet":
        edits += marking(xml, root, _marks(sheet.name, items), looks)
        # The strict form of the format has no place for the drawing that notes need.
        edits += [] if package.strict else noting(package, sheet.part, root, _notes(sheet.name, items))
    if edits:
        package[sheet.part] = edited(xml, edits)


def _marks(sheet: str, items: tuple[Item, ...]) -> dict[str, str]:
    """Return the severity of each cell with a finding; of several the worst."""
    marks: dict[str, str] = {}
    for item in sorted(items, key=lambda item: item.severity != "query"):
        marks.update(dict.fromkeys(_cells(sheet, item), item.severity))
    return marks


def _cells(sheet: str, item: Item) -> Iterator[str]:
    if item.sheet == sheet and item.cell:
        yield item.cell
    for place in item.related:
        where, _mark, cell = place.rpartition("!")
        if (where or item.sheet) == sheet and cell.isalnum() and cell[-1:].isdigit():
            yield cell


def _notes(sheet: str, items: tuple[Item, ...]) -> dict[str, str]:
    """Return the note on each cell: of every finding what is wrong and how to mend it; the weightiest first."""
    notes: dict[str, list[str]] = {}
    for item in items:
        if item.sheet == sheet and item.cell:
            word = "已说明" if item.explained else _WORDS[item.severity]
            notes.setdefault(item.cell, []).append(f"{item.code} {word}：{item.message}\n怎样改：{item.fix}")
    return {cell: "\n\n".join(said) for cell, said in islice(notes.items(), _MOST_NOTES)}
