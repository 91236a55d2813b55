"""What `inspect` gives: an Inspection as a record for `--format json`, or as text."""

from collections.abc import Sequence
from typing import Any

from preschool_metrics._version import __version__
from preschool_metrics.language import Language
from preschool_metrics.model.inspection import Inspection, SeenTable, SeenTotal
from preschool_metrics.report.document import SCHEMA_VERSION, finding_entry

_PLAIN = ("path", "sha256", "kind", "reader", "form_version", "date1904", "macros", "external_links")


def as_record(inspections: Sequence[Inspection], language: Language) -> dict[str, Any]:
    """Return the document of some files, their messages in a language; dates and times are left as they are."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "preschool-metrics", "version": __version__},
        "files": [_file(each, language) for each in inspections],
    }


def as_text(inspections: Sequence[Inspection], language: Language, *, width: int, color: bool) -> str:
    """Return some files as text of at most `width` cells a line, without escape sequences where `color` is off."""
    from preschool_metrics.report.text.inspection import blocks
    from preschool_metrics.report.text.whole import NARROWEST, printed

    width = max(width, NARROWEST)
    return printed([block for each in inspections for block in blocks(each, language, width)], width, color=color)


def _file(inspection: Inspection, language: Language) -> dict[str, Any]:
    return {
        **{name: getattr(inspection, name) for name in _PLAIN},
        "read": inspection.kind is not None,
        "why": inspection.why.say(language) if inspection.why else None,
        "sheets": [each._asdict() for each in inspection.sheets],
        "cover": [each._asdict() for each in inspection.cover],
        "tables": [_table(each) for each in inspection.tables],
        "normalised": [each._asdict() for each in inspection.normalised],
        "findings": [finding_entry(each, language) for each in inspection.findings],
    }


def _table(table: SeenTable) -> dict[str, Any]:
    return {
        **table._asdict(),
        "headings": [each._asdict() for each in table.headings],
        "skipped": [each._asdict() for each in table.skipped],
        "totals": [_total(each) for each in table.totals],
    }


def _total(total: SeenTotal) -> dict[str, Any]:
    return {**total._asdict(), "sums": [each._asdict() for each in total.sums]}
