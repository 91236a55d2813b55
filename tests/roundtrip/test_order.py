"""In which order returns are given, and how they lie in folders, changes no figure and no finding."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from preschool_metrics.report import render
from preschool_metrics.workflow.assess import assess
from tests.cli.conftest import kindergarten, write


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return files of several towns and months, with faults, a town that stands twice, a code in two returns."""
    folder = tmp_path_factory.mktemp("order")
    coded = kindergarten("丙幼儿园", "public", code="1112900001")
    faulty = kindergarten("丁幼儿园", "other_private", enrolled=91, staff=None)
    return [
        write(folder / "a.xlsx", coded),
        write(folder / "b.xlsx", coded, faulty, area="杨村街道"),
        write(folder / "c.xlsx", area="泗村店镇"),
        write(folder / "d.xlsx", area="泗村店镇"),
        write(folder / "e.xlsx", area="高村镇", period="2024-02"),
        write(folder / "f.xlsx", faulty, area="梅厂镇"),
    ]


def document(paths: list[Path]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(render(assess(paths), "json", "zh"))
    return read


def test_files_one_by_one_are_the_same_as_their_folder(paths: list[Path]) -> None:
    home = paths[0].parent
    whole, single = document([home]), document(paths)
    for each in [*whole["inputs"], *whole["findings"], *whole["not_evaluated"]]:
        for key in ("path", "file"):
            if each.get(key):
                each[key] = each[key].removeprefix(f"{home.name}/")
    for each in whole["completeness"]:
        each["files"] = [file.removeprefix(f"{home.name}/") for file in each["files"]]
    for each in whole["findings"]:
        each["related"] = [cell.removeprefix(f"{home.name}/") for cell in each["related"]]
        each["message"] = each["message"].replace(f"{home.name}/", "")
    assert whole == single


@given(shuffle=st.randoms(use_true_random=False))
@settings(
    max_examples=5, deadline=None, phases=(Phase.generate,), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_figure_depends_on_the_order_of_the_paths(paths: list[Path], shuffle: random.Random) -> None:
    expected, other = document(paths), document(shuffle.sample(paths, len(paths)))
    keys = ("profile", "area", "level", "indicator", "kindergarten")

    def ordered(made: dict[str, Any]) -> list[Any]:
        return sorted(made["observations"], key=lambda each: [each[key] or "" for key in keys])

    assert ordered(other) == ordered(expected)
    assert other["coverage"] == expected["coverage"]
    assert sorted(each["code"] for each in other["findings"]) == sorted(each["code"] for each in expected["findings"])
