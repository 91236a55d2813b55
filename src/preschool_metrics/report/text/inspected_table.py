"""What `inspect` prints of one table: its headings, the rows left out, and its stated totals."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.address import column_letters
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Skip, TableKind
from preschool_metrics.model.inspection import SeenHeading, SeenSum, SeenTable, SeenTotal
from preschool_metrics.model.returns import ChildcarePoint, Explanation, Kindergarten, Record, Summary, Task
from preschool_metrics.report.text.layout import GAP, hang, indented
from preschool_metrics.report.text.rows import capped, listed_rows, runs, short
from preschool_metrics.report.text.words import BOLD, DIM, NOT_MET, listed, said

_RECORDS: Final[dict[TableKind, type[Record]]] = {
    "roster": Kindergarten,
    "summary": Summary,
    "points": ChildcarePoint,
    "explanations": Explanation,
    "tasks": Task,
}


def table_lines(table: SeenTable, language: Language, width: int) -> list[Text]:
    """Return the lines of a table; what lies on its side is told by columns."""
    count = _("columns of data: {number}") if table.turned else _("rows of data: {number}")
    facts = [_kinds()[table.kind], _heads(table), count.format(number=len(table.rows))]
    name = Text.assemble(said(f"{table.sheet}!{table.range}", BOLD), "   ", said(" · ".join(facts), DIM))
    known = [each for each in table.headings if each.field or not each.needless]
    return [
        *hang(name, width, GAP),
        *capped([_heading(each, table, language) for each in known], width),
        *(line for note in _notes(table) for line in indented(hang(said(note, DIM), width - GAP, GAP), GAP)),
        *indented(_left_out(table, width - GAP), GAP),
        *indented(_totals(table, language, width - GAP), GAP),
    ]


def _heads(table: SeenTable) -> str:
    one = table.header[0] == table.header[1]
    if table.turned:
        heads = _("heading column {row}") if one else _("heading columns {row}")
    else:
        heads = _("heading row {row}") if one else _("heading rows {row}")
    return heads.format(row=_places(range(table.header[0], table.header[1] + 1), table))


def _notes(table: SeenTable) -> Iterator[str]:
    """Yield what is to be said below the headings: how to name the strange ones, and which are needed by no field."""
    strange = next((each.heading for each in table.headings if each.field is None and not each.needless), None)
    if strange:
        hint = _(
            'A layout file (--layout) can name it: under [headings] "{heading}" = "id of a field" (docs/fields.md)'
        )
        yield hint.format(heading=short(strange).plain)
    needless = [f"{each.cell} {each.heading}" for each in table.headings if each.needless]
    if needless:
        yield _("No field needs: {headings}").format(headings=listed(needless))


def _left_out(table: SeenTable, width: int) -> list[Text]:
    rows = [
        [said(_places([each.number], table)), said(_reasons()[each.why]), short(each.text)] for each in table.skipped
    ]
    return listed_rows(_("Columns left out") if table.turned else _("Rows left out"), rows, width)


def _heading(heading: SeenHeading, table: SeenTable, language: Language) -> list[Text]:
    if heading.field is None:
        return [said(heading.cell), short(heading.heading), said(_("not understood"), NOT_MET), Text()]
    name = title(_RECORDS[table.kind], heading.field, language)
    return [
        said(heading.cell),
        short(heading.heading),
        said(f"→ {name} {heading.field}"),
        said(f"{heading.score:.2f}" + (" " + _("by the layout file") if heading.by_layout else ""), DIM),
    ]


def _places(numbers: Sequence[int], table: SeenTable) -> str:
    """Return the rows of a table as Excel numbers them, the columns of one that lies on its side by their letters."""
    return listed([column_letters(number - 1) for number in numbers]) if table.turned else runs(numbers)


def _totals(table: SeenTable, language: Language, width: int) -> list[Text]:
    rows = []
    for each in table.totals:
        adds = _adds(each, table) if each.rows else _("adds no rows")
        parts = [_sum(one, table, language) for one in each.sums]
        said_sums = Text(" · ", DIM).join(parts) if parts else Text()
        rows.append([said(_places([each.number], table)), short(each.label), said(adds), said_sums])
    return listed_rows(_("Stated totals"), rows, width)


def _adds(total: SeenTotal, table: SeenTable) -> str:
    adds = _("adds columns {rows}") if table.turned else _("adds rows {rows}")
    return adds.format(rows=_places(total.rows, table))


def _sum(one: SeenSum, table: SeenTable, language: Language) -> Text:
    name = title(_RECORDS[table.kind], one.field, language)
    if one.sum is None:
        unknown = _("sum unknown")
        return said(f"{name} {one.stated} ({unknown})", DIM)
    if one.stated == one.sum:
        return said(f"{name} {one.stated} √")
    return said(f"{name} {one.stated} ≠ {one.sum}", NOT_MET)


def title(record: type[Record], field: str, language: Language) -> str:
    """Return the heading of a field as the form has it."""
    known: Any = described(record).get(field)
    return known.heading.say(language) if known else field


def _kinds() -> dict[TableKind, str]:
    return {
        "roster": _("roster of kindergartens"),
        "summary": _("summary of areas"),
        "points": _("roster of day-care points"),
        "explanations": _("explanations"),
        "tasks": _("tasks"),
    }


def _reasons() -> dict[Skip, str]:
    return {
        "blank": _("blank"),
        "note": _("note"),
        "section": _("section"),
        "total": _("total"),
        "part": _("part of a total"),
        "numbering": _("numbering of the columns"),
        "heading": _("headings again"),
    }
