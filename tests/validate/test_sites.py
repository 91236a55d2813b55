"""Sites of one kindergarten, ditto marks, and day-care points among kindergartens: what counts, and under which name."""

from collections.abc import Sequence
from typing import Final

import pytest

from preschool_metrics.validate import Validated
from tests.builder import found, returned

COVER: Final = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 500 |\n## 名册\n"
WITH_SITES: Final = "| 幼儿园名称 | 园区 | 办园性质 | 在园幼儿数 | 教职工数 |\n"
PLAIN: Final = "| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 |\n"
OTHER: Final = "| 春芽幼儿园 | 普惠性民办园 | 177 | 30 |\n"


def read(*lines: str) -> tuple[Validated, Sequence[tuple[str, str, int]]]:
    """Return what was checked, and each kindergarten's name, nature and children."""
    result = returned(COVER + "".join(lines))
    (report,) = result.returns
    assert report.roster
    columns = (report.roster.column(field) or [] for field in ("name", "nature", "enrolled"))
    return result, list(zip(*columns, strict=True))


def told(result: Validated) -> list[tuple[str, str | None]]:
    return [(each.code, each.cell) for each in result.findings if each.severity != "info"]


@pytest.mark.parametrize("again", ["", "蓝天幼儿园", "同上", "〃"])
@pytest.mark.parametrize("nature", ["", "公办园", "〃"])
def test_a_site_below_its_kindergarten_counts_for_itself(again: str, nature: str) -> None:
    result, rows = read(
        WITH_SITES,
        "| 蓝天幼儿园 | 总园 | 公办园 | 112 | 19 |\n",
        f"| {again} | 分园 | {nature} | 50 | 8 |\n",
        "| 春芽幼儿园 |  | 普惠性民办园 | 177 | 30 |\n",
    )
    assert rows[:2] == [("蓝天幼儿园", "public", 112), ("蓝天幼儿园（分园）", "public", 50)]
    assert told(result) == []


@pytest.mark.parametrize("nature", ["", "公办园"])
@pytest.mark.parametrize(
    "sites", [("总园", "分园"), ("本部", "滨河园区"), ("东校区", "西校区"), ("其中：总园", "其中：分园")]
)
def test_sites_that_their_kindergarten_adds_up_are_parts_of_it(sites: tuple[str, str], nature: str) -> None:
    first, second = (
        f"| {site} | {nature} | {figures} |\n" for site, figures in zip(sites, ("112 | 19", "50 | 8"), strict=True)
    )
    result, rows = read(PLAIN, "| 蓝天幼儿园 | 公办园 | 162 | 27 |\n", first, second, OTHER)
    assert [row[2] for row in rows] == [162, 177]
    assert told(result) == []


def test_a_site_that_the_total_leaves_out_is_a_part() -> None:
    site, total = "| 分园 | 公办园 | 50 | 8 |\n", "| 合计 |  | 289 | 49 |\n"
    result, rows = read(PLAIN, "| 蓝天幼儿园 | 公办园 | 112 | 19 |\n", site, OTHER, total)
    assert ([row[2] for row in rows], told(result)) == ([112, 177], [])


def test_a_site_that_the_total_adds_counts() -> None:
    site, total = "| 分园 | 公办园 | 50 | 8 |\n", "| 合计 |  | 339 | 57 |\n"
    result, rows = read(PLAIN, "| 蓝天幼儿园 | 公办园 | 112 | 19 |\n", site, OTHER, total)
    assert ([row[2] for row in rows], told(result)) == ([112, 50, 177], [])


def test_a_name_of_its_own_stays_as_it_is_written() -> None:
    _, rows = read(
        PLAIN, "| 红旗幼儿园（总园） | 公办园 | 112 | 19 |\n", "| 红旗幼儿园分园 | 公办园 | 50 | 8 |\n", OTHER
    )
    assert [row[0] for row in rows] == ["红旗幼儿园（总园）", "红旗幼儿园分园", "春芽幼儿园"]


def test_the_same_name_without_a_site_is_still_a_duplicate() -> None:
    result, rows = read(PLAIN, OTHER, OTHER)
    assert (len(rows), found(result, "PM403")[0].cell) == (1, "A3")


@pytest.mark.parametrize("mark", ["〃", "″", '"', "同上", " 〃 "])
def test_a_ditto_mark_says_what_the_cell_above_says(mark: str) -> None:
    rows = "| 甲幼儿园 | 公办园 | 90 | 9 |\n", f"| 乙幼儿园 | {mark} | 80 | 8 |\n", f"| 丙幼儿园 | {mark} | 70 | 7 |\n"
    result, listed = read(PLAIN, *rows, OTHER)
    assert ([row[1] for row in listed], told(result)) == (["public", "public", "public", "inclusive_private"], [])


@pytest.mark.parametrize(
    ("name", "nature", "cell"),
    [
        ("小蚂蚁托幼点", "非普惠性民办园", "A2"),
        ("小蚂蚁民办托幼点", "", "A2"),
        ("小蚂蚁看护点", "民办", "A2"),
        ("小蚂蚁", "民办托幼点", "B2"),
        ("小蚂蚁", "看护点", "B2"),
        ("小蚂蚁幼儿园", "民办看护点", "B2"),
    ],
)
def test_a_day_care_point_in_the_roster_counts_nowhere_and_is_told(name: str, nature: str, cell: str) -> None:
    result, rows = read(PLAIN, f"| {name} | {nature} | 20 | 3 |\n", OTHER)
    assert (len(rows), told(result)) == (1, [("PM415", cell)])


def test_a_kindergarten_named_after_a_point_is_one() -> None:
    result, rows = read(PLAIN, "| 看护点路幼儿园 | 公办园 | 20 | 3 |\n", OTHER)
    assert (len(rows), told(result)) == (2, [])


def test_the_code_that_sites_share_is_their_kindergartens_and_takes_none_of_them_out() -> None:
    result, rows = read(
        "| 幼儿园名称 | 学校标识码 | 办园性质 | 在园幼儿数 | 教职工数 |\n| 甲幼儿园 | 1112000001 | 公办园 | 60 | 9 |\n"
        "| 乙幼儿园（总园） | 1112000002 | 公办园 | 90 | 12 |\n| 乙幼儿园（分园） | 1112000002 | 公办园 | 70 | 10 |\n"
    )
    assert found(result, "PM404") == []
    assert [children for _, _, children in rows] == [60, 90, 70]
