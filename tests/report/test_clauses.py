"""任务台账: every face lists the clauses of the plan alike, in its order, and says what changed since last month."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from python_calamine import CalamineWorkbook

from preschool_metrics import assess
from preschool_metrics.forms.demo.district import progress
from preschool_metrics.forms.district import write_district_form
from preschool_metrics.measure.clauses import stand
from preschool_metrics.report.batch import Job, pieces_of
from preschool_metrics.report.html import render_html
from preschool_metrics.report.view import Clause, View, view_of
from tests.builder import assessed
from tests.measure.test_clauses import CLAUSES, DISTRICT, WUQING, own_tasks
from tests.report.test_view import town
from tests.report.word import opened
from tests.report.workbook.conftest import table


def named(view: View, clause: str) -> Clause:
    title = next(each.title.zh for each in CLAUSES if each.id == clause)
    return next(each for each in view.clauses if each.title == title)


@pytest.fixture(scope="module")
def two_months() -> View:
    """Return March of one town, and of the district that has done more than in February."""
    before, now = (DISTRICT.format(period=period) for period in ("2024-02", "2024-03"))
    files = {
        "2024-02/区级.xlsx": before + "| 专家组 | 18 |\n| 成立综合协调组 | 0 |\n| 召开联席会议 | 1 |\n",
        "2024-03/区级.xlsx": now + "| 专家组 | 20 |\n| 成立综合协调组 | 1 | 2024-03-05 | 武教〔2024〕3号 |\n",
        "2024-02/a.xlsx": town("曹子里镇", "2024-02"),
        "2024-03/a.xlsx": town("曹子里镇", "2024-03"),
    }
    return view_of(assessed(files))


def test_every_clause_stands_in_its_order(two_months: View) -> None:
    assert [(each.clause, each.quote) for each in two_months.clauses] == [(each.clause, each.quote) for each in CLAUSES]
    assert {each.word: each.number for each in two_months.clause_counts} == Counter(
        each.word for each in two_months.clauses
    )


def test_what_changed_since_last_month_is_said(two_months: View) -> None:
    experts, group, meetings = (
        named(two_months, each) for each in ("expert_team", "coordination_group", "joint_meetings")
    )
    assert (experts.word, experts.before, experts.done, experts.target) == ("完成", "进行中", "20", "≥20")
    assert (group.word, group.before, group.done) == ("完成", "进行中", "2024-03-05")
    assert (meetings.word, meetings.before, meetings.done) == ("只列示", "", "1")
    assert named(two_months, "master_studios").before == ""


def test_the_first_month_has_nothing_to_compare_with() -> None:
    view = view_of(assessed({"2024-03/a.xlsx": own_tasks("曹子里镇", "")}))
    assert {each.before for each in view.clauses} == {""}


def test_a_policy_without_clauses_has_no_list() -> None:
    view = view_of(assessed(town("某县", "2024-03"), profiles=("national-2020",)))
    assert (view.clauses, view.clause_counts) == ((), ())


# --- the faces --------------------------------------------------------------------------------------------


def rows_of(job: Job) -> list[tuple[str, str, str]]:
    return [(each.clause, each.title, each.word) for each in job.view.clauses]


def made(job: Job, kind: str, path: str) -> bytes:
    """Return a file of the report by the end of its path."""
    return next(piece.make() for piece in pieces_of(job._replace(kinds=(kind,))) if piece.path.endswith(path))


def test_the_page_lists_them(job: Job) -> None:
    page = html.fromstring(render_html(job))
    rows = [row for row in page.iter("tr") if "clauses" in {each.get("id") for each in row.iterancestors("section")}]
    parts = ([next(row.iter(part), None) for part in ("th", "b", "strong")] for row in rows[1:])
    shown = [tuple("" if each is None else "".join(map(str, each.itertext())) for each in row) for row in parts]
    assert shown == rows_of(job)


def test_the_markdown_lists_them(job: Job) -> None:
    text = made(job, "md", "district.md").decode().partition("## 任务台账")[2].partition("\n## ")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    assert [(row[0], row[1], row[5]) for row in cells[2:]] == rows_of(job)


def test_the_workbook_lists_them(job: Job) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(made(job, "xlsx", "report.xlsx")))
    rows = table(book.get_sheet_by_name("任务台账").to_python(skip_empty_area=False), 3)
    assert [(row["条款"], row["任务"], row["进展"]) for row in rows] == rows_of(job)
    assert [row["缺什么"] for row in rows] == [each.missing for each in job.view.clauses]


def test_the_bulletin_has_them_as_an_annex(job: Job) -> None:
    (rows,) = [
        cells
        for cells in (
            [[cell.text for cell in row.cells] for row in each.rows]
            for each in opened(made(job, "docx", "district.docx")).tables
        )
        if cells[0][-1] == "缺什么"
    ]
    assert [(row[0], row[1], row[5].partition("（")[0]) for row in rows[1:]] == rows_of(job)


# --- the demo ---------------------------------------------------------------------------------------------


def test_the_demo_gives_each_clause_a_state_and_its_faults_are_found(tmp_path: Path) -> None:
    done, planted = progress(WUQING, 11, "2024-03/武清区.xlsx")
    write_district_form(tmp_path / "2024-03" / "武清区.xlsx", profile=WUQING, period="2024-03", done=done)
    result = assess([tmp_path])
    assert [(each.sheet, each.cell, each.code) for each in result.findings] == [
        (each.sheet, each.cell, each.code) for each in sorted(planted, key=lambda each: each.code)
    ]
    states = {each.clause.id: each.state for each in stand(result, WUQING, CLAUSES)}
    assert states["satisfaction_surveys"] == "overdue"
    assert states["expert_team"] == "done"
    assert states["evaluation_system"] == "in_progress"
    assert states["case_collection"] == "not_reported"
