"""Faults that only the month before shows: each leaves its return consistent in itself."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from preschool_metrics.forms.demo.draw import MONTHS, split
from preschool_metrics.forms.demo.faults import Made, Planted, number_in
from preschool_metrics.forms.layout import COVER, FIRST_ROW, POINTS, ROSTER, column_of
from preschool_metrics.model.address import a1
from preschool_metrics.model.measures import AGES

NO_CELL: Final = ""  # what is not there any more, and the sum of a roster
_FIRST_POINT: Final = 3
_POPULATION_OF_3: Final = "B13"
_LEFT: Final = 0.77  # of the children of a kindergarten that is said to shrink
_MORE: Final = 0.2  # of the staff of a town that is said to grow


class Sheets(NamedTuple):
    """The sheets of a return, changed in place."""

    cover: Made
    roster: list[Made]
    points: list[Made]


Place = tuple[str, str, str]  # sheet, cell, code


def plant_over_time(area: str, period: str, sheets: Sheets, path: str) -> Iterator[Planted]:
    """Change the sheets of a return in place, and yield what the rules across periods must name."""
    if period == MONTHS[-1] and area in OVER_TIME:
        for sheet, cell, code in OVER_TIME[area](sheets):
            yield Planted(path, sheet, cell, code)


def _fewer_children(sheets: Sheets) -> Iterator[Place]:
    """A kindergarten has lost a quarter of its children in a month, and the town shows it."""
    row = max(sheets.roster, key=lambda each: number_in(each, "enrolled"))
    at = sheets.roster.index(row)
    total = round(number_in(row, "enrolled") * _LEFT)
    ages = split(total, [number_in(row, age) for age in AGES])
    sheets.roster[at] = {**row, "enrolled": total, **dict(zip(AGES, ages, strict=True))}
    yield ROSTER, NO_CELL, "PM601"
    yield ROSTER, a1(FIRST_ROW + at, column_of("enrolled")), "PM604"


def _more_staff(sheets: Sheets) -> Iterator[Place]:
    """Every kindergarten of a town has a fifth more staff."""
    for at, row in enumerate(sheets.roster):
        more = round(number_in(row, "staff") * _MORE)
        counts = {field: number_in(row, field) + more for field in ("staff", "service_staff")}
        sheets.roster[at] = {**row, **counts}
    yield ROSTER, NO_CELL, "PM602"


def _other_population(sheets: Sheets) -> Iterator[Place]:
    """The population of one age is a third larger than a month ago."""
    sheets.cover["population_resident_3"] = round(number_in(sheets.cover, "population_resident_3") * 4 / 3)
    yield COVER, _POPULATION_OF_3, "PM603"


def _other_name_and_code(sheets: Sheets) -> Iterator[Place]:
    """A kindergarten under another name and another code: to anyone who compares, one is gone and one is new."""
    row = sheets.roster[-1]
    sheets.roster[-1] = {**row, "name": f"{str(row['name'])[:3]}新苗示例幼儿园", "code": "1112999999"}
    yield ROSTER, a1(FIRST_ROW + len(sheets.roster) - 1, column_of("name")), "PM605"
    yield ROSTER, NO_CELL, "PM606"


def _new_point(sheets: Sheets) -> Iterator[Place]:
    """A private day-care point that was not there: the plan lets none be registered."""
    sheets.points.append({"name": "新办示例托幼点", "enrolled": 12, "status": "在办"})
    yield POINTS, a1(_FIRST_POINT + len(sheets.points) - 1, 0), "PM607"


OVER_TIME: Final[dict[str, Callable[[Sheets], Iterator[Place]]]] = {
    "城关镇": _fewer_children,
    "大孟庄镇": _more_staff,
    "白古屯镇": _other_population,
    "大碱厂镇": _other_name_and_code,
    "下伍旗镇": _new_point,
}
