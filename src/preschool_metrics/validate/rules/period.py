"""跨期: what a return says against the earlier ones (domain.md R15, R17, R18; codes PM6xx).

`x_before` is the field x in the last earlier return that has it; where `usual` is asked for, the same month a year before
is looked at as well. What is unusual is defined in `validate.usual`.
"""

from typing import Any, Final

from preschool_metrics.model.rule import Reads
from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import Facts, rule
from preschool_metrics.validate.usual import Floor, Usual, shown

_TOWN_CHILDREN: Final = Floor(people=30, percent=5)
_TOWN_STAFF: Final = Floor(people=10, percent=10)
_TOWN_POPULATION: Final = Floor(people=30, percent=5)
_KINDERGARTEN: Final = Floor(people=20, percent=20)
_STEADY: Final = Usual()
_EXPLAIN: Final = Text(
    "核对本月和以往的数；属实的请说明原因。", "Check this month's figure and the earlier one; explain it if it is so."
)
_LISTED: Final = Text("名册逐期核对（R17）", "Rosters compared month by month (R17)")


def _change_rule(
    code: str, field: str, zh: str, en: str, floor: Floor, examples: tuple[int, int, int], reads: Reads
) -> dict[str, Any]:
    """What the rules of unusual changes have in common; examples: the earlier figure, one that passes, one that does not."""
    before, passing, failing = examples
    return {
        "code": code, "severity": "query",
        "title": Text(f"{zh}与以往相比没有异常变动", f"{en[0].upper()}{en[1:]}: no unusual change"),
        "message": Text(
            f"{zh} {{{field}}}，{{month}} 为 {{{field}_before}}（{{change}}），变动异常",
            f"{en} {{{field}}}, in {{month}} {{{field}_before}} ({{change}}): an unusual change",
        ),
        "reads": reads, "at": field, "fix": _EXPLAIN,
        "basis": Text(
            f"教育事业统计核查数据年度变动情况（R15）；下限{floor.people}人且{floor.percent}%，修正z值大于3.5（Iglewicz–Hoaglin 1993）",
            f"Education statistics ask about changes (R15); at least {floor.people} and {floor.percent} %, modified z-score above 3.5 (Iglewicz–Hoaglin 1993)",
        ),
        "passes": {field: passing, f"{field}_before": before}, "fails": {field: failing, f"{field}_before": before},
    }  # fmt: skip


def _jump(now: int, before: int, floor: Floor, usual: Usual) -> Facts | None:
    return {"change": shown(now, before)} if usual.is_jump(now, before, floor) else None


@rule(
    **_change_rule(
        "PM601",
        "enrolled",
        "全镇在园幼儿数",
        "children enrolled in the town",
        _TOWN_CHILDREN,
        (1000, 1040, 1200),
        "town_change",
    )
)
def town_enrolled_is_steady(enrolled: int, enrolled_before: int, *, usual: Usual = _STEADY) -> Facts | None:
    """R15, the children of a town."""
    return _jump(enrolled, enrolled_before, _TOWN_CHILDREN, usual)


@rule(
    **_change_rule("PM602", "staff", "全镇教职工数", "staff of the town", _TOWN_STAFF, (140, 150, 165), "town_change")
)
def town_staff_is_steady(staff: int, staff_before: int, *, usual: Usual = _STEADY) -> Facts | None:
    """R15, the staff of a town."""
    return _jump(staff, staff_before, _TOWN_STAFF, usual)


@rule(
    **_change_rule(
        "PM603",
        "population",
        "学前三年适龄人口",
        "population of the town",
        _TOWN_POPULATION,
        (1100, 1120, 1200),
        "town_change",
    )
)
def town_population_is_steady(population: int, population_before: int, *, usual: Usual = _STEADY) -> Facts | None:
    """R15, the population: a yearly figure that seldom moves from month to month."""
    return _jump(population, population_before, _TOWN_POPULATION, usual)


@rule(
    **_change_rule(
        "PM604",
        "enrolled",
        "全园在园幼儿数",
        "children enrolled in the kindergarten",
        _KINDERGARTEN,
        (90, 105, 120),
        "kindergarten_change",
    )
)
def kindergarten_enrolled_is_steady(enrolled: int, enrolled_before: int, *, usual: Usual = _STEADY) -> Facts | None:
    """R15, the children of a kindergarten that both returns list."""
    return _jump(enrolled, enrolled_before, _KINDERGARTEN, usual)


@rule(
    "PM605", "query",
    Text("幼儿园在上期名册中", "The kindergarten was in the earlier roster"),
    Text("“{name}”不在 {month} 的名册中（按标识码和名称均未找到）", "“{name}” is not in the roster of {month}, neither by its code nor by its name"),
    reads="kindergarten_change", at="name",
    fix=Text("新建、恢复办园的请说明；改名或改码的请核对。", "Explain a new or reopened kindergarten; check a changed name or code."),
    basis=_LISTED,
    passes={"name": "甲幼儿园", "name_before": "甲幼儿园"}, fails={"name": "丙幼儿园", "name_before": None},
)  # fmt: skip
def kindergarten_is_not_new(name: str | None, name_before: str | None) -> Facts | None:
    """R17, appeared; the same code under another name, or the same name under another code, is the same one."""
    return {} if name is not None and name_before is None else None


@rule(
    "PM606", "query",
    Text("上期的幼儿园仍在名册中", "The kindergarten is still in the roster"),
    Text("{month} 名册中的“{name_before}”本期没有", "“{name_before}”, in the roster of {month}, is not in this one"),
    reads="kindergarten_change", at="name",
    fix=Text("停办、并园的请说明；漏报的请补上。", "Explain a closure or a merger; add it if it was left out."),
    basis=_LISTED,
    passes={"name": "甲幼儿园", "name_before": "甲幼儿园"}, fails={"name": None, "name_before": "乙幼儿园"},
)  # fmt: skip
def kindergarten_is_still_there(name: str | None, name_before: str | None) -> Facts | None:
    """R17, vanished."""
    return {} if name is None and name_before is not None else None


@rule(
    "PM607", "error",
    Text("没有新增民办托幼点", "No private day-care point is new"),
    Text("民办托幼点“{name}”不在 {month} 的名册中，不得新备案", "the day-care point “{name}” is not in the list of {month}; new ones may not be registered"),
    reads="point_change", at="name", needs=("points",),
    of_policy=True,
    fix=Text("不再备案新的托幼点；改名或上期漏报的，更正名称或补报上期。", "Register none; if it was renamed or left out, correct the name or the earlier return."),
    basis=Text("攻坚方案二(七)：不再备案新的民办托幼点（R18）", "Plan, clause 二(七): no new private day-care points are registered (R18)"),
    passes={"name": "甲托幼点", "name_before": "甲托幼点"}, fails={"name": "丁托幼点", "name_before": None},
)  # fmt: skip
def point_is_not_new(name: str | None, name_before: str | None) -> Facts | None:
    """R18."""
    return {} if name is not None and name_before is None else None


@rule(
    "PM608", "query",
    Text("人口口径前后一致", "The population keeps its basis"),
    Text("适龄人口 {population} 的口径是{population_basis}，{month} 是{population_basis_before}（{population_before}）", "the population of {population} is {population_basis}, in {month} it was {population_basis_before} ({population_before})"),
    reads="town_change", at="population",
    fix=Text("前后用同一口径；确需改变的请说明。", "Keep to one basis; explain why it had to change."),
    basis=Text("毛入园率的分母须用同一口径", "The denominator of the gross rate needs one basis"),
    passes={"population": 1100, "population_before": 1090, "population_basis": Text("常住人口", "resident"), "population_basis_before": Text("常住人口", "resident")},
    fails={"population": 1100, "population_before": 980, "population_basis": Text("未写明", "not named"), "population_basis_before": Text("常住人口", "resident")},
)  # fmt: skip
def population_keeps_its_basis(
    population: int, population_before: int, population_basis: Text, population_basis_before: Text
) -> Facts | None:
    """Domain §2: the basis is never changed silently; the same figure under a better name is no change."""
    return {} if population_basis != population_basis_before and population != population_before else None
