"""Several periods in one table: the one of the return's month counts (understanding.md §6)."""

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


def two_periods(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a summary whose columns stand twice: for this period and for an earlier one."""
    towns = draw_towns(draw.rng, profile, draw.rng.randint(2, 5), nursery=False)
    earlier, now = draw.one(_PAIRS)
    draw.features["periods"] = f"{earlier}/{now}"
    measures = [(key, whole_word(draw, key)) for key in ("enrolled", "staff")]
    pairs = [(earlier, "last_"), (now, "")]
    how = draw.fairly("periods stand", {"above": 2, "below": 2, "in the heading": 1})
    if draw.flag("this period first", 0.4):
        pairs.reverse()
    change = draw.flag("change beside", 0.4)
    if how == "above":
        counted = [Column((period, word), front + key) for period, front in pairs for key, word in measures]
    elif how == "below":
        counted = [Column((word, period), front + key) for key, word in measures for period, front in pairs]
        if change:
            counted.insert(
                2,
                Column(
                    (measures[0][1], draw.one(("增减", "增长"))),
                    "rate",
                    tells=lambda group: group.count("enrolled") - group.count("last_enrolled"),
                ),
            )
    else:
        counted = [Column((period + word,), front + key) for key, word in measures for period, front in pairs]
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
