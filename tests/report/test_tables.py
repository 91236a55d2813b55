"""The tidy frames, and the templates inside a wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd

from preschool_metrics.report.tables import to_frame
from preschool_metrics.report.templates import template_folder
from tests.builder import assessed

RETURN = (
    "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
    "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 公办园 | 约80 |\n"
)
ROOT = Path(__file__).parents[2]


def test_an_unknown_count_stays_unknown_in_a_frame() -> None:
    frame = to_frame(assessed(RETURN))
    town = frame[(frame.area == "曹子里镇") & (frame.level == "town") & (frame.indicator == "gross_enrollment_rate")]
    assert town.numerator.dtype == pd.Int64Dtype()
    assert town.numerator.isna().all()
    assert town.denominator.tolist() == [200]


def test_the_findings_of_a_frame_are_those_of_the_run() -> None:
    result = assessed(RETURN)
    assert to_frame(result, "findings").code.tolist() == [finding.code for finding in result.findings]


def test_templates_are_found_in_a_checkout() -> None:
    assert template_folder() == ROOT / "data" / "templates"


def test_a_wheel_carries_templates_profiles_and_compiled_texts(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    for wanted in (
        "preschool_metrics/_templates/README.md",
        "preschool_metrics/catalogue/profiles/wuqing-2023.toml",
        "preschool_metrics/locale/zh/LC_MESSAGES/preschool_metrics.mo",
    ):
        assert wanted in names
