"""Whether what was found makes a run fail: decided here for a check and for a comparison alike."""

from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.observation import Judgement

if TYPE_CHECKING:
    from preschool_metrics.report.diff import Diff, Run


class FailOn(StrEnum):
    """From when on a run fails; `gap`: at an error, or where a line that binds is missed."""

    ERROR = "error"
    QUERY = "query"
    GAP = "gap"
    NEVER = "never"


def failed(assessment: Assessment, fail_on: FailOn, earlier: "Run | None" = None) -> bool:
    """Tell whether a run counts as failed; what the earlier run has too, findings and missed lines, does not."""
    missed = earlier.missed() if earlier else frozenset()
    return _fails((each for each in assessment.findings if each.counts), fail_on, lambda: _missed(assessment, missed))


def newly_failed(found: "Diff", fail_on: FailOn) -> bool:
    """Tell likewise of what is new between two runs."""
    return _fails(
        found.new,
        fail_on,
        lambda: any(each.after["binding"] and each.after["verdict"] == "not_met" for each in found.turned),
    )


def _fails(findings: Iterable[Finding], fail_on: FailOn, missed: Callable[[], bool]) -> bool:
    if fail_on is FailOn.NEVER:
        return False
    severities = {finding.severity for finding in findings}
    if "error" in severities or (fail_on is FailOn.QUERY and "query" in severities):
        return True
    return fail_on is FailOn.GAP and missed()


def _missed(assessment: Assessment, before: Collection[tuple[str, ...]]) -> bool:
    """Tell whether a line that binds is missed that was not missed before; single sites are looked at where one binds them."""

    def any_of(judgements: Iterable[Judgement]) -> bool:
        return any(
            each.binding and each.verdict == "not_met" and each.observation.key not in before for each in judgements
        )

    if any_of(assessment.judgements):
        return True
    lines = (line for profile in assessment.profiles for each in profile.indicators for line in each.thresholds)
    return any("kindergarten" in line.levels for line in lines) and any_of(assessment.of_kindergartens())
