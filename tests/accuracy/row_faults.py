"""Errors between cells: each may hold what it holds, but not beside the others."""

from datetime import time
from random import Random

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import Kindergarten
from tests.accuracy.book import Content, Dated, Formula
from tests.accuracy.case import Case
from tests.accuracy.choose import Chooser
from tests.accuracy.headings import OF_GROUP
from tests.accuracy.kindergartens import POSTS, SPLIT
from tests.accuracy.plant import Fault, Plant, a_row, put


def more(code: str, name: str, needed: tuple[str, ...]) -> Plant:
    """Add one to a total whose parts all stand there."""

    def plant(choose: Chooser, case: Case) -> Fault | None:
        at = case.roster.columns.at
        rows = [row for row in case.roster.data_rows() if _known(case, row, (name, *needed))]
        if name not in at or not set(needed) <= set(at) or not rows:
            return None
        row = choose.pick(rows)
        value = case.roster.truth[row][name].value
        assert isinstance(value, int)
        put(case, row, at[name], value + choose.number(1, 9))
        return Fault(code, row, at[name])

    return plant


def _known(case: Case, row: int, names: tuple[str, ...]) -> bool:
    """Tell whether a row states every part of a group: a blank one keeps the rule from being held."""
    groups = [members for members in OF_GROUP.values() if set(names) & set(members)]
    shown = [name for members in groups for name in members if name in case.roster.truth[row]]
    return all(case.roster.truth[row][name].value is not None for name in shown)


def staff(choose: Chooser, case: Case) -> Fault | None:
    at = set(case.roster.columns.at)
    if set(POSTS) <= at:
        return more("PM303", "staff", POSTS)(choose, case)
    five = tuple(post for post in (*POSTS, "other_staff") if post not in SPLIT)
    return more("PM304", "staff", five)(choose, case) if set(five) <= at and not set(SPLIT) & at else None


def beyond(code: str, part: str, whole: str) -> Plant:
    """Make a part larger than its whole."""

    def plant(choose: Chooser, case: Case) -> Fault | None:
        at = case.roster.columns.at
        if not {part, whole} <= set(at):
            return None
        row = a_row(choose, case)
        value = case.roster.truth[row][whole].value
        assert isinstance(value, int)
        put(case, row, at[part], value + choose.number(1, 40))
        return Fault(code, row, at[part])

    return plant


def twice(choose: Chooser, case: Case) -> Fault | None:
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
    put(case, second, column, variant)
    return Fault("PM403", second, column)


def code_twice(choose: Chooser, case: Case) -> Fault | None:
    column = case.roster.columns.at.get("code")
    data = case.roster.data_rows()
    known = [row for row in data if column is not None and case.roster.truth[row]["code"].value]
    if column is None or not known or known[0] == data[-1]:
        return None
    first = choose.pick([row for row in known if row != data[-1]])
    second = choose.pick([row for row in data if row > first])
    put(case, second, column, str(case.roster.truth[first]["code"].value))
    return Fault("PM404", second, column)


def wrong_sum(choose: Chooser, case: Case) -> Fault | None:
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
    put(case, at, column, value + choose.number(1, 99))
    return Fault("PM401" if row.kind == "total" else "PM402", at, column)


def elsewhere(code: str, names: tuple[str, ...]) -> Plant:
    """A row whose area is not the one that reports, or none of the register."""

    def plant(choose: Chooser, case: Case) -> Fault | None:
        column = case.roster.columns.at.get("area")
        others = [name for name in names if name[0] != case.area[0]]  # 陈嘴镇 is the old name of 陈咀镇
        if column is None:
            return None
        row = a_row(choose, case)
        if any(span.top <= row <= span.bottom and span.left == column for span in case.roster.page.merges):
            return None
        put(case, row, column, choose.pick(others))
        return Fault(code, row, column)

    return plant


def for_profit(choose: Chooser, case: Case) -> Fault | None:
    rows = [row for row in case.roster.data_rows() if case.roster.truth[row]["nature"].value == "inclusive_private"]
    column = case.roster.columns.at.get("profit")
    if column is None or not rows:
        return None
    row = choose.pick(rows)
    put(case, row, column, "营利性")
    return Fault("PM309", row, column)


def leaves_early(choose: Chooser, case: Case) -> Fault | None:
    rows = [row for row in case.roster.data_rows() if case.roster.truth[row]["nature"].value == "public"]
    column = case.roster.columns.at.get("leave_time_summer")
    if column is None or not rows:
        return None
    row = choose.pick(rows)
    early: tuple[Content, ...] = (Dated(time(16, 20), "hh:mm"), "16:20", "16时20分", "下午4:20")
    put(case, row, column, choose.pick(early))
    return Fault("PM702", row, column)


def no_class(choose: Chooser, case: Case) -> Fault | None:
    rows = [row for row in case.roster.data_rows() if case.roster.truth[row]["enrolled"].value]
    column = case.roster.columns.at.get("classes")
    if column is None or not rows:
        return None
    row = choose.pick(rows)
    put(case, row, column, 0)
    return Fault("PM312", row, column)


def cell_changed(random: Random, case: Case) -> Case:
    """Return the case with one number of the roster changed in the workbook, the truth left as it was."""
    spoilt = case.copy()
    roster = spoilt.roster
    row = random.choice(roster.data_rows())
    value = roster.truth[row]["enrolled"].value
    assert isinstance(value, int)
    put(spoilt, row, roster.columns.at["enrolled"], value + random.choice((1, -1)) if value else 1)
    return spoilt
