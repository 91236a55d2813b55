"""What is asked for may be anything: a usage error, nothing to do, or the verdict; never an internal error, never a hang."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write
from tests.faults.conftest import run_alone

NESTED = "[" * 100_000
CONTENT = {
    "nested": f"a = {NESTED}",
    "digits": f"a = {'1' * 5000}",
    "dots": f"{'a.' * 50_000}b = 1",
    "float": "a = 1e99999999",
    "nan": "a = nan",
    "long": "# " + "x" * 2_000_000,
    "bytes": "a = \udcff",
}
OPTIONS = ("--config", "--layout", "--bounds", "--profile")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return write(tmp_path / "a.xlsx")


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("name", CONTENT)
def test_no_file_of_settings_is_too_much(run: Run, tmp_path: Path, clean: Path, name: str, option: str) -> None:
    path = tmp_path / f"{name}.toml"
    path.write_text(CONTENT[name], encoding="utf-8", errors="surrogateescape")
    ran = run("check", clean, option, path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert path.name in ran.err


@pytest.mark.parametrize("content", [NESTED, f'{{"schema_version": {"1" * 5000}}}'])
def test_no_earlier_run_is_too_much(run: Run, tmp_path: Path, clean: Path, content: str) -> None:
    (tmp_path / "old.json").write_text(content, encoding="utf-8")
    for arguments in (("diff", tmp_path / "old.json", tmp_path / "old.json"), ("check", clean, "--baseline", tmp_path / "old.json")):  # fmt: skip
        ran = run(*arguments)
        assert (ran.code, ran.err.count("\n")) == (3, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--margin", "1e99999999%"),
        ("--margin", "1e-99999999"),
        ("--margin", "1/3"),
        ("--margin", "9" * 5000),
        ("--max-size", "9" * 5000),
        ("--max-seconds", "99999999999999"),
        ("--period", "99999999999-01"),
        ("--jobs", "9" * 5000),
    ],
    ids=str,
)
def test_no_number_is_too_much(run: Run, clean: Path, arguments: tuple[str, str]) -> None:
    ran = run("check", clean, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [("--jobs", "99999999999"), ("--max-memory", "99999999999999999999"), ("--max-cells", "9" * 30), ("--margin", "10 %"), ("--margin", ".5")])  # fmt: skip
def test_a_number_that_only_allows_much_changes_no_verdict(run: Run, clean: Path, arguments: tuple[str, str]) -> None:
    assert run("check", clean, *arguments).code == 0


@pytest.mark.parametrize("name", ["x" * 300, "x" * 5000, "folder/" * 2000])
@pytest.mark.parametrize("command", ["check", "inspect", "annotate"])
def test_no_name_is_too_much(run: Run, tmp_path: Path, command: str, name: str) -> None:
    ran = run(command, name, *(["--out", tmp_path] if command == "annotate" else []))
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("command", ["check", "inspect", "annotate"])
def test_a_pipe_or_a_device_is_no_return_and_is_not_waited_for(run: Run, tmp_path: Path, command: str) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    for path in (tmp_path / "pipe.xlsx", Path("/dev/zero"), Path("/dev/tty")):
        if path.exists():
            ran = run(command, path, *(["--out", tmp_path / "out", "--force"] if command == "annotate" else []))
            assert ran.code == (0 if command == "annotate" else 1)
            assert "是管道或设备" in ran.out or command == "annotate"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a folder go that is worked in")
@pytest.mark.parametrize(
    "arguments", ["check {}", "check {} -f sarif", "check a.xlsx", "report {} --out out", "annotate {} --out out", "form --all --period 2024-03 --out out", "areas", "--version"]
)  # fmt: skip
def test_a_working_folder_that_is_gone(tmp_path: Path, clean: Path, arguments: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    words = [word.format(clean) for word in arguments.split()]
    ran = run_alone(*words, folder=gone, before=f"rmdir '{gone}'")
    assert ran.code in {0, 3}
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") == (ran.code == 3)
    assert not (tmp_path / "out").exists()
