from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from preschool_metrics.forms import demo
from preschool_metrics.forms.demo import FILES, Written
from tests.cli.conftest import Run


@pytest.fixture
def _three_returns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the demo write only its first three returns."""
    write_demo = demo.write_demo

    def few(folder: Path, *, force: bool = False) -> Iterator[Written]:
        return islice(write_demo(folder, force=force), 3)

    monkeypatch.setattr(demo, "write_demo", few)


@pytest.mark.usefixtures("_three_returns")
def test_the_demo_writes_checks_and_shows(run: Run, tmp_path: Path) -> None:
    ran = run("demo", tmp_path / "new" / "demo")
    assert ran.code == 0
    assert "2023-04" in ran.out
    assert "杨村街道" in ran.out
    assert str(tmp_path / "new" / "demo" / "returns") in ran.err
    demo = tmp_path / "new" / "demo"
    written = sorted(path.relative_to(demo).as_posix() for path in (demo / "returns").rglob("*.xlsx"))
    assert len(written) == 3
    assert all(path.startswith("returns/2023-04/") for path in written)
    assert (demo / "reports" / "2023-04" / "index.html").exists()
    assert run("check", tmp_path / "new" / "demo" / "returns", "--format", "text").out == ran.out


@pytest.mark.usefixtures("_three_returns")
def test_the_demo_writes_over_nothing_without_force(run: Run, tmp_path: Path) -> None:
    assert run("demo", tmp_path, "--quiet").err == ""
    before = {path: path.read_bytes() for path in (tmp_path / "returns").rglob("*.xlsx")}
    next(iter(before)).write_bytes(b"mine now")
    ran = run("demo", tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert next(iter(before)).read_bytes() == b"mine now"
    assert run("demo", tmp_path, "--force", "--quiet").code == 0
    assert {path: path.read_bytes() for path in (tmp_path / "returns").rglob("*.xlsx")} == before, (
        "the same bytes on every run"
    )


def test_the_demo_is_a_year_of_thirty_towns_and_of_the_district() -> None:
    assert FILES == 31 * 12 - 2
