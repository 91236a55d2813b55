"""A figure back to every cell that it comes from."""

from collections.abc import Sequence
from pathlib import Path

from preschool_metrics.catalogue import DEFAULT_PROFILE, Register
from preschool_metrics.errors import InputError
from preschool_metrics.language import _
from preschool_metrics.measure import cells_of, members
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.trace import Cells, Trace
from preschool_metrics.workflow.assess import assess


def trace(
    area: str,
    indicator: str,
    paths: Sequence[str | Path],
    *,
    profile: str = DEFAULT_PROFILE,
    period: str | None = None,
    layout: str | Path | None = None,
) -> Trace:
    """Return a figure with every cell that it comes from; `area` may be a town, a group or the district.

    Raises InputError where the area or the indicator is not among the figures.
    """
    assessment = assess(paths, profile=profile, period=period, layout=layout)
    loaded = assessment.profiles[0]
    found = Register(loaded).resolve(area).area if loaded.areas else None
    names = {area, found.name} if found else {area}
    judged = [each for each in assessment.judgements if each.observation.area in names]
    judgement = next((each for each in judged if each.observation.indicator.id == indicator), None)
    if judgement is None:
        known = sorted(
            {each.observation.indicator.id if judged else each.observation.area for each in assessment.judgements}
        )
        raise InputError(
            _("no figure {indicator} of {area}; there are: {known}").format(
                indicator=indicator, area=area, known=", ".join(known)
            )
        )
    reports = members(judgement.observation, loaded, assessment.returns)
    cells = {
        field: Cells(
            field,
            tuple((report.file, figure) for report in reports for figure in cells_of(report, field, loaded.basis)),
        )
        for field in _fields(judgement, loaded)
    }
    return Trace(loaded, judgement, tuple(cells.values()))


def _fields(judgement: Judgement, profile: Profile) -> tuple[str, ...]:
    measure = profile.scoped(judgement.observation.indicator.measure)
    return (*measure.numerator, *measure.denominator, *measure.part_time)
