"""Errors planted in one random cell of a valid return, each with the finding that it must give."""

from collections.abc import Callable
from datetime import time
from random import Random
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from preschool_metrics.model.dictionary import base_type, described
from preschool_metrics.model.grid import a1
from preschool_metrics.model.returns import Kindergarten
from tests.accuracy.book import Content, Dated, ErrorValue, Formula
from tests.accuracy.checks import Expected
from tests.accuracy.choose import Chooser
from tests.accuracy.headings import OF_GROUP
from tests.accuracy.kindergartens import POSTS, SPLIT
from tests.accuracy.layouts import Case, case_of

_UNREADABLE: Final = (
    "约20", "341/360", "二百四十八", "17l", "52（含保育员12人）", "20左右", "12+3", "2 3", "待报", "见附表", "十几", "8-10", "1,23", "O", "30?", "２５①", "=20",
)  # fmt: skip
_ERRORS: Final = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!")
_WORDLESS: Final = ("公办托管", "不清楚", "待定", "4", "其他")
_UNTIMELY: Final = ("三月底", "2024年13月", "不详日期", "2023.2.30")


class Fault(NamedTuple):
    """A planted error: the field's column and the row that it is in, and the code that it must give."""

    code: str
    row: int
    column: int


Plant = Callable[[Chooser, Case], Fault | None]


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
    rows = {fault.row, *case.roster.totals()}
    return Expected(fault.code, case.roster.page.name, a1(fault.row, fault.column), frozenset(row + 1 for row in rows))


def _put(case: Case, row: int, column: int, content: Content) -> None:
    case.roster.page.cells.pop((row, column), None)
    case.roster.page.put(row, column, content)


def _row(choose: Chooser, case: Case) -> int:
    return choose.pick(case.roster.data_rows())


def _a_count(choose: Chooser, case: Case, *, whole: bool = False) -> tuple[int, int]:
    """Return a random cell of any counted column; with `whole` one that holds whole numbers only."""
    units = [name for name in case.roster.columns.at if described(Kindergarten)[name].unit]
    names = [name for name in units if not whole or base_type(Kindergarten, name) is int]
    return _row(choose, case), case.roster.columns.at[choose.pick(names)]


def _in_counts(code: str, contents: tuple[Any, ...], *, whole: bool = False) -> Plant:
    def plant(choose: Chooser, case: Case) -> Fault:
        row, column = _a_count(choose, case, whole=whole)
        _put(case, row, column, choose.pick(contents))
        return Fault(code, row, column)

    return plant


def _error_value(choose: Chooser, case: Case) -> Fault:
    """An error value in any column that is understood, also one of words."""
    row, column = _row(choose, case), choose.pick(sorted(case.roster.columns.at.values()))
    error = ErrorValue(choose.pick(_ERRORS))
    _unmerged(case, row, column)
    _put(case, row, column, error)
    return Fault("PM204", row, column)


def _unmerged(case: Case, row: int, column: int) -> None:
    """Take the cell out of its merge, if it is in one."""
    page = case.roster.page
    page.merges = [
        each for each in page.merges if not (each.top <= row <= each.bottom and each.left <= column <= each.right)
    ]


def _no_result(choose: Chooser, case: Case) -> Fault | None:
    if case.book.writer != "openpyxl":
        return None
    row, column = _a_count(choose, case)
    _put(case, row, column, Formula(choose.pick(("=ROUND(89.7,0)", "=VLOOKUP(A1,B:C,2,0)", "=Sheet9!B2", "=A1*2")), 0))
    return Fault("PM205", row, column)


def _unknown_word(choose: Chooser, case: Case) -> Fault | None:
    fields = [name for name in case.roster.columns.at if described(Kindergarten)[name].words]
    name, row = choose.pick(fields), _row(choose, case)
    _put(case, row, case.roster.columns.at[name], choose.pick(_WORDLESS))
    return Fault("PM207", row, case.roster.columns.at[name])


def _untimely(choose: Chooser, case: Case) -> Fault | None:
    fields = [
        name for name in ("handed_over_on", "leave_time_summer", "leave_time_winter") if name in case.roster.columns.at
    ]
    if not fields:
        return None
    row, column = _row(choose, case), case.roster.columns.at[choose.pick(fields)]
    _put(case, row, column, choose.pick(_UNTIMELY))
    return Fault("PM208", row, column)


def _blank(code: str, names: tuple[str, ...]) -> Plant:
    def plant(choose: Chooser, case: Case) -> Fault | None:
        name = choose.pick(names)
        if name not in case.roster.columns.at:
            return None
        row, column = _row(choose, case), case.roster.columns.at[name]
        _put(case, row, column, choose.pick(("", "—", "/", " ", "\u3000")))
        return Fault(code, row, column)

    return plant


def _more(code: str, name: str, needed: tuple[str, ...]) -> Plant:
    """Add one to a total whose parts all stand there."""

    def plant(choose: Chooser, case: Case) -> Fault | None:
        at = case.roster.columns.at
        rows = [row for row in case.roster.data_rows() if _known(case, row, (name, *needed))]
        if name not in at or not set(needed) <= set(at) or not rows:
            return None
        row = choose.pick(rows)
        value = case.roster.truth[row][name].value
        assert isinstance(value, int)
        _put(case, row, at[name], value + choose.number(1, 9))
        return Fault(code, row, at[name])

    return plant


def _known(case: Case, row: int, names: tuple[str, ...]) -> bool:
    """Tell whether a row states every part of a group: a blank one keeps the rule from being held."""
    groups = [members for members in OF_GROUP.values() if set(names) & set(members)]
    shown = [name for members in groups for name in members if name in case.roster.truth[row]]
    return all(case.roster.truth[row][name].value is not None for name in shown)


def _staff(choose: Chooser, case: Case) -> Fault | None:
    at = set(case.roster.columns.at)
    if set(POSTS) <= at:
        return _more("PM303", "staff", POSTS)(choose, case)
    five = tuple(post for post in (*POSTS, "other_staff") if post not in SPLIT)
    return _more("PM304", "staff", five)(choose, case) if set(five) <= at and not set(SPLIT) & at else None


def _beyond(code: str, part: str, whole: str) -> Plant:
    """Make a part larger than its whole."""

    def plant(choose: Chooser, case: Case) -> Fault | None:
        at = case.roster.columns.at
        if not {part, whole} <= set(at):
            return None
        row = _row(choose, case)
        value = case.roster.truth[row][whole].value
        assert isinstance(value, int)
        _put(case, row, at[part], value + choose.number(1, 40))
        return Fault(code, row, at[part])

    return plant


def _twice(choose: Chooser, case: Case) -> Fault | None:
    """A kindergarten listed twice: by the same name, or by one that differs in brackets, blanks or width."""
    data = case.roster.data_rows()
    if len(data) < 2:
        return None
    first, second = sorted(choose.order(data)[:2])
    name = str(case.roster.truth[first]["name"].value)
    table = str.maketrans("（）·", "() ")
    variants = (
        name,
        f"{name} ",
        name.translate(table),
        name.replace("幼儿园", "幼儿园 "),
        name.replace(" ", ""),
        f"武清区{name}",
    )
    variant = choose.pick(variants[: 6 if not name.startswith(("天津", "武清")) else 5])
    column = case.roster.columns.at["name"]
    _put(case, second, column, variant)
    return Fault("PM403", second, column)


def _code_twice(choose: Chooser, case: Case) -> Fault | None:
    column = case.roster.columns.at.get("code")
    data = case.roster.data_rows()
    known = [row for row in data if column is not None and case.roster.truth[row]["code"].value]
    if column is None or not known or known[0] == data[-1]:
        return None
    first = choose.pick([row for row in known if row != data[-1]])
    second = choose.pick([row for row in data if row > first])
    _put(case, second, column, str(case.roster.truth[first]["code"].value))
    return Fault("PM404", second, column)


def _wrong_sum(choose: Chooser, case: Case) -> Fault | None:
    """A stated total or subtotal that is no sum of its rows; only where every row states its number."""
    roster = case.roster
    rows = [at for at, row in roster.rows.items() if row.kind in ("total", "subtotal")]
    if not rows:
        return None
    at = choose.pick(rows)
    row = roster.rows[at]
    adds = [number for number in roster.data_rows() if roster.rows[number].members[0] in row.members]
    names = [
        name
        for name in roster.columns.at
        if described(Kindergarten)[name].unit and all(roster.truth[number][name].value is not None for number in adds)
    ]
    column = roster.columns.at[choose.pick(names)]
    stated = roster.page.cells[at, column]
    value = stated.result if isinstance(stated, Formula) else stated
    assert isinstance(value, int | float)
    _put(case, at, column, value + choose.number(1, 99))
    return Fault("PM401" if row.kind == "total" else "PM402", at, column)


def _elsewhere(code: str, names: tuple[str, ...]) -> Plant:
    """A row whose area is not the one that reports, or none of the register."""

    def plant(choose: Chooser, case: Case) -> Fault | None:
        column = case.roster.columns.at.get("area")
        others = [name for name in names if name != case.area]
        if column is None:
            return None
        row = _row(choose, case)
        if any(span.top <= row <= span.bottom and span.left == column for span in case.roster.page.merges):
            return None
        _put(case, row, column, choose.pick(others))
        return Fault(code, row, column)

    return plant


def _for_profit(choose: Chooser, case: Case) -> Fault | None:
    rows = [row for row in case.roster.data_rows() if case.roster.truth[row]["nature"].value == "inclusive_private"]
    column = case.roster.columns.at.get("profit")
    if column is None or not rows:
        return None
    row = choose.pick(rows)
    _put(case, row, column, "营利性")
    return Fault("PM309", row, column)


def _leaves_early(choose: Chooser, case: Case) -> Fault | None:
    rows = [row for row in case.roster.data_rows() if case.roster.truth[row]["nature"].value == "public"]
    column = case.roster.columns.at.get("leave_time_summer")
    if column is None or not rows:
        return None
    row = choose.pick(rows)
    _put(case, row, column, choose.pick((Dated(time(16, 20), "hh:mm"), "16:20", "16时20分", "下午4:20")))
    return Fault("PM702", row, column)


def _merged_number(choose: Chooser, case: Case) -> Fault | None:
    """A number merged over two kindergartens below each other."""
    data = case.roster.data_rows()
    tops = [row for row in data if row + 1 in data]
    if not tops:
        return None
    row = choose.pick(tops)
    column = _a_count(choose, case)[1]
    page = case.roster.page
    page.cells.pop((row + 1, column), None)
    page.merge(row, column, row + 1, column)
    _put(case, row, column, 30)
    return Fault("PM209", row, column)


def _no_class(choose: Chooser, case: Case) -> Fault | None:
    rows = [row for row in case.roster.data_rows() if case.roster.truth[row]["enrolled"].value]
    column = case.roster.columns.at.get("classes")
    if column is None or not rows:
        return None
    row = choose.pick(rows)
    _put(case, row, column, 0)
    return Fault("PM312", row, column)


def cell_changed(random: Random, case: Case) -> Case:
    """Return the case with one number of the roster changed in the workbook, the truth left as it was."""
    spoilt = case.copy()
    roster = spoilt.roster
    row = random.choice(roster.data_rows())
    value = roster.truth[row]["enrolled"].value
    assert isinstance(value, int)
    _put(spoilt, row, roster.columns.at["enrolled"], value + random.choice((1, -1)) if value else 1)
    return spoilt


FAULTS: Final[dict[str, Plant]] = {
    "a text for a number": _in_counts("PM201", _UNREADABLE),
    "true for a number": _in_counts("PM201", (True, False)),
    "a fraction": _in_counts("PM202", (262.5, 0.1, "12.5"), whole=True),
    "out of range": _in_counts("PM203", (-5, 1e15, 100_000, "-3", 13_512_345_678), whole=True),
    "an error value": _error_value,
    "a formula without a result": _no_result,
    "an unknown word": _unknown_word,
    "a bad date or time": _untimely,
    "a number merged over two": _merged_number,
    "no name": _blank("PM210", ("name",)),
    "a needed value blank": _blank("PM212", ("enrolled", "nature")),
    "a used value blank": _blank("PM213", ("staff", "teachers", "care_workers", "health_staff")),
    "wrong sum of ages": _more("PM301", "enrolled", ("enrolled_junior", "enrolled_middle", "enrolled_senior")),
    "wrong sum of classes": _more("PM302", "classes", ("classes_junior", "classes_middle", "classes_senior")),
    "wrong sum of posts": _staff,
    "more certified than teachers": _beyond("PM306", "teachers_certified", "teachers"),
    "more teachers than staff": _beyond("PM307", "teachers", "staff"),
    "more good classes than classes": _beyond("PM315", "classes_within_limit", "classes"),
    "for profit and inclusive": _for_profit,
    "no class": _no_class,
    "a name twice": _twice,
    "a code twice": _code_twice,
    "a wrong total": _wrong_sum,
    "another town's row": _elsewhere("PM502", ("杨村街道", "下朱庄街道", "陈咀镇", "陈嘴镇")),
    "an unknown town": _elsewhere("PM113", ("双街镇", "北辰区青光镇", "某某街道")),
    "leaves early": _leaves_early,
}
