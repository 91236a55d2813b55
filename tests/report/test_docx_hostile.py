"""Fifty names that would be markup, templates or paths, in Word: the text survives and does nothing."""

import pytest

from preschool_metrics.report.batch import Job, area_paths
from preschool_metrics.workflow.assess import assess
from tests.report.hostile import NAMES, write_hostile
from tests.report.word import job_of, made, opened, plots, rows_of, text_of


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Job:
    path = write_hostile(tmp_path_factory.mktemp("hostile") / "2024-03" / "汇总.xlsx")
    return job_of(assess([path], profile="national-2020", period="2024-03"))


@pytest.fixture(scope="module")
def documents(hostile: Job) -> dict[str, bytes]:
    return made(hostile)


def test_each_stands_in_the_annex_and_in_the_charts(hostile: Job, documents: dict[str, bytes]) -> None:
    names = [town.name for town in hostile.view.towns]
    district = documents["district.docx"]
    assert len(names) == len(NAMES)
    assert [row[0] for row in rows_of(opened(district), "组团")] == names
    (columns,) = (plot for plot in plots(district) if plot.name == "towns gross_enrollment_rate")
    assert {row[0] for row in columns.sheet[1:]} == set(names)


def test_each_has_a_notice_of_its_own_that_opens(hostile: Job, documents: dict[str, bytes]) -> None:
    for path, kind, place in area_paths(hostile, "docx"):
        document, name = opened(documents[path]), hostile.view.towns[place].name
        assert kind == "town"
        assert text_of(document).splitlines().count(name) == 1
        assert document.core_properties.title == f"{name}2024年3月学前教育指标情况通知"
        assert all(plot.alt.startswith(name) for plot in plots(documents[path]))


def test_nothing_of_them_is_run(documents: dict[str, bytes]) -> None:
    assert not any("49镇" in text_of(opened(content)) for content in documents.values())
