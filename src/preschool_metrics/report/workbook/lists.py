"""The sheets that are lists: what was found, what is to be put right, and the observations as in the csv."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.report.document import ObservationEntry
from preschool_metrics.report.view import Clause, Finding, LedgerRow, View
from preschool_metrics.report.workbook.page import Cell, Column, Content, Page

_HEADING: Final = 3
_MOST_ROWS: Final = 1_000_000  # a sheet takes 1,048,576
_WIDE: Final = {"area": 14, "kindergarten": 24, "indicator": 30, "profile": 14, "missing": 20}


def write_findings(page: Page, view: View) -> None:
    """Write every finding, the gravest effect first."""
    quality = view.quality
    page.head(
        _("Findings {month}").format(month=view.month),
        _("errors {errors}, queries {queries}").format(errors=quality.errors, queries=quality.queries),
    )
    columns = [
        Column(_("Severity"), 8, "wrapped word"),
        Column(_("Rule"), 9, "wrapped word"),
        Column(_("Town or street"), 12, "wrap"),
        Column(_("Finding"), 48, "wrap"),
        Column(_("Value found"), 10, "wrap"),
        Column(_("Expected"), 12, "wrap"),
        Column(_("What to do"), 40, "wrap"),
        Column(_("Can change a verdict"), 9, "wrapped word"),
        Column(_("Indicators affected"), 28, "wrap"),
        Column(_("Explained"), 8, "wrapped word"),
        Column(_("Workbook"), 30, "wrap"),
        Column(_("Place"), 18, "wrap"),
    ]
    end = page.table(_HEADING, columns, map(_finding, view.findings), "findings")
    page.widths(columns)
    page.freeze(_HEADING + 1)
    page.paper(f"{view.district.name} {view.month}", (end - 1, len(columns) - 1), _HEADING)


def _finding(each: Finding) -> list[Content]:
    yes = _("yes")
    return [
        each.severity_word,
        each.code,
        each.area,
        each.message,
        each.value,
        each.expected,
        each.fix,
        yes if each.can_flip else "",
        _(", ").join(each.affects),
        yes if each.explained else "",
        each.file,
        each.place,
    ]


def write_ledger(page: Page, view: View) -> None:
    """Write what is to be put right, town by town; yellow is for the office to fill in."""
    page.head(
        _("To be put right {month}").format(month=view.month),
        _("Judged by the lines of the policy; yellow is to be filled in."),
    )
    columns = [
        Column(_("No."), 6, "wrapped word"),
        Column(_("Problem"), 52, "wrap"),
        Column(_("Goal"), 26, "wrap"),
        Column(_("Measure"), 40, "wrap"),
        Column(_("Unit in charge"), 14, "wrap"),
        Column(_("Due"), 16, "wrap"),
    ]
    end = page.table(_HEADING, columns, map(_duty, view.ledger), "ledger")
    page.widths(columns)
    page.freeze(_HEADING + 1)
    page.paper(f"{view.district.name} {view.month}", (end - 1, len(columns) - 1), _HEADING)


def _duty(row: LedgerRow) -> list[Content | Cell]:
    filled: list[Content] = [row.number, row.problem, row.target, row.measure, row.unit, row.deadline]
    return [Cell("", "to fill") if content == "" else content for content in filled]


def write_clauses(page: Page, view: View) -> None:
    """Write the clauses of the policy in their order: whose each is, and where it stands."""
    counted = ", ".join(f"{each.word} {each.number}" for each in view.clause_counts)
    page.head(_("Clauses {month}").format(month=view.month), counted)
    columns = [
        Column(_("Clause"), 10, "wrap"),
        Column(_("Task"), 28, "wrap"),
        Column(_("Words of the policy"), 50, "wrap"),
        Column(_("Offices"), 36, "wrap"),
        Column(_("Line"), 14, "wrap"),
        Column(_("Reached"), 16, "wrap"),
        Column(_("Standing"), 9, "wrapped word"),
        Column(_("Last month"), 9, "wrapped word"),
        Column(_("What is missing"), 50, "wrap"),
    ]
    end = page.table(_HEADING, columns, map(_clause, view.clauses), "clauses")
    page.widths(columns)
    page.freeze(_HEADING + 1)
    page.paper(f"{view.district.name} {view.month}", (end - 1, len(columns) - 1), _HEADING)


def _clause(each: Clause) -> list[Content]:
    target = (each.clause, each.title, each.quote, each.responsible, each.target)
    return [*target, each.done, each.word, each.before, each.missing]


def write_data(page: Page, view: View, observations: Iterable[ObservationEntry]) -> None:
    """Write one row an observation, columns as in the csv."""
    page.head(
        _("Observations {month}").format(month=view.month),
        _("One row an observation, named as in observations.csv; empty: unknown."),
    )
    names = list(ObservationEntry.__annotations__)
    columns = [Column(name, _WIDE.get(name, 11), "plain") for name in names]
    entries: Iterable[Mapping[str, object]] = islice(observations, _MOST_ROWS)
    end = page.table(_HEADING, columns, ([_tidy(entry[name]) for name in names] for entry in entries), "observations")
    page.widths(columns)
    page.freeze(_HEADING + 1)
    page.paper(f"{view.district.name} {view.month}", (end - 1, len(columns) - 1), _HEADING)


def _tidy(value: object) -> Content:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return value if isinstance(value, int | float) or value is None else str(value)
