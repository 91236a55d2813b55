"""Returns as towns send them: read with their true figures, or refused with a reason; unknown is fine, wrong never is."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from preschool_metrics.pipeline import assess
from preschool_metrics.read import Limits
from preschool_metrics.report import render

RETURNS = Path(__file__).parents[3] / "shared" / "returns"
ABSENT = not (RETURNS / "EXPECT.csv").is_file()
pytestmark = pytest.mark.skipif(ABSENT, reason=f"the messy returns are not here ({RETURNS})")
LIMITS = Limits(max_memory=1 << 30, max_seconds=20)
FIGURES = {
    "enrolled": ("public_share", "denominator"),
    "enrolled_public": ("public_share", "numerator"),
    "enrolled_inclusive": ("inclusive_coverage_rate", "numerator"),
    "staff": ("child_staff_ratio", "denominator"),
    "population": ("gross_enrollment_rate", "denominator"),
}
CLEAN = ("01_", "02_", "10_", "11_", "13_", "15_", "25_formulas_cached", "28_date", "43_", "44_", "50_", "附件2")

Row = dict[str, str]
Document = dict[str, Any]


def rows() -> list[Row]:
    if ABSENT:
        return []
    with (RETURNS / "EXPECT.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_severity(document: Document, *severities: str) -> list[Document]:
    return [each for each in document["findings"] if each["severity"] in severities]


def figures_of(document: Document) -> dict[str, Document]:
    town = (each for each in document["observations"] if (each["level"], each["area"]) == ("town", "杨村街道"))
    return {each["indicator"]: each for each in town}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_a_messy_return_is_read_truly_or_refused(row: Row) -> None:
    made = assess([RETURNS / row["file"]], period="2024-09", limits=LIMITS)
    document: Document = json.loads(render(made, "json", "zh"))
    (read,) = document["inputs"]
    errors = by_severity(document, "error")
    if row["kind"] == "should-reject":
        assert errors, "something says why"
        assert not read["read"] or not any(each["numerator"] for each in figures_of(document).values())
    elif not read["read"]:
        assert row["kind"] != "should-read", errors
        assert errors, "something says why"
    else:
        assert row["kind"] != "findings" or errors
        check_figures(row, document)
        check_findings(row, document)


def check_figures(row: Row, document: Document) -> None:
    """Unknown is fine where an error says so and the figures need not be read; wrong never is."""
    may_be_unknown = row["kind"] != "should-read" and bool(by_severity(document, "error"))
    figures = figures_of(document)
    for field, (indicator, operand) in FIGURES.items():
        known = figures[indicator][operand]
        if row[field] and not (may_be_unknown and known is None):
            assert known == int(row[field]), field
    if row["kindergartens"] and not may_be_unknown:
        assert document["inputs"][0]["kindergartens"] == int(row["kindergartens"])
    for indicator in row["no_data"].split():
        assert figures[indicator]["verdict"] == "no_data"


def check_findings(row: Row, document: Document) -> None:
    serious = by_severity(document, "error", "query")
    if row["kind"] == "should-read" and row["file"].startswith(CLEAN):
        assert by_severity(document, "error") == []
    assert len(serious) >= int(row["min_findings"] or 0)
    assert set(row["cells"].split()) <= {each["cell"] for each in serious}
