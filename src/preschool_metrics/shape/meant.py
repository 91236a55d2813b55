"""What an office's layout file says, put to use: the values and the labels of rows that it names, the names it matches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from preschool_metrics.model.dictionary import Described, described
from preschool_metrics.model.draft import Column, Draft, Normalised
from preschool_metrics.model.grid import Sheet, Value
from preschool_metrics.model.layout import ANY, Layout, Values
from preschool_metrics.model.months import month_in
from preschool_metrics.model.returns import Cover, Kindergarten
from preschool_metrics.shape.headings import RECORDS
from preschool_metrics.shape.natures import name_of, nature_of
from preschool_metrics.shape.words import bare, sheet_key, value_key

_WILD: Final = re.compile(r"(\*|\?|\{area\}|\{period\})")
_MEANS: Final = {"*": ".*", "?": ".", "{area}": "(?P<area>.+?)", "{period}": "(?P<period>.+?)"}


# --- the fields that a layout file may name ---------------------------------------------------------------


@cache
def field_ids() -> tuple[str, ...]:
    """Return the ids of all fields, of the tables and of the cover."""
    return tuple(dict.fromkeys(name for record in (*RECORDS.values(), Cover) for name in described(record)))


@cache
def fields_by_heading() -> dict[str, str]:
    """Return the field of each heading, for whoever writes 幼儿园名称 where the id belongs."""
    return {each.heading.zh: name for record in (Cover, *RECORDS.values()) for name, each in described(record).items()}


@cache
def closed_fields() -> dict[str, Described]:
    """Return the fields that have a closed set of values."""
    return {name: each for name, each in described(Kindergarten).items() if each.words}


def word_of(field: str, text: str) -> str | None:
    """Return the word of the form for a value of a field, given by its id or as people write it; None for no value."""
    words = closed_fields()[field].words
    plain = bare(text).casefold()
    found = next(
        (value for value, ways in words.items() if plain in (value, *(bare(way).casefold() for way in ways))), None
    )
    found = found or (name_of(nature_of(text)) if field == "nature" else None)
    return words[found][0] if found else None


# --- values ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _words(values: Values, field: str) -> dict[str, str]:
    return {key: word for name, key, word in values if name == field}


def meant(sheet: Sheet, field: str, value: Value) -> Value:
    """Return what a cell of a field says, in the word of the form where the office's layout file names it."""
    words = _words(sheet.layout.values, field) if sheet.layout.values else None
    return words.get(value_key(value), value) if words else value


def with_meant(sheet: Sheet, columns: Sequence[Column], body: range, draft: Draft) -> Sheet:
    """Return a sheet with the values below a table's headings as its layout file means them; each change is kept."""
    if not sheet.layout.values:
        return sheet
    rows = list(sheet.rows)
    for at, column, word in _changed(sheet, columns, body):
        draft.normalised.append(Normalised(sheet.name, sheet.cell(at, column), str(rows[at][column]), word))
        rows[at] = [*rows[at][:column], word, *rows[at][column + 1 :]]
    return replace(sheet, rows=rows)


def _changed(sheet: Sheet, columns: Sequence[Column], body: range) -> Iterator[tuple[int, int, str]]:
    for column in columns:
        words = _words(sheet.layout.values, column.field)
        for at in body if words else ():
            word = words.get(value_key(sheet.rows[at][column.at]))
            if word is not None and word != sheet.rows[at][column.at]:
                yield at, column.at, word


# --- names of sheets and files -----------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _pattern(name: str) -> re.Pattern[str]:
    parts = (_MEANS.get(part, re.escape(part)) for part in _WILD.split(bare(name).casefold()))
    return re.compile("".join(parts))


def named_sheets(layout: Layout, name: str) -> frozenset[str]:
    """Return those of a layout's names and patterns that mean the sheet with this name."""
    key = sheet_key(name)
    return frozenset(
        each for each, _said in layout.sheets if each == key or (ANY & set(each) and _pattern(each).fullmatch(key))
    )


def of_file(layout: Layout, label: str) -> Layout:
    """Return what a layout says of a file, by its name, or by its folders too where the pattern has any."""
    told = layout._replace(files=())
    for pattern, said in layout.files:
        whole = bare(label) if "/" in pattern else bare(label.rpartition("/")[2])
        found = _pattern(_once(pattern)).fullmatch(whole.casefold())
        if found is None:
            continue
        caught = {name: text for name, text in found.groupdict().items() if text}
        month = month_in(caught["period"]) if "period" in caught else said.period
        if "period" in caught and month is None:
            continue
        told = said._replace(files=(), area=said.area or caught.get("area"), period=said.period or month).within(told)
    return told


def _once(pattern: str) -> str:
    """Return a pattern in which {area} and {period} stand once: what is written twice is anything the second time."""
    for mark in ("{area}", "{period}"):
        first, found, rest = pattern.partition(mark)
        pattern = first + found + rest.replace(mark, "*")
    return pattern
