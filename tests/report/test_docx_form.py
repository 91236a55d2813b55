"""The form of an official paper: GB/T 9704-2012."""

import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.report.word import job_of, made, month, opened, text_of

LIBREOFFICE = ("soffice", "--headless", "--convert-to", "pdf")
STYLES = {"公文正文": "仿宋_GB2312", "公文标题": "方正小标宋简体", "一级标题": "黑体", "二级标题": "楷体_GB2312"}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(job_of(month(tmp_path_factory.mktemp("returns"))))


def test_the_bulletin_has_the_paper_of_the_standard(documents: dict[str, bytes]) -> None:
    document = opened(documents["district.docx"])
    first, annex = document.sections
    assert [round(size.mm) for size in (first.page_width, first.page_height) if size is not None] == [210, 297]
    margins = (first.top_margin, first.right_margin, first.bottom_margin, first.left_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [37, 26, 35, 28]
    assert annex.page_width is not None
    assert annex.page_height is not None
    assert annex.page_width > annex.page_height
    body, title = document.styles["公文正文"], document.styles["公文标题"]
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(16), Pt(28.95))
    assert title.font.size == Pt(22)
    fonts = {name: document.styles[name].element.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) for name in STYLES}
    assert fonts == STYLES
    ascii_fonts = {document.styles[name].element.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) for name in STYLES}
    assert ascii_fonts == {"Times New Roman"}
    assert {"表文", "表头"} <= {style.name for style in document.styles if off_grid(style.element)}


def off_grid(style: object) -> bool:
    found = style.find(f".//{qn('w:snapToGrid')}")  # type: ignore[attr-defined]
    return found is not None and found.get(qn("w:val")) == "0"


def test_page_numbers_stand_outside(documents: dict[str, bytes]) -> None:
    document = opened(documents["district.docx"])
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        (paragraph,) = footer.paragraphs
        assert paragraph.alignment is not None
        assert paragraph.alignment.name == side
        assert [run.text for run in paragraph.runs if run.text] == ["— ", " —"]
        assert "PAGE" in {node.text for node in paragraph._p.iter(qn("w:instrText"))}


def test_fonts_that_may_lack_have_another_name(documents: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "district.docx"
    path.write_bytes(documents["district.docx"])
    with ZipFile(path) as package:
        table = package.read("word/fontTable.xml").decode()
    for name, instead in (("仿宋_GB2312", "仿宋"), ("楷体_GB2312", "楷体"), ("方正小标宋简体", "宋体")):
        assert f'<w:font w:name="{name}"><w:altName w:val="{instead}"/>' in table


def test_the_annex_repeats_its_heading_and_is_as_wide_as_the_page(documents: dict[str, bytes]) -> None:
    document = opened(documents["district.docx"])
    (annex,) = (table for table in document.tables if "组团" in [cell.text for cell in table.rows[0].cells])
    assert annex.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    widths = [int(column.get(qn("w:w")) or 0) for column in annex._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert len(widths) == 13
    assert abs(sum(widths) - Mm(253).twips) < 20


def test_the_number_of_the_paper_is_left_to_the_office(documents: dict[str, bytes]) -> None:
    text = text_of(opened(documents["district.docx"]))
    assert "〔2024〕××号" in text
    assert "××××年××月××日" in text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_another_program_opens_it_and_a_notice_is_one_page(documents: dict[str, bytes], tmp_path: Path) -> None:
    for path in ("district.docx", "towns/泗村店镇.docx"):
        (tmp_path / Path(path).name).write_bytes(documents[path])
    subprocess.run(
        [*LIBREOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "district.docx", "泗村店镇.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert (tmp_path / "district.pdf").stat().st_size > 10_000
    assert (tmp_path / "泗村店镇.pdf").read_bytes().count(b"/Type/Page") - 1 == 1
