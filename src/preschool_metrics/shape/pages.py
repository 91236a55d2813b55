"""A kindergarten a page: labels with their values beside them, one page below or behind the other (understanding.md §4)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from preschool_metrics.model.draft import Column, Draft, Normalised, Table
from preschool_metrics.model.grid import Rows, Sheet, Value
from preschool_metrics.model.layout import Headings
from preschool_metrics.model.returns import Kindergarten
from preschool_metrics.shape.context import with_context
from preschool_metrics.shape.cover import is_guide
from preschool_metrics.shape.grammar import EVERY_NATURE, NOTHING, Meaning, parse, unite
from preschool_metrics.shape.header import has_number
from preschool_metrics.shape.headings import SURE, column_meaning, field_named, field_of, is_known
from preschool_metrics.shape.meant import meant
from preschool_metrics.shape.once import once_a_sheet
from preschool_metrics.shape.values import is_blank, normaliser

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
    if not pages or not all(len(page) >= _FEWEST and page.keys() >= _NEEDED and _is_name(page) for page in pages):
        return None
    fields = [name for name in Kindergarten.model_fields if any(name in page for page in pages)]
    labels = {name: sheet.rows[at.label[0]][at.label[1]] for page in pages for name, at in page.items()}
    columns = tuple(Column(name, at, str(labels[name]), SURE) for at, name in enumerate(fields))
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
    with_context(sheet, table, (), draft)
    table.scope = ""  # 红枫民办幼儿园 names the kindergarten that the page is of
    return table


def _is_name(page: dict[str, _Pair]) -> bool:
    """Tell whether a name stands beside the label of a page's name: in a list 单位 is the heading of its last column."""
    value = page["name"].value
    return isinstance(value, str) and not is_blank(value) and not has_number([value])


def without_names(sheet: Sheet, pages: Table) -> Sheet:
    """Return a sheet of pages without the names of its kindergartens: 单位名称 names no town here."""
    names = {number - 1 for number in pages.numbers}
    labels = {pair.label for pair in _all_pairs(sheet) or () if pair.field == "name" and pair.label[0] in names}
    rows: Rows = [
        ["" if (at, column) in labels else value for column, value in enumerate(row)]
        for at, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)


@once_a_sheet
def _all_pairs(sheet: Sheet) -> list[_Pair] | None:
    """Return the pairs of a sheet, None at the first line that has a figure and no label: of a list that is its first row."""
    labels: list[Sequence[int]] = []
    for row, values in enumerate(sheet.rows):
        labels.append(_labels(sheet, row))
        if not labels[row] and has_number(values):
            return None
    return [pair for row, own in enumerate(labels) for pair in _pairs(sheet, row, own)]


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


def _pairs(sheet: Sheet, row: int, labels: Sequence[int]) -> Iterator[_Pair]:
    """Yield each label of a field with the value beside it; a label right before another stands over it."""
    values = sheet.rows[row]
    filled = [column for column, value in enumerate(values) if value != ""]
    over = _over(sheet, row, labels)
    for column in labels:
        text = str(values[column])
        meaning = column_meaning((text,)) if over is NOTHING else unite((over, parse(text)))
        field = field_named(Kindergarten, text) if over is NOTHING else field_of(Kindergarten, meaning)
        beside = [at for at in filled if at > column]
        beside = beside[: next((index for index, at in enumerate(beside) if at in labels), len(beside))]
        over = meaning if column + 1 in labels and not meaning.attribute else NOTHING
        if field and not beside and column + 1 not in labels:
            yield _Pair(field, (row, column), (row, column + 1), "")
        elif field and beside and not has_number([values[at] for at in beside[1:]]):
            yield _Pair(field, (row, column), (row, beside[0]), values[beside[0]])


def _over(sheet: Sheet, row: int, labels: Sequence[int]) -> Meaning:
    """Return what a label merged down from a row above says of the labels of a row: 教职工 beside 园长, 专任教师."""
    spans = (span for span in sheet.merges if labels and span.top < row <= span.bottom and span.right < labels[0])
    above = next((parse(str(sheet.rows[span.top][span.left])) for span in spans), NOTHING)
    return above if above.understood and not above.attribute else NOTHING


def _labels(sheet: Sheet, row: int) -> Sequence[int]:
    """Return the columns of a row's labels; 其他 and 其中：女 are labels too where a figure follows and no label goes before."""
    values, own = tuple(sheet.rows[row]), sheet.layout.headings
    return _labels_of_texts(values, own) if set(map(type, values)) == {str} else _labels_of(values, own)


def _labels_of(values: tuple[Value, ...], own: Headings) -> Sequence[int]:
    labels: list[int] = []
    filled = [(column, value) for column, value in enumerate(values) if value != ""]
    for at, (column, value) in enumerate(filled):
        if not isinstance(value, str) or not is_known(value, own):
            continue
        after_label = at > 0 and filled[at - 1][0] in labels
        figure = at + 1 < len(filled) and has_number([filled[at + 1][1]])
        part = parse(value).narrow or parse(value).marks & {"among", "total"}
        if _is_label(value) or (part and figure and not after_label):
            labels.append(column)
    return labels


_labels_of_texts: Final = lru_cache(maxsize=1024)(_labels_of)  # of headings, which the towns' returns share


def _is_label(text: str) -> bool:
    """Tell a label from a value that is a word too: 公办园 beside 办园性质."""
    meaning = parse(text)
    natures = meaning.nature == EVERY_NATURE and not meaning.sponsor  # 公办/民办
    return bool(meaning.attribute or meaning.counted or natures or "question" in meaning.marks)


def _read(sheet: Sheet, pair: _Pair, draft: Draft, *, date1904: bool) -> Value | None:
    value = normaliser(Kindergarten, pair.field, date1904)(meant(sheet, pair.field, pair.value))
    if pair.value.__class__ is str and value.__class__ is not str and value is not None:
        draft.normalised.append(Normalised(sheet.name, sheet.cell(*pair.at), str(pair.value), str(value)))
    return value  # type: ignore[no-any-return]
