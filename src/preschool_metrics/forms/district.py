"""The district's own workbook: 封面 and 区级任务, where each task of the policy has a row: how much is done, when, shown by what."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.errors import InputError
from preschool_metrics.forms.cells import guide, write_value
from preschool_metrics.forms.form import finish, new_book
from preschool_metrics.forms.layout import COVER, heading, kind_of
from preschool_metrics.forms.looks import ROW_HEIGHT, Looks, looks
from preschool_metrics.forms.page import print_cover, print_table
from preschool_metrics.language import _
from preschool_metrics.model.clauses import Clause
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.returns import Cover, Task
from preschool_metrics.model.task import Task as Counted
from preschool_metrics.writing import refuse_existing, write_whole

Filled = int | tuple[int | None, date | None, str | None]
TASKS: Final = "区级任务"
_TITLE: Final = "学前教育区级任务月报表"
_HINT: Final = "只填黄色格；完成数为方案实施以来的累计数，一次性任务完成的填1，没有的填0，尚未统计的留空；完成的填写日期和佐证材料。"
_COVER: Final = ("area", "period", "submitted_on", "filled_by", "reviewed_by", "phone")
_EVERY: Final = {"total": "累计", "year": "每年", "half_year": "每半年"}
_FILLED: Final = ("done", "done_on", "evidence")
_HEADINGS: Final = (
    *(heading(Task, name) for name in ("task", *_FILLED)),
    *("任务数", "周期", "期限", "牵头单位", "责任单位", "条款", "原文"),
)
_WIDTHS: Final = (36, 12, 13, 26, 9, 9, 10, 24, 38, 12, 70)
_WITHOUT: Final = "只列示"  # the policy names no number
_HEAD: Final = 3  # 0-based: under a title and a hint


def write_district_form(
    path: Path, *, profile: Profile, period: str, done: Mapping[str, Filled] | None = None, force: bool = False
) -> None:
    """Write the district's workbook of a month (YYYY-MM); `done` fills in what is known, by the ids of the tasks.

    How much is done, on which day and shown by what, or the number alone.

    Raises InputError for a profile without tasks, OutputError where the file cannot be written, or is there already
    and `force` is not set.
    """
    clauses = [clause for clause in load_clauses(profile) if clause.counted]
    if not clauses:
        raise InputError(_("profile {profile} has no tasks").format(profile=profile.id))
    if not force:
        refuse_existing([path])
    content = BytesIO()
    with new_book(content) as book:
        for name in (COVER, TASKS):
            book.add_worksheet(name)
        styles = looks(book)
        _write_cover(book, styles, profile, period)
        _write_tasks(book, styles, clauses, profile, done or {})
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


def _write_tasks(
    book: Workbook, styles: Looks, clauses: Sequence[Clause], profile: Profile, done: Mapping[str, Filled]
) -> None:
    sheet = book.get_worksheet_by_name(TASKS)
    sheet.set_default_row(ROW_HEIGHT)
    sheet.write_string(0, 0, _TITLE, styles.title)
    sheet.write_string(1, 0, _HINT, styles.hint)
    for column, (title, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, title, styles.head)
    row = _HEAD
    for clause in clauses:
        for task in clause.counted:
            row += 1
            _write_task(sheet, styles, row, task, clause, profile, done.get(task.id))
    for column, name in enumerate(_FILLED, 1):
        guide(sheet, (_HEAD + 1, column, row, column), Task, name)
    sheet.freeze_panes(_HEAD + 1, 1)
    print_table(sheet, _HEAD)


def _write_task(
    sheet: Worksheet, styles: Looks, row: int, counted: Counted, clause: Clause, profile: Profile, known: Filled | None
) -> None:
    sheet.write_string(row, 0, counted.title.zh, styles.label)
    filled = known if isinstance(known, tuple) else (known, None, None)
    for column, (name, value) in enumerate(zip(_FILLED, filled, strict=True), 1):
        write_value(sheet, row, column, value, styles.fields[kind_of(Task, name)], Task, name)
    target = (_WITHOUT, styles.calc) if counted.target is None else (counted.target, styles.calc_right)
    sheet.write(row, 4, *target)
    due = clause.due or profile.deadline or ""
    offices = ("、".join(clause.lead), "、".join(clause.responsible))
    for column, text in enumerate((_EVERY[counted.every], due, *offices, clause.clause, clause.quote), 5):
        sheet.write_string(row, column, text, styles.calc_wrapped)
    sheet.set_row(row, ROW_HEIGHT * max(1, *(-(-2 * len(text) // _WIDTHS[column]) for column, text in _long(clause))))


def _long(clause: Clause) -> list[tuple[int, str]]:
    """Return the columns whose texts may need several lines, a sign being two wide."""
    return [(7, "、".join(clause.lead)), (8, "、".join(clause.responsible)), (10, clause.quote)]
