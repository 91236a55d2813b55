"""The tables of the form: 幼儿园名册 with its 自查提示, 托幼点名册, 说明, and the hidden lists of the dropdowns."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from preschool_metrics.forms.cells import guide, list_name, write_value
from preschool_metrics.forms.layout import (
    EXPLANATIONS,
    FIRST_ROW,
    LISTS,
    POINTS,
    ROSTER,
    Column,
    choices,
    columns,
    heading,
)
from preschool_metrics.forms.looks import ROW_HEIGHT, Looks
from preschool_metrics.forms.page import print_roster, print_table
from preschool_metrics.forms.prefill import NOTHING, Prefill, Row
from preschool_metrics.forms.row_check import HEADING, PASSED, hint_formula, hint_of
from preschool_metrics.forms.standing import HINTS, range_name
from preschool_metrics.model.address import a1, column_letters
from preschool_metrics.model.returns import ChildcarePoint, Explanation, Kindergarten, Record

_HINT: Final = "每所幼儿园一行。只填黄色格；没有的填0，尚未统计的留空；合计也要填，灰色“自查提示”自动核对。"
_CHECK_WIDTH: Final = 26
_SMALL: Final[tuple[tuple[str, type[Record], str, str], ...]] = (
    (POINTS, ChildcarePoint, "民办托幼点名册", "每个民办托幼点一行；没有托幼点的不填。托幼点幼儿不计入在园幼儿。"),
    (EXPLANATIONS, Explanation, "情况说明", "系统提出核实的问题，确属实际情况的在此逐条说明；下次检查时自动读取。"),
)


class _Place(NamedTuple):
    book: Workbook
    sheet: Worksheet
    looks: Looks


def write_roster(
    book: Workbook, looks: Looks, title: str, town: Prefill, height: int, policies: Collection[str]
) -> None:
    """Write 幼儿园名册 with this many rows to fill; `policies` are the rules that the profile asks for."""
    place = _Place(book, book.get_worksheet_by_name(ROSTER), looks)
    _title(place, f"幼儿园名册 {title}", _HINT, town.mark)
    _headings(place)
    _rows(place, Kindergarten, town.kindergartens, FIRST_ROW, height)
    _checks(place, town.kindergartens, height, policies)
    for name, index in _counted():
        letter = column_letters(index)
        cells = f"${letter}${FIRST_ROW + 1}:${letter}${FIRST_ROW + height}"
        book.define_name(name, f"={ROSTER}!{cells}")
    place.sheet.freeze_panes(FIRST_ROW, 1)
    place.sheet.set_selection(FIRST_ROW, 0, FIRST_ROW, 0)
    place.sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:C{FIRST_ROW + height}"})
    print_roster(place.sheet, f"{ROSTER} {title} {town.mark}".rstrip(), FIRST_ROW + height - 1)


def write_small_tables(book: Workbook, looks: Looks, title: str, town: Prefill, spare: int) -> None:
    """Write 托幼点名册 and 说明: what is known, and this many rows to spare."""
    known: dict[str, Sequence[Row]] = {POINTS: town.points, EXPLANATIONS: town.explanations}
    for name, record, what, hint in _SMALL:
        place, rows = _Place(book, book.get_worksheet_by_name(name), looks), known[name]
        _title(place, f"{what} {title}", hint, town.mark)
        for column in columns(record):
            place.sheet.write_string(2, column.index, column.heading, looks.head)
            place.sheet.set_column(column.index, column.index, max(column.width, 14.0))
        place.sheet.set_row(2, 32)
        _rows(place, record, rows, 3, len(rows) + spare)
        place.sheet.freeze_panes(3, 1)
        place.sheet.set_selection(3, 0, 3, 0)
        print_table(place.sheet, 2)


def write_lists(book: Workbook) -> None:
    """Write the hidden sheet with the words of every dropdown, one defined name each."""
    sheet = book.get_worksheet_by_name(LISTS)
    sheet.hide()
    of_choices = [column.field for column in columns(Kindergarten) if column.kind == "choice"]
    for index, name in enumerate(of_choices):
        words = choices(Kindergarten, name)
        sheet.write_column(0, index, (heading(Kindergarten, name), *words))
        letter = column_letters(index)
        book.define_name(list_name(name), f"={LISTS}!${letter}$2:${letter}${len(words) + 1}")


def _title(place: _Place, title: str, hint: str, mark: str) -> None:
    place.sheet.set_default_row(ROW_HEIGHT)
    place.sheet.set_row(0, 28)
    place.sheet.write_string(0, 0, f"{title} {mark}".rstrip(), place.looks.title)
    place.sheet.write_string(1, 0, hint, place.looks.hint)


def _headings(place: _Place) -> None:
    """Two heading rows: a parent merged over its columns, a heading without one merged down."""
    top, bottom = FIRST_ROW - 2, FIRST_ROW - 1
    place.sheet.set_row(bottom, 34)
    for group, members in groupby(columns(Kindergarten), lambda column: column.group or column.heading):
        of_group = list(members)
        first, last = of_group[0].index, of_group[-1].index
        if first == last:
            place.sheet.merge_range(top, first, bottom, last, group, place.looks.head)
            continue
        place.sheet.merge_range(top, first, top, last, group, place.looks.head)
        for column in of_group:
            place.sheet.write_string(bottom, column.index, column.heading, place.looks.head)
    for column in columns(Kindergarten):
        place.sheet.set_column(column.index, column.index, column.width)


def _rows(place: _Place, record: type[Record], rows: Sequence[Row], first: int, height: int) -> None:
    for column in columns(record):
        look = place.looks.fields[column.kind]
        for at in range(height):
            known = rows[at] if at < len(rows) else NOTHING
            write_value(place.sheet, first + at, column.index, known.get(column.field), look, record, column.field)
        guide(place.sheet, (first, column.index, first + height - 1, column.index), record, column.field)


def _checks(place: _Place, rows: Sequence[Row], height: int, policies: Collection[str]) -> None:
    sheet, index = place.sheet, len(columns(Kindergarten))
    sheet.merge_range(FIRST_ROW - 2, index, FIRST_ROW - 1, index, HEADING, place.looks.head)
    sheet.set_column(index, index, _CHECK_WIDTH)
    for at in range(height):
        result = hint_of(rows[at] if at < len(rows) else NOTHING, policies)
        sheet.write_formula(FIRST_ROW + at, index, hint_formula(FIRST_ROW + at + 1, policies), place.looks.calc, result)
    last = FIRST_ROW + height - 1
    check = f"${a1(FIRST_ROW, index)}"
    wrong = {"type": "formula", "criteria": f'=AND(LEN({check})>1,{check}<>"{PASSED}")', "format": place.looks.wrong}
    # The name too: the hint is forty columns away from it.
    sheet.conditional_format(FIRST_ROW, 0, last, 0, wrong)
    sheet.conditional_format(FIRST_ROW, index, last, index, wrong)


def _counted() -> Iterator[tuple[str, int]]:
    """Yield the defined names of the columns that the cover's formulas add."""
    table: tuple[Column, ...] = columns(Kindergarten)
    for column in table:
        if column.kind == "count" or column.field in ("name", "nature"):
            yield range_name(column.field), column.index
    yield HINTS, len(table)
