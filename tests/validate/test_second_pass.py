"""Returns side by side, the rules that read verdicts, and the order of what is found."""

from itertools import pairwise

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import SEVERITIES, Finding
from tests.builder import assessed, codes, found, judged

COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
ROSTER = (
    "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 普惠性民办园 | 80 |\n"
)
GOOD = COVER + ROSTER
OTHER = GOOD.replace("曹子里镇", "梅厂镇")


def only(result: Assessment, code: str) -> Finding:
    (finding,) = found(result, code)
    return finding


# --- two returns ------------------------------------------------------------------------------------------


def test_two_returns_of_one_town_and_month_count_nowhere() -> None:
    result = assessed({"a.xlsx": GOOD, "b.xlsx": GOOD, "c.xlsx": OTHER})
    finding = only(result, "PM117")
    assert (finding.area, finding.period, finding.related) == ("曹子里镇", "2024-03", (f"{root(result)}/b.xlsx",))
    assert [report.area for report in result.returns] == ["梅厂镇"]
    assert judged(result, "public_share", "曹子里镇").verdict == "no_data"


def root(result: Assessment) -> str:
    return result.inputs[0].path.partition("/")[0]


def test_two_months_of_one_town_are_no_double() -> None:
    result = assessed({"2024-02/a.xlsx": GOOD.replace("2024-03", "2024-02"), "2024-03/a.xlsx": GOOD})
    assert "PM117" not in codes(result)
    assert [(report.area, report.period) for report in result.history] == [("曹子里镇", "2024-02")]
    assert result.period == "2024-03"


def test_a_code_in_two_returns_is_asked_about_in_the_second() -> None:
    coded = (
        COVER + "## 名册\n| 幼儿园名称 | 标识码 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 1112000001 | 公办园 | 90 |\n"
    )
    result = assessed({"a.xlsx": coded, "b.xlsx": coded.replace("曹子里镇", "梅厂镇")})
    finding = only(result, "PM503")
    assert (finding.area, finding.sheet, finding.cell, finding.value) == ("梅厂镇", "名册", "B2", "1112000001")
    assert "a.xlsx" in finding.message.zh


# --- rules that read verdicts -----------------------------------------------------------------------------


def test_a_gross_rate_far_from_100_percent_is_asked_about_and_kept() -> None:
    result = assessed(COVER.replace("| 200 |", "| 100 |") + ROSTER)
    assert (only(result, "PM701").area, only(result, "PM701").value) == ("曹子里镇", "170.00%")
    assert judged(result, "gross_enrollment_rate").verdict == "met"


HANDED_OVER = """## 名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 小区配套 | 移交日期 |
| 甲幼儿园 | 公办园 | 40 | 否 |  |
| 乙幼儿园 | 普惠性民办园 | 60 | 是 | 2023-09-01 |
| 丙幼儿园 | 普惠性民办园 | 60 | 是 | 2023-02-07 |
| 丁幼儿园 | 非普惠性民办园 | 60 | 是 | 2023-09-01 |
"""


def test_below_half_public_no_newly_handed_over_kindergarten_becomes_inclusive_private() -> None:
    finding = only(assessed(COVER + HANDED_OVER), "PM703")
    assert finding.cell in {"B3", "D3", "E3"}
    assert "乙幼儿园" in finding.message.zh


def test_where_nobody_says_when_it_was_handed_over_that_is_asked() -> None:
    undated = COVER + HANDED_OVER.replace("| 是 | 2023-09-01 |\n| 丙", "| 是 |  |\n| 丙")
    finding = only(assessed(undated), "PM706")
    assert (finding.severity, finding.cell, finding.value) == ("query", "E3", None)
    assert "乙幼儿园" in finding.message.zh
    assert "PM703" not in codes(assessed(undated))
    assert "PM706" not in codes(assessed(COVER + HANDED_OVER))


def test_a_day_that_is_wrong_is_not_asked_for_as_if_it_were_blank() -> None:
    wrong = COVER + HANDED_OVER.replace("| 是 | 2023-09-01 |\n| 丙", "| 是 | 去年秋天 |\n| 丙")
    result = assessed(wrong)
    assert [finding.cell for finding in result.findings if finding.code in ("PM208", "PM706")] == ["E3"]
    assert "PM706" not in codes(result)


def test_without_a_column_of_days_nobody_is_asked_for_one() -> None:
    lines = HANDED_OVER.splitlines()
    undated = "\n".join([lines[0], *(line.rsplit("|", 2)[0] + "|" for line in lines[1:])]) + "\n"
    result = assessed(COVER + undated)
    assert not {"PM703", "PM706"} & codes(result)
    assert reasons(result, "PM706") == reasons(result, "PM703") == ["没有列：移交日期"]


def reasons(result: Assessment, code: str) -> list[str]:
    return [each.reason.zh for each in result.not_evaluated if each.rule == code]


def test_a_rule_of_a_figure_that_is_unknown_is_not_evaluated_and_says_so() -> None:
    result = assessed(COVER + HANDED_OVER.replace("| 甲幼儿园 | 公办园 |", "| 甲幼儿园 | 公办托管 |"))
    assert reasons(result, "PM703") == ["公办园在园幼儿占比无法计算"]
    no_population = GOOD.replace("| 常住人口3-5岁 | 200 |\n", "")
    assert reasons(assessed(no_population), "PM701") == ["学前三年毛入园率无法计算"]


def test_a_rule_of_rows_says_which_columns_and_how_many_rows_it_lacks() -> None:
    assert reasons(assessed(GOOD), "PM703") == ["没有列：小区配套、移交日期"]
    blank = COVER + HANDED_OVER.replace("| 40 | 否 |", "| 40 |  |")
    assert reasons(assessed(blank), "PM703") == ["1 行缺值：小区配套"]


def test_a_policy_rule_holds_by_the_first_profile_that_has_its_indicator() -> None:
    both = ("staffing-2013", "wuqing-2023")
    assert only(assessed(COVER + HANDED_OVER, profiles=both), "PM703").cell == "B3"


def test_at_half_public_it_may() -> None:
    assert "PM703" not in codes(assessed(COVER + HANDED_OVER.replace("| 40 |", "| 180 |")))


def test_a_rule_of_the_plan_is_silent_under_another_policy() -> None:
    assert "PM703" not in codes(assessed(COVER + HANDED_OVER, profiles=("national-2020",)))


def test_a_month_before_the_policy_is_said_once() -> None:
    finding = only(assessed(GOOD.replace("2024-03", "2022-09")), "PM704")
    assert (finding.severity, finding.value, finding.file) == ("info", "2022-09", None)


def test_each_profile_says_that_a_month_is_before_it() -> None:
    result = assessed(GOOD.replace("2024-03", "2019-09"), profiles=("wuqing-2023", "national-2020"))
    assert len(found(result, "PM704")) == 2


# --- effect and order -------------------------------------------------------------------------------------


def test_findings_come_by_severity_and_what_can_flip_a_verdict_first() -> None:
    wrong = "| 丙幼儿园 | 公办托管 | 约12 |\n| 丁幼儿园 | 公办园 | -3 |\n"
    result = assessed(GOOD + wrong)
    weights = [(SEVERITIES.index(finding.severity), not finding.can_flip) for finding in result.findings]
    assert all(one <= other for one, other in pairwise(weights))


def test_a_finding_says_which_indicators_it_feeds() -> None:
    finding = only(assessed(GOOD.replace("| 90 |", "| 约90 |")), "PM201")
    assert {"gross_enrollment_rate", "public_share", "child_staff_ratio"} <= set(finding.affects)
    assert finding.can_flip


def test_a_wrong_total_too_small_to_flip_a_verdict_says_so() -> None:
    far = GOOD.replace("| 200 |", "| 100 |").replace("| 90 |", "| 900 |")
    small = only(assessed(far + "| 合计 |  | 981 |\n"), "PM401")
    large = only(assessed(far + "| 合计 |  | 5 |\n"), "PM401")
    assert (small.can_flip, large.can_flip) == (False, True)


def test_an_unknown_can_flip_what_hangs_on_it() -> None:
    result = assessed(GOOD.replace("| 公办园 |", "| 公办托管 |"))
    assert only(result, "PM207").can_flip


def test_what_is_only_said_flips_nothing() -> None:
    assert not any(finding.can_flip for finding in assessed(GOOD).findings if finding.severity == "info")


def test_a_missing_return_is_a_finding_only_when_all_are_required() -> None:
    assert "PM133" not in codes(assessed(GOOD))
    missing = found(assessed(GOOD, require_complete=True), "PM133")
    assert len(missing) == 29
    assert {finding.file for finding in missing} == {None}
