"""What stands around a table: titles, instructions, footers, cells merged downwards."""

from collections.abc import Sequence

from tests.grammar import words
from tests.grammar.canvas import Sheet
from tests.grammar.drawing import Draw
from tests.grammar.table import Table

_INSTRUCTIONS = (
    "填报要求：1.请于每月5日前报送。2.在园幼儿数按学籍系统填报，共3个年龄段。",
    "说明：各镇街按实际填写，班额超过36人的请说明。",
    "附件2",
    "表号：教基表  制表机关：教育局",
)


def titled(draw: Draw, sheet: Sheet, title: str, above: Sequence[Sequence[str]], *, top: int = 0) -> int:
    """Write title, instructions and what the context says above a table; return the row of its headings."""
    row = top
    if draw.chance(0.15):
        sheet.put(row, 0, draw.one(_INSTRUCTIONS))
        draw.features["above the table"] = "instructions"
        row += 1
    sheet.put(row, 0, title)
    if draw.chance(0.5):
        sheet.merge(row, 0, row, 5)
    row += 1
    for cells in above:
        for index, text in enumerate(cells):
            sheet.put(row, index if len(cells) == 4 else index * 2, text)
        row += 1
    return row + draw.one((0, 0, 0, 1))


def footed(draw: Draw, sheet: Sheet, row: int) -> None:
    """Write a footer below a table, sometimes."""
    if not draw.flag("footer", 0.35):
        return
    row += draw.one((0, 1))
    for text in draw.rng.sample(words.FOOTERS, draw.one((1, 2))):
        sheet.put(row, 0, text)
        row += 1


def merge_down(draw: Draw, table: Table, key: str) -> None:
    """Merge a text over the rows that it holds for, or leave them blank, or say 同上."""
    how = draw.pick("written once as", {"merged": 3, "blank below": 2, "ditto": 1})
    column = next(index for index, each in enumerate(table.columns) if each.key == key)
    start = None
    for index in range(len(table.lines) + 1):
        data = index < len(table.lines) and table.lines[index].kind == "data"
        said = data and table.place(index, column) in table.sheet.cells
        if data and not said and how == "ditto":
            table.sheet.put(*table.place(index, column), "〃")
        if data and not said:
            continue
        if start is not None and how == "merged":
            table.sheet.merge(*table.place(start, column), *table.place(index - 1, column))
        start = index if said else None


def merge_labels(draw: Draw, table: Table) -> None:
    """Merge the label of a sum over number and name, that of a section without figures over the whole row."""
    keys = [each.key for each in table.columns]
    if "index" not in keys or keys.index("index") + 1 >= len(keys) or not draw.flag("labels merged", 0.25):
        return
    left = keys.index("index")
    for index, line in enumerate(table.lines):
        row, column = table.place(index, left)
        if line.kind == "data" or (row, column) not in table.sheet.cells:
            continue
        beside = any((row, column + further) in table.sheet.cells for further in range(1, len(keys) - left))
        if not beside:
            table.sheet.merge(row, column, row, column + len(keys) - left - 1)
        elif (row, column + 1) not in table.sheet.cells:
            table.sheet.merge(row, column, row, column + 1)
