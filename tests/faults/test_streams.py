"""Standard streams that are closed or full: the verdict, or 3 and one line; never 4, and never 1 for a clean return."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.faults.conftest import COMMAND, run_alone

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="done with a POSIX shell")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return write(tmp_path / "a.xlsx")


@pytest.mark.parametrize("redirect", ["2>&-", ">&-", "<&-", "<&- >&- 2>&-"])
def test_a_file_is_written_as_ever_whichever_stream_is_closed(tmp_path: Path, clean: Path, redirect: str) -> None:
    for form in ("csv", "json", "text"):
        run_alone("check", clean, "-f", form, "-o", "usual", folder=tmp_path)
        ran = run_alone("check", clean, "-f", form, "-o", "closed", folder=tmp_path, redirect=redirect)
        assert (ran.code, ran.out) == (0, "")
        assert ran.err.count("\n") <= ("2>&-" not in redirect)  # what comes next, where anybody can hear it
        assert (tmp_path / "closed").read_bytes() == (tmp_path / "usual").read_bytes()


@pytest.mark.parametrize("arguments", ["check a.xlsx", "check a.xlsx -f json", "areas", "--help", "rules", "--version"])
@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
def test_an_answer_that_nobody_can_read_is_3_and_one_line(
    tmp_path: Path, clean: Path, arguments: str, redirect: str
) -> None:
    assert clean.exists()
    if not FULL.exists():
        pytest.skip("no /dev/full here")
    ran = run_alone(*arguments.split(), folder=tmp_path, redirect=redirect)
    assert (ran.code, ran.out) == (3, "")
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") == (arguments != "--version")


@pytest.mark.parametrize("redirect", ["2>&-", "2>/dev/full"])
def test_a_message_that_nobody_hears_changes_no_verdict(tmp_path: Path, clean: Path, redirect: str) -> None:
    if not FULL.exists():
        pytest.skip("no /dev/full here")
    assert run_alone("check", clean, "-f", "csv", folder=tmp_path, redirect=redirect).code == 0
    assert run_alone("check", "nowhere", folder=tmp_path, redirect=redirect).code == 3
    assert run_alone("check", folder=tmp_path, redirect=redirect).code == 2
    assert run_alone("annotate", clean, "-o", "out", folder=tmp_path, redirect=redirect).code == 0
    assert (tmp_path / "out" / "a.xlsx").is_file()


def test_a_reader_that_has_gone_is_not_told_of_findings(tmp_path: Path, clean: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    for form in ("text", "json"):
        command = [*COMMAND, "check", str(clean), "-f", form]
        ran = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60, cwd=tmp_path)
        assert (ran.returncode, ran.stderr) == (3, b"")
    os.close(writer)


def test_standard_output_by_its_name_is_written_to_and_stays(tmp_path: Path, clean: Path) -> None:
    usual = run_alone("check", clean, "-f", "csv", folder=tmp_path).out
    assert run_alone("check", clean, "-f", "csv", "-o", "/dev/stdout", folder=tmp_path).out == usual
    run_alone("check", clean, "-f", "csv", "-o", "/dev/stdout", folder=tmp_path, redirect="> led.csv")
    assert (tmp_path / "led.csv").read_bytes().decode() == usual
    assert Path("/dev/stdout").is_symlink()
