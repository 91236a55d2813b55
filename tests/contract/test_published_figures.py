"""Tables that were published hold no error: the figures that must come out of them are those of test_tools.py."""

import csv
from functools import cache
from pathlib import Path

import pytest

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.workflow.assess import assess

CASES = Path(__file__).parents[3] / "shared" / "cases"
ABSENT = not (CASES / "cases.csv").is_file()
pytestmark = pytest.mark.skipif(ABSENT, reason=f"the published tables are not here ({CASES})")


def cases() -> list[dict[str, str]]:
    if ABSENT:
        return []
    with (CASES / "cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def assessed(file: str, profile: str, period: str) -> Assessment:
    return assess([CASES / file], profile=profile, period=period)


@pytest.mark.parametrize("file", sorted({case["file"] for case in cases()}))
def test_a_published_table_holds_no_error(file: str) -> None:
    case = next(case for case in cases() if case["file"] == file)
    findings = assessed(file, case["profile"], case["period"]).findings
    assert [each.message.zh for each in findings if each.severity == "error"] == []
