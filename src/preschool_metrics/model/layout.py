"""What an office says of its own workbooks, once for all of them: its odd headings, and what a sheet holds."""

from typing import Final, Literal, NamedTuple

Holds = Literal["roster", "summary", "childcare_points", "ignore"]
Headings = frozenset[tuple[str, str]]
NO_HEADINGS: Final[Headings] = frozenset()
IGNORE: Final = "ignore"


class SheetLayout(NamedTuple):
    """What is said of one sheet.

    headings   pairs of a heading's key, joined top-down, and its field id (or `ignore`)
    holds      what its tables are; None where nothing is said
    header     its first and last heading row, as Excel numbers them
    """

    headings: Headings = NO_HEADINGS
    holds: Holds | None = None
    header: tuple[int, int] | None = None


NOTHING_SAID: Final = SheetLayout()


class Layout(NamedTuple):
    """What a layout file says: of every sheet its headings, of some by their key what they hold and where their headings are.

    A value that is hashed and compared as a whole, so that it can be handed to a worker process and to a cache.
    """

    headings: Headings = NO_HEADINGS
    holds: frozenset[tuple[str, Holds]] = frozenset()
    headers: frozenset[tuple[str, tuple[int, int]]] = frozenset()

    def of_sheet(self, key: str) -> SheetLayout:
        """Return what is said of the sheet with this key."""
        if not (self.holds or self.headers):
            return SheetLayout(self.headings)
        return SheetLayout(self.headings, dict(self.holds).get(key), dict(self.headers).get(key))


NO_LAYOUT: Final = Layout()
