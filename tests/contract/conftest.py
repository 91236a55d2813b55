"""The demo's last month, written and assessed once."""

import json
from pathlib import Path
from typing import Any

import pytest

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import render
from preschool_metrics.workflow.assess import assess
from tests.contract.month import write_last_month

Document = dict[str, Any]


@pytest.fixture(scope="session")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo's returns of its last month."""
    folder = tmp_path_factory.mktemp("demo")
    write_last_month(folder)
    return folder / "returns"


@pytest.fixture(scope="session")
def assessment(month: Path) -> Assessment:
    return assess([month], profile=("wuqing-2023", "national-2020", "staffing-2013"))


@pytest.fixture(scope="session")
def document(assessment: Assessment) -> Document:
    read: Document = json.loads(render(assessment, "json", "zh"))
    return read


@pytest.fixture(scope="session")
def month_only(month: Path) -> Assessment:
    """Return the month judged by its own policy alone."""
    return assess([month])
