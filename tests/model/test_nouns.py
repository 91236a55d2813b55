"""The nouns: texts in two languages, addresses, the data dictionary and rosters."""

from datetime import date, time
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from preschool_metrics.model.address import a1, column_letters, place, place_if_any, ranges_of
from preschool_metrics.model.dictionary import base_type, described
from preschool_metrics.model.measures import MEASURABLE, base_fields, column, lacking_of, nursery, preschool
from preschool_metrics.model.returns import (
    ChildcarePoint,
    Cover,
    Explanation,
    Kindergarten,
    Summary,
    Task,
)
from preschool_metrics.model.text import Text
from tests.builder import made

RECORDS = pytest.mark.parametrize(
    "record", [Cover, Kindergarten, Summary, ChildcarePoint, Explanation, Task], ids=lambda record: record.__name__
)


# --- texts ------------------------------------------------------------------------------------------------


def test_a_text_is_filled_in_both_languages_at_once() -> None:
    text = Text("{heading}为 {value}", "{heading} is {value}")
    assert text.fill(heading=Text("在园幼儿数", "Children"), value=3) == ("在园幼儿数为 3", "Children is 3")


def test_a_text_says_what_the_language_asks_for() -> None:
    assert (Text("镇", "town").say("zh"), Text("镇", "town").say("en")) == ("镇", "town")


# --- addresses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "place", "address"),
    [
        (0, 0, "A1"),
        (9, 25, "Z10"),
        (0, 26, "AA1"),
        (0, 701, "ZZ1"),
        (0, 702, "AAA1"),
        (1_048_575, 16_383, "XFD1048576"),
    ],
)
def test_an_address_is_written_as_excel_shows_it(row: int, place: int, address: str) -> None:
    assert a1(row, place) == address


@given(st.integers(0, 16_383))
def test_the_letters_of_a_column_read_back_to_its_place(place: int) -> None:
    index = 0
    for letter in column_letters(place):
        index = index * 26 + ascii_uppercase.index(letter) + 1
    assert index - 1 == place


@pytest.mark.parametrize(
    ("cells", "ranges"),
    [
        (["B5"], "B5"),
        (["G5", "G6", "G7"], "G5:G7"),
        (["G7", "D5", "G5", "D6", "G6"], "D5:D6, G5:G7"),
        (["Z9", "AA9", "AA11"], "Z9, AA9, AA11"),
        ([], ""),
    ],
)
def test_cells_are_written_as_few_ranges(cells: list[str], ranges: str) -> None:
    assert ranges_of(cells) == ranges


@pytest.mark.parametrize("text", ["", "A", "7", "A0", "a1", "表!A1", "A1:B2", None])
def test_what_is_no_address_has_no_place(text: str | None) -> None:
    assert place_if_any(text) is None


# --- the data dictionary ----------------------------------------------------------------------------------


@RECORDS
def test_every_field_has_heading_and_meaning_in_both_languages(record: type[BaseModel]) -> None:
    for name, description in described(record).items():
        for text in (description.heading, description.meaning):
            assert all(text), name
            assert text.zh != text.en, name


@RECORDS
def test_a_field_that_is_counted_has_its_unit_and_no_other_has(record: type[BaseModel]) -> None:
    for name, description in described(record).items():
        assert bool(description.unit) == (base_type(record, name) in (int, float)), name


@RECORDS
def test_a_word_stands_for_one_value_only(record: type[BaseModel]) -> None:
    for name, description in described(record).items():
        spelled = [word for words in description.words.values() for word in words]
        assert len(spelled) == len(set(spelled)), name


@pytest.mark.parametrize(
    ("name", "kind"),
    [("enrolled", int), ("area_site", float), ("name", str), ("nature", str), ("handed_over_on", date), ("leave_time_summer", time)],
)  # fmt: skip
def test_the_plain_type_of_a_field(name: str, kind: type) -> None:
    assert base_type(Kindergarten, name) is kind


@pytest.mark.parametrize("value", [-1, 100_000, 1.5, True, "12"])
def test_a_count_of_a_kindergarten_is_a_whole_number_from_0_to_99999(value: object) -> None:
    with pytest.raises(ValidationError):
        Kindergarten.model_validate({"enrolled": value})
    assert Kindergarten(enrolled=99_999).enrolled == 99_999
    assert Kindergarten(enrolled=0).enrolled == 0


def test_an_unknown_field_is_none_and_a_foreign_one_is_refused() -> None:
    assert Kindergarten().enrolled is None
    with pytest.raises(ValidationError):
        Kindergarten.model_validate({"pupils": 3})


def test_the_schema_publishes_heading_and_meaning() -> None:
    published = Kindergarten.model_json_schema()["properties"]["enrolled"]
    assert published["title"] == "在园幼儿数"
    assert "nursery classes included" in published["description"]


# --- derived fields ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("enrolled", "little", "others", "counted"),
    [
        (100, 10, (90,), 10),
        (100, 0, (90,), 0),
        (100, None, (60, 40), 0),
        (100, None, (60, 30), None),
        (100, None, (100, None), 0),
        (None, None, (60, 40), None),
        (0, None, (0, 0), 0),
    ],
)
def test_a_blank_of_nursery_children_is_nought_only_where_nothing_is_left_for_them(
    enrolled: int | None, little: int | None, others: tuple[int | None, ...], counted: int | None
) -> None:
    assert nursery(enrolled, little, others) == counted


@pytest.mark.parametrize(
    ("enrolled", "little", "children"), [(100, 10, 90), (100, 0, 100), (100, 100, 0), (10, 11, None), (None, 0, None), (10, None, None)]
)  # fmt: skip
def test_preschool_children_are_those_without_the_nursery(
    enrolled: int | None, little: int | None, children: int | None
) -> None:
    assert preschool(enrolled, little) == children


def test_a_roster_knows_its_columns_and_cells() -> None:
    roster = made("曹子里镇", [{"name": "甲", "enrolled": 90}, {"name": "乙", "enrolled": 80}]).roster
    assert roster
    assert roster.column("enrolled") == [90, 80]
    assert roster.column("staff") is None
    assert roster.cell(1, "enrolled") == "B3"


def test_without_a_nature_column_nothing_is_known_by_nature() -> None:
    roster = made("曹子里镇", [{"name": "甲", "enrolled": 90}]).roster
    assert roster
    assert column(roster, "enrolled_public") is None
    assert column(roster, "enrolled_preschool") == [90]


@pytest.mark.parametrize("name", sorted(MEASURABLE))
def test_what_may_be_measured_is_made_of_fields_of_a_return(name: str) -> None:
    for base in base_fields(name, "resident"):
        assert any(base in record.model_fields for record in (Cover, Kindergarten, Summary))


def test_a_message_holds_no_more_than_200_characters_of_a_value() -> None:
    filled = Text("“{value}”不是数字", "“{value}” is no number").fill(value="甲" * 32_767)
    assert filled.zh == "“" + "甲" * 200 + "…”不是数字"
    assert len(filled.en) < 250


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_is_read_as_it_is_written(row: int, column: int) -> None:
    assert place(a1(row, column)) == place_if_any(a1(row, column)) == (row, column)


@pytest.mark.parametrize(
    ("field", "zh", "en"),
    [
        ("enrolled_preschool", "还差 3 名幼儿", "children short: 3"),
        ("enrolled_public", "还差 3 个公办学位", "public places short: 3"),
        ("health_staff", "还差 3 名保健医", "health staff short: 3"),
        ("care_workers", "还差 3 名保育员", "care workers short: 3"),
        ("places", "还差 3 个学位", "places short: 3"),
        ("classes", "还差 3 个班级", "classes short: 3"),
    ],
)
def test_every_field_says_what_a_shortfall_of_it_counts(field: str, zh: str, en: str) -> None:
    """新指标的缺口名称取自数据字典。"""
    assert lacking_of(field).sentence(3) == (zh, en)


def test_whatever_can_be_measured_can_be_lacking() -> None:
    assert all(lacking_of(name).what.zh for name in MEASURABLE)
