"""A random valid return in a random layout: the workbook as it is to be written, and the truth of it."""

from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from preschool_metrics.catalogue import load_profile
from tests.accuracy.book import Book, Page
from tests.accuracy.case import Case
from tests.accuracy.choose import Chooser
from tests.accuracy.columns import columns_of, fields_of
from tests.accuracy.cover import STYLES, Lines, draw_cover, lines_of
from tests.accuracy.doubts import decorate, doubt, lay_on_its_side, nearly, summarise
from tests.accuracy.drawn import Roster
from tests.accuracy.kindergartens import kindergartens
from tests.accuracy.roster import Way, draw_roster
from tests.accuracy.rows import rows_of
from tests.accuracy.surroundings import draw_notes, draw_titles, other_pages
from tests.accuracy.tricks import TRICKS

_AREAS: Final = tuple(area for area in load_profile("wuqing-2023").areas if area.kind in ("town", "street"))
_NAMES: Final = (
    "return", "附件2：学前教育统计表（最终版）(1)", "RETURN", "报表 2024", "杨村", "副本",
)  # fmt: skip


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw a valid return in a layout."""
    return case_of(Chooser.drawn(draw))


def case_of(choose: Chooser) -> Case:
    """Choose a valid return in a layout."""
    area = choose.pick(_AREAS)
    period = f"{choose.number(2023, 2025)}-{choose.number(1, 12):02}"
    fields = fields_of(choose)
    facts = _facts(choose, choose.number(1, 25), fields, area.name)
    children = sum(each["enrolled"] - each["enrolled_nursery"] for each in facts)
    lines = lines_of(
        choose, _spelled(choose, area.name), str(area.code), period, max(1, children * 100 // choose.number(55, 108))
    )
    writer = choose.pick(("openpyxl", "xlsxwriter", "xlwt"))
    page = Page(choose.pick(("幼儿园名册", "Sheet1", "幼儿园情况表", "附表1")))
    cover_page, roster = _drawn(choose, page, lines, fields, facts, (area.name, period, writer))
    book = Book(_pages(choose, cover_page, page, [each["name"] for each in facts]), writer, date1904=choose.chance(8))
    book.file_name, book.tricks = _file(choose, writer)
    case = Case(book, roster, area.name, period, lines, cover_page)
    summarise(choose, case)
    doubt(choose, case)
    decorate(choose, roster)
    lay_on_its_side(choose, case)
    return case


def _facts(choose: Chooser, count: int, fields: list[str], area: str) -> list[dict[str, Any]]:
    columns = frozenset(fields)
    return [each | {"columns": columns} for each in kindergartens(choose.random, count, columns, area)]


def _drawn(
    choose: Chooser,
    page: Page,
    lines: Lines,
    fields: list[str],
    facts: list[dict[str, Any]],
    where: tuple[str, str, str],
) -> tuple[Page, Roster]:
    """Draw the cover, on a page of its own or above the table, and the table below titles."""
    area, period, writer = where
    left = choose.plain_or(50, 0, range(11))
    columns = columns_of(choose, fields, left)
    top = draw_titles(choose, page, period, area, choose.plain_or(40, 0, range(8)), left, columns.right)
    cover_page = page if choose.chance(35) else Page(choose.pick(("封面", "基本信息", "填报信息")))
    style = choose.pick(STYLES)
    if cover_page is page:
        top = draw_cover(choose, page, lines, top, left, style) + choose.pick((0, 1))
    else:
        draw_cover(choose, cover_page, lines, choose.plain_or(30, 0, (1, 3)), choose.plain_or(30, 0, (1, 2)), style)
        if choose.chance(20):
            page.put(
                top,
                left,
                choose.pick(
                    (f"填报单位：{area}", f"填报单位：{area}　　　　单位：人", "单位：人", f"填报单位：{area}（公章）")
                ),
            )
            top += 1
    roster = draw_roster(
        choose,
        page,
        columns,
        top,
        rows_of(choose, [each["nature"] for each in facts], area),
        facts,
        _way(choose, area, writer),
    )
    draw_notes(choose, roster, period)
    return cover_page, roster


def _way(choose: Chooser, area: str, writer: str) -> Way:
    return Way(
        texts=choose.pick((0, 5, 50, 100)),
        blanks=choose.pick((0, 20, 60)),
        sums=writer != "xlwt" and choose.chance(30),
        area_as=choose.plain_or(40, (area,), (_spellings(area), (area,), (nearly(area),), (area, nearly(area)))),
        area_column=choose.pick(("repeated", "merged", "first")),
        built_in=writer == "xlsxwriter" and choose.chance(50),
        single=choose.pick(("span", "bottom", "top")),
    )


def _spellings(area: str) -> tuple[str, ...]:
    """Return the ways of writing an area that name it beyond doubt."""
    stem = area.removesuffix("街道").removesuffix("镇")
    office = f"{stem}街道办事处" if area.endswith("街道") else f"{area}人民政府"
    short = stem if stem != "杨村" else area  # the town next door to a wrong name: 杨村镇
    return (
        area,
        f"武清区{area}",
        f"天津市武清区{area}",
        f"{area} ",
        office,
        f"天津市武清区{office}",
        short,
        "\u3000".join(area),
    )


def _spelled(choose: Chooser, area: str) -> str:
    return choose.plain_or(35, area, _spellings(area)[:6])


def _pages(choose: Chooser, cover: Page, page: Page, names: list[str]) -> list[Page]:
    """Return the pages in an order that offices have them in."""
    own = [page] if cover is page else choose.plain_or(15, [cover, page], [[page, cover]])
    others = other_pages(choose, names)
    return [*own, *others] if choose.chance(80) else [*others, *own]


def _file(choose: Chooser, writer: str) -> tuple[str, tuple[str, ...]]:
    name = choose.plain_or(15, _NAMES[0], _NAMES)
    if writer == "xlwt":
        return name + choose.plain_or(15, ".xls", (".xlsx", ".XLS", ".et")), ()
    tricks = tuple(choose.some(sorted(set(TRICKS) - {"far space", "junk"}), 3)) + (
        ("far space",) if choose.chance(1) else ()
    )
    macros = "macros" in tricks
    return name + (".xlsm" if macros else choose.plain_or(5, ".xlsx", (".XLSX",))), tricks
