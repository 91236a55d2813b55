"""The layout of the form: which fields stand where, under which headings.

Headings, units, words and bounds are the data dictionary's; here is only their order and how wide a column is.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, get_args

from annotated_types import Ge, Le

from preschool_metrics.model.dictionary import base_type, described
from preschool_metrics.model.measures import AGES
from preschool_metrics.model.returns import Explanation, Kindergarten, Record

FORM_VERSION: Final = "1"
VERSION_PROPERTY: Final = "preschool-metrics-form"
COVER, ROSTER, POINTS, EXPLANATIONS, LISTS = "封面", "幼儿园名册", "托幼点名册", "说明", "_lists"
TOWN_TASKS: Final = "镇街任务"

CLASSES: Final = tuple(f"classes_{age.removeprefix('enrolled_')}" for age in AGES)
POSTS: Final = (
    "principals",
    "teachers",
    "care_workers",
    "health_staff",
    "administrative_staff",
    "auxiliary_staff",
    "service_staff",
)
PARTS: Final = {"enrolled": AGES, "classes": CLASSES, "staff": POSTS}
COVER_BLOCKS: Final = {
    "填报信息": ("area", "area_code", "period", "reference_date"),
    "学前三年适龄人口": (
        "population_resident_3",
        "population_resident_4",
        "population_resident_5",
        "population_registered_3_5",
    ),
    "填报人员": ("submitted_on", "filled_by", "reviewed_by", "phone"),
}
ROSTER_FIELDS: Final = (
    *("name", "code", "sponsor", "nature", "profit", "schedule"),
    *("enrolled", *AGES),
    *("classes", *CLASSES, "classes_within_limit", "places"),
    *("staff", *POSTS, "health_staff_part_time", "teachers_certified"),
    *("community_attached", "handed_over_on", "leave_time_summer", "leave_time_winter"),
    *("area_building", "area_outdoor", "party_branch", "guards", "alarm", "video"),
    *("social_insurance", "housing_fund", "extended_care", "meals", "open_month"),
)
EXPLANATION_FIELDS: Final = ("rule", "cell", "explanation", "explained_by")
FIRST_ROW: Final = 4  # 0-based: under a title, a hint and two heading rows
_TOTAL: Final = "合计"
_WIDTHS: Final = {
    "name": 30.0,
    "sponsor": 17.0,
    "nature": 15.0,
    "teachers_certified": 13.0,
    "health_staff_part_time": 11.0,
    "explanation": 60.0,
}
_WIDTHS_OF_KINDS: Final = {"text": 13.5, "choice": 8.5, "count": 6.2, "measure": 10.5, "date": 11.5, "time": 7.0}
_ALONE: Final = 9.0  # a count that stands outside the groups has its whole heading over it
_A_SIGN: Final = 1.9  # the width of a Chinese sign in a heading


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: 0-based index, its heading, and the parent heading over it or an empty string."""

    field: str
    index: int
    heading: str
    group: str
    kind: str
    width: float


@cache
def columns(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a record's table in the form: Kindergarten, ChildcarePoint or Explanation."""
    own = {Kindergarten: ROSTER_FIELDS, Explanation: EXPLANATION_FIELDS}
    fields = own.get(record, tuple(record.model_fields))
    return tuple(_column(record, name, index) for index, name in enumerate(fields))


@cache
def column_of(name: str) -> int:
    """Return the 0-based column of a field of the roster."""
    return ROSTER_FIELDS.index(name)


@cache
def kind_of(record: type[Record], name: str) -> str:
    """Return how a field is typed in: choice, count, measure, text, date or time."""
    if described(record)[name].words:
        return "choice"
    kinds = {int: "count", float: "measure", str: "text"}
    plain = base_type(record, name)
    return kinds.get(plain, plain.__name__)


@cache
def heading(record: type[Record], name: str) -> str:
    """Return a field's full heading with its unit in brackets."""
    description = described(record)[name]
    return _with_unit(description.heading.zh, description.unit)


@cache
def choices(record: type[Record], name: str) -> tuple[str, ...]:
    """Return the words that the form offers for a field: the first of each value, a bare 民办 left out."""
    return tuple(words[0] for value, words in described(record)[name].words.items() if value != "private")


def as_typed(record: type[Record], name: str, value: object) -> object:
    """Return what stands in the cell of a value: the form's word for a choice, else the value itself."""
    words = described(record)[name].words.get(value) if isinstance(value, str) else None
    return words[0] if words else value


@cache
def bounds(record: type[Record], name: str) -> tuple[int, int]:
    """Return the smallest and the largest value of a counted or measured field."""
    annotations = [part for member in get_args(record.model_fields[name].annotation) for part in get_args(member)]
    least = next(part.ge for part in annotations if isinstance(part, Ge))
    most = next(part.le for part in annotations if isinstance(part, Le))
    return int(str(least)), int(str(most))


def _column(record: type[Record], name: str, index: int) -> Column:
    kind = kind_of(record, name)
    width = _WIDTHS.get(name, _WIDTHS_OF_KINDS[kind])
    whole = _whole_of(name) if record is Kindergarten else None
    if whole is None:
        # The unit on a line of its own: a bracket is not torn apart where the column is narrow.
        text = heading(record, name).replace("（", "\n（")
        return Column(name, index, text, "", kind, max(width, _ALONE) if kind == "count" else width)
    # Under 班级数 a column is headed 小班, not 小班数.
    leaf = _TOTAL if name == whole else described(record)[name.replace("classes_", "enrolled_")].heading.zh
    return Column(name, index, leaf, heading(record, whole), kind, max(width, len(leaf) * _A_SIGN))


def _whole_of(name: str) -> str | None:
    """Return the field whose heading stands over this one and its other parts: 在园幼儿数 over 合计 | 小班 | 中班."""
    return next((whole for whole, parts in PARTS.items() if name in (whole, *parts)), None)


def _with_unit(text: str, unit: str) -> str:
    return f"{text}（{unit}）" if unit else text
