"""The return workbook that a town fills: empty, or with what is known of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook

from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.errors import InputError
from preschool_metrics.forms.cover import TITLE, write_cover
from preschool_metrics.forms.layout import (
    COVER,
    EXPLANATIONS,
    FORM_VERSION,
    LISTS,
    POINTS,
    ROSTER,
    TOWN_TASKS,
    VERSION_PROPERTY,
)
from preschool_metrics.forms.looks import FONT, looks
from preschool_metrics.forms.prefill import Prefill
from preschool_metrics.forms.tables import write_lists, write_roster, write_small_tables
from preschool_metrics.forms.task_sheet import write_task_sheet
from preschool_metrics.language import _
from preschool_metrics.model.policy import Area, Profile
from preschool_metrics.writing import Unwritten, file_stem, file_stems, refuse_existing, write_whole

ROWS: Final = 60
_SPARE: Final = 5
_OF_TASKS: Final = "本镇街的任务；完成的填1、完成日期和佐证材料，未完成的填0，尚未统计的留空。"
_EMPTY: Final = Prefill()
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_CREATED: Final = datetime(2023, 2, 7)  # noqa: DTZ001 - of the layout, not of the file: same input, same bytes
_MAY_CHANGE: Final = {"format_columns": True, "format_rows": True}


def write_form(
    path: Path,
    *,
    profile: Profile,
    area: Area,
    period: str,
    prefill: Prefill = _EMPTY,
    rows: int = ROWS,
    force: bool = False,
    below: Path | None = None,
) -> None:
    """Write the return workbook of an area and a month (YYYY-MM) with at least this many rows for kindergartens.

    The same arguments give the same bytes. `below` is the folder where links begin to count (`write_whole`). Raises
    OutputError where the file cannot be written, or is there already and `force` is not set.
    """
    cover = {"area": area.name, "area_code": area.code, "period": period, **prefill.cover}
    if not force:
        refuse_existing([path])
    content = _workbook(profile, area, period, replace(prefill, cover=cover), rows)
    write_whole(path, content, below=below)


def write_forms(
    folder: Path, *, profile: Profile, period: str, rows: int = ROWS, force: bool = False
) -> Iterator[Path]:
    """Write the empty form of every area that is to report, 曹子里镇.xlsx …, yielding each file when it is written.

    Raises InputError for a profile without areas; OutputError where a file is there already and `force` is not set: then
    none is written; and in the end where some could not be written, which the line lists.
    """
    areas = reporting(profile)
    if not areas:
        raise InputError(_("profile {profile} lists no areas; name one with --area").format(profile=profile.id))
    paths = [folder / f"{stem}.xlsx" for stem in file_stems(area.name for area in areas)]
    if not force:
        refuse_existing(paths)
    unwritten = Unwritten()
    for path, area in zip(paths, areas, strict=True):
        with unwritten.noted():
            write_form(path, profile=profile, area=area, period=period, rows=rows, force=force, below=folder)
            yield path
    unwritten.tell()


def reporting(profile: Profile) -> tuple[Area, ...]:
    """Return the areas that are expected to report: towns and streets, and direct units where the profile says so."""
    return profile.due


def file_name(area: Area) -> str:
    """Return the name of an area's workbook, without what a file system does not take."""
    return f"{file_stem(area.name)}.xlsx"


def _workbook(profile: Profile, area: Area, period: str, town: Prefill, rows: int) -> bytes:
    content, title = BytesIO(), f"{area.name} {period}"
    clauses = load_clauses(profile)
    tasks = [(task, clause) for clause in clauses for task in clause.counted if area.kind in task.by]
    with new_book(content) as book:
        for name in (COVER, ROSTER, POINTS, *([TOWN_TASKS] if tasks else []), EXPLANATIONS, LISTS):
            book.add_worksheet(name)
        styles = looks(book)
        write_lists(book)
        write_cover(book, styles, profile, period, town)
        write_roster(book, styles, title, town, max(rows, len(town.kindergartens) + _SPARE), profile.rules)
        write_small_tables(book, styles, title, town, max(rows // 3, _SPARE))
        if tasks:
            sheet, named = book.get_worksheet_by_name(TOWN_TASKS), f"{TOWN_TASKS} {title} {town.mark}".rstrip()
            write_task_sheet(sheet, styles, named, _OF_TASKS, tasks, profile, done=town.tasks, town=True)
        finish(book, profile, title, town.mark)
    return content.getvalue()


def new_book(content: BytesIO) -> Workbook:
    """Return a workbook whose bytes depend on nothing but what is written into it."""
    # XlsxWriter writes into the properties that it is given: a second form would not be as the first.
    return Workbook(content, {**_OPTIONS, "default_format_properties": dict(FONT)})


def finish(book: Workbook, profile: Profile, title: str, mark: str = "") -> None:
    """Say in the properties what the workbook is, and let only the yellow cells be changed."""
    for sheet in book.worksheets():
        sheet.protect("", _MAY_CHANGE)
    book.set_custom_property(VERSION_PROPERTY, FORM_VERSION, "text")
    subject, keywords = profile.title.zh, "preschool-metrics, 学前教育, 月报表"
    properties = {"title": f"{TITLE} {title}", "subject": subject, "keywords": keywords, "comments": mark}
    book.set_properties({**properties, "created": _CREATED})
