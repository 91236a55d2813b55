"""`clauses`: every clause of the plan, and where it stands."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import TypeAdapter
from rich.cells import cell_len

from preschool_metrics.catalogue import load_profile
from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.forms.district import write_district_form
from preschool_metrics.language import Language, speak, spoken
from preschool_metrics.measure.clauses import asked, stand
from preschool_metrics.report.clauses import ClausesDocument
from preschool_metrics.report.text.clauses import render_clauses
from preschool_metrics.workflow.assess import assess
from tests.cli.conftest import Run, write

KEYS: Final = [
    "id",
    "clause",
    "kind",
    "level",
    "quote",
    "target",
    "due",
    "lead",
    "responsible",
    "state",
    "done",
    "date",
    "evidence",
    "missing",
]
STATES: Final = {"done", "in_progress", "overdue", "not_reported", "not_judged"}
WUQING: Final = load_profile("wuqing-2023")


@pytest.fixture
def month(tmp_path: Path) -> Path:
    write(tmp_path / "returns" / "曹子里镇.xlsx")
    done = {"experts": 12, "coordination_group": 1}
    write_district_form(tmp_path / "returns" / "区级.xlsx", profile=WUQING, period="2024-03", done=done)
    return tmp_path / "returns"


def document(run: Run, *arguments: str) -> dict[str, Any]:
    ran = run("clauses", *arguments, "--format", "json")
    assert ran.code == 0
    said: dict[str, Any] = json.loads(ran.out)
    return said


def test_without_returns_it_lists_what_is_asked(run: Run) -> None:
    said = document(run)
    assert {name: said[name] for name in said if name != "clauses"} == {
        "schema_version": "1",
        "profile": "wuqing-2023",
        "period": None,
    }
    assert len({each["id"] for each in said["clauses"]}) == 41
    for each in said["clauses"]:
        assert each.keys() >= set(KEYS)
        assert each["state"] is each["done"] is None
    TypeAdapter(ClausesDocument).validate_python(said)


def test_with_returns_each_has_a_state(run: Run, month: Path) -> None:
    said = document(run, str(month))
    stood = {each["id"]: each for each in said["clauses"]}
    assert said["period"] == "2024-03"
    assert {each["state"] for each in stood.values()} <= STATES
    assert (stood["expert_team"]["done"], stood["expert_team"]["target"]) == ("12", "≥20")
    assert stood["expert_team"]["missing"] == ["还差 8"]
    assert stood["coordination_group"]["state"] == "done"
    assert stood["special_committee"]["state"] == "not_reported"
    TypeAdapter(ClausesDocument).validate_python(said)


def test_csv_has_a_row_a_clause(run: Run, month: Path, tmp_path: Path) -> None:
    out = tmp_path / "clauses.csv"
    assert run("clauses", str(month), "--format", "csv", "--output", str(out), "--lang", "en").code == 0
    rows = list(csv.DictReader(StringIO(out.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 41
    assert rows[6]["title"] == "Team of experts"
    assert rows[6]["missing"] == "short: 8"


def test_a_policy_without_clauses_says_so(run: Run) -> None:
    ran = run("clauses", "--profile", "national-2020", "--lang", "en")
    assert (ran.code, ran.err) == (3, "profile national-2020 has no clauses\n")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(month: Path, width: int, language: Language) -> None:
    before, clauses, assessment = spoken(), load_clauses(WUQING), assess([month])
    speak(language)
    for states, judged in ((asked(WUQING, clauses), None), (stand(assessment, WUQING, clauses), assessment)):
        text = render_clauses(list(states), WUQING, judged, language, width=width, color=False)
        assert max(map(cell_len, text.splitlines())) <= width
        for clause in clauses:
            assert clause.clause in text
    speak(before)


def test_the_text_says_how_many_stand_how_and_what_is_missing(run: Run, month: Path) -> None:
    text = run("clauses", str(month), "--lang", "zh").out
    assert "共 41 条 · 完成 1 · " in text
    assert "还差 8" in text
    assert "牵头：区教育局 · 责任：区人民政府教育督导室、区教师发展中心" in text
    asked_for = run("clauses", "--lang", "zh").out
    assert "“遴选不少于20人的学前教育专家团队”" in asked_for
    assert "逾期" not in asked_for
