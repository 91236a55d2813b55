"""Lists of kindergartens: a page each, a row a class, sections, and columns that offices add."""

from functools import partial

from tests.offices.district import TOWNS, District, Kindergarten, add, at_level, figures
from tests.offices.layout import NO_COVER, Book, Sheet, Truth, layout, of_town, of_towns

H5 = ["序号", "幼儿园名称", "办园性质", "在园幼儿数", "教职工数"]


# --- a kindergarten a page, classes ---
def page(s: Sheet, k: Kindergarten, t: str, at: int = 1, y: int | None = None) -> None:
    if y is not None:
        s.y = y
    s.row("幼儿园基本情况表", at=at)
    s.row("园名", k.name, "所在镇街", t, at=at)
    s.row("办园性质", k.zh, "建园时间", "2012年8月", at=at)
    s.row("班级数", k.c, "在园幼儿数", k.n, at=at)
    s.row("教职工数", k.staff, "专任教师", k.teachers, at=at)
    s.row("保育员", k.care, "保健医", k.health, at=at)


@layout("pages of kindergartens below each other on one sheet")
def f01(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet("一园一表")
    for k in d.of(t):
        page(s, k, t)
        s.blank(2)
    return of_town(d, t, "n pub incl staff teachers care health", allow=NO_COVER)


@layout("pages of kindergartens two abreast on one sheet")
def f02(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    s = b.sheet("登记卡")
    ks = d.of(t)[:4]
    y = 0
    for i in (0, 2):
        page(s, ks[i], t, 1, y)
        page(s, ks[i + 1], t, 6, y)
        y = s.y + 1
    return of_town(d, t, "n pub incl staff teachers care health", ks, allow=NO_COVER)


@layout("a sheet a kindergarten: levels across, 班数 and 幼儿数 down; name and nature above")
def f04(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    for k in d.of(t):
        s = b.sheet(k.name[:20])
        s.title("幼儿园班级情况统计表", 5)
        s.row("幼儿园：", k.name, None, "镇街：", t)
        s.row("办园性质：", k.zh)
        s.row("项目", "小班", "中班", "大班", "合计")
        s.row("班数", *k.classes[1:], k.c)
        s.row("幼儿数", *k.kids[1:], k.n)
    return of_town(d, t, "n pub incl", allow=NO_COVER, want="either")


def classes(k: Kindergarten) -> list[tuple[str, str, int]]:
    out: list[tuple[str, str, int]] = []
    for i, z in ((1, "小"), (2, "中"), (3, "大")):
        c, n = k.classes[i], k.kids[i]
        out += [(f"{z}{'一二三四'[j]}班", f"{z}班", n // c + (j < n % c)) for j in range(c)]
    return out


@layout("a class list with a subtotal row after each kindergarten")
def f06(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    s = b.sheet("Sheet1")
    s.title("大良镇在园幼儿班级统计（2024年3月）", 5)
    s.row("幼儿园", "办园性质", "年级", "班级", "人数")
    for k in d.of(t):
        for c, z, n in classes(k):
            s.row(k.name, k.zh, z, c, n)
        s.row("小计", None, None, None, k.n)
    s.row("合计", None, None, None, add(d.of(t)))
    x = of_town(d, t, "n pub incl")
    x.may = tuple(("class_size_compliance", place, (add(d.of(t), "c"), add(d.of(t), "c"))) for place in (t, None))
    return x


@layout("a row a kindergarten, a column a class (小一 小二 中一 …), 合计 last")
def f07(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    s = b.sheet()
    s.title("南蔡村镇幼儿园各班人数统计表", 13)
    s.row("2024年3月")
    s.head(
        "序号",
        "幼儿园名称",
        "办园性质",
        "各班幼儿人数/小一班",
        "各班幼儿人数/小二班",
        "各班幼儿人数/小三班",
        "各班幼儿人数/中一班",
        "各班幼儿人数/中二班",
        "各班幼儿人数/中三班",
        "各班幼儿人数/大一班",
        "各班幼儿人数/大二班",
        "各班幼儿人数/大三班",
        "在园幼儿合计",
    )
    for i, k in enumerate(d.of(t)):
        sizes = {c: n for c, _, n in classes(k)}
        s.row(i + 1, k.name, k.zh, *[sizes.get(z + c + "班") for z in "小中大" for c in "一二三"], k.n)
    return of_town(d, t, "n pub incl")


@layout("each kindergarten in rows of levels: 小班 中班 大班 小计")
def f08(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    s = b.sheet()
    s.title("河西务镇幼儿园分年龄班情况", 6)
    s.row("单位：个、人", None, None, None, "2024年3月")
    s.row("幼儿园名称", "办园性质", "班别", "班数", "幼儿数")
    for k in d.of(t):
        y = s.y + 1
        for i, z in ((1, "小班"), (2, "中班"), (3, "大班")):
            s.row(k.name if i == 1 else None, k.zh if i == 1 else None, z, k.classes[i], k.kids[i])
        s.row(None, None, "小计", k.c, k.n)
        s.merge(f"A{y}:A{s.y}")
        s.merge(f"B{y}:B{s.y}")
    s.row("总计", None, None, add(d.of(t), "c"), add(d.of(t)))
    return of_town(d, t, "n pub incl")


@layout("transposed roster: a kindergarten a column")
def f09(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet()
    s.title("梅厂镇幼儿园基本情况对照表（2024年3月）", 7)
    ks = d.of(t)
    s.row("项目", *[k.name for k in ks], "合计")
    s.row("办园性质", *[k.zh for k in ks])
    for label, f in [
        ("班级数", "c"),
        ("在园幼儿数", "n"),
        ("教职工数", "staff"),
        ("专任教师", "teachers"),
        ("保育员", "care"),
        ("保健医", "health"),
    ]:
        s.row(label, *[getattr(k, f) for k in ks], add(ks, f))
    return of_town(d, t, "n pub incl staff teachers care health")


@layout("levels as parents with 班数 and 人数 beneath, 托班 among them", nursery=True)
def f11(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    s = b.sheet()
    s.title("南蔡村镇幼儿园分年龄班情况统计表", 14)
    s.row("填报单位：南蔡村镇", None, None, "3-5岁常住人口：", d.population(t), "报表月份：2024年3月")
    s.head(
        "序号",
        "幼儿园名称",
        "办园性质",
        *[f"{z}/{m}" for z in ("托班", "小班", "中班", "大班", "合计") for m in ("班数", "人数")],
        "教职工数",
    )
    for i, k in enumerate(d.of(t)):
        s.row(i + 1, k.name, k.zh, *[v for j in range(4) for v in (k.classes[j], k.kids[j])], k.c, k.n, k.staff)
    return of_town(d, t, "n pub incl staff pop")


@layout("levels as rows for a town: 班数 and 人数 by 托班 小班 中班 大班 总计", nursery=True)
def f12(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    k = d.of(t)
    s = b.sheet("教基2105_幼儿园")
    s.title("幼儿园班数、人数情况", 4)
    s.row("填报单位：河西务镇", None, "2024年3月")
    s.row("3-5岁常住人口", d.population(t))
    s.row("项目", "班数", "在园（班）人数", "其中：女")
    s.row("总计", add(k, "c"), add(k), add(k) // 2)
    for i, z in enumerate(["托班", "小班", "中班", "大班"]):
        n = at_level(k, i)
        s.row(z, at_level(k, i, "classes"), n, n // 2)
    return of_town(d, t, "n pop", want="either")


# --- sections and totals ---
def line(k: Kindergarten, i: int | None = None) -> list[str | int | None]:
    return [i, k.name, k.zh, k.n, k.staff]


@layout("town sections whose heading row holds the sums: 梅厂镇（5所）")
def s01(d: District, b: Book) -> Truth:
    s = b.sheet("名册")
    s.title("武清区幼儿园名册（2024年3月）", 5)
    s.row(*H5)
    for t in TOWNS:
        s.row(f"{t}（{len(d.of(t))}所）", None, None, add(d.of(t)), add(d.of(t), "staff"))
        for i, k in enumerate(d.of(t)):
            s.row(*line(k, i + 1))
    s.row("总计（20所）", None, None, add(d.ks), add(d.ks, "staff"))
    return of_towns(d, "n pub incl staff", allow=NO_COVER)


@layout("town merged down, 小计 after each town inside the merge")
def s02(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("全区幼儿园情况（2024年3月）", 6)
    s.row("镇街", "序号", "幼儿园名称", "办园性质", "在园幼儿数", "教职工数")
    i = 0
    for t in TOWNS:
        y = s.y + 1
        for k in d.of(t):
            i += 1
            s.row(t if s.y + 1 == y else None, i, k.name, k.zh, k.n, k.staff)
        s.row(None, None, "小计", None, add(d.of(t)), add(d.of(t), "staff"))
        s.merge(f"A{y}:A{s.y}")
    s.row("总计", None, "20所", None, add(d.ks), add(d.ks, "staff"))
    s.merge(f"A{s.y}:B{s.y}")
    return of_towns(d, "n pub incl staff", allow=NO_COVER)


@layout("towns, in each 公办/民办 sections, subtotals on both, no nature column but 是否普惠")
def s03(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("武清区幼儿园一览（2024年3月）", 5)
    s.row("序号", "幼儿园名称", "是否普惠", "在园幼儿数", "教职工数")
    for a, t in enumerate(TOWNS):
        s.row(f"{'一二三四'[a]}、{t}", None, None, add(d.of(t)), add(d.of(t), "staff"))
        for z, n in [("（一）公办园", "public"), ("（二）民办园", "private")]:
            s.row(z, None, None, add(d.of(t, n)), add(d.of(t, n), "staff"))
            for i, k in enumerate(d.of(t, n)):
                s.row(i + 1, k.name, k.ph, k.n, k.staff)
    return of_towns(d, "n pub incl staff", allow=NO_COVER)


@layout("nature sections first, towns in a column beneath")
def s04(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("全区幼儿园名单（2024年3月）", 5)
    s.row("序号", "所属镇街", "园所名称", "幼儿数", "教职工数")
    i = 0
    for z, n in [("公办幼儿园", "public"), ("普惠性民办幼儿园", "inclusive"), ("非普惠性民办幼儿园", "other")]:
        y = s.row(f"{z}（{len(d.of(nature=n))}所）")
        s.merge(f"A{y}:E{y}")
        for k in d.of(nature=n):
            i += 1
            s.row(i, k.town, k.name, k.n, k.staff)
    return of_towns(d, "n pub incl staff", allow=NO_COVER)


@layout("printed pages: 本页小计, 承前页, heading repeated")
def s05(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("武清区幼儿园名册（2024年3月）", 6)
    heads = ["序号", "镇街", "幼儿园名称", "办园性质", "在园幼儿数", "教职工数"]
    for p in range(0, 20, 7):
        s.row(*heads)
        before = d.ks[:p]
        if p:
            s.row(None, "承前页", None, None, add(before), add(before, "staff"))
        for i, k in enumerate(d.ks[p : p + 7]):
            s.row(p + i + 1, k.town, k.name, k.zh, k.n, k.staff)
        part = d.ks[p : p + 7]
        s.row(None, "本页小计", None, None, add(part), add(part, "staff"))
        if p + 7 < 20:
            s.row(None, "过次页", None, None, add(d.ks[: p + 7]), add(d.ks[: p + 7], "staff"))
    s.row(None, "合计", None, None, add(d.ks), add(d.ks, "staff"))
    return of_towns(d, "n pub incl staff", allow=NO_COVER)


@layout("towns stacked, each with its own title, 填报单位 line and heading")
def s06(d: District, b: Book) -> Truth:
    s = b.sheet("汇总")
    for t in TOWNS:
        s.title(f"{t}幼儿园基本情况统计表", 5)
        s.row(f"填报单位：{t}人民政府", None, None, "2024年3月")
        s.row(*H5)
        for i, k in enumerate(d.of(t)):
            s.row(*line(k, i + 1))
        s.row("合计", None, None, add(d.of(t)), add(d.of(t), "staff"))
        s.row("填表人：", None, "审核人：")
        s.blank()
    return of_towns(d, "n pub incl staff", allow=NO_COVER, alias={t: t + "人民政府" for t in TOWNS})


@layout("public table over private table on one sheet, other columns in each")
def s07(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    s = b.sheet()
    s.title("大良镇幼儿园情况表（2024年3月）", 6)
    s.row("表一  公办幼儿园")
    s.row("序号", "园名", "举办单位", "在园幼儿数", "教职工数", "编制数")
    for i, k in enumerate(d.of(t, "public")):
        s.row(i + 1, k.name, "区教育局" if i == 0 else "村委会", k.n, k.staff, 9)
    s.blank()
    s.row("表二  民办幼儿园")
    s.row("序号", "园名", "是否普惠", "月收费标准（元）", "在园幼儿数", "教职工数")
    for i, k in enumerate(d.of(t, "private")):
        s.row(i + 1, k.name, k.ph, 680, k.n, k.staff)
    return of_town(d, t, "n pub incl staff")


@layout("an average, a maximum and a minimum row under the towns")
def s08(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街学前教育情况", 4)
    s.row("镇街", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    named = [[add(d.of(t)), add(d.of(t, "public")), add(d.of(t), "staff")] for t in TOWNS]
    for t, r in zip(TOWNS, named, strict=False):
        s.row(t, *r)
    across = list(zip(*named, strict=True))
    s.row("合计", *map(sum, across))
    s.row("平均值", *(round(sum(v) / 4, 1) for v in across))
    s.row("最大值", *map(max, across))
    s.row("最小值", *map(min, across))
    return of_towns(d, "n pub staff")


@layout("kindergartens of a town, the same town twice in the list, out of order")
def s09(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("2024年3月全区幼儿园台账", 6)
    s.row("序号", "幼儿园名称", "在园幼儿数", "教职工数", "性质", "镇街")
    ks = d.ks[:]
    d.r.shuffle(ks)
    for i, k in enumerate(ks):
        s.row(i + 1, k.name, k.n, k.staff, k.zh, k.town)
    return of_towns(d, "n pub incl staff", allow=NO_COVER)


@layout("ten rows an inner total of a group of towns (片区小计) between the towns")
def s10(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("分片区学前教育情况（2024年3月）", 4)
    s.row("片区/镇街", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    f = partial(figures, "n public staff")
    for z, ts in [("东片", TOWNS[:2]), ("西片", TOWNS[2:])]:
        s.row(z, *f([k for t in ts for k in d.of(t)]))
        for t in ts:
            s.row("  " + t, *f(d.of(t)))
    s.row("全区", *f(d.ks))
    return of_towns(d, "n pub staff")


# --- rosters with odd columns ---
@layout("questionnaire export: headings are numbered questions")
def r01(d: District, b: Book) -> Truth:
    s = b.sheet("问卷数据")
    s.row(
        "编号",
        "提交时间",
        "答题时长",
        "1.所在镇街（必填）",
        "2.幼儿园名称（必填）",
        "3.办园性质（单选）（必填）",
        "4.在园幼儿总数（人）（必填）",
        "5.教职工总数（人）（必填）",
        "6.专任教师数（人）",
        "7.保育员数（人）",
        "8.保健医数（人）",
        "9.其他需要说明的情况",
    )
    for i, k in enumerate(d.ks):
        s.row(
            i + 1,
            f"2024-03-{10 + i} 09:1{i % 10}:22",
            f"{3 + i}分12秒",
            k.town,
            k.name,
            k.zh,
            k.n,
            k.staff,
            k.teachers,
            k.care,
            k.health,
        )
    return of_towns(d, "n pub incl staff teachers care health", allow=NO_COVER)


@layout("system export: a row of field codes above the Chinese headings")
def r02(d: District, b: Book) -> Truth:
    s = b.sheet("data")
    s.row("XZJD", "XXJGMC", "BXXZ", "ZXSS", "JZGS", "ZRJSS")
    s.row("乡镇街道", "机构名称", "办园性质", "在园幼儿数", "教职工数", "专任教师数")
    for k in d.ks:
        s.row(k.town, k.name, k.zh, k.n, k.staff, k.teachers)
    return of_towns(d, "n pub incl staff teachers", allow=NO_COVER)


@layout("natures as 1 2 3, explained in a note")
def r03(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet()
    s.title("梅厂镇幼儿园情况（2024年3月）", 5)
    s.row("序号", "幼儿园名称", "办园性质（1公办 2普惠性民办 3非普惠性民办）", "在园幼儿数", "教职工数")
    for i, k in enumerate(d.of(t)):
        s.row(i + 1, k.name, {"public": 1, "inclusive": 2, "other": 3}[k.nature], k.n, k.staff)
    return of_town(d, t, "n pub incl staff")


@layout("ticks for 公办 / 民办 and one more for 普惠")
def r04(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    s = b.sheet()
    s.title("河西务镇幼儿园情况（2024年3月）", 7)
    s.head("序号", "幼儿园名称", "办园性质/公办", "办园性质/民办", "是否普惠", "在园幼儿数", "教职工数")
    for i, k in enumerate(d.of(t)):
        s.row(
            i + 1,
            k.name,
            "√" if k.gm == "公办" else None,
            "√" if k.gm == "民办" else None,
            "√" if k.nature == "inclusive" else None,
            k.n,
            k.staff,
        )
    return of_town(d, t, "n pub incl staff")


@layout("population of the town merged beside its kindergartens")
def r05(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("全区学前教育资源台账（2024年3月）", 6)
    s.row("镇街", "3-5岁常住人口", "幼儿园名称", "办园性质", "在园幼儿数", "教职工数")
    for t in TOWNS:
        y = s.y + 1
        for k in d.of(t):
            s.row(t if s.y + 1 == y else None, d.population(t) if s.y + 1 == y else None, k.name, k.zh, k.n, k.staff)
        s.merge(f"A{y}:A{s.y}")
        s.merge(f"B{y}:B{s.y}")
    return of_towns(d, "n pub incl staff pop", allow=NO_COVER)


@layout("numeric columns that are no counts: telephone, postcode, year, fee, credit code, coordinates")
def r06(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    s = b.sheet()
    s.title("南蔡村镇幼儿园台账（2024年3月）", 11)
    s.row(
        "序号",
        "标识码",
        "幼儿园名称",
        "办园性质",
        "办公电话",
        "邮编",
        "建园年份",
        "保教费（元/月）",
        "在园幼儿数",
        "教职工数",
        "备注",
    )
    for i, k in enumerate(d.of(t)):
        s.row(
            i + 1,
            1112000000 + 71 * i,
            k.name,
            k.zh,
            2229000 + i,
            301700,
            2005 + i,
            300 + 90 * i,
            k.n,
            k.staff,
            f"{2019 + i % 3}年扩建" if i % 2 else None,
        )
    return of_town(d, t, "n pub incl staff")


@layout("a row under the heading says how to fill it in (填全称 下拉选择 整数)")
def r07(d: District, b: Book) -> Truth:
    t = TOWNS[1]
    s = b.sheet()
    s.title("大良镇幼儿园情况（2024年3月）", 5)
    s.row(*H5)
    s.row("自动", "填全称", "下拉选择", "整数", "含临聘")
    for i, k in enumerate(d.of(t)):
        s.row(*line(k, i + 1))
    return of_town(d, t, "n pub incl staff")


@layout("units in a row of their own under the headings")
def r08(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet()
    s.title("梅厂镇幼儿园情况（2024年3月）", 6)
    s.row("序号", "幼儿园名称", "办园性质", "班数", "在园幼儿数", "教职工数")
    s.row(None, None, None, "个", "人", "人")
    for i, k in enumerate(d.of(t)):
        s.row(i + 1, k.name, k.zh, k.c, k.n, k.staff)
    s.row("合计", None, None, add(d.of(t), "c"), add(d.of(t)), add(d.of(t), "staff"))
    return of_town(d, t, "n pub incl staff")


@layout("formula hints in headings and a row of column numbers")
def r09(d: District, b: Book) -> Truth:
    t = TOWNS[3]
    s = b.sheet()
    s.title("河西务镇幼儿园情况（2024年3月）", 9)
    s.row(
        "序号",
        "幼儿园名称",
        "办园性质",
        "在园幼儿数（人）（4=5+6+7）",
        "小班",
        "中班",
        "大班",
        "教职工数（8≥9）",
        "专任教师",
    )
    s.row(*[f"({i})" for i in range(1, 10)])
    for i, k in enumerate(d.of(t)):
        s.row(i + 1, k.name, k.zh, k.n, *k.kids[1:], k.staff, k.teachers)
    return of_town(d, t, "n pub incl staff teachers")


@layout("table away from the corner, an empty column between every two")
def r10(d: District, b: Book) -> Truth:
    t = TOWNS[2]
    s = b.sheet()
    s.blank(3)
    s.row("南蔡村镇幼儿园情况（2024年3月）", at=4)
    s.blank()
    rows: list[list[str | int | None]] = [[*H5], *(line(k, i + 1) for i, k in enumerate(d.of(t)))]
    for cells in rows:
        s.row(*[x for cell in cells for x in (cell, None)], at=4)
    return of_town(d, t, "n pub incl staff")


@layout("full-width digits, thousands separators, units and spaces typed into the cells")
def r11(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街学前教育情况", 4)
    s.row("镇街", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    fw = str.maketrans("0123456789", "０１２３４５６７８９")
    for t in TOWNS:
        s.row(
            t,
            f"{add(d.of(t)) + 1000 - 1000:,}人",
            str(add(d.of(t, "public"))).translate(fw),
            f" {add(d.of(t), 'staff')} 名",
        )
    return of_towns(d, "n pub staff")


@layout("其中：在编 after every post")
def r12(d: District, b: Book) -> Truth:
    t = TOWNS[0]
    s = b.sheet()
    s.title("梅厂镇幼儿园教职工在编情况（2024年3月）", 11)
    s.row(
        "序号",
        "幼儿园名称",
        "办园性质",
        "在园幼儿数",
        "教职工数",
        "其中：在编",
        "专任教师",
        "其中：在编",
        "保育员",
        "其中：在编",
        "保健医",
    )
    for i, k in enumerate(d.of(t)):
        s.row(i + 1, k.name, k.zh, k.n, k.staff, 6, k.teachers, 4, k.care, 1, k.health)
    return of_town(d, t, "n pub incl staff teachers care health")


@layout("teachers by degree, title, age, certificate below one parent")
def r13(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("幼儿园专任教师情况表", 11)
    s.head(
        "镇街",
        "在园幼儿数",
        "教职工数",
        "专任教师/合计",
        "专任教师/其中：女",
        "专任教师/学历/本科及以上",
        "专任教师/学历/专科",
        "专任教师/学历/高中阶段",
        "专任教师/年龄/35岁以下",
        "专任教师/年龄/36岁以上",
        "专任教师/持有教师资格证",
    )
    for t in TOWNS:
        k = d.of(t)
        n = add(k, "teachers")
        s.row(t, add(k), add(k, "staff"), n, n - 2, n // 2, n - n // 2 - 3, 3, n // 3, n - n // 3, add(k, "certified"))
    return of_towns(d, "n staff teachers cert")


@layout("own care_teaching column (保教人员) and a health parent with 医师 护士 保健员 小计")
def r14(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街幼儿园教职工配备情况", 8)
    s.head(
        "镇街",
        "在园幼儿数",
        "教职工数",
        "保教人员数",
        "卫生保健人员/医师",
        "卫生保健人员/护士",
        "卫生保健人员/保健员",
        "卫生保健人员/小计",
    )
    for t in TOWNS:
        k = d.of(t)
        h = add(k, "health")
        s.row(t, add(k), add(k, "staff"), add(k, "teachers") + add(k, "care"), 1, 2, h - 3, h)
    return of_towns(d, "n staff cts health")


@layout("ratio texts (1:6.1, 13.2:1), ranks and change of rank among the counts")
def r15(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街学前教育师资配备排名", 8)
    s.row("镇街", "在园幼儿数", "教职工数", "教职工与幼儿比", "排名", "专任教师", "生师比", "位次变化")
    for i, t in enumerate(TOWNS):
        k = d.of(t)
        s.row(
            t,
            add(k),
            add(k, "staff"),
            f"1:{add(k) / add(k, 'staff'):.1f}",
            i + 1,
            add(k, "teachers"),
            f"{add(k) / add(k, 'teachers'):.1f}:1",
            "↑1" if i else "—",
        )
    return of_towns(d, "n staff teachers")


@layout("shares beside counts: 公办 人数 and 占比 under one parent")
def r16(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("各镇街在园幼儿结构", 8)
    s.head(
        "镇街",
        "在园幼儿数",
        "公办园/人数",
        "公办园/占比（%）",
        "普惠性民办园/人数",
        "普惠性民办园/占比（%）",
        "非普惠性民办园/人数",
        "非普惠性民办园/占比（%）",
    )
    for t in TOWNS:
        n = add(d.of(t))
        s.row(
            t,
            n,
            *[
                v
                for z in ("public", "inclusive", "other")
                for v in (add(d.of(t, z)), round(100 * add(d.of(t, z)) / n, 2))
            ],
        )
    return of_towns(d, "n pub incl")


@layout("a merged column of the district in front (武清区), then towns")
def r17(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("学前教育统计台账", 5)
    s.row("区县", "镇街", "在园幼儿数", "公办园在园幼儿数", "教职工数")
    y = s.y + 1
    for t in TOWNS:
        s.row("武清区" if s.y + 1 == y else None, t, add(d.of(t)), add(d.of(t, "public")), add(d.of(t), "staff"))
    s.merge(f"A{y}:A{s.y}")
    return of_towns(d, "n pub staff")


@layout("同上 and 〃 in the columns of town and nature")
def r18(d: District, b: Book) -> Truth:
    s = b.sheet()
    s.title("幼儿园名单（2024年3月）", 5)
    s.row("镇街", "幼儿园名称", "性质", "在园幼儿", "教职工")
    last = ("", "")
    for _i, k in enumerate(d.ks):
        s.row(
            "〃" if k.town == last[0] else k.town,
            k.name,
            "同上" if k.zh == last[1] and k.town == last[0] else k.zh,
            k.n,
            k.staff,
        )
        last = (k.town, k.zh)
    return of_towns(d, "n pub incl staff", allow=NO_COVER)
