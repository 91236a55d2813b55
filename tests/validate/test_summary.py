"""A summary: one row an area, its totals, and how it agrees with the roster beside it."""

import pytest

from preschool_metrics.validate import Validated
from tests.builder import codes, found, returned

MONTH = "## 封面\n| 报表月份 | 2024-03 |\n"
COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
ROSTER = (
    "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 普惠性民办园 | 80 |\n"
)


def summed(heading: str, *rows: str, before: str = MONTH, profile: str = "wuqing-2023") -> Validated:
    return returned(f"{before}## 汇总表\n{heading}\n" + "\n".join(rows), profile=profile)


def figures(result: Validated, field: str) -> dict[str, object]:
    return {report.area: report.summary[field].value for report in result.returns if field in report.summary}


def test_each_row_is_the_return_of_its_area() -> None:
    result = summed("| 镇街 | 在园幼儿数 |", "| 曹子里 | 170 |", "| 杨村街 | 900 |", "| 合计 | 1070 |")
    assert figures(result, "enrolled") == {"曹子里镇": 170, "杨村街道": 900}
    assert all(report.multi for report in result.returns)
    assert (result.input.area, result.input.kindergartens) == (None, None)
    assert [finding for finding in result.findings if finding.severity == "error"] == []


def test_a_figure_of_a_summary_keeps_its_cell() -> None:
    (report,) = summed("| 镇街 | 在园幼儿数 |", "| 曹子里镇 | 170 |").returns
    assert (report.summary["enrolled"].sheet, report.summary["enrolled"].cell) == ("汇总表", "B2")


def test_an_unknown_area_is_an_error_and_its_row_is_not_counted() -> None:
    result = summed("| 镇街 | 在园幼儿数 |", "| 曹子里镇 | 170 |", "| 双街镇 | 900 |")
    assert [(finding.cell, finding.value) for finding in found(result, "PM113")] == [("A3", "双街镇")]
    assert figures(result, "enrolled") == {"曹子里镇": 170}


def test_a_near_miss_counts_with_a_question() -> None:
    result = summed("| 镇街 | 在园幼儿数 |", "| 杨村镇 | 900 |")
    assert [(finding.cell, finding.expected) for finding in found(result, "PM114")] == [("A2", "杨村街道")]
    assert figures(result, "enrolled") == {"杨村街道": 900}


def test_without_a_register_each_row_is_an_area() -> None:
    result = summed("| 地区 | 在园幼儿数 |", "| 甲县 | 170 |", "| 乙县 | 900 |", profile="national-2020")
    assert figures(result, "enrolled") == {"甲县": 170, "乙县": 900}


def test_one_area_in_two_rows_that_differ_counts_nowhere() -> None:
    result = summed("| 镇街 | 在园幼儿数 |", "| 曹子里镇 | 170 |", "| 曹子里 | 180 |", "| 梅厂镇 | 90 |")
    assert [finding.cell for finding in found(result, "PM413")] == ["A3"]
    assert figures(result, "enrolled") == {"梅厂镇": 90}


@pytest.mark.parametrize(("cell", "code"), [("约170", "PM201"), ("170.5", "PM202"), ("-1", "PM203"), ("#N/A", "PM204")])
def test_a_figure_that_cannot_be_read_is_an_error_at_its_cell_and_unknown(cell: str, code: str) -> None:
    result = summed("| 镇街 | 在园幼儿数 | 教职工数 |", f"| 曹子里镇 | {cell} | 20 |")
    assert [finding.cell for finding in found(result, code)] == ["B2"]
    assert figures(result, "enrolled") == {"曹子里镇": None}


@pytest.mark.parametrize(
    ("heading", "row", "code"),
    [
        ("| 镇街 | 在园幼儿数 | 公办园在园幼儿数 | 普惠性民办园在园幼儿数 | 非普惠性民办园在园幼儿数 |", "| 曹子里镇 | 100 | 50 | 30 | 19 |", "PM406"),
        ("| 镇街 | 普惠性民办园在园幼儿数 | 民办园在园幼儿数 |", "| 曹子里镇 | 60 | 50 |", "PM407"),
        ("| 镇街 | 普惠性幼儿园在园幼儿数 | 公办园在园幼儿数 | 普惠性民办园在园幼儿数 |", "| 曹子里镇 | 81 | 50 | 30 |", "PM408"),
        ("| 镇街 | 在园幼儿数 | 公办园在园幼儿数 | 民办园在园幼儿数 |", "| 曹子里镇 | 100 | 50 | 49 |", "PM409"),
        ("| 镇街 | 在园幼儿数 | 普惠性幼儿园在园幼儿数 |", "| 曹子里镇 | 100 | 101 |", "PM410"),
    ],
)  # fmt: skip
def test_the_equations_of_a_summary_row(heading: str, row: str, code: str) -> None:
    (finding,) = found(summed(heading, row), code)
    assert (finding.sheet, finding.area) == ("汇总表", "曹子里镇")


def test_natures_may_leave_the_nursery_children_out() -> None:
    heading = "| 镇街 | 在园幼儿数 | 托班 | 公办园在园幼儿数 | 普惠性民办园在园幼儿数 | 非普惠性民办园在园幼儿数 |"
    assert not found(summed(heading, "| 曹子里镇 | 110 | 10 | 50 | 30 | 20 |"), "PM406")
    assert not found(summed(heading, "| 曹子里镇 | 100 | 10 | 50 | 30 | 20 |"), "PM406")


def test_the_districts_own_row_is_no_town() -> None:
    result = summed("| 镇街 | 在园幼儿数 |", "| 曹子里镇 | 170 |", "| 梅厂镇 | 90 |", "| 天津市武清区 | 260 |")
    assert figures(result, "enrolled") == {"曹子里镇": 170, "梅厂镇": 90}
    assert "PM113" not in codes(result)


def test_a_population_that_differs_from_the_covers_is_an_error_and_the_cover_counts() -> None:
    result = summed("| 镇街 | 在园幼儿数 | 常住人口3-5岁 |", "| 曹子里镇 | 170 | 210 |", before=COVER)
    assert [(finding.cell, finding.value, finding.expected) for finding in found(result, "PM501")] == [
        ("C2", "210", "200")
    ]
    assert result.returns[0].cover["population_resident_3_5"].value == 200


# --- beside a roster --------------------------------------------------------------------------------------


def test_a_summary_that_agrees_with_the_roster_says_nothing() -> None:
    heading = "| 镇街 | 幼儿园数 | 在园幼儿数 | 公办园在园幼儿数 | 普惠性幼儿园在园幼儿数 |"
    assert "PM501" not in codes(summed(heading, "| 曹子里镇 | 2 | 170 | 90 | 170 |", before=COVER + ROSTER))


def test_every_figure_that_differs_from_the_roster_is_an_error_at_its_cell() -> None:
    heading = "| 镇街 | 幼儿园数 | 在园幼儿数 | 公办园在园幼儿数 | 教职工数 |"
    result = summed(heading, "| 曹子里镇 | 3 | 170 | 91 | 20 |", before=COVER + ROSTER)
    assert [(finding.cell, finding.value, finding.expected) for finding in found(result, "PM501")] == [
        ("B2", "3", "2"),
        ("D2", "91", "90"),
    ]


def test_what_the_roster_does_not_know_cannot_differ() -> None:
    unknown = ROSTER.replace("| 90 |", "| 约90 |")
    result = summed("| 镇街 | 在园幼儿数 |", "| 曹子里镇 | 171 |", before=COVER + unknown)
    assert "PM501" not in codes(result)
