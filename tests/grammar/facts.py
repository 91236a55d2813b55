"""What is true: kindergartens, towns, and the operands of every indicator. Knows nothing of sheets, and nothing of the tool."""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Pair = tuple[int, int]
LEVELS: Final = ("nursery", "junior", "middle", "senior", "mixed")
POSTS: Final = (
    "principals",
    "teachers",
    "care_workers",
    "health_staff",
    "administrative_staff",
    "auxiliary_staff",
    "service_staff",
)
NATURES: Final = ("public", "inclusive", "other")
AGES: Final = (3, 4, 5)
PLACES: Final = ("urban", "township", "rural")
# What a word for several natures covers.
COVERED: Final = {
    "public": ("public",),
    "inclusive": ("inclusive",),
    "other": ("other",),
    "private": ("inclusive", "other"),
    "inclusive_all": ("public", "inclusive"),
}
PUBLIC_SPONSORS: Final = ("811", "812", "821", "822", "831", "832", "891", "892", "893", "894")
INDICATORS: Final = {
    "wuqing-2023": (
        "gross_enrollment_rate",
        "inclusive_coverage_rate",
        "public_share",
        "child_staff_ratio",
        "child_care_teaching_staff_ratio",
        "child_health_staff_ratio",
    ),
    "national-2020": (
        "gross_enrollment_rate",
        "inclusive_coverage_rate",
        "public_share",
        "child_teacher_ratio",
        "class_size_compliance",
        "teacher_certification_rate",
    ),
}
WUQING_TOWNS: Final = [
    "梅厂镇",
    "大碱厂镇",
    "崔黄口镇",
    "大良镇",
    "下伍旗镇",
    "南蔡村镇",
    "大孟庄镇",
    "泗村店镇",
    "河西务镇",
    "城关镇",
    "东马圈镇",
    "黄花店镇",
    "石各庄镇",
    "王庆坨镇",
    "汊沽港镇",
    "河北屯镇",
    "上马台镇",
    "大王古庄镇",
    "陈咀镇",
    "豆张庄镇",
    "曹子里镇",
    "大黄堡镇",
    "高村镇",
    "白古屯镇",
]
WUQING_STREETS: Final = ["杨村街道", "下朱庄街道", "东蒲洼街道", "黄庄街道", "徐官屯街道", "运河西街道"]
OTHER_TOWNS: Final = [
    "青石镇",
    "柳湾镇",
    "清溪镇",
    "云岭镇",
    "白沙镇",
    "龙泉镇",
    "桃源乡",
    "新华街道",
    "城东街道",
    "双河镇",
]
_STEMS: Final = [
    "春芽",
    "启明",
    "童心",
    "晨光",
    "向阳",
    "蓝天",
    "红枫",
    "百灵",
    "绿洲",
    "金果",
    "小白鸽",
    "育苗",
    "青禾",
    "七彩",
    "博雅",
    "阳光",
    "希望",
    "星星",
    "彩虹",
    "小天使",
    "智慧树",
    "未来星",
    "小脚印",
    "新蕾",
    "育英",
    "实验",
    "中心",
    "第一",
    "第二",
    "第三",
    "滨河",
    "花园里",
    "东方",
    "金摇篮",
    "蒲公英",
    "爱心",
    "和平",
    "惠民",
    "三里屯",
    "五星",
]


@dataclass(frozen=True)
class Kindergarten:
    """One kindergarten: its counts by key, as `enrolled_junior`, `teachers`, `girls`."""

    name: str
    town: str
    nature: str
    sponsor: str
    place: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Town:
    name: str
    kindergartens: tuple[Kindergarten, ...]
    population: dict[str, int]


@dataclass(frozen=True)
class Group:
    """What one line of a table is about: kindergartens, and the towns whose whole population it covers."""

    kindergartens: tuple[Kindergarten, ...]
    towns: tuple[Town, ...] = ()

    def count(self, key: str, part: str | None = None) -> int:
        """Sum a count over all, or over those of some nature or some place."""
        if key.startswith("population"):
            return sum(town.population[key] for town in self.towns)
        if part in PLACES:
            return sum(each.counts[key] for each in self.kindergartens if each.place == part)
        covered = COVERED[part] if part else NATURES
        return sum(each.counts[key] for each in self.kindergartens if each.nature in covered)

    def of(self, nature: str) -> "Group":
        return Group(tuple(each for each in self.kindergartens if each.nature in COVERED[nature]))


def whole(towns: Iterable[Town]) -> Group:
    """Return the group of all the kindergartens and all the people of some towns."""
    towns = tuple(towns)
    return Group(tuple(each for town in towns for each in town.kindergartens), towns)


def draw_kindergarten(rng: random.Random, name: str, town: str, nature: str, *, nursery: bool) -> Kindergarten:
    """Draw counts that no rule has anything against: classes within their limits, staff within the band."""
    counts: dict[str, int] = {}
    mixed = rng.random() < 0.3
    shown = [level for level in LEVELS if level not in ("nursery", "mixed")]
    shown += ["nursery"] * (nursery and rng.random() < 0.6) + ["mixed"] * mixed
    for level in LEVELS:
        counts[f"classes_{level}"] = rng.randint(1, 3) if level in shown else 0
        most = {"nursery": 18, "junior": 24}.get(level, 28)
        counts[f"enrolled_{level}"] = sum(rng.randint(most - 8, most) for _ in range(counts[f"classes_{level}"]))
    counts["classes"] = sum(counts[f"classes_{level}"] for level in LEVELS)
    counts["enrolled"] = sum(counts[f"enrolled_{level}"] for level in LEVELS)
    _draw_staff(rng, counts)
    _draw_narrower(rng, counts)
    sponsor = rng.choice(PUBLIC_SPONSORS) if nature == "public" else "999"
    return Kindergarten(name, town, nature, sponsor, rng.choice(PLACES), counts)


def _draw_staff(rng: random.Random, counts: dict[str, int]) -> None:
    classes, children = counts["classes"], counts["enrolled"]
    counts |= {
        "principals": rng.randint(1, 2),
        "teachers": 2 * classes + rng.randint(0, 2),
        "care_workers": classes + rng.randint(0, 1),
        "health_staff": math.ceil(children / 150) + rng.randint(0, 1),
        "administrative_staff": rng.randint(1, 3),
        "auxiliary_staff": rng.randint(0, 2),
        "service_staff": rng.randint(2, 6),
    }
    counts["staff"] = sum(counts[post] for post in POSTS)
    counts["other_staff"] = sum(counts[post] for post in POSTS[4:])
    counts["care_teaching_staff"] = counts["teachers"] + counts["care_workers"]
    counts["teachers_certified"] = counts["teachers"] - rng.choice((0, 0, 1, 2))
    counts["classes_within_limit"] = classes - rng.choice((0, 0, 0, 1))


def _draw_narrower(rng: random.Random, counts: dict[str, int]) -> None:
    children, staff, teachers = counts["enrolled"], counts["staff"], counts["teachers"]
    counts |= {
        "kindergartens": 1,
        "girls": int(children * rng.uniform(0.42, 0.55)),
        "minority": rng.randint(0, 9),
        "migrants": rng.randint(0, 25),
        "left_behind": rng.randint(0, 6),
        "disabled": rng.randint(0, 2),
        "entrants": int(children * rng.uniform(0.25, 0.4)),
        "leavers": int(children * rng.uniform(0.2, 0.35)),
        "last_enrolled": int(children * rng.uniform(0.85, 1.15)),
        "last_staff": staff + rng.randint(-3, 3),
        "planned": int(children * rng.uniform(0.3, 0.5)),
        "places": children + rng.randint(5, 60),
        "permanent_staff": staff // 3,
        "contract_staff": staff - staff // 3,
        "permanent_teachers": teachers // 2,
        "contract_teachers": teachers - teachers // 2,
        "substitute_teachers": rng.randint(0, 3),
        "graduate_teachers": rng.randint(1, teachers),
        "female_staff": staff - rng.randint(1, 3),
        "health_staff_part_time": rng.randint(0, 1),
        "site": rng.randint(20, 60) * 100 + rng.randint(0, 99),
        "building": rng.randint(10, 30) * 100 + rng.randint(0, 99),
        "books": rng.randint(8, 40) * 100,
    }


def _called(rng: random.Random, stem: str, kind: str) -> str:
    """Return a name; now and then one that holds words of other features, as 公办 or 小学附设."""
    if kind == "public" and rng.random() < 0.08:
        return stem + rng.choice(("小学附设幼儿班", "小学附设幼儿园", "村幼儿园（教学点）", "公办幼儿园"))
    if kind != "public" and rng.random() < 0.06:
        return stem + rng.choice(("民办幼儿园", "双语幼儿园", "艺术幼儿园", "社区幼儿园"))
    return f"{stem}幼儿园"


def draw_town(rng: random.Random, name: str, size: int, *, nursery: bool) -> Town:
    """Draw a town whose gross rate lies where no rule asks."""
    names = rng.sample(_STEMS, size)
    kinds = [rng.choice(NATURES) for _ in range(size)]
    for index, kind in enumerate(rng.sample(NATURES, min(3, size))):
        if rng.random() < 0.9:
            kinds[index] = kind
    prefix = rng.choice(("", "", name))
    called = [_called(rng, f"{prefix}{stem}", kind) for stem, kind in zip(names, kinds, strict=True)]
    kindergartens = tuple(
        draw_kindergarten(rng, each, name, kind, nursery=nursery) for each, kind in zip(called, kinds, strict=True)
    )
    children = sum(each.counts["enrolled"] - each.counts["enrolled_nursery"] for each in kindergartens)
    population: dict[str, int] = {}
    for basis in ("resident", "registered"):
        parts = [max(9, int(children / 3 * rng.uniform(0.97, 1.3))) for _ in AGES]
        population |= {f"population_{basis}_{age}": part for age, part in zip(AGES, parts, strict=True)}
        population[f"population_{basis}"] = sum(parts)
    return Town(name, kindergartens, population)


def draw_towns(rng: random.Random, profile: str, number: int, *, nursery: bool = True) -> tuple[Town, ...]:
    """Draw towns of the profile's register; where there is none, any name will do."""
    pool = [*WUQING_TOWNS, *WUQING_STREETS] if profile == "wuqing-2023" else OTHER_TOWNS
    sizes = [rng.randint(2, 7) for _ in range(number)]
    return tuple(
        draw_town(rng, name, size, nursery=nursery) for name, size in zip(rng.sample(pool, number), sizes, strict=True)
    )


def operands(group: Group, carried: set[str]) -> dict[str, Pair | None]:
    """Return numerator and denominator of every indicator that the carried keys suffice for.

    A layout without a 托班 column is taken as having none (design §4), and so does the truth.
    """
    nursery = "enrolled_nursery" in carried

    def preschool(nature: str | None = None) -> int:
        return group.count("enrolled", nature) - (group.count("enrolled_nursery", nature) if nursery else 0)

    def pair(numerator: int, denominator: int, *needs: str) -> Pair | None:
        return (numerator, denominator) if carried.issuperset(needs) else None

    children = group.count("enrolled")
    return {
        "gross_enrollment_rate": pair(preschool(), group.count("population_resident"), "enrolled", "population"),
        "inclusive_coverage_rate": pair(preschool("inclusive_all"), preschool(), "enrolled", "inclusive"),
        "public_share": pair(preschool("public"), preschool(), "enrolled", "public"),
        "child_staff_ratio": pair(children, group.count("staff"), "enrolled", "staff"),
        "child_care_teaching_staff_ratio": pair(
            children, group.count("care_teaching_staff"), "enrolled", "care_teaching_staff"
        ),
        "child_health_staff_ratio": pair(children, group.count("health_staff"), "enrolled", "health_staff"),
        "child_teacher_ratio": pair(children, group.count("teachers"), "enrolled", "teachers"),
        "class_size_compliance": pair(
            group.count("classes_within_limit"), group.count("classes"), "classes_within_limit", "classes"
        ),
        "teacher_certification_rate": pair(
            group.count("teachers_certified"), group.count("teachers"), "teachers_certified", "teachers"
        ),
    }
