"""The engine of the row rules: what is evaluated, what is not, and why."""

from typing import Any

import pytest

from preschool_metrics.validate import Reporter, all_rules
from preschool_metrics.validate.rows import check_rows
from preschool_metrics.validate.rule import rules_reading


def checked(*rows: dict[str, Any], policies: frozenset[str] = frozenset()) -> Reporter:
    reporter = Reporter("return.xlsx", sheet="名册", area="曹子里镇", period="2024-03")
    columns = tuple(rows[0])
    values = [tuple(row.values()) for row in rows]
    check_rows("kindergarten", columns, values, lambda row, field: f"{field}{row}", policies, reporter)
    return reporter


def reasons(reporter: Reporter, code: str) -> list[str]:
    return [skipped.reason.zh for skipped in reporter.not_evaluated if skipped.rule == code]


def test_a_failure_is_told_at_its_field_with_the_other_fields_beside_it() -> None:
    (finding,) = checked({"name": "甲幼儿园", "teachers": 99, "staff": 24}).findings
    assert (finding.code, finding.cell, finding.related) == ("PM307", "teachers0", ("staff0",))
    assert (finding.value, finding.expected) == ("99", "≤ 24")
    assert finding.message.zh == "甲幼儿园：专任教师 99 人，教职工只有 24 人"
    assert finding.message.en.startswith("甲幼儿园: 99 teachers")


def test_every_row_is_held_to_every_rule() -> None:
    good, bad = {"teachers": 6, "staff": 14}, {"teachers": 9, "staff": 8}
    assert [finding.cell for finding in checked(good, bad, good, bad).findings] == ["teachers1", "teachers3"]


def test_a_rule_whose_column_is_missing_is_not_evaluated_and_says_so() -> None:
    assert reasons(checked({"enrolled": 90}), "PM313") == ["没有列：教职工数"]


def test_a_row_with_a_blank_is_not_evaluated_and_the_blanks_are_counted() -> None:
    reporter = checked({"teachers": 9, "staff": None}, {"teachers": 9, "staff": None}, {"teachers": 9, "staff": 8})
    assert reasons(reporter, "PM307") == ["2 行缺值：教职工数"]
    assert [finding.cell for finding in reporter.findings if finding.code == "PM307"] == ["teachers2"]


def test_a_part_that_the_layout_lacks_counts_as_none() -> None:
    ages = {"enrolled": 90, "enrolled_junior": 25, "enrolled_middle": 30, "enrolled_senior": 35}
    assert not [finding for finding in checked(ages).findings if finding.code == "PM301"]
    with_nursery = checked({**ages, "enrolled_nursery": 10})
    assert [finding.expected for finding in with_nursery.findings if finding.code == "PM301"] == ["100"]
    blank = checked({**ages, "enrolled_nursery": None})
    assert reasons(blank, "PM301") == ["1 行缺值：托班"]


POSTS = {"principals": 1, "teachers": 6, "care_workers": 3, "health_staff": 1}


@pytest.mark.parametrize(
    ("columns", "evaluated"),
    [
        ({**POSTS, "administrative_staff": 1, "auxiliary_staff": 0, "service_staff": 2}, {"PM303"}),
        ({**POSTS, "other_staff": 3}, {"PM304"}),
        ({"teachers": 6, "care_workers": 3}, {"PM305"}),
        ({"teachers": 6}, {"PM305"}),
        ({**POSTS, "administrative_staff": 1}, {"PM305"}),
    ],
)
def test_posts_are_an_equation_only_when_all_of_one_published_list_are_there(
    columns: dict[str, int], evaluated: set[str]
) -> None:
    reporter = checked({"staff": 5, **columns, "teachers": 4})
    assert {finding.code for finding in reporter.findings} & {"PM303", "PM304", "PM305"} <= evaluated


def test_a_policy_rule_holds_only_where_a_profile_asks_for_it() -> None:
    from datetime import time

    row = {"nature": "public", "leave_time_summer": time(16, 0)}
    assert checked(row).findings == []
    assert [finding.code for finding in checked(row, policies=frozenset({"PM702"})).findings] == ["PM702"]


WITHOUT_TIMES = [rule.code for rule in rules_reading("kindergarten") if "leave_time" not in "".join(rule.fields)]


@pytest.mark.parametrize("code", WITHOUT_TIMES)
def test_a_rule_of_a_row_says_nothing_of_a_row_of_noughts(code: str) -> None:
    words: dict[str, Any] = {"nature": "other_private", "inclusive": "no", "profit": "for_profit"}
    row = {field: words.get(field, 0) for field in all_rules()[code].fields}
    assert code not in {finding.code for finding in checked(row).findings}
