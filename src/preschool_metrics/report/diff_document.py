"""What `diff --format json` gives; its shape is published by `schema diff`."""

from typing import Any, Literal

from typing_extensions import TypedDict

from preschool_metrics._version import __version__
from preschool_metrics.language import Language
from preschool_metrics.model.change import Change, Place
from preschool_metrics.model.policy import Level, Verdict
from preschool_metrics.report.diff import Diff, Turned
from preschool_metrics.report.document import SCHEMA_VERSION, FindingEntry, ToolEntry, finding_entry


class RunEntry(TypedDict):
    """One side: a document, a workbook or a folder, and the month that it judges."""

    path: str
    period: str | None


class FoundEntry(TypedDict):
    """The findings: only in the later run, only in the earlier one, open in both, explained in the later one.

    `unchecked` are those of the earlier run whose return the later one does not have.
    """

    new: list[FindingEntry]
    fixed: list[FindingEntry]
    unchecked: list[FindingEntry]
    still: list[FindingEntry]
    explained: list[FindingEntry]


class FigureEntry(TypedDict):
    """A figure as it stood."""

    verdict: Verdict
    display: str
    numerator: int | None
    denominator: int | None


class TurnedEntry(TypedDict):
    """A figure whose verdict is another one."""

    profile: str
    area: str
    level: Level
    kindergarten: str | None
    indicator: str
    binding: bool
    old: FigureEntry
    new: FigureEntry


class PlaceEntry(TypedDict):
    """A value as text, with its cell; `cell` is null for a whole return."""

    file: str
    sheet: str | None
    cell: str | None
    value: str


class ChangeEntry(TypedDict):
    """A value that changed; without a `field` a row that came or went, without a `row` too the return itself."""

    area: str
    row: str | None
    field: str | None
    old: PlaceEntry | None
    new: PlaceEntry | None


class DiffDocument(TypedDict):
    """Two runs compared."""

    schema_version: Literal["1"]
    tool: ToolEntry
    old: RunEntry
    new: RunEntry
    findings: FoundEntry
    verdicts: list[TurnedEntry]
    changes: list[ChangeEntry]


def diff_document(diff: Diff, names: tuple[str, str], language: Language) -> DiffDocument:
    """Return the document of a diff; `names` are those of the two sides."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "preschool-metrics", "version": __version__},
        "old": {"path": names[0], "period": diff.before},
        "new": {"path": names[1], "period": diff.after},
        "findings": {
            "new": [finding_entry(each, language) for each in diff.new],
            "fixed": [finding_entry(each, language) for each in diff.fixed],
            "unchecked": [finding_entry(each, language) for each in diff.unchecked],
            "still": [finding_entry(each, language) for each in diff.still],
            "explained": [finding_entry(each, language) for each in diff.explained],
        },
        "verdicts": list(map(_turned, diff.turned)),
        "changes": list(map(_change, diff.changes)),
    }


def diff_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(DiffDocument).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "preschool-metrics diff"}


def _turned(turned: Turned) -> TurnedEntry:
    after = turned.after
    old, new = (
        FigureEntry(
            verdict=each["verdict"],
            display=each["display"],
            numerator=each["numerator"],
            denominator=each["denominator"],
        )
        for each in turned
    )
    return {
        "profile": after["profile"],
        "area": after["area"],
        "level": after["level"],
        "kindergarten": after["kindergarten"],
        "indicator": after["indicator"],
        "binding": after["binding"],
        "old": old,
        "new": new,
    }


def _change(change: Change) -> ChangeEntry:
    return {
        "area": change.area,
        "row": change.row,
        "field": change.field,
        "old": _place(change.before),
        "new": _place(change.after),
    }


def _place(place: Place | None) -> PlaceEntry | None:
    if place is None:
        return None
    figure = place.figure
    return {"file": place.file, "sheet": figure.sheet or None, "cell": figure.cell or None, "value": str(figure.value)}
