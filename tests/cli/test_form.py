import json
from pathlib import Path

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.workflow.assess import read_return
from tests.cli.conftest import Run

REPORTING = [area.name for area in load_profile("wuqing-2023").areas]


def test_the_form_of_an_area_is_read_as_that_area_and_month(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.xlsx"
    assert run("form", "--area", "曹子里镇", "--period", "2024-05", "--out", path).code == 0
    (report,) = read_return(path)
    assert (report.area, report.period) == ("曹子里镇", "2024-05")
    assert report.roster is not None
    assert report.roster.rows == ()


def test_an_empty_form_gives_queries_but_no_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    run("form", "--area", "曹子里镇", "--period", "2024-05", "--out", path)
    ran = run("check", path, "--format", "json")
    assert ran.code == 0
    told = [(each["code"], each["severity"]) for each in json.loads(ran.out)["findings"]]
    assert sorted(told) == [("PM130", "query"), ("PM405", "query")]


@pytest.mark.parametrize("name", ["曹子里", "天津市武清区曹子里镇", "曹子里镇人民政府"])
def test_an_area_may_be_written_as_offices_write_it(run: Run, tmp_path: Path, name: str) -> None:
    assert run("form", "--area", name, "--period", "2024-05", "--out", tmp_path / "a.xlsx").code == 0
    assert read_return(tmp_path / "a.xlsx")[0].area == "曹子里镇"


def test_all_writes_one_form_for_each_town_and_street(run: Run, tmp_path: Path) -> None:
    ran = run("form", "--all", "--period", "2024-05", "--out", tmp_path / "forms")
    assert (ran.code, ran.out) == (0, "")
    assert "30" in ran.err
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == sorted(f"{name}.xlsx" for name in REPORTING)


def test_the_same_form_has_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        run("form", "--area", "曹子里镇", "--period", "2024-05", "--out", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_nothing_is_overwritten_without_force(run: Run, tmp_path: Path) -> None:
    first = REPORTING[0]
    path = tmp_path / f"{first}.xlsx"
    path.write_bytes(b"precious")
    for choice in (["--area", first, "--out", path], ["--all", "--out", tmp_path]):
        ran = run("form", *choice, "--period", "2024-05")
        assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
        assert "--force" in ran.err
        assert path.read_bytes() == b"precious"
    assert run("form", "--area", first, "--out", path, "--period", "2024-05", "--force").code == 0
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--area", "曹子里镇"],
        ["--all"],
        ["--period", "2024-05"],
        ["--area", "曹子里镇", "--all", "--period", "2024-05"],
        ["--area", "曹子里镇", "--period", "5月"],
    ],
)
def test_a_form_without_its_month_or_its_area_is_wrong_usage(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    ran = run("form", *arguments, "--out", tmp_path / "a.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_an_area_that_is_not_in_the_register_is_refused_with_a_suggestion(run: Run, tmp_path: Path) -> None:
    for name, suggestion in (("曹子裡镇", "曹子里镇"), ("杨村镇", "杨村街道"), ("火星镇", "")):
        ran = run("form", "--area", name, "--period", "2024-05", "--out", tmp_path / "a.xlsx")
        assert (ran.code, ran.err.count("\n")) == (3, 1)
        assert name in ran.err
        assert suggestion in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_profile_without_a_register_gives_a_form_to_any_area_but_not_to_all(run: Run, tmp_path: Path) -> None:
    other = ["--profile", "national-2020", "--period", "2024-05"]
    assert run("form", "--area", "衡南县", *other, "--out", tmp_path / "a.xlsx").code == 0
    assert read_return(tmp_path / "a.xlsx", profile="national-2020")[0].area == "衡南县"
    ran = run("form", "--all", *other, "--out", tmp_path / "forms")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
