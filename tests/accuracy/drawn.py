"""A roster as drawn: where it stands and what is true of it."""

from dataclasses import dataclass, field

from tests.accuracy.book import Page, Placed
from tests.accuracy.columns import Columns
from tests.accuracy.rows import Row


@dataclass
class Roster:
    """A roster as drawn: where its headings and rows are, and what is true of each kindergarten."""

    page: Page
    columns: Columns
    top: int
    rows: dict[int, Row] = field(default_factory=dict)
    truth: dict[int, dict[str, Placed]] = field(default_factory=dict)
    bottom: int = 0

    def data_rows(self) -> list[int]:
        """Return the 0-based rows that hold kindergartens."""
        return [at for at, row in self.rows.items() if row.kind == "data"]

    def totals(self) -> list[int]:
        """Return the rows of stated sums."""
        return [at for at, row in self.rows.items() if row.kind in ("total", "subtotal", "part")]
