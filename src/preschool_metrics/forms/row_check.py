"""自查提示: what the form itself says of a row, as a live formula and as the result stored with it.

Old functions only: WPS and Excel 2016 know no others. Every condition has its twin in Python beside it, so that the
stored result is what Excel computes; many a workbook is read before anybody has opened it.
"""

from collections.abc import Callable, Collection
from datetime import time
from typing import Final, NamedTuple

from preschool_metrics.forms.layout import PARTS, ROSTER_FIELDS, as_typed, column_of
from preschool_metrics.forms.prefill import Row, filled, numbers
from preschool_metrics.model.address import column_letters
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.measures import CLASS_LIMITS, LEAVE_TIMES, heading_of
from preschool_metrics.model.returns import Kindergarten

PASSED: Final = "通过"
# Of a row without anything: a full-width space. A formula with an empty result looks like one without a result, and our
# reader would have to take a second, slower look at every form.
EMPTY: Final = "\u3000"
HEADING: Final = "自查提示"
_COUNTS: Final = ROSTER_FIELDS[column_of("enrolled") : column_of("teachers_certified") + 1]
_NEEDED: Final = ("name", "nature", *(name for total, parts in PARTS.items() for name in (total, *parts)))


class Check(NamedTuple):
    """A hint, when Excel shows it (a condition with {field} for cells and {first:last} for ranges), and its twin."""

    hint: str
    condition: str
    fails: Callable[[Row], bool]


def hint_of(row: Row, policies: Collection[str] = ()) -> str:
    """Return the stored result of a row's 自查提示, by the rules of all policies and those that this one asks for."""
    if not filled(row.values()):
        return EMPTY
    return next((check.hint for check in checks(policies) if check.fails(row)), PASSED)


def hint_formula(number: int, policies: Collection[str] = ()) -> str:
    """Return the live formula of the row with this spreadsheet number."""
    refs = {name: f"{column_letters(column_of(name))}{number}" for name in ROSTER_FIELDS}
    formula = f'"{PASSED}"'
    for check in reversed(checks(policies)):
        formula = f'IF({check.condition.format_map(refs)},"{check.hint}",{formula})'
    whole = "{name}:{video}".format_map(refs)
    return f'=IF(COUNTA({whole})=0,"{EMPTY}",{formula})'


def _sum_check(total: str, hint: str) -> Check:
    parts = PARTS[total]
    sum_of_parts = f"SUM({{{parts[0]}}}:{{{parts[-1]}}})"

    def fails(row: Row) -> bool:
        of_parts = numbers(map(row.get, parts))
        return len(numbers([row.get(total), *of_parts])) == len(parts) + 1 and sum(of_parts) != row.get(total)

    return Check(hint, f"AND(COUNT({_block(total)})={len(parts) + 1},{sum_of_parts}<>{{{total}}})", fails)


def _block(total: str) -> str:
    """A total and its parts stand side by side."""
    return f"{{{total}}}:{{{PARTS[total][-1]}}}"


def _not_whole(row: Row) -> bool:
    cells = [row.get(name) for name in _COUNTS]
    known = numbers(cells)
    return filled(cells) > len(known) or any(value < 0 for value in known) or sum(known) % 1 != 0


def _above(part: str, whole: str) -> Callable[[Row], bool]:
    def fails(row: Row) -> bool:
        pair = numbers([row.get(part), row.get(whole)])
        return len(pair) > 1 and pair[0] > pair[1]

    return fails


def _only_one(one: str, other: str) -> Callable[[Row], bool]:
    def fails(row: Row) -> bool:
        pair = numbers([row.get(one), row.get(other)])
        return len(pair) > 1 and (pair[0] > 0) != (pair[1] > 0)

    return fails


def _too_large(age: str) -> Check:
    """The classes of an age above their size on average, as PM321 to PM324 ask."""
    children, classes, limit = f"enrolled_{age}", f"classes_{age}", CLASS_LIMITS[age]

    def fails(row: Row) -> bool:
        pair = numbers([row.get(children), row.get(classes)])
        return len(pair) > 1 and pair[1] > 0 and pair[0] > limit * pair[1]

    condition = f"AND(COUNT({{{children}}},{{{classes}}})=2,{{{classes}}}>0,{{{children}}}>{limit}*{{{classes}}})"
    return Check(f"{heading_of(children).zh}平均班额超过{limit}人", condition, fails)


def _too_early(name: str, season: str) -> Check:
    """A public kindergarten that closes too early, to the minute, as PM702 and PM705 ask."""
    earliest = LEAVE_TIMES[name]

    def fails(row: Row) -> bool:
        closes = row.get(name)
        return _is(row, "nature", "public") and isinstance(closes, time) and closes < earliest

    minutes = earliest.hour * 60 + earliest.minute
    condition = f'AND({{nature}}="{_word("nature", "public")}",COUNT({{{name}}})=1,ROUND({{{name}}}*1440,0)<{minutes})'
    return Check(f"公办园{season}离园不得早于{earliest:%H:%M}", condition, fails)


def _word(name: str, value: str) -> str:
    return described(Kindergarten)[name].words[value][0]


def _is(row: Row, name: str, value: str) -> bool:
    return as_typed(Kindergarten, name, row.get(name)) == _word(name, value)


_RANGE: Final = f"{{{_COUNTS[0]}}}:{{{_COUNTS[-1]}}}"
_FILLED: Final = ",".join(("{name}", "{nature}", *map(_block, PARTS)))
_CHECKS: Final = (
    Check("缺幼儿园名称", '{name}=""', lambda row: row.get("name") is None),
    Check(
        "人数、个数应为非负整数",
        f'OR(COUNTA({_RANGE})>COUNT({_RANGE}),COUNTIF({_RANGE},"<0")>0,SUM({_RANGE})<>INT(SUM({_RANGE})))',
        _not_whole,
    ),
    _sum_check("enrolled", "各年龄班幼儿之和≠合计"),
    _sum_check("classes", "各年龄班班数之和≠合计"),
    _sum_check("staff", "教职工各岗位之和≠合计"),
    Check(
        "持证教师多于专任教师",
        "AND(COUNT({teachers},{teachers_certified})=2,{teachers_certified}>{teachers})",
        _above("teachers_certified", "teachers"),
    ),
    Check(
        "达标班数多于班级数",
        "AND(COUNT({classes},{classes_within_limit})=2,{classes_within_limit}>{classes})",
        _above("classes_within_limit", "classes"),
    ),
    Check(
        "有幼儿无班级，或有班级无幼儿",
        "AND(COUNT({enrolled},{classes})=2,({enrolled}>0)<>({classes}>0))",
        _only_one("enrolled", "classes"),
    ),
    Check(
        "营利性园不能是普惠性民办园",
        f'AND({{profit}}="{_word("profit", "for_profit")}",{{nature}}="{_word("nature", "inclusive_private")}")',
        lambda row: _is(row, "profit", "for_profit") and _is(row, "nature", "inclusive_private"),
    ),
    *map(_too_large, CLASS_LIMITS),
)
_OF_POLICIES: Final = {
    "PM702": _too_early("leave_time_summer", "夏季"),
    "PM705": _too_early("leave_time_winter", "冬季"),
}
_UNFILLED: Final = Check(
    "未填全", f"COUNTA({_FILLED})<{len(_NEEDED)}", lambda row: filled(map(row.get, _NEEDED)) < len(_NEEDED)
)


def checks(policies: Collection[str]) -> tuple[Check, ...]:
    """Return what is asked of a row, in the order in which it is told."""
    return (*_CHECKS, *(check for code, check in _OF_POLICIES.items() if code in policies), _UNFILLED)
