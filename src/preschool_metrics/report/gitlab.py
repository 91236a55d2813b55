"""GitLab's Code Quality report: one issue a finding."""

import json
from typing import Any, Final

from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding, Severity
from preschool_metrics.report.identity import fingerprints
from preschool_metrics.report.location import location_of, told

_SEVERITY: Final[dict[Severity, str]] = {"error": "major", "query": "minor", "info": "info"}


def render_gitlab(assessment: Assessment, language: Language) -> str:
    """Return the report as a JSON array, an issue on a line; one that is explained or known is for information."""
    issues = (
        _issue(finding, fingerprint, assessment, language)
        for finding, fingerprint in zip(assessment.findings, fingerprints(assessment.findings), strict=True)
    )
    lines = ",\n".join(json.dumps(issue, ensure_ascii=False) for issue in issues)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _issue(finding: Finding, fingerprint: str, assessment: Assessment, language: Language) -> dict[str, Any]:
    location = location_of(finding, assessment)
    return {
        "description": f"{finding.code} {told(finding, language)}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.severity] if finding.counts else "info",
        "location": {"path": location.path, "lines": {"begin": location.row}},
    }
