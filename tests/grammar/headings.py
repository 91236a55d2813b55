"""Headings from the grammar: a field is a set of features, and its words come in any order, joined in any way."""

from collections.abc import Sequence
from typing import Final

from tests.grammar import words
from tests.grammar.drawing import Draw
from tests.grammar.facts import AGES, LEVELS, Group
from tests.grammar.table import Column

SPLITS: Final = {
    "three": ("public", "inclusive", "other"),
    "public and all inclusive": ("public", "inclusive_all"),
    "public and inclusive private": ("public", "inclusive"),
    "public, private, of which inclusive": ("public", "private", "inclusive"),
}
_STEMS: Final = {
    "enrolled": words.CHILDREN_STEM,
    "kindergartens": ["园数", "园所数", "幼儿园数", "机构数"],
    "classes": ["班数", "班级数", "班级个数"],
    "staff": ["教职工数", "教职工人数", "教职工总数"],
    "teachers": ["专任教师数", "专任教师"],
}
_WHOLES: Final = {
    "enrolled": words.CHILDREN,
    "kindergartens": words.KINDERGARTENS,
    "classes": words.CLASSES,
    "staff": words.STAFF,
    "teachers": words.POSTS["teachers"],
}
_PARENTS: Final = {
    "enrolled": words.CHILDREN_PARENT,
    "kindergartens": ["园数", "园所数", "幼儿园数", "幼儿园情况", "园所个数"],
    "classes": words.CLASSES_PARENT,
    "staff": words.STAFF_PARENT,
}
_UNITS: Final = {"kindergartens": ("所", "个", "园"), "classes": ("个", "班")}


def carried_by(columns: Sequence[Column]) -> set[str]:
    """Return what is known where these columns stand: keys of `facts.operands`."""
    keys = {each.key for each in columns if each.count and not each.nature}
    natures = {each.nature for each in columns if each.key == "enrolled" and each.nature}
    keys |= {"public"} & natures
    if "inclusive_all" in natures or natures >= {"public", "inclusive"}:
        keys.add("inclusive")
    if keys >= {"teachers", "care_workers"}:
        keys.add("care_teaching_staff")
    if "population_resident" in keys or keys >= {f"population_resident_{age}" for age in AGES}:
        keys.add("population")
    return keys


def whole_word(draw: Draw, key: str) -> str:
    """Return a heading that says a measure as a whole."""
    return draw.one(_WHOLES[key])


def joined(draw: Draw, parent: str, leaf: str, *, turnable: bool) -> str:
    """Return two levels of a heading in one cell."""
    ways = {"separator": 3.0, "brackets": 2.0, "half brackets": 1.0} | ({"leaf first": 1.0} if turnable else {})
    how = draw.fairly("joining", ways)
    if how == "separator":
        separator = draw.one(words.SEPARATORS)
        draw.features["separator"] = separator
        return f"{parent}{separator}{leaf}"
    if how == "leaf first":
        return f"{leaf}{draw.one(('-', '—', '：'))}{parent}"
    return f"{parent}（{leaf}）" if how == "brackets" else f"{parent}({leaf})"


def _levels_present(group: Group, what: str) -> list[str]:
    return [level for level in LEVELS if group.count(f"{what}_{level}") or level in ("junior", "middle", "senior")]


def _level_columns(draw: Draw, what: str, group: Group, style: str) -> list[Column]:
    """Return the columns of a measure and its levels: below a parent, side by side, as 其中, or joined."""
    levels = _levels_present(group, what)
    name = {level: draw.one(words.LEVELS[level]) for level in levels}
    if style == "parent":
        parent = draw.one(_PARENTS[what])
        columns = [Column((parent, draw.one(words.WHOLE)), what)]
        columns += [Column((parent, name[level]), f"{what}_{level}") for level in levels]
        if draw.chance(0.2):
            columns = [*columns[1:], columns[0]]
    elif style == "joined":
        stem = draw.one(_STEMS[what])
        texts = _joined_alike(draw, stem, [name[level] for level in levels])
        columns = [Column((whole_word(draw, what),), what)]
        columns += [Column((text,), f"{what}_{level}") for text, level in zip(texts, levels, strict=True)]
    else:
        front = draw.one(("其中：", "其中:", "其中")) if style == "among" else ""
        tails = ("幼儿数", "人数", "幼儿", "在园人数") if what == "enrolled" else ("班数", "班级数", "数量")
        tail = draw.one(tails)
        columns = [Column((whole_word(draw, what),), what)]
        columns += [
            Column(
                (f"{front if style == 'among' else ''}{name[level]}{tail}".replace("班班", "班"),), f"{what}_{level}"
            )
            for level in levels
        ]
    return columns


def _joined_alike(draw: Draw, parent: str, leaves: Sequence[str], *, turnable: bool = True) -> list[str]:
    """Join several leaves to one parent in one manner."""
    marker = joined(draw, parent, "\0", turnable=turnable)
    return [marker.replace("\0", leaf) for leaf in leaves]


def children_block(draw: Draw, group: Group) -> list[Column]:
    """Return the columns of a roster's children, with or without its levels, with what only narrows them."""
    style = draw.rather("levels", {"none": 5, "parent": 4, "flat": 2, "among": 1.5, "joined": 1.5})
    if style == "none":
        block = [Column((whole_word(draw, "enrolled"),), "enrolled")]
    else:
        block = _level_columns(draw, "enrolled", group, style)
    _narrow(draw, block, words.NARROWER_CHILDREN, "narrowed children", 0.25)
    _flows(draw, block)
    return block


def _narrow(
    draw: Draw,
    block: list[Column],
    narrower: dict[str, tuple[tuple[str, ...], tuple[str, ...]]],
    feature: str,
    chance: float,
) -> None:
    """Put columns beside a measure that are known and are not the whole of it."""
    for key, (below, alone) in narrower.items():
        if not draw.chance(chance / 2):
            continue
        parent = block[0].path[0] if len(block[0].path) > 1 else None
        path = (parent, draw.one(below)) if parent and below else (draw.one(alone),)
        at = len(block) if not parent or not below else draw.rng.randint(1, len(block))
        while len(path) > 1 and at < len(block) and len(block[at].path) == 1:
            at -= 1
        block.insert(at, Column(path, key))
        draw.features[feature] = key


def _flows(draw: Draw, block: list[Column]) -> None:
    for key in words.FLOWS:
        if draw.chance(0.05):
            column = Column((draw.one(words.FLOWS[key]),), key)
            block.insert(0 if draw.chance(0.4) else len(block), column)
            draw.features["flow beside the stock"] = key


def classes_block(draw: Draw, group: Group) -> list[Column]:
    style = draw.pick("classes", {"none": 3, "total": 5, "parent": 2, "flat": 1, "joined": 1})
    if style == "none":
        return []
    if style == "total":
        block = [Column((whole_word(draw, "classes"),), "classes")]
    else:
        block = _level_columns(draw, "classes", group, style)
    if draw.flag("classes within their limit", 0.15):
        block.append(Column((draw.one(words.WITHIN_LIMIT),), "classes_within_limit"))
    return block


_POST_SETS: Final = {
    "none": (),
    "teachers": ("teachers",),
    "teachers and care": ("teachers", "care_workers"),
    "three": ("teachers", "care_workers", "health_staff"),
    "together": ("teachers", "care_teaching_staff", "health_staff"),
    "five": ("principals", "teachers", "health_staff", "care_workers", "other_staff"),
    "seven": (
        "principals",
        "teachers",
        "care_workers",
        "health_staff",
        "administrative_staff",
        "auxiliary_staff",
        "service_staff",
    ),
}


def staff_block(draw: Draw) -> list[Column]:
    """Return the columns of the staff: posts below a parent, beside the total, or as 其中."""
    style = draw.rather("staff", {"flat": 4, "none": 1.5, "total": 2, "parent": 4, "among": 1.5, "joined": 1})
    if style == "none":
        return []
    block = [Column((whole_word(draw, "staff"),), "staff")] if style == "total" else _posts(draw, style)
    if any(each.key == "teachers" for each in block) and draw.flag("certified teachers", 0.15):
        block.append(Column((draw.one(words.CERTIFIED),), "teachers_certified"))
    block = _split_posts(draw, block)
    _narrow(draw, block, words.NARROWER_STAFF, "narrowed staff", 0.2)
    return block


def _split_posts(draw: Draw, block: list[Column]) -> list[Column]:
    """Split health staff into 专职 and 兼职, of whom only the first count; teachers into 在编 and 非在编."""
    splits: list[tuple[str, str, tuple[tuple[str, str], ...]]] = []
    if draw.flag("health staff full and part time", 0.08):
        word = draw.one(("保健医", "卫生保健人员", "保健人员"))
        splits.append(("health_staff", word, (("专职", "health_staff"), ("兼职", "health_staff_part_time"))))
    if draw.flag("teachers by contract", 0.1):
        by_contract = (("小计", "teachers"), ("在编", "permanent_teachers"), ("非在编", "contract_teachers"))
        splits.append(("teachers", draw.one(("专任教师", "专任教师数")), by_contract))
    for key, word, parts in splits:
        at = next((index for index, each in enumerate(block) if each.key == key), None)
        if at is None or len(block[at].path) > 1 or draw.features.get("staff") == "joined":
            continue
        front = "其中：" if block[at].path[0].startswith("其中") else ""
        block[at : at + 1] = [Column((front + word, leaf), part) for leaf, part in parts]
    return block


def _posts(draw: Draw, style: str) -> list[Column]:
    weights = {name: 1.0 for name in _POST_SETS if name != "none"} | {"three": 3, "together": 0.5}
    chosen = list(_POST_SETS[draw.fairly("posts", weights)])
    if draw.flag("posts in another order", 0.3):
        draw.rng.shuffle(chosen)
    name = {post: draw.one(words.POSTS[post]) for post in chosen}
    if style == "parent":
        parent = draw.one(_PARENTS["staff"])
        columns = [Column((parent, draw.one(words.WHOLE)), "staff")]
        columns += [Column((parent, name[post]), post) for post in chosen]
    elif style == "joined":
        texts = _joined_alike(draw, draw.one(_STEMS["staff"]), list(name.values()), turnable=False)
        columns = [Column((whole_word(draw, "staff"),), "staff")]
        columns += [Column((text,), post) for text, post in zip(texts, chosen, strict=True)]
    else:
        front = draw.one(("其中：", "其中:", "#")) if style == "among" else ""
        columns = [Column((whole_word(draw, "staff"),), "staff")]
        columns += [Column((front + name[post],), post) for post in chosen]
    return columns


def kind_words(draw: Draw, natures: Sequence[str], *, bare: bool = False) -> dict[str, str]:
    """Return the words of one table for its natures; 普惠 alone may stand between 公办 and 非普惠."""
    kinds = {nature: draw.one(words.NATURE[nature]) for nature in natures}
    if bare:
        kinds |= {nature: draw.one(words.BARE_INCLUSIVE[nature]) for nature in ("inclusive", "other")}
    return kinds


def split_block(draw: Draw, key: str, kinds: dict[str, str], style: str) -> list[Column]:
    """Return the columns of a measure and its parts by nature."""
    makers = {
        "parent": _below_parent,
        "deep": _below_private,
        "among": _among,
        "prefix": _prefixed,
        "joined": _suffixed,
    }
    return makers[style](draw, key, kinds)


def _below_parent(draw: Draw, key: str, kinds: dict[str, str]) -> list[Column]:
    parent = draw.one(_PARENTS[key])
    columns = [Column((parent, draw.one(words.WHOLE)), key)]
    for nature, word in kinds.items():
        below = nature == "inclusive" and "private" in kinds
        columns.append(Column((parent, f"其中：{word}" if below else word), key, nature))
    if draw.chance(0.2) and "private" not in kinds:
        columns = [*columns[1:], columns[0]]
    return columns


def _below_private(draw: Draw, key: str, kinds: dict[str, str]) -> list[Column]:
    """民办 stands over 普惠 and 非普惠: a heading of three rows."""
    parent, private = draw.one(_PARENTS[key]), draw.one(words.NATURE["private"])
    columns = [Column((parent, draw.one(words.WHOLE)), key), Column((parent, kinds["public"]), key, "public")]
    if draw.chance(0.5):
        columns.append(Column((parent, private, draw.one(("小计", "合计", "计"))), key, "private"))
    columns.append(Column((parent, private, draw.one(("普惠", "普惠性", "普惠园"))), key, "inclusive"))
    columns.append(Column((parent, private, draw.one(("非普惠", "非普惠性", "非普惠园"))), key, "other"))
    return columns


def _among(draw: Draw, key: str, kinds: dict[str, str]) -> list[Column]:
    front = draw.one(("其中：", "其中:", "其中", "#", "其中 "))
    columns = [Column((whole_word(draw, key),), key)]
    for nature, word in kinds.items():
        columns.append(Column((front + word,), key, nature))
    return columns


def _prefixed(draw: Draw, key: str, kinds: dict[str, str]) -> list[Column]:
    stem = draw.one(_STEMS[key])
    columns = [Column((whole_word(draw, key),), key)]
    for nature, word in kinds.items():
        text = word + stem
        if key == "kindergartens":
            text = word.removesuffix("幼儿园").removesuffix("园") + draw.one(("园数", "幼儿园数", "园所数"))
        columns.append(Column((text,), key, nature))
    return columns


def _suffixed(draw: Draw, key: str, kinds: dict[str, str]) -> list[Column]:
    texts = _joined_alike(draw, draw.one(_STEMS[key]), list(kinds.values()))
    columns = [Column((whole_word(draw, key),), key)]
    return columns + [Column((text,), key, nature) for text, nature in zip(texts, kinds, strict=True)]


def places_block(draw: Draw, key: str) -> list[Column]:
    """Return a measure and its parts by 城区, 镇区 and 乡村: a partition that tells no nature."""
    parent = draw.one(_PARENTS[key])
    whole = Column((parent, draw.one(words.WHOLE)), key)
    names = draw.one((words.PLACES, words.OLD_PLACES))
    return [whole, *(Column((parent, word), key, place) for place, word in names.items())]


def population_block(draw: Draw) -> list[Column]:
    """Return the columns of the population: as a whole or by age, of one basis or of both."""
    basis = draw.pick("population basis", {"resident": 4, "any": 2, "both": 1.5, "registered": 0.7})
    by_age = draw.flag("population by age", 0.3)
    columns: list[Column] = []
    for each in ("resident", "registered") if basis == "both" else (basis,):
        key = "population_registered" if each == "registered" else "population_resident"
        columns += _ages(draw, each, key) if by_age else [Column((draw.one(words.POPULATION_WHOLE[each]),), key)]
    if basis == "both" and draw.chance(0.5):
        columns.reverse()
    return columns


def _ages(draw: Draw, basis: str, key: str) -> list[Column]:
    parent, pattern = draw.one(words.POPULATION_PARENT[basis]), draw.one(words.AGE)
    columns = [Column((parent, pattern.format(age)), f"{key}_{age}") for age in (3, 4, 5)]
    if draw.chance(0.6):
        columns.insert(draw.one((0, 3)), Column((parent, draw.one(("合计", "小计", "3-5岁合计"))), key))
    return columns


def dressed(draw: Draw, columns: Sequence[Column]) -> list[Column]:
    """Dress the headings: units, numbers in front, blanks and line breaks inside."""
    how = draw.pick("dress", {"plain": 6, "unit": 2, "blanks": 0.8, "line break": 1, "number": 1})
    return _numbered(draw, columns) if how == "number" else [_dressed(draw, each, how) for each in columns]


def _dressed(draw: Draw, column: Column, how: str) -> Column:
    top, *rest = column.path
    if how == "unit" and column.count and not any(mark in top for mark in "（(㎡") and not rest:
        unit = _UNITS.get(column.key, ("人", "名"))[0]
        return column.renamed(f"{top}（{unit}）") if column.key not in words.THINGS else column
    leaf = column.path[-1]
    if how == "blanks" and len(leaf) == 2:
        return column.renamed(*column.path[:-1], f"{leaf[0]}{draw.one((' ', '　', '  '))}{leaf[1]}")
    if how == "line break" and len(leaf) > 3 and draw.chance(0.6):
        cut = len(leaf) // 2
        return column.renamed(*column.path[:-1], f"{leaf[:cut]}\n{leaf[cut:]}")
    return column


def _numbered(draw: Draw, columns: Sequence[Column]) -> list[Column]:
    pattern = draw.one(("{}.", "{}、", "（{}）", "({})"))
    tops: dict[str, str] = {}
    for column in columns:
        if column.count and column.path[0] not in tops:
            tops[column.path[0]] = pattern.format(len(tops) + 1) + column.path[0]
    return [each.renamed(tops.get(each.path[0], each.path[0]), *each.path[1:]) for each in columns]


def different(columns: Sequence[Column]) -> list[Column]:
    """Keep the first of columns whose headings would be the same words; 其中：公办 may stand behind each measure."""
    seen: dict[tuple[str, ...], Column] = {}
    for column in columns:
        words_of = tuple("".join(part.split()) for part in column.path)
        behind = (column.key,) if words_of[0].startswith(("其中", "#")) else ()
        seen.setdefault((*words_of, *behind), column)
    return list(seen.values())
