"""The sheet 区级任务, read: which of its rows are about a task of the policy."""

from tests.builder import assessed, codes

COVER = "## 封面\n| 填报单位 | 武清区 |\n"
MONTH = "| 报表月份 | 2024-03 |\n"
SHEET = "## 区级任务\n| 任务 | 完成数 |\n"


def done(markdown: str) -> dict[str, int | None]:
    return {each.task.id: each.tally.done for each in assessed(markdown).tasks if each.tally}


def test_a_row_without_a_task_is_passed_over_and_the_next_one_counts() -> None:
    book = COVER + MONTH + SHEET + "| experts | 20 |\n|  | 7 |\n| public_teachers_hired | 130 |\n"
    assert done(book) == {"experts": 20, "public_teachers_hired": 130}
    assert "PM205" not in codes(assessed(book))


def test_an_error_cell_names_no_task_and_is_told_once() -> None:
    book = COVER + MONTH + SHEET + "| #REF! | 7 |\n| experts | 20 |\n"
    assert done(book) == {"experts": 20}
    assert "PM205" not in codes(assessed(book))


def test_without_a_month_nobody_knows_when_a_task_stood_so() -> None:
    assert done(COVER + SHEET + "| experts | 20 |\n") == {}
    assert done(COVER + MONTH + SHEET + "| experts | 20 |\n") == {"experts": 20}
