"""One draft to the returns it holds: who reports what month, which tables count, and everything found on the way."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from preschool_metrics.catalogue import Register
from preschool_metrics.model.assessment import Input
from preschool_metrics.model.draft import Draft, Table
from preschool_metrics.model.explanation import Explanation
from preschool_metrics.model.finding import Finding, Flaw, NotEvaluated, Remark
from preschool_metrics.model.returns import Counts
from preschool_metrics.model.task import Tally
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Figure, Roster, TownReturn
from preschool_metrics.validate.context import Context
from preschool_metrics.validate.cover import area_of_context, cover_of, month_of, population_known
from preschool_metrics.validate.explanations import explanations_of
from preschool_metrics.validate.names import did_you_mean
from preschool_metrics.validate.points import read_beside
from preschool_metrics.validate.report import Reporter, headings
from preschool_metrics.validate.roster import Listed, read_roster
from preschool_metrics.validate.rows import check_rows
from preschool_metrics.validate.subject import rows_of_draft, with_subjects
from preschool_metrics.validate.summary import (
    Row,
    compare_with_cover,
    compare_with_roster,
    once_each,
    own_rows,
    read_summary,
)
from preschool_metrics.validate.tasks import tallies_of
from preschool_metrics.validate.years import drop_other_years

_NO_AREAS: Final = Text("没有镇街列，分不清各行是哪个镇街", "it has no column of areas to tell whose its rows are")
_NO_ROWS: Final = Text("没有可以计入的行", "it has no row that can be counted")
_KIND_NAMES: Final = {"roster": Text("名册", "roster"), "summary": Text("汇总表", "summary")}


class Validated(NamedTuple):
    """What one file came to."""

    input: Input
    returns: tuple[TownReturn, ...]
    findings: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    explanations: tuple[Explanation, ...] = ()
    tallies: tuple[Tally, ...] = ()


def validate(draft: Draft, context: Context) -> Validated:
    """Validate a draft: its cover, its roster, its summary, and how they agree."""
    reporter, named = Reporter(context.file), rows_of_draft(draft, context.file)
    if draft.about:
        return _beside(draft, context, reporter)
    cover = cover_of(draft, reporter)
    reporter.period = month_of(cover, context.folder, context.asked, reporter, draft)
    rosters = any(table.kind == "roster" for table in draft.tables)
    area = _area(cover, context.register, reporter, needed=rosters or not draft.tables)
    if not (cover.get("area") or cover.get("area_code") or any(map(_names_several, draft.tables))):
        area = area_of_context(draft, context.register, reporter)
    reporter.area = area
    for remark in draft.remarks:
        reporter.remark(remark)
    for table in draft.tables:
        drop_other_years(table, reporter)
    roster_table, summary_table = (_only(draft, kind, reporter) for kind in ("roster", "summary"))
    stated = bool(area or cover.get("area") or cover.get("area_code"))
    if roster_table and not stated and not draft.areas_stated:
        reporter.report("no_cover")
    beside = [(table.kind, read) for table in draft.tables if (read := read_beside(table, reporter)) is not None]
    points = [table for kind, table in beside if kind == "points"]
    tasks = [table for kind, table in beside if kind == "tasks"]
    tallies = tuple(tally for table in tasks for tally in tallies_of(table, context.profiles, reporter))
    listed = list(read_roster(roster_table, area, context, reporter, stated=stated)) if roster_table else []
    rows = list(read_summary(summary_table, context, reporter)) if summary_table else []
    returns = tuple(_returns(listed, rows, cover, area, context, reporter))
    _tell_uncounted(draft, summary_table if not rows else None, returns, reporter)
    if points:
        returns = tuple(each if each.multi else each._replace(points=points[0]) for each in returns)
    returns = returns if reporter.period else ()
    return Validated(
        _input(draft, returns, listed, context, reporter),
        returns,
        tuple(with_subjects(reporter.findings, named)),
        tuple(reporter.not_evaluated),
        tuple(explanations_of(draft, context.file)),
        tallies,
    )


def _beside(draft: Draft, context: Context, reporter: Reporter) -> Validated:
    """Return what our sheet 反馈 in a workbook of its own came to: explanations, and no return."""
    reporter.report("feedback_alone", value=draft.about)
    return Validated(
        Input(context.file, context.sha256, None, context.folder, read=False, kindergartens=None),
        (),
        tuple(reporter.findings),
        (),
        tuple(explanations_of(draft, context.file)),
    )


def _area(cover: dict[str, Figure], register: Register, reporter: Reporter, *, needed: bool) -> str | None:
    """Resolve the cover's area by its name, failing that by its code; a district's own summary needs none."""
    name, code = cover.get("area"), cover.get("area_code")
    by_code = register.by_code(code.value if code else None)
    if name is None:
        return by_code.name if by_code else None
    found = register.resolve(name.value)
    place = {"sheet": name.sheet, "cell": name.cell, "field": "area", "value": name.value}
    area = found.area or by_code
    if area is None and not needed:
        return None
    if area is None:
        reporter.report("unknown_area", hint=did_you_mean(found.suggestion), expected=found.suggestion, **place)
        return None
    if found.how != "exact":
        reporter.report("near_area", expected=area.name, **place)
    if by_code is not None and code is not None and by_code.name != area.name:
        at = {"sheet": code.sheet, "cell": code.cell, "field": "area_code", "value": code.value}
        reporter.report("code_differs", other=by_code.name, area=area.name, expected=area.code, **at)
    return area.name


def _names_several(table: Table) -> bool:
    """Tell whether the rows of a table are those of several areas: no title and no name of a file is of them all."""
    fields = table.fields()
    return "area" in fields and len({row[fields.index("area")] for row in table.rows} - {None}) > 1


def _only(draft: Draft, kind: str, reporter: Reporter) -> Table | None:
    """Return the one table of a kind; a second with the same rows is told, two that differ cancel each other."""
    every = [table for table in draft.tables if table.kind == kind]
    tables = _counting(every)
    if not tables:
        return None
    for other in (table for table in every if table not in tables and table.rows):
        counted = [name for name in other.fields() if name in Counts.model_fields]
        told = "other_table" if counted else "uncounted_table"
        place = {"sheet": other.sheet, "cell": _corner(other), "range": other.range}
        reporter.report(told, kind=_KIND_NAMES[kind], headings=headings(counted), **place)
    for other in (table for table in tables if not table.rows and table.totals and len(tables) > 1):
        counted = [name for name in other.fields() if name in Counts.model_fields]
        place = {"sheet": other.sheet, "cell": _corner(other), "range": other.range}
        reporter.report("other_table", kind=_KIND_NAMES[kind], headings=headings(counted), **place)
    first = tables[0]
    for other in (table for table in tables[1:] if table.rows):
        if (other.fields(), other.rows) == (first.fields(), first.rows):
            reporter.report("second_table", kind=_KIND_NAMES[kind], sheet=other.sheet, cell=_corner(other))
        else:
            place = {"sheet": first.sheet, "cell": _corner(first), "other": other.sheet}
            reporter.report(
                "rival_table", kind=_KIND_NAMES[kind], related=(f"{other.sheet}!{_corner(other)}",), **place
            )
            return None
    return first


def _counting(tables: list[Table]) -> list[Table]:
    """A list of phone numbers beside the roster is no rival of it: only tables that count children compete."""
    strong = [table for table in tables if {"enrolled", "nature"} <= set(table.fields())]
    return strong or [table for table in tables if "enrolled" in table.fields()] or tables


def _tell_uncounted(draft: Draft, summary: Table | None, returns: tuple[TownReturn, ...], reporter: Reporter) -> None:
    """Name a summary of which no row was taken for want of areas, and whatever table there is where nothing counts."""
    nothing = not any(each.roster or each.summary for each in returns)
    told, reason = "nothing_counts" if nothing else "left_out", _NO_AREAS
    if not (summary and summary.rows and "area" not in summary.fields()):
        wrong = any(finding.severity == "error" for finding in reporter.findings)
        summary = next((table for table in draft.tables if table.kind in _KIND_NAMES and nothing and not wrong), None)
        reason = _NO_ROWS
    if summary:
        place = {"sheet": summary.sheet, "cell": _corner(summary), "range": summary.range}
        reporter.report(told, kind=_KIND_NAMES[summary.kind], reason=reason, **place)


def _corner(table: Table) -> str:
    return table.address(table.header[0], table.columns[0])


def _returns(
    listed: list[Listed],
    rows: list[Row],
    cover: dict[str, Figure],
    area: str | None,
    context: Context,
    reporter: Reporter,
) -> Iterator[TownReturn]:
    """Put roster and summary of an area together; the cover belongs to the one area that reports."""
    by_area: dict[str, tuple[Roster | None, dict[str, Figure]]] = {each.area: (each.roster, {}) for each in listed}
    for row in once_each(own_rows(rows, area, context, reporter), reporter):
        roster = by_area.get(row.area, (None, {}))[0]
        by_area[row.area] = (roster, row.figures)
    single = len(by_area) == 1 and (area is None or area in by_area)
    for name, (roster, summary) in by_area.items():
        own = cover if single or name == area else {}
        reporter.area = name
        if roster and summary:
            compare_with_roster(summary, roster, reporter)
        compare_with_cover(summary, own, reporter)
        figures = {**summary, **own}
        _check_figures(figures, context, reporter)
        if roster and own and not context.register.is_direct(name):
            population_known(figures, context.basis, reporter)
        yield TownReturn(context.file, context.sha256, name, str(reporter.period), own, summary, roster, not single)
    reporter.area = area


def _check_figures(figures: dict[str, Figure], context: Context, reporter: Reporter) -> None:
    known = tuple(
        field for field, figure in figures.items() if field.startswith("population") and figure.value is not None
    )
    if known:
        sheet, reporter.sheet = reporter.sheet, figures[known[0]].sheet
        values = tuple(figures[field].value for field in known)
        check_rows("return", known, [values], lambda _, field: figures[field].cell, context.policies, _quiet(reporter))
        reporter.sheet = sheet


def _quiet(reporter: Reporter) -> Reporter:
    """A reporter that keeps the findings and drops what was not evaluated: a cover seldom has both total and ages."""
    return Reporter(reporter.file, reporter.findings, [], reporter.sheet, reporter.area, reporter.period)


def _input(
    draft: Draft, returns: tuple[TownReturn, ...], listed: list[Listed], context: Context, reporter: Reporter
) -> Input:
    read = any(table.kind in _KIND_NAMES or table.kind == "tasks" for table in draft.tables)
    areas = {each.area for each in returns}
    area = areas.pop() if len(areas) == 1 else None if areas else reporter.area
    count = sum(len(each.roster.rows) for each in listed) if listed else None
    return Input(context.file, context.sha256, area, reporter.period, read, count)


def flaw_of_file(flaw: str, facts: dict[str, Any], context: Context) -> Validated:
    """Return what a file that cannot be read came to: one finding."""
    reporter = Reporter(context.file, period=context.folder)
    reporter.remark(Remark(Flaw(flaw), facts=tuple(facts.items())))
    return Validated(
        Input(context.file, context.sha256 or None, None, context.folder, read=False, kindergartens=None),
        (),
        tuple(reporter.findings),
        (),
    )
