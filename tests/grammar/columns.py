"""The columns of a roster: what names a row, what tells its nature, what is counted, and what nobody counts."""

from collections.abc import Callable, Sequence
from zlib import crc32

from tests.grammar import words
from tests.grammar.drawing import Draw
from tests.grammar.facts import Group, Town, whole
from tests.grammar.headings import children_block, classes_block, staff_block
from tests.grammar.natures import Evidence
from tests.grammar.table import Column, Line
from tests.grammar.truth import Truth, Want


def _rates(draw: Draw) -> list[Column]:
    """Columns that are never a count: rates, ratios, means."""
    makers: list[tuple[tuple[str, ...], Callable[[Group], str | float | None]]] = [
        (("师幼比", "教职工与幼儿比", "师生比"), lambda group: _ratio(group, "staff")),
        (("平均班额", "班额", "班均人数"), lambda group: _mean(group, "classes")),
        (("保教人员与幼儿比",), lambda group: _ratio(group, "care_teaching_staff")),
        (("持证率（%）", "教师持证率", "持证比例"), lambda group: _percent(group, "teachers_certified", "teachers")),
    ]
    if not draw.flag("rates beside counts", 0.15):
        return []
    heads, tells = draw.one(makers)
    return [Column((draw.one(heads),), "rate", tells=tells)]


def _ratio(group: Group, key: str) -> str | None:
    return f"1:{group.count('enrolled') / group.count(key):.1f}" if group.count(key) else None


def _mean(group: Group, key: str) -> float | None:
    return round(group.count("enrolled") / group.count(key), 1) if group.count(key) else None


def _percent(group: Group, part: str, of: str) -> float | None:
    return round(100 * group.count(part) / group.count(of), 2) if group.count(of) else None


def _things(draw: Draw) -> list[Column]:
    """Columns that nobody counts: areas, codes, remarks."""
    columns = [Column((draw.one(words.THINGS[key]),), key) for key in words.THINGS if draw.chance(0.06)]
    if draw.chance(0.2):
        columns.append(Column((draw.one(("备注", "备 注", "说明")),), "remark", count=False))
    if draw.chance(0.1):
        columns.append(Column((draw.one(("标识码", "机构标识码", "学校标识码")),), "code", count=False))
    return columns


def roster_columns(
    draw: Draw, towns: Sequence[Town], evidence: Evidence, *, town: bool, index: bool
) -> tuple[list[Column], list[Column]]:
    """Return the columns that name a row, and those that count it, in a drawn order."""
    group = whole(towns)
    front = [Column((draw.one(words.INDEX_HEADINGS),), "index", count=False)] if index else []
    named = [Column((draw.one(words.NAME_HEADINGS),), "name", count=False)]
    if town:
        at = draw.one((0, 0, 1))
        named.insert(
            at, Column((draw.one([each for each in words.TOWN_HEADINGS if each != "单位"]),), "town", count=False)
        )
    blocks = [
        evidence.figures or children_block(draw, group),
        classes_block(draw, group),
        staff_block(draw),
        _rates(draw),
        _things(draw),
    ]
    blocks = [block for block in blocks if block]
    if draw.flag("blocks in another order", 0.35):
        draw.rng.shuffle(blocks)
    if draw.flag("nature behind the figures", 0.12):
        blocks.append(evidence.columns)
        return [*front, *named], [each for block in blocks for each in block]
    return [*front, *named, *evidence.columns], [each for block in blocks for each in block]


def coded(lines: Sequence[Line]) -> list[Line]:
    """Give every kindergarten a code of its own: ten digits, 1112 for a kindergarten of Tianjin in front."""
    return [
        line.said(
            code=f"1112{crc32(str(line.texts.get('town', '') or '').encode() + str(line.texts['name']).encode()) % 10**6:06}"
        )
        if line.kind == "data"
        else line
        for line in lines
    ]


def without_nature(truth: Truth, evidence: Evidence, towns: Sequence[Town]) -> None:
    """A roster without evidence of the nature has an error that names what is missing (design §4)."""
    if evidence.kind == "none":
        truth.say = "性质|普惠|公办"
        truth.allow |= {"PM111", "PM213"}
    elif evidence.kind == "public/private only":
        truth.allow |= {"PM111", "PM207", "PM213"}
        # Where no kindergarten is private, all are inclusive: that may be seen or not.
        for town in towns:
            if not whole([town]).count("kindergartens", "private"):
                truth.areas[town.name] |= _all_inclusive(truth.areas[town.name])
        if not whole(towns).count("kindergartens", "private"):
            truth.total |= _all_inclusive(truth.total)
    else:
        _asked(truth, evidence, whole(towns))


def _asked(truth: Truth, evidence: Evidence, group: Group) -> None:
    """Where the words leave it open, the shares may be known or asked about."""
    open_ones: tuple[str, ...] = ()
    if evidence.bare and not group.count("kindergartens", "public"):
        truth.allow |= {"PM207", "PM213"}
        open_ones = ("inclusive_coverage_rate", "public_share")
    elif evidence.unticked and not group.count("kindergartens", "inclusive"):
        truth.allow |= {"PM213"}
        open_ones = ("inclusive_coverage_rate",)
    for figures in (*truth.areas.values(), truth.total):
        figures |= {each: (*figures[each], None) for each in open_ones if each in figures}


def _all_inclusive(figures: dict[str, Want]) -> dict[str, Want]:
    share = figures["public_share"][0]
    return {"inclusive_coverage_rate": (None, share)}
