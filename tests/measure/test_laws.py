"""What holds of every sum, whatever the returns: the laws of design §2 and §10."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import judge, observe, observe_kindergartens
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.town_return import TownReturn
from tests.builder import made

WUQING = load_profile("wuqing-2023")
STAFFING = load_profile("staffing-2013")
NATIONAL = load_profile("national-2020")
PROFILES = pytest.mark.parametrize("profile", [WUQING, NATIONAL, STAFFING], ids=lambda profile: profile.id)
FEW = settings(max_examples=30)  # each example is a group of towns
FIRST_GROUP = ("泗村店镇", "王庆坨镇", "曹子里镇")
NATURES = ("public", "inclusive_private", "other_private", "private")
PARTS = ("enrolled_nursery", "enrolled_junior", "enrolled_middle", "enrolled_senior", "enrolled_mixed")

Row = dict[str, Any]


@st.composite
def kindergarten(draw: st.DrawFn) -> Row:
    """A kindergarten whose figures agree with each other."""
    ages = {part: draw(st.integers(0, 90)) for part in PARTS}
    counted = ("teachers", "care_workers", "health_staff", "health_staff_part_time", "teachers_certified")
    staff = {post: draw(st.integers(0, 12)) for post in counted}
    classes = draw(st.integers(0, 9))
    return {
        "name": draw(st.text("甲乙丙丁", min_size=1, max_size=3)),
        "nature": draw(st.sampled_from(NATURES)),
        "enrolled": sum(ages.values()),
        **ages,
        **staff,
        "staff": staff["teachers"] + staff["care_workers"] + draw(st.integers(0, 12)),
        "classes": classes,
        "classes_within_limit": draw(st.integers(0, classes)),
    }


@st.composite
def town(draw: st.DrawFn, area: str) -> TownReturn:
    ages = {f"population_resident_{age}": draw(st.integers(0, 200)) for age in (3, 4, 5)}
    rows = draw(st.lists(kindergarten(), max_size=4))
    return made(area, rows, cover={**ages, "population_resident_3_5": sum(ages.values())})


GROUP = st.tuples(*(town(area) for area in FIRST_GROUP)).map(list)


def key(observation: Observation) -> tuple[str, str, str | None]:
    return observation.area, observation.indicator.id, observation.kindergarten


def by_key(returns: Iterable[TownReturn], profile: Profile) -> dict[tuple[str, str, str | None], Observation]:
    return {key(each): each for each in observe(list(returns), profile, "2024-03")}


def verdicts(returns: Iterable[TownReturn], profile: Profile) -> dict[tuple[str, str, str | None], Judgement]:
    return {key(each): judge(each) for each in observe(list(returns), profile, "2024-03")}


# --- sums -------------------------------------------------------------------------------------------------


@FEW
@given(GROUP)
def test_a_group_lies_between_its_towns(returns: list[TownReturn]) -> None:
    seen = by_key(returns, WUQING)
    for indicator in WUQING.indicators:
        group = seen["第一组团", indicator.id, None]
        towns = [seen[area, indicator.id, None] for area in FIRST_GROUP]
        known = [each for each in towns if each.numerator is not None and each.denominator]
        if group.numerator is None or not group.denominator or len(known) < len(towns):
            continue
        rates = [Fraction(each.numerator or 0, each.denominator or 1) for each in known]
        assert min(rates) <= Fraction(group.numerator, group.denominator) <= max(rates)


@PROFILES
@FEW
@given(returns=GROUP)
def test_a_total_is_the_sum_of_the_operands_of_its_towns(returns: list[TownReturn], profile: Profile) -> None:
    seen = by_key(returns, profile)
    whole = profile.district or "全部"
    for indicator in profile.indicators:
        total = seen[whole, indicator.id, None]
        for operand in ("numerator", "denominator"):
            parts = [getattr(seen[area, indicator.id, None], operand) for area in FIRST_GROUP]
            assert getattr(total, operand) == (None if None in parts else sum(parts))


@PROFILES
@FEW
@given(returns=GROUP, data=st.data())
def test_the_order_of_returns_is_irrelevant(returns: list[TownReturn], profile: Profile, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(returns))
    assert by_key(shuffled, profile) == by_key(returns, profile)


@PROFILES
@FEW
@given(returns=GROUP, data=st.data())
def test_the_order_of_kindergartens_is_irrelevant(
    returns: list[TownReturn], profile: Profile, data: st.DataObject
) -> None:
    shuffled = []
    for report in returns:
        roster = report.roster
        assert roster
        rows = data.draw(st.permutations(roster.rows))
        shuffled.append(report._replace(roster=roster._replace(rows=tuple(rows))))
    assert by_key(shuffled, profile) == by_key(returns, profile)


@PROFILES
@FEW
@given(returns=GROUP)
def test_kindergartens_add_up_to_their_town(returns: list[TownReturn], profile: Profile) -> None:
    sites = list(observe_kindergartens(returns, profile, "2024-03"))
    for (area, indicator, _), total in by_key(returns, profile).items():
        own = [each for each in sites if each.area == area and each.indicator.id == indicator]
        if total.level == "town" and own and indicator != "gross_enrollment_rate" and total.numerator is not None:
            assert total.numerator == sum(each.numerator or 0 for each in own)
            assert total.denominator == sum(each.denominator or 0 for each in own)
            assert total.lack == sum(each.lack for each in own)


@PROFILES
@FEW
@given(returns=GROUP)
def test_a_figure_is_named_as_missing_exactly_where_an_operand_is_unknown(
    returns: list[TownReturn], profile: Profile
) -> None:
    for observation in by_key(returns, profile).values():
        unknown = None in (observation.numerator, observation.denominator)
        assert bool(observation.missing) == (unknown and observation.received > 0)


# --- the unknown ------------------------------------------------------------------------------------------


def with_blank(report: TownReturn, row: int, field: str) -> TownReturn:
    """Turn one known cell of a roster unknown."""
    roster = report.roster
    assert roster
    at = roster.columns.index(field)
    rows = list(roster.rows)
    rows[row] = (*rows[row][:at], None, *rows[row][at + 1 :])
    return report._replace(roster=roster._replace(rows=tuple(rows)))


@PROFILES
@FEW
@given(rows=st.lists(kindergarten(), min_size=1, max_size=3), data=st.data())
def test_a_blank_never_improves_a_verdict(rows: list[Row], profile: Profile, data: st.DataObject) -> None:
    report = made("曹子里镇", rows, cover={"population_resident_3_5": 300})
    field = data.draw(st.sampled_from([name for name in rows[0] if name != "name"]))
    blanked = with_blank(report, data.draw(st.integers(0, len(rows) - 1)), field)
    after = verdicts([blanked], profile)
    for place, judgement in verdicts([report], profile).items():
        assert after[place].verdict in (judgement.verdict, "no_data")


@PROFILES
@FEW
@given(rows=st.lists(kindergarten(), min_size=1, max_size=3), data=st.data())
def test_a_blank_leaves_a_known_operand_as_it_was(rows: list[Row], profile: Profile, data: st.DataObject) -> None:
    report = made("曹子里镇", rows, cover={"population_resident_3_5": 300})
    field = data.draw(st.sampled_from([name for name in rows[0] if name != "name"]))
    after = by_key([with_blank(report, 0, field)], profile)
    for place, before in by_key([report], profile).items():
        if before.indicator.measure.kind != "requirement":
            assert after[place].numerator in (before.numerator, None)
            assert after[place].denominator in (before.denominator, None)


@PROFILES
@FEW
@given(rows=st.lists(kindergarten(), min_size=1, max_size=3), data=st.data())
def test_a_blank_of_one_kindergarten_never_improves_its_verdict(
    rows: list[Row], profile: Profile, data: st.DataObject
) -> None:
    report = made("曹子里镇", [{**row, "name": str(number)} for number, row in enumerate(rows)])
    field = data.draw(st.sampled_from([name for name in rows[0] if name != "name"]))
    before, after = (
        {key(each): judge(each) for each in observe_kindergartens([one], profile, "2024-03")}
        for one in (report, with_blank(report, 0, field))
    )
    for place, judgement in before.items():
        assert after[place].verdict in (judgement.verdict, "no_data")
