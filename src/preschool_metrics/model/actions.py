"""What a district can do about its figures, and what a changed figure changes along with it.

A number that changes takes its totals with it: 30 children more in public kindergartens are 30 more in inclusive ones,
in all of them without nursery, and in all of them.
"""

from collections.abc import Mapping
from typing import Final, Literal, get_args

from preschool_metrics.model.measures import need_of
from preschool_metrics.model.text import Text

ActionName = Literal[
    "new_public",
    "new_inclusive_private",
    "other_to_inclusive",
    "other_to_public",
    "inclusive_to_public",
    "hire_teacher",
    "hire_care_worker",
    "hire_health",
    "hire_other",
]
ACTIONS: Final[tuple[ActionName, ...]] = get_args(ActionName)
HIRES: Final[tuple[ActionName, ...]] = ("hire_teacher", "hire_care_worker", "hire_health", "hire_other")
TURNS: Final[dict[ActionName, tuple[str, str]]] = {
    "other_to_inclusive": ("other_private", "inclusive_private"),
    "other_to_public": ("other_private", "public"),
    "inclusive_to_public": ("inclusive_private", "public"),
}

TITLES: Final[dict[ActionName, Text]] = {
    "new_public": Text("新增公办园幼儿", "new children in public kindergartens"),
    "new_inclusive_private": Text("新增普惠性民办园幼儿", "new children in inclusive private kindergartens"),
    "other_to_inclusive": Text("非普惠转普惠性民办", "other private turned inclusive private"),
    "other_to_public": Text("非普惠转公办", "other private turned public"),
    "inclusive_to_public": Text("普惠性民办转公办", "inclusive private turned public"),
    "hire_teacher": Text("增聘专任教师", "teachers hired"),
    "hire_care_worker": Text("增聘保育员", "care workers hired"),
    "hire_health": Text("增聘保健医", "health staff hired"),
    "hire_other": Text("增聘其他教职工", "other staff hired"),
}

# One of an action, in the fields that it changes; what these take with them follows from `_ALONG`.
_DOES: Final[dict[ActionName, dict[str, int]]] = {
    "new_public": {"enrolled_public": 1},
    "new_inclusive_private": {"enrolled_inclusive_private": 1},
    "other_to_inclusive": {"enrolled_other_private": -1, "enrolled_inclusive_private": 1},
    "other_to_public": {"enrolled_other_private": -1, "enrolled_public": 1},
    "inclusive_to_public": {"enrolled_inclusive_private": -1, "enrolled_public": 1},
    "hire_teacher": {"teachers": 1, "teachers_certified": 1},  # nobody without a certificate is hired to teach
    "hire_care_worker": {"care_workers": 1},
    "hire_health": {"health_staff": 1},
    "hire_other": {"other_staff": 1},
}
_CHILDREN: Final = ("enrolled_preschool", "enrolled")
_ALONG: Final[dict[str, tuple[str, ...]]] = {
    "enrolled_public": ("enrolled_inclusive", *_CHILDREN),
    "enrolled_inclusive_private": ("enrolled_inclusive", "enrolled_private", *_CHILDREN),
    "enrolled_other_private": ("enrolled_private", *_CHILDREN),
    "enrolled_inclusive": _CHILDREN,
    "enrolled_private": _CHILDREN,
    "enrolled_junior": _CHILDREN,
    "enrolled_middle": _CHILDREN,
    "enrolled_senior": _CHILDREN,
    "enrolled_mixed": _CHILDREN,
    "enrolled_nursery": ("enrolled",),
    "enrolled": ("enrolled_preschool",),
    "enrolled_preschool": ("enrolled",),
    "teachers": ("care_teaching_staff", "staff"),
    "care_workers": ("care_teaching_staff", "staff"),
    "care_teaching_staff": ("staff",),
    **dict.fromkeys(
        ("principals", "health_staff", "administrative_staff", "auxiliary_staff", "service_staff", "other_staff"),
        ("staff",),
    ),
    **dict.fromkeys(
        ("classes_nursery", "classes_junior", "classes_middle", "classes_senior", "classes_mixed"),
        ("classes",),
    ),
}


def closed(changes: Mapping[str, int]) -> dict[str, int]:
    """Return changes of fields with the totals that they take along."""
    total: dict[str, int] = {}
    for field, by in changes.items():
        for each in (field, *_ALONG.get(field, ())):
            total[each] = total.get(each, 0) + by
    return {field: by for field, by in total.items() if by}


def effect(action: ActionName) -> dict[str, int]:
    """Return by how much one of an action changes every field."""
    return closed(_DOES[action])


def changes_of(counts: Mapping[ActionName, int]) -> dict[str, int]:
    """Return by how much actions together change every field."""
    total: dict[str, int] = {}
    for action, count in counts.items():
        for field, by in effect(action).items():
            total[field] = total.get(field, 0) + by * count
    return {field: by for field, by in total.items() if by}


def lack_after(lack: int, per: int, changes: Mapping[str, int]) -> int:
    """Return what sites lack after changes: children added count as a site of their own, health staff goes where it lacks."""
    need = need_of(max(changes.get("enrolled", 0), 0), per)
    return max(lack + need - changes.get("health_staff", 0), 0)
