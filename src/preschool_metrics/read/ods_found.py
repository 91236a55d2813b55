"""What the pass over an OpenDocument content.xml finds: rows and cells with their places, as few as the file writes."""

from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from preschool_metrics.read.placed import Read

Place = tuple[int, int]


class CellFound(NamedTuple):
    """What a cell holds, and the 0-based columns over which it repeats: `right` is the first beyond them."""

    left: int
    right: int
    read: Read


class RowFound(NamedTuple):
    """The cells of a row that hold something, and the 0-based rows over which it repeats: `bottom` is beyond them."""

    top: int
    bottom: int
    cells: list[CellFound]

    def places(self, cell: CellFound) -> list[Place]:
        """Return the row and column of every repetition of a cell."""
        return list(product(range(self.top, self.bottom), range(cell.left, cell.right)))


@dataclass(slots=True)
class TableFound:
    """A sheet: its rows that hold something, its merges, and its hidden rows and columns as ranges."""

    name: str
    visible: bool
    rows: list[RowFound] = field(default_factory=list)
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)


@dataclass(slots=True)
class Content:
    """The tables of a document, and what else it says of itself."""

    tables: list[TableFound] = field(default_factory=list)
    external_links: bool = False
    date1904: bool = False
