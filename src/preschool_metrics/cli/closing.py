"""The last line of a check: what came in, what is wrong, why it ends as it does, and what to do next."""

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from preschool_metrics.language import _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import SEVERITIES, Severity
from preschool_metrics.read import earlier_months_beside
from preschool_metrics.report.words import severity_word


def closing(assessment: Assessment, paths: Sequence[Path], *, failed: bool) -> str:
    """Return the line in the language spoken."""
    counts = Counter(each.severity for each in assessment.findings if each.counts)
    found = " · ".join(f"{severity_word(each)} {counts[each]}" for each in SEVERITIES if counts[each])
    received = _("{received} of {expected} returns").format(**assessment.coverage._asdict())
    code = _why_failed(counts) if failed else _("exit code 0: nothing that --fail-on names")
    return _("{received} · {found} · {code}. Next: {command}").format(
        received=received, found=found or _("No findings"), code=code, command=_next(assessment, paths, counts)
    )


def _why_failed(counts: Mapping[Severity, int]) -> str:
    if counts["error"]:
        return _("exit code 1: errors")
    return _("exit code 1: open queries") if counts["query"] else _("exit code 1: a binding target missed")


def _next(assessment: Assessment, paths: Sequence[Path], counts: Mapping[Severity, int]) -> str:
    asked = shlex.join(map(str, paths))
    if counts["error"] or counts["query"]:
        return f"preschool-metrics annotate {asked} --out feedback"
    if assessment.period is None:
        return f"preschool-metrics inspect {asked}"
    return f"preschool-metrics report {asked} --period {assessment.period} --out reports"


def not_compared(assessment: Assessment, paths: Sequence[Path]) -> str | None:
    """Return the line that says that earlier months lie beside the one that was checked; None where none do."""
    for path in paths:
        months = earlier_months_beside(path)
        if months and not assessment.history:
            command = f"preschool-metrics check {shlex.quote(str(path.parent))} --period {assessment.period}"
            return _(
                "Rules across months were not evaluated: {months} lie beside {path}. To compare: {command}"
            ).format(months=f"{months[0]}…{months[-1]}" if len(months) > 1 else months[0], path=path, command=command)
    return None
