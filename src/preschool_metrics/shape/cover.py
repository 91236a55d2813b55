"""The cover: labels with their values, on a sheet of their own or in lines above a table."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Draft, Normalised
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Sheet, Value, a1
from preschool_metrics.model.returns import Cover
from preschool_metrics.model.town_return import Figure
from preschool_metrics.shape.values import normaliser
from preschool_metrics.shape.words import heading_key, short_key

_PAIR = re.compile(r"\s*([^:：]{2,30})[:：]\s*(.*\S)?\s*", re.DOTALL)
_REACH: Final = 6


@cache
def _labels() -> dict[str, str]:
    keys: dict[str, str] = {}
    for name, description in described(Cover).items():
        for text in (description.heading.zh, *description.also):
            keys.setdefault(heading_key(text), name)
            keys.setdefault(short_key(text), name)
    return keys


@lru_cache(maxsize=4096)
def _field_of(label: str) -> str | None:
    return _labels().get(heading_key(label)) or _labels().get(short_key(label))


def read_cover(sheet: Sheet, end: int, draft: Draft, *, date1904: bool) -> None:
    """Add the cover fields of a sheet's first `end` rows to the draft; what stands twice is kept aside."""
    for field, row, column, raw in _entries(sheet, end):
        value = normaliser(Cover, field, date1904)(raw)
        figure = Figure(value, sheet.name, a1(row, column))
        if (row, column) in sheet.errors:
            draft.remarks.append(Remark(Flaw.ERROR_CELL, sheet.name, figure.cell, field, sheet.errors[row, column]))
        if (row, column) in sheet.no_result:
            draft.remarks.append(
                Remark(Flaw.NO_RESULT, sheet.name, figure.cell, field, f"={sheet.no_result[row, column]}")
            )
        if raw.__class__ is str and value.__class__ is not str and str(value) != raw and raw:
            draft.normalised.append(Normalised(sheet.name, figure.cell, str(raw), "" if value is None else str(value)))
        known = draft.cover.get(field)
        if known is None or known.value is None:
            draft.cover[field] = figure
        elif value is not None:
            draft.again.append((field, figure))


def _entries(sheet: Sheet, end: int) -> Iterator[tuple[str, int, int, Value]]:
    for row, values in enumerate(sheet.rows[:end]):
        for column, text in enumerate(values):
            if text.__class__ is not str or not text:
                continue
            yield from _entry(sheet, row, column, str(text))


def _entry(sheet: Sheet, row: int, column: int, text: str) -> Iterator[tuple[str, int, int, Value]]:
    pair = _PAIR.fullmatch(text)
    if pair and pair.group(2):
        field = _field_of(pair.group(1))
        if field:
            yield field, row, column, pair.group(2)
        return
    field = _field_of(text.rstrip(":： ")) if len(text) < 40 else None  # noqa: PLR2004 - a label is short
    if field:
        at = _value_column(sheet, row, column)
        yield field, row, at, sheet.rows[row][at] if at < len(sheet.rows[row]) else ""


def _value_column(sheet: Sheet, row: int, column: int) -> int:
    """Return the column of a label's value: the next filled cell to the right, unless that is a label itself."""
    span = next((span for span in sheet.merges if span.top == row and span.left == column), None)
    start = (span.right if span else column) + 1
    for at in range(start, min(start + _REACH, len(sheet.rows[row]))):
        value = sheet.rows[row][at]
        if (row, at) in sheet.errors or (row, at) in sheet.no_result:
            return at
        if value != "":
            return start if isinstance(value, str) and _field_of(value.rstrip(":： ")) else at
    return start
