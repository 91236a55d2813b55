"""No link in an output folder lets an original be overwritten, whatever is asked."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.faults.conftest import hashes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets not everybody make links")
LINKS: dict[str, Callable[[Path, Path], None]] = {
    "hard": lambda original, link: link.hardlink_to(original),
    "symbolic": lambda original, link: link.symlink_to(original),
    "relative": lambda original, link: link.symlink_to(os.path.relpath(original, link.parent)),
}
PERIOD = ("--period", "2024-03")


@pytest.fixture
def precious(tmp_path: Path, erring: Path) -> Path:
    """Return an original outside the output folder."""
    path = tmp_path / "originals" / "a.xlsx"
    path.parent.mkdir()
    path.write_bytes(erring.read_bytes())
    return path


def commands(precious: Path, out: Path) -> dict[str, tuple[tuple[object, ...], Path]]:
    """Return each command that writes, and a file that it writes."""
    return {
        "annotate": (("annotate", precious, "--out", out), out / "a.xlsx"),
        "form": (("form", "--area", "曹子里镇", *PERIOD, "--out", out / "b.xlsx"), out / "b.xlsx"),
        "form of the district": (("form", "--district", *PERIOD, "--out", out / "b.xlsx"), out / "b.xlsx"),
        "forms": (("form", "--all", *PERIOD, "--out", out), out / "曹子里镇.xlsx"),
        "demo": (("demo", out), out / "returns/2023-04/曹子里镇.xlsx"),
        "report": (("report", precious, "--to", "md", "--out", out), out / "2024-03/towns/曹子里镇.md"),
        "manifest": (("report", precious, "--to", "md", "--out", out), out / "2024-03/manifest.json"),
        "templates": (("templates", "export", out), out / "md/town.md.j2"),
        "output": (("check", precious, "--output", out / "x.txt"), out / "x.txt"),
    }


QUICK = [name for name in commands(Path(), Path()) if name != "demo"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("name", QUICK)
def test_a_link_is_replaced_or_refused_and_never_followed(
    run: Run, tmp_path: Path, precious: Path, name: str, kind: str, force: bool
) -> None:
    arguments, written = commands(precious, tmp_path / "out")[name]
    written.parent.mkdir(parents=True)
    original = precious.with_name("other.bin") if name == "output" else precious
    original.touch()
    LINKS[kind](original, written)
    before = hashes(precious.parent)
    ran = run(*arguments, *(["--force"] if force and name != "output" else []))
    assert hashes(precious.parent) == before
    assert ran.code in {0, 1, 3}
    assert "Traceback" not in ran.err
    if force:
        assert not written.is_symlink()
        assert not written.samefile(original)


@pytest.mark.parametrize("name", ["annotate", "form", "forms", "templates"])
def test_a_link_that_leads_nowhere_is_something_that_is_there(
    run: Run, tmp_path: Path, precious: Path, name: str
) -> None:
    arguments, written = commands(precious, tmp_path / "out")[name]
    written.parent.mkdir(parents=True)
    written.symlink_to(tmp_path / "nowhere")
    ran = run(*arguments)
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "--force" in ran.err
    assert not (tmp_path / "nowhere").exists()


def test_a_report_does_not_follow_a_link_that_leads_nowhere(run: Run, tmp_path: Path, precious: Path) -> None:
    arguments, written = commands(precious, tmp_path / "out")["report"]
    written.parent.mkdir(parents=True)
    written.symlink_to(tmp_path / "nowhere")
    assert run(*arguments).code == 1
    assert written.is_symlink()
    assert run(*arguments, "--force").code == 0
    assert not (tmp_path / "nowhere").exists()


def test_no_folder_below_the_output_leads_elsewhere(run: Run, tmp_path: Path, precious: Path) -> None:
    """Else the demo would write its returns over those that its folder `returns` is a link to."""
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    out.mkdir()
    (out / "2024-03").symlink_to(elsewhere)
    ran = run("report", precious, "--to", "md", "--out", out, "--force")
    assert (ran.code, list(elsewhere.iterdir())) == (3, [])
    assert "途中的文件夹是链接" in ran.err
    (out / "returns").symlink_to(elsewhere)
    assert run("demo", out, "--force", "--quiet").code == 3
    assert list(elsewhere.iterdir()) == []


def test_the_output_folder_itself_may_be_a_link(run: Run, tmp_path: Path, precious: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    assert run("annotate", precious, "--out", tmp_path / "out").code == 0
    assert (tmp_path / "real" / "a.xlsx").is_file()


def test_a_return_that_is_read_through_a_link_is_not_written_over_where_it_lies(
    run: Run, tmp_path: Path, precious: Path
) -> None:
    link = tmp_path / "a.xlsx"
    link.symlink_to(precious)
    before = hashes(precious.parent)
    ran = run("annotate", link, "--out", precious.parent, "--force")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "本身就是报表" in ran.err
    assert hashes(precious.parent) == before


def test_a_device_stays_a_device(run: Run, tmp_path: Path, precious: Path) -> None:
    """A rename by root would replace /dev/null, and /dev/stdout where it leads to a file."""
    if os.geteuid():
        pytest.skip("only root could do harm")
    null = tmp_path / "null"
    os.mknod(null, 0o666 | 0o020000, os.makedev(1, 3))
    assert run("check", precious, "--output", null).code == 1
    assert null.is_char_device()


def test_a_pipe_that_nobody_reads_is_refused_and_not_waited_for(run: Run, tmp_path: Path, precious: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = run("check", precious, "--output", tmp_path / "pipe")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert (tmp_path / "pipe").is_fifo()
