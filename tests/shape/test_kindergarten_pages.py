"""A kindergarten a page: labels with their values, one below or behind the other."""

from tests.builder import assessed, column_of, drafted, found, judged, table_of

PAGE = "| 幼儿园名称 | {0}幼儿园 |\n| 办园性质 | {1} |\n| 在园幼儿数 | {2} |\n| 教职工数 | {3} |\n"
FIRST, SECOND = PAGE.format("甲", "公办园", 90, 14), PAGE.format("乙", "普惠性民办园", 80, 12)
COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n"


def test_a_sheet_a_kindergarten_is_a_roster_with_the_cells_of_each_sheet() -> None:
    draft = drafted(f"## 甲\n{FIRST}## 乙\n{SECOND}")
    table = table_of(draft)
    assert column_of(draft, "name") == ["甲幼儿园", "乙幼儿园"]
    assert column_of(draft, "enrolled") == [90, 80]
    column = next(column for column in table.columns if column.field == "staff")
    assert [table.address(number, column) for number in table.numbers] == ["B4", "乙!B4"]


def test_pages_below_each_other_are_one_roster() -> None:
    draft = drafted(f"## 登记\n{FIRST}|  |\n{SECOND}")
    assert column_of(draft, "staff") == [14, 12]


def test_two_pairs_may_share_a_line() -> None:
    draft = drafted(
        "## 登记\n| 幼儿园名称 | 甲幼儿园 | 办园性质 | 公办园 |\n| 在园幼儿数 | 90 | 教职工数 | 14 |\n|  |  |  |  |\n"
        "| 幼儿园名称 | 乙幼儿园 | 办园性质 | 公办园 |\n| 在园幼儿数 | 80 | 教职工数 | 12 |\n"
    )
    assert column_of(draft, "enrolled") == [90, 80]
    assert column_of(draft, "nature") == ["public", "public"]


def test_a_unit_is_never_the_value() -> None:
    draft = drafted(
        "## 登记\n| 项目 | 计量单位 | 数值 |\n| 幼儿园名称 |  | 甲幼儿园 |\n| 办园性质 |  | 公办园 |\n| 在园幼儿数 | 人 | 90 |\n| 教职工数 | 人 | 14 |\n"
    )
    tables = [table for table in draft.tables if "enrolled" in table.fields()]
    assert all(row[table.fields().index("enrolled")] == 90 for table in tables for row in table.rows)


def test_the_figures_of_pages_count_and_a_wrong_one_is_named_by_its_cell() -> None:
    result = assessed(f"{COVER}## 甲\n{FIRST}## 乙\n{SECOND}")
    share = judged(result, "public_share").observation
    assert (share.numerator, share.denominator) == (90, 170)
    (finding,) = found(assessed(f"{COVER}## 甲\n{FIRST}## 乙\n{SECOND.replace('| 80 |', '| 约80 |')}"), "PM201")
    assert (finding.sheet, finding.cell) == ("乙", "B3")


def test_a_table_of_kindergartens_is_no_page() -> None:
    draft = drafted("## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n")
    assert not table_of(draft).moved
