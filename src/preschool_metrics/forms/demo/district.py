"""The made-up progress of the tasks: of the district month by month, of each town in its own sheet."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.forms.demo.draw import LAST, MONTHS, Draw, on_the_way
from preschool_metrics.forms.demo.faults import Planted
from preschool_metrics.forms.district import TASKS
from preschool_metrics.forms.prefill import Filled
from preschool_metrics.forms.task_sheet import FILLED, FIRST_TASK
from preschool_metrics.model.address import a1
from preschool_metrics.model.months import first_day, month_before
from preschool_metrics.model.policy import Area, Profile

# Of what is counted: how many in the first month and in the last.
_COUNTED: Final = {
    "experts": (12, 22), "joint_meetings_held": (1, 9), "pairing_plans": (5, 8), "public_teachers_hired": (20, 131),
    "hired_for_towns": (8, 74), "public_studios": (1, 4), "private_studios": (0, 1), "reserve_teachers": (30, 52),
    "training_bases_set_up": (3, 8), "training_plans": (6, 10), "pilot_kindergartens": (4, 7), "meal_pilot_towns": (2, 5),
    "points_closed": (0, 11), "inspections": (0, 1),
}  # fmt: skip
_SURVEYED: Final = 2  # the month of the one survey: that of the second half-year was missed
# The month in which each was done; what stands not here is not done yet.
_DONE_IN: Final = {
    "special_committee": 0, "coordination_group": 0, "guide_books": 4, "duty_indicators": 3, "private_rules": 6,
    "party_appraisal": 8, "video_oversight": 9, "case_collection": 10,
}  # fmt: skip
_WITHOUT_DAY, _IN_THE_FUTURE = "video_oversight", "case_collection"


def progress(profile: Profile, month: int, path: str) -> tuple[dict[str, Filled], tuple[Planted, ...]]:
    """Return what the district says of its tasks in a month (0 to 11), and the faults planted in the last."""
    done: dict[str, Filled] = {name: round(on_the_way(way, month)) for name, way in _COUNTED.items()}
    done["surveys"] = int(month >= _SURVEYED)
    ids = [task.id for clause in load_clauses(profile) for task in clause.counted if not task.by]
    for name in ids:
        if name not in done:
            done[name] = _once(_DONE_IN.get(name, LAST + 1), month, f"示例文〔2023〕{ids.index(name) + 1}号")
    if month < LAST:
        return done, ()
    done[_WITHOUT_DAY] = (1, None, "示例文〔2023〕30号")
    done[_IN_THE_FUTURE] = (1, first_day(month_before(MONTHS[LAST], -2)), "示例文〔2024〕2号")
    return done, tuple(_planted(profile, path))


def _once(done_in: int, month: int, evidence: str) -> Filled:
    """Return something done once: not yet, or the day it was done and what shows it."""
    return (1, first_day(MONTHS[done_in]) + timedelta(days=13), evidence) if month >= done_in else (0, None, None)


def _planted(profile: Profile, path: str) -> Iterator[Planted]:
    rows = [task.id for clause in load_clauses(profile) for task in clause.counted]
    for name, code in ((_WITHOUT_DAY, "PM318"), (_IN_THE_FUTURE, "PM214")):
        cell = a1(FIRST_TASK + rows.index(name), 1 + FILLED.index("done_on"))
        yield Planted(path, TASKS, cell, code)


def progress_of_town(profile: Profile, area: Area, month: int) -> Mapping[str, Filled]:
    """Return what a town or street says of its own tasks in a month: most have done them in the course of the year."""
    draw = Draw(f"{area.name} 任务")
    tasks = [task.id for clause in load_clauses(profile) for task in clause.counted if area.kind in task.by]
    return {name: _once(draw.whole(0, LAST + 2), month, "镇街会议纪要（示例）") for name in tasks}
