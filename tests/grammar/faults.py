"""Planted faults of a roster: the right error has to come at the right cell, and what hangs on it is unknown or what the rows say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tests.grammar.drawing import Draw
from tests.grammar.facts import WUQING_TOWNS, Group, draw_kindergarten
from tests.grammar.table import Column, Line, Table
from tests.grammar.truth import Must, Truth, unknown

FAULTS: Final = {
    "none": 12,
    "unreadable figure": 1,
    "fraction": 0.4,
    "blank figure": 0.5,
    "error word": 0.4,
    "wrong total": 1.2,
    "wrong subtotal": 0.5,
    "duplicate": 0.7,
    "parts do not add up": 0.7,
    "unclear nature": 0.5,
    "row of another town": 0.5,
    "day-care point": 0.5,
}
_UNREADABLE: Final = ("约120", "二百四十八", "17l", "341/360", "1O5", "120左右", "一百多", "12?", "90-100")
_NEEDS: Final = {
    "enrolled": (
        "gross_enrollment_rate",
        "inclusive_coverage_rate",
        "public_share",
        "child_staff_ratio",
        "child_care_teaching_staff_ratio",
        "child_health_staff_ratio",
        "child_teacher_ratio",
    ),
    "staff": ("child_staff_ratio",),
    "teachers": ("child_care_teaching_staff_ratio", "child_teacher_ratio", "teacher_certification_rate"),
    "nature": ("inclusive_coverage_rate", "public_share"),
}


@dataclass
class Plant:
    """A fault in the lines of a table: where it lies, and what has to be said there."""

    lines: list[Line]
    line: int = -1
    key: str = ""
    codes: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    also: set[str] = field(default_factory=set)
    others: tuple[str, ...] = ()

    def noted(self, truth: Truth, table: Table, town: str) -> None:
        """Write the fault into the truth, now that the table lies somewhere."""
        if not self.key:
            return
        others = tuple(table.cell(self.line, key)[1] for key in self.others if table.has(key))
        truth.must.append(Must(self.codes, *table.cell(self.line, self.key), others))
        truth.allow |= self.also
        truth.areas[town] = unknown(truth.areas[town], self.lost)
        truth.total = unknown(truth.total, self.lost)


def plant(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant:
    """Draw a fault that the table has room for; without one nothing changes."""
    kind = draw.fairly("fault", FAULTS)
    made = _MAKERS[kind](draw, lines, columns) if kind != "none" else None
    if made is None:
        draw.features["fault"] = "none"
        return Plant(lines)
    return made


def _data(lines: Sequence[Line]) -> list[int]:
    return [index for index, line in enumerate(lines) if line.kind == "data"]


def _keys(columns: Sequence[Column]) -> set[str]:
    return {each.key for each in columns if each.nature is None}


def _with(lines: Sequence[Line], at: int, key: str, typed: str | float | None) -> list[Line]:
    changed = replace(lines[at], planted={**lines[at].planted, key: typed})
    return [*lines[:at], changed, *lines[at + 1 :]]


def _figure(
    draw: Draw, lines: list[Line], columns: Sequence[Column], typed: str | float | None, *codes: str
) -> Plant | None:
    keys = sorted(_keys(columns) & {"enrolled", "staff", "teachers"})
    # No indicator of the national profile needs the staff: nobody misses a blank.
    unasked = {"staff"} if typed is None and draw.features["profile"] == "national-2020" else set()
    # Where its parts stand beside it, a figure can be had from them: another question.
    proved = {"enrolled"} if any(each.nature or each.key == "enrolled_junior" for each in columns) else set()
    proved |= {"teachers"} if {"care_teaching_staff", "permanent_teachers"} & _keys(columns) else set()
    keys = [key for key in keys if key not in proved | unasked]
    if not keys or not _data(lines):
        return None
    at, key = draw.one(_data(lines)), draw.one(keys)
    return Plant(_with(lines, at, key, typed), at, key, codes, _NEEDS[key], {"PM213"})


def _unreadable(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    return _figure(draw, lines, columns, draw.one(_UNREADABLE), "PM201")


def _fraction(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    typed, code = draw.one(((88.5, "PM202"), (-12, "PM203"), (240000, "PM203")))
    return _figure(draw, lines, columns, typed, code)


def _blank(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    return _figure(draw, lines, columns, None, "PM212", "PM213")


def _error_word(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    return _figure(draw, lines, columns, draw.one(("#REF!", "#VALUE!", "#N/A")), "PM204", "PM201")


def _sum_wrong(draw: Draw, lines: list[Line], columns: Sequence[Column], kind: str, *codes: str) -> Plant | None:
    """A stated sum is wrong by a little; its label says what it is, the rows count."""
    found = [index for index, line in enumerate(lines) if line.kind == kind and line.texts]
    counted = [each for each in columns if each.count and each.nature is None and each.tells is None]
    sure = [each.key for each in counted if each.key in ("enrolled", "staff", "teachers", "classes")]
    if not found or len(counted) < 2 or not sure:
        return None
    at, key = draw.one(found), draw.one(sure)
    wrong = lines[at].group.count(key) + draw.one((1, -1, 10, 7))
    levels = {"enrolled": "enrolled_junior", "classes": "classes_junior", "staff": "principals"}
    if levels.get(key, "") in _keys(columns):
        return None
    return Plant(_with(lines, at, key, wrong), at, key, codes)


def _total_wrong(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    return _sum_wrong(draw, lines, columns, "total", "PM401", "PM402")


def _subtotal_wrong(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    return _sum_wrong(draw, lines, columns, "subtotal", "PM402", "PM401")


def _duplicate(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:  # noqa: ARG001
    """A kindergarten stands twice; the first counts (design §5)."""
    if any(line.kind != "data" for line in lines):
        return None
    at = draw.one(_data(lines))
    doubled = [*lines, lines[at].said(index=len(lines) + 1)]
    return Plant(doubled, len(lines), "name", ("PM403",), also={"PM404"})


def _parts(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    """小 + 中 + 大 differ from the stated total of a row: the total counts, and is queried."""
    if not {"enrolled_junior", "enrolled"} <= _keys(columns) or any(line.kind != "data" for line in lines):
        return None
    at = draw.one(_data(lines))
    wrong = lines[at].group.count("enrolled_middle") + draw.one((1, 2, 10, -1))
    if lines[at].group.count("enrolled_middle") == 0:
        return None
    return Plant(
        _with(lines, at, "enrolled_middle", wrong),
        at,
        "enrolled",
        ("PM301",),
        others=("enrolled_junior", "enrolled_middle", "enrolled_senior"),
    )


def _unclear(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    """公办托管 and its like are a query, never private by default; the nature stays unknown."""
    if "nature" not in _keys(columns) or "inclusive" in _keys(columns) or not _data(lines):
        return None
    at = draw.one(_data(lines))
    word = draw.one(("公办托管", "公办民营", "集团办园", "联办", "混合所有制", "企事业办园", "国有民营"))
    return Plant(_with(lines, at, "nature", word), at, "nature", ("PM207",), _NEEDS["nature"], {"PM213"})


def _stranger(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    """A row says that it belongs to another town: it is not counted here (design §5)."""
    towns = {str(line.texts.get("town")) for line in lines}
    if "town" not in _keys(columns) or any(line.kind != "data" for line in lines) or len(towns) > 1:
        return None
    other = draw.one([each for each in WUQING_TOWNS if each not in towns])
    kindergarten = draw_kindergarten(
        draw.rng, "外镇幼儿园", other, lines[0].group.kindergartens[0].nature, nursery=False
    )
    row = replace(lines[0], group=Group((kindergarten,)))
    return Plant(
        [*lines, row.said(town=other, name="外镇幼儿园", index=len(lines) + 1, code=None)],
        len(lines),
        "town",
        ("PM502",),
        others=("name",),
    )


def _point(draw: Draw, lines: list[Line], columns: Sequence[Column]) -> Plant | None:
    """A private day-care point is no kindergarten: its children count nowhere, and that is said."""
    if any(line.kind != "data" for line in lines):
        return None
    name = draw.one(("星光民办托幼点", "新村托幼点", "民办看护点（星光）"))
    nature = lines[0].texts.get("nature")
    point = draw_kindergarten(draw.rng, name, lines[0].group.kindergartens[0].town, "other", nursery=False)
    row = replace(lines[0], group=Group((point,))).said(name=name, index=len(lines) + 1, code=None)
    if "nature" in _keys(columns) and "inclusive" not in _keys(columns):
        row = row.said(nature=draw.one(("民办托幼点", "托幼点", str(nature))))
    return Plant([*lines, row], len(lines), "name", (), others=("nature", "enrolled"))


Maker = Callable[[Draw, list[Line], Sequence[Column]], Plant | None]
_MAKERS: Final[dict[str, Maker]] = {
    "unreadable figure": _unreadable,
    "fraction": _fraction,
    "blank figure": _blank,
    "error word": _error_word,
    "wrong total": _total_wrong,
    "wrong subtotal": _subtotal_wrong,
    "duplicate": _duplicate,
    "parts do not add up": _parts,
    "unclear nature": _unclear,
    "row of another town": _stranger,
    "day-care point": _point,
}
