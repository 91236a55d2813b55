"""What the district has done of the tasks of its policy, and what a missed line forbids."""

from datetime import date
from typing import Annotated, Literal, NamedTuple

from annotated_types import Ge
from pydantic import model_validator

from preschool_metrics.language import _
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import AreaKind, Consequence, Identifier, Policy, Twins

Every = Literal["total", "year", "half_year"]
Standing = Literal["met", "on_track", "behind", "no_data"]


class Task(Policy):
    """What is counted for a clause: a row of the sheet 区级任务.

    target  how many, 1 for something that is done once; None where the policy names no number: shown, not judged
    every   the target is that of the whole time, of each year or of each half-year
    by      areas of these kinds do it, each once, and report it in their own sheet 镇街任务: in place of a target
    """

    id: Identifier
    title: Twins
    target: Annotated[int, Ge(1)] | None = None
    every: Every = "total"
    by: tuple[AreaKind, ...] = ()

    @model_validator(mode="after")
    def _by_or_target(self) -> "Task":
        if self.by and (self.target is not None or self.every != "total"):
            msg = _("a task that each area does once (`by`) has no other target")
            raise ValueError(msg)
        return self


class Tally(NamedTuple):
    """A row of the sheet 区级任务 or 镇街任务: the task by its id, how much of it is done up to the period, and where that stands.

    on    the day it was done, `evidence` what shows it
    area  the town or street whose own sheet it stands in; None where it is the district's
    """

    task: str
    done: int | None
    period: str
    file: str
    sheet: str
    cell: str
    on: date | None = None
    evidence: str | None = None
    area: str | None = None


class TaskState(NamedTuple):
    """How a task with a target stands.

    clause    where the policy asks for it
    target    what is to be done until the deadline: of a yearly task that of all years of the policy together
    due       what should be done by now: of a yearly task that of the years that are over; else nothing until the deadline
    standing  met (all of it), on_track (what is due), behind, or no_data
    """

    profile: str
    task: Task
    clause: str
    tally: Tally | None
    target: int
    due: int
    standing: Standing


class Touched(NamedTuple):
    """A community kindergarten that a consequence touches; `against` it where it is inclusive private."""

    name: str
    nature: str | None
    handed_over_on: date
    against: bool


class InForce(NamedTuple):
    """A consequence of the policy that holds in a town now: the missed line, and the kindergartens that it touches."""

    consequence: Consequence
    judgement: Judgement
    kindergartens: tuple[Touched, ...]
