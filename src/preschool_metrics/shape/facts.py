"""Tables read crosswise: what a row says and what a column says together are the features of a cell.

A row a nature, a town with rows of natures below it, indicators as rows and towns as columns, a label with its value,
a long list of town, indicator and value, ages down or across: all are facts, each an area, a meaning and a cell
(understanding.md §4 to §6). Facts of one area become one row of a summary; those of no area belong to the one that reports.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Column, Draft, Normalised, StatedTotal, Table
from preschool_metrics.model.finding import Flaw, Remark
from preschool_metrics.model.grid import Sheet, Value
from preschool_metrics.model.returns import Summary
from preschool_metrics.shape.cover import has_ten_thousands
from preschool_metrics.shape.grammar import NONE, NOT_COUNTED, NOTHING, Meaning, is_foreign, parse, unite
from preschool_metrics.shape.header import Header, Path, has_number
from preschool_metrics.shape.headings import SURE, column_meaning, cover_field, field_of
from preschool_metrics.shape.lexicon import NATURES
from preschool_metrics.shape.rows import is_numbering
from preschool_metrics.shape.values import WAN, figure, is_blank, normaliser, scaled
from preschool_metrics.shape.words import bare

Cell = tuple[int, int]
_NO_LABEL: Final = frozenset({"number", "remark", "unit", "organisation", "other_text", "figure", "code"})
_OF_AREAS: Final = frozenset({"area", "reporting_area", "unit_name"})
_ORDINALS: Final = frozenset("甲乙丙丁")  # over the column that numbers the lines
_URBAN: Final = frozenset({"urban", "town_seat", "rural"})
_DITTO: Final = frozenset({"〃", "同上", "″", "''", '"', "-〃-"})
_PARTITIONS: Final = (("public", "inclusive_private", "other_private"), ("public", "private"))
_GROUP: Final = ""  # the area of what adds up some of the others: 第一片区小计
_THREE: Final = 3
_VIRTUAL: Final = 10_000  # rows and columns of a table that is put together have no place of their own


class Fact(NamedTuple):
    """A cell with what it means: `area` as it is written, None where the table names none; `label` its cell.

    `parts` are the cells that were added to it, where it stands in none alone.
    """

    area: str | None
    label: Cell
    meaning: Meaning
    cell: Cell
    value: Value
    head: Cell
    parts: tuple[tuple[Cell, Value], ...] = ()


class _Row(NamedTuple):
    """What the labels of a row say; `whole_table` where the column of the areas says 合计 or 全区."""

    meaning: Meaning
    area: str | None
    label: Cell
    whole_table: bool = False


@dataclass(slots=True)
class Facts:
    """The facts of one table, with the cells of its headings."""

    sheet: Sheet
    top: int
    bottom: int
    found: list[Fact] = field(default_factory=list)


def is_crosswise(sheet: Sheet, header: Header, end: int) -> bool:
    """Tell whether labels of rows say what is counted, or of whom: a plain list of areas has none that do."""
    columns = _column_meanings(sheet, header)
    return any(_narrows(_row(sheet, at, columns).meaning) for at in _figured(sheet, header.bottom + 1, end, columns))


def _narrows(meaning: Meaning) -> bool:
    timed = meaning.time not in ("", "other")  # a row of last month stands below any table
    return timed or bool(meaning.counted or meaning.nature is not None or meaning.age or meaning.narrow & _URBAN)


def facts_of(sheet: Sheet, header: Header, end: int, context: Meaning = NOTHING) -> Facts:
    """Return the facts of the rows below a header block, up to `end`; `context` is what title and sheet say."""
    columns, facts = _column_meanings(sheet, header), Facts(sheet, header.top, header.bottom)
    sheet = _with_parents(sheet, header, end, columns)
    areas = [at for at, meaning in columns.items() if meaning.attribute in _OF_AREAS]
    place = _Place(sheet, (header.bottom, 0), bool(areas))
    for at in range(header.bottom + 1, end):
        if _is_of_cover(sheet, at):
            continue
        if is_numbering(sheet.rows[at]):
            continue
        row = _row(sheet, at, columns)
        place.enter(row, at, figured=any(True for _ in _figures(sheet, at, columns)))
        row = place.counting(row)
        for column in _figures(sheet, at, columns):
            fact = _fact(sheet, (at, column), row, columns.get(column, NOTHING), header, context)
            if fact and (fact.area or place.area) != _GROUP:
                own = fact.label if fact.area else row.label if place.area is None else place.label
                facts.found.append(fact._replace(area=fact.area or place.area, label=own))
    return facts


def _with_parents(sheet: Sheet, header: Header, end: int, columns: dict[int, Meaning]) -> Sheet:
    """Return a sheet in which a label with another beside it stands for the rows below that leave it blank.

    在园幼儿数 | 公办, | 民办: both count the children; 公办园 | 园数, | 在园幼儿数: both are of the public ones; 公办园 | 甲镇, | 乙镇.
    """
    body = range(header.bottom + 1, end)
    counting = (next(iter(_figures(sheet, at, columns)), None) for at in body)
    first = min((at for at in counting if at is not None), default=0)
    labels = [at for at in range(first) if not _is_no_label(columns.get(at, NOTHING))]
    rows, parents = list(sheet.rows), dict[int, str]()
    for at in body if len(labels) > 1 else ():
        filled = [column for column in labels if _is_label(rows[at][column])]
        for column in labels[:-1]:
            beside = any(other > column for other in filled)
            if column in filled:
                parents = {other: text for other, text in parents.items() if other < column}
                if beside and _counts_or_divides(parse(str(rows[at][column]))):
                    parents[column] = str(rows[at][column])
            elif beside and column in parents:
                rows[at] = [*rows[at][:column], parents[column], *rows[at][column + 1 :]]
    return replace(sheet, rows=rows)


def _is_no_label(heading: Meaning) -> bool:
    return not heading.residue and heading.attribute in _NO_LABEL


def _is_label(value: Value) -> bool:
    return isinstance(value, str) and value.strip() != "" and not is_figure(value) and bare(value) not in _DITTO


@dataclass(slots=True)
class _Place:
    """The area that the rows belong to, written once and standing until the next; `whole` once it had its own total."""

    sheet: Sheet
    label: Cell
    has_areas: bool
    area: str | None = None
    whole: bool = False
    counted: Meaning = NOTHING

    def enter(self, row: _Row, at: int, *, figured: bool) -> None:
        """Go on to a row: into its area, out of all areas where it is the total of the table."""
        plain = not _narrows(row.meaning)
        if row.area is not None:
            self.whole = self.whole and row.area == self.area
            self.area, self.label = row.area, row.label
        elif row.whole_table or ("total" in row.meaning.marks and plain and self._is_left(at)):
            self.area, self.label = None, row.label
        self.whole = self.whole or (plain and figured)

    def counting(self, row: _Row) -> _Row:
        """Return a row that says only of whom, #公办园, with what the nearest whole above it counts."""
        meaning = row.meaning
        if meaning.counted and meaning.nature is None and not meaning.narrow and "among" not in meaning.marks:
            self.counted = meaning
        elif meaning.nature is not None and not meaning.counted and self.counted.counted:
            return row._replace(meaning=unite((self.counted._replace(marks=NONE), meaning)))
        return row

    def _is_left(self, at: int) -> bool:
        """Tell whether a total is that of the table: 梅厂镇 | 公办, | 民办, | 小计 is the area's own, a second one is not."""
        return self.whole if self.has_areas else not _continues(self.sheet, at, self.label)


def _continues(sheet: Sheet, row: int, label: Cell) -> bool:
    """Tell whether a total stands in the merged cell of an area, or beside one: 梅厂镇 | 小计."""
    inside = any(
        span.top <= row <= span.bottom and span.left <= label[1] <= span.right and span.top <= label[0] <= span.bottom
        for span in sheet.merges
    )
    return inside and row != label[0]


def _is_of_cover(sheet: Sheet, row: int) -> bool:
    """Tell whether a line below a table says who filled it in, and when: it counts nothing."""
    first = next((value for value in sheet.rows[row] if value != ""), "")
    field = cover_field(str(first).rstrip(":： "), sheet.layout.headings)
    return field is not None and not field.startswith("population") and not has_number(sheet.rows[row])


def _fact(sheet: Sheet, cell: Cell, row: _Row, column: Meaning, header: Header, context: Meaning) -> Fact | None:
    """Return what a cell says, None where it is no count of anything that is wholly understood."""
    area = None
    if cell[1] not in header.paths:
        return None
    heading, rest = _area_over(header.paths[cell[1]], column)
    counted = rest.counted or context.counted
    if heading and not row.area and (row.meaning.counted or (counted and _says_more(row.meaning))):
        area = _GROUP if "total" in parse(heading).marks or bare(heading).startswith(("△", "▲")) else heading
        column = rest  # a column for each area, or several under its name
    meaning = unite((column, row.meaning))
    if not meaning.counted and context.counted and "several" not in context.marks:
        meaning = unite(
            (
                context._replace(nature=None, level="", narrow=NONE, attribute="", residue="", time="", marks=NONE),
                meaning,
            )
        )
    if meaning.residue or meaning.statistic in NOT_COUNTED or meaning.time == "other" or "plan" in meaning.marks:
        return None
    if not meaning.counted:
        return None
    value = sheet.rows[cell[0]][cell[1]]
    return Fact(area, (header.bottom, cell[1]), meaning, cell, value, (header.bottom, cell[1]))


def _is_area(column: Meaning) -> bool:
    return bool(column.residue) and not (column.measure or column.thing)


def _says_more(meaning: Meaning) -> bool:
    """Tell whether a label says of whom: 公办, 合计."""
    return _narrows(meaning) or "total" in meaning.marks


def _area_over(path: Path, column: Meaning) -> tuple[str, Meaning]:
    """Return the area that a column is of, an empty string for none, and what its other headings mean: 梅厂镇→公办."""
    named = [step for step in path if _is_area(parse(step))]
    if len(named) != 1 or not column.residue:
        return "", column
    return named[0], unite(parse(step) for step in path if step != named[0])


def _column_meanings(sheet: Sheet, header: Header) -> dict[int, Meaning]:
    """Return what the columns mean; 单位 over names of towns is the column of the areas."""
    meanings = {at: column_meaning(path) for at, path in header.paths.items()}
    _name_towns(sheet, header, meanings)
    for at, meaning in meanings.items():
        if bare(header.paths[at][-1]) in _ORDINALS:
            meanings[at] = Meaning(attribute="number")
        elif meaning.attribute == "organisation" and _names_areas(sheet, header, at):
            meanings[at] = meaning._replace(attribute="area")
        elif meaning.attribute == "organisation" and _names_counts(sheet, header, at):
            meanings[at] = meaning._replace(attribute="indicator")
        elif (meaning.counted or _is_area(meaning)) and _holds_figures(sheet, header, at):
            meanings[at] = meaning._replace(marks=meaning.marks | {"figures"})
    return meanings


def _name_towns(sheet: Sheet, header: Header, meanings: dict[int, Meaning]) -> None:
    """Let the last of two columns of areas, 区县 | 镇街, name them."""
    plain = (at for at, meaning in meanings.items() if not meaning.residue and meaning.statistic not in NOT_COUNTED)
    areas = [at for at in plain if meanings[at].attribute == "area"]  # 镇均 names none
    for at in areas[:-1]:
        texts = {sheet.rows[row][at] for row in range(header.bottom + 1, len(sheet.rows))}
        finer = {sheet.rows[row][areas[-1]] for row in range(header.bottom + 1, len(sheet.rows))}
        if len(texts) < len(finer):
            meanings[at] = meanings[at]._replace(attribute="other_text")


def _holds_figures(sheet: Sheet, header: Header, at: int) -> bool:
    """Tell whether most of what stands below a heading are figures."""
    values = [row[at] for row in sheet.rows[header.bottom + 1 :] if row[at] != ""]
    return 2 * sum(map(is_figure, values)) > len(values)


def _names_areas(sheet: Sheet, header: Header, at: int) -> bool:
    """Tell whether names stand below a heading, and not 人, 所 or 个."""
    texts = (row[at] for row in sheet.rows[header.bottom + 1 :])
    return any(isinstance(text, str) and parse(text).residue and bare(text) not in _DITTO for text in texts)


def _names_counts(sheet: Sheet, header: Header, at: int) -> bool:
    """Tell whether what is counted, or of whom, stands below a heading: 单位 over 园数, 公办, and the names of towns beside it."""
    return any(
        isinstance(row[at], str) and _counts_or_divides(parse(row[at])) for row in sheet.rows[header.bottom + 1 :]
    )


def _counts_or_divides(label: Meaning) -> bool:
    return label.understood and not label.attribute and bool(label.counted or label.nature)


def _figured(sheet: Sheet, start: int, end: int, columns: dict[int, Meaning]) -> Iterator[int]:
    return (at for at in range(start, end) if any(True for _ in _figures(sheet, at, columns)))


def _figures(sheet: Sheet, row: int, columns: dict[int, Meaning]) -> Iterator[int]:
    """Yield the columns of a row that hold a figure, or an error or a formula in the place of one."""
    for column, value in enumerate(sheet.rows[row]):
        meaning = columns.get(column, NOTHING)
        if not meaning.residue and meaning.attribute in (_NO_LABEL - {"figure"}) | _OF_AREAS:
            continue
        unread = (row, column) in sheet.errors or (row, column) in sheet.no_result
        if is_figure(value) or unread or _is_unreadable(value, meaning):
            yield column


def _is_unreadable(value: Value, column: Meaning) -> bool:
    """Tell whether a text stands where figures do: 约20, 一百. A dash stands for nothing, a word of headings for itself."""
    return (
        "figures" in column.marks
        and isinstance(value, str)
        and not is_blank(value)
        and bare(value) not in _DITTO
        and bool(parse(value).residue)
    )


def is_figure(value: Value) -> bool:
    """Tell whether a cell holds a number, also one typed as text."""
    if value.__class__ in (int, float):
        return True
    return (
        value.__class__ is str
        and value != ""
        and normaliser(Summary, "enrolled", False)(value).__class__ in (int, float)  # noqa: FBT003 - no dates
    )


def _row(sheet: Sheet, at: int, columns: dict[int, Meaning]) -> _Row:
    """Return what the texts of a row say: the area by its column or by being no word at all, the others united.

    The heading of a column of labels speaks for its rows: 常住适龄人口 over 3岁, 4岁, 5岁.
    """
    said: list[Meaning] = []
    area, label, whole = None, None, False
    for column, value in enumerate(sheet.rows[at]):
        if not isinstance(value, str) or not _is_label(value) or is_foreign(value):
            continue
        heading = columns.get(column, NOTHING)
        if _is_no_label(heading):
            said += [Meaning(unit="万人")] if bare(value) == "万人" else []
            continue
        if _is_unreadable(value, heading):
            continue
        meaning = parse(value)
        whole = whole or (heading.attribute in _OF_AREAS and not meaning.residue and not meaning.says)
        if meaning.understood and (meaning.attribute not in _OF_AREAS or meaning.counted):
            said += [heading._replace(attribute=""), meaning] if heading.counted else [meaning]
        elif area is None and meaning.residue and _may_name_area(heading):
            area, label = _GROUP if "total" in meaning.marks else value.strip(), (at, column)
        label = label or (at, column)
    united = unite(said)._replace(residue="")
    marks = frozenset[str]().union(*(each.marks for each in said))
    return _Row(united._replace(marks=marks), area, label or (at, 0), whole)


def _may_name_area(heading: Meaning) -> bool:
    return not heading.counted and (heading.attribute in _OF_AREAS | {"", "indicator", "year"} or bool(heading.residue))


# --- facts to a table ---------------------------------------------------------------------------------------------


def table_of(facts: Facts, draft: Draft) -> Table | None:
    """Return the facts as a summary with one row an area, None where they give no field of one."""
    sheet, current = facts.sheet, _disjoint(list(_current(facts.found)))
    fields: dict[str | None, dict[str, Fact]] = {}
    for fact in (*current, *_partitioned(current, sheet, draft), *_wholes(current, sheet, draft)):
        name = field_of(Summary, fact.meaning._replace(time="", marks=fact.meaning.marks - {"total"}))
        if name:
            kept = _in_people(fact, name, facts.sheet, draft)
            _keep(fields.setdefault(fact.area, {}), name, kept, facts, draft)
    areas: dict[str | None, dict[str, Fact]] = {area: row for area, row in fields.items() if area is not None}
    total = fields.get(None, {})
    if not areas and total:
        areas = _by_urban_kind(current, total, sheet) or areas
    if areas or not total:
        return _table(facts, areas, total) if areas else None
    return _table(facts, {_label(facts.sheet, total): total}, {})


def _is_total(label: str | None) -> bool:
    return label is None or "total" in parse(label).marks or not parse(label).residue


def _label(sheet: Sheet, total: dict[str, Fact]) -> str | None:
    """Return the label of a total that stands for itself, where it is one: 总计, 全区."""
    labels = (sheet.rows[fact.label[0]][fact.label[1]] for fact in total.values())
    totals = (text for text in labels if isinstance(text, str) and "total" in parse(text).marks)
    text = next(totals, None)
    return text.strip() if text and not parse(text).counted and not parse(text).attribute else None


def _current(found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts of the latest time that is named; what names none stands, and goes before what names one."""
    dated = {fact.meaning.time for fact in found if fact.meaning.time[:1].isdigit()}
    latest = max(dated, default="")
    plain = {_undated(fact) for fact in found if fact.meaning.time not in dated}
    return (
        fact
        for fact in found
        if fact.meaning.time not in dated or (fact.meaning.time == latest and _undated(fact) not in plain)
    )


def _is_group_of(one: Fact, other: Fact, facts: Facts) -> bool:
    """Tell whether two total columns of a table with its towns across are a group's and all towns': 小计 | 总计."""
    towns_across = any(fact.area is not None and fact.label[0] == facts.bottom for fact in facts.found)
    return towns_across and one.area is None and one.cell[0] == other.cell[0] and one.cell[1] != other.cell[1]


def _undated(fact: Fact) -> tuple[str | None, Meaning]:
    return fact.area, fact.meaning._replace(time="", marks=NONE, statistic="", unit="", thing="", attribute="")


def _disjoint(found: list[Fact]) -> list[Fact]:
    """Read 普惠 between 公办 and 非普惠 as the inclusive private ones, where the three make the whole or stand for it."""
    inclusive = {
        id(fact)
        for group in _by_measure(found)
        if _sum(parts := _said(group, ("public", "inclusive", "not_inclusive"))) is not None and len(parts) == _THREE
        for whole in [_said(group, ("all",))]
        if not whole or figure(whole[0].value) == _sum(parts) or _number(parts[0].value) > _number(parts[1].value)
        for fact in group
        if fact.meaning.nature == NATURES["inclusive"]
    }
    own = NATURES["inclusive_private"]
    return [
        fact._replace(meaning=fact.meaning._replace(nature=own)) if id(fact) in inclusive else fact for fact in found
    ]


def _said(group: Sequence[Fact], natures: Sequence[str]) -> list[Fact]:
    """Return the facts of some natures, each once; what names none is of all."""
    own = {fact.meaning.nature or NATURES["all"]: fact for fact in reversed(group) if not fact.meaning.sponsor}
    return [own[NATURES[nature]] for nature in natures if NATURES[nature] in own]


def _in_people(fact: Fact, name: str, sheet: Sheet, draft: Draft) -> Fact:
    """Return a fact as it counts people, where its heading, its row or a line at the top says 万人."""
    unit = fact.meaning.unit
    if described(Summary)[name].unit != "人" or not (unit == "万人" or (not unit and has_ten_thousands(sheet))):
        return fact
    draft.remarks.append(Remark(Flaw.SCALED, sheet.name, sheet.cell(*fact.cell), name))
    return fact._replace(value=scaled(normaliser(Summary, name, False)(fact.value), WAN))  # noqa: FBT003 - no dates


def _keep(row: dict[str, Fact], name: str, fact: Fact, facts: Facts, draft: Draft) -> None:
    """Keep the first fact of a field; another figure for it is a contradiction and leaves it unknown."""
    known = row.setdefault(name, fact)
    if _is_group_of(known, fact, facts):
        row[name] = max(known, fact, key=lambda each: _number(each.value))
    elif known.value != fact.value:
        sheet = facts.sheet
        draft.remarks.append(
            Remark(
                Flaw.HEADING_CONFLICT,
                sheet.name,
                sheet.cell(*known.cell),
                name,
                str(known.area or ""),
                (sheet.cell(*fact.cell),),
            )
        )
        row[name] = known._replace(value="")


def _partitioned(found: Sequence[Fact], sheet: Sheet, draft: Draft) -> Iterator[Fact]:
    """Yield the natures that sponsors come to, where all of them together make their total: 教育部门 + 集体 + 民办."""
    groups: dict[tuple[str | None, str, Cell], list[Fact]] = {}
    for fact in found:
        if not (fact.meaning.narrow or fact.meaning.level or fact.meaning.age):
            groups.setdefault((fact.area, fact.meaning.counted, fact.head), []).append(fact)
    for group in groups.values():
        total = next((fact for fact in group if fact.meaning.nature is None), None)
        parts = [fact for fact in group if fact.meaning.nature is not None and "among" not in fact.meaning.marks]
        if total is None or not any(fact.meaning.sponsor for fact in parts) or _sum(parts) != figure(total.value):
            continue
        for nature in ("public", "private"):
            own = [fact for fact in parts if fact.meaning.nature == NATURES[nature]]
            if own and any(fact.meaning.sponsor for fact in own):
                yield _added(own, own[0].meaning._replace(nature=NATURES[nature], sponsor=NONE), sheet, draft)


def _by_measure(found: Sequence[Fact]) -> Iterable[list[Fact]]:
    """Return the facts of each area that count one thing: they differ by nature."""
    groups: dict[tuple[str | None, str, str, frozenset[str]], list[Fact]] = {}
    for fact in found:
        if not fact.meaning.age:
            what = fact.meaning
            groups.setdefault((fact.area, what.counted, what.level, what.narrow), []).append(fact)
    return groups.values()


def _wholes(found: Sequence[Fact], sheet: Sheet, draft: Draft) -> Iterator[Fact]:
    """Yield what the natures of an area come to where no total is stated and none of them is missing.

    One that is no number stands for the sum, so that it is told where it stands.
    """
    for group in _by_measure(found):
        if any(fact.meaning.nature in (None, NATURES["all"]) for fact in group):
            continue
        parts = _every_nature(group)
        if not parts:
            continue
        strange = [part for part in parts if not is_figure(part.value)]
        meaning = parts[0].meaning._replace(nature=None)
        if strange:
            yield strange[0]._replace(meaning=meaning)
            continue
        yield _added(parts, meaning, sheet, draft)


def _added(parts: Sequence[Fact], meaning: Meaning, sheet: Sheet, draft: Draft) -> Fact:
    """Return the sum of facts as one that stands in all their cells, and say so."""
    whole, cells = sum(_number(part.value) for part in parts), [sheet.cell(*part.cell) for part in parts]
    draft.normalised.append(Normalised(sheet.name, cells[0], "+".join(cells), str(whole)))
    return parts[0]._replace(meaning=meaning, value=whole, parts=tuple((part.cell, part.value) for part in parts))


def _every_nature(group: Sequence[Fact]) -> list[Fact]:
    """Return the facts that are all natures, each once: 公办 and 民办, or the three; none where one is missing."""
    for natures in _PARTITIONS:
        parts = _said(group, natures)
        if len(parts) == len(natures):
            return parts
    return []


def _number(value: Value) -> int | float:
    read = normaliser(Summary, "enrolled", False)(value)  # noqa: FBT003 - no dates
    return read if isinstance(read, int | float) else 0


def _sum(facts: Iterable[Fact]) -> Any:
    values = [figure(fact.value) for fact in facts]
    return sum(value for value in values if value is not None) if None not in values else None


def _by_urban_kind(found: Sequence[Fact], total: dict[str, Fact], sheet: Sheet) -> dict[str | None, dict[str, Fact]]:
    """Return 城区, 镇区 and 乡村 as areas where they add up to the total."""
    areas: dict[str | None, dict[str, Fact]] = {}
    for fact in found:
        label = sheet.rows[fact.label[0]][fact.label[1]]
        kinds = (
            fact.meaning.narrow & _URBAN if not parse(str(label)).counted else NONE
        )  # 园数-城区 is a figure of a town
        name = field_of(Summary, fact.meaning._replace(narrow=fact.meaning.narrow - _URBAN, time="")) if kinds else None
        if name:
            areas.setdefault(next(iter(kinds)), {}).setdefault(name, fact)
    for name, fact in total.items():
        parts = [row[name] for row in areas.values() if name in row]
        if parts and _sum(parts) != figure(fact.value):
            return {}
    return areas


def _table(facts: Facts, rows: dict[str | None, dict[str, Fact]], total: dict[str, Fact]) -> Table:
    sheet, named = facts.sheet, set(rows) != {None}
    order = [name for name in Summary.model_fields if any(name in row for row in (*rows.values(), total))]
    columns = tuple(
        Column(name, _VIRTUAL + at, described(Summary)[name].heading.zh, SURE)
        for at, name in enumerate(["area", *order] if named else order)
    )
    table = Table("summary", sheet.name, (facts.top + 1, facts.bottom + 1), columns)
    for number, (area, row) in enumerate(rows.items(), _VIRTUAL):
        table.numbers.append(number)
        table.rows.append(_values(columns, area, row, sheet))
        _move(table, number, row, sheet)
    if total:
        number = table.numbers[-1] + 1
        table.totals.append(StatedTotal(number, "合计", "total", _values(columns, None, total, sheet), (0, len(rows))))
        _move(table, number, total, sheet)
    for column in columns:
        head = next((row[column.field].head for row in rows.values() if column.field in row), (facts.bottom, 0))
        for line in table.header:
            table.moved[line, column.at] = sheet.cell(*head)
    table.lone_total = len(rows) == 1 and not total and _is_total(next(iter(rows)))
    last = max(fact.cell[0] for fact in facts.found)
    ends = [fact.cell[1] for fact in facts.found]
    table.range = f"{sheet.cell(facts.top, 0)}:{sheet.cell(last, max(ends))}"
    return table


def _values(columns: tuple[Column, ...], area: str | None, row: dict[str, Fact], sheet: Sheet) -> tuple[Any, ...]:
    return tuple(
        _area_text(area, row, sheet) if column.field == "area" else _value(column.field, row) for column in columns
    )


def _area_text(area: str | None, row: dict[str, Fact], sheet: Sheet) -> str | None:
    if area is None:
        return None
    label = next(iter(row.values())).label
    text = sheet.rows[label[0]][label[1]] if label[1] < len(sheet.rows[label[0]]) else area
    return bare(str(text)) and str(text).strip() if area in _URBAN else area


def _value(name: str, row: dict[str, Fact]) -> Any:
    return normaliser(Summary, name, False)(row[name].value) if name in row else None  # noqa: FBT003 - no dates


def _move(table: Table, number: int, row: dict[str, Fact], sheet: Sheet) -> None:
    for column in table.columns:
        if column.field in row:
            fact = row[column.field]
            table.moved[number, column.at] = sheet.cell(*fact.cell)
            if fact.parts:
                read = normaliser(Summary, column.field, False)  # noqa: FBT003 - no dates
                table.parts[number, column.at] = tuple((sheet.cell(*cell), read(value)) for cell, value in fact.parts)
        elif row:
            table.moved[number, column.at] = sheet.cell(*next(iter(row.values())).label)
