"""Header blocks: the rows of a sheet that hold headings, joined column by column through merges."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import Final

from preschool_metrics.model.grid import Sheet, Span, Value
from preschool_metrics.model.layout import Headings
from preschool_metrics.shape.cover import is_cover_label
from preschool_metrics.shape.grammar import is_foreign, parse
from preschool_metrics.shape.headings import is_group, is_known
from preschool_metrics.shape.once import once_a_sheet
from preschool_metrics.shape.words import bare

_MOST_ROWS: Final = 5
_FEWEST_WORDS: Final = 2
_WIDE: Final = 0.8
_LONGEST: Final = 60
_OF_LABELS: Final = frozenset({"indicator", "year"})  # 指标 and 年份 stand over labels
_OF_ROWS: Final = frozenset({"name", "unit_name", "organisation", "number"})
_OF_AREAS: Final = frozenset({"area", "organisation"})  # 镇街 and 单位 over labels, towns beside them
_OF_TITLES = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月|(?:街道|镇|乡|(?<![城镇])区|办|局|办事处|政府)$")
_BRACKETED = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_FIGURE = re.compile(r"[\s\u200b]*\d[\d,.，．]*(?:[\s\u200b]*(?:[人所名个班位间㎡]|m[²2]|平方米))?[\s\u200b]*")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """A header block: its first and last row (0-based) and the joined headings of each column."""

    top: int
    bottom: int
    paths: dict[int, Path] = field(hash=False)


@once_a_sheet
def find_header(sheet: Sheet, start: int) -> Header | None:
    """Return the first header block at or below a row, None where there is none; a layout file may say which it is."""
    said = sheet.layout.header
    if said and start < said[0] <= said[1] <= len(sheet.rows):
        return Header(said[0] - 1, said[1] - 1, _paths(sheet, said[0] - 1, said[1] - 1))
    own = sheet.layout.headings
    for top in range(start, len(sheet.rows)):
        if has_number(sheet.rows[top]):
            continue
        texts = _texts(sheet, top)
        if _are_labels(texts, own) or _is_answered(texts):
            continue
        if _count_known(texts, own) >= _FEWEST_WORDS or _heads_labels(sheet, top):
            return _block(sheet, top, start)
    return None


def _is_answered(texts: Sequence[str]) -> bool:
    """Tell whether a row is 办园性质 | 公办园 and nothing else: a label with its value."""
    if len(texts) != _FEWEST_WORDS or parse(texts[0]).attribute != "nature":
        return False
    answer = parse(texts[1])
    return answer.nature is not None and not answer.counted and not answer.attribute


def is_line_of_labels(sheet: Sheet, row: int) -> bool:
    """Tell whether a row is labels of the cover each with its value, 填报单位 | 河西务镇 | 数据截至 | 2024年3月, or over it."""
    return _are_labels(_texts(sheet, row), sheet.layout.headings)


def _texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    """Return what is written in a row; the rows of a form are the same in all returns, so what they are is kept."""
    return tuple(str(value) for value in sheet.rows[row] if value != "")


@lru_cache(maxsize=1024)
def _are_labels(texts: tuple[str, ...], own: Headings) -> bool:
    labels, values = texts[::2], texts[1::2]
    if len(texts) > 1 and all(is_cover_label(text, own) and parse(text).attribute for text in texts):
        return True  # no table has whose and of when in its columns and nothing else
    if texts and all(is_said(text) and is_cover_label(bare(text).partition(":")[0], own) for text in texts):
        return True  # 填报镇街：大良镇 | 常住人口3岁：214人
    return (
        bool(values)
        and len(labels) == len(values)
        and all(is_cover_label(text, own) for text in labels)
        and not any(is_known(text, own) for text in values)
    )


def _heads_labels(sheet: Sheet, row: int) -> bool:
    """Tell whether a row of two texts or more stands over lines of labels with figures: 年龄 | 常住儿童数 over 3岁 | 150."""
    texts = [(at, str(value)) for at, value in enumerate(sheet.rows[row]) if value != ""]
    if len(texts) < _FEWEST_WORDS or any(is_said(text) for _, text in texts):
        return False
    if not _may_head_labels(*(text for _, text in texts)):
        return False
    rows = range(row + 1, min(row + 1 + _MOST_ROWS, len(sheet.rows)))
    below = [sheet.rows[at] for at in takewhile(lambda at: not is_line_of_labels(sheet, at), rows)]
    labelled = [
        line for line in below if isinstance(line[texts[0][0]], str) and parse(str(line[texts[0][0]])).understood
    ]
    fewest = 1 if sum(is_known(text) or bool(parse(text).time) for _, text in texts) > 1 else _FEWEST_WORDS
    return len(labelled) >= fewest and all(has_number(line[texts[0][0] + 1 :]) for line in labelled)


def _may_head_labels(first: str, *others: str) -> bool:
    """Tell whether texts can be headings of labels with figures; 填报单位 | 杨村街道 can not, 人口 | 2023年 | 2024年 can."""
    meaning = parse(first)
    if meaning.attribute in _OF_LABELS or (meaning.attribute in _OF_AREAS and len(others) > 1):
        return True
    if is_cover_label(first) or not any(map(is_known, others)):
        return not meaning.residue and not meaning.attribute and all(map(_is_column, others))
    return True


def _is_column(text: str) -> bool:
    """Tell whether a text says what figures below it are: 2024年, 男, 合计, 计划, 数值."""
    meaning = parse(text)
    return not meaning.residue and (meaning.says or bool(meaning.marks))


def _known_words(sheet: Sheet, row: int) -> int:
    return _count_known(_texts(sheet, row), sheet.layout.headings)


@lru_cache(maxsize=1024)
def _count_known(texts: tuple[str, ...], own: Headings) -> int:
    return len({text for text in texts if len(text) < _LONGEST and is_known(text, own)})


def has_number(row: Sequence[Value]) -> bool:
    """Tell whether a figure stands in a row, as a number or typed as text."""
    return float in map(type, row) or _has_typed_number(tuple(row))


@lru_cache(maxsize=1024)
def _has_typed_number(row: tuple[Value, ...]) -> bool:
    return any(
        value.__class__ is int or (value.__class__ is str and _FIGURE.fullmatch(value) is not None) for value in row
    )


def _block(sheet: Sheet, top: int, floor: int) -> Header:
    first, last = top, top
    while first > floor and _is_parent(sheet, first - 1, first):
        first -= 1
    while last + 1 < len(sheet.rows) and last - first < _MOST_ROWS - 1 and _continues(sheet, first, last + 1):
        last += 1
    return Header(first, last, _paths(sheet, first, last))


def _is_parent(sheet: Sheet, row: int, below: int) -> bool:
    """Tell whether a row above holds parents: several texts, some spanning columns or reaching down into the block."""
    texts = [value for value in sheet.rows[row] if value != ""]
    own = sheet.layout.headings
    if (
        not texts
        or (len(texts) < _FEWEST_WORDS and not is_group(str(texts[0])))  # 教职工数 alone above its columns
        or (
            not _over_periods(texts)
            and any(_OF_TITLES.search(str(text)) and not is_known(str(text), own) for text in texts)
        )
        or has_number(sheet.rows[row])
        or _is_title(sheet, row, below)
        or any(map(is_said, map(str, texts)))
        or (not _over_periods(texts) and (is_line_of_labels(sheet, row) or _is_cover_line(sheet, row, below)))
    ):
        return False
    widest = _WIDE * len(sheet.rows[row])
    beside = len(texts) > 1 and any(is_known(str(text), own) for text in texts)  # no title has a heading beside it
    return _over_periods(texts) or any(
        span.top == row
        and (span.bottom >= below or (span.left < span.right and (beside or span.right - span.left + 1 < widest)))
        for span in sheet.merges
    )


def _is_title(sheet: Sheet, row: int, below: int) -> bool:
    """Tell whether a row is one text over the first heading and no deeper: what is over the names too is a title."""
    filled = [column for column, value in enumerate(sheet.rows[row]) if value != ""]
    first = next((column for column, value in enumerate(sheet.rows[below]) if value != ""), 0)
    deep = any(span.top == row and span.bottom >= below for span in sheet.merges)
    return len(filled) == 1 and filled[0] <= first and not deep


def _over_periods(texts: Sequence[Value]) -> bool:
    """Tell whether a row compares periods: 镇街 | 2024年2月 | 2024年3月; a title says one at most."""
    return sum(bool(parse(str(text)).time) and not parse(str(text)).residue for text in texts) > 1


def is_said(text: str) -> bool:
    """Tell whether a text is 键：值; a colon of a unit （单位：人） or behind 其中 is none."""
    plain = _BRACKETED.sub("", bare(text))
    return ":" in plain and plain.rstrip(":") != "其中"


def _is_cover_line(sheet: Sheet, row: int, below: int) -> bool:
    """Tell whether a row is 填报日期 | 2024-03-05, which ends above the block and says no word of a heading but its own."""
    first, *others = [column for column, value in enumerate(sheet.rows[row]) if value != ""]
    spans = [span for span in sheet.merges if span.top == row]
    heads = any(span.bottom >= below or (span.left < span.right and span.left != first) for span in spans)
    own = sheet.layout.headings
    texts = [str(sheet.rows[row][column]) for column in others]
    known = any(is_known(text, own) and not is_cover_label(text, own) for text in texts)
    return not heads and not known and is_cover_label(str(sheet.rows[row][first]), own)


def _continues(sheet: Sheet, first: int, row: int) -> bool:
    """Tell whether a row still belongs to the block: merged into it from above, or words of headings under parents."""
    if has_number(sheet.rows[row]):
        return False
    if any(first <= span.top < row <= span.bottom for span in sheet.merges):
        return True
    texts = [str(value) for value in sheet.rows[row] if value != ""]
    if len(texts) >= _FEWEST_WORDS and all(map(is_foreign, texts)):
        return True  # the same headings in a second language
    above = sheet.rows[first:row]
    if any(_says_no_heading([line[at] for line in above], value) for at, value in enumerate(sheet.rows[row])):
        return False
    if _over_periods(texts) and _under_gaps(sheet, row):
        return all(parse(text).time for text in texts)  # 2023年 | 2024年 under what is counted
    counting = len(texts) >= _FEWEST_WORDS and all(parse(text).counted and is_known(text) for text in texts)
    known = counting or (_known_words(sheet, row) >= _FEWEST_WORDS and _under_gaps(sheet, row))
    return known or _under_parents(sheet, row)  # 在园人数 | 在园人数 under 合计 | 公办 counts too


def _says_no_heading(above: Sequence[Value], text: Value) -> bool:
    """Tell whether a text begins the rows below a heading of names or numbers: 一、公办园（2所） under 园名."""
    if text == "":
        return False
    meaning = parse(str(text))
    heading = next((str(value) for value in reversed(above) if value != ""), "")
    grouped = meaning.nature is not None or "total" in meaning.marks
    return grouped and bare(heading) != bare(str(text)) and parse(heading).attribute in _OF_ROWS


def _under_parents(sheet: Sheet, row: int) -> bool:
    """Every text of the row stands under a parent merged across columns: no kindergarten begins so far to the right."""
    spans = [span for span in sheet.merges if span.top <= row - 1 <= span.bottom and span.left < span.right]
    filled = [column for column, value in enumerate(sheet.rows[row]) if value != ""]
    return bool(filled) and all(any(span.left <= column <= span.right for span in spans) for column in filled)


def _under_gaps(sheet: Sheet, row: int) -> bool:
    """Sub-headings stand where the row above has gaps, or under a parent merged across them; no gap is what is merged down."""
    above, here = sheet.rows[row - 1], sheet.rows[row]
    if any(span.top <= row - 1 <= span.bottom and span.left < span.right for span in sheet.merges):
        return True
    ends = {at for span in sheet.merges if span.top < row - 1 == span.bottom for at in range(span.left, span.right + 1)}
    return any(above[at] == "" and here[at] != "" for at in range(min(len(above), len(here))) if at not in ends)


def _paths(sheet: Sheet, first: int, last: int) -> dict[int, Path]:
    rows = tuple(tuple(map(str, row)) for row in sheet.rows[first : last + 1])
    spans = tuple(
        (str(sheet.rows[span.top][span.left]), span._replace(top=span.top - first, bottom=span.bottom - first))
        for span in sheet.merges
        if span.top <= last and span.bottom >= first
    )
    return _joined(rows, spans)


@lru_cache(maxsize=256)
def _joined(rows: tuple[tuple[str, ...], ...], spans: tuple[tuple[str, Span], ...]) -> dict[int, Path]:
    """Return the headings of each column from those of each row and the merges over them, each with what it shows."""
    across = [_spread(rows, at, spans) for at in range(len(rows))]
    paths = {}
    for column in range(max(map(len, rows), default=0)):
        path: list[str] = []
        for row in across:
            text = row[column] if column < len(row) else ""
            if text and (not path or bare(path[-1]) != bare(text)):
                path.append(text)
        if path:
            paths[column] = tuple(path)
    return paths


def _spread(rows: Sequence[Sequence[str]], at: int, spans: Iterable[tuple[str, Span]]) -> list[str]:
    """Return a header row with each merged or open-ended parent written over all its columns."""
    texts, last = list(rows[at]), len(rows) - 1
    covered = [(head, span) for head, span in spans if span.top <= at <= span.bottom]
    for head, span in covered:
        # A heading merged across columns spreads over those below it; at the bottom it is one wide column.
        right = span.right if span.bottom < last else span.left
        for column in range(span.left, right + 1):
            texts[column] = head
    merged = {column for _, span in covered for column in range(span.left, span.right + 1)}
    finer = [row for row in rows[at + 1 :] if not all(text == "" or is_foreign(text) for text in row)]
    below = [any(row[column] != "" for row in finer) for column in range(len(texts))]
    for column in range(1, len(texts)):
        # A parent that was never merged still spans the gaps to its right, as far as there are headings below.
        open_ended = texts[column] == "" and below[column] and below[column - 1]
        if open_ended and merged.isdisjoint((column - 1, column)):
            texts[column] = texts[column - 1]
    return texts
