"""Values as people type them, and what is read of them; what cannot be read stays as it was typed."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from preschool_metrics.model.returns import Cover, Kindergarten
from preschool_metrics.shape.values import column_normaliser, normaliser, scaled


def read(field: str, typed: object, *, date1904: bool = False) -> Any:  # noqa: ANN401 - a cell holds anything
    record = Cover if field in Cover.model_fields else Kindergarten
    return normaliser(record, field, date1904)(typed)


# --- counts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        (12, 12),
        (12.0, 12),
        (0, 0),
        ("12", 12),
        ("１２", 12),
        (" 12 ", 12),
        ("12\u3000", 12),
        ("\u00a012", 12),
        ("\u200b12", 12),
        ("12\n", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("12,345,678", 12345678),
        ("１２，３４５", 12345),
        ("1 234", 1234),
        ("12人", 12),
        ("12 人", 12),
        ("１２ 人", 12),
        ("12名", 12),
        ("3班", 3),
        ("12所", 12),
        ("０人", 0),
        ("0", 0),
        ("007", 7),
        ("12.0", 12),
        ("+5", 5),
    ],
)
def test_what_plainly_is_a_number_is_read_as_one(typed: object, counted: int) -> None:
    value = read("enrolled", typed)
    assert value == counted
    assert type(value) is int


@pytest.mark.parametrize(
    "typed", ["", " ", "\u3000", "\n", "—", "——", "–", "-", "－", "--", "/", "／", "\\", "＼", "无"]
)
def test_a_blank_mark_is_a_blank_and_not_nought(typed: str) -> None:
    assert read("enrolled", typed) is None


@pytest.mark.parametrize("typed", ["N/A", "n/a", "NA", "null", "未统计", "暂无", "不详", "空", "…", "..."])
def test_a_word_for_nothing_is_a_blank_too(typed: str) -> None:
    assert read("enrolled", typed) is None


@pytest.mark.parametrize(
    "typed",
    ["约20", "20左右", "341/360", "二百四十八", "十", "17l", "l7", "O", "12~15", "12+3", "1,23", "1.2万", "12%", "12(人)",
     "52（含保育员12人）", "1e3", "TRUE", "nan", "inf", "1_000", "12.", "没有", "待定", "25 30", "12 3", "12\n13"],
)  # fmt: skip
def test_what_is_no_number_stays_as_it_was_typed(typed: str) -> None:
    assert read("enrolled", typed) == typed


@pytest.mark.parametrize("typed", [12.5, -5, "12.5", "-5", True, datetime(2024, 3, 1)])  # noqa: DTZ001 - as Excel has it
def test_what_no_count_can_be_is_passed_on_for_the_finding(typed: object) -> None:
    value = read("enrolled", typed)
    assert str(value) == str(typed)
    assert type(value) is not int or value < 0


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        (235.00000000000003, 235),
        (234.99999999999997, 235),
        (1.0000000000000002, 1),
        ("235.00000000000003", 235),
        (0.1 + 0.2 + 0.7, 1),
        (99999999.00000001, 99999999),
    ],
)
def test_a_spreadsheet_keeps_fifteen_digits(typed: object, counted: int) -> None:
    assert (read("enrolled", typed), type(read("enrolled", typed))) == (counted, int)


@pytest.mark.parametrize("typed", [235.5, 235.0000001, 0.99999, 1e-9, float("nan"), float("inf")])
def test_what_a_spreadsheet_shows_with_a_fraction_is_no_count(typed: float) -> None:
    assert read("enrolled", typed) is typed


@pytest.mark.parametrize("mark", ["\u202a", "\u202d", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f"])
def test_marks_of_direction_are_blanks(mark: str) -> None:
    assert read("enrolled", f"{mark}235\u202c") == 235
    assert read("name", f"{mark}甲幼儿园\u2069") == "甲幼儿园"


@pytest.mark.parametrize(
    "typed",
    [
        "500人（其中3岁150人，4岁170人，5岁180人）",
        "500（其中：女 240）",
        "500 其中3岁150",
        "500人，其中户籍420人",
        "５００人；其中三岁150",
        "500人\n其中：3岁150人",
    ],
)
def test_what_is_said_of_the_parts_of_a_number_is_no_part_of_it(typed: str) -> None:
    assert read("enrolled", typed) == 500


@pytest.mark.parametrize("typed", ["其中500人", "约500人（其中3岁150人）", "500人（3岁150人）", "500人、600人，其中"])
def test_a_number_that_is_no_number_has_no_parts(typed: str) -> None:
    assert read("enrolled", typed) == typed


def test_a_column_is_read_like_its_cells() -> None:
    typed = [12, 12.0, "12人", "", "—", "约20", 12.5, True]
    whole = column_normaliser(Kindergarten, "enrolled", False)
    assert whole(typed) == [read("enrolled", value) for value in typed]
    assert whole([1.0, 2, 3.0]) == [1, 2, 3]
    assert all(type(value) is int for value in whole([1.0, 2, 3.0]))


@pytest.mark.parametrize(
    ("typed", "counted"), [(2.5113, 25113), (0.0984, 984), (4818.26, 48182600), (2.51134, 25113.4), (3, 30000)]
)
def test_ten_thousands_are_scaled_exactly(typed: float, counted: float) -> None:
    assert scaled(typed, 10_000) == counted


@pytest.mark.parametrize("typed", [None, "约2", True, "—"])
def test_what_is_no_number_is_not_scaled(typed: object) -> None:
    assert scaled(typed, 10_000) is typed


@pytest.mark.parametrize(
    ("typed", "measured"),
    [(1234, 1234.0), (1234.5, 1234.5), ("1,234.5㎡", 1234.5), ("1234平方米", 1234.0), ("1234 m2", 1234.0), ("—", None)],
)
def test_an_area_keeps_its_decimals_and_loses_its_unit(typed: object, measured: float | None) -> None:
    assert read("area_building", typed) == measured


@pytest.mark.parametrize("odd", [float("inf"), "NaN", "—", "", 1.5, True])
def test_an_odd_cell_makes_no_other_of_its_column_odd(odd: object) -> None:
    whole = column_normaliser(Kindergarten, "enrolled", False)([odd, 200.0, 300.0])
    assert (whole[0], whole[1:]) == (read("enrolled", odd), [200, 300])
    assert [type(value) for value in whole[1:]] == [int, int]


# --- days, months and times -------------------------------------------------------------------------------

FIRST_OF_MARCH = [
    "2024-03-01",
    "2024-3-1",
    "2024/3/1",
    "2024.3.1",
    "2024年3月1日",
    "2024 年 3 月 1 日",
    "２０２４年３月１日",
    "2024年3月",
    "2024-03",
    "2024.3",
    "202403",
    "20240301",
    20240301,
    202403.0,
    45352,
    45352.0,
    "2024-03-01 00:00:00",
    datetime(2024, 3, 1, 8, 30),  # noqa: DTZ001 - as Excel has it
]


@pytest.mark.parametrize("typed", FIRST_OF_MARCH, ids=str)
def test_a_day_is_read_in_any_usual_spelling(typed: object) -> None:
    assert read("submitted_on", typed) == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-09-01T00:00:00.000Z", date(2024, 9, 1)),
        ("2024-09-01T00:00:00Z", date(2024, 9, 1)),
        ("2024-09-01T00:00", date(2024, 9, 1)),
        ("2024-09-01T08:30:00.000", date(2024, 9, 1)),
        ("2024-09-01T00:00:00+08:00", date(2024, 9, 1)),
        ("2024-09-01T15:20:00Z", date(2024, 9, 1)),
        ("2024-08-31T16:00:00.000Z", date(2024, 9, 1)),
    ],
)
def test_a_moment_as_machines_write_it_is_its_day_in_china(typed: str, day: date) -> None:
    assert read("reference_date", typed) == day


def test_a_moment_that_is_none_stays_as_it_was_typed() -> None:
    assert read("reference_date", "2024-13-01T00:00:00Z") == "2024-13-01T00:00:00Z"


@pytest.mark.parametrize("typed", FIRST_OF_MARCH, ids=str)
def test_a_month_is_read_from_anything_that_names_one(typed: object) -> None:
    assert read("period", typed) == "2024-03"


@pytest.mark.parametrize(
    "typed",
    ["三月底", "3月", "2024", 2024, 2024.3, "24-3-1", "1/3/2024", "2024-13", "2024-02-30", "2024年第一季度", "2024-03至2024-04"],
    ids=str,
)  # fmt: skip
def test_what_names_no_day_stays_as_it_was_typed(typed: object) -> None:
    assert read("submitted_on", typed) == typed
    assert read("period", typed) == typed


def test_a_serial_number_counts_from_1904_in_a_workbook_that_says_so() -> None:
    assert read("submitted_on", 43890, date1904=True) == date(2024, 3, 1)


@pytest.mark.parametrize("typed", ["", "—", "无"])
def test_a_blank_mark_is_no_day(typed: str) -> None:
    assert read("submitted_on", typed) is None
    assert read("leave_time_summer", typed) is None


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("17:00", time(17)),
        ("17：00", time(17)),
        ("17:00:00", time(17)),
        ("17点", time(17)),
        ("17时30分", time(17, 30)),
        ("下午5:00", time(17)),
        ("下午5点", time(17)),
        ("16:30", time(16, 30)),
        (17 / 24, time(17)),
        (time(17), time(17)),
        (datetime(1899, 12, 31, 17), time(17)),  # noqa: DTZ001 - as Excel has it
        (timedelta(hours=16, minutes=30), time(16, 30)),
    ],
    ids=str,
)
def test_a_time_of_day_is_read_in_any_usual_spelling(typed: object, at: time) -> None:
    assert read("leave_time_summer", typed) == at


@pytest.mark.parametrize(
    "typed", ["17", 17, "1700", "25:00", "17:60", "17:00-17:30", "放学后", timedelta(hours=25)], ids=str
)
def test_what_is_no_time_of_day_stays_as_it_was_typed(typed: object) -> None:
    assert read("leave_time_summer", typed) == typed


# --- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "nature"),
    [
        ("公办园", "public"),
        (" 公 办 ", "public"),
        ("公办\n园", "public"),
        ("公立", "public"),
        ("镇街办", "public"),
        ("集体办", "public"),
        (1, "public"),
        (1.0, "public"),
        ("１", "public"),
        ("普惠性民办园", "inclusive_private"),
        ("普惠民办", "inclusive_private"),
        ("民办(普惠)", "inclusive_private"),
        (2, "inclusive_private"),
        ("非普惠性民办园", "other_private"),
        ("民办（非普惠）", "other_private"),
        (3, "other_private"),
        ("民办", "private"),
        ("私立园", "private"),
        ("—", None),
        ("", None),
    ],
)
def test_a_nature_is_known_by_its_usual_words(typed: object, nature: str | None) -> None:
    assert read("nature", typed) == nature


@pytest.mark.parametrize("typed", ["公办托管", "公办民助", "集团办园", "企事业单位办", "普惠", 4, True], ids=str)
def test_an_ambiguous_nature_is_never_private_by_default(typed: object) -> None:
    assert read("nature", typed) == typed


@pytest.mark.parametrize(
    ("typed", "answer"), [("是", "yes"), ("√", "yes"), ("有", "yes"), ("否", "no"), ("×", "no"), ("无", "no"), ("—", None)]
)  # fmt: skip
def test_yes_and_no_have_their_signs(typed: str, answer: str | None) -> None:
    assert read("alarm", typed) == answer


@pytest.mark.parametrize(
    ("typed", "profit"),
    [("非营利性", "non_profit"), ("否", "non_profit"), ("营利性", "for_profit"), ("是", "for_profit")],
)
def test_profit_is_asked_as_a_word_or_as_a_question(typed: str, profit: str) -> None:
    assert read("profit", typed) == profit


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("甲幼儿园", "甲幼儿园"),
        ("  甲\u3000幼儿园 \n", "甲 幼儿园"),
        ("无名幼儿园", "无名幼儿园"),
        (12.0, "12"),
        ("—", None),
        ("", None),
    ],
)
def test_a_name_loses_its_outer_spaces_only(typed: object, name: str | None) -> None:
    assert read("name", typed) == name


@pytest.mark.parametrize("typed", [1112000001, 1112000001.0, "1112000001", " 1112000001 "], ids=repr)
def test_a_code_is_a_text_also_where_excel_made_a_number_of_it(typed: object) -> None:
    assert read("code", typed) == "1112000001"
