"""A parent that is killed leaves no worker behind, and whoever reads its output reads to the end."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from preschool_metrics import writing
from tests.faults.conftest import COMMAND, run_alone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers end with their chunk")
PATIENCE = 20.0


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, erring: Path) -> Path:
    """Return a folder of so many returns that a check of them can be caught at work."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(1500):
        shutil.copy(erring, folder / f"{number}.xlsx")
    return folder


def children(parent: int) -> set[int]:
    lists = Path(f"/proc/{parent}/task").glob("*/children")
    return {int(child) for each in lists for child in each.read_text().split()}


def awaited(parent: int, count: int) -> set[int]:
    end = time.monotonic() + PATIENCE
    while len(found := children(parent)) < count:
        assert time.monotonic() < end, "no workers"
        time.sleep(0.01)
    return found


def is_gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_no_worker_outlives_its_parent(many: Path, how: signal.Signals, jobs: int) -> None:
    command = [*COMMAND, "check", str(many), "--jobs", str(jobs), "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        workers = awaited(parent.pid, jobs)
        parent.send_signal(how)
        out, _ = parent.communicate(timeout=PATIENCE)  # comes to its end
    assert (parent.returncode, out) == (-how, b"")
    end = time.monotonic() + PATIENCE
    while not all(map(is_gone, workers)):
        assert time.monotonic() < end, "a worker is left"
        time.sleep(0.01)


def test_what_a_killed_writer_has_left_is_taken_away_by_the_next(tmp_path: Path, erring: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    stale, fresh, own = out / ".writing-abc123_x", out / ".writing-other", out / ".writings"
    for path in (stale, fresh, own):
        path.write_bytes(b"half")
    before = time.time() - 10_000
    os.utime(stale, (before, before))
    os.utime(own, (before, before))
    (out / ".writing-link").symlink_to(erring)
    os.utime(out / ".writing-link", (before, before), follow_symlinks=False)
    assert run_alone("annotate", erring, "--out", out, folder=tmp_path).code == 0
    assert sorted(path.name for path in out.iterdir()) == [".writing-link", ".writing-other", ".writings", "a.xlsx"]
    assert erring.is_file()


def test_a_writer_that_is_killed_leaves_no_half_file_under_a_final_name(tmp_path: Path) -> None:
    """Its hidden file is all that is there; it is not read as a return, and the next run completes the folder."""
    code = (
        "import os, signal\nfrom pathlib import Path\nfrom preschool_metrics import writing\n"
        "write = os.fdopen\n"
        "def dying(handle, mode):\n    file = write(handle, mode)\n    file.write(b'half')\n    file.flush()\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "os.fdopen = dying\nwriting.write_whole(Path('a.xlsx'), b'whole')\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".writing-")
    writing.write_whole(tmp_path / "a.xlsx", b"whole")
    assert (tmp_path / "a.xlsx").read_bytes() == b"whole"
    ran = run_alone("check", tmp_path, folder=tmp_path)
    assert "writing" not in ran.out + ran.err
