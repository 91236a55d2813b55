"""Planted faults of a summary: each has its error at its cell, and costs what hangs on it, no more."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from tests.grammar.canvas import Typed
from tests.grammar.drawing import Draw
from tests.grammar.facts import NATURES
from tests.grammar.faults import Plant
from tests.grammar.table import Column, Line, Table
from tests.grammar.truth import Must, Truth, unknown

FAULTS: Final = {
    "none": 12,
    "unreadable figure": 1,
    "wrong total": 1,
    "unknown town": 0.7,
    "misspelt town": 0.6,
    "town twice": 0.6,
    "natures do not add up": 0.7,
}
_MISSPELT: Final = {  # 曹子里乡 is none: older lists call the town so (domain.md §2)
    "汊沽港镇": "汉沽港镇",
    "陈咀镇": "陈嘴镇",
    "杨村街道": "杨村衔道",
    "大黄堡镇": "大黄铺镇",
    "曹子里镇": "曹子李镇",
    "白古屯镇": "白古吞镇",
    "豆张庄镇": "豆章庄镇",
}
_BY_STAFF: Final = {
    "staff": ("child_staff_ratio",),
    "teachers": ("child_care_teaching_staff_ratio", "child_teacher_ratio", "teacher_certification_rate"),
}


def plant(draw: Draw, lines: list[Line], columns: Sequence[Column], profile: str) -> Plant:
    """Draw a fault that the table has room for; without one nothing changes."""
    kind = draw.fairly("fault", FAULTS)
    made = _MAKERS[kind](draw, lines, columns, profile) if kind != "none" else None
    if made is None:
        draw.features["fault"] = "none"
        return Plant(lines)
    return made


def noted(plant: Plant, draw: Draw, truth: Truth, table: Table) -> None:
    """Write the fault into the truth, now that the table lies somewhere."""
    if not plant.key:
        return
    line = plant.lines[plant.line]
    kind, town = draw.features["fault"], line.group.towns[0].name
    truth.must.append(Must(plant.codes, *table.cell(plant.line, plant.key), _others(kind, plant, table)))
    truth.allow |= plant.also
    if kind == "unreadable figure":
        truth.areas[town] = unknown(truth.areas[town], plant.lost)
        truth.total = unknown(truth.total, plant.lost)
    elif kind == "town twice":
        truth.areas[town] = unknown(truth.areas[town], truth.areas[town])
        truth.total = unknown(truth.total, truth.total)


def _others(kind: str, plant: Plant, table: Table) -> tuple[str, ...]:
    """Return the other cells that may be named: of a town that stands twice each, of a sum that fails each of its parts."""
    if kind == "town twice":
        name = plant.lines[plant.line].texts["town"]
        return tuple(
            table.cell(index, "town")[1] for index, each in enumerate(plant.lines) if each.texts.get("town") == name
        )
    if kind == "natures do not add up":
        return tuple(table.cell(plant.line, "enrolled", nature)[1] for nature in NATURES)
    return ()


def _data(lines: Sequence[Line]) -> list[int]:
    return [index for index, line in enumerate(lines) if line.kind == "data"]


def _only_data(lines: Sequence[Line]) -> bool:
    return all(line.kind == "data" for line in lines)


def _with(lines: Sequence[Line], at: int, key: str, typed: Typed) -> list[Line]:
    changed = replace(lines[at], planted={**lines[at].planted, key: typed})
    return [*lines[:at], changed, *lines[at + 1 :]]


def _has(columns: Sequence[Column], key: str, nature: str | None = None) -> bool:
    return any((each.key, each.nature) == (key, nature) for each in columns)


def _unreadable(draw: Draw, lines: list[Line], columns: Sequence[Column], _: str) -> Plant | None:
    derived = {
        "teachers": ("care_teaching_staff", "permanent_teachers"),
        "staff": ("permanent_staff", "contract_staff", "principals"),
    }
    keys = [key for key in _BY_STAFF if _has(columns, key) and not any(_has(columns, each) for each in derived[key])]
    if not keys:
        return None
    at, key = draw.one(_data(lines)), draw.one(keys)
    typed = draw.one(("约120", "二百四十八", "17l", "341/360", "1O5", "12?"))
    return Plant(_with(lines, at, key, typed), at, key, ("PM201",), _BY_STAFF[key], {"PM213"})


def _total_wrong(draw: Draw, lines: list[Line], columns: Sequence[Column], _: str) -> Plant | None:
    totals = [index for index, line in enumerate(lines) if line.kind == "total" and line.texts]
    keys = [key for key in ("staff", "teachers", "enrolled") if _has(columns, key)]
    keys = [key for key in keys if key != "enrolled" or not any(each.nature for each in columns)]
    keys = [key for key in keys if key != "staff" or not _has(columns, "principals")]
    if not totals or len(keys) < 2:
        return None
    at, key = totals[0], draw.one(keys)
    return Plant(_with(lines, at, key, lines[at].group.count(key) + draw.one((1, -1, 10))), at, key, ("PM401",))


def _unknown_town(draw: Draw, lines: list[Line], columns: Sequence[Column], profile: str) -> Plant | None:
    """A town of no register: its row is an error, and not counted."""
    del columns
    if profile != "wuqing-2023" or not _only_data(lines):
        return None
    name = draw.one(("凤凰岭镇", "石桥湾镇", "白云山街道"))
    return Plant([*lines, lines[-1].said(town=name, index=len(lines) + 1)], len(lines), "town", ("PM113",))


def _misspelt(draw: Draw, lines: list[Line], columns: Sequence[Column], profile: str) -> Plant | None:
    """A near miss is asked about, and counts under the name it is near to."""
    del columns
    found = [index for index in _data(lines) if lines[index].texts.get("town") in _MISSPELT]
    if profile != "wuqing-2023" or not found:
        return None
    at = draw.one(found)
    wrong = _MISSPELT[str(lines[at].texts["town"])]
    return Plant([*lines[:at], lines[at].said(town=wrong), *lines[at + 1 :]], at, "town", ("PM114",))


def _twice(draw: Draw, lines: list[Line], columns: Sequence[Column], _: str) -> Plant | None:
    """A town stands twice with other figures: neither counts."""
    del columns
    if not _only_data(lines):
        return None
    at = draw.one(_data(lines))
    again = replace(lines[at], worth=lambda value: value + value // 9 + 1).said(index=len(lines) + 1)
    return Plant([*lines, again], len(lines), "town", ("PM413",))


def _parts(draw: Draw, lines: list[Line], columns: Sequence[Column], _: str) -> Plant | None:
    """公办, 普惠性民办 and 非普惠性民办 do not make the total that the row states; the total counts."""
    if not _only_data(lines) or not all(
        _has(columns, "enrolled", nature) for nature in (None, "public", "inclusive", "other")
    ):
        return None
    at = draw.one(_data(lines))
    wrong = lines[at].group.count("enrolled", "other") + draw.one((1, 2, 10, 100))
    return Plant(_with(lines, at, "enrolled/other", wrong), at, "enrolled", ("PM406",))


Maker = Callable[[Draw, list[Line], Sequence[Column], str], Plant | None]
_MAKERS: Final[dict[str, Maker]] = {
    "unreadable figure": _unreadable,
    "wrong total": _total_wrong,
    "unknown town": _unknown_town,
    "misspelt town": _misspelt,
    "town twice": _twice,
    "natures do not add up": _parts,
}
