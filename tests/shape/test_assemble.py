"""Several tables of a workbook: joined, united, or left as the contradiction that they are; every value keeps its cell."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from preschool_metrics.model.draft import Draft
from preschool_metrics.workflow.annotate import annotate
from preschool_metrics.workflow.trace import trace
from tests.builder import assessed, column_of, drafted, found, judged, table_of, write

COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
CHILDREN = (
    "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 普惠性民办园 | 80 |\n"
)
STAFF = "## 教职工\n| 幼儿园名称 | 教职工数 | 专任教师 |\n| 乙幼儿园 | 12 | 6 |\n| 甲幼儿园 | 14 | 7 |\n"


def cells(draft: Draft, field: str, kind: str = "roster") -> list[str]:
    table = table_of(draft, kind)
    column = next(column for column in table.columns if column.field == field)
    return [table.address(number, column) for number in table.numbers]


# --- joins ------------------------------------------------------------------------------------------------


def test_the_same_names_and_other_columns_are_a_join_whatever_their_order() -> None:
    draft = drafted(CHILDREN + STAFF)
    assert column_of(draft, "staff") == [14, 12]
    assert cells(draft, "staff") == ["教职工!B3", "教职工!B2"]
    assert cells(draft, "enrolled") == ["C2", "C3"]


def test_the_same_towns_and_other_columns_are_a_join() -> None:
    draft = drafted(
        "## 幼儿\n| 镇街 | 在园幼儿数 | 其中：公办园 |\n| 甲镇 | 900 | 400 |\n| 乙镇 | 800 | 300 |\n"
        "## 教职工\n| 镇街 | 教职工数 |\n| 乙镇 | 120 |\n| 甲镇 | 140 |\n"
    )
    assert column_of(draft, "staff", "summary") == [140, 120]
    assert cells(draft, "staff", "summary") == ["教职工!B3", "教职工!B2"]


def test_a_table_below_or_beside_joins_too() -> None:
    below = CHILDREN + "|  |\n" + STAFF.partition("\n")[2]
    assert column_of(drafted(below), "staff") == [14, 12]
    assert cells(drafted(below), "staff") == ["B7", "B6"]


@given(order=st.permutations(["甲", "乙", "丙", "丁"]))
@settings(max_examples=10)
def test_the_order_of_rows_on_the_second_sheet_is_nothing(order: list[str]) -> None:
    staff = {"甲": 14, "乙": 12, "丙": 9, "丁": 7}
    sheet = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n"
    sheet += "".join(f"| {name}幼儿园 | 公办园 | {30 + staff[name]} |\n" for name in staff)
    sheet += "## 教职工\n| 幼儿园名称 | 教职工数 |\n" + "".join(f"| {name}幼儿园 | {staff[name]} |\n" for name in order)
    draft = drafted(sheet)
    assert column_of(draft, "staff") == list(staff.values())
    assert cells(draft, "staff") == [f"教职工!B{order.index(name) + 2}" for name in staff]


# --- unions -----------------------------------------------------------------------------------------------


def test_other_names_and_the_same_columns_are_a_union() -> None:
    town = "## {0}\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| {1}幼儿园 | 公办园 | {2} |\n"
    draft = drafted(town.format("甲镇", "子", 90) + town.format("乙镇", "丑", 80))
    assert column_of(draft, "area") == ["甲镇", "乙镇"]
    assert column_of(draft, "enrolled") == [90, 80]
    assert cells(draft, "enrolled") == ["C2", "乙镇!C2"]


def test_the_total_of_each_sheet_is_held_to_its_own_rows() -> None:
    sheet = "## {0}\n| 幼儿园名称 | 在园幼儿数 |\n| {1}幼儿园 | {2} |\n| {3}幼儿园 | {4} |\n| 合计 | {5} |\n"
    right = sheet.format("公办园", "甲", 90, "乙", 80, 170) + sheet.format("非普惠性民办园", "丙", 70, "丁", 60, 130)
    assert found(assessed(COVER + right), "PM401") == []
    assert found(assessed(COVER + right), "PM402") == []
    wrong = right.replace("| 合计 | 130 |", "| 合计 | 135 |")
    told = [each for code in ("PM401", "PM402") for each in found(assessed(COVER + wrong), code)]
    assert [(each.sheet, each.cell) for each in told] == [("非普惠性民办园", "B4")]


# --- copies and contradictions ----------------------------------------------------------------------------


def test_a_copy_counts_once() -> None:
    result = assessed(COVER + CHILDREN + CHILDREN.replace("名册", "副本"))
    share = judged(result, "public_share").observation
    assert (share.numerator, share.denominator) == (90, 170)


def test_the_same_names_and_other_figures_are_an_error_that_names_both_sheets() -> None:
    result = assessed(COVER + CHILDREN + CHILDREN.replace("名册", "副本").replace("90", "95"))
    errors = [each for each in result.findings if each.severity == "error"]
    assert errors
    assert any({"名册", "副本"} <= {each.sheet, *(cell.partition("!")[0] for cell in each.related)} for each in errors)


# --- every value keeps its cell ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("staff", "code", "cell"),
    [
        (STAFF.replace("| 12 |", "| 约12 |"), "PM201", "B2"),
        (STAFF.replace("| 12 |", "| -12 |"), "PM203", "B2"),
        (STAFF.replace("| 14 |", "| #DIV/0! |"), "PM204", "B3"),
        (STAFF.replace("| 14 | 7 |", "| 14 | 17 |"), "PM307", "C3"),
    ],
)
def test_a_finding_on_a_joined_sheet_names_that_sheet_and_its_cell(staff: str, code: str, cell: str) -> None:
    (finding,) = found(assessed(COVER + CHILDREN + staff), code)
    assert (finding.sheet, finding.cell) == ("教职工", cell)


def test_a_finding_on_a_united_sheet_names_that_sheet_and_its_cell() -> None:
    sheet = "## {0}\n| 幼儿园名称 | 在园幼儿数 |\n| {1}幼儿园 | {2} |\n"
    (finding,) = found(
        assessed(COVER + sheet.format("公办园", "甲", 90) + sheet.format("非普惠园", "乙", "约80")), "PM201"
    )
    assert (finding.sheet, finding.cell) == ("非普惠园", "B2")


def test_a_figure_goes_back_to_the_sheet_that_it_stands_on(tmp_path: Path) -> None:
    path = write(COVER + CHILDREN + STAFF, tmp_path / "曹子里镇.xlsx")
    traced = trace("曹子里镇", "child_staff_ratio", [path])
    stands = {(figure.sheet, figure.cell, figure.value) for each in traced.operands for _, figure in each.cells}
    assert {("名册", "C2", 90), ("名册", "C3", 80), ("教职工", "B3", 14), ("教职工", "B2", 12)} <= stands


def test_the_annotated_copy_is_marked_on_the_sheet_that_is_wrong(tmp_path: Path) -> None:
    path = write(COVER + CHILDREN + STAFF.replace("| 12 |", "| 约12 |"), tmp_path / "曹子里镇.xlsx")
    (copy,) = annotate([path], tmp_path / "out")
    book = load_workbook(copy.path)
    noted = {
        sheet.title: [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] for sheet in book
    }
    assert noted["教职工"] == ["B2"]
    assert noted["名册"] == []


def test_a_month_in_the_name_of_one_sheet_leaves_nothing_out_that_no_other_counts() -> None:
    draft = drafted(CHILDREN.replace("## 名册", "## 曹子里镇3月") + STAFF)
    assert column_of(draft, "enrolled") == [90, 80]
    assert column_of(draft, "staff") == [14, 12]


def test_a_total_without_a_label_is_no_town_also_where_one_thing_is_counted() -> None:
    children = "## 幼儿\n| 镇街 | 在园幼儿数 |\n| 甲镇 | 900 |\n| 乙镇 | 800 |\n|  | 1700 |\n"
    staff = '## 师资\n| 镇街 | 教职工数 |\n| 甲镇 | "90人" |\n| 乙镇 | "80人" |\n|  | "170人" |\n'
    draft = drafted(children + staff)
    assert column_of(draft, "area", "summary") == ["甲镇", "乙镇"]
    assert column_of(draft, "staff", "summary") == [90, 80]


def test_a_list_of_natures_without_any_figure_joins_the_one_that_counts() -> None:
    draft = drafted(
        "## 表1\n| 镇街 | 园名 | 举办者类型代码 | 是否普惠 |\n| 曹子里镇 | 甲幼儿园 | 892 |  |\n| 曹子里镇 | 乙幼儿园 | 999 | 是 |\n"
        "## 表2\n| 园名 | 在园幼儿数 |\n| 甲幼儿园 | 90 |\n| 乙幼儿园 | 80 |\n"
    )
    assert column_of(draft, "nature") == ["public", "private"]
    assert column_of(draft, "enrolled") == [90, 80]
