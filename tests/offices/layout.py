"""Layouts as offices draw them: each draws one district into a workbook and knows what must be read of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.offices.district import TOWNS, District, Kindergarten, Operands, operands

Want = Literal["read", "either", "refuse"]
Cell = Any
BOTH: Final = ("wuqing-2023", "national-2020")
NO_COVER: Final = ("PM112", "PM137", "PM130")  # a list of several towns has none
May = tuple[str, str | None, tuple[int, int]]


@dataclass
class Truth:
    """What must be read of a layout.

    areas, total  the operands by town, and of the district (None where it is not asked)
    want          read: every figure and no finding but `allow`; either: that, or no figure and a finding; refuse: a finding
    may           figures that may be given: the indicator, the town or None for the district, the operands
    alias         how a town is called where no register says otherwise
    """

    areas: dict[str, Operands]
    total: Operands | None
    want: Want = "read"
    allow: tuple[str, ...] = ("PM130",)
    may: tuple[May, ...] = ()
    alias: dict[str, str] = field(default_factory=dict)
    profiles: tuple[str, ...] = BOTH
    file: str = ""


def of_towns(d: District, carries: str, **said: Any) -> Truth:  # noqa: ANN401 - the fields of a truth
    """Return the truth of a table of the district's towns."""
    areas = {town: operands(d.of(town), carries, d.population(town)) for town in TOWNS}
    return Truth(areas, operands(d.ks, carries, d.population()), **said)


def of_town(
    d: District,
    town: str,
    carries: str,
    ks: Sequence[Kindergarten] | None = None,
    **said: Any,  # noqa: ANN401 - likewise
) -> Truth:
    """Return the truth of one town's return."""
    own = operands(d.of(town) if ks is None else ks, carries, d.population(town))
    return Truth({town: own}, own, **said)


@dataclass(frozen=True)
class Layout:
    name: str
    title: str
    draw: Callable[[District, "Book"], Truth]
    nursery: bool

    def write(self, folder: Path) -> tuple[Path, Truth]:
        """Write the workbook, the same each time, and return it with its truth."""
        book = Book()
        truth = self.draw(District(sum(map(ord, self.name)) * 7919, nursery=self.nursery), book)
        path = folder / f"{truth.file or self.name}.xlsx"
        book.workbook.save(path)
        return path, truth


LAYOUTS: Final[list[Layout]] = []
Draw = Callable[[District, "Book"], Truth]


def layout(title: str, *, nursery: bool = False) -> Callable[[Draw], Draw]:
    def named(draw: Draw) -> Draw:
        LAYOUTS.append(Layout(draw.__name__, title, draw, nursery))
        return draw

    return named


class Book:
    def __init__(self) -> None:
        """Begin a workbook without a sheet."""
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])

    def sheet(self, name: str = "Sheet1") -> "Sheet":
        return Sheet(self.workbook.create_sheet(name))


class Sheet:
    """A sheet that is written row by row."""

    def __init__(self, ws: Worksheet) -> None:
        """Begin at the first row."""
        self.ws, self.y = ws, 0

    def row(self, *cells: Cell, at: int = 1) -> int:
        self.y += 1
        for place, value in enumerate(cells, at):
            if value is not None and value != "":
                self.ws.cell(self.y, place, value)
        return self.y

    def blank(self, rows: int = 1) -> None:
        self.y += rows

    def title(self, text: str, width: int) -> None:
        self.row(text)
        self.ws.merge_cells(start_row=self.y, end_row=self.y, start_column=1, end_column=width)

    def merge(self, reference: str) -> None:
        self.ws.merge_cells(reference)

    def head(self, *columns: str) -> None:
        """Write headings of several levels, 在园幼儿数/公办园: a parent is merged over its columns, a short one downwards."""
        paths = [column.split("/") for column in columns]
        depth, top = max(map(len, paths)), self.y + 1
        for level in range(depth):
            place = 0
            while place < len(paths):
                place = self._heading(paths, place, level, top, depth)
        self.y += depth

    def _heading(self, paths: list[list[str]], place: int, level: int, top: int, depth: int) -> int:
        path, last = paths[place], place
        if level >= len(path):
            return place + 1
        leaf = level == len(path) - 1
        while not leaf and last + 1 < len(paths) and paths[last + 1][: level + 1] == path[: level + 1]:
            last += 1
        self.ws.cell(top + level, place + 1, path[level])
        down = top + depth - 1 if leaf else top + level
        if last > place or down > top + level:
            self.ws.merge_cells(start_row=top + level, end_row=down, start_column=place + 1, end_column=last + 1)
        return last + 1
