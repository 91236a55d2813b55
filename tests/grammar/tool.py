"""Runs the tool on one workbook, through its public API."""

from pathlib import Path
from typing import Any

import preschool_metrics
from tests.grammar.judge import Heard, Said


def heard(path: Path, profile: str) -> Heard:
    """Return what the tool says of a workbook."""
    try:
        made = preschool_metrics.assess(path, profile=profile, period="2024-03")
    except Exception as error:  # noqa: BLE001 - that it fails is what is measured
        return Heard(crash=f"{type(error).__name__}: {error}")
    result = Heard()
    for judgement in made.judgements:
        seen = judgement.observation
        if seen.level not in ("town", "district") or seen.numerator is None or seen.denominator is None:
            continue
        area = seen.area if seen.level == "town" else ""
        result.figures[seen.level, area, seen.indicator.id] = seen.numerator, seen.denominator
        if seen.level == "district":
            result.cells += _cells(made, judgement)
    for each in made.findings:
        result.findings.append(Said(each.code, each.severity, each.sheet, each.cell, each.message.zh))
    return result


def _cells(made: Any, judgement: Any) -> list[tuple[str, str, Any]]:  # noqa: ANN401 - the tool's own objects
    return [
        (figure.sheet, figure.cell, figure.value)
        for contribution in made.contributions_of(judgement)
        for figure in contribution.cells
        if isinstance(figure.value, int)
    ]
