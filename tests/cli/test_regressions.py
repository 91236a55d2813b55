"""What was wrong once: each case with its smallest example."""

import ast
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.errors import OutputError, UnreadableWorkbookError
from preschool_metrics.workflow.assess import assess, read_return
from tests.cli.conftest import Run, kindergarten, write

SOURCES = Path(load_profile.__code__.co_filename).parents[1]
STAFFING = SOURCES / "catalogue/profiles/staffing-2013.toml"
DAMAGED = b"PK\x03\x04 cut off"
COMMAND = [sys.executable, "-m", "preschool_metrics"]


def document(run: Run, *arguments: object) -> tuple[int, dict[str, Any]]:
    ran = run("check", *arguments, "--format", "json")
    return ran.code, json.loads(ran.out)


def test_an_output_that_is_the_profile_is_2(run: Run, good: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(STAFFING.read_bytes())
    run("check", good, "--profile", own, "--output", own)
    assert own.read_bytes() == STAFFING.read_bytes()


def test_an_internal_error_is_one_short_line(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from preschool_metrics.cli import check

    def fails(*_arguments: object, **_options: object) -> None:
        ("x" * 100_000 + "\udcff").encode()

    monkeypatch.setattr(check, "assess", fails)
    assert len(run("check", good).err) < 1000


def test_the_order_of_the_paths_changes_nothing(run: Run, tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.xlsx"), write(tmp_path / "b.xlsx", area="杨村街道")
    assert run("check", two, one, "--format", "json") == run("check", one, two, "--format", "json")


def test_the_order_of_two_returns_of_a_town_changes_nothing(run: Run, tmp_path: Path) -> None:
    paths = [write(tmp_path / "a.xlsx"), write(tmp_path / "b.xlsx"), write(tmp_path / "c.xlsx", area="杨村街道")]
    assert run("check", *reversed(paths), "--format", "json") == run("check", *paths, "--format", "json")


def test_a_profile_without_a_register_has_the_same_order_of_areas(run: Run, tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.xlsx"), write(tmp_path / "b.xlsx", area="杨村街道")
    arguments = ("--profile", "national-2020", "--format", "csv", "--table", "observations")
    assert run("check", two, one, *arguments) == run("check", one, two, *arguments)


@pytest.mark.parametrize(
    "command", [["rules"], ["indicators"], ["profiles"], ["areas"], ["explain", "PM301"], ["explain", "public_share"]]
)
def test_json_is_the_same_whatever_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    chinese = run(*command, "--format", "json").out
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert run(*command, "--format", "json").out == chinese


def test_explain_of_a_requirement_does_not_call_sites_children(run: Run, good: Path) -> None:
    ran = run("explain", "曹子里镇", "health_staff_requirement", good, "--profile", "staffing-2013")
    assert "2 = 在园幼儿数" not in ran.out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain_prints_only_what_gbk_holds(run: Run, good: Path, language: str) -> None:
    for what in (["public_share"], ["曹子里镇", "public_share", good]):
        assert run("explain", *what, "--lang", language).out.encode("gbk")


def test_a_terminal_that_does_not_know_its_width_shows_lists() -> None:
    import pty

    ours, theirs = pty.openpty()  # 0 columns, as in script, expect and some containers
    process = subprocess.Popen([*COMMAND, "rules"], stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:
        pass
    os.close(ours)
    process.wait(timeout=30)
    assert b"PM301" in shown


def test_a_closed_stdout_gives_no_traceback(good: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", '"$0" -m preschool_metrics check "$1" >&-', sys.executable, str(good)],
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in ran.stderr


def test_a_profile_that_changed_is_read_anew(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(STAFFING.read_bytes())
    before = load_profile(str(own))
    own.write_text(
        STAFFING.read_text(encoding="utf-8").replace('id = "staffing-2013"', 'id = "other"'), encoding="utf-8"
    )
    assert load_profile(str(own)).id == "other" != before.id


def test_a_profile_that_asks_for_a_rule_that_there_is_not_is_refused(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        STAFFING.read_text(encoding="utf-8").replace("basis =", 'rules = ["PM999"]\nbasis ='), encoding="utf-8"
    )
    assert run("profiles", own).code == 3


def test_a_profile_given_twice_counts_once(run: Run, good: Path) -> None:
    twice = run("check", good, "--profile", "wuqing-2023", "--profile", "wuqing-2023", "--format", "json").out
    observations = [json.dumps(each) for each in json.loads(twice)["observations"]]
    assert len(set(observations)) == len(observations)


def test_too_large_names_the_limit_that_was_exceeded(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "ratio.xlsx"
    path.write_bytes(good.read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image.bin", b"\0" * 20_000_000)
    (finding,) = assess([path]).findings
    actual, allowed = (int(part) for part in __import__("re").findall(r"\d+", finding.message.zh)[:2])
    assert actual > allowed, finding.message.zh


def test_every_limit_that_a_message_names_is_an_option(run: Run) -> None:
    limits = [
        keyword.value.value
        for path in (SOURCES / "read").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "limit" and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
    ]
    assert [each for each in limits if f"--{each}" not in run("check", "--help").out] == []


def test_a_missing_return_names_its_month(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(DAMAGED)
    _, read = document(run, tmp_path, "--require-complete")
    assert not [each["message"] for each in read["findings"] if "None" in each["message"]]


def test_the_error_of_an_unreadable_workbook_says_what_is_wrong(tmp_path: Path) -> None:
    """`str(error)` is one line that says what to do."""
    (tmp_path / "a.xlsx").write_bytes(DAMAGED)
    with pytest.raises(UnreadableWorkbookError) as raised:
        read_return(tmp_path / "a.xlsx")
    assert "a.xlsx" in str(raised.value)


def test_assess_takes_a_profile_as_the_design_says(good: Path) -> None:
    assert assess([good], profile="wuqing-2023").period == "2024-03"


def test_a_single_path_is_one_path(good: Path) -> None:
    assert assess(str(good)).period == "2024-03"


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from preschool_metrics.cli.output import write_whole

    def refuses(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuses)
    with pytest.raises(OutputError):
        write_whole(tmp_path / "out.json", "new")
    assert list(tmp_path.iterdir()) == []


def test_the_last_language_counts(run: Run, good: Path) -> None:
    assert run("check", good, "--lang", "zh", "--lang", "en") == run("check", good, "--lang", "en")


@pytest.mark.parametrize("month", ["２０２４-03", "2024年3月", "2024.3", "202403", "2024-3", "2024/03"])
def test_a_month_is_taken_as_people_write_it(run: Run, good: Path, month: str) -> None:
    assert run("check", good, "--period", month) == run("check", good, "--period", "2024-03")


def test_a_form_for_a_folder_says_so(run: Run, tmp_path: Path) -> None:
    ran = run("form", "--area", "曹子里镇", "--period", "2024-03", "--out", tmp_path)
    assert "--force" not in ran.err, "it does not write over a folder"


def test_a_large_process_can_assess(good: Path) -> None:
    """RLIMIT_AS of the forked child counts the address space that it inherits: a notebook with pandas and torch has more than 4 GiB."""
    code = (
        "import mmap, sys; from preschool_metrics import assess; "
        "held = mmap.mmap(-1, 5 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000); "
        "print([each.code for each in assess([sys.argv[1]]).findings])"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(good)], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


def test_a_date_before_2000_in_eight_digits_is_a_date(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.xlsx", kindergarten("甲", "public", handed_over_on="19921216"), kindergarten("乙", "public")
    )
    assert [each.code for each in assess([path]).findings] == []


def test_a_folder_above_the_path_that_was_given_names_no_month(tmp_path: Path) -> None:
    """`check returns/` in /archive/2022-01/work/ gives PM116 for every file: same input, other bytes."""
    write(tmp_path / "2022-01" / "work" / "returns" / "a.xlsx")
    assert assess([tmp_path / "2022-01" / "work" / "returns"]).findings == ()
