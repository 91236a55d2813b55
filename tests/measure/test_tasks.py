"""The tasks of the plan: what is done, what is due, and where the sheet says so."""

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.measure import judge_tasks
from preschool_metrics.model.task import Tally, TaskState
from tests.builder import assessed, codes

WUQING = load_profile("wuqing-2023")
CLAUSES, NATIONAL = load_clauses(WUQING), load_profile("national-2020")
SHEET = """
## 封面
| 填报单位 | 武清区 |
| 报表月份 | 2024-03 |
## 区级任务
| 任务 | 完成数 |
"""


def state(task: str, done: int | None, period: str) -> TaskState:
    tally = Tally(task, done, period, "a.xlsx", "区级任务", "B2")
    return next(each for each in judge_tasks(WUQING, CLAUSES, [tally], period) if each.task.id == task)


@pytest.mark.parametrize(
    ("task", "done", "period", "target", "due", "standing"),
    [
        ("public_teachers_hired", 199, "2024-11", 200, 0, "on_track"),
        ("public_teachers_hired", 199, "2024-12", 200, 200, "behind"),
        ("public_teachers_hired", 200, "2024-12", 200, 200, "met"),
        ("public_teachers_hired", None, "2024-12", 200, 200, "no_data"),
        ("inspections", 0, "2023-11", 2, 0, "on_track"),
        ("inspections", 0, "2023-12", 2, 1, "behind"),
        ("inspections", 1, "2024-03", 2, 1, "on_track"),
        ("inspections", 2, "2024-03", 2, 1, "met"),
        ("surveys", 1, "2023-06", 4, 1, "on_track"),
        ("surveys", 1, "2024-03", 4, 2, "behind"),
        ("surveys", 4, "2025-03", 4, 4, "met"),
    ],
)
def test_what_is_due_and_what_is_done(
    task: str, done: int | None, period: str, target: int, due: int, standing: str
) -> None:
    judged = state(task, done, period)
    assert (judged.target, judged.due, judged.standing) == (target, due, standing)


def test_the_sheet_is_read_by_id_by_title_and_by_a_part_of_it() -> None:
    assessment = assessed(SHEET + "| 公办学前教师招聘 | 130 |\n| experts | 20 |\n| 后备人才 | 40 |\n")
    done = {each.task.id: each.tally.done for each in assessment.tasks if each.tally}
    assert done == {"public_teachers_hired": 130, "experts": 20, "reserve_teachers": 40}
    (expert,) = [each.tally for each in assessment.tasks if each.task.id == "experts"]
    assert expert is not None
    assert (expert.sheet, expert.cell) == ("区级任务", "B3")
    assert [each.read for each in assessment.inputs] == [True]
    assert not {"PM110"} & codes(assessment)


def test_a_row_that_names_no_task_is_told_and_one_that_names_two_is_none() -> None:
    assessment = assessed(SHEET + "| 种树 | 3 |\n| 名师工作室 | 3 |\n")
    assert [(each.cell, each.value) for each in assessment.findings if each.field == "task"] == [
        ("A2", "种树"),
        ("A3", "名师工作室"),
    ]
    assert not any(each.tally for each in assessment.tasks)


def test_the_latest_month_counts_and_a_later_one_is_not_looked_at() -> None:
    tallies = [
        Tally("experts", done, month, "a.xlsx", "区级任务", "B2")
        for month, done in (("2024-02", 18), ("2023-12", 9), ("2024-04", 30))
    ]
    found = {each.task.id: each for each in judge_tasks(WUQING, CLAUSES, tallies, "2024-03")}
    assert found["experts"].tally == tallies[0]
    assert found["experts"].standing == "on_track"
    assert found["surveys"].standing == "no_data"


def test_a_policy_without_tasks_has_none() -> None:
    assert list(judge_tasks(NATIONAL, load_clauses(NATIONAL), [], "2024-03")) == []
