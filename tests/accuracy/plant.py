"""What planting an error needs: a fault, and the cell that it is put into."""

from collections.abc import Callable
from typing import NamedTuple

from preschool_metrics.model.dictionary import base_type, described
from preschool_metrics.model.returns import Kindergarten
from tests.accuracy.book import Content, Formula
from tests.accuracy.case import Case
from tests.accuracy.choose import Chooser


class Fault(NamedTuple):
    """A planted error: the field's column and the row that it is in, and the code that it must give."""

    code: str
    row: int
    column: int


Plant = Callable[[Chooser, Case], Fault | None]


def put(case: Case, row: int, column: int, content: Content) -> None:
    cells = case.roster.page.cells
    for at, beside in cells.items():
        if at[0] == row and isinstance(beside, Formula):
            cells[at] = beside.result  # a sum in the row would follow what is put in
    cells.pop((row, column), None)
    case.roster.page.put(row, column, content)


def a_row(choose: Chooser, case: Case) -> int:
    return choose.pick(case.roster.data_rows())


def a_count(choose: Chooser, case: Case, *, whole: bool = False) -> tuple[int, int]:
    """Return a random cell of any counted column; with `whole` one that holds whole numbers only."""
    units = [name for name in case.roster.columns.at if described(Kindergarten)[name].unit]
    names = [name for name in units if not whole or base_type(Kindergarten, name) is int]
    return a_row(choose, case), case.roster.columns.at[choose.pick(names)]
