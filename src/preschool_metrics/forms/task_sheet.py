"""A sheet of tasks, of the district or of a town: how much of each is done, when, and shown by what."""

from collections.abc import Iterable, Mapping
from typing import Final

from xlsxwriter.worksheet import Worksheet

from preschool_metrics.forms.cells import guide, write_value
from preschool_metrics.forms.layout import heading, kind_of
from preschool_metrics.forms.looks import ROW_HEIGHT, Looks
from preschool_metrics.forms.page import print_table
from preschool_metrics.forms.prefill import Filled
from preschool_metrics.model.clauses import Clause
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.returns import Task
from preschool_metrics.model.task import Task as Counted

_EVERY: Final = {"total": "累计", "year": "每年", "half_year": "每半年"}
FILLED: Final = ("done", "done_on", "evidence")
_HEADINGS: Final = (
    *(heading(Task, name) for name in ("task", *FILLED)),
    *("任务数", "周期", "期限", "牵头单位", "责任单位", "条款", "原文"),
)
_WIDTHS: Final = (36, 12, 13, 26, 9, 9, 10, 24, 38, 12, 70)
_WITHOUT: Final = "只列示"  # the policy names no number
_HEAD: Final = 3  # 0-based: under a title and a hint
FIRST_TASK: Final = _HEAD + 1


def write_task_sheet(
    sheet: Worksheet,
    styles: Looks,
    title: str,
    hint: str,
    rows: Iterable[tuple[Counted, Clause]],
    profile: Profile,
    *,
    done: Mapping[str, Filled],
    town: bool = False,
) -> None:
    """Write a row for each task with the clause that asks for it; `done` fills in what is known, by the ids of the tasks.

    In the sheet of a `town` each task is done once.
    """
    sheet.set_default_row(ROW_HEIGHT)
    sheet.write_string(0, 0, title, styles.title)
    sheet.write_string(1, 0, hint, styles.hint)
    for column, (text, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, text, styles.head)
    row = _HEAD
    for row, (task, clause) in enumerate(rows, FIRST_TASK):
        target = 1 if town else _target(task, profile)
        sheet.write_string(row, 0, task.title.zh, styles.label)
        _write_filled(sheet, styles, row, done.get(task.id))
        sheet.write(row, 4, *((_WITHOUT, styles.calc) if target is None else (target, styles.calc_right)))
        _write_clause(sheet, styles, row, _EVERY[task.every], clause, profile)
    for column, name in enumerate(FILLED, 1):
        guide(sheet, (FIRST_TASK, column, row, column), Task, name)
    sheet.freeze_panes(FIRST_TASK, 1)
    print_table(sheet, _HEAD)


def _target(task: Counted, profile: Profile) -> int | None:
    return sum(area.kind in task.by for area in profile.areas) if task.by else task.target


def _write_filled(sheet: Worksheet, styles: Looks, row: int, known: Filled | None) -> None:
    filled = known if isinstance(known, tuple) else (known, None, None)
    for column, (name, value) in enumerate(zip(FILLED, filled, strict=True), 1):
        write_value(sheet, row, column, value, styles.fields[kind_of(Task, name)], Task, name)


def _write_clause(sheet: Worksheet, styles: Looks, row: int, every: str, clause: Clause, profile: Profile) -> None:
    """Write what the clause says; a row is as high as its longest text needs, a sign being two wide."""
    due, offices = clause.due or profile.deadline or "", ("、".join(clause.lead), "、".join(clause.responsible))
    texts = dict(enumerate((every, due, *offices, clause.clause, clause.quote), 5))
    for column, text in texts.items():
        sheet.write_string(row, column, text, styles.calc_wrapped)
    sheet.set_row(row, ROW_HEIGHT * max(-(-2 * len(texts[column]) // _WIDTHS[column]) or 1 for column in (7, 8, 10)))
