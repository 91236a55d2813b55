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


def follow(roster: Roster, row: int, lists: Iterable[Roster], field: str, key: Key) -> Iterator[Any]:
    """Yield a field of the same kindergarten in other lists, where it is listed and known."""
    own = roster._replace(rows=(roster.rows[row],), numbers=(roster.numbers[row],))
    for other in lists:
        pair = next(iter(pairs_of(own, other, key)), None)
        values = other.column(field)
        if pair and pair.before is not None and values and values[pair.before] is not None:
            yield values[pair.before]


def nameless(roster: Roster) -> int:
    """Return how many rows have neither name nor code, so that nobody knows which kindergarten they are."""
    return sum(_nameless(roster, row) for row in range(len(roster.rows)))


def _nameless(roster: Roster, row: int) -> bool:
    places = (roster.columns.index(field) for field in ("name", "code") if field in roster.columns)
    return all(roster.rows[row][at] is None for at in places)


def _values(roster: Roster, field: str) -> Iterator[tuple[int, Any]]:
    return ((row, value) for row, value in enumerate(roster.column(field) or ()) if value is not None)


def _index(roster: Roster, field: str, plain: Key, taken: set[int]) -> dict[str, int]:
    index: dict[str, int] = {}
    for row, value in _values(roster, field):
        if row not in taken:
            index.setdefault(plain(value), row)
    return index
