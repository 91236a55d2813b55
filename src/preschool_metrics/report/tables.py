"""The tidy tables as pandas frames: what analysts take away and look back on.

Counts are nullable whole numbers (`Int64`): an unknown count stays unknown and is never summed as zero.
"""

from typing import TYPE_CHECKING, Final, Literal

from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report.document import FINDING_COLUMNS, ObservationEntry, finding_entry, observation_entries

if TYPE_CHECKING:
    from pandas import DataFrame

_COUNTS: Final = {
    "observations": ("numerator", "denominator", "shortfall", "received", "expected"),
    "findings": ("margin",),
}
_LABELS: Final = ("profile", "level", "indicator", "verdict", "direction", "severity", "code")


def to_frame(
    assessment: Assessment, table: Literal["observations", "findings"] = "observations", language: Language = "zh"
) -> "DataFrame":
    """Return one row an observation (kindergartens last) or a finding, columns as in `check --format json`."""
    from pandas import DataFrame

    if table == "observations":
        frame = DataFrame(list(observation_entries(assessment)), columns=list(ObservationEntry.__annotations__))
    else:
        entries = [finding_entry(finding, language) for finding in assessment.findings]
        frame = DataFrame(entries, columns=list(FINDING_COLUMNS))
    types = dict.fromkeys(_COUNTS[table], "Int64")
    types |= {name: "category" for name in _LABELS if name in frame}
    return frame.astype(types)
