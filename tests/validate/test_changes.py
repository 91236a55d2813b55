"""Two versions of a return, value by value."""

from preschool_metrics.catalogue import Register, load_profile
from preschool_metrics.model.change import Change
from preschool_metrics.validate.changes import changes
from tests.builder import assessed, made

REGISTER = Register(load_profile("wuqing-2023"))
COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
HEADING = "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n"
ROWS = "| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 公办园 | 80 |\n"


def told(before: str, after: str) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    found = changes(assessed(before).returns, assessed(after).returns, REGISTER)
    return [(each.area, each.row, each.field, *_sides(each)) for each in found]


def _sides(change: Change) -> tuple[str | None, str | None]:
    """Return value@cell on both sides."""
    before, after = (
        f"{each.figure.value}@{each.figure.cell}" if each else None for each in (change.before, change.after)
    )
    return before, after


def test_the_same_returns_differ_in_nothing() -> None:
    assert told(COVER + HEADING + ROWS, COVER + HEADING + ROWS) == []


def test_a_value_that_changed_names_both_cells() -> None:
    after = "| 新幼儿园 | 公办园 | 30 |\n" + ROWS.replace("80", "81")
    assert told(COVER + HEADING + ROWS, COVER + HEADING + after) == [
        ("曹子里镇", "新幼儿园", None, None, "新幼儿园@A2"),
        ("曹子里镇", "乙幼儿园", "enrolled", "80@C3", "81@C4"),
    ]


def test_a_row_that_is_gone() -> None:
    assert told(COVER + HEADING + ROWS, COVER + HEADING + ROWS.splitlines()[0]) == [
        ("曹子里镇", "乙幼儿园", None, "乙幼儿园@A3", None)
    ]


def test_other_columns_and_another_order_are_no_change_of_what_both_have() -> None:
    other = "## 幼儿园名册\n| 在园幼儿数 | 幼儿园名称 | 办园性质 | 教职工数 |\n| 80 | 乙 幼儿园 | 公办园 |  |\n| 90 | 甲幼儿园 | 公办园 | 14 |\n"
    assert told(COVER + HEADING + ROWS, COVER + other) == [
        ("曹子里镇", "乙 幼儿园", "name", "乙幼儿园@A3", "乙 幼儿园@B2"),
        ("曹子里镇", "甲幼儿园", "staff", None, "14@D3"),
    ]


def test_a_code_finds_a_row_whose_name_changed() -> None:
    heading = "## 幼儿园名册\n| 幼儿园名称 | 学校标识码 | 办园性质 | 在园幼儿数 |\n"
    row = "| 甲幼儿园 | 1112000001 | 公办园 | 90 |\n"
    assert told(COVER + heading + row, COVER + heading + row.replace("甲", "丙")) == [
        ("曹子里镇", "丙幼儿园", "name", "甲幼儿园@A2", "丙幼儿园@A2")
    ]


def test_the_cover_and_the_summary_are_compared_too() -> None:
    summary = "## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 170 |\n"
    before = COVER + HEADING + ROWS + summary
    after = before.replace("| 200 |", "| 210 |").replace("| 170 |", "| 171 |")
    assert told(before, after) == [
        ("曹子里镇", None, "population_resident_3_5", "200@B3", "210@B3"),
        ("曹子里镇", None, "enrolled", "170@B2", "171@B2"),
    ]


def test_day_care_points_come_and_go() -> None:
    points = "## 托幼点名册\n| 托幼点名称 | 在托幼儿数 |\n| 一号托幼点 | 9 |\n"
    assert told(COVER + HEADING + ROWS, COVER + HEADING + ROWS + points) == [
        ("曹子里镇", "一号托幼点", None, None, "一号托幼点@A2")
    ]


def test_a_return_that_only_one_side_has_is_one_change() -> None:
    one, other = made("曹子里镇", [{"name": "甲幼儿园", "enrolled": 90}]), made("陈咀镇", summary={"enrolled": 9})
    assert [(each.area, each.before is None, each.after is None) for each in changes([one], [other], REGISTER)] == [
        ("曹子里镇", False, True),
        ("陈咀镇", True, False),
    ]


def test_a_blank_is_no_value() -> None:
    one = made("曹子里镇", [{"name": "甲幼儿园", "enrolled": None, "staff": 14}])
    other = made("曹子里镇", [{"name": "甲幼儿园", "staff": 14}])
    assert list(changes([one], [other], REGISTER)) == []
