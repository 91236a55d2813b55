"""The sheets 区级任务 and 镇街任务: which task of the policy a row is about, and how much of it is done."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from preschool_metrics.model.months import month_of_day
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.spelling import bare
from preschool_metrics.model.task import Tally, Task
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Roster
from preschool_metrics.validate.report import Reporter

_HEADING = Text("任务", "Task")
_SAID = ("done", "done_on", "evidence")


def tallies_of(table: Roster, profiles: Sequence[Profile], reporter: Reporter) -> Iterator[Tally]:
    """Yield the rows that name a task of a policy, by its id or title; a row that names none is an error.

    A row that says nothing of its task is none: the form lists them all.
    """
    if "task" not in table.columns or "done" not in table.columns or reporter.period is None:
        return
    rows = [dict(zip(table.columns, values, strict=True)) for values in table.rows]
    said = [at for at, row in enumerate(rows) if any(row.get(name) is not None for name in _SAID)]
    tasks = _tasks_of(profiles) if said else {}
    sheet, reporter.sheet = reporter.sheet, table.sheet
    seen: dict[str, int] = {}
    for at in said if tasks else ():
        task = _named(str(rows[at]["task"]), list(tasks))
        if task is None:
            _tell_unknown(table, at, rows[at]["task"], tasks, reporter)
        elif task.id in seen:
            place = {"cell": table.cell(at, "task"), "related": (table.cell(seen[task.id], "task"),)}
            reporter.report("task_twice", field="task", value=rows[at]["task"], task=task.title, **place)
        else:
            seen[task.id] = at
            yield _tally(table, at, rows[at], task, tasks[task], reporter)
    reporter.sheet = sheet


def _tally(table: Roster, at: int, row: dict[str, Any], task: Task, most: int | None, reporter: Reporter) -> Tally:
    """Return what a row says of its task, without what cannot be; `most` is how much there is of it at all."""
    done, day = row["done"], row.get("done_on")
    if reporter.area and task.by:
        most = 1
    if most is not None and done is not None and done > most:
        place = {"cell": table.cell(at, "done"), "field": "done"}
        reporter.report("task_over_total", value=done, expected=most, task=task.title, **place)
        done = None
    if day is not None and month_of_day(day) > str(reporter.period):
        place = {"cell": table.cell(at, "done_on"), "field": "done_on"}
        reporter.report("task_in_the_future", value=day, task=task.title, **place)
        done, day = None, None
    elif done == most and day is None and "done_on" in table.columns and done is not None:
        reporter.report("task_without_day", cell=table.cell(at, "done_on"), field="done_on", task=task.title)
    where = (str(reporter.file), table.sheet, table.cell(at, "done"))
    return Tally(task.id, done, str(reporter.period), *where, day, row.get("evidence"), reporter.area)


def _tasks_of(profiles: Sequence[Profile]) -> dict[Task, int | None]:
    """Return the tasks of the policies, with how much there is of each at all where that is known."""
    from preschool_metrics.catalogue.clauses import load_clauses

    return {
        task: len([area for area in profile.areas if area.kind in task.by]) if task.by else _once(clause.kind, task)
        for profile in profiles
        for clause in load_clauses(profile)
        for task in clause.counted
    }


def _once(kind: str, task: Task) -> int | None:
    return 1 if kind == "milestone" and task.target == 1 else None


def _tell_unknown(table: Roster, row: int, written: object, tasks: Iterable[Task], reporter: Reporter) -> None:
    known = "、".join(task.title.zh for task in tasks)
    cell = table.cell(row, "task")
    reporter.report("unknown_word", cell=cell, field="task", value=written, heading=_HEADING, expected=known)


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
