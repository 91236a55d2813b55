"""Summaries: a row a town, or a row a nature of a town, or the same lying on its side."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tests.grammar import summary_faults, words
from tests.grammar.canvas import Book, Sheet, Typed
from tests.grammar.covers import AREA_LABELS, town_context
from tests.grammar.drawing import Draw
from tests.grammar.facts import POSTS, Group, Town, draw_towns, whole
from tests.grammar.headings import (
    SPLITS,
    carried_by,
    different,
    dressed,
    kind_words,
    places_block,
    population_block,
    split_block,
    staff_block,
    whole_word,
)
from tests.grammar.keying import drawn_typing
from tests.grammar.surroundings import footed, merge_down, titled
from tests.grammar.table import Column, Line, Style, drawn_style, lay
from tests.grammar.truth import Truth, truth_of

_STYLES: Final = {"parent": 4, "deep": 1, "among": 2, "prefix": 3, "joined": 3, "nature parents": 2}
_OF_STAFF: Final = (*POSTS, "staff", "other_staff", "care_teaching_staff", "teachers_certified", "permanent_staff", "contract_staff", "female_staff", "permanent_teachers", "contract_teachers", "graduate_teachers", "substitute_teachers", "health_staff_part_time")  # fmt: skip
_LABELS: Final = {"public": "公办", "inclusive": "普惠性民办", "other": "非普惠性民办"}


def children_columns(draw: Draw) -> list[Column]:
    """Return the columns of the children of a summary, with kindergartens and classes split alike, or not split."""
    split = draw.fairly("split", {**dict.fromkeys(SPLITS, 2.0), "three": 4, "none": 1.5, "places": 0.8})
    also = [key for key in ("kindergartens", "classes") if draw.chance(0.55)]
    if split == "none":
        return [
            *(Column((whole_word(draw, key),), key) for key in also),
            Column((whole_word(draw, "enrolled"),), "enrolled"),
        ]
    if split == "places":
        return [column for key in (*also, "enrolled") for column in _placed(draw, key)]
    natures, style = SPLITS[split], draw.rather("split style", _STYLES)
    if style == "deep" and split != "three":
        style = "parent"
    bare = (
        split == "three"
        and style in ("parent", "among", "prefix", "joined")
        and draw.flag("普惠 beside 公办 and 非普惠", 0.2)
    )
    draw.features["split style"] = style
    if style == "nature parents":
        return _nature_parents(draw, [*also, "enrolled"], natures)
    split_too, kinds = draw.flag("kindergartens split alike", 0.5), kind_words(draw, natures, bare=bare)
    columns: list[Column] = []
    for key in also:
        columns += split_block(draw, key, kinds, style) if split_too else [Column((whole_word(draw, key),), key)]
    return columns + split_block(draw, "enrolled", kinds, style)


def _placed(draw: Draw, key: str) -> list[Column]:
    return places_block(draw, key) if key == "enrolled" or draw.chance(0.5) else [Column((whole_word(draw, key),), key)]


def _nature_parents(draw: Draw, keys: Sequence[str], natures: Sequence[str]) -> list[Column]:
    """公办园 stands over 园数, 在园幼儿数, and so does each kind."""
    parents: dict[str | None, str] = {None: draw.one(("合计", "总计", "总体情况"))}
    parents |= {nature: draw.one(words.NATURE[nature]) for nature in natures}
    leaf = {key: whole_word(draw, key) for key in keys}
    order = list(parents)
    if draw.chance(0.3):
        order = [*order[1:], None]
    return [Column((parents[nature], leaf[key]), key, nature) for nature in order for key in keys]


def _columns(draw: Draw) -> list[Column]:
    blocks = [children_columns(draw), staff_block(draw)]
    if draw.flag("population column", 0.55):
        blocks.append(population_block(draw))
    if draw.flag("rates beside counts", 0.2):
        blocks.append(_rates(draw))
    if draw.flag("blocks in another order", 0.4):
        draw.rng.shuffle(blocks)
    return [each for block in blocks for each in block]


def _rates(draw: Draw) -> list[Column]:
    def share(nature: str, group: Group) -> float | None:
        children = group.count("enrolled")
        return round(100 * group.count("enrolled", nature) / children, 2) if children else None

    columns = [
        Column(
            (draw.one(("普惠率（%）", "普惠性幼儿园覆盖率（%）", "普惠占比(%)")),),
            "rate",
            tells=lambda group: share("inclusive_all", group),
        ),
        Column(
            (draw.one(("公办率（%）", "公办园占比（%）", "公办占比")),),
            "rate",
            tells=lambda group: share("public", group),
        ),
        Column(
            (draw.one(("师幼比", "幼儿与教职工比")),),
            "rate",
            tells=lambda group: round(group.count("enrolled") / max(1, group.count("staff")), 2),
        ),
    ]
    return draw.rng.sample(columns, draw.one((1, 2)))


def _in_wan(draw: Draw, columns: list[Column], style: Style) -> tuple[list[Column], Style]:
    """Count the children in 万人, exactly."""
    if not draw.flag("in 万人", 0.05) or any(len(each.path) > 1 for each in columns if each.key == "enrolled"):
        draw.features.pop("in 万人", None)
        return columns, style
    plain = style.typing
    heads = [each.renamed(f"{each.path[0]}（万人）") if each.key == "enrolled" else each for each in columns]
    return heads, replace(
        style, typing=lambda value, column: value / 10000 if column.key == "enrolled" else plain(value, column)
    )


def town_lines(draw: Draw, towns: Sequence[Town], *, index: bool) -> list[Line]:
    """Return a line a town, with the district's total, sums of streets and of towns, and what is no data."""
    lines = [Line("data", whole([town]), {"town": town.name, "index": number}) for number, town in enumerate(towns, 1)]
    sums = draw.rather(
        "sums", {"none": 2, "total last": 4, "total first": 2, "groups": 1, "total without a label": 0.4}
    )
    at = draw.pick("labels stand", {"town": 3, "index": 1}) if index else "town"
    total = Line("total", whole(towns), {at: draw.one(words.DISTRICT_TOTALS)})
    if sums == "groups" and len(towns) > 3:
        cut = len(towns) // 2
        names = draw.one((("第一组团小计", "第二组团小计"), ("小计", "小计"), ("片区一合计", "片区二合计")))
        subtotals = [
            Line("subtotal", whole(part), {at: name})
            for part, name in zip((towns[:cut], towns[cut:]), names, strict=True)
        ]
        return [*lines[:cut], subtotals[0], *lines[cut:], subtotals[1], total]
    if sums == "total without a label":
        return [*lines, Line("total", whole(towns), {})]
    lines = {"none": lines, "total first": [total, *lines]}.get(sums, [*lines, total])
    return _stray(draw, lines, towns, at)


def _stray(draw: Draw, lines: list[Line], towns: Sequence[Town], at: str) -> list[Line]:
    kind = draw.pick("stray row", {"none": 9, "last year": 1, "average": 0.6, "plan": 0.5, "change": 0.5})
    shrunk = draw.rng.uniform(0.85, 0.97)
    label = {
        "last year": ("上年同期", "2023年", "上月"),
        "average": ("平均", "镇均"),
        "plan": ("2025年计划", "目标"),
        "change": ("增减", "比上年增减"),
    }
    if kind == "none":
        return lines
    worth = {
        "last year": lambda value: int(value * shrunk),
        "average": lambda value: round(value / len(towns), 1),
        "plan": lambda value: int(value / shrunk),
        "change": lambda value: value - int(value * shrunk),
    }[kind]
    return [*lines, Line(kind, whole(towns), {at: draw.one(label[kind])}, worth=worth)]


def by_town(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a summary with a row a town; it may lie on its side, or be in two tables."""
    towns = draw_towns(draw.rng, profile, draw.rng.randint(2, 6), nursery=False)
    book, index = Book(), draw.chance(0.4)
    front = [Column((draw.one(words.INDEX_HEADINGS),), "index", count=False)] if index else []
    front.append(Column((draw.one(words.TOWN_HEADINGS),), "town", count=False))
    columns = dressed(draw, different([*front, *_columns(draw)]))
    truth = truth_of(towns, carried_by(columns), profile)
    style = replace(drawn_style(draw), typing=drawn_typing(draw))
    columns, style = _in_wan(draw, columns, style)
    lines = town_lines(draw, towns, index=index)
    how = draw.rather("arrangement", {"one table": 8, "two sheets": 1.2, "two below": 1, "turned": 1.5})
    staff = [each for each in columns if each.key in _OF_STAFF]
    if how.startswith("two") and not staff:
        how = draw.features["arrangement"] = "one table"
    said = "填报单位：武清区教育局    统计时点：2024年3月31日    单位：所、个、人"
    page = Page(draw, book, draw.one(words.SUMMARY_TITLES), [[said]] if draw.chance(0.5) else [])
    if how == "turned":
        page.turned(columns, lines, style)
    elif how.startswith("two"):
        page.in_two(columns, staff, lines, style, how)
    else:
        planted = summary_faults.plant(draw, lines, columns, profile)
        table = lay(page.sheet, page.top, columns, planted.lines, style)
        summary_faults.noted(planted, draw, truth, table)
        footed(draw, page.sheet, table.bottom)
    return book, truth


class Page:
    """A sheet with its title, ready for a table."""

    def __init__(self, draw: Draw, book: Book, title: str, above: list[list[str]]) -> None:
        self.draw, self.book = draw, book
        self.sheet = book.sheet(draw.one(("汇总表", "Sheet1", "全区", "汇总")))
        self.top = titled(draw, self.sheet, title, above)

    def turned(self, columns: list[Column], lines: list[Line], style: Style) -> None:
        """Lay the table on its side: a column a town."""
        flat, kept = Sheet(""), [each for each in columns if each.key != "index"]
        lay(flat, 0, kept, [replace(each, texts=_town_text(each)) for each in lines], style)
        self.sheet.paste(flat.turned(), self.top, 0)

    def in_two(self, columns: list[Column], staff: list[Column], lines: list[Line], style: Style, how: str) -> None:
        """The staff stand in a table of their own, below or on another sheet."""
        named = [each for each in columns if each.key in ("index", "town")]
        table = lay(self.sheet, self.top, [each for each in columns if each not in staff], lines, style)
        below = self.sheet if how == "two below" else self.book.sheet(self.draw.one(("教职工", "师资情况")))
        top = table.bottom + 1 if below is self.sheet else 0
        lay(below, titled(self.draw, below, "各镇街教职工情况表", [], top=top), [*named, *staff], lines, style)


def _town_text(line: Line) -> dict[str, Typed]:
    return {"town": line.texts.get("town") or line.texts.get("index")} if line.kind != "data" else dict(line.texts)


def _nature_lines(draw: Draw, towns: Sequence[Town], style: str, *, total: bool) -> list[Line]:
    """Return for each town a line a nature, with the sum before, after, or not at all."""
    word = {nature: draw.one(words.NATURE[nature]) for nature in _LABELS}
    whole_label = draw.one(("小计", "合计", "计"))
    front = draw.one(("", "", "其中：")) if style == "before" else ""
    lines: list[Line] = []
    for town in towns:
        group = whole([town])
        parts = [
            Line("data", group.of(nature), {"nature": front + word[nature], "town": town.name}) for nature in _LABELS
        ]
        summed = Line("subtotal", group, {"nature": whole_label, "town": town.name})
        lines += {"before": [summed, *parts], "after": [*parts, summed], "none": parts}[style]
    if total:
        every = whole(towns)
        label = draw.one(words.DISTRICT_TOTALS)
        last = [Line("total", every, {"town": label, "nature": whole_label})]
        if draw.chance(0.5):
            last += [Line("total", every.of(nature), {"town": label, "nature": word[nature]}) for nature in _LABELS]
        lines += last
    return lines


def by_town_and_nature(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a table with a row a nature of each town, the town written once, merged, or in each row."""
    towns = draw_towns(draw.rng, profile, draw.rng.randint(2, 4), nursery=False)
    book, style = Book(), replace(drawn_style(draw), typing=drawn_typing(draw))
    keys = [key for key in ("kindergartens", "classes") if draw.chance(0.5)]
    counted = [Column((whole_word(draw, key),), key) for key in (*keys, "enrolled")] + staff_block(draw)
    front = [
        Column((draw.one(words.TOWN_HEADINGS),), "town", count=False),
        Column((draw.one(words.NATURE_HEADINGS),), "nature", count=False),
    ]
    columns = dressed(draw, different([*front, *counted]))
    truth = truth_of(towns, carried_by(columns) | {"public", "inclusive"}, profile)
    sums = draw.fairly("sums of a town", {"before": 3, "after": 2, "none": 2})
    lines = _nature_lines(draw, towns, sums, total=draw.flag("grand total", 0.4))
    once = draw.flag("town written once", 0.6)
    if once:
        seen: set[Typed] = set()
        shown = []
        for line in lines:
            shown.append(line.said(town=None) if line.texts["town"] in seen else line)
            seen.add(line.texts["town"])
        lines = shown
    sheet = book.sheet(draw.one(("汇总", "分性质", "Sheet1")))
    table = lay(
        sheet,
        titled(draw, sheet, draw.one(("各镇街分性质幼儿园情况", "幼儿园分办别情况统计表")), []),
        columns,
        lines,
        style,
    )
    if once:
        merge_down(draw, table, "town")
    footed(draw, sheet, table.bottom)
    return book, truth


def one_town_by_nature(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw one town's table with a row a nature; the cover says which town."""
    [town] = draw_towns(draw.rng, profile, 1, nursery=False)
    book, style = Book(), replace(drawn_style(draw), typing=drawn_typing(draw))
    context = town_context(draw, book, town, profile, draw.one(("幼儿园分性质情况表", "学前教育基本情况统计表")))
    counted = [Column((whole_word(draw, key),), key) for key in ("kindergartens", "enrolled")] + staff_block(draw)
    columns = dressed(draw, different([Column((draw.one(words.NATURE_HEADINGS),), "nature", count=False), *counted]))
    truth = truth_of([town], carried_by(columns) | {"public", "inclusive"} | context.carried, profile)
    sums = draw.fairly("sums of a town", {"before": 3, "after": 3, "none": 1})
    lines = _nature_lines(draw, [town], sums, total=False)
    sheet = book.sheet(town.name if draw.features["cover"] == "sheet name" else "情况表")
    table = lay(sheet, titled(draw, sheet, context.title, context.rows), columns, lines, style)
    footed(draw, sheet, table.bottom)
    return book, truth


def matrix(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a matrix of towns and natures; that it counts children stands in the title alone."""
    towns = draw_towns(draw.rng, profile, draw.rng.randint(2, 5), nursery=False)
    book, flat = Book(), Sheet("")
    measure = draw.one(words.CHILDREN_STEM)
    title = draw.one(("各镇街{}统计表（分性质）", "分镇街分性质{}（人）", "{}情况表（按办园性质）")).format(measure)
    natures: list[str | None] = ["public", "inclusive", "other"]
    natures.insert(draw.one((0, 3)), None)
    columns = [Column((draw.one(words.TOWN_HEADINGS),), "town", count=False)]
    columns += [
        Column((draw.one(words.NATURE[nature]) if nature else draw.one(("合计", "小计", "总计")),), "enrolled", nature)
        for nature in natures
    ]
    lay(flat, 0, columns, town_lines(draw, towns, index=False), Style())
    turned = draw.flag("turned", 0.4)
    sheet = book.sheet("统计表")
    sheet.paste(flat.turned() if turned else flat, titled(draw, sheet, title, []), 0)
    return book, truth_of(towns, {"enrolled", "public", "inclusive"}, profile)


def label_value(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw one town's indicators down a page: 项目, 单位, last month, this month, the change."""
    [town] = draw_towns(draw.rng, profile, 1, nursery=False)
    book, group = Book(), whole([town])
    columns = different(
        [*children_columns(draw), *staff_block(draw), *(population_block(draw) if draw.chance(0.5) else [])]
    )
    truth = truth_of([town], carried_by(columns), profile)
    how = draw.fairly(
        "values", {"one": 3, "unit and one": 2, "last and this": 2, "line number": 1, "last year and change": 1}
    )
    heads = {
        "one": ["项目", "数值"],
        "unit and one": ["指标名称", "计量单位", "数量"],
        "last and this": ["项目", "上月", "本月", "增减"],
        "line number": ["指标", "行次", "本期"],
        "last year and change": ["指标名称", "上年同期", "本期", "增减"],
    }[how]
    sheet = book.sheet(draw.one(("基础数据", "月报", "Sheet1")))
    area = f"{draw.one(AREA_LABELS)}：{town.name}    报表月份：2024年3月"
    row = titled(draw, sheet, draw.one(("学前教育月报表", "镇街学前教育基本情况")), [[area]])
    for index, head in enumerate(heads):
        sheet.put(row, index, head)
    pattern = draw.one(("{0}（{1}）", "{0}-{1}", "{0}：{1}"))
    for number, column in enumerate(columns, 1):
        value = group.count(column.key, column.nature)
        earlier = max(0, value - draw.rng.randint(-5, 9))
        text = column.path[0] if len(column.path) == 1 else pattern.format(column.path[0], "".join(column.path[1:]))
        cells: dict[str, Typed] = {
            "上月": earlier,
            "上年同期": earlier,
            "增减": value - earlier,
            "行次": number,
            "计量单位": draw.one(("人", "人")) if column.key not in ("kindergartens", "classes") else "个",
        }
        sheet.put(row + number, 0, text)
        for index, head in enumerate(heads[1:], 1):
            sheet.put(row + number, index, cells.get(head, value))
    return book, truth
