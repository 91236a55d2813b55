"""A small month with everything in it: a group complete, the district not, figures at the line and a hair off it."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from python_calamine import CalamineWorkbook

from preschool_metrics.catalogue import load_profile
from preschool_metrics.forms.form import write_form
from preschool_metrics.forms.prefill import Prefill, Row
from preschool_metrics.language import Language, speaking
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report import render
from preschool_metrics.report.document import observation_entries
from preschool_metrics.report.view import view_of
from preschool_metrics.report.workbook.book import workbook
from preschool_metrics.workflow.assess import assess
from preschool_metrics.workflow.plan import plans_of
from tests.cli.conftest import kindergarten

WUQING = load_profile("wuqing-2023")
PERIOD = "2024-03"
NOTHING = "—"
VERDICTS = {"met": "达标", "not_met": "未达标", "no_data": "缺数据", "not_applicable": "不适用"}
Cells = list[list[Any]]


class Made(NamedTuple):
    """The workbook, and the document of the same assessment."""

    content: bytes
    document: dict[str, Any]
    assessment: Assessment

    def sheet(self, name: str) -> Cells:
        return cells(self.content, name)


def send(folder: Path, period: str, area: str, people: int, *rows: Row) -> None:
    """Write the return of a town with these 3-, 4- and 5-year-olds."""
    town = next(each for each in WUQING.areas if each.name == area)
    population = {"population_resident_3": people, "population_resident_4": 0, "population_resident_5": 0}
    path = folder / period / f"{area}.xlsx"
    write_form(path, profile=WUQING, area=town, period=period, prefill=Prefill(population, rows), rows=0)


def write_months(folder: Path) -> Path:
    """Write two months with one between them missing: 第一组团 whole, one street, and nobody else."""
    for period in ("2024-01", PERIOD):
        send(
            folder,
            period,
            "曹子里镇",
            200,
            kindergarten("甲", "public", enrolled=93),
            kindergarten("乙", "other_private", enrolled=93),
        )
        send(folder, period, "王庆坨镇", 25_000, kindergarten("丙", "public", enrolled=23_249))
        send(folder, period, "泗村店镇", 180, kindergarten("丁", "inclusive_private", health_staff=0))
    hostile = kindergarten("=1+1", "public", enrolled="约57")
    send(folder, PERIOD, "杨村街道", 100, hostile, kindergarten("<r><t>坏</t></r>", "public", staff=99))
    return folder


def made_of(folder: Path, *profiles: str, language: Language = "zh", period: str | None = None) -> Made:
    assessment = assess([folder], profile=profiles or ("wuqing-2023",), period=period)
    with speaking(language):
        content = workbook(view_of(assessment, language, plans=plans_of(assessment)), observation_entries(assessment))
    return Made(content, json.loads(render(assessment, "json", language)), assessment)


def cells(content: bytes, name: str) -> Cells:
    """Return a sheet's cells from A1 on."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def table(rows: Cells, heading: int) -> list[dict[str, Any]]:
    """Return the rows below a 0-based heading row by heading."""
    return [dict(zip(rows[heading], row, strict=True)) for row in rows[heading + 1 :]]


class Figures(NamedTuple):
    """What a row says of an indicator."""

    value: object
    verdict: object
    numerator: object
    denominator: object
    shortfall: object


def known(value: object) -> object:
    """Return a figure of the document as the workbook shows it."""
    return NOTHING if value is None else value


def expected(entry: dict[str, Any]) -> Figures:
    """Return what the workbook has to say of an observation of the document, whose value is cut to eight decimals."""
    value = entry["display"]
    if entry["value"] is not None:
        value = entry["numerator"] / entry["denominator"]
        assert entry["value"] == round(value, 8)
    counts = [known(entry[name]) for name in ("numerator", "denominator", "shortfall")]
    return Figures(value, VERDICTS[entry["verdict"]], *counts)


def written(content: bytes, sheet: str, titles: dict[str, str]) -> dict[tuple[str, str], Figures]:
    """Return the figures of a sheet of towns or groups by area and indicator, found by their headings."""
    rows = cells(content, sheet)
    heading = next(at for at, row in enumerate(rows) if row[0] in ("镇街", "组团或街道"))
    return {
        (row[next(iter(row))], indicator): _figures(row, title)
        for row in table(rows, heading)
        for indicator, title in titles.items()
    }


def _figures(row: dict[str, Any], title: str) -> Figures:
    value = title if title in row else next(key for key in row if key.startswith(f"{title}（"))
    starts = [f"{title} {part}" for part in ("判定", "分子", "分母", "缺口")]
    return Figures(row[value], *(next(row[key] for key in row if key.startswith(start)) for start in starts))


def parts(content: bytes, pattern: str = "") -> dict[str, str]:
    """Return the XML parts of a workbook whose names match."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if re.search(pattern, name)}


@pytest.fixture(scope="session")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_months(tmp_path_factory.mktemp("months"))


@pytest.fixture(scope="session")
def made(months: Path) -> Made:
    return made_of(months)
