"""The findings as SARIF's results."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding
from preschool_metrics.report.identity import fingerprints
from preschool_metrics.report.location import Location, cells_of, location_of, row_and_column, told
from preschool_metrics.report.sarif.rules import LEVELS, Clauses

BASE: Final = "%SRCROOT%"
_MOST_RELATED: Final = 100
_STATES: Final = {"new": "new", "known": "unchanged"}
Result = dict[str, Any]


def artifact_location(path: str) -> dict[str, str]:
    """Return a file as SARIF names it: relative to where the command ran, percent-encoded."""
    return {"uri": quote(path), "uriBaseId": BASE}


_LIVE: Final = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


def results(assessment: Assessment, clauses: Clauses, language: Language, *, regions: bool) -> Iterator[Result]:
    """Yield a result for each finding in their order; `regions` says whether row and column are given as a text's are."""
    indices = {code: at for at, code in enumerate(assessment.rules)}
    files = {each.path: at for at, each in enumerate(assessment.inputs)}
    for finding, fingerprint in zip(assessment.findings, fingerprints(assessment.findings), strict=True):
        place = location_of(finding, assessment)
        artifact: dict[str, Any] = artifact_location(place.path)
        if finding.file in files:
            artifact["index"] = files[finding.file]
        yield {
            "ruleId": finding.code,
            "ruleIndex": indices[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": plain(told(finding, language))},
            "locations": [_location(finding, place, artifact, regions=regions)],
            **_related(finding, place, artifact, regions=regions),
            "partialFingerprints": {"primaryLocationLineHash": fingerprint, "businessKey/v1": fingerprint},
            **_state(finding),
            "taxa": clauses.of_indicators(finding.affects),
            "properties": _properties(finding),
        }


def plain(text: str) -> str:
    """Return a text as a message says it: without links (§3.11.6 of the standard) and placeholders (§3.11.5)."""
    return text.translate(_LIVE)


def _location(finding: Finding, place: Location, artifact: dict[str, Any], *, regions: bool) -> Result:
    logical = {"logicalLocations": [_cell(finding, place.path, finding.cell)]} if finding.cell else {}
    return {"physicalLocation": _physical(artifact, place.row, place.column, regions=regions), **logical}


def _physical(artifact: dict[str, Any], row: int, column: int, *, regions: bool) -> Result:
    region = {"region": {"startLine": row, "startColumn": column}} if regions else {}
    return {"artifactLocation": artifact, **region}


def _cell(finding: Finding, path: str, cell: str) -> Result:
    """Return a cell as a formula in another workbook would name it."""
    book = f"[{path.rpartition('/')[2]}]{finding.sheet or ''}".replace("'", "''")
    return {"kind": "cell", "name": cell, "fullyQualifiedName": f"'{book}'!{cell}"}


def _related(finding: Finding, place: Location, artifact: dict[str, Any], *, regions: bool) -> Result:
    cells = [cell for cell in cells_of(finding) if cell != finding.cell][:_MOST_RELATED]
    related = [
        {
            "id": number,
            "physicalLocation": _physical(artifact, *row_and_column(cell), regions=regions),
            "logicalLocations": [_cell(finding, place.path, cell)],
            "message": {"text": cell},
        }
        for number, cell in enumerate(cells)
    ]
    return {"relatedLocations": related} if related else {}


def _state(finding: Finding) -> Result:
    """Return that a finding is explained (in the workbook, so in the source), and how it stands to a baseline."""
    suppression = {"kind": "inSource", "status": "accepted"}
    if finding.explanation:
        suppression["justification"] = finding.explanation.text
    suppressions = {"suppressions": [suppression]} if finding.explained else {}
    return {**suppressions, **({"baselineState": _STATES[finding.baseline]} if finding.baseline else {})}


def _properties(finding: Finding) -> Result:
    values = {
        name: getattr(finding, name) for name in ("area", "period", "subject", "field", "value", "expected", "can_flip")
    }
    return {**values, "affects": list(finding.affects)}
