import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from preschool_metrics.catalogue import loader
from tests.cli.conftest import Run, kindergarten, write

DAMAGED = b"PK\x03\x04 cut off"
STAFFING = Path(loader.__file__).parent / "profiles" / "staffing-2013.toml"


def document(run: Run, *arguments: object) -> dict[str, Any]:
    ran = run("check", *arguments, "--format", "json")
    assert ran.code in (0, 1)
    read: dict[str, Any] = json.loads(ran.out)
    return read


# --- periods ----------------------------------------------------------------------------------------------


def test_the_latest_period_is_judged_by_default_and_the_earlier_ones_are_history(run: Run, returns: Path) -> None:
    read = document(run, returns / "months")
    assert read["period"] == "2024-03"
    assert [each["path"] for each in read["inputs"]] == ["months/2024-03/曹子里镇.xlsx"]
    assert {each["period"] for each in read["observations"]} == {"2024-03"}


def test_period_selects_another_one(run: Run, returns: Path) -> None:
    read = document(run, returns / "months", "--period", "2024-02")
    assert read["period"] == "2024-02"
    assert [each["path"] for each in read["inputs"]] == ["months/2024-02/曹子里镇.xlsx"]


def test_what_is_found_in_a_later_month_does_not_count_when_an_earlier_one_is_judged(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "2024-02" / "a.xlsx", period="2024-02")
    write(tmp_path / "2024-03" / "a.xlsx", kindergarten("甲", "public", enrolled=91), period="2024-03")
    assert document(run, tmp_path, "--period", "2024-02")["findings"] == []
    assert [each["code"] for each in document(run, tmp_path)["findings"] if each["severity"] == "error"] == ["PM301"]


def test_cover_against_folder_is_an_error_and_the_cover_counts(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "2024-02" / "a.xlsx", period="2024-03")
    read = document(run, path)
    assert read["period"] == "2024-03"
    assert [(each["code"], each["sheet"], each["cell"]) for each in read["findings"]] == [("PM116", "封面", "B9")]
    assert document(run, path, "--period", "2024-02")["period"] == "2024-02"


@pytest.mark.parametrize("form", ["text", "json", "csv", "sarif", "junit", "github", "gitlab"])
def test_a_return_astray_in_the_folder_of_the_month_is_said_in_every_format(
    run: Run, tmp_path: Path, form: str
) -> None:
    write(tmp_path / "2024-03" / "a.xlsx", period="2024-03")
    write(tmp_path / "2024-03" / "b.xlsx", area="杨村街道", period="2024-02")
    ran = run("check", tmp_path, "--format", form)
    assert ran.code == 1
    assert "PM116" in ran.out


# --- nothing that counts is no reason to be silent ----------------------------------------------------------


def errors(read: dict[str, Any]) -> list[str]:
    return [each["code"] for each in read["findings"] if each["severity"] == "error"]


def test_an_unreadable_return_in_its_months_folder_is_a_finding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2024-03").mkdir()
    (tmp_path / "2024-03" / "a.xlsx").write_bytes(DAMAGED)
    assert errors(document(run, tmp_path)) == ["PM104"]
    assert run("check", tmp_path).code == 1


def test_the_latest_month_is_not_passed_over_because_its_only_return_is_unreadable(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "2024-02" / "曹子里镇.xlsx", period="2024-02")
    (tmp_path / "2024-03").mkdir()
    (tmp_path / "2024-03" / "曹子里镇.xlsx").write_bytes(DAMAGED)
    assert "PM104" in errors(document(run, tmp_path))
    assert run("check", tmp_path).code == 1


def test_a_return_of_an_unknown_area_is_a_finding(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book["封面"]["B7"].value, book["封面"]["B8"].value = "双街镇", None
    book.save(path)
    read = document(run, path)
    assert errors(read) == ["PM113"]
    assert [each["cell"] for each in read["findings"] if each["code"] == "PM113"] == ["B7"]
    assert run("check", path).code == 1


def test_two_returns_of_the_only_town_are_told(run: Run, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name)
    assert errors(document(run, tmp_path)) == ["PM117"]


# --- two returns of one town and month ---------------------------------------------------------------------


def test_two_returns_of_a_town_and_month_are_an_error_that_names_both_and_neither_counts(
    run: Run, tmp_path: Path
) -> None:
    write(tmp_path / "r" / "one.xlsx")
    write(tmp_path / "r" / "two.xlsx")
    write(tmp_path / "r" / "other.xlsx", area="杨村街道")
    read = document(run, tmp_path / "r")
    assert [each["code"] for each in read["findings"] if each["severity"] == "error"] == ["PM117"]
    (double,) = (each for each in read["findings"] if each["code"] == "PM117")
    assert all(name in double["message"] for name in ("曹子里镇", "2024-03", "r/one.xlsx", "r/two.xlsx"))
    town = [each for each in read["observations"] if (each["level"], each["area"]) == ("town", "曹子里镇")]
    assert {each["verdict"] for each in town} == {"no_data"}
    assert {each["numerator"] for each in town} == {None}
    assert read["coverage"]["received"] == 1


# --- profiles ---------------------------------------------------------------------------------------------


def test_several_profiles_stand_side_by_side(run: Run, good: Path) -> None:
    read = document(run, good, "--profile", "national-2020", "--profile", "staffing-2013", "--profile", "wuqing-2023")
    assert read["profiles"] == ["national-2020", "staffing-2013", "wuqing-2023"]
    town = [each for each in read["observations"] if (each["level"], each["area"]) == ("town", "曹子里镇")]
    gross = {each["profile"]: each["threshold"] for each in town if each["indicator"] == "gross_enrollment_rate"}
    assert gross == {"national-2020": "0.85", "wuqing-2023": "0.93"}
    text = run("check", good, "--profile", "national-2020", "--profile", "wuqing-2023").out
    assert "national-2020" in text
    assert "wuqing-2023" in text


def test_a_profile_without_a_register_takes_any_area(run: Run, good: Path) -> None:
    read = document(run, good, "--profile", "national-2020")
    assert read["coverage"] == {"expected": 1, "received": 1, "missing": []}
    assert {each["area"] for each in read["observations"] if each["level"] == "district"} == {"全部"}


def test_a_users_own_profile_works_the_same(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.toml"
    text = STAFFING.read_text(encoding="utf-8").replace('id = "staffing-2013"', 'id = "our-own"')
    own.write_text(
        text.replace("at_most = 7\n", "at_most = 6.5\n").replace("700,", "650,").replace("1:7.00", "1:6.50"),
        encoding="utf-8",
    )
    read = document(run, good, "--profile", own)
    assert read["profiles"] == ["our-own"]
    assert {each["threshold"] for each in read["observations"] if each["indicator"] == "child_staff_ratio"} == {"6.5"}
    monkeypatch.chdir(tmp_path)
    assert document(run, good, "--profile", "own.toml") == read
    assert "our-own" in run("profiles", "own.toml").out
    assert "≤1:6.5" in run("indicators", "--profile", "./own.toml").out


def test_a_profile_saved_by_notepad_loads(run: Run, good: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(b"\xef\xbb\xbf" + STAFFING.read_bytes())
    assert document(run, good, "--profile", own)["profiles"] == ["staffing-2013"]


def test_a_profile_is_found_by_id_and_not_by_a_file_of_that_name(
    run: Run, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wuqing-2023").write_text("nonsense", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert document(run, good, "--profile", "wuqing-2023")["coverage"]["expected"] == 30


# --- paths ------------------------------------------------------------------------------------------------


def test_a_file_given_twice_counts_once(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "link.xlsx").symlink_to(good)
    read = document(run, good, good, good.parent / "." / good.name, tmp_path / "link.xlsx")
    assert len(read["inputs"]) == 1
    assert read["coverage"]["received"] == 1


def test_folders_are_walked_to_the_bottom_and_other_files_named_as_left_out(
    run: Run, good: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "r" / "east" / "north"
    folder.mkdir(parents=True)
    shutil.copy(good, folder / "a.XLSX")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / ".a.xlsx").write_bytes(b"")
    found = document(run, tmp_path / "r")
    assert [(each["path"], each["status"]) for each in found["inputs"]] == [
        ("r/east/north/a.XLSX", "read"),
        ("r/east/north/notes.txt", "ignored"),
    ]
    assert [each["message"] for each in found["findings"] if each["code"] == "PM155"] == [
        "略去 1 个文件，不是报表：r/east/north/notes.txt"
    ]


def test_jobs_change_nothing(run: Run, returns: Path) -> None:
    alone = run("check", returns, "--format", "json", "--jobs", "1")
    assert run("check", returns, "--format", "json", "--jobs", "3") == alone


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes only there")
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_file_name_in_gbk_bytes_as_of_a_zip_from_windows(run: Run, tmp_path: Path, form: str) -> None:
    faulty = kindergarten("甲", "public", enrolled=91)
    write(Path(os.fsdecode(os.fsencode(tmp_path) + "/曹子里.xlsx".encode("gbk"))), faulty, kindergarten("乙", "public"))
    ran = run("check", tmp_path, "--format", form, "--quiet")
    assert (ran.code, ran.err) == (1, "")
    assert "PM301" in ran.out
