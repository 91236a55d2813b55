"""A form that is written, filled and read gives the same fields, and nothing to correct or to explain."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from preschool_metrics.forms.form import write_form
from preschool_metrics.forms.layout import (
    COVER,
    COVER_BLOCKS,
    FIRST_ROW,
    ROSTER,
    ROSTER_FIELDS,
    as_typed,
    column_of,
    heading,
)
from preschool_metrics.forms.prefill import Prefill, Row
from preschool_metrics.model.address import a1
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.returns import Cover, Kindergarten
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.workflow.assess import assess, read_return
from tests.roundtrip.towns import WUQING, Town, towns, typed_towns

COVER_FIELDS = tuple(name for names in COVER_BLOCKS.values() for name in names)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)  # explaining a failure takes minutes


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("form") / "a.xlsx"


def serious(path: Path) -> list[Finding]:
    return [each for each in assess([path]).findings if each.severity != "info"]


def check_same(report: TownReturn, town: Town) -> None:
    """Compare every cell of the roster and of the cover with what was filled in."""
    roster = report.roster
    assert roster is not None
    assert (report.area, report.period) == (town.area.name, town.period)
    assert roster.columns == ROSTER_FIELDS
    assert len(roster.rows) == len(town.content.kindergartens)
    for number, row in enumerate(town.content.kindergartens):
        for field in ROSTER_FIELDS:
            assert (roster.column(field) or [])[number] == row.get(field), (number, field)
            assert roster.cell(number, field) == a1(FIRST_ROW + number, column_of(field))
    read = {field: figure.value for field, figure in report.cover.items()}
    known = {field: value for field, value in town.content.cover.items() if value is not None}
    assert read == {"area": town.area.name, "area_code": town.area.code, "period": town.period, **known}


@given(town=towns())
@settings(max_examples=50, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
def test_a_prefilled_form_reads_back_the_same(path: Path, town: Town) -> None:
    write_form(path, profile=WUQING, area=town.area, period=town.period, prefill=town.content, rows=0, force=True)
    (report,) = read_return(path)
    check_same(report, town)
    assert serious(path) == []


@given(both=typed_towns())
@settings(max_examples=15, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
def test_values_as_people_type_them_read_back_as_what_they_mean(path: Path, both: tuple[Town, Prefill]) -> None:
    town, typed = both
    write_form(path, profile=WUQING, area=town.area, period=town.period, prefill=typed, rows=0, force=True)
    (report,) = read_return(path)
    check_same(report, town)
    assert serious(path) == []


# --- typed into the empty form ----------------------------------------------------------------------------


def cells_of_cover(book: Workbook) -> dict[str, str]:
    """Find the yellow cell of each field of the cover beside its label, as a person would."""
    labels = {
        str(row[0].value): row[1].coordinate for row in book[COVER].iter_rows(min_row=6, max_row=25) if row[0].value
    }
    return {field: labels[heading(Cover, field)] for field in COVER_FIELDS}


def fill_in(book: Workbook, cover: Row, rows: list[Row]) -> None:
    places = cells_of_cover(book)
    for field, value in cover.items():
        book[COVER][places[field]].value = as_typed(Cover, field, value)
    for number, row in enumerate(rows):
        for field, value in row.items():
            cell = book[ROSTER][a1(FIRST_ROW + number, column_of(field))]
            assert cell.protection.locked is False, "a yellow cell"
            cell.value = as_typed(Kindergarten, field, value)
            if isinstance(value, str):
                cell.data_type = "s"  # typed with an apostrophe before it, should it look like a formula


@given(town=towns())
@settings(max_examples=15, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
def test_an_empty_form_filled_by_hand_reads_back_the_same(path: Path, town: Town) -> None:
    write_form(path, profile=WUQING, area=town.area, period=town.period, rows=10, force=True)
    book = load_workbook(path)
    fill_in(book, town.content.cover, list(town.content.kindergartens))
    book.save(path)
    (report,) = read_return(path)
    check_same(report, town)
    assert serious(path) == []
