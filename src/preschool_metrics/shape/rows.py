"""Rows of a table told apart: kindergartens and towns, totals and parts, sections, notes and blanks."""

import re
from itertools import pairwise
from typing import Final

from preschool_metrics.model.draft import Skip, TotalKind
from preschool_metrics.model.grid import Value
from preschool_metrics.shape.words import bare

_TOTAL = re.compile(
    r"(△.*|.*?(?:合计|总计|共计|总数)(?:[(（].*)?|(?:全[市区县省国镇街乡州]|总和|总量)(?:合计)?(?:[(（].*)?)"
)
_SUBTOTAL = re.compile(r"(.*小计.*|.*分计.*|△.*|本页.*)")
_PART = re.compile(r"(?:其中|#).*")
_SECTION = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．:：]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+部分).*"
)
_NOTE = re.compile(
    r"(?:注|说明|备注|填表人|填报人|制表人|审核人|复核人|单位负责人|负责人|联系人|联系电话|填报日期|填表日期|报出日期|填报单位|"
    r"填报说明|填表说明|数据来源|资料来源|截至|本表|单位)(?:[:：(（*\d].*|$)|注[：:].*|本表.*"
)
_NUMBERING = re.compile(r"[(（]?\d{1,3}[)）]?(?:=.*)?|[甲乙丙丁戊己]|[A-Z]|\d{1,3}=[\d+\-()（）]+")

_FEWEST_NUMBERED: Final = 3  # two could be data


def total_kind(texts: list[str]) -> TotalKind | None:
    """Return what kind of stated sum a row is by its first texts, None where it is none."""
    for text in texts:
        plain = bare(text)
        if _PART.fullmatch(plain):
            return "part"
        if _SUBTOTAL.fullmatch(plain):
            return "subtotal"
        if _TOTAL.fullmatch(plain):
            return "total"
    return None


def is_numbering(row: list[Value]) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) …, 甲 乙 1 2 …."""
    texts = []
    for value in row:
        text = bare(str(int(value) if isinstance(value, float) and value.is_integer() else value))
        if text and not _NUMBERING.fullmatch(text):
            return False
        texts += [text] if text else []
    if len(texts) < _FEWEST_NUMBERED:
        return False
    numbers = [int(text.strip("()（）")) for text in texts if text.strip("()（）").isdigit()]
    return len(numbers) > 1 and all(after == before + 1 for before, after in pairwise(numbers))


def other_row(row: list[Value], texts: list[str]) -> Skip | None:
    """Return why a row without figures is no data: a note, a section or blank."""
    if not any(
        (isinstance(value, str) and value.strip()) or (value != "" and not isinstance(value, str)) for value in row
    ):
        return "blank"
    if not texts:
        return None
    plain = bare(texts[0])
    if _NOTE.match(plain):
        return "note"
    if _SECTION.fullmatch(plain):
        return "section"
    return None
