"""表内: what must hold within one table (domain.md R4–R6, R10, R19; codes PM4xx)."""

from typing import Final

from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import Facts, noticed, placed, rule
from preschool_metrics.validate.rules.file import COVER, GOOD

_EQUATION: Final = Text("教育事业统计报表表内关系", "Equations within the education statistics forms")
_HEADING: Final = "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n"

placed(
    "wrong_total", "PM401", "error",
    Text("合计等于各行之和", "A stated total equals the sum of its rows"),
    Text("{label}：{heading}写 {value}，各行之和为 {expected}", "{label}: {heading} says {value}, the rows add up to {expected}"),
    fix=Text("核对合计行和各行。", "Check the total and the rows."), basis=_EQUATION, reads="table",
    passes=GOOD + "| 合计 |  | 170 |\n", fails=GOOD + "| 合计 |  | 171 |\n",
)  # fmt: skip
placed(
    "wrong_subtotal", "PM402", "error",
    Text("小计等于该段各行之和", "A subtotal equals the sum of its section"),
    Text("{label}：{heading}写 {value}，该段之和为 {expected}", "{label}: {heading} says {value}, its section adds up to {expected}"),
    fix=Text("核对小计行。", "Check the subtotal."), basis=_EQUATION, reads="table",
    passes=COVER + _HEADING + "| 甲幼儿园 | 公办园 | 90 |\n| 小计 |  | 90 |\n| 乙幼儿园 | 公办园 | 80 |\n",
    fails=COVER + _HEADING + "| 甲幼儿园 | 公办园 | 90 |\n| 小计 |  | 95 |\n| 乙幼儿园 | 公办园 | 80 |\n",
)  # fmt: skip
placed(
    "duplicate_name", "PM403", "error",
    Text("幼儿园不重复", "No kindergarten stands twice"), Text("“{value}”重复，与 {related} 是同一所，只计前一次", "“{value}” stands twice, as in {related}; only the first counts"),
    fix=Text("删去重复的行；不同的园写全称区别。", "Delete one of the rows; tell different ones apart by their full names."),
    basis=Text("一园一行（R19）", "One row for each kindergarten (R19)"), reads="table", needs=("roster",), passes=GOOD, fails=GOOD + "| 甲幼儿园 | 公办园 | 90 |\n",
)  # fmt: skip
placed(
    "duplicate_code", "PM404", "error",
    Text("学校标识码不重复", "No code stands twice"), Text("标识码 {value} 重复，与 {related} 是同一所，只计前一次", "the code {value} stands twice, as in {related}; only the first counts"),
    fix=Text("核对学校标识码。", "Check the code."), basis=Text("一园一码（R19）", "One code for each kindergarten (R19)"), reads="table",
    needs=("roster",), passes=GOOD,
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 学校标识码 | 办园性质 | 在园幼儿数 |\n"
    "| 甲幼儿园 | 1112000001 | 公办园 | 90 |\n| 乙幼儿园 | 1112000001 | 公办园 | 80 |\n",
)  # fmt: skip
placed(
    "shared_code", "PM414", "query",
    Text("标识码是幼儿园自己的", "A code is a kindergarten's own"),
    Text("标识码 {value} 在多行相同（另见 {related}），不是幼儿园自己的学校标识码，未用来查重", "the code {value} stands in several rows (also {related}); it is no kindergarten's own and tells none from another"),
    fix=Text("填各园自己的十位学校标识码，没有的留空。", "Give each kindergarten its own ten-digit code; leave the cell blank where it has none."),
    basis=Text("一园一码（R19）", "One code for each kindergarten (R19)"), reads="table",
    needs=("roster",), passes=GOOD,
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 学校标识码 | 办园性质 | 在园幼儿数 |\n"
    "| 甲幼儿园 | 120114001 | 公办园 | 90 |\n| 乙幼儿园 | 120114001 | 公办园 | 80 |\n",
)  # fmt: skip
noticed(
    Flaw.DAY_CARE_POINT, "PM415", "error",
    Text("名册不列托幼点", "The roster lists no day-care points"),
    Text("“{value}”是民办托幼点，不是幼儿园，未计入名册", "“{value}” is a private day-care point and no kindergarten; it is not counted in the roster"),
    fix=Text("移到“托幼点名册”；已办成幼儿园的，改名称和办园性质。", "Move it to the list of day-care points; if it has become a kindergarten, correct its name and its nature."),
    basis=Text("攻坚方案二(七)：民办托幼点不计入在园幼儿", "Plan, clause 二(七): children of day-care points are not enrolled"), reads="table",
    passes=GOOD, fails=GOOD + "| 小蚂蚁托幼点 | 民办托幼点 | 20 |\n",
)  # fmt: skip
placed(
    "area_twice", "PM413", "error",
    Text("汇总表一地一行", "A summary has one row for each area"),
    Text("{expected} 在汇总表中有多行且数据不同，都未采用", "{expected} has several rows in the summary and they differ; none is taken"),
    fix=Text("每个镇街只留一行。", "Keep one row for each area."), basis=_EQUATION, reads="table",
    needs=("summary",), passes="## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 917 |\n",
    fails="## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 917 |\n| 曹子里镇 | 100 |\n",
)  # fmt: skip
placed(
    "no_rows", "PM405", "query",
    Text("名册有幼儿园", "The roster has kindergartens"), Text("名册没有任何幼儿园，合计为 0", "the roster has no kindergarten; its totals are 0"),
    fix=Text("补填名册；确无幼儿园的请说明。", "Fill in the roster; explain if there is none."), basis=Text("空白不等于零", "A blank is not a nought"),
    reads="table", needs=("roster",), passes=GOOD, fails=COVER + _HEADING,
)  # fmt: skip


@rule(
    "PM406", "error",
    Text("在园幼儿等于公办、普惠性民办、非普惠性民办之和", "Children equal the sum of the three natures"),
    Text("在园幼儿数为 {enrolled}，三类之和为 {expected}", "children are {enrolled}, the three natures add up to {expected}"),
    reads="summary", at="enrolled",
    fix=Text("核对总数与三类园在园幼儿数。", "Compare the total with the three natures."), basis=_EQUATION,
    passes={"enrolled": 25113, "enrolled_public": 10301, "enrolled_inclusive_private": 7629, "enrolled_other_private": 7183},
    fails={"enrolled": 25114, "enrolled_public": 10301, "enrolled_inclusive_private": 7629, "enrolled_other_private": 7183},
)  # fmt: skip
def natures_add_up(
    enrolled: int,
    enrolled_public: int,
    enrolled_inclusive_private: int,
    enrolled_other_private: int,
    enrolled_nursery: int = 0,
) -> Facts | None:
    """R6; the natures may leave the nursery children out, as the shares do."""
    total = enrolled_public + enrolled_inclusive_private + enrolled_other_private
    return {"expected": total} if total not in (enrolled, enrolled - enrolled_nursery) else None


@rule(
    "PM407", "error",
    Text("普惠性民办不超过民办", "Inclusive private does not exceed private"),
    Text("普惠性民办园在园 {enrolled_inclusive_private} 人，民办园在园只有 {enrolled_private} 人", "{enrolled_inclusive_private} in inclusive private of only {enrolled_private} in private"),
    reads="summary", at="enrolled_inclusive_private",
    fix=Text("普惠性民办园是民办园的其中项。", "Inclusive private is a part of private."), basis=_EQUATION,
    passes={"enrolled_inclusive_private": 300, "enrolled_private": 500}, fails={"enrolled_inclusive_private": 600, "enrolled_private": 500},
)  # fmt: skip
def inclusive_private_is_private(enrolled_inclusive_private: int, enrolled_private: int) -> Facts | None:
    """R5."""
    return {"expected": f"≤ {enrolled_private}"} if enrolled_inclusive_private > enrolled_private else None


@rule(
    "PM408", "error",
    Text("普惠性在园幼儿等于公办与普惠性民办之和", "Inclusive equals public and inclusive private"),
    Text("普惠性幼儿园在园 {enrolled_inclusive} 人，公办与普惠性民办之和为 {expected}", "inclusive is {enrolled_inclusive}, public and inclusive private add up to {expected}"),
    reads="summary", at="enrolled_inclusive",
    fix=Text("核对普惠性幼儿园在园幼儿数。", "Check the number."), basis=Text("公办园和普惠性民办园统称普惠性幼儿园", "Inclusive means public or inclusive private"),
    passes={"enrolled_inclusive": 17930, "enrolled_public": 10301, "enrolled_inclusive_private": 7629},
    fails={"enrolled_inclusive": 17931, "enrolled_public": 10301, "enrolled_inclusive_private": 7629},
)  # fmt: skip
def inclusive_is_public_and_inclusive_private(
    enrolled_inclusive: int, enrolled_public: int, enrolled_inclusive_private: int
) -> Facts | None:
    """Domain §2."""
    total = enrolled_public + enrolled_inclusive_private
    return {"expected": total} if enrolled_inclusive != total else None


@rule(
    "PM409", "error",
    Text("在园幼儿等于公办与民办之和", "Children equal public and private"),
    Text("在园幼儿数为 {enrolled}，公办与民办之和为 {expected}", "children are {enrolled}, public and private add up to {expected}"),
    reads="summary", at="enrolled",
    fix=Text("核对总数与按举办者分列的数。", "Compare the total with the sponsors."), basis=_EQUATION,
    passes={"enrolled": 800, "enrolled_public": 300, "enrolled_private": 500}, fails={"enrolled": 801, "enrolled_public": 300, "enrolled_private": 500},
)  # fmt: skip
def sponsors_add_up(
    enrolled: int, enrolled_public: int, enrolled_private: int, enrolled_nursery: int = 0
) -> Facts | None:
    """R4."""
    total = enrolled_public + enrolled_private
    return {"expected": total} if total not in (enrolled, enrolled - enrolled_nursery) else None


@rule(
    "PM410", "error",
    Text("普惠性在园幼儿不超过在园幼儿", "Inclusive does not exceed the children enrolled"),
    Text("普惠性幼儿园在园 {enrolled_inclusive} 人，在园幼儿只有 {enrolled} 人", "{enrolled_inclusive} inclusive of only {enrolled} enrolled"),
    reads="summary", at="enrolled_inclusive",
    fix=Text("核对两个数。", "Check both numbers."), basis=_EQUATION,
    passes={"enrolled_inclusive": 668596, "enrolled": 987853}, fails={"enrolled_inclusive": 987854, "enrolled": 987853},
)  # fmt: skip
def inclusive_is_a_part(enrolled_inclusive: int, enrolled: int) -> Facts | None:
    """R6: a part of the children enrolled."""
    return {"expected": f"≤ {enrolled}"} if enrolled_inclusive > enrolled else None


@rule(
    "PM411", "info",
    Text("分性质的在园幼儿不含托班", "The natures leave nursery children out"),
    Text("有托班幼儿 {enrolled_nursery} 人而分性质的数未分列托班，两项占比无法计算", "{enrolled_nursery} nursery children are not split by nature: the two shares cannot be computed"),
    reads="summary", at="enrolled_nursery",
    fix=Text("分性质填报不含托班的在园幼儿数，或报名册。", "Report the natures without nursery children, or send the roster."),
    basis=Text("托班幼儿不计入两项占比", "Nursery children are left out of the two shares"),
    passes={"enrolled_nursery": 0, "enrolled_public": 300}, fails={"enrolled_nursery": 20, "enrolled_public": 300},
)  # fmt: skip
def nursery_is_not_split(enrolled_nursery: int, enrolled_public: int) -> Facts | None:
    """Design §4: a summary whose natures are not split by nursery has no shares."""
    return {"public": enrolled_public} if enrolled_nursery else None


@rule(
    "PM412", "error",
    Text("3-5岁人口等于三个年龄之和", "The population equals the three ages"),
    Text("3-5岁常住人口为 {population_resident_3_5}，各岁之和为 {expected}", "the population is {population_resident_3_5}, the ages add up to {expected}"),
    reads="return", at="population_resident_3_5",
    fix=Text("核对3、4、5岁人口和合计。", "Compare the total with the three ages."), basis=_EQUATION,
    passes={"population_resident_3_5": 300, "population_resident_3": 100, "population_resident_4": 100, "population_resident_5": 100},
    fails={"population_resident_3_5": 310, "population_resident_3": 100, "population_resident_4": 100, "population_resident_5": 100},
)  # fmt: skip
def ages_add_up(
    population_resident_3_5: int, population_resident_3: int, population_resident_4: int, population_resident_5: int
) -> Facts | None:
    """A stated total against its parts; the total counts."""
    total = population_resident_3 + population_resident_4 + population_resident_5
    return {"expected": total} if population_resident_3_5 != total else None
