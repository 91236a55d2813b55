"""One Assessment, many faces: what goes out says the same thing everywhere."""

from typing import Literal

from preschool_metrics.language import Language, spoken
from preschool_metrics.model.assessment import Assessment

Format = Literal["text", "json", "csv"]


def render(
    assessment: Assessment,
    kind: Format = "json",
    language: Language | None = None,
    *,
    table: str = "findings",
    width: int = 160,
    color: bool = False,
    verbose: bool = False,
) -> str:
    """Return the assessment as one document; `table` chooses the csv one (findings, observations or explanations)."""
    language = language or spoken()
    if kind == "json":
        from preschool_metrics.report.json import render_json

        return render_json(assessment, language)
    if kind == "csv":
        from preschool_metrics.report.csv import render_csv

        return render_csv(assessment, language, table)
    from preschool_metrics.report.text import render_text

    return render_text(assessment, language, width=width, color=color, verbose=verbose)
