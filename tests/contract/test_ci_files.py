"""What CI servers read of us: the files at the root, and that every option named there and in the pages exists."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from preschool_metrics.cli.app import parser
from preschool_metrics.cli.settings import options_of
from preschool_metrics.read import WORKBOOKS
from tests.cli.conftest import kindergarten, write

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh.md",
    ROOT / "docs/ci.md",
    ROOT / "docs/check.md",
    ROOT / "docs/report.md",
    ROOT / "docs/annotate.md",
    ROOT / "docs/layout.md",
    ROOT / "docs/settings.md",
    ROOT / "docs/reading.md",
]
OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")
OTHERS = {"user", "dev", "examples", "quick", "only", "show"}  # of pip, and of our own make, bench and accuracy


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def known_options() -> set[str]:
    group = parser()
    return {*options_of(group), *(option for each in group.commands.values() for option in options_of(each)), "help"}


def test_every_dependency_says_its_lowest_version_as_make_lowest_reads_it() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    pattern = re.search(r"sed -n 's/(.*?)/", text("Makefile"))
    assert pattern
    rule = re.compile(pattern[1].replace(r"\(", "(").replace(r"\)", ")"), re.MULTILINE)
    found = {f"{name}>={version}" for name, version in rule.findall(text("pyproject.toml"))}
    stated = {*project["project"]["dependencies"], *project["build-system"]["requires"]}
    assert {each.partition(",")[0] for each in stated} - found == set()


def script() -> str:
    """Return the shell script of the action's check."""
    step = text("action.yml").partition("- id: check")[2].partition("run: |\n")[2].partition("\n\n    - name")[0]
    return "\n".join(line.removeprefix(" " * 8) for line in step.splitlines())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_that_a_page_names_exists(page: Path) -> None:
    named = set(OPTION.findall(page.read_text(encoding="utf-8")))
    assert named - known_options() - OTHERS == set()


def test_every_option_of_the_action_is_one_of_check() -> None:
    named = set(OPTION.findall(script()))
    assert {"format", "output", "summary", "baseline", "fail-on", "help-uri"} <= named
    assert named - {*options_of(parser().commands["check"]), "config"} == set()


def test_every_input_of_the_action_is_described_and_used() -> None:
    action = text("action.yml")
    inputs = re.findall(
        r"^  ([a-z-]+):\n    description: \S", action.partition("\ninputs:")[2].partition("\noutputs:")[0], re.MULTILINE
    )
    assert len(inputs) == 11
    for name in inputs:
        assert f"inputs.{name}" in action.partition("\nruns:")[2]


def test_the_actions_that_it_uses_are_pinned_to_a_commit_or_a_major_version() -> None:
    used = re.findall(r"uses: (\S+)", text("action.yml"))
    assert [name.partition("@")[0] for name in used] == ["actions/setup-python", "github/codeql-action/upload-sarif"]
    assert all(re.fullmatch(r"[\w/-]+@(?:v\d+|[0-9a-f]{40})", name) for name in used)


def test_what_a_caller_writes_is_never_part_of_a_script() -> None:
    for step in text("action.yml").split("run: ")[1:]:
        assert "${{" not in step.partition("\n\n")[0]


@pytest.mark.skipif(sys.platform == "win32", reason="the script is for bash")
@pytest.mark.parametrize(("paths", "code"), [("good 1.xlsx\n", 0), ("bad.xlsx\ngood 1.xlsx", 1), ("none", 3)])
def test_the_script_of_the_action_runs(tmp_path: Path, paths: str, code: int) -> None:
    write(tmp_path / "good 1.xlsx")
    write(tmp_path / "bad.xlsx", kindergarten("甲幼儿园", "public", enrolled=91), area="陈咀镇")
    given = {
        "PATHS": paths,
        "PROFILES": "wuqing-2023\n",
        "LANGUAGE_OF_MESSAGES": "zh",
        "RULES": "https://example.org/rules/{code}.md",
    }
    empty = dict.fromkeys(("PERIOD", "FAIL_ON", "BASELINE", "LAYOUT", "CONFIG"), "")
    places = {
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "page"),
        "GITHUB_OUTPUT": str(tmp_path / "out"),
    }
    environment = {**os.environ, "PYTHON": sys.executable, "PYTHONUTF8": "1", **given, **empty, **places}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script()]
    ran = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    assert ran.returncode == (code if code > 1 else 0), ran.stderr.decode()
    assert f"exit-code={code}" in (tmp_path / "out").read_text(encoding="utf-8")
    if code <= 1:
        assert (tmp_path / "page").read_text(encoding="utf-8").startswith("## ")
        assert "https://example.org/rules/PM301.md" in (tmp_path / "preschool-metrics.sarif").read_text(
            encoding="utf-8"
        )


def test_the_hook_checks_the_workbooks_of_a_commit() -> None:
    hook = text(".pre-commit-hooks.yaml")
    assert re.search(r"^  entry: preschool-metrics check( --[a-z-]+)*$", hook, re.MULTILINE)
    named = re.search(r"^  files: (.+)$", hook, re.MULTILINE)
    assert named
    files = re.compile(named[1])
    for suffix in (".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods"):
        assert suffix in WORKBOOKS | {".csv", ".tsv"}
        assert files.search(f"returns/2024-03/曹子里镇{suffix}")
        assert files.search(f"A{suffix.upper()}")
    assert not files.search("a.xlsx.txt")
    assert set(OPTION.findall(hook)) <= set(options_of(parser().commands["check"]))


# --- shell completion -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("preschool-metrics ch", {"check"}),
        ("preschool-metrics diff --fa", {"--fail-on"}),
        ("preschool-metrics check --format ", {"text", "json", "csv", "sarif", "junit", "github", "gitlab"}),
        ("preschool-metrics check --sarif-profile s", {"strict"}),
    ],
)
def test_a_shell_completes_commands_options_and_their_values(words: str, offered: set[str]) -> None:
    # Commands are imported when they are asked for: for completion there is none in the arguments yet.
    asked = {"_PRESCHOOL_METRICS_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    command = Path(sys.executable).with_name("preschool-metrics")
    if not command.exists():
        pytest.skip("the project is not installed beside this Python")
    ran = subprocess.run(
        [command], env={**os.environ, **asked}, capture_output=True, check=False, text=True, timeout=60
    )
    assert set(ran.stdout.split()) == offered
