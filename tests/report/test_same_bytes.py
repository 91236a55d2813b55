"""The same returns give the same bytes in every format, from any folder, on any day, in any process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from preschool_metrics.report.batch import FORMATS

COMMAND = "from preschool_metrics.cli import main; main()"


def batch(returns: Path, out: Path, working: Path, **environment: str) -> dict[str, bytes]:
    """Run `report` in a process of its own and return every file it wrote."""
    arguments = [sys.executable, "-c", COMMAND, "report", os.path.relpath(returns, working), "--out", str(out), "-q"]
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    subprocess.run(arguments, check=True, cwd=working, env={**bare, **environment}, timeout=120)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_twice_the_same(month_folder: Path, tmp_path: Path) -> None:
    first = batch(month_folder, tmp_path / "one", month_folder.parent, PYTHONHASHSEED="1", TZ="Asia/Shanghai")
    elsewhere = tmp_path / "elsewhere" / "returns"
    shutil.copytree(month_folder, elsewhere)
    for path in elsewhere.rglob("*.xlsx"):
        os.utime(path, (0, 0))
    second = batch(elsewhere, tmp_path / "two", tmp_path, PYTHONHASHSEED="2", TZ="America/Lima", LANG="en_US.UTF-8")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert {name.rpartition(".")[2] for name in first} >= {*FORMATS}
