"""Files in a folder that are no returns: left out, counted and named, and never a return's rival."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, write


def document(run: Run, *arguments: object) -> dict[str, Any]:
    ran = run("check", *arguments, "--format", "json", "--fail-on", "never")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def statuses(found: dict[str, Any]) -> dict[str, str]:
    return {each["path"]: each["status"] for each in found["inputs"]}


def test_what_the_tool_wrote_into_the_folder_is_left_out_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    returns = tmp_path / "returns"
    write(returns / "2024-03" / "曹子里镇.xlsx")
    before = document(run, returns)
    kinds = "html,docx,xlsx,md,json,csv"
    assert run("report", returns, "--out", returns / "reports", "--to", kinds, "-q").code == 0
    for table in ("findings", "observations", "completeness", "explanations"):
        path = returns / "2024-03" / f"{table}.csv"
        run("check", returns / "2024-03" / "曹子里镇.xlsx", "--format", "csv", "--table", table, "--output", path)
    for form, name in (("junit", "junit.xml"), ("sarif", "a.sarif"), ("gitlab", "a.json"), ("text", "a.txt")):
        run("check", returns / "2024-03" / "曹子里镇.xlsx", "--format", form, "--output", returns / "2024-03" / name)
    after = document(run, returns)
    for section in ("coverage", "observations", "period", "completeness"):
        assert after[section] == before[section]
    told = {path for path, status in statuses(after).items() if status == "ignored"}
    there = {f"returns/{path.relative_to(returns).as_posix()}" for path in returns.rglob("*") if path.is_file()}
    assert told == {path for path in there if "/." not in path} - {"returns/2024-03/曹子里镇.xlsx"}
    assert [each["severity"] for each in after["findings"] if each["code"] == "PM155"] == ["info"]


@pytest.mark.parametrize("kind", ["xlsx", "html", "csv"])
def test_an_output_of_the_tool_that_is_named_itself_is_no_return(
    run: Run, good: Path, tmp_path: Path, kind: str
) -> None:
    run("report", good, "--out", tmp_path, "--to", kind, "-q")
    (path, *_) = sorted(tmp_path.glob(f"2024-03/*.{kind}"))
    ran = run("check", path, "--format", "json")
    assert (ran.code, [each["code"] for each in json.loads(ran.out)["findings"]]) == (1, ["PM154"])
    assert statuses(json.loads(ran.out)) == {path.name: "unreadable"}


def test_a_form_and_an_annotated_copy_are_returns(run: Run, returns: Path, tmp_path: Path) -> None:
    run("annotate", returns / "error.xlsx", "--out", tmp_path)
    assert statuses(document(run, tmp_path)) == {f"{tmp_path.name}/error.xlsx": "read"}


def test_files_that_hold_no_table_are_counted_and_named(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "r" / "2024-02").mkdir(parents=True)
    (tmp_path / "r" / "a.xlsx").write_bytes(good.read_bytes())
    for number in range(12):
        (tmp_path / "r" / f"附件{number:02}.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "r" / "2024-02" / "照片.png").write_bytes(b"\x89PNG")
    found = document(run, tmp_path / "r")
    assert [each["message"] for each in found["findings"] if each["code"] == "PM155"] == [
        "略去 12 个文件，不是报表：" + "、".join(f"r/附件{number:02}.pdf" for number in range(10)) + "等 12 个"
    ]
    assert any(note.startswith("略去 12 个文件") for note in found["notes"])
    assert found["period"] == "2024-03"
    assert "r/2024-02/照片.png" not in statuses(found), "it lies with the returns of another month"


def test_a_folder_of_nothing_but_other_files_holds_no_return(run: Run, tmp_path: Path) -> None:
    (tmp_path / "通知.pdf").write_bytes(b"%PDF-1.7")
    for command in ("check", "inspect"):
        assert run(command, tmp_path).code == 3


def test_inspect_names_what_it_leaves_out(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(good.read_bytes())
    (tmp_path / "通知.pdf").write_bytes(b"%PDF-1.7")
    ran = run("inspect", tmp_path)
    assert (ran.code, "PM155" in ran.out) == (0, True)
