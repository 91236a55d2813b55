"""What a list of several towns says beside the towns' own returns, and the row that is the sum of all others."""

from tests.builder import assessed, codes, found, judged

TOWN = """
## 封面
| 填报单位 | {area} |
| 报表月份 | 2024-03 |
| 常住人口3-5岁 | 500 |
## 幼儿园名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 |
| 甲幼儿园 | 公办园 | {public} |
| 乙幼儿园 | 普惠性民办园 | 40 |
"""
DISTRICT = """
## 汇总表
| 镇街 | 在园幼儿数 | 公办园在园幼儿数 |
| 曹子里镇 | {first} | 90 |
| 陈咀镇 | 120 | 80 |
"""
TOWNS = {
    "2024-03/曹子里镇.xlsx": TOWN.format(area="曹子里镇", public=90),
    "2024-03/陈咀镇.xlsx": TOWN.format(area="陈咀镇", public=80),
}


def test_the_districts_own_summary_cancels_no_town() -> None:
    result = assessed({**TOWNS, "2024-03/全区汇总.xlsx": DISTRICT.format(first=130)})
    assert "PM117" not in codes(result)
    assert judged(result, "public_share", "曹子里镇").observation.numerator == 90
    assert found(result, "PM501") == []


def test_where_the_districts_summary_differs_its_cell_is_told_and_the_roster_counts() -> None:
    result = assessed({**TOWNS, "2024-03/全区汇总.xlsx": DISTRICT.format(first=131)})
    (finding,) = found(result, "PM501")
    assert (finding.file.rpartition("/")[2] if finding.file else None, finding.cell) == ("全区汇总.xlsx", "B2")
    assert judged(result, "public_share", "曹子里镇").observation.denominator == 130


def test_a_stray_row_of_another_town_cancels_nobody() -> None:
    stray = """
## 幼儿园名册
| 幼儿园名称 | 所属镇街 | 办园性质 | 在园幼儿数 |
| 丙幼儿园 | 河西务镇 | 公办园 | 70 |
| 丁幼儿园 | 曹子里镇 | 公办园 | 30 |
"""
    result = assessed({**TOWNS, "2024-03/河西务镇.xlsx": stray})
    assert judged(result, "public_share", "曹子里镇").observation.numerator == 90
    assert [finding.area for finding in found(result, "PM502")] == ["曹子里镇"]


def test_two_returns_of_a_town_cancel_each_other_as_before() -> None:
    result = assessed({**TOWNS, "2024-03/曹子里镇（改）.xlsx": TOWN.format(area="曹子里镇", public=95)})
    assert "PM117" in codes(result)
    assert judged(result, "public_share", "陈咀镇").observation.numerator == 80


def test_a_row_that_is_the_sum_of_all_others_is_no_area_where_there_is_no_register() -> None:
    rows = "| 甲县 | 300 | 20 |\n| 乙县 | 100 | 10 |\n| 滨江 | 400 | 30 |\n"
    result = assessed(
        "## 汇总表\n| 统计时点 | 2024-03-31 |\n| 地区 | 在园幼儿数 | 专任教师 |\n" + rows, profiles=("national-2020",)
    )
    assert {each.observation.area for each in result.judged("town")} == {"甲县", "乙县"}
    assert judged(result, "child_teacher_ratio", "全部", level="district").observation.numerator == 400
