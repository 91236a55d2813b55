"""What stands around a table and means nothing: titles, notes, other sheets."""

from datetime import datetime
from typing import Any, Final

from tests.accuracy.book import Dated, Page
from tests.accuracy.choose import Chooser
from tests.accuracy.drawn import Roster

_TITLES: Final = (
    "学前教育基本情况统计表", "{y}年{m}月幼儿园基本情况统计表", "天津市武清区{y}年学前教育情况统计表", "（{y}年{m}月）", "附件2", "附件2：{area}学前教育统计表", "表一",
    "武清区教育局", "学前教育攻坚行动月报表（{y}年{m}月）",
)  # fmt: skip
_NOTES: Final = (
    "填表人：张三    审核人：李四    联系电话：022-82171234", "注：1.本表由各镇街填报；2.在园幼儿数含托班。", "说明：本表数据截至{y}年{m}月底", "2.教职工数不含临时代课人员",
    "填报日期：{y}年{m}月28日", "（公章）", "数据来源：各幼儿园", "*为必填项", "※ 公办园含公办教学点", "备注：合计数应与汇总表一致", "审核人（签字）：",
)  # fmt: skip
_GUIDE: Final = (
    ("填表说明",), ("1", "幼儿园名称填全称，与办园许可证一致。"), ("2", "在园幼儿数＝托班＋小班＋中班＋大班"), ("指标", "解释"), ("教职工数", "园长、专任教师、保育员等之和"), ("3.常住人口3-5岁：由派出所提供",),
)  # fmt: skip


def draw_titles(choose: Chooser, page: Page, period: str, area: str, top: int, left: int, right: int) -> int:
    """Draw up to three rows of title, merged over the table or not; return the first row below them."""
    year, month = map(int, period.split("-"))
    for _ in range(choose.pick((1, 0, 2, 3))):
        page.put(top, left, choose.pick(_TITLES).format(y=year, m=month, area=area))
        if choose.chance(60):
            page.merge(top, left, top, max(left, right - choose.pick((0, 0, 0, 2))))
        top += 1
    return top


def draw_notes(choose: Chooser, roster: Roster, period: str) -> None:
    """Draw footers below a table: notes in one cell, or labels and what was filled in side by side."""
    year, month = map(int, period.split("-"))
    page, at = roster.page, roster.bottom + 1 + choose.pick((1, 0, 2))
    left = roster.columns.lefts[0]
    for _ in range(choose.pick((0, 1, 2, 3))):
        if choose.chance(30):
            _draw_signatures(choose, page, at, choose.number(left, max(left, roster.columns.right - 1)))
        else:
            page.put(at, left, choose.pick(_NOTES).format(y=year, m=month))
            if choose.chance(30):
                page.merge(at, left, at, roster.columns.right)
        at += 1


def _draw_signatures(choose: Chooser, page: Page, row: int, left: int) -> None:
    day = Dated(datetime(2024, 4, 3), "yyyy-mm-dd")  # noqa: DTZ001 - dates of a sheet have no zone
    pairs: tuple[tuple[str, Any], ...] = (
        ("填表人", "张三"), ("联系电话", 13_512_345_678), ("审核人：", "李四"), ("填报日期：", day), ("电话：", 82_171_234), ("单位负责人", "王五"),
    )  # fmt: skip
    for at, (label, value) in enumerate(choose.some(pairs, 50)):
        page.put(row, left + 2 * at, label)
        page.put(row, left + 2 * at + 1, value)


def other_pages(choose: Chooser, names: list[str]) -> list[Page]:
    """Return sheets that hold no figures of the return."""
    pages = []
    if choose.chance(15):
        pages.append(_page("填表说明", _GUIDE))
    if choose.chance(15):
        rows = [(at, name, "王芳", 13_512_345_678 + at) for at, name in enumerate(names, 1)]
        pages.append(_page("通讯录", (("序号", "幼儿园名称", "园长姓名", "联系电话"), *rows)))
    if choose.chance(10):
        pages.append(
            _page(
                "托幼点", (("托幼点名称", "备案日期", "在托幼儿数", "状态"), ("阳光托幼点", "2021-03-04", 35, "在办"))
            )
        )
    pages += [Page(name) for name in choose.some(("Sheet2", "Sheet3"), 12)]
    return pages


def _page(name: str, rows: tuple[tuple[Any, ...], ...]) -> Page:
    page = Page(name)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            page.put(at, column, value)
    return page
