"""Random kindergartens that keep every rule of validate/rules: what is true before anybody lays it out."""

from collections.abc import Collection
from datetime import date, time
from random import Random
from typing import Any, Final

AGES: Final = ("nursery", "junior", "middle", "senior", "mixed")
SPLIT: Final = ("administrative_staff", "auxiliary_staff", "service_staff")
POSTS: Final = ("principals", "teachers", "care_workers", "health_staff", *SPLIT)
NATURES: Final = ("public", "inclusive_private", "other_private")
_LIMITS: Final = {"nursery": 20, "junior": 25, "middle": 30, "senior": 35, "mixed": 30}
_WEIGHTS: Final = (1, 8, 5, 1, 1, 1, 2)
_FIRST: Final = ("武清区", "天津市武清区", "天津市")
_NAMED: Final = (
    "中心", "第一", "第二", "实验", "金色摇篮", "小太阳", "育才", "蓝天", "1号", "艺术", "和平里", "双语", "阳光（东区）", "阳光(西区)", "春蕾·分园", "京津时尚广场",
    "=1+1", "+爱心", "-宝贝", "@SUM(A1)", "=cmd|' /C calc'!A0", "三八", "百合 ", "Kids", "第一小学附设", "本镇", "新合", "总部花园", "注音",
)  # fmt: skip
_LAST: Final = (
    "幼儿园",
    "幼儿园",
    "幼儿园",
    "幼儿园（南区）",
    "教学点",
    "中心校附属幼儿园",
    "第二幼儿园分园",
    "幼儿园\n（新园）",
)


def kindergartens(random: Random, count: int, columns: Collection[str], area: str) -> list[dict[str, Any]]:
    """Return so many different kindergartens of an area, true to a layout that has these columns."""
    names = _names(random, count, area)
    natures = [random.choice(NATURES) for _ in range(count)]
    made = [_kindergarten(random, columns, nature) for nature in natures]
    if not any(each["enrolled"] for each in made):
        made[0] = _kindergarten(random, columns, natures[0], closed=False)
    codes = random.sample(range(1_112_000_000, 1_112_099_999), count)
    return [
        {"name": name, "code": str(code), **each} for name, code, each in zip(names, codes, made, strict=True)
    ]  # fmt: skip


def _names(random: Random, count: int, area: str) -> list[str]:
    """Different names, also once brackets, blanks and the district before them are gone."""
    stems = random.sample([(named, last) for named in _NAMED for last in sorted(set(_LAST))], count)
    before = random.choice(["", "", area, area.rstrip("镇街道"), random.choice(_FIRST) + area])
    return [" ".join(f"{before}{named}{last}".split()) for named, last in stems]


def _kindergarten(
    random: Random, columns: Collection[str], nature: str, *, closed: bool | None = None
) -> dict[str, Any]:
    closed = random.random() < 0.04 if closed is None else closed
    children = _children(random, columns, closed=closed)
    return {
        "nature": nature,
        **children,
        **_staff(random, columns, children["enrolled"]),
        **_rest(random, nature, children),
    }


def _children(random: Random, columns: Collection[str], *, closed: bool) -> dict[str, int]:
    """Children and classes by age; ages that the layout cannot show have none."""
    shown = [age for age in AGES if age in ("junior", "middle", "senior") or f"enrolled_{age}" in columns]
    classes = dict.fromkeys(AGES, 0)
    if not closed:
        classes.update({age: random.choice((0, 1, 1, 2, 3, 4) if age in AGES[1:4] else (0, 0, 1)) for age in shown})
        classes["junior"] += not any(classes[age] for age in AGES[1:4])
    children = {age: sum(random.randint(10, _LIMITS[age]) for _ in range(classes[age])) for age in AGES}
    return {
        **{f"enrolled_{age}": children[age] for age in AGES},
        **{f"classes_{age}": classes[age] for age in AGES},
        "enrolled": sum(children.values()),
        "classes": sum(classes.values()),
        "classes_within_limit": random.randint(0, sum(classes.values())),
    }


def _staff(random: Random, columns: Collection[str], children: int) -> dict[str, int]:
    """Staff between 1:12 and 1:3; where a layout puts the last three posts together, these are 其他."""
    staff = random.randint(-(-children // 12), max(-(-children // 12), children // 3))
    drawn = random.choices(POSTS, _WEIGHTS, k=staff)
    posts = {post: drawn.count(post) for post in POSTS}
    other = sum(posts[post] for post in SPLIT) if not set(SPLIT) & set(columns) else 0
    certified = random.randint(0, posts["teachers"])
    return {"staff": staff, **posts, "other_staff": other, "teachers_certified": certified}


def _rest(random: Random, nature: str, children: dict[str, int]) -> dict[str, Any]:
    attached = random.choice(("yes", "no"))
    latest = date(2023, 2, 7) if nature == "inclusive_private" else date(2024, 9, 1)
    handed_over = date.fromordinal(random.randint(date(2016, 1, 1).toordinal(), latest.toordinal()))
    return {
        "sponsor": random.choice(("教育部门", "镇街", "811", "个人", "企业")),
        "inclusive": "no" if nature == "other_private" else "yes",
        "profit": random.choice(("non_profit", "for_profit")) if nature == "other_private" else "non_profit",
        "schedule": random.choice(("full_day", "half_day", "boarding")),
        "health_staff_part_time": random.randint(0, 2),
        "places": children["enrolled"] + random.randint(0, 90),
        "community_attached": attached,
        "handed_over_on": handed_over if attached == "yes" else None,
        "leave_time_summer": time(17, random.choice((0, 10, 30))),
        "leave_time_winter": time(16, random.choice((30, 45))),
        **{f"area_{each}": random.randint(100, 9999) / 2 for each in ("building", "site", "outdoor", "activity_rooms")},
        **{each: random.choice(("yes", "no")) for each in ("party_branch", "alarm", "video")},
        "guards": random.randint(0, 6),
    }
