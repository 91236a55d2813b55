"""Workbooks that cannot tell the figures: nothing may come out, and a message has to say why."""

from collections.abc import Callable
from typing import Final

from tests.grammar import words
from tests.grammar.canvas import Book
from tests.grammar.drawing import Draw
from tests.grammar.facts import Group, Town, draw_towns, whole
from tests.grammar.headings import whole_word
from tests.grammar.surroundings import footed, titled
from tests.grammar.table import Column, Line, Style, lay
from tests.grammar.truth import Truth, truth_of


def _only_rates(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Rates and no counts."""
    towns = draw_towns(draw.rng, profile, draw.rng.randint(2, 4), nursery=False)
    book = Book()

    def rate(nature: str) -> Callable[[Group], float]:
        return lambda group: round(100 * group.count("enrolled", nature) / group.count("enrolled"), 2)

    columns = [
        Column((draw.one(words.TOWN_HEADINGS),), "town", count=False),
        Column((draw.one(("毛入园率（%）", "学前三年毛入园率", "毛入园率")),), "rate", tells=lambda _: 92.5),
        Column((draw.one(("普惠率（%）", "普惠性幼儿园覆盖率", "普惠占比")),), "rate", tells=rate("inclusive_all")),
        Column((draw.one(("公办率（%）", "公办园占比", "公办园在园幼儿占比")),), "rate", tells=rate("public")),
    ]
    sheet = book.sheet("汇总表")
    lines = [Line("data", whole([town]), {"town": town.name}) for town in towns]
    lay(sheet, titled(draw, sheet, "普及普惠指标完成情况", []), columns, lines, Style())
    truth = truth_of(towns, set(), profile)
    truth.say = "表|列|率"
    truth.allow |= {"PM110", "PM111", "PM126", "PM140", "PM141"}
    return book, truth


def _ledger(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """A list of one kind only: it is not the roster of the town, and no shares come from it."""
    [town] = draw_towns(draw.rng, profile, 1, nursery=False)
    nature, title = draw.one(
        (
            ("inclusive", "普惠性民办幼儿园认定台账"),
            ("inclusive", "普惠性民办园名单"),
            ("public", "公办幼儿园名册"),
            ("inclusive", "城镇小区配套幼儿园移交台账"),
            ("other", "民办非普惠幼儿园清单"),
        )
    )
    members = Group(town.kindergartens).of(nature).kindergartens or town.kindergartens[:1]
    town = Town(town.name, members, town.population)
    columns = [
        Column((draw.one(words.NAME_HEADINGS),), "name", count=False),
        Column(("认定时间",), "when", count=False),
        Column((whole_word(draw, "enrolled"),), "enrolled"),
        Column((whole_word(draw, "staff"),), "staff"),
    ]
    lines = [Line("data", Group((each,)), {"name": each.name, "when": "2022年9月"}) for each in members]
    book = Book()
    sheet = book.sheet("台账")
    lay(sheet, titled(draw, sheet, title, [[f"填报单位：{town.name}    报表月份：2024年3月"]]), columns, lines, Style())
    truth = truth_of([town], {"enrolled", "staff"}, profile)
    # What the list counts may be shown or not; the shares of the town may not.
    truth.areas = {
        area: {indicator: (*want, None) for indicator, want in wants.items()} for area, wants in truth.areas.items()
    }
    truth.total = {indicator: (*want, None) for indicator, want in truth.total.items()}
    truth.say = "性质|普惠|台账|名册|部分|公办|配套"
    truth.allow |= {"PM111", "PM140", "PM141", "PM148", "PM213"}
    return book, truth


def _no_area(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """A roster that says nowhere whose it is."""
    [town] = draw_towns(draw.rng, profile, 1, nursery=False)
    columns = [
        Column((draw.one(words.NAME_HEADINGS),), "name", count=False),
        Column((draw.one(words.NATURE_HEADINGS),), "nature", count=False),
        Column((whole_word(draw, "enrolled"),), "enrolled"),
        Column((whole_word(draw, "staff"),), "staff"),
    ]
    lines = [
        Line(
            "data",
            Group((each,)),
            {"name": each.name.removeprefix(town.name), "nature": words.NATURE_VALUES["plain"][each.nature][0]},
        )
        for each in town.kindergartens
    ]
    book = Book()
    sheet = book.sheet("名册")
    table = lay(sheet, titled(draw, sheet, "幼儿园名册", []), columns, lines, Style())
    footed(draw, sheet, table.bottom)
    truth = truth_of([town], set(), profile)
    truth.areas = {}
    # Without a register the whole may be counted: it is all that there is.
    known = truth_of([town], {"enrolled", "staff", "public", "inclusive"}, profile).total
    truth.total = {indicator: (None, *known[indicator]) for indicator in truth.total}
    truth.say = "填报单位|镇街|封面"
    truth.allow |= {"PM112", "PM137", "PM141"}
    return book, truth


_KINDS: Final = {"only rates": _only_rates, "a list of one kind": _ledger, "no area anywhere": _no_area}


def refused(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a workbook of which the right answer is that it cannot be known, and why."""
    return _KINDS[draw.fairly("cannot be known", dict.fromkeys(_KINDS, 1.0))](draw, profile)
