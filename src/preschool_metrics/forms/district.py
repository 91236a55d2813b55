"""The district's own workbook: 封面 and 区级任务, where each task of the policy has a row for how much of it is done."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook

from preschool_metrics.errors import InputError
from preschool_metrics.forms.cells import guide, write_value
from preschool_metrics.forms.form import finish, new_book
from preschool_metrics.forms.layout import COVER, heading, kind_of
from preschool_metrics.forms.looks import ROW_HEIGHT, Looks, looks
from preschool_metrics.forms.page import print_cover, print_table
from preschool_metrics.language import _
from preschool_metrics.model.policy import Profile, TaskCounter
from preschool_metrics.model.returns import Cover, Task
from preschool_metrics.writing import refuse_existing, write_whole

TASKS: Final = "区级任务"
_TITLE: Final = "学前教育区级任务月报表"
_HINT: Final = "只填黄色格；完成数为方案实施以来的累计数，没有的填0，尚未统计的留空。"
_COVER: Final = ("area", "period", "submitted_on", "filled_by", "reviewed_by", "phone")
_EVERY: Final = {"total": "累计", "year": "每年", "half_year": "每半年"}
_HEADINGS: Final = (heading(Task, "task"), heading(Task, "done"), "任务数", "周期", "条款", "原文")
_WIDTHS: Final = (34, 12, 12, 12, 12, 70)
_HEAD: Final = 3  # 0-based: under a title and a hint


def write_district_form(
    path: Path, *, profile: Profile, period: str, done: Mapping[str, int] | None = None, force: bool = False
) -> None:
    """Write the district's workbook of a month (YYYY-MM); `done` fills in what is known, by the ids of the tasks.

    Raises InputError for a profile without tasks, OutputError where the file cannot be written, or is there already
    and `force` is not set.
    """
    if not profile.tasks:
        raise InputError(_("profile {profile} has no tasks").format(profile=profile.id))
    if not force:
        refuse_existing([path])
    content = BytesIO()
    with new_book(content) as book:
        for name in (COVER, TASKS):
            book.add_worksheet(name)
        styles = looks(book)
        _write_cover(book, styles, profile, period)
        _write_tasks(book, styles, profile.tasks, done or {})
        finish(book, profile, f"{TASKS} {period}")
    write_whole(path, content.getvalue())


def _write_cover(book: Workbook, styles: Looks, profile: Profile, period: str) -> None:
    sheet, known = book.get_worksheet_by_name(COVER), {"area": profile.district, "period": period}
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 30)
    sheet.set_default_row(ROW_HEIGHT)
    sheet.write_string(0, 0, _TITLE, styles.title)
    sheet.write_string(1, 0, profile.title.zh, styles.hint)
    for row, name in enumerate(_COVER, _HEAD):
        sheet.write_string(row, 0, heading(Cover, name), styles.label)
        write_value(sheet, row, 1, known.get(name), styles.cover[kind_of(Cover, name)], Cover, name)
        guide(sheet, (row, 1, row, 1), Cover, name)
    print_cover(sheet)


def _write_tasks(book: Workbook, styles: Looks, tasks: tuple[TaskCounter, ...], done: Mapping[str, int]) -> None:
    sheet = book.get_worksheet_by_name(TASKS)
    sheet.set_default_row(ROW_HEIGHT)
    sheet.write_string(0, 0, _TITLE, styles.title)
    sheet.write_string(1, 0, _HINT, styles.hint)
    for column, (title, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, title, styles.head)
    for row, task in enumerate(tasks, _HEAD + 1):
        sheet.write_string(row, 0, task.title.zh, styles.label)
        write_value(sheet, row, 1, done.get(task.id), styles.fields["count"], Task, "done")
        sheet.write_number(row, 2, task.target, styles.calc_right)
        for column, text in enumerate((_EVERY[task.every], task.clause, task.quote), 3):
            sheet.write_string(row, column, text, styles.calc)
    guide(sheet, (_HEAD + 1, 1, _HEAD + len(tasks), 1), Task, "done")
    sheet.freeze_panes(_HEAD + 1, 1)
    print_table(sheet, _HEAD)
