"""Lines over rows: which rows they speak of, and where that ends."""

from typing import Final

import pytest

from preschool_metrics.validate import Validated
from tests.builder import column_of, drafted, returned, table_of

COVER: Final = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 500 |\n## 名册\n"
HEADING: Final = "| 幼儿园名称 | 在园幼儿数 | 小班 | 中班 | 大班 | 教职工数 |\n"
PUBLIC: Final = "| 晨曦幼儿园 | 90 | 30 | 28 | 32 | 12 |\n| 柳林幼儿园 | 60 | 20 | 21 | 19 | 9 |\n"
INCLUSIVE: Final = "| 河畔幼儿园 | 75 | 25 | 26 | 24 | 11 |\n"
OTHER: Final = "| 青禾幼儿园 | 45 | 15 | 14 | 16 | 7 |\n"
TOTALS: Final = ("150 | 50 | 49 | 51 | 21", "75 | 25 | 26 | 24 | 11", "45 | 15 | 14 | 16 | 7")
NATURES: Final = [
    ("晨曦幼儿园", "public"),
    ("柳林幼儿园", "public"),
    ("河畔幼儿园", "inclusive_private"),
    ("青禾幼儿园", "other_private"),
]


def natures(result: Validated) -> list[tuple[str, str]]:
    (report,) = result.returns
    assert report.roster
    return list(zip(report.roster.column("name") or (), report.roster.column("nature") or (), strict=True))


def told(result: Validated) -> list[tuple[str, str | None]]:
    return [(each.code, each.cell) for each in result.findings if each.severity != "info"]


def sections(*labels: str) -> list[str]:
    return [f"| {label} | {figures} |\n" for label, figures in zip(labels, TOTALS, strict=True)]


@pytest.mark.parametrize(
    "labels",
    [
        ("公办", "普惠性民办幼儿园", "三、非普惠性民办园"),
        ("一、公办园（2所）", "二、普惠性民办园（1所）", "三、非普惠性民办园（1所）"),
        ("公办幼儿园", "普惠民办", "非普惠"),
    ],
)
def test_sections_with_their_sums_say_the_natures_of_the_rows_below(labels: tuple[str, str, str]) -> None:
    first, second, third = sections(*labels)
    result = returned(COVER + HEADING + first + PUBLIC + second + INCLUSIVE + third + OTHER)
    assert (natures(result), told(result)) == (NATURES, [])


@pytest.mark.parametrize("form", ["{}小计", "{} 合计", "小计（{}）"])
def test_a_subtotal_between_a_section_and_its_rows_ends_nothing(form: str) -> None:
    names = ("公办园", "普惠性民办园", "非普惠性民办园")
    heads = [
        f"| {name} |  |  |  |  |  |\n{line}"
        for name, line in zip(names, sections(*map(form.format, names)), strict=True)
    ]
    first, second, third = heads
    result = returned(COVER + HEADING + first + PUBLIC + second + INCLUSIVE + third + OTHER)
    assert (natures(result), told(result)) == (NATURES, [])


def test_the_sum_of_the_rows_above_says_nothing_of_those_below() -> None:
    first, *_ = sections("公办园", "", "")
    heading = "| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n"
    lines = "| 晨曦幼儿园 | 公办 | 90 |\n| 柳林幼儿园 | 公办 | 60 |\n| 公办园 |  | 150 |\n| 河畔幼儿园 |  | 75 |\n"
    result = returned(COVER + heading + lines)
    (report,) = result.returns
    assert report.roster
    assert (report.roster.column("nature") or [""])[-1] is None, first


def test_a_section_of_the_table_above_is_no_title_of_the_next() -> None:
    staff = "| 幼儿园教职工数 |  |\n| 幼儿园名称 | 保育员 |\n| 河畔幼儿园 | 4 |\n| 青禾幼儿园 | 3 |\n"
    lines = "| 公办园 |\n| 晨曦幼儿园 | 90 |\n| 合计 | 90 |\n| 河畔幼儿园 | 75 |\n| 青禾幼儿园 | 45 |\n"
    result = returned(COVER + "| 幼儿园名称 | 在园幼儿数 |\n" + lines + staff)
    assert "public" not in dict(natures(result)[1:]).values()


def test_a_total_without_a_label_is_told_by_its_figures_though_one_cannot_be_read() -> None:
    heading = "| 序号 | 幼儿园名称 | 办园性质 | 在园幼儿数 | 小班 | 中班 | 大班 | 教职工数 |\n"
    rows = "| 1 | 甲幼儿园 | 公办园 | 97 | 33 | 31 | 33 | 12左右 |\n| 2 | 乙幼儿园 | 公办园 | 64 | 20 | 21 | 23 | 9 |\n"
    result = returned(COVER + heading + rows + "|  |  |  | 161 | 53 | 52 | 56 | 21 |\n")
    assert told(result) == [("PM201", "H2")]


KINDERGARTENS: Final = "| 甲幼儿园 | 公办 | 90 |\n| 乙幼儿园 | 公办 | 46 |\n| 丙幼儿园 | 普惠性民办 | 75 |\n| 丁幼儿园 | 非普惠性民办 | 45 |\n"


@pytest.mark.parametrize("total_first", [False, True])
@pytest.mark.parametrize(
    "parts",
    [
        "| 其中：公办 | 公办 | 136 |\n| 普惠性民办 | 普惠性民办 | 75 |\n| 非普惠性民办 | 非普惠性民办 | 45 |\n",
        "| 其中：公办园 | — | 136 |\n| 普惠性民办园 | — | 75 |\n| 非普惠性民办园 | — | 45 |\n",
        "|  | 公办 | 136 |\n|  | 普惠性民办 | 75 |\n|  | 非普惠性民办 | 45 |\n",
        "| 其中：城区 |  | 136 |\n| 镇区 |  | 75 |\n| 乡村 |  | 45 |\n",
        "| 公办园合计 | 公办 | 136 |\n| 民办园合计 | 民办 | 120 |\n",
    ],
)
def test_a_total_split_below_it_counts_nothing_twice(parts: str, *, total_first: bool) -> None:
    total = "| 合计 |  | 256 |\n"
    rows = total + parts + KINDERGARTENS if total_first else KINDERGARTENS + total + parts
    result = returned(COVER + "| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n" + rows)
    (report,) = result.returns
    assert report.roster
    assert (sum(report.roster.column("enrolled") or ()), told(result)) == (256, [])


@pytest.mark.parametrize("stated", [150, 151])
def test_towns_with_sums_over_natures_with_sums(stated: int) -> None:
    draft = drafted(
        f"""
        ## 名册
        | 序号 | 幼儿园名称 | 是否普惠 | 在园幼儿数 |
        | 一、高村镇 |  |  | {stated} |
        | （一）公办园 |  |  | 90 |
        | 1 | 晨曦幼儿园 | 是 | 90 |
        | （二）民办园 |  |  | 60 |
        | 1 | 柳林幼儿园 | 否 | 60 |
        | 二、大良镇 |  |  | 135 |
        | （一）公办园 |  |  | 75 |
        | 1 | 河畔幼儿园 | 是 | 75 |
        | （二）民办园 |  |  | 60 |
        | 1 | 金果幼儿园 | 是 | 60 |
        """
    )
    table = table_of(draft)
    said = [dict(zip(table.fields(), row, strict=True)) for row in table.rows]
    assert [(row["name"], row["area"], row["nature"]) for row in said] == [
        ("晨曦幼儿园", "高村镇", "public"),
        ("柳林幼儿园", "高村镇", "private"),
        ("河畔幼儿园", "大良镇", "public"),
        ("金果幼儿园", "大良镇", "private"),
    ]


def test_the_first_of_several_towns_does_not_get_the_rows_of_the_others() -> None:
    block = "| {town}幼儿园基本情况统计表 |\n| 填报单位：{town}人民政府 |  | 2024年3月 |\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| {name}幼儿园 | 公办 | 90 |\n|  |\n"
    draft = drafted("## 汇总\n" + block.format(town="高村镇", name="晨曦") + block.format(town="大良镇", name="柳林"))
    table = table_of(draft)
    assert [row[table.fields().index("area")] for row in table.rows] == ["高村镇", "大良镇"]
    assert "area" not in draft.cover


@pytest.mark.parametrize("figures", ["802 | 175", '"802 " | " 175"', '"８０２" | "１７５"', '"802人" | "175人"'])
def test_a_section_of_a_town_may_hold_its_sums_however_they_are_typed(figures: str) -> None:
    own = "| 百灵幼儿园 | 公办 | {} | {} |\n| 晨曦幼儿园 | 公办 | 300 | 75 |\n"
    first, second = own.format(502, 100), own.format(402, 90)
    draft = drafted(
        f"## 名册\n| 园名 | 办园性质 | 在园幼儿数 | 教职工数 |\n| 梅厂镇（2所） |  | {figures} |\n{first}| 大良镇（2所） |  | 702 | 165 |\n{second}"
    )
    assert column_of(draft, "area") == ["梅厂镇", "梅厂镇", "大良镇", "大良镇"]


def test_a_section_right_below_the_headings_is_none_of_them() -> None:
    draft = drafted(
        "## 名册\n| № | 园名 | 办园性质 | 教职工数 |  |\n|  |  |  | 合计 | 专任教师 |\n| 一、公办园（1所） |  | 公办 |  |  |\n"
        "| 1 | 晨曦幼儿园 | 公办 | 12 | 6 |\nmerge D1:E1\n"
    )
    assert column_of(draft, "name") == ["晨曦幼儿园"]
    assert column_of(draft, "nature") == ["public"]
