"""The tidy tables: one row a finding or an observation, UTF-8 with a byte order mark for Excel."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from preschool_metrics.language import Language, uncommanding
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report.document import (
    FINDING_COLUMNS,
    CompletenessEntry,
    ExplanationEntry,
    ObservationEntry,
    completeness_entry,
    explanation_entry,
    finding_entry,
    observation_entries,
)

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # full-width signs too begin a formula


def render_csv(assessment: Assessment, language: Language, table: str) -> str:
    """Return one table as CSV; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if table == "observations":
        return csv_of(list(ObservationEntry.__annotations__), observation_entries(assessment))
    if table == "completeness":
        return csv_of(list(CompletenessEntry.__annotations__), map(completeness_entry, assessment.completeness))
    if table == "explanations":
        return csv_of(list(ExplanationEntry.__annotations__), map(explanation_entry, assessment.explanations))
    rows = (finding_entry(finding, language) for finding in assessment.findings)
    return csv_of(FINDING_COLUMNS, rows)


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV, the columns named as the keys of the entries."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = " ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = uncommanding(_UNSEEN.sub("", value))
        return f"'{text}" if text.startswith(_LIVE) else text
    return value
