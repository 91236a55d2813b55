"""The derived fields, and with them everything that a measure may name.

A derived field is defined here and never in a profile (design: the model holds them). Each function takes the
fields of one row; `None` is unknown and stays unknown.
"""

from collections.abc import Sequence
from datetime import time
from functools import cache
from typing import Final

from preschool_metrics.model.dictionary import Lacking, described, lacking
from preschool_metrics.model.returns import Counts, Cover, Kindergarten, Summary
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Roster

POPULATION: Final = "population"
AGE_PARTS: Final = ("enrolled_junior", "enrolled_middle", "enrolled_senior", "enrolled_mixed")
AGES: Final = ("enrolled_nursery", *AGE_PARTS)
BY_NATURE: Final = {
    "enrolled_public": frozenset({"public"}),
    "enrolled_inclusive_private": frozenset({"inclusive_private"}),
    "enrolled_other_private": frozenset({"other_private"}),
    "enrolled_private": frozenset({"inclusive_private", "other_private", "private"}),
    "enrolled_inclusive": frozenset({"public", "inclusive_private"}),
}
CLASS_LIMITS: Final = {"junior": 25, "middle": 30, "senior": 35, "mixed": 30}
"""Children a class by age (幼儿园工作规程 第十一条)."""
LEAVE_TIMES: Final = {"leave_time_summer": time(17, 0), "leave_time_winter": time(16, 30)}
"""Before these a public kindergarten does not close, where a policy asks for PM702 and PM705."""
PRIVATE: Final = frozenset({"inclusive_private", "other_private"})
_NEVER_IN_ROSTERS: Final = BY_NATURE.keys()
SUMS: Final = {
    "care_teaching_staff": ("teachers", "care_workers"),
    "enrolled_inclusive": ("enrolled_public", "enrolled_inclusive_private"),
}
UNNAMED: Final = (("population_3_5",), ("population_3", "population_4", "population_5"))
"""The ways to a population that do not say whether it is of residents or of the household register."""
BASES: Final = {
    "resident": (
        ("population_resident_3_5",),
        ("population_resident_3", "population_resident_4", "population_resident_5"),
        *UNNAMED,
    ),
    "registered": (
        ("population_registered_3_5",),
        ("population_registered_3", "population_registered_4", "population_registered_5"),
        *UNNAMED,
    ),
}
PART_OF: Final = {
    **dict.fromkeys(BY_NATURE, ("enrolled_preschool", "enrolled")),
    "enrolled_preschool": ("enrolled",),
    "classes_within_limit": ("classes",),
    "teachers_certified": ("teachers", "care_teaching_staff", "staff"),
    "teachers": ("care_teaching_staff", "staff"),
    "care_workers": ("care_teaching_staff", "staff"),
    "care_teaching_staff": ("staff",),
    "health_staff": ("staff",),
}
MEASURABLE: Final = frozenset(Counts.model_fields) | BY_NATURE.keys() | SUMS.keys() | {"enrolled_preschool", POPULATION}


DERIVED: Final = {
    POPULATION: Text("学前三年适龄人口", "population of the three official ages"),
    "enrolled_preschool": Text("在园幼儿数（不含托班）", "children enrolled without nursery"),
    "numerator": Text("分子", "numerator"),
    "denominator": Text("分母", "denominator"),
    "population_basis": Text("人口口径", "population basis"),
    "care_teaching_staff": Text("保教人员（专任教师 + 保育员）", "care and teaching staff (teachers + care workers)"),
}


@cache
def heading_of(name: str) -> Text:
    """Return the heading of a field, derived or of whichever record; its name where no record knows it."""
    if name.endswith("_before"):
        heading = heading_of(name.removesuffix("_before"))
        return Text(f"上次{heading.zh}", f"{heading.en} before")
    if name in DERIVED:
        return DERIVED[name]
    records = map(described, (Kindergarten, Summary, Cover))
    return next((fields[name].heading for fields in records if name in fields), Text(name, name))


@cache
def lacking_of(name: str) -> Lacking:
    """Return what a shortfall of a measurable field counts."""
    records = map(described, (Kindergarten, Summary, Cover))
    home = {"enrolled_preschool": "enrolled"}.get(name, name)
    known = next((fields[home] for fields in records if home in fields), None)
    return known.short() if known else lacking(heading_of(name).zh, heading_of(name).en)


def nursery(enrolled: int | None, nursery_children: int | None, others: Sequence[int | None]) -> int | None:
    """Return the nursery children of a row whose layout has the column.

    A blank counts as 0 only if the other ages already make the stated total; else it is unknown.
    """
    if nursery_children is None and enrolled is not None and enrolled == sum(part or 0 for part in others):
        return 0
    return nursery_children


def preschool(enrolled: int | None, nursery_children: int | None) -> int | None:
    """`enrolled_preschool` = `enrolled` − `enrolled_nursery`: the children of the rate and of the shares."""
    if enrolled is None or nursery_children is None or nursery_children > enrolled:
        return None
    return enrolled - nursery_children


def need_of(children: int, per: int) -> int:
    """Return the posts that a site needs: one for every `per` children, rounded up."""
    return -(-children // per)


def column(roster: Roster, field: str) -> list[int | None] | None:
    """Return a measurable field row by row; None where the layout has no column for it.

    By nature, a row whose nature is unknown is unknown in every sum; one that is private, but inclusive or not
    nobody says, is unknown only where that matters.
    """
    if field in BY_NATURE:
        return _by_nature(roster, BY_NATURE[field])
    if field in SUMS:
        return _sum_or_stated(roster, field)
    if field == "enrolled_preschool":
        return _preschool(roster)
    return roster.column(field)


def _sum_or_stated(roster: Roster, field: str) -> list[int | None] | None:
    """Return what each row states of a sum, where it states none the sum of its parts."""
    parts, stated = [roster.column(part) for part in SUMS[field]], roster.column(field)
    added = None if None in parts else [None if None in row else sum(row) for row in zip(*parts, strict=True)]
    if stated is None or added is None:
        return added if stated is None else stated
    return [second if first is None else first for first, second in zip(stated, added, strict=True)]


def _by_nature(roster: Roster, natures: frozenset[str]) -> list[int | None] | None:
    children, stated = _preschool(roster), roster.column("nature")
    if children is None or stated is None:
        return None
    open_question = "private" not in natures and bool(natures & PRIVATE)
    return [
        None if nature is None or (nature == "private" and open_question) else count if nature in natures else 0
        for count, nature in zip(children, stated, strict=True)
    ]


def _preschool(roster: Roster) -> list[int | None] | None:
    enrolled, little = roster.column("enrolled"), roster.column("enrolled_nursery")
    if enrolled is None or little is None:
        return enrolled
    if None not in little:
        return list(map(preschool, enrolled, little))
    others = [values for part in AGE_PARTS if (values := roster.column(part)) is not None]
    rows = zip(*others, strict=True) if others else [()] * len(enrolled)
    return [
        preschool(total, nursery(total, young, older) if others else young)
        for total, young, older in zip(enrolled, little, rows, strict=True)
    ]


def unknown_fields(roster: Roster, field: str, basis: str) -> list[str]:
    """Return the fields of the roster that keep a measurable field from being known."""
    missing = []
    for base in base_fields(field, basis):
        values = roster.column(base)
        if values is None and base in _NEVER_IN_ROSTERS | {"inclusive", "enrolled_nursery"}:
            continue
        if values is None or None in values:
            missing.append(base)
    return missing or [field]


def base_fields(name: str, basis: str) -> tuple[str, ...]:
    """Return the fields of a return that a measurable field is made of, to say which cells feed it."""
    if name == POPULATION:
        return tuple(field for way in BASES[basis] for field in way)
    if name in SUMS and name not in BY_NATURE:
        return SUMS[name]
    if name in BY_NATURE:
        return (name, "nature", "inclusive", "enrolled", "enrolled_nursery")
    if name == "enrolled_preschool":
        return ("enrolled", "enrolled_nursery")
    return (name,)
