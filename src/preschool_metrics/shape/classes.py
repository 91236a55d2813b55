"""A row a class: the classes of a kindergarten are gathered into its one row before the sheet is read (understanding.md §4).

The sheet that comes out lists kindergartens: in the row of its first class each has its children, added up, and its
children and classes by level in columns behind the last. `restore` gives these figures the cells that they come from.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, NamedTuple

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Column, Table
from preschool_metrics.model.grid import Rows, Sheet, Value
from preschool_metrics.model.returns import Kindergarten
from preschool_metrics.shape.columns import names_kindergartens
from preschool_metrics.shape.grammar import NOT_COUNTED, Meaning, parse
from preschool_metrics.shape.header import Header, find_header
from preschool_metrics.shape.headings import INFERRED, column_meaning, field_of, match
from preschool_metrics.shape.labels import is_among, is_never_data
from preschool_metrics.shape.rows import total_kind
from preschool_metrics.shape.values import is_blank, normaliser
from preschool_metrics.shape.words import bare

_LEVELS: Final = ("nursery", "junior", "middle", "senior", "mixed")
_LETTERS: Final = {"托": "nursery", "小小": "nursery", "小": "junior", "中": "middle", "大": "senior", "混": "mixed"}
_NUMBER = "[一二三四五六七八九十0-9a-z甲乙丙丁]{0,3}"
_CLASS = re.compile(
    rf"(?:20\d\d[级届])?(小小|托|小|中|大|混)(?:[小大]?班|龄班?|合班?|儿班)?[(]?{_NUMBER}[)]?班?(?:[(].*[)])?"
)
_OF_A_CLASS = re.compile(r"人数|幼儿|儿童|学生|班额")
_ADDED: Final = 40_000  # columns that no column of the sheet holds
_NEEDLESS: Final = "备注"
_SAMPLE: Final = 40
_FIRST: Final = 8
_MOST: Final = 0.6
_FEWEST: Final = 2


class _Places(NamedTuple):
    """The columns of a table of classes: the names, the children, and those that say a class or its level."""

    name: int
    children: int
    levels: tuple[int, ...]
    area: int | None
    classes: int | None


@dataclass(slots=True)
class _Kindergarten:
    """The rows of one kindergarten's classes, each with its level where it is known."""

    rows: list[int] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Gathered:
    """A sheet of kindergartens, with the cells that its figures come from and the headings as they are written.

    left    cell and heading of counts that stand beside each class and cannot be told for the kindergarten
    """

    sheet: Sheet
    fields: tuple[str, ...] = ()
    moved: dict[tuple[int, int], str] = field(default_factory=dict)
    figures: dict[int, dict[str, tuple[Value, str]]] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)

    def restore(self, table: Table) -> None:
        """Add what the classes come to to the roster that was read of this sheet, and give figures their cells."""
        if table.kind != "roster" or not self.figures.keys() & set(table.numbers):
            return
        table.columns = tuple(
            column._replace(heading=self.headings.get(column.at, column.heading)) for column in table.columns
        )
        table.moved |= self.moved
        table.unknown += self.left
        table.needless = [(cell, self.classes.get(cell, heading)) for cell, heading in table.needless]
        for name in self.fields:
            self._add(table, name)

    def _add(self, table: Table, name: str) -> None:
        column = Column(name, _ADDED + len(table.columns), "", INFERRED)
        table.columns = (*table.columns, column)
        read = normaliser(Kindergarten, name, False)  # noqa: FBT003 - no dates here
        values = [self.figures.get(number, {}).get(name, ("", "")) for number in table.numbers]
        table.rows = [(*row, read(value)) for row, (value, _) in zip(table.rows, values, strict=True)]
        table.totals = [total._replace(values=(*total.values, None)) for total in table.totals]
        head = table.columns[0]
        for number, (_, cell) in zip(table.numbers, values, strict=True):
            table.moved[number, column.at] = cell or table.address(number, head)
        for number in (*table.header, *(total.number for total in table.totals)):
            table.moved[number, column.at] = table.address(number, head)


def by_kindergarten(sheet: Sheet) -> Gathered | None:
    """Return a sheet with its rows of classes gathered by kindergarten, None where it has none."""
    start = 0
    while (header := find_header(sheet, start)) is not None:
        places = _places(sheet, header)
        if places is not None:
            return _gathered(sheet, header, places)
        start = max(start, header.bottom) + 1
    return None


@lru_cache(maxsize=4096)
def level_of(text: str) -> str:
    """Return the level that the name of a class says: 小一班, 中(2)班, 大班; 小星星班 says none."""
    plain = bare(text).casefold()
    meaning = parse(plain)
    if not meaning.residue and meaning.level and meaning.counted != "population":
        return meaning.level
    if not meaning.residue and "preschool_class" in meaning.narrow:
        return "senior"  # 学前班
    found = _CLASS.fullmatch(plain)
    return _LETTERS[found.group(1)] if found else ""


def _places(sheet: Sheet, header: Header) -> _Places | None:
    sample = sheet.rows[header.bottom + 1 : header.bottom + 1 + _SAMPLE]
    across = list(zip(*sample, strict=True))
    levels = tuple(at for at in header.paths if sample and _says_levels(across[at]))
    if not levels:
        return None
    meanings = {at: column_meaning(path) for at, path in header.paths.items() if at not in levels}
    children = _children(sample, header, meanings, levels)
    if children is None:
        return None
    fields = {
        at: found.field
        for at, path in header.paths.items()
        if at not in (*levels, children) and (found := match("roster", path))
    }
    named = next((at for at, name in fields.items() if name == "name"), None)
    if named is None:
        named = next((at for at in meanings if names_kindergartens(sheet, header, at)), None)
    area = next((at for at, name in fields.items() if name == "area"), None)
    classes = next((at for at, name in fields.items() if name == "classes"), None)
    return None if named is None else _Places(named, children, levels, area, classes)


def _says_levels(column: Sequence[Value]) -> bool:
    """Tell whether most texts of a column are classes or levels."""
    if column[0].__class__ is float:
        return False  # a column of figures, as most are
    texts = [value for value in column if value.__class__ is str and value]
    if not any(level_of(str(text)) for text in texts[:_FIRST]):
        return False  # the names of a list, each parsed, would cost more than all else
    texts = [text for text in texts if not is_blank(text)]
    return len(texts) >= _FEWEST and sum(bool(level_of(str(text))) for text in texts) >= _MOST * len(texts)


def _children(sample: Rows, header: Header, meanings: dict[int, Meaning], levels: Sequence[int]) -> int | None:
    """Return the column of the children of each class; 人数 and 班额 count them too where a row is a class."""
    rows = [row for row in sample if any(level_of(str(row[at])) for at in levels)]
    filled = {at for at in meanings if sum(_is_count(row[at]) for row in rows) >= _MOST * len(rows)}
    plain = [at for at, meaning in meanings.items() if at in filled and field_of(Kindergarten, meaning) == "enrolled"]
    loose = [at for at, meaning in meanings.items() if at in filled and _may_count(header.paths[at][-1], meaning)]
    return next(iter((*plain, *loose)), None)


def _may_count(leaf: str, meaning: Meaning) -> bool:
    rate = meaning.statistic in NOT_COUNTED and "班额" not in leaf
    whole = not meaning.narrow and not meaning.marks & {"plan"} and meaning.time != "other" and not rate
    return whole and meaning.measure in ("", "children", "classes") and _OF_A_CLASS.search(bare(leaf)) is not None


def _is_count(value: Value) -> bool:
    return isinstance(normaliser(Kindergarten, "enrolled", False)(value), int)  # noqa: FBT003 - no dates here


def _gathered(sheet: Sheet, header: Header, places: _Places) -> Gathered:
    rows = _filled(sheet, header)
    found, sums = _kindergartens(rows, header, places)
    made = Gathered(sheet, _fields(places, found))
    _head(sheet, rows, header, places, made)
    of_several = _of_several(rows, header, places, found)
    for each in found:
        _gather(sheet, rows, places, each, of_several, made)
    for at in sums:
        _settle_sum(rows, places, at, found)
    for at in of_several:
        made.left.append((sheet.cell(header.bottom, at), "→".join(header.paths[at])))
        for row in range(header.top, header.bottom + 1):
            rows[row][at] = ""
    merges = tuple(span for span in sheet.merges if span.bottom <= header.bottom or span.top > _last(found))
    made.sheet = replace(sheet, rows=rows, merges=merges)
    return made


def _last(found: Iterable[_Kindergarten]) -> int:
    return max((row for each in found for row in each.rows), default=0)


def _filled(sheet: Sheet, header: Header) -> Rows:
    """Return the rows of a sheet with what is merged down below the headings written into each row."""
    rows = [list(row) for row in sheet.rows]
    for span in sheet.merges:
        if span.top > header.bottom and span.bottom > span.top:
            for row in range(span.top + 1, span.bottom + 1):
                rows[row][span.left] = "" if _is_count(rows[span.top][span.left]) else rows[span.top][span.left]
    return rows


def _kindergartens(rows: Rows, header: Header, places: _Places) -> tuple[list[_Kindergarten], list[int]]:
    """Return the kindergartens with the rows of their classes, and the rows of sums among them."""
    found: dict[tuple[int, str, str], _Kindergarten] = {}
    sums: list[int] = []
    name, area, level, section = "", "", "", 0
    for at in range(header.bottom + 1, len(rows)):
        row = rows[at]
        texts = [str(value) for value in row if isinstance(value, str) and not is_blank(value)]
        if _is_sum(row, places):
            sums.append(at)
            continue
        own = next((each for place in places.levels if (each := level_of(str(row[place])))), "")
        if not own and (not texts or is_blank(row[places.children])):
            section += bool(texts)
            continue
        if places.area is not None:
            area = row[places.area] = _carried(row[places.area], area)
        named = row[places.name] = _carried(row[places.name], name)
        level = own or (level if named == name else "")
        name = named
        own_rows = found.setdefault((section, bare(area), bare(name)), _Kindergarten())
        own_rows.rows.append(at)
        own_rows.levels.append(level)
    return list(found.values()), sums


def _is_sum(row: Sequence[Value], places: _Places) -> bool:
    """Tell a sum of classes, or an average, by what stands for its name or its class."""
    labels = [str(value) for value in row[: max(places.name, *places.levels) + 1] if isinstance(value, str)]
    return any(_says_sum(text) for text in labels) or any(map(is_never_data, labels))


def _says_sum(text: str) -> bool:
    return total_kind([text]) in ("total", "subtotal") or is_among(text)


def _carried(value: Value, above: str) -> str:
    """Return what a cell says, else what was said above: a blank, 〃 and 同上 repeat it."""
    return above if is_blank(value) or bare(str(value)) in ("〃", '"', "同上", "″") else str(value)


def _fields(places: _Places, found: Sequence[_Kindergarten]) -> tuple[str, ...]:
    """Return the fields that the classes come to, beside the children of all."""
    levels = {level for each in found for level in each.levels}
    known = [level for level in _LEVELS if level in levels or ("" in levels and level == "nursery")]
    classes = ["classes", *(f"classes_{level}" for level in known)] if places.classes is None else []
    return (*(f"enrolled_{level}" for level in known), *classes)


def _head(sheet: Sheet, rows: Rows, header: Header, places: _Places, made: Gathered) -> None:
    """Write the headings of kindergartens over those of classes."""
    said = described(Kindergarten)
    for at in places.levels:
        made.classes[sheet.cell(header.bottom, at)] = header.paths[at][-1]
        rows[header.bottom][at] = _NEEDLESS
    for name, at in (("name", places.name), ("enrolled", places.children)):
        path = header.paths.get(at, ("",))
        found = match("roster", path, sheet.layout.headings)
        if found is None or found.field != name:
            made.headings[at] = "→".join(path)
            rows[header.bottom][at] = said[name].heading.zh


def _of_several(rows: Rows, header: Header, places: _Places, found: Sequence[_Kindergarten]) -> list[int]:
    """Return the columns of a field that count something of each class, but not the children or the classes."""
    known = {places.name, places.children, places.area, places.classes, *places.levels}
    fields = described(Kindergarten)
    counted = [
        at
        for at, path in header.paths.items()
        if at not in known and (match_ := match("roster", path)) and fields[match_.field].unit
    ]
    return [at for at in counted if any(sum(rows[row][at] != "" for row in each.rows) > 1 for each in found)]


def _gather(
    sheet: Sheet,
    rows: Rows,
    places: _Places,
    each: _Kindergarten,
    of_several: Sequence[int],
    made: Gathered,
) -> None:
    """Write the sums of a kindergarten's classes into the row of the first, and blank the others."""
    first = each.rows[0]
    counted: dict[int, dict[str, tuple[Value, int]]] = {}
    for at in (places.children, *([places.classes] if places.classes is not None else [])):
        counted[at] = {level: _sum(rows, at, each, level) for level in ("", *_LEVELS)}
    children = counted[places.children]
    for at, sums in counted.items():
        rows[first][at] = sums[""][0]
        if sums[""][0].__class__ is not int:  # the class in the way
            made.moved[first + 1, at] = sheet.cell(sums[""][1], at)
    figures = made.figures[first + 1] = {}
    for name in made.fields:
        level, column = name.partition("_")[2], places.children if name.startswith("enrolled") else places.levels[0]
        figures[name] = _value(name, each, children), sheet.cell(children[level][1], column)
    for at in (*places.levels, *of_several):
        rows[first][at] = ""
    for row in each.rows[1:]:
        rows[row] = [""] * len(rows[row])


def _value(name: str, each: _Kindergarten, children: dict[str, tuple[Value, int]]) -> Value:
    kind, _, level = name.partition("_")
    if level and "" in each.levels and level not in each.levels:
        return ""  # a class of no known level may be one of these
    if kind == "enrolled":
        return children[level][0]
    return each.levels.count(level) if level else len(each.levels)


def _sum(rows: Rows, at: int, each: _Kindergarten, level: str) -> tuple[Value, int]:
    """Return the sum of a column over a kindergarten's classes, of one level or of all, with the row that it begins in.

    Where a class has no number its cell stands for all of them: the sum is unknown.
    """
    read = normaliser(Kindergarten, "enrolled", False)  # noqa: FBT003 - no dates here
    chosen = [row for row, own in zip(each.rows, each.levels, strict=True) if level in ("", own)]
    bad = next((row for row in chosen if read(rows[row][at]).__class__ is not int), None)
    if bad is not None:
        return rows[bad][at], bad
    return sum(read(rows[row][at]) for row in chosen), next(iter(chosen), each.rows[0])


def _settle_sum(rows: Rows, places: _Places, at: int, found: Sequence[_Kindergarten]) -> None:
    """Blank a sum of one level, and one of a kindergarten that its classes come to; any other stands under its label."""
    row = rows[at]
    labels = [str(row[place]) for place in (*places.levels, places.name) if isinstance(row[place], str)]
    label = next((text for text in labels if _says_sum(text)), "")
    of_level = any(parse(text).level for text in labels if _says_sum(text)) or any(
        level_of(str(row[place])) for place in places.levels
    )
    above = max((each for each in found if each.rows[0] < at), key=lambda each: each.rows[0], default=None)
    below = min((each for each in found if each.rows[0] > at), key=lambda each: each.rows[0], default=None)
    own = [rows[each.rows[0]][places.children] for each in (above, below) if each]
    if of_level or (len(found) > 1 and row[places.children] in own and row[places.children] != ""):
        rows[at] = [""] * len(row)
    elif label:
        for place in places.levels:
            row[place] = ""
        row[places.name] = label
