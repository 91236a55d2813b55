"""Towns in any office's form, populations, and what stands on several sheets."""

import datetime as dt

from tests.offices.district import TOWNS, District, Kindergarten, add, operands
from tests.offices.layout import NO_COVER, Book, Sheet, Truth, layout, of_town, of_towns

H5 = ["序号", "幼儿园名称", "办园性质", "在园幼儿数", "教职工数"]


def line(k: Kindergarten, i: int | None = None) -> list[str | int | None]:
    return [i, k.name, k.zh, k.n, k.staff]


def roster(s: Sheet, ks: list[Kindergarten]) -> None:
    s.row(*H5)
    for i, k in enumerate(ks):
        s.row(*line(k, i + 1))


# --- areas ---
@layout("towns as their education offices: 中心校 教办 学区 教育总校")
def a01(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各中心校学前教育情况（2024年3月）", 4)
    s.row("单位", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    for t, z in zip(TOWNS, ["梅厂镇中心校", "大良镇教办", "南蔡村学区", "河西务镇教育总校"], strict=False):
        s.row(z, add(d.of(t)), add(d.of(t, "public")), add(d.of(t), "staff"))
    s.row("合计", add(d.ks), add(d.of(nature="public")), add(d.ks, "staff"))
    return of_towns(
        d,
        "n pub staff",
        alias=dict(zip(TOWNS, ["梅厂镇中心校", "大良镇教办", "南蔡村学区", "河西务镇教育总校"], strict=True)),
    )


@layout("full prefixes and a 12-digit code of the area beside the name")
def a02(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.row("行政区划代码", "行政区划名称", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    for t, c in zip(TOWNS, ["120114101000", "120114104000", "120114106000", "120114109000"], strict=False):
        s.row(c, f"天津市武清区{t}人民政府", add(d.of(t)), add(d.of(t, "public")), add(d.of(t), "staff"))
    return of_towns(d, "n pub staff", alias={t: f"天津市武清区{t}人民政府" for t in TOWNS})


@layout("towns without 镇, spaces between the characters")
def a03(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("学前教育情况统计", 4)
    s.row("镇  街", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    for t, z in zip(TOWNS, ["梅  厂", "大  良", "南蔡村", "河西务"], strict=False):
        s.row(z, add(d.of(t)), add(d.of(t, "public")), add(d.of(t), "staff"))
    return of_towns(d, "n pub staff", profiles=("wuqing-2023",))


@layout("the town only in the name of the file")
def a05(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    s = b.sheet()
    s.title("幼儿园基本情况统计表（2024年3月）", 5)
    roster(s, d.of(t))
    return of_town(d, t, "n pub incl staff", file="河西务镇2024年3月幼儿园情况")


@layout("a sheet a town and a summary of them before, that agrees")
def a07(d: District, b: Book) -> Truth:
    s = b.sheet("汇总")
    s.title("武清区学前教育汇总表（2024年3月）", 4)
    s.row("镇街", "园数", "在园幼儿数", "教职工数")
    for t in TOWNS:
        s.row(t, 5, add(d.of(t)), add(d.of(t), "staff"))
    s.row("合计", 20, add(d.ks), add(d.ks, "staff"))
    for t in TOWNS:
        s = b.sheet(t)
        s.title(f"{t}幼儿园情况（2024年3月）", 5)
        s.row("填报单位：" + t)
        roster(s, d.of(t))
    return of_towns(d, "n pub incl staff", allow=NO_COVER)


# --- population ---
@layout("population matrix: age down, 户籍/常住 over 男 女 合计")
def p01(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet("封面")
    s.row("填报单位", "梅厂镇")
    s.row("报表月份", "2024年3月")
    s = b.sheet("人口")
    s.title("适龄儿童情况", 7)
    s.head("年龄", *[f"{z}/{m}" for z in ("户籍人口", "常住人口") for m in ("男", "女", "合计")])
    ages = d.pop[t]
    for a, p in zip(("3岁", "4岁", "5岁"), ages, strict=False):
        q = p - 20
        s.row(a, q // 2, q - q // 2, q, p // 2, p - p // 2, p)
    other = [p - 20 for p in ages]
    s.row(
        "合计",
        sum(q // 2 for q in other),
        sum(q - q // 2 for q in other),
        sum(other),
        sum(p // 2 for p in ages),
        sum(p - p // 2 for p in ages),
        sum(ages),
    )
    s = b.sheet("名册")
    roster(s, d.of(t))
    return of_town(d, t, "n pub incl staff pop")


@layout("population of towns by age on a sheet of its own, children on the next")
def p02(d: District, b: Book) -> Truth:
    s = b.sheet("常住人口")
    s.title("各镇街常住适龄儿童人口数", 5)
    s.row("镇街", "3岁", "4岁", "5岁", "合计")
    for t in TOWNS:
        s.row(t, *d.pop[t], sum(d.pop[t]))
    s = b.sheet("在园幼儿")
    s.title("各镇街在园幼儿情况", 3)
    s.row("镇街", "在园幼儿数", "公办园在园幼儿数")
    for t in TOWNS:
        s.row(t, add(d.of(t)), add(d.of(t, "public")))
    return of_towns(d, "n pub pop")


@layout("ages 2 to 6 across: only 3, 4, 5 are the population; the 合计 is not")
def p03(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街适龄儿童与在园幼儿情况", 9)
    s.head("镇街", *[f"常住人口数/{a}" for a in ("2岁", "3岁", "4岁", "5岁", "6岁", "合计")], "在园幼儿数", "教职工数")
    for t in TOWNS:
        p = d.pop[t]
        s.row(t, p[0] - 9, *p, p[2] + 12, sum(p) + p[0] + p[2] + 3, add(d.of(t)), add(d.of(t), "staff"))
    return of_towns(d, "n staff pop")


@layout("registered and resident population beside each other, one parent")
def p04(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("毛入园率测算基础表", 6)
    s.head("镇街", "3-5岁儿童数（人）/户籍", "3-5岁儿童数（人）/常住", "在园幼儿数", "备注")
    for t in TOWNS:
        s.row(t, d.population(t) - 77, d.population(t), add(d.of(t)))
    return of_towns(d, "n pop")


@layout("only the registered population: no gross rate by residents")
def p05(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("学前教育情况", 4)
    s.row("镇街", "3-5岁户籍儿童数", "在园幼儿数", "教职工数")
    for t in TOWNS:
        s.row(t, d.population(t), add(d.of(t)), add(d.of(t), "staff"))
    return of_towns(d, "n staff")


@layout("cover as a table 行次 | 项目 | 计量单位 | 数值, roster on the next sheet, month as a real date")
def p06(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    s = b.sheet("封面")
    s.title("学前教育月报", 4)
    s.row("填报单位", "南蔡村镇")
    s.row("报表月份", dt.date(2024, 3, 1))
    s.row("行次", "项目", "计量单位", "数值")
    p = d.pop[t]
    for i, (z, v) in enumerate([("3岁常住人口", p[0]), ("4岁常住人口", p[1]), ("5岁常住人口", p[2])]):
        s.row(i + 1, z, "人", v)
    s = b.sheet("幼儿园")
    roster(s, d.of(t))
    return of_town(d, t, "n pub incl staff pop")


@layout("a sentence above the table names the population: 我镇现有3-5岁常住儿童n人")
def p07(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet()
    s.title("梅厂镇学前教育情况表（2024年3月）", 5)
    s.title(f"我镇现有3-5岁常住儿童{d.population(t)}人，共有幼儿园{len(d.of(t))}所。", 5)
    roster(s, d.of(t))
    x = of_town(d, t, "n pub incl staff")
    x.may = tuple(("gross_enrollment_rate", place, (add(d.of(t)), d.population(t))) for place in (t, None))
    return x


# --- joins and unions ---
@layout("three sheets of the same kindergartens, in other orders: nature, children, staff")
def j01(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    ks = d.of(t)
    s = b.sheet("表1")
    s.title("表1 幼儿园基本信息", 5)
    s.row("填报单位：大良镇", None, "2024年3月")
    s.row("序号", "幼儿园名称", "办园性质", "地址", "建园年份")
    for i, k in enumerate(ks):
        s.row(i + 1, k.name, k.zh, "大良镇", 2008 + i)
    s = b.sheet("表2")
    s.title("表2 班级与幼儿", 7)
    s.row("幼儿园名称", "班级数", "小班", "中班", "大班", "在园幼儿数")
    for k in reversed(ks):
        s.row(k.name, k.c, *k.kids[1:], k.n)
    s = b.sheet("表3")
    s.title("表3 教职工", 5)
    s.row("园名", "教职工总数", "专任教师", "保育员", "保健医")
    for k in ks[2:] + ks[:2]:
        s.row(k.name, k.staff, k.teachers, k.care, k.health)
    return of_town(d, t, "n pub incl staff teachers care health")


@layout("children left, staff right, each with its own name column, an empty column between")
def j02(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    ks = d.of(t)
    s = b.sheet()
    s.title("南蔡村镇幼儿园情况（2024年3月）", 9)
    s.row("序号", "幼儿园名称", "办园性质", "在园幼儿数", None, "幼儿园名称", "教职工数", "专任教师")
    for i, k in enumerate(ks):
        s.row(i + 1, k.name, k.zh, k.n, None, k.name, k.staff, k.teachers)
    return of_town(d, t, "n pub incl staff teachers")


@layout("sheets 公办 and 民办 with other columns; the nature only in the name of the sheet")
def j03(d: District, b: Book) -> Truth:
    s = b.sheet("公办")
    s.title("2024年3月幼儿园统计", 5)
    s.row("镇街", "幼儿园名称", "编制数", "在园幼儿数", "教职工数")
    for k in d.of(nature="public"):
        s.row(k.town, k.name, 9, k.n, k.staff)
    s = b.sheet("民办")
    s.title("2024年3月幼儿园统计", 6)
    s.row("镇街", "幼儿园名称", "普惠认定", "月收费", "在园幼儿数", "教职工数")
    for k in d.of(nature="private"):
        s.row(k.town, k.name, "已认定" if k.nature == "inclusive" else "未认定", 780, k.n, k.staff)
    return of_towns(d, "n pub incl staff", allow=NO_COVER)


@layout("a sheet a nature, each a summary of the towns")
def j04(d: District, b: Book) -> Truth:
    for z, n in [("公办园", "public"), ("普惠性民办园", "inclusive"), ("非普惠性民办园", "other")]:
        s = b.sheet(z)
        s.title(f"各镇街{z}情况", 4)
        s.row("镇街", "园数", "在园幼儿数", "教职工数")
        for t in TOWNS:
            s.row(t, len(d.of(t, n)), add(d.of(t, n)), add(d.of(t, n), "staff"))
        s.row("合计", len(d.of(nature=n)), add(d.of(nature=n)), add(d.of(nature=n), "staff"))
    return of_towns(d, "n pub incl staff")


@layout("a copy of the sheet beside it: Sheet1, Sheet1 (2)")
def j05(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    for z in ("Sheet1", "Sheet1 (2)"):
        s = b.sheet(z)
        s.title("河西务镇幼儿园情况（2024年3月）", 5)
        roster(s, d.of(t))
    return of_town(
        d,
        t,
        "n pub incl staff",
        allow=(
            "PM130",
            "PM127",
        ),
    )


@layout("a sheet of the lists for the drop-downs and one of instructions beside the roster")
def j06(d: District, b: Book) -> Truth:
    s = b.sheet("填表说明")
    for x in ("一、本表由各镇街填报。", "二、在园幼儿数按统计时点实有人数填写。", "三、教职工数不含离退休人员。"):
        s.row(x)
    t = TOWNS[0]
    s = b.sheet("数据")
    s.title("梅厂镇幼儿园情况（2024年3月）", 5)
    roster(s, d.of(t))
    s = b.sheet("字典")
    s.row("办园性质", "是否")
    s.row("公办", "是")
    s.row("普惠性民办", "否")
    s.row("非普惠性民办")
    return of_town(d, t, "n pub incl staff")


@layout("roster of the town, with a small table of totals beside it on the right")
def j07(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    ks = d.of(t)
    s = b.sheet()
    s.title("大良镇幼儿园情况（2024年3月）", 9)
    s.row(*H5, None, "类别", "园数", "幼儿数")
    side = [("公办", "public"), ("普惠性民办", "inclusive"), ("非普惠性民办", "other"), ("合计", None)]
    for i, k in enumerate(ks):
        s.row(
            *line(k, i + 1), None, *([side[i][0], len(d.of(t, side[i][1])), add(d.of(t, side[i][1]))] if i < 4 else [])
        )
    return of_town(d, t, "n pub incl staff")


@layout("roster and, below it, a table of totals by nature that repeats it")
def j08(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    ks = d.of(t)
    s = b.sheet()
    s.title("南蔡村镇幼儿园情况（2024年3月）", 5)
    roster(s, ks)
    s.row("合计", None, None, add(ks), add(ks, "staff"))
    s.blank()
    s.row("分类汇总")
    s.row("办园性质", "园数", "在园幼儿数", "教职工数")
    for z, n in [("公办", "public"), ("普惠性民办", "inclusive"), ("非普惠性民办", "other"), ("合计", None)]:
        k = d.of(t, n)
        s.row(z, len(k), add(k), add(k, "staff"))
    return of_town(d, t, "n pub incl staff")


@layout("total rows as formulas never calculated")
def j09(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet()
    s.title("梅厂镇幼儿园情况（2024年3月）", 5)
    roster(s, d.of(t))
    s.row("合计", None, None, "=SUM(D3:D7)", "=SUM(E3:E7)")
    return of_town(
        d,
        t,
        "n pub incl staff",
        allow=(
            "PM130",
            "PM205",
            "PM106",
        ),
    )


@layout("two sheets, same kindergartens, other figures, nothing to tell the time: a contradiction")
def j10(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    for less, z in ((0, "报送稿"), (9, "核对稿")):
        s = b.sheet(z)
        s.title("大良镇幼儿园情况（2024年3月）", 5)
        s.row(*H5)
        for i, k in enumerate(d.of(t)):
            s.row(i + 1, k.name, k.zh, k.n + (less if i == 2 else 0), k.staff)
    x = of_town(d, t, "staff", want="refuse")
    e = operands(d.of(t), "n pub incl staff", 0)
    x.may = tuple((i, place, v) for place in (t, None) for i, v in e.items() if v)
    return x


@layout("hidden sheet of last year with the same kindergartens")
def j11(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    s = b.sheet("2024")
    s.title("河西务镇幼儿园情况（2024年3月）", 5)
    roster(s, d.of(t))
    s = b.sheet("2023")
    s.title("河西务镇幼儿园情况（2023年3月）", 5)
    s.row(*H5)
    for i, k in enumerate(d.of(t)):
        s.row(i + 1, k.name, k.zh, k.n - 11, k.staff - 1)
    s.ws.sheet_state = "hidden"
    return of_town(
        d,
        t,
        "n pub incl staff",
        allow=(
            "PM130",
            "PM120",
        ),
    )


@layout("the town stands only in the line under the table")
def a04(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    s = b.sheet()
    s.title("幼儿园基本情况统计表", 5)
    roster(s, d.of(t))
    s.blank()
    s.row("填报单位：大良镇（公章）", None, "填报日期：2024年3月29日", None, "联系电话：82222222")
    return of_town(d, t, "n pub incl staff")
