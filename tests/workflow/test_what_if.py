"""What would be: changes as people write them, totals that go along, and the figures that they move."""

from pathlib import Path

import pytest

from preschool_metrics.errors import InputError, RequestError
from preschool_metrics.model.what_if import Change, WhatIf
from preschool_metrics.workflow.what_if import change_of, changes_in, what_if
from tests.builder import assessed
from tests.workflow.towns import AREAS, drawn, summary, town

FIGURES = {"曹子里镇": town(1000, 900, 700, 400, staff=130, teachers=70, care_workers=30, health_staff=7)}
ROSTER = """
## 封面
| 填报单位 | 曹子里镇 |
| 报表月份 | 2024-03 |
| 3-5岁常住人口 | 300 |
## 幼儿园名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 托班 | 小班 | 中班 | 大班 | 教职工数 | 专任教师 |
| 甲幼儿园 | 公办园 | 90 | 10 | 20 | 30 | 30 | 14 | 8 |
| 乙幼儿园 | 非普惠性民办园 | 60 | 0 | 20 | 20 | 20 | 9 | 5 |
"""


def after(result: WhatIf, indicator: str, level: str = "town") -> tuple[int | None, int | None]:
    (judgement,) = [
        each for each in result.after if (each.observation.indicator.id, each.observation.level) == (indicator, level)
    ]
    return judgement.observation.numerator, judgement.observation.denominator


def done(*written: str, content: str = "") -> WhatIf:
    return what_if(assessed(content or summary(FIGURES)), [change_of(each) for each in written])


def test_a_changed_number_takes_its_totals_along() -> None:
    result = done("曹子里镇.enrolled_public+=30")
    assert after(result, "public_share") == (430, 930)
    assert after(result, "inclusive_coverage_rate") == (730, 930)
    assert after(result, "gross_enrollment_rate") == (930, 1000)
    assert after(result, "child_staff_ratio") == (930, 130)
    assert (result.changes[0].before, result.changes[0].after) == (400, 430)


@pytest.mark.parametrize(
    ("written", "indicator", "expected"),
    [
        ("曹子里.enrolled_public -= 30", "public_share", (370, 870)),
        ("曹子里镇.enrolled_public=450", "public_share", (450, 950)),
        ("武清区曹子里镇.population=1200", "gross_enrollment_rate", (900, 1200)),
        ("曹子里镇.teachers+=2", "child_care_teaching_staff_ratio", (900, 102)),
        ("曹子里镇.teachers+=2", "child_staff_ratio", (900, 132)),
        ("曹子里镇.enrolled+=10", "inclusive_coverage_rate", (700, 910)),
        ("曹子里镇.enrolled_other_private-=100", "inclusive_coverage_rate", (700, 800)),
    ],
)
def test_ways_to_write_a_change(written: str, indicator: str, expected: tuple[int, int]) -> None:
    assert after(done(written), indicator) == expected


def test_changes_are_made_one_after_the_other() -> None:
    result = done("曹子里镇.enrolled_public+=30", "曹子里镇.enrolled_public-=30", "曹子里镇.enrolled_public=401")
    assert after(result, "public_share") == (401, 901)
    assert [(each.before, each.after) for each in result.changes] == [(400, 430), (430, 400), (400, 401)]


def test_town_group_and_district_are_shown_and_nobody_else() -> None:
    areas = {each.observation.area for each in done("曹子里镇.enrolled_public+=30").before}
    assert areas == {"曹子里镇", "第一组团", "武清区"}
    result = done("曹子里镇.enrolled_public+=30")
    keys = [(each.observation.area, each.observation.indicator.id) for each in result.before]
    assert keys == [(each.observation.area, each.observation.indicator.id) for each in result.after]


def test_what_is_unknown_can_be_set_but_not_raised() -> None:
    content = summary({"曹子里镇": {**FIGURES["曹子里镇"], "population_resident_3_5": None}})
    result = done("曹子里镇.population=1000", content=content)
    assert after(result, "gross_enrollment_rate") == (900, 1000)
    assert result.changes[0].before is None
    with pytest.raises(RequestError, match="未知"):
        done("曹子里镇.population+=5", content=content)


def test_a_kindergarten_is_changed_in_its_row() -> None:
    result = done("曹子里镇/乙幼儿园.nature=公办园", "曹子里镇/甲幼儿园.teachers+=2", content=ROSTER)
    assert after(result, "public_share") == (140, 140)
    assert (result.changes[0].before, result.changes[0].after) == ("other_private", "public")
    assert (result.changes[1].before, result.changes[1].after) == (8, 10)
    fewer = done("曹子里镇/甲幼儿园.enrolled-=10", content=ROSTER)
    assert after(fewer, "gross_enrollment_rate") == (130, 300)


def test_a_kindergartens_part_takes_its_totals_along() -> None:
    more = done("曹子里镇/甲幼儿园.enrolled_junior+=10", "曹子里镇/甲幼儿园.teachers+=2", content=ROSTER)
    assert after(more, "gross_enrollment_rate") == (150, 300)
    assert after(more, "child_staff_ratio") == (160, 25)
    nursery = done("曹子里镇/甲幼儿园.enrolled_nursery-=10", content=ROSTER)
    assert after(nursery, "gross_enrollment_rate") == (140, 300), "nursery children are in no rate"
    assert after(nursery, "child_staff_ratio") == (140, 23)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("曹子里镇enrolled_public", "镇街.填报项"),
        ("曹子镇.enrolled_public+=1", "曹子里镇"),
        ("曹子里镇.enroled_public+=1", "enrolled_public"),
        ("曹子里镇.enrolled_public+=1.5", "整数"),
        ("曹子里镇.enrolled_public-=401", "-1"),
        ("黄庄街道.enrolled_public+=1", "没有黄庄街道的报表"),
        ("曹子里镇/甲.nature=public", "没有名册"),
    ],
)
def test_what_cannot_be_done_is_told(written: str, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        done(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("曹子里镇/丙幼儿园.nature=public", "甲幼儿园|乙幼儿园"),
        ("曹子里镇/甲幼儿园.natur=public", "nature"),
        ("曹子里镇/甲幼儿园.nature=公立民办", "public"),
        ("曹子里镇/甲幼儿园.teachers-=9", "-1"),
    ],
)
def test_what_cannot_be_done_to_a_kindergarten_is_told(written: str, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        done(written, content=ROSTER)


def test_changes_come_from_a_file_too(tmp_path: Path) -> None:
    file = tmp_path / "changes.toml"
    file.write_text('set = ["曹子里镇.enrolled_public+=30", "曹子里镇/甲.nature=public"]', encoding="utf-8")
    assert changes_in(file) == [
        Change("曹子里镇", None, "enrolled_public", "+=", "30"),
        Change("曹子里镇", "甲", "nature", "=", "public"),
    ]
    for wrong in ("set = 3", "set = [", "sets = []"):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(InputError):
            changes_in(file)


def test_nothing_changed_is_nothing_changed() -> None:
    assessment = assessed(summary(drawn(5)))
    result = what_if(assessment, [change_of(f"{AREAS[7]}.enrolled_public+=0")])
    assert result.before == result.after
