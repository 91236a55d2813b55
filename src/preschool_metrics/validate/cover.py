"""The cover: its fields against the data dictionary, the month and the population."""

import re
from pathlib import PurePosixPath
from typing import Any

from preschool_metrics.catalogue import Register
from preschool_metrics.model.draft import Draft
from preschool_metrics.model.measures import BASES, UNNAMED, heading_of
from preschool_metrics.model.months import month_named, month_of_day
from preschool_metrics.model.returns import Cover
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import Figure
from preschool_metrics.validate.records import checked
from preschool_metrics.validate.report import Reporter

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_COMPARED = ("period", "reference_date")
BASIS_NAMES = {"resident": Text("常住人口", "resident"), "registered": Text("户籍人口", "registered")}


def cover_of(draft: Draft, reporter: Reporter) -> dict[str, Figure]:
    """Return the cover's known fields, each checked against its type; what stands twice and differs is told."""
    fields = tuple(draft.cover)
    reporter.sheet = next((figure.sheet for figure in draft.cover.values()), None)
    row = tuple(figure.value for figure in draft.cover.values())
    values = checked(Cover, fields, [row], lambda _, column: draft.cover[fields[column]].cell, reporter)[0]
    cover = {
        field: figure._replace(value=value)
        for (field, figure), value in zip(draft.cover.items(), values, strict=True)
        if value is not None
    }
    for field, other in draft.again:
        if (
            (field in _COMPARED or field.startswith("population"))
            and field in cover
            and other.value != cover[field].value
        ):
            reporter.report(
                "cover_twice", sheet=other.sheet, cell=other.cell, field=field, heading=heading_of(field),
                value=other.value, expected=cover[field].value, related=(cover[field].cell,),
            )  # fmt: skip
    return cover


def area_of_context(draft: Draft, register: Register, reporter: Reporter) -> str | None:
    """Return the area that the names of the sheets say, else the file's name; two areas are none."""
    named = {area.name for sheet in draft.names if (area := register.named_in(sheet.value))}
    if named:
        return named.pop() if len(named) == 1 else None
    area = register.named_in(_stem(reporter.file))
    if area is not None:
        reporter.report("from_file_name", field="area", heading=heading_of("area"), value=area.name)
    return area.name if area else None


def _stem(file: str | None) -> str:
    """Return the name of a file without its folders and its ending."""
    return PurePosixPath(file or "").stem


def month_of_context(draft: Draft, folder: str | None, reporter: Reporter) -> str | None:
    """Return the month of the folder, else the one that the names of the sheets say, else the file's name."""
    months = {month for sheet in draft.names if (month := month_named(sheet.value))}
    if folder or len(months) == 1:
        return folder or months.pop()
    month = month_named(_stem(reporter.file))
    if month is not None:
        reporter.report("from_file_name", field="period", heading=heading_of("period"), value=month)
    return month


def month_of(
    cover: dict[str, Figure], folder: str | None, asked: str | None, reporter: Reporter, draft: Draft
) -> str | None:
    """Return the month of a return: 报表月份, else 统计时点, else its folder, its sheets, its file, the one asked for.

    Only cover against folder is a contradiction; then the month asked for counts if it is one of them, else the cover.
    """
    stated = _stated(cover, reporter)
    if stated and folder and stated[0] != folder:
        counted = asked if asked in (stated[0], folder) else stated[0]
        reporter.report(
            "other_period",
            sheet=stated[1].sheet,
            cell=stated[1].cell,
            field="period",
            value=stated[0],
            expected=folder,
            counted=counted,
        )
        return counted
    month = stated[0] if stated else month_of_context(draft, folder, reporter) or asked
    if month is None:
        reporter.report("no_period", field="period")
    return month


def _stated(cover: dict[str, Figure], reporter: Reporter) -> tuple[str, Figure] | None:
    period, day = cover.get("period"), cover.get("reference_date")
    if period and _MONTH.fullmatch(period.value):
        return period.value, period
    if period:
        reporter.report(
            "not_a_date", sheet=period.sheet, cell=period.cell, field="period", heading=heading_of("period"),
            value=period.value, expected=Text("月份", "month"),
        )  # fmt: skip
    return (month_of_day(day.value), day) if day else None


def population_known(figures: dict[str, Figure], basis: str, reporter: Reporter) -> None:
    """Say where the population names no basis, or is not there at all."""

    def known(way: tuple[str, ...]) -> bool:
        return all(field in figures and figures[field].value is not None for field in way)

    way = next(filter(known, BASES[basis]), None)
    facts: dict[str, Any] = {"basis": BASIS_NAMES[basis]}
    if way is None:
        reporter.report("no_population", field=BASES[basis][0][0], **facts)
    elif way in UNNAMED:
        figure = figures[way[0]]
        reporter.report(
            "unnamed_basis", sheet=figure.sheet, cell=figure.cell, field=way[0], value=figure.value, **facts
        )
