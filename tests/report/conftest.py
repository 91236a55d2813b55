"""The demo's last month and the one before it, as the formats of the report get them."""

from pathlib import Path

import pytest

from preschool_metrics.report.batch import FORMATS, Job
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.view import view_of
from preschool_metrics.workflow.assess import assess
from preschool_metrics.workflow.plan import plans_of
from tests.contract.month import write_last_month


@pytest.fixture(scope="session")
def month_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo's returns of its last two months."""
    folder = tmp_path_factory.mktemp("demo")
    write_last_month(folder)
    return folder / "returns"


@pytest.fixture(scope="session")
def job(month_folder: Path) -> Job:
    """Return the job of the demo's last month, in Chinese, all formats asked for."""
    assessment = assess([month_folder])
    plans = plans_of(assessment)
    return Job(assessment, view_of(assessment, "zh", plans=plans), Templates(), tuple(FORMATS), plans)


@pytest.fixture(scope="session")
def english(job: Job) -> Job:
    return job._replace(view=view_of(job.assessment, "en", plans=job.plans))


@pytest.fixture(scope="session")
def page_file(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the month on disk."""
    from preschool_metrics.report.html import render_html

    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(render_html(job), encoding="utf-8")
    return path
