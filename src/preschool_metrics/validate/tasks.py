"""The sheet 区级任务: which task of the policy a row is about, and how much of it is done."""

import unicodedata
from collections.abc import Iterator, Sequence

from preschool_metrics.model.policy import Profile, TaskCounter
from preschool_metrics.model.task import Tally
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Roster
from preschool_metrics.validate.report import Reporter

_HEADING = Text("任务", "Task")


def tallies_of(table: Roster, profiles: Sequence[Profile], reporter: Reporter) -> Iterator[Tally]:
    """Yield the rows that name a task of a policy, by its id or title; a row that names none is an error."""
    tasks = [task for profile in profiles for task in profile.tasks]
    if "task" not in table.columns or "done" not in table.columns or reporter.period is None or not tasks:
        return
    for row, values in enumerate(table.rows):
        written = values[table.columns.index("task")]
        task = _named(str(written), tasks)
        if task is not None:
            done, cell = values[table.columns.index("done")], table.cell(row, "done")
            yield Tally(task.id, done, reporter.period, str(reporter.file), table.sheet, cell)
        else:
            sheet, reporter.sheet = reporter.sheet, table.sheet
            known = "、".join(task.title.zh for task in tasks)
            cell = table.cell(row, "task")
            reporter.report("unknown_word", cell=cell, field="task", value=written, heading=_HEADING, expected=known)
            reporter.sheet = sheet


def _named(written: str, tasks: Sequence[TaskCounter]) -> TaskCounter | None:
    """Return the task with this id or title, else the only one whose title holds what is written, or stands in it."""
    plain = _plain(written)
    for task in tasks:
        if plain in (task.id, _plain(task.title.zh), _plain(task.title.en)):
            return task
    near = [task for task in tasks if plain in _plain(task.title.zh) or _plain(task.title.zh) in plain]
    return near[0] if len({task.id for task in near}) == 1 else None


def _plain(written: str) -> str:
    return "".join(unicodedata.normalize("NFKC", written).split()).lower()
