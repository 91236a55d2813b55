"""Rows that are no kindergarten never count, whatever stands beside them; kindergartens that sound like one always do."""

from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preschool_metrics.validate import Validated
from tests.builder import assessed, found, judged, returned

Figures = tuple[int, ...]
COVER: Final = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 500 |\n## 名册\n"
HEADING: Final = ("序号", "幼儿园名称", "办园性质", "在园幼儿数", "小班", "中班", "大班", "教职工数")
CHEN, LIU, HE, QING = LISTED = (
    ("晨曦幼儿园", "公办园", 90, 30, 28, 32, 12),
    ("柳林幼儿园", "公办园", 60, 20, 21, 19, 9),
    ("河畔幼儿园", "普惠性民办园", 75, 25, 26, 24, 11),
    ("青禾幼儿园", "非普惠性民办园", 45, 15, 14, 16, 7),
)
OTHER: Final = (37, 11, 12, 14, 5)  # no sum of any of them


def line(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |\n"


def kindergarten(at: int) -> str:
    return line(at + 1, *LISTED[at])


def sums(*rows: int) -> tuple[int, ...]:
    return tuple(sum(int(LISTED[row][column]) for row in rows) for column in range(2, 7))


PUBLIC_ROWS: Final = (kindergarten(0), kindergarten(1))
PRIVATE_ROWS: Final = (kindergarten(2), kindergarten(3))
PUBLIC, PRIVATE, ALL = sums(0, 1), sums(2, 3), sums(0, 1, 2, 3)


def put(label: str, figures: Sequence[object], how: str) -> str:
    """Write a row with a label: in the place of the name, or in the first column; with a nature, or without."""
    nature = "公办园" if "nature" in how else ""
    number = 7 if "numbered" in how else ""
    return line(label, "", nature, *figures) if "first" in how else line(number, label, nature, *figures)


HOW: Final = ("name", "name, nature", "name, nature, numbered", "first", "first, nature")


def checked(*rows: str, heading: Sequence[str] = HEADING) -> Validated:
    return returned(COVER + line(*heading) + "".join(rows))


def counted(result: Validated) -> tuple[int, int, int]:
    """Return the children in public kindergartens, all children, and all staff."""
    (report,) = result.returns
    assert report.roster
    natures, children = (report.roster.column(field) or [] for field in ("nature", "enrolled"))
    public = sum(each for nature, each in zip(natures, children, strict=True) if nature == "public")
    return public, sum(children), sum(report.roster.column("staff") or [])


TRUE: Final = (150, 270, 39)


def told(result: Validated) -> list[tuple[str, str | None]]:
    return [(each.code, each.cell) for each in result.findings if each.severity != "info"]


def test_a_subtotal_with_a_nature_turns_no_verdict() -> None:
    rows = [line(*row[:3]) for row in LISTED]
    sheet = COVER + line(*HEADING[1:4]) + "".join((*rows[:2], line("小计", "公办园", 150), *rows[2:]))
    judgement = judged(assessed(sheet), "public_share")
    assert (judgement.observation.numerator, judgement.observation.denominator) == (150, 270)


# --- sums -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(
    "label",
    [
        "小计", "公办小计", "公办合计", "公办园小计", "公办园合计", "分计", "公办汇总", "公办 汇总", "公办园", "共2所", "共计2所", "一、公办园（2所）", "（一）公办园",
        "公办园（2所）", "公办（2所）", "公办幼儿园（2所）", "本页合计", "1.公办园", "第一部分：公办园", "公办园共2所", "合计（公办）", "小计：公办园", "公办幼儿园小计", "其中：公办园", "其中公办",
        "#公办园", "△公办", "镇属园", "教办园", "村集体办幼儿园", "公办幼儿园", "城关学区", "北片", "",
    ],
)  # fmt: skip
def test_a_sum_of_some_rows_is_no_kindergarten(label: str, how: str) -> None:
    result = checked(*PUBLIC_ROWS, put(label, PUBLIC, how), *PRIVATE_ROWS)
    assert (counted(result), told(result)) == (TRUE, [])


@pytest.mark.parametrize("nature", ["公办园", ""])
@pytest.mark.parametrize("label", ["小计", "公办园", "一、公办园（2所）", "镇属园", "公办幼儿园", "北片"])
def test_a_sum_above_its_rows_is_none_either(label: str, nature: str) -> None:
    result = checked(line("", label, nature, *PUBLIC), *map(kindergarten, range(4)))
    assert (counted(result), told(result)) == (TRUE, [])


def some(label: str, figures: Sequence[int]) -> str:
    return line("", label, "@", *figures)


@pytest.mark.parametrize("nature", ["公办园", ""])
@pytest.mark.parametrize(
    "rows",
    [
        (some("合计", ALL), some("一、公办园（2所）", PUBLIC), *PUBLIC_ROWS, some("二、民办园（2所）", PRIVATE), *PRIVATE_ROWS),
        (*PUBLIC_ROWS, some("小计", PUBLIC), *PRIVATE_ROWS, some("小计", PRIVATE), some("合计", ALL)),
        (*PUBLIC_ROWS, some("合计", PUBLIC), *PRIVATE_ROWS, some("合计", PRIVATE)),
        (*PUBLIC_ROWS, some("公办合计", PUBLIC), *PRIVATE_ROWS),
        (some("东片", PUBLIC), *PUBLIC_ROWS, some("西片", PRIVATE), *PRIVATE_ROWS),
        (some("东部", PUBLIC), *PUBLIC_ROWS, some("西部", PRIVATE), *PRIVATE_ROWS),
        (*PUBLIC_ROWS, some("本页合计", PUBLIC), some("累计", PUBLIC), *PRIVATE_ROWS, some("本页合计", PRIVATE), some("累计", ALL)),
        (*PUBLIC_ROWS, some("过次页", PUBLIC), some("承上页", PUBLIC), *PRIVATE_ROWS, some("合计", ALL)),
        (kindergarten(2), kindergarten(0), kindergarten(3), kindergarten(1), some("公办小计", PUBLIC), some("民办小计", PRIVATE), some("合计", ALL)),
        (kindergarten(2), kindergarten(0), kindergarten(3), kindergarten(1), some("合计", ALL), some("普惠小计", sums(0, 1, 2))),
        (
            some("总计", ALL),
            some("公办合计", PUBLIC), some("城区小计", sums(0)), kindergarten(0), some("镇区小计", sums(1)), kindergarten(1),
            some("民办合计", PRIVATE), some("普惠小计", sums(2)), kindergarten(2), some("非普惠小计", sums(3)), kindergarten(3),
        ),
        (
            kindergarten(0), some("小计", sums(0)), kindergarten(1), some("小计", sums(1)), some("公办合计", PUBLIC),
            kindergarten(2), some("小计", sums(2)), kindergarten(3), some("小计", sums(3)), some("民办合计", PRIVATE), some("总计", ALL),
        ),
    ],
)  # fmt: skip
def test_a_total_that_the_rows_prove_is_neither_counted_nor_blamed(rows: tuple[str, ...], nature: str) -> None:
    result = checked(*(row.replace("@", nature) for row in rows))
    assert (counted(result), told(result)) == (TRUE, [])


@pytest.mark.parametrize("nature", ["公办园", ""])
@pytest.mark.parametrize("label", ["小计", "公办小计", "一、公办园（2所）", "公办园（2所）", "镇属园"])
def test_a_subtotal_that_is_not_the_sum_is_told_and_does_not_count(label: str, nature: str) -> None:
    figures = (PUBLIC[0] + 1, *PUBLIC[1:])
    result = checked(*PUBLIC_ROWS, line("", label, nature, *figures), *PRIVATE_ROWS)
    assert (counted(result), told(result)) == (TRUE, [("PM402", "D4")])
    (finding,) = found(result, "PM402")
    assert (finding.value, finding.expected) == ("151", "150")


def test_a_total_that_leaves_rows_out_is_still_told() -> None:
    assert ("PM401", "D6") in told(checked(*map(kindergarten, range(4)), line("合计", "", "", *PUBLIC)))
    assert ("PM402", "D4") in told(checked(*PUBLIC_ROWS, line("", "小计", "公办园", *sums(1)), *PRIVATE_ROWS))


@pytest.mark.parametrize("nature", ["公办园", ""])
@pytest.mark.parametrize("label", ["小计", "公办合计", "公办园", "共2所", "一、公办园（2所）", "镇属园", "本页合计"])
def test_one_column_is_enough_with_such_a_label(label: str, nature: str) -> None:
    rows = [line(*row[:3]) for row in LISTED]
    result = checked(*rows[:2], line(label, nature, 150), *rows[2:], heading=HEADING[1:4])
    assert (counted(result)[:2], told(result)) == ((150, 270), [])


def test_a_table_on_its_side_is_read_alike() -> None:
    columns = zip(CHEN, LIU, ("公办小计", "公办园", *PUBLIC), HE, QING, strict=True)
    result = returned(COVER + "".join(line(name, *cells) for name, cells in zip(HEADING[1:], columns, strict=True)))
    assert (counted(result), told(result)) == (TRUE, [])


def test_groups_are_the_data_where_no_kindergarten_is_listed() -> None:
    result = checked(line(1, "公办园", "公办园", *PUBLIC), line(2, "民办园", "普惠性民办园", *PRIVATE))
    assert counted(result)[:2] == (150, 270)


# --- what never is data -----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(
    "label",
    [
        "平均", "园均", "公办园平均", "平均每园", "园均规模", "计划数", "年度目标", "目标", "招生计划", "2024年计划", "核定数", "上月", "上月数", "上年同期", "去年", "上月公办园", "上学期",
        "比上月增减", "增减", "同比", "占比", "普惠率", "过次页", "承上页", "转下页", "接上页", "例", "示例", "填写示例", "某某幼儿园（示例）", "××（示例）", "蓝天幼儿园（例）", "例：蓝天幼儿园",
        "其中：蓝天幼儿园",
    ],
)  # fmt: skip
def test_such_a_row_never_counts_whatever_its_figures(label: str, how: str) -> None:
    for at in (0, 2, 4):
        rows = [*map(kindergarten, range(4))]
        rows.insert(at, put(label, OTHER, how))
        result = checked(*rows)
        assert (counted(result), told(result)) == (TRUE, []), at


@pytest.mark.parametrize("mark", ["例", "示例", "上月", "计划"])
def test_a_mark_before_the_name_takes_the_row_out(mark: str) -> None:
    result = checked(line(mark, "某某幼儿园", "公办园", *OTHER), *map(kindergarten, range(4)))
    assert (counted(result), told(result)) == (TRUE, [])


def test_the_example_left_in_a_form_is_no_kindergarten() -> None:
    result = checked(line("", "××镇中心幼儿园", "公办园", *OTHER), *map(kindergarten, range(4)))
    assert (counted(result), told(result)) == (TRUE, [])


def test_an_average_that_fails_is_no_error() -> None:
    result = checked(*map(kindergarten, range(4)), line("", "平均", "公办园", 67.5, "#DIV/0!", 22, 22, 9.75))
    assert (counted(result), told(result)) == (TRUE, [])


def test_a_section_with_a_nature_and_without_figures_is_a_section() -> None:
    result = checked(line("", "一、公办园", "公办", "", "", "", "", ""), *map(kindergarten, range(4)))
    assert (counted(result), told(result)) == (TRUE, [])


# --- kindergartens that sound like it ---------------------------------------------------------------------

NAMES: Final = (
    "#1幼儿园", "小计划幼儿园", "总计划园", "合计幼儿园", "平均幼儿园", "其中村幼儿园", "目标幼儿园", "计划幼儿园", "增长幼儿园", "率真幼儿园", "示范幼儿园", "例园", "上月湾幼儿园", "去年幼儿园", "第一幼儿园",
    "八一幼儿园", "三幼儿园", "中心幼儿园", "附属幼儿园", "小学附设幼儿园", "公立幼儿园", "普惠幼儿园", "镇中心幼儿园", "幼儿园", "甲中心", "晨光", "城区幼儿园", "农村幼儿园", "集体幼儿园", "村办幼儿园",
    "公办中心幼儿园", "公园幼儿园", "汇总路幼儿园", "计生幼儿园", "共和幼儿园", "（一）幼", "1号幼儿园", "一、晨光幼儿园", "1.晨光幼儿园", "民办蓝天", "普惠乡幼儿园", "一分园", "总园", "北片幼儿园", "标准幼儿园",
)  # fmt: skip


@pytest.mark.parametrize("number", [5, ""])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_figures_of_its_own_is_a_kindergarten(name: str, number: object) -> None:
    rows = [*map(kindergarten, range(4))]
    rows.insert(2, line(number, name, "公办园", *OTHER))
    result = checked(*rows)
    assert (counted(result), told(result)) == ((187, 307, 44), [])


@pytest.mark.parametrize("name", ["红旗幼儿园", "红旗幼儿园（总园）", "红旗教学点"])
def test_a_kindergartens_own_name_is_never_a_sum_by_its_figures_alone(name: str) -> None:
    result = checked(*PUBLIC_ROWS, line(5, name, "公办园", *PUBLIC), *PRIVATE_ROWS)
    assert counted(result)[:2] == (300, 420)


@settings(max_examples=60, derandomize=True)
@given(
    st.lists(st.tuples(*[st.integers(1, 40)] * 4), min_size=2, max_size=9),
    st.sampled_from(["小计", "公办园", "（一）公办园", "公办小计", "镇属园", "共{n}所"]),
    st.data(),
)
def test_sums_put_anywhere_change_nothing(rows: list[Figures], label: str, data: st.DataObject) -> None:
    """Law: a roster has the same figures with and without rows that add the rows above them, and nothing is told."""
    listed = [
        (f"{'甲乙丙丁戊己庚辛壬'[at]}幼儿园", "公办园", sum(row[:3]), *row[:3], row[3] + 20)
        for at, row in enumerate(rows)
    ]
    end = data.draw(st.integers(2, len(listed)), "the place of the sum")
    figures = [sum(int(str(row[column])) for row in listed[:end]) for column in range(2, 7)]
    lines = [line(at + 1, *row) for at, row in enumerate(listed)]
    bare = checked(*lines)
    lines.insert(end, line("", label.format(n=end), data.draw(st.sampled_from(["公办园", ""]), "its nature"), *figures))
    result = checked(*lines)
    assert (counted(result), found(result, "PM402")) == (counted(bare), [])
