"""The filled part of a sheet: how far it reaches, whether there is room for it, and merges clipped to it."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Rows, Span, Value, a1
from preschool_metrics.read.archive import too_large

if TYPE_CHECKING:
    from preschool_metrics.read.limits import Limits

_BLANKS = ("", " ", "\u3000", "\xa0", "\u200b")
ROWS_APART: Final = 10_000
COLUMNS_APART: Final = 256
_MOST_NAMED: Final = 10

Place = tuple[int, int]


class Room:
    """The cells that the sheets of a workbook may take together, each from A1 to its last filled cell."""

    def __init__(self, limits: "Limits") -> None:
        """All of it is free."""
        self._allowed = limits.max_cells
        self._taken = 0

    def take(self, height: int, width: int) -> None:
        """Take the room for a sheet before it is laid out.

        Raises UnreadableWorkbookError where there is not enough.
        """
        self._taken += height * width
        if self._taken > self._allowed:
            raise too_large("max-cells", self._taken, self._allowed)


def reach(spans: Iterable[tuple[int, int]], apart: int) -> int:
    """Return where filled rows (or columns) end, given as spans with their ends excluded: before a gap of more than `apart`.

    A cell behind such a gap belongs to no table: somebody's finger slipped.
    """
    end: int | None = None
    for first, beyond in sorted(spans):
        if end is not None and first - end > apart:
            break
        end = max(end or 0, beyond)
    return end or 0


def reach_of(places: Iterable[Place]) -> tuple[int, int]:
    """Return the height and the width of the filled part of a sheet, by the places of its cells."""
    return reach_of_areas({(row, row + 1, column, column + 1) for row, column in places})


def reach_of_areas(areas: Collection[tuple[int, int, int, int]]) -> tuple[int, int]:
    """Return the same by areas of cells that say one thing: top, the row below, left, the column beyond."""
    height = reach({(top, below) for top, below, _, _ in areas}, ROWS_APART)
    near = [area for area in areas if area[0] < height]
    width = reach({(left, beyond) for _, _, left, beyond in near}, COLUMNS_APART)
    return max((below for _, below, left, _ in near if left < width), default=0), width


def covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return what spans cover, their ends excluded; spans that lie over each other cost no more than others."""
    found: set[int] = set()
    end = 0
    for first, beyond in sorted(spans):
        found.update(range(max(first, end), beyond))
        end = max(end, beyond)
    return found


def strays_of(sheet: str, places: Iterable[Place], height: int, width: int) -> tuple[Remark, ...]:
    """Return the remark on cells that lie beyond the filled part, none where there are none."""
    strays = sorted(place for place in places if place[0] >= height or place[1] >= width)
    if not strays:
        return ()
    first, *others = (a1(*place) for place in strays[:_MOST_NAMED])
    return (Remark(Flaw.STRAY_CELLS, sheet, first, related=tuple(others), facts=(("count", len(strays)),)),)


def trim(rows: Rows) -> Rows:
    """Drop the rows at the end that hold nothing but spaces."""
    while rows and all(map(is_blank, rows[-1])):
        rows.pop()
    return rows


def is_blank(value: Value) -> bool:
    """Tell whether a cell holds nothing, or a space that somebody left behind."""
    return value in _BLANKS


def widen(rows: Rows, places: list[Place]) -> Rows:
    """Make room for cells that the reader left out because it saw no value in them."""
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column in places)], default=0)
    height = max([len(rows), *(row + 1 for row, _ in places)], default=0)
    rows.extend([] for _ in range(height - len(rows)))
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def clip(merges: list[tuple[Place, Place]], rows: Rows) -> tuple[Span, ...]:
    """Clip merged ranges to the filled part of the sheet; one that spans the whole of it says nothing and goes."""
    height, width = len(rows), len(rows[0]) if rows else 0
    spans = (Span(top, left, min(bottom, height - 1), min(right, width - 1)) for (top, left), (bottom, right) in merges)
    whole = Span(0, 0, height - 1, width - 1)
    return tuple(span for span in spans if span.top <= span.bottom and span.left <= span.right and span != whole)
