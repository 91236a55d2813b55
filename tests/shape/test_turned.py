"""Tables on their side: read with the addresses that their cells have, or refused in one line."""

import pytest

from preschool_metrics.model.finding import Flaw
from tests.builder import assessed, codes, column_of, drafted, found, judged, returned, table_of

COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
LYING = """## 幼儿园情况
at B3
| 曹子里镇学前教育情况统计表 |
| 园名 |  | 甲幼儿园 | 乙幼儿园 | 合计 |
| 办园性质 |  | 公办园 | 普惠性民办园 |  |
| 在园幼儿数 | 合计 | 90 | 80 | 170 |
|  | 小班 | 30 | 30 | 60 |
|  | 中班 | 30 | 30 | 60 |
|  | 大班 | 30 | 20 | 50 |
| 园长姓名 |  | 王芳 | 李娜 |  |
| 教职工数 |  | 14 | 12 | 26 |
| 填表人：张三 |
merge B6:B9
merge B3:F3
"""


def test_kindergartens_as_columns_give_their_figures() -> None:
    result = assessed(COVER + LYING)
    judgement = judged(result, "public_share").observation
    assert (judgement.numerator, judgement.denominator) == (90, 170)
    assert {finding.code for finding in result.findings if finding.severity != "info"} == set()


def test_headings_in_groups_totals_and_strangers_are_told_as_in_an_upright_table() -> None:
    table = table_of(drafted(LYING))
    assert (table.turned, table.range, table.header) == (True, "B4:F11", (2, 3))
    assert [(table.address(table.header[1], column), column.field) for column in table.columns][2:4] == [
        ("C6", "enrolled"), ("C7", "enrolled_junior"),
    ]  # fmt: skip
    assert [(total.label, total.number) for total in table.totals] == [("合计", 6)]
    assert table.needless == [("C10", "园长姓名")]


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
@pytest.mark.parametrize(
    ("right", "wrong", "code", "cell"),
    [
        ("| 14 | 12 | 26 |", "| 约14 | 12 | 26 |", "PM201", "D11"),
        ("| 14 | 12 | 26 |", "| #REF! | 12 | 26 |", "PM204", "D11"),
        ("| 90 | 80 | 170 |", "| 91 | 80 | 171 |", "PM301", "D6"),
        ("| 60 |\n|  | 大班", "| 61 |\n|  | 大班", "PM401", "F8"),
        ("普惠性民办园 |  |", "不清楚 |  |", "PM207", "E5"),
        ("乙幼儿园", "甲幼儿园", "PM403", "E4"),
        ("| 80 | 170 |", "|  | 170 |", "PM212", "E6"),
    ],
)
def test_a_finding_names_the_cell_as_it_lies(right: str, wrong: str, code: str, cell: str, suffix: str) -> None:
    assert right in LYING
    findings = found(returned(COVER + LYING.replace(right, wrong), suffix=suffix), code)
    assert [(finding.sheet, finding.cell) for finding in findings] == [("幼儿园情况", cell)]


def test_a_formula_without_a_result_is_added_up_where_it_lies() -> None:
    result = returned(COVER + LYING.replace("| 90 | 80 | 170 |", "| =SUM(D7:D9) | 80 | =SUM(D6:E6) |"))
    assert [finding.cell for finding in found(result, "PM206")] == ["D6"]
    assert (
        judged(assessed(COVER + LYING.replace("| 90 | 80", "| =D7+D8+D9 | 80")), "public_share").observation.numerator
        == 90
    )


def test_hidden_columns_of_a_table_on_its_side_are_told_as_its_rows() -> None:
    result = returned(COVER + LYING + "hide column E\n")
    assert [(finding.cell, finding.related) for finding in found(result, "PM121")] == [("E4", ())]


def test_lines_of_the_cover_above_and_below_are_read() -> None:
    lines = "## 表\n| 填报单位 | 曹子里镇 |  |\n| 常住人口3-5岁 | 200 |  |\n| 园名 | 甲幼儿园 | 乙幼儿园 |\n| 办园性质 | 公办园 | 公办园 |\n| 在园幼儿数 | 90 | 80 |\n|  |  |  |\n| 报表月份 | 2024-03 |  |\n"
    result = returned(lines)
    assert (result.input.area, result.input.period, result.input.kindergartens) == ("曹子里镇", "2024-03", 2)
    assert result.returns[0].cover["population_resident_3_5"].value == 200


def test_towns_as_columns_are_a_summary() -> None:
    lying = "## 汇总\n| 镇街 | 曹子里镇 | 梅厂镇 | 全区合计 |\n| 在园幼儿数 | 90 | 80 | 170 |\n| 公办园在园幼儿数 | 50 | 40 | 90 |\n| 教职工数 | 9 | 8 | 17 |\n"
    result = assessed("## 封面\n| 报表月份 | 2024-03 |\n" + lying)
    assert [judged(result, "public_share", area).observation.numerator for area in ("曹子里镇", "梅厂镇")] == [50, 40]
    wrong = assessed("## 封面\n| 报表月份 | 2024-03 |\n" + lying.replace("| 170 |", "| 171 |"))
    assert [finding.cell for finding in found(wrong, "PM401")] == ["D2"]


def test_a_list_of_one_towns_figures_is_its_summary() -> None:
    listed = "## 数据\n| 在园幼儿数 | 170 |\n| 其中：公办园在园幼儿数 | 90 |\n| 教职工数 | 26 |\n"
    observation = judged(assessed(COVER + listed), "child_staff_ratio").observation
    assert (observation.numerator, observation.denominator) == (170, 26)


def test_an_upright_table_is_never_turned() -> None:
    upright = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 |\n| 在园幼儿园 | 公办园 | 90 | 9 |\n| 教职工数 | 公办园 | 80 | 8 |\n"
    assert not table_of(drafted(upright)).turned


def test_a_table_in_doubt_is_left_and_told() -> None:
    """Headings run down and across: what is one's heading may be the other's value."""
    doubtful = "## 表\n| 幼儿园名称 | 甲幼儿园 | 乙幼儿园 |\n| 办园性质 | 公办园 | 公办园 |\n| 在园幼儿数 |  |  |\n"
    draft = drafted(COVER + doubtful)
    assert [(remark.flaw, remark.cell) for remark in draft.remarks][:1] == [(Flaw.SIDEWAYS, "A1")]
    assert {"PM143", "PM110"} <= codes(returned(COVER + doubtful))


def test_a_roster_on_its_side_above_an_upright_one_of_other_kindergartens_is_a_part_of_it() -> None:
    lying = "## 名册\n| 幼儿园名称 | 甲幼儿园 |\n| 办园性质 | 公办园 |\n| 在园幼儿数 | 90 |\n| 教职工数 | 12 |\n"
    upright = "| | |\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 |\n| 乙幼儿园 | 公办园 | 80 | 8 |\n"
    assert sorted(column_of(drafted(COVER + lying + upright), "enrolled")) == [80, 90]


@pytest.mark.parametrize("name", ["填表说明", "指标解释"])
def test_instructions_are_no_table(name: str) -> None:
    guide = f"## {name}\n| 幼儿园名称 | 写全称 |\n| 办园性质 | 1 公办 |\n| 在园幼儿数 | 90 |\n| 教职工数 | 12 |\n"
    assert column_of(drafted(LYING + guide), "enrolled") == [90, 80]


TITLED = """
## 封面
| 报表月份 | 2024-03 |
## 汇总表
| {title} |  |  |  |
| {area} | 在园幼儿数 |  | {last} |
|  | 合计 | 公办园 |  |
{towns}| 合计 | {sums} |
merge A1:D1
merge B2:C2
merge A2:A3
merge D2:D3
"""
TOWNS = ("| 曹子里镇 | 100 | 50 | 10 |\n", "| 梅厂镇 | 200 | 80 | 20 |\n")


@pytest.mark.parametrize("title", ["幼儿园情况", "在园幼儿数", "教职工", "幼儿园名册", "学前教育情况", "合计"])
@pytest.mark.parametrize("area", ["镇街", "地区", "填报单位"])
@pytest.mark.parametrize(("towns", "sums"), [(TOWNS[:1], "100 | 50 | 10"), (TOWNS, "300 | 130 | 30")])
def test_a_title_over_all_columns_is_no_column_of_headings(
    title: str, area: str, towns: tuple[str, ...], sums: str
) -> None:
    for last in ("教职工数", "幼儿园数"):
        result = assessed(TITLED.format(title=title, area=area, last=last, towns="".join(towns), sums=sums))
        assert not [finding.code for finding in result.findings if finding.severity == "error"]
        share = judged(result, "public_share", "曹子里镇").observation
        assert (share.numerator, share.denominator) == (50, 100)


def test_a_title_above_a_roster_on_its_side_is_no_heading() -> None:
    draft = drafted(
        "## 表\n| 幼儿园情况汇总表 |  |  |\n| 幼儿园 | 甲幼儿园 | 乙幼儿园 |\n| 举办者 | 公民个人 | 集体 |\n"
        "| 是否普惠 | √ | × |\n| 在册幼儿数 | 103 | 97 |\n| 教职工总数 | 29 | 25 |\n"
    )
    assert column_of(draft, "enrolled") == [103, 97]
    assert column_of(draft, "nature") == ["private", "public"]
