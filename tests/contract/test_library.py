"""The verbs as functions: what docs/library.md promises can be imported and does what the command does."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import preschool_metrics
from preschool_metrics import annotate, assess, change_of, compare, inspect, plans_of, trace, what_if
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.text import Text
from preschool_metrics.workflow.failing import FailOn, failed
from preschool_metrics.workflow.report import report
from tests.cli.conftest import write

PAGE = Path(__file__).parents[2] / "docs" / "library.md"
FIGURE = ("曹子里镇", "public_share")


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("returns")
    write(folder / "曹子里镇.xlsx")
    return folder


@pytest.fixture(scope="module")
def assessment(returns: Path) -> Assessment:
    return assess(returns)


def test_every_name_of_the_page_is_there_and_every_name_is_on_the_page() -> None:
    named = set(re.findall(r"^\| `(\w+)", PAGE.read_text("utf-8"), re.MULTILINE))
    assert named | {"__version__", "change_of"} == set(preschool_metrics.__all__)
    assert all(callable(getattr(preschool_metrics, name)) for name in named)


def test_a_figure_is_traced_changed_and_planned_for(returns: Path, assessment: Assessment) -> None:
    judgement = trace(*FIGURE, [returns]).judgement
    assert judgement.display == "50.00%"
    changed = what_if(assessment, [change_of("曹子里镇.enrolled_public+=10")])
    (after,) = (each for each in changed.after if each.observation.key == judgement.observation.key)
    assert after.display == "52.63%"
    assert {plan.area for plan in plans_of(assessment, unit="曹子里镇")} == {"曹子里镇"}


def test_returns_are_inspected_given_back_compared_and_reported(
    returns: Path, assessment: Assessment, tmp_path: Path
) -> None:
    workbook = returns / "曹子里镇.xlsx"
    assert not inspect(workbook).failed
    assert [each.path.name for each in annotate([returns], tmp_path / "back")] == ["曹子里镇.xlsx"]
    assert not compare(workbook, workbook).turned
    outcomes = report(assessment, tmp_path / "reports", formats=["md"])
    assert {outcome.status for outcome in outcomes} == {"written"}


def test_what_is_explained_or_known_from_an_earlier_run_does_not_count(assessment: Assessment) -> None:
    error = Finding(code="PM301", severity="error", file=None, message=Text("错", "wrong"))
    for settled in ({"explained": True}, {"baseline": "known"}):
        calm = error.model_copy(update=settled)
        assert error.counts
        assert not calm.counts
        assert failed(replace(assessment, findings=(error,)), FailOn.ERROR)
        assert not failed(replace(assessment, findings=(calm,)), FailOn.ERROR)
        assert not failed(replace(assessment, findings=(error,)), FailOn.NEVER)
