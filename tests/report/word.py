"""A small month in Word: three towns, January and March, with February missing."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Word
from lxml import etree

from preschool_metrics import assess
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report.batch import Job, pieces_of
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.view import view_of
from preschool_metrics.workflow.plan import plans_of
from tests.cli.conftest import kindergarten, write

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def month(folder: Path) -> Assessment:
    """Return the assessment of March 2024."""
    some = kindergarten("甲幼儿园", "public")
    wrong = [kindergarten(f"泗村店镇第{number}中心示例幼儿园", "public", enrolled=91) for number in range(1, 10)]
    private = kindergarten("乙幼儿园", "inclusive_private")
    other = kindergarten("丙幼儿园", "other_private", staff=12, teachers=4)
    write(folder / "2024-01" / "a.xlsx", some, private, period="2024-01")
    write(folder / "2024-01" / "b.xlsx", some, other, area="泗村店镇", period="2024-01")
    write(folder / "2024-03" / "a.xlsx", some, private)
    write(folder / "2024-03" / "b.xlsx", *wrong, private, area="泗村店镇")
    write(folder / "2024-03" / "c.xlsx", some, other, area="杨村街道")
    return assess([folder])


def job_of(assessment: Assessment, own: Path | None = None) -> Job:
    """Return the job of writing it in Word; `own` is the office's folder of templates."""
    plans = plans_of(assessment)
    return Job(assessment, view_of(assessment, plans=plans), Templates(own), ("docx",), plans)


def made(job: Job) -> dict[str, bytes]:
    """Return the documents by their path."""
    return {piece.path: piece.make() for piece in pieces_of(job)}


def opened(content: bytes) -> Word:
    """Open a document."""
    return Document(BytesIO(content))


def text_of(document: Word) -> str:
    """Return the text of the body, that of its tables too, a paragraph a line."""
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter("{*}t")) for paragraph in document.element.body.iter("{*}p")
    )


def rows_of(document: Word, heading: str) -> list[list[str]]:
    """Return the rows of the first table that has a heading, without the heading row."""
    for table in document.tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if heading in rows[0]:
            return rows[1:]
    raise AssertionError(f"no table has {heading}")


class Plot(NamedTuple):
    """A chart of a document: its name and alt text, its part, and the workbook behind it, sheet as rows."""

    name: str
    alt: str
    xml: Any
    sheet: list[list[Any]]


def plots(content: bytes) -> Iterator[Plot]:
    """Yield the charts of a document in their order."""
    from openpyxl import load_workbook

    document = opened(content)
    for inline in document.element.body.iter("{*}inline"):
        properties, chart = next(inline.iter("{*}docPr")), next(inline.iter(f"{C}chart"))
        part = document.part.related_parts[chart.get(f"{R}id")]
        (book,) = (each for each in part.rels.values() if each.reltype.endswith("/package"))
        sheet = load_workbook(BytesIO(book.target_part.blob)).active
        assert sheet is not None
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        yield Plot(properties.get("name"), properties.get("descr"), etree.fromstring(part.blob), rows)


def part_names(content: bytes) -> list[str]:
    """Return the names of the parts of a package."""
    with ZipFile(BytesIO(content)) as package:
        return package.namelist()
