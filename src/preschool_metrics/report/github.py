"""What GitHub's runner shows: workflow commands that become annotations, and the summary of the step."""

from collections.abc import Iterator, Sequence
from typing import Final

from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import SEVERITIES, Finding, Severity
from preschool_metrics.model.text import Text
from preschool_metrics.report.location import location_of, more_cells, told

_SHOWN: Final = 20
_COMMAND: Final[dict[Severity, str]] = {"error": "error", "query": "warning", "info": "notice"}


def render_github(assessment: Assessment, language: Language) -> str:
    """Return one annotation for each rule and workbook, the worst first.

    The runner shows ten errors and ten warnings of a step: the summary holds them all.
    """
    groups: dict[tuple[str | None, str], list[Finding]] = {}
    for finding in assessment.findings:
        groups.setdefault((finding.file, finding.code), []).append(finding)
    ordered = sorted(groups.values(), key=lambda group: SEVERITIES.index(severity_of(group)))
    return "".join(f"{_annotation(group, assessment, language)}\n" for group in ordered)


def severity_of(findings: Sequence[Finding]) -> Severity:
    """Return the worst severity of findings; one that is explained or known only informs."""
    worst = (each.severity for each in findings if each.counts)
    return min(worst, key=SEVERITIES.index, default="info")


def _annotation(findings: Sequence[Finding], assessment: Assessment, language: Language) -> str:
    first = min(findings, key=lambda each: SEVERITIES.index(severity_of([each])))
    place, title = location_of(first, assessment), assessment.rules[first.code].title.say(language)
    times = f" × {len(findings)}" if len(findings) > 1 else ""
    properties = {"file": place.path, "line": place.row, "col": place.column, "title": f"{first.code} {title}{times}"}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _data("\n".join(_lines(findings, language)))
    return f"::{_COMMAND[severity_of(findings)]} {listed}::{message}"


def _lines(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    for finding in findings[:_SHOWN]:
        mark = Text("（已说明）", " (explained)").say(language) if finding.explained else ""
        yield f"{told(finding, language)}{more_cells(finding, language)}{mark}"
    if len(findings) > _SHOWN:
        yield Text(f"另有 {len(findings) - _SHOWN} 处", f"{len(findings) - _SHOWN} more").say(language)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
