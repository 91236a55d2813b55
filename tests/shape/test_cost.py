"""What reading a sheet costs grows with its rows, not with their square: texts taken apart are counted, not time."""

import sys
from collections.abc import Callable

import pytest

from preschool_metrics.model.grid import Grid, Sheet, Value
from preschool_metrics.shape import shape
from preschool_metrics.shape.grammar import parse

Rows = list[list[Value]]
HEADINGS: list[Value] = ["序号", "幼儿园名称", "办园性质", "在园幼儿数", "小班", "中班", "大班", "班级数", "教职工数"]
FEW = 40


def row(number: int, nature: str = "公办园") -> list[Value]:
    return [float(number + 1), f"甲{number}幼儿园", nature, 90.0, 30.0, 30.0, 30.0, 3.0, 9.0]


def line(*texts: str) -> list[Value]:
    return [*texts, *[""] * (len(HEADINGS) - len(texts))]


def plain(rows: int) -> Rows:
    return [HEADINGS, *map(row, range(rows))]


def with_an_odd_row(rows: int) -> Rows:
    return [*plain(rows), ["", "北片", "", 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]]


def in_sections(rows: int) -> Rows:
    sections = [line("", "一、公办园"), line("", "二、普惠性民办园")]
    blocks = [[sections[start // 10 % 2], *(row(start + at, "") for at in range(10))] for start in range(0, rows, 10)]
    return [HEADINGS, *(each for block in blocks for each in block)]


def with_repeated_headings(rows: int) -> Rows:
    return [each for start in range(0, rows, 20) for each in (HEADINGS, *(row(start + at) for at in range(20)))]


def stacked(rows: int) -> Rows:
    starts = range(0, rows, 20)
    return [each for at in starts for each in (line(f"甲{at}镇幼儿园情况表"), HEADINGS, *map(row, range(at, at + 20)))]


def a_kindergarten_a_page(rows: int) -> Rows:
    pairs: list[tuple[str, Value]]
    pairs = [("幼儿园名称", ""), ("办园性质", "公办园"), ("在园幼儿数", 90.0), ("班级数", 3.0), ("教职工数", 9.0)]
    return [[label, value or f"甲{number}幼儿园"] for number in range(rows) for label, value in pairs]


def parsed(rows: Rows) -> int:
    """Return how many texts were taken apart."""
    for name, module in list(sys.modules.items()):
        for remembered in vars(module).values() if name.startswith("preschool_metrics.shape.") else ():
            if isinstance(remembered, type(parse)):
                remembered.cache_clear()
    shape(Grid("xlsx", "", (Sheet("名册", rows),)))
    known = parse.cache_info()
    return known.hits + known.misses


@pytest.mark.parametrize("made", [plain, with_an_odd_row])
def test_the_rows_of_a_list_are_not_taken_apart_one_by_one(made: Callable[[int], Rows]) -> None:
    parsed(made(FEW))  # what is remembered once for all
    assert parsed(made(10 * FEW)) <= parsed(made(FEW)) + FEW


@pytest.mark.parametrize("made", [in_sections, with_repeated_headings, stacked, a_kindergarten_a_page])
def test_ten_times_the_rows_cost_ten_times_as_much(made: Callable[[int], Rows]) -> None:
    few, many = parsed(made(10 * FEW)), parsed(made(100 * FEW))
    assert many <= 10.5 * few
