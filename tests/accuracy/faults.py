"""Errors planted in one random cell of a valid return, each with the finding that it must give."""

from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from preschool_metrics.model.grid import a1
from tests.accuracy.case import Case
from tests.accuracy.cell_faults import (
    UNREADABLE,
    blank,
    error_value,
    in_counts,
    merged_number,
    no_result,
    unknown_word,
    untimely,
)
from tests.accuracy.checks import Expected
from tests.accuracy.choose import Chooser
from tests.accuracy.layouts import case_of
from tests.accuracy.plant import Fault, Plant
from tests.accuracy.row_faults import (
    beyond,
    code_twice,
    elsewhere,
    for_profit,
    leaves_early,
    more,
    no_class,
    staff,
    twice,
    wrong_sum,
)


@st.composite
def spoilt(draw: DrawFn) -> tuple[Case, Expected]:
    """Draw a return with one error planted, and what must be found."""
    return spoilt_of(Chooser.drawn(draw))


def spoilt_of(choose: Chooser) -> tuple[Case, Expected]:
    """Choose a valid return in a layout, and spoil one of its cells."""
    case = case_of(choose)
    return case, planted(choose, case)


def planted(choose: Chooser, case: Case) -> Expected:
    """Plant one error in a case; return what must be found. A plant that the layout has no room for changes nothing."""
    for kind in choose.order(sorted(FAULTS)):
        fault = FAULTS[kind](choose, case)
        if fault is not None:
            return _expected(case, fault)
    raise AssertionError("every layout has a name to blank out")


def _expected(case: Case, fault: Fault) -> Expected:
    also = {fault.row + 1} if fault.code == "PM209" else set()  # the number is taken from both
    rows = {fault.row, *also, *case.roster.totals()}
    return Expected(fault.code, case.roster.page.name, a1(fault.row, fault.column), frozenset(row + 1 for row in rows))


FAULTS: Final[dict[str, Plant]] = {
    "a text for a number": in_counts("PM201", UNREADABLE),
    "true for a number": in_counts("PM201", (True, False)),
    "a fraction": in_counts("PM202", (262.5, 0.1, "12.5"), whole=True),
    "out of range": in_counts("PM203", (-5, 1e15, 100_000, "-3", 13_512_345_678), whole=True),
    "an error value": error_value,
    "a formula without a result": no_result,
    "an unknown word": unknown_word,
    "a bad date or time": untimely,
    "a number merged over two": merged_number,
    "no name": blank("PM210", ("name",)),
    "a needed value blank": blank("PM212", ("enrolled", "nature")),
    "a used value blank": blank("PM213", ("staff", "teachers", "care_workers", "health_staff")),
    "wrong sum of ages": more("PM301", "enrolled", ("enrolled_junior", "enrolled_middle", "enrolled_senior")),
    "wrong sum of classes": more("PM302", "classes", ("classes_junior", "classes_middle", "classes_senior")),
    "wrong sum of posts": staff,
    "more certified than teachers": beyond("PM306", "teachers_certified", "teachers"),
    "more teachers than staff": beyond("PM307", "teachers", "staff"),
    "more good classes than classes": beyond("PM315", "classes_within_limit", "classes"),
    "for profit and inclusive": for_profit,
    "no class": no_class,
    "a name twice": twice,
    "a code twice": code_twice,
    "a wrong total": wrong_sum,
    "another town's row": elsewhere("PM502", ("杨村街道", "下朱庄街道", "陈咀镇", "陈嘴镇")),
    "an unknown town": elsewhere("PM113", ("双街镇", "北辰区青光镇", "某某街道")),
    "leaves early": leaves_early,
}
