"""Two runs side by side, and a run against a baseline."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pydantic import TypeAdapter

from preschool_metrics.errors import RunError
from preschool_metrics.language import speak
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.text import Text
from preschool_metrics.report import render
from preschool_metrics.report.diff import Diff, Run, against, compare_runs, read_run, run_of
from preschool_metrics.report.diff_document import DiffDocument, diff_document, diff_schema
from preschool_metrics.report.diff_text import render_diff
from preschool_metrics.report.identity import identity
from tests.builder import assessed, found
from tests.report.machine import COVER, FOLDER, HEADING, LOWER, RETURN, ROWS, explained, made

PLAIN = "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 |\n"
CODES = st.sampled_from(["PM201", "PM301"])
NAMES = st.sampled_from([None, "甲幼儿园", "乙幼儿园"])


def compared(before: str, after: str) -> Diff:
    return compare_runs(run_of(assessed(before)), run_of(assessed(after)))


def of(findings: tuple[Finding, ...]) -> list[tuple[str, str | None]]:
    return [(each.code, each.subject) for each in findings if each.severity != "info"]


def finding(code: str, subject: str | None = None, **more: object) -> Finding:
    known = {"severity": "error", "file": "a.xlsx", "area": "曹子里镇", "period": "2024-03", "field": "enrolled"}
    return Finding(code=code, subject=subject, message=Text("错", "wrong"), **{**known, **more})  # type: ignore[arg-type]


def run(*findings: Finding, period: str = "2024-03") -> Run:
    return Run(period, frozenset({"曹子里镇"}), findings, ())


# --- a baseline -------------------------------------------------------------------------------------------


def test_ten_rows_above_a_finding_leave_it_known() -> None:
    marked = against(assessed(LOWER), run_of(assessed(RETURN)))
    assert {each.baseline for each in marked.findings} == {"known"}


def test_a_finding_that_the_baseline_lacks_is_new() -> None:
    worse = RETURN.replace("| 丙幼儿园 | 公办园 | 30 |", "| 丙幼儿园 | 公办园 | 31 |")
    marked = against(assessed(worse), run_of(assessed(RETURN)))
    assert [(each.code, each.subject) for each in marked.findings if each.baseline == "new"] == [("PM301", "丙幼儿园")]


def test_the_baseline_is_the_same_from_its_document(tmp_path: Path) -> None:
    before = made()
    path = tmp_path / "run.json"
    path.write_text(render(before, "json", "zh"), encoding="utf-8")
    read = read_run(path)
    assert list(map(identity, read.findings)) == list(map(identity, before.findings))
    assert read.observations == run_of(before).observations
    assert read.places == run_of(before).places
    assert {each.baseline for each in against(made(), read).findings} == {"known"}
    english = tmp_path / "english.json"
    english.write_text(render(before, "json", "en"), encoding="utf-8")
    assert {each.baseline for each in against(made(), read_run(english)).findings} == {"known"}


def test_one_more_of_the_same_is_new() -> None:
    twin = finding("PM201")
    base = assessed(RETURN)
    marked = against(
        replace(base, findings=(twin, twin.model_copy()), outcomes_of=lambda _findings: ()), run(finding("PM201"))
    )
    assert [each.baseline for each in marked.findings] == ["known", "new"]


def test_a_blank_in_one_more_row_is_new_and_one_less_is_known() -> None:
    full = (
        COVER
        + PLAIN
        + "| 甲幼儿园 | 公办园 | 90 |  |\n| 乙幼儿园 | 公办园 | 90 |  |\n| 丙幼儿园 | 公办园 | 90 | 14 |\n"
    )
    more = full.replace("| 14 |", "|  |")
    (blank,) = found(against(assessed(more), run_of(assessed(full))), "PM213")
    assert blank.baseline == "new"
    (blank,) = found(against(assessed(full), run_of(assessed(more))), "PM213")
    assert blank.baseline == "known"


def test_a_query_whose_explanation_no_longer_counts_is_new() -> None:
    before = explained(made(), "PM213")
    assert {each.baseline for each in found(against(made(), run_of(before)), "PM213")} == {"new"}
    assert {each.baseline for each in found(against(before, run_of(made())), "PM213")} == {"known"}


def test_what_is_known_does_not_fail_its_test_case() -> None:
    marked = against(made(), run_of(made()))
    suites = etree.fromstring(render(marked, "junit", "zh").encode())
    assert not list(suites.iter("failure"))
    assert any("[基线已有]" in (each.text or "") for each in suites.iter("system-out"))
    assert list(marked.outcomes()) == list(marked.outcomes())
    states = {each["baselineState"] for each in json.loads(render(marked, "sarif", "zh"))["runs"][0]["results"]}
    assert states == {"unchanged"}
    assert {each["baseline"] for each in json.loads(render(marked, "json", "zh"))["findings"]} == {"known"}
    assert "::error" not in render(marked, "github", "zh")


def test_text_says_what_is_new_and_what_is_known() -> None:
    speak("zh")
    worse = RETURN.replace("| 丙幼儿园 | 公办园 | 30 |", "| 丙幼儿园 | 公办园 | 31 |")
    text = render(against(assessed(worse), run_of(assessed(RETURN))), "text", "zh", width=200)
    assert "新增 1 · 已知 " in text
    assert "新增" in text.partition("丙幼儿园：在园幼儿数为 31")[2].split("■")[0]
    assert "已知" in text.partition("甲幼儿园：在园幼儿数为 91")[2].split("■")[0]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no json",
        "[]",
        "null",
        '{"schema_version": "0", "findings": []}',
        '{"schema_version": "1", "findings": []}',
        '{"runs": []}',
        "[" * 100_000,
    ],
)
def test_what_is_no_run_is_told_in_one_line(content: str, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RunError) as told:
        read_run(path)
    assert "run.json" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_run_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(RunError):
            read_run(path)
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(RunError):
        read_run(tmp_path / "bytes.json")


@given(st.lists(st.tuples(CODES, NAMES), max_size=8), st.lists(st.tuples(CODES, NAMES), max_size=8))
def test_every_finding_is_told_once(before: list[tuple[str, str | None]], after: list[tuple[str, str | None]]) -> None:
    old, new = run(*(finding(*each) for each in before)), run(*(finding(*each) for each in after))
    diff = compare_runs(old, new)
    assert len(diff.new) + len(diff.still) + len(diff.explained) == len(after)
    assert len(diff.fixed) + len(diff.unchecked) + len(diff.still) == len(before)
    back = compare_runs(new, old)
    assert sorted(map(identity, back.new)) == sorted(map(identity, diff.fixed))
    assert len(back.still) == len(diff.still)
    assert compare_runs(old, old).new == ()


# --- a diff -----------------------------------------------------------------------------------------------


def test_new_fixed_and_still_there() -> None:
    after = RETURN.replace("| 甲幼儿园 | 公办园 | 91 |", "| 甲幼儿园 | 公办园 | 90 |").replace(
        "| 丙幼儿园 | 公办园 | 30 |", "| 丙幼儿园 | 公办园 | 31 |"
    )
    diff = compared(RETURN, after)
    assert of(diff.new) == [("PM301", "丙幼儿园")]
    assert of(diff.fixed) == [("PM301", "甲幼儿园")]
    assert ("PM201", "丁幼儿园") in of(diff.still)
    assert diff.unchecked == ()


def test_what_is_explained_now_is_neither_new_nor_fixed() -> None:
    before, after = made(), explained(made(), "PM213")
    diff = compare_runs(run_of(before), run_of(after))
    assert {each.code for each in diff.explained} == {"PM213"}
    assert (diff.new, diff.fixed) == ((), ())


def test_findings_of_a_return_that_is_gone_are_not_fixed() -> None:
    rest = {name: content for name, content in FOLDER.items() if "曹子里镇" not in name}
    diff = compare_runs(run_of(assessed(FOLDER)), run_of(assessed(rest)))
    assert ("PM301", "甲幼儿园") in of(diff.unchecked)
    assert diff.fixed == ()


def test_a_return_that_came_fixes_what_was_said_of_its_absence() -> None:
    assert of(compare_runs(run(finding("PM133", file=None, area="陈咀镇")), run()).fixed) == [("PM133", None)]


def test_two_months_are_compared_by_what_is_the_same_in_both() -> None:
    march, april = (
        run(finding("PM301", "甲幼儿园")),
        run(finding("PM301", "甲幼儿园", period="2024-04"), period="2024-04"),
    )
    diff = compare_runs(march, april)
    assert of(diff.still) == [("PM301", "甲幼儿园")]
    assert (diff.before, diff.after, diff.new, diff.fixed) == ("2024-03", "2024-04", (), ())


def test_verdicts_that_changed() -> None:
    before = COVER + PLAIN + "| 甲幼儿园 | 公办园 | 90 | 14 |\n| 乙幼儿园 | 非普惠性民办园 | 100 | 14 |\n"
    diff = compared(before, before.replace("| 100 |", "| 80 |"))
    turned = {
        (each.after["level"], each.after["indicator"]): (each.before["verdict"], each.after["verdict"])
        for each in diff.turned
    }
    assert turned["town", "public_share"] == ("not_met", "met")
    assert ("town", "inclusive_coverage_rate") not in turned


def test_the_document_is_what_its_schema_says() -> None:
    diff = compare_runs(run_of(made()), run_of(assessed(FOLDER)))
    document = diff_document(diff, ("a.json", "b"), "zh")
    TypeAdapter(DiffDocument).validate_python(document, strict=True)
    assert json.loads(json.dumps(document, ensure_ascii=False)) == document
    assert set(diff_schema()["required"]) == set(document)
    assert [each["code"] for each in document["findings"]["fixed"]] == ["PM133"] * 28


def test_no_line_is_wider_than_the_terminal() -> None:
    from rich.cells import cell_len

    speak("zh")
    diff = compared(RETURN, LOWER.replace("| 91 |", "| 95 |") + ROWS.replace("幼儿园", "园"))
    for width in (40, 60, 80, 120):
        text = render_diff(diff, ("a", "b"), {}, "zh", width=width, color=False)
        assert max(map(cell_len, text.splitlines())) <= width
        assert "…" not in text
        assert text.encode("gbk")


def test_nothing_changed_is_said() -> None:
    speak("zh")
    clean = COVER + HEADING + "| 甲幼儿园 | 公办园 | 90 | 25 | 30 | 35 | 14 | 3 |\n"
    empty = replace(assessed(clean), findings=())
    text = render_diff(compare_runs(run_of(empty), run_of(empty)), ("a", "b"), {}, "zh", width=80, color=False)
    assert "没有变化" in text


def test_very_many_findings_are_counted() -> None:
    speak("zh")
    many = run(*(finding("PM301", f"{number}幼儿园") for number in range(50)), finding("PM122", severity="info"))
    text = render_diff(compare_runs(run(), many), ("a", "b"), {}, "zh", width=80, color=False)
    assert text.count("PM301") == 40
    assert "另有 10 条" in text
    assert "提示 1 条" in text
