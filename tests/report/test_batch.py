"""What is written where, and what is left alone."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.errors import OutputError
from preschool_metrics.report import batch
from preschool_metrics.report.batch import Job, Outcome, Piece, area_paths, write_reports
from preschool_metrics.writing import file_stem, write_whole


def written(
    job: Job, out: Path, *, force: bool = False, kinds: tuple[str, ...] = ("md", "json", "csv")
) -> list[Outcome]:
    return list(write_reports(job._replace(kinds=kinds), out, force=force))


def test_a_month_has_its_own_folder_with_a_file_for_each_area(job: Job, tmp_path: Path) -> None:
    outcomes = written(job, tmp_path)
    assert {outcome.status for outcome in outcomes} == {"written"}
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"2024-03/district.md", "2024-03/data.json", "2024-03/findings.csv", "2024-03/manifest.json"} <= names
    assert {"2024-03/groups/第一组团.md", "2024-03/groups/组团外.md", "2024-03/towns/杨村街道.md"} <= names
    assert len([name for name in names if "/towns/" in name]) == 30
    assert len([name for name in names if "/groups/" in name]) == 9


def test_the_manifest_holds_the_hash_of_every_file(job: Job, tmp_path: Path) -> None:
    outcomes = written(job, tmp_path)
    folder = tmp_path / "2024-03"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["files"] == {
        outcome.path.relative_to(folder).as_posix(): sha256(outcome.path.read_bytes()).hexdigest()
        for outcome in sorted(outcomes, key=lambda outcome: outcome.path.relative_to(folder).as_posix())
    }


def test_a_second_run_changes_nothing(job: Job, tmp_path: Path) -> None:
    written(job, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    assert {outcome.status for outcome in written(job, tmp_path)} == {"unchanged"}
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")} == before


def test_what_somebody_edited_stays_unless_forced(job: Job, tmp_path: Path) -> None:
    written(job, tmp_path)
    edited = tmp_path / "2024-03" / "towns" / "杨村街道.md"
    edited.write_text("已与镇街核对\n", encoding="utf-8")
    refused = [outcome for outcome in written(job, tmp_path) if outcome.status == "refused"]
    assert [(outcome.path, bool(outcome.reason)) for outcome in refused] == [(edited, True)]
    assert edited.read_text("utf-8") == "已与镇街核对\n"
    assert {outcome.path for outcome in written(job, tmp_path, force=True) if outcome.status == "written"} == {edited}


def test_what_somebody_else_made_stays_unless_forced(job: Job, tmp_path: Path) -> None:
    foreign = tmp_path / "2024-03" / "data.json"
    write_whole(foreign, b"{}")
    outcomes = {outcome.path: outcome.status for outcome in written(job, tmp_path)}
    assert outcomes.pop(foreign) == "refused"
    assert set(outcomes.values()) == {"written"}
    assert foreign.read_bytes() == b"{}"


def test_our_own_of_another_run_is_replaced(job: Job, english: Job, tmp_path: Path) -> None:
    written(job, tmp_path, kinds=("json",))
    assert [outcome.status for outcome in written(english, tmp_path, kinds=("json",))] == ["written"]


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": 3}', "\x00"])
def test_a_manifest_that_says_nothing_protects_what_is_there(job: Job, tmp_path: Path, manifest: str) -> None:
    written(job, tmp_path, kinds=("json",))
    (tmp_path / "2024-03" / "manifest.json").write_text(manifest, encoding="utf-8")
    (tmp_path / "2024-03" / "data.json").write_text("mine", encoding="utf-8")
    assert [outcome.status for outcome in written(job, tmp_path, kinds=("json",))] == ["refused"]


def test_one_failure_stops_nothing_else(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError

    def pieces(_job: Job) -> list[Piece]:
        return [Piece("a.txt", lambda: b"a"), Piece("b.txt", broken), Piece("c.txt", lambda: b"c")]

    monkeypatch.setattr(batch, "pieces_of", pieces)
    outcomes = list(write_reports(job, tmp_path))
    assert [outcome.status for outcome in outcomes] == ["written", "failed", "written"]
    assert "ZeroDivisionError" in outcomes[1].reason
    assert sorted(path.name for path in (tmp_path / "2024-03").iterdir()) == ["a.txt", "c.txt", "manifest.json"]


def test_a_file_that_cannot_be_written_is_said(job: Job, tmp_path: Path) -> None:
    (tmp_path / "2024-03").mkdir()
    (tmp_path / "2024-03" / "towns").write_text("a file where a folder is to be", encoding="utf-8")
    outcomes = written(job, tmp_path, kinds=("md",))
    assert [outcome.status for outcome in outcomes].count("unwritten") == 30
    assert [outcome.status for outcome in outcomes].count("written") == 10


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OutputError, match="full"):
        write_whole(tmp_path / "a.txt", b"x")
    assert list(tmp_path.iterdir()) == []


@given(st.text(min_size=1))
def test_a_name_becomes_a_file_of_its_own_folder(name: str) -> None:
    stem = file_stem(name)
    assert stem
    assert Path("towns", stem).name == stem
    assert not stem.startswith(".")
    assert not set(stem) & set('<>:"/\\|?*\n\r\x00')
    assert len(stem.encode("utf-8", "surrogatepass")) <= 121


@pytest.mark.parametrize("name", ["..", ".", "CON", "nul.txt", "a/b", "a\\b", " ", "长" * 300])
def test_awkward_names_are_no_trouble(name: str, tmp_path: Path) -> None:
    write_whole(tmp_path / f"{file_stem(name)}.md", b"x")
    assert len(list(tmp_path.iterdir())) == 1


def test_names_that_a_file_cannot_tell_apart_get_a_number(job: Job) -> None:
    from dataclasses import replace

    towns = tuple(replace(job.view.towns[0], name=name) for name in ("a/b", "a?b", "A*B"))
    view = replace(job.view, towns=towns, groups=())
    assert [path for path, _kind, _place in area_paths(job._replace(view=view), "md")] == [
        "towns/a_b.md",
        "towns/a_b-2.md",
        "towns/A_B-3.md",
    ]
