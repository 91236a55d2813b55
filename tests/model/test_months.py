"""Months as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.model.months import (
    month_at,
    month_before,
    month_in,
    month_number,
    month_of,
    month_words,
    months_between,
)

SPELLINGS = ["{y}-{m:02}", "{y}-{m}", "{y}.{m}", "{y}.{m:02}", "{y}/{m}", "{y}_{m:02}", "{y}{m:02}", "{y}年{m}月"]
SPELLINGS += ["{y}年{m:02}月", "{y}年{m}月份", "{y} 年 {m} 月", " {y}-{m:02} "]


@given(st.integers(1950, 2099), st.integers(1, 12), st.sampled_from(SPELLINGS))
def test_every_spelling_is_the_month(year: int, month: int, spelling: str) -> None:
    written = spelling.format(y=year, m=month)
    assert month_of(written) == month_in(written) == f"{year}-{month:02}"


def test_full_width_digits_are_digits() -> None:
    assert month_of("２０２４年３月") == "2024-03"


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-13", "2024-0", "202400", "20243", "24-03", "2024-03-15", "20240315", "3月", "march", "3024-03"]
)  # fmt: skip
def test_what_names_no_month_is_none(text: str) -> None:
    assert month_of(text) is None
    assert month_in(text) is None


@pytest.mark.parametrize(
    "name", ["2024年3月报表", "各镇街2024年03月上报", "2024 年 3 月（最终）", "3、2024年3月", "2024年3月份数据"]
)
def test_a_name_may_hold_one_month_written_out(name: str) -> None:
    assert month_in(name) == "2024-03"
    assert month_of(name) is None


@pytest.mark.parametrize(
    "name", ["2024年1月-3月", "2024年1-3月", "2023年12月和2024年1月", "2023年、2024年3月", "2024年", "旧12024年3月"]
)
def test_two_months_or_a_span_are_none(name: str) -> None:
    assert month_in(name) is None


def test_months_are_counted_over_the_turn_of_a_year() -> None:
    assert month_before("2024-01") == "2023-12"
    assert month_before("2024-03", 12) == "2023-03"
    assert months_between("2023-11", "2024-02") == ("2023-11", "2023-12", "2024-01", "2024-02")
    assert [month_words("2024-03", language) for language in ("zh", "en")] == ["2024年3月", "March 2024"]


@given(st.integers(0, 9999 * 12 + 11), st.integers(0, 300))
def test_months_count_as_numbers_do(number: int, months: int) -> None:
    assert month_number(month_at(number)) == number
    assert number < months or month_before(month_before(month_at(number), months), -months) == month_at(number)
