"""Random towns that no rule objects to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from math import ceil
from typing import Final

from hypothesis import strategies as st

from preschool_metrics.catalogue import load_profile
from preschool_metrics.forms.layout import CLASSES, POSTS, choices
from preschool_metrics.forms.prefill import Prefill, Row
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.measures import AGES
from preschool_metrics.model.policy import Area
from preschool_metrics.model.returns import Kindergarten
from preschool_metrics.validate.names import name_key

WUQING: Final = load_profile("wuqing-2023")
AREAS: Final = WUQING.areas
LIMITS: Final = (20, 25, 30, 35, 30)  # nursery, junior, middle, senior, mixed
HANDOVER: Final = date(2023, 2, 7)
SIGNS: Final = "春芽青禾晨露星河彩虹蓓蕾金桥育苗童乐一二三第之家中心东西南北Ab12·（）()"
# What a careless reader could take for a total, a note, a section, a number or a blank.
ODD_NAMES: Final = (
    "第一幼儿园",
    "一、二、三幼儿园",
    "（一）幼儿园",
    "1号幼儿园",
    "全家福幼儿园",
    "全国连锁小太阳幼儿园",
    "合众幼儿园",
    "注音符号幼儿园",
    "说明书幼儿园",
    "本源幼儿园",
    "单位幼儿园",
    "总后勤部幼儿园",
    "无名山幼儿园",
    "A",
    "2024",
    "=1+1",
    "小计划幼儿园",
    "其中堂幼儿园",
    "#3幼儿园",
    "'引号幼儿园",
    "教师进修学校附属幼儿园（大班）",
)


@dataclass(frozen=True)
class Town:
    """A town's return of a month."""

    area: Area
    period: str
    content: Prefill


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def ids(field: str) -> st.SearchStrategy[str]:
    """Draw the value of a word that the form's dropdown offers."""
    offered = choices(Kindergarten, field)
    values = {words[0]: value for value, words in described(Kindergarten)[field].words.items()}
    return st.sampled_from([values[word] for word in offered])


def dates(first: date, last: date) -> st.SearchStrategy[date]:
    return st.dates(first, last)


def times(least: time, most: time = time(19, 0)) -> st.SearchStrategy[time]:
    minutes = st.integers(least.hour * 60 + least.minute, most.hour * 60 + most.minute)
    return minutes.map(lambda minute: time(minute // 60, minute % 60))


@st.composite
def children(draw: st.DrawFn) -> Row:
    """Draw children and classes: totals are sums, no class is above its limit, none is empty or of a single child."""
    classes = draw(st.tuples(*(st.integers(0, 4) for _ in AGES)))
    ages = [draw(st.integers(2 * number, number * limit)) for number, limit in zip(classes, LIMITS, strict=True)]
    row: dict[str, object] = {"enrolled": sum(ages), **dict(zip(AGES, ages, strict=True))}
    row |= {"classes": sum(classes), **dict(zip(CLASSES, classes, strict=True))}
    row["classes_within_limit"] = draw(maybe(st.integers(0, sum(classes))))
    if ages[0] == 0:
        row["enrolled_nursery"] = draw(st.sampled_from([0, None]))  # a blank where the other ages make the total
    return row


@st.composite
def people(draw: st.DrawFn, enrolled: int) -> Row:
    """Draw staff: the posts add up, 2 to 14 children to each, certificates only of teachers."""
    staff = draw(st.integers(ceil(enrolled / 14), enrolled // 2)) if enrolled else 0
    cuts = sorted(draw(st.lists(st.integers(0, staff), min_size=len(POSTS) - 1, max_size=len(POSTS) - 1)))
    posts = [end - start for start, end in zip([0, *cuts], [*cuts, staff], strict=True)]
    row: dict[str, object] = {"staff": staff, **dict(zip(POSTS, posts, strict=True))}
    row["teachers_certified"] = draw(maybe(st.integers(0, posts[POSTS.index("teachers")])))
    row["health_staff_part_time"] = draw(maybe(st.integers(0, 5)))
    return row


@st.composite
def kindergartens(draw: st.DrawFn, name: str, code: str | None) -> Row:
    nature = draw(ids("nature"))
    row: dict[str, object] = {"name": name, "code": code, "nature": nature, **draw(children())}
    enrolled = row["enrolled"]
    row |= draw(people(enrolled if isinstance(enrolled, int) else 0))
    row["profit"] = draw(st.just("non_profit") if nature == "inclusive_private" else maybe(ids("profit")))
    latest = HANDOVER if nature == "inclusive_private" else date(2030, 1, 1)
    handed_over = dates(date(1990, 1, 1), latest)
    public = nature == "public"
    row["leave_time_summer"] = draw(maybe(times(time(17, 0) if public else time(11, 0))))
    row["leave_time_winter"] = draw(maybe(times(time(16, 30) if public else time(11, 0))))
    sponsors = ["831 县级教育部门", "894 集体"] if public else ["999 民办", "中外合作"]  # PM147
    row["sponsor"] = draw(maybe(st.sampled_from(sponsors)))
    for field in ("schedule", "community_attached", "party_branch", "alarm", "video"):
        row[field] = draw(maybe(ids(field)))
    asked_for = nature == "inclusive_private" and row["community_attached"] == "yes"  # PM706
    row["handed_over_on"] = draw(handed_over if asked_for else maybe(handed_over))
    row["places"] = draw(maybe(st.integers(0, 2000)))
    row["guards"] = draw(maybe(st.integers(0, 20)))
    for field in ("area_building", "area_outdoor"):
        row[field] = draw(maybe(st.integers(0, 99_999) | st.decimals(0, 99_999, places=2).map(float)))
    return row


def names() -> st.SearchStrategy[str]:
    made = st.text(SIGNS, min_size=1, max_size=12).map(lambda text: f"{text}幼儿园")
    return st.sampled_from(ODD_NAMES) | made


def rosters() -> st.SearchStrategy[list[Row]]:
    return st.lists(names(), min_size=1, max_size=8, unique_by=name_key).flatmap(
        lambda drawn: (
            st.lists(
                st.none() | st.integers(1112_000_000, 1112_999_999).map(str),
                min_size=len(drawn),
                max_size=len(drawn),
            )
            .filter(lambda codes: len(set(filter(None, codes))) == len([code for code in codes if code]))
            .flatmap(lambda codes: st.tuples(*map(kindergartens, drawn, codes)).map(list))
        )
    )


def preschool(rows: Sequence[Row]) -> int:
    """Return the children that count for the gross rate."""
    parts = [row[age] for row in rows for age in AGES if age != "enrolled_nursery"]
    return sum(part for part in parts if isinstance(part, int))


@st.composite
def covers(draw: st.DrawFn, counted: int) -> Row:
    """Draw a cover whose population makes a gross rate of 50 to 110 percent."""
    population = draw(st.integers(ceil(counted * 100 / 110), counted * 2))
    three = draw(st.integers(0, population))
    four = draw(st.integers(0, population - three))
    return {
        "population_resident_3": three,
        "population_resident_4": four,
        "population_resident_5": population - three - four,
        "population_registered_3_5": draw(maybe(st.integers(0, 9_999_999))),
        "reference_date": draw(maybe(dates(date(2020, 1, 1), date(2030, 1, 1)))),
        "submitted_on": draw(maybe(dates(date(2020, 1, 1), date(2030, 1, 1)))),
        "filled_by": draw(maybe(st.sampled_from(["张三", "欧阳 娜娜", "Li Si", "0012"]))),
        "reviewed_by": draw(maybe(st.sampled_from(["李四", "·", "王 五"]))),
        "phone": draw(maybe(st.from_regex(r"0\d{2}-\d{8}|1\d{10}", fullmatch=True))),
    }


@st.composite
def towns(draw: st.DrawFn) -> Town:
    rows = draw(rosters().filter(preschool))
    year, month = draw(st.integers(2023, 2026)), draw(st.integers(1, 12))
    content = Prefill(draw(covers(preschool(rows))), rows)
    return Town(draw(st.sampled_from(AREAS)), f"{year}-{month:02d}", content)


# --- the same values as people type them ------------------------------------------------------------------

WIDE: Final = str.maketrans("0123456789:-", "０１２３４５６７８９：－")


def ways(field: str, value: object) -> list[object]:
    """Return the ways to type a value of the roster that all mean the same."""
    words = described(Kindergarten)[field].words.get(value, ()) if isinstance(value, str) else ()
    if words:
        return list(words)
    if value is None:
        return [None] if field == "name" else [None, "—", "/", "-", "\u3000"]
    if isinstance(value, int):
        return [
            value,
            float(value),
            f" {value}\u3000",
            f"{value}".translate(WIDE),
            f"{value:,}",
            f"{value}.0",
            f"{value}人",
        ]
    if isinstance(value, date):
        return [
            value,
            f"{value}",
            f"{value:%Y/%m/%d}",
            f"{value:%Y.%m.%d}",
            f"{value.year}年{value.month}月{value.day}日",
        ]
    if isinstance(value, time):
        shown = f"{value:%H:%M}"
        return [value, shown, shown.translate(WIDE), f"{value:%H:%M:%S}", f"{value.hour}点{value.minute}分"]
    return [value, f" {value}", f"{value}\u3000", f"{value}\n"] if field == "name" else [value]


@st.composite
def typed_towns(draw: st.DrawFn) -> tuple[Town, Prefill]:
    """Draw a town, and its return as its clerk types it."""
    town, picks = draw(towns()), draw(st.randoms(use_true_random=False))
    rows = [
        {field: picks.choice(ways(field, value)) for field, value in row.items()} for row in town.content.kindergartens
    ]
    return town, Prefill(town.content.cover, rows)
