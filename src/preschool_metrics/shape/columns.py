"""Which table a header block begins, and which of its columns is which field."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Column, TableKind
from preschool_metrics.model.grid import Sheet
from preschool_metrics.shape.header import Header, Path
from preschool_metrics.shape.headings import RECORDS, SURE, is_ignored, match, summary_fields
from preschool_metrics.shape.words import heading_key

_KINDS: Final[tuple[TableKind, ...]] = ("explanations", "tasks", "points", "roster", "summary")
_LIKE: Final = 0.8
_AMBIGUOUS_NAMES: Final = frozenset(map(heading_key, ("单位名称", "单位", "机构名称")))
_OF_ROSTERS: Final = frozenset({"nature", "inclusive", "sponsor", "code", "schedule", "profit"})


class Recognised(NamedTuple):
    """A table's kind, its columns (a field may stand twice), and the headings that mean nothing to us."""

    kind: TableKind
    columns: tuple[Column, ...]
    unknown: tuple[tuple[int, str], ...]


def recognise(sheet: Sheet, header: Header) -> Recognised | None:
    """Return what table a header block begins, None where it is no table of a return."""
    for kind in _KINDS:
        columns = tuple(_columns(kind, header.paths))
        if _is_a(kind, columns):
            columns = columns if kind != "summary" else _with_area(sheet, header, columns)
            matched = {column.at for column in columns}
            unknown = tuple(
                (index, "→".join(path))
                for index, path in header.paths.items()
                if index not in matched and not is_ignored(path[-1])
            )
            return Recognised(kind, columns, unknown)
    return None


def _columns(kind: TableKind, paths: dict[int, Path]) -> Iterator[Column]:
    for index, path in paths.items():
        found = match(kind, path)
        if found:
            yield Column(found.field, index, "→".join(path), found.score)


def _is_a(kind: TableKind, columns: tuple[Column, ...]) -> bool:
    fields = {column.field for column in columns}
    if kind == "explanations":
        return {"rule", "explanation"} <= fields
    if kind == "tasks":
        return fields == {"task", "done"}
    if kind == "points":
        return "name" in fields and bool(fields & {"registered_on", "enrolled", "status"}) and _is_point(columns)
    if kind == "roster":
        return _is_roster(columns, fields)
    return bool(fields & summary_fields()) and len(fields) > 1


def _is_point(columns: tuple[Column, ...]) -> bool:
    return next(column for column in columns if column.field == "name").score == SURE


def _is_roster(columns: tuple[Column, ...], fields: set[str]) -> bool:
    """A roster names its kindergartens; without that heading it still shows by columns that only a roster has."""
    name = next((column for column in columns if column.field == "name"), None)
    if name and heading_key(name.heading) not in _AMBIGUOUS_NAMES:
        return len(fields) > 1
    return bool(fields & _OF_ROSTERS) and len(fields) > 2  # noqa: PLR2004 - more than a stray word


def _with_area(sheet: Sheet, header: Header, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The area column of a summary without a heading for it is its first column of texts."""
    if any(column.field == "area" for column in columns):
        return columns
    taken = {column.at for column in columns}
    rows = sheet.rows[header.bottom + 1 :]
    for index in range(len(rows[0]) if rows else 0):
        if index not in taken and any(isinstance(row[index], str) and row[index].strip() for row in rows):  # type: ignore[union-attr]
            heading = "→".join(header.paths.get(index, ("",)))
            return (Column("area", index, heading, 0.5), *columns)
    return columns


def lookalike(kind: TableKind, heading: str, have: set[str]) -> str | None:
    """Return the heading that an unknown one may be a typing error of, if its field is not there otherwise."""
    key = heading_key(heading.rpartition("→")[2])
    wanted = [description.heading.zh for name, description in described(RECORDS[kind]).items() if name not in have]
    scored = [(SequenceMatcher(None, key, heading_key(text)).ratio(), text) for text in wanted]
    best = max(scored, default=(0.0, ""))
    return best[1] if len(key) > 2 and best[0] >= _LIKE else None  # noqa: PLR2004 - two signs are alike by chance
