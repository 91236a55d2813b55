"""Yearbooks, periods and matrices: what a row and a column say together."""

from collections.abc import Callable
from functools import partial

from tests.offices.district import TOWNS, District, Kindergarten, add, figures, operands
from tests.offices.layout import Book, Truth, layout, of_town, of_towns


# --- yearbooks ---
@layout("yearbook across: measures down with a unit column, towns across, △ aggregate last")
def n01(d: District, b: Book) -> Truth:
    s = b.sheet("10-12")
    s.title("10-12  分镇街幼儿教育基本情况", 8)
    s.title("（2024年）", 8)
    s.row("项目", "单位", "全  区", *TOWNS, "△北部片区")

    def line(label: str, unit: str, f: Callable[[list[Kindergarten]], int]) -> None:
        v = [f(d.of(t)) for t in TOWNS]
        s.row(label, unit, sum(v), *v, v[1] + v[3])

    line("园  数", "所", len)
    line("班级数", "个", lambda k: add(k, "c"))
    line("入园幼儿数", "人", lambda k: add(k) // 3)
    line("在园幼儿数", "人", add)
    line("离园幼儿数", "人", lambda k: add(k) // 3 + 5)
    line("教职工数", "人", lambda k: add(k, "staff"))
    line("  #园长", "人", lambda k: add(k, "principals"))
    line("    专任教师", "人", lambda k: add(k, "teachers"))
    line("    保健员", "人", lambda k: add(k, "health"))
    s.row("兼任教师", "人", 2, None, None, 2)
    s.row("占地面积", "万平方米", 9.87, 2.5, 2.1, 3.0, 2.27)
    return of_towns(d, "n staff teachers health")


@layout("two halves of one print table side by side: towns 1-2 left, 3-4 right, the same headings")
def n02(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街幼儿园基本情况（2024年3月）", 9)
    heads = ["镇街", "园数", "在园幼儿数", "教职工数"]
    s.row(*heads, None, *heads)
    f = partial(figures, "one n staff")
    rows = [[t, *f(d.of(t))] for t in TOWNS]
    s.row(*rows[0], None, *rows[2])
    s.row(*rows[1], None, *rows[3])
    return of_towns(d, "n staff")


@layout("the same, touching: two halves without an empty column between")
def n03(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街幼儿园基本情况（2024年3月）", 8)
    heads = ["镇街", "园数", "在园幼儿数", "教职工数"]
    s.row(*heads, *heads)
    f = partial(figures, "one n staff")
    rows = [[t, *f(d.of(t))] for t in TOWNS]
    s.row(*rows[0], *rows[2])
    s.row(*rows[1], *rows[3])
    return of_towns(d, "n staff")


@layout("continued table (续表) below: the same rows, other columns")
def n04(d: District, b: Book) -> Truth:
    s = b.sheet("8-3")
    s.title("8-3 各镇街学前教育情况", 5)
    s.title("2024年", 5)
    s.row("地区", "幼儿园数（所）", "班数（个）", "在园幼儿（人）", "公办园在园幼儿（人）")
    for t in TOWNS:
        k = d.of(t)
        s.row(t, len(k), add(k, "c"), add(k), add(d.of(t, "public")))
    s.row("总计", 20, add(d.ks, "c"), add(d.ks), add(d.of(nature="public")))
    s.blank(2)
    s.title("8-3 续表", 5)
    s.row("地区", "教职工（人）", "#专任教师", "#保育员", "#保健医")
    for t in TOWNS:
        k = d.of(t)
        s.row(t, add(k, "staff"), add(k, "teachers"), add(k, "care"), add(k, "health"))
    k = d.ks
    s.row("总计", add(k, "staff"), add(k, "teachers"), add(k, "care"), add(k, "health"))
    return of_towns(d, "n pub staff teachers care health")


@layout("a row of column letters and numbers (甲 乙 1 2 3) under the heading, and a code column")
def n05(d: District, b: Book) -> Truth:
    s = b.sheet("表7")
    s.row("表  号：武教统7表")
    s.row("制定机关：武清区教育局")
    s.row("2024年3月")
    s.row("镇街名称", "代码", "园数", "班数", "在园幼儿数", "教职工数", "其中：专任教师")
    s.row("甲", "乙", 1, 2, 3, 4, 5)
    code = {"梅厂镇": "101", "大良镇": "104", "南蔡村镇": "106", "河西务镇": "109"}
    s.row("总  计", "—", 20, add(d.ks, "c"), add(d.ks), add(d.ks, "staff"), add(d.ks, "teachers"))
    for t in TOWNS:
        k = d.of(t)
        s.row(t, "120114" + code[t], len(k), add(k, "c"), add(k), add(k, "staff"), add(k, "teachers"))
    s.row("单位负责人：", None, "填表人：", None, "报出日期：2024年4月2日")
    return of_towns(d, "n staff teachers")


@layout("grass-roots form: 指标名称 计量单位 代码 数量 for one town, with a row 甲 乙 丙 1")
def n06(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    k = d.of(t)
    s = b.sheet("基层表")
    s.title("学前教育基层统计表", 4)
    s.row("填报单位（盖章）：大良镇", None, None, "2024年3月")
    s.row("指标名称", "计量单位", "代码", "数量")
    s.row("甲", "乙", "丙", 1)
    s.row("一、幼儿园数", "所", "01", len(k))
    s.row("二、班级数", "个", "02", add(k, "c"))
    s.row("三、在园幼儿数", "人", "03", add(k))
    s.row("    其中：公办园", "人", "04", add(d.of(t, "public")))
    s.row("          普惠性民办园", "人", "05", add(d.of(t, "inclusive")))
    s.row("四、教职工数", "人", "06", add(k, "staff"))
    s.row("    其中：专任教师", "人", "07", add(k, "teachers"))
    s.row("          保育员", "人", "08", add(k, "care"))
    s.row("五、3—5岁常住人口", "人", "09", d.population(t))
    return of_town(d, t, "n pub incl staff teachers care pop")


@layout("the same form folded: two blocks of 指标 单位 代码 数量 beside each other")
def n07(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    k = d.of(t)
    s = b.sheet()
    s.title("学前教育基层统计表", 8)
    s.row("填报单位：南蔡村镇", None, None, None, "报表月份：2024年3月")
    heads = ["指标名称", "计量单位", "代码", "数量"]
    s.row(*heads, *heads)
    left = [
        ("幼儿园数", "所", len(k)),
        ("在园幼儿数", "人", add(k)),
        ("公办园在园幼儿数", "人", add(d.of(t, "public"))),
        ("普惠性民办园在园幼儿数", "人", add(d.of(t, "inclusive"))),
    ]
    right = [
        ("3-5岁常住人口", "人", d.population(t)),
        ("教职工数", "人", add(k, "staff")),
        ("专任教师", "人", add(k, "teachers")),
        ("保健医", "人", add(k, "health")),
    ]
    for i, (a, c) in enumerate(zip(left, right, strict=False)):
        s.row(a[0], a[1], f"{i + 1:02}", a[2], c[0], c[1], f"{i + 5:02}", c[2])
    return of_town(d, t, "n pub incl staff teachers health pop")


@layout("counties with △ aggregate rows and 市本级")
def n08(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各县区学前教育基本情况", 5)
    s.row("县区", "园数", "在园幼儿数", "教职工数", "专任教师")
    named = ["东山区", "南湖区", "平川县", "清源县"]
    rows = {c: d.of(t) for c, t in zip(named, TOWNS, strict=True)}
    f = partial(figures, "one n staff teachers")
    s.row("全  市", *f(d.ks))
    for c in named:
        s.row(c, *f(rows[c]))
    s.row("△市区", *f(d.of(TOWNS[0]) + d.of(TOWNS[1])))
    s.row("△县", *f(d.of(TOWNS[2]) + d.of(TOWNS[3])))
    s.row("注：△为汇总数，不计入总数。")
    return Truth(
        areas={c: operands(rows[c], "n staff teachers", 0) for c in named},
        total=operands(d.ks, "n staff teachers", 0),
        profiles=("national-2020",),
    )


@layout("total, then a partition by sponsor, then a partition by town, each opened by a label row")
def n09(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("武清区学前教育情况", 4)
    s.row("分  组", "在园幼儿数", "教职工数", "专任教师")
    f = partial(figures, "n staff teachers")
    s.row("总计", *f(d.ks))
    s.row("按举办者分")
    s.row("教育部门", *f([k for k in d.ks if k.sponsor == "教育部门"]))
    s.row("集体", *f([k for k in d.ks if k.sponsor == "集体"]))
    s.row("民办", *f(d.of(nature="private")))
    s.row("按镇街分")
    for t in TOWNS:
        s.row(t, *f(d.of(t)))
    return of_towns(d, "n staff teachers", may=(("public_share", None, (add(d.of(nature="public")), add(d.ks))),))


# --- time ---
@layout("months as rows for one town, this year")
def t01(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    k = d.of(t)
    s = b.sheet()
    s.title("梅厂镇2024年学前教育情况月度统计表", 5)
    s.row("月份", "在园幼儿数", "公办园在园幼儿数", "教职工数", "专任教师")
    for i, m in enumerate(["1月", "2月", "3月"]):
        less = 2 - i
        s.row(m, add(k) - 7 * less, add(d.of(t, "public")) - 3 * less, add(k, "staff") - less, add(k, "teachers"))
    for month in range(4, 13):
        s.row(f"{month}月")
    return of_town(d, t, "n pub staff teachers")


@layout("months as columns for one town, the later ones still empty")
def t02(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    k = d.of(t)
    s = b.sheet()
    s.title("河西务镇2024年幼儿园情况登记表", 13)
    s.row("项目", *[f"{m}月" for m in range(1, 13)])
    for label, v in [
        ("在园幼儿数", add(k)),
        ("其中：公办园", add(d.of(t, "public"))),
        ("教职工数", add(k, "staff")),
        ("其中：专任教师", add(k, "teachers")),
    ]:
        s.row(label, v - 8, v - 3, v)
    return of_town(d, t, "n pub staff teachers")


@layout("a sheet a month, named 1月 2月 3月, the same roster")
def t03(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    for i, m in enumerate(["1月", "2月", "3月"]):
        less = 2 - i
        s = b.sheet(m)
        s.title("大良镇2024年幼儿园情况", 5)
        s.row("序号", "幼儿园名称", "办园性质", "在园幼儿数", "教职工数")
        for j, k in enumerate(d.of(t)):
            s.row(j + 1, k.name, k.zh, k.n - less * 4, k.staff - less)
    return of_town(d, t, "n pub incl staff")


@layout("a sheet a month of a summary, sheets 202401 202402 202403")
def t04(d: District, b: Book) -> Truth:
    for i, m in enumerate(["202401", "202402", "202403"]):
        less = 2 - i
        s = b.sheet(m)
        s.title("各镇街在园幼儿情况", 4)
        s.row("镇街", "在园幼儿数", "公办园在园幼儿数", "教职工数")
        for t in TOWNS:
            s.row(t, add(d.of(t)) - less * 4, add(d.of(t, "public")) - less, add(d.of(t), "staff") - less)
    return of_towns(d, "n pub staff")


@layout("three years under each measure")
def t05(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("近三年学前教育情况", 7)
    s.head("镇街", *[f"{m}/{y}年" for m in ("在园幼儿数", "教职工数") for y in (2022, 2023, 2024)])
    for t in TOWNS:
        n, p = add(d.of(t)), add(d.of(t), "staff")
        s.row(t, n + 40, n + 11, n, p - 9, p - 4, p)
    return of_towns(d, "n staff")


@layout("stock and flow: 月初 新入园 离园 月末")
def t06(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("2024年3月各镇街幼儿变动情况", 6)
    s.head("镇街", "在园幼儿数/月初", "在园幼儿数/本月新入园", "在园幼儿数/本月离园", "在园幼儿数/月末", "教职工数")
    for t in TOWNS:
        n = add(d.of(t))
        s.row(t, n - 6, 11, 5, n, add(d.of(t), "staff"))
    return of_towns(d, "n staff")


@layout("plan, actual and rate of completion")
def t07(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("2024年学前教育任务完成情况", 7)
    s.head(
        "镇街",
        "公办园在园幼儿数/计划数",
        "公办园在园幼儿数/实际数",
        "公办园在园幼儿数/完成率",
        "在园幼儿数/计划数",
        "在园幼儿数/实际数",
        "在园幼儿数/完成率",
    )
    for t in TOWNS:
        n, p = add(d.of(t)), add(d.of(t, "public"))
        s.row(t, p + 30, p, round(p / (p + 30), 4), n + 25, n, round(n / (n + 25), 4))
    return of_towns(d, "n pub")


@layout("two rows a town: 本月 and 上月")
def t08(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街学前教育月报（2024年3月）", 5)
    s.row("镇街", "期别", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    for t in TOWNS:
        n, p, q = add(d.of(t)), add(d.of(t, "public")), add(d.of(t), "staff")
        y = s.row(t, "本月", n, p, q)
        s.row(None, "上月", n - 12, p - 5, q - 1)
        s.merge(f"A{y}:A{y + 1}")
    return of_towns(d, "n pub staff")


@layout("two school terms under each measure; the return is of spring 2024")
def t09(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("幼儿园情况统计（2023—2024学年）", 5)
    s.head(
        "镇街",
        "在园幼儿数/2023年秋季学期",
        "在园幼儿数/2024年春季学期",
        "教职工数/2023年秋季学期",
        "教职工数/2024年春季学期",
    )
    for t in TOWNS:
        n, q = add(d.of(t)), add(d.of(t), "staff")
        s.row(t, n + 17, n, q + 2, q)
    return of_towns(d, "n staff", want="either")


@layout("year-on-year columns in brackets and an arrow: 同比增长（%） ±")
def t10(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("2024年一季度学前教育主要数据", 7)
    s.row("镇街", "在园幼儿数（人）", "同比±（人）", "同比增长（%）", "教职工数（人）", "同比±（人）", "同比增长（%）")
    for t in TOWNS:
        n, q = add(d.of(t)), add(d.of(t), "staff")
        s.row(t, n, -12, -1.3, q, 3, 1.9)
    return of_towns(d, "n staff")


# --- matrices: the measure only in a title ---
@layout("town by nature, the measure only in the title")
def m01(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街在园幼儿数统计表（按办园性质分）", 5)
    s.title("单位：人", 5)
    s.row("镇街", "合计", "公办园", "普惠性民办园", "非普惠性民办园")
    for t in TOWNS:
        s.row(t, add(d.of(t)), *[add(d.of(t, n)) for n in ("public", "inclusive", "other")])
    s.row("合计", add(d.ks), *[add(d.of(nature=n)) for n in ("public", "inclusive", "other")])
    return of_towns(d, "n pub incl")


@layout("nature down, towns across, the measure only in the title")
def m02(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("分性质分镇街在园幼儿人数", 6)
    s.row("办园性质", *TOWNS, "合计")
    for z, n in [("公办", "public"), ("普惠性民办", "inclusive"), ("非普惠性民办", "other")]:
        s.row(z, *[add(d.of(t, n)) for t in TOWNS], add(d.of(nature=n)))
    s.row("合计", *[add(d.of(t)) for t in TOWNS], add(d.ks))
    return of_towns(d, "n pub incl")


@layout("two such matrices, the measure only in the name of the sheet")
def m03(d: District, b: Book) -> Truth:
    for name, f in [("在园幼儿", "n"), ("教职工", "staff")]:
        s = b.sheet(name)
        s.row("镇街", "公办", "普惠性民办", "非普惠性民办", "合计")
        for t in TOWNS:
            s.row(t, *[add(d.of(t, n), f) for n in ("public", "inclusive", "other")], add(d.of(t), f))
    return of_towns(d, "n pub incl staff")


@layout("two matrices stacked on a sheet, each under a line 一、… 二、…")
def m04(d: District, b: Book) -> Truth:
    s = b.sheet()
    for name, f in [("一、各镇街在园幼儿数（人）", "n"), ("二、各镇街教职工数（人）", "staff")]:
        s.row(name)
        s.row("镇街", "公办园", "普惠性民办园", "非普惠性民办园", "小计")
        for t in TOWNS:
            s.row(t, *[add(d.of(t, n), f) for n in ("public", "inclusive", "other")], add(d.of(t), f))
        s.blank()
    return of_towns(d, "n pub incl staff")


@layout("nature merged down, towns beside it, measures across")
def m05(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各类幼儿园分镇街情况", 6)
    s.row("办园类别", "镇街", "园数", "在园幼儿数", "教职工数", "专任教师")
    f = partial(figures, "one n staff teachers")
    for z, n in [("公办园", "public"), ("普惠性民办园", "inclusive"), ("非普惠性民办园", "other")]:
        y = s.y + 1
        for t in TOWNS:
            s.row(z if t == TOWNS[0] else None, t, *f(d.of(t, n)))
        s.row(None, "小计", *f(d.of(nature=n)))
        s.merge(f"A{y}:A{s.y}")
    s.row("总计", None, *f(d.ks))
    return of_towns(d, "n pub incl staff teachers")


@layout("three levels of heading: measure, 公办/民办, then sponsor or inclusive, each with 小计")
def m06(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街幼儿园分举办者情况表", 9)
    s.head(
        "镇街",
        "在园幼儿数/合计",
        "在园幼儿数/公办/小计",
        "在园幼儿数/公办/教育部门办",
        "在园幼儿数/公办/集体办",
        "在园幼儿数/民办/小计",
        "在园幼儿数/民办/普惠",
        "在园幼儿数/民办/非普惠",
        "教职工数",
    )
    for t in TOWNS:
        g = d.of(t, "public")
        s.row(
            t,
            add(d.of(t)),
            add(g),
            add([k for k in g if k.sponsor == "教育部门"]),
            add([k for k in g if k.sponsor == "集体"]),
            add(d.of(t, "private")),
            add(d.of(t, "inclusive")),
            add(d.of(t, "other")),
            add(d.of(t), "staff"),
        )
    return of_towns(d, "n pub incl staff")


@layout("heading of period over nature over measure")
def m07(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("武清区各镇街幼儿园情况", 7)
    s.head(
        "镇街",
        *[f"2024年3月/{z}/{m}" for z in ("公办园", "普惠性民办园", "非普惠性民办园") for m in ("幼儿数", "教职工数")],
    )
    for t in TOWNS:
        s.row(t, *[add(d.of(t, n), f) for n in ("public", "inclusive", "other") for f in ("n", "staff")])
    return of_towns(d, "n pub incl staff")


@layout("pivot export: 行标签, towns with their natures below, sums of fields")
def m08(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.blank(2)
    s.row("行标签", "求和项:在园幼儿数", "求和项:教职工数", "求和项:专任教师")
    f = partial(figures, "n staff teachers")
    for t in TOWNS:
        s.row(t, *f(d.of(t)))
        for z, n in [("非普惠性民办", "other"), ("公办", "public"), ("普惠性民办", "inclusive")]:
            s.row(z, *f(d.of(t, n)))
    s.row("总计", *f(d.ks))
    return of_towns(d, "n pub incl staff teachers")


@layout("pivot matrix: 求和项 in the corner, 列标签 over natures")
def m09(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.row("求和项:在园幼儿数", "列标签")
    s.row("行标签", "非普惠性民办", "公办", "普惠性民办", "总计")
    natures = ("other", "public", "inclusive")
    for t in TOWNS:
        s.row(t, *[add(d.of(t, n)) for n in natures], add(d.of(t)))
    s.row("总计", *[add(d.of(nature=n)) for n in natures], add(d.ks))
    return of_towns(d, "n pub incl")


@layout("a label column of groups merged beside the items (transposed two-level heading), towns across")
def m10(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("学前教育基本情况", 7)
    s.row("类别", "项目", *TOWNS, "合计")

    def group(name: str, items: list[tuple[str, Callable[[str], int]]]) -> None:
        y = s.y + 1
        for i, (label, f) in enumerate(items):
            v = [f(t) for t in TOWNS]
            s.row(name if i == 0 else None, label, *v, sum(v))
        s.merge(f"A{y}:A{s.y}")

    group(
        "在园幼儿（人）",
        [
            ("总数", lambda t: add(d.of(t))),
            ("公办园", lambda t: add(d.of(t, "public"))),
            ("普惠性民办园", lambda t: add(d.of(t, "inclusive"))),
        ],
    )
    group(
        "教职工（人）",
        [
            ("总数", lambda t: add(d.of(t), "staff")),
            ("专任教师", lambda t: add(d.of(t), "teachers")),
            ("保育员", lambda t: add(d.of(t), "care")),
            ("保健医", lambda t: add(d.of(t), "health")),
        ],
    )
    group("人口（人）", [("3-5岁常住人口", d.population)])
    return of_towns(d, "n pub incl staff teachers care health pop")


@layout("towns across with natures below each town, measures down")
def m11(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("幼儿园情况（分镇街、分性质）", 13)
    s.head("项目", *[f"{t}/{z}" for t in TOWNS for z in ("合计", "公办", "民办")])
    for label, f in [("园数", "one"), ("在园幼儿数", "n"), ("教职工数", "staff")]:
        s.row(label, *[add(d.of(t, n), f) for t in TOWNS for n in (None, "public", "private")])
    return of_towns(d, "n pub staff")


@layout("no total column: only public, inclusive private and other private children")
def m12(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街在园幼儿情况", 5)
    s.head(
        "镇街",
        "在园幼儿数（人）/公办园",
        "在园幼儿数（人）/普惠性民办园",
        "在园幼儿数（人）/非普惠性民办园",
        "教职工数",
    )
    for t in TOWNS:
        s.row(t, *[add(d.of(t, n)) for n in ("public", "inclusive", "other")], add(d.of(t), "staff"))
    return of_towns(d, "n pub incl staff")
