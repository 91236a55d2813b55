"""Several periods in one table: the one of the return's month counts (understanding.md §6)."""

from collections.abc import Callable
from dataclasses import replace

from tests.grammar import words
from tests.grammar.canvas import Book
from tests.grammar.drawing import Draw
from tests.grammar.facts import draw_towns, whole
from tests.grammar.headings import carried_by, whole_word
from tests.grammar.surroundings import footed, titled
from tests.grammar.table import Column, Line, drawn_style, lay
from tests.grammar.truth import Truth, truth_of

_PAIRS = (
    ("2023年9月", "2024年3月"),
    ("上年同期", "本期"),
    ("2023年", "2024年"),
    ("上月", "本月"),
    ("2024年2月", "2024年3月"),
    ("去年", "今年"),
)


def _twice(draw: Draw, earlier: str, now: str) -> list[Column]:
    """Return the columns of two measures for two periods: the period above, below, or in the heading."""
    measures = [(key, whole_word(draw, key)) for key in ("enrolled", "staff")]
    pairs = [(earlier, "last_"), (now, "")]
    how = draw.fairly("periods stand", {"above": 2, "below": 2, "in the heading": 1})
    if draw.flag("this period first", 0.4):
        pairs.reverse()
    if how == "above":
        return [Column((period, word), front + key) for period, front in pairs for key, word in measures]
    if how == "in the heading":
        return [Column((period + word,), front + key) for key, word in measures for period, front in pairs]
    counted = [Column((word, period), front + key) for key, word in measures for period, front in pairs]
    if draw.flag("change beside", 0.4):
        head = (measures[0][1], draw.one(("增减", "增长")))
        counted.insert(2, Column(head, "rate", tells=lambda each: each.count("enrolled") - each.count("last_enrolled")))
    return counted


def two_periods(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a summary whose columns stand twice: for this period and for an earlier one."""
    towns = draw_towns(draw.rng, profile, draw.rng.randint(2, 5), nursery=False)
    earlier, now = draw.one(_PAIRS)
    draw.features["periods"] = f"{earlier}/{now}"
    counted = _twice(draw, earlier, now)
    front = [Column((draw.one(words.TOWN_HEADINGS),), "town", count=False)]
    lines = [Line("data", whole([town]), {"town": town.name}) for town in towns]
    if draw.chance(0.5):
        lines.append(Line("total", whole(towns), {"town": draw.one(words.DISTRICT_TOTALS)}))
    book = Book()
    sheet = book.sheet("对比表")
    above = [[draw.one(("报表月份：2024年3月", "统计时点：2024年3月31日"))]]
    table = lay(
        sheet,
        titled(draw, sheet, "在园幼儿情况对比表", above),
        [*front, *counted],
        lines,
        replace(drawn_style(draw), english=False),
    )
    footed(draw, sheet, table.bottom)
    return book, truth_of(towns, carried_by(counted), profile)


def years_down(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw one town's years as rows; the last is that of the return, the others are never added."""
    [town] = draw_towns(draw.rng, profile, 1, nursery=False)
    group = whole([town])
    counted = [Column((whole_word(draw, key),), key) for key in ("kindergartens", "enrolled", "staff", "teachers")]
    columns = [Column((draw.one(("年份", "年度", "时间")),), "year", count=False), *counted]
    less = draw.rng.randint(9, 30)

    def past(years: int) -> Callable[[int], int]:
        return lambda value: max(0, value - years * (value // less))

    lines = [Line("data", group, {"year": "2024年"})]
    lines += [Line("past", group, {"year": f"{year}年"}, worth=past(2024 - year)) for year in (2023, 2022)]
    if draw.chance(0.6):
        lines.reverse()
    book = Book()
    sheet = book.sheet("历年情况")
    above = [[f"填报单位：{town.name}    报表月份：2024年3月"]]
    lay(
        sheet,
        titled(draw, sheet, draw.one(("历年学前教育情况", "近三年学前教育基本情况")), above),
        columns,
        lines,
        drawn_style(draw),
    )
    truth = truth_of([town], carried_by(columns), profile)
    # Whether the row of 2024 is that of March is not said: to leave it unknown with a word is right too.
    truth.areas = {area: {each: (*want, None) for each, want in row.items()} for area, row in truth.areas.items()}
    truth.total = {each: (*want, None) for each, want in truth.total.items()}
    truth.say, truth.allow = "", truth.allow | {"PM135", "PM140", "PM141", "PM110", "PM413"}
    return book, truth
