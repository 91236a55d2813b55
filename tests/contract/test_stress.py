"""Every return that lies beside the checkout, odd or plain: no crash, no hang, no stray file, and one verdict on each.

The commands are run by the tool that came with the returns; the verdicts are compared where they are made.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from preschool_metrics.read import Limits, Source, find_sources
from preschool_metrics.validate import Validated
from preschool_metrics.workflow.files import examine_all

SHARED = Path(__file__).parents[3] / "shared"
TOOL = SHARED / "tools" / "stress.py"
FOLDERS = [
    path for name in ("odd", "odd/faults", "returns", "returns-2", "layouts") if (path := SHARED / name).is_dir()
]
PROFILES = ("wuqing-2023",)
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods", ".fods", ".csv", ".html", ".xml", ".mht")
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not FOLDERS, reason=f"no returns lie beside the checkout ({SHARED})")


def sources() -> list[Source]:
    paths = [path for folder in FOLDERS for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES]
    return [source for source in find_sources(paths) if not source.skipped]


def examined(every: Sequence[Source], *, jobs: int = 1) -> list[Validated]:
    return list(examine_all(every, PROFILES, "2024-03", jobs, Limits(), None))


@pytest.mark.skipif(sys.platform == "win32", reason="the tool wants POSIX")
def test_no_return_breaks_a_command() -> None:
    program = f"env PYTHONPATH={ROOT} {sys.executable} -m tests.contract.commands {{file}} {{out}}"
    roots = [word for folder in FOLDERS for word in ("--root", str(folder)) if folder.name != "faults"]
    ran = subprocess.run(
        [
            sys.executable,
            TOOL,
            "--cmd",
            program,
            *roots,
            "--timeout",
            "60",
            "--mem-mb",
            "2048",
            "--ok-exit",
            "0,1,2,3",
            "--filter",
            r"\.\w+$",
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " bad=0 " in ran.stdout


def test_the_verdict_on_a_file_is_the_same_alone_and_in_the_batch() -> None:
    every = sources()
    assert len(every) > 20
    batch = examined(every, jobs=2)
    for source, together in zip(every, batch, strict=True):
        (alone,) = examined([source])
        assert alone == together, source.label
