"""Where a clause stands: done, under way, overdue, not reported, or only shown; and what is missing."""

from functools import cache

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.measure.clauses import asked, stand
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.clauses import ClauseState
from tests.builder import assessed

WUQING = load_profile("wuqing-2023")
CLAUSES = load_clauses(WUQING)
COVER = "## 封面\n| 填报单位 | {area} |\n| 报表月份 | {period} |\n| 常住人口3-5岁 | 100 |\n"
HEAD = "| 幼儿园名称 | 办园性质 | 在园幼儿数 | 学位数 | 一键报警 | 开放月 | 夏季离园时间 | 冬季离园时间 |\n"
ROW = "| 甲园 | 公办园 | 90 | 120 | {alarm} | {held} | 17:00 | {winter} |\n"
DISTRICT = (
    "## 封面\n| 填报单位 | 武清区 |\n| 报表月份 | {period} |\n## 区级任务\n| 任务 | 完成数 | 完成日期 | 佐证材料 |\n"
)


def town(period: str = "2024-03", alarm: str = "是", held: str = "是", winter: str = "16:30", points: str = "") -> str:
    """Return the return of 曹子里镇, one public kindergarten; `points` are rows of 托幼点名册."""
    roster = "## 幼儿园名册\n" + HEAD + ROW.format(alarm=alarm, held=held, winter=winter)
    listed = f"## 托幼点名册\n| 托幼点名称 | 备案日期 | 在托幼儿数 |\n{points}" if points else ""
    return COVER.format(area="曹子里镇", period=period) + roster + listed


def standing(result: Assessment, clause: str) -> ClauseState:
    return next(each for each in stand(result, WUQING, CLAUSES) if each.clause.id == clause)


@cache
def of_tasks(rows: str, period: str) -> Assessment:
    return assessed({"区级.xlsx": DISTRICT.format(period=period) + rows})


def test_without_returns_every_clause_has_its_lines_and_no_state() -> None:
    every = list(asked(WUQING, CLAUSES))
    assert [each.state for each in every] == [None] * 41
    targets = {part.id: part.target for each in every for part in each.parts}
    assert targets["public_share"] == "≥50%"
    assert targets["child_staff_ratio"] == "≤1:7"
    assert targets["with_alarm"] == "≥100%"
    assert targets["experts"] == "≥20"
    assert targets["joint_meetings_held"] == targets["special_committee"] == targets["use_of_public_places"] == ""


@pytest.mark.parametrize(
    ("rows", "clause", "period", "state", "short"),
    [
        ("| 专家组 | 20 |\n", "expert_team", "2024-03", "done", 0),
        ("| 专家组 | 19 |\n", "expert_team", "2024-03", "in_progress", 1),
        ("| 专家组 | 19 |\n", "expert_team", "2024-12", "overdue", 1),
        ("| 专家组 |  |\n", "expert_team", "2024-12", "not_reported", 0),
        ("| 人大代表或政协委员视察 | 0 |\n", "deputies_inspections", "2023-12", "overdue", 2),
        ("| 社会满意度调查 | 1 |\n", "satisfaction_surveys", "2023-11", "in_progress", 3),
        ("| 成立综合协调组 | 1 |\n", "coordination_group", "2023-05", "done", 0),
        ("| 成立综合协调组 | 0 |\n", "coordination_group", "2023-05", "in_progress", 1),
        ("| 成立综合协调组 | 0 |\n", "coordination_group", "2025-01", "overdue", 1),
        ("| 召开联席会议 | 3 |\n", "joint_meetings", "2025-01", "not_judged", 0),
        ("| 专家组 | 20 |\n", "joint_meetings", "2025-01", "not_reported", 0),
        ("| 名师工作室（公办） | 4 |\n| 名师工作室（民办） | 2 |\n", "master_studios", "2024-03", "done", 0),
        ("| 名师工作室（公办） | 5 |\n| 名师工作室（民办） | 1 |\n", "master_studios", "2024-03", "in_progress", 1),
        ("| 名师工作室（公办） | 5 |\n| 名师工作室（民办） | 1 |\n", "master_studios", "2024-12", "overdue", 1),
        ("| 名师工作室（公办） | 4 |\n", "master_studios", "2024-03", "in_progress", 0),
        ("| 公办学前教师招聘 | 200 |\n", "public_teachers", "2024-03", "done", 0),
        ("| 为镇属公办园招聘的教师 | 90 |\n", "public_teachers", "2024-03", "not_reported", 0),
    ],
)
def test_a_task_stands_as_the_district_says(rows: str, clause: str, period: str, state: str, short: int) -> None:
    found = standing(of_tasks(rows, period), clause)
    assert (found.state, sum(part.short for part in found.parts)) == (state, short)


def test_day_and_evidence_come_with_it() -> None:
    (part,) = standing(
        of_tasks("| 成立综合协调组 | 1 | 2023-03-15 | 武教〔2023〕8号 |\n", "2024-03"), "coordination_group"
    ).parts
    assert (str(part.on), part.evidence) == ("2023-03-15", "武教〔2023〕8号")


def test_the_state_of_an_earlier_month_still_holds() -> None:
    early, late = DISTRICT.format(period="2023-05") + "| 专家组 | 20 |\n", DISTRICT.format(period="2024-03")
    result = assessed({"2023-05/a.xlsx": early, "2024-03/a.xlsx": late + "| 召开联席会议 | 1 |\n"})
    assert standing(result, "expert_team").state == "done"


@pytest.mark.parametrize(
    ("period", "alarm", "state", "missed"),
    [
        ("2024-03", "否", "in_progress", ("甲园",)),
        ("2024-12", "否", "overdue", ("甲园",)),
        ("2024-03", "是", "not_reported", ()),  # the other 29 areas have not said
        ("2024-03", "", "not_reported", ()),
    ],
)
def test_a_share_misses_where_one_says_no_and_is_done_only_when_all_have_said_yes(
    period: str, alarm: str, state: str, missed: tuple[str, ...]
) -> None:
    found = standing(assessed(town(period, alarm)), "alarm_and_video").parts[0]
    assert (found.state, found.missed) == (state, missed)


def test_use_of_places_is_shown_and_not_judged() -> None:
    found = standing(assessed(town()), "use_of_public_places")
    assert (found.state, found.parts[0].done, found.parts[0].target) == ("not_judged", "75.00%", "")


def test_the_open_month_is_that_of_the_returns_of_march_and_april() -> None:
    months = {
        "2024-03/a.xlsx": town("2024-03", held="是"),
        "2024-05/a.xlsx": town("2024-05", held=""),
    }
    assert standing(assessed(months), "open_month").parts[0].done == "1/1"
    assert standing(assessed(town("2024-05")), "open_month").state == "not_reported"


def test_a_rule_is_broken_at_once() -> None:
    kept, broken = assessed(town()), assessed(town(winter="16:00"))
    assert standing(broken, "leave_times").state == "overdue"
    assert standing(broken, "leave_times").parts[-1].missed == ("甲园",)
    assert standing(kept, "leave_times").parts[-1].missed == ()


def test_fewer_points_are_told_and_more_are_named() -> None:
    two, one = "| 甲点 | 2019-01-01 | 9 |\n| 乙点 | 2019-01-01 | 9 |\n", "| 甲点 | 2019-01-01 | 9 |\n"
    fewer = assessed({"2024-02/a.xlsx": town("2024-02", points=two), "2024-03/a.xlsx": town(points=one)})
    more = assessed({"2024-02/a.xlsx": town("2024-02", points=one), "2024-03/a.xlsx": town(points=two)})
    (down,), (up,) = (standing(each, "fewer_day_care_points").parts for each in (fewer, more))
    assert (down.state, down.done, down.missed) == ("not_judged", "2→1", ())
    assert (up.state, up.done, up.missed) == ("not_judged", "1→2", ("曹子里镇 1→2",))
    assert standing(more, "no_new_points").state == "overdue"


def test_the_rates_name_the_towns_that_miss_them_and_those_that_have_not_reported() -> None:
    found = standing(assessed(town()), "three_rates")
    gross, _inclusive, public = found.parts
    assert found.state == "in_progress"
    assert (gross.state, gross.missed) == ("in_progress", ("曹子里镇",))
    assert (public.state, public.missed) == ("not_reported", ())
    assert "杨村街道" in gross.unknown
    assert "曹子里镇" not in public.unknown


def own_tasks(area: str, rows: str, period: str = "2024-03") -> str:
    """Return a return of a town with its sheet 镇街任务."""
    cover = COVER.format(area=area, period=period)
    roster = "## 幼儿园名册\n" + HEAD + ROW.format(alarm="是", held="是", winter="16:30")
    return cover + roster + "## 镇街任务\n| 任务 | 完成数 | 完成日期 | 佐证材料 |\n" + rows


@pytest.mark.parametrize(("period", "state"), [("2024-03", "in_progress"), ("2024-12", "overdue")])
def test_what_each_town_does_is_counted_from_the_towns(period: str, state: str) -> None:
    head = "| 选定学前教育管理负责人 | {} |\n"
    towns = {
        "a.xlsx": own_tasks("曹子里镇", head.format("1 | 2023-05-04 | 任命文件"), period),
        "b.xlsx": own_tasks("杨村街道", head.format("0 |  | "), period),
        "c.xlsx": own_tasks("大良镇", head.format(" |  | "), period),
    }
    (part,) = standing(assessed(towns), "town_heads").parts
    assert (part.target, part.done, part.state) == ("≥30", "1", state)
    assert part.missed == ("杨村街道",)
    assert "大良镇" in part.unknown
    assert len(part.unknown) == 28


def test_while_no_town_has_said_so_the_district_may() -> None:
    (part,) = standing(of_tasks("| 选定学前教育管理负责人 | 28 |  |  |\n", "2024-03"), "town_heads").parts
    assert (part.done, part.state, part.short, part.unknown) == ("28", "in_progress", 2, ())


def test_a_street_has_no_town_kindergartens_to_survey() -> None:
    (part,) = standing(
        assessed(own_tasks("杨村街道", "| 镇属幼儿园用房场地摸底排查 | 1 | 2023-05-04 |  |\n")), "premises_survey"
    ).parts
    assert (part.target, part.done, part.state) == ("≥24", None, "not_reported")


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("| 成立综合协调组 | 1 |  |  |\n", "PM318", "C2"),
        ("| 成立综合协调组 | 1 | 2024-04-01 |  |\n", "PM214", "C2"),
        ("| 成立综合协调组 | 2 | 2024-03-01 |  |\n", "PM319", "B2"),
        ("| 选定学前教育管理负责人 | 31 | 2024-03-01 |  |\n", "PM319", "B2"),
        ("| 成立综合协调组 | 1 | 2024-03-01 |  |\n| 综合协调组 | 0 |  |  |\n", "PM417", "A3"),
    ],
)
def test_a_row_of_the_tasks_that_cannot_be_is_told_at_its_cell(row: str, code: str, cell: str) -> None:
    result = of_tasks(row, "2024-03")
    assert [(each.code, each.cell) for each in result.findings] == [(code, cell)]


def test_what_cannot_be_is_not_counted() -> None:
    for row in ("| 成立综合协调组 | 1 | 2024-04-01 |  |\n", "| 成立综合协调组 | 2 | 2024-03-01 |  |\n"):
        assert standing(of_tasks(row, "2024-03"), "coordination_group").state == "not_reported"
    twice = "| 成立综合协调组 | 1 | 2024-03-01 |  |\n| 综合协调组 | 0 |  |  |\n"
    assert standing(of_tasks(twice, "2024-03"), "coordination_group").state == "done"


def test_what_a_town_said_in_march_holds_in_april_unless_it_says_otherwise() -> None:
    months = {
        "2024-03/a.xlsx": town("2024-03", held="是"),
        "2024-04/a.xlsx": town("2024-04", held=""),
    }
    assert standing(assessed(months), "open_month").parts[0].done == "1/1"
    months["2024-04/a.xlsx"] = town("2024-04", held="否")
    assert standing(assessed(months), "open_month").parts[0].done == "0/1"
    months |= {"2025-03/a.xlsx": town("2025-03", held="")}
    assert standing(assessed(months), "open_month").parts[0].done is None


def test_what_has_no_line_is_ranked_the_lowest_first() -> None:
    towns = {
        f"{area}.xlsx": own_tasks(area, "").replace("| 90 | 120 |", f"| {children} | 120 |")
        for area, children in (("曹子里镇", 90), ("大良镇", 60), ("高村镇", 119))
    }
    (part,) = standing(assessed(towns), "use_of_public_places").parts
    assert part.areas == (("大良镇", "50.00%"), ("曹子里镇", "75.00%"), ("高村镇", "99.17%"))
