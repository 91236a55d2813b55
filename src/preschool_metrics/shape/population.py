"""The population of a town that stands beside its kindergartens, merged over their rows or repeated in each."""

from collections.abc import Iterator

from preschool_metrics.model.draft import Column, Table
from preschool_metrics.model.grid import Sheet, Value
from preschool_metrics.model.returns import Summary
from preschool_metrics.model.town_return import Figure
from preschool_metrics.shape.header import Header
from preschool_metrics.shape.headings import SURE, match
from preschool_metrics.shape.values import is_blank, normaliser

Figures = dict[str, tuple[Value, str]]
"""The population of each town by the town as it is written, with its cell."""


def population_beside(sheet: Sheet, header: Header, roster: Table) -> list[Table]:
    """Return the populations of the towns of a roster as a summary, none where it has none or a town has two."""
    if sheet.turned or "area" not in roster.fields():
        return []
    found = {field: (at, figures) for at, field in _columns(header) if (figures := _figures(sheet, at, roster))}
    if not found:
        return []
    columns = tuple(Column(name, at, "", SURE) for at, name in enumerate(("area", *found)))
    table = Table("summary", sheet.name, roster.header, columns)
    for number, area in enumerate(dict.fromkeys(area for _, figures in found.values() for area in figures), 1):
        values = [figures.get(area, ("", "")) for _, figures in found.values()]
        read = [normaliser(Summary, name, False)(value) for name, (value, _) in zip(found, values, strict=True)]  # noqa: FBT003 - no dates
        table.numbers.append(number)
        table.rows.append((area, *read))
        first = next(cell for _, cell in values if cell)
        table.moved |= {(number, at): cell or first for at, cell in enumerate((first, *(cell for _, cell in values)))}
    for line in roster.header:
        table.moved[line, 0] = roster.address(line, roster.columns[roster.fields().index("area")])
        table.moved |= {(line, at): sheet.cell(header.bottom, place) for at, (place, _) in enumerate(found.values(), 1)}
    said = {sheet.cell(header.bottom, at) for at, _ in found.values()}
    roster.unknown = [(cell, heading) for cell, heading in roster.unknown if cell not in said]
    table.range = roster.range
    return [table]


def population_of_one(sheet: Sheet, header: Header, roster: Table) -> dict[str, Figure]:
    """Return the population that stands once, or in each row alike, beside the kindergartens of one town, by its field."""
    if sheet.turned or "area" in roster.fields():
        return {}
    found: dict[str, Figure] = {}
    for at, field in _columns(header):
        cells = [(number - 1, sheet.rows[number - 1][at]) for number in roster.numbers]
        said = [(row, value) for row, value in cells if not is_blank(value)]
        if said and len({value for _, value in said}) == 1:
            read = normaliser(Summary, field, False)(said[0][1])  # noqa: FBT003 - no dates
            found[field] = Figure(read, sheet.name, sheet.cell(said[0][0], at))
    return found


def _columns(header: Header) -> Iterator[tuple[int, str]]:
    for at, path in header.paths.items():
        found = match("summary", path)
        if found and found.field.startswith("population"):
            yield at, found.field


def _figures(sheet: Sheet, at: int, roster: Table) -> Figures:
    """Return the one population of each town in a column, nothing where the rows of a town differ."""
    area = roster.fields().index("area")
    figures: Figures = {}
    for number, row in zip(roster.numbers, roster.rows, strict=True):
        value = sheet.rows[number - 1][at]
        if is_blank(value) or not row[area]:
            continue
        known = figures.setdefault(str(row[area]), (value, sheet.cell(number - 1, at)))
        if known[0] != value:
            return {}
    return figures
