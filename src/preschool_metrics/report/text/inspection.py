"""What `inspect` prints of one file: sheets, cover, each table, what was normalised, and what was remarked."""

from collections.abc import Iterator
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.inspection import (
    Inspection,
    SeenField,
    SeenSheet,
)
from preschool_metrics.model.returns import Cover
from preschool_metrics.report.text.findings import finding_lines
from preschool_metrics.report.text.inspected_table import table_lines, title
from preschool_metrics.report.text.layout import GAP, hang, indented
from preschool_metrics.report.text.rows import in_columns, listed_rows, runs, short
from preschool_metrics.report.text.words import BOLD, DIM, NOT_MET, UNKNOWN, listed, said

_DIGEST: Final = 12


def blocks(inspection: Inspection, language: Language, width: int) -> Iterator[list[Text]]:
    """Yield the blocks of lines of a file, those that have nothing to say left out."""
    yield _head(inspection, language, width)
    yield listed_rows(_("Sheets"), [_sheet(each) for each in inspection.sheets], width)
    yield listed_rows(_("Cover"), [_cover(each, language) for each in inspection.cover], width)
    for table in inspection.tables:
        yield table_lines(table, language, width)
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
        said(title(Cover, field.field, language)),
        said(f"{field.sheet}!{field.cell}"),
        short(value),
        said(again, DIM),
    ]
