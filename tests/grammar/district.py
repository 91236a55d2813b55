"""The rosters of several towns in one workbook."""

from collections.abc import Sequence
from dataclasses import replace

from tests.grammar import words
from tests.grammar.canvas import Book
from tests.grammar.columns import coded, roster_columns, without_nature
from tests.grammar.drawing import Draw
from tests.grammar.facts import Town, draw_towns, whole
from tests.grammar.faults import Plant, plant
from tests.grammar.headings import carried_by, different, dressed
from tests.grammar.keying import drawn_typing
from tests.grammar.lines import Labels, Structure, drawn_labels, written_once
from tests.grammar.natures import IN_THE_ROW, Evidence, drawn_evidence
from tests.grammar.surroundings import footed, merge_down, merge_labels, titled
from tests.grammar.table import Column, Line, Style, drawn_style, lay
from tests.grammar.truth import Truth, truth_of


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
    without_nature(truth, evidence, towns)
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
        sums = self.draw.rather("sums", {"none": 3, "total last": 3, "total first": 1, "subtotals after": 1})
        for number, town in enumerate(self.towns, 1):
            sheet = self.book.sheet(town.name if "sheet name" in says else f"表{number}")
            title = f"{town.name}{self.title}" if "title" in says else self.title
            above = [[f"填报单位：{town.name}    报表月份：2024年3月"]] if "line" in says else []
            top = titled(self.draw, sheet, title.replace("全区", "").replace("武清区", ""), above)
            lines = coded(Structure(self.draw, self.evidence, self.labels).lines(sums, town.kindergartens))
            footed(self.draw, sheet, lay(sheet, top, self.columns, lines, self.style).bottom)

    def stacked(self) -> None:
        """Each town has its own title and its own headings, on one sheet."""
        sheet = self.book.sheet("全区")
        top = titled(self.draw, sheet, self.title, [])
        sums = self.draw.rather("sums", {"none": 3, "total last": 3})
        says = self.draw.one(("{}幼儿园名册", "填报单位：{}", "{}", "{}2024年3月幼儿园情况表"))
        for town in self.towns:
            sheet.put(top, 0, says.format(town.name))
            lines = Structure(self.draw, self.evidence, self.labels).lines(sums, town.kindergartens)
            table = lay(sheet, top + 1, self.columns, coded(lines), self.style)
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
        planted = plant(self.draw, coded(lines), self.columns) if how == "column" else Plant(lines)
        sheet = self.book.sheet("全区")
        table = lay(sheet, titled(self.draw, sheet, self.title, []), self.columns, planted.lines, self.style)
        if planted.key:
            planted.noted(truth, table, planted.lines[planted.line].group.kindergartens[0].town)
        if how == "column, written once":
            merge_down(self.draw, table, "town")
        merge_labels(self.draw, table)
        footed(self.draw, sheet, table.bottom)

    def _town_sum(self, town: Town, *, column: bool) -> Line:
        line = self.labels.line(
            "subtotal", self.draw.one(("小计", f"{town.name}小计", f"{town.name}合计")), whole([town])
        )
        return line.said(town=town.name) if column else line
