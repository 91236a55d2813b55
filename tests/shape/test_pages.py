"""A kindergarten a page: labels with their values, one page below the other or a sheet each."""

from tests.builder import assessed, column_of, drafted, table_of

FORM = """
## {name}
| 幼儿园基本情况登记表 |  |  |  |
| 单位名称 | {name} | 所属镇街 | 梅厂镇 |
| {asked} | {nature} | 是否普惠性民办园 | {inclusive} |
| 教学班数 | 6 | 在园幼儿数 | {children} |
| 教职工（总计） | 20 | 教职工（其中：女） | 18 |
| 其中：专任教师 | 12 | 其它 | 2 |
| 本科及以上学历专任教师 | 7 | 代课教师 | 1 |
"""


def form(name: str, nature: str, children: int, inclusive: str = "", asked: str = "办园性质") -> str:
    return FORM.format(name=name, nature=nature, children=children, inclusive=inclusive, asked=asked)


def test_a_sheet_a_kindergarten_makes_one_roster() -> None:
    draft = drafted(
        form("甲幼儿园", "公办", 100) + form("第二民办幼儿园", "民办", 80, "是") + form("丙幼儿园", "民办", 60, "否")
    )
    assert column_of(draft, "name") == ["甲幼儿园", "第二民办幼儿园", "丙幼儿园"]
    assert column_of(draft, "enrolled") == [100, 80, 60]
    assert column_of(draft, "teachers") == [12, 12, 12]
    table = table_of(draft)
    enrolled = table.columns[table.fields().index("enrolled")]
    assert [table.address(number, enrolled) for number in table.numbers] == ["D4", "第二民办幼儿园!D4", "丙幼儿园!D4"]


def test_a_sponsor_by_code_says_the_nature_of_a_page() -> None:
    draft = drafted(
        form("甲幼儿园", "893", 100, asked="举办者代码") + form("乙幼儿园", "999", 80, "是", asked="举办者代码")
    )
    assert column_of(draft, "nature") == ["public", "private"]


def test_ticks_alone_answer_for_those_that_have_none() -> None:
    draft = drafted(form("甲幼儿园", "公办", 100) + form("乙幼儿园", "民办", 80, "√") + form("丙幼儿园", "民办", 60))
    assert column_of(draft, "inclusive") == [None, "yes", "no"]


def test_a_blank_among_words_is_no_answer() -> None:
    draft = drafted(form("甲幼儿园", "公办", 100) + form("乙幼儿园", "民办", 80, "是") + form("丙幼儿园", "民办", 60))
    assert column_of(draft, "inclusive") == [None, "yes", None]


def test_inclusive_beside_public_pages_is_inclusive_private() -> None:
    draft = drafted(form("甲幼儿园", "公办", 100) + form("乙幼儿园", "普惠性", 80))
    assert column_of(draft, "nature") == ["public", "inclusive_private"]


def test_labels_that_no_field_needs_are_no_figures_left_over() -> None:
    said = assessed(form("甲幼儿园", "公办", 100) + form("乙幼儿园", "公办", 80)).findings
    assert not {each.code for each in said} & {"PM110", "PM111", "PM113", "PM128", "PM136", "PM143"}


def test_a_long_list_of_towns_and_indicators_is_no_page() -> None:
    rows = "| 梅厂镇 | 在园幼儿数 | 963 | 人 |\n| 梅厂镇 | 公办园在园幼儿数 | 338 | 人 |\n| 梅厂镇 | 教职工数 | 168 | 人 |\n"
    table = table_of(
        drafted(
            "## 导出\n| 镇街 | 指标名称 | 指标值 | 单位 |\n" + rows,
        ),
        "summary",
    )
    assert table.kind == "summary"
