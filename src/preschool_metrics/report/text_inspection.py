"""What `inspect` prints of one file: sheets, cover, each table, what was normalised, and what was remarked."""

from collections.abc import Iterator
from typing import Any, Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Skip, TableKind
from preschool_metrics.model.inspection import Inspection, SeenField, SeenHeading, SeenSheet, SeenSum, SeenTable
from preschool_metrics.model.returns import ChildcarePoint, Cover, Explanation, Kindergarten, Record, Summary, Task
from preschool_metrics.report.text_findings import finding_lines
from preschool_metrics.report.text_layout import GAP, hang, indented
from preschool_metrics.report.text_rows import capped, in_columns, listed_rows, runs, short
from preschool_metrics.report.text_words import BOLD, DIM, NOT_MET, UNKNOWN, listed, said

_DIGEST: Final = 12
_RECORDS: Final[dict[TableKind, type[Record]]] = {
    "roster": Kindergarten,
    "summary": Summary,
    "points": ChildcarePoint,
    "explanations": Explanation,
    "tasks": Task,
}


def blocks(inspection: Inspection, language: Language, width: int) -> Iterator[list[Text]]:
    """Yield the blocks of lines of a file, those that have nothing to say left out."""
    yield _head(inspection, language, width)
    yield listed_rows(_("Sheets"), [_sheet(each) for each in inspection.sheets], width)
    yield listed_rows(_("Cover"), [_cover(each, language) for each in inspection.cover], width)
    for table in inspection.tables:
        yield _table(table, language, width)
    changed = [
        [said(f"{each.sheet}!{each.cell}"), short(each.typed), short(f"→ {each.read or UNKNOWN}")]
        for each in inspection.normalised
    ]
    yield listed_rows(_("Values normalised"), changed, width)
    remarks = finding_lines(inspection.findings, language, width - GAP)
    yield [said(_("Remarks"), BOLD), *indented(remarks, GAP)] if remarks else []


def _head(inspection: Inspection, language: Language, width: int) -> list[Text]:
    if inspection.kind is None:
        return hang(said(inspection.path, BOLD), width, GAP)
    facts = [
        [said(_("Kind"), DIM), said(f".{inspection.kind} · SHA-256 {(inspection.sha256 or '')[:_DIGEST]}")],
        [
            said(_("Reader"), DIM),
            said(f"{inspection.reader}: {inspection.why.say(language) if inspection.why else ''}"),
        ],
    ]
    holds = [
        _("the tool's own form, version {version}").format(version=inspection.form_version)
        if inspection.form_version
        else "",
        _("dates count from 1904") if inspection.date1904 else "",
        _("macros, not run") if inspection.macros else "",
        _("links to other files, not followed") if inspection.external_links else "",
    ]
    if any(holds):
        facts.append([said(_("Holds"), DIM), said(listed([each for each in holds if each]))])
    return [*hang(said(inspection.path, BOLD), width, GAP), *in_columns(facts, width)]


def _sheet(sheet: SeenSheet) -> list[Text]:
    seen = said(_("visible")) if sheet.visible else said(_("hidden, not read"), NOT_MET)
    notes = [
        _("merged ranges: {number}").format(number=sheet.merges) if sheet.merges else "",
        _("hidden rows: {rows}").format(rows=runs(sheet.hidden_rows)) if sheet.hidden_rows else "",
        _("hidden columns: {columns}").format(columns=listed(list(sheet.hidden_columns)))
        if sheet.hidden_columns
        else "",
    ]
    return [
        said(sheet.name),
        seen,
        said(sheet.range or _("blank")),
        short(" · ".join(each for each in notes if each), DIM),
    ]


def _cover(field: SeenField, language: Language) -> list[Text]:
    value = UNKNOWN if field.value is None else str(field.value)
    again = _("stands here too") if field.again else ""
    return [
        said(_title(Cover, field.field, language)),
        said(f"{field.sheet}!{field.cell}"),
        short(value),
        said(again, DIM),
    ]


def _table(table: SeenTable, language: Language, width: int) -> list[Text]:
    first, last = table.header
    heads = _("heading row {row}") if first == last else _("heading rows {row}")
    title = f"{table.sheet}!{table.range}"
    facts = [
        _kinds()[table.kind],
        heads.format(row=runs(range(first, last + 1))),
        _("rows of data: {number}").format(number=len(table.rows)),
    ]
    known = [each for each in table.headings if each.field or not each.needless]
    lines = [
        *hang(Text.assemble(said(title, BOLD), "   ", said(" · ".join(facts), DIM)), width, GAP),
        *capped([_heading(each, table, language) for each in known], width),
    ]
    needless = [f"{each.cell} {each.heading}" for each in table.headings if each.needless]
    if needless:
        lines += indented(
            hang(said(_("No field needs: {headings}").format(headings=listed(needless)), DIM), width - GAP, GAP), GAP
        )
    left_out = [[said(str(each.number)), said(_reasons()[each.why]), short(each.text)] for each in table.skipped]
    lines += indented(listed_rows(_("Rows left out"), left_out, width - GAP), GAP)
    return lines + indented(_totals(table, language, width - GAP), GAP)


def _heading(heading: SeenHeading, table: SeenTable, language: Language) -> list[Text]:
    if heading.field is None:
        return [said(heading.cell), short(heading.heading), said(_("not understood"), NOT_MET), Text()]
    title = _title(_RECORDS[table.kind], heading.field, language)
    return [
        said(heading.cell),
        short(heading.heading),
        said(f"→ {title} {heading.field}"),
        said(f"{heading.score:.2f}", DIM),
    ]


def _totals(table: SeenTable, language: Language, width: int) -> list[Text]:
    rows = []
    for each in table.totals:
        adds = _("adds rows {rows}").format(rows=runs(each.rows)) if each.rows else _("adds no rows")
        parts = [_sum(one, table, language) for one in each.sums]
        said_sums = Text(" · ", DIM).join(parts) if parts else Text()
        rows.append([said(str(each.number)), short(each.label), said(adds), said_sums])
    return listed_rows(_("Stated totals"), rows, width)


def _sum(one: SeenSum, table: SeenTable, language: Language) -> Text:
    title = _title(_RECORDS[table.kind], one.field, language)
    if one.sum is None:
        unknown = _("sum unknown")
        return said(f"{title} {one.stated} ({unknown})", DIM)
    if one.stated == one.sum:
        return said(f"{title} {one.stated} √")
    return said(f"{title} {one.stated} ≠ {one.sum}", NOT_MET)


def _title(record: type[Record], field: str, language: Language) -> str:
    known: Any = described(record).get(field)
    return known.heading.say(language) if known else field


def _kinds() -> dict[TableKind, str]:
    return {
        "roster": _("roster of kindergartens"),
        "summary": _("summary of areas"),
        "points": _("roster of day-care points"),
        "explanations": _("explanations"),
        "tasks": _("tasks"),
    }


def _reasons() -> dict[Skip, str]:
    return {
        "blank": _("blank"),
        "note": _("note"),
        "section": _("section"),
        "total": _("total"),
        "part": _("part of a total"),
        "numbering": _("numbering of the columns"),
        "heading": _("headings again"),
    }
