"""Tables on their side: the headings run down a column, and each kindergarten or town is a column of its own.

The sheet is turned as a whole, so that all that reads upright tables reads these too; only its cells are asked for by
`Sheet.cell`, which gives the address that they have in the file.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import Final

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Rows, Sheet, Span, Value
from preschool_metrics.shape.candidate import FEWEST_FIELDS, best_table
from preschool_metrics.shape.cover import has_ten_thousands, is_cover_label, is_guide
from preschool_metrics.shape.header import has_number, is_said
from preschool_metrics.shape.headings import is_known, match
from preschool_metrics.shape.rows import total_kind
from preschool_metrics.shape.words import bare

_TALLEST: Final = 300  # headings run down: there are no more of them than fields and a few strange ones
_CLEARLY: Final = 2


def on_its_side(sheet: Sheet, draft: Draft) -> Sheet | None:
    """Return the sheet turned where its headings clearly run down a column, None where it stands upright.

    Clearly is: with all that the table needs, and twice the fields that any of its rows names as headings. In doubt it
    is left as it stands, and that is remarked.
    """
    if not 1 < len(sheet.rows) <= _TALLEST or sheet.layout.header or is_guide(sheet) or has_ten_thousands(sheet):
        return None
    upright = best_table(sheet)
    turned = _turned(sheet)
    block = _block(turned)
    plain = [at for row in block for at, value in enumerate(turned.rows[row]) if _is_heading(value, turned)]
    labelled = [at for row in block for at, value in enumerate(turned.rows[row]) if is_known(str(value))]
    tried = [cropped for known in (plain, labelled) if (cropped := _settled(turned, known, block))]
    if not tried:
        return None
    lying = max(tried, key=lambda each: best_table(each).whole)
    side = best_table(lying)
    if side.whole and side.fields >= max(FEWEST_FIELDS, _CLEARLY * upright.fields):
        return lying
    draft.remarks.append(Remark(Flaw.SIDEWAYS, sheet.name, lying.cell(block.start, min(side.places))))
    return None


def _settled(turned: Sheet, known: Sequence[int], block: range) -> Sheet | None:
    """Return a turned sheet cropped to its table: first to all words of headings, then to those of the table itself.

    None where no table is left: a title merged over all columns, 在园幼儿数, may look like a heading that ran down.
    """
    known = [at for at in known if not _is_cover_line(turned, at, block)]
    known = list(dropwhile(lambda at: _stands_alone(turned, at), known))
    if len(known) < FEWEST_FIELDS:
        return None
    rough = best_table(_cropped(turned, known, block))
    places = [at for at in rough.places if not _is_cover_line(turned, at, block)]
    named = rough.keyed or (rough.kind == "roster" and rough.fields > FEWEST_FIELDS)
    cropped = _cropped(turned, places, block) if named and places else None
    return cropped if cropped and best_table(cropped).places else None


def _stands_alone(turned: Sheet, at: int) -> bool:
    """Tell whether a line of the file holds one text, as a title does: 幼儿园情况汇总表 is no heading of names."""
    return sum(row[at] != "" for row in turned.rows) == 1


def _turned(sheet: Sheet) -> Sheet:
    """Return a sheet with its rows for columns; what it knows of cells turns with them."""
    return replace(
        sheet,
        rows=[list(column) for column in zip(*sheet.rows, strict=True)],
        merges=tuple(Span(span.left, span.top, span.right, span.bottom) for span in sheet.merges),
        errors={(column, row): text for (row, column), text in sheet.errors.items()},
        no_result={(column, row): text for (row, column), text in sheet.no_result.items()},
        hidden_rows=sheet.hidden_columns,
        hidden_columns=sheet.hidden_rows,
        turned=True,
    )


def _block(sheet: Sheet) -> range:
    """Return the rows of a turned sheet that hold its headings: the one with most of them, and those beside it with any."""
    places = [[at for at, value in enumerate(row) if _is_heading(value, sheet)] for row in sheet.rows]
    line = max(range(len(places)), key=lambda row: len(places[row]), default=0)
    if not places or not places[line]:
        return range(0)
    inside = slice(min(places[line]), max(places[line]) + 1)
    heads = [bool(found) and not has_number(sheet.rows[row][inside]) for row, found in enumerate(places)]
    first, last = line, line
    while first > 0 and heads[first - 1]:
        first -= 1
    while last + 1 < len(heads) and heads[last + 1]:
        last += 1
    return range(first, last + 1)


def _is_heading(value: Value, sheet: Sheet) -> bool:
    """Tell whether a cell is a word of a table's headings, and no label of the cover; the area may be both."""
    own = sheet.layout.headings
    if not isinstance(value, str) or value == "" or not is_known(value, own):
        return False
    return not is_cover_label(value, own) or _may_be_area(value, sheet)


def _may_be_area(text: str, sheet: Sheet) -> bool:
    found = match("roster", (text,), sheet.layout.headings)
    return found is not None and found.field == "area"


def _is_cover_line(sheet: Sheet, at: int, block: range) -> bool:
    """Tell whether a line of the file that may begin with the area is the cover's: other labels stand beside or below."""
    own = sheet.layout.headings
    begins = [str(sheet.rows[row][at]) for row in block]
    beside = [str(row[at]) for row in sheet.rows[block.stop :]]
    below = [str(sheet.rows[row][at + 1]) for row in block if at + 1 < len(sheet.rows[row])]
    others = [text for text in (*beside, *below) if is_cover_label(text, own)]
    own_label = any(is_cover_label(text, own) for text in begins)
    return own_label and any(bare(text) not in map(bare, begins) and not _may_be_area(text, sheet) for text in others)


def _cropped(sheet: Sheet, places: Sequence[int], block: range) -> Sheet:
    """Blank what stands before the first and after the last heading of a turned sheet: titles, lines of labels, footers.

    The line before them that says 合计 of a column belongs to them, and strange headings behind them.
    """
    first, last = min(places), max(places)
    while first > 0 and _names_total(sheet, first - 1, block):
        first -= 1
    while last + 1 < len(sheet.rows[0]) and _goes_on(sheet, last + 1, block):
        last += 1
    inside = range(first, last + 1)
    return replace(
        sheet,
        rows=[[value if at in inside else "" for at, value in enumerate(row)] for row in sheet.rows],
        merges=tuple(span for span in sheet.merges if span.left in inside and span.right in inside),
    )


def _names_total(sheet: Sheet, at: int, block: range) -> bool:
    texts = (row[at] for row in sheet.rows[block.stop :])
    return any(isinstance(text, str) and total_kind([text]) is not None for text in texts)


def _goes_on(sheet: Sheet, at: int, block: range) -> bool:
    """Tell whether a column of a turned sheet has a heading of its own in the block of headings, and something below."""
    texts = [str(sheet.rows[row][at]) for row in block if sheet.rows[row][at] != ""]
    if not texts or any(is_said(text) or is_cover_label(text, sheet.layout.headings) for text in texts):
        return False
    return any(row[at] != "" for row in sheet.rows[block.stop :])


def beside(sheet: Sheet, turned: Sheet) -> Sheet:
    """Return a sheet without the rows of its table on its side: what is left may be lines of a cover."""
    of_table = {at for row in turned.rows for at, value in enumerate(row) if value != ""}
    inside = range(min(of_table), max(of_table) + 1)
    rows: Rows = [[""] * len(row) if at in inside else row for at, row in enumerate(sheet.rows)]
    return replace(sheet, rows=rows, merges=tuple(span for span in sheet.merges if span.top not in inside))
