"""Whose return it is, of which month, for how many children of the age: every place that offices write it (understanding.md §5)."""

from dataclasses import dataclass
from typing import Final

from tests.grammar import words
from tests.grammar.canvas import Book, Sheet
from tests.grammar.drawing import Draw
from tests.grammar.facts import AGES, Town

MONTHS: Final = ("2024年3月", "2024-03", "2024年03月", "2024.3", "2024/3", "202403", "二〇二四年三月", "2024年3月份")
AREA_LABELS: Final = [
    "填报单位",
    "报送单位",
    "镇（街）",
    "填报镇街",
    "镇街",
    "所属镇街",
    "单位名称",
    "填报单位（盖章）",
    "乡镇（街道）",
    "镇（街）名称",
    "上报单位",
]
MONTH_LABELS: Final = ["报表月份", "所属月份", "统计月份", "报表期", "所属期", "统计时点", "统计截止", "数据截至"]
FORMS: Final = {
    "line": 5,
    "cells": 2,
    "sheet": 3,
    "sheet, values below": 1,
    "sheet, pairs": 1.5,
    "title": 2,
    "sheet name": 1,
    "file name": 0.7,
}
POPULATIONS: Final = {"total": 4, "none": 2, "by age": 2, "table": 1.5, "own sheet": 1.2, "sentence": 0.6}


@dataclass
class Context:
    """What was said around the table: where, and what is known from it."""

    carried: set[str]
    title: str
    rows: list[list[str]]


def area_words(draw: Draw, town: str, profile: str) -> str:
    """Return a town as an office writes it; without a register only its plain name can be resolved."""
    if profile != "wuqing-2023":
        return town
    forms = {"plain": 6.0, "district": 1.0, "city and district": 0.7, "government": 1.0, "school": 0.7}
    form = draw.pick("area written", forms)
    office = "人民政府" if town.endswith("镇") else "办事处"
    school = ("中心校", "教育办公室", "教办", "学区", "中心小学学区")
    return {
        "plain": town,
        "district": f"武清区{town}",
        "city and district": f"天津市武清区{town}",
        "government": town + office,
        "school": town + draw.one(school[:4]),
    }[form]


def _labelled(draw: Draw, label: str, value: str) -> str:
    return f"{label}{draw.one(('：', ':', '： '))}{value}"


def _month(draw: Draw, label: str) -> str:
    if label in ("统计时点", "统计截止", "数据截至"):
        return draw.one(("2024年3月31日", "2024-03-31", "2024.3.31", "2024年3月"))
    return draw.one(MONTHS)


def population_pairs(draw: Draw, town: Town, *, by_age: bool) -> tuple[list[tuple[str, int]], set[str]]:
    """Return labels and figures of a town's population, with the basis that they name."""
    basis = draw.pick("population basis", {"resident": 4, "any": 2, "both": 1, "registered": 0.6})
    pairs: list[tuple[str, int]] = []
    for each in ("resident", "registered") if basis == "both" else (basis,):
        key = "population_registered" if each == "registered" else "population_resident"
        if by_age:
            stem = {"resident": "常住人口", "any": "适龄人口", "registered": "户籍人口"}[each]
            pattern = draw.one(("{}{}岁", "{}（{}岁）", "{1}岁{0}", "{1}周岁{0}", "{}-{}岁"))
            pairs += [(pattern.format(stem, age), town.population[f"{key}_{age}"]) for age in AGES]
        else:
            pairs.append((draw.one(words.POPULATION_WHOLE[each]), town.population[key]))
    if len(pairs) == 2 and draw.chance(0.4):
        pairs.reverse()
    return pairs, set() if basis == "registered" else {"population"}


Heads = list[tuple[str, list[int | str]]]


def _population_heads(town: Town, kind: str) -> Heads:
    """Return the columns of a table of ages: one of them holds what counts."""
    resident = [town.population[f"population_resident_{age}"] for age in AGES]
    registered = [town.population[f"population_registered_{age}"] for age in AGES]
    girls = [part * 48 // 100 for part in resident]
    boys = [a - b for a, b in zip(resident, girls, strict=True)]
    heads: dict[str, Heads] = {
        "sexes": [("男", [*boys]), ("女", [*girls]), ("合计", [*resident])],
        "bases": [("户籍", [*registered]), ("常住", [*resident])],
        "years": [("2023年", [part - 7 for part in resident]), ("2024年", [*resident])],
        "plan": [("计划", [part + 11 for part in resident]), ("实际", [*resident])],
        "lines and units": [("行次", [1, 2, 3]), ("单位", ["人", "人", "人"]), ("数值", [*resident])],
        "ages across": [("人数", [*resident])],
    }
    return heads[kind]


def _population_table(draw: Draw, sheet: Sheet, top: int, town: Town) -> set[str]:
    """A table of ages by sex, basis or year, with the number of the line and the unit beside."""
    weights = {"sexes": 1, "bases": 1, "years": 1, "plan": 0.7, "lines and units": 1, "ages across": 1}
    kind = draw.fairly("population table", weights)
    columns = _population_heads(town, kind)
    if draw.chance(0.4) and kind in ("sexes", "bases", "plan"):
        columns.reverse()
    whats = {"bases": "适龄人口", "lines and units": "3-5岁常住人口", "ages across": "常住人口"}
    named = kind == "ages across" or draw.chance(0.5)
    small = Sheet("")
    small.put(0, 0, whats.get(kind, "常住适龄人口") if named else draw.one(("年龄", "项目", "指标")))
    prefix = "" if named or kind == "bases" else "常住人口"
    total = draw.one(("合计", "3-5岁合计")) if draw.chance(0.5) else None
    for row, label in enumerate([*(f"{prefix}{age}岁" for age in AGES), total], 1):
        small.put(row, 0, label)
    for right, (head, values) in enumerate(columns, 1):
        added = (
            sum(value for value in values if isinstance(value, int)) if total and head not in ("行次", "单位") else None
        )
        for row, value in enumerate([head, *values, added]):
            small.put(row, right, value)
    sheet.paste(small.turned() if kind == "ages across" else small, top, 0)
    return {"population"}


def _say_population(draw: Draw, sheet: Sheet, top: int, town: Town, how: str, *, right: int = 1) -> set[str]:
    """Write the population as labels and values from a row on."""
    if how == "table":
        return _population_table(draw, sheet, top, town)
    if how == "sentence":
        parts = [town.population[f"population_resident_{age}"] for age in AGES]
        text = "，".join(f"{age}岁{part}人" for age, part in zip(AGES, parts, strict=True))
        sheet.put(top, 0, "3-5岁常住人口")
        sheet.put(top, right, f"{sum(parts)}人（其中{text}）", sum(parts))
        return {"population"}
    pairs, carried = population_pairs(draw, town, by_age=how == "by age")
    for index, (label, value) in enumerate(pairs):
        sheet.put(top + index, 0, label)
        sheet.put(top + index, right, value)
    return carried


def _cover_sheet(draw: Draw, book: Book, town: Town, area: str, form: str, how: str) -> set[str]:
    sheet = book.sheet(draw.one(("封面", "基本信息", "封面", "填报信息", "首页")))
    sheet.put(0, 0, draw.one(("学前教育月报", "学前教育统计报表", "幼儿园情况报表封面")))
    area_label, month_label = draw.one(AREA_LABELS), draw.one(MONTH_LABELS)
    pairs = [(area_label, area), (month_label, _month(draw, month_label)), ("填报日期", "2024年4月2日")]
    if form == "sheet, values below":
        for column, (label, value) in enumerate(pairs):
            sheet.put(2, column, label)
            sheet.put(3, column, value)
        top = 5
    elif form == "sheet, pairs":
        for index, (label, value) in enumerate(pairs):
            sheet.put(2 + index // 2, index % 2 * 2, label)
            sheet.put(2 + index // 2, index % 2 * 2 + 1, value)
        top = 4
    else:
        colon = draw.one(("", "：", ":"))
        for index, (label, value) in enumerate(pairs):
            sheet.put(2 + index, 0, label + colon)
            sheet.put(2 + index, 1, value)
        top = 5
    return _say_population(draw, sheet, top, town, how) if how not in ("none", "own sheet") else set()


def _line(draw: Draw, area: str, how: str, town: Town) -> tuple[list[list[str]], set[str]]:
    """填报单位：…    报表月份：… in one cell, the population behind them or in a line of its own."""
    area_label, month_label = draw.one(AREA_LABELS), draw.one(MONTH_LABELS)
    parts = [_labelled(draw, area_label, area), _labelled(draw, month_label, _month(draw, month_label))]
    carried: set[str] = set()
    lines: list[list[str]] = []
    if how in ("total", "by age"):
        pairs, carried = population_pairs(draw, town, by_age=how == "by age")
        said = [_labelled(draw, label, f"{value}{draw.one(('', '人'))}") for label, value in pairs]
        if draw.flag("population in the same line", 0.4):
            parts += said
        else:
            lines = [["    ".join(said)]]
    if draw.chance(0.3):
        parts.append("单位：人")
    in_cells = draw.flag("line in several cells", 0.25)
    gap = draw.one(("    ", "        ", "　　", "  "))
    return [parts if in_cells else [gap.join(parts)], *lines], carried


def _cells(draw: Draw, area: str) -> list[list[str]]:
    month_label = draw.one(MONTH_LABELS)
    return [[draw.one(AREA_LABELS), area, month_label, _month(draw, month_label)]]


def town_context(draw: Draw, book: Book, town: Town, profile: str, title: str) -> Context:
    """Draw where the area, the month and the population of one town stand; what is above the table comes back."""
    form, how = draw.rather("cover", FORMS), draw.rather("population", POPULATIONS)
    area = area_words(draw, town.name, profile)
    month = draw.one(("2024年3月", "2024年3月份", "2024年03月"))
    carried: set[str] = set()
    rows: list[list[str]] = []
    if form.startswith("sheet,") or form == "sheet":
        carried = _cover_sheet(draw, book, town, area, form, how)
    elif form == "line":
        how_here = how if how in ("total", "by age") else "none"
        rows, carried = _line(draw, area, how_here, town)
    elif form == "cells":
        rows = _cells(draw, area)
    elif form == "title":
        title = draw.one((f"{area}{month}{title}", f"{area}{title}（{month}）", f"{month}{area}{title}"))
    elif form == "file name":
        book.filename = draw.one(
            (f"{town.name}{month}.xlsx", f"{town.name}_2024-03.xlsx", f"{town.name}（{month}）报表.xlsx")
        )
    if (
        (not carried and how != "none" and not form.startswith("sheet,") and form not in ("sheet", "line"))
        or how == "own sheet"
        or (form == "line" and how in ("table", "sentence"))
    ):
        carried = _population_elsewhere(draw, book, town, how)
    if form in ("sheet name", "file name"):
        draw.features.pop("area written", None)
    return Context(carried, title, rows)


def _population_elsewhere(draw: Draw, book: Book, town: Town, how: str) -> set[str]:
    """The population on a sheet of its own, which need not say whose it is: the workbook has one town."""
    sheet = book.sheet(draw.one(("适龄人口", "人口", "人口情况", "适龄儿童")))
    sheet.put(0, 0, draw.one(("适龄儿童人口情况", "3-5岁常住人口统计", "学前适龄人口")))
    return _say_population(draw, sheet, 1, town, "table" if how == "own sheet" else how)
