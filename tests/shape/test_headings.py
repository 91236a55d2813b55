"""Headings matched to fields: synonyms, units and asides, and the parent that decides."""

import pytest

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import TableKind
from preschool_metrics.model.returns import Cover, Record
from preschool_metrics.shape.grammar import parse
from preschool_metrics.shape.headings import RECORDS, SURE, Match, is_ignored, is_known, match
from preschool_metrics.shape.headings import field_of as field_of_meaning
from preschool_metrics.shape.words import bare, heading_key, unit_of


def field_of(kind: TableKind, heading: str) -> str | None:
    """Match headings joined by →, as an inspection prints them."""
    found = match(kind, tuple(heading.split("→")))
    return found.field if found else None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("在园幼儿数", "enrolled"),
        ("在园幼儿数（人）", "enrolled"),
        ("在 园\n幼儿数", "enrolled"),
        ("在园幼儿数(人)", "enrolled"),
        ("其中：小班", "enrolled_junior"),
        ("#小班", "enrolled_junior"),
        ("一、在园幼儿数", "enrolled"),
        ("在园幼儿总数", "enrolled"),
        ("小班", "enrolled_junior"),
        ("小班人数", "enrolled_junior"),
        ("小班数", "classes_junior"),
        ("班级数（个）", "classes"),
        ("教职工", "staff"),
        ("专任教师数", "teachers"),
        ("卫生保健人员", "health_staff"),
        ("校医", "health_staff"),
        ("兼职卫生保健人员数", "health_staff_part_time"),
        ("取得教师资格证的专任教师数", "teachers_certified"),
        ("园所名称", "name"),
        ("幼儿园", "name"),
        ("办园性质", "nature"),
        ("公办/民办", "nature"),
        ("普惠性幼儿园（是/否）", "inclusive"),
        ("学校（机构）标识码", "code"),
        ("所属镇街", "area"),
        ("夏季离园时间", "leave_time_summer"),
    ],
)
def test_a_heading_of_a_roster_is_known_with_its_unit_spaces_and_asides(heading: str, field: str) -> None:
    assert field_of("roster", heading) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("在园幼儿数→合计", "enrolled"),
        ("在园（班）人数→托班", "enrolled_nursery"),
        ("在园儿童数（人）→小班", "enrolled_junior"),
        ("班数→小班", "classes_junior"),
        ("班级数→合计", "classes"),
        ("教职工数（人）→总计", "staff"),
        ("教职工数→专任", "teachers"),
        ("教职工数→其他", "other_staff"),
        ("基本情况→在园幼儿数→小班", "enrolled_junior"),
        ("基本情况→幼儿园名称", "name"),
    ],
)
def test_the_parent_decides_what_a_short_heading_counts(heading: str, field: str) -> None:
    assert field_of("roster", heading) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("幼儿园数→公办园", "kindergartens_public"),
        ("幼儿园数（所）→总计", "kindergartens"),
        ("在园幼儿数→公办园", "enrolled_public"),
        ("在园儿童数（人）→普惠性民办园", "enrolled_inclusive_private"),
        ("在园幼儿数→民办园", "enrolled_private"),
        ("公办园在园幼儿数", "enrolled_public"),
        ("民办→在园幼儿数", "enrolled_private"),
        ("自然情况→常住人口3~5岁儿童数（人）", "population_resident_3_5"),
        ("适龄儿童数", "population_3_5"),
        ("3-5岁户籍人口", "population_registered_3_5"),
        ("区（县）", "area"),
        ("地区", "area"),
    ],
)
def test_the_headings_of_a_summary(heading: str, field: str) -> None:
    assert field_of("summary", heading) == field


@pytest.mark.parametrize(
    "heading",
    [
        "公办园→教职工数",
        "上年→在园幼儿数",
        "在园幼儿数→其中女→小班",
        "城区→教职工数",
        "新生→在园幼儿数",
        "在园幼儿数→占比",
        "教职工数→编制",
    ],
)
def test_a_parent_that_narrows_takes_its_column_out_of_the_totals(heading: str) -> None:
    assert field_of("summary", heading) is None


def test_a_kindergarten_column_with_a_counting_unit_is_a_number_and_no_name() -> None:
    assert field_of("roster", "幼儿园") == "name"
    assert field_of("roster", "幼儿园（所）") is None
    assert field_of("summary", "幼儿园（所）→总计") == "kindergartens"


@pytest.mark.parametrize("kind", RECORDS)
def test_every_heading_of_the_form_is_known_for_sure(kind: TableKind) -> None:
    for name, description in described(RECORDS[kind]).items():
        found = match(kind, (description.heading.zh,))
        assert found == Match(name, SURE)


@pytest.mark.parametrize("record", [Cover, *RECORDS.values()])
def test_the_heading_of_the_form_means_what_the_field_says(record: type[Record]) -> None:
    for name, description in described(record).items():
        assert field_of_meaning(record, parse(description.heading.zh)) == name


@pytest.mark.parametrize("heading", ["序号", "备注", "说明", "自查提示"])
def test_some_headings_need_no_field(heading: str) -> None:
    assert is_ignored((heading,))
    assert is_known(heading)


@pytest.mark.parametrize("text", ["曹子里镇", "甲幼儿园", "2024", "学前教育情况统计表"])
def test_a_name_is_no_word_of_a_heading(text: str) -> None:
    assert not is_known(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("在园 人数（人）", "在园人数"),
        ("其中：#专任教师数", "专任教师数"),
        ("（一）、班级 数", "班级数"),
        ("常住人口3～5岁", "常住人口35岁"),
        ("数", "数"),
    ],
)
def test_a_heading_is_compared_by_its_key(text: str, key: str) -> None:
    assert heading_key(text) == key


@pytest.mark.parametrize(
    ("text", "unit"),
    [("在园幼儿数（万人）", "万人"), ("学费(元)", "元"), ("占地（单位：平方米）", "平方米"), ("小班", "")],
)
def test_the_unit_of_a_heading_stands_in_brackets(text: str, unit: str) -> None:
    assert unit_of(text) == unit


def test_bare_leaves_one_width_and_no_space() -> None:
    assert bare(" Ａ　１\u200b\n２ ") == "A12"
