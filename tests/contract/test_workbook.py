"""The demo's last month in the analyst's workbook: every figure of every policy is that of the JSON document."""

import pytest

from preschool_metrics.language import speaking
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report.document import observation_entries
from preschool_metrics.report.view import view_of
from preschool_metrics.report.workbook.book import workbook
from tests.contract.conftest import Document
from tests.report.workbook.conftest import expected, written


@pytest.fixture(scope="module")
def content(assessment: Assessment) -> bytes:
    with speaking("zh"):
        return workbook(view_of(assessment), observation_entries(assessment))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_figure_of_a_town_is_in_the_workbook(
    assessment: Assessment, document: Document, content: bytes, number: int
) -> None:
    profile = assessment.profiles[number - 1]
    sheet = "镇街" if number == 1 else f"镇街 {number} {profile.id}"
    entries = [each for each in document["observations"] if (each["level"], each["profile"]) == ("town", profile.id)]
    assert entries
    assert written(content, sheet, {each.id: each.title.zh for each in profile.indicators}) == {
        (each["area"], each["indicator"]): expected(each) for each in entries
    }
