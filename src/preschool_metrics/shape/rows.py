"""Rows of a table told apart: kindergartens and towns, totals and parts, sections, notes, headings and blanks.

What a label says goes before the nature beside it: 小计 | 公办园 | 180 is no kindergarten. A row with a nature whose
label says nothing else is one, whatever its name; of a row without one, the first texts decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Skip, TableKind, TotalKind
from preschool_metrics.model.grid import Value
from preschool_metrics.model.layout import NO_HEADINGS, NO_ROWS, Headings, RowKind, RowLabels
from preschool_metrics.model.returns import Kindergarten
from preschool_metrics.shape.context import area_of_line
from preschool_metrics.shape.grammar import native, parse
from preschool_metrics.shape.headings import is_known
from preschool_metrics.shape.labels import (
    COUNT,
    GENERIC,
    general,
    is_among,
    is_group,
    is_never_data,
    is_of_some,
    is_own_name,
    is_plain_name,
    is_point,
    is_unnamed,
    marks_no_data,
    names_nature,
    names_site,
)
from preschool_metrics.shape.natures import nature_of
from preschool_metrics.shape.values import BLANKS, normaliser
from preschool_metrics.shape.words import bare, heading_key, value_key

# The larger patterns are strings: `re` compiles and keeps one when it is met, most returns meet few.
_TAIL = rf"(?:数|人数|所数|园数|人)?(?:[:—-]+{GENERIC}+|:)?{COUNT}?(?:[（(].*)?:?"
_WHOLE = rf"共(?:计|有)?{COUNT}.*|[全本](?:市|区|县|省|国|镇|街道?|乡|州)(?:合计|总计|共计)?(?:[（(].*)?"
_LONE = "累计|总数|总人数|计|总|总和|总量|total|grandtotal"
_TOTAL: Final = rf"(?:.*(?:合计|总计|共计|汇总)|{_LONE}){_TAIL}|{GENERIC}*{_WHOLE}"
_BARE_TOTAL: Final = rf"(?:合计|总计|共计|汇总|{_LONE}){_TAIL}|{_WHOLE}"
_SUBTOTAL: Final = rf".*(?:小计|分计|subtotal){_TAIL}|本页.*计(?!.*园$).*"
_PART: Final = r"(?:其中|#|＃|△).*"
_OF_SOME: Final = rf"{GENERIC}+[:：]?"
_AMONG = re.compile(r"其中|#|＃|△")
_ORDINAL = r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．:：]?|[（(]\d{1,2}[）)]|第[一二三四五六七八九十]+(?:部分|类)?[、:：]?|\d{1,2}[、.．])"
_SECTION: Final = rf"{GENERIC}+(?:明细|情况|名单)?(?:[（(].*[）)])?(?:明细|情况|名单)?[:：]?|{_ORDINAL}.*"
_NOTE: Final = (
    r"(?:[*※◆●★☆]|注|说明|备注|填表|填报|制表|审核|复核|核对|经办|单位负责人|负责人|园长签|联系人|联系电话|电话|报出日期|上报|报送|"
    r"数据来源|资料来源|截至|截止|本表|以上|以下|单位[:：(（]|[（(]?(?:公章|盖章|签章|签字)|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}[、.．]).*"
)
_FOOTER: Final = (
    r"[*※★☆]|注[:：]|说明[:：]|填表|填报|制表|审核|复核|联系|电话|单位负责人|负责人|报出日期|数据来源|单位[:：(（]"
)
_RATE: Final = r".*(?:率|占比|比例|比重|同比|环比|增减|增长|上年|去年|上月|平均|人均).*"
_NUMBERING = re.compile(
    r"[(（]?\d{1,3}[)）]?(?:=.*)?|[①-⑳]|[甲乙丙丁戊己庚辛]|[A-Z]|\d{1,3}[=＝][\d+\-()（）]+|栏次|行次|序号|指标|代码|列次"
)
_FIGURE = re.compile(r"\d[\d,.]*[人名所个位班]?$")
_NAME = re.compile(r".*(?:园|幼儿|教学点|学校|小学|中心校).*")
_NATURES: Final = frozenset(described(Kindergarten)["nature"].words)
_FEWEST_NUMBERED: Final = 3
_FEWEST_WORDS: Final = 2
_ATTACHED = re.compile(r"(?:中心)?(?:小学|学校)?(?:附设|附属)(?:幼儿园|教学点)")
_ENDS_AS_NAME = re.compile(r"(?:园|幼儿园|教学点)(?:[（(][^（()）]*[）)])?$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row the evidence stands: the name, the nature (where there is one) and what is counted.

    `own` are the headings that the office's layout file names, `told` the labels of rows; `campus` is the column of the
    sites of one kindergarten, `code` that of their codes.
    """

    kind: TableKind
    name: int
    nature: int | None
    counted: tuple[int, ...]
    own: Headings = NO_HEADINGS
    told: RowLabels = NO_ROWS
    campus: int | None = None
    code: int | None = None


def plain_rows(rows: Sequence[Sequence[Value]], body: range, columns: Columns) -> set[int]:
    """Return the rows that at a glance can only be data: kindergartens with their name and their nature.

    A row with a figure repeats no headings, so that its name may well be the word of one.
    """
    if columns.nature is None:
        return set()
    name, nature, own = columns.name, columns.nature, columns.own
    said = {row[nature] for row in rows[body.start : body.stop]}
    natures = {value for value in said if is_nature(value)}
    in_words = {value for value in natures if not is_code(value)}
    plain = set()
    for at, row in enumerate(rows[body.start : body.stop], body.start):
        text, value = row[name], row[nature]
        if (
            value in natures
            and text.__class__ is str
            and is_plain_name(text)
            and ((value in in_words and float in map(type, row)) or not is_known(text, own))
            and not _marked(row, columns)
        ):
            plain.add(at)
    return plain


@lru_cache(maxsize=256)
def is_code(nature: Value) -> bool:
    """Tell the code of a nature, 1 to 3, from its word: in a table of something else it may be any number."""
    return nature != "" and (nature.__class__ is not str or bare(str(nature)).isdigit())


_TOLD: Final[dict[RowKind, tuple[Skip | None, TotalKind | None]]] = {
    "total": ("total", "total"),
    "subtotal": ("total", "subtotal"),
    "part": ("part", "part"),
    "section": ("section", None),
    "ignore": ("note", None),
    "data": (None, None),
}


def told_kind(row: Sequence[Value], columns: Columns) -> RowKind | None:
    """Return what the office's layout file says that a row with its label is, None where it says nothing."""
    if not columns.told:
        return None
    kinds = dict(columns.told)
    said = [value for at, value in enumerate(row[: max(columns.name + 1, 1)]) if at != columns.nature]
    texts = said if _says(row[columns.name]) else [*said, *labels(row, columns)]
    return next((kinds[key] for text in texts if isinstance(text, str) and (key := value_key(text)) in kinds), None)


def classify(row: Sequence[Value], columns: Columns) -> tuple[Skip | None, TotalKind | None]:
    """Return why a row is no data (None where it is), and what kind of stated sum it is (None where it is none)."""
    told = told_kind(row, columns)
    return _TOLD[told] if told is not None else _classified(row, columns)


def _classified(row: Sequence[Value], columns: Columns) -> tuple[Skip | None, TotalKind | None]:
    name = str(row[columns.name])
    skip = _plainly_none(row, columns)
    if skip is not None:
        return skip, None
    if columns.kind == "explanations":
        return (None if _says(name) else "note"), None
    if columns.nature is not None and is_nature(row[columns.nature]):
        return _with_nature(row, columns)
    return _by_label(row, columns)


def _by_label(row: Sequence[Value], columns: Columns) -> tuple[Skip | None, TotalKind | None]:
    """A row without a nature is what its first texts say."""
    texts = labels(row, columns)
    total = total_kind(texts)
    if total == "part" and _is_kindergarten(row, columns, texts):
        return _without_nature(row, columns, texts), None
    if columns.kind == "roster" and (
        any(map(_is_of_nature, texts))
        if total == "part"
        else not total and (_is_group(row, columns) or _heads_area(row, columns, texts))
    ):
        return _as_group(row, columns)
    if total is not None:
        return "part" if total == "part" else "total", total
    return _without_nature(row, columns, texts), None


def _plainly_none(row: Sequence[Value], columns: Columns) -> Skip | None:
    if not any(_says(value) for value in row):
        return "blank"
    if is_numbering(row):
        return "numbering"
    if is_heading_again(row, columns):
        return "heading"
    return "note" if is_none_of_them(row, columns) else None


def labels(row: Sequence[Value], columns: Columns) -> list[str]:
    """Return the texts of a row that may say what it is: up to its name, without a name up to what is counted."""
    end = max(columns.name, columns.nature or 0) + 1
    if _says(row[columns.name]):
        end = columns.name + 1
    elif columns.kind == "roster":
        end = max(end, min((at for at in columns.counted if at > columns.name), default=end))
    return [value for value in row[:end] if value.__class__ is str and value.strip()]


def label_of(row: Sequence[Value], columns: Columns) -> str:
    """Return the text that says what a row is, else its first."""
    texts = labels(row, columns)
    telling = (text for text in texts if total_kind([text]) or is_group(text) or is_never_data(text))
    first = next((value for value in row if value.__class__ is str and value.strip()), "")
    return str(next(telling, first)).strip()


def is_none_of_them(row: Sequence[Value], columns: Columns) -> bool:
    """Tell a row that is never data, whatever stands in it: an average, a plan, an earlier month, an example."""
    if columns.kind not in ("roster", "summary"):
        return False
    return _marked(row, columns) or any(map(is_never_data, _saying(row, columns)))


def _marked(row: Sequence[Value], columns: Columns) -> bool:
    """Tell whether a mark before the name takes the row out: 例 | 某某幼儿园."""
    return any(value.__class__ is str and marks_no_data(value) for value in row[: columns.name])


def _saying(row: Sequence[Value], columns: Columns) -> list[str]:
    """Return the labels that say what a row is: its name, where this has any meaning of its own."""
    name = str(row[columns.name])
    return labels(row, columns) if is_unnamed(name) else [name]


def _with_nature(row: Sequence[Value], columns: Columns) -> tuple[Skip | None, TotalKind | None]:
    """A row with a nature is a kindergarten unless its label says that it adds or groups them."""
    if any(map(is_among, _saying(row, columns))):
        return "part", "part"
    name = str(row[columns.name])
    total = total_kind([name] if is_own_name(name) else labels(row, columns))
    if total in ("total", "subtotal"):
        return "total", total
    return _as_group(row, columns) if _is_group(row, columns) else (None, None)


def _is_group(row: Sequence[Value], columns: Columns) -> bool:
    """Tell a row that stands for several kindergartens by its name, or before a blank or a number of them, 2所."""
    name = bare(str(row[columns.name]))
    if _says(name) and not re.fullmatch(COUNT, name):
        return is_group(name)
    before = (str(row[at]) for at in range(columns.name) if at != columns.nature and _says(row[at]))
    return is_group(next(before, ""))


def _heads_area(row: Sequence[Value], columns: Columns, texts: list[str]) -> bool:
    """Tell a numbered or counted town in place of a kindergarten: 一、高村镇 | | 150, 高村镇（3所）."""
    label = bare(texts[0]) if texts and not _says(row[columns.name]) else ""
    return area_of_line(label) is not None and re.match(rf"{_ORDINAL}|.*{COUNT}", label) is not None


def _as_group(row: Sequence[Value], columns: Columns) -> tuple[Skip | None, TotalKind | None]:
    """A group of kindergartens, 一、公办园（2所）: with figures the sum of those that follow, else their section."""
    return ("total", "subtotal") if any(has_figure(row[at]) for at in columns.counted) else ("section", None)


def point_at(row: Sequence[Value], columns: Columns) -> int | None:
    """Return where a row of a roster says that it is a private day-care point: by its name or in place of a nature."""
    if columns.kind != "roster":
        return None
    said = (at for at in (columns.name, columns.nature) if at is not None and row[at].__class__ is str)
    return next((at for at in said if is_point(str(row[at]))), None)


def has_figure(value: Value) -> bool:
    """Tell whether a cell counts something, as a number or typed as text."""
    return value.__class__ in (int, float) or (_says(value) and _digits(value))


def _is_kindergarten(row: Sequence[Value], columns: Columns, texts: list[str]) -> bool:
    """Tell a kindergarten from a part, 公办园: it has a name of its own, its number, or says something for its nature."""
    before = set(range(columns.name)).difference(columns.counted)
    numbered = any(row[at].__class__ in (int, float) for at in before)
    natured = columns.nature is not None and columns.nature > columns.name and _says(row[columns.nature])
    name = str(row[columns.name])
    named = _ENDS_AS_NAME.search(bare(name)) is not None and total_kind([name]) is None
    return (numbered or natured or named) and not any(_AMONG.match(bare(text)) for text in texts)


def is_attached(row: Sequence[Value], columns: Columns) -> bool:
    """Tell a kindergarten that has no name but 小学附设幼儿园, and figures of its own; below a total it is a part of it."""
    name = bare(str(row[columns.name]))
    figures = any(row[at] not in ("", 0) for at in columns.counted)
    return columns.kind == "roster" and figures and _ATTACHED.fullmatch(name) is not None


def _without_nature(row: Sequence[Value], columns: Columns, texts: list[str]) -> Skip | None:
    figures = [row[at] for at in columns.counted if has_figure(row[at])]
    label = bare(texts[0]) if texts else ""
    if columns.kind == "roster" and figures and _ENDS_AS_NAME.search(bare(str(row[columns.name]))):
        return None
    if columns.kind == "summary" and _says(row[columns.name]) and any(_says(row[at]) for at in columns.counted):
        part = _is_part(label)
        return "part" if part else "note" if re.fullmatch(_RATE, label) or re.match(_FOOTER, label) else None
    if label and (re.match(_NOTE, label) or re.fullmatch(_RATE, label)):
        return "note"
    if columns.kind == "roster":
        return _of_roster(row, columns, figures, label)
    if columns.kind == "summary":
        return None if figures else "section" if re.fullmatch(_SECTION, general(label)) else "note"
    return None if _says(row[columns.name]) else "note"


def _is_part(label: str) -> bool:
    """Tell a row of some of the children, 少数民族 or 女, from one of an area; 城区 and 乡村 are areas too."""
    meaning = parse(label)
    return meaning.understood and bool(meaning.narrow) and not meaning.narrow & {"urban", "town_seat", "rural"}


def _of_roster(row: Sequence[Value], columns: Columns, figures: list[Value], label: str) -> Skip | None:
    """A kindergarten without a nature still has a name or figures; a prefilled line has noughts at most."""
    name = row[columns.name]
    if not _says(name):
        first = next((bare(value) for value in row if isinstance(value, str) and _says(value)), "")
        return "note" if re.match(_FOOTER, first) else None if any(figures) else "blank"  # 联系电话 below any column
    titled = area_of_line(label) or (nature_of(label, codes=False) and not is_own_name(label))
    if not figures and not is_own_name(str(name)) and (re.fullmatch(_SECTION, general(label)) or titled):
        return "section"
    numbered = any(value.__class__ in (int, float) for value in row[: columns.name])
    named = _NAME.fullmatch(bare(str(name))) is not None and not parse(str(name)).measure  # 幼儿园教职工数: a title
    return None if figures or numbered or named else "note"


@lru_cache(maxsize=256)
def is_nature(value: Value) -> bool:
    """Tell whether a cell holds one of the words for a nature."""
    return normaliser(Kindergarten, "nature", False)(value) in _NATURES  # noqa: FBT003 - no dates here


def _says(value: Value) -> bool:
    """Tell whether a cell says anything: neither blank nor a blank mark."""
    return value != "" and not (isinstance(value, str) and bare(value).casefold() in BLANKS)


def _digits(value: Value) -> bool:
    return isinstance(value, str) and any(letter.isdigit() for letter in value)


def total_kind(texts: Sequence[str]) -> TotalKind | None:
    """Return what kind of stated sum a row without a nature is by its first texts, None where it is none."""
    for text in texts:
        plain = general(native(text))
        if re.fullmatch(_SUBTOTAL, plain):
            return "subtotal"
        if re.fullmatch(_PART, plain) or (re.fullmatch(_OF_SOME, plain) and is_of_some(text)):
            return "part"
        if re.fullmatch(_TOTAL, plain):
            return "total"
    return None


def _is_of_nature(label: str) -> bool:
    """Tell a label of nothing but a nature, 普惠性民办幼儿园: in a list it stands for those of that nature."""
    return names_nature(label) and re.fullmatch(_OF_SOME, general(native(label))) is not None


def is_whole(label: str) -> bool:
    """Tell whether a total names no part: 合计, 全市; not 公办合计."""
    return re.fullmatch(_BARE_TOTAL, bare(label).casefold()) is not None


def is_partial(label: str, *, several: bool) -> bool:
    """Tell whether a total adds only some rows: 公办合计, 共2所; of several each that is not 合计 or 全镇 alone."""
    plain = bare(label)
    return (
        (several and not is_whole(plain))
        or names_nature(plain)
        or re.fullmatch(rf"共(?:计|有)?{COUNT}.*", plain) is not None
    )


def is_heading_again(row: Sequence[Value], columns: Columns) -> bool:
    """Tell whether a row repeats headings for the printer."""
    if any(value.__class__ in (int, float) or (isinstance(value, str) and _FIGURE.match(bare(value))) for value in row):
        return False
    name = row[columns.name]
    known = {heading_key(value) for value in row if isinstance(value, str) and value and is_known(value, columns.own)}
    return len(known) >= _FEWEST_WORDS and (not _says(name) or is_known(str(name), columns.own))


def begins_another(row: Sequence[Value], columns: Columns) -> bool:
    """Tell whether a row below kindergartens is the headings of a table of something else: 设备 | 数量 | 单价."""
    name, nature = row[columns.name], row[columns.nature or 0]
    counted = [row[at] for at in columns.counted if _says(row[at])]
    return (
        bool(counted)
        and all(isinstance(value, str) and _says(value) and not _FIGURE.match(bare(value)) for value in (name, nature))
        and all(isinstance(value, str) and not _digits(value) for value in counted)
        and not _ENDS_AS_NAME.search(bare(str(name)))
        and not re.match(_NOTE, bare(str(name)))
    )


def names_heading(row: Sequence[Value], columns: Columns) -> bool:
    """Tell whether a row has the word of a heading for its name: 在托幼儿数 | 14 | 20, of a table on its side."""
    name = str(row[columns.name])
    known = _says(name) and is_known(name, columns.own) and _counts_or_names(name)
    return known and not is_never_data(name) and not names_site(name) and not re.match(_NOTE, bare(name))


def _counts_or_names(text: str) -> bool:
    meaning = parse(text)
    return bool(meaning.counted or meaning.attribute)


def is_numbering(row: Sequence[Value]) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) …, 甲 乙 1 2 …, 栏次 1 2 3=1+2."""
    texts = []
    for value in row:
        text = bare(str(int(value) if isinstance(value, float) and value.is_integer() else value))
        if text and not _NUMBERING.fullmatch(text):
            return False
        texts += [text] if text else []
    if len(texts) < _FEWEST_NUMBERED:
        return False
    numbers = [int(found.group()) for text in texts if (found := re.search(r"\d+", text))]
    circled = sum(text in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" for text in texts)
    if numbers and sum(text in "甲乙丙丁戊己庚辛" for text in texts) > 1:
        return True
    rising = (
        len(numbers) > 1
        and numbers[0] <= _FEWEST_NUMBERED
        and all(after > before for before, after in pairwise(numbers))
    )
    return rising or circled > 1
