"""Tables beside each other on one sheet, columns that mean one field twice, and what stands beside kindergartens for their town."""

import pytest

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw
from tests.builder import assessed, codes, drafted, table_of


def rows(draft: Draft, kind: str = "roster") -> list[dict[str, object]]:
    table = table_of(draft, kind)
    return [dict(zip(table.fields(), row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("gap", ["", "|  "])
def test_a_list_in_two_columns_of_print_is_one_list(gap: str) -> None:
    head, one, two = "| 镇街 | 在园幼儿数 | 教职工数 ", "| 甲镇 | 900 | 140 ", "| 乙镇 | 800 | 120 "
    draft = drafted(f"## 表\n{head}{gap}{head}|\n{one}{gap}{two}|\n| 丙镇 | 700 | 100 |\n")
    read = {row["area"]: (row["enrolled"], row["staff"]) for row in rows(draft, "summary")}
    assert read == {"甲镇": (900, 140), "乙镇": (800, 120), "丙镇": (700, 100)}


def test_children_left_and_staff_right_are_joined_by_the_names() -> None:
    draft = drafted(
        """
        ## 表
        | 幼儿园名称 | 办园性质 | 在园幼儿数 |  | 幼儿园名称 | 教职工数 |
        | 晨曦幼儿园 | 公办 | 90 |  | 柳林幼儿园 | 9 |
        | 柳林幼儿园 | 民办 | 60 |  | 晨曦幼儿园 | 12 |
        """
    )
    assert [(row["enrolled"], row["staff"]) for row in rows(draft)] == [(90, 12), (60, 9)]
    table = table_of(draft)
    assert table.address(table.numbers[0], table.columns[-1]) == "F3"


def test_a_nature_behind_an_empty_column_is_that_of_the_roster() -> None:
    draft = drafted("## 表\n| 幼儿园名称 | 在园幼儿数 |  | 办园性质 | 教职工数 |\n| 晨曦幼儿园 | 90 |  | 公办 | 12 |\n")
    assert rows(draft) == [{"name": "晨曦幼儿园", "enrolled": 90, "nature": "public", "staff": 12}]


def test_pages_two_abreast() -> None:
    page = "| 园名 | {} | 办园性质 | 公办 {gap}| 园名 | {} | 办园性质 | 民办 |\n| 在园幼儿数 | {} | 班级数 | 3 {gap}| 在园幼儿数 | {} | 班级数 | 2 |\n| 教职工数 | 12 | 专任教师 | 6 {gap}| 教职工数 | 9 | 专任教师 | 4 |\n"
    draft = drafted("## 卡\n" + page.format("晨曦幼儿园", "柳林幼儿园", 90, 60, gap="|  "))
    assert [(row["name"], row["enrolled"]) for row in rows(draft)] == [("晨曦幼儿园", 90), ("柳林幼儿园", 60)]


def test_of_district_and_town_the_town_is_the_area() -> None:
    draft = drafted(
        "## 表\n| 区县 | 镇街 | 在园幼儿数 | 教职工数 |\n| 某区 | 甲镇 | 900 | 140 |\n|  | 乙镇 | 800 | 120 |\nmerge A2:A3\n"
    )
    assert [row["area"] for row in rows(draft, "summary")] == ["甲镇", "乙镇"]


def test_of_kind_and_nature_the_nature_is_the_nature() -> None:
    draft = drafted(
        "## 表\n| 名称 | 机构类别 | 办园性质 | 在园幼儿数 |\n| 晨曦幼儿园 | 幼儿园 | 公办 | 90 |\n".replace(
            "名称", "幼儿园名称"
        )
    )
    assert rows(draft) == [{"name": "晨曦幼儿园", "nature": "public", "enrolled": 90}]


@pytest.mark.parametrize(
    ("parent", "leaves", "figures"),
    [("卫生保健人员", ("医师", "保健员", "小计"), (1, 7, 8)), ("保健医", ("合计", "专职", "兼职"), (11, 8, 3))],
)
def test_the_whole_of_a_post_is_its_subtotal_or_those_in_full_time(
    parent: str, leaves: tuple[str, ...], figures: tuple[int, ...]
) -> None:
    one, two, three = leaves
    a, b, c = figures
    draft = drafted(
        f"## 表\n| 镇街 | 在园幼儿数 | {parent} |  |  |\n|  |  | {one} | {two} | {three} |\n| 甲镇 | 900 | {a} | {b} | {c} |\nmerge C1:E1\nmerge A1:A2\nmerge B1:B2\n"
    )
    assert rows(draft, "summary")[0]["health_staff"] == 8
    assert not [remark for remark in draft.remarks if remark.flaw == Flaw.HEADING_CONFLICT]


def test_the_population_merged_beside_the_kindergartens_of_a_town_is_the_towns() -> None:
    draft = drafted(
        """
        ## 表
        | 镇街 | 3-5岁常住人口 | 幼儿园名称 | 办园性质 | 在园幼儿数 |
        | 甲镇 | 500 | 晨曦幼儿园 | 公办 | 90 |
        |  |  | 柳林幼儿园 | 民办 | 60 |
        | 乙镇 | 400 | 河畔幼儿园 | 公办 | 75 |
        merge A2:A3
        merge B2:B3
        """
    )
    assert {row["area"]: row["population_resident_3_5"] for row in rows(draft, "summary")} == {"甲镇": 500, "乙镇": 400}


@pytest.mark.parametrize("title", ["各镇街幼儿园女教职工情况表", "各镇街少数民族教职工情况表"])
def test_a_title_that_counts_some_of_the_staff_gives_no_whole(title: str) -> None:
    draft = drafted(
        f"## 表\n| {title} |\n| 镇街 | 在园幼儿数 | 教职工数 |\n| 甲镇 | 900 | 140 |\n| 乙镇 | 800 | 120 |\n"
    )
    assert "staff" not in table_of(draft, "summary").fields()
    assert "enrolled" in table_of(draft, "summary").fields()


def test_the_parts_of_some_children_are_no_parts_of_all() -> None:
    draft = drafted(
        "## 表\n| 镇街 | 随迁子女在园幼儿数 | 其中：公办园 | 教职工数 |\n| 甲镇 | 90 | 50 | 140 |\n| 乙镇 | 80 | 40 | 120 |\n"
    )
    assert not {"enrolled", "enrolled_public"} & set(table_of(draft, "summary").fields())


def test_levels_between_classes_and_children_count_what_they_add_up_to() -> None:
    draft = drafted(
        "## 表\n| 幼儿园名称 | 办园性质 | 班级数 | 小班 | 中班 | 大班 | 在园幼儿数 |\n| 晨曦幼儿园 | 公办 | 3 | 30 | 30 | 30 | 90 |\n| 柳林幼儿园 | 民办 | 3 | 20 | 20 | 20 | 60 |\n"
    )
    assert {"enrolled_junior", "enrolled_middle", "enrolled_senior"} <= set(table_of(draft).fields())


def test_a_centre_of_day_care_is_no_town() -> None:
    draft = drafted(
        "## 表\n| 机构名称 | 托位数 | 在托婴幼儿数 |\n| 甲托育服务中心 | 40 | 20 |\n| 乙托育服务中心 | 40 | 21 |\n"
    )
    assert not draft.tables


def test_the_population_of_the_one_town_stands_merged_beside_its_kindergartens() -> None:
    draft = drafted(
        "## 表\n| 3-5岁常住人口 | 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 500 | 晨曦幼儿园 | 公办 | 90 |\n|  | 柳林幼儿园 | 民办 | 60 |\nmerge A2:A3\n"
    )
    assert draft.cover["population_resident_3_5"].value == 500


def test_the_last_of_two_columns_of_print_states_the_sum_of_both() -> None:
    head = "| 序号 | 幼儿园名称 | 办园性质 | 在园幼儿数 "
    book = f"## 表\n{head}{head}|\n| 1 | 晨曦幼儿园 | 公办 | 90 | 3 | 河畔幼儿园 | 民办 | 70 |\n| 2 | 柳林幼儿园 | 民办 | 60 | 合计 |  |  | {{}} |\n"
    for stated, told in ((220, set()), (221, {"PM402"})):
        assert codes(assessed(book.format(stated), period="2024-03")) & {"PM401", "PM402"} == told
