"""A file may be called anything: its name steers neither a terminal nor a runner nor a spreadsheet."""

import csv
import html
import io
import json
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.cli.output import say
from preschool_metrics.report.step_summary import _text
from tests.cli.conftest import Run, kindergarten, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no such names")
NAMES = (
    "a\n::add-mask::b.xlsx",
    "::add-mask::b.xlsx",
    "  ::stop-commands::x.xlsx",
    "a\r::error::b.xlsx",
    "a##[add-path]b.xlsx",
    "##vso[task.setvariable variable=x]b.xlsx",
    "\u202exslx.a",
    "a\x1b[2Jb.xlsx",
    "a\u2028::b.xlsx",
    "a\x85::b.xlsx",
)
STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def steers(err: str) -> bool:
    return any(
        line.lstrip().startswith("::") or "##[" in line or "##vso[" in line or not STEERING.isdisjoint(map(unicodedata.category, line))
        for line in err.splitlines()
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_message_about_a_file_steers_anything(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / name
    path.write_bytes(b"no workbook")
    runs = [
        run("annotate", path, "--out", tmp_path / "out"),
        run("annotate", path, "--out", tmp_path / "out"),
        run("check", tmp_path / "in" / f"{name}x"),
        run("form", "--area", "曹子里镇", "--period", "2024-03", "--out", f"{path}.xlsx"),
        run("form", "--area", name, "--period", "2024-03", "--out", tmp_path / "f.xlsx"),
        run("check", path, "--period", name),
    ]
    assert [ran.code for ran in runs] == [0, 3, 3, 0, 3, 2]
    for ran in runs:
        assert ran.err.count("\n") == len(ran.err.splitlines()) >= 1
        assert not steers(ran.err)


@given(st.lists(st.sampled_from([*"a: #[]\n\r\t\x1b\u202e\u2028\x85", "::", "##[", "##vso[", "add-mask"])).map("".join))
def test_no_message_ever_does(message: str) -> None:
    from contextlib import redirect_stderr

    err = io.StringIO()
    with redirect_stderr(err):
        say(message)
    assert err.getvalue().count("\n") == 1
    assert not steers(err.getvalue())


def test_no_name_in_a_list_begins_a_formula(run: Run, tmp_path: Path) -> None:
    for first in "=+-@＝＋－＠":
        folder = tmp_path / f"folder {ord(first)}"
        paths = [write(folder / f"{first}1+{number}.xlsx") for number in (1, 2)]
        for table in ("findings", "completeness", "observations", "explanations"):
            out = run("check", *paths, "-f", "csv", "--table", table).out
            rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
            assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@＝＋－＠"))] == []
            if table in {"findings", "completeness"}:
                assert any(cell.startswith(f"'{first}1+1.xlsx") for row in rows for cell in row)


# --- what is printed for machines and people ----------------------------------------------------------------

HOSTILE = "a\n::add-mask::b##[add-path]\u202e[x](evil){0}@who.xlsx"


def test_a_name_is_printed_without_what_steers(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / HOSTILE).write_bytes(b"no workbook")
    for form in ("text", "json", "csv", "junit", "github", "gitlab", "sarif"):
        out = run("check", tmp_path / "in" / HOSTILE, "-f", form).out
        assert "\u202e" not in out
        lines = [line for line in out.splitlines() if line.lstrip().startswith("::")]
        assert lines == [line for line in lines if line.startswith(("::error", "::warning", "::notice"))]
        assert (lines == []) is (form != "github")
    assert "##[" not in run("check", tmp_path / "in" / HOSTILE).out
    assert "##[" not in run("inspect", tmp_path / "in" / HOSTILE).out


def test_two_names_that_differ_in_what_is_not_shown_stay_two(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for sign in "\u202e\u202d\x07":
        (tmp_path / "in" / f"a{sign}.xlsx").write_bytes(b"no workbook")
    ran = run("annotate", tmp_path / "in", "--out", tmp_path / "out")
    assert ran.code == 0
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_no_cell_of_a_table_begins_a_command_on_a_line_of_its_own(run: Run, tmp_path: Path) -> None:
    row = kindergarten("甲幼儿园\n::add-mask::secret", "public", enrolled=91)
    out = run("check", write(tmp_path / "a.xlsx", row), "-f", "csv").out
    assert "add-mask" in out
    assert not any(line.lstrip().startswith("::") for line in out.splitlines())


def test_a_sarif_message_holds_neither_links_nor_places_to_fill(run: Run, tmp_path: Path) -> None:
    row = kindergarten("甲[x](https://evil.example){0}幼儿园", "public", enrolled=91)
    (log,) = json.loads(run("check", write(tmp_path / "a.xlsx", row), "-f", "sarif").out)["runs"]
    texts = [each["message"]["text"] for each in log["results"]]
    assert any("[" in text for text in texts)
    for text in texts:
        bare = text.replace("\\\\", "").replace("\\[", "").replace("\\]", "").replace("{{", "").replace("}}", "")
        assert not set(bare) & set("[]{}")


def test_a_summary_links_no_address() -> None:
    for said in ("https://evil.example", "http://e.example", "WWW.evil.example", "mailto:a@b.example", "@octocat", "a@b.example"):  # fmt: skip
        shown = _text(said)
        assert "://" not in shown
        assert "@" not in shown
        assert "www." not in shown.lower()
        assert html.unescape(shown) == said
