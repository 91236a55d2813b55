"""The same input gives the same bytes, wherever and however often, and no output says where it was made."""

import os
import re
import shutil
from pathlib import Path

import pytest

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import Format, render
from preschool_metrics.workflow.assess import assess
from tests.cli.conftest import write

OUTPUTS: tuple[tuple[Format, str], ...] = (("json", ""), ("csv", "findings"), ("csv", "observations"), ("text", ""))
PLACED: tuple[Format, ...] = ("sarif", "junit", "github", "gitlab")  # with paths as seen from the working folder
ABSOLUTE = re.compile(r"(?<![\w/.])/(?:tmp|home|root|work|usr|var|private|Users)/|[A-Z]:\\|file:")


def rendered(made: Assessment) -> list[str]:
    return [render(made, form, "zh", table=table or "findings", verbose=True) for form, table in OUTPUTS]


def placed(made: Assessment) -> list[str]:
    return [render(made, form, "zh") for form in PLACED]


def test_twice_the_same(month: Path) -> None:
    once, again = assess([month]), assess([month], jobs=2)
    assert rendered(once) + placed(once) == rendered(again) + placed(again)


def test_formats_with_places_name_them_from_the_working_folder(month: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(month.parent)
    inside = placed(assess([Path("returns")]))
    assert placed(assess([month])) == inside, "however the path is written"
    assert placed(assess([Path("..") / month.parent.name / "returns"])) == inside
    assert "returns/2024-03/杨村街道.xlsx" in inside[-1]
    monkeypatch.chdir(month)
    assert '"path": "2024-03/杨村街道.xlsx"' in placed(assess([Path()]))[-1]


def test_what_lies_outside_the_working_folder_keeps_its_short_name(
    month: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert '"path": "returns/2024-03/杨村街道.xlsx"' in placed(assess([month]))[-1]


def test_the_same_from_another_working_folder(month: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    absolute = rendered(assess([month]))
    monkeypatch.chdir(month.parent)
    assert rendered(assess([Path("returns")])) == absolute
    monkeypatch.chdir(month)
    assert rendered(assess([Path()])) == absolute
    assert rendered(assess([Path("..") / "returns"])) == absolute


def test_the_same_of_a_copy_elsewhere_written_at_another_time(month: Path, tmp_path: Path) -> None:
    shutil.copytree(month, tmp_path / "returns")
    for path in (tmp_path / "returns").rglob("*.xlsx"):
        os.utime(path, (0, 0))
    assert rendered(assess([tmp_path / "returns"])) == rendered(assess([month]))


def test_no_output_holds_an_absolute_path(month: Path, tmp_path: Path) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04 cut off")
    write(tmp_path / "one.xlsx", area="黄庄街道")
    write(tmp_path / "two.xlsx", area="黄庄街道")
    made = assess([month, tmp_path])
    assert {each.code for each in made.findings} >= {"PM104", "PM117"}
    for text in rendered(made) + placed(made):
        assert str(tmp_path) not in text
        assert str(month) not in text
        assert not ABSOLUTE.search(text)
