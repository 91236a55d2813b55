"""The data dictionary: what a return holds, field by field.

A field is `None` while it is unknown; 0 is a known nought. Counts are whole numbers of the unit stated.
"""

from datetime import date, time
from typing import Annotated, Generic, Literal, TypeVar

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel, ConfigDict, Strict

from preschool_metrics.model.dictionary import Described, Lacking, lacking
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

YES_NO = {
    "yes": ("是", "√", "✓", "✔", "☑", "■", "●", "有", "已", "Y", "YES", "TRUE", "1", "已通过", "通过"),
    "no": ("否", "×", "✗", "☒", "无", "没有", "未", "N", "NO", "FALSE", "0"),
}  # ○ is as often a no as a yes


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
            "measure:population basis:resident age:3",
            unit="人",
        ),
    ] = None
    population_resident_4: Annotated[
        Number | None,
        Described(
            Text("常住人口4岁", "Residents aged 4"),
            Text("满4周岁的常住儿童数。", "Resident children who have completed their fourth year."),
            "measure:population basis:resident age:4",
            unit="人",
        ),
    ] = None
    population_resident_5: Annotated[
        Number | None,
        Described(
            Text("常住人口5岁", "Residents aged 5"),
            Text("满5周岁的常住儿童数。", "Resident children who have completed their fifth year."),
            "measure:population basis:resident age:5",
            unit="人",
        ),
    ] = None
    population_resident_3_5: Annotated[
        Number | None,
        Described(
            Text("常住人口3-5岁", "Residents aged 3 to 5"),
            Text("满3、4、5周岁的常住儿童数之和。", "Resident children of the three official ages together."),
            "measure:population basis:resident age:3_5",
            unit="人",
        ),
    ] = None
    population_registered_3: Annotated[
        Number | None,
        Described(
            Text("户籍人口3岁", "Registered population aged 3"),
            Text("满3周岁的户籍儿童数。", "Children on the household register who have completed their third year."),
            "measure:population basis:registered age:3",
            unit="人",
        ),
    ] = None
    population_registered_4: Annotated[
        Number | None,
        Described(
            Text("户籍人口4岁", "Registered population aged 4"),
            Text("满4周岁的户籍儿童数。", "Children on the household register who have completed their fourth year."),
            "measure:population basis:registered age:4",
            unit="人",
        ),
    ] = None
    population_registered_5: Annotated[
        Number | None,
        Described(
            Text("户籍人口5岁", "Registered population aged 5"),
            Text("满5周岁的户籍儿童数。", "Children on the household register who have completed their fifth year."),
            "measure:population basis:registered age:5",
            unit="人",
        ),
    ] = None
    population_registered_3_5: Annotated[
        Number | None,
        Described(
            Text("户籍人口3-5岁", "Registered population aged 3 to 5"),
            Text("满3、4、5周岁的户籍儿童数之和。", "Children of the three official ages on the household register."),
            "measure:population basis:registered age:3_5",
            unit="人",
        ),
    ] = None
    population_3: Annotated[
        Number | None,
        Described(
            Text("适龄人口3岁", "Population aged 3"),
            Text(
                "满3周岁的儿童数，未写明常住或户籍。", "Children who have completed their third year, basis not named."
            ),
            "measure:population age:3",
            unit="人",
        ),
    ] = None
    population_4: Annotated[
        Number | None,
        Described(
            Text("适龄人口4岁", "Population aged 4"),
            Text(
                "满4周岁的儿童数，未写明常住或户籍。", "Children who have completed their fourth year, basis not named."
            ),
            "measure:population age:4",
            unit="人",
        ),
    ] = None
    population_5: Annotated[
        Number | None,
        Described(
            Text("适龄人口5岁", "Population aged 5"),
            Text(
                "满5周岁的儿童数，未写明常住或户籍。", "Children who have completed their fifth year, basis not named."
            ),
            "measure:population age:5",
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
            "measure:population age:3_5",
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
            "measure:children",
            unit="人",
            lacking=Lacking(Text("在园幼儿", "children"), Text("名幼儿", "children")),
        ),
    ] = None
    enrolled_nursery: Annotated[
        Number | None,
        Described(
            Text("托班", "Nursery class"),
            Text("未满3周岁的托班幼儿数。", "Children under 3 in nursery classes."),
            "measure:children level:nursery",
            unit="人",
        ),
    ] = None
    enrolled_junior: Annotated[
        Number | None,
        Described(
            Text("小班", "Junior class"),
            Text("小班幼儿数。", "Children in junior classes."),
            "measure:children level:junior",
            unit="人",
        ),
    ] = None
    enrolled_middle: Annotated[
        Number | None,
        Described(
            Text("中班", "Middle class"),
            Text("中班幼儿数。", "Children in middle classes."),
            "measure:children level:middle",
            unit="人",
        ),
    ] = None
    enrolled_senior: Annotated[
        Number | None,
        Described(
            Text("大班", "Senior class"),
            Text("大班幼儿数。", "Children in senior classes."),
            "measure:children level:senior",
            unit="人",
        ),
    ] = None
    enrolled_mixed: Annotated[
        Number | None,
        Described(
            Text("混合班", "Mixed-age class"),
            Text("混龄班幼儿数。", "Children in mixed-age classes."),
            "measure:children level:mixed",
            unit="人",
        ),
    ] = None
    classes: Annotated[
        Number | None,
        Described(Text("班级数", "Classes"), Text("班级总数。", "All classes."), "measure:classes", unit="个"),
    ] = None
    classes_nursery: Annotated[
        Number | None,
        Described(
            Text("托班数", "Nursery classes"),
            Text("托班的班级数。", "Nursery classes."),
            "measure:classes level:nursery",
            unit="个",
        ),
    ] = None
    classes_junior: Annotated[
        Number | None,
        Described(
            Text("小班数", "Junior classes"),
            Text("小班的班级数。", "Junior classes."),
            "measure:classes level:junior",
            unit="个",
        ),
    ] = None
    classes_middle: Annotated[
        Number | None,
        Described(
            Text("中班数", "Middle classes"),
            Text("中班的班级数。", "Middle classes."),
            "measure:classes level:middle",
            unit="个",
        ),
    ] = None
    classes_senior: Annotated[
        Number | None,
        Described(
            Text("大班数", "Senior classes"),
            Text("大班的班级数。", "Senior classes."),
            "measure:classes level:senior",
            unit="个",
        ),
    ] = None
    classes_mixed: Annotated[
        Number | None,
        Described(
            Text("混合班数", "Mixed-age classes"),
            Text("混龄班的班级数。", "Mixed-age classes."),
            "measure:classes level:mixed",
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
            "measure:classes narrow:within_limit",
            unit="个",
            lacking=Lacking(Text("达标班", "classes within the limit"), Text("个达标班", "classes")),
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
            "measure:staff",
            unit="人",
            lacking=lacking("教职工", "staff"),
        ),
    ] = None
    principals: Annotated[
        Number | None,
        Described(
            Text("园长", "Heads"),
            Text("园长、副园长人数。", "Heads and deputy heads."),
            "measure:principals",
            unit="人",
        ),
    ] = None
    teachers: Annotated[
        Number | None,
        Described(
            Text("专任教师", "Teachers"),
            Text("专任教师人数。", "Full-time teachers."),
            "measure:teachers",
            unit="人",
            lacking=lacking("专任教师", "teachers"),
        ),
    ] = None
    care_workers: Annotated[
        Number | None,
        Described(
            Text("保育员", "Care workers"), Text("保育员人数。", "Care workers."), "measure:care_workers", unit="人"
        ),
    ] = None
    care_teaching_staff: Annotated[
        Number | None,
        Described(
            Text("保教人员", "Care and teaching staff"),
            Text(
                "保教人员数，即专任教师与保育员之和。", "Care and teaching staff: teachers and care workers together."
            ),
            "measure:care_teaching_staff",
            unit="人",
            lacking=lacking("保教人员", "care and teaching staff"),
        ),
    ] = None
    health_staff: Annotated[
        Number | None,
        Described(
            Text("保健医", "Health staff"),
            Text("专职卫生保健人员人数；兼职不计入。", "Full-time health staff; part-time ones are counted apart."),
            ("measure:health_staff", "measure:health_staff narrow:full_time"),
            unit="人",
            lacking=lacking("保健医", "health staff"),
        ),
    ] = None
    administrative_staff: Annotated[
        Number | None,
        Described(
            Text("行政人员", "Administrative staff"),
            Text("行政人员人数。", "Administrative staff."),
            "measure:administrative_staff",
            unit="人",
        ),
    ] = None
    auxiliary_staff: Annotated[
        Number | None,
        Described(
            Text("教辅人员", "Auxiliary staff"),
            Text("教学辅助人员人数。", "Teaching auxiliaries."),
            "measure:auxiliary_staff",
            unit="人",
        ),
    ] = None
    service_staff: Annotated[
        Number | None,
        Described(
            Text("工勤人员", "Service staff"),
            Text("工勤人员人数。", "Service staff: cooks, guards, cleaners."),
            "measure:service_staff",
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
            "measure:staff narrow:rest",
            unit="人",
        ),
    ] = None
    health_staff_part_time: Annotated[
        Number | None,
        Described(
            Text("兼职保健人员", "Part-time health staff"),
            Text("兼职卫生保健人员人数，不计入教职工。", "Part-time health staff, outside the staff total."),
            "measure:health_staff narrow:part_time",
            unit="人",
        ),
    ] = None
    teachers_certified: Annotated[
        Number | None,
        Described(
            Text("持教师资格证的专任教师", "Certified teachers"),
            Text("取得教师资格证的专任教师人数。", "Teachers who hold a teaching certificate."),
            ("measure:teachers narrow:certified", "narrow:certified"),
            unit="人",
            lacking=lacking("持证教师", "certified teachers"),
        ),
    ] = None
    places: Annotated[
        Number | None,
        Described(
            Text("学位数", "Places"),
            Text("可提供的学位总数。", "Places the kindergarten can offer."),
            "measure:places",
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
            ("attribute:reporting_area", "attribute:area", "attribute:unit_name"),
        ),
    ] = None
    area_code: Annotated[
        Words | None,
        Described(
            Text("行政区划代码", "Area code"),
            Text("镇街的九位行政区划代码。", "The nine-digit code of the area."),
            "attribute:area_code",
        ),
    ] = None
    period: Annotated[
        Words | None,
        Described(
            Text("报表月份", "Month"),
            Text("数据所属的月份，如 2024-03。", "The month the figures are of, as 2024-03."),
            "attribute:period",
            month=True,
        ),
    ] = None
    reference_date: Annotated[
        Date | None,
        Described(
            Text("统计时点", "Reference date"),
            Text("数据截至的日期。", "The day the figures are of."),
            "attribute:reference_date",
        ),
    ] = None
    submitted_on: Annotated[
        Date | None,
        Described(
            Text("填报日期", "Submitted on"),
            Text("报表报出的日期，不作为数据月份。", "The day the return was sent; never taken as the month."),
            "attribute:submitted_on",
        ),
    ] = None
    filled_by: Annotated[
        Words | None,
        Described(
            Text("填报人", "Filled in by"), Text("填表的人。", "Who filled in the return."), "attribute:filled_by"
        ),
    ] = None
    reviewed_by: Annotated[
        Words | None,
        Described(
            Text("审核人", "Reviewed by"), Text("审核的人。", "Who reviewed the return."), "attribute:reviewed_by"
        ),
    ] = None
    phone: Annotated[
        Words | None,
        Described(Text("联系电话", "Phone"), Text("联系电话。", "A phone number for questions."), "attribute:phone"),
    ] = None


class Kindergarten(Counts[Count]):
    """幼儿园名册: one kindergarten of the roster."""

    name: Annotated[
        Words | None,
        Described(
            Text("幼儿园名称", "Kindergarten"),
            Text("幼儿园全称。", "The full name of the kindergarten."),
            ("attribute:name", "attribute:unit_name", "attribute:organisation", "thing:kindergarten"),
        ),
    ] = None
    area: Annotated[
        Words | None,
        Described(
            Text("所属镇街", "Area"),
            Text("幼儿园所在的镇或街道。", "The town or street where the kindergarten stands."),
            "attribute:area",
        ),
    ] = None
    code: Annotated[
        Words | None,
        Described(
            Text("学校标识码", "Code"),
            Text("十位学校（机构）标识码。", "The ten-digit code of the institution."),
            "attribute:code",
        ),
    ] = None
    sponsor: Annotated[
        Words | None,
        Described(
            Text("举办者类型", "Sponsor"),
            Text("举办者类型名称或代码（811…999）。", "The type of sponsor, by name or code (811…999)."),
            "attribute:sponsor",
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
            "attribute:nature",
            words={
                "public": ("公办园",),
                "inclusive_private": ("普惠性民办园",),
                "other_private": ("非普惠性民办园",),
                "private": ("民办",),
            },
        ),
    ] = None
    inclusive: Annotated[
        Answer | None,
        Described(
            Text("是否普惠", "Inclusive"),
            Text("是否认定为普惠性幼儿园。", "Whether recognised as inclusive."),
            "attribute:inclusive",
            words={
                "yes": (*YES_NO["yes"], "普惠", "普惠性", "普惠园", "普惠性幼儿园", "普惠性民办", "认定", "已认定"),
                "no": (*YES_NO["no"], "非普惠", "非普惠性", "非普惠园", "非普惠性民办", "未认定", "不是"),
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
            "attribute:profit",
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
            "attribute:schedule",
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
            "attribute:community_attached",
            words=YES_NO,
        ),
    ] = None
    handed_over_on: Annotated[
        Date | None,
        Described(
            Text("移交日期", "Handed over on"),
            Text("小区配套园移交的日期。", "The day a community kindergarten was handed over."),
            "attribute:handed_over_on",
        ),
    ] = None
    leave_time_summer: Annotated[
        Time | None,
        Described(
            Text("夏季离园时间", "Leave time, summer"),
            Text("夏季幼儿离园的时刻。", "When the children leave in summer."),
            "attribute:leave_time_summer",
        ),
    ] = None
    leave_time_winter: Annotated[
        Time | None,
        Described(
            Text("冬季离园时间", "Leave time, winter"),
            Text("冬季幼儿离园的时刻。", "When the children leave in winter."),
            "attribute:leave_time_winter",
        ),
    ] = None
    area_building: Annotated[
        SquareMetres | None,
        Described(
            Text("园舍建筑面积", "Building area"),
            Text("园舍建筑面积，平方米。", "Floor area of the buildings in square metres."),
            "measure:area_building",
            unit="㎡",
        ),
    ] = None
    area_site: Annotated[
        SquareMetres | None,
        Described(
            Text("占地面积", "Site area"),
            Text("占地面积，平方米。", "Area of the site in square metres."),
            "measure:area_site",
            unit="㎡",
        ),
    ] = None
    area_outdoor: Annotated[
        SquareMetres | None,
        Described(
            Text("室外活动场地面积", "Outdoor area"),
            Text("室外游戏场地面积，平方米。", "Outdoor play area in square metres."),
            "measure:area_outdoor",
            unit="㎡",
        ),
    ] = None
    area_activity_rooms: Annotated[
        SquareMetres | None,
        Described(
            Text("活动用房面积", "Activity rooms"),
            Text("幼儿活动用房面积，平方米。", "Area of activity rooms in square metres."),
            "measure:area_activity_rooms",
            unit="㎡",
        ),
    ] = None
    party_branch: Annotated[
        Answer | None,
        Described(
            Text("党组织", "Party branch"),
            Text("是否建立党组织。", "Whether there is a party branch."),
            "attribute:party_branch",
            words=YES_NO,
        ),
    ] = None
    guards: Annotated[
        Count | None,
        Described(
            Text("专职保安", "Guards"),
            Text("专职保安人数。", "Full-time guards."),
            ("measure:guards", "measure:guards narrow:full_time"),
            unit="人",
        ),
    ] = None
    alarm: Annotated[
        Answer | None,
        Described(
            Text("一键报警", "Alarm"),
            Text("是否装有一键式报警装置。", "Whether a one-key alarm is installed."),
            "attribute:alarm",
            words=YES_NO,
        ),
    ] = None
    video: Annotated[
        Answer | None,
        Described(
            Text("视频监控", "Video"),
            Text("视频监控是否全覆盖。", "Whether cameras cover the site."),
            "attribute:video",
            words=YES_NO,
        ),
    ] = None
    social_insurance: Annotated[
        Answer | None,
        Described(
            Text("社会保险", "Social insurance"),
            Text("是否依法为教职工缴纳社会保险。", "Whether social insurance is paid for the staff."),
            "attribute:social_insurance",
            words=YES_NO,
        ),
    ] = None
    housing_fund: Annotated[
        Answer | None,
        Described(
            Text("住房公积金", "Housing fund"),
            Text("是否依法为教职工缴存住房公积金。", "Whether the housing fund is paid for the staff."),
            "attribute:housing_fund",
            words=YES_NO,
        ),
    ] = None
    extended_care: Annotated[
        Answer | None,
        Described(
            Text("延时服务", "Extended care"),
            Text("是否提供每日延时服务或寒暑假延期服务。", "Whether care after hours or in the holidays is offered."),
            "attribute:extended_care",
            words=YES_NO,
        ),
    ] = None
    meals: Annotated[
        Answer | None,
        Described(
            Text("供餐", "Meals"),
            Text("是否在园供餐。", "Whether the children are served meals."),
            "attribute:meals",
            words=YES_NO,
        ),
    ] = None
    open_month: Annotated[
        Answer | None,
        Described(
            Text("开放月", "Open month"),
            Text(
                "公办园今年3月是否对外开放；3月、4月填报。",
                "Whether the kindergarten was open to the public this March; asked in March and April.",
            ),
            "attribute:open_month",
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
            ("attribute:area", "attribute:reporting_area", "attribute:unit_name", "attribute:organisation"),
        ),
    ] = None
    kindergartens: Annotated[
        Total | None,
        Described(
            Text("幼儿园数", "Kindergartens"),
            Text("幼儿园所数。", "How many kindergartens there are."),
            "measure:kindergartens",
            unit="所",
        ),
    ] = None
    kindergartens_public: Annotated[
        Total | None,
        Described(
            Text("公办园数", "Public kindergartens"),
            Text("公办园所数。", "How many are public."),
            "measure:kindergartens nature:public",
            unit="所",
        ),
    ] = None
    kindergartens_inclusive_private: Annotated[
        Total | None,
        Described(
            Text("普惠性民办园数", "Inclusive private kindergartens"),
            Text("普惠性民办园所数。", "How many are inclusive private."),
            "measure:kindergartens nature:inclusive_private",
            unit="所",
        ),
    ] = None
    kindergartens_other_private: Annotated[
        Total | None,
        Described(
            Text("非普惠性民办园数", "Other private kindergartens"),
            Text("非普惠性民办园所数。", "How many are private and not inclusive."),
            "measure:kindergartens nature:not_inclusive",
            unit="所",
        ),
    ] = None
    enrolled_public: Annotated[
        Total | None,
        Described(
            Text("公办园在园幼儿数", "Children in public kindergartens"),
            Text("公办园在园幼儿数，含公办教学点。", "Children in public kindergartens, teaching points included."),
            "measure:children nature:public",
            unit="人",
            lacking=lacking("公办学位", "public places", by="个"),
        ),
    ] = None
    enrolled_inclusive_private: Annotated[
        Total | None,
        Described(
            Text("普惠性民办园在园幼儿数", "Children in inclusive private kindergartens"),
            Text("认定的普惠性民办园在园幼儿数。", "Children in private kindergartens recognised as inclusive."),
            "measure:children nature:inclusive_private",
            unit="人",
        ),
    ] = None
    enrolled_other_private: Annotated[
        Total | None,
        Described(
            Text("非普惠性民办园在园幼儿数", "Children in other private kindergartens"),
            Text("非普惠性民办园在园幼儿数。", "Children in private kindergartens that are not inclusive."),
            "measure:children nature:not_inclusive",
            unit="人",
        ),
    ] = None
    enrolled_inclusive: Annotated[
        Total | None,
        Described(
            Text("普惠性幼儿园在园幼儿数", "Children in inclusive kindergartens"),
            Text("公办园和普惠性民办园在园幼儿数之和。", "Children in public and inclusive private kindergartens."),
            "measure:children nature:inclusive",
            unit="人",
            lacking=lacking("普惠学位", "inclusive places", by="个"),
        ),
    ] = None
    enrolled_private: Annotated[
        Total | None,
        Described(
            Text("民办园在园幼儿数", "Children in private kindergartens"),
            Text("民办园在园幼儿数，普惠与非普惠合计。", "Children in private kindergartens, inclusive or not."),
            "measure:children nature:private",
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
            "attribute:point_name",
        ),
    ] = None
    registered_on: Annotated[
        Date | None,
        Described(
            Text("备案日期", "Registered on"),
            Text("备案的日期。", "The day it was registered."),
            "attribute:registered_on",
        ),
    ] = None
    enrolled: Annotated[
        Count | None,
        Described(
            Text("在托幼儿数", "Children"),
            Text("在托幼儿数，不计入在园幼儿。", "Children looked after; not counted as enrolled."),
            "measure:children",
            unit="人",
        ),
    ] = None
    status: Annotated[
        Words | None,
        Described(Text("状态", "Status"), Text("在办、停办或转办。", "Open, closed or converted."), "attribute:status"),
    ] = None
    reviewed_on: Annotated[
        Date | None,
        Described(
            Text("复核日期", "Re-examined on"),
            Text("资质重新审查、核查的日期。", "The day its qualification was examined again."),
            "attribute:reviewed_on",
        ),
    ] = None
    supervisor: Annotated[
        Words | None,
        Described(
            Text("派驻监督员", "Supervisor"),
            Text(
                "属地中心园派驻的监督员；未派驻的填“否”。",
                "The supervisor sent by the central kindergarten; 否 where none is.",
            ),
            "attribute:supervisor",
        ),
    ] = None
    open_hazards: Annotated[
        Count | None,
        Described(
            Text("未消除隐患", "Open hazards"),
            Text("尚未消除的安全隐患数。", "Safety hazards that are not removed yet."),
            "attribute:open_hazards",
            unit="处",
        ),
    ] = None


class Explanation(Record):
    """说明: an explanation of a query by the town, read back on the next run; 反馈 has all of its fields."""

    rule: Annotated[
        Words | None,
        Described(
            Text("规则编号", "Rule"),
            Text("要说明的规则，如 PM306。", "The rule explained, as PM306."),
            "attribute:rule",
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
            "attribute:cell",
        ),
    ] = None
    explanation: Annotated[
        Words | None,
        Described(
            Text("说明内容", "Explanation"),
            Text("情况说明。", "What the town says."),
            ("attribute:explanation", "attribute:remark"),
        ),
    ] = None
    explained_by: Annotated[
        Words | None,
        Described(Text("说明人", "Explained by"), Text("作说明的人。", "Who explains."), "attribute:explained_by"),
    ] = None
    sheet: Annotated[
        Words | None,
        Described(Text("工作表", "Sheet"), Text("单元格所在的工作表。", "The sheet of the cell."), "attribute:sheet"),
    ] = None
    kindergarten: Annotated[
        Words | None,
        Described(
            Text("幼儿园", "Kindergarten"),
            Text("问题所在的幼儿园；行移动后凭它对上。", "The kindergarten concerned: rows may have moved."),
            ("thing:kindergarten", "attribute:name"),
        ),
    ] = None
    field: Annotated[
        Words | None,
        Described(
            Text("填报项", "Field"),
            Text("问题所在的填报项。", "The field concerned, by its heading."),
            "attribute:field",
        ),
    ] = None
    value: Annotated[
        Words | None,
        Described(
            Text("原值", "Value"),
            Text(
                "作说明时的值；值变了，说明即失效。", "The value explained; once it changes the explanation is stale."
            ),
            "attribute:value",
        ),
    ] = None


class Task(Record):
    """区级任务: a task of the plan, in the district's own workbook."""

    task: Annotated[
        Words | None,
        Described(Text("任务", "Task"), Text("任务编号或名称。", "The id or name of the task."), "attribute:task"),
    ] = None
    done: Annotated[
        Total | None,
        Described(
            Text("完成数", "Done"),
            Text("截至本期的完成数。", "How much is done up to this period."),
            "attribute:done",
            unit="个",
        ),
    ] = None
    done_on: Annotated[
        Date | None,
        Described(
            Text("完成日期", "Done on"),
            Text("完成的日期；按期任务填最近一次。", "The day it was done; of a recurring task the last time."),
            "attribute:done_on",
        ),
    ] = None
    evidence: Annotated[
        Words | None,
        Described(
            Text("佐证材料", "Evidence"),
            Text("文号、会议纪要等佐证材料。", "What shows it: the number of a document, the minutes of a meeting."),
            "attribute:evidence",
        ),
    ] = None
