"""Rosters: a row a kindergarten, of one town or of several, on one sheet or on many."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tests.grammar import words
from tests.grammar.campus import with_sites
from tests.grammar.canvas import Book, Sheet
from tests.grammar.columns import coded, roster_columns, without_nature
from tests.grammar.covers import town_context
from tests.grammar.drawing import Draw
from tests.grammar.facts import Group, Kindergarten, Town, draw_towns, whole
from tests.grammar.faults import Plant, plant
from tests.grammar.headings import carried_by, different, dressed
from tests.grammar.keying import drawn_typing
from tests.grammar.lines import SUMS, Labels, Structure, drawn_labels, stray_lines
from tests.grammar.natures import Evidence, drawn_evidence
from tests.grammar.surroundings import footed, merge_down, merge_labels, titled
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
_ARRANGEMENTS: Final = {
    "one table": 8,
    "staff on another sheet": 1.2,
    "staff below": 0.8,
    "staff beside": 0.6,
    "figures on another sheet": 0.6,
    "classes on another sheet": 0.4,
    "on its side": 0.5,
}
_OTHER_SHEETS: Final = {"none": 12, "notes": 1, "empty": 0.5, "copy": 0.5, "last year": 0.8, "summary": 0.8}


def _sums(draw: Draw, evidence: Evidence) -> str:
    grouped = evidence.kind in ("sections", "written once")
    return draw.rather("sums", {name: weight for name, weight in SUMS.items() if not grouped or name in _GROUPED})


def _sheet_name(draw: Draw, towns: Sequence[Town]) -> str:
    if draw.features.get("cover") == "sheet name":
        return f"{towns[0].name}{draw.one(('', '名册', '3月'))}"
    return draw.one(("幼儿园名册", "Sheet1", "名册", "基本情况", "幼儿园情况", "表1", "明细"))


def one_town(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw the roster of one town."""
    book, evidence = Book(), drawn_evidence(draw)
    town = _town(draw, profile, several_natures=evidence.kind in ("sheets", "titles"))
    context = town_context(draw, book, town, profile, draw.one(words.TITLES))
    index = draw.chance(0.7)
    own = draw.flag("town column in a town's roster", 0.25)
    named, counted = roster_columns(draw, [town], evidence, town=own, index=index)
    columns = dressed(draw, different([*named, *counted]))
    carried = carried_by(columns) | evidence.carried | context.carried
    truth = truth_of([town], carried, profile)
    without_nature(truth, evidence, [town])
    labels = drawn_labels(draw, evidence, ["index"] * index)
    style = replace(drawn_style(draw), typing=drawn_typing(draw))
    told = truth_of([town], carried | {"public", "inclusive"}, profile)
    maker = Roster(draw, book, town, evidence, columns, labels, style, context.rows, context.title, told)
    {"sheets": maker.sheet_a_nature, "titles": maker.stacked_by_nature}.get(evidence.kind, maker.arranged)(truth)
    return book, truth


def _town(draw: Draw, profile: str, *, several_natures: bool) -> Town:
    """Draw a town; where the sheets tell the natures it has several: a single sheet would be a list of one kind."""
    while True:
        [town] = draw_towns(draw.rng, profile, 1)
        if not several_natures or len({each.nature for each in town.kindergartens}) > 1:
            return town


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
        told: Truth,
    ) -> None:
        """Take what was drawn; `told` is the truth where section rows tell the natures (design §3)."""
        self.draw, self.book, self.town, self.evidence, self.columns = draw, book, town, evidence, columns
        self.labels, self.style, self.above, self.title, self.told = labels, style, above, title, told

    def _lines(self, kindergartens: Sequence[Kindergarten], sums: str, *, town: str) -> list[Line]:
        lines = Structure(self.draw, self.evidence, self.labels, town).lines(sums, kindergartens)
        return coded(lines)

    def arranged(self, truth: Truth) -> None:
        """One table, or its columns in two, or lying on its side."""
        sums = _sums(self.draw, self.evidence)
        if sums.startswith("section"):
            truth.areas, truth.total, truth.say, truth.allow = self.told.areas, self.told.total, "", self.told.allow
        how = self._arrangement(sums)
        lines = self._lines(self.town.kindergartens, sums, town=self.town.name)
        if how != "on its side":
            lines = with_sites(self.draw, lines)
            lines = stray_lines(self.draw, lines, self.labels, self.town.kindergartens)
        planted = plant(self.draw, lines, self.columns) if how in ("one table", "on its side") else Plant(lines)
        sheet = self.book.sheet(_sheet_name(self.draw, [self.town]))
        top = titled(self.draw, sheet, self.title, self.above)
        table = self._laid(sheet, top, planted.lines, how)
        planted.noted(truth, table, self.town.name)
        if self.evidence.kind == "written once" and not table.turned:
            merge_down(self.draw, table, "nature")
        if how == "one table":
            merge_labels(self.draw, table)
            footed(self.draw, sheet, table.bottom)
            if not planted.key:
                self._another_sheet(truth, table)

    def _arrangement(self, sums: str) -> str:
        """Draw an arrangement that the columns have room for."""
        how = self.draw.rather("arrangement", _ARRANGEMENTS)
        apart = [each for each in self.columns if _apart(how, each)]
        rest = [each for each in self.columns if each not in apart and each.count]
        fits = apart and (rest or how.startswith("figures"))
        if how == "on its side":
            fits = sums in ("none", "total last", "total first") and self.evidence.kind != "sections"
        self.draw.features["arrangement"] = how if fits else "one table"
        return self.draw.features["arrangement"]

    def _laid(self, sheet: Sheet, top: int, lines: list[Line], how: str) -> Table:
        if how == "one table":
            return lay(sheet, top, self.columns, lines, self.style)
        if how == "on its side":
            flat = Sheet("")
            table = lay(flat, 0, self.columns, lines, self.style)
            sheet.paste(flat.turned(), top, 0)
            return Table(sheet, table.columns, table.lines, top, top, table.first, turned=True)
        apart = [each for each in self.columns if _apart(how, each)]
        again = [each for each in self.columns if each.key in ("index", "name")]
        table = lay(sheet, top, [each for each in self.columns if each not in apart], lines, self.style)
        if how == "staff beside":
            lay(sheet, top, [again[-1], *apart], lines, self.style, left=sheet.right + self.draw.one((0, 1)))
            return table
        title = (
            self.draw.one(("幼儿园教职工情况表", "教职工基本情况", "幼儿园教职工数"))
            if "staff" in how
            else "幼儿园情况表（二）"
        )
        name = (
            self.draw.one(("教职工", "教职工情况", "Sheet2"))
            if "staff" in how
            else self.draw.one(("表2", "Sheet2", "班级与人数"))
        )
        below = sheet if how == "staff below" else self.book.sheet(name)
        at = titled(self.draw, below, title, [], top=table.bottom + self.draw.one((1, 2)) if below is sheet else 0)
        if below is not sheet and all(line.kind == "data" for line in lines) and self.draw.flag("another order", 0.3):
            lines = self.draw.rng.sample(lines, len(lines))
        lay(below, at, [*again, *apart], lines, self.style)
        return table

    def _another_sheet(self, truth: Truth, table: Table) -> None:
        """Add a sheet that is no return, or says the same again, or is of another year."""
        what = self.draw.pick("another sheet", _OTHER_SHEETS)
        if what == "notes":
            sheet = self.book.sheet("填表说明")
            for row, text in enumerate(("填表说明", "1.在园幼儿数按实际填写。", "2.教职工数含园长，共7类岗位。")):
                sheet.put(row, 0, text)
        elif what == "empty":
            self.book.sheet("Sheet3")
        elif what == "copy":
            copied = self.book.sheet(f"{table.sheet.name} (2)")
            copied.paste(table.sheet, 0, 0)
            truth.allow |= {"PM127"}
        elif what == "last year":
            sheet = self.book.sheet(self.draw.one(("2023年", "去年同期", "2023年3月", "上年")))
            lines = [replace(line, worth=lambda value: max(0, value - value // 12)) for line in table.lines]
            lay(sheet, titled(self.draw, sheet, f"2023年{self.title}", []), self.columns, lines, self.style)
            truth.allow |= {"PM127", "PM140"}
        elif what == "summary":
            self._summary()

    def _summary(self) -> None:
        """A summary of the town beside its roster: the two agree."""
        group = whole([self.town])
        columns = [
            Column((head,), key)
            for head, key in (("园所数", "kindergartens"), ("在园幼儿数", "enrolled"), ("教职工数", "staff"))
        ]
        if self.draw.features.get("sites") == "own rows":
            del columns[0]  # whether a site is a kindergarten more, nobody says
        line = Line("data", group, {"town": self.town.name})
        sheet = self.book.sheet("汇总表")
        lay(
            sheet,
            titled(self.draw, sheet, "学前教育情况汇总表", []),
            [Column(("镇街",), "town", count=False), *columns],
            [line],
            Style(),
        )

    def sheet_a_nature(self, truth: Truth) -> None:
        """A sheet for the public kindergartens, one for the private ones of each kind."""
        self._without_public(truth)
        names = self.draw.one(
            (
                {"public": "公办园", "inclusive": "普惠性民办园", "other": "非普惠性民办园"},
                {"public": "公办", "inclusive": "普惠民办", "other": "非普惠民办"},
                {"public": "公办幼儿园名册", "inclusive": "普惠性民办幼儿园名册", "other": "非普惠性民办幼儿园名册"},
            )
        )
        sums = self.draw.rather("sums", {"none": 3, "total last": 3, "total first": 1})
        for nature, name in names.items():
            members = Group(self.town.kindergartens).of(nature).kindergartens
            if not members:
                continue
            area = self.town.name if self.draw.features["cover"] == "sheet name" else ""
            sheet = self.book.sheet(area + name)
            top = titled(self.draw, sheet, self.title, self.above)
            table = lay(sheet, top, self.columns, self._lines(members, sums, town=""), self.style)
            footed(self.draw, sheet, table.bottom)

    def _without_public(self, truth: Truth) -> None:
        """Lists of private kindergartens alone do not say that there are no public ones: asked about, or known (design §3)."""
        if not whole([self.town]).count("kindergartens", "public"):
            truth.allow |= {"PM148"}
            for figures in (*truth.areas.values(), truth.total):
                figures |= {indicator: (*want, None) for indicator, want in figures.items()}

    def stacked_by_nature(self, truth: Truth) -> None:
        """Tables one below the other, each with its own title that says the nature, and its own headings."""
        self._without_public(truth)
        sheet = self.book.sheet(_sheet_name(self.draw, [self.town]))
        top = titled(self.draw, sheet, self.title, self.above)
        sums = self.draw.rather("sums", {"none": 3, "total last": 3})
        pattern = self.draw.one(("{}幼儿园名册", "{}幼儿园基本情况", "{}幼儿园情况表", "{}幼儿园"))
        for nature, word in (("public", "公办"), ("inclusive", "普惠性民办"), ("other", "非普惠性民办")):
            members = Group(self.town.kindergartens).of(nature).kindergartens
            if members:
                sheet.put(top, 0, pattern.format(word))
                table = lay(sheet, top + 1, self.columns, self._lines(members, sums, town=""), self.style)
                top = table.bottom + self.draw.one((0, 1, 2))


def _apart(how: str, column: Column) -> bool:
    """Tell whether a column goes into the second table."""
    if "staff" in how:
        return _of_staff(column)
    if how.startswith("classes"):
        return column.count and column.key.startswith("classes")
    return how.startswith("figures") and column.count


def _of_staff(column: Column) -> bool:
    keys = ("staff", "permanent", "contract", "female_staff", "graduate", "substitute", "care_", "health", "principals", "teachers", "administrative", "auxiliary", "service_", "other_staff")  # fmt: skip
    return column.count and column.key.startswith(keys)
