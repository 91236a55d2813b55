"""The year on disk: DIR/returns/2023-04/曹子里镇.xlsx … as the towns would have sent it in."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from preschool_metrics.catalogue.loader import load_profile
from preschool_metrics.forms.demo.district import progress, progress_of_town
from preschool_metrics.forms.demo.draw import LAST, MONTHS
from preschool_metrics.forms.demo.faults import Planted, plant
from preschool_metrics.forms.demo.over_time import Sheets, plant_over_time
from preschool_metrics.forms.demo.town import Town, made_up
from preschool_metrics.forms.district import write_district_form
from preschool_metrics.forms.form import file_name, reporting, write_form
from preschool_metrics.forms.prefill import Prefill
from preschool_metrics.writing import Unwritten, refuse_existing

PROFILE: Final = "wuqing-2023"
MARK: Final = "示例数据（虚构）"
RETURNS: Final = "returns"
MISSING: Final = frozenset({"黄庄街道", "大黄堡镇"})  # have not reported for the last month
FILES: Final = 31 * len(MONTHS) - len(MISSING)  # the district has a workbook of its own


class Return(NamedTuple):
    """A made-up return: the town, the month (0 to 11), its path below the demo's folder, its content, its faults."""

    town: Town
    month: int
    path: str
    content: Prefill
    planted: tuple[Planted, ...]


class Written(NamedTuple):
    """A return that was written, and the faults planted in it."""

    path: Path
    planted: tuple[Planted, ...]


def write_demo(folder: Path, *, force: bool = False, only: Sequence[str] = ()) -> Iterator[Written]:
    """Write the returns of a year below `folder`/returns, one folder a month, yielding each of the `FILES` as it is written.

    `only` names the towns to write, for a small sample without the district's workbook. The same bytes on every run. Raises OutputError where a file
    is there already and `force` is not set, then none is written; and in the end where some could not be written, which
    the line lists.
    """
    wanted = [(town, month) for town, month in _reports() if not only or town.area.name in only]
    months = range(0 if only else len(MONTHS))
    if not force:
        refuse_existing(folder / _path(town, month) for town, month in wanted)
        refuse_existing(folder / _path_of_district(month) for month in months)
    unwritten = Unwritten()
    for town, month in wanted:
        with unwritten.noted():
            yield _write(_return(town, month), folder, force=force)
    for month in months:
        with unwritten.noted():
            yield _write_district(folder, month, force=force)
    unwritten.tell()


def made_up_returns() -> Iterator[Return]:
    """Yield the returns of the year, month by month."""
    return (_return(town, month) for town, month in _reports())


def _reports() -> Iterator[tuple[Town, int]]:
    for month in range(len(MONTHS)):
        for town in _towns():
            if month < LAST or town.area.name not in MISSING:
                yield town, month


@cache
def _towns() -> tuple[Town, ...]:
    return tuple(made_up(area, number) for number, area in enumerate(reporting(load_profile(PROFILE))))


def _path(town: Town, month: int) -> str:
    return f"{RETURNS}/{MONTHS[month]}/{file_name(town.area)}"


def _write(report: Return, folder: Path, *, force: bool) -> Written:
    path = folder / report.path
    area, period = report.town.area, MONTHS[report.month]
    profile = load_profile(PROFILE)
    write_form(
        path, profile=profile, area=area, period=period, prefill=report.content, rows=0, force=force, below=folder
    )
    return Written(path, report.planted)


def _write_district(folder: Path, month: int, *, force: bool) -> Written:
    path, profile = _path_of_district(month), load_profile(PROFILE)
    done, planted = progress(profile, month, path)
    write_district_form(folder / path, profile=profile, period=MONTHS[month], done=done, force=force, below=folder)
    return Written(folder / path, planted)


def _path_of_district(month: int) -> str:
    return f"{RETURNS}/{MONTHS[month]}/{load_profile(PROFILE).district}.xlsx"


def _return(town: Town, month: int) -> Return:
    path = _path(town, month)
    rows = [kindergarten.row(month) for kindergarten in town.kindergartens]
    sheets = Sheets(town.cover(month), rows, [dict(point) for closed, point in town.points if month < closed])
    where = (town.area.name, MONTHS[month])
    planted = (*plant(*where, rows, path), *plant_over_time(*where, sheets, path))
    tasks = progress_of_town(load_profile(PROFILE), town.area, month)
    content = Prefill(sheets.cover, tuple(rows), tuple(sheets.points), tasks=tasks, mark=MARK)
    return Return(town, month, path, content, planted)
