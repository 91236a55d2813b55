"""Files and folders that are named and are not there, or are something else: one line in the language spoken."""

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NOWHERE = {
    "--bounds": "nowhere.toml：不能按 TOML 读取：没有这个文件",
    "--layout": "nowhere.toml: 不能按 TOML 读取：没有这个文件",
    "--baseline": "nowhere.toml: 没有这个文件",
    "--config": "nowhere.toml: 没有这个文件",
}


@pytest.mark.parametrize(("option", "said"), NOWHERE.items())
def test_a_named_file_that_is_not_there_is_said_in_chinese(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("check", good, option, "nowhere.toml")
    assert (ran.code, ran.out, ran.err) == (3, "", said + "\n")


def test_and_in_english(run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("whatif", good, "--changes", "nowhere.toml", "--lang", "en")
    assert (ran.code, ran.err) == (3, "nowhere.toml: cannot be read as TOML: there is no such file\n")


def test_a_folder_in_place_of_the_output_file_is_said(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()
    ran = run("check", good, "--output", "there")
    assert (ran.code, ran.err) == (3, "there: 这是文件夹，不是文件\n")


def test_a_file_in_place_of_the_folder_of_reports_is_said_once(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.txt").write_text("mine", encoding="utf-8")
    ran = run("report", good, "--out", "mine.txt")
    assert (ran.code, ran.err) == (3, "mine.txt 是文件，不是可写入的文件夹\n")
    assert Path("mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_report_that_cannot_be_written_names_its_file_once(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out/2024-03").mkdir(parents=True)
    Path("out/2024-03/towns").write_text("in the way", encoding="utf-8")
    ran = run("report", good, "--out", "out", "--to", "md")
    assert ran.code == 3
    assert ran.err.count("out/2024-03/towns/曹子里镇.md") == 1
    assert ran.err.count("：应为文件夹处有一个文件\n") == 1


@pytest.mark.parametrize("arguments", [("report", "GOOD", "--templates"), ("templates", "check")])
def test_a_folder_without_any_template_is_not_taken_for_one(
    run: Run, good: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "notes").mkdir()
    ran = run(*(good if each == "GOOD" else each for each in arguments), tmp_path)
    assert ran.code == 3
    assert "不是模板文件夹" in ran.err


def test_help_is_shown_on_a_console_that_lacks_its_characters(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(shown, encoding="cp1252"))
    assert run("check", "--help").code == 0
    sys.stdout.flush()
    assert b"--fail-on" in shown.getvalue()


def test_fields_are_listed_with_the_commas_of_the_language(run: Run) -> None:
    (reads,) = (line for line in run("explain", "PM301", "--lang", "en").out.splitlines() if line.startswith("Reads"))
    assert ", " in reads
    assert "、" not in reads
