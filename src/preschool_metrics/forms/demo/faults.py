"""The usual faults, each in one return: what a town mistypes, and the cell that a finding has to name.

Figures that the district's totals stand on are left whole in the last month, so that the demo has something to show.
What follows without being planted: classes that are too large (PM310) are too large for their ages as well
(PM321 to PM323), and a wrong total (PM301) is a jump against the month before (PM604).
"""

from collections.abc import Callable, Iterator
from datetime import time
from typing import Final, NamedTuple

from preschool_metrics.forms.demo.draw import MONTHS
from preschool_metrics.forms.layout import CLASSES, FIRST_ROW, PARTS, ROSTER, column_of
from preschool_metrics.model.address import a1
from preschool_metrics.model.measures import AGES

Made = dict[str, object]
_TOO_MANY, _STILL_LIKELY = 37, 42  # children a class where classes are too large
_MOST_OFF: Final = 45


class Planted(NamedTuple):
    """A fault that was planted: the workbook below the demo's folder, sheet, A1 cell, and the rule that must name it."""

    path: str
    sheet: str
    cell: str
    code: str


class Fault(NamedTuple):
    """A fault of one return: which kindergarten it fits, what it changes, the field whose cell is to be named."""

    code: str
    period: str
    area: str
    field: str
    fits: Callable[[Made], bool]
    change: Callable[[Made], Made]


def plant(area: str, period: str, rows: list[Made], path: str) -> Iterator[Planted]:
    """Change the rows of a return in place, and yield what was planted."""
    for fault in FAULTS:
        if (fault.area, fault.period) == (area, period):
            at = next(index for index, row in enumerate(rows) if fault.fits(row))
            if fault.code == _TWICE:
                rows.append(rows[at])
                at = len(rows) - 1
            rows[at] = {**rows[at], **fault.change(rows[at])}
            yield Planted(path, ROSTER, a1(FIRST_ROW + at, column_of(fault.field)), fault.code)


def number_in(row: Made, field: str) -> int:
    """Return a count of a row, 0 where it holds something else."""
    value = row[field]
    return value if isinstance(value, int) else 0


def _any(_row: Made) -> bool:
    return True


def _is(field: str, value: str) -> Callable[[Made], bool]:
    return lambda row: row[field] == value


def _about(field: str) -> Callable[[Made], Made]:
    return lambda row: {field: f"约{number_in(row, field)}"}


def _more(field: str, than: str, by: float) -> Callable[[Made], Made]:
    return lambda row: {field: number_in(row, than) + by}


def _set(field: str, value: object) -> Callable[[Made], Made]:
    return lambda _row: {field: value}


def _swapped(row: Made) -> Made:
    """The last two digits the wrong way round: 358 for 385."""
    text = str(row["enrolled"])
    return {"enrolled": int(text[:-2] + text[-1] + text[-2])}


def _swaps_unseen(row: Made) -> bool:
    """The swapped figure is another one, but a possible one: not above the places, not far off."""
    wrong, right = number_in(_swapped(row), "enrolled"), number_in(row, "enrolled")
    return 0 < abs(wrong - right) <= _MOST_OFF and wrong < number_in(row, "places")


def _fills_classes(row: Made) -> bool:
    classes = number_in(_too_large_classes(row), "classes")
    return row["enrolled_nursery"] == 0 and _TOO_MANY * classes < number_in(row, "enrolled") < _STILL_LIKELY * classes


def _too_large_classes(row: Made) -> Made:
    classes = [round(number_in(row, age) / _STILL_LIKELY) for age in AGES]
    return {**dict(zip(CLASSES, classes, strict=True)), "classes": sum(classes), "classes_within_limit": 0}


def _no_classes(_row: Made) -> Made:
    return dict.fromkeys(("classes", *PARTS["classes"], "classes_within_limit"), 0)


def _spaced(row: Made) -> Made:
    return {"name": str(row["name"]).replace("示例", "示例 ")}


_TWICE: Final = "PM403"
_LAST, _BEFORE, _EARLIER = MONTHS[-1], MONTHS[-2], MONTHS[6]
FAULTS: Final = (
    Fault("PM201", _EARLIER, "王庆坨镇", "enrolled", _any, _about("enrolled")),
    Fault("PM207", _BEFORE, "东蒲洼街道", "nature", _is("nature", "public"), _set("nature", "公办托管")),
    Fault(
        "PM201",
        _LAST,
        "运河西街道",
        "enrolled_middle",
        lambda row: row["enrolled_middle"] != 0,
        _about("enrolled_middle"),
    ),
    Fault("PM202", _LAST, "崔黄口镇", "places", _any, _more("places", "places", 0.5)),
    Fault("PM203", _LAST, "大良镇", "service_staff", _any, _set("service_staff", -5)),
    Fault("PM301", _LAST, "杨村街道", "enrolled", _swaps_unseen, _swapped),
    Fault("PM302", _LAST, "梅厂镇", "classes", _any, _more("classes", "classes", 1)),
    Fault("PM303", _LAST, "河西务镇", "staff", _any, _more("staff", "staff", 2)),
    Fault("PM306", _LAST, "南蔡村镇", "teachers_certified", _any, _more("teachers_certified", "teachers", 2)),
    Fault("PM309", _LAST, "下朱庄街道", "profit", _is("nature", "inclusive_private"), _set("profit", "for_profit")),
    Fault("PM310", _LAST, "徐官屯街道", "enrolled", _fills_classes, _too_large_classes),
    Fault("PM312", _LAST, "石各庄镇", "classes", _any, _no_classes),
    Fault(_TWICE, _LAST, "黄花店镇", "name", _is("nature", "other_private"), _spaced),
    Fault(
        "PM702",
        _LAST,
        "泗村店镇",
        "leave_time_summer",
        _is("nature", "public"),
        _set("leave_time_summer", time(16, 30)),
    ),
)
