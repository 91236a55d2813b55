"""The completeness of a folder: what came in of each town for each month."""

from datetime import date

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import completeness_of
from preschool_metrics.model.assessment import Assessment, Input
from preschool_metrics.model.completeness import Received
from preschool_metrics.model.town_return import Figure, TownReturn
from preschool_metrics.validate.rules.file import GOOD
from preschool_metrics.workflow.assess import assess
from tests.builder import assessed, files, made

WUQING = load_profile("wuqing-2023")
FEBRUARY = GOOD.replace("2024-03", "2024-02")
OTHER = GOOD.replace("曹子里镇", "梅厂镇")


def of(result: Assessment, area: str | None, period: str = "2024-03") -> Received:
    (received,) = [each for each in result.completeness if (each.area, each.period) == (area, period)]
    return received


def test_every_expected_area_has_its_line_in_every_month_that_was_looked_at() -> None:
    result = assessed({"2024-02/a.xlsx": FEBRUARY, "2024-03/a.xlsx": GOOD, "2024-03/b.xlsx": OTHER})
    assert len(result.completeness) == 2 * 30
    assert [each.period for each in result.completeness] == ["2024-02"] * 30 + ["2024-03"] * 30
    assert [each.area for each in result.completeness[:30]] == [area.name for area in WUQING.areas]
    assert of(result, "曹子里镇", "2024-02").state == of(result, "曹子里镇").state == "complete"
    assert (of(result, "梅厂镇", "2024-02").state, of(result, "梅厂镇").state) == ("missing", "complete")


def test_a_line_holds_its_files_with_their_hashes() -> None:
    result = assessed(GOOD)
    (own,) = result.inputs
    assert of(result, "曹子里镇").files == ((own.path, own.sha256),)
    assert of(result, "梅厂镇").files == ()


def test_errors_are_counted_in_earlier_months_too() -> None:
    result = assessed({"2024-02/a.xlsx": FEBRUARY.replace("| 90 |", "| 约90 |"), "2024-03/a.xlsx": GOOD})
    before = of(result, "曹子里镇", "2024-02")
    assert (before.state, before.errors) == ("errors", 1)
    assert of(result, "曹子里镇").state == "complete"


def test_a_query_is_no_error() -> None:
    assert of(assessed(GOOD.replace("| 公办园 |", "| 公办托管 |")), "曹子里镇").state == "complete"


def test_two_returns_of_a_month_are_double_and_both_named() -> None:
    double = of(assessed({"a.xlsx": GOOD, "b.xlsx": GOOD}), "曹子里镇")
    assert double.state == "double"
    assert [path.rpartition("/")[2] for path, _ in double.files] == ["a.xlsx", "b.xlsx"]


def test_a_file_that_cannot_be_read_is_whose_its_name_says() -> None:
    result = assessed({"2024-03/曹子里镇.xlsx": b"%PDF-1.7\n", "2024-03/b.xlsx": OTHER})
    assert of(result, "曹子里镇").state == "unreadable"
    assert of(result, "曹子里镇").errors == 1


def test_a_file_of_nobody_comes_last() -> None:
    result = assessed({"2024-03/scan.xlsx": b"%PDF-1.7\n", "2024-03/b.xlsx": OTHER})
    last = result.completeness[-1]
    assert (last.area, last.period, last.expected, last.state) == (None, "2024-03", False, "unreadable")


def test_a_file_without_a_month_expects_nobody() -> None:
    result = assessed({"scan.xlsx": b"%PDF-1.7\n", "b.xlsx": OTHER})
    assert [(each.area, each.state) for each in result.completeness if each.period is None] == [(None, "unreadable")]


def test_a_return_that_does_not_count_for_anyone_has_errors() -> None:
    unknown = of(assessed(GOOD.replace("曹子里镇", "双街镇")), None)
    assert (unknown.state, unknown.errors) == ("errors", 1)


def test_of_a_summary_each_area_has_its_own_errors() -> None:
    rows = "| 曹子里镇 | 917 | 1000 |\n| 梅厂镇 | 300 | 290 |\n"
    result = assessed(f"## 封面\n| 报表月份 | 2024-03 |\n## 汇总表\n| 镇街 | 在园幼儿数 | 普惠性在园幼儿数 |\n{rows}")
    assert (of(result, "曹子里镇").state, of(result, "梅厂镇").state) == ("errors", "complete")


def test_without_a_register_only_what_came_has_a_line() -> None:
    result = assessed(GOOD, profiles=("national-2020",))
    assert [(each.area, each.expected, each.state) for each in result.completeness] == [("曹子里镇", False, "complete")]


def test_rules_that_are_not_asked_for_make_no_errors() -> None:
    with files(GOOD.replace("| 90 |", "| 约90 |")) as folder:
        assert of(assess([folder]), "曹子里镇").state == "errors"
        assert of(assess([folder], ignore=["PM201"]), "曹子里镇").state == "complete"


# --- late -------------------------------------------------------------------------------------------------


def line(submitted: date | None, due: int | None, period: str = "2024-03") -> Received:
    cover = {} if submitted is None else {"submitted_on": Figure(submitted, "封面", "B9")}
    report: TownReturn = made("曹子里镇", period=period)._replace(cover=cover)
    profile = WUQING.model_copy(update={"due_day": due})
    (received,) = [each for each in completeness_of(profile, [_input(report)], [report], []) if each.files]
    return received


def _input(report: TownReturn) -> Input:
    return Input(report.file, "ab", report.area, report.period, read=True, kindergartens=0)


@pytest.mark.parametrize(
    ("submitted", "due", "late"),
    [
        (date(2024, 4, 5), 5, False),
        (date(2024, 4, 6), 5, True),
        (date(2024, 3, 31), 5, False),
        (date(2024, 4, 6), None, None),
        (None, 5, None),
    ],
)
def test_late_is_after_the_due_day_of_the_following_month(
    submitted: date | None, due: int | None, *, late: bool | None
) -> None:
    received = line(submitted, due)
    assert (received.submitted_on, received.late) == (submitted, late)


def test_a_december_return_is_due_in_january() -> None:
    assert line(date(2024, 1, 5), 5, "2023-12").late is False
    assert line(date(2024, 1, 6), 5, "2023-12").late is True
