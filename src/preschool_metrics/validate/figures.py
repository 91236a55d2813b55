"""The figures of a whole return that are compared over time, and where they stand."""

from typing import Any, Final

from preschool_metrics.model.measures import BASES, POPULATION, UNNAMED
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Figure, TownReturn
from preschool_metrics.validate.cover import BASIS_NAMES

_COUNTED: Final = ("enrolled", "staff")
_UNNAMED: Final = Text("未写明", "not named")


def figures_of(report: TownReturn, basis: str) -> dict[str, Any]:
    """Return children, staff, population and the population's basis; None where unknown."""
    way = way_of(report, basis)
    population = sum(figure.value for figure in _stated(report, way)) if way else None
    named = None if way is None else _UNNAMED if way in UNNAMED else BASIS_NAMES[basis]
    counted = {field: _count(report, field) for field in _COUNTED}
    return {**counted, POPULATION: population, "population_basis": named}


def place_of(report: TownReturn, field: str, basis: str) -> dict[str, Any]:
    """Return sheet, cell and field of a figure; the sum of a roster has no cell."""
    way = way_of(report, basis)
    if field == POPULATION and way:
        figure, *others = _stated(report, way)
        related = tuple(other.cell for other in others)
        return {"sheet": figure.sheet, "cell": figure.cell, "field": way[0], "related": related}
    if report.roster is not None and field in report.roster.columns:
        return {"sheet": report.roster.sheet, "field": field}
    figure = report.summary[field]
    return {"sheet": figure.sheet, "cell": figure.cell, "field": field}


def way_of(report: TownReturn, basis: str) -> tuple[str, ...] | None:
    """Return the fields that state the population: the basis's total, its ages, or one that names no basis.

    Those of the cover, failing that of the summary, as the figures are computed.
    """
    return next(
        (way for figures in (report.cover, report.summary) for way in BASES[basis] if _known(figures, way)), None
    )


def _known(figures: dict[str, Figure], way: tuple[str, ...]) -> bool:
    return all(field in figures and figures[field].value is not None for field in way)


def _stated(report: TownReturn, way: tuple[str, ...]) -> list[Figure]:
    figures = report.cover if _known(report.cover, way) else report.summary
    return [figures[field] for field in way]


def _count(report: TownReturn, field: str) -> int | None:
    values = report.roster.column(field) if report.roster else None
    if values is not None:
        return None if None in values else sum(values)
    figure = report.summary.get(field)
    return figure.value if figure else None
