"""The cover: labels with their values, on a sheet of their own or in lines above a table."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

from preschool_metrics.catalogue import name_in
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Draft, Normalised
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Sheet, Value, a1
from preschool_metrics.model.layout import NO_HEADINGS, Headings
from preschool_metrics.model.months import month_named
from preschool_metrics.model.returns import Cover
from preschool_metrics.model.town_return import Figure
from preschool_metrics.shape.grammar import parse
from preschool_metrics.shape.headings import cover_field, is_known
from preschool_metrics.shape.values import WAN, normaliser, scaled
from preschool_metrics.shape.words import bare, unit_of

_LABEL = re.compile(r"([^\s:：;；,，]{2,30}?(?:[（(][^（()）]*[）)])?)\s*[:：]")
_SPACED = re.compile(r"\s*(\S{2,30}?)\s+(\d[\d,，]*\s*人?)\s*")
_TITLE = re.compile(r"表|名册|台账|情况|统计|月报|名单|报表|汇总")
_TITLE_ROWS: Final = 4
_SEAL = re.compile(r"\s*[（(](?:公章|盖章|签章|加盖公章)[）)]\s*$")
_BETWEEN: Final = " \u3000\xa0\t\n;；,，"
_MONTH = re.compile(r"\d{4}-\d{2}")
_GUIDES: Final = ("填表说明", "填报说明", "指标解释", "指标说明", "须知", "样表", "范例", "示例")
_REACH: Final = 6
_LONGEST: Final = 40
_LONGEST_LINE: Final = 300  # a page of text in one cell is no line of labels, and looking for them in it is slow


class _Entry(NamedTuple):
    """A label's field, the place of its value and the value as it stands; `time` where the label names one."""

    field: str
    row: int
    column: int
    raw: Value
    factor: int = 1
    time: str = ""


@lru_cache(maxsize=4096)
def _field_of(label: str, own: Headings) -> str | None:
    return cover_field(label, own)


def is_cover_label(text: str, own: Headings = NO_HEADINGS) -> bool:
    """Tell whether a text is the label of a cover field, with its colon or without."""
    return _field_of(text.rstrip(":： "), own) is not None


def read_cover(sheet: Sheet, end: int, draft: Draft, *, date1904: bool) -> dict[str, Figure]:
    """Return the cover fields of a sheet's first `end` rows, the first that says something of each.

    What stands twice goes to the draft; a sheet of instructions is no cover.
    """
    cover: dict[str, Figure] = {}
    if is_guide(sheet):
        return cover
    for entry in (*_of_their_time(list(_entries(sheet, end))), *_titles(sheet, end)):
        value = normaliser(Cover, entry.field, date1904)(entry.raw)
        figure = Figure(
            scaled(value, entry.factor) if entry.factor != 1 else value, sheet.name, a1(entry.row, entry.column)
        )
        _remark(sheet, entry, figure, draft)
        known = cover.get(entry.field)
        if known is None or known.value is None:
            cover[entry.field] = figure
        elif value is not None:
            draft.again.append((entry.field, figure))
    return cover


def _of_their_time(entries: list[_Entry]) -> Iterator[_Entry]:
    """Yield the lines of the latest year, where one label stands for several: 2023年适龄儿童数, 2024年适龄儿童数."""
    latest: dict[str, str] = {}
    for entry in entries:
        latest[entry.field] = max(latest.get(entry.field, ""), entry.time)
    return (entry for entry in entries if entry.time == latest[entry.field])


def _titles(sheet: Sheet, end: int) -> Iterator[_Entry]:
    """Yield the town and the month that a title names: 高村镇2024年3月学前教育基本情况统计表."""
    for row in range(min(end, _TITLE_ROWS)):
        for column, text in enumerate(sheet.rows[row]):
            if not isinstance(text, str) or len(text) > _LONGEST or not _TITLE.search(bare(text)) or ":" in bare(text):
                continue
            area, month = name_in(text), month_named(text)
            if area:
                yield _Entry("area", row, column, area)
            if month:
                yield _Entry("period", row, column, month)


def is_guide(sheet: Sheet) -> bool:
    """Tell whether a sheet holds instructions by its name."""
    return any(guide in sheet.name for guide in _GUIDES)


def plausible(cover: dict[str, Figure]) -> int:
    """Return how many fields of a cover hold what they should: the sheet with most is the cover."""
    return sum(_plausible(field, figure.value) for field, figure in cover.items())


def _plausible(field: str, value: Any) -> bool:
    if field == "period":
        return isinstance(value, str) and _MONTH.fullmatch(value) is not None
    if field in ("area", "area_code"):
        return value is not None
    return value is not None and not isinstance(value, str)


def _remark(sheet: Sheet, entry: _Entry, figure: Figure, draft: Draft) -> None:
    at = entry.row, entry.column
    if at in sheet.errors:
        draft.remarks.append(Remark(Flaw.ERROR_CELL, sheet.name, figure.cell, entry.field, sheet.errors[at]))
    if at in sheet.no_result:
        draft.remarks.append(Remark(Flaw.NO_RESULT, sheet.name, figure.cell, entry.field, f"={sheet.no_result[at]}"))
    if entry.factor != 1:
        draft.remarks.append(Remark(Flaw.SCALED, sheet.name, figure.cell, entry.field))
    raw, value = entry.raw, figure.value
    if raw.__class__ is str and value.__class__ is not str and str(value) != raw and raw:
        draft.normalised.append(Normalised(sheet.name, figure.cell, str(raw), "" if value is None else str(value)))


def _entries(sheet: Sheet, end: int) -> Iterator[_Entry]:
    for row, values in enumerate(sheet.rows[:end]):
        for column, text in enumerate(values):
            if text.__class__ is str and text:
                yield from _entry(sheet, row, column, str(text))


def _entry(sheet: Sheet, row: int, column: int, text: str) -> Iterator[_Entry]:
    own = sheet.layout.headings
    pairs = [each for each in _pairs(text, own) if each[1]]
    if pairs:
        yield from (_Entry(field, row, column, value, factor) for field, value, factor in pairs)
        return
    label = text.rstrip(":： ")
    field = _field_of(label, own) if len(text) < _LONGEST else None
    if field:
        below, at = _value_place(sheet, row, column)
        values = sheet.rows[below]
        value = values[at] if at < len(values) else ""
        yield _Entry(field, below, at, value, _factor(field, label), parse(label).time)


def _pairs(text: str, own: Headings) -> list[tuple[str, str, int]]:
    """Return the labels of one cell with what follows each, up to the next: 填报单位：杨村街道　报表月份：2024-09　单位：人."""
    if len(text) > _LONGEST_LINE:
        return []
    if not (":" in text or "：" in text):
        spaced = _SPACED.fullmatch(text)  # 常住3-5岁幼儿数 500
        field = _field_of(spaced.group(1), own) if spaced else None
        return [(field, spaced.group(2), _factor(field, spaced.group(1)))] if spaced and field else []
    found = list(_LABEL.finditer(text))
    ends = [*(match.start() for match in found), len(text)][1:]
    return [
        (field, _SEAL.sub("", text[match.end() : end]).strip(_BETWEEN), _factor(field, match.group(1)))
        for match, end in zip(found, ends, strict=True)
        if (field := _field_of(match.group(1), own))
    ]


def _factor(field: str, label: str) -> int:
    return WAN if described(Cover)[field].unit and unit_of(label) == "万人" else 1


def _value_place(sheet: Sheet, row: int, column: int) -> tuple[int, int]:
    """Return where a label's value stands: the next filled cell to the right, or below where a label stands beside it."""
    span = next((span for span in sheet.merges if span.top == row and span.left == column), None)
    start = (span.right if span else column) + 1
    for at in range(start, min(start + _REACH, len(sheet.rows[row]))):
        value = sheet.rows[row][at]
        if (row, at) in sheet.errors or (row, at) in sheet.no_result:
            return row, at
        if value != "":
            return _below(sheet, row, column, start) if _is_label(value, sheet.layout.headings) else (row, at)
    return _below(sheet, row, column, start)


def _below(sheet: Sheet, row: int, column: int, start: int) -> tuple[int, int]:
    """A label with nothing beside it, or another label: its value is below, if one stands there; else it has none."""
    below = sheet.rows[row + 1][column] if row + 1 < len(sheet.rows) else ""
    if below != "" and not _is_label(below, sheet.layout.headings) and not is_known(str(below)):
        return row + 1, column
    beside = sheet.rows[row][start] if start < len(sheet.rows[row]) else ""
    return row, start if beside == "" else len(sheet.rows[row])


def _is_label(value: Value, own: Headings) -> bool:
    return isinstance(value, str) and (is_cover_label(value, own) or bool(_pairs(value, own)))
