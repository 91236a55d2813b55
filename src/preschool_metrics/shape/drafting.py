"""One workbook to one draft."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from preschool_metrics.catalogue import name_in
from preschool_metrics.model.draft import Column, Draft, Table
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Grid, Rows, Sheet, Value, place
from preschool_metrics.model.layout import IGNORE, NO_LAYOUT, Layout
from preschool_metrics.model.town_return import Figure
from preschool_metrics.shape.assemble import areas_of_sheets, assemble, leave_partial
from preschool_metrics.shape.candidate import best_table, is_whole_roster
from preschool_metrics.shape.classes import by_kindergarten
from preschool_metrics.shape.context import is_area_name
from preschool_metrics.shape.cover import is_guide, plausible, read_cover
from preschool_metrics.shape.feedback import is_feedback, read_feedback
from preschool_metrics.shape.halves import pages_beside
from preschool_metrics.shape.headings import SURE
from preschool_metrics.shape.labels import is_own_name
from preschool_metrics.shape.meant import named_sheets, of_file
from preschool_metrics.shape.pages import pages_of, without_names
from preschool_metrics.shape.recompute import recompute
from preschool_metrics.shape.tables import read_tables
from preschool_metrics.shape.turned import beside, on_its_side
from preschool_metrics.shape.words import bare

OWN_LISTS = "_lists"
_AREA_TAIL: Final = re.compile(r"(?<=..)(?:街道办事处|街道|镇人民政府|镇|乡|街|办事处|办)$")


def shape(grid: Grid, layout: Layout = NO_LAYOUT, name: str = "") -> Draft:
    """Find what a workbook holds: the cover's fields and every table, with remarks on what was not plain.

    `layout` is what the office's layout file says; `name` is the file's, with its folders below what was asked for.
    """
    layout = of_file(layout, name) if layout.files else layout
    draft = Draft(form_version=grid.form_version)
    draft.remarks.extend(grid.remarks)
    if grid.macros:
        draft.remarks.append(Remark(Flaw.MACROS))
    if grid.external_links:
        draft.remarks.append(Remark(Flaw.EXTERNAL_LINK))
    told = (replace(sheet, layout=layout.of_sheet(named_sheets(layout, sheet.name))) for sheet in grid.sheets)
    covers = [
        _with_area(sheet, _read_sheet(recompute(sheet, draft), draft, date1904=grid.date1904), draft)
        for sheet in told
        if _is_read(sheet, grid, draft)
    ]
    _leave_sections(covers, draft)
    _state_areas(covers, draft)
    _merge_covers(covers, draft)
    _tell_of_file(grid, layout, draft)
    read = (sheet.name for sheet in grid.sheets if sheet.visible and not is_feedback(sheet) and not is_guide(sheet))
    draft.names = [Figure(name, name, "A1") for name in read]
    assemble(draft)
    leave_partial(draft)
    tables = any(table.kind in ("roster", "summary", "tasks") for table in draft.tables)
    if not draft.about and not tables and not any(remark.flaw == Flaw.PARTIAL_LIST for remark in draft.remarks):
        names = "、".join(sheet.name for sheet in grid.sheets if not is_feedback(sheet))
        draft.remarks.append(Remark(Flaw.NO_TABLE, facts=(("sheets", names),)))
    return draft


def _leave_sections(covers: list[dict[str, Figure]], draft: Draft) -> None:
    """A line above the first of several towns, 填报单位：梅厂镇, names that town's rows and not the return's."""
    for table in (table for table in draft.tables if table.kind == "roster" and "area" in table.fields()):
        at = table.fields().index("area")
        if len({row[at] for row in table.rows}) < 2:  # noqa: PLR2004 - one area is the return's
            continue
        cells = {(table.sheet, table.address(number, table.columns[at])) for number in table.numbers}
        first = str(table.rows[0][at] or "")
        for cover in covers:
            figure = cover.get("area")
            if figure and ((figure.sheet, figure.cell) in cells or _heads(figure, first, table, table.columns[at])):
                del cover["area"]
                draft.areas_stated = True


def _heads(figure: Figure, first: str, table: Table, areas: Column) -> bool:
    """Tell whether a line above a list, whose towns stand in lines of it, names the first of them once more."""
    above = figure.sheet == table.sheet and place(figure.cell)[0] < table.header[0]
    return areas.score < SURE and above and _same("area", first, str(figure.value))


def _state_areas(covers: list[dict[str, Figure]], draft: Draft) -> None:
    """Where sheets state different areas, each one's tables and population are its own; then there is no one cover."""
    stated = {
        figure.sheet: (figure.value, _qualified(figure))
        for cover in covers
        if (figure := cover.get("area")) and figure.value
    }
    sheets = {table.sheet for table in draft.tables if table.kind in ("roster", "summary")}
    for name in sheets - stated.keys():
        if is_area_name(name) or name_in(name):
            stated[name] = (name_in(name) or name, f"{name}!A1")
    if len({area for sheet, (area, _) in stated.items() if sheet in sheets}) < 2:  # noqa: PLR2004 - one area is the return's
        return
    areas_of_sheets([table for table in draft.tables if table.kind in ("roster", "summary")], stated)
    draft.areas_stated = True
    for cover in covers:
        population = {
            field: figure
            for field, figure in cover.items()
            if field.startswith("population") and figure.value is not None
        }
        sheet = next((figure.sheet for figure in cover.values()), "")
        if sheet in stated and population:
            draft.tables.append(_population_table(sheet, stated[sheet], population))
        for field in ("area", "area_code", *population):
            cover.pop(field, None)


def _qualified(figure: Figure) -> str:
    return f"{figure.sheet}!{figure.cell}"


def _population_table(sheet: str, area: tuple[Any, str], population: dict[str, Figure]) -> Table:
    """Return the populations that a sheet states for its area as a row of a summary."""
    columns = tuple(Column(name, at, "", 1.0) for at, name in enumerate(("area", *population)))
    table = Table(
        "summary", sheet, (1, 1), columns, [1], [(area[0], *(figure.value for figure in population.values()))]
    )
    table.moved = {(1, at): cell for at, cell in enumerate((area[1], *map(_qualified, population.values())))}
    return table


def _with_area(sheet: Sheet, cover: dict[str, Figure], draft: Draft) -> dict[str, Figure]:
    """Return the cover of a sheet with the area that the layout file says it holds; what it says otherwise is kept."""
    if sheet.layout.area is not None:
        _tell("area", sheet.layout.area, sheet.name, cover, draft)
    return cover


def _tell_of_file(grid: Grid, layout: Layout, draft: Draft) -> None:
    """Put the area and the month that the layout file says of a file on its cover."""
    said = (("area", None if draft.areas_stated else layout.area), ("period", layout.period))
    for field, value in said:
        if value is not None and grid.sheets:
            _tell(field, value, grid.sheets[0].name, draft.cover, draft)


def _tell(field: str, value: str, sheet: str, cover: dict[str, Figure], draft: Draft) -> None:
    """Put what the office says of a field of the cover before what the cover says itself."""
    known = cover.get(field)
    cover[field] = Figure(value, sheet, "A1")
    if known is not None and known.value is not None and not _same(field, value, str(known.value)):
        facts = (("said", value),)
        draft.remarks.append(
            Remark(Flaw.OTHER_THAN_SAID, known.sheet, known.cell, field, str(known.value), facts=facts)
        )


def _same(field: str, one: str, other: str) -> bool:
    """Tell whether two values of the cover are one: 杨村街道 and 武清区杨村街道办事处."""
    if field != "area":
        return other.startswith(one)
    one, other = (_AREA_TAIL.sub("", bare(name)) for name in (one, other))
    return one in other or other in one


def _is_read(sheet: Sheet, grid: Grid, draft: Draft) -> bool:
    """Tell whether a sheet holds data of the return; our own is read for what it says, others left out are remarked."""
    if is_feedback(sheet):
        read_feedback(sheet, draft, alone=len(grid.sheets) == 1)
        return False
    if sheet.layout.holds == IGNORE:
        draft.remarks.append(Remark(Flaw.IGNORED_SHEET, sheet.name))
        return False
    if not sheet.visible and sheet.rows and not (grid.form_version and sheet.name == OWN_LISTS):
        draft.remarks.append(Remark(Flaw.HIDDEN_SHEET, sheet.name))
    return sheet.visible


def _read_sheet(sheet: Sheet, draft: Draft, *, date1904: bool) -> dict[str, Figure]:
    """Read a sheet, of pages beside each other one by one; rows of classes are gathered by kindergarten first."""
    parts = pages_beside(sheet)
    if parts:
        covers = [_read_sheet(part, draft, date1904=date1904) for part in parts]
        return {field: figure for cover in reversed(covers) for field, figure in cover.items()}
    gathered = by_kindergarten(sheet)
    if gathered is None:
        return _read_rows(sheet, draft, date1904=date1904)
    before = len(draft.tables)
    cover = _read_rows(gathered.sheet, draft, date1904=date1904)
    for table in draft.tables[before:]:
        gathered.restore(table)
    return cover


def _read_rows(sheet: Sheet, draft: Draft, *, date1904: bool) -> dict[str, Figure]:
    """Read a sheet as it stands; where that gives no whole roster, look whether its table lies on its side."""
    pages = pages_of(sheet, draft, date1904=date1904)
    if pages is not None:
        draft.tables.append(pages)
        return read_cover(without_names(sheet, pages), len(sheet.rows), draft, date1904=date1904)
    upright = Draft()
    top, taken = read_tables(sheet, upright, date1904=date1904)
    whole = any(map(is_whole_roster, upright.tables))
    crosswise = bool(upright.cover) or any(
        table.moved or _is_of_towns(table) or _is_list(table) for table in upright.tables
    )
    turned = None if whole else on_its_side(sheet, Draft() if crosswise else draft)
    if turned is not None and crosswise and best_table(turned).kind != "roster":
        turned = None
    if turned is None:
        if whole and top:
            _add_above(sheet, top, upright, date1904=date1904)
        _add(upright, draft)
        rows: Rows = [[""] * len(row) if at in taken else row for at, row in enumerate(sheet.rows)]
        cover = read_cover(replace(sheet, rows=rows) if taken else sheet, top, draft, date1904=date1904)
        return cover if "area" in cover or not whole else _of_footer(sheet, upright.tables, date1904=date1904) | cover
    read_tables(turned, draft, date1904=date1904)
    return read_cover(beside(sheet, turned), len(sheet.rows), draft, date1904=date1904)


def _of_footer(sheet: Sheet, tables: Sequence[Table], *, date1904: bool) -> dict[str, Figure]:
    """Return the town and the month that the lines below a sheet's rosters state: 填报单位：大良镇（公章）."""
    if any("area" in table.fields() for table in tables):
        return {}
    last = max(number for table in tables for number in (*table.numbers, *(total.number for total in table.totals)))
    blank: list[Value] = [""] * len(sheet.rows[0])
    rows: Rows = [row if at >= last else blank for at, row in enumerate(sheet.rows)]
    said = read_cover(replace(sheet, rows=rows), len(rows), Draft(), date1904=date1904)
    return {field: figure for field, figure in said.items() if field in ("area", "period") and figure.value is not None}


def _is_of_towns(table: Table) -> bool:
    """Tell whether a table has a row for each of several towns, with counts enough or names that are plainly theirs: it stands upright."""
    fields = table.fields()
    if table.kind != "summary" or "area" not in fields or len(table.rows) < 2:  # noqa: PLR2004 - several
        return False
    areas = [str(row[fields.index("area")]) for row in table.rows]
    return len(fields) > 2 or all(map(is_area_name, areas))  # noqa: PLR2004 - the area and more than one count


def _is_list(table: Table) -> bool:
    """Tell whether a table lists kindergartens by their own names, whatever it says of them."""
    at = table.fields().index("name") if table.kind == "roster" and "name" in table.fields() else None
    return at is not None and any(is_own_name(str(row[at])) for row in table.rows)


def _add_above(sheet: Sheet, top: int, draft: Draft, *, date1904: bool) -> None:
    """Add a roster that lies on its side above the one that stands: two that differ are told, none is lost."""
    above, found = (
        replace(sheet, rows=sheet.rows[:top], merges=tuple(span for span in sheet.merges if span.bottom < top)),
        Draft(),
    )
    pages, turned = pages_of(above, found, date1904=date1904), on_its_side(above, Draft())
    if pages is not None:
        found.tables.append(pages)
    elif turned is not None:
        read_tables(turned, found, date1904=date1904)
    if any(map(is_whole_roster, found.tables)):
        _add(found, draft)


def _add(part: Draft, draft: Draft) -> None:
    draft.tables += part.tables
    draft.cover |= part.cover
    draft.remarks += part.remarks
    draft.normalised += part.normalised


def _merge_covers(covers: list[dict[str, Figure]], draft: Draft) -> None:
    """Put the lines of all sheets together; where two say something, the sheet that looks most like a cover counts."""
    for cover in sorted(covers, key=plausible, reverse=True):
        for field, figure in cover.items():
            known = draft.cover.get(field)
            if known is None or known.value is None:
                draft.cover[field] = figure
            elif figure.value not in (None, known.value):
                draft.again.append((field, figure))
