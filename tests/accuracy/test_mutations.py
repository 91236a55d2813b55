"""The checks themselves: they must notice an address that is off by one, and one number that is not as it was written."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.grid import column_letters
from preschool_metrics.model.town_return import TownReturn
from tests.accuracy.case import Case
from tests.accuracy.checks import check_address, check_figures, checked
from tests.accuracy.choose import Chooser
from tests.accuracy.faults import spoilt_of
from tests.accuracy.layouts import case_of
from tests.accuracy.row_faults import cell_changed
from tests.accuracy.writers import write_book

_EXAMPLES: Final = range(15)
_CELL: Final = re.compile(r"([A-Z]+)(\d+)")


def read(case: Case) -> Assessment:
    with TemporaryDirectory() as folder:
        return checked(write_book(case.book, Path(folder)))


def a_row_further(cell: str) -> str:
    return _CELL.sub(lambda found: f"{found.group(1)}{int(found.group(2)) + 1}", cell)


def a_column_further(cell: str) -> str:
    letters, digits = _CELL.fullmatch(cell).groups()  # type: ignore[union-attr]
    columns = [column_letters(index) for index in range(800)]
    return f"{columns[columns.index(letters) + 1]}{digits}"


def moved(finding: Finding, shift: Callable[[str], str]) -> Finding:
    return finding.model_copy(update={"cell": shift(finding.cell) if finding.cell else None})


@pytest.mark.parametrize("number", _EXAMPLES)
@pytest.mark.parametrize("shift", [a_row_further, a_column_further])
def test_an_address_off_by_one_is_caught(number: int, shift: Callable[[str], str]) -> None:
    case, expected = spoilt_of(Chooser.rolled(f"mutant:{number}"))
    found = read(case).findings
    check_address(case, expected, found)
    with pytest.raises(AssertionError):
        check_address(case, expected, [moved(finding, shift) for finding in found])


@pytest.mark.parametrize("number", _EXAMPLES)
def test_cells_off_by_one_are_caught_in_a_valid_return(number: int) -> None:
    case = case_of(Chooser.rolled(f"mutant:{number}"))
    found = read(case)
    check_figures(case, found)
    with pytest.raises(AssertionError, match="not"):
        check_figures(case, with_rows_moved(found))


def with_rows_moved(found: Assessment) -> Assessment:
    import dataclasses

    def one_down(report: TownReturn) -> TownReturn:
        assert report.roster is not None
        numbers = tuple(number + 1 for number in report.roster.numbers)
        return report._replace(roster=report.roster._replace(numbers=numbers))

    return dataclasses.replace(found, returns=tuple(map(one_down, found.returns)))


@pytest.mark.parametrize("number", _EXAMPLES)
def test_one_number_changed_in_the_workbook_is_caught(number: int) -> None:
    case = case_of(Chooser.rolled(f"mutant:{number}"))
    with pytest.raises(AssertionError):
        check_figures(case, read(cell_changed(Random(number), case)))
