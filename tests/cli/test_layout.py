"""`--layout FILE` of check and inspect."""

import json
from pathlib import Path

import pytest

from tests.builder import write
from tests.cli.conftest import Run

ODD = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n## 附表\n| 园所全名称 | 办园性质 | 在册 | 教研员 |\n| 甲幼儿园 | 公办园 | 90 | 2 |\n"
SAID = '[headings]\n"园所全名称" = "name"\n"在册" = "enrolled"\n'


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    (tmp_path / "layout.toml").write_text(SAID, encoding="utf-8")
    return write(ODD, tmp_path / "odd.xlsx")


def test_check_reads_what_the_layout_file_names(run: Run, odd: Path) -> None:
    without = run("check", odd, "--format", "json")
    assert {each["code"] for each in json.loads(without.out)["findings"]} >= {"PM110"}
    document = json.loads(run("check", odd, "--format", "json", "--layout", odd.parent / "layout.toml").out)
    assert document["inputs"][0]["kindergartens"] == 1
    assert str(odd.parent) not in json.dumps(document), "no absolute path in an output"


def test_inspect_shows_which_headings_the_file_names_and_how_to_name_the_others(run: Run, odd: Path) -> None:
    ran = run("inspect", odd, "--layout", odd.parent / "layout.toml")
    assert "1.00 按版式文件" in ran.out
    assert '"教研员" = ' in ran.out
    (table,) = json.loads(run("inspect", odd, "--layout", odd.parent / "layout.toml", "--format", "json").out)["files"][
        0
    ]["tables"]
    by_layout = {each["heading"]: (each["field"], each["score"], each["by_layout"]) for each in table["headings"]}
    assert by_layout["园所全名称"] == ("name", 1, True)
    assert by_layout["办园性质"] == ("nature", 1, False)
    assert by_layout["教研员"] == (None, 0, False)


@pytest.mark.parametrize("command", ["check", "inspect"])
@pytest.mark.parametrize("text", ['[headings]\n"园名" = "nmae"\n', "[headings\n", None])
def test_a_broken_layout_file_is_3_in_one_line(run: Run, odd: Path, command: str, text: str | None) -> None:
    layout = odd.parent / "broken.toml"
    if text is not None:
        layout.write_text(text, encoding="utf-8")
    ran = run(command, odd, "--layout", layout)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "broken.toml" in ran.err
    assert text is None or "园名" in ran.err or "TOML" in ran.err


def test_the_layout_file_is_not_written_over(run: Run, odd: Path) -> None:
    layout = odd.parent / "layout.toml"
    ran = run("check", odd, "--layout", layout, "--output", layout)
    assert ran.code == 2
    assert layout.read_text(encoding="utf-8") == SAID
