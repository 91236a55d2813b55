"""The made-up year: consistent but for what was planted, and what was planted is found."""

from collections import Counter
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from preschool_metrics.forms.demo import FILES, Planted, write_demo, year
from preschool_metrics.forms.demo.draw import MONTHS, Draw, split
from preschool_metrics.forms.demo.over_time import NO_CELL
from preschool_metrics.forms.demo.year import MARK, MISSING, Return, made_up_returns
from preschool_metrics.forms.form import write_form
from preschool_metrics.forms.layout import CLASSES, FIRST_ROW, POSTS, ROSTER, ROSTER_FIELDS, column_of
from preschool_metrics.forms.standing import standing
from preschool_metrics.model.address import a1
from preschool_metrics.model.measures import AGES
from preschool_metrics.model.policy import Profile
from preschool_metrics.read import Limits, read_grid
from preschool_metrics.workflow.assess import assess

OVER_TIME = {f"PM60{number}" for number in range(1, 8)}  # told only beside an earlier return
FOLLOWS = {"PM321", "PM322", "PM323"}  # of classes that are too large
LIMITS = (20, 25, 30, 35, 30)
CLAIMS: dict[str, Callable[[Any], bool]] = {
    "PM201": lambda value: str(value).startswith("约"),
    "PM202": lambda value: value % 1 == 0.5,
    "PM203": lambda value: value == -5,
    "PM207": lambda value: value == "公办托管",
    "PM309": lambda value: value == "营利性",
    "PM312": lambda value: value == 0,
    "PM403": lambda value: " " in value,
    "PM702": lambda value: value < time(17),
}


@pytest.fixture(scope="module")
def returns() -> list[Return]:
    return list(made_up_returns())


@pytest.fixture(scope="module")
def faulty(
    returns: list[Return], profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Return, Path]]:
    folder = tmp_path_factory.mktemp("demo")
    found = [(each, folder / each.path) for each in returns if each.planted]
    for each, path in found:
        period = MONTHS[each.month]
        write_form(path, profile=profile, area=each.town.area, period=period, prefill=each.content, rows=0)
    return found


def whole(each: Return) -> list[dict[str, Any]]:
    """Return the rows of a return in which nothing was planted."""
    spoilt = {planted.cell.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for planted in each.planted}
    return [dict(row) for at, row in enumerate(each.content.kindergartens, FIRST_ROW + 1) if str(at) not in spoilt]


def test_a_year_of_thirty_towns(returns: list[Return]) -> None:
    assert len(returns) + 12 == FILES
    assert Counter(each.month for each in returns) == {month: 30 if month < 11 else 28 for month in range(12)}
    absent = {each.town.area.name for each in returns if each.month == 0} - {
        each.town.area.name for each in returns if each.month == 11
    }
    assert absent == MISSING
    assert all(3 <= len(each.content.kindergartens) <= 25 for each in returns)


def test_every_row_is_consistent_but_for_what_was_planted(returns: list[Return]) -> None:
    for row in (row for each in returns for row in whole(each)):
        ages, classes = [row[age] for age in AGES], [row[each] for each in CLASSES]
        assert row["enrolled"] == sum(ages) <= row["places"]
        assert row["classes"] == sum(classes)
        assert row["staff"] == sum(row[post] for post in POSTS)
        assert all(children <= limit * number for children, limit, number in zip(ages, LIMITS, classes, strict=True))
        assert all((children > 0) == (number > 0) for children, number in zip(ages, classes, strict=True))
        assert row["teachers_certified"] <= row["teachers"]
        assert 5 <= row["enrolled"] / row["staff"] <= 10
        assert (row["leave_time_summer"], row["leave_time_winter"]) >= (time(17), time(16, 30))
        assert row["leave_time_winter"] >= time(16, 30)
        assert row["nature"] != "inclusive_private" or row["profit"] == "non_profit"
        assert set(row) <= set(ROSTER_FIELDS)


def test_names_and_codes_are_made_up_and_occur_once(returns: list[Return]) -> None:
    rows = [row for each in returns if each.month == 0 for row in each.content.kindergartens]
    for field in ("name", "code"):
        assert max(Counter(row[field] for row in rows).values()) == 1
    assert all("示例" in str(row["name"]) and str(row["code"]).startswith("11129") for row in rows)


def test_the_same_year_every_time(returns: list[Return]) -> None:
    year._towns.cache_clear()
    assert list(made_up_returns()) == returns


def test_slow_improvement_to_the_line_and_not_beyond_it_everywhere(returns: list[Return], profile: Profile) -> None:
    whole_towns = {each.town.area.name for each in returns if each.month == 11 and not each.planted}
    met: dict[int, Counter[str]] = {0: Counter(), 11: Counter()}
    for each in returns:
        if each.month in met and each.town.area.name in whole_towns:
            lines = standing(profile, MONTHS[each.month], each.content, 1)
            met[each.month].update(line.label for line in lines if line.verdict and line.verdict.result == "达标")
    for indicator in profile.indicators[:3]:
        label = f"自查 {indicator.title.zh}"
        assert met[0][label] < met[11][label]
        assert 0.3 < met[11][label] / len(whole_towns) < 1


def test_marked_as_made_up(faulty: list[tuple[Return, Path]]) -> None:
    grid, _ = read_grid(faulty[0][1], Limits())
    cover, roster = grid.sheets[0], grid.sheets[1]
    assert [MARK] in [[value for value in row if value != ""] for row in cover.rows[:5]]
    assert str(roster.rows[0][0]).endswith(MARK)


def test_planted_cells_hold_what_they_claim(faulty: list[tuple[Return, Path]]) -> None:
    codes: Counter[str] = Counter()
    for each, path in faulty:
        sheets = {sheet.name: sheet for sheet in read_grid(path, Limits())[0].sheets}
        for planted in each.planted:
            codes[planted.code] += 1
            if planted.cell == NO_CELL:
                continue
            cells = {
                a1(row, column): value
                for row, values in enumerate(sheets[planted.sheet].rows)
                for column, value in enumerate(values)
            }
            assert CLAIMS.get(planted.code, bool)(cells[planted.cell]), planted
            assert planted.path == each.path
            assert planted.sheet == ROSTER or planted.code in OVER_TIME
    assert sum(codes.values()) == 21
    assert len(codes) == 20


def test_every_fault_is_found_in_its_cell_and_nothing_else(faulty: list[tuple[Return, Path]]) -> None:
    for each, path in faulty:
        findings = [
            found for found in assess([path]).findings if found.severity != "info" and found.code not in FOLLOWS
        ]
        assert [(found.sheet, found.cell, found.code) for found in findings] == [
            planted[1:] for planted in each.planted if planted.code not in OVER_TIME
        ], path


def test_the_districts_operands_stay_known_in_the_last_month(returns: list[Return]) -> None:
    """末月的差错不碰全区指标的分子分母，演示才有数可看。"""
    needed = ("nature", "enrolled", "enrolled_nursery", "staff", "teachers", "care_workers", "health_staff")
    rows = [row for each in returns if each.month == 11 for row in each.content.kindergartens]
    assert all(isinstance(row[field], str if field == "nature" else int) for row in rows for field in needed)


def test_written_file_by_file(tmp_path: Path) -> None:
    written = write_demo(tmp_path)
    path, planted = next(written)
    assert (path, planted) == (tmp_path / "returns" / "2023-04" / "杨村街道.xlsx", ())
    assert path.exists()
    assert Planted("a", ROSTER, a1(FIRST_ROW, column_of("enrolled")), "PM301").cell == "G5"


def test_division_leaves_nothing_over() -> None:
    assert split(10, (1, 1, 1)) == [4, 3, 3]
    assert split(0, (0.3, 0.7)) == [0, 0]
    draw = Draw("示例")
    assert sorted(draw.shuffled("甲乙丙丁")) == sorted("甲乙丙丁")
    assert {draw.whole(1, 3) for _ in range(50)} == {1, 2, 3}
