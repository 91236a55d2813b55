"""Stated totals against the sums of their rows; the rows count."""

from preschool_metrics.model.draft import StatedTotal
from preschool_metrics.validate import Validated
from preschool_metrics.validate.totals import added_rows
from tests.builder import codes, found, returned

START = """
## 封面
| 填报单位 | 曹子里镇 |
| 报表月份 | 2024-03 |
| 常住人口3-5岁 | 200 |
## 名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 |
"""
FIRST, SECOND = "| 甲幼儿园 | 公办园 | 90 | 14 |", "| 乙幼儿园 | 民办 | 80 | 12 |"


def told(*rows: str, code: str = "PM401") -> list[tuple[str | None, str | None, str | None]]:
    return [(each.cell, each.value, each.expected) for each in found(listed(*rows), code)]


def listed(*rows: str) -> Validated:
    return returned(START + "\n".join(rows))


def test_a_total_that_is_the_sum_says_nothing() -> None:
    assert told(FIRST, SECOND, "| 合计 |  | 170 | 26 |") == []


def test_every_column_of_a_total_that_is_not_the_sum_is_an_error_at_its_cell() -> None:
    assert told(FIRST, SECOND, "| 合计 |  | 171 | 25 |") == [("C4", "171", "170"), ("D4", "25", "26")]


def test_the_rows_count_and_not_the_total() -> None:
    (report,) = listed(FIRST, SECOND, "| 合计 |  | 171 | 26 |").returns
    assert report.roster
    assert report.roster.column("enrolled") == [90, 80]


def test_a_total_on_top_is_held_to_all_rows() -> None:
    assert told("| 合计 |  | 171 | 26 |", FIRST, SECOND) == [("C2", "171", "170")]


def test_a_blank_in_a_total_says_nothing() -> None:
    assert told(FIRST, SECOND, "| 合计 |  |  | 26 |") == []


def test_a_total_over_an_unknown_says_nothing() -> None:
    assert told(FIRST, "| 乙幼儿园 | 民办 | 约80 | 12 |", "| 合计 |  | 171 | 26 |") == []


def test_a_total_that_is_no_number_is_an_error() -> None:
    assert told(FIRST, SECOND, "| 合计 |  | 约170 | 26 |", code="PM201") == [("C4", "约170", None)]


def test_a_subtotal_is_held_to_its_section_and_the_total_to_all() -> None:
    rows = [
        "| 一、公办园 |  |  |  |",
        FIRST,
        "| 小计 |  | 95 | 14 |",
        "| 二、民办园 |  |  |  |",
        SECOND,
        "| 小计 |  | 80 | 12 |",
        "| 合计 |  | 170 | 26 |",
    ]
    assert told(*rows, code="PM402") == [("C4", "95", "90")]
    assert told(*rows) == []


def test_a_part_is_held_to_nothing() -> None:
    assert told(FIRST, SECOND, "| 合计 |  | 170 | 26 |", "| 其中：公办 |  | 1 | 1 |") == []


def test_a_recomputed_total_agrees_with_its_rows() -> None:
    assert told(FIRST, SECOND, "| 合计 |  | =SUM(C2:C3) | =D2+D3 |") == []


def test_a_total_with_rows_on_one_side_adds_those() -> None:
    above = StatedTotal(2, "合计", "total", (None, None, 170), (0, 0), (0, 2))
    below = StatedTotal(4, "合计", "total", (None, None, 170), (0, 2), (2, 2))
    rows = [("甲幼儿园", "public", 90), ("乙幼儿园", "private", 80)]
    assert [list(added_rows(each, rows)) for each in (above, below)] == [[0, 1], [0, 1]]


_COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 500 |\n## 名册\n"
_ROWS = "| 园名 | 办园性质 | 在园幼儿数 | 教职工数 |\n| 晨曦幼儿园 | 公办园 | 90 | 12 |\n| 柳林幼儿园 | 非普惠性民办园 | 60 | 9 |\n"


def test_the_total_of_another_year_is_held_against_no_rows() -> None:
    for total in ("| 合计 |  | 150 | 21 |\n", "|  |  | 150 | 21 |\n", "| 2024年合计 |  | 150 | 21 |\n"):
        result = returned(_COVER + _ROWS + total + "| 2023年合计 |  | 140 | 20 |\n")
        assert not codes(result) & {"PM401", "PM402"}
        wrong = returned(_COVER + _ROWS + total.replace("150", "155") + "| 2023年合计 |  | 140 | 20 |\n")
        assert codes(wrong) & {"PM401", "PM402"} or total.startswith("|  |")  # without a label it would be a row


def test_the_sum_of_a_nature_may_add_kindergartens_of_one_that_nobody_knows() -> None:
    listed = (
        _ROWS.replace("公办园 | 90", "公办托管 | 90")
        + "| 合计 |  | 150 | 21 |\n| 公办小计 |  | 90 | 12 |\n| 民办小计 |  | 60 | 9 |\n"
    )
    result = returned(_COVER + listed)
    assert "PM207" in codes(result)
    assert not codes(result) & {"PM401", "PM402"}


def test_a_page_begins_behind_the_sum_carried_over() -> None:
    listed = "| 过次页 |  | 150 | 21 |\n| 承前页 |  | 150 | 21 |\n| 育苗幼儿园 | 公办园 | 70 | 10 |\n| 本页合计 |  | 70 | 10 |\n| 合计 |  | 220 | 31 |\n"
    assert not codes(returned(_COVER + _ROWS + listed)) & {"PM401", "PM402"}


def test_the_last_of_several_lists_may_have_a_total_of_its_own() -> None:
    second = "|  |\n" + _ROWS.replace("晨曦", "育苗").replace("柳林", "百灵") + "| 合计 |  | 150 | 21 |\n"
    result = returned(_COVER + _ROWS + "| 小计 |  | 150 | 21 |\n" + second)
    assert not codes(result) & {"PM401", "PM402"}
