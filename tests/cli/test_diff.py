"""`diff`, and `check --baseline`: what is new decides, what was there before does not."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run, kindergarten, write

GOOD, BAD = kindergarten("甲幼儿园", "public"), kindergarten("乙幼儿园", "public", enrolled=91)
TEN = [kindergarten(f"新{number}幼儿园", "public") for number in range(10)]


def run_file(run: Run, path: Path, out: Path) -> Path:
    run("check", path, "--format", "json", "--output", out)
    return out


def standings(out: str) -> list[tuple[str, str]]:
    errors = [each for each in json.loads(out)["findings"] if each["severity"] == "error"]
    return [(each["subject"], each["baseline"]) for each in errors]


# --- a baseline -------------------------------------------------------------------------------------------


def test_what_the_baseline_has_does_not_fail(run: Run, tmp_path: Path) -> None:
    before = run_file(run, write(tmp_path / "old" / "a.xlsx", GOOD, BAD), tmp_path / "run.json")
    same = write(tmp_path / "new" / "a.xlsx", *TEN, GOOD, BAD)
    assert run("check", same).code == 1
    ran = run("check", same, "--baseline", before, "--format", "json")
    assert ran.code == 0
    assert standings(ran.out) == [("乙幼儿园", "known")]
    worse = write(tmp_path / "worse" / "a.xlsx", *TEN, kindergarten("甲幼儿园", "public", enrolled=95), BAD)
    ran = run("check", worse, "--baseline", before, "--format", "json")
    assert ran.code == 1
    assert standings(ran.out) == [("甲幼儿园", "new"), ("乙幼儿园", "known")]


def test_without_a_baseline_nothing_is_said_of_one(run: Run, returns: Path) -> None:
    document = json.loads(run("check", returns / "error.xlsx", "--format", "json").out)
    assert {each["baseline"] for each in document["findings"]} == {None}


def test_a_target_missed_before_does_not_fail(run: Run, returns: Path, tmp_path: Path) -> None:
    gap = returns / "gap.xlsx"
    before = run_file(run, gap, tmp_path / "run.json")
    assert run("check", gap, "--fail-on", "gap").code == 1
    assert run("check", gap, "--fail-on", "gap", "--baseline", before).code == 0
    before = run_file(run, returns / "good.xlsx", tmp_path / "good.json")
    assert run("check", gap, "--fail-on", "gap", "--baseline", before).code == 1


def test_a_query_known_before_does_not_fail(run: Run, returns: Path, tmp_path: Path) -> None:
    before = run_file(run, returns / "query.xlsx", tmp_path / "run.json")
    assert run("check", returns / "query.xlsx", "--fail-on", "query").code == 1
    assert run("check", returns / "query.xlsx", "--fail-on", "query", "--baseline", before).code == 0


@pytest.mark.parametrize("content", ["", "{}", '{"schema_version": "2"}', None])
def test_a_broken_baseline_is_one_line_and_3(run: Run, good: Path, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "run.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    ran = run("check", good, "--baseline", path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "run.json" in ran.err


def test_the_baseline_is_never_written_over(run: Run, good: Path, tmp_path: Path) -> None:
    before = run_file(run, good, tmp_path / "run.json")
    content = before.read_bytes()
    assert run("check", good, "--baseline", before, "--format", "json", "--output", before).code == 2
    assert before.read_bytes() == content


# --- diff -------------------------------------------------------------------------------------------------


def test_two_versions_of_a_return(run: Run, tmp_path: Path) -> None:
    old, new = (
        write(tmp_path / "old.xlsx", GOOD, BAD),
        write(tmp_path / "new.xlsx", *TEN[:1], GOOD, kindergarten("乙幼儿园", "public")),
    )
    ran = run("diff", old, new)
    assert ran.code == 0
    assert "已解决 1" in ran.out
    assert "91 → 90" in ran.out
    assert "幼儿园名册!G6 → 幼儿园名册!G7" in ran.out
    ran = run("diff", new, old, "--format", "json")
    assert ran.code == 1
    document = json.loads(ran.out)
    assert (document["old"], document["new"]) == (
        {"path": "new.xlsx", "period": "2024-03"},
        {"path": "old.xlsx", "period": "2024-03"},
    )
    assert [each["code"] for each in document["findings"]["new"]] == ["PM301"]
    changed = [each for each in document["changes"] if each["field"] == "enrolled"]
    assert [(each["row"], each["old"]["value"], each["new"]["value"]) for each in changed] == [("乙幼儿园", "90", "91")]


def test_two_folders(run: Run, returns: Path, tmp_path: Path) -> None:
    shutil.copytree(returns / "months", tmp_path / "later")
    (tmp_path / "later" / "2024-03" / "曹子里镇.xlsx").unlink()
    write(tmp_path / "later" / "2024-03" / "曹子里镇.xlsx", GOOD, BAD)
    assert run("diff", returns / "months", returns / "months").code == 0
    ran = run("diff", returns / "months", tmp_path / "later")
    assert ran.code == 1
    assert "乙幼儿园" in ran.out
    assert run("diff", returns / "months", tmp_path / "later", "--fail-on", "never").code == 0
    assert run("diff", returns / "months", tmp_path / "later", "--period", "2024-02").code == 0


def test_two_runs_and_a_run_beside_returns(run: Run, returns: Path, tmp_path: Path) -> None:
    old = run_file(run, returns / "good.xlsx", tmp_path / "old.json")
    new = run_file(run, returns / "error.xlsx", tmp_path / "new.json")
    for later in (new, returns / "error.xlsx"):
        ran = run("diff", old, later, "--format", "json")
        assert ran.code == 1
        document = json.loads(ran.out)
        assert [each["code"] for each in document["findings"]["new"]] == ["PM301"]
        assert document["changes"] == []
    assert run("diff", old, new).out.count("PM301") == 1


def test_returns_that_came_and_went_are_named(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "old" / "a.xlsx")
    write(tmp_path / "new" / "b.xlsx", area="陈咀镇")
    out = run("diff", tmp_path / "old", tmp_path / "new").out
    assert "曹子里镇  报表不再有" in out
    assert "陈咀镇    新增报表" in out


def test_fail_on_decides_what_counts(run: Run, returns: Path) -> None:
    good, query, gap = (returns / f"{name}.xlsx" for name in ("good", "query", "gap"))
    assert run("diff", good, query).code == 0
    assert run("diff", good, query, "--fail-on", "query").code == 1
    assert run("diff", query, query, "--fail-on", "query").code == 0
    assert run("diff", good, gap, "--fail-on", "gap").code == 1
    assert run("diff", gap, gap, "--fail-on", "gap").code == 0


def test_verdicts_are_named_in_the_language_asked_for(run: Run, returns: Path) -> None:
    assert "公办园在园幼儿占比" in run("diff", returns / "good.xlsx", returns / "gap.xlsx").out
    assert "Public share" in run("diff", returns / "good.xlsx", returns / "gap.xlsx", "--lang", "en").out


@pytest.mark.parametrize("name", ["none.xlsx", "none.json", "broken.json"])
def test_what_cannot_be_compared_is_one_line_and_3(run: Run, good: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    for arguments in ((tmp_path / name, good), (good, tmp_path / name)):
        ran = run("diff", *arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)


def test_the_schema_is_published(run: Run) -> None:
    assert json.loads(run("schema", "diff").out)["title"] == "preschool-metrics diff"
