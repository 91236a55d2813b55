"""A return with findings, the command in a process of its own, and a disk that is soon full."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import kindergarten, run, write

__all__ = ["Ended", "erring", "hashes", "run", "run_alone", "small_disk"]

COMMAND = (sys.executable, "-m", "preschool_metrics")


class Ended(NamedTuple):
    """What a process came to."""

    code: int
    out: str
    err: str


def run_alone(
    *arguments: object, folder: Path, limit: int | None = None, redirect: str = "", before: str = ":"
) -> Ended:
    """Run the command in a folder.

    `limit` is the size that a file may have, `redirect` what a shell does to its streams, `before` what it does before.
    """
    words = [*COMMAND, *map(str, arguments)]
    shell = ["sh", "-c", f'{before}; exec "$@" {redirect}', "sh", *words]
    ran = subprocess.run(
        shell,
        capture_output=True,
        check=False,
        timeout=120,
        cwd=folder,
        env={**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1"},
        preexec_fn=(lambda: _limit(limit)) if limit else None,
    )
    return Ended(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def _limit(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder, links followed."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def erring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a return with an error, so that its annotated copy differs from it."""
    return write(tmp_path_factory.mktemp("erring") / "a.xlsx", kindergarten("甲幼儿园", "public", enrolled=91))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Yield a function that mounts a disk of so many KB."""
    place = tmp_path / "disk"
    place.mkdir()

    def mounted(size: int) -> Path:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(place)]
        if (
            sys.platform != "linux"
            or os.geteuid()
            or subprocess.run(mount, capture_output=True, check=False).returncode
        ):
            pytest.skip("no small disk can be mounted here")
        return place

    yield mounted
    if place.is_mount():
        subprocess.run(["umount", str(place)], check=True)
