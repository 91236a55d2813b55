"""Headings as offices write them: any synonym of the data dictionary, dressed up, alone or under a parent."""

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import GROUPS, Kindergarten
from tests.accuracy.choose import Chooser
from tests.accuracy.kindergartens import AGES, POSTS

OF_GROUP: Final = {
    "enrolled": ("enrolled", *(f"enrolled_{age}" for age in AGES)),
    "classes": ("classes", *(f"classes_{age}" for age in AGES), "classes_within_limit"),
    "staff": ("staff", *POSTS, "other_staff"),
}
_PARTS: Final = frozenset(name for names in OF_GROUP.values() for name in names[1:])
_AGES: Final = {"nursery": "托班", "junior": "小班", "middle": "中班", "senior": "大班", "mixed": "混合班"}
_COUNTED: Final = {"enrolled": ("人数", "幼儿数", "在园人数"), "classes": ("班数", "班级数")}
_BY_UNIT: Final = {
    "人": ("（人）", "(人)", "（单位：人）", "\n（人）", "[人]"),
    "个": ("（个）", "(个)"),
    "㎡": ("（㎡）", "(m2)", "（平方米）"),
}
_STRANGERS: Final = (
    "联系电话",
    "园长姓名",
    "收费标准（元/月）",
    "地址",
    "办园许可证号",
    "建园时间",
    "法人",
    "电子邮箱",
)
_SUPERS: Final = ("基本情况", "幼儿园基本情况", "办园情况", "园所信息", "统计数据", "基 本 情 况")


@dataclass
class Heading:
    """A heading over one column (`field`, or a stranger) or over those below it (`below`)."""

    text: str
    field: str | None = None
    stranger: str = ""
    below: list["Heading"] = dataclasses.field(default_factory=list)

    def columns(self) -> list["Heading"]:
        """Return the headings of single columns, from left to right."""
        return [leaf for each in self.below for leaf in each.columns()] if self.below else [self]

    def depth(self) -> int:
        """Return how many rows it needs."""
        return 1 + max((each.depth() for each in self.below), default=0)


@cache
def _alone(name: str) -> tuple[str, ...]:
    description = described(Kindergarten)[name]
    return (description.heading.zh, *description.also, *(description.leaves if description.bare else ()))


def alone(choose: Chooser, name: str) -> Heading:
    """Return a heading for a column without a parent."""
    first, *others = _alone(name)
    return Heading(_dressed(choose, choose.plain_or(50, first, others), name), name)


def stranger(choose: Chooser, text: str) -> Heading:
    """Return a heading that means nothing to the tool: a running number, a remark, a phone."""
    return Heading(_stretched(choose, text), None, text)


def strangers(choose: Chooser) -> list[Heading]:
    """Return columns that no field needs."""
    return [stranger(choose, text) for text in choose.some(_STRANGERS, 10)]


def group(choose: Chooser, name: str, fields: list[str]) -> Heading:
    """Return a parent over its columns, the parts once more under 其中 at times; a leaf may say its full name too."""
    parent = choose.plain_or(50, GROUPS[name].heading.zh, GROUPS[name].also)
    leaves = [_leaf(choose, each) for each in fields]
    if leaves[0].field == name and len(leaves) > 2 and choose.chance(20):
        leaves = [leaves[0], Heading("其中" if choose.chance(70) else "其中：", below=leaves[1:])]
    return Heading(_stretched(choose, parent + choose.plain_or(15, "", _units(fields[0]))), below=leaves)


def _leaf(choose: Chooser, name: str) -> Heading:
    short = described(Kindergarten)[name].leaves
    text = choose.pick(_alone(name)) if choose.chance(15) else choose.plain_or(40, short[0], short)
    return Heading(_dressed(choose, text, name), name)


def crossed(choose: Chooser, ages: list[str]) -> list[Heading]:
    """Return the ages above, what is counted below: 小班 → 班数 | 人数."""
    counted = choose.order(list(_COUNTED))
    words = {each: choose.pick(_COUNTED[each]) for each in counted}
    return [Heading(_AGES[age], below=[Heading(words[each], f"{each}_{age}") for each in counted]) for age in ages]


def under_super(choose: Chooser, headings: list[Heading]) -> list[Heading]:
    """Put a run of headings under one more parent that says nothing."""
    first = choose.number(0, len(headings) - 2)
    last = choose.number(first + 1, len(headings) - 1)
    over = Heading(choose.pick(_SUPERS), below=headings[first : last + 1])
    return [*headings[:first], over, *headings[last + 1 :]]


def _units(name: str) -> tuple[str, ...]:
    return _BY_UNIT.get(described(Kindergarten)[name].unit, ("",))


def _dressed(choose: Chooser, text: str, name: str) -> str:
    """Add at times a unit, 其中 or #, a number, and blanks or a line break inside."""
    if not choose.chance(45):
        return text
    if choose.chance(30) and not text.endswith(("）", ")")):
        text += choose.pick(_units(name))
    if name in _PARTS and choose.chance(30):
        text = choose.pick(("其中：", "#", "其中:", "其中")) + text
    elif choose.chance(10):
        text = choose.pick(("1.", "（2）", "三、", "*", "4、")) + text
    return _stretched(choose, text)


def _stretched(choose: Chooser, text: str) -> str:
    """Return a heading with blanks or a line break as offices set them."""
    if len(text) < 2 or not choose.chance(25):
        return text
    at = choose.number(1, len(text) - 1)
    inside = choose.pick(("\n", " ", "\u3000", "\r\n", "\xa0"))
    return choose.pick(
        (text[:at] + inside + text[at:], f" {text} ", f"{text}\n", "\u3000".join(text) if len(text) < 5 else text)
    )
