"""`--layout FILE` of every command that reads returns, and the draft that `inspect --write-layout` writes."""

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
    write(ODD.replace("在册", "花名"), odd)
    layout = odd.parent / "layout.toml"
    layout.write_text(SAID.replace("在册", "花名"), encoding="utf-8")
    without = run("check", odd, "--format", "json")
    assert without.code == 1
    assert "PM110" in {each["code"] for each in json.loads(without.out)["findings"]}
    document = json.loads(run("check", odd, "--format", "json", "--layout", layout).out)
    assert document["inputs"][0]["kindergartens"] == 1
    assert "PM110" not in {each["code"] for each in document["findings"]}
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


# --- every command that reads returns ----------------------------------------------------------------------

COMMANDS = {
    "check": "check PATH --format json",
    "report": "report PATH --out OUT --to json",
    "inspect": "inspect PATH --format json",
    "plan": "plan PATH --area 曹子里镇 --format json",
    "whatif": "whatif PATH --set 曹子里镇/甲幼儿园.enrolled=91 --format json",
    "trend": "trend PATH --area 曹子里镇 --format json",
    "explain": "explain 曹子里镇 public_share PATH --format json",
    "annotate": "annotate PATH --out OUT",
    "diff": "diff PATH PATH --format json",
}


def line(command: str, path: Path) -> list[str]:
    places = {"PATH": str(path), "OUT": str(path.parent / "out")}
    return [places.get(word, word) for word in COMMANDS[command].split()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_reads_returns_takes_a_layout_file(run: Run, odd: Path, command: str) -> None:
    layout = odd.parent / "layout.toml"
    layout.write_text(SAID.replace('"enrolled"', '"enrolledd"'), encoding="utf-8")
    ran = run(*line(command, odd), "--layout", layout)
    assert (ran.code, ran.out) == (3, "")
    assert "headings.在册" in ran.err


@pytest.mark.parametrize("command", ["plan", "whatif", "trend", "explain", "report", "annotate"])
def test_what_the_file_names_is_read_by_every_command(run: Run, odd: Path, command: str) -> None:
    ran = run(*line(command, odd), "--layout", odd.parent / "layout.toml")
    assert ran.code == 0, ran.err
    if command == "explain":
        assert '"numerator": 90' in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_settings_may_name_the_layout_file(
    run: Run, odd: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(odd.parent)
    (odd.parent / "preschool-metrics.toml").write_text('layout = "nowhere.toml"\n', encoding="utf-8")
    ran = run(*line(command, odd))
    assert ran.code == 3
    assert "nowhere.toml" in ran.err


# --- the draft of a layout file ----------------------------------------------------------------------------

STRANGE = """## 封面
| 填报单位 | 曹子里镇 |
| 报表月份 | 2024-03 |
## 附表
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教研员 | 专任教帅数 |
| 甲幼儿园 | 甲类 | 90 | 2 | 8 |
| 乙幼儿园 | 公办园 | 80 | 2 | 9 |
| 总、计 |  | 170 | 4 | 17 |
## 别的
| 园所全名称 | 归属 |
| 丙幼儿园 | 33 |
"""


def draft(run: Run, tmp_path: Path, *more: str) -> str:
    out = tmp_path / "draft.toml"
    run("inspect", write(STRANGE, tmp_path / "strange.xlsx"), "--write-layout", out, *more)
    return out.read_text(encoding="utf-8")


def test_the_draft_holds_what_is_not_understood_with_proposals(run: Run, tmp_path: Path) -> None:
    lines = draft(run, tmp_path).splitlines()
    assert '# "专任教帅数" = "teachers"' in lines
    assert '# "教研员" = "?"' in lines
    assert lines[lines.index('# "甲类" = "?"') - 2] == "[values.nature]"
    assert '# "总、计" = "?"' in lines
    assert '# "别的" = "?"' in lines
    assert "strange.xlsx 附表!E1: teachers (专任教师)" in lines[lines.index('# "专任教帅数" = "teachers"') - 1]


def test_the_draft_loads_and_says_nothing_yet(run: Run, tmp_path: Path) -> None:
    draft(run, tmp_path)
    path = tmp_path / "strange.xlsx"
    plain, said = run("inspect", path), run("inspect", path, "--layout", tmp_path / "draft.toml")
    assert said == plain


def test_a_line_taken_up_without_a_choice_is_refused(run: Run, tmp_path: Path) -> None:
    text = draft(run, tmp_path).replace('# "甲类"', '"甲类"')
    (tmp_path / "draft.toml").write_text(text, encoding="utf-8")
    ran = run("inspect", tmp_path / "strange.xlsx", "--layout", tmp_path / "draft.toml")
    assert (ran.code, "values.nature.甲类" in ran.err) == (3, True)


def test_a_draft_with_its_choices_made_settles_them(run: Run, tmp_path: Path) -> None:
    choices = {"教研员": "ignore", "专任教帅数": "teachers", "甲类": "公办园", "总、计": "total", "别的": "ignore"}
    text = draft(run, tmp_path)
    for key, meant in choices.items():
        text = text.replace(f'# "{key}" = "?"', f'"{key}" = "{meant}"').replace(
            f'# "{key}" = "{meant}"', f'"{key}" = "{meant}"'
        )
    (tmp_path / "draft.toml").write_text(text, encoding="utf-8")
    path = tmp_path / "strange.xlsx"
    document = json.loads(run("check", path, "--format", "json", "--layout", tmp_path / "draft.toml").out)
    share = next(
        each for each in document["observations"] if each["indicator"] == "public_share" and not each["kindergarten"]
    )
    assert (share["numerator"], share["denominator"]) == (170, 170)
    again = tmp_path / "again.toml"
    run("inspect", path, "--layout", tmp_path / "draft.toml", "--write-layout", again)
    assert [line for line in again.read_text(encoding="utf-8").splitlines() if " = " in line] == []


def test_a_draft_is_not_written_over_what_is_there(run: Run, tmp_path: Path) -> None:
    first = draft(run, tmp_path)
    (tmp_path / "draft.toml").write_text("# mine\n", encoding="utf-8")
    ran = run("inspect", tmp_path / "strange.xlsx", "--write-layout", tmp_path / "draft.toml")
    assert (ran.code, ran.out) == (3, "")
    assert "--force" in ran.err
    assert (tmp_path / "draft.toml").read_text(encoding="utf-8") == "# mine\n"
    assert draft(run, tmp_path, "--force") == first


@pytest.mark.parametrize("name", ["strange.xlsx", "new.xlsx", "new.ods"])
def test_a_draft_never_takes_the_place_of_a_workbook(run: Run, tmp_path: Path, name: str) -> None:
    path = write(STRANGE, tmp_path / "strange.xlsx")
    before = path.read_bytes()
    ran = run("inspect", path, "--write-layout", tmp_path / name, "--force")
    assert ran.code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("heading", ['引"号', "反\\斜", "换\n行", "井#号", "a=b"])
def test_a_draft_loads_whatever_a_heading_holds(run: Run, tmp_path: Path, heading: str) -> None:
    from openpyxl import load_workbook

    path = write(STRANGE, tmp_path / "strange.xlsx")
    book = load_workbook(path)
    book["附表"]["D1"] = heading
    book.save(path)
    out = tmp_path / "draft.toml"
    run("inspect", path, "--write-layout", out)
    text = out.read_text(encoding="utf-8").replace('# "', '"').replace('= "?"', '= "ignore"')
    kept = text.partition("[values")[0]
    out.write_text(kept, encoding="utf-8")
    ran = run("inspect", path, "--format", "json", "--layout", out)
    (table, *_) = json.loads(ran.out)["files"][0]["tables"]
    assert [each["needless"] for each in table["headings"] if each["cell"] == "D1"] == [True]


def test_one_draft_of_several_files_names_each_thing_once(run: Run, tmp_path: Path) -> None:
    paths = [write(STRANGE, tmp_path / f"{name}.xlsx") for name in "ab"]
    run("inspect", *paths, "--write-layout", tmp_path / "draft.toml")
    assert (tmp_path / "draft.toml").read_text(encoding="utf-8").count('# "教研员" = ') == 1
