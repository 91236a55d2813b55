"""The cover: labels with their values, on a sheet of their own or in lines above a table."""

import re
from collections.abc import Iterator, Sequence
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
from preschool_metrics.shape.grammar import NOTHING, Meaning, parse, unite
from preschool_metrics.shape.headings import cover_field, field_of, is_known
from preschool_metrics.shape.once import once_a_sheet
from preschool_metrics.shape.values import WAN, normaliser, scaled
from preschool_metrics.shape.words import bare, unit_of

_LABEL = re.compile(r"([^\s:：;；,，]{2,30}?(?:[（(][^（()）]*[）)])?)\s*[:：]")
_SPACED = re.compile(r"\s*(\S{2,30}?)\s+(\d[\d,，]*(?:\s*人)?)\s*")
_RUN_ON = re.compile(r"(\S{2,30}?[^\d\s.,，])(?:共|为|有|计)?(\d[\d,，]*)[人名]")  # 常住3-5岁儿童500人
_CLAUSES = re.compile(r"[，；;。()（）]|(?<!\d),|,(?!\d)")
_IN_WAN = re.compile(r"(\d+(?:\.\d+)?)万人?")
_UNITS: Final = frozenset({"人", "名", "(人)", "(名)", "万人", "(万人)"})
_TITLE = re.compile(r"表|名册|台账|情况|统计|月报|名单|报表|汇总")
_OF_UNIT = re.compile(r"^单位:(?=.*[镇乡街])")  # 单位：高村镇
_ALONE = re.compile(r"(?:人民政府|办事处|教育?办|教育办公室|中心校|中心小学|学区)?[（(]?(?:盖?章|公章)?[)）]?")
_ONLY_MONTH = re.compile(r"[（(]?[\d〇○零一二三四五六七八九十元]+[年./-][\d一二三四五六七八九十元]+月?份?[)）]?")
_ASKS_WHEN = re.compile(r"..(?:时间|日期|年月):?$")  # 建园时间; 时间 alone is that of the return
_OF_KINDERGARTENS: Final = frozenset({"other_text", "registered_on", "handed_over_on", "name", "nature"})
_TITLE_ROWS: Final = 4
_SEAL = re.compile(r"(?<!\s)\s*[（(](?:公章|盖章|签章|加盖公章)[）)]\s*$")
_TEN_THOUSAND = re.compile(r"\s*(?:[(（]\s*)?单位\s*[:：].*万人")
_BETWEEN: Final = " \u3000\xa0\t\n;；,，"
_MONTH = re.compile(r"\d{4}-\d{2}")
_GUIDES: Final = ("填表说明", "填报说明", "指标解释", "指标说明", "须知", "样表", "范例", "示例")
_REACH: Final = 6
_LONGEST: Final = 40
_LONGEST_LINE: Final = 300  # a page of text in one cell is no line of labels, and looking for them in it is slow


class _Label(NamedTuple):
    """A label of a field, what it means, the column in which it ends, and its unit."""

    field: str
    meaning: Meaning
    last: int
    unit: str


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
    labelled = list(_entries(sheet, end))
    values = {(entry.row, entry.column) for entry in labelled}
    titles = (entry for entry in _titles(sheet, end) if (entry.row, entry.column) not in values)
    for entry in (*_of_their_time(labelled), *titles):
        value = scaled(normaliser(Cover, entry.field, date1904)(entry.raw), entry.factor)
        figure = Figure(value, sheet.name, a1(entry.row, entry.column))
        _remark(sheet, entry, figure, draft)
        known = cover.get(entry.field)
        if known is None or known.value is None:
            cover[entry.field] = figure
        elif value is not None and figure.cell != known.cell:
            draft.again.append((entry.field, figure))
    return cover


def _of_their_time(entries: list[_Entry]) -> Iterator[_Entry]:
    """Yield the lines of the latest year, where one label stands for several: 2023年适龄儿童数, 2024年适龄儿童数."""
    latest: dict[str, str] = {}
    for entry in entries:
        latest[entry.field] = max(latest.get(entry.field, ""), entry.time)
    return (entry for entry in entries if entry.time == latest[entry.field])


def _titles(sheet: Sheet, end: int) -> Iterator[_Entry]:
    """Yield the town and the month that a title, or a line that is nothing else, names: 高村镇2024年3月学前教育情况统计表."""
    for row in range(min(end, _TITLE_ROWS)):
        counts = any(value.__class__ in (int, float) for value in sheet.rows[row])
        for column, text in enumerate(sheet.rows[row]):
            if counts or not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
                continue
            for field, named in _named_by(text):
                if field == "area" or not _is_of_another(sheet, row, column):
                    yield _Entry(field, row, column, named)


@lru_cache(maxsize=4096)
def _named_by(text: str) -> tuple[tuple[str, str], ...]:
    """Return the town and the month that a title, or a line that is nothing else, names, each with its field."""
    said = _OF_UNIT.sub("", bare(text))
    title = _TITLE.search(said) and ":" not in said
    area = next(filter(None, map(name_in, text.split())), None) or name_in(said)  # 幼儿园名册 曹子里镇 2024-03
    month = month_named(said)
    named = []
    if area and (title or _ALONE.fullmatch(said.partition(area)[2])) and ":" not in said:
        named.append(("area", area))
    if month and (title or _ONLY_MONTH.fullmatch(said)):
        named.append(("period", month))
    return tuple(named)


def _is_of_another(sheet: Sheet, row: int, column: int) -> bool:
    """Tell whether a month is the value of a label that asks for another one: 建园时间 | 2012年8月."""
    beside = (value for value in reversed(sheet.rows[row][:column]) if value != "")
    above = sheet.rows[row - 1][column] if row else ""
    labels = [bare(str(value)) for value in (next(beside, ""), above)]
    return any(_ASKS_WHEN.search(label) or parse(label).attribute in _OF_KINDERGARTENS for label in labels)


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
    pairs = [(said, unit_of(label), value) for said, label, value in _pairs(text, own) if value]
    if pairs:
        yield from (_Entry(said, row, column, *_counted(sheet, said, unit, value)) for said, unit, value in pairs)
        return
    if len(text) < _LONGEST and (label := _whole_label(sheet, row, column, text.rstrip(":： "))):
        below, at = _value_place(sheet, row, label.last)
        values = sheet.rows[below]
        value = values[at] if at < len(values) else ""
        if (label.field == "area" and is_known(str(value))) or (value == "" and _is_heading(sheet, row, column, label)):
            return  # 乡镇 | 学前三年毛入园率: the headings of a table
        units = {bare(str(each)).strip("()") for each in sheet.rows[row][column + 1 : at + 2] if each != ""}
        raw, factor = _counted(sheet, label.field, label.unit or ("万人" if "万人" in units else ""), value)
        yield _Entry(label.field, below, at, raw, factor, label.meaning.time)


def _whole_label(sheet: Sheet, row: int, column: int, text: str) -> _Label | None:
    """Return the label that ends in a cell: a word of an age or a basis ends what stands before it, 适龄人口 | 常住 | 500."""
    own, meaning = sheet.layout.headings, parse(text)
    field = _field_of(text, own)
    if field and _is_finer(sheet, row, column + 1, meaning):
        return None  # the cell to its right ends it
    if field is None and column and _is_finer(sheet, row, column, NOTHING):
        above = (sheet.rows[at][column - 1] for at in range(row, -1, -1) if sheet.rows[at][column - 1] != "")
        meaning = unite((parse(str(next(above, ""))), meaning))
        field = field_of(Cover, meaning) if meaning.counted == "population" else None
    return _Label(field, meaning, column, unit_of(text)) if field else None


def _is_heading(sheet: Sheet, row: int, column: int, label: _Label) -> bool:
    """Tell whether a label without a value stands over its finer ones: 学前三年适龄人口 above 常住人口3岁."""
    below = sheet.rows[row + 1][column] if row + 1 < len(sheet.rows) else ""
    finer, meaning = parse(str(below)), label.meaning
    same = meaning.counted == finer.counted == "population" and not finer.residue
    return (
        same and not meaning.basis and meaning.age in ("", "3_5") and bool(finer.basis or finer.age not in ("", "3_5"))
    )


def _is_finer(sheet: Sheet, row: int, column: int, label: Meaning) -> bool:
    """Tell whether a cell holds an age or a basis and no more, with a figure to its right, and `label` has none of its kind."""
    text, *beside = sheet.rows[row][column:] or [""]
    meaning = parse(text) if isinstance(text, str) else NOTHING
    alone = not (meaning.residue or meaning.counted or meaning.attribute or meaning.marks - {"among"})
    finer = (meaning.age and label.age in ("", "3_5")) or (meaning.basis and not label.basis)
    return bool(alone and finer and any(value.__class__ in (int, float) for value in beside[:2]))


def _counted(sheet: Sheet, name: str, unit: str, value: Value) -> tuple[Value, int]:
    """Return a value and by what it is multiplied to count people: 0.05万人, or below a line 单位：万人."""
    if not described(Cover)[name].unit:
        return value, 1
    spelled = _IN_WAN.fullmatch(bare(value)) if isinstance(value, str) else None
    in_wan = unit == "万人" or (not unit and has_ten_thousands(sheet))
    return (float(spelled.group(1)), WAN) if spelled else (value, WAN if in_wan else 1)


@lru_cache(maxsize=4096)
def _pairs(text: str, own: Headings) -> Sequence[tuple[str, str, str]]:
    """Return the fields of one cell, each with its label and what follows it, up to the next: 填报单位：杨村街道　报表月份：2024-09　单位：人."""
    if len(text) > _LONGEST_LINE:
        return []
    if not (":" in text or "：" in text):
        return list(_run_on(text, own))
    found = list(_LABEL.finditer(text))
    ends = [*(match.start() for match in found), len(text)][1:]
    return [
        (field, match.group(1), _SEAL.sub("", text[match.end() : end]).strip(_BETWEEN))
        for match, end in zip(found, ends, strict=True)
        if (field := _field_of(match.group(1), own))
    ]


def _run_on(text: str, own: Headings) -> Iterator[tuple[str, str, str]]:
    """Yield the populations that a text says without a colon: 常住3-5岁幼儿数 500; 户籍3-5岁420人，常住3-5岁500人."""
    if not text[-1].isdigit() and "人" not in text and "名" not in text:
        return
    spaced = _SPACED.fullmatch(text)
    found = [spaced] if spaced else map(_RUN_ON.fullmatch, map(bare, _CLAUSES.split(text)))
    for match in filter(None, found):
        label, said = match.groups()
        field = _field_of(label, own)
        if field and field.startswith("population"):
            yield field, label, said


def _value_place(sheet: Sheet, row: int, column: int) -> tuple[int, int]:
    """Return where a label's value stands: the next filled cell to the right, or below where a label stands beside it."""
    span = next((span for span in sheet.merges if span.top == row and span.left == column), None)
    start = (span.right if span else column) + 1
    for at in range(start, min(start + _REACH, len(sheet.rows[row]))):
        value = sheet.rows[row][at]
        if (row, at) in sheet.errors or (row, at) in sheet.no_result:
            return row, at
        if isinstance(value, str) and bare(value) in _UNITS:
            continue  # 3-5岁常住人口 | 人 | 500
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


@once_a_sheet
def has_ten_thousands(sheet: Sheet) -> bool:
    """Tell whether a line at the top says that people are counted in ten thousands: 单位：万人."""
    lines = (value for row in sheet.rows[:8] for value in row if isinstance(value, str) and "万" in value)
    return any(_TEN_THOUSAND.match(line) for line in lines)
