"""What is asked of every site, of kindergartens or of private day-care points, counted over the returns of a month.

A site that does not say is unknown: neither a yes nor a no. So is an area whose return is missing or has no such column.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from preschool_metrics.measure.line import display, exact, reaches
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.clauses import Part, SiteFigure, State
from preschool_metrics.model.measures import BY_NATURE
from preschool_metrics.model.months import first_day
from preschool_metrics.model.returns import YES_NO
from preschool_metrics.model.town_return import Roster, TownReturn

_NO: Final = frozenset({"no", *YES_NO["no"]})


class Answers(NamedTuple):
    """What the sites of a month say: names of those with a no, of those that do not say, and of areas where none does.

    numerator, denominator  those with a yes, and all that say so; of a quotient the two sums
    """

    no: tuple[str, ...]
    sites: tuple[str, ...]
    areas: tuple[str, ...]
    numerator: int
    denominator: int

    def misses(self, line: Decimal) -> bool:
        """Tell whether the share stays below a line whatever those say who have said nothing yet."""
        if line == 1 or not self.denominator:
            return bool(self.no)
        silent = len(self.sites)
        return not self.areas and not reaches(self.numerator + silent, self.denominator + silent, exact(line))


def site_part(figure: SiteFigure, months: Sequence[int], assessment: Assessment, *, over: bool) -> Part:
    """Return how a figure of the sites stands; `months` are those in which it is asked for, `over` that it is due."""
    returns = _asked_in(figure, months, assessment)
    absent = [area for area in assessment.coverage.missing if area not in {report.area for report in returns}]
    found = answers(figure, returns, absent)
    known = found.denominator > 0
    part = Part("share", figure.id, figure.title, line_of_sites(figure), done=_shown(figure, found) if known else None)
    unknown = (*found.areas, *found.sites)
    part = part._replace(unknown=unknown, lined=figure.at_least is not None, areas=_by_area(figure, returns))
    if figure.at_least is None:
        return part._replace(state="not_judged" if known else "not_reported")
    if found.misses(figure.at_least):
        return part._replace(state="overdue" if over else "in_progress", missed=found.no)
    state: State = "not_reported" if unknown or not known else "done"
    return part._replace(state=state)


def line_of_sites(figure: SiteFigure) -> str:
    """Return the line of a share of sites as printed, nothing where there is none."""
    return "" if figure.at_least is None else exact(figure.at_least).printed


def answers(figure: SiteFigure, returns: Iterable[TownReturn], absent: Sequence[str] = ()) -> Answers:
    """Count what sites say; `absent` are areas of which no return is in."""
    no, sites, areas, numerator, denominator = [], [], list(absent), 0, 0
    for report in returns:
        rows = _rows(figure, report)
        if rows is None or (rows and not any(operands for _, operands in rows)):
            areas.append(report.area)
            continue
        for name, operands in rows:
            if operands is None:
                sites.append(name)
                continue
            if not operands[0]:
                no.append(name)
            numerator, denominator = numerator + operands[0], denominator + operands[1]
    return Answers(tuple(no), tuple(sites), tuple(areas), numerator, denominator)


def _by_area(figure: SiteFigure, returns: Iterable[TownReturn]) -> tuple[tuple[str, str], ...]:
    """Return what each area has reached, of those that say so, the lowest first."""
    found = ((report.area, answers(figure, [report])) for report in returns)
    known = [(area, each) for area, each in found if each.denominator]
    known.sort(key=lambda pair: Fraction(pair[1].numerator, pair[1].denominator))
    return tuple((area, _shown(figure, each)) for area, each in known)


def _asked_in(figure: SiteFigure, months: Sequence[int], assessment: Assessment) -> Sequence[TownReturn]:
    """Return the returns of the period; where the figure is asked for in some months only, of their latest year.

    Then the latest return of each area counts in which it says anything.
    """
    if not months:
        return assessment.returns
    every = [*assessment.history, *assessment.returns]
    asked = [report for report in every if first_day(report.period).month in months]
    year = max((first_day(report.period).year for report in asked), default=0)
    latest: dict[str, TownReturn] = {}
    for report in sorted(asked, key=lambda each: each.period):
        if first_day(report.period).year == year and (report.area not in latest or _says(figure, report)):
            latest[report.area] = report
    return tuple(latest.values())


def _says(figure: SiteFigure, report: TownReturn) -> bool:
    return any(operands for _, operands in _rows(figure, report) or ())


def _rows(figure: SiteFigure, report: TownReturn) -> list[tuple[str, tuple[int, int] | None]] | None:
    """Return name and operands of each site concerned, None for what it does not say; None without a list or column."""
    listed = report.points if figure.of == "points" else report.roster
    if listed is None:
        return None
    columns = {name: listed.column(name) for name in _fields(figure)}
    if listed.rows and None in columns.values():
        return None
    names, natures = listed.column("name") or [None] * len(listed.rows), _natures(figure, listed)
    return [
        (str(names[row] or report.area), operands if nature else None)
        for row, nature in enumerate(natures)
        if nature is not False
        for operands in [_operands(figure, {name: values[row] for name, values in columns.items() if values})]
    ]


def _fields(figure: SiteFigure) -> Iterator[str]:
    yield from (*figure.yes, *figure.not_before)
    yield from (name for name in (figure.sum, figure.over) if name)
    if figure.of in ("public", "private"):
        yield "nature"


def _natures(figure: SiteFigure, listed: Roster) -> list[bool | None]:
    """Tell of each row whether the figure concerns it; None where its nature is not known."""
    natures = BY_NATURE.get(f"enrolled_{figure.of}")
    if natures is None:
        return [True] * len(listed.rows)
    return [None if nature is None else nature in natures for nature in listed.column("nature") or ()]


def _operands(figure: SiteFigure, row: dict[str, Any]) -> tuple[int, int] | None:
    if figure.sum is not None and figure.over is not None:
        pair = row[figure.sum], row[figure.over]
        return None if None in pair else pair
    said = [_is_yes(row[name]) for name in figure.yes]
    said += [None if row[name] is None else _reaches(row[name], least) for name, least in figure.not_before.items()]
    if False in said:
        return 0, 1
    return None if None in said else (1, 1)


def _is_yes(value: object) -> bool | None:
    """Read an answer: yes or no, a number, a day, a name; blank is unknown."""
    if value is None or isinstance(value, int):
        return None if value is None else value > 0
    return value not in _NO


def _reaches(moment: time, least: time) -> bool:
    return moment >= least


def _shown(figure: SiteFigure, found: Answers) -> str:
    if figure.sum is None:
        return f"{found.numerator}/{found.denominator}"
    return display(found.numerator, found.denominator, exact(figure.at_least or Decimal(0)))
