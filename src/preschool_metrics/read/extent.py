"""The filled part of a sheet: rows dropped, made room for, and merges clipped to it."""

from preschool_metrics.model.grid import Rows, Span, Value

_BLANKS = ("", " ", "\u3000", "\xa0", "\u200b")


def trim(rows: Rows) -> Rows:
    """Drop the rows at the end that hold nothing but spaces."""
    while rows and all(map(is_blank, rows[-1])):
        rows.pop()
    return rows


def is_blank(value: Value) -> bool:
    """Tell whether a cell holds nothing, or a space that somebody left behind."""
    return value in _BLANKS


def widen(rows: Rows, places: list[tuple[int, int]]) -> Rows:
    """Make room for cells that the reader left out because it saw no value in them."""
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _, column in places)], default=0)
    height = max([len(rows), *(row + 1 for row, _ in places)], default=0)
    rows.extend([] for _ in range(height - len(rows)))
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def clip(merges: list[tuple[tuple[int, int], tuple[int, int]]], rows: Rows) -> tuple[Span, ...]:
    """Clip merged ranges to the filled part of the sheet; one that spans the whole of it says nothing and goes."""
    height, width = len(rows), len(rows[0]) if rows else 0
    spans = (Span(top, left, min(bottom, height - 1), min(right, width - 1)) for (top, left), (bottom, right) in merges)
    whole = Span(0, 0, height - 1, width - 1)
    return tuple(span for span in spans if span.top <= span.bottom and span.left <= span.right and span != whole)
