"""`report --to docx` and `templates check` with templates that an office has changed in Word."""

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Run, kindergarten, write

QUICK = ("--profile", "national-2020")  # without a register: one town, two documents


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months of one town, whose public share reaches the line in the second."""
    folder = tmp_path_factory.mktemp("months")
    rows = [kindergarten("甲幼儿园", "public"), kindergarten("乙幼儿园", "inclusive_private", enrolled=91)]
    write(folder / "2024-02" / "曹子里镇.xlsx", *rows, period="2024-02")
    write(folder / "2024-03" / "曹子里镇.xlsx", period="2024-03")
    return folder


def changed(folder: Path, name: str, paragraph: str) -> Path:
    """Add a paragraph to a copy of a shipped template."""
    path = folder / "docx" / name
    document = Document(str(path))
    document.add_paragraph(paragraph)
    document.save(str(path))
    return folder


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    assert run("templates", "export", tmp_path / "office", "--quiet").code == 0
    return tmp_path / "office"


def test_the_month_in_word(run: Run, months: Path, tmp_path: Path) -> None:
    ran = run("report", months, "--to", "docx", "--out", tmp_path, "--correct-by", "4月10日")
    assert ran.code == 0
    month = tmp_path / "2024-03"
    assert {path.parent.name for path in month.rglob("*.docx")} == {"2024-03", "groups", "towns"}
    district = text_of(month / "district.docx")
    assert "请有关镇街于4月10日前更正" in district
    assert "较上月，曹子里镇新达标" in district
    again = run("report", months, "--to", "docx", "--out", tmp_path, "--correct-by", "4月10日")
    assert again.code == 0
    assert "未变 40 个" in again.err


def test_an_official_paper_is_chinese_whatever_the_language(run: Run, months: Path, tmp_path: Path) -> None:
    for language in ("zh", "en"):
        assert run("report", months, *QUICK, "--to", "docx", "--out", tmp_path / language, "--lang", language).code == 0
    chinese, english = (tmp_path / language / "2024-03" for language in ("zh", "en"))
    for name in ("district.docx", "towns/曹子里镇.docx"):
        assert (english / name).read_bytes() == (chinese / name).read_bytes()


def test_the_own_template_of_an_office_is_taken(run: Run, months: Path, office: Path, tmp_path: Path) -> None:
    changed(office, "town.docx", "联系人：{{ town.name }}教育办")
    ran = run("report", months, *QUICK, "--to", "docx", "--out", tmp_path / "out", "--templates", office)
    assert ran.code == 0
    assert "联系人：曹子里镇教育办" in text_of(tmp_path / "out" / "2024-03" / "towns" / "曹子里镇.docx")


def test_a_broken_template_is_said_once_and_the_rest_is_written(
    run: Run, months: Path, office: Path, tmp_path: Path
) -> None:
    changed(office, "town.docx", "{{ town.nmae }}")
    ran = run(
        "report", months, *QUICK, "--to", "docx,json", "--out", tmp_path / "out", "--templates", office, "--quiet"
    )
    assert ran.code == 3
    (line,) = ran.err.splitlines()
    assert line.startswith("docx/town.docx: 正文 “{{ town.nmae }}”: 没有 Area.nmae；是不是 name？")
    month = tmp_path / "out" / "2024-03"
    assert (month / "data.json").is_file()
    assert (month / "district.docx").is_file()
    assert not list(month.glob("towns/*.docx"))


def test_the_shipped_templates_are_in_order(run: Run, office: Path) -> None:
    assert run("templates", "check", office).code == 0


def test_a_check_names_every_mistake_and_its_paragraph(run: Run, office: Path) -> None:
    changed(office, "town.docx", "联系 {{ town.nmae }}，{{ phone }}")
    changed(office, "group.docx", "｛｛ month ｝｝")
    ran = run("templates", "check", office)
    assert ran.code == 3
    assert [line.partition("；")[0] for line in ran.out.splitlines() if line.startswith("docx/town")] == [
        "docx/town.docx: 正文 “联系 {{ town.nmae }}，{{ phone }}”: 没有 Area.nmae",
        "docx/town.docx: 正文 “联系 {{ town.nmae }}，{{ phone }}”: 没有 phone",
    ]
    assert [line.partition(": 填写")[0] for line in ran.out.splitlines() if line.startswith("docx/group")] == [
        "docx/group.docx: 正文 “｛｛ month ｝｝”"
    ]
