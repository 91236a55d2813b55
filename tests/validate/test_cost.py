"""What the passes over whole rosters cost grows with the rows, not with their square: rows taken are counted, not time."""

from collections.abc import Callable, Iterator
from typing import Any, SupportsIndex, overload

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import judge, observe
from preschool_metrics.model.town_return import Roster, TownReturn
from preschool_metrics.validate import across_periods, all_rules, second_pass

WUQING = load_profile("wuqing-2023")
Row = tuple[Any, ...]
Pass = Callable[[int], object]


class CountedRows(tuple[Row, ...]):
    """Rows that count how often one of them is taken."""

    __slots__ = ()
    taken = 0

    def __iter__(self) -> Iterator[Row]:
        CountedRows.taken += len(self)
        return super().__iter__()

    @overload
    def __getitem__(self, at: SupportsIndex) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> Row | tuple[Row, ...]:
        CountedRows.taken += 1
        return super().__getitem__(at)


def listed(period: str, rows: int, children: int) -> TownReturn:
    fields: dict[str, Callable[[int], Any]] = {
        "name": lambda number: f"甲{number}幼儿园",
        "code": lambda number: f"{number:010}",
        "nature": lambda _: "public",
        "enrolled": lambda _: children,
        "community_attached": lambda number: "yes" if number % 2 else "no",
        "handed_over_on": lambda _: None,
    }
    values = CountedRows(tuple(value(number) for value in fields.values()) for number in range(rows))
    roster = Roster("名册", tuple(fields), tuple("ABCDEF"), tuple(range(2, rows + 2)), values)
    return TownReturn(f"{period}.xlsx", "", "杨村街道", period, {}, {}, roster)


def of_indicators(rows: int) -> object:
    report = listed("2024-03", rows, 90)
    return second_pass(list(map(judge, observe([report], WUQING, "2024-03", None))), [report], [WUQING])


def of_a_quiet_month(rows: int) -> object:
    return across_periods([listed("2024-03", rows, 90)], [listed("2024-02", rows, 91)], [WUQING])


def of_a_month_in_which_all_jump(rows: int) -> object:
    earlier = [listed(f"2023-{month:02}", rows, 90 + month) for month in range(7, 13)]
    return across_periods([listed("2024-03", rows, 300)], earlier, [WUQING])


@pytest.mark.parametrize("made", [of_indicators, of_a_quiet_month, of_a_month_in_which_all_jump])
def test_ten_times_the_rows_cost_ten_times_as_much(made: Pass) -> None:
    all_rules()
    taken = []
    for rows in (30, 300):
        before = CountedRows.taken
        made(rows)
        taken.append(CountedRows.taken - before)
    assert 300 <= taken[1] <= 10.5 * taken[0]
