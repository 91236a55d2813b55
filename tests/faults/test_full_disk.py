"""A disk that takes no more, a name that it does not take: what is missing is listed in one line, and nothing is half there."""

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write
from tests.faults.conftest import run_alone

PERIOD = ("--period", "2024-03")
unlimited = pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")


def whole(folder: Path) -> list[str]:
    """Return the files below a folder, all of them workbooks or reports that are whole."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    assert [path for path in files if path.name.startswith(".")] == [], "no temporary file stays"
    for path in files:
        assert path.stat().st_size
        if path.suffix in {".xlsx", ".docx"}:
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None
    return [path.relative_to(folder).as_posix() for path in files]


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """Return the folder of a month with three returns."""
    for area in ("曹子里镇", "梅厂镇", "大良镇"):
        write(tmp_path / "returns" / "2024-03" / f"{area}.xlsx", area=area)
    return tmp_path / "returns"


@pytest.mark.parametrize("command", ["annotate", "form", "demo", "report"])
def test_a_full_disk_leaves_whole_files_and_one_line_that_lists_the_others(
    run: Run, returns: Path, small_disk: Callable[[int], Path], command: str
) -> None:
    out = small_disk(28 if command == "annotate" else 100) / "out"
    arguments: dict[str, tuple[object, ...]] = {
        "annotate": ("annotate", returns, "--out", out),
        "form": ("form", "--all", *PERIOD, "--out", out),
        "demo": ("demo", out),
        "report": ("report", returns, "--out", out, "--to", "xlsx,docx", "--quiet"),
    }
    ran = run(*arguments[command])
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "磁盘已满" in ran.err
    for name in whole(out):
        assert f"/{name}" not in ran.err
    listed = ran.err.count(".xlsx") + ran.err.count(".docx") + ran.err.count("manifest.json")
    assert ran.err.startswith(f"有 {listed} 个文件没有写出")


@unlimited
def test_a_limit_on_the_size_of_files_does_the_same(tmp_path: Path, returns: Path) -> None:
    out = tmp_path / "out"
    for arguments in (
        ("annotate", returns, "--out", out / "a"),
        ("form", "--all", *PERIOD, "--out", out / "f"),
        ("report", returns, "--out", out / "r", "--quiet"),
        ("check", returns, "--format", "json", "--output", out / "check.json"),
        ("templates", "export", out / "t"),
    ):
        ran = run_alone(*arguments, folder=tmp_path, limit=2000)
        assert (ran.code, ran.err.count("\n")) == (3, 1), arguments
        assert "too large for the disk" in ran.err
    assert [name for name in whole(out) if name.endswith((".xlsx", ".docx"))] == []


def test_a_second_run_completes_what_the_full_disk_left_out(run: Run, returns: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run_alone("report", returns, "--out", out, "--to", "md,json", "--quiet", folder=tmp_path, limit=20_000)
    assert ran.code == 3
    assert not (out / "2024-03" / "data.json").exists()
    assert run("report", returns, "--out", out, "--to", "md,json", "--quiet").code == 0
    assert (out / "2024-03" / "data.json").exists()


def test_a_name_that_is_too_long_does_not_stop_the_other_returns(run: Run, tmp_path: Path) -> None:
    """The workbook beside an unreadable file is called after it, and may so be called too long."""
    write(tmp_path / "in" / "z.xlsx")
    long = tmp_path / "in" / f"{'长' * 83}a.xls"
    assert len(long.name.encode()) > 250
    long.write_bytes(b"no workbook")
    ran = run("annotate", tmp_path / "in", "--out", tmp_path / "out")
    assert whole(tmp_path / "out") == ["z.xlsx"]
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "文件名太长" in ran.err


def test_towns_with_long_or_like_names_have_a_form_each(run: Run, tmp_path: Path) -> None:
    from preschool_metrics.forms.form import write_forms
    from tests.cli.conftest import WUQING

    names = ("长" * 90 + "甲镇", "长" * 90 + "乙镇", "a/b镇", "a?b镇")
    areas = tuple(WUQING.areas[0].model_copy(update={"name": name, "code": f"12{at}"}) for at, name in enumerate(names))
    profile = WUQING.model_copy(update={"areas": areas})
    written = list(write_forms(tmp_path, profile=profile, period="2024-03"))
    assert len({path.name.lower() for path in written}) == 4
    assert len(whole(tmp_path)) == 4
    assert run("check", written[0], "--fail-on", "never").code == 0


def test_what_is_in_the_way_stops_only_itself(run: Run, tmp_path: Path, returns: Path) -> None:
    (tmp_path / "out" / "2024-03" / "大良镇.xlsx").mkdir(parents=True)
    ran = run("annotate", returns, "--out", tmp_path / "out", "--force")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "大良镇.xlsx" in ran.err
    assert whole(tmp_path / "out") == ["2024-03/曹子里镇.xlsx", "2024-03/梅厂镇.xlsx"]
