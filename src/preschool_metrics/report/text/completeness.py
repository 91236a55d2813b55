"""What has come in, as a grid of areas and months; areas whose returns are all in and free of errors are only counted."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from rich.text import Text

from preschool_metrics.language import _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.completeness import Received, State
from preschool_metrics.report.text.layout import GAP, grid, hang, indented, natural
from preschool_metrics.report.text.words import BOLD, DIM, MET, NOT_MET, said

_GLYPH: Final[dict[State, str]] = {"complete": "√", "errors": "▲", "unreadable": "×", "double": "■", "missing": "—"}
_STYLE: Final[dict[State, str]] = {"complete": MET, "errors": NOT_MET, "unreadable": NOT_MET, "double": NOT_MET, "missing": DIM}  # fmt: skip
_LATE: Final = "▼"
_COLUMN: Final = 2  # of figures: a month, a glyph with a late mark, a count
_Cells = dict[tuple[str | None, str | None], Received]


def completeness_lines(assessment: Assessment, width: int, *, verbose: bool) -> list[Text]:
    """Return the grid, where several months were looked at or all is asked for; the last months where not all fit."""
    cells = {(each.area, each.period): each for each in assessment.completeness}
    months = sorted({each.period for each in assessment.completeness if each.period})
    if not months or (len(months) == 1 and not verbose):
        return []
    areas = list(dict.fromkeys(each.area for each in assessment.completeness if each.period))
    shown = areas if verbose else [area for area in areas if not _is_whole(area, months, cells)]
    names = [said(area or _("area unknown")) for area in shown]
    label = max((name.cell_len for name in [*names, Text(_("Received"))]), default=0)
    fitting = max((width - GAP - label) // (_COLUMN + GAP), 1)
    lines = _grid(names, shown, months[-fitting:], cells, label)
    notes = [_left_out(months, fitting), _legend(shown, months, cells), _whole(len(areas) - len(shown))]
    lines += [line for note in notes if note for line in hang(said(note, DIM), width - GAP, GAP)]
    return [said(_("Completeness"), BOLD), *indented(lines, GAP)]


def _is_whole(area: str | None, months: Sequence[str], cells: _Cells) -> bool:
    own = [cells.get((area, month)) for month in months]
    return all(each and each.state == "complete" and not each.late for each in own)


def _grid(
    names: Sequence[Text], areas: Sequence[str | None], months: Sequence[str], cells: _Cells, label: int
) -> list[Text]:
    rows = [
        [name, *(_cell(cells.get((area, month))) for month in months)] for name, area in zip(names, areas, strict=True)
    ]
    counts = [Text(str(sum(1 for (_area, month), each in cells.items() if month == own and each.state != "missing")))
              for own in months]  # fmt: skip
    table = [[Text(), *(Text(month[5:]) for month in months)], *rows, [said(_("Received")), *counts]]
    widths = [label, *(max(_COLUMN, column) for column in natural(table)[1:])]
    return [_years(months, label), *grid(table, widths, range(1, len(widths)))]


def _years(months: Sequence[str], label: int) -> Text:
    """Return the line of years, each above its first month."""
    line = Text(" " * label)
    for year, own in groupby(months, key=lambda month: month[:4]):
        space = len(list(own)) * (_COLUMN + GAP)
        line.append((" " * GAP + year).ljust(space)[: max(space, len(year) + GAP)], DIM)
    return line


def _cell(received: Received | None) -> Text:
    if received is None:
        return Text()
    late = _LATE if received.late else ""
    return Text(_GLYPH[received.state] + late, _STYLE[received.state])


def _left_out(months: Sequence[str], fitting: int) -> str:
    if len(months) <= fitting:
        return ""
    return _("{number} earlier months: --format csv --table completeness").format(number=len(months) - fitting)


def _legend(areas: Sequence[str | None], months: Sequence[str], cells: _Cells) -> str:
    """Explain the glyphs that stand in the grid."""
    words: dict[State, str] = {
        "complete": _("free of errors"), "errors": _("with errors"), "unreadable": _("unreadable"),
        "double": _("several returns"), "missing": _("missing"),
    }  # fmt: skip
    seen = [cells[area, month] for area in areas for month in months if (area, month) in cells]
    states = {each.state for each in seen}
    parts = [f"{glyph} {words[state]}" for state, glyph in _GLYPH.items() if state in states]
    late = _("late")
    parts += [f"{_LATE} {late}"] if any(each.late for each in seen) else []
    return "   ".join(parts)


def _whole(number: int) -> str:
    return _("{number} more areas: every return in and free of errors").format(number=number) if number else ""
