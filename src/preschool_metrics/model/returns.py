"""The data dictionary: what a return holds, field by field.

A field is `None` while it is unknown; 0 is a known nought. Counts are whole numbers of the unit stated.
"""

from datetime import date, time
from typing import Annotated, Generic, Literal, TypeVar

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel, ConfigDict, Strict

from preschool_metrics.model.dictionary import Described, Group
from preschool_metrics.model.text import Text

Count = Annotated[int, Strict(), Ge(0), Le(99_999)]
Total = Annotated[int, Strict(), Ge(0), Le(9_999_999_999)]
SquareMetres = Annotated[float, Strict(), Ge(0), Le(9_999_999)]
Words = Annotated[str, MinLen(1)]
Date = Annotated[date, Strict()]
Time = Annotated[time, Strict()]
Number = TypeVar("Number")

Nature = Literal["public", "inclusive_private", "other_private", "private"]
Answer = Literal["yes", "no"]
Profit = Literal["non_profit", "for_profit"]
Schedule = Literal["full_day", "half_day", "boarding"]

GROUPS = {
    "population": Group(
        Text("常住人口", "Resident population"),
        ("常住适龄儿童", "常住幼儿", "常住儿童数", "常住人口数", "适龄儿童", "学前三年常住人口"),
    ),
    "kindergartens": Group(Text("幼儿园数", "Kindergartens"), ("园所数", "园数", "幼儿园（所）", "幼儿园所数", "园所")),
    "enrolled": Group(
        Text("在园幼儿数", "Children enrolled"),
        (
            "在园儿童",
            "在园（班）人数",
            "在园人数",
            "幼儿人数",
            "幼儿",
            "在园幼儿情况",
            "在园幼儿人数",
            "在册幼儿",
            "入园幼儿",
        ),
    ),
    "classes": Group(Text("班级数", "Classes"), ("班数", "班额", "班级情况", "开班数", "班级个数")),
    "staff": Group(Text("教职工数", "Staff"), ("教职工", "教职工人数", "教职员工", "教职工情况", "教职工总数", "员工")),
}

TOTAL_LEAVES = ("合计", "总计", "小计", "计", "共计", "总数", "人数")
YES_NO = {"yes": ("是", "√", "✓", "✔", "○", "有", "已", "Y"), "no": ("否", "×", "✗", "无", "没有", "未", "N")}


class Record(BaseModel):
    """Base of the records of a return."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Population(Record, Generic[Number]):
    """Children of the three official preschool ages (3, 4 and 5 completed years), by the basis of the count."""

    population_resident_3: Annotated[
        Number | None,
        Described(
            Text("常住人口3岁", "Residents aged 3"),
            Text("满3周岁的常住儿童数。", "Resident children who have completed their third year."),
            ("常住3岁", "3岁常住人口", "3岁常住儿童数"),
            "population",
            ("3岁", "三岁"),
            unit="人",
        ),
    ] = None
    population_resident_4: Annotated[
        Number | None,
        Described(
            Text("常住人口4岁", "Residents aged 4"),
            Text("满4周岁的常住儿童数。", "Resident children who have completed their fourth year."),
            ("常住4岁", "4岁常住人口", "4岁常住儿童数"),
            "population",
            ("4岁", "四岁"),
            unit="人",
        ),
    ] = None
    population_resident_5: Annotated[
        Number | None,
        Described(
            Text("常住人口5岁", "Residents aged 5"),
            Text("满5周岁的常住儿童数。", "Resident children who have completed their fifth year."),
            ("常住5岁", "5岁常住人口", "5岁常住儿童数"),
            "population",
            ("5岁", "五岁"),
            unit="人",
        ),
    ] = None
    population_resident_3_5: Annotated[
        Number | None,
        Described(
            Text("常住人口3-5岁", "Residents aged 3 to 5"),
            Text("满3、4、5周岁的常住儿童数之和。", "Resident children of the three official ages together."),
            (
                "3-5岁常住人口",
                "3-5岁常住人口数",
                "常住人口3～5岁儿童数",
                "3-5岁常住儿童数",
                "常住适龄儿童数",
                "常住3-5岁儿童数",
                "3-5周岁常住人口",
                "学前三年常住适龄儿童数",
                "常住人口3至5岁",
            ),
            "population",
            (*TOTAL_LEAVES, "3-5岁", "3至5岁"),
            unit="人",
        ),
    ] = None
    population_registered_3_5: Annotated[
        Number | None,
        Described(
            Text("户籍人口3-5岁", "Registered population aged 3 to 5"),
            Text("满3、4、5周岁的户籍儿童数之和。", "Children of the three official ages on the household register."),
            (
                "3-5岁户籍人口",
                "3-5岁户籍人口数",
                "户籍3-5岁儿童数",
                "户籍适龄儿童数",
                "3-5岁户籍儿童数",
                "户籍人口3～5岁儿童数",
                "学前三年户籍适龄儿童数",
                "户籍人口3至5岁",
            ),
            unit="人",
        ),
    ] = None
    population_3_5: Annotated[
        Number | None,
        Described(
            Text("学前三年适龄儿童数", "Children of preschool age"),
            Text(
                "满3、4、5周岁的儿童数，未写明常住或户籍；按政策口径计。",
                "Children of the three official ages, basis not named; taken as the basis of the policy.",
            ),
            (
                "适龄儿童数",
                "适龄幼儿数",
                "3-5岁人口",
                "3-5岁人口数",
                "3-5岁儿童数",
                "3-5岁适龄儿童数",
                "3-5岁幼儿数",
                "学前适龄儿童数",
                "学前三年适龄幼儿数",
                "3至5岁儿童数",
                "3-5周岁人口数",
            ),
            unit="人",
        ),
    ] = None


class Counts(Record, Generic[Number]):
    """What is counted alike in a kindergarten and in a town."""

    enrolled: Annotated[
        Number | None,
        Described(
            Text("在园幼儿数", "Children enrolled"),
            Text("在册幼儿总数，含托班。", "All children on the register, nursery classes included."),
            (
                "在园幼儿",
                "在园幼儿总数",
                "在园儿童数",
                "在园人数",
                "在园幼儿人数",
                "在园（班）人数",
                "幼儿人数",
                "幼儿总数",
                "在园幼儿合计",
                "在园总人数",
                "幼儿数",
                "在册幼儿数",
                "在园幼儿数合计",
            ),
            "enrolled",
            TOTAL_LEAVES,
            unit="人",
        ),
    ] = None
    enrolled_nursery: Annotated[
        Number | None,
        Described(
            Text("托班", "Nursery class"),
            Text("未满3周岁的托班幼儿数。", "Children under 3 in nursery classes."),
            ("托班幼儿数", "托班人数", "托班在园幼儿数", "托班幼儿", "3岁以下"),
            "enrolled",
            ("托班", "托", "托小班"),
            bare=True,
            unit="人",
        ),
    ] = None
    enrolled_junior: Annotated[
        Number | None,
        Described(
            Text("小班", "Junior class"),
            Text("小班幼儿数。", "Children in junior classes."),
            ("小班幼儿数", "小班人数", "小班在园幼儿数", "小班幼儿"),
            "enrolled",
            ("小班", "小"),
            bare=True,
            unit="人",
        ),
    ] = None
    enrolled_middle: Annotated[
        Number | None,
        Described(
            Text("中班", "Middle class"),
            Text("中班幼儿数。", "Children in middle classes."),
            ("中班幼儿数", "中班人数", "中班在园幼儿数", "中班幼儿"),
            "enrolled",
            ("中班", "中"),
            bare=True,
            unit="人",
        ),
    ] = None
    enrolled_senior: Annotated[
        Number | None,
        Described(
            Text("大班", "Senior class"),
            Text("大班幼儿数。", "Children in senior classes."),
            ("大班幼儿数", "大班人数", "大班在园幼儿数", "大班幼儿"),
            "enrolled",
            ("大班", "大"),
            bare=True,
            unit="人",
        ),
    ] = None
    enrolled_mixed: Annotated[
        Number | None,
        Described(
            Text("混合班", "Mixed-age class"),
            Text("混龄班幼儿数。", "Children in mixed-age classes."),
            ("混合班幼儿数", "混合班人数", "混龄班人数", "混龄班幼儿数"),
            "enrolled",
            ("混合班", "混龄班", "混合", "混龄"),
            bare=True,
            unit="人",
        ),
    ] = None
    classes: Annotated[
        Number | None,
        Described(
            Text("班级数", "Classes"),
            Text("班级总数。", "All classes."),
            ("班数", "班级总数", "班级个数", "班级", "总班数", "班级数合计", "开班数"),
            "classes",
            TOTAL_LEAVES,
            unit="个",
        ),
    ] = None
    classes_nursery: Annotated[
        Number | None,
        Described(
            Text("托班数", "Nursery classes"),
            Text("托班的班级数。", "Nursery classes."),
            ("托班班数", "托班班级数"),
            "classes",
            ("托班", "托"),
            unit="个",
        ),
    ] = None
    classes_junior: Annotated[
        Number | None,
        Described(
            Text("小班数", "Junior classes"),
            Text("小班的班级数。", "Junior classes."),
            ("小班班数", "小班班级数"),
            "classes",
            ("小班", "小"),
            unit="个",
        ),
    ] = None
    classes_middle: Annotated[
        Number | None,
        Described(
            Text("中班数", "Middle classes"),
            Text("中班的班级数。", "Middle classes."),
            ("中班班数", "中班班级数"),
            "classes",
            ("中班", "中"),
            unit="个",
        ),
    ] = None
    classes_senior: Annotated[
        Number | None,
        Described(
            Text("大班数", "Senior classes"),
            Text("大班的班级数。", "Senior classes."),
            ("大班班数", "大班班级数"),
            "classes",
            ("大班", "大"),
            unit="个",
        ),
    ] = None
    classes_mixed: Annotated[
        Number | None,
        Described(
            Text("混合班数", "Mixed-age classes"),
            Text("混龄班的班级数。", "Mixed-age classes."),
            ("混合班班数", "混合班班级数", "混龄班数"),
            "classes",
            ("混合班", "混龄班", "混合", "混龄"),
            unit="个",
        ),
    ] = None
    classes_within_limit: Annotated[
        Number | None,
        Described(
            Text("达标班数", "Classes within the size limit"),
            Text(
                "班额不超过规程上限（小25、中30、大35、混合30）的班级数。",
                "Classes no larger than the limits of the regulations (25, 30, 35; mixed 30).",
            ),
            ("班额达标班数", "班额达标班级数", "达标班级数", "班额合格班数"),
            "classes",
            ("达标", "班额达标"),
            unit="个",
        ),
    ] = None
    staff: Annotated[
        Number | None,
        Described(
            Text("教职工数", "Staff"),
            Text(
                "园长、专任教师、保育员、卫生保健人员、行政、教辅和工勤人员之和；不含代课、兼任人员。",
                "Heads, teachers, care workers, health, administrative, auxiliary and service staff; substitutes left out.",
            ),
            (
                "教职工",
                "教职工总数",
                "教职工人数",
                "教职员工数",
                "教职工合计",
                "教职工总人数",
                "教职员工总数",
                "教职工数合计",
            ),
            "staff",
            TOTAL_LEAVES,
            unit="人",
        ),
    ] = None
    principals: Annotated[
        Number | None,
        Described(
            Text("园长", "Heads"),
            Text("园长、副园长人数。", "Heads and deputy heads."),
            ("园长数", "园长人数", "园长（含副园长）", "正副园长"),
            "staff",
            ("园长",),
            unit="人",
        ),
    ] = None
    teachers: Annotated[
        Number | None,
        Described(
            Text("专任教师", "Teachers"),
            Text("专任教师人数。", "Full-time teachers."),
            ("专任教师数", "专任教师人数", "专任教师总数", "教师数", "专职教师"),
            "staff",
            ("专任教师", "专任", "教师"),
            unit="人",
        ),
    ] = None
    care_workers: Annotated[
        Number | None,
        Described(
            Text("保育员", "Care workers"),
            Text("保育员人数。", "Care workers."),
            ("保育员数", "保育员人数", "保育人员", "保育员总数"),
            "staff",
            ("保育员", "保育"),
            unit="人",
        ),
    ] = None
    health_staff: Annotated[
        Number | None,
        Described(
            Text("保健医", "Health staff"),
            Text("专职卫生保健人员人数；兼职不计入。", "Full-time health staff; part-time ones are counted apart."),
            (
                "保健医人数",
                "保健医数",
                "卫生保健人员",
                "卫生保健人员数",
                "保健员",
                "保健人员",
                "专职保健人员",
                "专职卫生保健人员",
                "专职卫生保健人员数",
                "校医",
                "保健医生",
            ),
            "staff",
            ("保健医", "卫生保健", "保健"),
            unit="人",
        ),
    ] = None
    administrative_staff: Annotated[
        Number | None,
        Described(
            Text("行政人员", "Administrative staff"),
            Text("行政人员人数。", "Administrative staff."),
            ("行政人员数", "行政人员人数"),
            "staff",
            ("行政人员", "行政"),
            unit="人",
        ),
    ] = None
    auxiliary_staff: Annotated[
        Number | None,
        Described(
            Text("教辅人员", "Auxiliary staff"),
            Text("教学辅助人员人数。", "Teaching auxiliaries."),
            ("教辅人员数", "教学辅助人员", "教辅人员人数"),
            "staff",
            ("教辅人员", "教辅"),
            unit="人",
        ),
    ] = None
    service_staff: Annotated[
        Number | None,
        Described(
            Text("工勤人员", "Service staff"),
            Text("工勤人员人数。", "Service staff: cooks, guards, cleaners."),
            ("工勤人员数", "工勤人员人数", "后勤人员"),
            "staff",
            ("工勤人员", "工勤", "后勤"),
            unit="人",
        ),
    ] = None
    other_staff: Annotated[
        Number | None,
        Described(
            Text("其他人员", "Other staff"),
            Text(
                "其他岗位人数（行政、教辅、工勤未分列时）。",
                "Other posts, where administrative, auxiliary and service staff are not told apart.",
            ),
            ("其他岗位", "其他教职工", "其他人员数", "其它人员", "其他岗位人数"),
            "staff",
            ("其他", "其它", "其他人员", "其他岗位"),
            unit="人",
        ),
    ] = None
    health_staff_part_time: Annotated[
        Number | None,
        Described(
            Text("兼职保健人员", "Part-time health staff"),
            Text("兼职卫生保健人员人数，不计入教职工。", "Part-time health staff, outside the staff total."),
            ("兼职卫生保健人员数", "兼职卫生保健人员", "兼职保健医", "兼职保健员", "兼职保健人员数"),
            unit="人",
        ),
    ] = None
    teachers_certified: Annotated[
        Number | None,
        Described(
            Text("持教师资格证的专任教师", "Certified teachers"),
            Text("取得教师资格证的专任教师人数。", "Teachers who hold a teaching certificate."),
            (
                "持教师资格证人数",
                "取得教师资格证的专任教师数",
                "持证教师数",
                "持证人数",
                "持证专任教师",
                "有教师资格证人数",
                "持教师资格证",
                "具有教师资格证的专任教师数",
            ),
            unit="人",
        ),
    ] = None
    places: Annotated[
        Number | None,
        Described(
            Text("学位数", "Places"),
            Text("可提供的学位总数。", "Places the kindergarten can offer."),
            ("学位", "学位总数", "核定学位数", "办园规模"),
            unit="个",
        ),
    ] = None


class Cover(Population[Total]):
    """封面: who reports what month, and how many children of preschool age live there."""

    area: Annotated[
        Words | None,
        Described(
            Text("填报单位", "Reporting area"),
            Text("填报的镇或街道。", "The town or street that reports."),
            (
                "填报镇街",
                "镇街名称",
                "上报单位",
                "报送单位",
                "填表单位",
                "所属镇街",
                "乡镇街道",
                "镇街",
                "单位名称",
                "填报单位名称",
            ),
        ),
    ] = None
    area_code: Annotated[
        Words | None,
        Described(
            Text("行政区划代码", "Area code"),
            Text("镇街的九位行政区划代码。", "The nine-digit code of the area."),
            ("区划代码", "单位代码"),
        ),
    ] = None
    period: Annotated[
        Words | None,
        Described(
            Text("报表月份", "Month"),
            Text("数据所属的月份，如 2024-03。", "The month the figures are of, as 2024-03."),
            ("报表年月", "所属月份", "填报月份", "统计月份", "报表期", "统计月"),
            month=True,
        ),
    ] = None
    reference_date: Annotated[
        Date | None,
        Described(
            Text("统计时点", "Reference date"),
            Text("数据截至的日期。", "The day the figures are of."),
            ("统计日期", "统计截止日期", "数据截止日期", "截止日期", "统计截止时间", "数据时点", "数据截至"),
        ),
    ] = None
    submitted_on: Annotated[
        Date | None,
        Described(
            Text("填报日期", "Submitted on"),
            Text("报表报出的日期，不作为数据月份。", "The day the return was sent; never taken as the month."),
            ("报出日期", "上报日期", "填表日期", "报送日期"),
        ),
    ] = None
    filled_by: Annotated[
        Words | None,
        Described(
            Text("填报人", "Filled in by"),
            Text("填表的人。", "Who filled in the return."),
            ("填表人", "制表人", "填报人员"),
        ),
    ] = None
    reviewed_by: Annotated[
        Words | None,
        Described(
            Text("审核人", "Reviewed by"),
            Text("审核的人。", "Who reviewed the return."),
            ("复核人", "审核人员", "单位负责人", "负责人"),
        ),
    ] = None
    phone: Annotated[
        Words | None,
        Described(Text("联系电话", "Phone"), Text("联系电话。", "A phone number for questions."), ("电话", "联系方式")),
    ] = None


class Kindergarten(Counts[Count]):
    """幼儿园名册: one kindergarten of the roster."""

    name: Annotated[
        Words | None,
        Described(
            Text("幼儿园名称", "Kindergarten"),
            Text("幼儿园全称。", "The full name of the kindergarten."),
            (
                "园所名称",
                "园名",
                "幼儿园全称",
                "单位名称",
                "学校名称",
                "幼儿园",
                "园所",
                "幼儿园（所）名称",
                "学校（机构）名称",
                "机构名称",
            ),
        ),
    ] = None
    area: Annotated[
        Words | None,
        Described(
            Text("所属镇街", "Area"),
            Text("幼儿园所在的镇或街道。", "The town or street where the kindergarten stands."),
            (
                "镇街",
                "镇（街道）",
                "乡镇（街道）",
                "乡镇",
                "街道",
                "所在镇街",
                "所属乡镇",
                "所属街道",
                "镇街名称",
                "属地",
                "所属乡镇（街道）",
                "乡镇街道",
            ),
        ),
    ] = None
    code: Annotated[
        Words | None,
        Described(
            Text("学校标识码", "Code"),
            Text("十位学校（机构）标识码。", "The ten-digit code of the institution."),
            ("学校（机构）标识码", "标识码", "机构代码", "学校代码", "幼儿园代码", "园所代码"),
        ),
    ] = None
    sponsor: Annotated[
        Words | None,
        Described(
            Text("举办者类型", "Sponsor"),
            Text("举办者类型名称或代码（811…999）。", "The type of sponsor, by name or code (811…999)."),
            ("举办者", "举办单位", "举办者性质", "学校举办者", "举办者类别"),
        ),
    ] = None
    nature: Annotated[
        Nature | None,
        Described(
            Text("办园性质", "Nature"),
            Text(
                "公办园、普惠性民办园或非普惠性民办园；只写民办的，另看“是否普惠”。",
                "Public, inclusive private or other private; a bare 'private' is read with the inclusive column.",
            ),
            (
                "办园类型",
                "园所性质",
                "性质",
                "办学性质",
                "公办/民办",
                "公民办",
                "公办民办",
                "园所类型",
                "幼儿园性质",
                "办园体制",
                "幼儿园类型",
            ),
            words={
                "public": (
                    "公办园",
                    "公办",
                    "公立",
                    "公办幼儿园",
                    "公立幼儿园",
                    "教育部门办",
                    "教育办园",
                    "教办园",
                    "镇街办",
                    "镇街办园",
                    "集体办",
                    "村集体办",
                    "集体办园",
                    "公办性质",
                    "1",
                ),
                "inclusive_private": (
                    "普惠性民办园",
                    "普惠性民办",
                    "普惠民办",
                    "普惠民办园",
                    "民办普惠",
                    "民办普惠园",
                    "普惠性民办幼儿园",
                    "民办（普惠）",
                    "2",
                ),
                "other_private": (
                    "非普惠性民办园",
                    "非普惠性民办",
                    "非普惠民办",
                    "非普惠民办园",
                    "民办非普惠",
                    "民办非普惠园",
                    "非普惠性民办幼儿园",
                    "民办（非普惠）",
                    "3",
                ),
                "private": ("民办", "民办园", "私立", "民办幼儿园", "私立幼儿园", "私立园"),
            },
        ),
    ] = None
    inclusive: Annotated[
        Answer | None,
        Described(
            Text("是否普惠", "Inclusive"),
            Text("是否认定为普惠性幼儿园。", "Whether recognised as inclusive."),
            (
                "普惠性幼儿园（是/否）",
                "普惠",
                "是否普惠园",
                "是否普惠性",
                "是否普惠性幼儿园",
                "普惠性",
                "普惠性幼儿园",
                "是否为普惠性幼儿园",
            ),
            words={
                "yes": (*YES_NO["yes"], "普惠", "普惠性", "普惠园", "普惠性幼儿园"),
                "no": (*YES_NO["no"], "非普惠", "非普惠性", "非普惠园"),
            },
        ),
    ] = None
    profit: Annotated[
        Profit | None,
        Described(
            Text("营利性", "Profit"),
            Text(
                "营利性或非营利性；营利性园不得认定为普惠。", "For profit or not; a for-profit one is never inclusive."
            ),
            ("是否营利", "营利性质", "是否营利性", "营利/非营利", "营利性（是/否）"),
            words={
                "non_profit": ("非营利性", "非营利", "否", "非盈利", "非盈利性", "×"),
                "for_profit": ("营利性", "营利", "是", "盈利", "盈利性", "√"),
            },
        ),
    ] = None
    schedule: Annotated[
        Schedule | None,
        Described(
            Text("办园形式", "Schedule"),
            Text("全日制、半日制或寄宿制。", "Full day, half day or boarding."),
            ("服务时间", "办园模式", "在园时间", "全日制/半日制"),
            words={
                "full_day": ("全日制", "全日", "全天"),
                "half_day": ("半日制", "半日", "半天"),
                "boarding": ("寄宿", "寄宿制"),
            },
        ),
    ] = None
    community_attached: Annotated[
        Answer | None,
        Described(
            Text("小区配套", "Community-attached"),
            Text("是否为城镇小区配套幼儿园。", "Whether built with a housing estate."),
            ("是否小区配套", "小区配套园", "是否小区配套园", "是否为小区配套幼儿园", "城镇小区配套园"),
            words=YES_NO,
        ),
    ] = None
    handed_over_on: Annotated[
        Date | None,
        Described(
            Text("移交日期", "Handed over on"),
            Text("小区配套园移交的日期。", "The day a community kindergarten was handed over."),
            ("移交时间", "配套园移交日期", "接收日期"),
        ),
    ] = None
    leave_time_summer: Annotated[
        Time | None,
        Described(
            Text("夏季离园时间", "Leave time, summer"),
            Text("夏季幼儿离园的时刻。", "When the children leave in summer."),
            ("离园时间（夏季）", "离园时间夏", "夏季离园", "夏令时离园时间"),
        ),
    ] = None
    leave_time_winter: Annotated[
        Time | None,
        Described(
            Text("冬季离园时间", "Leave time, winter"),
            Text("冬季幼儿离园的时刻。", "When the children leave in winter."),
            ("离园时间（冬季）", "离园时间冬", "冬季离园", "冬令时离园时间"),
        ),
    ] = None
    area_building: Annotated[
        SquareMetres | None,
        Described(
            Text("园舍建筑面积", "Building area"),
            Text("园舍建筑面积，平方米。", "Floor area of the buildings in square metres."),
            ("校舍建筑面积", "建筑面积", "校舍面积", "园舍面积"),
            unit="㎡",
        ),
    ] = None
    area_site: Annotated[
        SquareMetres | None,
        Described(
            Text("占地面积", "Site area"),
            Text("占地面积，平方米。", "Area of the site in square metres."),
            ("园所占地面积", "土地面积"),
            unit="㎡",
        ),
    ] = None
    area_outdoor: Annotated[
        SquareMetres | None,
        Described(
            Text("室外活动场地面积", "Outdoor area"),
            Text("室外游戏场地面积，平方米。", "Outdoor play area in square metres."),
            ("户外活动场地面积", "室外游戏场地面积", "户外场地面积", "运动场地面积"),
            unit="㎡",
        ),
    ] = None
    area_activity_rooms: Annotated[
        SquareMetres | None,
        Described(
            Text("活动用房面积", "Activity rooms"),
            Text("幼儿活动用房面积，平方米。", "Area of activity rooms in square metres."),
            ("幼儿活动用房面积", "活动室面积"),
            unit="㎡",
        ),
    ] = None
    party_branch: Annotated[
        Answer | None,
        Described(
            Text("党组织", "Party branch"),
            Text("是否建立党组织。", "Whether there is a party branch."),
            ("是否建立党组织", "党支部", "党组织建设"),
            words=YES_NO,
        ),
    ] = None
    guards: Annotated[
        Count | None,
        Described(
            Text("专职保安", "Guards"),
            Text("专职保安人数。", "Full-time guards."),
            ("专职保安数", "保安人数", "专职保安人数", "保安"),
            unit="人",
        ),
    ] = None
    alarm: Annotated[
        Answer | None,
        Described(
            Text("一键报警", "Alarm"),
            Text("是否装有一键式报警装置。", "Whether a one-key alarm is installed."),
            ("一键式报警", "一键报警装置", "一键式报警装置"),
            words=YES_NO,
        ),
    ] = None
    video: Annotated[
        Answer | None,
        Described(
            Text("视频监控", "Video"),
            Text("视频监控是否全覆盖。", "Whether cameras cover the site."),
            ("视频监控全覆盖", "监控"),
            words=YES_NO,
        ),
    ] = None


class Summary(Counts[Total], Population[Total]):
    """汇总表: one town, street or county with its totals."""

    area: Annotated[
        Words | None,
        Described(
            Text("镇街", "Area"),
            Text("镇、街道或县区。", "The town, street or county."),
            (
                "乡镇",
                "街道",
                "地区",
                "县区",
                "区（县）",
                "县（区）",
                "县市区",
                "区县",
                "区域名称",
                "区域",
                "单位",
                "单位名称",
                "所属镇街",
                "镇（街道）",
                "乡镇（街道）",
                "乡镇街道",
                "镇街名称",
                "填报单位",
                "地区名称",
                "县（市、区）",
                "行政区",
                "镇",
            ),
        ),
    ] = None
    kindergartens: Annotated[
        Total | None,
        Described(
            Text("幼儿园数", "Kindergartens"),
            Text("幼儿园所数。", "How many kindergartens there are."),
            ("园数", "园所数", "幼儿园总数", "幼儿园所数", "幼儿园个数"),
            "kindergartens",
            TOTAL_LEAVES,
            unit="所",
        ),
    ] = None
    kindergartens_public: Annotated[
        Total | None,
        Described(
            Text("公办园数", "Public kindergartens"),
            Text("公办园所数。", "How many are public."),
            ("公办幼儿园数", "公办园所数"),
            "kindergartens",
            ("公办园", "公办", "公办幼儿园"),
            unit="所",
        ),
    ] = None
    kindergartens_inclusive_private: Annotated[
        Total | None,
        Described(
            Text("普惠性民办园数", "Inclusive private kindergartens"),
            Text("普惠性民办园所数。", "How many are inclusive private."),
            ("普惠性民办幼儿园数", "普惠民办园数"),
            "kindergartens",
            ("普惠性民办园", "普惠性民办", "普惠民办园", "普惠性民办幼儿园"),
            unit="所",
        ),
    ] = None
    kindergartens_other_private: Annotated[
        Total | None,
        Described(
            Text("非普惠性民办园数", "Other private kindergartens"),
            Text("非普惠性民办园所数。", "How many are private and not inclusive."),
            ("非普惠性民办幼儿园数", "非普惠民办园数"),
            "kindergartens",
            ("非普惠性民办园", "非普惠性民办", "非普惠民办园", "非普惠性民办幼儿园"),
            unit="所",
        ),
    ] = None
    enrolled_public: Annotated[
        Total | None,
        Described(
            Text("公办园在园幼儿数", "Children in public kindergartens"),
            Text("公办园在园幼儿数，含公办教学点。", "Children in public kindergartens, teaching points included."),
            (
                "公办幼儿园在园幼儿数",
                "公办园在园人数",
                "公办在园幼儿数",
                "公办园幼儿数",
                "公办在园",
                "公办园在园",
                "公办幼儿园在园人数",
                "公办园在园儿童数",
            ),
            "enrolled",
            ("公办园", "公办", "公办幼儿园", "公办园在园"),
            unit="人",
        ),
    ] = None
    enrolled_inclusive_private: Annotated[
        Total | None,
        Described(
            Text("普惠性民办园在园幼儿数", "Children in inclusive private kindergartens"),
            Text("认定的普惠性民办园在园幼儿数。", "Children in private kindergartens recognised as inclusive."),
            (
                "普惠性民办幼儿园在园幼儿数",
                "普惠性民办园在园人数",
                "普惠民办园在园幼儿数",
                "普惠性民办在园幼儿数",
                "普惠性民办园在园",
                "普惠性民办园幼儿数",
                "普惠性民办园在园儿童数",
            ),
            "enrolled",
            ("普惠性民办园", "普惠性民办", "普惠民办园", "普惠民办", "普惠性民办幼儿园"),
            unit="人",
        ),
    ] = None
    enrolled_other_private: Annotated[
        Total | None,
        Described(
            Text("非普惠性民办园在园幼儿数", "Children in other private kindergartens"),
            Text("非普惠性民办园在园幼儿数。", "Children in private kindergartens that are not inclusive."),
            (
                "非普惠性民办幼儿园在园幼儿数",
                "非普惠性民办园在园人数",
                "非普惠民办园在园幼儿数",
                "非普惠园在园幼儿数",
                "非普惠性民办在园幼儿数",
                "非普惠性民办园幼儿数",
            ),
            "enrolled",
            ("非普惠性民办园", "非普惠性民办", "非普惠民办园", "非普惠民办", "非普惠性民办幼儿园", "非普惠"),
            unit="人",
        ),
    ] = None
    enrolled_inclusive: Annotated[
        Total | None,
        Described(
            Text("普惠性幼儿园在园幼儿数", "Children in inclusive kindergartens"),
            Text("公办园和普惠性民办园在园幼儿数之和。", "Children in public and inclusive private kindergartens."),
            (
                "普惠性幼儿园在园人数",
                "普惠园在园幼儿数",
                "普惠性在园幼儿数",
                "普惠园在园人数",
                "普惠性园在园幼儿数",
                "普惠园在园",
                "普惠性幼儿园幼儿数",
            ),
            "enrolled",
            ("普惠性幼儿园", "普惠园", "普惠性", "普惠园在园", "普惠"),
            unit="人",
        ),
    ] = None
    enrolled_private: Annotated[
        Total | None,
        Described(
            Text("民办园在园幼儿数", "Children in private kindergartens"),
            Text("民办园在园幼儿数，普惠与非普惠合计。", "Children in private kindergartens, inclusive or not."),
            ("民办幼儿园在园幼儿数", "民办园在园人数", "民办在园幼儿数", "民办园幼儿数", "民办园在园儿童数"),
            "enrolled",
            ("民办园", "民办", "民办幼儿园"),
            unit="人",
        ),
    ] = None


class ChildcarePoint(Record):
    """托幼点名册: one private day-care point; its children never count as enrolled."""

    name: Annotated[
        Words | None,
        Described(
            Text("托幼点名称", "Day-care point"),
            Text("民办托幼点名称。", "The name of the private day-care point."),
            ("民办托幼点名称", "托幼点", "看护点名称", "民办托幼点"),
        ),
    ] = None
    registered_on: Annotated[
        Date | None,
        Described(
            Text("备案日期", "Registered on"),
            Text("备案的日期。", "The day it was registered."),
            ("备案时间", "登记日期"),
        ),
    ] = None
    enrolled: Annotated[
        Count | None,
        Described(
            Text("在托幼儿数", "Children"),
            Text("在托幼儿数，不计入在园幼儿。", "Children looked after; not counted as enrolled."),
            ("托幼点幼儿数", "在托人数", "幼儿数", "在园幼儿数"),
            unit="人",
        ),
    ] = None
    status: Annotated[
        Words | None,
        Described(
            Text("状态", "Status"),
            Text("在办、停办或转办。", "Open, closed or converted."),
            ("运营状态", "办理状态", "目前状态"),
        ),
    ] = None


class Explanation(Record):
    """说明: an explanation of a query by the town, read back on the next run; 反馈 has all of its fields."""

    rule: Annotated[
        Words | None,
        Described(
            Text("规则编号", "Rule"),
            Text("要说明的规则，如 PM306。", "The rule explained, as PM306."),
            ("规则", "规则代码", "问题代码", "规则号"),
        ),
    ] = None
    cell: Annotated[
        Words | None,
        Described(
            Text("单元格", "Cell"),
            Text(
                "要说明的单元格，如 H12 或 封面!B9；问题不在某一单元格的留空。",
                "The cell explained, as H12 or 封面!B9; blank where the query has none.",
            ),
            ("位置", "单元格位置"),
        ),
    ] = None
    explanation: Annotated[
        Words | None,
        Described(
            Text("说明内容", "Explanation"),
            Text("情况说明。", "What the town says."),
            ("情况说明", "原因说明", "说明", "说明情况"),
        ),
    ] = None
    explained_by: Annotated[
        Words | None,
        Described(Text("说明人", "Explained by"), Text("作说明的人。", "Who explains."), ("填写人", "说明人员")),
    ] = None
    sheet: Annotated[
        Words | None,
        Described(Text("工作表", "Sheet"), Text("单元格所在的工作表。", "The sheet of the cell."), ("工作表名称",)),
    ] = None
    kindergarten: Annotated[
        Words | None,
        Described(
            Text("幼儿园", "Kindergarten"),
            Text("问题所在的幼儿园；行移动后凭它对上。", "The kindergarten concerned: rows may have moved."),
        ),
    ] = None
    field: Annotated[
        Words | None,
        Described(Text("填报项", "Field"), Text("问题所在的填报项。", "The field concerned, by its heading.")),
    ] = None
    value: Annotated[
        Words | None,
        Described(
            Text("原值", "Value"),
            Text(
                "作说明时的值；值变了，说明即失效。", "The value explained; once it changes the explanation is stale."
            ),
            ("现值",),
        ),
    ] = None


class Task(Record):
    """区级任务: a task counter of the plan, in the district's own workbook."""

    task: Annotated[
        Words | None,
        Described(
            Text("任务", "Task"),
            Text("任务编号或名称。", "The id or name of the task."),
            ("任务名称", "任务项目", "任务指标"),
        ),
    ] = None
    done: Annotated[
        Total | None,
        Described(
            Text("完成数", "Done"),
            Text("截至本期的完成数。", "How much is done up to this period."),
            ("已完成", "完成数量"),
            unit="个",
        ),
    ] = None
