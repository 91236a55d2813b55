"""Headings of several rows, joined top-down through merges, as the real forms have them (domain.md §5)."""

import pytest

from preschool_metrics.model.draft import Draft, TableKind
from preschool_metrics.model.grid import Rows, Sheet, Span
from preschool_metrics.shape.header import find_header
from tests.builder import column_of, drafted, returned, table_of

SUFFIXES = pytest.mark.parametrize("suffix", [".xlsx", ".xls"])

SHENYANG = """
## 附件3
| 2022年学前教育普及普惠督导评估基本情况统计表 |
| 填报单位：沈阳市 |  |  |  |  |  | 填报日期：2022年9月30日 |
| 地区 | 自然情况 |  |  | 幼儿园数（所） |  |  |  |  | 在园儿童数（人） |  |  |  | 教职工数（人） |  |  |  |  | 保育教育费（元/月/生） |  |
|  | 常住人口3~5岁儿童数（人） | 城市地区街道数（个） | 农村地区乡镇数（个） | 总计 | 教育办园 | 其他公办园 | 普惠性民办园 | 非普惠性民办园 | 总计 | 公办园 | 普惠性民办园 | 非普惠性民办园 | 总计 | 园长 | 专任教师 | 保育员 | 其他岗位 | 公办园 | 民办园 |
|  | (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10) | (11) | (12) | (13) | (14) | (15) | (16) | (17) | (18) | (19) |
| 和平区 | 21000 | 10 | 0 | 120 | 10 | 20 | 60 | 30 | 20000 | 9000 | 8000 | 3000 | 3000 | 120 | 1500 | 900 | 480 | 400 | 900 |
| 沈河区 | 18000 | 9 | 0 | 100 | 8 | 12 | 50 | 30 | 16000 | 7000 | 6000 | 3000 | 2400 | 100 | 1200 | 700 | 400 | 400 | 900 |
| 合计 | 39000 | 19 | 0 | 220 | 18 | 32 | 110 | 60 | 36000 | 16000 | 14000 | 6000 | 5400 | 220 | 2700 | 1600 | 880 |  |  |
| 单位负责人： |  |  | 填表人： |  |  |  |  | 联系电话： |
| 注：本表列关系为(4)=(5)+(6)+(7)+(8) |
merge A1:T1
merge A3:A4
merge B3:D3
merge E3:I3
merge J3:M3
merge N3:R3
merge S3:T3
"""

ONE_TABLE_A_KINDERGARTEN = """
## 一园一表
| 序号 | 幼儿园名称 | 办园性质 | 班数 |  |  |  |  | 在园（班）人数 |  |  |  |  | 教职工数 |  |  |  |  |  | 兼职卫生保健人员数 |
|  |  |  | 合计 | 托班 | 小班 | 中班 | 大班 | 合计 | 托班 | 小班 | 中班 | 大班 | 合计 | 园长 | 专任教师 | 保健医 | 保育员 | 其它 |  |
| 1 | 甲幼儿园 | 公办 | 4 | 1 | 1 | 1 | 1 | 100 | 10 | 25 | 30 | 35 | 14 | 1 | 7 | 1 | 3 | 2 | 0 |
merge A1:A2
merge B1:B2
merge C1:C2
merge D1:H1
merge I1:M1
merge N1:S1
merge T1:T2
"""

JIAOJI = """
## 教基4148_幼儿园
| 幼儿园教职工数 |
| 学校（机构）名称 | 办园性质 | 在园幼儿数 | 教职工数 |  |  |  |  |  |
|  |  |  | 合计 | 其中 |  |  |  |  |
|  |  |  |  | 园长 | 专任教师 | 保育员 | 卫生保健人员 | 其他 |
| 甲 | 乙 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
| 甲幼儿园 | 公办 | 90 | 14 | 1 | 6 | 3 | 1 | 3 |
merge A1:I1
merge A2:A4
merge B2:B4
merge C2:C4
merge D2:I2
merge D3:D4
merge E3:I3
"""


def fields(draft: Draft, kind: TableKind = "roster") -> dict[str, str]:
    """Return what each recognised field is headed with, as joined."""
    return {column.field: column.heading for column in table_of(draft, kind).columns}


@SUFFIXES
def test_the_form_of_shenyang_is_read_column_by_column(suffix: str) -> None:
    draft = drafted(SHENYANG, suffix=suffix)
    assert (
        fields(draft, "summary").items()
        >= {
            "area": "地区",
            "population_resident_3_5": "自然情况→常住人口3~5岁儿童数（人）",
            "kindergartens": "幼儿园数（所）→总计",
            "kindergartens_inclusive_private": "幼儿园数（所）→普惠性民办园",
            "kindergartens_other_private": "幼儿园数（所）→非普惠性民办园",
            "enrolled": "在园儿童数（人）→总计",
            "enrolled_public": "在园儿童数（人）→公办园",
            "enrolled_inclusive_private": "在园儿童数（人）→普惠性民办园",
            "enrolled_other_private": "在园儿童数（人）→非普惠性民办园",
            "staff": "教职工数（人）→总计",
            "principals": "教职工数（人）→园长",
            "teachers": "教职工数（人）→专任教师",
            "care_workers": "教职工数（人）→保育员",
            "other_staff": "教职工数（人）→其他岗位",
        }.items()
    )


@SUFFIXES
def test_the_rows_of_shenyang_are_its_two_districts(suffix: str) -> None:
    draft = drafted(SHENYANG, suffix=suffix)
    assert table_of(draft, "summary").header == (3, 4)
    assert column_of(draft, "area", "summary") == ["和平区", "沈河区"]
    assert column_of(draft, "enrolled", "summary") == [20000, 16000]
    assert column_of(draft, "enrolled_public", "summary") == [9000, 7000]


def test_the_streets_and_the_fees_of_shenyang_are_known_and_not_needed() -> None:
    table = table_of(drafted(SHENYANG), "summary")
    assert not table.unknown
    assert dict(table.needless).items() >= {("C4", "城市地区街道数（个）"), ("S4", "公办园")}


def test_shenyang_reads_the_same_where_its_parents_were_never_merged() -> None:
    unmerged = "\n".join(line for line in SHENYANG.splitlines() if not line.startswith("merge"))
    assert table_of(drafted(unmerged), "summary").header == (3, 4)
    assert fields(drafted(unmerged), "summary") == fields(drafted(SHENYANG), "summary")


def test_shenyang_gives_no_error() -> None:
    result = returned(SHENYANG, profile="national-2020", period="2022-09")
    assert [finding.message.zh for finding in result.findings if finding.severity == "error"] == []
    assert {report.area for report in result.returns} == {"和平区", "沈河区"}


@SUFFIXES
def test_classes_children_and_staff_are_told_apart_by_their_parents(suffix: str) -> None:
    draft = drafted(ONE_TABLE_A_KINDERGARTEN, suffix=suffix)
    (row,) = table_of(draft).rows
    assert dict(zip(table_of(draft).fields(), row, strict=True)) == {
        "name": "甲幼儿园",
        "nature": "public",
        "classes": 4,
        "classes_nursery": 1,
        "classes_junior": 1,
        "classes_middle": 1,
        "classes_senior": 1,
        "enrolled": 100,
        "enrolled_nursery": 10,
        "enrolled_junior": 25,
        "enrolled_middle": 30,
        "enrolled_senior": 35,
        "staff": 14,
        "principals": 1,
        "teachers": 7,
        "health_staff": 1,
        "care_workers": 3,
        "other_staff": 2,
        "health_staff_part_time": 0,
    }


@SUFFIXES
def test_headings_three_rows_deep_are_joined(suffix: str) -> None:
    draft = drafted(JIAOJI, suffix=suffix)
    assert table_of(draft).header == (2, 4)
    assert fields(draft)["staff"] == "教职工数→合计"
    assert fields(draft)["care_workers"] == "教职工数→其中→保育员"
    assert fields(draft)["health_staff"] == "教职工数→其中→卫生保健人员"


def test_a_parent_that_was_never_merged_spans_the_gap_to_its_right() -> None:
    draft = drafted(
        """
        ## 名册
        | 幼儿园名称 | 办园性质 | 在园幼儿数 |  |  | 教职工数 |  |
        |  |  | 合计 | 小班 | 中班 | 合计 | 专任教师 |
        | 甲幼儿园 | 公办 | 60 | 25 | 35 | 10 | 6 |
        """
    )
    assert fields(draft) == {
        "name": "幼儿园名称",
        "nature": "办园性质",
        "enrolled": "在园幼儿数→合计",
        "enrolled_junior": "在园幼儿数→小班",
        "enrolled_middle": "在园幼儿数→中班",
        "staff": "教职工数→合计",
        "teachers": "教职工数→专任教师",
    }


def test_a_number_of_kindergartens_is_no_number_of_children() -> None:
    draft = drafted(
        """
        ## 汇总表
        | 镇街 | 幼儿园数 |  | 在园幼儿数 |  |
        |  | 总计 | 公办园 | 总计 | 公办园 |
        | 曹子里镇 | 12 | 5 | 900 | 500 |
        merge A1:A2
        merge B1:C1
        merge D1:E1
        """
    )
    assert column_of(draft, "enrolled_public", "summary") == [500]
    assert column_of(draft, "kindergartens_public", "summary") == [5]


def test_the_area_of_a_summary_without_a_heading_is_its_first_column_of_texts() -> None:
    draft = drafted("## 汇总表\n|  | 在园幼儿数 | 教职工数 |\n| 曹子里镇 | 900 | 50 |\n")
    assert column_of(draft, "area", "summary") == ["曹子里镇"]


def test_columns_are_found_by_heading_and_never_by_place() -> None:
    one = drafted("## 名册\n| 幼儿园名称 | 办园性质 | 保健医 | 保育员 | 在园幼儿数 |\n| 甲 | 公办 | 1 | 3 | 90 |\n")
    other = drafted("## 名册\n| 在园幼儿数 | 保育员 | 保健医 | 办园性质 | 幼儿园名称 |\n| 90 | 3 | 1 | 公办 | 甲 |\n")
    for field in ("name", "nature", "enrolled", "care_workers", "health_staff"):
        assert column_of(one, field) == column_of(other, field)


@pytest.mark.parametrize("title", ["幼儿园基本情况登记表", "教职工基本情况", "幼儿园教职工数", "在园幼儿数"])
def test_a_title_merged_over_the_first_headings_is_no_parent_of_theirs(title: str) -> None:
    draft = drafted(
        f"## 名册\n| {title} |  |  |\n| № | 园名 | 办园性质 | 在园幼儿数 | 教职工数 | 备注 |\n"
        "| 1 | 晨曦幼儿园 | 公办 | 90 | 12 |  |\n| 2 | 柳林幼儿园 | 民办（普惠） | 60 | 9 |  |\nmerge A1:C1\n"
    )
    assert column_of(draft, "name") == ["晨曦幼儿园", "柳林幼儿园"]
    assert column_of(draft, "staff") == [12, 9]
    assert draft.remarks == []


def test_a_line_of_labels_with_figures_is_no_row_of_headings() -> None:
    sheet = (
        "## 名册\n| 填报单位：曹子里镇 |  | 报表期：2024年3月 | 3岁常住人口：90人 | 4岁常住人口：80人 | 单位：人 |\n"
        "| 园名 | 办园性质 | 在园幼儿数 |\n| 晨曦幼儿园 | 公办 | 90 |\n"
    )
    assert column_of(drafted(sheet), "enrolled") == [90]
    assert [each.area for each in returned(sheet).returns] == ["曹子里镇"]


@pytest.mark.parametrize("heading", ["名称", "名 称"])
def test_a_name_alone_heads_kindergartens_or_towns(heading: str) -> None:
    roster = drafted(
        f"## 表\n| {heading} | 教职工数 |\n| 一、公办（1所） | 12 |\n| 晨曦幼儿园 | 12 |\n| 民办园 | 9 |\n| 柳林幼儿园 | 9 |\n| 合计 | 21 |\n"
    )
    assert column_of(roster, "name") == ["晨曦幼儿园", "柳林幼儿园"]
    summary = drafted(f"## 表\n| {heading} | 在园幼儿数 | 教职工数 |\n| 梅厂镇 | 900 | 90 |\n| 大良镇 | 800 | 80 |\n")
    assert column_of(summary, "area", "summary") == ["梅厂镇", "大良镇"]


def test_a_kindergarten_column_of_totals_counts_kindergartens() -> None:
    draft = drafted(
        "## 表\n| 镇街 | 幼儿园情况 |  | 在园幼儿数 |  |\n|  | 小计 | 城区 | 小计 | 城区 |\n"
        "| 梅厂镇 | 6 | 2 | 900 | 300 |\n| 大良镇 | 5 | 1 | 800 | 100 |\nmerge A1:A2\nmerge B1:C1\nmerge D1:E1\n"
    )
    assert column_of(draft, "kindergartens", "summary") == [6, 5]


def test_a_second_language_below_two_rows_of_headings_is_no_row_of_theirs() -> None:
    draft = drafted(
        "## 名册\n| 园名 | 办别 | 班数 |  | 教职工 | 专任教师 |\n|  |  | 小计 | 大班 |  |  |\n"
        "| Name | Type | Classes | Classes | Staff | Teachers |\n| 晨曦幼儿园 | 公办 | 9 | 3 | 41 | 18 |\n"
    )
    assert [column_of(draft, field) for field in ("classes", "classes_senior", "staff", "teachers")] == [
        [9],
        [3],
        [41],
        [18],
    ]


def test_one_measure_repeated_below_natures_is_a_row_of_headings() -> None:
    draft = drafted(
        "## 表\n| 乡镇 | 合计 | 公办幼儿园 | 普惠民办 | 教职工数 |\n|  | 在园（班）人数 | 在园（班）人数 | 在园（班）人数 |  |\n"
        "| 大良镇 | 617 | 163 | 258 | 109 |\n| 高村镇 | 517 | 313 | 168 | 129 |\n"
    )
    assert column_of(draft, "enrolled_public", "summary") == [163, 313]
    assert column_of(draft, "staff", "summary") == [109, 129]


def test_a_kindergarten_below_headings_that_are_merged_down_is_no_heading() -> None:
    """单位幼儿园 and 公办 are words of headings; but where each heading ends, nothing of the block can follow."""
    rows: Rows = [
        ["幼儿园名称", "办园性质", "在园幼儿数", ""],
        ["", "", "合计", "托班"],
        ["单位幼儿园", "公办", "", ""],
    ]
    merges = (Span(0, 0, 1, 0), Span(0, 1, 1, 1), Span(0, 2, 0, 3))
    header = find_header(Sheet("名册", rows, merges=merges), 0)
    assert header is not None
    assert (header.top, header.bottom) == (0, 1)
