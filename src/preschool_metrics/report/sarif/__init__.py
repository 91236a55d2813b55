"""SARIF 2.1.0: the log of one run, as GitHub's code scanning takes it, or by the letter of the standard."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from preschool_metrics._version import __version__
from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment, Input
from preschool_metrics.model.text import Text
from preschool_metrics.report import SarifProfile
from preschool_metrics.report.sarif.results import BASE, artifact_location, plain, results
from preschool_metrics.report.sarif.rules import Clauses, driver_rules

MOST_RESULTS: Final = 25_000
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TAGS: Final[dict[Language, str]] = {"zh": "zh-CN", "en": "en-US"}
_ROOT: Final = Text("运行命令时所在的文件夹", "the folder that the command ran in")
_LEFT_OUT: Final = Text(
    "结果超过 {most} 条，另有 {number} 条未列出", "more than {most} results: {number} are not listed"
)


def render_sarif(
    assessment: Assessment, language: Language, *, profile: SarifProfile = "github", help_uri: str | None = None
) -> str:
    """Return the log; beyond 25,000 results, which is what GitHub takes, the least weighty are left out and that is said.

    GitHub wants row and column of every result, the standard (§3.30.1) no region in a file that is no text: the profile
    says whose wish is met; the cell is a logical location in both. `help_uri` is where the page of the rules stands.
    """
    clauses = Clauses(assessment, language)
    driver = {
        "name": "preschool-metrics",
        "version": __version__,
        "semanticVersion": __version__,
        "language": _TAGS[language],
        "rules": driver_rules(assessment, clauses, language, help_uri),
        "supportedTaxonomies": clauses.references(),
    }
    shown = results(assessment, clauses, language, regions=profile == "github")
    run = {
        "tool": {"driver": driver},
        "language": _TAGS[language],
        "automationDetails": {"id": f"preschool-metrics/{assessment.period or ''}"},
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": list(_notifications(assessment, language))}
        ],
        "originalUriBaseIds": {BASE: {"description": {"text": _ROOT.say(language)}}},
        "artifacts": [_artifact(each, assessment) for each in assessment.inputs],
        "taxonomies": clauses.components(),
        "results": [result for result, _place in zip(shown, range(MOST_RESULTS), strict=False)],
        "properties": _figures(assessment),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False) + "\n"


def _artifact(file: Input, assessment: Assessment) -> dict[str, Any]:
    hashes = {"hashes": {"sha-256": file.sha256}} if file.sha256 else {}
    return {"location": artifact_location(assessment.place(file.path)), "roles": ["analysisTarget"], **hashes}


def _notifications(assessment: Assessment, language: Language) -> Iterator[dict[str, Any]]:
    """Yield how many results are not listed, and what was not evaluated and why."""
    number = len(assessment.findings) - MOST_RESULTS
    if number > 0:
        yield {"level": "warning", "message": {"text": _LEFT_OUT.fill(most=MOST_RESULTS, number=number).say(language)}}
    index = {code: at for at, code in enumerate(assessment.rules)}
    for each in assessment.not_evaluated:
        yield {
            "level": "note",
            "message": {"text": plain(each.reason.say(language))},
            "associatedRule": {"id": each.rule, "index": index[each.rule]},
            "locations": [{"physicalLocation": {"artifactLocation": artifact_location(assessment.place(each.file))}}],
        }


def _figures(assessment: Assessment) -> dict[str, Any]:
    """Return what a log has no place of its own for: of which returns, by which policies, and the verdicts counted."""
    verdicts: dict[str, Counter[str]] = {}
    for each in assessment.judgements:
        verdicts.setdefault(each.observation.level, Counter())[each.verdict] += 1
    return {
        "period": assessment.period,
        "basis": assessment.profiles[0].basis,
        "profiles": [profile.id for profile in assessment.profiles],
        "coverage": {**assessment.coverage._asdict(), "missing": list(assessment.coverage.missing)},
        "verdicts": {level: dict(sorted(count.items())) for level, count in verdicts.items()},
    }
