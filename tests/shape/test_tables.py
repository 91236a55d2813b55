"""Tables as offices lay them out: what is data, what is a total, a section, a note, and where each cell stands."""

import pytest

from preschool_metrics.model.draft import Draft, Table
from preschool_metrics.model.finding import Flaw, Remark
from tests.builder import column_of, drafted, table_of

SUFFIXES = pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
HEADING = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 |\n"
FIRST = "| 甲幼儿园 | 公办园 | 90 | 14 |\n"
SECOND = "| 乙幼儿园 | 民办 | 80 | 12 |\n"


def names(draft: Draft) -> list[str]:
    values: list[str] = column_of(draft, "name")
    return values


def why(table: Table) -> dict[int, str]:
    """Return why each skipped row is no data, by its number."""
    return {row.number: row.why for row in table.skipped}


def remarks(draft: Draft, flaw: Flaw) -> list[Remark]:
    return [remark for remark in draft.remarks if remark.flaw is flaw]


# --- where a table stands ---------------------------------------------------------------------------------


@SUFFIXES
def test_a_table_begins_where_its_headings_are(suffix: str) -> None:
    table = table_of(drafted("## 名册\nat D7\n" + HEADING.splitlines()[1] + "\n" + FIRST + SECOND, suffix=suffix))
    assert (table.header, table.numbers) == ((7, 7), [8, 9])
    assert [column.at for column in table.columns] == [3, 4, 5, 6]


@SUFFIXES
def test_a_title_and_blank_rows_above_the_headings_shift_nothing(suffix: str) -> None:
    table = table_of(
        drafted(
            """
            ## 名册
            | 曹子里镇2024年3月学前教育统计表 |
            merge A1:C1
            |  |  |  |
            | 幼儿园名称 | 办园性质 | 在园幼儿数 |
            | 甲幼儿园 | 公办园 | 90 |
            |  |  |  |
            | 乙幼儿园 | 公办园 | 80 |
            """,
            suffix=suffix,
        )
    )
    assert (table.header, table.numbers) == ((3, 3), [4, 6])


def test_a_blank_column_inside_a_table_is_passed_over() -> None:
    draft = drafted("## 名册\n| 幼儿园名称 |  | 办园性质 |  | 在园幼儿数 |\n| 甲幼儿园 |  | 公办园 |  | 90 |\n")
    assert [column.at for column in table_of(draft).columns] == [0, 2, 4]
    assert column_of(draft, "enrolled") == [90]


def test_a_sheet_without_headings_holds_no_table() -> None:
    draft = drafted("## 会议纪要\n| 一季度学前教育工作会议 |\n| 参会人员 | 12 |\n")
    assert draft.tables == []
    assert remarks(draft, Flaw.NO_TABLE)[0].facts == (("sheets", "会议纪要"),)


# --- totals -----------------------------------------------------------------------------------------------


@SUFFIXES
@pytest.mark.parametrize(
    "label", ["合计", "总计", "共计", "合 计", "合计：", "全镇合计", "合计（12所）", "总数", "全镇", "小计", "本页小计"]
)
def test_a_total_is_no_kindergarten(label: str, suffix: str) -> None:
    draft = drafted(f"{HEADING}{FIRST}{SECOND}| {label} |  | 170 | 26 |\n", suffix=suffix)
    assert names(draft) == ["甲幼儿园", "乙幼儿园"]
    (total,) = table_of(draft).totals
    assert (total.number, total.values[2:]) == (4, (170, 26))


def test_a_total_on_top_is_no_kindergarten() -> None:
    draft = drafted(f"{HEADING}| 合计 |  | 170 | 26 |\n{FIRST}{SECOND}")
    assert names(draft) == ["甲幼儿园", "乙幼儿园"]
    assert why(table_of(draft)) == {2: "total"}


@pytest.mark.parametrize("nature", ["2所", "公办1所", "—"])
def test_a_total_that_counts_kindergartens_in_the_nature_column_is_a_total(nature: str) -> None:
    assert names(drafted(f"{HEADING}{FIRST}{SECOND}| 合计 | {nature} | 170 | 26 |\n")) == ["甲幼儿园", "乙幼儿园"]


def test_a_total_labelled_in_the_column_of_running_numbers_is_no_kindergarten() -> None:
    draft = drafted(
        """
        ## 名册
        | 序号 | 幼儿园名称 | 办园性质 | 在园幼儿数 |
        | 1 | 甲幼儿园 | 公办园 | 90 |
        | 2 | 乙幼儿园 | 民办 | 80 |
        | 合计 |  |  | 170 |
        merge A4:C4
        """
    )
    assert names(draft) == ["甲幼儿园", "乙幼儿园"]


@pytest.mark.parametrize(
    "name", ["会计之家幼儿园", "全景幼儿园", "总部基地幼儿园", "设计院幼儿园", "注册幼儿园", "小计划幼儿园"]
)
def test_a_kindergarten_whose_name_has_a_sign_of_a_total_is_a_kindergarten(name: str) -> None:
    assert names(drafted(f"{HEADING}| {name} | 公办园 | 90 | 14 |\n")) == [name]


@pytest.mark.parametrize("label", ["其中：公办", "其中：民办园", "#公办园"])
def test_a_part_is_neither_data_nor_added(label: str) -> None:
    table = table_of(drafted(f"{HEADING}{FIRST}{SECOND}| 合计 |  | 170 | 26 |\n| {label} |  | 90 | 14 |\n"))
    assert (table.numbers, why(table)) == ([2, 3], {4: "total", 5: "part"})


def test_sections_and_their_subtotals_are_told_from_kindergartens() -> None:
    table = table_of(
        drafted(
            f"{HEADING}| 一、公办园 |  |  |  |\n{FIRST}| 小计 |  | 90 | 14 |\n"
            f"| 二、民办园 |  |  |  |\n{SECOND}| 小计 |  | 80 | 12 |\n| 合计 |  | 170 | 26 |\n"
        )
    )
    assert table.numbers == [3, 6]
    assert why(table) == {2: "section", 4: "total", 5: "section", 7: "total", 8: "total"}
    assert [total.kind for total in table.totals] == ["subtotal", "subtotal", "total"]


def test_a_subtotal_of_a_summary_with_a_triangle_is_not_added_again() -> None:
    table = table_of(
        drafted(
            """
            ## 汇总表
            | 地区 | 在园幼儿数 |
            | 全市 | 300 |
            | △市区 | 200 |
            | 甲区 | 120 |
            | 乙区 | 80 |
            | 丙县 | 100 |
            """
        ),
        "summary",
    )
    assert [row[0] for row in table.rows] == ["甲区", "乙区", "丙县"]
    assert [total.kind for total in table.totals] == ["total", "part"]


def test_a_total_with_nothing_to_add_is_itself_the_data() -> None:
    table = table_of(drafted("## 汇总表\n| 地区 | 在园幼儿数 |\n| 全国 | 300 |\n"), "summary")
    assert (table.rows, table.totals) == ([("全国", 300)], [])


# --- rows that are no data --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "note",
    ["注：数据截至3月底", "注:数据截至3月底", "说明：本表列关系为(1)=(2)+(3)", "备注：无", "填表人：张三", "审核人：", "单位负责人：李四",
     "联系电话：", "填报日期：2024年3月31日", "数据来源：各园上报", "本表一式两份"],
)  # fmt: skip
def test_notes_and_footers_are_no_kindergartens(note: str) -> None:
    table = table_of(drafted(f"{HEADING}{FIRST}| {note} |  |  |  |\n"))
    assert (table.numbers, why(table)) == ([2], {3: "note"})


@pytest.mark.parametrize(
    "numbers",
    ["| 1 | 2 | 3 | 4 |", "| (1) | (2) | (3) | (4) |", "| （1） | （2） | （3） | （4） |", "| 甲 | 乙 | 1 | 2 |", "| A | B | 1 | 2 |",
     '| "1" | "2" | "3" | "4" |', "| 甲 | 乙 | 1 | 2=3+4 |"],
)  # fmt: skip
def test_a_row_that_numbers_the_columns_is_no_kindergarten(numbers: str) -> None:
    draft = drafted(f"{HEADING}{numbers}\n{FIRST}")
    assert names(draft) == ["甲幼儿园"]


def test_headings_repeated_for_the_printer_are_no_kindergarten() -> None:
    table = table_of(drafted(f"{HEADING}{FIRST}{HEADING.splitlines()[1]}\n{SECOND}"))
    assert table.numbers == [2, 4]


def test_a_kindergarten_without_a_name_is_still_a_row() -> None:
    assert names(drafted(f"{HEADING}{FIRST}|  | 公办园 | 80 | 12 |\n")) == ["甲幼儿园", None]


def test_a_kindergarten_without_figures_is_still_a_row() -> None:
    draft = drafted(f"{HEADING}{FIRST}| 乙幼儿园 | 民办 |  |  |\n")
    assert column_of(draft, "enrolled") == [90, None]


# --- merged, hidden and repeated --------------------------------------------------------------------------


@SUFFIXES
def test_a_text_merged_over_rows_holds_for_each_of_them(suffix: str) -> None:
    draft = drafted(
        """
        ## 名册
        | 办园性质 | 幼儿园名称 | 在园幼儿数 |
        | 公办园 | 甲幼儿园 | 90 |
        |  | 乙幼儿园 | 80 |
        | 民办 | 丙幼儿园 | 70 |
        merge A2:A3
        """,
        suffix=suffix,
    )
    assert column_of(draft, "nature") == ["public", "public", "private"]


@SUFFIXES
def test_a_number_merged_over_rows_belongs_to_none_of_them(suffix: str) -> None:
    draft = drafted(f"{HEADING}{FIRST}| 乙幼儿园 | 民办 | 80 |  |\nmerge D2:D3\n", suffix=suffix)
    assert column_of(draft, "staff") == [None, None]
    (remark,) = remarks(draft, Flaw.MERGED_VALUE)
    assert (remark.cell, remark.related, remark.field, remark.value) == ("D2", ("D3",), "staff", "14")


def twice(other: int) -> Draft:
    return drafted(
        f"## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 | {other} |\n"
    )


def test_a_heading_twice_with_the_same_figures_is_asked_about_and_counts() -> None:
    (remark,) = remarks(twice(90), Flaw.HEADING_TWICE)
    assert (remark.cell, remark.related) == ("C1", ("D1",))
    assert column_of(twice(90), "enrolled") == [90]


def test_a_heading_twice_with_different_figures_is_an_error_and_counts_nowhere() -> None:
    (remark,) = remarks(twice(91), Flaw.HEADING_CONFLICT)
    assert (remark.cell, remark.related) == ("C1", ("D1",))
    assert column_of(twice(91), "enrolled") == [None]


def test_a_second_table_on_the_sheet_is_a_table_of_its_own() -> None:
    draft = drafted(f"{HEADING}{FIRST}|  |\n| 托幼点名称 | 备案日期 | 在托幼儿数 |\n| 丙托幼点 | 2020-09-01 | 12 |\n")
    assert [(table.kind, table.numbers) for table in draft.tables] == [("roster", [2]), ("points", [5])]


@SUFFIXES
def test_a_hidden_row_is_counted_and_told(suffix: str) -> None:
    draft = drafted(f"{HEADING}{FIRST}{SECOND}hide row 3\n", suffix=suffix)
    assert names(draft) == ["甲幼儿园", "乙幼儿园"]
    assert [remark.cell for remark in remarks(draft, Flaw.HIDDEN_CELLS)] == ["A3"]


@SUFFIXES
def test_a_hidden_column_is_counted_and_told(suffix: str) -> None:
    draft = drafted(f"{HEADING}{FIRST}hide column C\n", suffix=suffix)
    assert column_of(draft, "enrolled") == [90]
    assert [remark.cell for remark in remarks(draft, Flaw.HIDDEN_CELLS)] == ["C1"]


@SUFFIXES
def test_a_hidden_sheet_is_not_read_and_told(suffix: str) -> None:
    draft = drafted(f"{HEADING}{FIRST}{HEADING.replace('名册', '上年（隐藏）')}{SECOND}", suffix=suffix)
    assert names(draft) == ["甲幼儿园"]
    assert [remark.sheet for remark in remarks(draft, Flaw.HIDDEN_SHEET)] == ["上年"]


# --- units ------------------------------------------------------------------------------------------------


def test_a_column_in_ten_thousands_is_scaled_and_told() -> None:
    draft = drafted("## 汇总表\n| 地区 | 在园幼儿数（万人） | 专任教师（人） |\n| 甲县 | 2.5113 | 984 |\n")
    assert table_of(draft, "summary").rows == [("甲县", 25113, 984)]
    assert [remark.cell for remark in remarks(draft, Flaw.SCALED)] == ["B2"]


def test_a_table_in_ten_thousands_scales_people_and_not_kindergartens() -> None:
    draft = drafted(
        "## 汇总表\n| 单位：万人 |\n| 地区 | 幼儿园数 | 在园幼儿数 | 专任教师（人） |\n| 甲县 | 120 | 2.5113 | 984 |\n"
    )
    assert table_of(draft, "summary").rows == [("甲县", 120, 25113, 984)]


def test_an_unknown_heading_is_listed_with_its_cell() -> None:
    table = table_of(
        drafted("## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 荣誉数 |\n| 甲幼儿园 | 公办园 | 90 | 2 |\n")
    )
    assert table.unknown == [("D1", "荣誉数")]


def test_what_was_read_otherwise_than_it_is_shown_is_listed() -> None:
    draft = drafted(
        "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | １２人 |\n| 乙幼儿园 | 公办园 | — |\n"
    )
    assert [(each.cell, each.typed, each.read) for each in draft.normalised] == [
        ("C2", "１２人", "12"),
        ("C3", "—", ""),
    ]


ATTACHED = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n{row}| 乙幼儿园 | 公办园 | 80 |\n| 合计 |  | {total} |\n{part}"


@pytest.mark.parametrize("name", ["小学附设幼儿园", "附属幼儿园"])
def test_an_attached_kindergarten_without_a_nature_is_one_where_it_has_figures(name: str) -> None:
    draft = drafted(ATTACHED.format(row=f"| {name} |  | 40 |\n", total=210, part=""))
    assert column_of(draft, "enrolled") == [90, 40, 80]
    empty = drafted(ATTACHED.format(row=f"| {name} |  |  |\n", total=170, part=""))
    assert column_of(empty, "enrolled") == [90, 80]


@pytest.mark.parametrize(
    "part", ["| 小学附设幼儿园 |  | 40 |\n", "| 其中：公办园 |  | 170 |\n| 小学附设幼儿园 |  | 40 |\n"]
)
def test_below_a_total_it_is_a_part_of_it(part: str) -> None:
    draft = drafted(ATTACHED.format(row="", total=170, part=part))
    assert column_of(draft, "enrolled") == [90, 80]


# --- tables of something else below a roster --------------------------------------------------------------


@pytest.mark.parametrize(
    ("another", "begins"),
    [
        (
            "| 设备 | 数量 | 单价 | |\n| 电脑 | 5 | 390 | |\n| 桌椅 | 2 | 80 | |\n",
            "A4",
        ),  # 2 is no code of a nature here
        ("| 设备 | 数量 | 单价 | |\n| 电脑 | 5 | 390 | |\n| 合计 | 5 | 390 | |\n", "A4"),  # nor this the roster's total
        ("| 托幼点名称 | 西托幼点 | 东托幼点 | |\n| 在托幼儿数 | 14 | 20 | |\n", "A4"),  # lies on its side
        ("| 幼儿园名称 | 丙幼儿园 | | |\n| 在园幼儿数 | 60 | | |\n", "A4"),
    ],
)
def test_a_table_of_something_else_below_is_left_out_and_told(another: str, begins: str) -> None:
    draft = drafted(HEADING + FIRST + SECOND + another)
    assert names(draft) == ["甲幼儿园", "乙幼儿园"]
    assert not table_of(draft).totals
    assert remarks(draft, Flaw.ANOTHER_TABLE)[0].cell == begins


def test_kindergartens_below_a_table_of_something_else_are_still_read() -> None:
    draft = drafted(HEADING + FIRST + "| 设备 | 数量 | 单价 | |\n| 电脑 | 5 | 390 | |\n" + SECOND)
    assert names(draft) == ["甲幼儿园", "乙幼儿园"]


def test_codes_of_natures_below_a_line_of_words_are_natures_where_the_roster_has_codes() -> None:
    coded = "| 甲幼儿园 | 1 | 90 | 14 |\n| 以下 | 新增 | 各园 | |\n| 乙幼儿园 | 2 | 80 | 12 |\n"
    draft = drafted(HEADING + coded)
    assert names(draft) == ["甲幼儿园", "乙幼儿园"]
    assert not remarks(draft, Flaw.ANOTHER_TABLE)


@pytest.mark.parametrize("footer", ["| 负责人张某 | 审核李某 | 填表王某 | |\n", "| 备注 | 无 | | |\n"])
def test_a_footer_is_no_table(footer: str) -> None:
    draft = drafted(HEADING + FIRST + SECOND + footer)
    assert names(draft) == ["甲幼儿园", "乙幼儿园"]
    assert not remarks(draft, Flaw.ANOTHER_TABLE)


def test_a_kindergarten_without_a_nature_below_no_other_table_is_one() -> None:
    assert names(drafted(HEADING + FIRST + "| 乙中心 | | 80 | 12 |\n")) == ["甲幼儿园", "乙中心"]


@pytest.mark.parametrize("name", ["幼儿园", ")幼儿园", "在园幼儿数"])
def test_a_row_with_a_word_for_its_nature_is_a_kindergarten_whatever_its_name(name: str) -> None:
    draft = drafted(HEADING + FIRST + f"| {name} | 公办园 | 2 | 1 |\n")
    assert names(draft) == ["甲幼儿园", name]
    assert remarks(draft, Flaw.ANOTHER_TABLE) == []


# --- towns one below the other ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["填报单位：{}", "{}幼儿园名册", "{}", "{}2024年3月幼儿园情况表", "一、{}", "（二）{}（3所）"]
)
def test_a_line_above_headings_repeated_for_each_town_names_the_town_of_its_rows(line: str) -> None:
    headings = "| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n"
    town = "| {} |\n" + headings + "| 中心幼儿园 | 公办园 | {} |\n| 合计 |  | {} |\n"
    sheet = "## 全区\n" + "".join(town.format(line.format(name), n, n) for name, n in (("梅厂镇", 90), ("高村镇", 80)))
    draft = drafted(sheet)
    assert column_of(draft, "area") == ["梅厂镇", "高村镇"]
    assert column_of(draft, "enrolled") == [90, 80]
    assert "area" not in draft.cover


def test_a_town_that_is_written_once_stands_for_the_rows_below() -> None:
    rows = "| 梅厂镇 | 小计 |  | 170 |\n|  | 甲幼儿园 | 公办 | 90 |\n|  | 乙幼儿园 | 民办 | 80 |\n| 高村镇 | 丙幼儿园 | 公办 | 70 |\n| 〃 | 丁幼儿园 | 公办 | 60 |\n"
    draft = drafted("## 名册\n| 镇街 | 幼儿园名称 | 办园性质 | 在园幼儿数 |\n" + rows)
    assert column_of(draft, "area") == ["梅厂镇", "梅厂镇", "高村镇", "高村镇"]


def test_a_blank_town_among_towns_that_are_repeated_is_no_repetition() -> None:
    rows = "| 梅厂镇 | 甲幼儿园 | 公办 | 90 |\n| 梅厂镇 | 乙幼儿园 | 民办 | 80 |\n|  | 丙幼儿园 | 公办 | 70 |\n"
    draft = drafted("## 名册\n| 镇街 | 幼儿园名称 | 办园性质 | 在园幼儿数 |\n" + rows)
    assert column_of(draft, "area") == ["梅厂镇", "梅厂镇", None]


def test_children_in_the_column_of_their_kind_say_the_nature() -> None:
    rows = "| 甲幼儿园 | 90 | 90 | 0 | 0 |\n| 乙幼儿园 | 80 | 0 | 80 | 0 |\n| 丙幼儿园 | 70 | 0 | 0 | 70 |\n"
    draft = drafted("## 名册\n| 幼儿园名称 | 在园幼儿数 | 其中：公办园 | 普惠性民办园 | 非普惠性民办园 |\n" + rows)
    assert column_of(draft, "nature") == ["public", "inclusive_private", "other_private"]


def test_names_show_by_what_stands_below_a_heading_that_nobody_knows() -> None:
    rows = "| 晨曦幼儿园 | 公办 | 90 |\n| 红星幼儿园 | 民办 | 80 |\n"
    draft = drafted("## 名册\n| 名称 | 办园性质 | 在园幼儿数 |\n" + rows)
    assert column_of(draft, "name") == ["晨曦幼儿园", "红星幼儿园"]


def test_a_title_over_each_kind_is_the_title_of_its_own_rows() -> None:
    headings = "| 幼儿园名称 | 在园幼儿数 | 教职工数 |\n"
    sheet = "## 名册\n| 公办幼儿园名册 |\n" + headings + "| 晨曦幼儿园 | 90 | 12 |\n| 普惠性民办幼儿园名册 |\n"
    draft = drafted(sheet + headings + "| 红星幼儿园 | 80 | 11 |\n")
    assert column_of(draft, "nature") == ["public", "inclusive_private"]
    assert not remarks(draft, Flaw.PARTIAL_LIST)


BESIDE = """
## 名册
| 序号 | 园名 | 办园性质 | 在园幼儿数 |  | 园名 | 教职工数 |  |
| 1 | 晨曦幼儿园 | 公办 | 90 |  |  | 合计 | 专任教师 |
|  | 公办小计 |  | 90 |  | 晨曦幼儿园 | 12 | 6 |
| 2 | 柳林幼儿园 | 民办（普惠） | 60 |  | 公办小计 | 12 | 6 |
|  | 合计 |  | 150 |  | 柳林幼儿园 | 9 | 4 |
|  |  |  |  |  | 合计 | 21 | 10 |
merge F1:F2
merge G1:H1
"""


def test_tables_beside_each_other_are_read_each_for_itself() -> None:
    draft = drafted(BESIDE)
    assert column_of(draft, "name") == ["晨曦幼儿园", "柳林幼儿园"]
    assert [column_of(draft, field) for field in ("enrolled", "staff", "teachers")] == [[90, 60], [12, 9], [6, 4]]
    assert draft.remarks == []


def test_names_that_stand_again_in_the_same_rows_are_nothing_to_ask_about() -> None:
    draft = drafted(
        "## 名册\n| 园名 | 办园性质 | 在园幼儿数 | 园名 | 教职工数 |\n| 晨曦幼儿园 | 公办 | 90 | 晨曦幼儿园 | 12 |\n"
    )
    assert (column_of(draft, "staff"), draft.remarks) == ([12], [])


def test_the_figures_of_one_kindergarten_again_make_no_sum_of_the_next() -> None:
    """（一）幼儿园 has the children of the kindergarten above it by chance; 镇属园 with the figures of the one above is its sum."""
    head = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 班级数 | 教职工数 |\n"
    head += "| 柳林幼儿园 | 公办园 | 95 | 4 | 13 |\n| 晨曦幼儿园 | 公办园 | 60 | 2 | 8 |\n"
    twice = table_of(drafted(head + "| （一）幼儿园 | 公办园 | 60 | 2 | 8 |\n"), "roster")
    assert [row[0] for row in twice.rows] == ["柳林幼儿园", "晨曦幼儿园", "（一）幼儿园"]
    told = table_of(drafted(head + "| 镇属园 | 公办园 | 60 | 2 | 8 |\n"), "roster")
    assert [row[0] for row in told.rows] == ["柳林幼儿园", "晨曦幼儿园"]
