"""A finding stays the same one wherever it stands in the sheet."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preschool_metrics.model.finding import Finding
from preschool_metrics.model.text import Text
from preschool_metrics.report.identity import Identity, fingerprints, identity
from preschool_metrics.validate import with_subjects
from preschool_metrics.validate.subject import NamedRows
from tests.builder import assessed, found
from tests.report.machine import COVER, HEADING, LOWER, RETURN, ROWS, TEN_MORE, made

WORDS = st.sampled_from([None, "甲", "乙", "在园"])


def test_ten_rows_above_a_finding_change_nothing_but_its_cell() -> None:
    before, after = assessed(RETURN), assessed(LOWER)
    assert [each.cell for each in found(before, "PM301")] == ["C2"]
    assert [each.cell for each in found(after, "PM301")] == ["C12"]
    assert Counter(map(identity, before.findings)) <= Counter(map(identity, after.findings))
    assert set(fingerprints(before.findings)) <= set(fingerprints(after.findings))


def test_a_finding_names_its_kindergarten() -> None:
    result = assessed(RETURN)
    assert {each.subject for each in found(result, "PM301")} == {"甲幼儿园"}
    assert {each.subject for each in found(result, "PM201")} == {"丁幼儿园"}, "so does one of a value"
    assert [each.subject for each in found(result, "PM213")] == [None], "blanks in two rows are about neither alone"


def test_without_a_name_a_code_tells_the_row() -> None:
    heading = HEADING.replace("| 幼儿园名称 |", "| 幼儿园名称 | 学校标识码 |")
    result = assessed(COVER + heading + "|  | 1112000001 | 公办园 | 91 | 25 | 30 | 35 | 14 | 3 |\n")
    assert {each.subject for each in found(result, "PM301")} == {"1112000001"}


def test_rows_of_summaries_and_day_care_points_have_names_too() -> None:
    summary = "## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 917 |\n| 陈咀镇 | 约20 |\n"
    assert {each.subject for each in found(assessed(summary, period="2024-03"), "PM201")} == {"陈咀镇"}
    points = RETURN + "## 托幼点名册\n| 托幼点名称 | 在托幼儿数 |\n| 一号托幼点 | 约9 |\n"
    assert {each.subject for each in found(assessed(points), "PM201")} == {"丁幼儿园", "一号托幼点"}


def test_a_finding_of_the_second_pass_names_its_kindergarten() -> None:
    heading = "## 幼儿园名册\n| 幼儿园名称 | 学校标识码 | 办园性质 | 在园幼儿数 |\n"
    one = COVER + heading + "| 甲幼儿园 | 1112000001 | 公办园 | 90 |\n"
    two = one.replace("曹子里镇", "陈咀镇").replace("甲", "乙")
    result = assessed({"2024-03/a.xlsx": one, "2024-03/b.xlsx": two})
    assert [each.subject for each in found(result, "PM503")] == ["乙幼儿园"]


def test_a_kindergarten_that_is_gone_is_named_though_it_has_no_cell() -> None:
    february = RETURN.replace("2024-03", "2024-02")
    march = "".join(line for line in RETURN.splitlines(keepends=True) if "丙幼儿园" not in line)
    result = assessed({"2024-02/曹子里镇.xlsx": february, "2024-03/曹子里镇.xlsx": march})
    gone = [each for each in result.findings if each.code.startswith("PM6") and each.subject == "丙幼儿园"]
    assert [each.cell for each in gone] == [None]


@given(st.permutations(ROWS.strip().splitlines()), st.integers(0, 3))
@settings(max_examples=15)
def test_the_order_of_rows_and_what_stands_between_them_change_nothing(rows: list[str], at: int) -> None:
    mixed = [*rows[:at], TEN_MORE, *rows[at:]]
    expected = Counter(map(identity, assessed(LOWER).findings))
    assert Counter(map(identity, assessed(COVER + HEADING + "\n".join(mixed)).findings)) == expected


@pytest.mark.parametrize("turned", [False, True])
def test_in_a_table_on_its_side_the_columns_have_the_names(turned: bool) -> None:
    table = NamedRows("a.xlsx", "名册", (2, 3), (("甲幼儿园",), ("乙幼儿园",)), (0,), turned)
    there = Finding(code="PM301", severity="error", file="a.xlsx", sheet="名册", cell="C2", message=Text("错", "wrong"))
    (named,) = with_subjects([there], [table])
    assert named.subject == ("乙幼儿园" if turned else "甲幼儿园")
    (other,) = with_subjects([there.model_copy(update={"related": ("C3", "B2")})], [table])
    assert other.subject is None, "it is about two rows, however they lie"


def test_what_has_no_area_is_told_apart_by_its_file_and_what_has_no_field_by_its_sheet() -> None:
    finding = Finding(code="PM104", severity="error", file="returns/a.xlsx", message=Text("坏", "bad"))
    assert identity(finding) == Identity("PM104", "a.xlsx", "", "", "")
    hidden = finding.model_copy(update={"area": "曹子里镇", "sheet": "上年"})
    assert identity(hidden) == Identity("PM104", "曹子里镇", "", "", "上年")
    assert identity(hidden.model_copy(update={"field": "enrolled"})).subject == ""


def test_fingerprints_do_not_depend_on_the_folder_or_the_language() -> None:
    assert fingerprints(made().findings) == fingerprints(made().findings)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=12))
def test_fingerprints_are_unique_in_a_run(drawn: list[tuple[str | None, str | None, str | None]]) -> None:
    findings = [
        Finding(
            code="PM201", severity="error", file="a.xlsx", area=area, field=field, subject=subject, message=Text("", "")
        )
        for area, field, subject in drawn
    ]
    assert len(set(fingerprints(findings))) == len(findings)
    assert set(fingerprints(findings)) == set(fingerprints(findings[::-1]))
