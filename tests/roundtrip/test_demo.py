"""Every fault that the demo plants is named at its cell, and nothing else is found that does not follow from one."""

from collections import Counter
from datetime import time
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from preschool_metrics.forms.demo.faults import Planted
from preschool_metrics.forms.demo.over_time import NO_CELL
from preschool_metrics.forms.layout import COVER, FIRST_ROW, POINTS, ROSTER, column_of
from preschool_metrics.model.address import a1
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding
from preschool_metrics.workflow.assess import assess
from tests.contract.month import write_last_month


class Month(NamedTuple):
    """The demo's last month: what was planted, and what was found."""

    folder: Path
    planted: list[Planted]
    assessment: Assessment


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    folder = tmp_path_factory.mktemp("demo")
    planted = write_last_month(folder)
    return Month(folder, planted, assess([folder / "returns"]))


def serious(assessment: Assessment) -> list[Finding]:
    return [each for each in assessment.findings if each.severity != "info"]


def place(finding: Finding) -> Planted:
    return Planted(finding.file or "", finding.sheet or "", finding.cell or "", finding.code)


def beside(fault: Planted, field: str, code: str) -> Planted:
    """Return what is found at another cell of the row in which a fault was planted."""
    row = int("".join(filter(str.isdigit, fault.cell)))
    return fault._replace(cell=a1(row - 1, column_of(field)), code=code)


def following(fault: Planted) -> list[Planted]:
    """Return what may be found because of a fault without having been planted (forms/demo/faults.py says so)."""
    consequences = {
        "PM310": [
            (f"enrolled_{age}", f"PM{321 + at}") for at, age in enumerate(("junior", "middle", "senior", "mixed"))
        ],
        "PM403": [("code", "PM404")],
        "PM301": [("enrolled", "PM604")],
    }
    return [beside(fault, field, code) for field, code in consequences.get(fault.code, [])]


def test_faults_are_planted_in_every_sheet_and_against_the_month_before(month: Month) -> None:
    assert len(month.planted) >= 19
    assert {each.code for each in month.planted} >= {f"PM60{number}" for number in range(1, 8)}
    assert {each.sheet for each in month.planted} == {COVER, ROSTER, POINTS}
    cells = [each.cell for each in month.planted if each.sheet == ROSTER and each.cell != NO_CELL]
    assert all(int("".join(filter(str.isdigit, cell))) > FIRST_ROW for cell in cells)


def test_every_planted_fault_is_named_once_at_its_file_sheet_and_cell_with_its_code(month: Month) -> None:
    found = Counter(map(place, serious(month.assessment)))
    assert {fault: found[fault] for fault in month.planted} == dict.fromkeys(month.planted, 1)


def test_nothing_else_is_found(month: Month) -> None:
    allowed = {*month.planted, *(each for fault in month.planted for each in following(fault))}
    assert [each for each in map(place, serious(month.assessment)) if each not in allowed] == []


def test_returns_without_a_fault_are_clean(month: Month) -> None:
    faulty = {fault.path for fault in month.planted}
    clean = {each.path for each in month.assessment.inputs} - faulty
    assert len(clean) >= 10
    assert {each.file for each in serious(month.assessment)} <= faulty


def test_a_number_that_is_wrong_is_shown_as_it_was_typed(month: Month) -> None:
    """But for a word that is right by itself, and for the sum of three cells."""
    found = {place(each): each.value for each in serious(month.assessment)}
    for fault in month.planted:
        book = load_workbook(month.folder / fault.path)
        typed = book[fault.sheet][fault.cell].value if fault.cell != NO_CELL else None
        if fault.cell != NO_CELL and not isinstance(typed, time) and fault.code not in ("PM309", "PM603"):
            assert found[fault] == str(typed)
