"""Returns with one fault each: the report of the month is written whole, every notice in every format."""

import sys
from pathlib import Path

import pytest

from preschool_metrics.cli.app import run

FAULTS = Path(__file__).parents[3] / "shared" / "odd" / "faults"
NAMES = ("blank-nature", "blank-enrolled", "low-pop", "one-unreadable-enrolled", "one-unreadable-teacher", "all-met")
pytestmark = pytest.mark.skipif(not FAULTS.is_dir(), reason=f"the faulty returns are not here ({FAULTS})")


@pytest.mark.parametrize("profile", ["wuqing-2023", "national-2020", "staffing-2013"])
@pytest.mark.parametrize("name", NAMES)
def test_the_report_is_written_whole(
    name: str, profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--profile", profile, "--out", str(tmp_path), "--to", "html,docx,xlsx,md,json,csv"]
    monkeypatch.setattr(sys, "argv", ["preschool-metrics", "report", str(FAULTS / f"{name}.xlsx"), *options])
    with pytest.raises(SystemExit) as left:
        run()
    assert not left.value.code, capsys.readouterr().err
    (month,) = tmp_path.iterdir()
    notices, papers = (sorted(each.stem for each in month.glob(f"towns/*.{kind}")) for kind in ("md", "docx"))
    assert notices == papers != []
