"""The rows of two lists that are the same kindergarten, or the same day-care point."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from preschool_metrics.model.town_return import Roster

Key = Callable[[str], str]


class Pair(NamedTuple):
    """The row in this list and in the earlier one; None where it is not listed."""

    now: int | None
    before: int | None


def pairs_of(now: Roster, before: Roster, key: Key) -> list[Pair]:
    """Match the rows of two lists: by code, and those that are left by name; `key` makes names comparable.

    A row without name and code is matched with none and left out.
    """
    matched: dict[int, int] = {}
    for field, plain in (("code", str), ("name", key)):
        known = _index(before, field, plain, set(matched.values()))
        for row, value in _values(now, field):
            if row not in matched and plain(value) in known:
                matched[row] = known.pop(plain(value))
    named = [row for row in range(len(now.rows)) if not _nameless(now, row)]
    listed = set(matched.values())
    gone = [row for row in range(len(before.rows)) if row not in listed and not _nameless(before, row)]
    return [*(Pair(row, matched.get(row)) for row in named), *(Pair(None, row) for row in gone)]


class Lookup(NamedTuple):
    """A list whose rows are found by code, else by name: made once, for every row that is looked for."""

    roster: Roster
    codes: dict[str, int]
    names: dict[str, int]


def lookup_of(roster: Roster, key: Key) -> Lookup:
    """Return a list with its rows by code and by name; `key` makes names comparable."""
    return Lookup(roster, _index(roster, "code", str, set()), _index(roster, "name", key, set()))


def follow(roster: Roster, row: int, lists: Iterable[Lookup], field: str, key: Key) -> Iterator[Any]:
    """Yield a field of the same kindergarten in other lists, where it is listed and known."""
    code, name = (value_of(roster, row, each) for each in ("code", "name"))
    for other in lists:
        found = other.codes.get(str(code)) if code is not None else None
        if found is None and name is not None:
            found = other.names.get(key(name))
        value = value_of(other.roster, found, field)
        if value is not None:
            yield value


def value_of(roster: Roster, row: int | None, field: str) -> Any:
    """Return a field of a row; None where there is no such row or column."""
    return roster.rows[row][roster.columns.index(field)] if row is not None and field in roster.columns else None


def nameless(roster: Roster) -> int:
    """Return how many rows have neither name nor code, so that nobody knows which kindergarten they are."""
    return sum(_nameless(roster, row) for row in range(len(roster.rows)))


def _nameless(roster: Roster, row: int) -> bool:
    return all(value_of(roster, row, field) is None for field in ("name", "code"))


def _values(roster: Roster, field: str) -> Iterator[tuple[int, Any]]:
    return ((row, value) for row, value in enumerate(roster.column(field) or ()) if value is not None)


def _index(roster: Roster, field: str, plain: Key, taken: set[int]) -> dict[str, int]:
    index: dict[str, int] = {}
    for row, value in _values(roster, field):
        if row not in taken:
            index.setdefault(plain(value), row)
    return index
