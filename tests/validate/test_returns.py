"""One draft to its returns: which tables count, and what one file comes to."""

import pytest

from preschool_metrics.validate.names import did_you_mean, name_key
from tests.builder import codes, found, returned

COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
ROSTER = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n"
GOOD = COVER + ROSTER


def test_a_clean_return_has_no_error_and_no_question() -> None:
    assert {finding.severity for finding in returned(GOOD).findings} == {"info"}


def test_what_a_file_came_to() -> None:
    result = returned(GOOD)
    (report,) = result.returns
    assert (report.area, report.period, report.multi) == ("曹子里镇", "2024-03", False)
    assert (result.input.area, result.input.period) == ("曹子里镇", "2024-03")
    assert (result.input.read, result.input.kindergartens) == (True, 1)
    assert result.input.sha256 == report.sha256
    assert len(report.sha256) == 64


def test_the_same_rows_a_second_time_are_asked_about_and_not_added() -> None:
    result = returned(GOOD + ROSTER.replace("名册", "备份"))
    (finding,) = found(result, "PM127")
    assert (finding.sheet, finding.cell) == ("备份", "A1")
    assert result.returns[0].roster
    assert result.returns[0].roster.column("enrolled") == [90]


def test_two_rosters_that_differ_cancel_each_other() -> None:
    result = returned(GOOD + ROSTER.replace("名册", "备份").replace("90", "91"))
    (finding,) = found(result, "PM128")
    assert (finding.sheet, finding.cell, finding.related) == ("名册", "A1", ("备份!A1",))
    assert all(report.roster is None for report in result.returns)


def test_a_second_roster_without_rows_is_no_rival() -> None:
    empty = "## 空表\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n"
    assert not codes(returned(GOOD + empty)) & {"PM127", "PM128"}


def test_a_hidden_copy_of_last_year_is_not_added() -> None:
    result = returned(GOOD + ROSTER.replace("名册", "上年（隐藏）").replace("90", "85"))
    assert found(result, "PM120")
    assert result.returns[0].roster
    assert result.returns[0].roster.column("enrolled") == [90]


def test_a_file_without_a_table_contributes_nothing_its_cover_included() -> None:
    result = returned(COVER)
    assert "PM110" in codes(result)
    assert not result.input.read
    assert result.returns == ()


def test_a_file_that_cannot_be_read_comes_to_one_finding() -> None:
    result = returned(b"", folder="2024-03")
    assert [(finding.code, finding.file, finding.period) for finding in result.findings] == [
        ("PM101", "return.xlsx", "2024-03")
    ]
    assert (result.input.read, result.input.sha256, result.input.period) == (False, None, "2024-03")


def test_the_cover_belongs_to_the_area_that_reports() -> None:
    result = returned(COVER + "## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 90 |\n| 梅厂镇 | 80 |\n")
    population = {report.area: "population_resident_3_5" in report.cover for report in result.returns}
    assert population["曹子里镇"]
    assert not population.get("梅厂镇", False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲幼儿园（东园）", "甲幼儿园(东园)"),
        ("甲 幼儿园", "甲幼儿园"),
        ("ＡＢＣ幼儿园", "abc幼儿园"),
        ("甲·乙幼儿园", "甲乙幼儿园"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_two_names_have_two_keys() -> None:
    assert name_key("第一幼儿园") != name_key("第二幼儿园")


def test_a_suggestion_is_a_question_and_none_is_nothing() -> None:
    assert did_you_mean("梅厂镇").zh == "（是否为“梅厂镇”？）"
    assert did_you_mean(None).en == ""


def test_tasks_are_checked_and_are_no_day_care_points() -> None:
    tasks = "## 区级任务\n| 任务 | 完成数 |\n| 公办学前教师招聘 | 约60 |\n"
    result = returned(GOOD + tasks)
    assert [report.points for report in result.returns] == [None]


def test_a_list_beside_the_roster_that_counts_nothing_is_not_told() -> None:
    phones = "## 联系表\n| 幼儿园名称 | 办园性质 |\n| 甲幼儿园 | 公办园 |\n"
    result = returned(GOOD + phones)
    assert "PM136" not in codes(result)
    assert [len(report.roster.rows) for report in result.returns if report.roster] == [1]
