"""A roster drawn on a page: the rows filled in, and the truth of every cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.grid import a1
from preschool_metrics.model.returns import Kindergarten
from tests.accuracy.book import Content, Formula, Page, Placed, placed
from tests.accuracy.choose import Chooser
from tests.accuracy.columns import Columns, draw_headings
from tests.accuracy.drawn import Roster
from tests.accuracy.headings import OF_GROUP
from tests.accuracy.rows import Row
from tests.accuracy.spelling import BLANKS, cell_of
from tests.accuracy.sums import draw_numbers, draw_sum

_MAY_BE_BLANK: Final = frozenset(
    {
        "code", "sponsor", "profit", "schedule", "health_staff_part_time", "places", "community_attached", "handed_over_on", "leave_time_summer",
        "leave_time_winter", "area_building", "area_site", "area_outdoor", "area_activity_rooms", "party_branch", "guards", "alarm", "video", "principals",
        "administrative_staff", "auxiliary_staff", "service_staff", "teachers_certified", "classes_within_limit",
    }
)  # fmt: skip
_MAY_BE_LEFT_OUT: Final = frozenset({"enrolled_nursery", "enrolled_mixed", "classes_nursery", "classes_mixed"})
_REMARKS: Final = ("", "", "", "新建", "2023年9月开办", "含托班12人", "合并办园", "待定", "25", "其中外聘3人", "见附件")


@dataclass(frozen=True)
class Way:
    """How the cells of a roster are filled: shares in percent.

    texts      numbers that stand as text
    blanks     optional values left out
    sums       rows whose total is a formula, and whether totals are
    area_as    the spelling of the area column, which is repeated, merged or written once
    """

    texts: int
    blanks: int
    sums: bool
    area_as: tuple[str, ...]
    area_column: str
    built_in: bool
    single: str


def draw_roster(
    choose: Chooser, page: Page, columns: Columns, top: int, rows: Sequence[Row], facts: list[dict[str, Any]], way: Way
) -> Roster:
    """Draw headings and rows from a row on; kindergartens first, so that totals can add them."""
    draw_headings(page, columns, top, way.single)
    roster = Roster(page, columns, top)
    at = top + columns.depth
    for row in rows:
        roster.rows[at] = row
        at += columns.depth if row.kind == "again" else 1
    roster.bottom = at - 1
    for serial, (number, row) in enumerate(((at, row) for at, row in roster.rows.items() if row.kind == "data"), 1):
        _draw_kindergarten(choose, roster, number, serial, facts[row.members[0]], way)
    _draw_areas(roster, way, choose)
    for number, row in roster.rows.items():
        if row.kind == "again":
            draw_headings(page, columns, number, way.single)
        elif row.kind == "numbers":
            draw_numbers(roster, number, row.text)
        elif row.kind != "data":
            draw_sum(choose, roster, number, row, sums=way.sums)
    return roster


def _draw_kindergarten(choose: Chooser, roster: Roster, at: int, serial: int, facts: dict[str, Any], way: Way) -> None:
    truth: dict[str, Placed] = {}
    for name, column in roster.columns.at.items():
        if name == "area":
            continue
        value, content = _value(choose, name, facts, way)
        roster.page.put(at, column, content)
        truth[name] = placed(value, at, column)
    roster.truth[at] = truth
    if way.sums:
        _write_as_sum(roster, at, facts)
    for stranger, column in roster.columns.others.items():
        roster.page.put(at, column, _of_stranger(choose, stranger, serial))


def _value(choose: Chooser, name: str, facts: dict[str, Any], way: Way) -> tuple[Any, Content | None]:
    """Return the true value of a cell and what stands in it."""
    value, random = facts[name], choose.random
    if name == "nature" and "inclusive" in facts["columns"] and value != "public":
        return value, random.choice(("民办", "民办园", "私立")) if way.texts else "民办"
    if name == "inclusive" and facts["nature"] == "public" and random.randrange(100) < way.blanks:
        return None, ""
    if value is None or (_may_be_blank(name, facts) and random.randrange(100) < way.blanks):
        marks = [
            mark for mark in BLANKS if not (mark == "无" and described(Kindergarten)[name].words)
        ]  # there it says no
        return None, random.choice(("", *marks)) if way.blanks else ""
    return value, cell_of(random, name, value, way.texts, built_in=way.built_in)


def _may_be_blank(name: str, facts: dict[str, Any]) -> bool:
    """Tell whether a cell may be left blank and nobody asks for it: PM706 would for an inclusive one's day."""
    asked_for = name == "handed_over_on" and facts["nature"] == "inclusive_private"
    return (name in _MAY_BE_BLANK and not asked_for) or (name in _MAY_BE_LEFT_OUT and facts[name] == 0)


def _of_stranger(choose: Chooser, stranger: str, serial: int) -> Content:
    random = choose.random
    if stranger == "序号":
        return serial
    if stranger == "备注":
        return random.choice(_REMARKS)
    return {
        "联系电话": random.choice((13_512_345_678 + serial, f"022-8217{serial:04}", f"135{serial:08}")),
        "园长姓名": random.choice(("王芳", "李 娜", "张秀英", "刘洋")),
        "收费标准（元/月）": random.choice((450, 680.5, "1200元", "450-900", 0)),
        "建园时间": random.choice((2009, "1998年9月", "2016.9")),
    }.get(stranger, f"{stranger}{serial}")


def _write_as_sum(roster: Roster, at: int, facts: dict[str, Any]) -> None:
    """Write a total of the row as the sum of its parts, where all of these stand there as numbers."""
    for whole, *parts in OF_GROUP.values():
        columns = [roster.columns.at[part] for part in parts if part in roster.columns.at]
        known = [roster.page.cells.get((at, column)) for column in columns]
        if whole not in roster.columns.at or len(known) < 2 or not all(type(value) is int for value in known):
            continue
        if sum(known) == facts[whole]:  # type: ignore[arg-type]  # they are whole numbers
            text = "=" + "+".join(a1(at, column) for column in columns)
            roster.page.put(at, roster.columns.at[whole], Formula(text, facts[whole]))


def _draw_areas(roster: Roster, way: Way, choose: Chooser) -> None:
    """Fill the area column: in every row, once and merged down over rows that follow each other, or in the first."""
    column = roster.columns.at.get("area")
    if column is None:
        return
    data = roster.data_rows()
    written = {at: choose.random.choice(way.area_as) for at in data}
    if way.area_column == "merged":
        runs = [at for at in data if at - 1 not in written]
        for first in runs:
            last = first
            while last + 1 in written:
                last += 1
                written[last] = written[first]
            roster.page.merge(first, column, last, column)
        shown = set(runs)
    else:
        shown = set(data if way.area_column == "repeated" else data[:1])
        written = {at: text if at in shown else "" for at, text in written.items()}
    for at in data:
        roster.page.put(at, column, written[at] if at in shown else "")
        roster.truth[at]["area"] = placed(written[at] or None, at, column)
