"""The district's own workbook comes back as it went out."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from preschool_metrics.catalogue import load_profile
from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.errors import InputError, OutputError
from preschool_metrics.forms.district import write_district_form
from preschool_metrics.workflow.assess import assess

WUQING = load_profile("wuqing-2023")
COUNTED = [task for clause in load_clauses(WUQING) for task in clause.counted]


def test_what_is_filled_in_is_read_again_task_by_task(tmp_path: Path) -> None:
    done = {
        task.id: (number % 2, date(2024, 2, 29) if number % 2 else None, f"武教〔2024〕{number}号")
        for number, task in enumerate(COUNTED)
    }
    write_district_form(tmp_path / "区级.xlsx", profile=WUQING, period="2024-03", done=done)
    assessment = assess([tmp_path])
    assert assessment.findings == ()
    assert assessment.period == "2024-03"
    assert {each.task: (each.done, each.on, each.evidence) for each in assessment.tallies} == done


def test_every_task_stands_with_its_target_and_the_offices_that_answer_for_it(tmp_path: Path) -> None:
    write_district_form(tmp_path / "区级.xlsx", profile=WUQING, period="2024-03")
    sheet = load_workbook(tmp_path / "区级.xlsx")["区级任务"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert list(rows) == [task.title.zh for task in COUNTED]
    assert rows["成立综合协调组"][4:9] == (1, "累计", "2024-12", "", "区教育局")
    assert rows["召开联席会议"][4] == "只列示"
    assert rows["社会满意度调查"][4:8] == (1, "每半年", "2024-12", "区人民政府教育督导室")


def test_the_empty_form_is_no_data_and_no_fault(tmp_path: Path) -> None:
    write_district_form(tmp_path / "区级.xlsx", profile=WUQING, period="2024-03")
    assessment = assess([tmp_path])
    assert assessment.findings == ()
    assert (assessment.tasks, assessment.tallies) == ((), ())


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
