"""Settings from a file: the options' names, checked, weaker than the command line, and cheap where there are none."""

import json
from pathlib import Path

import pytest

from preschool_metrics.cli.app import COMMANDS, parser
from tests.cli.conftest import Run

OWN = "preschool-metrics.toml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder of one's own."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def put(folder: Path, content: str, name: str = OWN) -> None:
    (folder / name).write_text(content, encoding="utf-8")


# --- what a file sets -------------------------------------------------------------------------------------


def test_an_option_is_set_and_the_command_line_is_stronger(run: Run, returns: Path, folder: Path) -> None:
    put(folder, 'fail-on = "never"')
    assert run("check", returns / "error.xlsx").code == 0
    assert run("check", returns / "error.xlsx", "--fail-on", "error").code == 1


def test_a_commands_own_table_goes_before_what_holds_for_all(run: Run, returns: Path, folder: Path) -> None:
    put(folder, 'format = "csv"\n[check]\nformat = "json"\n')
    assert json.loads(run("check", returns / "error.xlsx").out)["findings"]
    put(folder, '[check]\nformat = "csv"\n[rules]\nformat = "json"\n')
    assert json.loads(run("rules").out)


def test_an_option_that_may_be_repeated_takes_a_list_or_one(run: Run, good: Path, folder: Path) -> None:
    for content, profiles in (
        ('profile = ["national-2020", "staffing-2013"]', ["national-2020", "staffing-2013"]),
        ('profile = "national-2020"', ["national-2020"]),
    ):
        put(folder, content)
        assert json.loads(run("check", good, "--format", "json").out)["profiles"] == profiles
    ran = run("check", good, "--format", "json", "--profile", "wuqing-2023")
    assert json.loads(ran.out)["profiles"] == ["wuqing-2023"], "the command line replaces the list"


def test_switches_and_numbers(run: Run, returns: Path, folder: Path) -> None:
    put(folder, "jobs = 1\nrequire-complete = true\n")
    document = json.loads(run("check", returns / "good.xlsx", "--format", "json").out)
    assert {each["code"] for each in document["findings"]} == {"PM133"}
    put(folder, "require-complete = false\n")
    assert run("check", returns / "good.xlsx").code == 0


def test_the_language_is_set_for_messages_and_help_too(run: Run, good: Path, folder: Path) -> None:
    put(folder, 'lang = "en"')
    assert "Public share" in run("check", good).out
    assert "Read returns" in run("check", "--help").out
    assert "no such file" in run("check", "none").err
    assert "公办园在园幼儿占比" in run("check", good, "--lang", "zh").out
    put(folder, '[rules]\nlang = "en"')
    assert "公办园在园幼儿占比" in run("check", good).out
    assert "Severity" in run("rules").out


def test_a_setting_of_other_commands_only_does_not_concern_this_one(run: Run, good: Path, folder: Path) -> None:
    put(folder, 'area = "曹子里镇"\n[form]\nforce = true\n')
    assert run("check", good).code == 0


def test_a_format_that_is_set_is_asked_for(
    run: Run, returns: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run("check", returns / "error.xlsx").out.startswith("::error")
    put(folder, 'format = "text"')
    assert not run("check", returns / "error.xlsx").out.startswith("::error")


# --- which file -------------------------------------------------------------------------------------------


def test_the_table_of_pyproject_is_read_where_there_is_no_file_of_our_own(
    run: Run, returns: Path, folder: Path
) -> None:
    put(folder, '[tool.preschool-metrics]\nfail-on = "never"\n', "pyproject.toml")
    assert run("check", returns / "error.xlsx").code == 0
    put(folder, 'fail-on = "error"')
    assert run("check", returns / "error.xlsx").code == 1


@pytest.mark.parametrize("content", ["[tool.other]\nx = 1\n", "[tool.other", "", "# preschool-metrics\n"])
def test_a_pyproject_that_says_nothing_of_us_is_left_alone(run: Run, good: Path, folder: Path, content: str) -> None:
    put(folder, content, "pyproject.toml")
    assert run("check", good).code == 0


def test_a_file_that_is_named_goes_before_both(run: Run, returns: Path, folder: Path) -> None:
    put(folder, 'fail-on = "error"')
    put(folder, 'fail-on = "never"', "ours.toml")
    error = returns / "error.xlsx"
    assert run("check", error, "--config", "ours.toml").code == 0
    assert run("check", "--config=ours.toml", error).code == 0
    assert run("--config", "ours.toml", "check", error).code == 0
    put(folder, '[tool.preschool-metrics]\nfail-on = "never"\n', "pyproject.toml")
    assert run("check", error, "--config", "pyproject.toml").code == 0


def test_config_without_a_file_is_wrong_usage(run: Run, good: Path) -> None:
    for arguments in (["check", good, "--config"], ["--config"], ["check", good, "--", "--config"]):
        assert run(*arguments).code in (2, 3)
    assert run("check", good, "--config").code == 2


def test_the_version_and_the_help_need_no_settings(run: Run, folder: Path) -> None:
    put(folder, "nonsense = 1")
    assert run("--help").code == 0


# --- what is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "key", "hint"),
    [
        ('fail_on = "never"', "fail_on", "fail-on"),
        ('fial-on = "never"', "fial-on", "fail-on"),
        ('aera = "曹子里镇"', "aera", "area"),
        ('[chekc]\nformat = "json"', "chekc", "check"),
        ('[check]\nfromat = "json"', "check.fromat", "format"),
        ("[check]\nzzzzzz = 1", "check.zzzzzz", ""),
        ("check = 1", "check", ""),
        ("rules = 1", "rules", ""),
        ('fail-on = "nevr"', "fail-on", "never"),
        ("fail-on = 3", "fail-on", ""),
        ('jobs = "2"', "jobs", ""),
        ("jobs = 0", "jobs", ""),
        ("jobs = 1.5", "jobs", ""),
        ("jobs = true", "jobs", ""),
        ("jobs = [1]", "jobs", ""),
        ('require-complete = "yes"', "require-complete", ""),
        ("require-complete = 1", "require-complete", ""),
        ("period = 202403", "period", ""),
        ('period = "3月"', "period", "YYYY-MM"),
        ("period = 2024-03-01", "period", ""),
        ("profile = 1", "profile", ""),
        ("profile = [1]", "profile", ""),
        ("output = 1", "output", ""),
        ('lang = "fr"', "lang", "zh"),
        ("lang = 1", "lang", ""),
        ("[check.format]\nx = 1", "check.format", ""),
    ],
)
def test_a_mistake_names_file_and_key(run: Run, good: Path, folder: Path, content: str, key: str, hint: str) -> None:
    for name, text in ((OWN, content), ("pyproject.toml", _as_table(content))):
        put(folder, text, name)
        ran = run("check", good)
        assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1), ran.err
        assert name in ran.err
        assert key in ran.err
        assert hint in ran.err
        (folder / name).unlink()


def _as_table(content: str) -> str:
    """Move the settings into the table of pyproject.toml."""
    below = content.replace("[check", "[tool.preschool-metrics.check").replace(
        "[chekc", "[tool.preschool-metrics.chekc"
    )
    return below if below != content else f"[tool.preschool-metrics]\n{content}"


@pytest.mark.parametrize("content", ["not toml", "[[", "a = '\xe9"])
def test_what_is_no_toml_is_one_line(run: Run, good: Path, folder: Path, content: str) -> None:
    put(folder, content)
    ran = run("check", good)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert OWN in ran.err
    (folder / OWN).write_bytes(b"\xff\xfe")
    assert run("check", good).code == 3


@pytest.mark.parametrize("content", ["tool = 3 # preschool-metrics", "[tool]\npreschool-metrics = 3"])
def test_a_table_that_is_none_is_one_line(run: Run, good: Path, folder: Path, content: str) -> None:
    put(folder, content, "pyproject.toml")
    ran = run("check", good)
    assert (ran.code, ran.err.count("\n")) == (3, 1)


def test_a_file_that_is_not_there_is_one_line(run: Run, good: Path, folder: Path) -> None:
    for name in ("none.toml", str(folder)):
        ran = run("check", good, "--config", name)
        assert (ran.code, ran.err.count("\n")) == (3, 1)


def test_the_help_of_every_command_says_where_its_options_can_stand(run: Run) -> None:
    group = parser()
    assert set(group.commands) == set(COMMANDS)
    for command in group.commands.values():
        assert OWN in command.epilog
    assert OWN in run("check", "--help").out
