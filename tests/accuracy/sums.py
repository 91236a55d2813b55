"""The rows of a roster that are none: stated sums, titles of sections, numbers of columns."""

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.grid import a1
from preschool_metrics.model.returns import Kindergarten
from tests.accuracy.book import Content, Formula
from tests.accuracy.choose import Chooser
from tests.accuracy.drawn import Roster
from tests.accuracy.rows import Row


def draw_numbers(roster: Roster, at: int, style: str) -> None:
    columns = sorted([*roster.columns.at.values(), *roster.columns.others.values()])
    for number, column in enumerate(columns, 1):
        roster.page.put(at, column, _numbering(style, number, len(columns)))


def _numbering(style: str, number: int, of: int) -> Content:
    if style == "1":
        return number
    if style == "①" and of <= 20:
        return chr(ord("①") + number - 1)
    if style == "甲":
        return "甲乙"[number - 1] if number < 3 else number - 2
    return style.replace("1", str(number)) if style != "①" else number


def draw_sum(choose: Chooser, roster: Roster, at: int, row: Row, *, sums: bool) -> None:
    """Draw a section's title, or stated sums under what is counted; sums of sums are numbers, never formulas."""
    roster.page.put(at, roster.columns.label, row.text)
    if row.kind == "section" and choose.chance(40):
        roster.page.merge(at, roster.columns.lefts[0], at, roster.columns.right)
    if row.kind in ("section", "blank"):
        return
    holding = [number for number in roster.data_rows() if roster.rows[number].members[0] in row.members]
    for name, column in roster.columns.at.items():
        if described(Kindergarten)[name].unit:
            roster.page.put(at, column, _sum(roster, holding, name, sums=sums))
    others = [name for name in ("nature", "area") if name in roster.columns.at]
    if others and choose.chance(10):
        roster.page.put(at, roster.columns.at[others[0]], choose.pick(("—", "/")))


def _sum(roster: Roster, holding: list[int], name: str, *, sums: bool) -> Content:
    column = roster.columns.at[name]
    values = [roster.truth[at][name].value or 0 for at in holding]
    total = sum(values)  # type: ignore[arg-type]  # what has a unit is a number
    plain = [isinstance(roster.page.cells.get((at, column)), int | float | Formula) for at in holding]
    if not sums or not all(plain):
        return int(total) if float(total).is_integer() else total
    runs = ",".join(_runs(holding, column))
    return Formula(f"=SUM({runs})", total)


def _runs(rows: list[int], column: int) -> list[str]:
    """Return the ranges that cover rows of a column."""
    firsts = [at for at in rows if at - 1 not in rows]
    lasts = [at for at in rows if at + 1 not in rows]
    return [f"{a1(first, column)}:{a1(last, column)}" for first, last in zip(firsts, lasts, strict=True)]
