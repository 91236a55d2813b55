"""A kindergarten a page: labels with their values beside them, one page below or behind the other (understanding.md §4)."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from preschool_metrics.model.draft import Column, Draft, Normalised, Table
from preschool_metrics.model.grid import Sheet, Value
from preschool_metrics.model.returns import Kindergarten
from preschool_metrics.shape.cover import is_guide
from preschool_metrics.shape.grammar import parse
from preschool_metrics.shape.header import has_number
from preschool_metrics.shape.headings import SURE, field_of, is_known
from preschool_metrics.shape.meant import meant
from preschool_metrics.shape.values import normaliser

_FEWEST: Final = 4  # labels that a page has at least
_NEEDED: Final = frozenset({"name", "enrolled"})


class _Pair(NamedTuple):
    """A label's field with the place of the label and of its value."""

    field: str
    label: tuple[int, int]
    at: tuple[int, int]
    value: Value


def pages_of(sheet: Sheet, draft: Draft, *, date1904: bool) -> Table | None:
    """Return the kindergartens of a sheet that holds nothing but pages, None where it is laid out otherwise."""
    if sheet.layout.holds not in (None, "roster") or is_guide(sheet):
        return None
    pairs = _all_pairs(sheet)
    pages = list(_pages(pairs)) if pairs is not None else []
    if (
        not pages
        or not _hold_every_figure(sheet, pages)
        or not all(len(page) >= _FEWEST and page.keys() >= _NEEDED for page in pages)
    ):
        return None
    fields = [name for name in Kindergarten.model_fields if any(name in page for page in pages)]
    columns = tuple(Column(name, at, "", SURE) for at, name in enumerate(fields))
    top = min(pair.label[0] for pair in pages[0].values()) + 1
    table = Table("roster", sheet.name, (top, top), columns)
    for page in pages:
        number = page["name"].label[0] + 1
        table.numbers.append(number)
        table.rows.append(
            tuple(_read(sheet, page[name], draft, date1904=date1904) if name in page else None for name in fields)
        )
        for column in columns:
            row, place = page[column.field].at if column.field in page else page["name"].at
            table.moved[number, column.at] = sheet.cell(row, place)
    for column in columns:
        table.moved.setdefault((top, column.at), sheet.cell(*pages[0].get(column.field, pages[0]["name"]).label))
    last = max(pair.at for page in pages for pair in page.values())
    table.range = (
        f"{sheet.cell(top - 1, 0)}:{sheet.cell(last[0], max(pair.at[1] for page in pages for pair in page.values()))}"
    )
    return table


def _hold_every_figure(sheet: Sheet, pages: list[dict[str, _Pair]]) -> bool:
    """Tell whether no figure stands on a sheet but beside labels: below headings it belongs to a table."""
    lines = {pair.at[0] for page in pages for pair in page.values()}
    return not any(has_number(row) for at, row in enumerate(sheet.rows) if at not in lines)


def _all_pairs(sheet: Sheet) -> list[_Pair] | None:
    """Return the pairs of a sheet, None at the first line that has a figure and no pair: of a list that is its first row."""
    found: list[_Pair] = []
    for row, values in enumerate(sheet.rows):
        pairs = list(_pairs(sheet, row))
        if not pairs and has_number(values):
            return None
        found += pairs
    return found


def _pages(pairs: Iterable[_Pair]) -> Iterator[dict[str, _Pair]]:
    """Yield the pairs of each page; the label of a name begins one."""
    page: dict[str, _Pair] = {}
    for pair in pairs:
        if pair.field == "name" and "name" in page:
            yield page
            page = {}
        page.setdefault(pair.field, pair)
    if page:
        yield page


def _pairs(sheet: Sheet, row: int) -> Iterator[_Pair]:
    """Yield each label of a line that has one value beside it, and only one before the next label or the end."""
    filled = [(column, value) for column, value in enumerate(sheet.rows[row]) if value != ""]
    labels = [at for at, (_, value) in enumerate(filled) if isinstance(value, str) and _is_label(value, sheet)]
    for at, end in pairwise((*labels, len(filled))):
        column, text = filled[at]
        field = field_of(Kindergarten, parse(str(text)))
        if field and end == at + 2:
            place, value = filled[at + 1]
            yield _Pair(field, (row, column), (row, place), value)


def _is_label(text: str, sheet: Sheet) -> bool:
    """Tell a label from a value that is a word too: 公办园 beside 办园性质."""
    meaning = parse(text)
    return is_known(text, sheet.layout.headings) and bool(meaning.attribute or meaning.counted)


def _read(sheet: Sheet, pair: _Pair, draft: Draft, *, date1904: bool) -> Value | None:
    value = normaliser(Kindergarten, pair.field, date1904)(meant(sheet, pair.field, pair.value))
    if pair.value.__class__ is str and value.__class__ is not str and value is not None:
        draft.normalised.append(Normalised(sheet.name, sheet.cell(*pair.at), str(pair.value), str(value)))
    return value  # type: ignore[no-any-return]
