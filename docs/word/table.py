"""Tables of the templates: a repeated heading row, rows that never break, widths in millimetres."""

from collections.abc import Sequence
from typing import NamedTuple

from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Mm
from docx.table import Table, _Cell

from docs.word.base import element

_HEAD, _LINE = "EEF1F4", "8A949E"


class Column(NamedTuple):
    """A column: its heading (line breaks count), its width in mm, and what its cell holds.

    `each` makes it one column for every item: `indicator in indicators`, with heading and cell written for one.
    """

    heading: str
    width: float
    cell: str
    each: tuple[str, str] | None = None
    style: str = "表文"


def table_of(
    document: Word,
    columns: Sequence[Column],
    rows: str,
    *,
    width: float,
    title: str,
) -> Table:
    """Add a table with one row for each item of `rows` (`town in towns`); `title` says what it is to the blind.

    It is as wide as `width`; the widths of the columns, those that come out of a loop included, are shares of that.
    """
    cells = _scaled([cell for column in columns for cell in _cells(column)], width)
    table: Table = document.add_table(rows=4, cols=len(cells))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _describe(table, title)
    for number, (heading, own, _, _) in enumerate(cells):
        table.columns[number].width = Mm(own)
        _write(table.rows[0].cells[number], heading, "表头", shade=_HEAD)
    table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001 - python-docx cannot say it
    _write(table.rows[1].cells[0], f"{{%tr for {rows} %}}", "表文")
    for number, (_, _, text, style) in enumerate(cells):
        _write(table.rows[2].cells[number], text, style)
    _write(table.rows[3].cells[0], "{%tr endfor %}", "表文")
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, element("cantSplit"))  # noqa: SLF001
        for cell, (_, own, _, _) in zip(row.cells, cells, strict=True):
            cell.width = Mm(own)
    return table


def _scaled(cells: list[tuple[str, float, str, str]], width: float) -> list[tuple[str, float, str, str]]:
    scale = width / sum(own for _, own, _, _ in cells)
    return [(heading, own * scale, text, style) for heading, own, text, style in cells]


def _cells(column: Column) -> list[tuple[str, float, str, str]]:
    if column.each is None:
        return [(column.heading, column.width, column.cell, column.style)]
    of_heading, of_cell = column.each
    return [
        (f"{{%tc for {of_heading} %}}", 4, f"{{%tc for {of_cell} %}}", "表文"),
        (column.heading, column.width, column.cell, column.style),
        ("{%tc endfor %}", 4, "{%tc endfor %}", "表文"),
    ]


def _write(cell: _Cell, text: str, style: str, shade: str | None = None) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, line in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)
    if shade:
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
        properties.insert_element_before(element("shd", val="clear", color="auto", fill=shade), "w:vAlign")


def _describe(table: Table, title: str) -> None:
    """Say what the table is to those who do not see it, and draw thin grey lines with a little air at the sides."""
    properties = table._tbl.tblPr  # noqa: SLF001
    borders, margins = element("tblBorders"), element("tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color=_LINE))
    for side in ("left", "right"):
        margins.append(element(side, w=40, type="dxa"))
    after = ("w:tblLook", "w:tblCaption", "w:tblDescription")
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", *after)
    properties.insert_element_before(margins, *after)
    properties.append(element("tblCaption", val=title))


def bare_grid(document: Word, columns: int, width: float) -> Table:
    """Add a table of three rows without lines, to set figures beside each other."""
    table: Table = document.add_table(rows=3, cols=columns)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table.style = "Normal Table"
    for column in table.columns:
        column.width = Mm(width / columns)
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, element("cantSplit"))  # noqa: SLF001
    return table
