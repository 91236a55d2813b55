"""A return that came and was not read, one that came twice, and one that did not come are three things, in every face."""

from shutil import copy

import pytest

from preschool_metrics import assess, render
from preschool_metrics.report.batch import Job
from preschool_metrics.report.step_summary import render_summary
from preschool_metrics.report.words import absent_of
from tests.cli.conftest import write
from tests.report.word import job_of, made, opened, text_of


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    folder = tmp_path_factory.mktemp("returns") / "2024-03"
    folder.mkdir()
    write(folder / "曹子里镇.xlsx")
    whole = write(folder / "梅厂镇.xlsx", area="梅厂镇")
    copy(whole, folder / "梅厂镇（二）.xlsx")
    (folder / "高村镇.xlsx").write_bytes(b"PK\x03\x04 cut off")
    return job_of(assess(folder.parent))


def test_each_area_is_told_by_what_came(job: Job) -> None:
    absent = absent_of(job.assessment)
    assert absent.unread == ("高村镇",)
    assert absent.double == ("梅厂镇",)
    assert len(absent.missing) == 27
    assert {"高村镇", "梅厂镇", "曹子里镇"}.isdisjoint(absent.missing)


def test_the_text_and_the_summary_name_them_apart(job: Job) -> None:
    for text in (render(job.assessment, "text", "zh"), render_summary(job.assessment, "zh")):
        plain = "".join(text.split())
        assert "已收到、未能读取：高村镇" in plain
        assert "收到多份、均未计入：梅厂镇" in plain


def test_the_pages_name_them_apart_and_say_why(job: Job) -> None:
    files = {path: content.decode() for path, content in made(job._replace(kinds=("html", "md"))).items()}
    assert "高村镇已收到、未能读取；梅厂镇收到多份、均未计入" in files["index.html"]
    assert "**已收到、未能读取** 高村镇" in files["district.md"]
    assert "本月报表已收到，未能计入：文件损坏或不完整" in files["towns/高村镇.md"]
    assert "补报" not in files["towns/高村镇.md"]
    assert "本月报表未上报" in files["towns/杨村街道.md"]


def test_the_notice_asks_for_another_return_and_not_for_the_first(job: Job) -> None:
    documents = made(job._replace(kinds=("docx",)))
    said = text_of(opened(documents["towns/高村镇.docx"]))
    assert "报表已收到，但未能计入（文件损坏或不完整）" in said
    assert "尚未报送" not in said
    assert "尚未报送" in text_of(opened(documents["towns/杨村街道.docx"]))
