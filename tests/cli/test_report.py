"""`report` and `templates` as they are called: what is written, said and returned."""

import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from preschool_metrics.cli import templates
from preschool_metrics.report.batch import Job
from tests.cli.conftest import Run


def test_the_batch_of_a_month(run: Run, returns: Path, tmp_path: Path) -> None:
    ran = run("report", returns / "months", "--out", tmp_path, "--to", "html,md,json,csv")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"已写 45 个，未变 0 个，未写 0 个：{tmp_path}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["2024-03"]
    text = (tmp_path / "2024-03" / "towns" / "曹子里镇.md").read_text("utf-8")
    assert "# 曹子里镇" in text
    assert "持平" in text, "compared with the month before"
    again = run("report", returns / "months", "--out", tmp_path, "--to", "html,md,json,csv")
    assert "已写 0 个，未变 45 个" in again.err


def test_an_earlier_month_by_its_period(run: Run, returns: Path, tmp_path: Path) -> None:
    assert run("report", returns / "months", "--out", tmp_path, "--period", "2024-02", "--to", "md", "-q").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["2024-02"]


def test_a_month_without_a_return_says_which_there_are(run: Run, returns: Path, tmp_path: Path) -> None:
    ran = run("report", returns / "months", "--out", tmp_path / "out", "--period", "2023-01")
    assert ran.code == 3
    assert "2024-02, 2024-03" in ran.err
    assert not (tmp_path / "out").exists()


def test_reports_are_chinese_unless_asked_for_in_english(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    ran = run("report", good, "--out", tmp_path / "zh", "--to", "md")
    assert "written" in ran.err, "what is said on the way follows the environment"
    assert "通知单" in (tmp_path / "zh/2024-03/towns/曹子里镇.md").read_text("utf-8")
    assert run("report", good, "--out", tmp_path / "en", "--to", "md", "--lang", "en").code == 0
    text = (tmp_path / "en/2024-03/towns/曹子里镇.md").read_text("utf-8")
    assert "March 2024" in text
    assert "通知单" not in text


def test_an_edited_notice_is_kept_and_said(run: Run, good: Path, tmp_path: Path) -> None:
    run("report", good, "--out", tmp_path, "--to", "md", "-q")
    notice = tmp_path / "2024-03" / "towns" / "曹子里镇.md"
    notice.write_text("mine", encoding="utf-8")
    ran = run("report", good, "--out", tmp_path, "--to", "md")
    assert ran.code == 1
    assert f"{notice}: " in ran.err
    assert "--force" in ran.err
    assert notice.read_text("utf-8") == "mine"
    assert run("report", good, "--out", tmp_path, "--to", "md", "--force", "-q").code == 0
    assert notice.read_text("utf-8") != "mine"


def test_an_unknown_format_is_a_usage_error(run: Run, good: Path, tmp_path: Path) -> None:
    ran = run("report", good, "--out", tmp_path, "--to", "html,pdf")
    assert ran.code == 2
    assert "pdf" in ran.err
    assert "html" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_no_month_needs_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04 cut off")
    ran = run("report", tmp_path / "damaged.xlsx", "--out", tmp_path / "out")
    assert ran.code == 3
    assert "--period" in ran.err


def test_by_when_to_correct_is_printed_as_given(run: Run, returns: Path, tmp_path: Path) -> None:
    paths = (returns / "error.xlsx", "--out", tmp_path, "--to", "md", "-q")
    assert run("report", *paths, "--correct-by", "2024年4月10日").code == 0
    assert "2024年4月10日" in (tmp_path / "2024-03/towns/曹子里镇.md").read_text("utf-8")


def test_a_broken_template_is_said_once_and_stops_nothing_else(run: Run, good: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    assert run("templates", "export", mine).code == 0
    assert run("templates", "check", mine).code == 0
    (mine / "md" / "town.md.j2").write_text("{{ moth }}", encoding="utf-8")
    ran = run("report", good, "--out", tmp_path / "out", "--to", "md,json", "--templates", mine)
    assert ran.code == 3
    assert ran.err.count("md/town.md.j2:1: ") == 1
    assert (tmp_path / "out/2024-03/district.md").exists()
    assert (tmp_path / "out/2024-03/data.json").exists()
    assert not (tmp_path / "out/2024-03/towns").exists()
    checked = run("templates", "check", mine)
    assert checked.code == 3
    assert checked.out.startswith("md/town.md.j2:1: 没有 moth；是不是 month？现有：")


def test_no_folder_of_templates(run: Run, good: Path, tmp_path: Path) -> None:
    for arguments in (("templates", "check", tmp_path / "none"), ("report", good, "--templates", tmp_path / "none")):
        ran = run(*arguments)
        assert ran.code == 3
        assert "none" in ran.err


def test_an_export_writes_over_nothing(run: Run, tmp_path: Path) -> None:
    assert run("templates", "export", tmp_path, "-q").code == 0
    ran = run("templates", "export", tmp_path)
    assert ran.code == 3
    assert "--force" in ran.err
    assert run("templates", "export", tmp_path, "--force").code == 0


@pytest.fixture(scope="module")
def sampled() -> Iterator[list[Job]]:
    with templates.samples() as jobs:
        yield jobs


@pytest.mark.parametrize(
    ("file", "was", "wrong"),
    [
        ("md/parts.j2", "{% if plan.actions or plan.optimal %}", "{% for x in plan.notes if plan.actions or loop.first %}{% endfor %}{% if plan.optimal %}"),
        ("md/town.md.j2", "{% if town.plan and ", "{% if not town.plan %}{{ moth }}{% endif %}{% if town.plan and "),
        ("md/district.md.j2", "## {{ t('镇街', 'The towns') }}", "{% if not towns %}{{ moth }}{% endif %}"),
        ("html/towns.j2", "(towns or [district])[0].figures", "(towns|first).figures"),
        ("html/district.j2", "{% if months|length > 1 %}<p", "{% if months|length == 1 %}{{ moth }}{% endif %}{% if months|length > 1 %}<p"),
        ("html/towns.j2", "{% for town in towns %}", "{% if not groups %}{{ moth }}{% endif %}{% for town in towns %}"),
    ],
)  # fmt: skip
def test_a_check_finds_what_only_some_month_reaches(
    run: Run, sampled: list[Job], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, was: str, wrong: str
) -> None:
    monkeypatch.setattr(templates, "samples", lambda: nullcontext(sampled))
    assert run("templates", "export", tmp_path, "-q").code == 0
    for kind in {"html", "md", "docx"} - {file.partition("/")[0]}:
        shutil.rmtree(tmp_path / kind)
    text = (tmp_path / file).read_text("utf-8")
    assert was in text
    (tmp_path / file).write_text(text.replace(was, wrong, 1), encoding="utf-8")
    ran = run("templates", "check", tmp_path)
    assert ran.code == 3
    assert ran.out.startswith(f"{file}:")
