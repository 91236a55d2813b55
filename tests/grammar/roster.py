"""Rosters: a row a kindergarten, of one town or of several, on one sheet or on many."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from tests.grammar import words
from tests.grammar.campus import with_sites
from tests.grammar.canvas import Book, Sheet
from tests.grammar.covers import town_context
from tests.grammar.drawing import Draw
from tests.grammar.facts import Group, Kindergarten, Town, draw_towns, whole
from tests.grammar.faults import Plant, plant
from tests.grammar.headings import carried_by, children_block, classes_block, different, dressed, staff_block
from tests.grammar.keying import drawn_typing
from tests.grammar.lines import SUMS, Labels, Structure, drawn_labels, stray_lines, written_once
from tests.grammar.natures import IN_THE_ROW, Evidence, drawn_evidence
from tests.grammar.surroundings import footed, merge_down, titled
from tests.grammar.table import Column, Line, Style, Table, drawn_style, lay
from tests.grammar.truth import Truth, truth_of

_GROUPED: Final = (
    "none",
    "total last",
    "subtotals after",
    "subtotals before",
    "sections with sums",
    "nested",
    "total first",
)
_ARRANGEMENTS: Final = {"one table": 8, "staff on another sheet": 1.2, "staff below": 0.8, "staff beside": 0.6}


def _rates(draw: Draw) -> list[Column]:
    """Columns that are never a count: rates, ratios, means."""
    makers: list[tuple[tuple[str, ...], Callable[[Group], str | float | None]]] = [
        (("师幼比", "教职工与幼儿比", "师生比"), lambda group: _ratio(group, "staff")),
        (("平均班额", "班额", "班均人数"), lambda group: _mean(group, "classes")),
        (("保教人员与幼儿比",), lambda group: _ratio(group, "care_teaching_staff")),
        (("持证率（%）", "教师持证率", "持证比例"), lambda group: _percent(group, "teachers_certified", "teachers")),
    ]
    if not draw.flag("rates beside counts", 0.15):
        return []
    heads, tells = draw.one(makers)
    return [Column((draw.one(heads),), "rate", tells=tells)]


def _ratio(group: Group, key: str) -> str | None:
    return f"1:{group.count('enrolled') / group.count(key):.1f}" if group.count(key) else None


def _mean(group: Group, key: str) -> float | None:
    return round(group.count("enrolled") / group.count(key), 1) if group.count(key) else None


def _percent(group: Group, part: str, of: str) -> float | None:
    return round(100 * group.count(part) / group.count(of), 2) if group.count(of) else None


def _things(draw: Draw) -> list[Column]:
    """Columns that nobody counts: areas, codes, remarks."""
    columns = [Column((draw.one(words.THINGS[key]),), key) for key in words.THINGS if draw.chance(0.06)]
    if draw.chance(0.2):
        columns.append(Column((draw.one(("备注", "备 注", "说明")),), "remark", count=False))
    if draw.chance(0.1):
        columns.append(Column((draw.one(("标识码", "机构标识码", "学校标识码")),), "code", count=False))
    return columns


def roster_columns(
    draw: Draw, towns: Sequence[Town], evidence: Evidence, *, town: bool, index: bool
) -> tuple[list[Column], list[Column]]:
    """Return the columns that name a row, and those that count it, in a drawn order."""
    group = whole(towns)
    front = [Column((draw.one(words.INDEX_HEADINGS),), "index", count=False)] if index else []
    named = [Column((draw.one(words.NAME_HEADINGS),), "name", count=False)]
    if town:
        at = draw.one((0, 0, 1))
        named.insert(
            at, Column((draw.one([each for each in words.TOWN_HEADINGS if each != "单位"]),), "town", count=False)
        )
    blocks = [
        evidence.figures or children_block(draw, group),
        classes_block(draw, group),
        staff_block(draw),
        _rates(draw),
        _things(draw),
    ]
    blocks = [block for block in blocks if block]
    if draw.flag("blocks in another order", 0.35):
        draw.rng.shuffle(blocks)
    if draw.flag("nature behind the figures", 0.12):
        blocks.append(evidence.columns)
        return [*front, *named], [each for block in blocks for each in block]
    return [*front, *named, *evidence.columns], [each for block in blocks for each in block]


def _codes(lines: Sequence[Line]) -> list[Line]:
    """Give every kindergarten a code of its own."""
    return [
        line.said(code=f"1112{100000 + 37 * index}") if line.kind == "data" else line
        for index, line in enumerate(lines)
    ]


def _sums(draw: Draw, evidence: Evidence) -> str:
    grouped = evidence.kind in ("sections", "written once")
    return draw.pick("sums", {name: weight for name, weight in SUMS.items() if not grouped or name in _GROUPED})


def _sheet_name(draw: Draw, towns: Sequence[Town]) -> str:
    if draw.features.get("cover") == "sheet name":
        return f"{towns[0].name}{draw.one(('', '名册', '3月'))}"
    return draw.one(("幼儿园名册", "Sheet1", "名册", "基本情况", "幼儿园情况", "表1", "明细"))


def one_town(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw the roster of one town."""
    [town] = draw_towns(draw.rng, profile, 1)
    book, evidence = Book(), drawn_evidence(draw)
    context = town_context(draw, book, town, profile, draw.one(words.TITLES))
    index = draw.chance(0.7)
    named, counted = roster_columns(draw, [town], evidence, town=False, index=index)
    columns = dressed(draw, different([*named, *counted]))
    carried = carried_by(columns) | evidence.carried | context.carried
    truth = truth_of([town], carried, profile)
    _without_nature(truth, evidence)
    labels = drawn_labels(draw, evidence, ["index"] * index)
    style = replace(drawn_style(draw), typing=drawn_typing(draw))
    maker = Roster(draw, book, town, evidence, columns, labels, style, context.rows, context.title)
    {"sheets": maker.sheet_a_nature, "titles": maker.stacked_by_nature}.get(evidence.kind, maker.arranged)(truth)
    return book, truth


def _without_nature(truth: Truth, evidence: Evidence) -> None:
    """A roster without evidence of the nature has an error that names what is missing (design §4)."""
    if evidence.kind == "none":
        truth.say = "性质|普惠|公办"
        truth.allow |= {"PM111", "PM213"}
    elif evidence.kind == "public/private only":
        truth.allow |= {"PM111", "PM207", "PM213"}


class Roster:
    """The roster of one town as it goes onto its sheets."""

    def __init__(
        self,
        draw: Draw,
        book: Book,
        town: Town,
        evidence: Evidence,
        columns: list[Column],
        labels: Labels,
        style: Style,
        above: list[list[str]],
        title: str,
    ) -> None:
        self.draw, self.book, self.town, self.evidence, self.columns = draw, book, town, evidence, columns
        self.labels, self.style, self.above, self.title = labels, style, above, title

    def _lines(self, kindergartens: Sequence[Kindergarten], sums: str, *, town: str) -> list[Line]:
        lines = Structure(self.draw, self.evidence, self.labels, town).lines(sums, kindergartens)
        return _codes(lines)

    def arranged(self, truth: Truth) -> None:
        """One table, or one for the children and one for the staff."""
        how = self.draw.pick("arrangement", _ARRANGEMENTS)
        lines = self._lines(self.town.kindergartens, _sums(self.draw, self.evidence), town=self.town.name)
        lines = with_sites(self.draw, lines)
        lines = stray_lines(self.draw, lines, self.labels, self.town.kindergartens)
        planted = plant(self.draw, lines, self.columns) if how == "one table" else Plant(lines)
        sheet = self.book.sheet(_sheet_name(self.draw, [self.town]))
        top = titled(self.draw, sheet, self.title, self.above)
        table, parted = self._laid(sheet, top, planted.lines, how)
        planted.noted(truth, table, self.town.name)
        if self.evidence.kind == "written once":
            merge_down(self.draw, table, "nature")
        if not parted:
            footed(self.draw, sheet, table.bottom)

    def _laid(self, sheet: Sheet, top: int, lines: list[Line], how: str) -> tuple[Table, bool]:
        staff = [each for each in self.columns if _of_staff(each)]
        rest = [each for each in self.columns if not _of_staff(each)]
        if how == "one table" or not staff or not any(each.count for each in rest):
            self.draw.features["arrangement"] = "one table"
            return lay(sheet, top, self.columns, lines, self.style), False
        again = [each for each in self.columns if each.key in ("index", "name")]
        table = lay(sheet, top, rest, lines, self.style)
        if how == "staff beside":
            lay(sheet, top, [again[-1], *staff], lines, self.style, left=sheet.right + self.draw.one((0, 1)))
            return table, True
        title = self.draw.one(("幼儿园教职工情况表", "教职工基本情况", "幼儿园教职工数"))
        below = sheet if how == "staff below" else self.book.sheet(self.draw.one(("教职工", "教职工情况", "Sheet2")))
        at = titled(self.draw, below, title, [], top=table.bottom + self.draw.one((1, 2)) if below is sheet else 0)
        lay(below, at, [*again, *staff], lines, self.style)
        return table, True

    def sheet_a_nature(self, truth: Truth) -> None:
        """A sheet for the public kindergartens, one for the private ones of each kind."""
        del truth
        names = self.draw.one(
            (
                {"public": "公办园", "inclusive": "普惠性民办园", "other": "非普惠性民办园"},
                {"public": "公办", "inclusive": "普惠民办", "other": "非普惠民办"},
                {"public": "公办幼儿园名册", "inclusive": "普惠性民办幼儿园名册", "other": "非普惠性民办幼儿园名册"},
            )
        )
        sums = self.draw.pick("sums", {"none": 3, "total last": 3, "total first": 1})
        for nature, name in names.items():
            members = Group(self.town.kindergartens).of(nature).kindergartens
            if not members:
                continue
            area = self.town.name if self.draw.features["cover"] == "sheet name" else ""
            sheet = self.book.sheet(area + name)
            top = titled(self.draw, sheet, self.title, self.above)
            table = lay(sheet, top, self.columns, self._lines(members, sums, town=""), self.style)
            footed(self.draw, sheet, table.bottom)

    def stacked_by_nature(self, truth: Truth) -> None:
        """Tables one below the other, each with its own title that says the nature, and its own headings."""
        del truth
        sheet = self.book.sheet(_sheet_name(self.draw, [self.town]))
        top = titled(self.draw, sheet, self.title, self.above)
        sums = self.draw.pick("sums", {"none": 3, "total last": 3})
        pattern = self.draw.one(("{}幼儿园名册", "{}幼儿园基本情况", "{}幼儿园情况表", "{}幼儿园"))
        for nature, word in (("public", "公办"), ("inclusive", "普惠性民办"), ("other", "非普惠性民办")):
            members = Group(self.town.kindergartens).of(nature).kindergartens
            if members:
                sheet.put(top, 0, pattern.format(word))
                table = lay(sheet, top + 1, self.columns, self._lines(members, sums, town=""), self.style)
                top = table.bottom + self.draw.one((0, 1, 2))


def _of_staff(column: Column) -> bool:
    keys = ("staff", "permanent", "contract", "female_staff", "graduate", "substitute", "care_", "health", "principals", "teachers", "administrative", "auxiliary", "service_", "other_staff")  # fmt: skip
    return column.count and column.key.startswith(keys)


def several_towns(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a district's roster: a column of towns, a sheet a town, or towns one below the other."""
    towns = draw_towns(draw.rng, profile, draw.rng.randint(2, 4))
    how = draw.fairly(
        "towns", {"column": 4, "column, written once": 2, "sheets": 2, "stacked tables": 1.5, "section rows": 1.5}
    )
    evidence = drawn_evidence(draw, IN_THE_ROW)
    book, title = Book(), draw.one(("武清区", "", "全区")) * (profile == "wuqing-2023") + draw.one(words.TITLES)
    index = draw.chance(0.6)
    named, counted = roster_columns(draw, towns, evidence, town=how.startswith("column"), index=index)
    columns = dressed(draw, different([*named, *counted]))
    truth = truth_of(towns, carried_by(columns) | evidence.carried, profile)
    truth.allow |= set() if how == "sheets" else {"PM112"}
    _without_nature(truth, evidence)
    labels = drawn_labels(draw, evidence, ["index"] * index + ["town"] * how.startswith("column"))
    style = replace(drawn_style(draw), typing=drawn_typing(draw))
    maker = District(draw, book, towns, evidence, columns, labels, style, title)
    if how == "sheets":
        maker.sheet_a_town()
    elif how == "stacked tables":
        maker.stacked()
    else:
        maker.one_list(truth, how)
    return book, truth


class District:
    """The rosters of several towns in one workbook."""

    def __init__(
        self,
        draw: Draw,
        book: Book,
        towns: Sequence[Town],
        evidence: Evidence,
        columns: list[Column],
        labels: Labels,
        style: Style,
        title: str,
    ) -> None:
        self.draw, self.book, self.towns, self.evidence, self.columns = draw, book, towns, evidence, columns
        self.labels, self.style, self.title = labels, style, title

    def sheet_a_town(self) -> None:
        says = self.draw.fairly(
            "sheet of a town says it", {"sheet name": 2, "line and sheet name": 2, "title and sheet name": 1, "line": 1}
        )
        sums = self.draw.pick("sums", {"none": 3, "total last": 3, "total first": 1, "subtotals after": 1})
        for number, town in enumerate(self.towns, 1):
            sheet = self.book.sheet(town.name if "sheet name" in says else f"表{number}")
            title = f"{town.name}{self.title}" if "title" in says else self.title
            above = [[f"填报单位：{town.name}    报表月份：2024年3月"]] if "line" in says else []
            top = titled(self.draw, sheet, title.replace("全区", "").replace("武清区", ""), above)
            lines = _codes(Structure(self.draw, self.evidence, self.labels).lines(sums, town.kindergartens))
            footed(self.draw, sheet, lay(sheet, top, self.columns, lines, self.style).bottom)

    def stacked(self) -> None:
        """Each town has its own title and its own headings, on one sheet."""
        sheet = self.book.sheet("全区")
        top = titled(self.draw, sheet, self.title, [])
        sums = self.draw.pick("sums", {"none": 3, "total last": 3})
        says = self.draw.one(("{}幼儿园名册", "填报单位：{}", "{}", "{}2024年3月幼儿园情况表"))
        for town in self.towns:
            sheet.put(top, 0, says.format(town.name))
            lines = Structure(self.draw, self.evidence, self.labels).lines(sums, town.kindergartens)
            table = lay(sheet, top + 1, self.columns, _codes(lines), self.style)
            top = table.bottom + self.draw.one((0, 1, 2))

    def one_list(self, truth: Truth, how: str) -> None:
        """All towns in one table, each with its own sums if any."""
        sums = self.draw.pick(
            "sums",
            {"none": 4, "total last": 3, "total first": 1, "town subtotals after": 2, "town subtotals before": 1},
        )
        lines: list[Line] = []
        structure = Structure(self.draw, self.evidence, self.labels)
        headed = self.draw.flag("town sections hold the sums", 0.35) if how == "section rows" else False
        sections = self.draw.one(("{town}", "{town}（{size}所）", "{number}、{town}"))
        for number, town in zip("一二三四五", self.towns, strict=False):
            label = sections.format(town=town.name, size=len(town.kindergartens), number=number)
            if how == "section rows":
                lines.append(self.labels.line("section", label, whole([town]), bare=not headed))
            subtotal = self._town_sum(town, column=how.startswith("column"))
            lines += [subtotal] if sums == "town subtotals before" else []
            lines += structure.data(town.kindergartens)
            lines += [subtotal] if sums == "town subtotals after" else []
        total = self.labels.line("total", self.draw.one(words.DISTRICT_TOTALS), whole(self.towns))
        if sums != "none":
            lines = [total, *lines] if sums == "total first" else [*lines, total]
        lines = written_once(lines, "town") if how == "column, written once" else lines
        planted = plant(self.draw, _codes(lines), self.columns) if how == "column" else Plant(lines)
        sheet = self.book.sheet("全区")
        table = lay(sheet, titled(self.draw, sheet, self.title, []), self.columns, planted.lines, self.style)
        if planted.codes:
            planted.noted(truth, table, planted.lines[planted.line].group.kindergartens[0].town)
        if how == "column, written once":
            merge_down(self.draw, table, "town")
        footed(self.draw, sheet, table.bottom)

    def _town_sum(self, town: Town, *, column: bool) -> Line:
        line = self.labels.line(
            "subtotal", self.draw.one(("小计", f"{town.name}小计", f"{town.name}合计")), whole([town])
        )
        return line.said(town=town.name) if column else line
