"""`check` where a CI server runs it: formats, the step's summary, and the format that GitHub gets unasked."""

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.conftest import Run

GITHUB = "::error file="


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "gitlab"])
def test_output_writes_what_else_goes_to_stdout(run: Run, returns: Path, tmp_path: Path, form: str) -> None:
    printed = run("check", returns / "error.xlsx", "--format", form)
    ran = run("check", returns / "error.xlsx", "--format", form, "--output", tmp_path / "out")
    assert (printed.code, ran.code, ran.out, ran.err) == (1, 1, "", "")
    assert (tmp_path / "out").read_bytes().decode("utf-8") == printed.out


def test_paths_are_those_of_the_working_folder(run: Run, returns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(returns.parent)
    path = Path(returns.name) / "error.xlsx"
    (run_,) = json.loads(run("check", path, "--format", "sarif").out)["runs"]
    assert run_["artifacts"][0]["location"]["uri"] == path.as_posix()
    assert json.loads(run("check", path, "--format", "gitlab").out)[0]["location"]["path"] == path.as_posix()
    suite = etree.fromstring(run("check", path, "--format", "junit").out.encode())[0]
    assert suite.get("name") == path.as_posix()
    assert run("check", path, "--format", "github").out.startswith(f"{GITHUB}{path.as_posix()},line=5,col=7,")


def test_a_damaged_file_is_in_every_format(run: Run, returns: Path) -> None:
    for form in ("sarif", "junit", "github", "gitlab"):
        ran = run("check", returns / "damaged.xlsx", "--format", form)
        assert (ran.code, ran.err) == (1, "")
        assert "PM104" in ran.out


def test_the_sarif_profile_is_a_choice(run: Run, returns: Path) -> None:
    path = returns / "error.xlsx"
    assert run("check", path, "--format", "sarif") == run(
        "check", path, "--format", "sarif", "--sarif-profile", "github"
    )
    assert '"region"' not in run("check", path, "--format", "sarif", "--sarif-profile", "strict").out
    assert run("check", path, "--format", "sarif", "--sarif-profile", "loose").code == 2


def test_english_on_request(run: Run, returns: Path) -> None:
    ran = run("check", returns / "error.xlsx", "--format", "junit", "--lang", "en")
    assert "add up to" in ran.out
    assert "各年龄班" not in ran.out


# --- GitHub Actions ---------------------------------------------------------------------------------------


def test_in_github_actions_its_format_is_chosen_where_nothing_else_is(
    run: Run, returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = returns / "error.xlsx"
    text = run("check", path).out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run("check", path).out.startswith(GITHUB)
    assert run("check", path, "--format", "text").out == text
    run("check", path, "--output", tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == text
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert run("check", path).out == text


def test_the_summary_of_the_step_is_written_behind_what_is_there(
    run: Run, returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    run("check", returns / "error.xlsx", "--format", "json")
    assert page.read_text(encoding="utf-8") == "before\n"
    run("check", returns / "error.xlsx", "--format", "github")
    written = page.read_text(encoding="utf-8")
    assert written.startswith("before\n## ")
    assert "|错误|PM301|" in written


def test_a_summary_can_be_asked_for_with_any_format(run: Run, returns: Path, tmp_path: Path) -> None:
    page = tmp_path / "new" / "summary.md"
    ran = run("check", returns / "error.xlsx", "--format", "sarif", "--summary", page)
    assert json.loads(ran.out)["version"] == "2.1.0"
    assert "|错误|PM301|" in page.read_text(encoding="utf-8")
    english = tmp_path / "english.md"
    run("check", returns / "error.xlsx", "--lang", "en", "--summary", english)
    assert "|error|PM301|" in english.read_text(encoding="utf-8")


def test_a_summary_that_cannot_be_written_is_one_line(run: Run, good: Path, tmp_path: Path) -> None:
    ran = run("check", good, "--summary", tmp_path)
    assert (ran.code, ran.err.count("\n")) == (3, 1)


def test_a_summary_is_never_put_into_a_return(run: Run, good: Path) -> None:
    before = good.read_bytes()
    assert run("check", good, "--summary", good).code == 2
    assert good.read_bytes() == before
