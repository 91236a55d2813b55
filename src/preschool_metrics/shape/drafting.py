"""One workbook to one draft."""

from preschool_metrics.model.draft import Draft
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Grid, Sheet
from preschool_metrics.model.town_return import Figure
from preschool_metrics.shape.cover import plausible, read_cover
from preschool_metrics.shape.feedback import is_feedback, read_feedback
from preschool_metrics.shape.recompute import recompute
from preschool_metrics.shape.tables import read_tables

OWN_LISTS = "_lists"


def shape(grid: Grid) -> Draft:
    """Find what a workbook holds: the cover's fields and every table, with remarks on what was not plain."""
    draft = Draft(form_version=grid.form_version)
    if grid.macros:
        draft.remarks.append(Remark(Flaw.MACROS))
    if grid.external_links:
        draft.remarks.append(Remark(Flaw.EXTERNAL_LINK))
    covers = []
    for sheet in grid.sheets:
        if is_feedback(sheet):
            read_feedback(sheet, draft, alone=len(grid.sheets) == 1)
        elif sheet.visible:
            covers.append(_read_sheet(recompute(sheet, draft), draft, date1904=grid.date1904))
        elif sheet.rows and not (grid.form_version and sheet.name == OWN_LISTS):
            draft.remarks.append(Remark(Flaw.HIDDEN_SHEET, sheet.name))
    _merge_covers(covers, draft)
    if not draft.about and not any(table.kind in ("roster", "summary", "tasks") for table in draft.tables):
        names = "、".join(sheet.name for sheet in grid.sheets if not is_feedback(sheet))
        draft.remarks.append(Remark(Flaw.NO_TABLE, facts=(("sheets", names),)))
    return draft


def _read_sheet(sheet: Sheet, draft: Draft, *, date1904: bool) -> dict[str, Figure]:
    top = read_tables(sheet, draft, date1904=date1904)
    return read_cover(sheet, top, draft, date1904=date1904)


def _merge_covers(covers: list[dict[str, Figure]], draft: Draft) -> None:
    """Put the lines of all sheets together; where two say something, the sheet that looks most like a cover counts."""
    for cover in sorted(covers, key=plausible, reverse=True):
        for field, figure in cover.items():
            known = draft.cover.get(field)
            if known is None or known.value is None:
                draft.cover[field] = figure
            elif figure.value is not None:
                draft.again.append((field, figure))
