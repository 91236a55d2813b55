"""What is written once stands for the rows below: sections, ticks, the sheet's name, the title (understanding.md §3, §5).

A row of a list gets its nature, and the town that it belongs to, from what its own cells do not say.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial
from math import inf
from typing import Any, Final, NamedTuple

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Column, Draft, StatedTotal, Table
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Sheet, Value, place
from preschool_metrics.model.months import month_of
from preschool_metrics.model.returns import Kindergarten
from preschool_metrics.shape.grammar import EVERY_NATURE, parse
from preschool_metrics.shape.headings import INFERRED
from preschool_metrics.shape.meant import meant
from preschool_metrics.shape.natures import Nature, name_of, narrowed, nature_of, ticked
from preschool_metrics.shape.values import choice, figure, is_blank
from preschool_metrics.shape.words import bare

_AREA_NAME = re.compile(
    r"[^\d:：,，。]{1,12}(?:镇|街道|街|乡|街道办事处|人民政府|镇政府|片区|学区|中心校)(?:[(（]\d+所?[)）])?$"
)
_COUNTED = re.compile(r"[(]?共?(?<!\d)\d+[所个家园][)]?$")
_LINE_BEGINS = re.compile(
    r"^(?:[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)]?[、.]|[(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)])"
)
_SENTENCE = re.compile(r"[。;,:]|包括|是指|包含")
_TITLE_OF_AREA = re.compile(
    r"([^\d:,，。、]{1,8}?(?:镇|街道|乡))(?:20\d\d年(?:\d{1,2}月)?)?(?:各类|学前教育|幼儿园|园所|幼教).{0,12}(?:表|名册|台账|名单|情况|统计|明细)"
)
_OF_SHEET = re.compile(r"^[^\d:：]{1,8}?(?:镇|街道|乡)(?=.)")  # 崔黄口镇公办
_OFFICE = re.compile(
    r"(?<=[镇乡道街区县市])教(?:育局|育?办(?:公室)?|委|体局|育和体育局)"
)  # 河西务镇教办 reports, it runs none of them
_NATURES: Final = {
    "public": frozenset({"public"}),
    "inclusive_private": frozenset({"inclusive_private"}),
    "other_private": frozenset({"other_private"}),
    "private": frozenset({"inclusive_private", "other_private"}),
}
_OF_NATURE: Final = 20_001  # a column that is no column of the sheet
_OF_AREA: Final = 20_002
_FEWEST_BLANK: Final = 2  # one blank among natures is a nature that was forgotten
_TICKS: Final = frozenset("√✓✔☑●■")
_DITTO: Final = frozenset({"〃", "同上", '"', "″", "''", "”"})
Ticks = tuple[tuple[int, Nature], ...]
Piece = tuple[Nature | None, str | None]
"""A nature that is said of a row, and the cell that says it."""


class Section(NamedTuple):
    """What a line above rows says of them, and the cell that says it."""

    row: int
    nature: Nature | None
    area: str | None
    cell: str
    until: float = inf  # the number of the last row of which it says its nature


class Scope(NamedTuple):
    """What a sheet's name and the title of a table say of all its rows."""

    nature: Nature | None = None
    cell: str = ""
    text: str = ""


def with_context(sheet: Sheet, table: Table, ticks: Ticks, draft: Draft) -> None:
    """Fill in the natures and the areas of a list that its own cells leave open."""
    table.time = "" if sheet.layout.holds else _time_of(sheet, table)
    if table.kind != "roster" or not table.rows:
        return
    sections = list(_until_denied(list(_sections(sheet, table)), table))
    scope = scope_of(sheet, table)
    if scope.nature and scope.cell and any(each.nature and not each.nature & scope.nature for each in sections):
        # lists of each kind below one another: the title above the first is its own
        sections.insert(0, Section(place(scope.cell)[0], scope.nature, None, scope.cell))
        scope = Scope()
    table.scope = "" if sheet.layout.holds == "roster" else scope.text
    _carry_natures(table)
    _fill_natures(sheet, table, sections, ticks, scope, draft)
    table.ticked = _ticked(sheet, table)
    _answer_for_private(table)
    _carry_areas(sheet, table)
    if "area" not in table.fields() and any(section.area for section in sections):
        above = _nearest([section for section in sections if section.area], table.numbers)
        _add_column(
            table,
            "area",
            _OF_AREA,
            [each and each.area for each in above],
            [each.cell if each else None for each in above],
        )


def _carry_natures(table: Table) -> None:
    """Write a nature that stands at the first of its kind alone into the rows below it: no nature is there twice."""
    at = table.fields().index("nature") if "nature" in table.fields() else None
    said = [] if at is None else [row[at] for row in table.rows if row[at] is not None]
    blanks = len(table.rows) - len(said)
    if at is None or blanks < _FEWEST_BLANK or not 1 < len(said) == len(set(said)) or table.rows[0][at] is None:
        return
    column, above, cell = table.columns[at], None, ""
    for index, (number, row) in enumerate(zip(table.numbers, table.rows, strict=True)):
        if row[at] is not None:
            above, cell = row[at], table.address(number, column)
            continue
        table.rows[index] = (*row[:at], above, *row[at + 1 :])
        table.moved[number, column.at] = cell


def _carry_areas(sheet: Sheet, table: Table) -> None:
    """Write a town that is written once, or repeated by 〃, into the rows below it; a total may say it first."""
    at = table.fields().index("area") if "area" in table.fields() else None
    if at is None or table.turned or table.columns[at].at >= len(sheet.rows[0]):
        return
    column, data = table.columns[at].at, dict(zip(table.numbers, range(len(table.rows)), strict=True))
    above: tuple[Any, str, bool] = ("", "", False)
    filled, repeated = dict[int, tuple[Any, str, bool]](), False
    for number in range(table.header[1] + 1, max(table.numbers) + 1):
        typed = sheet.rows[number - 1][column]
        value = table.rows[data[number]][at] if number in data else typed
        if value in (None, "") or bare(str(typed)) in _DITTO:
            filled[number] = above
        elif number in data or area_of_line(str(value)):
            repeated |= number in data and value == above[0] and number - 1 in data
            above = (value, sheet.cell(number - 1, column), number not in data)
    for number, (value, cell, of_line) in filled.items():
        blank = table.rows[data[number]][at] is None if number in data else True
        if number in data and value and (of_line or not (blank and repeated)):
            row = table.rows[data[number]]
            table.rows[data[number]] = (*row[:at], value, *row[at + 1 :])
            table.moved[number, column] = cell


def scope_of(sheet: Sheet, table: Table) -> Scope:
    """Return the one nature that a list is of by its sheet's name or its title; a wider title says nothing."""
    if sheet.layout.nature:
        return Scope(_NATURES[sheet.layout.nature], "", sheet.name)
    lines = [] if table.turned else list(_titles(sheet, table))
    for cell, text in (("", _OF_SHEET.sub("", bare(sheet.name))), *lines):
        if cell and _SENTENCE.search(bare(text)):
            continue  # 公办园包括教育部门办园和集体办园。
        meaning = parse(_OFFICE.sub("", bare(text)))
        plain = meaning.nature not in (None, EVERY_NATURE) and meaning.thing == "kindergarten" and not meaning.counted
        if plain or (not cell and nature_of(text, codes=False) not in (None, EVERY_NATURE)):
            return Scope(meaning.nature, cell, text.strip())
        if meaning.attribute == "community_attached" and cell:
            return Scope(None, cell, text.strip())
    return Scope()


def _titles(sheet: Sheet, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the lines above a table that hold one text alone, each with its cell; not those of a table above it."""
    above = list(enumerate(sheet.rows[: table.header[0] - 1]))
    data = [at for at, row in above if sum(value.__class__ in (int, float) for value in row) > 1]
    for at, row in above[data[-1] + 1 if data else 0 :]:
        filled = [(column, value) for column, value in enumerate(row) if value != ""]
        if len(filled) == 1 and isinstance(filled[0][1], str):
            yield sheet.cell(at, filled[0][0]), filled[0][1]


def _time_of(sheet: Sheet, table: Table) -> str:
    """Return the time that the sheet's name says, else the title: 上年明细, 8月, 幼儿园明细（2023年）."""
    named = parse(sheet.name).time or month_of(sheet.name) or ""
    if named or table.turned:
        return named
    return next((time for _, line in _titles(sheet, table) if ":" not in bare(line) and (time := parse(line).time)), "")


def _sections(sheet: Sheet, table: Table) -> Iterator[Section]:
    """Yield the lines of a list that say a nature or a town: 一、公办园（2所）, 梅厂镇, 填报单位：梅厂镇.

    Where towns stand one below the other, the line above the headings is the first one's.
    """
    if table.turned:
        return
    data, own = set(table.numbers), {column.at for column in table.columns if column.field == "name"}
    yield from _above_headings(sheet, table, data)
    last = max(table.numbers)
    for at in range(table.header[1], last):
        if at + 1 in data:
            continue
        texts = [
            (column, str(value))
            for column, value in enumerate(sheet.rows[at])
            if isinstance(value, str) and not is_blank(value) and figure(value) is None
        ]
        if not texts or texts[0][0] > max(own, default=0):
            continue
        column, text = texts[0]
        nature = nature_of(meant(sheet, "nature", text), codes=False)
        area = area_of_line(text) if nature is None and len(texts) == 1 else None
        if nature or area or _is_end(text):
            yield Section(at, nature, area, sheet.cell(at, column))


def _above_headings(sheet: Sheet, table: Table, data: set[int]) -> Iterator[Section]:
    """Yield the nearest line above the headings that names a town, where the sheet has lines of several towns."""
    rows = () if "area" in table.fields() else enumerate(sheet.rows)
    alone = [at for at, row in rows if at + 1 not in data and row.count("") == len(row) - 1]
    named = [(at, column, area) for at in alone for column, area in _lone_area(sheet.rows[at])]
    if len({area for _, _, area in named}) > 1:
        yield from [
            Section(at, None, area, sheet.cell(at, column)) for at, column, area in named if at < table.header[0] - 1
        ][-1:]


def _lone_area(row: Sequence[Value]) -> Iterator[tuple[int, str]]:
    """Yield the town that a row with one filled cell names, with its column."""
    column, text = next((column, value) for column, value in enumerate(row) if value != "")
    if isinstance(text, str) and (area := area_of_line(text)):
        yield column, area


@lru_cache(maxsize=4096)
def area_of_line(text: str) -> str | None:
    """Return the town that a line names: 一、梅厂镇（3所）, 填报单位：梅厂镇, 梅厂镇幼儿园名册, 梅厂镇2024年3月幼儿园情况表."""
    plain = _LINE_BEGINS.sub("", bare(text))
    label, colon, value = plain.partition(":")
    if colon and value and parse(label).attribute in ("reporting_area", "area", "unit_name"):
        plain = value
    if _AREA_NAME.fullmatch(plain):
        return _COUNTED.sub("", plain)
    titled = _TITLE_OF_AREA.fullmatch(plain)
    return titled.group(1) if titled else None


def _until_denied(sections: Sequence[Section], table: Table) -> Iterator[Section]:
    """End what a line says of natures before rows that say otherwise, unless later ones say the same again.

    公办园 as the sum of the rows above it, or of others, says nothing of those below.
    """
    totals: dict[int, list[StatedTotal]] = {}
    for total in table.totals:
        totals.setdefault(total.number, []).append(total)
    starts = [*(each.row for each in sections if each.nature), inf]
    for section in sections:
        stated = totals.get(section.row + 1)
        numbered = (
            section.area and stated and _LINE_BEGINS.match(bare(stated[0].label))
        )  # 一、高村镇 stands over its own
        above = stated is not None and not numbered and not _adds_below(stated[0], table)
        if above:
            yield section._replace(until=0, area=None)
        elif section.nature:
            yield section._replace(until=_last_of(section, starts[bisect_right(starts, section.row)], table))
        elif stated is None or stated[0].kind != "subtotal" or section.area:
            yield section  # 公办园 | 小计 180 | its rows: the sum of what follows ends nothing


def _last_of(section: Section, stop: float, table: Table) -> float:
    """Return the last row, up to the next line of a nature, of which a line says its nature."""
    if "nature" not in table.fields():
        return inf
    at, nature = table.fields().index("nature"), section.nature or EVERY_NATURE
    inside = slice(bisect_right(table.numbers, section.row), bisect_right(table.numbers, stop))
    own = [
        (number, _NATURES.get(row[at])) for number, row in zip(table.numbers[inside], table.rows[inside], strict=True)
    ]
    agreed = max((number for number, said in own if said and said & nature), default=0)
    return min((number for number, said in own if said and not said & nature and number > agreed), default=inf) - 1


def _adds_below(total: StatedTotal, table: Table) -> bool:
    """Tell whether the figures of a stated sum are those of the rows below it rather than above."""

    def alike(span: tuple[int, int]) -> int:
        across = list(zip(*table.rows[slice(*span)], strict=True))
        sums = [sum(value for value in values if value.__class__ in (int, float)) for values in across]
        return sum(bool(stated) and stated == added for stated, added in zip(total.values, sums, strict=False))

    at = bisect_left(table.numbers, total.number)
    below = max(alike(span) for span in (total.after, *total.others) if span[0] >= at or span == total.after)
    above = max(alike(span) for span in (total.before, *total.others) if span[1] <= at or span == total.before)
    return below > 0 and below >= above


def is_area_name(text: str) -> bool:
    """Tell whether a text is the name of a town or a street by its ending."""
    return _AREA_NAME.fullmatch(bare(text)) is not None


def _is_end(text: str) -> bool:
    """Tell whether a line ends what a section said: 合计 below 民办园."""
    meaning = parse(text)
    return "total" in meaning.marks and not meaning.residue


def _nearest(sections: Sequence[Section], numbers: Sequence[int]) -> list[Section | None]:
    """Return the nearest section above each row."""
    rows = [section.row for section in sections]
    places = (bisect_left(rows, number - 1) for number in numbers)
    return [sections[place - 1] if place else None for place in places]


def _fill_natures(
    sheet: Sheet, table: Table, sections: list[Section], ticks: Ticks, scope: Scope, draft: Draft
) -> None:
    fields = table.fields()
    known = fields.index("nature") if "nature" in fields else None
    sources = list(_sources(sheet, table, ticks, sections, scope))
    if not sources:
        return
    natures: list[str | None] = []
    cells: list[str | None] = []
    for at, number in enumerate(table.numbers):
        own = table.rows[at][known] if known is not None else None
        if own is not None and own not in _NATURES:
            natures.append(own)  # a word that is no nature: that is for the rules to say
            cells.append(None)
            continue
        evidence = [source(at) for source in sources]
        nature, contradicted = narrowed([_NATURES[own] if own else None, *(piece for piece, _ in evidence)])
        natures.append(_said(nature, own))
        cells.append(next((cell for piece, cell in evidence if piece), None) if own is None else None)
        if contradicted:
            cell = table.address(number, table.columns[known or 0])
            draft.remarks.append(
                Remark(
                    Flaw.NATURE_CONFLICT,
                    table.sheet,
                    cell,
                    "nature",
                    str(own or ""),
                    tuple(c for p, c in evidence if p and c),
                )
            )
    if known is None and any(natures):
        _add_column(table, "nature", _OF_NATURE, natures, cells)
    elif known is not None:
        _replace(table, known, natures, cells)


def _answer_for_private(table: Table) -> None:
    """是否普惠性民办园 asks of private kindergartens: a public one that answers 否 says nothing of itself."""
    fields = table.fields()
    asked = next((column for column in table.columns if column.field == "inclusive"), None)
    if (
        asked is None
        or "nature" not in fields
        or parse(asked.heading.rpartition("→")[2]).nature != _NATURES["inclusive_private"]
    ):
        return
    at, nature = fields.index("inclusive"), fields.index("nature")
    table.rows = [(*row[:at], None, *row[at + 1 :]) if row[nature] == "public" else row for row in table.rows]


def _ticked(sheet: Sheet, table: Table) -> int | None:
    """Return how many ticks answer 是否普惠, None where it is answered otherwise too."""
    asked = next((column for column in table.columns if column.field == "inclusive"), None)
    if asked is None:
        return None
    moved = (table.moved.get((number, asked.at)) for number in table.numbers)
    cells = [place(cell) if cell else (number - 1, asked.at) for number, cell in zip(table.numbers, moved, strict=True)]
    values = [sheet.rows[row][column] for row, column in cells if column < len(sheet.rows[row])]
    said = [bare(str(value)) for value in values if not is_blank(value)]
    return len(said) if all(each in _TICKS for each in said) else None


def answer_unticked(table: Table) -> None:
    """Where 是否普惠 is answered by ticks, a private kindergarten without one is not inclusive."""
    fields = table.fields()
    if not table.ticked or not {"inclusive", "nature"} <= set(fields):
        return
    at, nature = fields.index("inclusive"), fields.index("nature")
    table.rows = [
        (*row[:at], "no", *row[at + 1 :]) if row[at] is None and row[nature] == "private" else row for row in table.rows
    ]


def _said(nature: Nature | None, own: str | None) -> str | None:
    return name_of(nature) or own


def _sources(
    sheet: Sheet, table: Table, ticks: Ticks, sections: list[Section], scope: Scope
) -> Iterator[Callable[[int], Piece]]:
    """Yield what may say the nature of a row but its own cell, the strongest first; each is asked by the row's place."""
    if "sponsor" in table.fields():
        yield partial(_by_sponsor, sheet, table, table.fields().index("sponsor"))
    if ticks:
        yield partial(_by_ticks, sheet, table, ticks)
    if any(section.nature for section in sections):
        nearest = _nearest(sections, table.numbers)
        yield [_by_section(*each) for each in zip(nearest, table.numbers, strict=True)].__getitem__
    if scope.nature:
        yield lambda _: (scope.nature, scope.cell or None)


def _by_sponsor(sheet: Sheet, table: Table, place: int, at: int) -> Piece:
    sponsor = meant(sheet, "nature", table.rows[at][place] or "")
    return nature_of(sponsor, codes=False), table.address(table.numbers[at], table.columns[place])


def _by_ticks(sheet: Sheet, table: Table, ticks: Ticks, at: int) -> Piece:
    row = table.numbers[at] - 1
    marks = [(nature, _is_marked(sheet.rows[row][column])) for column, nature in ticks]
    first = next((column for (column, _), (_, yes) in zip(ticks, marks, strict=True) if yes), ticks[0][0])
    return ticked(marks), sheet.cell(row, first)


def _by_section(section: Section | None, number: int) -> Piece:
    """Return what the nearest line above a row says; one that says no nature, 合计, ends what was said before it."""
    return (section.nature, section.cell) if section and section.nature and number <= section.until else (None, None)


def _is_marked(value: Value) -> bool:
    """Tell whether a column of one nature is ticked, or counts the children of the row."""
    return _is_yes(value) or (figure(value) or 0) > 0


def _is_yes(value: Value) -> bool:
    return not is_blank(value) and choice(_yes_words(), value) == "yes"


@cache
def _yes_words() -> dict[str, str]:
    words = described(Kindergarten)["inclusive"].words
    return {bare(word).casefold(): answer for answer, spelled in words.items() for word in spelled}


def _add_column(table: Table, field: str, place: int, values: Sequence[Any], cells: Sequence[str | None]) -> None:
    """Add a field to a table that no column of its sheet holds; each value has the cell that says it."""
    name = next((column for column in table.columns if column.field == "name"), table.columns[0])
    table.columns = (*table.columns, Column(field, place, "", INFERRED))
    table.rows = [(*row, value) for row, value in zip(table.rows, values, strict=True)]
    table.totals = [total._replace(values=(*total.values, None)) for total in table.totals]
    for number, cell in zip(table.numbers, cells, strict=True):
        table.moved[number, place] = cell or table.address(number, name)
    for line in table.header:
        table.moved[line, place] = table.address(line, name)


def _replace(table: Table, at: int, values: Sequence[Any], cells: Sequence[str | None]) -> None:
    table.rows = [(*row[:at], value, *row[at + 1 :]) for row, value in zip(table.rows, values, strict=True)]
    for number, cell in zip(table.numbers, cells, strict=True):
        if cell:
            table.moved[number, table.columns[at].at] = cell
