"""A return in a layout, and what is true of it."""

from copy import deepcopy
from dataclasses import dataclass, field

from preschool_metrics.model.grid import a1, place
from tests.accuracy.book import Book, Page, Placed
from tests.accuracy.cover import Lines
from tests.accuracy.drawn import Roster


@dataclass
class Case:
    """A return in a layout.

    rows        what is true of each kindergarten, in the order of the sheet: value and cell by field
    queries     the codes of what the layout makes doubtful: hidden rows, a hidden copy, a name nearly right
    """

    book: Book
    roster: Roster
    area: str
    period: str
    lines: Lines
    cover_page: Page
    queries: set[str] = field(default_factory=set)

    @property
    def rows(self) -> list[dict[str, Placed]]:
        """Return the kindergartens."""
        return [self.roster.truth[at] for at in sorted(self.roster.truth)]

    def stood(self, cell: str) -> str:
        """Return the address that a cell of the roster's sheet had before its table was laid on its side."""
        turn = self.roster.page.turn
        return a1(*turn.stood(*place(cell))) if turn else cell

    def copy(self) -> "Case":
        """Return a copy to spoil."""
        return deepcopy(self)
