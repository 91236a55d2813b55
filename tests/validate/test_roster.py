"""A roster: whose its rows are, each kindergarten once, and what is missing said by its cell."""

import pytest

from preschool_metrics.model.town_return import Roster
from preschool_metrics.validate import Validated
from tests.builder import codes, found, returned

COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
PLAIN = "| 幼儿园名称 | 办园性质 | 在园幼儿数 |"
WITH_AREA = "| 幼儿园名称 | 所属镇街 | 办园性质 | 在园幼儿数 |"


def listed(*rows: str, heading: str = PLAIN, cover: str = COVER, period: str | None = None) -> Validated:
    return returned(f"{cover}## 名册\n{heading}\n" + "\n".join(rows), period=period)


def roster(result: Validated, area: str = "曹子里镇") -> Roster:
    (found_one,) = [report.roster for report in result.returns if report.area == area]
    assert found_one
    return found_one


def column(result: Validated, field: str) -> list[object]:
    values = roster(result).column(field)
    assert values is not None
    return values


def places(result: Validated, code: str) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(finding.cell, finding.related) for finding in found(result, code)]


# --- columns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "row", "missing"),
    [
        ("| 办园性质 | 在园幼儿数 | 标识码 |", "| 公办园 | 90 | 1112000001 |", "name"),
        ("| 幼儿园名称 | 在园幼儿数 |", "| 甲幼儿园 | 90 |", "nature"),
        ("| 幼儿园名称 | 办园性质 | 小班 | 中班 | 大班 |", "| 甲幼儿园 | 公办园 | 20 | 30 | 40 |", "enrolled"),
    ],
)
def test_a_needed_heading_that_is_missing_is_an_error_that_names_it(heading: str, row: str, missing: str) -> None:
    result = listed(row, heading=heading)
    assert [finding.field for finding in found(result, "PM111")] == [missing]


def test_other_missing_columns_are_one_line() -> None:
    (finding,) = found(listed("| 甲幼儿园 | 公办园 | 90 |"), "PM122")
    assert finding.severity == "info"
    assert "教职工数" in finding.message.zh


@pytest.mark.parametrize(
    ("posts", "absent"),
    [
        (("其他人员",), "行政人员"),
        (("行政人员", "教辅人员", "工勤人员"), "其他人员"),
    ],
)
def test_posts_that_another_column_stands_for_are_not_missed(posts: tuple[str, ...], absent: str) -> None:
    heading = f"{PLAIN} {' | '.join(posts)} |"
    (finding,) = found(listed("| 甲幼儿园 | 公办园 | 90 |" + " 1 |" * len(posts), heading=heading), "PM122")
    assert absent not in finding.message.zh


# --- blanks -----------------------------------------------------------------------------------------------


def test_blanks_of_one_column_are_one_finding_that_names_every_cell() -> None:
    result = listed("| 甲幼儿园 | 公办园 | — |", "| 乙幼儿园 | 公办园 | 80 |", "| 丙幼儿园 | 公办园 |  |")
    assert places(result, "PM212") == [("C2", ("C4",))]
    assert column(result, "enrolled") == [None, 80, None]


def test_a_cell_that_is_wrong_is_not_called_blank_as_well() -> None:
    result = listed("| 甲幼儿园 | 公办园 | 约90 |", "| 乙幼儿园 | 公办园 | #REF! |")
    assert codes(result) & {"PM201", "PM204", "PM212"} == {"PM201", "PM204"}


def test_whether_a_kindergarten_is_inclusive_is_asked_of_private_ones_only() -> None:
    heading = "| 幼儿园名称 | 办园性质 | 是否普惠 | 在园幼儿数 |"
    result = listed("| 甲幼儿园 | 公办 |  | 90 |", "| 乙幼儿园 | 民办 |  | 80 |", heading=heading)
    assert places(result, "PM213") == [("C3", ())]


def test_a_blank_name_is_an_error_at_its_cell() -> None:
    assert places(listed("|  | 公办园 | 90 |"), "PM210") == [("A2", ())]


# --- natures ----------------------------------------------------------------------------------------------


def test_private_is_read_with_the_inclusive_column() -> None:
    result = listed(
        "| 甲幼儿园 | 公办 |  | 90 |",
        "| 乙幼儿园 | 民办 | 是 | 80 |",
        "| 丙幼儿园 | 民办 | 否 | 70 |",
        "| 丁幼儿园 | 民办 |  | 60 |",
        heading="| 幼儿园名称 | 公办/民办 | 是否普惠 | 在园幼儿数 |",
    )
    assert column(result, "nature") == ["public", "inclusive_private", "other_private", "private"]


def test_an_unknown_nature_is_a_question_and_stays_unknown() -> None:
    result = listed("| 甲幼儿园 | 公办托管 | 90 |")
    assert places(result, "PM207") == [("B2", ())]
    assert column(result, "nature") == [None]


def test_a_nature_that_the_inclusive_column_contradicts_is_a_question() -> None:
    result = listed("| 甲幼儿园 | 公办 | 否 | 90 |", heading="| 幼儿园名称 | 办园性质 | 是否普惠 | 在园幼儿数 |")
    assert places(result, "PM314") == [("C2", ("B2",))]


# --- each once --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "again", ["甲幼儿园(东园)", "甲幼儿园（东园）", " 甲 幼儿园（东园） ", "武清区甲幼儿园（东园）"]
)
def test_a_kindergarten_spelled_another_way_is_the_same_and_the_first_counts(again: str) -> None:
    result = listed("| 甲幼儿园（东园） | 公办园 | 90 |", f"| {again} | 公办园 | 80 |")
    assert places(result, "PM403") == [("A3", ("A2",))]
    assert column(result, "enrolled") == [90]


def test_two_names_with_one_code_are_one_kindergarten() -> None:
    heading = "| 幼儿园名称 | 学校标识码 | 办园性质 | 在园幼儿数 |"
    result = listed("| 甲 | 1112000001 | 公办园 | 90 |", '| 乙 | "1112000001" | 公办园 | 80 |', heading=heading)
    assert places(result, "PM404") == [("B3", ("B2",))]
    assert column(result, "enrolled") == [90]


CODED = "| 幼儿园名称 | 学校标识码 | 办园性质 | 在园幼儿数 |"


def coded(*codes: str) -> Validated:
    return listed(
        *(f"| {name}幼儿园 | {code} | 公办园 | 90 |" for name, code in zip("甲乙丙丁", codes, strict=False)),
        heading=CODED,
    )


@pytest.mark.parametrize(
    "code", ["待定", "待补", "0", "0000000000", "1.11E+09", "1112000000", "无", "正在办理", "1111111111", "120114121", "1112", "xx"]
)  # fmt: skip
@pytest.mark.parametrize("times", [2, 4])
def test_a_placeholder_for_a_code_makes_no_kindergartens_one(code: str, times: int) -> None:
    result = coded(*[code] * times)
    assert (column(result, "enrolled"), found(result, "PM404")) == ([90] * times, [])


@pytest.mark.parametrize("codes", [["1112000009"] * 4, ["1112000009"] * 3 + ["1112000010"]])
def test_a_code_in_most_rows_is_the_towns_own_and_asked_about(codes: list[str]) -> None:
    result = coded(*codes)
    assert (column(result, "enrolled"), found(result, "PM404")) == ([90] * 4, [])
    assert places(result, "PM414") == [("B2", ("B3", "B4", "B5")[: codes.count(codes[0]) - 1])]


def test_a_placeholder_beside_codes_leaves_these_compared() -> None:
    result = coded("1112000001", "待定", "待定", "1112-000001")
    assert places(result, "PM404") == [("B5", ("B2",))]
    assert found(result, "PM414") == []


# --- whose it is ------------------------------------------------------------------------------------------


def test_a_row_of_another_town_is_an_error_and_not_counted_here() -> None:
    result = listed(
        "| 甲 | 曹子里 | 公办园 | 90 |", "| 乙 | 陈嘴镇 | 公办园 | 80 |", "| 丙 |  | 公办园 | 70 |", heading=WITH_AREA
    )
    (finding,) = found(result, "PM502")
    assert (finding.cell, finding.value, finding.expected) == ("B3", "陈嘴镇", "陈咀镇")
    assert finding.related == ("A4",), "a town that is written once stands for the row below"
    assert column(result, "enrolled") == [90]


def test_a_row_of_an_unknown_town_is_an_error_and_not_counted() -> None:
    result = listed("| 甲 | 曹子里镇 | 公办园 | 90 |", "| 乙 | 双街镇 | 公办园 | 80 |", heading=WITH_AREA)
    assert places(result, "PM113") == [("B3", ())]
    assert column(result, "enrolled") == [90]


def test_a_near_miss_of_the_own_town_counts_with_one_question_for_each_spelling() -> None:
    rows = [f"| {name} | 曹子裡镇 | 公办园 | 90 |" for name in "甲乙"]
    result = listed(*rows, heading=WITH_AREA)
    assert places(result, "PM114") == [("B2", ("B3",))]
    assert column(result, "enrolled") == [90, 90]


def test_without_a_cover_the_rows_say_whose_they_are() -> None:
    result = listed(
        "| 甲 | 曹子里镇 | 公办园 | 90 |", "| 乙 | 梅厂镇 | 公办园 | 80 |", "| 丙 | 双街镇 | 公办园 | 70 |",
        heading=WITH_AREA, cover="", period="2024-03",
    )  # fmt: skip
    assert {"PM112", "PM113"} <= codes(result)
    assert [(report.area, report.multi) for report in result.returns] == [("曹子里镇", True), ("梅厂镇", True)]
    assert roster(result, "梅厂镇").column("enrolled") == [80]
    assert result.input.area is None


def test_without_a_cover_and_without_an_area_nothing_counts() -> None:
    result = listed("| 甲 | 公办园 | 90 |", cover="", period="2024-03")
    assert "PM112" in codes(result)
    assert result.returns == ()


# --- an empty one -----------------------------------------------------------------------------------------


def test_a_roster_with_headings_and_no_rows_is_a_question_and_a_return() -> None:
    result = listed()
    assert found(result, "PM405")
    assert roster(result).rows == ()
    assert result.input.kindergartens == 0


def test_a_roster_gives_its_rows_as_records() -> None:
    (record,) = roster(listed("| 甲幼儿园 | 公办园 | 90 |")).kindergartens()
    assert (record.name, record.nature, record.enrolled, record.staff) == ("甲幼儿园", "public", 90, None)
