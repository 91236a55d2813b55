"""The nature of a kindergarten from all evidence: the cell, the sponsor, a tick, the section, the sheet, the title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw
from preschool_metrics.shape.lexicon import NATURES
from preschool_metrics.shape.natures import narrowed, nature_of, ticked
from tests.builder import assessed, column_of, drafted, found, judged, table_of

PUBLIC, INCLUSIVE, OTHER, PRIVATE = "public", "inclusive_private", "other_private", "private"


def natures(sheet: str) -> list[str | None]:
    return column_of(drafted(sheet), "nature")


def where(draft: Draft) -> list[str]:
    """Return the cells that say the natures."""
    table = table_of(draft)
    column = next(column for column in table.columns if column.field == "nature")
    return [table.address(number, column) for number in table.numbers]


# --- the cell ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "nature"),
    [
        ("公办", "public"),
        ("公办园", "public"),
        ("公办(教育部门办)", "public"),
        ("集体办", "public"),
        ("部队办", "public"),
        ("地方国有企业", "public"),
        ("镇办", "public"),
        ("831", "public"),
        (831, "public"),
        ("831 县级教育部门", "public"),
        ("894", "public"),
        (891.0, "public"),
        ("999", "private"),
        ("社会力量办", "private"),
        ("民办（非普惠）", "other_private"),
        ("民办普惠", "inclusive_private"),
        ("普惠性民办园", "inclusive_private"),
        ("非普惠", "other_private"),
        ("普惠", "inclusive"),
        ("中外合作办学", "private"),
    ],
)
def test_what_an_office_writes_for_a_nature(value: object, nature: str) -> None:
    assert nature_of(value) == NATURES[nature]


@pytest.mark.parametrize(
    "value",
    [
        "企业办",
        "公办托管",
        "民办公助",
        "公建民营",
        "托管",
        "其他",
        "待定",
        "○",
        "",
        "甲幼儿园",
        "850",
        "公办园数",
        "合计",
    ],
)
def test_what_is_no_nature_or_leaves_it_open_is_none(value: str) -> None:
    assert nature_of(value) is None


def test_inclusive_alone_is_the_inclusive_private_one_where_the_column_says_public_too() -> None:
    sheet = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办 | 90 |\n| 乙幼儿园 | 普惠 | 80 |\n| 丙幼儿园 | 非普惠 | 70 |\n"
    assert natures(sheet) == [PUBLIC, INCLUSIVE, OTHER]


# --- the sponsor ------------------------------------------------------------------------------------------

SPONSORS = """## 名册
| 幼儿园名称 | 举办者 | 是否普惠 | 在园幼儿数 |
| 甲幼儿园 | 831 |  | 90 |
| 乙幼儿园 | 894集体 | 否 | 80 |
| 丙幼儿园 | 999 | 是 | 70 |
| 丁幼儿园 | 公民个人 | 否 | 60 |
| 戊幼儿园 | 国有企业办 |  | 50 |
"""
COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n"


def test_the_sponsor_by_name_or_code_says_the_nature() -> None:
    draft = drafted(SPONSORS)
    assert column_of(draft, "nature") == [PUBLIC, PUBLIC, PRIVATE, PRIVATE, PUBLIC]
    assert where(draft) == ["B2", "B3", "B4", "B5", "B6"]


def test_a_public_kindergarten_needs_no_answer_whether_it_is_inclusive_and_a_private_one_does() -> None:
    result = assessed(COVER + SPONSORS)
    share = judged(result, "inclusive_coverage_rate").observation
    assert (share.numerator, share.denominator) == (90 + 80 + 70 + 50, 350)
    unanswered = assessed(COVER + SPONSORS.replace("| 公民个人 | 否 |", "| 公民个人 |  |"))
    assert judged(unanswered, "inclusive_coverage_rate").observation.numerator is None
    assert judged(unanswered, "public_share").observation.numerator == 90 + 80 + 50


# --- ticks ------------------------------------------------------------------------------------------------


def test_a_tick_in_one_of_several_columns() -> None:
    draft = drafted(
        "## 名册\n| 幼儿园名称 | 公办 | 普惠性民办 | 非普惠性民办 | 在园幼儿数 |\n"
        "| 甲幼儿园 | √ |  |  | 90 |\n| 乙幼儿园 |  | ✓ |  | 80 |\n| 丙幼儿园 |  |  | √ | 70 |\n"
    )
    assert column_of(draft, "nature") == [PUBLIC, INCLUSIVE, OTHER]
    assert where(draft) == ["B2", "C3", "D4"]


def test_two_ticks_meet() -> None:
    draft = drafted(
        "## 名册\n| 幼儿园名称 | 公办 | 民办 | 普惠 | 在园幼儿数 |\n"
        "| 甲幼儿园 | √ |  |  | 90 |\n| 乙幼儿园 |  | √ | √ | 80 |\n| 丙幼儿园 |  | √ |  | 70 |\n"
    )
    assert column_of(draft, "nature") == [PUBLIC, INCLUSIVE, OTHER]


def test_without_any_tick_the_nature_is_unknown() -> None:
    draft = drafted(
        "## 名册\n| 幼儿园名称 | 公办 | 民办 | 在园幼儿数 |\n| 甲幼儿园 | √ |  | 90 |\n| 乙幼儿园 |  |  | 80 |\n"
    )
    assert column_of(draft, "nature") == [PUBLIC, None]


# --- sections, sheets, titles -----------------------------------------------------------------------------


def test_a_section_stands_for_the_rows_below_until_the_next() -> None:
    draft = drafted(
        "## 名册\n| 幼儿园名称 | 在园幼儿数 | 教职工数 |\n| 一、公办园（2所） | | |\n| 甲幼儿园 | 90 | 14 |\n"
        "| 乙幼儿园 | 80 | 12 |\n| 二、普惠性民办园（1所） | | |\n| 丙幼儿园 | 70 | 10 |\n| 合计 | 240 | 36 |\n"
    )
    assert column_of(draft, "nature") == [PUBLIC, PUBLIC, INCLUSIVE]
    assert where(draft) == ["A2", "A2", "A5"]
    assert [total.label for total in table_of(draft).totals] == ["合计"]


def test_a_sheet_of_each_nature_is_one_list_of_all() -> None:
    draft = drafted(
        "## 公办园\n| 幼儿园名称 | 在园幼儿数 |\n| 甲幼儿园 | 90 |\n## 普惠性民办园\n| 幼儿园名称 | 在园幼儿数 |\n"
        "| 乙幼儿园 | 80 |\n## 非普惠园\n| 幼儿园名称 | 在园幼儿数 |\n| 丙幼儿园 | 70 |\n"
    )
    assert column_of(draft, "nature") == [PUBLIC, INCLUSIVE, OTHER]
    assert column_of(draft, "enrolled") == [90, 80, 70]


@pytest.mark.parametrize("title", ["普惠性民办园认定台账", "公办幼儿园基本情况一览表", "小区配套园移交台账"])
def test_a_list_of_one_kind_only_is_not_the_roster_of_a_town(title: str) -> None:
    sheet = (
        COVER
        + f"## 台账\n| {title} | | |\n| 幼儿园名称 | 在园幼儿数 | 教职工数 |\n| 甲幼儿园 | 90 | 14 |\n| 乙幼儿园 | 80 | 12 |\n"
    )
    draft = drafted(sheet)
    assert [table.kind for table in draft.tables] == []
    assert [remark.value for remark in draft.remarks if remark.flaw == Flaw.PARTIAL_LIST] == [title]
    result = assessed(sheet)
    assert not any(each.observation.numerator for each in result.judged("town"))


def test_a_title_that_names_all_kinds_says_nothing() -> None:
    sheet = "## 名册\n| 公民办幼儿园基本情况表 | | |\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办 | 90 |\n| 乙幼儿园 | 民办 | 80 |\n"
    assert natures(sheet) == [PUBLIC, PRIVATE]


# --- contradictions ---------------------------------------------------------------------------------------


def test_the_cell_counts_against_its_section_and_the_contradiction_is_a_query() -> None:
    sheet = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 一、公办园 | | |\n| 甲幼儿园 | 民办园 | 90 |\n| 乙幼儿园 | 公办园 | 80 |\n"
    draft = drafted(sheet)
    assert column_of(draft, "nature") == [PRIVATE, PUBLIC]
    (query,) = found(assessed(COVER + sheet), "PM147")
    assert (query.severity, query.sheet, query.cell, query.related) == ("query", "名册", "B3", ("A2",))


def test_a_section_may_say_more_than_the_cell() -> None:
    sheet = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 一、普惠性民办园 | | |\n| 甲幼儿园 | 民办 | 90 |\n| 二、公办园 | | |\n| 乙幼儿园 | 公办 | 80 |\n"
    assert natures(sheet) == [INCLUSIVE, PUBLIC]


# --- laws -------------------------------------------------------------------------------------------------

PIECES = st.lists(st.sampled_from([None, *NATURES.values()]), max_size=5)


@given(PIECES)
def test_evidence_only_makes_narrower(pieces: list[frozenset[str] | None]) -> None:
    nature, contradicted = narrowed(pieces)
    said = [piece for piece in pieces if piece not in (None, NATURES["all"])]
    assert (nature is None) == (not said)
    if nature and said and said[0]:
        assert nature <= said[0]
    if nature and not contradicted:
        assert all(nature <= piece for piece in said if piece)


@given(st.lists(st.tuples(st.sampled_from(list(NATURES.values())), st.booleans()), max_size=4))
def test_what_is_ticked_is_a_nature_or_nothing(ticks: list[tuple[frozenset[str], bool]]) -> None:
    nature = ticked(ticks)
    assert nature is None or nature <= NATURES["all"]
    assert nature is None or any(yes for _, yes in ticks)


def test_a_heading_that_lists_public_beside_inclusive_tells_them_apart() -> None:
    sheet = "## 名册\n| 园名 | 性质（公办/普惠/非普惠） | 在园幼儿数 |\n| 晨曦幼儿园 | 普惠性 | 90 |\n| 柳林幼儿园 | 非普惠性 | 60 |\n"
    assert column_of(drafted(sheet), "nature") == ["inclusive_private", "other_private"]
    plain = drafted(sheet.replace("性质（公办/普惠/非普惠）", "办园性质"))
    assert column_of(plain, "nature") == ["普惠性", "other_private"]  # it may be public: the rules ask


@pytest.mark.parametrize("tick", ["1", '"1"'])
def test_a_one_is_a_tick_whatever_the_title_counts(tick: str) -> None:
    draft = drafted(
        "## 名册\n| 3-5岁常住人口：266人 |\n| 园名 | 公办 | 普惠民办 | 非普惠民办 | 在园幼儿数 |\n"
        f"| 晨曦幼儿园 |  |  | {tick} | 166 |\n| 柳林幼儿园 | {tick} |  |  | 93 |\n"
    )
    assert column_of(draft, "nature") == ["other_private", "public"]


def test_children_in_the_column_of_their_nature_tell_it_also_as_text() -> None:
    draft = drafted(
        "## 名册\n| 园名 | 在园幼儿（人） | 其中：公办（人） | 其中：普惠性民办园（人） | 其中：其他民办园（人） |\n"
        '| 晨曦幼儿园 | "1,176" | "0" | "1,176" | "0" |\n| 柳林幼儿园 | "136" | "136" | "0" | "0" |\n'
    )
    assert column_of(draft, "nature") == ["inclusive_private", "public"]


@pytest.mark.parametrize("office", ["河西务镇教办", "高村镇教育办公室", "武清区教育局", "武清区教委"])
def test_the_office_in_a_title_runs_none_of_the_kindergartens(office: str) -> None:
    draft = drafted(
        f"## 名册\n| {office}2024年3月幼儿园基本情况登记表 |\n| 园名 | 办园性质 | 在园幼儿数 |\n| 晨曦幼儿园 | 民办（普惠） | 90 |\n"
    )
    assert column_of(draft, "nature") == ["inclusive_private"]
    assert draft.remarks == []


def test_the_name_of_a_sheet_may_say_the_town_before_the_nature() -> None:
    sheet = "## 崔黄口镇{}\n| 园名 | 在园幼儿数 |\n| {} | 90 |\n"
    draft = drafted(sheet.format("公办", "晨曦幼儿园") + sheet.format("非普惠民办", "柳林幼儿园"))
    assert column_of(draft, "nature") == ["public", "other_private"]
