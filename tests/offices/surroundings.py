"""Notes, examples, other things in the same table, and tables that hold no return at all."""

from tests.offices.district import TOWNS, District, add, operands
from tests.offices.layout import Book, Truth, layout, of_town, of_towns
from tests.offices.sources import H5, line, roster


# --- notes ---
@layout("notes below that speak of figures and of fields")
def e01(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街学前教育情况", 4)
    s.row("镇街", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    for t in TOWNS:
        s.row(t, add(d.of(t)), add(d.of(t, "public")), add(d.of(t), "staff"))
    s.row("注：1.在园幼儿数截至2024年3月31日。")
    s.row("    2.上月在园幼儿 3800 人，公办园在园幼儿 1500 人。")
    s.row("    3.大良镇", "新增2班", "含在建园1所")
    return of_towns(d, "n pub staff")


@layout("remarks to the right of the table, among them numbers")
def e02(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    s = b.sheet()
    s.title("南蔡村镇幼儿园情况（2024年3月）", 5)
    s.row(*H5, None, "填报要求")
    r = ["1.本月5日前报送", "2.联系电话82100000", "3.在园幼儿数含托班", None, 1]
    for i, k in enumerate(d.of(t)):
        s.row(*line(k, i + 1), None, r[i])
    return of_town(d, t, "n pub incl staff")


@layout("a sample row under the heading: 例 示例幼儿园")
def e03(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet()
    s.title("梅厂镇幼儿园情况（2024年3月）", 5)
    s.row(*H5)
    s.row("例", "××幼儿园", "公办", 180, 30)
    for i, k in enumerate(d.of(t)):
        s.row(*line(k, i + 1))
    return of_town(d, t, "n pub incl staff")


@layout("empty numbered rows left of the form, zeros in the total")
def e04(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    s = b.sheet()
    s.title("大良镇幼儿园情况（2024年3月）", 5)
    roster(s, d.of(t))
    for i in range(6, 16):
        s.row(i)
    s.row("合计", None, None, add(d.of(t)), add(d.of(t), "staff"))
    s.row("主要领导签字：", None, "分管领导签字：", None, "填表人签字：")
    return of_town(d, t, "n pub incl staff")


# --- other things in the same table ---
@layout("all school kinds as parents of columns: 幼儿园 小学 初中")
def x01(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街教育基本情况", 10)
    s.head(
        "镇街",
        *[
            f"{z}/{m}"
            for z, m3 in (
                ("幼儿园", ("园数", "在园幼儿数", "教职工数")),
                ("小学", ("校数", "在校生数", "教职工数")),
                ("初中", ("校数", "在校生数", "教职工数")),
            )
            for m in m3
        ],
    )
    for i, t in enumerate(TOWNS):
        k = d.of(t)
        s.row(t, len(k), add(k), add(k, "staff"), 4 + i, 2310 + 77 * i, 160 + i, 1, 1020 + i, 99 + i)
    return of_towns(d, "n staff")


@layout("school kinds as rows; only 幼儿园 is ours")
def x02(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("武清区各级各类学校基本情况", 5)
    s.row("2024年3月")
    s.row("学校类别", "学校数", "在校学生数", "教职工数", "专任教师")
    k = d.ks
    s.row("幼儿园", len(k), add(k), add(k, "staff"), add(k, "teachers"))
    for z, r in [
        ("小学", (80, 52310, 3440, 3301)),
        ("初中", (30, 25110, 2440, 2201)),
        ("普通高中", (8, 15320, 1440, 1301)),
        ("特殊教育", (1, 120, 44, 40)),
    ]:
        s.row(z, *r)
    return Truth(areas={}, total=operands(k, "n staff teachers", 0), want="either")


@layout("day-care points in the same list as kindergartens, told by a column")
def x03(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet()
    s.title("梅厂镇学前教育机构台账（2024年3月）", 6)
    s.row("序号", "机构名称", "机构类别", "办园性质", "在园幼儿数", "教职工数")
    i = 0
    for k in d.of(t):
        i += 1
        s.row(i, k.name, "幼儿园", k.zh, k.n, k.staff)
    for z, n in (("张庄托幼点", 31), ("灰锅口看护点", 24)):
        i += 1
        s.row(i, z, "民办托幼点", "民办", n, 4)
    return of_town(
        d,
        t,
        "n pub incl staff",
        allow=(
            "PM130",
            "PM415",
        ),
    )


@layout("a list of day-care institutions (托育机构): not kindergartens")
def x04(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("大良镇托育机构名册（2024年3月）", 5)
    s.row("序号", "机构名称", "托位数", "在托婴幼儿数", "保育人员数")
    for i in range(4):
        s.row(i + 1, f"{'甲乙丙丁'[i]}托育服务中心", 40, 20 + i, 5)
    return of_town(d, TOWNS[1], "", want="refuse")


@layout("attendance: 应到 实到 出勤率, no children enrolled")
def x05(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街幼儿园返园情况日报（2024年3月4日）", 5)
    s.row("镇街", "园数", "应到幼儿数", "实到幼儿数", "出勤率")
    for t in TOWNS:
        n = add(d.of(t))
        s.row(t, 5, n, n - 41, f"{(n - 41) / n:.1%}")
    return of_towns(d, "", want="either")


@layout("enrolment plan: 计划招生 报名 录取, no children enrolled")
def x06(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("2024年秋季幼儿园招生计划表", 6)
    s.row("序号", "幼儿园名称", "办园性质", "计划招生人数", "报名人数", "录取人数")
    for i, k in enumerate(d.of(TOWNS[0])):
        s.row(i + 1, k.name, k.zh, 60, 71, 60)
    return of_town(d, TOWNS[0], "", want="refuse")


@layout("places only: 规划学位 已建学位 缺口")
def x07(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街学前学位供给情况", 5)
    s.row("镇街", "学位总数", "公办学位", "普惠性学位", "学位缺口")
    for t in TOWNS:
        s.row(t, 1200, 500, 900, 60)
    return of_towns(d, "", want="either")


@layout("staff of women only (the title says so)")
def x08(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街幼儿园女教职工情况表", 4)
    s.row("镇街", "在园幼儿数", "教职工数", "专任教师")
    for t in TOWNS:
        s.row(t, add(d.of(t)), add(d.of(t), "staff") - 6, add(d.of(t), "teachers") - 1)
    return of_towns(d, "n", want="either")


@layout("change only: 比上月增减")
def x09(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街在园幼儿比上月增减情况", 4)
    s.row("镇街", "在园幼儿增减数", "公办园在园幼儿增减数", "教职工增减数")
    for i, t in enumerate(TOWNS):
        s.row(t, 12 + i, 4, 2)
    return of_towns(d, "", want="refuse")


@layout("average class size by level and classes, no children")
def x10(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街幼儿园班额情况", 6)
    s.row("镇街", "班级数", "小班平均班额", "中班平均班额", "大班平均班额", "平均班额")
    for t in TOWNS:
        s.row(t, add(d.of(t), "c"), 21, 25, 29, 25)
    return of_towns(d, "", want="either")


@layout("only levels, no total of children: the parts do not stand in for it without saying so")
def x11(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    s = b.sheet()
    s.title("南蔡村镇幼儿园情况（2024年3月）", 7)
    s.row("序号", "幼儿园名称", "办园性质", "小班人数", "中班人数", "大班人数", "教职工数")
    for i, k in enumerate(d.of(t)):
        s.row(i + 1, k.name, k.zh, *k.kids[1:], k.staff)
    return of_town(d, t, "n pub incl staff", want="either")


@layout("parts of a narrowing that look like the whole: 随迁子女在园 公办 民办")
def x12(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街随迁子女入园情况", 5)
    s.row("镇街", "随迁子女在园幼儿数", "其中：公办园", "其中：普惠性民办园", "教职工数")
    for i, t in enumerate(TOWNS):
        s.row(t, 90 + i, 50, 30, add(d.of(t), "staff"))
    return of_towns(d, "", want="either")


@layout("staff narrowed after a total: 教职工数 合计/编制内, then 保健医 专职/兼职/合计")
def x13(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街幼儿园教职工情况", 8)
    s.head("镇街", "在园幼儿数", "教职工数/合计", "教职工数/编制内", "保健医/合计", "保健医/专职", "保健医/兼职")
    for t in TOWNS:
        k = d.of(t)
        h = add(k, "health")
        s.row(t, add(k), add(k, "staff"), 40, h + 3, h, 3)
    return of_towns(d, "n staff health")


@layout("the same heading twice without a difference: neither counts")
def x14(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街学前教育情况", 5)
    s.row("镇街", "在园幼儿数", "教职工数", "在园幼儿数", "专任教师")
    for t in TOWNS:
        s.row(t, add(d.of(t)), add(d.of(t), "staff"), add(d.of(t)) - 23, add(d.of(t), "teachers"))
    return of_towns(d, "", want="refuse")


@layout("last year’s sheet before this year’s: 2023年 2024年, summary")
def x15(d: District, b: Book) -> Truth:
    for y, less in ((2023, 15), (2024, 0)):
        s = b.sheet(f"{y}年")
        s.title(f"{y}年各镇街学前教育情况", 4)
        s.row("镇街", "在园幼儿数", "公办园在园幼儿数", "教职工数")
        for t in TOWNS:
            s.row(t, add(d.of(t)) + less, add(d.of(t, "public")) - less, add(d.of(t), "staff") - less)
    return of_towns(d, "n pub staff")


@layout("attached classes as rows of their own, 附设 column says so")
def x16(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    s = b.sheet()
    s.title("河西务镇幼儿园（班）情况（2024年3月）", 6)
    s.row("序号", "园（校）名", "是否附设幼儿班", "办园性质", "在园（班）幼儿数", "教职工数")
    for i, k in enumerate(d.of(t)):
        s.row(i + 1, k.name if i != 1 else "土门楼小学", "是" if i == 1 else "否", k.zh, k.n, k.staff)
    return of_town(d, t, "n pub incl staff")


@layout("a district total alone, sponsors as columns under three measures")
def x17(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("武清区幼儿园分举办者情况（2024年3月）", 13)
    words = ["合计", "教育部门", "集体", "民办"]
    s.head("地区", *[f"{m}/{z}" for m in ("园数", "在园幼儿数", "教职工数") for z in words])
    parts = [
        d.ks,
        [k for k in d.ks if k.sponsor == "教育部门"],
        [k for k in d.ks if k.sponsor == "集体"],
        d.of(nature="private"),
    ]
    s.row("武清区", *[add(p, f) for f in ("one", "n", "staff") for p in parts])
    return Truth(
        areas={},
        total=operands(d.ks, "n staff", 0),
        want="either",
        may=(("public_share", None, (add(d.of(nature="public")), add(d.ks))),),
    )


@layout("a summary of the public kindergartens only: its children are not all children")
def x18(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街公办幼儿园基本情况", 4)
    s.row("镇街", "园数", "在园幼儿数", "教职工数")
    for t in TOWNS:
        k = d.of(t, "public")
        s.row(t, len(k), add(k), add(k, "staff"))
    return of_towns(d, "", want="either")


@layout("the same, the nature in the name of the sheet")
def x19(d: District, b: Book) -> Truth:
    s = b.sheet("民办园")
    s.title("2024年3月各镇街情况", 4)
    s.row("镇街", "园数", "在园幼儿数", "教职工数")
    for t in TOWNS:
        k = d.of(t, "private")
        s.row(t, len(k), add(k), add(k, "staff"))
    return of_towns(d, "", want="either")


@layout("a title that names a nature over columns that name all: no narrowing")
def x20(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街公办幼儿园占比情况", 4)
    s.row("镇街", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    for t in TOWNS:
        s.row(t, add(d.of(t)), add(d.of(t, "public")), add(d.of(t), "staff"))
    return of_towns(d, "n pub staff")
