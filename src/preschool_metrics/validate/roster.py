"""A roster: its rows against the data dictionary, whose they are, listed once, and held to the rules of a row."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from preschool_metrics.model.draft import Table
from preschool_metrics.model.grid import located
from preschool_metrics.model.measures import SUMS, base_fields, column, heading_of
from preschool_metrics.model.returns import Counts, Kindergarten
from preschool_metrics.model.town_return import Roster
from preschool_metrics.validate.names import did_you_mean, name_key, plain_keys
from preschool_metrics.validate.records import checked, laid
from preschool_metrics.validate.report import Reporter, headings
from preschool_metrics.validate.rows import check_rows
from preschool_metrics.validate.totals import check_totals

if TYPE_CHECKING:
    from preschool_metrics.catalogue import Register, Resolution
    from preschool_metrics.validate.context import Context

_NEEDED: Final = ("name", "nature", "enrolled")
_PARTS: Final = ("enrolled_nursery", "enrolled_mixed")
_SPLIT: Final = {"administrative_staff", "auxiliary_staff", "service_staff"}
_MUST: Final = frozenset({"nature", "enrolled"})
# The ten digits of an institution: its type, its province and a number of its own.
_CODE: Final = re.compile(r"(?!(\d)\1{9})\d{4}(?!0{6})\d{6}")
_NUMBER: Final = re.compile(r"0*[1-9][\de+]*")
_FEWEST_ALIKE: Final = 3


class Listed(NamedTuple):
    """An area and the kindergartens that count for it."""

    area: str
    roster: Roster


def read_roster(
    table: Table, area: str | None, context: "Context", reporter: Reporter, *, stated: bool
) -> Iterator[Listed]:
    """Yield the roster of each area in a table: of the one that the cover states, else of each that the rows name.

    `stated` says that there is a cover; its area may be unknown all the same, and then no row counts.
    """
    reporter.sheet = table.sheet
    _remark_columns(table, reporter)
    fields = table.fields()
    if "name" not in fields:
        return
    roster = laid(table, checked(Kindergarten, fields, table.rows, _cells(table), reporter))
    _remark_blanks(roster, context, reporter)
    check_totals(table, _resolved(roster).rows, reporter)
    roster = _resolved(_once(roster, context, reporter))
    if stated:
        own = _of_one(roster, area, context.register, reporter) if area else roster
        listed = [Listed(area, own)] if area and (own.rows or not roster.rows) else []
    else:
        listed = list(_of_many(roster, context.register, reporter))
    for each in listed:
        reporter.area = each.area
        own = each.roster
        check_rows("kindergarten", own.columns, own.rows, own.cell, context.policies, reporter)
    reporter.area = area
    yield from listed
    if not table.rows:
        reporter.report("no_rows", cell=table.address(table.header[1], table.columns[0]))


def _cells(table: Table) -> Any:
    return lambda row, column: table.address(table.numbers[row], table.columns[column])


def _remark_columns(table: Table, reporter: Reporter) -> None:
    """An absent column: an error where a roster needs it, else one line that lists them."""
    fields = set(table.fields())
    for name in _NEEDED:
        if name not in fields:
            reporter.report(
                "missing_column",
                field=name,
                heading=heading_of(name),
                cell=table.address(table.header[0], table.columns[0]),
            )
    parts = [name for name in _PARTS if name not in fields]
    if parts:
        reporter.report("absent_part", field=parts[0], headings=headings(parts))
    alternatives = _SPLIT if "other_staff" in fields else {"other_staff"} if fields >= _SPLIT else set()
    absent = [name for name in Counts.model_fields if name not in fields | alternatives | {*_PARTS, *_NEEDED, *SUMS}]
    if absent:
        reporter.report("absent_columns", headings=headings(absent))


def _remark_blanks(roster: Roster, context: "Context", reporter: Reporter) -> None:
    """Name the blank cells of what an indicator uses; a cell that was reported already is not blank but wrong."""
    if not _has_blanks(roster):
        return
    told = {
        located(finding.sheet or "", cell or "")
        for finding in reporter.findings
        if finding.field
        for cell in (finding.cell, *finding.related)
    }
    for field in _fields_used(context):
        cells = [cell for cell in _blank_cells(roster, field) if located(roster.sheet, cell) not in told]
        if cells:
            name = "no_value" if field in _MUST else "part_blank"
            reporter.report(name, cell=cells[0], related=tuple(cells[1:]), field=field, heading=heading_of(field))
    for row, kindergarten in enumerate(roster.column("name") or ()):
        if kindergarten is None and located(roster.sheet, roster.cell(row, "name")) not in told:
            reporter.report("no_name", cell=roster.cell(row, "name"), field="name")


def _has_blanks(roster: Roster) -> bool:
    """Tell whether any cell is blank, or a private kindergarten does not say whether it is inclusive."""
    if any(None in row for row in roster.rows):
        return True
    return "inclusive" not in roster.columns and "private" in (roster.column("nature") or ())


def _blank_cells(roster: Roster, field: str) -> list[str]:
    """Return the cells that leave a field unknown; of 是否普惠 only at private ones, of 托班 only where it matters."""
    if field == "inclusive":
        asked = [row for row, nature in enumerate(roster.column("nature") or ()) if nature == "private"]
        answers = roster.column("inclusive")
        at = "nature" if answers is None else "inclusive"
        return [roster.cell(row, at) for row in asked if answers is None or answers[row] is None]
    values = roster.column(field) or []
    if field == "enrolled_nursery" and values:
        nothing = [None] * len(values)
        known, stated = column(roster, "enrolled_preschool") or nothing, roster.column("enrolled") or nothing
        values = [0 if known[row] is not None or stated[row] is None else value for row, value in enumerate(values)]
    return [roster.cell(row, field) for row, value in enumerate(values) if value is None]


def _fields_used(context: "Context") -> list[str]:
    measures = [indicator.measure for profile in context.profiles for indicator in profile.indicators]
    used = {
        base
        for measure in measures
        for field in (*measure.numerator, *measure.denominator)
        for base in base_fields(field, context.basis)
    }
    return [name for name in Kindergarten.model_fields if name in used]


def _once(roster: Roster, context: "Context", reporter: Reporter) -> Roster:
    """Keep of a kindergarten listed twice, by name within its area or by code, the first."""
    written = roster.column("area") or [None] * len(roster.rows)
    areas = [_area_name(text, reporter.area, context.register) for text in written]
    names = roster.column("name") or [None] * len(roster.rows)
    codes = _codes(roster, reporter)
    if "area" not in roster.columns and _all_differ(names, codes, context.register):
        return roster
    seen: dict[tuple[str | None, ...], int] = {}
    keep = []
    for row, (area, name, code) in enumerate(zip(areas, names, codes, strict=True)):
        twins = []
        if name is not None:
            twins.append(
                (
                    "duplicate_name",
                    "name",
                    name,
                    seen.setdefault(("name", area, name_key(context.register.without_prefix(name))), row),
                )
            )
        if code is not None:
            twins.append(("duplicate_code", "code", code, seen.setdefault(("code", code), row)))
        twins = [twin for twin in twins if twin[3] != row]
        if not twins:
            keep.append(row)
            continue
        rule, field, value, first = twins[0]
        place = {"cell": roster.cell(row, field), "field": field, "value": value}
        reporter.report(rule, related=(roster.cell(first, field),), **place)
    return _rows(roster, keep)


def _all_differ(names: list[Any], codes: Sequence[str | None], register: "Register") -> bool:
    """Tell at a glance that no kindergarten is listed twice: it has a code, and a name that is its own key."""
    if None in names or None in codes or len(set(codes)) < len(codes):
        return False
    keys = plain_keys(names)
    return keys is not None and len(keys) == len(names) and not register.prefixes_in("".join(names))


def _codes(roster: Roster, reporter: Reporter) -> Sequence[str | None]:
    """Return the code of each kindergarten, None for what is none: 待定, 0, 1.11E+09, the town's own in most rows.

    A number of these that stands in several rows is asked about: no kindergarten can be told by it.
    """
    written = roster.column("code") or [None] * len(roster.rows)
    plain = [text if not text or _CODE.fullmatch(text) else name_key(text) for text in written]
    rows: dict[str, list[int]] = {}
    for row, code in enumerate(plain):
        if code:
            rows.setdefault(code, []).append(row)
    most = max(_FEWEST_ALIKE, sum(map(len, rows.values())) // 2 + 1)
    none = [code for code, at in rows.items() if len(at) >= most or not _CODE.fullmatch(code)]
    for code in none:
        first, *others = (roster.cell(row, "code") for row in rows[code])
        if others and _NUMBER.fullmatch(code):
            value = written[rows[code][0]]
            reporter.report("shared_code", cell=first, related=tuple(others), field="code", value=value)
    return [None if code in none else code for code in plain]


def _area_name(written: str | None, home: str | None, register: "Register") -> str | None:
    """Return the area of a row however it is spelled; a blank is the return's own."""
    if written is None:
        return home
    found = register.resolve(written).area
    return found.name if found else written


def _rows(roster: Roster, keep: list[int]) -> Roster:
    return roster._replace(
        numbers=tuple(roster.numbers[row] for row in keep), rows=tuple(roster.rows[row] for row in keep)
    )


def _resolved(roster: Roster) -> Roster:
    """Read a bare 'private' with the inclusive column: the nature that the sums go by."""
    if "nature" not in roster.columns or "inclusive" not in roster.columns:
        return roster
    at, also = roster.columns.index("nature"), roster.columns.index("inclusive")
    by_answer = {"yes": "inclusive_private", "no": "other_private"}
    rows = tuple(
        (*row[:at], by_answer.get(row[also], "private"), *row[at + 1 :]) if row[at] == "private" else row
        for row in roster.rows
    )
    return roster._replace(rows=rows)


def _of_one(roster: Roster, area: str, register: "Register", reporter: Reporter) -> Roster:
    """Return the rows of the area that reports; a row of another one is an error and not counted."""
    written = roster.column("area")
    if written is None or not register:
        return roster
    resolved = _resolve(roster, written, area, register, reporter)
    own = []
    others: dict[tuple[str | None, str, str], list[int]] = {}  # a town written once stands for the rows below it
    for row, (text, name) in enumerate(zip(written, resolved, strict=True)):
        if text is None or name == area:
            own.append(row)
        elif name is not None:
            others.setdefault((roster.cell(row, "area"), text, name), []).append(row)
    for (cell, text, name), (_, *below) in others.items():
        place = {"cell": cell, "field": "area", "value": text, "expected": name}
        reporter.report("other_town", area=area, related=tuple(roster.cell(row, "name") for row in below), **place)
    return _rows(roster, own)


def _of_many(roster: Roster, register: "Register", reporter: Reporter) -> Iterator[Listed]:
    """Yield a roster for each area that the rows of a return without a cover name."""
    written = roster.column("area") or [None] * len(roster.rows)
    resolved = _resolve(roster, written, None, register, reporter)
    if "area" in roster.columns:
        for row, text in enumerate(written):
            if text is None:
                reporter.report("no_area", cell=roster.cell(row, "area"), field="area")
    for name in dict.fromkeys(filter(None, resolved)):
        yield Listed(name, _rows(roster, [row for row, own in enumerate(resolved) if own == name]))


def _resolve(
    roster: Roster, written: list[Any], home: str | None, register: "Register", reporter: Reporter
) -> list[str | None]:
    """Resolve the area column; unknown names and near misses are told once for each spelling.

    A near miss of another area than the return's own (`home`) is told as a row of another town, not here.
    """
    names: list[str | None] = []
    odd: dict[str, list[str]] = {}
    for row, text in enumerate(written):
        found = register.resolve(text) if text is not None else None
        names.append(found.area.name if found and found.area else None)
        if found and found.how != "exact" and (found.area is None or home in (None, found.area.name)):
            odd.setdefault(text, []).append(roster.cell(row, "area"))
    for text, cells in odd.items():
        _tell(register.resolve(text), text, cells, reporter)
    return names


def _tell(found: "Resolution", text: str, cells: list[str], reporter: Reporter) -> None:
    place: dict[str, Any] = {
        "cell": cells[0],
        "related": tuple(cells[1:]),
        "field": "area",
        "value": text,
        "expected": found.suggestion,
    }
    if found.area is None:
        reporter.report("unknown_area", hint=did_you_mean(found.suggestion), **place)
    else:
        reporter.report("near_area", **place)
