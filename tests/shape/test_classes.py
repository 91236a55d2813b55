"""A row a class: what stands in the rows of its classes is the kindergarten's."""

from typing import Any

import pytest

from preschool_metrics.shape.classes import level_of
from tests.builder import assessed, drafted, table_of

MERGED = """
## 班级
| 幼儿园 | 性质 | 班级名称 | 年级 | 人数 |
| 甲幼儿园 | 公办 | 小一班 | 小班 | 20 |
|  |  | 小二班 | 小班 | 22 |
|  |  | 大一班 | 大班 | 30 |
| 乙幼儿园 | 普惠性民办 | 托班 | 托班 | 12 |
|  |  | 中一班 | 中班 | 25 |
merge A2:A4
merge A5:A6
"""


def figures(markdown: str, *fields: str) -> list[tuple[Any, ...]]:
    table = table_of(drafted(markdown))
    places = [table.fields().index(name) for name in fields]
    return [tuple(row[at] for at in places) for row in table.rows]


def test_the_classes_of_a_kindergarten_are_its_children_by_level() -> None:
    assert figures(MERGED, "name", "nature", "enrolled", "enrolled_nursery", "enrolled_junior", "classes") == [
        ("甲幼儿园", "public", 72, 0, 42, 3),
        ("乙幼儿园", "inclusive_private", 37, 12, 0, 2),
    ]


def test_each_figure_has_the_cell_of_the_first_class_that_it_counts() -> None:
    table = table_of(drafted(MERGED))
    cells = {column.field: table.address(2, column) for column in table.columns}
    assert (cells["enrolled"], cells["enrolled_senior"], cells["name"]) == ("E2", "E4", "A2")


def test_a_name_in_every_row_is_one_kindergarten_and_no_duplicate() -> None:
    markdown = """
    ## 班级
    | 园名 | 办园性质 | 班级类型 | 班级人数 |
    | 甲幼儿园 | 公办 | 小班 | 20 |
    | 甲幼儿园 | 公办 | 中班 | 22 |
    | 甲幼儿园 | 公办 | 大班 | 30 |
    """
    assert figures(markdown, "enrolled", "enrolled_middle", "classes") == [(72, 22, 3)]
    assert "PM403" not in {each.code for each in assessed(markdown).findings}


def test_subtotals_and_totals_of_classes_are_sums() -> None:
    markdown = """
    ## 班级
    | 幼儿园名称 | 办园性质 | 班级名称 | 在园幼儿数 |
    | 甲幼儿园 | 公办 | 小1班 | 20 |
    |  |  | 中(1)班 | 22 |
    |  |  | 小计 | 42 |
    | 乙幼儿园 | 民办 | 大一班 | 30 |
    |  |  | 大二班 | 31 |
    |  |  | 小计 | 61 |
    | 合计 |  |  | 103 |
    """
    draft = drafted(markdown)
    assert figures(markdown, "name", "enrolled", "classes") == [("甲幼儿园", 42, 2), ("乙幼儿园", 61, 2)]
    assert [(total.label, total.kind) for total in table_of(draft).totals] == [("合计", "total")]
    assert not {each.code for each in assessed(markdown).findings} & {"PM401", "PM402", "PM403"}


def test_a_class_without_a_figure_leaves_its_kindergarten_unknown() -> None:
    markdown = MERGED.replace("| 小二班 | 小班 | 22 |", "| 小二班 | 小班 |  |")
    table = table_of(drafted(markdown))
    at = table.fields().index("enrolled")
    assert [row[at] for row in table.rows] == [None, 37]
    assert table.address(2, table.columns[at]) == "E3"


def test_a_roster_with_columns_by_level_is_no_list_of_classes() -> None:
    markdown = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 小班 |\n| 甲幼儿园 | 公办 | 20 | 20 |\n"
    assert figures(markdown, "enrolled", "enrolled_junior") == [(20, 20)]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("小一班", "junior"),
        ("小(1)班", "junior"),
        ("2023级中2班", "middle"),
        ("大班三", "senior"),
        ("混龄班", "mixed"),
        ("托小班", "nursery"),
        ("学前班", "senior"),
        ("小星星班", ""),
        ("合计", ""),
        ("中心幼儿园", ""),
    ],
)
def test_the_name_of_a_class_says_its_level(text: str, level: str) -> None:
    assert level_of(text) == level
