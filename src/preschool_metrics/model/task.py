"""What the district has done of the tasks of its policy, and what a missed line forbids."""

from datetime import date
from typing import Literal, NamedTuple

from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Consequence, TaskCounter

Standing = Literal["met", "on_track", "behind", "no_data"]


class Tally(NamedTuple):
    """A row of the sheet 区级任务: the task by its id, how much of it is done up to the period, and where that stands."""

    task: str
    done: int | None
    period: str
    file: str
    sheet: str
    cell: str


class TaskState(NamedTuple):
    """How a task stands.

    target    what is to be done until the deadline: of a yearly task that of all years of the policy together
    due       what should be done by now: of a yearly task that of the years that are over; else nothing until the deadline
    standing  met (all of it), on_track (what is due), behind, or no_data
    """

    profile: str
    task: TaskCounter
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
