"""The grammar of headings: a text is what its words mean together, in any order, however it is joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.model.draft import TableKind
from preschool_metrics.shape.grammar import NONE, NOT_COUNTED, is_foreign, parse, unite
from preschool_metrics.shape.headings import match
from preschool_metrics.shape.lexicon import NATURES, lexicon


def summed(heading: str) -> str | None:
    """Return the field of a summary that a heading means; levels are joined by →."""
    return _field("summary", heading)


def listed(heading: str) -> str | None:
    """Return the field of a roster that a heading means."""
    return _field("roster", heading)


def _field(kind: TableKind, heading: str) -> str | None:
    found = match(kind, tuple(heading.split("→")))
    return found.field if found else None


# --- any order, any joint ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "公办园在园幼儿数",
        "在园幼儿数（公办园）",
        "在园幼儿数-公办",
        "在园幼儿（公办）",
        "公办幼儿园在园人数",
        "在园幼儿数→公办",
        "公办园→在园幼儿数",
        "公办→幼儿→人数",
        "在园幼儿数——公办园",
        "幼儿园情况→公办园→在园幼儿数（人）",
        "公立园在册儿童数",
        "公办园\n在园\n幼儿数",
        "二、公办园在园幼儿数",
        "△公办园在园幼儿数",
        "在園幼兒數→公辦",
    ],
)
def test_words_mean_the_same_in_any_order_and_on_any_level(heading: str) -> None:
    assert summed(heading) == "enrolled_public"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("在园幼儿情况→民办→普惠", "enrolled_inclusive_private"),
        ("普惠性民办园在园幼儿数", "enrolled_inclusive_private"),
        ("民办园在园幼儿数→其中：普惠性", "enrolled_inclusive_private"),
        ("非普惠性民办园在园幼儿数", "enrolled_other_private"),
        ("民办园→非普惠→在园幼儿", "enrolled_other_private"),
        ("民办园在园幼儿数", "enrolled_private"),
        ("普惠性幼儿园在园幼儿数", "enrolled_inclusive"),
        ("公办和普惠性民办在园幼儿数", "enrolled_inclusive"),
        ("公办园与普惠性民办园在园幼儿数", "enrolled_inclusive"),
        ("公办、普惠性民办园在园幼儿数", "enrolled_inclusive"),
        ("公办+普惠民办在园幼儿数", "enrolled_inclusive"),
        ("公民办园在园幼儿数", "enrolled"),
        ("在园幼儿数", "enrolled"),
    ],
)
def test_natures_meet_where_they_stand_together_and_add_where_a_word_joins_them(heading: str, field: str) -> None:
    assert summed(heading) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("幼儿园数", "kindergartens"),
        ("园数（所）", "kindergartens"),
        ("幼儿园（所）", "kindergartens"),
        ("幼儿园总数", "kindergartens"),
        ("班数（个）", "classes"),
        ("小班", "enrolled_junior"),
        ("小班（3-4岁）", "enrolled_junior"),
        ("小班数", "classes_junior"),
        ("班级数→小班", "classes_junior"),
        ("在园幼儿数→小班", "enrolled_junior"),
        ("小班→班数", "classes_junior"),
        ("小班→人数", "enrolled_junior"),
        ("达标班数", "classes_within_limit"),
        ("教职工数→专任教师", "teachers"),
        ("专任教师→其中：持教师资格证", "teachers_certified"),
        ("教职工→人数", "staff"),
    ],
)
def test_a_thing_its_number_and_its_level_say_what_is_counted(heading: str, field: str) -> None:
    assert summed(heading) == field


def test_a_second_language_adds_nothing() -> None:
    assert parse("总 计 Total") == parse("总计")
    assert summed("在园幼儿数 Enrolment") == summed("在园幼儿数→Enrolment") == "enrolled"
    assert is_foreign("Full-time Teachers")
    assert not is_foreign("在园 Enrolment")


def test_what_stands_above_holds_unless_the_leaf_says_otherwise() -> None:
    over, leaf = parse("在园幼儿情况（民办）"), parse("普惠")
    assert unite((over, leaf)).measure == "children"
    assert unite((over, leaf)).nature == NATURES["inclusive_private"]
    assert unite((parse("在园幼儿数"), parse("班级数"))).counted == "classes"


# --- ages and times ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "age"),
    [("3岁", "3"), ("四周岁", "4"), ("满5周岁", "5"), ("3-5岁", "3_5"), ("三至五岁", "3_5"), ("３～５周岁", "3_5")],
)
def test_ages_are_read_in_digits_and_in_words(text: str, age: str) -> None:
    assert parse(f"常住儿童数（{text}）").age == age


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("3-5岁常住人口", "population_resident_3_5"),
        ("常住适龄儿童数", "population_resident_3_5"),
        ("三至五岁户籍儿童数", "population_registered_3_5"),
        ("户籍→3-5岁", "population_registered_3_5"),
        ("常住人口→4岁", "population_resident_4"),
        ("适龄儿童数", "population_3_5"),
        ("学前三年适龄幼儿数", "population_3_5"),
    ],
)
def test_a_basis_and_an_age_are_a_population(heading: str, field: str) -> None:
    assert summed(heading) == field


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("本期", "this"),
        ("本学期末", "this"),
        ("上年同期", "other"),
        ("去年", "other"),
        ("2024年", "2024"),
        ("2024年3月", "2024-03"),
        ("2024年03月底", "2024-03"),
        ("3月", "03"),
        ("12月份", "12"),
    ],
)
def test_times_are_read(text: str, time: str) -> None:
    assert parse(f"{text}在园幼儿数").time == time


@pytest.mark.parametrize("text", ["上年同期", "去年", "上学期", "年初"])
def test_another_time_is_no_figure_of_now(text: str) -> None:
    assert summed(f"{text}在园幼儿数") is None
    assert summed(f"在园幼儿数→{text}") is None


# --- rates, and parts of the whole ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "毛入园率",
        "普惠率",
        "公办园占比",
        "公办园在园幼儿占比",
        "在园幼儿数→公办占比（%）",
        "师幼比",
        "持证率",
        "平均班额",
        "生均占地面积",
        "在园幼儿增减数",
        "教职工数同比",
        "在园幼儿数→名次",
    ],
)
def test_a_rate_a_mean_a_change_and_a_rank_are_never_a_count(heading: str) -> None:
    assert unite(map(parse, heading.split("→"))).statistic in NOT_COUNTED
    assert summed(heading) is None
    assert listed(heading) is None


PARTS = (
    "女",
    "男",
    "少数民族",
    "留守",
    "随迁",
    "残疾",
    "毕业",
    "编制内",
    "聘用",
    "代课",
    "附设",
    "城区",
    "乡村",
    "计划",
)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("whole", ["在园幼儿数", "教职工数", "班级数", "公办园在园幼儿数"])
def test_a_narrowing_word_never_gives_a_whole(part: str, whole: str) -> None:
    for heading in (
        f"{part}{whole}",
        f"{whole}（{part}）",
        f"{whole}→{part}",
        f"{whole}→其中：{part}",
        f"{part}→{whole}",
    ):
        assert summed(heading) is None, heading
        assert listed(heading) is None, heading


# --- traps ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading", ["入园幼儿数", "入园（班）人数", "招生人数", "离园人数", "毕业生数", "新入园幼儿数"]
)
def test_who_comes_and_who_goes_are_not_those_who_are_there(heading: str) -> None:
    assert summed(heading) is None
    assert parse(heading).narrow


def test_the_size_of_classes_counts_no_classes() -> None:
    assert summed("班额") is None
    assert summed("达标班数") == "classes_within_limit"


def test_an_activity_room_is_not_the_activity_rooms() -> None:
    assert listed("活动室面积") is None
    assert listed("活动用房面积") == "area_activity_rooms"


def test_the_national_system_calls_the_children_of_a_kindergarten_pupils() -> None:
    assert summed("在校生数") == "enrolled"


def test_a_circle_is_no_word() -> None:
    assert not parse("○").understood


def test_the_sponsor_is_a_part_of_a_nature_and_not_the_whole_of_it() -> None:
    assert parse("教育部门办").nature == NATURES["public"]
    assert summed("教育部门办园在园幼儿数") is None


@pytest.mark.parametrize("word", ["企业办", "公办托管", "公建民营", "民办公助", "集团化办园"])
def test_what_may_be_public_or_private_is_left_open(word: str) -> None:
    assert "undecided" in parse(word).marks
    assert summed(f"{word}在园幼儿数") is None


@pytest.mark.parametrize("name", ["大良镇", "小站镇", "中塘镇", "荣誉数", "红黄蓝"])
def test_what_no_word_explains_is_kept_and_letters_of_a_name_are_no_levels(name: str) -> None:
    meaning = parse(name)
    assert not meaning.understood
    assert meaning.residue
    assert meaning.level == ""


# --- laws -------------------------------------------------------------------------------------------------

NATURE_WORDS = {"公办": "public", "普惠性民办": "inclusive_private", "非普惠性民办": "other_private", "民办": "private"}
FILLERS = sorted(word for word, said in lexicon().words.items() if not said and len(word) > 1)


@given(
    words=st.permutations(["公办园", "在园", "幼儿数"]),
    joints=st.lists(st.sampled_from(["", "-", "：", " ", "\n"]), min_size=2, max_size=2),
)
def test_any_order_of_the_words_of_a_field_means_the_field(words: list[str], joints: list[str]) -> None:
    assert summed("".join(w + j for w, j in zip(words, [*joints, ""], strict=True))) == "enrolled_public"


@given(order=st.permutations(["在园幼儿", "小班", "公办"]), nature=st.sampled_from(sorted(NATURE_WORDS)))
def test_levels_of_a_column_may_stand_in_any_order_too(order: list[str], nature: str) -> None:
    meaning = unite(parse(nature if step == "公办" else step) for step in order)
    assert (meaning.counted, meaning.nature, meaning.level) == ("children", NATURES[NATURE_WORDS[nature]], "junior")


@given(
    heading=st.sampled_from(["在园幼儿数", "公办园在园幼儿数", "教职工数", "专任教师", "班级数", "3-5岁常住人口"]),
    filler=st.sampled_from(FILLERS),
    before=st.booleans(),
)
def test_a_filler_above_a_heading_changes_nothing(heading: str, filler: str, before: bool) -> None:
    path = (filler, heading) if before else (heading, filler)
    assert match("summary", path) == match("summary", (heading,))


@given(
    part=st.sampled_from(
        sorted(word for word, said in lexicon().words.items() if said and {f.category for f in said} == {"narrow"})
    )
)
def test_no_narrowing_word_of_the_lexicon_leaves_a_whole(part: str) -> None:
    meaning = unite((parse("在园幼儿数"), parse(part)))
    assert meaning.narrow != NONE
    assert summed(f"在园幼儿数→{part}") not in ("enrolled", "classes", "staff")


@given(st.text(max_size=12))
def test_any_text_is_parsed_and_parsed_alike_again(text: str) -> None:
    assert parse(text) == parse(f" {text}\n")


@pytest.mark.parametrize(
    "heading",
    [
        "办园性质（1公办 2普惠性民办 3非普惠性民办）",
        "办园性质(1.公办；2.普惠性民办；3.非普惠)",
        "3.办园性质（单选）（必填）",
    ],
)
def test_the_answers_to_choose_from_are_no_part_of_a_heading(heading: str) -> None:
    assert parse(heading)._replace(unit="") == parse("办园性质")


def test_numbered_answers_that_mean_other_natures_than_the_form_are_not_understood() -> None:
    assert parse("办园性质（1民办 2公办）").residue
    assert parse("办园性质（1公办 2民办）").residue


@pytest.mark.parametrize("hint", ["（4=5+6+7）", "（4≥5）", "（4栏=5栏+6栏）", "(①=②+③)"])
def test_which_columns_a_column_adds_is_no_part_of_its_heading(hint: str) -> None:
    assert parse(f"在园幼儿数{hint}") == parse("在园幼儿数")
