"""自查: what the form itself says of a row and of the town, and that Excel will say the same."""

import re
import shutil
import subprocess
import zipfile
from datetime import time
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from preschool_metrics.catalogue import load_profile
from preschool_metrics.forms.demo.year import Return, made_up_returns
from preschool_metrics.forms.form import write_form
from preschool_metrics.forms.layout import COVER, FIRST_ROW, ROSTER
from preschool_metrics.forms.prefill import Prefill, Row
from preschool_metrics.forms.row_check import EMPTY, PASSED, hint_of
from preschool_metrics.forms.standing import Entry, standing
from preschool_metrics.measure.formula import Live
from preschool_metrics.model.policy import Area, Profile
from preschool_metrics.workflow.assess import assess

PERIOD = "2024-03"
POLICIES = ("PM702", "PM705")
FINE: Row = {
    "name": "曹子里春芽示例幼儿园",
    "nature": "inclusive_private",
    "profit": "non_profit",
    "enrolled": 80,
    "enrolled_nursery": 0,
    "enrolled_junior": 25,
    "enrolled_middle": 25,
    "enrolled_senior": 30,
    "enrolled_mixed": 0,
    "classes": 3,
    "classes_nursery": 0,
    "classes_junior": 1,
    "classes_middle": 1,
    "classes_senior": 1,
    "classes_mixed": 0,
    "classes_within_limit": 3,
    "staff": 12,
    "principals": 1,
    "teachers": 6,
    "care_workers": 3,
    "health_staff": 1,
    "administrative_staff": 0,
    "auxiliary_staff": 0,
    "service_staff": 1,
    "teachers_certified": 6,
}
HINTS: list[tuple[dict[str, Any], str]] = [
    ({}, PASSED),
    ({"name": None}, "缺幼儿园名称"),
    ({"enrolled": "约80"}, "人数、个数应为非负整数"),
    ({"places": -5}, "人数、个数应为非负整数"),
    ({"enrolled": 80.5}, "人数、个数应为非负整数"),
    ({"enrolled": 81}, "各年龄班幼儿之和≠合计"),
    ({"classes": 4}, "各年龄班班数之和≠合计"),
    ({"staff": 13}, "教职工各岗位之和≠合计"),
    ({"teachers_certified": 7}, "持证教师多于专任教师"),
    ({"classes_within_limit": 4}, "达标班数多于班级数"),
    (
        {"classes": 0, "classes_junior": 0, "classes_middle": 0, "classes_senior": 0, "classes_within_limit": 0},
        "有幼儿无班级，或有班级无幼儿",
    ),
    ({"profit": "for_profit"}, "营利性园不能是普惠性民办园"),
    ({"enrolled": 86, "enrolled_junior": 31}, "小班平均班额超过25人"),
    ({"enrolled": 97, "enrolled_senior": 47}, "大班平均班额超过35人"),
    ({"nature": "public", "leave_time_summer": time(16, 59)}, "公办园夏季离园不得早于17:00"),
    ({"nature": "public", "leave_time_summer": time(17, 0), "leave_time_winter": time(16, 30)}, PASSED),
    ({"nature": "public", "leave_time_winter": time(16, 0)}, "公办园冬季离园不得早于16:30"),
    ({"leave_time_summer": time(16, 0)}, PASSED),
    ({"enrolled_nursery": None}, "未填全"),
    ({"nature": None}, "未填全"),
    ({"guards": None, "places": None}, PASSED),
]


@pytest.mark.parametrize(("change", "hint"), HINTS)
def test_a_row_says_what_is_wrong_with_it(change: dict[str, Any], hint: str) -> None:
    assert hint_of({**FINE, **change}, POLICIES) == hint


def test_leave_times_are_asked_only_where_the_policy_asks() -> None:
    early = {**FINE, "nature": "public", "leave_time_summer": time(16, 0)}
    assert hint_of(early, ("PM705",)) == hint_of(early) == PASSED


def test_an_empty_row_says_nothing() -> None:
    assert hint_of({}) == hint_of({"name": None, "enrolled": None}) == EMPTY


def lines(profile: Profile, rows: list[Row], **people: object) -> dict[str, Entry]:
    residents = {f"population_resident_{age}": 30 for age in (3, 4, 5)}
    town = Prefill({**residents, **people}, rows)
    return {line.label.removeprefix("自查 "): line for line in standing(profile, PERIOD, town, 1)}


def shown(line: Entry) -> tuple[object, ...]:
    cells = (line.value, line.numerator, line.denominator, line.verdict)
    return tuple(cell.result if isinstance(cell, Live) else None for cell in cells)


def test_the_town_stands_where_it_will_be_judged(profile: Profile) -> None:
    public = {
        **FINE,
        "nature": "public",
        "enrolled": 20,
        "enrolled_nursery": 20,
        "enrolled_junior": 0,
        "enrolled_middle": 0,
        "enrolled_senior": 0,
    }
    found = lines(profile, [FINE, public])
    assert shown(found["幼儿园（所）"])[0] == 2
    assert shown(found["学前三年毛入园率"]) == ("88.89%", 80, 90, "未达标")
    assert shown(found["公办园在园幼儿占比"]) == ("0.00%", 0, 80, "未达标")
    assert shown(found["普惠性幼儿园覆盖率"]) == ("100.00%", 80, 80, "达标")
    assert shown(found["教职工与幼儿比"]) == ("1:4.17", 100, 24, "达标")
    assert found["教职工与幼儿比"].threshold == "≤1:7（全区，力争）"
    assert found["学前三年毛入园率"].threshold == "≥93%"


def test_what_is_shown_never_contradicts_the_verdict(profile: Profile) -> None:
    row = {**FINE, "enrolled": 92_996}
    line = lines(profile, [row], population_resident_3=100_000, population_resident_4=0, population_resident_5=0)
    assert shown(line["学前三年毛入园率"]) == ("92.996%", 92_996, 100_000, "未达标")


def beside_the_line() -> list[Row]:
    """Return a town of 1,099,989 children with one too few in public kindergartens: 49.99995 %."""
    public = [99_999] * 5 + [49_999]
    private = [99_999] * 5 + [50_000]
    return [
        {**FINE, "nature": nature, "enrolled": count}
        for nature, counts in (("public", public), ("inclusive_private", private))
        for count in counts
    ]


def test_however_close_to_the_line_the_figure_says_what_the_verdict_says(profile: Profile) -> None:
    line = lines(profile, beside_the_line())["公办园在园幼儿占比"]
    assert shown(line) == ("49.99995%", 549_994, 1_099_989, "未达标")


@pytest.mark.parametrize("wrong", [None, "约80", -1, 79.5, 100_000])
def test_an_unknown_figure_is_no_sum(profile: Profile, wrong: object) -> None:
    found = lines(profile, [FINE, {**FINE, "enrolled": wrong}])
    assert shown(found["学前三年毛入园率"]) == ("缺数据", "缺数据", 90, "缺数据")
    assert shown(found["教职工（人）"])[0] == 24
    assert shown(lines(profile, [FINE], population_resident_4=wrong)["学前三年毛入园率"])[2] == (
        "缺数据" if wrong != 100_000 else 100_060
    )


def test_an_unknown_nature_hides_the_shares_only(profile: Profile) -> None:
    found = lines(profile, [FINE, {**FINE, "nature": "公办托管"}])
    assert shown(found["公办园在园幼儿占比"]) == ("缺数据", "缺数据", 160, "缺数据")
    assert shown(found["学前三年毛入园率"])[1] == 160


def test_a_blank_form_is_to_be_filled_in(profile: Profile) -> None:
    blank = lines(profile, [])
    assert {shown(line)[3] for line in blank.values() if line.verdict} == {"待填"}
    assert shown(blank["公办园在园幼儿占比"]) == ("待填", 0, 0, "待填")


def test_nothing_to_divide_by(profile: Profile) -> None:
    ages = dict.fromkeys(("enrolled", "enrolled_junior", "enrolled_middle", "enrolled_senior", "staff"), 0)
    nobody = lines(profile, [{**FINE, **ages}])
    assert shown(nobody["公办园在园幼儿占比"]) == ("不适用", 0, 0, "不适用")
    assert shown(nobody["教职工与幼儿比"]) == ("不适用", 0, 0, "不适用")
    assert shown(lines(profile, [{**FINE, "health_staff": 0}])["保健医与幼儿比"]) == ("1:—", 80, 0, "未达标")


def test_nursery_children_count_where_the_profile_says_so(profile: Profile) -> None:
    counting = profile.model_copy(update={"scope": profile.scope.model_copy(update={"count_nursery": True})})
    rows: list[Row] = [{**FINE, "enrolled_nursery": 10, "enrolled": 90}]
    assert shown(lines(profile, rows)["学前三年毛入园率"])[1] == 80
    assert shown(lines(counting, rows)["学前三年毛入园率"])[1] == 90
    assert shown(lines(counting, rows)["普惠性幼儿园覆盖率"])[1] == 80


def test_any_profile_shows_what_stands_on_the_form() -> None:
    assert shown(lines(load_profile("national-2020"), [FINE])["专任教师持证率"])[:3] == ("100.00%", 6, 6)
    staffing = load_profile("staffing-2013")
    ratios = [each for each in staffing.indicators if each.measure.kind != "requirement"]
    assert len(lines(staffing, [FINE])) == 4 + len(ratios)


@pytest.fixture(scope="module")
def last_month() -> list[Return]:
    return [each for each in made_up_returns() if each.path.startswith(f"returns/{PERIOD}")]


def write(folder: Path, profile: Profile, each: Return) -> Path:
    path = folder / f"{each.town.area.name}.xlsx"
    write_form(path, profile=profile, area=each.town.area, period=PERIOD, prefill=each.content, rows=0)
    return path


def test_the_cover_says_what_the_tool_will_say(tmp_path: Path, profile: Profile, last_month: list[Return]) -> None:
    whole = [each for each in last_month if not each.planted]
    folder = tmp_path / PERIOD
    for each in islice(whole, 6):
        write(folder, profile, each)
    judged: dict[str, dict[str, tuple[object, ...]]] = {}
    for judgement in assess([folder]).judged("town"):
        of = judgement.observation
        if of.numerator is not None:
            verdict = {"met": "达标", "not_met": "未达标"}[judgement.verdict]
            judged.setdefault(of.area, {})[of.indicator.title.zh] = (
                judgement.display,
                of.numerator,
                of.denominator,
                verdict,
            )
    assert len(judged) == 6
    for area, figures in judged.items():
        sheet = CalamineWorkbook.from_path(folder / f"{area}.xlsx").get_sheet_by_name(COVER).to_python()
        stored = {str(row[0]): (row[1], row[2], row[3], row[5]) for row in sheet}
        assert {title: stored[f"自查 {title}"] for title in figures} == figures


def test_hints_are_stored_with_the_rows(tmp_path: Path, profile: Profile, last_month: list[Return]) -> None:
    """存下的自查提示就是算出的，出错行只有一行。"""
    each = next(each for each in last_month if each.planted and each.planted[0].code == "PM301")
    sheet = CalamineWorkbook.from_path(write(tmp_path, profile, each)).get_sheet_by_name(ROSTER).to_python()
    hints = [row[-1] for row in sheet[FIRST_ROW:]]
    assert hints[: len(each.content.kindergartens)] == [
        hint_of(row, profile.rules) for row in each.content.kindergartens
    ]
    assert sorted(set(hints)) == sorted({EMPTY, PASSED, "各年龄班幼儿之和≠合计"})


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice computes the formulas anew")
def test_libreoffice_computes_what_is_stored(tmp_path: Path, profile: Profile, area: Area) -> None:
    """去掉存下的结果，让 LibreOffice 重算，逐格相同。"""
    rows: list[Row] = [{**FINE, **change} for change, _ in HINTS]
    towns: list[list[Row]] = [
        rows,
        rows[:1],
        [{**FINE, "health_staff": 0}],
        [{**FINE, "enrolled": 92_996}],
        beside_the_line(),
        [{**FINE, "nature": "民办"}],
        [],
    ]
    people = {f"population_resident_{age}": number for age, number in ((3, 50_000), (4, 50_000), (5, 0))}
    for number, town in enumerate(towns):
        path = tmp_path / "stored" / f"{number}.xlsx"
        write_form(path, profile=profile, area=area, period=PERIOD, prefill=Prefill(people, town), rows=3)
        forget(path, tmp_path / f"{number}.xlsx")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    files = [str(path) for path in tmp_path.glob("*.xlsx")]
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "computed"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for number in range(len(towns)):
        for name in (COVER, ROSTER):
            assert cells(tmp_path / "stored" / f"{number}.xlsx", name) == cells(
                tmp_path / "computed" / f"{number}.xlsx", name
            )


def forget(path: Path, copy: Path) -> None:
    """Copy a workbook without the stored results of its formulas."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            xml = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                xml = re.sub(rb'(<c r="[A-Z]+\d+" s="\d+")(?: t="str")?>(<f>[^<]*</f>)<v>[^<]*</v>', rb"\1>\2", xml)
            target.writestr(name, xml)


def cells(path: Path, sheet: str) -> list[list[str]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    return [[str(value).strip() for value in row] for row in rows]
