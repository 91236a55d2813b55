"""No table is left out in silence: what is not counted is named with its range, and nothing at all is an error."""

from tests.builder import assessed, codes, found, judged, returned

COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
ROSTER = "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n"
BY_AGE = "## 按年龄\n| 年龄段 | 在园幼儿数 | 教职工数 |\n| 3岁 | 90 | 10 |\n| 4岁 | 80 | 9 |\n"


def test_a_table_without_areas_beside_a_roster_is_a_query_with_its_range() -> None:
    (finding,) = found(assessed(COVER + ROSTER + BY_AGE), "PM140")
    assert (finding.severity, finding.sheet, finding.cell) == ("query", "按年龄", "B1")
    assert "A1:C3" in finding.message.zh


def test_a_table_without_areas_alone_is_an_error_with_its_range() -> None:
    result = returned(COVER + BY_AGE)
    (finding,) = found(result, "PM141")
    assert (finding.severity, finding.sheet) == ("error", "按年龄")
    assert "A1:C3" in finding.message.zh
    assert result.returns == ()


def test_a_summary_of_one_row_belongs_to_the_town_that_reports() -> None:
    one = BY_AGE.replace("| 4岁 | 80 | 9 |\n", "")
    assert judged(assessed(COVER + one), "child_staff_ratio").observation.numerator == 90
    assert found(assessed(COVER + one), "PM141") == []


def test_a_summary_with_headings_alone_is_an_error() -> None:
    assert [finding.sheet for finding in found(returned(COVER + "## 汇总表\n| 镇街 | 在园幼儿数 |\n"), "PM141")] == [
        "汇总表"
    ]


def test_a_second_roster_without_counts_is_named_with_its_range() -> None:
    phones = "## 通讯录\n| 幼儿园名称 | 办园性质 | 联系电话 |\n| 甲幼儿园 | 公办园 | 022-00000000 |\n"
    (finding,) = found(assessed(COVER + ROSTER + phones), "PM142")
    assert (finding.severity, finding.sheet, finding.cell) == ("info", "通讯录", "A1")
    assert "A1:C2" in finding.message.zh


def test_a_second_roster_with_other_counts_is_named_with_its_range() -> None:
    staff = "## 教职工\n| 幼儿园名称 | 教职工数 | 专任教师 |\n| 甲幼儿园 | 14 | 6 |\n| 无名幼儿园 | 9 | 4 |\n"
    (finding,) = found(assessed(COVER + ROSTER + staff), "PM136")
    assert "A1:C3" in finding.message.zh


def test_what_has_its_error_already_gets_no_second_one() -> None:
    nameless = ROSTER.replace("幼儿园名称 | ", "").replace("甲幼儿园 | ", "")
    assert (
        found(
            returned(
                COVER + nameless.replace("| 办园", "| 举办者类型 | 办园").replace("| 公办园", "| 县级教育 | 公办园")
            ),
            "PM141",
        )
        == []
    )


def test_a_list_of_one_kind_is_asked_about_and_not_called_no_table() -> None:
    listed = "## 台账\n| 普惠性民办园认定台账 |\n| 幼儿园名称 | 在园幼儿数 |\n| 甲幼儿园 | 90 |\n"
    assert codes(returned(COVER + listed)) & {"PM110", "PM148"} == {"PM148"}
