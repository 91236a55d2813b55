"""The cover: labels with their values, on a sheet of their own or in lines above a table."""

from datetime import date

import pytest

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw
from tests.builder import drafted, table_of

SUFFIXES = pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
ROSTER = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n"


def cover(draft: Draft) -> dict[str, tuple[object, str]]:
    return {field: (figure.value, f"{figure.sheet}!{figure.cell}") for field, figure in draft.cover.items()}


@SUFFIXES
def test_a_cover_of_its_own_has_labels_and_values_side_by_side(suffix: str) -> None:
    draft = drafted(
        """
        ## 封面
        | 填报单位 | 曹子里镇 |
        | 行政区划代码 | 120114121 |
        | 报表月份 | 2024-03 |
        | 常住人口3岁 | 60 |
        | 常住人口4岁 | 70 |
        | 常住人口5岁 | 80 |
        | 户籍人口3-5岁 | 190 |
        | 填报日期 | 2024年4月2日 |
        | 填报人 | 张三 |
        """
        + ROSTER,
        suffix=suffix,
    )
    assert cover(draft) == {
        "area": ("曹子里镇", "封面!B1"),
        "area_code": ("120114121", "封面!B2"),
        "period": ("2024-03", "封面!B3"),
        "population_resident_3": (60, "封面!B4"),
        "population_resident_4": (70, "封面!B5"),
        "population_resident_5": (80, "封面!B6"),
        "population_registered_3_5": (190, "封面!B7"),
        "submitted_on": (date(2024, 4, 2), "封面!B8"),
        "filled_by": ("张三", "封面!B9"),
    }


@SUFFIXES
def test_lines_of_label_and_value_stand_above_the_table(suffix: str) -> None:
    draft = drafted(
        """
        ## 报表
        | 曹子里镇学前教育情况统计表 |
        | 填报单位：曹子里镇 |  | 报表月份：2024年3月 |
        | 常住人口3-5岁: 1,200人 |
        | 幼儿园名称 | 办园性质 | 在园幼儿数 |
        | 甲幼儿园 | 公办园 | 90 |
        """,
        suffix=suffix,
    )
    assert cover(draft) == {
        "area": ("曹子里镇", "报表!A2"),
        "period": ("2024-03", "报表!C2"),
        "population_resident_3_5": (1200, "报表!A3"),
    }
    assert table_of(draft).numbers == [5]


def test_several_labels_may_share_a_line() -> None:
    draft = drafted("## 封面\n| 填报单位 | 曹子里镇 |  | 报表月份 | 2024-03 |\n" + ROSTER)
    assert cover(draft) == {"area": ("曹子里镇", "封面!B1"), "period": ("2024-03", "封面!E1")}


def test_a_label_may_be_merged_and_have_a_colon() -> None:
    draft = drafted("## 封面\n| 填报单位： |  | 曹子里镇 |\nmerge A1:B1\n| 报表月份： |  | 2024-03 |\n" + ROSTER)
    assert cover(draft) == {"area": ("曹子里镇", "封面!C1"), "period": ("2024-03", "封面!C2")}


def test_a_label_without_a_value_takes_no_other_label_for_it() -> None:
    draft = drafted("## 封面\n| 填报单位 |  | 报表月份 | 2024-03 |\n" + ROSTER)
    assert cover(draft)["area"] == (None, "封面!B1")
    assert cover(draft)["period"] == ("2024-03", "封面!D1")


def test_a_blank_mark_on_the_cover_is_a_blank() -> None:
    assert cover(drafted("## 封面\n| 常住人口3-5岁 | — |\n" + ROSTER)) == {"population_resident_3_5": (None, "封面!B1")}


def test_what_stands_twice_is_kept_aside_and_the_first_counts() -> None:
    draft = drafted("## 封面\n| 报表月份 | 2024-03 |\n| 统计月份 | 2024-04 |\n" + ROSTER)
    assert cover(draft)["period"] == ("2024-03", "封面!B1")
    assert [(field, figure.value, figure.cell) for field, figure in draft.again] == [("period", "2024-04", "B2")]


def test_a_blank_first_gives_way_to_a_value_later() -> None:
    draft = drafted("## 封面\n| 报表月份 |  |\n| 统计月份 | 2024-04 |\n" + ROSTER)
    assert cover(draft)["period"] == ("2024-04", "封面!B2")
    assert draft.again == []


def test_an_error_value_on_the_cover_is_told_with_its_cell() -> None:
    draft = drafted("## 封面\n| 填报单位 | 曹子里镇 |\n| 常住人口3-5岁 | #DIV/0! |\n" + ROSTER)
    (remark,) = draft.remarks
    assert (remark.flaw, remark.sheet, remark.cell, remark.value) == (Flaw.ERROR_CELL, "封面", "B2", "#DIV/0!")


def test_a_formula_without_a_result_on_the_cover_is_told_with_its_cell() -> None:
    draft = drafted("## 封面\n| 常住人口3-5岁 | =ROUND(99.6,0) |\n" + ROSTER)
    (remark,) = draft.remarks
    assert (remark.flaw, remark.cell, remark.value) == (Flaw.NO_RESULT, "B1", "=ROUND(99.6,0)")


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("填报单位", "area"),
        ("填报单位（盖章）", "area"),
        ("镇街名称", "area"),
        ("报表年月", "period"),
        ("统计时点", "reference_date"),
        ("统计截止日期", "reference_date"),
        ("填表日期", "submitted_on"),
        ("3-5岁常住人口数", "population_resident_3_5"),
        ("3-5岁户籍人口", "population_registered_3_5"),
        ("适龄儿童数", "population_3_5"),
        ("单位负责人", "reviewed_by"),
        ("联系电话", "phone"),
    ],
)
def test_a_label_is_known_by_its_usual_names(label: str, field: str) -> None:
    assert list(drafted(f"## 封面\n| {label} | 2024-03-31 |\n" + ROSTER).cover) == [field]


@pytest.mark.parametrize("text", ["会议通知", "请于3月底前报送", "曹子里镇"])
def test_other_texts_are_no_labels(text: str) -> None:
    assert drafted(f"## 封面\n| {text} | 12 |\n" + ROSTER).cover == {}


@pytest.mark.parametrize("label", ["建园时间", "成立日期", "开园年月", "批准设立时间："])
def test_the_month_of_another_label_is_not_that_of_the_return(label: str) -> None:
    page = f"## 登记表\n| 幼儿园基本情况表 |\n| 园名 | 甲幼儿园 | 镇街 | 高村镇 |\n| 办园性质 | 公办 | {label} | 2012年8月 |\n| 在园幼儿数 | 90 | 教职工数 | 12 |\n"
    assert "period" not in drafted(page).cover


@pytest.mark.parametrize("label", ["时间", "日期："])
def test_the_month_beside_a_bare_label_is_that_of_the_return(label: str) -> None:
    assert (
        cover(drafted(f"## 表\n| {label} | 2024年3月 |\n" + ROSTER.removeprefix("## 名册\n")))["period"][0] == "2024-03"
    )


def test_the_town_in_a_line_below_the_list_is_that_of_the_return() -> None:
    draft = drafted(ROSTER + "|  |\n| 填报单位：大良镇（公章） |  | 填报日期：2024年4月2日 |\n")
    assert cover(draft) == {"area": ("大良镇", "名册!A4")}
