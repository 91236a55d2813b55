"""What makes a layout doubtful, and what only looks as if it did: hidden cells and copies, a summary, protection."""

from copy import deepcopy

from tests.accuracy.book import Page, Turn
from tests.accuracy.case import Case
from tests.accuracy.choose import Chooser
from tests.accuracy.drawn import Roster

TURNED = 6
HIDDEN_SHEET, HIDDEN_CELLS, NO_POPULATION, NEAR_AREA = "PM120", "PM121", "PM130", "PM114"


def nearly(area: str) -> str:
    """Return an area's name with the wrong rank: it counts there, and is to be confirmed."""
    return f"{area.removesuffix('街道')}镇" if area.endswith("街道") else f"{area.removesuffix('镇')}街道"


def summarise(choose: Chooser, case: Case) -> None:
    """Add at times a summary that agrees with the roster: the same figures a second time, never added."""
    if not choose.chance(10):
        return
    rows = [{name: placed.value for name, placed in row.items()} for row in case.rows]
    counts = [(str(row["nature"]), int(row["enrolled"]), int(row.get("enrolled_nursery") or 0)) for row in rows]  # type: ignore[call-overload]
    figures = {
        "镇街": case.area,
        "幼儿园数": len(rows),
        "在园幼儿数": sum(count for _, count, _ in counts),
        "公办园在园幼儿数": sum(count - young for nature, count, young in counts if nature == "public"),
        "普惠性民办园在园幼儿数": sum(
            count - young for nature, count, young in counts if nature == "inclusive_private"
        ),
    }
    page = Page("汇总表")
    for column, (heading, value) in enumerate(figures.items()):
        page.put(0, column, heading)
        page.put(1, column, value)
    case.book.pages.append(page)


def doubt(choose: Chooser, case: Case) -> None:
    """Hide rows, columns or a copy of the table at times: what is hidden counts, or is left out, and is told."""
    roster, page = case.roster, case.roster.page
    if choose.chance(10):
        page.hidden_rows |= {at for at in roster.data_rows() if choose.random.random() < 0.3}
        page.hidden_rows |= set(choose.some(roster.totals(), 30))
    if choose.chance(8) and case.cover_page is not page:  # a hidden line of the cover would be told too
        page.hidden_columns |= set(choose.some([*roster.columns.at.values(), *roster.columns.others.values()], 10))
    if page.hidden_rows & set(roster.data_rows()) or page.hidden_columns & set(roster.columns.at.values()):
        case.queries.add(HIDDEN_CELLS)
    if choose.chance(8):
        copied = deepcopy(page)
        copied.name, copied.visible = "上年同期", False
        case.book.pages.append(copied)
        case.queries.add(HIDDEN_SHEET)
    if any(
        page_text == nearly(case.area)
        for row in case.rows
        for page_text in [row["area"].value if "area" in row else ""]
    ):
        case.queries.add(NEAR_AREA)
    if case.lines.population is None:
        case.queries.add(NO_POPULATION)


def lay_on_its_side(choose: Chooser, case: Case) -> None:
    """Lay the table on its side at times: headings down the first columns, a kindergarten a column."""
    roster, page = case.roster, case.roster.page
    with_cover = case.cover_page is page and page.hidden_rows  # a hidden column would hide lines of the cover too
    if choose.chance(TURNED) and not with_cover:
        page.turn = Turn(roster.top, roster.columns.lefts[0], roster.bottom, roster.columns.right)


def decorate(choose: Chooser, roster: Roster) -> None:
    """Freeze panes, protect the sheet, leave comments: none of these matters."""
    page = roster.page
    page.frozen = (roster.top + roster.columns.depth, roster.columns.lefts[0] + 1) if choose.chance(20) else None
    page.protected = choose.chance(10)
    if choose.chance(10):
        page.comments[choose.pick(roster.data_rows()), roster.columns.at["enrolled"]] = "请核对"
