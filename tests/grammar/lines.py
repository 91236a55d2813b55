"""The rows of a roster: kindergartens, and every structure of sums around them (understanding.md §2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tests.grammar import words
from tests.grammar.canvas import Typed
from tests.grammar.drawing import Draw
from tests.grammar.facts import Group, Kindergarten
from tests.grammar.natures import Evidence
from tests.grammar.table import Line

Groups = list[tuple[str, list[Kindergarten]]]
_SHORT: Final = {"public": "公办", "inclusive": "普惠性民办", "other": "非普惠性民办", "private": "民办"}
_LONG: Final = {"public": "公办园", "inclusive": "普惠性民办园", "other": "非普惠性民办园", "private": "民办园"}
_FULL: Final = {
    "public": "公办幼儿园",
    "inclusive": "普惠性民办幼儿园",
    "other": "非普惠性民办幼儿园",
    "private": "民办幼儿园",
}
SUMS: Final = {
    "none": 4,
    "total last": 5,
    "total first": 1.5,
    "subtotals after": 2,
    "subtotals before": 1,
    "sections with sums": 2,
    "sections without sums": 1,
    "nested": 1,
    "parts of the total": 1.2,
    "two partitions": 0.8,
    "pages": 0.7,
    "total without a label": 0.5,
}
STRAY: Final = {"none": 14, "average": 1, "last year": 1.2, "plan": 0.7, "change": 0.6, "example": 0.6, "girls": 0.4}


@dataclass
class Labels:
    """Where the label of a row that is no kindergarten stands, and what then stands in the cell of the nature."""

    at: str
    nature: str

    def line(self, kind: str, label: str, group: Group, *, bare: bool = False, nature: Typed = None) -> Line:
        texts: dict[str, Typed] = {self.at: label}
        if self.nature == "filled" and nature:
            texts.setdefault("nature", nature)
        return Line(kind, group, texts, bare=bare)


def drawn_labels(draw: Draw, evidence: Evidence, others: Sequence[str]) -> Labels:
    at = draw.pick("labels stand", {"name": 4.0, **dict.fromkeys(others, 2.0)})
    has_nature = any(each.key == "nature" for each in evidence.columns)
    filled = draw.pick("nature cell of sums", {"blank": 3, "filled": 2}) if has_nature else "blank"
    return Labels(at, filled)


def section_label(draw: Draw, nature: str, size: int, ordinal: int) -> str:
    """Return a label as 一、公办园（2所）, （二）民办园 or 公办（2所）."""
    word = draw.one((_LONG, _FULL, _SHORT))[nature]
    number = "一二三四五六七八"[ordinal]
    front = draw.one((f"{number}、", f"（{number}）", "", ""))
    back = draw.one((f"（{size}所）", "", f"({size}所)", ""))
    return word + back if not front and word in _SHORT.values() else front + word + back


def subtotal_label(draw: Draw, nature: str, size: int) -> str:
    word = draw.one((_LONG, _SHORT, _FULL))[nature]
    return draw.one((f"{word}小计", f"{word}合计", f"{word} 小计", f"小计（{word}）", f"{word}小计（{size}所）"))


def total_label(draw: Draw, size: int, *, town: str = "") -> str:
    own = [
        *words.TOTALS,
        *(words.TOWN_TOTALS if town else []),
        f"合计（{size}所）",
        f"共计{size}所",
        f"总计（共{size}所）",
        f"{town}合计",
    ]
    return draw.one(own)


def data_lines(kindergartens: Sequence[Kindergarten], evidence: Evidence, *, start: int = 1) -> list[Line]:
    """Return a line a kindergarten; what is written once stands at the first of its kind."""
    lines = [
        Line("data", Group((each,)), {"index": number, "name": each.name, "town": each.town, **evidence.texts(each)})
        for number, each in enumerate(kindergartens, start)
    ]
    return written_once(lines, "nature") if evidence.kind == "written once" else lines


def written_once(lines: Sequence[Line], key: str, again: Typed = None) -> list[Line]:
    """Leave a text out where the line above has the same."""
    return [
        line.said(**{key: again}) if index and lines[index - 1].texts.get(key) == line.texts.get(key) else line
        for index, line in enumerate(lines)
    ]


def by_nature(kindergartens: Sequence[Kindergarten], natures: Sequence[str]) -> Groups:
    groups = [(nature, list(Group(tuple(kindergartens)).of(nature).kindergartens)) for nature in natures]
    return [(nature, members) for nature, members in groups if members]


@dataclass
class Structure:
    """What draws the lines of one table: its evidence, its labels, the town if it has but one."""

    draw: Draw
    evidence: Evidence
    labels: Labels
    town: str = ""
    start: int = 1

    def data(self, kindergartens: Sequence[Kindergarten]) -> list[Line]:
        lines = data_lines(kindergartens, self.evidence, start=self.start)
        self.start += len(lines)
        return lines

    def total(self, kindergartens: Sequence[Kindergarten]) -> Line:
        label = total_label(self.draw, len(kindergartens), town=self.town)
        return self.labels.line("total", label, Group(tuple(kindergartens)))

    def subtotal(self, nature: str, members: Sequence[Kindergarten]) -> Line:
        label = subtotal_label(self.draw, nature, len(members))
        return self.labels.line("subtotal", label, Group(tuple(members)), nature=_SHORT[nature])

    def section(self, nature: str, members: Sequence[Kindergarten], ordinal: int, *, bare: bool) -> Line:
        label = section_label(self.draw, nature, len(members), ordinal)
        return self.labels.line("section", label, Group(tuple(members)), bare=bare, nature=_SHORT[nature])

    def lines(self, sums: str, kindergartens: Sequence[Kindergarten]) -> list[Line]:
        """Return the lines of a table with one structure of sums."""
        if self.evidence.kind in ("sections", "written once") or "sub" in sums or "section" in sums or sums == "nested":
            return self._in_groups(sums, kindergartens)
        makers: dict[str, Callable[[Sequence[Kindergarten]], list[Line]]] = {
            "none": self.data,
            "total last": lambda every: [*self.data(every), self.total(every)],
            "total first": lambda every: [self.total(every), *self.data(every)],
            "parts of the total": self._parts,
            "two partitions": self._partitions,
            "pages": self._pages,
            "total without a label": self._unlabelled,
        }
        return makers[sums](kindergartens)

    def _in_groups(self, sums: str, kindergartens: Sequence[Kindergarten]) -> list[Line]:
        lines: list[Line] = []
        if sums == "nested":
            return self._nested(kindergartens)
        headed = self.evidence.kind == "sections"
        for ordinal, (nature, members) in enumerate(by_nature(kindergartens, ("public", "inclusive", "other"))):
            if headed or sums.startswith("section"):
                lines.append(self.section(nature, members, ordinal, bare=sums != "sections with sums"))
            if sums == "subtotals before":
                lines.append(self.subtotal(nature, members))
            lines += self.data(members)
            if sums == "subtotals after":
                lines.append(self.subtotal(nature, members))
        grand = sums in ("total last", "total first") or (sums != "none" and self.draw.flag("grand total", 0.6))
        if grand:
            total = self.total(kindergartens)
            lines = [total, *lines] if sums in ("total first", "subtotals before") else [*lines, total]
        return lines

    def _nested(self, kindergartens: Sequence[Kindergarten]) -> list[Line]:
        """民办小计 is the sum of 普惠性民办小计 and 非普惠性民办小计, and the total that of 公办 and 民办."""
        lines: list[Line] = []
        for ordinal, (nature, members) in enumerate(by_nature(kindergartens, ("public", "private"))):
            if self.evidence.kind == "sections":
                lines.append(self.section(nature, members, ordinal, bare=True))
            if nature == "public":
                lines += [*self.data(members), self.subtotal(nature, members)]
                continue
            for inner, some in by_nature(members, ("inclusive", "other")):
                if self.evidence.kind == "sections":
                    lines.append(self.section(inner, some, ordinal, bare=True))
                lines += [*self.data(some), self.subtotal(inner, some)]
            lines.append(self.subtotal(nature, members))
        return [*lines, self.total(kindergartens)]

    def _parts(self, kindergartens: Sequence[Kindergarten]) -> list[Line]:
        """其中： rows below the total, which do not add up to it or do."""
        parts = []
        for nature, members in by_nature(
            kindergartens,
            self.draw.one(
                (("public", "private"), ("public",), ("public", "inclusive", "other"), ("public", "inclusive"))
            ),
        ):
            label = f"其中：{self.draw.one((_LONG, _SHORT))[nature]}"
            parts.append(self.labels.line("part", label, Group(tuple(members)), nature=_SHORT[nature]))
        return [*self.data(kindergartens), self.total(kindergartens), *parts]

    def _partitions(self, kindergartens: Sequence[Kindergarten]) -> list[Line]:
        """The total, split by nature and split again by 城区/镇区/乡村."""
        lines = [*self.data(kindergartens), self.total(kindergartens)]
        natures = by_nature(kindergartens, ("public", "private"))
        places = [
            (word, [each for each in kindergartens if each.place == place]) for place, word in words.PLACES.items()
        ]
        lines += [self.subtotal(nature, members) for nature, members in natures]
        lines += [
            self.labels.line("subtotal", f"{word}{self.draw.one(('小计', '', '合计'))}", Group(tuple(members)))
            for word, members in places
            if members
        ]
        return lines

    def _pages(self, kindergartens: Sequence[Kindergarten]) -> list[Line]:
        """本页合计 after each page, 承前页 and the running total before and after."""
        cut = max(1, len(kindergartens) // 2)
        first, rest = kindergartens[:cut], kindergartens[cut:]
        lines = [
            *self.data(first),
            self.labels.line("page", self.draw.one(("本页合计", "过次页", "本页小计")), Group(tuple(first))),
        ]
        if self.draw.chance(0.5):
            lines.append(self.labels.line("page", "承前页", Group(tuple(first))))
        lines += self.data(rest)
        if self.draw.chance(0.5) and rest:
            lines.append(self.labels.line("page", "本页合计", Group(tuple(rest))))
        return [*lines, self.total(kindergartens)]

    def _unlabelled(self, kindergartens: Sequence[Kindergarten]) -> list[Line]:
        return [*self.data(kindergartens), Line("total", Group(tuple(kindergartens)))]


def stray_lines(draw: Draw, lines: list[Line], labels: Labels, kindergartens: Sequence[Kindergarten]) -> list[Line]:
    """Add a row that is neither data nor a sum: an average, last year, a plan, an example."""
    kind = draw.pick("stray row", STRAY)
    if kind == "none":
        return lines
    group, size = Group(tuple(kindergartens)), len(kindergartens)
    shrunk = draw.rng.uniform(0.8, 0.97)
    label, worth = {
        "average": (draw.one(("平均", "园均", "平均值", "平均每园")), lambda value: round(value / size, 1)),
        "last year": (draw.one(("上年同期", "去年同期", "上年合计", "2023年合计", "上月合计", "上期数")), lambda value: int(value * shrunk)),
        "plan": (draw.one(("2025年计划", "计划数", "目标", "2024年任务", "预计")), lambda value: int(value / shrunk)),
        "change": (draw.one(("增减", "比上年增减", "增减数")), lambda value: value - int(value * shrunk)),
        "girls": (draw.one(("其中：女", "其中:女童")), lambda value: int(value * shrunk / 2)),
        "example": (draw.one(("例：××幼儿园", "示例：××幼儿园", "××幼儿园（示例）", "例", "（例）甲幼儿园")), lambda _: draw.rng.randint(20, 300)),
    }[kind]  # fmt: skip
    line = replace(labels.line(kind, label, group), worth=worth)
    if kind == "example":
        sample = next((each for each in lines if each.kind == "data"), None)
        said = dict(sample.texts) if sample else {}
        return [replace(line, texts={**said, "index": None, "name": "××幼儿园", labels.at: label}), *lines]
    return [*lines, line]
