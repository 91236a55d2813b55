"""How good a table a sheet gives, read as it stands: what decides whether it stands upright or lies on its side."""

from collections import Counter
from typing import Final, NamedTuple

from preschool_metrics.model.draft import Column, Table, TableKind
from preschool_metrics.model.grid import Sheet, Value
from preschool_metrics.shape.columns import Recognised, recognise
from preschool_metrics.shape.header import Header, find_header, has_number
from preschool_metrics.shape.headings import match
from preschool_metrics.shape.rows import is_nature

FEWEST_FIELDS: Final = 3
_KEYS: Final = {"roster": frozenset({"name", "enrolled"}), "summary": frozenset({"area"})}
_BASES: Final = "population"


class Candidate(NamedTuple):
    """The best table of a sheet.

    fields   how many fields its headings name, populations aside, which a cover names too
    keyed    it has those that a table of its kind cannot do without
    figures  rows in which a figure stands
    places   the columns with a heading that is a field's, or needs to be none's
    """

    fields: int = 0
    keyed: bool = False
    figures: int = 0
    kind: TableKind | None = None
    places: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether it can be read."""
        return self.keyed and self.figures > 0


def is_whole_roster(table: Table) -> bool:
    """Tell whether a table that was read is a roster beyond doubt: its sheet stands upright."""
    return table.kind == "roster" and _KEYS["roster"] <= set(table.fields()) and bool(table.rows)


def best_table(sheet: Sheet) -> Candidate:
    """Return the best of the tables that the header blocks of a sheet begin."""
    best, start = Candidate(), 0
    while (header := find_header(sheet, start)) is not None:
        found = recognise(sheet, header)
        if found:
            best = max(best, _candidate(sheet, header, found), key=lambda each: (each.whole, each.keyed, each.fields))
        start = max(start, header.bottom) + 1
    return best


def _candidate(sheet: Sheet, header: Header, found: Recognised) -> Candidate:
    """Judge a table: a roster needs names and children, a summary areas, or to be a list of one area's figures."""
    named = Counter(column.field for column in found.columns if column.heading and not _is_answer(column, header))
    sure = {field for field, times in named.items() if times == 1}
    counted = {field for field in sure if not field.startswith(_BASES)}
    below = sheet.rows[header.bottom + 1 :]
    figures = sum(any(_is_figure(row[column.at]) for column in found.columns) for row in below)
    keyed = found.kind in _KEYS and _KEYS[found.kind] <= sure and len(counted) > 1
    listed = sheet.turned and found.kind == "summary" and figures == 1 and len(counted) >= FEWEST_FIELDS
    places = (*(column.at for column in found.columns), *(at for at, _ in found.needless))
    return Candidate(len(counted), keyed or listed, figures, found.kind, places)


def _is_figure(value: Value) -> bool:
    return value.__class__ is bool or has_number([value])


def _is_answer(column: Column, header: Header) -> bool:
    """Tell the answers of a line 办园性质 | 公办园 | 民办园 from headings of that name."""
    asked = (match("roster", path) for path in header.paths.values())
    return is_nature(column.heading) and any(found and found.field == "nature" for found in asked)
