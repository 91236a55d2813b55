"""Errors in one cell: what it holds is not what its column is for."""

from typing import Any, Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import Kindergarten
from tests.accuracy.book import ErrorValue, Formula
from tests.accuracy.case import Case
from tests.accuracy.choose import Chooser
from tests.accuracy.plant import Fault, Plant, a_count, a_row, put

UNREADABLE: Final = (
    "约20", "341/360", "二百四十八", "17l", "52（含保育员12人）", "20左右", "12+3", "2 3", "待报", "见附表", "十几", "8-10", "1,23", "O", "30?", "２５①", "=20",
)  # fmt: skip
_ERRORS: Final = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!")
_WORDLESS: Final = ("公办托管", "不清楚", "待定", "4", "其他")
_UNTIMELY: Final = ("三月底", "2024年13月", "不详日期", "2023.2.30")


def in_counts(code: str, contents: tuple[Any, ...], *, whole: bool = False) -> Plant:
    def plant(choose: Chooser, case: Case) -> Fault:
        row, column = a_count(choose, case, whole=whole)
        put(case, row, column, choose.pick(contents))
        return Fault(code, row, column)

    return plant


def error_value(choose: Chooser, case: Case) -> Fault:
    """An error value in any column that is understood, also one of words."""
    row, column = a_row(choose, case), choose.pick(sorted(case.roster.columns.at.values()))
    error = ErrorValue(choose.pick(_ERRORS))
    _unmerged(case, row, column)
    put(case, row, column, error)
    return Fault("PM204", row, column)


def _unmerged(case: Case, row: int, column: int) -> None:
    """Take the cell out of its merge, if it is in one."""
    page = case.roster.page
    page.merges = [
        each for each in page.merges if not (each.top <= row <= each.bottom and each.left <= column <= each.right)
    ]


def no_result(choose: Chooser, case: Case) -> Fault | None:
    if case.book.writer != "openpyxl":
        return None
    row, column = a_count(choose, case)
    put(case, row, column, Formula(choose.pick(("=ROUND(89.7,0)", "=VLOOKUP(A1,B:C,2,0)", "=Sheet9!B2", "=A1*2")), 0))
    return Fault("PM205", row, column)


def unknown_word(choose: Chooser, case: Case) -> Fault | None:
    fields = [name for name in case.roster.columns.at if described(Kindergarten)[name].words]
    name, row = choose.pick(fields), a_row(choose, case)
    put(case, row, case.roster.columns.at[name], choose.pick(_WORDLESS))
    return Fault("PM207", row, case.roster.columns.at[name])


def untimely(choose: Chooser, case: Case) -> Fault | None:
    fields = [
        name for name in ("handed_over_on", "leave_time_summer", "leave_time_winter") if name in case.roster.columns.at
    ]
    if not fields:
        return None
    row, column = a_row(choose, case), case.roster.columns.at[choose.pick(fields)]
    put(case, row, column, choose.pick(_UNTIMELY))
    return Fault("PM208", row, column)


def blank(code: str, names: tuple[str, ...]) -> Plant:
    def plant(choose: Chooser, case: Case) -> Fault | None:
        name = choose.pick(names)
        if name not in case.roster.columns.at:
            return None
        row, column = a_row(choose, case), case.roster.columns.at[name]
        put(case, row, column, choose.pick(("", "—", "/", " ", "\u3000")))
        return Fault(code, row, column)

    return plant


def merged_number(choose: Chooser, case: Case) -> Fault | None:
    """A number merged over two kindergartens below each other."""
    data = case.roster.data_rows()
    tops = [row for row in data if row + 1 in data]
    if not tops:
        return None
    row = choose.pick(tops)
    column = a_count(choose, case)[1]
    page = case.roster.page
    page.cells.pop((row + 1, column), None)
    page.merge(row, column, row + 1, column)
    put(case, row, column, 30)
    return Fault("PM209", row, column)
