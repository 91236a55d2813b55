"""One Assessment, many faces: what goes out says the same thing everywhere."""

from typing import Literal

from preschool_metrics.language import Language, spoken
from preschool_metrics.model.assessment import Assessment

Format = Literal["text", "json", "csv", "sarif", "junit", "github", "gitlab"]
SarifProfile = Literal["github", "strict"]


def render(
    assessment: Assessment,
    kind: Format = "json",
    language: Language | None = None,
    *,
    table: str = "findings",
    width: int = 160,
    color: bool = False,
    verbose: bool = False,
    sarif_profile: SarifProfile = "github",
    help_uri: str | None = None,
) -> str:
    """Return the assessment as one document.

    `table` chooses the csv one (findings, observations or explanations); `sarif_profile` whether SARIF gives row and column as GitHub
    wants them, and `help_uri` is where the page of a rule is found, with `{code}` for the rule.
    """
    language = language or spoken()
    if kind == "text":
        from preschool_metrics.report.text.whole import render_text

        return render_text(assessment, language, width=width, color=color, verbose=verbose)
    if kind == "csv":
        from preschool_metrics.report.csv import render_csv

        return render_csv(assessment, language, table)
    if kind == "sarif":
        from preschool_metrics.report.sarif import render_sarif

        return render_sarif(assessment, language, profile=sarif_profile, help_uri=help_uri)
    return _plain(assessment, kind, language)


def _plain(assessment: Assessment, kind: Literal["json", "junit", "github", "gitlab"], language: Language) -> str:
    """Return one of the documents that nothing is to be chosen of."""
    from importlib import import_module

    made: str = getattr(import_module(f"preschool_metrics.report.{kind}"), f"render_{kind}")(assessment, language)
    return made
