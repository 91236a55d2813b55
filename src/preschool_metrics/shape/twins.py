"""Columns that mean one field: which of them is meant, where words or values tell; what they leave open stays twice."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from preschool_metrics.model.draft import Column
from preschool_metrics.model.grid import Sheet
from preschool_metrics.shape.grammar import parse
from preschool_metrics.shape.header import Header
from preschool_metrics.shape.headings import column_meaning
from preschool_metrics.shape.natures import nature_of
from preschool_metrics.shape.values import is_blank, number
from preschool_metrics.shape.words import ARROW, bare

_SAMPLE: Final = 40


def without_twins(sheet: Sheet, header: Header, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return columns without those that another one of their field tells to be a part or something wider."""
    often = Counter(column.field for column in columns)
    if len(often) == len(columns):
        return columns
    kept: list[Column] = []
    for field, each in groupby(sorted(columns, key=lambda column: column.field), key=lambda column: column.field):
        twins = list(each)
        kept += twins if len(twins) == 1 else _meant(sheet, header, field, twins)
    return tuple(column for column in columns if column in kept)


def _meant(sheet: Sheet, header: Header, field: str, twins: list[Column]) -> list[Column]:
    if any(column.by_layout for column in twins):
        return twins
    if field == "area":
        return _finest(sheet, header, twins)
    if field == "nature":
        told = [column for column in twins if any(nature_of(text) for text in _texts(sheet, header, column))]
        return told if len(told) == 1 else twins
    explicit = [column for column in twins if "full_time" in column_meaning(_path(column)).narrow]
    return explicit if len(explicit) == 1 else _whole(sheet, header, twins)


def _finest(sheet: Sheet, header: Header, twins: list[Column]) -> list[Column]:
    """Return the towns of 区县 | 镇街: the column that names more of them than any other."""
    named = {column: len(set(_texts(sheet, header, column))) for column in twins}
    finest = max(named.values())
    return [column for column in twins if named[column] == finest]


def _whole(sheet: Sheet, header: Header, twins: list[Column]) -> list[Column]:
    """Return the 小计 of columns under one heading, 卫生保健人员 over 保健员 | 小计, where no other is ever larger."""
    wholes = [column for column in twins if "total" in parse(_path(column)[-1]).marks]
    if len(wholes) != 1 or len({_path(column)[:-1] for column in twins}) > 1:
        return twins
    at = wholes[0].at
    figures = [
        [number(row[column.at]) for column in (wholes[0], *twins)] for row in _rows(sheet, header) if row[at] != ""
    ]
    counts = [[value for value in row if value.__class__ is float] for row in figures]
    return wholes if all(row and max(row) == row[0] for row in counts) else twins


def _rows(sheet: Sheet, header: Header) -> list[list[object]]:
    return [list(row) for row in sheet.rows[header.bottom + 1 : header.bottom + 1 + _SAMPLE]]


def _texts(sheet: Sheet, header: Header, column: Column) -> list[str]:
    values = (row[column.at] for row in _rows(sheet, header))
    return [bare(str(value)) for value in values if not is_blank(value)]


def _path(column: Column) -> Sequence[str]:
    return tuple(column.heading.split(ARROW))
