"""Tables read crosswise: what a row says and what a column says together are what a cell counts."""

from typing import Any

import pytest

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw
from tests.builder import assessed, drafted, table_of

BY_TOWN = {
    "甲镇": {"enrolled": 900, "enrolled_public": 400, "staff": 140},
    "乙镇": {"enrolled": 800, "enrolled_public": 300, "staff": 120},
}
ACROSS = "## 表\n| 指标 | 甲镇 | 乙镇 |\n| 在园幼儿数 | 900 | 800 |\n| 其中：公办园 | 400 | 300 |\n| 教职工数 | 140 | 120 |\n"
DOWN = (
    "## 表\n| 镇街 | 在园幼儿数 | 其中：公办园 | 教职工数 |\n| 甲镇 | 900 | 400 | 140 |\n| 乙镇 | 800 | 300 | 120 |\n"
)
TIDY = (
    "## 表\n| 镇街 | 指标 | 数值 |\n| 甲镇 | 在园幼儿数 | 900 |\n| 甲镇 | 公办园在园幼儿数 | 400 |\n| 甲镇 | 教职工数 | 140 |\n"
    "| 乙镇 | 在园幼儿数 | 800 |\n| 乙镇 | 公办园在园幼儿数 | 300 |\n| 乙镇 | 教职工数 | 120 |\n"
)
NATURES_BELOW = (
    "## 表\n| 镇街 | 性质 | 在园幼儿数 | 教职工数 |\n| 甲镇 | 合计 | 900 | 140 |\n|  | 公办 | 400 | 60 |\n|  | 民办 | 500 | 80 |\n"
    "| 乙镇 | 合计 | 800 | 120 |\n|  | 公办 | 300 | 50 |\n|  | 民办 | 500 | 70 |\nmerge A2:A4\nmerge A5:A7\n"
)


def figures(draft: Draft) -> dict[str, dict[str, Any]]:
    """Return what a summary says of each area."""
    table = table_of(draft, "summary")
    rows = [dict(zip(table.fields(), row, strict=True)) for row in table.rows]
    return {row.pop("area", None): row for row in rows}


def cells(draft: Draft, area: str) -> dict[str, str]:
    """Return the cell of each figure of an area."""
    table = table_of(draft, "summary")
    row = next(at for at, values in enumerate(table.rows) if area in values)
    return {column.field: table.address(table.numbers[row], column) for column in table.columns}


@pytest.mark.parametrize("sheet", [ACROSS, DOWN, TIDY], ids=["towns across", "towns down", "a row a figure"])
def test_the_same_figures_however_they_lie(sheet: str) -> None:
    read = figures(drafted(sheet))
    for area, known in BY_TOWN.items():
        assert {name: read[area].get(name) for name in known} == known


def test_natures_as_rows_of_each_town() -> None:
    read = figures(drafted(NATURES_BELOW))
    for area, known in BY_TOWN.items():
        assert {name: read[area].get(name) for name in known} == known


def test_each_figure_keeps_its_cell() -> None:
    draft = drafted(ACROSS)
    assert {name: cells(draft, "甲镇")[name] for name in ("enrolled", "enrolled_public", "staff")} == {
        "enrolled": "B2",
        "enrolled_public": "B3",
        "staff": "B4",
    }
    assert {name: cells(draft, "乙镇")[name] for name in ("enrolled", "enrolled_public", "staff")} == {
        "enrolled": "C2",
        "enrolled_public": "C3",
        "staff": "C4",
    }


def test_a_row_a_sponsor_comes_to_natures_where_all_of_them_make_the_total() -> None:
    sheet = (
        "## 表\n| 举办者 | 园数 | 在园幼儿数 | 教职工数 |\n| 教育部门办 | 4 | 400 | 60 |\n| 集体办 | 2 | 100 | 14 |\n"
        "| 民办 | 3 | 300 | 40 |\n| 总计 | 9 | {total} | 114 |\n"
    )
    (row,) = figures(drafted(sheet.format(total=800))).values()
    assert (row["enrolled"], row["enrolled_public"], row["enrolled_private"]) == (800, 500, 300)
    lacking = figures(drafted(sheet.format(total=850))).values()
    assert all(row.get("enrolled_public") is None for row in lacking), "someone is missing from the list"


def test_urban_kinds_are_the_data_where_they_add_up_to_the_total() -> None:
    sheet = "## 表\n| 地区 | 在园幼儿数 | 教职工数 |\n| 城市 | 400 | 60 |\n| 县镇 | 300 | 40 |\n| 农村 | 100 | 14 |\n| 总计 | 800 | 114 |\n"
    result = assessed(sheet, profiles=("national-2020",), period="2024-03")
    (whole,) = (
        each.observation for each in result.judged("district") if each.observation.indicator.id == "child_teacher_ratio"
    )
    assert whole.numerator == 800


def test_a_total_row_with_nothing_to_add_is_itself_the_data() -> None:
    draft = drafted("## 表\n| 地区 | 园数 | 在园幼儿数 | 专任教师 |\n| 全国 | 29 | 4818 | 291 |\n")
    (row,) = figures(draft).values()
    assert (row["kindergartens"], row["enrolled"], row["teachers"]) == (29, 4818, 291)


def test_parts_of_the_whole_are_neither_added_nor_areas() -> None:
    draft = drafted(
        "## 表\n| 镇街 | 在园幼儿数 | 教职工数 |\n| 甲镇 | 900 | 140 |\n| 其中：女 | 430 | 135 |\n| 少数民族 | 12 | 1 |\n| 乙镇 | 800 | 120 |\n"
    )
    assert {area: row["enrolled"] for area, row in figures(draft).items()} == {"甲镇": 900, "乙镇": 800}


def test_years_as_rows_the_latest_counts() -> None:
    draft = drafted(
        "## 表\n| 年份 | 园数 | 在园幼儿数 | 专任教师 |\n| 2021年 | 27 | 4700 | 280 |\n| 2022年 | 28 | 4760 | 285 |\n| 2023年 | 29 | 4818 | 291 |\n"
    )
    assert [row["enrolled"] for row in figures(draft).values()] == [4818]


def test_rates_plans_and_another_year_are_no_figures() -> None:
    draft = drafted(
        "## 表\n| 指标 | 甲镇 | 乙镇 |\n| 在园幼儿数 | 900 | 800 |\n| 上年在园幼儿数 | 880 | 790 |\n| 毛入园率（%） | 93 | 95 |\n"
        "| 计划在园幼儿数 | 950 | 850 |\n| 教职工数 | 140 | 120 |\n"
    )
    assert {area: row["enrolled"] for area, row in figures(draft).items()} == {"甲镇": 900, "乙镇": 800}


def test_two_figures_for_one_thing_leave_it_unknown_and_name_both_cells() -> None:
    draft = drafted(
        "## 表\n| 指标 | 甲镇 | 乙镇 |\n| 在园幼儿数 | 900 | 800 |\n| 教职工数 | 140 | 120 |\n| 在园幼儿总数 | 905 | 800 |\n"
    )
    read = figures(draft)
    assert (read["甲镇"]["enrolled"], read["乙镇"]["enrolled"], read["甲镇"]["staff"]) == (None, 800, 140)
    (remark,) = (each for each in draft.remarks if each.flaw == Flaw.HEADING_CONFLICT)
    assert {remark.cell, *remark.related} == {"B2", "B4"}


BY_NATURE = {
    "甲镇": {"enrolled": 900, "enrolled_public": 400, "staff": 140},
    "乙镇": {"enrolled": 800, "enrolled_public": 300, "staff": 120},
}
NATURES_OVER_TOWNS = (
    "## 表\n| 类别 | 镇街 | 在园幼儿数 | 教职工数 |\n| 公办园 | 甲镇 | 400 | 60 |\n|  | 乙镇 | 300 | 50 |\n|  | 小计 | 700 | 110 |\n"
    "| 民办园 | 甲镇 | 500 | 80 |\n|  | 乙镇 | 500 | 70 |\n|  | 小计 | 1000 | 150 |\n| 总计 |  | 1700 | 260 |\nmerge A2:A4\nmerge A5:A7\n"
)
TOWNS_OVER_NATURES = (
    "## 表\n| 项目 | 甲镇 |  |  | 乙镇 |  |  |\n|  | 合计 | 公办 | 民办 | 合计 | 公办 | 民办 |\n| 在园幼儿数 | 900 | 400 | 500 | 800 | 300 | 500 |\n"
    "| 教职工数 | 140 | 60 | 80 | 120 | 50 | 70 |\nmerge B1:D1\nmerge E1:G1\nmerge A1:A2\n"
)
TOWNS_OVER_COUNTS = (
    "## 表\n| 项目 | 甲镇 |  | 乙镇 |  |\n|  | 在园幼儿数 | 教职工数 | 在园幼儿数 | 教职工数 |\n| 公办 | 400 | 60 | 300 | 50 |\n"
    "| 民办 | 500 | 80 | 500 | 70 |\n| 合计 | 900 | 140 | 800 | 120 |\nmerge B1:C1\nmerge D1:E1\nmerge A1:A2\n"
)
GROUP_LAST = "## 表\n| 项目 | 单位 | 全区 | 甲镇 | 乙镇 | △北片 |\n| 在园幼儿数 | 人 | 1700 | 900 | 800 | 900 |\n| #公办园 | 人 | 700 | 400 | 300 | 400 |\n| 教职工数 | 人 | 260 | 140 | 120 | 140 |\n"


@pytest.mark.parametrize(
    "sheet",
    [NATURES_OVER_TOWNS, TOWNS_OVER_NATURES, TOWNS_OVER_COUNTS, GROUP_LAST],
    ids=["natures over towns", "towns over natures", "towns over counts", "a group of towns last"],
)
def test_what_is_written_once_over_rows_or_columns_stands_for_them(sheet: str) -> None:
    read = figures(drafted(sheet))
    assert read.keys() == BY_NATURE.keys()
    for area, known in BY_NATURE.items():
        assert {name: read[area].get(name) for name in known} == known


def test_the_second_matrix_of_a_sheet_counts_what_its_own_title_says() -> None:
    matrix = "| 镇街 | 公办园 | 民办园 | 小计 |\n| 甲镇 | {} | {} | {} |\n| 乙镇 | {} | {} | {} |\n"
    draft = drafted(
        "## 表\n| 一、在园幼儿数（人） |\n"
        + matrix.format(400, 500, 900, 300, 500, 800)
        + "|  |\n| 二、教职工数（人） |\n"
        + matrix.format(60, 80, 140, 50, 70, 120)
    )
    for area, known in BY_NATURE.items():
        assert {name: figures(draft)[area].get(name) for name in known} == known


def test_groups_of_towns_that_make_up_the_list_are_no_towns() -> None:
    rows = "| 东片 | 1700 | 260 |\n| 甲镇 | 900 | 140 |\n| 乙镇 | 800 | 120 |\n| 西片 | 1300 | 201 |\n| 丙镇 | 700 | 90 |\n| 丁镇 | 600 | 111 |\n"
    draft = drafted("## 表\n| 片区/镇街 | 在园幼儿数 | 教职工数 |\n" + rows)
    assert set(figures(draft)) == {"甲镇", "乙镇", "丙镇", "丁镇"}


def test_a_label_with_another_beside_it_stands_for_the_rows_below_that_leave_it_blank() -> None:
    read = figures(
        drafted(
            "## 表\n| 单位 |  | 甲镇 | 乙镇 |\n| 园所总数 |  | 4 | 6 |\n| 幼儿数 | 公办 | 400 | 300 |\n|  | 民办（普惠性） | 300 | 200 |\n"
            "|  | 非普惠民办园 | 200 | 300 |\n|  | 总计 | 900 | 800 |\n| 教职工数 |  | 140 | 120 |\n"
            "| 适龄人口 | 3岁 | 300 | 310 |\n|  | 4岁 | 320 | 330 |\n|  | 5岁 | 340 | 350 |\n"
        )
    )
    for area, known in BY_TOWN.items():
        assert {name: read[area].get(name) for name in known} == known
    assert [read["甲镇"][f"population_{age}"] for age in (3, 4, 5)] == [300, 320, 340]


def test_a_nature_stands_for_the_rows_below_it_too() -> None:
    read = figures(
        drafted(
            "## 表\n| 指标 |  | 甲镇 | 乙镇 |\n| 合计 | 园数 | 7 | 6 |\n|  | 在园幼儿数 | 900 | 800 |\n"
            "| 公办园 | 园数 | 3 | 2 |\n|  | 在园幼儿数 | 400 | 300 |\n| 教职工数 |  | 140 | 120 |\n"
        )
    )
    for area, known in BY_TOWN.items():
        assert {name: read[area].get(name) for name in known} == known


def test_neither_a_second_language_nor_the_numbers_of_lines_are_towns() -> None:
    read = figures(
        drafted(
            "## 表\n| 指标 | Item | 甲 | 甲镇 | 乙镇 |\n| 在园幼儿数 | Enrolment | 1 | 900 | 800 |\n"
            "| 公办园在园幼儿数 | Public | 2 | 400 | 300 |\n| 教职工数 | Staff | 3 | 140 | 120 |\n"
        )
    )
    assert read.keys() == BY_TOWN.keys()
    for area, known in BY_TOWN.items():
        assert {name: read[area].get(name) for name in known} == known


def test_fewer_inclusive_children_than_public_ones_are_the_private_among_them() -> None:
    """Whether the row adds up or not: 普惠 with the public ones in it could not be less than they."""
    draft = drafted(
        "## 表\n| 镇街 | 在园幼儿数 | #公办园 | #普惠 | #非普惠 |\n| 甲镇 | 340 | 0 | 180 | 160 |\n| 乙镇 | 743 | 276 | 120 | 357 |\n"
    )
    assert [row["enrolled_inclusive_private"] for row in figures(draft).values()] == [180, 120]


@pytest.mark.parametrize("public", ["0", '"0"', '"150 "', '"１５０"'])
def test_inclusive_beside_public_ones_is_private_however_the_figures_are_typed(public: str) -> None:
    own = int(public.strip('" '))
    draft = drafted(
        f"## 表\n| 镇街 | 甲镇 | 乙镇 |\n| 幼儿数 | 1000 | 322 |\n| 公办在园幼儿数 | {public} | 200 |\n"
        f"| 普惠园在园幼儿数 | {600 - own} | 122 |\n| 非普惠在园幼儿数 | 400 | 0 |\n"
    )
    assert figures(draft)["甲镇"]["enrolled_inclusive_private"] == 600 - own
