"""Explanations that come back in 说明 and 反馈: which finding each means, and what comes of it."""

import json

import pytest

from preschool_metrics.language import speak
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.draft import Column, Draft, Table
from preschool_metrics.model.feedback import HEADINGS, MARK, OF_FILE
from preschool_metrics.model.finding import Finding
from preschool_metrics.report import render
from preschool_metrics.validate.explanations import explanations_of
from tests.builder import assessed, found

COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 190 |\n"
ROSTER = """## 幼儿园名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 夏季离园时间 |
| 甲幼儿园 | 公办园 | 90 | 16:00 |
| 乙幼儿园 | 公办园 | 80 | 16:10 |
"""
RETURN = COVER + ROSTER
SHORT = "## 说明\n| 规则编号 | 单元格 | 说明内容 | 说明人 |\n"
LONG = "## 情况说明\n| 问题代码 | 工作表 | 单元格 | 原值 | 说明 | 填写人 |\n"
FEEDBACK = f"## 反馈\n| {MARK} |\n| {' | '.join(HEADINGS.values())} |\n"


def said(kindergarten: str = "甲幼儿园", cell: str = "D2", value: str = '"16:00:00"') -> str:
    """Return a row of our sheet 反馈 as it comes back."""
    return f"| 1 | 核实 | PM702 | 幼儿园名册 | {cell} | {kindergarten} | 夏季离园时间 | {value} | ≥ 17:00 | 早了 | 改 | 校车 | 张三 |\n"


def leave_times(result: Assessment) -> dict[str | None, Finding]:
    return {finding.cell: finding for finding in found(result, "PM702")}


def cleared(result: Assessment) -> set[str | None]:
    return {cell for cell, finding in leave_times(result).items() if finding.explained}


def standings(result: Assessment) -> list[str]:
    return [each.standing for each in result.explanations]


def test_without_an_explanation_the_queries_are_open() -> None:
    result = assessed(RETURN)
    assert leave_times(result).keys() == {"D2", "D3"}
    assert cleared(result) == set()
    assert result.explanations == ()


@pytest.mark.parametrize("rule", ["PM702", "pm702", "ＰＭ７０２", "PM702 离园时间"])
@pytest.mark.parametrize("cell", ["D2", "d2", "$D$2", "幼儿园名册!D2", "'幼儿园名册'!$D$2", "Ｄ２"])
def test_an_explanation_clears_the_query_of_its_rule_and_cell(rule: str, cell: str) -> None:
    result = assessed(RETURN + SHORT + f"| {rule} | {cell} | 校车时间 | 张三 |\n")
    assert cleared(result) == {"D2"}
    explanation = leave_times(result)["D2"].explanation
    assert explanation
    assert (explanation.text, explanation.by, explanation.sheet, explanation.cell) == ("校车时间", "张三", "说明", "C2")
    assert standings(result) == ["accepted"]


@pytest.mark.parametrize(
    "row",
    [
        "| PM702 | D9 | 别处 | 张三 |",  # another cell
        "| PM705 | D2 | 另一条规则 | 张三 |",
        "| PM702 | 封面!D2 | 另一张表 | 张三 |",
        "| PM702 |  | 没有单元格，而问题有两处 | 张三 |",
        "|  |  | 什么都没写 | 张三 |",
    ],
)
def test_an_explanation_of_nothing_is_listed_and_said(row: str) -> None:
    result = assessed(RETURN + SHORT + row + "\n")
    assert cleared(result) == set()
    assert standings(result) == ["unmatched"]
    (finding,) = found(result, "PM152")
    assert (finding.severity, finding.sheet, finding.cell) == ("info", "说明", "C2")


@pytest.mark.parametrize("row", ["| PM702 | D2 |  | 张三 |", "| PM702 | D2 | 无 | 张三 |", "| PM702 | D2 | — |  |"])
def test_a_row_without_a_text_explains_nothing(row: str) -> None:
    result = assessed(RETURN + SHORT + row + "\n")
    assert (cleared(result), result.explanations) == (set(), ())


def test_a_cell_alone_is_enough() -> None:
    assert cleared(assessed(RETURN + SHORT + "|  | D3 | 校车时间 |  |\n")) == {"D3"}


def test_a_query_without_a_cell_is_explained_by_its_rule() -> None:
    few = RETURN.replace("| 190 |", "| 100 |")
    result = assessed(few + SHORT + "| PM701 |  | 跨镇就读 | 张三 |\n")
    (finding,) = found(result, "PM701")
    assert (finding.cell, finding.explained) == (None, True)


@pytest.mark.parametrize("text", ["说明：校车", "合计与上月合计", "1、校车时间", "注：属实", "全市"])
def test_an_explanation_is_data_whatever_it_says(text: str) -> None:
    (explanation,) = assessed(RETURN + SHORT + f"| PM702 | D2 | {text} | 张三 |\n").explanations
    assert (explanation.text, explanation.standing) == (text, "accepted")


def test_an_error_is_not_explained_away() -> None:
    result = assessed(RETURN.replace("| 90 |", "| 约90 |") + SHORT + "| PM201 | C2 | 估计 | 张三 |\n")
    (error,) = found(result, "PM201")
    assert (error.severity, error.explained) == ("error", False)
    assert error.explanation
    assert (standings(result), error.explanation.standing) == (["refused"], "refused")
    assert [finding.cell for finding in found(result, "PM151")] == ["C2"]


@pytest.mark.parametrize(("value", "open_again"), [('"16:00:00"', False), ('"15:50:00"', True), ("", False)])
def test_an_explanation_is_stale_once_the_value_has_changed(value: str, open_again: bool) -> None:
    result = assessed(RETURN + LONG + f"| PM702 | 幼儿园名册 | D2 | {value} | 校车时间 | 张三 |\n")
    assert (cleared(result) == set()) is open_again
    assert standings(result) == ["stale" if open_again else "accepted"]


def test_a_number_is_the_same_however_it_is_written() -> None:
    large = COVER + "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 班级数 |\n| 甲幼儿园 | 公办园 | 400 | 10 |\n"
    (query,) = [finding for finding in assessed(large).findings if finding.severity == "query" and finding.cell]
    row = f"| {query.code} | 幼儿园名册 | {query.cell} | {float(query.value or 0):.1f} | 属实 | 张三 |\n"
    assert standings(assessed(large + LONG + row)) == ["accepted"]


def test_our_sheet_finds_the_kindergarten_where_rows_have_moved() -> None:
    moved = RETURN.replace("| 甲幼儿园", "| 丙幼儿园 | 公办园 | 60 | 16:00 |\n| 甲幼儿园")
    assert cleared(assessed(FEEDBACK + said() + moved)) == {"D3"}
    assert cleared(assessed(FEEDBACK + said("甲 幼儿园") + moved)) == {"D3"}


def test_our_sheet_explains_nobody_else_once_the_kindergarten_is_gone() -> None:
    gone = RETURN.replace("| 甲幼儿园 | 公办园 | 90 | 16:00 |\n", "").replace("16:10", "16:00")
    result = assessed(FEEDBACK + said() + gone)
    assert (cleared(result), standings(result)) == (set(), ["unmatched"])


def test_our_sheet_goes_stale_with_the_value() -> None:
    result = assessed(FEEDBACK + said(value='"15:00:00"') + RETURN)
    finding = leave_times(result)["D2"]
    assert (finding.explained, standings(result)) == (False, ["stale"])
    speak("zh")
    assert "值已改变，原说明失效：校车 (张三)" in " ".join(render(result, "text", "zh", width=300).split())


def test_our_sheet_is_no_data_of_the_return() -> None:
    with_it, without = assessed(FEEDBACK + said() + RETURN), assessed(RETURN)
    assert [each.observation for each in with_it.judgements] == [each.observation for each in without.judgements]
    assert [each.code for each in with_it.findings] == [each.code for each in without.findings]


def test_another_sheet_of_that_name_is_read_as_any_other() -> None:
    assert assessed(RETURN.replace("## 幼儿园名册", "## 反馈")).inputs[0].kindergartens == 2


def test_of_several_explanations_the_one_that_counts_is_kept() -> None:
    rows = (
        '| PM702 | 幼儿园名册 | D2 | "15:00:00" | 旧 | 张三 |\n'
        '| PM702 | 幼儿园名册 | D2 | "16:00:00" | 新 | 张三 |\n'
        '| PM702 | 幼儿园名册 | D2 | "15:30:00" | 旧 | 张三 |\n'
    )
    result = assessed(RETURN + LONG + rows)
    explanation = leave_times(result)["D2"].explanation
    assert explanation
    assert (explanation.text, standings(result)) == ("新", ["stale", "accepted", "stale"])


def test_a_workbook_of_nothing_but_our_sheet_explains_the_return_beside_it() -> None:
    beside = FEEDBACK.replace("## 反馈\n", f"## 反馈\n| {OF_FILE}曹子里镇.xlsx |\n") + said()
    result = assessed({"曹子里镇.xlsx": RETURN, "曹子里镇（反馈）.xlsx": beside})
    assert cleared(result) == {"D2"}
    assert [finding.severity for finding in result.findings if "反馈" in str(finding.file)] == ["info"]
    assert result.coverage.received == 1


def test_what_towns_said_is_in_every_output() -> None:
    speak("zh")
    result = assessed(RETURN + SHORT + '| PM702 | D2 | "=校车时间" | 张三 |\n')
    assert "已说明：=校车时间 (张三)" in " ".join(render(result, "text", "zh", width=300).split())
    document = json.loads(render(result, "json", "zh"))
    (entry,) = document["explanations"]
    assert (entry["rule"], entry["of_cell"], entry["text"], entry["standing"]) == (
        "PM702",
        "D2",
        "=校车时间",
        "accepted",
    )
    finding = next(each for each in document["findings"] if each["cell"] == "D2" and each["code"] == "PM702")
    assert (finding["explained"], finding["explanation"], finding["explained_by"]) == (True, "=校车时间", "张三")
    assert "true,'=校车时间,张三,accepted" in render(result, "csv", "zh")
    assert "'=校车时间,张三,accepted" in render(result, "csv", "zh", table="explanations")


def test_a_row_without_a_word_of_explanation_is_none() -> None:
    columns = tuple(Column(field, at, field, 1.0) for at, field in enumerate(("rule", "cell", "explanation")))
    rows: list[tuple[object, ...]] = [("PM702", "D2", None), ("PM702", "D3", "校车时间")]
    table = Table("explanations", "说明", (1, 1), columns, [2, 3], rows)
    (only,) = explanations_of(Draft(tables=[table]), "a.xlsx")
    assert (only.cell, only.of_cell, only.text) == ("C3", "D3", "校车时间")


def test_the_kindergarten_of_a_finding_is_that_of_its_row() -> None:
    other = RETURN.replace("曹子里镇", "梅厂镇").replace("| 16:00 |", "| 17:00 |")
    result = assessed({"a.xlsx": RETURN.replace("| 16:10 |", "| 17:00 |"), "b.xlsx": other})
    named = {finding.area: finding.subject for finding in found(result, "PM702")}
    assert named == {"曹子里镇": "甲幼儿园", "梅厂镇": "乙幼儿园"}


def test_a_finding_of_the_cover_or_of_no_cell_is_in_no_kindergarten() -> None:
    result = assessed(RETURN.replace("| 190 |\n", "| 190 |\n| 3-5岁常住人口 | 210 |\n"))
    (of_cover,) = found(result, "PM131")
    (of_none,) = found(assessed(RETURN.replace("| 常住人口3-5岁 | 190 |\n", "")), "PM130")
    assert (of_cover.cell, of_none.cell) == ("B4", None)
    assert [of_cover.subject, of_none.subject] == [None, None]
