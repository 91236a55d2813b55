"""Summaries of some kindergartens: one nature is no whole, all natures are."""

import pytest

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw
from tests.builder import drafted, table_of

SHEET = "## {}\n| {} |\n| 镇街 | 园数 | 在园幼儿数 | 教职工数 |\n| 甲镇 | 2 | {} | {} |\n| 乙镇 | 2 | {} | {} |\n| 合计 | 4 | {} | {} |\n"
PUBLIC, PRIVATE = (400, 60, 300, 50, 700, 110), (500, 80, 500, 70, 1000, 150)


def read(draft: Draft) -> dict[object, dict[str, object]]:
    table = table_of(draft, "summary")
    return {row[table.fields().index("area")]: dict(zip(table.fields(), row, strict=True)) for row in table.rows}


@pytest.mark.parametrize(
    ("sheet", "title"),
    [("Sheet1", "各镇街公办幼儿园基本情况"), ("公办园", "2024年3月各镇街情况"), ("Sheet1", "各镇街小区配套幼儿园情况")],
)
def test_a_summary_of_some_kindergartens_is_no_whole(sheet: str, title: str) -> None:
    draft = drafted(SHEET.format(sheet, title, *PUBLIC))
    assert not draft.tables
    assert [remark.flaw for remark in draft.remarks] == [Flaw.PARTIAL_LIST]


def test_a_title_of_one_nature_over_columns_of_all_narrows_nothing() -> None:
    draft = drafted(
        "## 表\n| 各镇街公办幼儿园占比情况 |\n| 镇街 | 在园幼儿数 | 公办园在园幼儿数 |\n| 甲镇 | 900 | 400 |\n| 乙镇 | 800 | 300 |\n"
    )
    assert read(draft)["甲镇"]["enrolled"] == 900


def test_a_sheet_a_nature_adds_up_to_the_whole() -> None:
    draft = drafted(SHEET.format("公办园", "各镇街情况", *PUBLIC) + SHEET.format("民办园", "各镇街情况", *PRIVATE))
    assert {area: (row["enrolled"], row["enrolled_public"], row["staff"]) for area, row in read(draft).items()} == {
        "甲镇": (900, 400, 140),
        "乙镇": (800, 300, 120),
    }
    table = table_of(draft, "summary")
    enrolled = next(column for column in table.columns if column.field == "enrolled")
    assert table.parts[table.numbers[0], enrolled.at] == (("C3", 400), ("民办园!C3", 500))
    assert [total.values[table.fields().index("enrolled")] for total in table.totals] == [1700]


def test_a_town_that_one_of_the_sheets_leaves_out_is_unknown() -> None:
    private = SHEET.format("民办园", "各镇街情况", *PRIVATE).replace("| 乙镇 | 2 | 500 | 70 |\n", "")
    draft = drafted(SHEET.format("公办园", "各镇街情况", *PUBLIC) + private)
    assert read(draft)["乙镇"]["enrolled"] is None


def test_one_nature_beside_the_whole_says_its_own() -> None:
    whole = "## 汇总\n| 镇街 | 在园幼儿数 | 教职工数 |\n| 甲镇 | 900 | 140 |\n| 乙镇 | 800 | 120 |\n"
    draft = drafted(whole + SHEET.format("公办园", "各镇街情况", *PUBLIC))
    assert [(row["enrolled"], row["enrolled_public"], row["staff"]) for row in read(draft).values()] == [
        (900, 400, 140),
        (800, 300, 120),
    ]


def test_natures_without_their_sum_are_added() -> None:
    draft = drafted(
        "## 表\n| 镇街 | 公办园在园幼儿数 | 普惠性民办园在园幼儿数 | 非普惠性民办园在园幼儿数 |\n| 甲镇 | 400 | 300 | 200 |\n| 乙镇 | 300 | 300 | 200 |\n"
    )
    assert [row["enrolled"] for row in read(draft).values()] == [900, 800]


@pytest.mark.parametrize(
    "line",
    ["3.公办园包括教育部门办园和集体办园。", "说明：公办园在园幼儿数含附设班", "公办园指教育部门办园；民办园另报"],
)
def test_a_sentence_above_a_summary_is_no_title(line: str) -> None:
    draft = drafted(
        f"## 表\n| 各镇街情况 |\n| {line} |\n| 镇街 | 在园幼儿数 | 教职工数 |\n| 甲镇 | 900 | 140 |\n| 乙镇 | 800 | 120 |\n"
    )
    assert read(draft)["甲镇"]["enrolled"] == 900
