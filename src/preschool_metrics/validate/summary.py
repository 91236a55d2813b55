"""A summary: one row an area, held to the rules of a summary row, and compared with the roster beside it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from preschool_metrics.model.address import located
from preschool_metrics.model.draft import Column, StatedTotal, Table
from preschool_metrics.model.measures import MEASURABLE, heading_of
from preschool_metrics.model.measures import column as measured
from preschool_metrics.model.returns import Summary
from preschool_metrics.model.town_return import WHOLE, Figure, Roster
from preschool_metrics.validate.names import did_you_mean
from preschool_metrics.validate.records import checked
from preschool_metrics.validate.report import Reporter
from preschool_metrics.validate.rows import check_rows
from preschool_metrics.validate.totals import check_totals

if TYPE_CHECKING:
    from preschool_metrics.validate.context import Context


class Row(NamedTuple):
    """An area and its figures."""

    area: str
    cell: str | None
    figures: dict[str, Figure]


def read_summary(table: Table, context: "Context", reporter: Reporter) -> Iterator[Row]:
    """Yield the rows of a summary whose area is known."""
    reporter.sheet = table.sheet
    fields = table.fields()
    rows = checked(
        Summary, fields, table.rows, lambda row, at: table.address(table.numbers[row], table.columns[at]), reporter
    )
    rows = _without_district(table, rows, fields, context)
    check_totals(table, rows, reporter)
    home = reporter.area
    if "area" not in fields and not (table.lone_total or (home and len(rows) == 1)):
        return  # a table by age or by month: it says nothing of areas
    for number, row in zip(table.numbers, rows, strict=True):
        cells = {column.field: table.address(number, column) for column in table.columns}
        written = dict(zip(fields, row, strict=True)).get("area")
        if table.lone_total or "area" not in fields:
            named = written is not None and not table.moved  # 全国 as the only row is an area of its own
            name = home or (_area(written, cells, context, reporter) if named else _whole(cells, context, reporter))
        else:
            name = _area(written, cells, context, reporter)
        if name is None:
            continue
        reporter.area = name
        check_rows("summary", fields, [row], lambda _, field, cells=cells: cells[field], context.policies, reporter)  # type: ignore[misc]
        yield Row(name, cells.get("area"), _figures(table, number, row))
    if not context.register:
        yield from _of_all(table, rows)
    reporter.area = home


def _figures(table: Table, number: int, row: tuple[Any, ...]) -> dict[str, Figure]:
    return {
        column.field: Figure(value, *located(table.sheet, table.address(number, column)), _parts(table, number, column))
        for column, value in zip(table.columns, row, strict=True)
        if column.field != "area"
    }


def _of_all(table: Table, rows: list[tuple[Any, ...]]) -> Iterator[Row]:
    """Yield what a total of the whole table alone says: a yearbook that splits by nature only as a whole."""
    for total in table.totals:
        known = [at for at, value in enumerate(total.values) if value is not None]
        if table.moved and total.kind == "total" and any(all(row[at] is None for row in rows) for at in known):
            yield Row(WHOLE, None, _figures(table, total.number, total.values))


def _whole(cells: dict[str, str], context: "Context", reporter: Reporter) -> str | None:
    """Return the area of a total that stands for itself and that no cover names: all there is, or nobody's."""
    if context.register:
        reporter.report("no_cover", cell=next(iter(cells.values())))
        return None
    return WHOLE


def _parts(table: Table, number: int, column: Column) -> tuple[Figure, ...]:
    """Return the figures that were added to a value that no cell states."""
    parts = table.parts.get((number, column.at), ())
    return tuple(Figure(value, *located(table.sheet, cell)) for cell, value in parts)


def _area(written: str | None, cells: dict[str, str], context: "Context", reporter: Reporter) -> str | None:
    if written is None:
        reporter.report("no_name", cell=cells.get("area"), field="area")
        return None
    found = context.register.resolve(written)
    place: dict[str, Any] = {"cell": cells.get("area"), "field": "area", "value": written, "expected": found.suggestion}
    if found.area is None:
        reporter.report("unknown_area", hint=did_you_mean(found.suggestion), **place)
        return None
    if found.how != "exact":
        reporter.report("near_area", **place)
    return found.area.name


def _without_district(
    table: Table, rows: list[tuple[Any, ...]], fields: tuple[str, ...], context: "Context"
) -> list[tuple[Any, ...]]:
    """Take the district's own row out of the rows: it is the total of the others, and is held to that."""
    at = fields.index("area") if "area" in fields else None
    names = _district(context)
    sums = [index for index, row in enumerate(rows) if at is not None and row[at] in names]
    if not context.register and at is not None and not sums:
        sums = [index for index in range(len(rows)) if _adds_all_others(rows, index, at)][:1]
    own = [row for index, row in enumerate(rows) if index not in sums]
    for index in sums if own else ():
        table.totals.append(
            StatedTotal(table.numbers[index], rows[index][at or 0], "total", rows[index], (0, len(own)))
        )
    if own:
        table.numbers = [number for index, number in enumerate(table.numbers) if index not in sums]
    return own or rows


def _adds_all_others(rows: list[tuple[Any, ...]], index: int, area: int) -> bool:
    """Tell whether a row is the sum of all others in every figure: then it is their total, whatever it is called."""
    others = [row for at, row in enumerate(rows) if at != index]
    stated = [(value, [row[at] for row in others]) for at, value in enumerate(rows[index]) if at != area and value]
    proved = {value for value, parts in stated if None not in parts and sum(parts) == value}
    return (
        len(others) > 1
        and len(proved) > 1
        and all(None not in parts and sum(parts) == value for value, parts in stated)
    )


def _district(context: "Context") -> set[str]:
    """Return the district's own names: its row in a summary is the sum of the others."""
    profile = context.profiles[0]
    return {prefix + profile.district for prefix in ("", *profile.prefixes)} if profile.district else set()


def own_rows(rows: list[Row], area: str | None, context: "Context", reporter: Reporter) -> list[Row]:
    """Return the rows of the area that reports; in a town's return a row of another one is an error."""
    if area is None or not context.register:
        return rows
    for row in rows:
        if row.area != area:
            sheet = next((figure.sheet for figure in row.figures.values()), None)
            place = {"sheet": sheet, "cell": row.cell, "field": "area", "value": row.area, "expected": row.area}
            reporter.report("other_town", area=area, **place)
    return [row for row in rows if row.area == area]


def once_each(rows: list[Row], reporter: Reporter) -> Iterator[Row]:
    """Yield the rows of areas that stand once; of one that stands again with other figures none is taken."""
    by_area: dict[str, list[Row]] = {}
    for row in rows:
        by_area.setdefault(row.area, []).append(row)
    for area, own in by_area.items():
        values = [{field: figure.value for field, figure in row.figures.items()} for row in own]
        if all(each == values[0] for each in values):
            yield own[0]
            continue
        second = next(iter(own[1].figures.values()))
        reporter.area = area
        reporter.report("area_twice", sheet=second.sheet, cell=own[1].cell, field="area", value=area, expected=area)


def compare_with_cover(
    summary: dict[str, Figure], cover: dict[str, Figure], reporter: Reporter, *, every: bool = False
) -> None:
    """The population of the cover and of the summary must agree, `every` field where both are summaries; the cover counts."""
    for field, figure in summary.items():
        stated = cover.get(field)
        asked = every or field.startswith("population")
        if asked and stated and figure.value is not None and stated.value not in (None, figure.value):
            place = {"sheet": figure.sheet, "cell": figure.cell, "field": field, "heading": heading_of(field)}
            reporter.report("summary_differs", value=figure.value, expected=stated.value, **place)


def compare_with_roster(summary: dict[str, Figure], roster: Roster, reporter: Reporter) -> None:
    """R9: every figure that both have must agree; the roster counts."""
    for field, figure in summary.items():
        values = (
            measured(roster, field)
            if field in MEASURABLE
            else [1] * len(roster.rows)
            if field == "kindergartens"
            else None
        )
        if values is None or None in values or figure.value is None:
            continue
        expected = sum(values)  # type: ignore[arg-type]
        if figure.value != expected:
            reporter.report(
                "summary_differs", sheet=figure.sheet, cell=figure.cell, field=field, heading=heading_of(field),
                value=figure.value, expected=expected,
            )  # fmt: skip
