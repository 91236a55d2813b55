"""What every site is asked: a yes, a time of day, a quotient; who has not said so is unknown and never a no."""

from datetime import date, time
from typing import Any

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.measure.sites import answers
from preschool_metrics.model.clauses import SiteFigure
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Roster
from tests.builder import made

FIGURES = {figure.id: figure for clause in load_clauses(load_profile("wuqing-2023")) for figure in clause.figures}


def sites(**fields: list[Any]) -> list[dict[str, Any]]:
    """Return kindergartens 甲, 乙 … with these fields, all public where nothing else is said."""
    many = len(next(iter(fields.values())))
    own = {"nature": ["public"] * many, **fields}
    return [{"name": f"{'甲乙丙丁'[at]}园", **{name: values[at] for name, values in own.items()}} for at in range(many)]


@pytest.mark.parametrize(
    ("figure", "fields", "yes", "no", "unknown"),
    [
        ("party_branch", {"party_branch": ["yes", "no", None]}, 1, ["乙园"], ["丙园"]),
        ("with_guards", {"guards": [2, 0, None]}, 1, ["乙园"], ["丙园"]),
        ("insurance_and_fund_paid", {"social_insurance": ["yes", "yes", None], "housing_fund": ["yes", "no", "no"]}, 1, ["乙园", "丙园"], []),
        ("insurance_and_fund_paid", {"social_insurance": ["yes", "yes"], "housing_fund": ["yes", None]}, 1, [], ["乙园"]),
        ("extended_care_offered", {"extended_care": ["yes", "no", "no"], "nature": ["public", "other_private", None]}, 1, [], ["丙园"]),
        (
            "leave_times_kept",
            {
                "leave_time_summer": [time(17, 0), time(16, 59), time(17, 30), None],
                "leave_time_winter": [time(16, 30), time(16, 30), None, time(16, 0)],
            },
            1,
            ["乙园", "丁园"],
            ["丙园"],
        ),
    ],
)  # fmt: skip
def test_a_yes_is_a_yes_a_no_a_no_and_a_blank_is_neither(
    figure: str, fields: dict[str, list[Any]], yes: int, no: list[str], unknown: list[str]
) -> None:
    found = answers(FIGURES[figure], [made("曹子里镇", sites(**fields))])
    assert (found.numerator, list(found.no), list(found.sites)) == (yes, no, unknown)
    assert found.denominator == yes + len(no)


def test_a_quotient_adds_sums_and_leaves_out_who_lacks_one_of_them() -> None:
    rows = sites(enrolled=[90, 60, None], places=[100, 100, 50], nature=["public", "public", "public"])
    found = answers(FIGURES["use_of_public_places"], [made("曹子里镇", rows)])
    assert (found.numerator, found.denominator, found.sites) == (150, 200, ("丙园",))


def test_a_return_without_the_column_is_unknown_as_a_whole() -> None:
    towns = [
        made("曹子里镇", sites(alarm=["yes"])),
        made("大良镇", sites(enrolled=[3])),
        made("高村镇", sites(alarm=[None])),
    ]
    found = answers(FIGURES["with_alarm"], towns, absent=["梅厂镇"])
    assert (found.numerator, found.denominator, found.areas) == (1, 1, ("梅厂镇", "大良镇", "高村镇"))


def points(**fields: list[Any]) -> Roster:
    many = len(next(iter(fields.values())))
    rows = tuple(("点", *(values[at] for values in fields.values())) for at in range(many))
    return Roster("托幼点名册", ("name", *fields), ("A", "B", "C")[: 1 + len(fields)], tuple(range(2, many + 2)), rows)


@pytest.mark.parametrize(
    ("figure", "fields", "counted"),
    [
        ("points_reviewed_again", {"reviewed_on": [date(2023, 5, 1), None]}, (1, 1)),
        ("points_with_supervisor", {"supervisor": ["李某", "否", None]}, (1, 2)),
        ("points_with_hazards", {"open_hazards": [2, 0, None]}, (1, 2)),
    ],
)
def test_day_care_points_are_asked_likewise(
    figure: str, fields: dict[str, list[Any]], counted: tuple[int, int]
) -> None:
    report = made("曹子里镇", [])._replace(points=points(**fields))
    found = answers(FIGURES[figure], [report])
    assert (found.numerator, found.denominator) == counted


def test_a_town_that_lists_no_point_has_none_and_one_without_a_list_is_unknown() -> None:
    none = made("曹子里镇", [])._replace(points=Roster("托幼点名册", ("name",), ("A",), (), ()))
    assert answers(FIGURES["points_with_supervisor"], [none]) == ((), (), (), 0, 0)
    assert answers(FIGURES["points_with_supervisor"], [made("曹子里镇", [])]).areas == ("曹子里镇",)


@pytest.mark.parametrize(
    ("alarms", "line", "missed"),
    [
        (["yes", "yes", "yes", "no"], "0.75", False),
        (["yes", "yes", "no", "no"], "0.75", True),
        (["yes", "yes", None, "no"], "0.75", False),
        (["yes", None, "no", "no"], "0.75", True),
        (["yes", "yes", "yes", None], "1", False),
    ],
)
def test_a_share_misses_its_line_when_no_answer_still_to_come_can_reach_it(
    alarms: list[str | None], line: str, *, missed: bool
) -> None:
    figure = SiteFigure.model_validate({
        "id": "a", "title": Text("甲", "A")._asdict(), "yes": ["alarm"], "at_least": line,
    })  # fmt: skip
    assert figure.at_least is not None
    assert answers(figure, [made("曹子里镇", sites(alarm=alarms))]).misses(figure.at_least) == missed


def test_private_ones_are_asked_apart() -> None:
    natures = ["public", "inclusive_private", "other_private", "private"]
    report = made("曹子里镇", sites(party_branch=["yes", "yes", "no", None], nature=natures))
    found = answers(FIGURES["party_branch_private"], [report])
    assert (found.numerator, found.denominator, found.sites) == (1, 2, ("丁园",))
