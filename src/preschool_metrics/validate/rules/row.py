"""行内: what must hold within one kindergarten's row (domain.md R1–R3, R7, R8, R11–R14, R20)."""

from collections.abc import Collection, Mapping
from typing import Final

from preschool_metrics.model.measures import CLASS_LIMITS
from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import Facts, rule

_EQUATION: Final = Text("教育事业统计报表表内关系", "Equations within the education statistics forms")
_REGULATIONS: Final = Text("《幼儿园工作规程》第十一条", "Kindergarten regulations, article 11")
_STANDARD: Final = Text("教师〔2013〕1号《幼儿园教职工配备标准（暂行）》", "Staffing standard 教师〔2013〕1号")
_COMMON: Final = {"principals", "teachers", "care_workers", "health_staff"}
_SPLIT: Final = {"administrative_staff", "auxiliary_staff", "service_staff"}
_LARGEST_CLASS: Final = 36
_CROWDED, _IDLE = 14, 2


def _unsplit(columns: Collection[str]) -> bool:
    """A layout with 其他 in place of 行政, 教辅 and 工勤."""
    return "other_staff" in columns and not _SPLIT & set(columns)


def _split(columns: Collection[str]) -> bool:
    return bool(_SPLIT & set(columns))


def _every_post(columns: Collection[str]) -> bool:
    """A layout whose posts make an equation, PM303 or PM304."""
    return set(columns) >= _COMMON and (set(columns) >= _SPLIT or _unsplit(columns))


@rule(
    "PM301", "error",
    Text("在园幼儿数等于各年龄班之和", "Children enrolled equal the sum of the age groups"),
    Text("在园幼儿数为 {enrolled}，各年龄班之和为 {expected}", "children enrolled are {enrolled}, the age groups add up to {expected}"),
    reads="kindergarten", at="enrolled",
    fix=Text("核对合计与托、小、中、大、混合各班人数。", "Compare the total with nursery, junior, middle, senior and mixed."),
    basis=_EQUATION,
    passes={"enrolled": 90, "enrolled_junior": 25, "enrolled_middle": 30, "enrolled_senior": 35},
    fails={"enrolled": 91, "enrolled_junior": 25, "enrolled_middle": 30, "enrolled_senior": 35},
)  # fmt: skip
def enrolled_is_the_sum_of_ages(
    enrolled: int,
    enrolled_junior: int,
    enrolled_middle: int,
    enrolled_senior: int,
    enrolled_nursery: int = 0,
    enrolled_mixed: int = 0,
) -> Facts | None:
    """R2."""
    return _equals(enrolled, enrolled_nursery + enrolled_junior + enrolled_middle + enrolled_senior + enrolled_mixed)


@rule(
    "PM302", "error",
    Text("班级数等于各年龄班班数之和", "Classes equal the sum of the age groups"),
    Text("班级数为 {classes}，各年龄班班数之和为 {expected}", "classes are {classes}, the age groups add up to {expected}"),
    reads="kindergarten", at="classes",
    fix=Text("核对班级总数与各年龄班班数。", "Compare the total with the classes of each age group."),
    basis=_EQUATION,
    passes={"classes": 3, "classes_junior": 1, "classes_middle": 1, "classes_senior": 1},
    fails={"classes": 4, "classes_junior": 1, "classes_middle": 1, "classes_senior": 1},
)  # fmt: skip
def classes_are_the_sum_of_ages(
    classes: int,
    classes_junior: int,
    classes_middle: int,
    classes_senior: int,
    classes_nursery: int = 0,
    classes_mixed: int = 0,
) -> Facts | None:
    """R1."""
    return _equals(classes, classes_nursery + classes_junior + classes_middle + classes_senior + classes_mixed)


@rule(
    "PM303", "error",
    Text("教职工数等于各岗位之和（七类岗位）", "Staff equal the sum of the seven posts"),
    Text("教职工数为 {staff}，各岗位之和为 {expected}", "staff are {staff}, the posts add up to {expected}"),
    reads="kindergarten", at="staff",
    moot=_unsplit,
    fix=Text("核对教职工合计与园长、专任教师、保育员、保健医、行政、教辅、工勤人数。", "Compare the total with the seven posts."),
    basis=_EQUATION,
    passes={"staff": 14, "principals": 1, "teachers": 6, "care_workers": 3, "health_staff": 1, "administrative_staff": 1,
            "auxiliary_staff": 0, "service_staff": 2},
    fails={"staff": 15, "principals": 1, "teachers": 6, "care_workers": 3, "health_staff": 1, "administrative_staff": 1,
           "auxiliary_staff": 0, "service_staff": 2},
)  # fmt: skip
def staff_are_the_sum_of_seven_posts(
    staff: int, principals: int, teachers: int, care_workers: int, health_staff: int,
    administrative_staff: int, auxiliary_staff: int, service_staff: int, other_staff: int = 0,
) -> Facts | None:  # fmt: skip
    """R3, with the posts as published since 2022."""
    posts = principals + teachers + care_workers + health_staff + administrative_staff + auxiliary_staff + service_staff
    return _equals(staff, posts + other_staff)


@rule(
    "PM304", "error",
    Text("教职工数等于各岗位之和（五类岗位）", "Staff equal the sum of the five posts"),
    Text("教职工数为 {staff}，各岗位之和为 {expected}", "staff are {staff}, the posts add up to {expected}"),
    reads="kindergarten", at="staff",
    moot=_split,
    fix=Text("核对教职工合计与园长、专任教师、保健医、保育员、其他人数。", "Compare the total with the five posts."),
    basis=_EQUATION,
    passes={"staff": 14, "principals": 1, "teachers": 6, "health_staff": 1, "care_workers": 3, "other_staff": 3},
    fails={"staff": 15, "principals": 1, "teachers": 6, "health_staff": 1, "care_workers": 3, "other_staff": 3},
)  # fmt: skip
def staff_are_the_sum_of_five_posts(
    staff: int, principals: int, teachers: int, health_staff: int, care_workers: int, other_staff: int
) -> Facts | None:
    """R3, with the posts as published in 2014."""
    return _equals(staff, principals + teachers + health_staff + care_workers + other_staff)


@rule(
    "PM305", "error",
    Text("各岗位之和不超过教职工数", "The posts do not exceed the staff"),
    Text("教职工数为 {staff}，已列岗位之和为 {posts}", "staff are {staff}, the posts listed add up to {posts}"),
    reads="kindergarten", at="staff",
    moot=_every_post,
    fix=Text("教职工合计不能小于所列岗位之和。", "The total cannot be less than the posts listed."),
    basis=_EQUATION,
    passes={"staff": 10, "teachers": 6, "care_workers": 3}, fails={"staff": 10, "teachers": 6, "care_workers": 5},
)  # fmt: skip
def posts_do_not_exceed_staff(
    staff: int, teachers: int, principals: int = 0, care_workers: int = 0, health_staff: int = 0,
    administrative_staff: int = 0, auxiliary_staff: int = 0, service_staff: int = 0, other_staff: int = 0,
) -> Facts | None:  # fmt: skip
    """R3 where the layout lists only some posts, and R7: 专任 + 保育 ≤ 教职工; of a single post above it speaks PM307."""
    posts = teachers + principals + care_workers + health_staff
    posts += administrative_staff + auxiliary_staff + service_staff + other_staff
    return {"posts": posts, "expected": f"≥ {posts}"} if teachers <= staff < posts else None


@rule(
    "PM317", "error",
    Text("保教人员等于专任教师与保育员之和", "Care and teaching staff are the teachers and the care workers"),
    Text("保教人员为 {care_teaching_staff}，专任教师与保育员之和为 {expected}",
         "care and teaching staff are {care_teaching_staff}, teachers and care workers add up to {expected}"),
    reads="kindergarten", at="care_teaching_staff",
    fix=Text("核对保教人员、专任教师和保育员人数。", "Compare the three numbers."),
    basis=_STANDARD,
    passes={"care_teaching_staff": 9, "teachers": 6, "care_workers": 3},
    fails={"care_teaching_staff": 8, "teachers": 6, "care_workers": 3},
)  # fmt: skip
def care_teaching_staff_are_teachers_and_care_workers(
    care_teaching_staff: int, teachers: int, care_workers: int
) -> Facts | None:
    """What the standard means by 保教人员; the stated number counts."""
    return _equals(care_teaching_staff, teachers + care_workers)


@rule(
    "PM306", "error",
    Text("持证教师不超过专任教师", "Certified teachers do not exceed teachers"),
    Text("持教师资格证 {teachers_certified} 人，专任教师只有 {teachers} 人", "{teachers_certified} certified of only {teachers} teachers"),
    reads="kindergarten", at="teachers_certified",
    fix=Text("持证人数只统计专任教师。", "Count the certificates of teachers only."),
    basis=_EQUATION,
    passes={"teachers_certified": 6, "teachers": 6}, fails={"teachers_certified": 7, "teachers": 6},
)  # fmt: skip
def certified_do_not_exceed_teachers(teachers_certified: int, teachers: int) -> Facts | None:
    """R7."""
    return {"expected": f"≤ {teachers}"} if teachers_certified > teachers else None


@rule(
    "PM307", "error",
    Text("专任教师不超过教职工", "Teachers do not exceed staff"),
    Text("专任教师 {teachers} 人，教职工只有 {staff} 人", "{teachers} teachers of only {staff} staff"),
    reads="kindergarten", at="teachers",
    fix=Text("核对专任教师数和教职工数。", "Check both numbers."),
    basis=_EQUATION,
    passes={"teachers": 6, "staff": 14}, fails={"teachers": 99, "staff": 24},
)  # fmt: skip
def teachers_do_not_exceed_staff(teachers: int, staff: int) -> Facts | None:
    """R7."""
    return {"expected": f"≤ {staff}"} if teachers > staff else None


@rule(
    "PM309", "error",
    Text("营利性园不是普惠园", "A for-profit kindergarten is not inclusive"),
    Text("营利性幼儿园填为普惠性民办园", "a for-profit kindergarten is listed as inclusive private"),
    reads="kindergarten", at="profit",
    fix=Text("改正营利性，或改为非普惠性民办园。", "Correct the profit column, or list it as other private."),
    basis=Text("普惠性民办园须为非营利性", "Inclusive private kindergartens are non-profit by definition"),
    passes={"profit": "non_profit", "nature": "inclusive_private"}, fails={"profit": "for_profit", "nature": "inclusive_private"},
)  # fmt: skip
def for_profit_is_never_inclusive(profit: str, nature: str) -> Facts | None:
    """R11."""
    return {} if profit == "for_profit" and nature == "inclusive_private" else None


@rule(
    "PM310", "query",
    Text("平均班额不超过36人", "No class of more than 36 on average"),
    Text("{enrolled} 名幼儿 {classes} 个班，平均每班超过 36 人", "{enrolled} children in {classes} classes: more than 36 a class"),
    reads="kindergarten", at="enrolled",
    fix=Text("核对班级数；属实的请说明。", "Check the number of classes; explain if it is so."),
    basis=Text("审计关注线：班额36人", "Audit line: 36 a class"),
    passes={"enrolled": 108, "classes": 3}, fails={"enrolled": 109, "classes": 3},
)  # fmt: skip
def no_class_above_36(enrolled: int, classes: int) -> Facts | None:
    """R12."""
    return {"expected": f"≤ {_LARGEST_CLASS * classes}"} if classes and enrolled > _LARGEST_CLASS * classes else None


def _class_limit(age: str, children: int, classes: int) -> Facts | None:
    limit = CLASS_LIMITS[age]
    if not classes or children <= limit * classes:
        return None
    return {"children": children, "classes": classes, "limit": limit, "expected": f"≤ {limit * classes}"}


def _limit_rule(number: int, age: str, zh: str, en: str) -> Mapping[str, object]:
    """What the class size rules of the four age groups have in common."""
    limit = CLASS_LIMITS[age]
    return {
        "code": f"PM{number}", "severity": "query",
        "title": Text(f"{zh}平均班额不超过{limit}人", f"{en} classes of at most {limit} on average"),
        "message": Text(f"{zh}" + " {children} 名幼儿 {classes} 个班，平均超过 {limit} 人", f"{en}: " + "{children} children in {classes} classes: more than {limit} a class"),
        "reads": "kindergarten", "at": f"enrolled_{age}",
        "fix": Text("核对人数和班数；属实的请说明。", "Check children and classes; explain if it is so."),
        "basis": _REGULATIONS,
        "passes": {f"enrolled_{age}": limit, f"classes_{age}": 1}, "fails": {f"enrolled_{age}": limit + 1, f"classes_{age}": 1},
    }  # fmt: skip


@rule(**_limit_rule(321, "junior", "小班", "junior"))  # type: ignore[arg-type]
def junior_class_size(enrolled_junior: int, classes_junior: int) -> Facts | None:
    """R12, 小班 25."""
    return _class_limit("junior", enrolled_junior, classes_junior)


@rule(**_limit_rule(322, "middle", "中班", "middle"))  # type: ignore[arg-type]
def middle_class_size(enrolled_middle: int, classes_middle: int) -> Facts | None:
    """R12, 中班 30."""
    return _class_limit("middle", enrolled_middle, classes_middle)


@rule(**_limit_rule(323, "senior", "大班", "senior"))  # type: ignore[arg-type]
def senior_class_size(enrolled_senior: int, classes_senior: int) -> Facts | None:
    """R12, 大班 35."""
    return _class_limit("senior", enrolled_senior, classes_senior)


@rule(**_limit_rule(324, "mixed", "混合班", "mixed-age"))  # type: ignore[arg-type]
def mixed_class_size(enrolled_mixed: int, classes_mixed: int) -> Facts | None:
    """R12, 混合班 30."""
    return _class_limit("mixed", enrolled_mixed, classes_mixed)


@rule(
    "PM312", "query",
    Text("有幼儿就有班级，有班级就有幼儿", "Children have a class and a class has children"),
    Text("在园幼儿 {enrolled} 人，班级 {classes} 个", "{enrolled} children in {classes} classes"),
    reads="kindergarten", at="classes",
    fix=Text("补填班级数或幼儿数；空班、停办的请说明。", "Complete children or classes; explain empty classes."),
    basis=Text("“空壳”园核查", "Audit of empty kindergartens"),
    passes={"enrolled": 90, "classes": 3}, fails={"enrolled": 171, "classes": 0},
)  # fmt: skip
def children_have_classes(enrolled: int, classes: int) -> Facts | None:
    """R13."""
    return {} if (enrolled > 0) != (classes > 0) else None


@rule(
    "PM313", "query",
    Text("有幼儿就有教职工，有教职工就有幼儿", "Children have staff and staff have children"),
    Text("在园幼儿 {enrolled} 人，教职工 {staff} 人", "{enrolled} children, {staff} staff"),
    reads="kindergarten", at="staff",
    fix=Text("核对是否空壳园、停办园；属实的请说明。", "Check whether it is closed; explain if it is so."),
    basis=Text("“空壳”“三无”园核查", "Audit of empty kindergartens"),
    passes={"enrolled": 90, "staff": 14}, fails={"enrolled": 90, "staff": 0},
)  # fmt: skip
def children_have_staff(enrolled: int, staff: int) -> Facts | None:
    """R14."""
    return {} if (enrolled > 0) != (staff > 0) else None


@rule(
    "PM314", "query",
    Text("办园性质与是否普惠一致", "Nature and inclusive agree"),
    Text("办园性质与“是否普惠”不一致", "nature and the inclusive column disagree"),
    reads="kindergarten", at="inclusive",
    moot=lambda columns: "inclusive" not in columns,
    fix=Text("公办园都是普惠；普惠性民办园填“是”，非普惠性民办园填“否”。", "Public is always inclusive; correct one of the two columns."),
    basis=Text("公办园和普惠性民办园统称普惠性幼儿园", "Inclusive means public or inclusive private"),
    passes={"nature": "public", "inclusive": "yes"}, fails={"nature": "public", "inclusive": "no"},
)  # fmt: skip
def nature_and_inclusive_agree(nature: str, inclusive: str) -> Facts | None:
    """Domain §2: public is always inclusive."""
    expected = {"public": "yes", "inclusive_private": "yes", "other_private": "no"}.get(nature, inclusive)
    return {} if inclusive != expected else None


@rule(
    "PM315", "error",
    Text("达标班数不超过班级数", "Classes within the limit do not exceed classes"),
    Text("达标班 {classes_within_limit} 个，班级只有 {classes} 个", "{classes_within_limit} within the limit of only {classes} classes"),
    reads="kindergarten", at="classes_within_limit",
    fix=Text("核对达标班数和班级数。", "Check both numbers."),
    basis=_EQUATION,
    passes={"classes_within_limit": 3, "classes": 3}, fails={"classes_within_limit": 4, "classes": 3},
)  # fmt: skip
def classes_within_limit_are_classes(classes_within_limit: int, classes: int) -> Facts | None:
    """A part of the classes."""
    return {"expected": f"≤ {classes}"} if classes_within_limit > classes else None


@rule(
    "PM316", "query",
    Text("教职工与幼儿比在合理范围", "The staff ratio is plausible"),
    Text("{enrolled} 名幼儿 {staff} 名教职工，远离 1:5—1:7", "{enrolled} children and {staff} staff: far from 1:5–1:7"),
    reads="kindergarten", at="staff",
    fix=Text("核对幼儿数和教职工数；属实的请说明。", "Check children and staff; explain if it is so."),
    basis=_STANDARD,
    passes={"enrolled": 98, "staff": 14}, fails={"enrolled": 200, "staff": 10},
)  # fmt: skip
def staff_ratio_is_plausible(enrolled: int, staff: int) -> Facts | None:
    """R20: beyond twice the loose end of the band, or more than one for two children."""
    far = enrolled > _CROWDED * staff or enrolled < _IDLE * staff
    return {} if enrolled and staff and far else None


def _equals(stated: int, expected: int) -> Facts | None:
    return None if stated == expected else {"expected": expected}
