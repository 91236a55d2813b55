"""The district's own workbook: 封面 and 区级任务, where each task of the policy has a row: how much is done, when, shown by what."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook

from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.errors import InputError
from preschool_metrics.forms.cells import guide, write_value
from preschool_metrics.forms.form import finish, new_book
from preschool_metrics.forms.layout import COVER, heading, kind_of
from preschool_metrics.forms.looks import ROW_HEIGHT, Looks, looks
from preschool_metrics.forms.page import print_cover
from preschool_metrics.forms.prefill import Filled
from preschool_metrics.forms.task_sheet import write_task_sheet
from preschool_metrics.language import _
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.returns import Cover
from preschool_metrics.writing import refuse_existing, write_whole

TASKS: Final = "区级任务"
_TITLE: Final = "学前教育区级任务月报表"
_HINT: Final = "只填黄色格；完成数为方案实施以来的累计数，一次性任务完成的填1，没有的填0，尚未统计的留空；完成的填写日期和佐证材料。"
_COVER: Final = ("area", "period", "submitted_on", "filled_by", "reviewed_by", "phone")
_HEAD: Final = 3  # 0-based: under a title and a hint


def write_district_form(
    path: Path,
    *,
    profile: Profile,
    period: str,
    done: Mapping[str, Filled] | None = None,
    force: bool = False,
    below: Path | None = None,
) -> None:
    """Write the district's workbook of a month (YYYY-MM); `done` fills in what is known, by the ids of the tasks.

    `below` is the folder where links begin to count (`write_whole`).

    Raises InputError for a profile without tasks, OutputError where the file cannot be written, or is there already
    and `force` is not set.
    """
    clauses = [clause for clause in load_clauses(profile) if clause.counted]
    if not clauses:
        raise InputError(_("profile {profile} has no tasks").format(profile=profile.id))
    if not force:
        refuse_existing([path])
    content = BytesIO()
    with new_book(content) as book:
        for name in (COVER, TASKS):
            book.add_worksheet(name)
        styles = looks(book)
        _write_cover(book, styles, profile, period)
        rows = [(task, clause) for clause in clauses for task in clause.counted]
        sheet = book.get_worksheet_by_name(TASKS)
        write_task_sheet(sheet, styles, _TITLE, _HINT, rows, profile, done=done or {})
        finish(book, profile, f"{TASKS} {period}")
    write_whole(path, content.getvalue(), below=below)


def _write_cover(book: Workbook, styles: Looks, profile: Profile, period: str) -> None:
    sheet, known = book.get_worksheet_by_name(COVER), {"area": profile.district, "period": period}
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 30)
    sheet.set_default_row(ROW_HEIGHT)
    sheet.write_string(0, 0, _TITLE, styles.title)
    sheet.write_string(1, 0, profile.title.zh, styles.hint)
    for row, name in enumerate(_COVER, _HEAD):
        sheet.write_string(row, 0, heading(Cover, name), styles.label)
        write_value(sheet, row, 1, known.get(name), styles.cover[kind_of(Cover, name)], Cover, name)
        guide(sheet, (row, 1, row, 1), Cover, name)
    print_cover(sheet)
