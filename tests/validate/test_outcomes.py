"""Not checked is said: what each rule came to for each workbook."""

from collections import Counter

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Outcome
from preschool_metrics.validate import all_rules
from preschool_metrics.validate.rules.file import COVER, GOOD
from tests.builder import assessed

SUMMARY = "## 封面\n| 报表月份 | 2024-03 |\n## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 917 |\n| 梅厂镇 | 300 |\n"


def of(result: Assessment, code: str, file: str = "") -> Outcome:
    (outcome,) = [each for each in result.outcomes() if each.rule == code and (each.file or "").endswith(file)]
    return outcome


def test_every_workbook_has_one_outcome_for_each_rule_that_its_policy_asks_for() -> None:
    result = assessed({"a.xlsx": GOOD, "b.xlsx": GOOD.replace("曹子里镇", "梅厂镇")})
    of_rule = Counter((each.file, each.rule) for each in result.outcomes())
    codes = {rule.code for rule in all_rules().values() if rule.reads != "run"}
    assert set(of_rule.values()) == {1}
    assert {file for file, _ in of_rule} == {each.path for each in result.inputs}
    assert {code for _, code in of_rule} == codes


def test_a_rule_that_holds_has_passed_and_one_that_does_not_has_its_findings() -> None:
    result = assessed(GOOD.replace("| 90 |", "| 约90 |"))
    assert (of(result, "PM104").result, of(result, "PM104").reason) == ("passed", None)
    wrong = of(result, "PM201")
    assert (wrong.result, [each.cell for each in wrong.findings]) == ("failed", ["C2"])
    assert (wrong.area, wrong.period) == ("曹子里镇", "2024-03")


def test_a_rule_whose_columns_are_not_there_says_which() -> None:
    lacking = of(assessed(GOOD), "PM301")
    assert (lacking.result, lacking.findings) == ("not_evaluated", ())
    assert lacking.reason is not None
    assert "小班" in lacking.reason.zh


def test_what_holds_in_some_rows_and_is_unknown_in_others_has_not_passed() -> None:
    part = GOOD.replace("在园幼儿数 |", "在园幼儿数 | 教职工数 |").replace("| 90 |", "| 90 | 14 |")
    part = part.replace("| 80 |", "| 80 |  |")
    assert of(assessed(part), "PM313").result == "not_evaluated"
    failed = of(assessed(part.replace("| 14 |", "| 0 |")), "PM313")
    assert failed.result == "failed"
    assert failed.reason is not None


def test_a_file_that_cannot_be_read_is_held_to_nothing_else() -> None:
    result = assessed(b"%PDF-1.7\n")
    assert of(result, "PM103").result == "failed"
    assert {each.result for each in result.outcomes() if each.rule != "PM103"} == {"not_evaluated"}


def test_a_rule_of_a_summary_is_not_evaluated_without_one() -> None:
    result = assessed(GOOD)
    assert of(result, "PM406").reason == ("没有汇总表", "no summary")
    assert of(result, "PM501").reason == ("没有汇总表", "no summary")
    assert of(assessed(SUMMARY), "PM403").reason == ("没有名册", "no roster")


def test_a_return_that_does_not_count_is_not_held_to_what_reads_its_figures() -> None:
    result = assessed({"a.xlsx": GOOD, "b.xlsx": GOOD})
    for file in ("a.xlsx", "b.xlsx"):
        assert of(result, "PM117", file).result == "failed"
        assert of(result, "PM701", file).reason == ("报表未计入", "the return does not count")


def test_a_rule_about_other_columns_says_that_it_does_not_concern_these() -> None:
    reason = of(assessed(GOOD), "PM314").reason
    assert reason is not None
    assert "不涉及" in reason.zh


def test_a_cover_without_ages_is_not_held_to_their_sum() -> None:
    reason = of(assessed(GOOD), "PM412").reason
    assert reason is not None
    assert "3岁" in reason.zh
    ages = "| 常住人口3岁 | 60 |\n| 常住人口4岁 | 60 |\n| 常住人口5岁 | 80 |\n"
    assert of(assessed(GOOD.replace(COVER, COVER + ages)), "PM412").result == "passed"


def test_a_policy_rule_that_no_profile_asks_for_has_no_outcome() -> None:
    result = assessed(GOOD, profiles=("national-2020",))
    assert "PM702" not in {each.rule for each in result.outcomes()}


def test_what_is_said_of_the_run_has_no_file() -> None:
    early = [each for each in assessed(GOOD.replace("2024-03", "2022-09")).outcomes() if each.file is None]
    assert [(each.rule, each.result) for each in early] == [("PM704", "failed")]
