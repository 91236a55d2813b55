import csv
import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from preschool_metrics.cli.output import colors, machine_language, text_language, write_whole
from preschool_metrics.errors import OutputError
from preschool_metrics.language import from_environment, speak
from tests.cli.conftest import Run, kindergarten, write

COMMAND = [sys.executable, "-m", "preschool_metrics"]
TITLE = {"zh": "公办园在园幼儿占比", "en": "Public share"}
ESCAPE = "\x1b"


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# --- formats and tables -----------------------------------------------------------------------------------


def test_text_is_the_default_format(run: Run, good: Path) -> None:
    ran = run("check", good)
    assert ran == run("check", good, "--format", "text")
    assert TITLE["zh"] in ran.out
    assert "曹子里镇" in ran.out


def test_csv_gives_the_findings_and_on_request_the_observations(run: Run, returns: Path) -> None:
    findings = rows(run("check", returns / "error.xlsx", "--format", "csv").out)
    assert [(each["code"], each["sheet"], each["cell"], each["value"]) for each in findings] == [
        ("PM301", "幼儿园名册", "G5", "91")
    ]
    observations = rows(run("check", returns / "error.xlsx", "--format", "csv", "--table", "observations").out)
    town = [each for each in observations if each["level"] == "town" and each["area"] == "曹子里镇"]
    assert [each["indicator"] for each in town][:3] == [
        "gross_enrollment_rate",
        "inclusive_coverage_rate",
        "public_share",
    ]
    assert {each["period"] for each in observations} == {"2024-03"}


def test_csv_holds_no_live_formula(run: Run, tmp_path: Path) -> None:
    hostile = kindergarten("=HYPERLINK(1)", "public", leave_time_winter=kindergarten("", "")["leave_time_summer"])
    path = write(
        tmp_path / "a.xlsx", hostile, kindergarten("@SUM(1)", "public"), kindergarten("+1", "public", places=-5)
    )
    for table in ("findings", "observations"):
        for row in rows(run("check", path, "--format", "csv", "--table", table).out):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_output_writes_to_the_file_what_else_goes_to_stdout(run: Run, good: Path, tmp_path: Path, form: str) -> None:
    printed = run("check", good, "--format", form).out
    path = tmp_path / "new folder" / "out"
    ran = run("check", good, "--format", form, "--output", path, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert path.read_bytes().decode("utf-8") == printed
    assert [each.name for each in path.parent.iterdir()] == ["out"], "no temporary file stays"


def test_output_replaces_a_file_and_keeps_to_the_umask(good: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old and much longer than nothing", encoding="utf-8")
    before = os.umask(0o027)
    try:
        run("check", good, "--format", "json", "--output", path)
    finally:
        os.umask(before)
    assert json.loads(path.read_text(encoding="utf-8"))["period"] == "2024-03"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_output_takes_a_device(run: Run, good: Path) -> None:
    ran = run("check", good, "--output", os.devnull, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_findings_still_decide_the_exit_code_when_a_file_is_written(run: Run, returns: Path, tmp_path: Path) -> None:
    ran = run("check", returns / "error.xlsx", "--format", "json", "--output", tmp_path / "out.json")
    assert ran.code == 1
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["findings"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.json"
    path.write_text("old", encoding="utf-8")

    def refuses(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuses)
    monkeypatch.setattr(os, "replace", refuses)
    with pytest.raises(OutputError, match="没有权限"):
        write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "old"


# --- languages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_speaks_the_language_asked_for(run: Run, returns: Path, language: str) -> None:
    other = "en" if language == "zh" else "zh"
    for arguments in (["--lang", language], [f"--lang={language}"]):
        ran = run("check", returns / "error.xlsx", *arguments)
        assert TITLE[language] in ran.out
        assert TITLE[other] not in ran.out
        assert ("add up to" in ran.out) == (language == "en")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_GB"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "en"),
        ({"LANG": "C.UTF-8"}, "zh"),
    ],
)
def test_text_speaks_the_language_of_the_environment(
    run: Run, good: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert from_environment() == language
    assert TITLE[language] in run("check", good).out


def test_machine_formats_are_chinese_whatever_the_environment(
    run: Run, returns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = returns / "error.xlsx"
    for form in ("json", "csv"):
        chinese = run("check", path, "--format", form).out
        monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
        assert run("check", path, "--format", form).out == chinese
        assert "各年龄班之和" in chinese
        english = run("check", path, "--format", form, "--lang", "en").out
        assert "add up to" in english
        assert "各年龄班之和" not in english
        monkeypatch.delenv("LC_ALL")


def test_the_language_of_a_format() -> None:
    speak("en")
    assert (machine_language(None), text_language(None)) == ("zh", "en")
    speak("zh")
    assert (machine_language("en"), text_language("en"), text_language(None)) == ("en", "en", "zh")


# --- the console ------------------------------------------------------------------------------------------


def test_colours_only_on_a_terminal_that_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert colors(stream_is_terminal=True)
    assert not colors(stream_is_terminal=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colors(stream_is_terminal=True)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not colors(stream_is_terminal=True)


@pytest.mark.parametrize("arguments", [["check"], ["rules"], ["areas"], ["explain", "PM301"]])
def test_no_escapes_where_the_output_is_no_terminal(
    run: Run, good: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    ran = run(*arguments, *([good] if arguments == ["check"] else []))
    assert ran.code == 0
    assert ESCAPE not in ran.out + ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
@pytest.mark.parametrize("no_color", [False, True])
def test_a_terminal_gets_its_width_and_colours_unless_it_refuses_them(good: Path, *, no_color: bool) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 90, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
    environment = {**environment, "NO_COLOR": "1"} if no_color else environment
    process = subprocess.Popen([*COMMAND, "check", str(good)], stdout=theirs, stderr=subprocess.PIPE, env=environment)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # Linux reports the end of a terminal as an error
        pass
    os.close(ours)
    _, err = process.communicate(timeout=60)
    text = shown.decode("utf-8").replace("\r\n", "\n")
    assert process.returncode == 0
    assert "退出码 0" in err.decode(), "the line that says what to do next is no part of the document"
    assert "曹子里镇" in text
    assert (ESCAPE in text) == (not no_color)
    if no_color:
        from rich.cells import cell_len

        assert 60 < max(map(cell_len, text.splitlines())) <= 90


def test_a_gbk_console_gets_text_it_can_show_and_json_as_utf_8(returns: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0", "LC_ALL": "zh_CN.GBK"}
    command = [*COMMAND, "check", str(returns / "error.xlsx")]
    ran = subprocess.run(command, capture_output=True, env=environment, check=False, timeout=60)
    assert ran.returncode == 1
    assert "退出码 1：有错误" in ran.stderr.decode("gbk")
    assert TITLE["zh"] in ran.stdout.decode("gbk")
    assert "?" not in ran.stdout.decode("gbk")
    ran = subprocess.run([*command, "--format", "json"], capture_output=True, env=environment, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert json.loads(ran.stdout.decode("utf-8"))["findings"][0]["cell"] == "G5"


def test_what_an_ascii_console_cannot_show_is_replaced_in_messages_too(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [*COMMAND, "check", str(tmp_path / "没有.xlsx")]
    ran = subprocess.run(command, capture_output=True, env=environment, check=False, timeout=60)
    assert (ran.returncode, ran.stdout) == (3, b"")
    assert ran.stderr.count(b"\n") == 1
    assert b"Traceback" not in ran.stderr


def test_messages_go_to_stderr_and_quiet_leaves_them_out(run: Run, tmp_path: Path) -> None:
    said = run("form", "--area", "曹子里镇", "--period", "2024-03", "--out", tmp_path / "a.xlsx")
    assert (said.code, said.out) == (0, "")
    assert "a.xlsx" in said.err
    quiet = run("form", "--area", "曹子里镇", "--period", "2024-03", "--out", tmp_path / "b.xlsx", "--quiet")
    assert quiet == (0, "", "")


def test_no_progress_bar_where_nobody_watches(run: Run, returns: Path) -> None:
    assert run("check", returns / "months").err.count("\n") == 1, "what to do next, and nothing else"
    assert run("check", returns / "months", "--quiet").err == ""
