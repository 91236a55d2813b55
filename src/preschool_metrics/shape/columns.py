"""Which table a header block begins, and which of its columns is which field."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Column, TableKind
from preschool_metrics.model.grid import Sheet
from preschool_metrics.model.layout import Headings
from preschool_metrics.model.returns import Explanation
from preschool_metrics.shape.header import Header, Path
from preschool_metrics.shape.headings import LOOSE, RECORDS, SURE, is_ignored, is_known, match, summary_fields
from preschool_metrics.shape.words import heading_key, short_key

_KINDS: Final[tuple[TableKind, ...]] = ("explanations", "tasks", "points", "roster", "summary")
_SAID: Final[dict[str, TableKind]] = {"roster": "roster", "summary": "summary", "childcare_points": "points"}
_NO_AREA = re.compile(r"\s*\d|.*(?:班|岁|月份?)\s*$")
_LONG_ENOUGH: Final = 4  # shorter ones are alike by chance
_LIKE: Final = 0.75
_AMBIGUOUS_NAMES: Final = frozenset(map(heading_key, ("单位名称", "单位", "机构名称")))
_OF_ROSTERS: Final = frozenset({"nature", "inclusive", "sponsor", "code", "schedule", "profit"})


Unmatched = tuple[tuple[int, str], ...]


class Recognised(NamedTuple):
    """A table's kind, its columns (a field may stand twice), and by column the headings that mean nothing to us.

    `needless` are those that no field needs.
    """

    kind: TableKind
    columns: tuple[Column, ...]
    unknown: Unmatched
    needless: Unmatched = ()


def recognise(sheet: Sheet, header: Header) -> Recognised | None:
    """Return what table a header block begins, None where it is no table of a return."""
    own, said = sheet.layout.headings, _SAID.get(sheet.layout.holds or "")
    for kind in (said,) if said else _KINDS:
        columns = tuple(_columns(kind, header.paths, own))
        if _is_a(kind, columns, header, own) or (said and len(columns) > 1):
            columns = columns if kind != "summary" else _with_area(sheet, header, columns)
            return Recognised(kind, columns, *_unmatched(header, columns, own))
    return None


def _unmatched(header: Header, columns: tuple[Column, ...], own: Headings) -> tuple[Unmatched, Unmatched]:
    """Return the headings that are not understood, and those that need not be."""
    matched = {column.at for column in columns}
    left = {index: path for index, path in header.paths.items() if index not in matched}
    unknown = tuple((index, "→".join(path)) for index, path in left.items() if not is_ignored(path, own))
    return unknown, tuple((index, path[-1]) for index, path in left.items() if is_ignored(path, own))


def _columns(kind: TableKind, paths: dict[int, Path], own: Headings) -> Iterator[Column]:
    """Yield the columns that mean something; a count under one of several like parents is a part of what it counts."""
    unmatched = {path[-1] for path in paths.values() if len(path) > 1 and match(kind, path, own) is None}
    for index, path in paths.items():
        found = match(kind, path, own)
        if found and not (found.score <= LOOSE and len(path) > 1 and path[-1] in unmatched):
            yield Column(found.field, index, "→".join(path), found.score, found.by_layout)


def _is_a(kind: TableKind, columns: tuple[Column, ...], header: Header, own: Headings) -> bool:
    fields = {column.field for column in columns}
    if kind == "explanations":
        return {"rule", "explanation"} <= fields and len(header.paths) <= len(Explanation.model_fields) + 1
    if kind == "tasks":
        return fields == {"task", "done"}
    if kind == "points":
        return "name" in fields and bool(fields & {"registered_on", "enrolled", "status"}) and _is_point(columns)
    if kind == "roster":
        return _is_roster(columns, fields, header, own)
    return bool(fields & summary_fields()) and len(fields) > 1


def _is_point(columns: tuple[Column, ...]) -> bool:
    """Day-care points show by the heading of their names; what a layout file names `name` may be a kindergarten's."""
    name = next(column for column in columns if column.field == "name")
    return name.score == SURE and not name.by_layout


def _is_roster(columns: tuple[Column, ...], fields: set[str], header: Header, own: Headings) -> bool:
    """A roster names its kindergartens; without that heading it still shows by columns that only a roster has.

    A table that counts kindergartens by nature is none.
    """
    name = next((column for column in columns if column.field == "name"), None)
    if name and (name.by_layout or heading_key(name.heading) not in _AMBIGUOUS_NAMES):
        return len(fields) > 1
    counts_them = any(
        found.field == "kindergartens" for path in header.paths.values() if (found := match("summary", path, own))
    )
    return bool(fields & _OF_ROSTERS) and len(fields) > 2 and not counts_them  # noqa: PLR2004 - more than a stray word


def _with_area(sheet: Sheet, header: Header, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The area column of a summary without a heading for it is its first column of texts, if these can be areas."""
    if any(column.field == "area" for column in columns):
        return columns
    taken, own = {column.at for column in columns}, sheet.layout.headings
    rows = sheet.rows[header.bottom + 1 :]
    for index in range(len(rows[0]) if rows else 0):
        texts = [row[index] for row in rows if isinstance(row[index], str) and str(row[index]).strip()]
        if index in taken or not texts:
            continue
        path = header.paths.get(index, ("",))
        if (is_known(path[-1], own) and not is_ignored(path, own)) or any(
            is_known(str(text), own) or _NO_AREA.match(str(text)) for text in texts
        ):
            return columns
        return (Column("area", index, "→".join(path), 0.5), *columns)
    return columns


def lookalike(kind: TableKind, heading: str, have: set[str]) -> str | None:
    """Return the heading that an unknown one may be a typing error of, if its field is not there otherwise."""
    key = short_key(heading.rpartition("→")[2])
    wanted = [description.heading.zh for name, description in described(RECORDS[kind]).items() if name not in have]
    scored = [(SequenceMatcher(None, key, short_key(text)).ratio(), text) for text in wanted]
    best = max(scored, default=(0.0, ""))
    return best[1] if len(key) >= _LONG_ENOUGH and best[0] >= _LIKE else None
