"""Sums of rows in real official tables, annotated by others: the tool that holds any finder to them is asked."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
TOOL = SHARED / "tools" / "sums.py"
pytestmark = pytest.mark.skipif(not (SHARED / "sums").is_dir(), reason=f"the annotated tables are not here ({SHARED})")


def test_sums_of_official_tables_are_found() -> None:
    done = subprocess.run([sys.executable, TOOL], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    rows, parts = (float(figure) for figure in re.findall(r"F1 (\d\.\d+)", done.stdout))
    # What was reached, less a little: the tool itself asks for 0.88 and 0.83.
    assert rows >= 0.91
    assert parts >= 0.88
