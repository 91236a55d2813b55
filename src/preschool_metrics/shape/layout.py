"""The layout file: an office names its odd headings once, in TOML; refused with all its mistakes at once.

    [headings]                      # the heading, or the headings joined top-down by →, and the field's id
    "园所全称" = "name"
    "在册幼儿→计" = "enrolled"
    "上年在园" = "ignore"

    [sheets]                        # what the tables of a sheet are
    "附表1" = "roster"              # roster, summary, childcare_points or ignore

    [header_rows]                   # the row of the headings as Excel numbers it, or the first and the last
    "附表1" = [3, 4]

A heading or a sheet that no workbook has is no mistake: one file serves all returns of an office.
"""

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from preschool_metrics.catalogue.loader import mistakes_in
from preschool_metrics.errors import LayoutError
from preschool_metrics.language import _, reason_of
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.layout import IGNORE, Holds, Layout
from preschool_metrics.model.returns import Cover
from preschool_metrics.shape.headings import RECORDS
from preschool_metrics.shape.words import path_key, sheet_key

_ARROW = "→"
_ALIKE = 0.6


def _known_field(name: str) -> str:
    if name == IGNORE or name in _fields():
        return name
    near = _fields_by_heading().get(name) or next(iter(get_close_matches(name, [*_fields(), IGNORE], 1, _ALIKE)), None)
    hint = _("; did you mean {suggestion}?").format(suggestion=near) if near else ""
    raise ValueError(_("no field has the id {name}{hint} (docs/fields.md lists them)").format(name=name, hint=hint))


def _rows(value: object) -> object:
    """Read one row as a block of its own; refuse what is no block of rows."""
    block = value if isinstance(value, list) else [value, value]
    match block:
        case [int(first), int(last)] if 1 <= first <= last and bool not in map(type, block):
            return (first, last)
    raise ValueError(_("write the row of the headings as 3, or the first and the last as [3, 4]"))


FieldId = Annotated[str, AfterValidator(_known_field)]
HeaderRows = Annotated[tuple[int, int], BeforeValidator(_rows)]


class LayoutFile(BaseModel):
    """The file as it is written; an unknown key is a mistake, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    headings: dict[str, FieldId] = {}
    sheets: dict[str, Holds] = {}
    header_rows: dict[str, HeaderRows] = {}


def load_layout(path: str | Path) -> Layout:
    """Load a layout file; raises LayoutError with every mistake, each with its key."""
    try:
        raw = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, RecursionError, tomllib.TOMLDecodeError) as error:
        raise LayoutError(str(path), [_("cannot be read as TOML: {error}").format(error=reason_of(error))]) from None
    mistakes = [*_unwritten(raw), *_twice(raw)]
    try:
        file = LayoutFile.model_validate(raw)
    except ValidationError as error:
        raise LayoutError(str(path), [*mistakes_in(error, raw), *mistakes]) from None
    if mistakes:
        raise LayoutError(str(path), mistakes)
    return Layout(
        frozenset((_heading_key(text), field) for text, field in file.headings.items()),
        frozenset((sheet_key(name), holds) for name, holds in file.sheets.items()),
        frozenset((sheet_key(name), rows) for name, rows in file.header_rows.items()),
    )


def _heading_key(text: str) -> str:
    return path_key(text.split(_ARROW))


_KEYS = {"headings": _heading_key, "sheets": sheet_key, "header_rows": sheet_key}


def _tables(raw: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name in _KEYS:
        if isinstance(raw.get(name), dict):
            yield name, list(raw[name])


def _unwritten(raw: Mapping[str, Any]) -> Iterator[str]:
    """Name the keys of which nothing is left to compare."""
    for table, texts in _tables(raw):
        for text in texts:
            if not _KEYS[table](text).strip(_ARROW):
                yield f"{table}.{text!r}: " + _("there is no word in it to go by")


def _twice(raw: Mapping[str, Any]) -> Iterator[str]:
    """Name the keys that are one and the same, once units, blanks and asides are taken off."""
    for table, texts in _tables(raw):
        first: dict[str, str] = {}
        for text in texts:
            other = first.setdefault(_KEYS[table](text), text)
            if other is not text:
                yield f"{table}.{text}: " + _("is the same as {other}").format(other=other)


@cache
def _fields() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for record in (*RECORDS.values(), Cover) for name in described(record)))


@cache
def _fields_by_heading() -> dict[str, str]:
    """Return the field of each heading, for whoever writes 幼儿园名称 where the id belongs."""
    return {each.heading.zh: name for record in (Cover, *RECORDS.values()) for name, each in described(record).items()}
