"""A workbook as it is drawn, before anything writes it: cells, merges, and the numbers that were meant."""

from dataclasses import dataclass, field

from xlsxwriter.utility import xl_rowcol_to_cell

Place = tuple[int, int]
Typed = str | int | float | None


@dataclass
class Sheet:
    """Cells by 0-based row and column; `meant` holds the number that a typed cell stands for."""

    name: str
    cells: dict[Place, Typed] = field(default_factory=dict)
    meant: dict[Place, int] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, typed: Typed, meant: int | None = None) -> None:
        if typed is None or typed == "":
            return
        self.cells[row, column] = typed
        if meant is None and isinstance(typed, int) and not isinstance(typed, bool):
            meant = typed
        if meant is not None:
            self.meant[row, column] = meant

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range: but for its first cell it holds nothing."""
        if (top, left) == (bottom, right):
            return
        self.merges.append((top, left, bottom, right))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    self.cells.pop((row, column), None)
                    self.meant.pop((row, column), None)

    @property
    def bottom(self) -> int:
        """The first row below everything."""
        return 1 + max((row for row, _ in self.cells), default=-1)

    @property
    def right(self) -> int:
        """The first column beside everything."""
        return 1 + max((column for _, column in self.cells), default=-1)

    def turned(self) -> "Sheet":
        """Return the sheet on its side."""
        return Sheet(
            self.name,
            {(column, row): typed for (row, column), typed in self.cells.items()},
            {(column, row): meant for (row, column), meant in self.meant.items()},
            [(left, top, right, bottom) for top, left, bottom, right in self.merges],
        )

    def paste(self, other: "Sheet", top: int, left: int) -> None:
        """Lay another sheet's cells down at a place of this one."""
        for (row, column), typed in other.cells.items():
            self.put(row + top, column + left, typed, other.meant.get((row, column)))
        self.merges += [(a + top, b + left, c + top, d + left) for a, b, c, d in other.merges]


@dataclass
class Book:
    """A workbook: its file's name and its sheets."""

    filename: str = "报表.xlsx"
    sheets: list[Sheet] = field(default_factory=list)

    def sheet(self, name: str) -> Sheet:
        """Add a sheet; a name that is taken gets a number."""
        taken = {each.name for each in self.sheets}
        free = next(n for n in (name, *(f"{name}{index}" for index in range(2, 99))) if n not in taken)
        self.sheets.append(Sheet(free))
        return self.sheets[-1]

    def meant(self) -> dict[tuple[str, str], int]:
        """Return every number that stands somewhere, by sheet and address."""
        return {(sheet.name, address(*place)): meant for sheet in self.sheets for place, meant in sheet.meant.items()}


def address(row: int, column: int) -> str:
    """Return the A1 address of a place."""
    return str(xl_rowcol_to_cell(row, column))
