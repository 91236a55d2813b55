"""Tables read crosswise: natures as rows, towns as columns, wholes that no cell states, totals that stand for themselves."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from preschool_metrics import assess
from tests.builder import drafted, table_of, write

NATURES = """\
## 汇总
| 镇街 | 办园性质 | 在园幼儿数 | 教职工数 |
| 梅厂镇 | 公办 | 120 | 24 |
| 〃 | 普惠性民办 | 60 | 12 |
| 〃 | 非普惠性民办 | 20 | 4 |
"""
MATRIX = "## 统计表\n| 分镇街分性质在园幼儿数（人） |\n| 镇街 | 梅厂镇 | 大良镇 | 合计 |\n"


def row_of(sheet: str) -> list[dict[str, Any]]:
    table = table_of(drafted(sheet), "summary")
    return [dict(zip(table.fields(), row, strict=True)) for row in table.rows]


def test_a_row_a_nature_of_a_town_is_no_roster_without_names() -> None:
    (town,) = row_of(NATURES)
    assert (town["area"], town["enrolled"], town["staff"]) == ("梅厂镇", 200, 40)
    assert (town["enrolled_public"], town["enrolled_inclusive_private"], town["enrolled_other_private"]) == (
        120,
        60,
        20,
    )


def test_a_roster_that_lacks_its_names_stays_one() -> None:
    assert table_of(drafted(NATURES + "| 〃 | 公办 | 90 | 12 |\n")).kind == "roster"


def test_a_whole_that_no_cell_states_names_the_cells_that_were_added() -> None:
    draft = drafted(NATURES)
    table = table_of(draft, "summary")
    at = next(column for column in table.columns if column.field == "staff")
    assert table.parts[table.numbers[0], at.at] == (("D2", 24), ("D3", 12), ("D4", 4))
    assert any(each.read == "40" and each.typed == "D2+D3+D4" for each in draft.normalised)


def test_a_nature_that_is_missing_leaves_the_whole_unknown() -> None:
    (town,) = row_of("\n".join(line for line in NATURES.splitlines() if "非普惠" not in line) + "\n")
    assert "enrolled" not in town


def test_a_part_that_is_no_number_is_told_where_it_stands() -> None:
    table = table_of(drafted(NATURES.replace("| 12 |", "| 约12 |")), "summary")
    at = next(column for column in table.columns if column.field == "staff")
    assert table.rows[0][table.columns.index(at)] == "约12"
    assert table.address(table.numbers[0], at) == "D3"


@pytest.mark.parametrize("natures", [("公办", "普惠", "非普惠"), ("公办园", "普惠园", "非普惠园")])
@pytest.mark.parametrize("whole", [(), ("合计", 200)])
def test_inclusive_between_public_and_not_inclusive_is_the_inclusive_private(
    natures: tuple[str, ...], whole: tuple[Any, ...]
) -> None:
    lines = [*zip(natures, (120, 60, 20), strict=True), *([whole] if whole else [])]
    (town,) = row_of(
        "## 汇总\n| 镇街 | 办园性质 | 在园幼儿数 |\n"
        + "".join(f"| 梅厂镇 | {name} | {count} |\n" for name, count in lines)
    )
    assert (town["enrolled_inclusive_private"], town["enrolled"]) == (60, 200)


def test_inclusive_that_holds_the_public_ones_stays_so() -> None:
    (town,) = row_of(
        "## 汇总\n| 镇街 | 办园性质 | 在园幼儿数 |\n| 梅厂镇 | 合计 | 200 |\n| 梅厂镇 | 公办 | 120 |\n"
        "| 梅厂镇 | 普惠 | 180 |\n| 梅厂镇 | 非普惠 | 20 |\n"
    )
    assert (town["enrolled_inclusive"], town["enrolled_public"]) == (180, 120)
    assert "enrolled_inclusive_private" not in town


@pytest.mark.parametrize("total", ["合计", "小计", "全区合计"])
def test_towns_across_and_natures_down(total: str) -> None:
    towns = row_of(
        MATRIX
        + f"| 公办 | 10 | 20 | 30 |\n| 普惠性民办 | 1 | 2 | 3 |\n| 其他民办园 | 5 | 0 | 5 |\n| {total} | 16 | 22 | 38 |\n"
    )
    assert [(town["area"], town["enrolled"], town["enrolled_other_private"]) for town in towns] == [
        ("梅厂镇", 16, 5),
        ("大良镇", 22, 0),
    ]


def test_a_total_behind_the_natures_is_the_town_s_and_a_second_one_the_district_s() -> None:
    table = table_of(drafted(NATURES + "| | 小计 | 200 | 40 |\n| | 合计 | 200 | 40 |\n"), "summary")
    assert [row[0] for row in table.rows] == ["梅厂镇"]
    assert len(table.totals) == 1


YEARBOOK = """\
## 学前教育
| 2024年学前教育基本情况 |
| 类别 | 园数 | 在园幼儿数 | 专任教师 |
| 合 计 | 5 | 300 | 30 |
| 教育部门 | 2 | 120 | 12 |
| 集体 | 1 | 30 | 3 |
| 民办 | 2 | 150 | 15 |
| #普惠性民办 | 1 | 90 | 9 |
"""
KINDS = "| 城区 | 2 | 200 | 20 |\n| 镇区 | 2 | 60 | 6 |\n| 乡村 | 1 | 40 | 4 |\n"


@pytest.mark.parametrize(("below", "towns"), [("", set()), (KINDS, {"城区", "镇区", "乡村"})])
def test_a_yearbook_gives_the_district_its_figures_and_no_area_called_total(
    tmp_path: Path, below: str, towns: set[str]
) -> None:
    made = assess(write(YEARBOOK + below, tmp_path / "年鉴.xlsx"), profile="national-2020", period="2024-03")
    shown = {(each.observation.level, each.observation.area) for each in made.judgements}
    assert shown == {("district", "全部"), *(("town", town) for town in towns)}
    share = next(
        each.observation
        for each in made.judgements
        if each.observation.indicator.id == "public_share" and each.observation.level == "district"
    )
    assert (share.numerator, share.denominator) == (150, 300)
    assert Fraction(share.numerator or 0, share.denominator or 1) == Fraction(1, 2)
    assert not share.partial


@pytest.mark.parametrize(
    "heads",
    [
        "| 镇街 | 2024年2月 | | 2024年3月 | |\n| | 在园幼儿数 | 教职工数 | 在园幼儿数 | 教职工数 |\n",
        "| 镇街 | 2023年 | | 2024年 | |\n| | 在园幼儿数 | 教职工数 | 在园幼儿数 | 教职工数 |\n",
    ],
)
def test_of_two_periods_across_the_later_one_counts(heads: str) -> None:
    table = table_of(drafted("## 对比表\n" + heads + "| 梅厂镇 | 90 | 10 | 100 | 12 |\n"), "summary")
    assert dict(zip(table.fields(), table.rows[0], strict=True)) == {"area": "梅厂镇", "enrolled": 100, "staff": 12}


def test_periods_under_what_is_counted_are_headings_too() -> None:
    heads = "| 镇街 | 在园幼儿数 | | 教职工数 | |\n| | 2024年 | 2023年 | 2024年 | 2023年 |\n"
    table = table_of(drafted("## 对比表\n" + heads + "| 梅厂镇 | 100 | 90 | 12 | 10 |\n"), "summary")
    assert dict(zip(table.fields(), table.rows[0], strict=True)) == {"area": "梅厂镇", "enrolled": 100, "staff": 12}


def test_a_long_list_counts_below_a_whole_what_the_whole_counts() -> None:
    lines = "| 梅厂镇 | 在园幼儿数 | 100 |\n| 梅厂镇 | 其中：公办 | 60 |\n| 梅厂镇 | 教职工数 | 14 |\n"
    (town,) = row_of("## 导出\n| 镇街 | 指标 | 数值 |\n" + lines)
    assert (town["enrolled"], town["enrolled_public"], town["staff"]) == (100, 60, 14)


@pytest.mark.parametrize(
    ("counts", "field"),
    [
        ("| 200 | 120 | 60 | 20 |", "enrolled_inclusive_private"),
        ("| 200 | 120 | 180 | 20 |", "enrolled_inclusive"),
        ("| ２００ | 120人 | 60 | 20 |", "enrolled_inclusive_private"),
    ],
)
def test_columns_public_inclusive_and_not_are_told_apart_by_their_sum(counts: str, field: str) -> None:
    table = table_of(
        drafted(f"## 汇总\n| 镇街 | 在园幼儿数 | 公办-幼儿数 | 普惠-幼儿数 | 非普惠-幼儿数 |\n| 梅厂镇 {counts}\n"),
        "summary",
    )
    assert field in table.fields()


def test_the_last_year_below_the_total_is_no_second_total() -> None:
    draft = drafted(NATURES + "| 合计 | 合计 | 200 | 40 |\n| 2023年 | | 180 | 36 |\n")
    assert [total.values[1] for total in table_of(draft, "summary").totals] == [200]
    assert not draft.remarks


@pytest.mark.parametrize("stated", [["保教人员"], ["专任教师", "保教人员"], ["保教人员", "专任教师", "保育员"]])
def test_care_and_teaching_staff_may_be_stated(tmp_path: Path, stated: list[str]) -> None:
    counts = {"保教人员": 9, "专任教师": 6, "保育员": 3}
    sheet = f"## 汇总\n| 镇街 | 在园幼儿数 | {' | '.join(stated)} |\n| 梅厂镇 | 90 | {' | '.join(str(counts[each]) for each in stated)} |\n"
    made = assess(write(sheet, tmp_path / "汇总.xlsx"), profile="wuqing-2023", period="2024-03")
    ratio = next(
        each.observation
        for each in made.judgements
        if each.observation.indicator.id == "child_care_teaching_staff_ratio" and each.observation.area == "梅厂镇"
    )
    assert (ratio.numerator, ratio.denominator) == (90, 9)


def test_group_totals_among_the_towns_are_no_towns() -> None:
    sheet = "## 统计表\n| 分镇街分性质在园幼儿数（人） |\n| 镇街 | 梅厂镇 | 小计 | 大良镇 | 片区二合计 | 总计 |\n"
    draft = drafted(sheet + "| 公办 | 10 | 10 | 20 | 20 | 30 |\n| 民办 | 5 | 5 | 6 | 6 | 11 |\n")
    table = table_of(draft, "summary")
    assert [row[0] for row in table.rows] == ["梅厂镇", "大良镇"]
    assert [total.values[table.fields().index("enrolled_public")] for total in table.totals] == [30]
    assert not draft.remarks


def test_the_district_s_own_row_is_no_row_of_the_last_town() -> None:
    table = table_of(drafted(NATURES + "| 全区 | 计 | 900 | 90 |\n"), "summary")
    assert (table.rows[0][table.fields().index("enrolled")], len(table.totals)) == (200, 1)
