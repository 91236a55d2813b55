"""The district's own workbook comes back as it went out."""

from pathlib import Path

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.errors import InputError, OutputError
from preschool_metrics.forms.district import write_district_form
from preschool_metrics.pipeline import assess

WUQING = load_profile("wuqing-2023")


def test_what_is_filled_in_is_read_again_task_by_task(tmp_path: Path) -> None:
    done = {task.id: number for number, task in enumerate(WUQING.tasks)}
    write_district_form(tmp_path / "区级.xlsx", profile=WUQING, period="2024-03", done=done)
    assessment = assess([tmp_path])
    assert assessment.findings == ()
    assert assessment.period == "2024-03"
    assert {state.task.id: state.tally.done for state in assessment.tasks if state.tally} == done


def test_the_empty_form_is_no_data_and_no_fault(tmp_path: Path) -> None:
    write_district_form(tmp_path / "区级.xlsx", profile=WUQING, period="2024-03")
    assessment = assess([tmp_path])
    assert assessment.findings == ()
    assert {state.standing for state in assessment.tasks} == {"no_data"}


def test_the_same_form_has_the_same_bytes_and_is_not_written_over(tmp_path: Path) -> None:
    one, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (one, other):
        write_district_form(path, profile=WUQING, period="2024-03", done={"experts": 12})
    assert one.read_bytes() == other.read_bytes()
    with pytest.raises(OutputError):
        write_district_form(one, profile=WUQING, period="2024-03")


def test_a_policy_without_tasks_has_no_form(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="national-2020"):
        write_district_form(tmp_path / "a.xlsx", profile=load_profile("national-2020"), period="2024-03")
