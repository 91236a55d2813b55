"""Workbooks out of Markdown tables, so that a test shows the sheet that it is about.

A line is one of these:

## 幼儿园名册              begins a sheet; with （隐藏） behind its name a hidden one
| 幼儿园名称 | 在园幼儿数 |  a row of cells (a |---| line is left out); a blank cell is empty
merge A1:B1              merges cells of the sheet
hide row 3               hides a row
hide column B            hides a column
at D7                    the rows that follow begin in this cell

A cell that looks like a number is one, `"90"` is text whatever it looks like, `=B2+B3` is a formula without a stored
result (in .xlsx and .ods) and `#REF!` an error value.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.cell_range import CellRange

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.model.address import column_letters
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.draft import Draft, Table
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.grid import Grid
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.town_return import Figure, Roster, TownReturn
from preschool_metrics.read import Limits, Source, read_grid
from preschool_metrics.shape import shape
from preschool_metrics.validate import Validated
from preschool_metrics.workflow.assess import assess
from preschool_metrics.workflow.files import examine
from tests.opendocument import write_ods

ERRORS: Final = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
HIDDEN: Final = "（隐藏）"
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")
_RULER: Final = re.compile(r"[\s:|-]+")

Written = str | int | float


@dataclass(frozen=True)
class Formula:
    """A formula whose result the file does not hold."""

    text: str


@dataclass(frozen=True)
class ErrorValue:
    """An error value, as `#REF!`."""

    text: str


@dataclass
class Drawing:
    """A sheet as drawn: cells by 1-based row and column, merges as (left, top, right, bottom)."""

    name: str
    visible: bool = True
    cells: dict[tuple[int, int], Written | Formula | ErrorValue] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


# --- Markdown to a drawing --------------------------------------------------------------------------------


def drawn(markdown: str) -> list[Drawing]:
    """Read the sheets of a Markdown text."""
    sheets: list[Drawing] = []
    left, row = 1, 0
    for line in filter(None, map(str.strip, markdown.splitlines())):
        if line.startswith("## "):
            name = line.removeprefix("## ")
            sheets.append(Drawing(name.removesuffix(HIDDEN), visible=not name.endswith(HIDDEN)))
            left, row = 1, 0
        elif line.startswith("at "):
            left, row = _box(line.removeprefix("at "))[0], _box(line.removeprefix("at "))[1] - 1
        elif not line.startswith("|"):
            _direct(sheets[-1], line)
        elif not (_RULER.fullmatch(line) and "--" in line):
            row += 1
            for column, text in enumerate(line.strip("|").split("|"), left):
                _place(sheets[-1], row, column, text.strip())
    return sheets


def _direct(sheet: Drawing, line: str) -> None:
    word, _, rest = line.partition(" ")
    if word == "merge":
        sheet.merges.append(_box(rest))
    elif line.startswith("hide row "):
        sheet.hidden_rows.append(int(rest.removeprefix("row ")))
    elif line.startswith("hide column "):
        sheet.hidden_columns.append(_box(f"{rest.removeprefix('column ')}1")[0])
    else:
        msg = f"the builder does not know: {line}"
        raise ValueError(msg)


def _box(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference)
    return int(left or 0), int(top or 0), int(right or 0), int(bottom or 0)


def _place(sheet: Drawing, row: int, column: int, text: str) -> None:
    if text:
        sheet.cells[row, column] = _value(text)


def _value(text: str) -> Written | Formula | ErrorValue:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    if text.startswith("="):
        return Formula(text)
    if text in ERRORS:
        return ErrorValue(text)
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


# --- a drawing to a file ----------------------------------------------------------------------------------


def write(markdown: str, path: Path) -> Path:
    """Write a workbook: .xls by xlwt, .ods by ourselves, anything else as .xlsx by openpyxl."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xls":
        _write_xls(drawn(markdown), path)
    elif path.suffix == ".ods":
        write_ods(drawn(markdown), path)
    else:
        _write_xlsx(drawn(markdown), path)
    return path


def _write_xlsx(sheets: list[Drawing], path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for drawing in sheets:
        sheet = book.create_sheet(drawing.name)
        sheet.sheet_state = "visible" if drawing.visible else "hidden"
        for (row, column), value in drawing.cells.items():
            cell = sheet.cell(row, column)
            cell.value = value.text if isinstance(value, Formula | ErrorValue) else value
            cell.data_type = _type_of(value)
        for left, top, right, bottom in drawing.merges:
            sheet.merged_cells.add(CellRange(None, left, top, right, bottom))  # no blank cell is made for any of it
        for row in drawing.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in drawing.hidden_columns:
            sheet.column_dimensions[sheet.cell(1, column).column_letter].hidden = True
    book.save(path)


def _type_of(value: Written | Formula | ErrorValue) -> str:
    types = {Formula: "f", ErrorValue: "e", str: "s"}
    return types.get(type(value), "n")


def _write_xls(sheets: list[Drawing], path: Path) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for drawing in sheets:
        sheet = book.add_sheet(drawing.name)
        sheet.visibility = 0 if drawing.visible else 1
        for (row, column), value in drawing.cells.items():
            if isinstance(value, ErrorValue):
                sheet.row(row - 1).set_cell_error(column - 1, value.text.replace("#N/A", "#N/A!"))  # so xlwt spells it
            else:
                formula = isinstance(value, Formula)
                sheet.write(row - 1, column - 1, xlwt.Formula(value.text[1:]) if formula else value)  # type: ignore[union-attr]
        for left, top, right, bottom in drawing.merges:
            sheet.merged_ranges.append((top - 1, bottom - 1, left - 1, right - 1))
        for row in drawing.hidden_rows:
            sheet.row(row - 1).hidden = True
        for column in drawing.hidden_columns:
            sheet.col(column - 1).hidden = True
    book.save(str(path))


# --- a file through the stages ----------------------------------------------------------------------------


@contextmanager
def files(contents: str | bytes | Mapping[str, str | bytes], suffix: str = ".xlsx") -> Iterator[Path]:
    """Give a folder with these files: Markdown is written as a workbook, bytes as they are."""
    named = contents if isinstance(contents, Mapping) else {f"return{suffix}": contents}
    with TemporaryDirectory() as folder:
        for name, content in named.items():
            path = Path(folder, name)
            if isinstance(content, bytes):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            else:
                write(content, path)
        yield Path(folder)


def gridded(content: str | bytes, *, suffix: str = ".xlsx", limits: Limits | None = None) -> Grid:
    """Write one workbook and read its Grid."""
    with files(content, suffix) as folder:
        return read_grid(folder / f"return{suffix}", limits or Limits())[0]


def drafted(content: str | bytes, *, suffix: str = ".xlsx") -> Draft:
    """Write one workbook, read and shape it."""
    return shape(gridded(content, suffix=suffix))


def returned(
    content: str | bytes,
    *,
    suffix: str = ".xlsx",
    profile: str = DEFAULT_PROFILE,
    period: str | None = None,
    folder: str | None = None,
) -> Validated:
    """Write one workbook and take it through read, shape and validate, in this process.

    `period` is what `--period` would say, `folder` the month that the file's folder names.
    """
    with files(content, suffix) as where:
        source = Source(where / f"return{suffix}", f"return{suffix}", folder)
        return examine(source, profiles=(profile,), period=period, limits=Limits())


def assessed(
    contents: str | bytes | Mapping[str, str | bytes],
    *,
    suffix: str = ".xlsx",
    profiles: Sequence[str] = (DEFAULT_PROFILE,),
    period: str | None = None,
    limits: Limits | None = None,
    require_complete: bool = False,
    layout: str | None = None,
) -> Assessment:
    """Write one workbook, or several by their paths in a folder, and assess them as `check` would.

    `layout` is the text of a layout file.
    """
    with files(contents, suffix) as folder:
        path = folder if isinstance(contents, Mapping) else folder / f"return{suffix}"
        said = folder / "layout.toml" if layout is not None else None
        if said:
            said.write_text(str(layout), encoding="utf-8")
        return assess(
            [path], profile=profiles, period=period, limits=limits, layout=said, require_complete=require_complete
        )


# --- a return without a workbook --------------------------------------------------------------------------


def made(
    area: str,
    kindergartens: Sequence[Mapping[str, Any]] | None = None,
    *,
    cover: Mapping[str, int | None] | None = None,
    summary: Mapping[str, int | None] | None = None,
    period: str = "2024-03",
) -> TownReturn:
    """Make a validated return of these fields, as if it had been read; every kindergarten has the same fields."""
    roster = None
    if kindergartens is not None:
        columns = tuple(kindergartens[0]) if kindergartens else ("name", "nature", "enrolled")
        letters = tuple(column_letters(index) for index in range(len(columns)))
        rows = tuple(tuple(each[column] for column in columns) for each in kindergartens)
        roster = Roster("幼儿园名册", columns, letters, tuple(range(2, len(rows) + 2)), rows)
    return TownReturn(
        f"{area}.xlsx", "", area, period, _figures("封面", cover or {}), _figures("汇总表", summary or {}), roster
    )


def _figures(sheet: str, values: Mapping[str, int | None]) -> dict[str, Figure]:
    return {name: Figure(value, sheet, f"B{row}") for row, (name, value) in enumerate(values.items(), 1)}


# --- what a test asks of the result -----------------------------------------------------------------------


def found(result: Validated | Assessment, code: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in result.findings if finding.code == code]


def codes(result: Validated | Assessment) -> set[str]:
    """Return the codes of all findings."""
    return {finding.code for finding in result.findings}


def judged(result: Assessment, indicator: str, area: str | None = None, level: str = "town") -> Judgement:
    """Return the one judgement of an indicator, by default of the only town."""
    (judgement,) = [
        each
        for each in result.judged(level)
        if each.observation.indicator.id == indicator
        and (each.observation.area == area if area else each.observation.received)
    ]
    return judgement


def table_of(draft: Draft, kind: str = "roster") -> Table:
    """Return the one table of a kind."""
    (table,) = [table for table in draft.tables if table.kind == kind]
    return table


def column_of(draft: Draft, name: str, kind: str = "roster") -> list[Any]:
    """Return the values of a field row by row."""
    table = table_of(draft, kind)
    at = table.fields().index(name)
    return [row[at] for row in table.rows]
