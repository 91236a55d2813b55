"""Kindergartens that are no rows: a page a kindergarten, a row a class, a row a figure."""

from collections.abc import Sequence

from tests.grammar import words
from tests.grammar.canvas import Book, Typed
from tests.grammar.columns import without_nature
from tests.grammar.covers import town_context
from tests.grammar.drawing import Draw
from tests.grammar.facts import LEVELS, Group, Kindergarten, draw_towns, whole
from tests.grammar.headings import carried_by, different, staff_block, whole_word
from tests.grammar.natures import IN_THE_ROW, Evidence, drawn_evidence
from tests.grammar.summary import children_columns
from tests.grammar.surroundings import footed, merge_down, titled
from tests.grammar.table import Column, Line, Style, lay
from tests.grammar.truth import Truth, truth_of

_TOLD = {
    each: weight
    for each, weight in IN_THE_ROW.items()
    if each in ("words", "public/private + inclusive", "sponsor words + inclusive", "sponsor codes + inclusive")
}


def page_a_kindergarten(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a form of labels and values for each kindergarten, one or two pairs on a line."""
    towns = draw_towns(draw.rng, profile, draw.one((1, 1, 2)), nursery=False)
    book, evidence = Book(), drawn_evidence(draw, _TOLD)
    counted = different(
        [
            Column((whole_word(draw, "classes"),), "classes"),
            Column((whole_word(draw, "enrolled"),), "enrolled"),
            *_flat(staff_block(draw)),
        ]
    )
    truth = truth_of(towns, carried_by(counted) | evidence.carried, profile)
    truth.allow |= {"PM112"}
    without_nature(truth, evidence, towns)
    named = draw.one(("幼儿园名称", "园名", "园所名称", "单位名称"))
    town_label = draw.one(("所属镇街", "所在镇街", "所属乡镇", "镇街"))
    across = draw.fairly("pairs on a line", {"1": 2, "2": 3})
    for each in whole(towns).kindergartens:
        pairs: list[tuple[str, Typed]] = [(named, each.name), (town_label, each.town)]
        pairs += [(column.path[0], evidence.texts(each).get(column.key)) for column in evidence.columns]
        pairs += [(column.path[0], each.counts[column.key]) for column in counted]
        pairs.insert(3, ("填报时间", "2024年3月"))
        sheet = book.sheet(each.name if draw.features.get("sheet named") else each.name[:20])
        row = titled(draw, sheet, "幼儿园基本情况登记表", [])
        for index, (label, value) in enumerate(pairs):
            down, right = divmod(index, int(across))
            sheet.put(row + down, 2 * right, label)
            sheet.put(row + down, 2 * right + 1, value)
    return book, truth


def _flat(columns: Sequence[Column]) -> list[Column]:
    """Give every column a heading of one level."""
    return [each.renamed(each.path[0] + "".join(f"（{part}）" for part in each.path[1:])) for each in columns]


def _class_rows(draw: Draw, each: Kindergarten, evidence: Evidence) -> list[tuple[dict[str, Typed], int]]:
    rows: list[tuple[dict[str, Typed], int]] = []
    for level in LEVELS:
        number = each.counts[f"classes_{level}"]
        left = each.counts[f"enrolled_{level}"]
        for ordinal in range(number):
            children = left // (number - ordinal)
            left -= children
            word = words.LEVELS[level][0]
            named = f"{word[0]}{'一二三四'[ordinal]}班"
            rows.append(
                (
                    {"name": each.name, "town": each.town, "class": named, "level": word, **evidence.texts(each)},
                    children,
                )
            )
    draw.features["rows"] = "classes"
    return rows


def row_a_class(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a row a class: the kindergarten is written once, merged, or in each row."""
    [town] = draw_towns(draw.rng, profile, 1)
    book, evidence = Book(), drawn_evidence(draw, {"words": 3, "public/private + inclusive": 1})
    context = town_context(draw, book, town, profile, draw.one(("幼儿园班级情况表", "幼儿园分班情况统计表")))
    heads = [
        ("name", draw.one(words.NAME_HEADINGS)),
        *((each.key, each.path[0]) for each in evidence.columns),
        ("class", "班级名称"),
        ("level", draw.one(("年级", "年龄班", "班级类型"))),
    ]
    columns = [Column((head,), key, count=False) for key, head in heads]
    columns.append(Column((draw.one(("人数", "幼儿数", "在园幼儿数", "班级人数", "在班人数")),), "children"))
    lines: list[Line] = []
    once = draw.flag("kindergarten written once", 0.6)
    for each in town.kindergartens:
        for index, (texts, children) in enumerate(_class_rows(draw, each, evidence)):
            shown = {key: text for key, text in texts.items() if not (once and index and key not in ("class", "level"))}
            lines.append(Line("data", Group(()), shown, planted={"children": children}))
    if draw.flag("total of the classes", 0.4):
        lines.append(Line("total", Group(()), {"name": "合计"}, planted={"children": whole([town]).count("enrolled")}))
    sheet = book.sheet(town.name if draw.features["cover"] == "sheet name" else "班级")
    table = lay(sheet, titled(draw, sheet, context.title, context.rows), columns, lines, Style())
    if once:
        merge_down(draw, table, "name")
    footed(draw, sheet, table.bottom)
    truth = truth_of([town], {"enrolled", "enrolled_nursery", "classes"} | evidence.carried | context.carried, profile)
    without_nature(truth, evidence, [town])
    return book, truth


def row_a_figure(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw an export: town, indicator, value."""
    towns = draw_towns(draw.rng, profile, draw.rng.randint(2, 4), nursery=False)
    book = Book()
    counted = different(_flat([*children_columns(draw), *staff_block(draw)]))
    counted = [each for each in counted if "（" not in each.path[0]] if draw.chance(0.5) else counted
    heads = draw.one((("镇街", "指标", "数值"), ("乡镇", "指标名称", "值"), ("地区", "项目", "数量")))
    sheet = book.sheet("导出")
    row = titled(draw, sheet, "学前教育数据导出", []) if draw.chance(0.5) else 0
    for index, head in enumerate(heads):
        sheet.put(row, index, head)
    for town in towns:
        for column in counted:
            row += 1
            sheet.put(row, 0, town.name)
            sheet.put(row, 1, column.path[0])
            sheet.put(row, 2, whole([town]).count(column.key, column.nature))
    return book, truth_of(towns, carried_by(counted), profile)
