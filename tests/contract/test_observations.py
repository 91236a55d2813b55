"""What holds of every observation, whatever the return (design §2)."""

import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.policy import Indicator, Profile
from preschool_metrics.report.document import observation_entries
from preschool_metrics.workflow.assess import assess
from tests.cli.conftest import kindergarten, write

Entry = dict[str, Any]
PROFILES = ("wuqing-2023", "national-2020", "staffing-2013")
FIGURE = re.compile(r"(?:1:)?(\d+\.\d{2,})%?")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """Assess returns that are odd in every way that a verdict can be."""
    folder = tmp_path_factory.mktemp("odd")
    empty = dict.fromkeys(("enrolled", "enrolled_junior", "enrolled_middle", "enrolled_senior", "places"), 0)
    nobody = dict.fromkeys(("staff", "principals", "teachers", "care_workers", "health_staff", "service_staff"), 0)
    write(folder / "a.xlsx", kindergarten("没有教职工", "public", **nobody, teachers_certified=0), area="曹子里镇")
    write(
        folder / "b.xlsx",
        kindergarten("没有幼儿", "public", **empty),
        kindergarten("空壳园", "public", **empty, **nobody),
        area="泗村店镇",
    )
    write(
        folder / "c.xlsx",
        kindergarten("甲", "public", staff=None, enrolled=None),
        kindergarten("乙", "public"),
        area="杨村街道",
    )
    write(
        folder / "d.xlsx", kindergarten("甲", "公办托管"), kindergarten("乙", "public", enrolled="约90"), area="梅厂镇"
    )
    write(
        folder / "e.xlsx",
        kindergarten("甲", "public", enrolled=99_999),
        kindergarten("乙", "other_private"),
        area="高村镇",
    )
    return assess([folder], profile=PROFILES)


@pytest.fixture(scope="module")
def entries(assessment: Assessment, odd: Assessment) -> list[Entry]:
    return [dict(each) for made in (assessment, odd) for each in observation_entries(made)]


def indicator_of(entry: Entry) -> tuple[Profile, Indicator]:
    profile = load_profile(entry["profile"])
    indicator = profile.indicator(entry["indicator"])
    assert indicator is not None
    return profile, indicator


def line_of(entry: Entry) -> Fraction:
    return Fraction(Decimal(entry["threshold"]))


def reaches(entry: Entry, numerator: int, denominator: int) -> bool:
    ratio = Fraction(numerator, denominator)
    return ratio >= line_of(entry) if entry["direction"] == "at_least" else ratio <= line_of(entry)


def test_there_is_one_of_every_kind(entries: list[Entry]) -> None:
    assert {each["verdict"] for each in entries} == {"met", "not_met", "no_data", "not_applicable"}
    assert {each["level"] for each in entries} == {"kindergarten", "town", "group", "district"}
    assert {each["display"] for each in entries} > {"—", "1:—"}
    assert {each["binding"] for each in entries} == {True, False}


def test_an_observation_of_every_indicator_stands_at_every_level(entries: list[Entry]) -> None:
    found = {(each["profile"], each["indicator"], each["level"]) for each in entries}
    for name in PROFILES:
        profile = load_profile(name)
        levels = ("kindergarten", "town", "district", *(["group"] if profile.groups else []))
        for indicator in profile.indicators:
            assert {(name, indicator.id, level) for level in levels} <= found


def test_no_observation_stands_twice(assessment: Assessment) -> None:
    keys = ("profile", "period", "area", "level", "indicator", "kindergarten")
    listed = [tuple(dict(each)[key] for key in keys) for each in observation_entries(assessment)]
    assert len(set(listed)) == len(listed)


def test_the_verdict_is_a_comparison_of_whole_numbers(entries: list[Entry]) -> None:
    for each in entries:
        numerator, denominator = each["numerator"], each["denominator"]
        one_to_n = indicator_of(each)[1].display == "one_to_n"
        if each["partial"] or numerator is None or denominator is None:
            expected = "no_data"
        elif (numerator if one_to_n else denominator) == 0:
            expected = "not_applicable"
        elif denominator == 0:
            expected = "not_met"
        else:
            expected = "met" if reaches(each, numerator, denominator) else "not_met"
        assert each["verdict"] == expected, each


def test_counts_are_whole_and_unknown_ones_name_what_is_missing(entries: list[Entry]) -> None:
    for each in entries:
        unknown = each["numerator"] is None or each["denominator"] is None
        assert all(type(each[operand]) in (int, type(None)) for operand in ("numerator", "denominator"))
        assert bool(each["missing"]) == (unknown and each["received"] > 0), each


def test_coverage_stands_beside_every_figure(entries: list[Entry]) -> None:
    for each in entries:
        assert 0 <= each["received"] <= each["expected"]
        assert each["partial"] == (each["received"] < each["expected"])
        assert each["interval"] is None
        if each["level"] in ("town", "kindergarten"):
            assert each["expected"] == 1


def test_the_value_is_the_ratio_of_the_operands(entries: list[Entry]) -> None:
    for each in entries:
        numerator, denominator = each["numerator"], each["denominator"]
        no_children = indicator_of(each)[1].display == "one_to_n" and numerator == 0
        if numerator is None or not denominator or no_children:
            assert (each["value"], each["gap"]) == (None, None), each
        else:
            with localcontext(prec=40):
                exact = (Decimal(numerator) / denominator).quantize(Decimal("1e-8"), ROUND_HALF_UP)
            assert each["value"] == float(exact)


def test_the_gap_is_the_distance_to_the_line_and_never_below_nought(entries: list[Entry]) -> None:
    for each in entries:
        if each["value"] is not None:
            distance = float(line_of(each)) - each["value"]
            distance = distance if each["direction"] == "at_least" else -distance
            assert each["gap"] == pytest.approx(max(distance, 0.0), abs=1e-8)


def test_the_shortfall_closes_the_gap_and_one_less_does_not(entries: list[Entry]) -> None:
    for each in entries:
        if each["verdict"] not in ("met", "not_met"):
            assert each["shortfall"] is None
            continue
        short, (_, indicator) = each["shortfall"], indicator_of(each)
        assert (short == 0) == (each["verdict"] == "met")
        if short == 0 or indicator.measure.kind == "requirement":
            continue
        numerator, denominator = each["numerator"], each["denominator"]
        if indicator.display == "one_to_n":
            assert reaches(each, numerator, denominator + short)
            assert denominator + short == 1 or not reaches(each, numerator, denominator + short - 1)
        else:
            assert reaches(each, numerator + short, denominator)
            assert not reaches(each, numerator + short - 1, denominator)


def test_what_is_shown_never_contradicts_the_verdict(entries: list[Entry]) -> None:
    for each in entries:
        _, indicator = indicator_of(each)
        if each["value"] is None:
            staffless = indicator.display == "one_to_n" and each["denominator"] == 0 and bool(each["numerator"])
            assert each["display"] == ("1:—" if staffless else "—")
            continue
        percent = indicator.display == "percent"
        assert each["display"].endswith("%") == percent
        assert each["display"].startswith("1:") == (not percent)
        found = FIGURE.fullmatch(each["display"])
        assert found
        shown = Fraction(Decimal(found[1])) / (100 if percent else 1)
        met = reaches(each, each["numerator"], each["denominator"])
        assert (shown >= line_of(each) if each["direction"] == "at_least" else shown <= line_of(each)) == met
        decimals = len(found[1].partition(".")[2]) + (2 if percent else 0)
        with localcontext(prec=40):
            exact = Decimal(each["numerator"]) / each["denominator"]
            assert Decimal(found[1]) == (exact * (100 if percent else 1)).quantize(
                Decimal(1).scaleb(-(decimals - (2 if percent else 0))), ROUND_HALF_UP
            )


def test_an_observation_binds_where_its_threshold_applies_and_is_no_aim(entries: list[Entry]) -> None:
    for each in entries:
        threshold = indicator_of(each)[1].threshold_in(each["period"])
        assert each["binding"] == (threshold.binding and threshold.applies(each["level"], each["area"]))
        assert Decimal(each["threshold"]) == threshold.line
        assert each["direction"] == threshold.direction


def test_a_kindergarten_has_its_town_in_area_and_its_name_beside_it(entries: list[Entry]) -> None:
    for each in entries:
        assert (each["kindergarten"] is None) == (each["level"] != "kindergarten")
    assert {each["area"] for each in entries if each["kindergarten"] == "没有教职工"} == {"曹子里镇"}


def test_no_staff_for_children_is_not_met_and_no_children_is_not_applicable(entries: list[Entry]) -> None:
    own = [each for each in entries if each["profile"] == "wuqing-2023" and each["kindergarten"]]
    (staffless,) = (
        each for each in own if (each["kindergarten"], each["indicator"]) == ("没有教职工", "child_staff_ratio")
    )
    shown = ("verdict", "numerator", "denominator", "value", "display", "gap", "shortfall")
    assert [staffless[key] for key in shown] == ["not_met", 90, 0, None, "1:—", None, 13]
    childless = [
        each for each in own if each["kindergarten"] == "没有幼儿" and each["indicator"] != "gross_enrollment_rate"
    ]
    assert {each["verdict"] for each in childless} == {"not_applicable"}
    assert {each["numerator"] for each in childless} == {0}, "it keeps its counts"


def test_totals_are_sums_of_towns_and_lie_between_them(assessment: Assessment) -> None:
    for name in ("wuqing-2023", "national-2020"):
        towns: dict[str, list[Entry]] = defaultdict(list)
        district: dict[str, Entry] = {}
        for entry in observation_entries(assessment):
            each: Entry = dict(entry)
            if each["profile"] == name and each["level"] == "town" and each["received"]:
                towns[each["indicator"]].append(each)
            elif each["profile"] == name and each["level"] == "district":
                district[each["indicator"]] = each
        for indicator, total in district.items():
            for operand in ("numerator", "denominator"):
                assert total[operand] == sum(each[operand] for each in towns[indicator])
            ratios = [Fraction(each["numerator"], each["denominator"]) for each in towns[indicator]]
            assert min(ratios) <= Fraction(total["numerator"], total["denominator"]) <= max(ratios)


def test_groups_are_sums_of_their_towns(assessment: Assessment) -> None:
    profile = load_profile("wuqing-2023")
    made: list[Entry] = [dict(each) for each in observation_entries(assessment) if each["profile"] == profile.id]
    for group in profile.groups:
        members = {area.name for area in profile.areas if area.group == group.id}
        for total in (each for each in made if each["level"] == "group" and each["area"] == group.name.zh):
            own = [
                each
                for each in made
                if each["level"] == "town"
                and each["area"] in members
                and each["indicator"] == total["indicator"]
                and each["received"]
            ]
            assert total["numerator"] == sum(each["numerator"] for each in own)
            assert total["denominator"] == sum(each["denominator"] for each in own)
            assert (total["received"], total["expected"]) == (len(own), len(members))
