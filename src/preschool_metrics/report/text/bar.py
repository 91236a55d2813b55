"""A small bar of a value against its line, which never contradicts the verdict."""

from decimal import Decimal

from rich.text import Text

from preschool_metrics.model.observation import Judgement
from preschool_metrics.report.text.words import BOLD, DIM, STYLE

FULL, EMPTY, MARK = "█", "▁", "|"


def bar(judgement: Judgement, width: int) -> Text:
    """Draw the value as filled cells from nought, the line as a mark between them."""
    mark, filled = _places(judgement, width)
    full = (FULL, STYLE[judgement.verdict])
    cells = [full] * filled + [(EMPTY, DIM)] * (width - filled)
    cells[mark] = (MARK, BOLD)
    return Text.assemble(*cells)


def _places(judgement: Judgement, width: int) -> tuple[int, int]:
    """Return the cell of the mark and the number of filled cells."""
    line, value = judgement.threshold.line, judgement.value
    scale = max(_scale(judgement), value or Decimal())
    mark = min(width - 1, int(line / scale * width))
    if value is None:
        return mark, width if judgement.verdict == "not_met" else 0
    return mark, _filled(judgement, mark, int(value / scale * width), width)


def _scale(judgement: Judgement) -> Decimal:
    """Return what the whole bar stands for: 100 %, or one and a half times the line of a ratio 1:n."""
    line = judgement.threshold.line
    return max(Decimal(1), line) if judgement.observation.indicator.display == "percent" else line * Decimal("1.5")


def _filled(judgement: Judgement, mark: int, filled: int, width: int) -> int:
    """Keep the end of the bar on the side of the mark where the verdict has it."""
    at_least = judgement.threshold.direction == "at_least"
    if _beyond(judgement):
        return min(width, max(filled, mark if at_least else mark + 2))
    return max(0, min(filled, mark - 1 if at_least else mark))


def _beyond(judgement: Judgement) -> bool:
    if judgement.verdict in {"met", "not_met"}:
        return (judgement.verdict == "met") == (judgement.threshold.direction == "at_least")
    return judgement.value is not None and judgement.value >= judgement.threshold.line
