"""A table laid down on a sheet: headings of one or more rows, lines of figures, each at a known address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tests.grammar import words
from tests.grammar.canvas import Place, Sheet, Typed, address
from tests.grammar.drawing import Draw
from tests.grammar.facts import Group

Number = int | float


@dataclass(frozen=True)
class Column:
    """A column: its heading from the outermost parent to the leaf, and what stands in a line of it.

    key     of a count of the facts, or of a text of the line
    tells   computes what is no sum: a rate, a ratio
    """

    path: tuple[str, ...]
    key: str
    nature: str | None = None
    count: bool = True
    tells: Callable[[Group], Typed] | None = None

    def renamed(self, *path: str) -> "Column":
        return replace(self, path=path)


@dataclass(frozen=True)
class Line:
    """A row: which kindergartens it is about, the texts that stand in it, and what is planted in it.

    kind    data, total, subtotal, section, part, or what is none of these
    bare    without figures
    worth   what becomes of a figure: last year's, the mean
    planted what stands in the column of a key instead, or in that of a nature, as `enrolled/public`
    """

    kind: str
    group: Group
    texts: Mapping[str, Typed] = field(default_factory=dict)
    bare: bool = False
    worth: Callable[[int], Number] = int
    planted: Mapping[str, Typed] = field(default_factory=dict)
    blank: frozenset[str] = frozenset()

    def said(self, **texts: Typed) -> "Line":
        return replace(self, texts={**self.texts, **texts})


@dataclass
class Style:
    """How a table is dressed.

    parents   a parent heading is merged over its columns, stands in the first of them, or in each
    """

    parents: str = "merged"
    english: bool = False
    numbers: bool = False
    units: bool = False
    typing: Callable[[Number, Column], Typed] = lambda value, _: value


@dataclass
class Table:
    """Where a table has come to lie."""

    sheet: Sheet
    columns: list[Column]
    lines: list[Line]
    top: int
    left: int
    first: int
    turned: bool = False

    def place(self, line: int, column: int) -> Place:
        row, right = self.first + line, self.left + column
        return (right, row) if self.turned else (row, right)

    def cell(self, line: int, key: str, nature: str | None = None) -> tuple[str, str]:
        """Return sheet and address of what a line holds in the column of a key."""
        found = next(i for i, each in enumerate(self.columns) if (each.key, each.nature) == (key, nature))
        return self.sheet.name, address(*self.place(line, found))

    def has(self, key: str, nature: str | None = None) -> bool:
        return any((each.key, each.nature) == (key, nature) for each in self.columns)

    @property
    def bottom(self) -> int:
        return self.first + len(self.lines)


_ORDINALS: Final = "甲乙丙丁戊己庚"


def _parents(sheet: Sheet, columns: Sequence[Column], top: int, left: int, style: Style) -> int:
    """Write the heading rows and return how many there are."""
    depth = max(len(each.path) for each in columns)
    for index, column in enumerate(columns):
        for level, text in enumerate(column.path):
            same = index > 0 and level < len(column.path) - 1
            same = same and columns[index - 1].path[: level + 1] == column.path[: level + 1]
            if not same or style.parents == "repeat":
                sheet.put(top + level, left + index, text)
        if style.parents != "first":
            sheet.merge(top + len(column.path) - 1, left + index, top + depth - 1, left + index)
    if style.parents == "merged":
        _merge_runs(sheet, columns, top, left, depth)
    return depth


def _merge_runs(sheet: Sheet, columns: Sequence[Column], top: int, left: int, depth: int) -> None:
    for level in range(depth - 1):
        start = 0
        for index in range(1, len(columns) + 1):
            path = columns[start].path
            if index < len(columns) and columns[index].path[: level + 1] == path[: level + 1] and len(path) > level + 1:
                continue
            if len(path) > level + 1:
                sheet.merge(top + level, left + start, top + level, left + index - 1)
            start = index


def _english(column: Column) -> str:
    return words.ENGLISH.get(column.nature or column.key) or words.ENGLISH.get(column.key.split("_")[0], "")


def _beneath(sheet: Sheet, columns: Sequence[Column], row: int, left: int, style: Style) -> int:
    """Write what stands between headings and figures: a second language, the numbers of the columns."""
    if style.english:
        for index, column in enumerate(columns):
            sheet.put(row, left + index, _english(column))
        row += 1
    if style.units:
        for index, column in enumerate(columns):
            unit = {"kindergartens": "所", "classes": "个"}.get(column.key.split("_")[0], "人")
            sheet.put(row, left + index, unit if column.count and not column.tells else None)
        row += 1
    if style.numbers:
        texts = 0
        for index, column in enumerate(columns):
            texts += not column.count
            sheet.put(row, left + index, index + 1 - texts if column.count else _ORDINALS[min(texts, 7) - 1])
        row += 1
    return row


def typed(column: Column, line: Line, style: Style) -> tuple[Typed, int | None]:
    """Return what is typed into a cell, and the number that it means."""
    at = f"{column.key}/{column.nature}" if column.nature else column.key
    if at in line.planted:
        return line.planted[at], None
    if line.bare or column.key in line.blank:
        return line.texts.get(column.key), None
    if column.tells:
        return column.tells(line.group), None
    if not column.count:
        return line.texts.get(column.key), None
    if column.key.startswith("population") and not line.group.towns:
        return None, None
    value = line.worth(line.group.count(column.key, column.nature))
    return style.typing(value, column), value if isinstance(value, int) else None


def lay(sheet: Sheet, top: int, columns: Sequence[Column], lines: Sequence[Line], style: Style, left: int = 0) -> Table:
    """Lay a table down and return where everything in it stands."""
    first = _beneath(sheet, columns, top + _parents(sheet, columns, top, left, style), left, style)
    for index, line in enumerate(lines):
        for right, column in enumerate(columns):
            sheet.put(first + index, left + right, *typed(column, line, style))
    return Table(sheet, list(columns), list(lines), top, left, first)


def drawn_style(draw: Draw) -> Style:
    """Draw how a table is dressed."""
    return Style(
        parents=draw.pick("parents", {"merged": 6, "first": 2, "repeat": 1}),
        english=draw.flag("second language", 0.06),
        numbers=draw.flag("column numbers", 0.06),
        units=draw.flag("a row of units", 0.04),
    )
