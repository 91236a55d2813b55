"""The sheet 区级任务: which task of the policy a row is about, and how much of it is done."""

from collections.abc import Iterator, Sequence
from typing import Any

from preschool_metrics.model.policy import Profile
from preschool_metrics.model.spelling import bare
from preschool_metrics.model.task import Tally, Task
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Roster
from preschool_metrics.validate.report import Reporter

_HEADING = Text("任务", "Task")


def tallies_of(table: Roster, profiles: Sequence[Profile], reporter: Reporter) -> Iterator[Tally]:
    """Yield the rows that name a task of a policy, by its id or title; a row that names none is an error."""
    tasks = _tasks_of(profiles)
    if "task" not in table.columns or "done" not in table.columns or reporter.period is None or not tasks:
        return
    for row, values in enumerate(table.rows):
        said: dict[str, Any] = dict(zip(table.columns, values, strict=True))
        task = _named(str(said["task"]), tasks)
        if task is None:
            _tell_unknown(table, row, said["task"], tasks, reporter)
            continue
        place = (str(reporter.file), table.sheet, table.cell(row, "done"))
        yield Tally(task.id, said["done"], reporter.period, *place, said.get("done_on"), said.get("evidence"))


def _tasks_of(profiles: Sequence[Profile]) -> list[Task]:
    from preschool_metrics.catalogue.clauses import load_clauses

    return [task for profile in profiles for clause in load_clauses(profile) for task in clause.counted]


def _tell_unknown(table: Roster, row: int, written: object, tasks: Sequence[Task], reporter: Reporter) -> None:
    sheet, reporter.sheet = reporter.sheet, table.sheet
    known = "、".join(task.title.zh for task in tasks)
    cell = table.cell(row, "task")
    reporter.report("unknown_word", cell=cell, field="task", value=written, heading=_HEADING, expected=known)
    reporter.sheet = sheet


def _named(written: str, tasks: Sequence[Task]) -> Task | None:
    """Return the task with this id or title, else the only one whose title holds what is written, or stands in it."""
    plain = _plain(written)
    for task in tasks:
        if plain in (task.id, _plain(task.title.zh), _plain(task.title.en)):
            return task
    near = [task for task in tasks if plain in _plain(task.title.zh) or _plain(task.title.zh) in plain]
    return near[0] if len({task.id for task in near}) == 1 else None


def _plain(written: str) -> str:
    return bare(written).casefold()
