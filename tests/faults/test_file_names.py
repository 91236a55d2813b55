"""A file may be called anything: its name steers neither a terminal nor a runner nor a spreadsheet."""

import csv
import io
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.cli.output import say
from tests.cli.conftest import Run, write

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
