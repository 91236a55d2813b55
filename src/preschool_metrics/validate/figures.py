"""The figures of a whole return that are compared over time, and where they stand."""

from typing import Any, Final

from preschool_metrics.model.measures import BASES, POPULATION
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Figure, TownReturn
from preschool_metrics.validate.cover import BASIS_NAMES

_COUNTED: Final = ("enrolled", "staff")
_UNNAMED: Final = Text("未写明", "not named")


def figures_of(report: TownReturn, basis: str) -> dict[str, Any]:
    """Return children, staff, population and the population's basis; None where unknown."""
    way = _way(report, basis)
    stated = _stated(report)
    population = sum(stated[field].value for field in way) if way else None
    named = None if way is None else _UNNAMED if way == ("population_3_5",) else BASIS_NAMES[basis]
    counted = {field: _count(report, field) for field in _COUNTED}
    return {**counted, POPULATION: population, "population_basis": named}


def place_of(report: TownReturn, field: str, basis: str) -> dict[str, Any]:
    """Return sheet, cell and field of a figure; the sum of a roster has no cell."""
    way = _way(report, basis)
    if field == POPULATION and way:
        figure, *others = (_stated(report)[name] for name in way)
        related = tuple(other.cell for other in others)
        return {"sheet": figure.sheet, "cell": figure.cell, "field": way[0], "related": related}
    if report.roster is not None and field in report.roster.columns:
        return {"sheet": report.roster.sheet, "field": field}
    figure = report.summary[field]
    return {"sheet": figure.sheet, "cell": figure.cell, "field": field}


def _stated(report: TownReturn) -> dict[str, Figure]:
    """Return the figures of summary and cover; the cover counts."""
    return {field: figure for field, figure in {**report.summary, **report.cover}.items() if figure.value is not None}


def _way(report: TownReturn, basis: str) -> tuple[str, ...] | None:
    """Return the fields that state the population: the basis's total, its ages, or one that names no basis."""
    stated = _stated(report)
    return next((way for way in BASES[basis] if all(field in stated for field in way)), None)


def _count(report: TownReturn, field: str) -> int | None:
    values = report.roster.column(field) if report.roster else None
    if values is not None:
        return None if None in values else sum(values)
    figure = report.summary.get(field)
    return figure.value if figure else None
