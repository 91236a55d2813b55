"""Where a figure comes from: for each of its operands and each return, the sum and the cells."""

from collections.abc import Iterator, Sequence

from preschool_metrics.compute.observations import counting
from preschool_metrics.compute.operands import cells_of, operand, scoped
from preschool_metrics.model.observation import Observation
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.town_return import WHOLE, TownReturn
from preschool_metrics.model.trace import Contribution, Side


def members(observation: Observation, profile: Profile, returns: Sequence[TownReturn]) -> list[TownReturn]:
    """Return the returns that an observation adds up."""
    if observation.level == "district":
        whole = next((report for report in returns if report.area == WHOLE), None)
        towns = [report for report in returns if report is not whole] or list(returns)
        return counting(towns, whole, observation.indicator, profile)
    group = next(
        (group for group in profile.groups if group.name.zh == observation.area and observation.level == "group"), None
    )
    areas = {area.name for area in profile.areas if group and area.group == group.id} or {observation.area}
    return [report for report in returns if report.area in areas]


def contributions_of(
    observation: Observation, profile: Profile, returns: Sequence[TownReturn]
) -> Iterator[Contribution]:
    """Yield the sum and the cells of each field of the numerator, then of the denominator, return by return."""
    measure = scoped(observation.indicator.measure, profile)
    sides: tuple[tuple[Side, tuple[str, ...]], ...] = (
        ("numerator", measure.numerator),
        ("denominator", (*measure.denominator, *measure.part_time)),
    )
    own = members(observation, profile, returns)
    for side, fields in sides:
        for field in fields:
            for report in own:
                value = operand(report, [field], profile).value
                cells = tuple(cells_of(report, field, profile.basis))
                yield Contribution(side, field, report.area, value, report.file, cells)
