"""The rows of a roster below its headings: kindergartens, and all that stands between them and is none."""

from dataclasses import dataclass
from typing import Final, Literal

from tests.accuracy.choose import Chooser
from tests.accuracy.kindergartens import NATURES

Kind = Literal["data", "blank", "section", "subtotal", "total", "part", "numbers", "again"]

_SECTIONS: Final = {
    "public": ("公办园", "公办幼儿园", "公办园明细"),
    "inclusive_private": ("普惠性民办园", "普惠民办园"),
    "other_private": ("非普惠性民办园", "非普惠民办园"),
}
_SHORT: Final = {"public": "公办园", "inclusive_private": "普惠性民办园", "other_private": "非普惠性民办园"}
_ORDINALS: Final = (
    "一二三",
    ("（一）", "（二）", "（三）"),
    ("1.", "2.", "3."),
    ("第一部分 ", "第二部分 ", "第三部分 "),
    ("", "", ""),
)
_TOTALS: Final = (
    "合计",
    "总计",
    "合  计",
    "总\n计",
    "共计",
    "合计：",
    "计",
    "本镇合计",
    "合计（{n}所）",
    "{area}合计",
    "汇总",
)
_SUBTOTALS: Final = ("小计", "小 计", "小计（{n}所）", "{nature}小计", "小计：")


@dataclass(frozen=True)
class Row:
    """A row: `members` are the kindergartens that it holds or adds, by their place in the list."""

    kind: Kind
    text: str = ""
    members: tuple[int, ...] = ()


def rows_of(choose: Chooser, natures: list[str], area: str) -> list[Row]:
    """Return the rows of a roster from below its headings on."""
    body = (
        _sections(choose, natures) if choose.chance(25) else [Row("data", members=(at,)) for at in range(len(natures))]
    )
    body = _broken(choose, body)
    whole = tuple(range(len(natures)))
    total = choose.pick(("bottom", "none", "top"))
    if total != "none":
        label = choose.plain_or(50, _TOTALS[0], _TOTALS).format(n=len(natures), area=area)
        row = Row("total", label, whole)
        body = [row, *_parts(choose, natures), *body] if total == "top" else [*body, row, *_parts(choose, natures)]
    return [Row("numbers", choose.pick(_NUMBERINGS)), *body] if choose.chance(12) else body


_NUMBERINGS: Final = ("(1)", "1", "甲", "①", "（1）")


def _sections(choose: Chooser, natures: list[str]) -> list[Row]:
    """Group the kindergartens by nature, each section with its row, at times with its subtotal above or below."""
    present = [nature for nature in NATURES if nature in natures]
    ordinals = choose.pick(_ORDINALS)
    subtotal = choose.pick(("none", "below", "above"))
    label = choose.plain_or(60, _SUBTOTALS[0], _SUBTOTALS)
    rows: list[Row] = []
    titled = subtotal == "none" or choose.chance(70)
    counted = choose.chance(60)
    for at, nature in enumerate(present):
        members = tuple(index for index, own in enumerate(natures) if own == nature)
        ordinal = ordinals[at] + ("、" if ordinals == "一二三" else "")
        title = Row("section", ordinal + choose.pick(_SECTIONS[nature]) + (f"（{len(members)}所）" if counted else ""))
        adds = Row("subtotal", label.format(n=len(members), nature=_SHORT[nature]), members)
        rows += [title] if titled else []
        rows += [adds] if subtotal == "above" else []
        rows += [Row("data", members=(index,)) for index in members]
        rows += [adds] if subtotal == "below" else []
    return rows


def _broken(choose: Chooser, rows: list[Row]) -> list[Row]:
    """Put blank rows and repeated headings between the rows."""
    gaps = choose.pick((0, 0, 10))
    broken: list[Row] = []
    for row in rows:
        broken += [Row("blank")] if broken and choose.chance(gaps) else []
        broken.append(row)
    if len(broken) > 3 and choose.chance(10):
        broken.insert(choose.number(2, len(broken) - 1), Row("again"))
    return broken


def _parts(choose: Chooser, natures: list[str]) -> list[Row]:
    if not choose.chance(20):
        return []
    first = choose.pick(("其中：{}", "其中:{}", "#{}", "其中{}"))
    present = [nature for nature in NATURES if nature in natures]
    parts = [(nature, tuple(index for index, own in enumerate(natures) if own == nature)) for nature in present]
    return [
        Row("part", first.format(_SHORT[nature]) if not at else _SHORT[nature], members)
        for at, (nature, members) in enumerate(parts)
    ]  # fmt: skip
