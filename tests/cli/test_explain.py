import json
from pathlib import Path

import pytest

from preschool_metrics.catalogue import load_profile, shipped_profiles
from preschool_metrics.validate import all_rules
from tests.cli.conftest import Run, kindergarten, write

INDICATORS = [(name, each.id) for name in shipped_profiles() for each in load_profile(name).indicators]


# --- rules ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_is_explained_in_both_languages(run: Run, language: str) -> None:
    for code, rule in all_rules().items():
        ran = run("explain", code, "--lang", language)
        assert (ran.code, ran.err) == (0, "")
        said = "".join(ran.out.split())
        for text in (rule.title, rule.fix, rule.basis):
            assert "".join(text.say("zh" if language == "zh" else "en").split()) in said


def test_a_rule_may_be_written_in_small_letters(run: Run) -> None:
    assert run("explain", "pm301").out == run("explain", "PM301").out


def test_a_rule_as_json_holds_everything_that_is_said_of_it(run: Run) -> None:
    rule = all_rules()["PM301"]
    said = "\n".join(map(str, json.loads(run("explain", "PM301", "--format", "json").out).values()))
    assert all(text.zh in said for text in (rule.title, rule.message, rule.fix, rule.basis))


# --- indicators -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("profile", "indicator"), INDICATORS)
def test_every_indicator_is_explained_with_clause_and_quotation(run: Run, profile: str, indicator: str) -> None:
    ran = run("explain", indicator, "--profile", profile)
    assert (ran.code, ran.err) == (0, "")
    said = "".join(ran.out.split())
    known = load_profile(profile).indicator(indicator)
    assert known is not None
    assert "".join(known.definition.zh.split()) in said
    for threshold in known.thresholds:
        assert threshold.clause in said
        assert "".join(threshold.quote.split()) in said
    for example in known.examples:
        assert example.display in said


def test_what_is_neither_rule_nor_indicator_is_refused_with_what_there_is(run: Run) -> None:
    ran = run("explain", "public_chair")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "public_share" in ran.err


# --- figures ----------------------------------------------------------------------------------------------


def cells(run: Run, *arguments: object) -> dict[str, list[tuple[str, str, object]]]:
    ran = run("explain", *arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    operands = json.loads(ran.out)["operands"]
    return {
        each["field"]: [(cell["sheet"], cell["cell"], cell["value"]) for cell in each["cells"]] for each in operands
    }


def test_a_figure_goes_back_to_its_cells(run: Run, good: Path) -> None:
    roster = "幼儿园名册"
    assert cells(run, "曹子里镇", "gross_enrollment_rate", good) == {
        "enrolled_preschool": [(roster, "G5", 90), (roster, "H5", 0), (roster, "G6", 90), (roster, "H6", 0)],
        "population": [("封面", "B13", 60), ("封面", "B14", 60), ("封面", "B15", 65)],
    }
    assert cells(run, "曹子里镇", "public_share", good)["enrolled_public"] == [
        *[(roster, "D5", "public"), (roster, "G5", 90), (roster, "H5", 0)],
        *[(roster, "D6", "inclusive_private"), (roster, "G6", 90), (roster, "H6", 0)],
    ]
    assert cells(run, "曹子里镇", "child_care_teaching_staff_ratio", good)["care_teaching_staff"] == [
        *[(roster, "W5", 6), (roster, "X5", 4), (roster, "W6", 6), (roster, "X6", 4)]
    ]


def test_the_cells_of_a_figure_are_those_of_the_sheet(run: Run, good: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(good)
    for indicator in ("gross_enrollment_rate", "child_staff_ratio", "child_health_staff_ratio"):
        for of_field in cells(run, "曹子里镇", indicator, good).values():
            for sheet, cell, value in of_field:
                assert book[sheet][cell].value == value


def test_a_figure_in_text_names_verdict_line_operands_and_cells(run: Run, good: Path) -> None:
    ran = run("explain", "曹子里镇", "gross_enrollment_rate", good)
    assert (ran.code, ran.err) == (0, "")
    for said in ("曹子里镇 2024-03", "97.30%", "≥93%", "180", "185", "good.xlsx", "G5=90", "B15=65"):
        assert said in ran.out


def test_the_area_may_be_a_group_the_district_or_an_office_name(run: Run, good: Path) -> None:
    town = cells(run, "曹子里镇", "public_share", good)
    for area in ("第一组团", "武清区", "武清区曹子里镇", "曹子里"):
        assert cells(run, area, "public_share", good) == town


def test_a_group_adds_the_cells_of_its_towns(run: Run, tmp_path: Path) -> None:
    for area in ("曹子里镇", "泗村店镇", "杨村街道"):
        write(tmp_path / f"{area}.xlsx", area=area)
    ran = run("explain", "第一组团", "child_staff_ratio", tmp_path, "--format", "json")
    staff = next(each for each in json.loads(ran.out)["operands"] if each["field"] == "staff")
    assert sorted({Path(cell["file"]).name for cell in staff["cells"]}) == ["曹子里镇.xlsx", "泗村店镇.xlsx"]
    assert len(staff["cells"]) == 4


def test_an_unknown_figure_names_what_is_missing(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", kindergarten("甲", "public", staff=None), kindergarten("乙", "public"))
    observation = json.loads(run("explain", "曹子里镇", "child_staff_ratio", path, "--format", "json").out)[
        "observation"
    ]
    assert (observation["verdict"], observation["missing"], observation["numerator"]) == ("no_data", ["staff"], 180)
    assert "教职工数" in run("explain", "曹子里镇", "child_staff_ratio", path).out


def test_period_and_profile_choose_the_figure(run: Run, returns: Path) -> None:
    ran = run("explain", "曹子里镇", "gross_enrollment_rate", returns / "months", "--period", "2024-02")
    assert "2024-02" in ran.out
    ran = run("explain", "曹子里镇", "gross_enrollment_rate", returns / "months", "--profile", "national-2020")
    assert "≥85%" in ran.out


@pytest.mark.parametrize(
    ("area", "indicator", "known"),
    [("火星镇", "public_share", "曹子里镇"), ("曹子里镇", "public_chair", "public_share")],
)
def test_a_figure_that_there_is_not_is_refused_with_what_there_is(
    run: Run, good: Path, area: str, indicator: str, known: str
) -> None:
    ran = run("explain", area, indicator, good)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert known in ran.err


def test_a_rule_across_periods_shows_both_returns_in_words(run: Run) -> None:
    assert "上次幼儿园名称 = —" in run("explain", "PM607").out
    text = run("explain", "PM608", "--lang", "en").out
    assert "population basis = not named, population basis before = resident" in " ".join(text.split())
    shown = json.loads(run("explain", "PM608", "--format", "json").out)
    assert shown["fails"]["population_basis"] == "未写明"
