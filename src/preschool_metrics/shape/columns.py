"""Which table a header block begins, and which of its columns is which field."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple

from preschool_metrics.model.draft import Column, TableKind
from preschool_metrics.model.grid import Sheet, Value
from preschool_metrics.model.layout import Headings
from preschool_metrics.model.returns import Explanation, Summary, Task
from preschool_metrics.shape.grammar import EVERY_NATURE, NOT_COUNTED, NOTHING, Meaning, parse
from preschool_metrics.shape.header import Header, Path, has_number
from preschool_metrics.shape.headings import (
    DOUBTFUL,
    INFERRED,
    RECORDS,
    SURE,
    column_meaning,
    field_of,
    is_ignored,
    is_known,
    match,
    nearest_field,
    summary_fields,
)
from preschool_metrics.shape.labels import is_group, is_own_name
from preschool_metrics.shape.lexicon import NATURES
from preschool_metrics.shape.once import once_a_sheet
from preschool_metrics.shape.rows import total_kind
from preschool_metrics.shape.twins import without_twins
from preschool_metrics.shape.values import normaliser
from preschool_metrics.shape.words import bare

_KINDS: Final[tuple[TableKind, ...]] = ("explanations", "tasks", "points", "roster", "summary")
_SAID: Final[dict[str, TableKind]] = {"roster": "roster", "summary": "summary", "childcare_points": "points"}
_NO_AREA = re.compile(r"\s*\d|.*(?:班|岁|月份?)\s*$")
_OF_ROSTERS: Final = frozenset({"nature", "inclusive", "sponsor", "code", "schedule", "profit"})
_AMBIGUOUS_NAMES: Final = ("unit_name", "organisation")
_UNNEEDED: Final = ("money", "things", "area_other")
_CHILDREN_OR_CLASSES: Final = ("children", "classes")
_OF_CHILDREN: Final = ("children", "population")
_OF_PLACES: Final = ("kindergartens", "classes", "places", "population")
_OF_PERSONS: Final = frozenset({"female", "male", "minority", "disabled", "left_behind", "migrant", "aided", "foreign"})
_KINDERGARTEN = re.compile(r"园|幼儿班|教学点")
_INSTITUTION = re.compile(r"(?:托育|托幼|看护|早教|亲子|儿童之家|服务中心|公司|小学|中学)[^镇乡区县市]*$")
_AREA = re.compile(r"(?:镇|街道|街|乡|区|县|市|办事处|政府|学区|中心校|合计|总计|小计|计)$")
_DITTO: Final = frozenset({"〃", "同上"})
_FEW_WRONG: Final = 3  # rows that add up for one that does not
_MOST: Final = 0.5
_SAMPLE: Final = 40  # rows that show what a column holds, and whether parts add up to their total


Unmatched = tuple[tuple[int, str], ...]


class Recognised(NamedTuple):
    """A table's kind, its columns (a field may stand twice), and by column the headings that mean nothing to us.

    `needless` are those that no field needs; `ticks` are the columns of a roster under a nature, with no number below.
    """

    kind: TableKind
    columns: tuple[Column, ...]
    unknown: Unmatched
    needless: Unmatched = ()
    ticks: tuple[tuple[int, frozenset[str]], ...] = ()


class Understood(NamedTuple):
    """What a column means, and how sure that is."""

    meaning: Meaning
    score: float


Headed = tuple[tuple[int, Path, Understood], ...]
"""The place of each column, its headings and what they mean."""


@once_a_sheet
def recognise(sheet: Sheet, header: Header) -> Recognised | None:
    """Return what table a header block begins, None where it is no table of a return."""
    own, said = sheet.layout.headings, _SAID.get(sheet.layout.holds or "")
    understood = _disjoint(sheet, header, _understood(sheet, header))
    by_kind = _by_kind(tuple((at, header.paths[at], each) for at, each in understood.items()), own)
    for kind in (said,) if said else _KINDS:
        columns = by_kind[kind]
        columns = without_twins(sheet, header, columns)
        columns = columns if kind != "roster" else _with_name(sheet, header, columns, understood)
        if _is_a(kind, columns, sheet, header) or (said and len(columns) > 1):
            columns = columns if kind != "summary" else _with_area(sheet, header, columns)
            ticks = tuple(_ticks(sheet, header, understood)) if kind == "roster" else ()
            matched = {*(column.at for column in columns), *(at for at, _ in ticks)}
            parts = {column.at for column in by_kind[kind]} - matched
            unmatched = _unmatched(header, matched, parts, understood, own)
            return Recognised(kind, columns, *unmatched, ticks)
    return None


def _unmatched(
    header: Header, matched: set[int], parts: set[int], understood: dict[int, Understood], own: Headings
) -> tuple[Unmatched, Unmatched]:
    """Return the headings that are not understood, and those that need not be: known, and of no field or a part of one."""
    left = {index: path for index, path in header.paths.items() if index not in matched}
    needless = (
        index for index, path in left.items() if is_ignored(path, own) or _is_needless(understood[index].meaning)
    )
    known = parts.union(needless)
    unknown = tuple((index, "→".join(path)) for index, path in left.items() if index not in known)
    return unknown, tuple((index, path[-1]) for index, path in left.items() if index in known)


def _ticks(sheet: Sheet, header: Header, understood: dict[int, Understood]) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the columns headed 公办 | 普惠性民办 | 非普惠性民办: one of them is ticked in each row, or counts its children."""
    for at, (meaning, _) in understood.items():
        ones = meaning.nature is not None and _holds_ones(sheet, header, at)
        own = column_meaning(header.paths[at]) if ones else meaning  # a 1 is a tick, whatever the title counts
        plain = own.nature not in (None, EVERY_NATURE) and own.attribute in ("", "nature")
        if plain and not own.counted and not own.residue and "question" not in own.marks:
            if ones or not _has_counts(sheet, header, at, to_gap=True):
                yield at, own.nature or frozenset()
        elif _is_children_of_a_nature(meaning):
            yield at, meaning.nature or frozenset()


def _is_children_of_a_nature(meaning: Meaning) -> bool:
    """Tell whether a heading means all children of the kindergartens of some nature, and nothing more."""
    return (
        meaning.nature not in (None, EVERY_NATURE)
        and not meaning.residue
        and not meaning.narrow
        and meaning.counted == "children"
        and not meaning.level
        and meaning.statistic not in NOT_COUNTED
    )


def _is_needless(meaning: Meaning) -> bool:
    """Tell whether a heading is known and no more than a part, a rate, another time or a text that nobody asks for."""
    return meaning.understood and bool(
        meaning.narrow
        or meaning.sponsor
        or meaning.measure in _UNNEEDED
        or meaning.statistic in NOT_COUNTED
        or meaning.time == "other"
        or (meaning.attribute and meaning.statistic != "count")
    )


@lru_cache(maxsize=256)
def _by_kind(headings: Headed, own: Headings) -> dict[TableKind, tuple[Column, ...]]:
    """Return the columns of each kind of table that headings may begin; kept, for the returns of a month share a form."""
    return {kind: _columns(kind, headings, own) for kind in _KINDS}


def _columns(kind: TableKind, headings: Headed, own: Headings) -> tuple[Column, ...]:
    """Return the columns that mean something; a count under one of several like parents is a part of what it counts."""
    fields = [_field(kind, path, each, own) for _, path, each in headings]
    known = list(zip(headings, fields, strict=True))
    unmatched = {path[-1] for (_, path, _), found in known if found is None and len(path) > 1}
    latest = max((each.meaning.time for _, _, each in headings if each.meaning.time[:1].isdigit()), default="")
    columns = []
    for (at, path, each), found in known:
        if found is None or (found[1] <= DOUBTFUL and len(path) > 1 and path[-1] in unmatched):
            continue
        time = "" if found[2] else each.meaning.time
        if time == "other" or (time[:1].isdigit() and time != latest):
            continue
        columns.append(Column(found[0], at, "→".join(path), found[1], found[2]))
    return tuple(columns)


def _field(kind: TableKind, path: Path, understood: Understood, own: Headings) -> tuple[str, float, bool] | None:
    named = match(kind, path, own)
    if understood.score == SURE or (named and named.by_layout):
        return named
    inferred = field_of(RECORDS[kind], understood.meaning)
    return (inferred, SURE if named and named.field == inferred else understood.score, False) if inferred else None


@lru_cache(maxsize=256)
def _by_headings(paths: tuple[tuple[int, Path], ...]) -> tuple[dict[int, Understood], dict[int, list[int]]]:
    """Return what the columns mean by their headings alone, and of those that lack a measure the run of such columns."""
    found = {at: _plainly(column_meaning(path)) for at, path in sorted(paths)}
    return found, _runs(found, [at for at, each in found.items() if _lacks_measure(each.meaning)])


def _plainly(meaning: Meaning) -> Understood:
    """Return what headings mean by themselves: 幼儿园情况 over 小计 counts kindergartens."""
    if meaning.thing == "kindergarten" and "total" in meaning.marks and not meaning.attribute and not meaning.measure:
        return Understood(meaning._replace(measure="kindergartens"), INFERRED)
    return Understood(meaning, SURE)


def _understood(sheet: Sheet, header: Header) -> dict[int, Understood]:
    """Return what each column means; one that names no measure counts what the column beside it or the title does."""
    found, runs = _by_headings(tuple(header.paths.items()))
    title = title_of(sheet, header)
    found = _of_some(found, title) if title.narrow & _OF_PERSONS else found
    counted = [at for at in runs if _has_counts(sheet, header, at)]
    if not counted:
        return found
    understood, meanings = dict(found), {at: each.meaning for at, each in found.items()}
    beside: dict[int, Meaning] = {}
    for at in counted:
        meaning = meanings[at]
        run = runs[at]
        if run[0] not in beside:
            beside[run[0]] = _whole_beside(sheet, header, meanings, run)
        whole = beside[run[0]]
        if meaning.level and whole.counted not in _CHILDREN_OR_CLASSES:
            whole = NOTHING
        whole = whole if whole.counted or meaning.level else title
        own = meaning._replace(measure=whole.counted, narrow=meaning.narrow | whole.narrow & _OF_PERSONS)
        understood[at] = Understood(own, INFERRED if whole.counted else SURE)
    return understood


def _of_some(found: dict[int, Understood], title: Meaning) -> dict[int, Understood]:
    """Return the columns of a table whose title counts some persons alone, 女教职工情况表; with a column of these it counts all."""
    if any(each.meaning.narrow & _OF_PERSONS for each in found.values()):
        return found
    some, alike = title.narrow & _OF_PERSONS, title.counted in _OF_CHILDREN
    return {
        at: Understood(each.meaning._replace(narrow=each.meaning.narrow | some), INFERRED)
        if each.meaning.counted not in ("", *_OF_PLACES) and (each.meaning.counted in _OF_CHILDREN) == alike
        else each
        for at, each in found.items()
    }


def _disjoint(sheet: Sheet, header: Header, understood: dict[int, Understood]) -> dict[int, Understood]:
    """Return the columns again; 普惠 between 公办 and 非普惠 means the private ones where the three make the whole."""
    asked = [
        at for at, each in understood.items() if each.meaning.nature == NATURES["inclusive"] and each.meaning.counted
    ]
    if not asked:
        return understood
    own = {(_of_whom(each.meaning), each.meaning.nature or EVERY_NATURE): at for at, each in understood.items()}
    private = {}
    for at in asked:
        meaning = understood[at].meaning
        siblings = [own.get((_of_whom(meaning), NATURES[nature])) for nature in ("all", "public", "not_inclusive")]
        if None in siblings:
            continue
        parts = _whole_and_parts(siblings, at)
        if _adds_up(sheet, header, *parts) or _exceeds(sheet, header, parts[1][0], at):
            private[at] = Understood(meaning._replace(nature=NATURES["inclusive_private"]), INFERRED)
    return {**understood, **private}


def _exceeds(sheet: Sheet, header: Header, public: int, inclusive: int) -> bool:
    """Tell whether some row has more public children than 普惠: then these are no part of those."""
    read = normaliser(Summary, "enrolled", False)  # noqa: FBT003 - no dates
    pairs = ((read(row[public]), read(row[inclusive])) for row in _below(sheet, header))
    return any(_is_count(one) and _is_count(other) and one > other for one, other in pairs)


def _of_whom(meaning: Meaning) -> tuple[str, ...]:
    return meaning.counted, meaning.level, meaning.age, meaning.time, "".join(sorted(meaning.narrow))


def _whole_and_parts(siblings: Sequence[int | None], at: int) -> tuple[int, list[int]]:
    whole, *parts = [each for each in siblings if each is not None]
    return whole, [*parts, at]


def _lacks_measure(meaning: Meaning) -> bool:
    """Tell whether a heading only narrows: 公办, 小班, 其中：女, 合计."""
    own = meaning.measure or meaning.thing in ("child", "person") or meaning.counted in ("kindergartens", "classes")
    return not own and not meaning.attribute and meaning.understood and meaning.statistic not in NOT_COUNTED


def _whole_beside(sheet: Sheet, header: Header, meanings: dict[int, Meaning], parts: Sequence[int]) -> Meaning:
    """Return what a run of columns without a measure is of: the nearest whole on its left, or the one right behind it.

    Of several the one that its parts add up to goes before the nearest, and all children before those of some.
    """
    wholes = [
        other
        for other, meaning in meanings.items()
        if other <= parts[-1] + 1
        and meaning.nature is None
        and meaning.counted
        and not _lacks_measure(meaning)
        and "among" not in meaning.marks
        and not meaning.level
        and meaning.statistic not in NOT_COUNTED
    ]
    proved = [whole for whole in wholes if len(wholes) > 1 and _adds_up(sheet, header, whole, parts)]
    left = [whole for whole in wholes if whole < parts[0]]
    plain = [whole for whole in left if not meanings[whole].narrow & _OF_PERSONS]
    nearest = (proved or plain or left)[-1:]
    return meanings[nearest[0]] if nearest else NOTHING


def _runs(order: Iterable[int], lacking: Sequence[int]) -> dict[int, list[int]]:
    """Return for each column without a measure those around it that lack one too: 公办 | 普惠性民办 | 非普惠性民办."""
    runs = (list(run) for without, run in groupby(order, lambda at: at in lacking) if without)
    return {at: run for run in runs for at in run}


def _adds_up(sheet: Sheet, header: Header, whole: int, parts: Sequence[int]) -> bool:
    """Tell whether parts add up to a whole in the first rows that have all of them; one of several may be a fault or 增减."""
    read, added = normaliser(Summary, "enrolled", False), [0, 0]  # noqa: FBT003 - no dates
    rows = _below(sheet, header) if len(parts) > 1 else []
    for left, row in zip(range(len(rows), 0, -1), rows, strict=True):
        figures: list[Any] = [each if (each := row[at]).__class__ is float else read(each) for at in (whole, *parts)]
        if all(map(_is_count, figures)) and figures[0]:
            added[figures[0] == sum(figures[1:])] += 1
        if added[True] + left <= _FEW_WRONG * added[False]:
            return False  # whatever follows
    return added[True] > _FEW_WRONG * added[False]


def _below(sheet: Sheet, header: Header) -> list[list[Value]]:
    return sheet.rows[header.bottom + 1 : header.bottom + 1 + _SAMPLE]


def _is_count(value: Value) -> bool:
    return value.__class__ in (int, float)


def _has_counts(sheet: Sheet, header: Header, at: int, *, to_gap: bool = False) -> bool:
    """Tell whether numbers stand below a heading, and no words: 公办 with ticks below counts nothing.

    `to_gap` looks no further than the first blank row: another table may stand below it.
    """
    rows = _below(sheet, header)
    if to_gap:
        rows = rows[
            : next(
                (index for index, row in enumerate(rows) if index and not any(value != "" for value in row)), len(rows)
            )
        ]
    return any(at < len(row) and has_number([row[at]]) for row in rows)


def _holds_ones(sheet: Sheet, header: Header, at: int) -> bool:
    """Tell whether nothing but 1 and 0 stands below a heading: a tick written as a number."""
    below = {row[at] for row in sheet.rows[header.bottom + 1 :] if at < len(row) and row[at] != ""}
    return bool(below) and below <= {0, 1, "0", "1"}


def title_of(sheet: Sheet, header: Header) -> Meaning:
    """Return what the lines above a header block count, where they name one thing only: 在园幼儿情况统计表.

    Those below the table above go before all others, the sheet's name comes last.
    """
    figured = (at for at in range(header.top - 1, -1, -1) if sum(map(_is_count, sheet.rows[at])) > 1)
    own = next(figured, -1) + 1
    for rows in (sheet.rows[own : header.top], sheet.rows[: header.top], [[sheet.name]]):
        title = _counted_in(rows)
        if title is None or title.counted:
            return title or NOTHING
    return NOTHING


def _counted_in(rows: Sequence[Sequence[Value]]) -> Meaning | None:
    """Return what the texts of lines count, None where they name more than one thing."""
    title = NOTHING
    for line in (str(value) for row in rows for value in row if isinstance(value, str) and value):
        meaning = parse(line)
        if not meaning.counted or "several" in meaning.marks:
            continue
        if title.counted not in ("", meaning.counted):
            return None
        title = meaning
    return title


def names_kindergartens(sheet: Sheet, header: Header, at: int) -> bool:
    """Tell whether most names below 单位 are those of kindergartens."""
    return _share(sheet, header, at, _KINDERGARTEN) > _MOST


def _names_areas(sheet: Sheet, header: Header, at: int) -> bool:
    return _share(sheet, header, at, _AREA) > _MOST


def _share(sheet: Sheet, header: Header, at: int, pattern: re.Pattern[str]) -> float:
    texts = [str(row[at]) for row in _below(sheet, header) if at < len(row) and isinstance(row[at], str) and row[at]]
    texts = [text for text in texts if "total" not in parse(text).marks or parse(text).residue]
    return sum(pattern.search(bare(text)) is not None for text in texts) / len(texts) if texts else 0.0


def _is_a(kind: TableKind, columns: tuple[Column, ...], sheet: Sheet, header: Header) -> bool:
    fields = {column.field for column in columns}
    if kind == "explanations":
        return {"rule", "explanation"} <= fields and len(header.paths) <= len(Explanation.model_fields) + 1
    if kind == "tasks":
        return {"task", "done"} <= fields <= set(Task.model_fields)
    if kind == "points":
        return "name" in fields and bool(fields & {"registered_on", "enrolled", "status"}) and _is_point(columns)
    if kind == "roster":
        return _is_roster(columns, fields, sheet, header)
    area = next((column for column in columns if column.field == "area"), None)
    if area and not area.by_layout and _share(sheet, header, area.at, _INSTITUTION) > _MOST:
        return False  # 托育服务中心 is no town, whatever stands over it
    return bool(fields & summary_fields()) and len(fields) > 1


def _is_point(columns: tuple[Column, ...]) -> bool:
    """Day-care points show by the heading of their names; what a layout file names `name` may be a kindergarten's."""
    name = next(column for column in columns if column.field == "name")
    return name.score == SURE and not name.by_layout


def _is_roster(columns: tuple[Column, ...], fields: set[str], sheet: Sheet, header: Header) -> bool:
    """A roster names its kindergartens; without that heading it still shows by columns that only a roster has.

    A table that counts kindergartens by nature is none.
    """
    name = next((column for column in columns if column.field == "name"), None)
    ambiguous = name and column_meaning(tuple(name.heading.split("→"))).attribute in _AMBIGUOUS_NAMES
    if name and (name.by_layout or not ambiguous or names_kindergartens(sheet, header, name.at)):
        return len(fields) > 1
    if name and _names_areas(sheet, header, name.at):
        return False
    counts_them = any(
        found.field == "kindergartens"
        for path in header.paths.values()
        if (found := match("summary", path, sheet.layout.headings))
    )
    shows = bool(fields & _OF_ROSTERS) and len(fields) > 2 and not counts_them  # noqa: PLR2004 - more than a stray word
    return shows and not (name is None and _a_row_a_nature(sheet, header, columns))


def _a_row_a_nature(sheet: Sheet, header: Header, columns: tuple[Column, ...]) -> bool:
    """Tell whether a table without names has one row for each nature of an area: no two rows share area and nature."""
    at = {column.field: column.at for column in columns}
    if "nature" not in at:
        return False
    others = (column for column in header.paths if column != at["nature"])
    if any(names_kindergartens(sheet, header, column) for column in others):
        return False
    pairs: list[tuple[str, frozenset[str]]] = []
    area = ""
    for row in sheet.rows[header.bottom + 1 :]:
        nature = parse(str(row[at["nature"]]))
        written = bare(str(row[at["area"]])) if "area" in at else ""
        area = area if written in _DITTO | {""} else written
        if nature.understood and nature.nature and has_number(row):
            pairs.append((area, nature.nature))
    return len({nature for _, nature in pairs}) > 1 and len(set(pairs)) == len(pairs)


def _with_name(
    sheet: Sheet, header: Header, columns: tuple[Column, ...], understood: dict[int, Understood]
) -> tuple[Column, ...]:
    """The names of a roster without a heading for them are a column of texts that are names of kindergartens."""
    fields = {column.field for column in columns}
    if "name" in fields or "enrolled" not in fields:
        return columns
    taken = {column.at for column in columns}
    unsaid = [at for at in range(len(sheet.rows[header.bottom])) if at not in taken]
    free = [at for at in unsaid if at not in understood or not _says_what(understood[at].meaning)]
    named = next((at for at in free if _names(sheet, header, at)), None)
    if named is None:
        return columns
    return tuple(
        sorted(
            (*columns, Column("name", named, "→".join(header.paths.get(named, ("",))), INFERRED)),
            key=lambda column: column.at,
        )
    )


def _says_what(meaning: Meaning) -> bool:
    """Tell whether a heading says what stands below it; 项目 over the names of kindergartens does not."""
    return meaning.understood and meaning.attribute != "indicator"


def _names(sheet: Sheet, header: Header, at: int) -> bool:
    texts = [str(row[at]) for row in _below(sheet, header) if at < len(row) and isinstance(row[at], str) and row[at]]
    texts = [text for text in texts if not (total_kind([text]) or is_group(text))]
    own = sum(is_own_name(text) or bare(text).endswith("幼儿班") for text in texts)
    return own > _MOST * len(texts)


def _with_area(sheet: Sheet, header: Header, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The area column of a summary without a heading for it is its first column of texts, if these can be areas."""
    if any(column.field == "area" for column in columns):
        return columns
    taken, own = {column.at for column in columns}, sheet.layout.headings
    rows = sheet.rows[header.bottom + 1 :]
    for index in range(len(rows[0]) if rows else 0):
        texts = [row[index] for row in rows if isinstance(row[index], str) and str(row[index]).strip()]
        if index in taken or not texts:
            continue
        path = header.paths.get(index, ("",))
        if (is_known(path[-1], own) and not is_ignored(path, own)) or any(
            is_known(str(text), own) or _NO_AREA.match(str(text)) for text in texts
        ):
            return columns
        return (Column("area", index, "→".join(path), 0.5), *columns)
    return columns


def lookalike(kind: TableKind, heading: str, have: set[str]) -> str | None:
    """Return the field that an unknown heading is nearest to by its features, where it is not there otherwise."""
    return nearest_field(RECORDS[kind], column_meaning(tuple(heading.split("→"))), frozenset(have))
