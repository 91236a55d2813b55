"""Which columns a roster has, how they are headed, and where they stand."""

from dataclasses import dataclass, field
from typing import Final, Literal

from tests.accuracy.book import Page
from tests.accuracy.choose import Chooser
from tests.accuracy.headings import OF_GROUP, Heading, alone, crossed, group, stranger, strangers, under_super
from tests.accuracy.kindergartens import AGES, POSTS, SPLIT

_NEEDED: Final = ("name", "nature", "enrolled")
_OTHERS: Final = (
    "code", "sponsor", "profit", "schedule", "teachers_certified", "health_staff_part_time", "places", "community_attached", "handed_over_on",
    "leave_time_summer", "leave_time_winter", "area_building", "area_site", "area_outdoor", "area_activity_rooms", "party_branch", "guards", "alarm", "video",
)  # fmt: skip
Style = Literal["merged", "open"]


@dataclass
class Columns:
    """The headings of a table over their columns: `left` of each top heading, `at` of each field."""

    headings: list[Heading]
    style: Style
    depth: int
    lefts: list[int]
    at: dict[str, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    label: int = 0
    right: int = 0


def fields_of(choose: Chooser) -> list[str]:
    """Return the fields of a layout: what a roster needs, and what else an office asks for."""
    fields = [*_NEEDED, *(["inclusive"] if choose.chance(25) else []), *(["area"] if choose.chance(50) else [])]
    ages = (
        [age for age in AGES if age in ("junior", "middle", "senior") or choose.chance(45)] if choose.chance(75) else []
    )
    fields += [f"enrolled_{age}" for age in ages]
    if choose.chance(70):
        fields += ["classes", *(f"classes_{age}" for age in (ages if choose.chance(40) else []))]
        fields += ["classes_within_limit"] if choose.chance(30) else []
    if choose.chance(85):
        fields += ["staff", *_posts(choose)]
    return fields + choose.some(_OTHERS, 12)


def _posts(choose: Chooser) -> list[str]:
    """All seven posts, five of them with 其他, or some."""
    return list(
        choose.pick(
            (
                ("teachers", "care_workers", "health_staff"),
                POSTS,
                tuple(post for post in (*POSTS, "other_staff") if post not in SPLIT),
                ("teachers",),
                ("teachers", "care_workers"),
                ("principals", "teachers", "health_staff"),
                (*POSTS, "other_staff"),
                (),
            )
        )
    )


def columns_of(choose: Chooser, fields: list[str], left: int) -> Columns:
    """Head the fields and put them in an order, from a column on; blank columns stand between whole headings only."""
    headings = _headed(choose, fields)
    deep = max(each.depth() for each in headings)
    if deep > 1 and choose.chance(15) and len(headings) > 2:
        headings = under_super(choose, headings)
    depth = max(each.depth() for each in headings)
    style: Style = "open" if depth == 2 and choose.chance(25) else "merged"
    lefts: list[int] = []
    at = left
    gaps = 8 if choose.chance(20) else 0
    for heading in headings:
        at += 1 if lefts and choose.chance(gaps) else 0
        lefts.append(at)
        at += len(heading.columns())
    return _placed(Columns(headings, style, depth, lefts, right=at - 1))


def _placed(columns: Columns) -> Columns:
    for left, heading in zip(columns.lefts, columns.headings, strict=True):
        for index, leaf in enumerate(heading.columns(), left):
            if leaf.field:
                columns.at[leaf.field] = index
            else:
                columns.others[leaf.stranger] = index
    first = columns.lefts[0]
    words = {columns.at[name] for name in ("name", "area", "code") if name in columns.at}
    columns.label = first if first in words | set(columns.others.values()) else columns.at["name"]
    return columns


def _headed(choose: Chooser, fields: list[str]) -> list[Heading]:
    """Return the top headings in their order: those that say which kindergarten it is mostly first."""
    deep = choose.chance(60)
    left = list(fields)
    body: list[Heading] = []
    if deep and {"enrolled_junior", "classes_junior"} <= set(fields) and choose.chance(20):
        ages = [age for age in AGES if f"enrolled_{age}" in fields]
        body += crossed(choose, ages)
        left = [
            each for each in left if each not in {f"{one}_{age}" for one in ("enrolled", "classes") for age in ages}
        ]
    for name, members in OF_GROUP.items():
        own = [each for each in members if each in left]
        if deep and len(own) > 1 and choose.chance(75):
            ordered = own if choose.chance(60) else choose.order(own)
            body.append(group(choose, name, ordered))
            left = [each for each in left if each not in own]
    who = [alone(choose, each) for each in ("area", "name", "nature", "inclusive") if each in left]
    body += [alone(choose, each) for each in left if each not in ("area", "name", "nature", "inclusive")]
    body += strangers(choose)
    serial = [stranger(choose, "序号")] if choose.chance(60) else []
    remarks = [stranger(choose, "备注")] if choose.chance(40) else []
    if choose.chance(25):
        return [*serial, *choose.order([*who, *body]), *remarks]
    return [
        *serial,
        *(choose.order(who) if choose.chance(25) else who),
        *(choose.order(body) if choose.chance(60) else body),
        *remarks,
    ]


def draw_headings(page: Page, columns: Columns, top: int, single: str) -> None:
    """Draw the headings; `single` says where one without others below stands: span, top or bottom."""
    for left, heading in zip(columns.lefts, columns.headings, strict=True):
        _draw(page, heading, (top, top + columns.depth - 1, left), columns.style, single)


def _draw(page: Page, heading: Heading, where: tuple[int, int, int], style: Style, single: str) -> None:
    top, bottom, left = where
    right = left + len(heading.columns()) - 1
    if not heading.below:
        page.put(bottom if single == "bottom" and style == "merged" else top, left, heading.text)
        if single == "span" and style == "merged":
            page.merge(top, left, bottom, right)
        return
    page.put(top, left, heading.text)
    under = bottom - max(each.depth() for each in heading.below) + 1
    if style == "merged":
        page.merge(top, left, under - 1, right)
    for each in heading.below:
        _draw(page, each, (under, bottom, left), style, single)
        left += len(each.columns())
