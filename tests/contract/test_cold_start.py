"""What a start imports: the difference between 20 and 50 times a bare Python (performance.md)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import write

HEAVY = {"pandas", "numpy", "highspy", "jinja2", "docxtpl", "openpyxl", "xlsxwriter", "xlrd", "rich"}
CLI = HEAVY | {"typer", "click", "pydantic"}
# The command ends its process at once, so what was imported is written down before it may.
WATCH = """
import os, sys
def leave(code):
    sys.stderr.write("\\n" + " ".join(sorted({name.partition(".")[0] for name in sys.modules})))
    sys.stderr.flush()
    leaves(code)
leaves, os._exit, parent = os._exit, leave, os.getpid()
from preschool_metrics.cli import main
sys.argv = ["preschool-metrics", *sys.argv[1:]]
try:
    main()
finally:
    leave(0)
"""


def started(*arguments: str, watch: str = WATCH) -> tuple[str, set[str]]:
    """Run the command and return its output and the packages that its process imported."""
    command = [sys.executable, "-X", "utf8", "-c", watch, *arguments]
    # As a user starts it: coverage, where the tests run under it, would import much of its own.
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    ran = subprocess.run(command, capture_output=True, check=False, timeout=60, env=bare)
    return ran.stdout.decode("utf-8"), set(ran.stderr.decode("utf-8").splitlines()[-1].split())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write(tmp_path_factory.mktemp("small") / "a.xlsx"))


def test_a_check_of_one_return_imports_nothing_heavy(small: str) -> None:
    out, imported = started("check", small, "--format", "json")
    assert json.loads(out)["coverage"]["received"] == 1
    assert "pydantic" in imported
    assert imported & HEAVY == set()


def test_a_check_in_text_adds_rich_and_nothing_else(small: str) -> None:
    out, imported = started("check", small)
    assert "曹子里镇" in out
    assert imported & HEAVY == {"rich"}


def test_a_check_into_a_pipe_needs_no_console(small: str) -> None:
    watched = WATCH.replace('name.partition(".")[0] for', "name for")
    _, imported = started("check", small, watch=watched)
    assert "rich.text" in imported
    assert "rich.console" not in imported


def test_the_version_imports_neither_typer_nor_pydantic() -> None:
    out, imported = started("--version")
    assert out.startswith("preschool-metrics ")
    assert imported & (CLI | {"typing", "logging", "email", "importlib_metadata"}) == set()


def test_the_package_alone_is_light() -> None:
    code = "import sys; before = set(sys.modules); import preschool_metrics; print(*(set(sys.modules) - before))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60)
    own = {"preschool_metrics", "preschool_metrics._version"}
    assert {name.partition(".")[0] for name in set(ran.stdout.split()) - own} & CLI == set()


def test_a_profile_and_the_rules_need_no_reader() -> None:
    for arguments in (["profiles"], ["rules", "--format", "json"]):
        _, imported = started(*arguments)
        assert imported & (HEAVY - {"rich"}) == set()


def test_the_command_of_the_project_is_this_one() -> None:
    command = Path(sys.executable).with_name("preschool-metrics")
    if not command.exists():
        pytest.skip("the project is not installed beside this Python")
    ran = subprocess.run([command, "--version"], capture_output=True, check=True, text=True, timeout=60)
    assert ran.stdout == started("--version")[0]


def test_the_clauses_are_read_only_when_somebody_asks(small: str) -> None:
    watched = WATCH.replace('name.partition(".")[0] for', "name for")
    _, imported = started("check", small, "--format", "json", watch=watched)
    assert not any(name.endswith(".clauses") for name in imported)
    _, imported = started("clauses", watch=watched)
    assert "preschool_metrics.model.clauses" in imported
