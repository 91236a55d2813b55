"""A made-up district of four towns, five kindergartens each, and the operands of every indicator as its layouts carry them."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

TOWNS: Final = ("梅厂镇", "大良镇", "南蔡村镇", "河西务镇")
VILLAGES: Final = dict(zip(TOWNS, ("灰锅口", "蒋家庄", "砖厂", "土门楼"), strict=True))
NAMES: Final = "晨光 金果 青禾 向阳 启明 蓝天 博雅 七彩 小白鸽 小星星 百灵 绿洲 红枫 春芽 育苗 童心 春蕾 阳光 新苗 彩虹"
NATURES: Final = ("public", "public", "inclusive", "inclusive", "other")
WORDS: Final = {"public": "公办", "inclusive": "普惠性民办", "other": "非普惠性民办"}
GROUPS: Final = {"private": {"inclusive", "other"}}
INDICATORS: Final = (
    "gross_enrollment_rate",
    "inclusive_coverage_rate",
    "public_share",
    "child_staff_ratio",
    "child_care_teaching_staff_ratio",
    "child_health_staff_ratio",
    "child_teacher_ratio",
    "teacher_certification_rate",
)
Operands = dict[str, tuple[int, int] | None]


@dataclass(frozen=True)
class Kindergarten:
    """A kindergarten; `classes` and `kids` by level, 托 小 中 大."""

    name: str
    town: str
    nature: str
    sponsor: str
    classes: tuple[int, ...]
    kids: tuple[int, ...]
    principals: int
    teachers: int
    care: int
    health: int
    admin: int
    aux: int
    service: int
    certified: int

    @property
    def one(self) -> int:
        return 1

    @property
    def n(self) -> int:
        return sum(self.kids)

    @property
    def public(self) -> int:
        return self.n if self.nature == "public" else 0

    @property
    def pre(self) -> int:
        return sum(self.kids[1:])

    @property
    def c(self) -> int:
        return sum(self.classes)

    @property
    def other(self) -> int:
        return self.admin + self.aux + self.service

    @property
    def staff(self) -> int:
        return self.principals + self.teachers + self.care + self.health + self.other

    @property
    def zh(self) -> str:
        return WORDS[self.nature]

    @property
    def gm(self) -> str:
        return "公办" if self.nature == "public" else "民办"

    @property
    def ph(self) -> str:
        return "否" if self.nature == "other" else "是"


Kindergartens = Sequence[Kindergarten]


class District:
    """Four towns drawn from a seed; with `nursery` most kindergartens have a class of two-year-olds."""

    def __init__(self, seed: int, *, nursery: bool = False) -> None:
        """Draw the kindergartens, and for each town its population of three, four and five."""
        self.r = random.Random(seed)
        names = NAMES.split()
        self.r.shuffle(names)
        given = iter(names)
        self.ks = [
            self._kindergarten(town, place, nature, given, nursery=nursery)
            for town in TOWNS
            for place, nature in enumerate(NATURES)
        ]
        self.pop = {town: self._ages(int(add(self.of(town), "pre") * self.r.uniform(1.02, 1.12))) for town in TOWNS}

    def _kindergarten(self, town: str, place: int, nature: str, given: Iterable[str], *, nursery: bool) -> Kindergarten:
        r = self.r
        name = (f"{town}中心", f"{VILLAGES[town]}村")[place] if place < 2 else next(iter(given))
        classes = (int(nursery and place != 1), r.choice([2, 2, 3]), r.choice([2, 3]), r.choice([2, 3, 3]))
        sizes = ((12, 19), (17, 24), (21, 29), (25, 33))
        kids = tuple(sum(r.randint(*size) for _ in range(each)) for each, size in zip(classes, sizes, strict=True))
        number = sum(classes)
        return Kindergarten(
            name=f"{name}幼儿园",
            town=town,
            nature=nature,
            sponsor=("教育部门", "集体")[place] if place < 2 else "民办",
            classes=classes,
            kids=kids,
            principals=r.choice([1, 1, 2]),
            teachers=2 * number,
            care=number + r.choice([0, 0, 1]),
            health=2 if sum(kids) > 145 else r.choice([1, 2]),
            admin=r.randint(1, 2),
            aux=r.randint(0, 2),
            service=r.randint(3, 6),
            certified=2 * number - r.choice([0, 0, 1, 2]),
        )

    def _ages(self, total: int) -> tuple[int, int, int]:
        three, four = total // 3 - self.r.randint(3, 20), total // 3 + self.r.randint(1, 9)
        return three, four, total - three - four

    def of(self, town: str | None = None, nature: str | None = None) -> list[Kindergarten]:
        natures = GROUPS.get(nature or "", {nature})
        return [k for k in self.ks if town in (None, k.town) and (nature is None or k.nature in natures)]

    def population(self, town: str | None = None) -> int:
        return sum(self.pop[town]) if town else sum(map(sum, self.pop.values()))


def add(ks: Iterable[Kindergarten], field: str = "n") -> int:
    return sum(getattr(k, field) for k in ks)


def figures(fields: str, ks: Kindergartens) -> list[int]:
    return [add(ks, field) for field in fields.split()]


def at_level(ks: Kindergartens, level: int, field: str = "kids") -> int:
    return sum(getattr(k, field)[level] for k in ks)


def operands(ks: Kindergartens, carries: str, population: int) -> Operands:
    """Return numerator and denominator of each indicator, None where a layout does not carry what it needs.

    carries   n children, pop, pub and incl shares by nature, staff, teachers, care, health, cts 保教人员, cert
    """
    has, found = set(carries.split()), Operands(dict.fromkeys(INDICATORS))
    if "n" not in has:
        return found
    pre, n = add(ks, "pre"), add(ks)
    public, other = (add([k for k in ks if k.nature == nature], "pre") for nature in ("public", "other"))
    known: dict[str, tuple[str, tuple[int, int]]] = {
        "gross_enrollment_rate": ("pop", (pre, population)),
        "inclusive_coverage_rate": ("incl", (pre - other, pre)),
        "public_share": ("pub", (public, pre)),
        "child_staff_ratio": ("staff", (n, add(ks, "staff"))),
        "child_care_teaching_staff_ratio": ("cts", (n, add(ks, "teachers") + add(ks, "care"))),
        "child_health_staff_ratio": ("health", (n, add(ks, "health"))),
        "child_teacher_ratio": ("teachers", (n, add(ks, "teachers"))),
        "teacher_certification_rate": ("cert", (add(ks, "certified"), add(ks, "teachers"))),
    }
    has |= {"cts"} if {"teachers", "care"} <= has else set()
    return found | {name: pair for name, (needs, pair) in known.items() if needs in has}
