import errno
import json
import re
from pathlib import Path

import pytest

from preschool_metrics.catalogue import shipped_profiles
from preschool_metrics.cli import check as check_command
from preschool_metrics.cli import document as document_command
from tests.cli.conftest import Run, kindergarten, write

PROFILE = Path(check_command.__file__).parents[1] / "catalogue/profiles/staffing-2013.toml"
BROKEN = {
    "no TOML": "x",
    "not UTF-8": "\udcff",
    "empty": "",
    "unknown key": PROFILE.read_text(encoding="utf-8") + "\n[more]\nkey = 1\n",
    "unknown field": PROFILE.read_text(encoding="utf-8").replace('"staff"', '"staf"'),
    "no citation": re.sub(r"(?m)^quote = .*$", "", PROFILE.read_text(encoding="utf-8")),
    "no example on one side": re.sub(r"(?m)^.*verdict = \"not_met\".*$", "", PROFILE.read_text(encoding="utf-8")),
    "contradicted example": PROFILE.read_text(encoding="utf-8").replace('"1:7.00"', '"1:7.01"'),
    "a word for a number": PROFILE.read_text(encoding="utf-8").replace("at_most = 7\n", 'at_most = "seven"\n'),
    "not a number": PROFILE.read_text(encoding="utf-8").replace("at_most = 7\n", "at_most = nan\n"),
}


def findings(out: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(out)["findings"]
    return found


# --- 0 and 1: what was found ------------------------------------------------------------------------------


def test_a_return_without_findings_is_0(run: Run, good: Path) -> None:
    ran = run("check", good, "--format", "json")
    assert (ran.code, ran.err, findings(ran.out)) == (0, "", [])


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        ("good", {"error": 0, "query": 0, "gap": 0, "never": 0}),
        ("query", {"error": 0, "query": 1, "gap": 0, "never": 0}),
        ("gap", {"error": 0, "query": 0, "gap": 1, "never": 0}),
        ("error", {"error": 1, "query": 1, "gap": 1, "never": 0}),
        ("damaged", {"error": 1, "query": 1, "gap": 1, "never": 0}),
    ],
)
def test_fail_on_says_what_makes_it_1(run: Run, returns: Path, file: str, codes: dict[str, int]) -> None:
    for level, code in codes.items():
        ran = run("check", returns / f"{file}.xlsx", "--fail-on", level, "--format", "json")
        assert ran.code == code, level
        assert json.loads(ran.out)["schema_version"] == "1", "stdout holds the whole document at 0 and at 1"


def test_a_target_missed_by_a_kindergarten_is_a_gap_where_the_line_binds_there(run: Run, tmp_path: Path) -> None:
    crowded = write(
        tmp_path / "a.xlsx", kindergarten("甲", "public", staff=12, service_staff=0), kindergarten("乙", "public")
    )
    assert run("check", crowded, "--profile", "staffing-2013", "--fail-on", "gap", "--format", "csv").code == 1
    assert run("check", crowded, "--profile", "wuqing-2023", "--fail-on", "gap", "--format", "csv").code == 0


def test_an_unreadable_workbook_is_a_finding_and_the_others_are_processed(run: Run, returns: Path) -> None:
    ran = run("check", returns / "damaged.xlsx", returns / "good.xlsx", "--format", "json")
    document = json.loads(ran.out)
    assert ran.code == 1
    assert [(each["path"], each["read"]) for each in document["inputs"]] == [
        ("damaged.xlsx", False),
        ("good.xlsx", True),
    ]
    assert [(each["code"], each["file"]) for each in document["findings"]] == [("PM104", "damaged.xlsx")]
    assert document["coverage"]["received"] == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.xlsx", b"", "PM101"),
        ("a.pdf", b"%PDF-1.7\n", "PM103"),
        ("page.xls", b"<html><table></table></html>", "PM103"),
        ("~$a.xlsx", b"\x05owner", "PM102"),
    ],
)
def test_a_named_file_that_cannot_be_read_is_a_finding(
    run: Run, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = run("check", tmp_path / name, "--format", "json")
    assert (ran.code, ran.err, [each["code"] for each in findings(ran.out)]) == (1, "", [code])


def test_in_a_folder_a_lock_file_is_skipped_with_an_info(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "曹子里镇.xlsx")
    (tmp_path / "~$曹子里镇.xlsx").write_bytes(b"\x05owner")
    ran = run("check", tmp_path, "--format", "json")
    assert ran.code == 0
    assert [(each["code"], each["severity"], each["file"]) for each in findings(ran.out)] == [
        ("PM132", "info", f"{tmp_path.name}/~$曹子里镇.xlsx")
    ]


def test_a_missing_return_is_a_finding_only_when_completeness_is_required(run: Run, good: Path) -> None:
    ran = run("check", good, "--require-complete", "--format", "json")
    missing = findings(ran.out)
    assert ran.code == 1
    assert len(missing) == 29
    assert {each["code"] for each in missing} == {"PM133"}
    assert [each["area"] for each in missing if "杨村街道 2024-03" in each["message"]] == ["杨村街道"]
    assert run("check", good, "--require-complete", "--profile", "national-2020", "--format", "csv").code == 0


# --- 2: wrong usage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["--period", "2024"],
        ["--period", "2024-13"],
        ["--period", "2024-1-3"],
        ["--period", "3月"],
        ["--period", "march"],
        ["--format", "yaml"],
        ["--table", "towns"],
        ["--fail-on", "info"],
        ["--lang", "de"],
        ["--jobs", "0"],
        ["--max-memory", "1"],
    ],
)
def test_a_wrong_option_is_2(run: Run, good: Path, arguments: list[str]) -> None:
    ran = run("check", good, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert arguments[0] in ran.err


@pytest.mark.parametrize("arguments", [["check"], ["nonsense"], ["explain"], ["explain", "曹子里镇", "public_share"]])
def test_a_command_without_what_it_needs_is_2(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")


def test_an_output_that_is_one_of_the_inputs_is_2_and_the_input_stays(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx")
    before = path.read_bytes()
    (tmp_path / "link.xlsx").symlink_to(path)
    for paths in (path, tmp_path):
        for output in (path, tmp_path / "link.xlsx"):
            ran = run("check", paths, "--output", output)
            assert (ran.code, ran.out) == (2, "")
    assert path.read_bytes() == before


# --- 3: nothing to do -------------------------------------------------------------------------------------


def one_line(err: str) -> str:
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert "Traceback" not in err
    return err.strip()


@pytest.mark.parametrize("command", [["check"], ["explain", "曹子里镇", "public_share"]])
def test_a_missing_path_is_3_and_one_line(run: Run, tmp_path: Path, command: list[str]) -> None:
    ran = run(*command, tmp_path / "nowhere.xlsx")
    assert (ran.code, ran.out) == (3, "")
    assert "nowhere.xlsx" in one_line(ran.err)


@pytest.mark.parametrize("names", [[], ["notes.txt"], ["~$a.xlsx"], [".hidden.xlsx"]])
def test_a_folder_without_workbooks_is_3_and_one_line(run: Run, tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    ran = run("check", tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert str(tmp_path) in one_line(ran.err)


def test_a_good_return_beside_a_missing_path_is_still_3(run: Run, good: Path, tmp_path: Path) -> None:
    assert run("check", good, tmp_path / "nowhere.xlsx").code == 3


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_profile_is_3_and_one_line(run: Run, good: Path, tmp_path: Path, kind: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(BROKEN[kind], encoding="utf-8", errors="surrogateescape")
    for command in (["check", good, "--profile", own], ["profiles", own], ["explain", "PM301x", "--profile", own]):
        ran = run(*command)
        assert (ran.code, ran.out) == (3, "")
        assert "own.toml" in one_line(ran.err)


def test_every_mistake_of_a_profile_is_named_at_once(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    text = BROKEN["unknown field"].replace("basis =", "bases =").replace("at_most = 9", "at_most = -9")
    own.write_text(text, encoding="utf-8")
    told = run("profiles", own).err
    assert all(
        place in told for place in (" staf", "bases", "basis", "child_care_teaching_staff_ratio.thresholds.0.at_most")
    )


def test_an_unknown_profile_names_those_that_there_are(run: Run, good: Path) -> None:
    for name in ("nonsense", "no/where.toml"):
        ran = run("check", good, "--profile", name)
        assert ran.code == 3
        assert all(shipped in one_line(ran.err) for shipped in shipped_profiles())


def test_no_return_of_the_period_is_3_and_names_the_periods_there_are(run: Run, returns: Path) -> None:
    ran = run("check", returns / "months", "--period", "2023-12")
    assert (ran.code, ran.out) == (3, "")
    assert all(month in one_line(ran.err) for month in ("2023-12", "2024-02", "2024-03"))


@pytest.mark.parametrize("output", ["no folder", "a folder"])
def test_an_output_that_cannot_be_written_is_3_and_one_line(run: Run, good: Path, tmp_path: Path, output: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    path = {"no folder": tmp_path / "file" / "out.json", "a folder": tmp_path}[output]
    ran = run("check", good, "--format", "json", "--output", path)
    assert (ran.code, ran.out) == (3, "")
    assert str(path) in one_line(ran.err)


# --- 4: internal errors -----------------------------------------------------------------------------------


def test_an_internal_error_is_4_with_one_line_and_a_log(
    run: Run, good: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_arguments: object, **_options: object) -> None:
        raise ValueError("two\nlines")

    monkeypatch.setattr(check_command, "assess", fails)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = run("check", good)
    (log,) = tmp_path.glob("preschool-metrics-*.log")
    assert (ran.code, ran.out) == (4, "")
    assert str(log) in one_line(ran.err)
    assert "ValueError" in ran.err
    told = log.read_text(encoding="utf-8")
    assert "Traceback" in told
    assert str(good) in told


def test_an_interrupt_is_no_internal_error(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_command, "assess", interrupted)
    ran = run("check", good)
    assert ran.code == 130
    assert "Traceback" not in ran.err


def test_a_reader_that_closes_the_pipe_is_no_internal_error(
    run: Run, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_text: str) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(document_command, "emit_machine", closed)
    ran = run("check", good, "--format", "json")
    assert ran.code != 4
    assert ran.err == ""


def test_rules_that_are_not_asked_for_are_not_shown_and_do_not_fail(run: Run, tmp_path: Path) -> None:
    wrong = write(tmp_path / "wrong.xlsx", kindergarten("甲幼儿园", "public", enrolled=91))
    assert run("check", wrong).code == 1
    for words in (("--ignore", "PM301"), ("--ignore", "PM1,行内"), ("--select", "PM2", "--select", "跨期")):
        ran = run("check", wrong, *words, "--format", "csv")
        assert (ran.code, "PM301" in ran.out) == (0, False)
    assert "PM301" in run("check", wrong, "--select", "PM301，PM302", "--format", "csv").out


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_rule_that_there_is_not_is_wrong_usage_with_a_suggestion(run: Run, good: Path, option: str) -> None:
    ran = run("check", good, option, "PM3O1", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean PM301?" in ran.err
