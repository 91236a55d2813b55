"""Small returns of one town, and the command run in this process."""

import sys
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path
from typing import NamedTuple

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.cli.app import run as run_command
from preschool_metrics.forms.form import write_form
from preschool_metrics.forms.prefill import Prefill, Row
from preschool_metrics.language import speak, spoken

WUQING = load_profile("wuqing-2023")
ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR")
POPULATION = {"population_resident_3": 60, "population_resident_4": 60, "population_resident_5": 65}


class Ran(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def kindergarten(name: str, nature: str, **other: object) -> Row:
    """Return a row of the roster without a fault, but for what is given."""
    children = {"enrolled": 90, "enrolled_junior": 25, "enrolled_middle": 30, "enrolled_senior": 35}
    classes = {"classes": 3, "classes_junior": 1, "classes_middle": 1, "classes_senior": 1, "classes_within_limit": 3}
    staff = {"staff": 14, "principals": 1, "teachers": 6, "care_workers": 4, "health_staff": 1, "service_staff": 2}
    none = ("enrolled_nursery", "enrolled_mixed", "classes_nursery", "classes_mixed")
    nobody = ("administrative_staff", "auxiliary_staff", "health_staff_part_time")
    return {
        "name": name,
        "nature": nature,
        "profit": "non_profit",
        **children,
        **classes,
        **staff,
        **dict.fromkeys((*none, *nobody), 0),
        "places": 90,
        "teachers_certified": 6,
        "leave_time_summer": time(17, 0),
        "leave_time_winter": time(16, 30),
        **other,
    }


def write(path: Path, *rows: Row, area: str = "曹子里镇", period: str = "2024-03") -> Path:
    """Write the return of a town; by default of one public and one inclusive private kindergarten without a fault."""
    town = next(each for each in WUQING.areas if each.name == area)
    rows = rows or (kindergarten("甲幼儿园", "public"), kindergarten("乙幼儿园", "inclusive_private"))
    write_form(path, profile=WUQING, area=town, period=period, prefill=Prefill(POPULATION, rows), rows=0)
    return path


@pytest.fixture(scope="session")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of returns: good, query, error, gap and damaged.xlsx; `months` holds two months of one town."""
    folder = tmp_path_factory.mktemp("returns")
    late = kindergarten("乙幼儿园", "public", leave_time_winter=time(16, 0))
    write(folder / "good.xlsx")
    write(folder / "query.xlsx", kindergarten("甲幼儿园", "public"), late)
    write(folder / "error.xlsx", kindergarten("甲幼儿园", "public", enrolled=91), kindergarten("乙幼儿园", "public"))
    write(folder / "gap.xlsx", kindergarten("甲幼儿园", "inclusive_private"), kindergarten("乙幼儿园", "other_private"))
    (folder / "damaged.xlsx").write_bytes(b"PK\x03\x04 cut off")
    for month in ("2024-02", "2024-03"):
        write(folder / "months" / month / "曹子里镇.xlsx", period=month)
    return folder


@pytest.fixture
def good(returns: Path) -> Path:
    return returns / "good.xlsx"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Yield a function that runs the command in this process, in Chinese unless the test sets the environment."""
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)

    def command(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["preschool-metrics", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            run_command()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(bool(left.code))
        return Ran(code, *capsys.readouterr())

    before = spoken()
    yield command
    speak(before)
