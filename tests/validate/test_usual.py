"""What change is unusual: laws of the median and MAD, and the floors."""

from fractions import Fraction
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.validate.usual import Floor, Usual, relative, shown, spread

COUNT = st.integers(0, 5000)
FLOOR = Floor(people=30, percent=5)


@given(st.lists(st.fractions(-2, 2), min_size=5, max_size=30))
def test_spread_is_the_median_and_the_median_distance_from_it(changes: list[Fraction]) -> None:
    found = spread(changes)
    assert found is not None
    assert found.median == median(changes)
    assert found.mad == median([abs(change - found.median) for change in changes])


def test_four_changes_are_too_few_to_say_what_is_usual() -> None:
    assert spread([Fraction(1, 100)] * 4) is None
    assert spread([Fraction(1, 100)] * 5) is not None


@given(COUNT, COUNT)
def test_below_a_floor_nothing_is_a_jump(now: int, before: int) -> None:
    jump = Usual().is_jump(now, before, FLOOR)
    assert jump == (abs(now - before) >= 30 and abs(now - before) * 20 >= before)


@given(COUNT, COUNT, st.lists(COUNT, max_size=20))
def test_more_knowledge_of_what_is_usual_never_makes_a_jump(now: int, before: int, series: list[int]) -> None:
    if Usual(lambda: series).is_jump(now, before, FLOOR):
        assert Usual().is_jump(now, before, FLOOR)


def test_against_a_year_before_twice_the_percentage_is_needed() -> None:
    assert Usual().is_jump(1060, 1000, FLOOR)
    assert not Usual(yearly=True).is_jump(1060, 1000, FLOOR)
    assert Usual(yearly=True).is_jump(1100, 1000, FLOOR)


def test_a_town_that_always_moves_is_not_asked_about_moving() -> None:
    restless = [1000, 1080, 1010, 1090, 1000, 1100, 1010]
    assert not Usual(lambda: restless).is_jump(1100, 1010, FLOOR)
    assert Usual(lambda: restless).is_jump(2000, 1010, FLOOR)


def test_what_happens_to_all_at_once_is_no_jump_of_one() -> None:
    autumn = spread(Fraction(percent, 100) for percent in (18, 20, 21, 19, 22, 20))
    assert not Usual(peers=autumn).is_jump(1200, 1000, FLOOR)
    assert Usual(peers=autumn).is_jump(1000, 1000 * 2, FLOOR)


def test_where_nothing_ever_moves_the_floors_decide() -> None:
    still = [1000] * 8
    assert not Usual(lambda: still).is_jump(1029, 1000, FLOOR)
    assert Usual(lambda: still).is_jump(1050, 1000, FLOOR)


def test_a_change_from_nothing() -> None:
    assert relative(40, 0) == 40
    assert Usual().is_jump(40, 0, FLOOR)
    assert (shown(40, 0), shown(1125, 1000), shown(995, 1000)) == ("—", "+12.5%", "-0.5%")
