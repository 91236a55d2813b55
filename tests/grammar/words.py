"""The words of the field by feature, from the shared lexicon: never from what the tool knows."""

from typing import Final

# Children who are there; a heading may say it in any of these ways.
CHILDREN: Final = [
    "在园幼儿数",
    "在园人数",
    "在园幼儿总数",
    "在园幼儿",
    "幼儿数",
    "幼儿人数",
    "幼儿总数",
    "幼儿总人数",
    "在园儿童",
    "在园儿童数",
    "在园（班）人数",
    "在园(班)幼儿数",
    "在册幼儿数",
    "在册幼儿",
    "在籍幼儿数",
    "在园总数",
    "在园学生数",
    "现有幼儿数",
    "实有幼儿数",
    "在校生数",
    "在园幼儿人数",
    "在园幼儿合计",
]
# The same without its last syllable: what a nature or a level is put before or behind.
CHILDREN_STEM: Final = [
    "在园幼儿数",
    "在园人数",
    "在园幼儿",
    "幼儿数",
    "幼儿人数",
    "在园儿童",
    "在园儿童数",
    "在册幼儿数",
    "在园幼儿人数",
    "在校生数",
]
CHILDREN_PARENT: Final = [
    "在园幼儿数",
    "在园幼儿情况",
    "在园（班）人数",
    "在园幼儿",
    "在园幼儿人数",
    "幼儿数",
    "在册幼儿数",
    "在园儿童数",
    "在园幼儿统计",
]
CLASSES: Final = [
    "班数",
    "班级数",
    "班级个数",
    "开设班级数",
    "班级总数",
    "现有班级数",
    "教学班数",
    "实有班数",
    "班数（个）",
]
CLASSES_PARENT: Final = ["班数", "班级数", "班级情况", "班级个数", "开班数"]
KINDERGARTENS: Final = [
    "园数",
    "园所数",
    "幼儿园数",
    "园所个数",
    "幼儿园所数",
    "机构数",
    "园（所）数",
    "幼儿园（所）",
    "园所总数",
    "幼儿园个数",
    "办园数",
]
STAFF: Final = ["教职工数", "教职工人数", "教职工总数", "教职员工数", "教职工", "教职员工", "教职工合计"]
STAFF_PARENT: Final = ["教职工数", "教职工人数", "教职工情况", "教职员工", "教职工", "教职工队伍情况"]
POSTS: Final = {
    "principals": ["园长", "正副园长", "园长数", "园长（含副园长）"],
    "teachers": ["专任教师", "专任教师数", "专任教师人数", "专职教师", "专任幼儿教师"],
    "care_workers": ["保育员", "保育人员", "保育员数", "保育员人数", "保育员（含生活老师）"],
    "health_staff": [
        "保健医",
        "卫生保健人员",
        "保健人员",
        "保健医生",
        "保健员",
        "专职卫生保健人员",
        "保健医数",
        "卫生保健人员数",
    ],
    "administrative_staff": ["行政人员", "管理人员", "行政人员数"],
    "auxiliary_staff": ["教辅人员", "教辅", "教辅人员数"],
    "service_staff": ["工勤人员", "后勤人员", "工勤人员数"],
    "other_staff": ["其他", "其它", "其他人员", "其他岗位"],
    "care_teaching_staff": ["保教人员", "保教人员数", "保教人员合计"],
}
CERTIFIED: Final = [
    "取得教师资格证的专任教师数",
    "持证专任教师数",
    "专任教师持证人数",
    "持证教师",
    "有教师资格证的专任教师",
]
WITHIN_LIMIT: Final = ["达标班数", "达标班级数", "班额达标班级数", "符合班额标准的班级数", "班额达标班数"]
LEVELS: Final = {
    "nursery": ("托班", "托班", "托儿班"),
    "junior": ("小班",),
    "middle": ("中班",),
    "senior": ("大班",),
    "mixed": ("混合班", "混龄班", "混龄班"),
}
WHOLE: Final = ["合计", "小计", "计", "总计", "总数", "共计"]
# A heading for a nature, before a measure or below it.
NATURE: Final = {
    "public": ["公办", "公办园", "公办幼儿园", "公立"],
    "inclusive": [
        "普惠性民办",
        "普惠性民办园",
        "普惠民办园",
        "普惠性民办幼儿园",
        "民办普惠",
        "民办（普惠性）",
        "普惠民办",
    ],
    "other": [
        "非普惠性民办",
        "非普惠性民办园",
        "非普惠民办园",
        "其他民办园",
        "非普惠性民办幼儿园",
        "民办（非普惠性）",
        "非普惠民办",
    ],
    "private": ["民办", "民办园", "民办幼儿园", "私立"],
    "inclusive_all": [
        "普惠性",
        "普惠",
        "普惠园",
        "普惠性幼儿园",
        "公办和普惠性民办",
        "公办及普惠性民办园",
        "公办园、普惠性民办园",
        "公办+普惠性民办",
    ],
}
BARE_INCLUSIVE: Final = {"inclusive": ["普惠", "普惠性", "普惠园"], "other": ["非普惠", "非普惠性", "非普惠园"]}
# Values of a cell that tells a nature, by how fine it tells.
NATURE_VALUES: Final = {
    "plain": {"public": ["公办园"], "inclusive": ["普惠性民办园"], "other": ["非普惠性民办园"]},
    "short": {"public": ["公办"], "inclusive": ["普惠性民办"], "other": ["非普惠性民办"]},
    "bare": {"public": ["公办"], "inclusive": ["普惠", "普惠性"], "other": ["非普惠", "非普惠性"]},
    "long": {"public": ["公办幼儿园"], "inclusive": ["普惠性民办幼儿园"], "other": ["非普惠性民办幼儿园"]},
    "bracket": {"public": ["公办（教育部门办）", "公办(集体办)"], "inclusive": ["民办（普惠）", "民办(普惠性)"], "other": ["民办（非普惠）", "民办(非普惠性)"]},
    "turned": {"public": ["公立", "公办"], "inclusive": ["民办普惠", "民办普惠园"], "other": ["民办非普惠", "民办非普惠园"]},
    "dashed": {"public": ["公办"], "inclusive": ["民办-普惠", "民办—普惠性"], "other": ["民办-非普惠", "民办—非普惠性"]},
    "numbered": {"public": ["1公办", "1.公办"], "inclusive": ["2普惠性民办", "2.普惠性民办"], "other": ["3非普惠性民办", "3.非普惠性民办"]},
    "sponsors": {"public": ["教育部门办", "集体办", "事业单位办", "部队办", "其他部门办", "国企办", "街道办园", "镇办"], "inclusive": ["普惠性民办"], "other": ["非普惠性民办", "营利性民办"]},
}  # fmt: skip
NATURE_HEADINGS: Final = [
    "办园性质",
    "性质",
    "园所性质",
    "幼儿园性质",
    "办别",
    "类别",
    "办园类型",
    "园所类型",
    "办园体制",
    "性质（公办/普惠/非普惠）",
    "办学性质",
    "幼儿园类别",
    "办园类别",
]
PUBLIC_PRIVATE_HEADINGS: Final = [
    "公办/民办",
    "办别",
    "公民办",
    "举办性质",
    "办园性质",
    "办园体制",
    "性质",
    "公办或民办",
]
INCLUSIVE_HEADINGS: Final = [
    "是否普惠",
    "是否普惠性",
    "是否普惠园",
    "是否普惠性民办幼儿园",
    "是否普惠性幼儿园",
    "普惠认定",
    "是否认定普惠",
    "是否为普惠性民办园",
    "普惠性民办园（是/否）",
]
SPONSOR_HEADINGS: Final = ["举办者", "举办者类型", "举办单位类型", "举办者性质", "主办单位类型", "举办者类别"]
SPONSOR_CODE_HEADINGS: Final = ["举办者代码", "举办者类型", "举办者类型编码", "举办者", "举办者类型代码"]
SPONSORS: Final = {
    "811": "省级教育部门", "812": "省级其他部门", "821": "地级教育部门", "822": "地级其他部门", "831": "县级教育部门",
    "832": "县级其他部门", "891": "地方企业", "892": "事业单位", "893": "部队", "894": "集体", "999": "民办",
}  # fmt: skip
PRIVATE_SPONSORS: Final = ["民办", "社会力量办", "私人", "个人", "公民个人", "社会力量"]
PUBLIC_SPONSORS: Final = [
    "教育部门",
    "县级教育部门",
    "集体",
    "事业单位",
    "部队",
    "其他部门",
    "教育部门办",
    "集体办",
    "县级其他部门",
]
YES: Final = (("是", "否"), ("√", ""), ("√", "×"), ("Y", "N"), ("普惠", "非普惠"))
TICKS: Final = (
    ("√", ""),
    ("√", "×"),
    ("✓", ""),
    ("1", ""),
    ("●", ""),
    ("是", "否"),
    ("是", ""),
    ("☑", ""),
    ("√", "—"),
    ("■", "□"),
)
TOWN_HEADINGS: Final = [
    "镇街",
    "乡镇",
    "所属镇街",
    "镇（街道）",
    "所在镇街",
    "乡镇（街道）",
    "街镇",
    "所属乡镇",
    "镇街名称",
    "属地",
    "地区",
    "单位",
    "所在乡镇",
]
NAME_HEADINGS: Final = [
    "幼儿园名称",
    "园所名称",
    "园名",
    "幼儿园",
    "单位名称",
    "学校（机构）名称",
    "幼儿园全称",
    "机构名称",
    "名称",
    "园所",
]
INDEX_HEADINGS: Final = ["序号", "编号", "№", "序"]
SEPARATORS: Final = ("-", "—", "－", "/", "→", "：", ":", "·", "_")
POPULATION_WHOLE: Final = {
    "resident": [
        "3-5岁常住人口",
        "常住人口3~5岁儿童数",
        "3—5岁常住适龄儿童数",
        "学前三年适龄幼儿数（常住）",
        "3-5周岁常住适龄幼儿数",
        "常住适龄儿童数（3-5岁）",
        "3～5岁常住人口数",
        "三至五岁常住人口",
        "常住学前适龄儿童数",
        "适龄幼儿常住人口",
    ],
    "any": [
        "3-5岁适龄儿童数",
        "学前三年适龄幼儿人数",
        "适龄儿童数",
        "适龄人口",
        "3—5岁人口数",
        "适龄幼儿数",
        "3至5岁人口",
    ],
    "registered": ["3-5岁户籍人口", "户籍适龄儿童数（3-5岁）", "户籍3—5岁儿童数", "3-5岁户籍适龄幼儿"],
}
POPULATION_PARENT: Final = {
    "resident": ["常住适龄人口", "常住人口", "适龄儿童（常住）", "学前适龄儿童常住人口"],
    "any": ["适龄人口", "适龄儿童数", "学前适龄人口", "适龄幼儿人数"],
    "registered": ["户籍适龄人口", "户籍人口", "适龄儿童（户籍）"],
}
AGE: Final = ("{}岁", "{}周岁", "{}岁人口", "{}岁儿童")
CHINESE_AGE: Final = {3: "三", 4: "四", 5: "五"}
PLACES: Final = {"urban": "城区", "township": "镇区", "rural": "乡村"}
OLD_PLACES: Final = {"urban": "城市", "township": "县镇", "rural": "农村"}
# Known, and not the whole: below a parent, and alone. What stands alone says what it narrows.
NARROWER_CHILDREN: Final = {
    "girls": (("其中：女", "女", "女童", "#女", "其中女生"), ("其中：女童数", "女童数", "女幼儿数", "其中：女幼儿")),
    "minority": (("少数民族", "其中：少数民族"), ("少数民族幼儿数", "其中少数民族幼儿")),
    "migrants": (("随迁子女", "其中：随迁"), ("随迁子女数", "进城务工人员随迁子女")),
    "left_behind": (("留守儿童",), ("留守儿童数", "留守幼儿数")),
    "disabled": (("残疾",), ("残疾儿童数", "残疾幼儿")),
}
FLOWS: Final = {
    "entrants": ["入园幼儿数", "入园（班）人数", "招生数", "本年招生人数", "新入园幼儿数", "新生人数"],
    "leavers": ["离园幼儿数", "离园（班）人数", "毕业幼儿数", "毕业人数"],
    "last_enrolled": ["上年同期在园幼儿数", "上年在园人数", "去年同期在园幼儿数", "上年同期", "上期在园幼儿数"],
    "planned": ["计划招生数", "招生计划", "预计招生人数"],
    "places": ["学位数", "学位总数", "可提供学位", "设计学位"],
}
NARROWER_STAFF: Final = {
    "permanent_staff": (("编制内", "在编", "其中：在编"), ("在编教职工数", "编制内教职工")),
    "contract_staff": (("编制外", "非在编", "聘用"), ("聘用教职工数", "编制外教职工数")),
    "female_staff": (("其中：女", "女"), ("女教职工数", "其中：女教职工")),
    "permanent_teachers": ((), ("在编专任教师数", "其中：在编教师")),
    "graduate_teachers": ((), ("本科及以上学历专任教师", "本科以上学历教师数")),
    "substitute_teachers": ((), ("代课教师", "代课教师数", "兼任教师")),
}
THINGS: Final = {
    "site": ["占地面积（㎡）", "占地面积(平方米)", "总占地面积"],
    "building": ["建筑面积（㎡）", "园舍建筑面积（平方米）", "校舍建筑面积"],
    "books": ["图书（册）", "图书册数"],
}
ENGLISH: Final = {
    "index": "No.", "name": "Name", "town": "Region", "nature": "Type", "kindergartens": "Kindergartens", "classes": "Classes",
    "enrolled": "Enrolment", "staff": "Educational Personnel", "teachers": "Full-time Teachers", "principals": "Heads",
    "care_workers": "Caretakers", "health_staff": "Health Care Workers", "girls": "of Which: Female", "entrants": "Entrants",
    "leavers": "Leavers", "minority": "of Which: Minorities", "other_staff": "Other", "substitute_teachers": "Substitute Teachers",
    "enrolled_nursery": "Nursery", "enrolled_junior": "Junior", "enrolled_middle": "Middle", "enrolled_senior": "Senior",
    "enrolled_mixed": "Mixed", "public": "Public", "inclusive": "Inclusive private", "other": "Other private", "private": "Private",
}  # fmt: skip
TITLES: Final = [
    "幼儿园基本情况统计表",
    "幼儿园名册",
    "学前教育情况一览表",
    "幼儿园花名册",
    "学前教育事业统计表",
    "幼儿园情况汇总表",
    "幼儿园基本情况登记表",
    "学前教育月报表",
]
SUMMARY_TITLES: Final = [
    "学前教育基本情况统计表",
    "各镇街学前教育情况汇总表",
    "分镇街幼儿园情况表",
    "学前教育普及普惠情况统计表",
    "学前教育事业发展情况",
]
TOTALS: Final = ("合计", "总计", "小计", "共计", "合 计", "总　计", "计", "总 计", "总数", "合计 Total")
TOWN_TOTALS: Final = ["全镇合计", "全镇", "本镇合计", "镇合计", "全镇总计"]
DISTRICT_TOTALS: Final = ("全区", "全区合计", "合计", "总计", "全区总计", "合 计", "总　计", "总计 Total")
FOOTERS: Final = (
    "填表人：          审核人：          联系电话：",
    "单位负责人：        填表人：        填报日期：2024年4月2日",
    "填表说明：本表由各园填报，镇街汇总。",
    "注：1.在园幼儿数含附设幼儿班。2.数据截至2024年3月31日。",
    "说明：本表列关系为合计=各分项之和。",
    "备注：",
    "制表单位（盖章）：",
    "数据来源：各镇街报表",
    "注：公办园含镇办园2所。",
)
