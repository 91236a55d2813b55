"""Headings matched to fields, through the synonyms of the data dictionary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final, NamedTuple

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import TableKind
from preschool_metrics.model.layout import IGNORE, NO_HEADINGS, Headings
from preschool_metrics.model.returns import (
    GROUPS,
    TOTAL_LEAVES,
    ChildcarePoint,
    Counts,
    Explanation,
    Kindergarten,
    Record,
    Summary,
    Task,
)
from preschool_metrics.shape.words import bare, heading_key, path_key, short_key, unit_of

RECORDS: Final[dict[TableKind, type[Record]]] = {
    "roster": Kindergarten,
    "summary": Summary,
    "points": ChildcarePoint,
    "explanations": Explanation,
    "tasks": Task,
}
# A parent with one of these words narrows its columns to a part of what they count.
_NARROWING: Final = (
    "公办", "民办", "普惠", "教育部门", "教育办", "教办", "集体", "企业", "部门办", "城区", "城镇", "城市", "农村", "乡村", "上年", "去年", "上月", "上期", "同期", "同比", "环比", "增", "减", "男", "女",
    "其他", "新生", "毕业", "离园", "比例", "占比", "率", "计划", "预计", "合格", "少数民族", "残疾", "留守", "随迁", "编制", "外聘", "附设", "学前班", "小学", "上半年", "下半年", "独立",
)  # fmt: skip
_IGNORED: Final = frozenset(
    map(heading_key, ("序号", "编号", "备注", "说明", "自查提示", "填报提示", "行次", "代码", "其中"))
)
_NEUTRAL = re.compile(
    r"基本|情况|自然|规模|人口|队伍|师资|信息|统计|数据|园所|办园条件|办园规模|幼儿情况|幼儿规模|班级|条件|本[年月期]|当[年月前]|其中|\d{4}年"
)
_AMONG: Final = "其中"
_TOTALS: Final = frozenset(map(heading_key, TOTAL_LEAVES))
_COUNTED: Final = {
    heading_key(text): group
    for group, texts in {
        "classes": ("班数", "班级数", "班级", "班"),
        "enrolled": ("人数", "幼儿数", "幼儿人数", "在园人数", "幼儿", "在园幼儿数", "儿童数"),
    }.items()
    for text in texts
}
SURE, REDUCED, LOOSE, DOUBTFUL = 1.0, 0.9, 0.8, 0.6


class Match(NamedTuple):
    """A field and how sure the match is; `by_layout` says that the office's layout file names the heading."""

    field: str
    score: float
    by_layout: bool = False


@dataclass(slots=True)
class _Vocabulary:
    """The words of one record: full names anywhere, leaves under a parent, and leaves that stand alone."""

    names: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    leaves: dict[tuple[str, str], str] = field(default_factory=dict)
    alone: dict[str, str] = field(default_factory=dict)


@cache
def _vocabulary(kind: TableKind) -> _Vocabulary:
    words = _Vocabulary()
    for name, description in described(RECORDS[kind]).items():
        for text in (description.heading.zh, *description.also):
            words.names.setdefault(heading_key(text), name)
            if description.unit:  # only what is counted is headed with 数 or without, at will
                words.short.setdefault(short_key(text), name)
        for leaf in description.leaves:
            words.leaves.setdefault((description.group or "", heading_key(leaf)), name)
            if description.bare:
                words.alone.setdefault(heading_key(leaf), name)
    return words


@cache
def _all_words() -> frozenset[str]:
    """Return the keys of every heading of every record, leaves included."""
    every = tuple(map(_vocabulary, RECORDS))
    return frozenset(key for words in every for key in (*words.names, *(leaf for _, leaf in words.leaves)))


@cache
def _all_short() -> frozenset[str]:
    return frozenset(key for kind in RECORDS for key in _vocabulary(kind).short)


@cache
def _group_keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for group, words in GROUPS.items():
        for text in (words.heading.zh, *words.also):
            keys.setdefault(heading_key(text), group)
            keys.setdefault(short_key(text), group)
    return keys


@cache
def _named(own: Headings) -> dict[str, str]:
    """Return the field of each heading that a layout file names."""
    return dict(own)


@cache
def _steps(own: Headings) -> frozenset[str]:
    return frozenset(step for key, _ in own for step in key.split("→"))


def named_field(path: Sequence[str], own: Headings) -> str | None:
    """Return the field, or `ignore`, that a layout file names for joined headings: for all of them, else for the last."""
    names = _named(own)
    keys = (path_key(path[at:]) for at in range(len(path)))
    return next((names[key] for key in keys if key in names), None) if names else None


@lru_cache(maxsize=8192)
def is_known(text: str, own: Headings = NO_HEADINGS) -> bool:
    """Tell whether a text is a word of any heading, `own` ones included: the measure of what a header row is."""
    key, shorter = heading_key(text), short_key(text)
    if key in _IGNORED or key in _group_keys() or key in _steps(own):
        return True
    return key in _all_words() or shorter in _all_short()


def is_group(text: str) -> bool:
    """Tell whether a text is a parent heading that stands over columns: 在园幼儿数, 其中."""
    return _group_named(text) is not None or heading_key(text) == _AMONG


def is_ignored(path: Sequence[str], own: Headings = NO_HEADINGS) -> bool:
    """Tell whether headings are ones that no field needs: a running number, a remark, what a layout file says so of."""
    return heading_key(path[-1]) in _IGNORED or named_field(path, own) == IGNORE


@lru_cache(maxsize=8192)
def match(kind: TableKind, path: tuple[str, ...], own: Headings = NO_HEADINGS) -> Match | None:
    """Match a column's headings, joined top-down, to a field of a record; None where none is meant.

    What the office's layout file names goes before all else. Then the parent decides: 幼儿园数→公办园 is no number of
    children, and a parent that narrows (公办园→教职工数) takes its column out of the totals.
    """
    said = named_field(path, own)
    if said is not None and (said == IGNORE or said in described(RECORDS[kind])):
        return None if said == IGNORE else Match(said, SURE, by_layout=True)
    words = _vocabulary(kind)
    *parents, leaf = path
    found = _by_name(words, "".join(path)) if parents else None
    if found is None:
        found = _under(words, parents, leaf) if parents else _alone(words, leaf)
    return found if found and _unit_fits(kind, found.field, leaf) else None


def _by_name(words: _Vocabulary, text: str) -> Match | None:
    key, shorter = heading_key(text), short_key(text)
    if key in words.names:
        return Match(words.names[key], SURE)
    if shorter in words.short:
        return Match(words.short[shorter], REDUCED)
    return None


def _alone(words: _Vocabulary, leaf: str) -> Match | None:
    key = heading_key(leaf)
    if key in words.names:
        return Match(words.names[key], SURE)
    if key in words.alone:
        return Match(words.alone[key], SURE)
    return _by_name(words, leaf)


def _under(words: _Vocabulary, parents: Sequence[str], leaf: str) -> Match | None:
    crossed = _crossed(words, parents, leaf)
    if crossed:
        return crossed
    for at in range(len(parents) - 1, -1, -1):
        group = _group_named(parents[at])
        if group:
            return None if _narrowed(parents[:at]) else _in_group(words, group, [*parents[at + 1 :], leaf])
    return _loosely(words, parents, leaf)


def _group_named(text: str) -> str | None:
    return _group_keys().get(heading_key(text)) or _group_keys().get(short_key(text))


def _crossed(words: _Vocabulary, parents: Sequence[str], leaf: str) -> Match | None:
    """Read 小班→班数 | 人数: the age above, what is counted below."""
    group = _COUNTED.get(heading_key(leaf))
    outer = {_group_named(parent) for parent in parents[:-1]} - {None}
    if group is None or _group_named(parents[-1]) or not outer <= {"enrolled", "classes"} or _narrowed(parents[:-1]):
        return None
    field = words.leaves.get((group, heading_key(parents[-1])))
    return Match(field, SURE) if field else None


def _in_group(words: _Vocabulary, group: str, path: list[str]) -> Match | None:
    """Match what stands below a group: 专任教师→小计 is the teachers, 小班→女 is nothing."""
    steps = [step for step in path if heading_key(step) != _AMONG] or path
    while len(steps) > 1 and heading_key(steps[-1]) in _TOTALS:
        steps.pop()
    if len(steps) != 1:
        return None
    for key, score in ((heading_key(steps[0]), SURE), (short_key(steps[0]), REDUCED)):
        if (group, key) in words.leaves:
            return Match(words.leaves[group, key], score)
    named = _by_name(words, steps[0])
    return named if named and _group_of(named.field) in (group, None) else None


def _loosely(words: _Vocabulary, parents: Sequence[str], leaf: str) -> Match | None:
    """Match under parents that name no group: what is counted only where these do not narrow it to a part."""
    found = _alone(words, leaf)
    if found is None or not _is_counted(found.field):
        return Match(found.field, min(found.score, LOOSE)) if found else None
    if _narrowed(parents) or found.score < SURE:
        return None
    neutral = all(_NEUTRAL.search(bare(parent)) for parent in parents)
    return Match(found.field, min(found.score, LOOSE if neutral else DOUBTFUL))


def _narrowed(parents: Sequence[str]) -> bool:
    return any(word in bare(parent) for parent in parents for word in _NARROWING)


@cache
def _counted_fields() -> frozenset[str]:
    return frozenset(
        name for kind in RECORDS for name, description in described(RECORDS[kind]).items() if description.unit
    )


def _is_counted(field: str) -> bool:
    return field in _counted_fields()


@cache
def _groups() -> dict[str, str | None]:
    return {name: description.group for kind in RECORDS for name, description in described(RECORDS[kind]).items()}


def _group_of(name: str) -> str | None:
    return _groups().get(name)


def _unit_fits(kind: TableKind, name: str, leaf: str) -> bool:
    """A heading that ends in a counting unit, 幼儿园（所）, counts: it is never the name of something."""
    counted = bare(leaf).endswith((")", "】", "]")) and unit_of(leaf) in {
        "人",
        "名",
        "所",
        "个",
        "班",
        "位",
        "万人",
        "人次",
    }
    return not counted or bool(described(RECORDS[kind])[name].unit)


def summary_fields() -> frozenset[str]:
    """Return the fields that are counted: what makes a table of areas a summary."""
    return frozenset(Counts.model_fields) | {name for name in Summary.model_fields if name != "area"}
