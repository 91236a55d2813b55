"""A table laid on its side: headings down the first columns, a kindergarten a column; titles above and notes below stay."""

import re
from copy import deepcopy
from dataclasses import replace
from typing import Final

from preschool_metrics.model.grid import Span, a1, place
from tests.accuracy.book import Formula, Page, Turn

_CELL: Final = re.compile(r"[A-Z]+\d+")


def turned(page: Page, turn: Turn) -> Page:
    """Return a page with its table turned: cells, merges, what is hidden, and the cells that formulas name."""

    def named(text: str) -> str:
        return _CELL.sub(lambda cell: a1(*turn.lies(*place(cell.group()))), text)

    lying = deepcopy(page)
    lying.turn, lying.frozen = None, None
    lying.cells = {
        turn.lies(*at): replace(content, text=named(content.text)) if isinstance(content, Formula) else content
        for at, content in page.cells.items()
    }
    lying.comments = {turn.lies(*at): text for at, text in page.comments.items()}
    lying.merges = [_span(turn, span) for span in page.merges]
    lying.hidden_columns = {turn.lies(row, turn.left)[1] for row in page.hidden_rows}
    lying.hidden_rows = {turn.lies(turn.top, column)[0] for column in page.hidden_columns}
    return lying


def _span(turn: Turn, span: Span) -> Span:
    (top, left), (bottom, right) = turn.lies(span.top, span.left), turn.lies(span.bottom, span.right)
    return Span(top, left, bottom, right)
