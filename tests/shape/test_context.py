"""What is written once stands for the rows below until the next: areas, natures, times, titles."""

import pytest

from preschool_metrics.model.finding import Flaw
from preschool_metrics.shape.context import is_area_name
from tests.builder import assessed, column_of, drafted, judged, table_of

HEADING = "| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n"
ROWS = "| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 普惠性民办园 | 80 |\n"


def test_a_line_with_a_town_stands_for_the_kindergartens_below_it() -> None:
    draft = drafted(
        f"## 名册\n{HEADING}| 梅厂镇 | | |\n| 甲幼儿园 | 公办园 | 90 |\n| 高村镇 | | |\n| 乙幼儿园 | 公办园 | 80 |\n"
    )
    assert column_of(draft, "area") == ["梅厂镇", "高村镇"]
    assert column_of(draft, "name") == ["甲幼儿园", "乙幼儿园"]


@pytest.mark.parametrize("again", ["", "〃", "同上"])
def test_a_town_written_once_holds_for_the_rows_below(again: str) -> None:
    result = assessed(
        "## 名册\n| 所属镇街 | 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 梅厂镇 | 甲幼儿园 | 公办园 | 90 |\n"
        f"| {again} | 乙幼儿园 | 公办园 | 80 |\n| 高村镇 | 丙幼儿园 | 公办园 | 70 |\n| {again} | 丁幼儿园 | 公办园 | 60 |\n",
        period="2024-03",
    )
    counted = {
        each.observation.area: each.observation.denominator
        for each in result.judged("town")
        if each.observation.indicator.id == "public_share" and each.observation.received
    }
    assert counted == {"梅厂镇": 170, "高村镇": 130}


def test_a_merged_town_holds_for_its_rows() -> None:
    draft = drafted(
        "## 名册\n| 所属镇街 | 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 梅厂镇 | 甲幼儿园 | 公办园 | 90 |\n"
        "|  | 乙幼儿园 | 公办园 | 80 |\n| 高村镇 | 丙幼儿园 | 公办园 | 70 |\nmerge A2:A3\n"
    )
    assert column_of(draft, "area") == ["梅厂镇", "梅厂镇", "高村镇"]


@pytest.mark.parametrize("name", ["梅厂镇", "杨村街道", "高村镇中心校", "城关学区", "杨村街道办事处", "梅厂镇（3所）"])
def test_names_of_areas(name: str) -> None:
    assert is_area_name(name)


@pytest.mark.parametrize("text", ["公办园", "合计", "2024年", "单位：人", "甲幼儿园", "120"])
def test_a_number_a_unit_and_a_heading_are_no_names_of_areas(text: str) -> None:
    assert not is_area_name(text)


@pytest.mark.parametrize("title", ["高村镇2024年3月学前教育基本情况统计表", "高村镇幼儿园名册（2024年3月）"])
def test_a_title_names_the_town_where_no_cover_does(title: str) -> None:
    result = assessed(f"## 名册\n| {title} | | |\n{HEADING}{ROWS}", period="2024-03")
    share = judged(result, "public_share", "高村镇").observation
    assert (share.numerator, share.denominator) == (90, 170)


def test_the_lines_above_a_table_are_its_cover() -> None:
    result = assessed(
        f"## 名册\n| 填报单位：高村镇 | 报表月份：2024-03 | 单位：人 |\n{HEADING}{ROWS}| 填表人：张某 | | |\n"
    )
    share = judged(result, "public_share", "高村镇").observation
    assert (share.numerator, share.denominator) == (90, 170)


# --- time -------------------------------------------------------------------------------------------------


def test_of_columns_of_two_periods_the_one_of_now_counts() -> None:
    draft = drafted(
        "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | |\n|  |  | 上年同期 | 本期 |\n| 甲幼儿园 | 公办园 | 85 | 90 |\n"
        "| 乙幼儿园 | 公办园 | 75 | 80 |\nmerge C1:D1\nmerge A1:A2\nmerge B1:B2\n"
    )
    assert column_of(draft, "enrolled") == [90, 80]
    assert [cell for cell, _ in table_of(draft).needless] == ["C2"]


def test_of_columns_of_two_years_the_later_counts() -> None:
    draft = drafted(
        "## 汇总\n| 镇街 | 2022年在园幼儿数 | 2023年在园幼儿数 | 教职工数 |\n| 甲镇 | 880 | 900 | 140 |\n| 乙镇 | 790 | 800 | 120 |\n"
    )
    assert column_of(draft, "enrolled", "summary") == [900, 800]


def test_a_sheet_of_another_time_is_left_out_and_told_once() -> None:
    draft = drafted(f"## 本年\n{HEADING}{ROWS}## 上年\n{HEADING}{ROWS.replace('90', '85')}")
    assert column_of(draft, "enrolled") == [90, 80]
    assert [remark.value for remark in draft.remarks if remark.flaw == Flaw.OTHER_TIME] == ["上年"]
