"""封面: who reports what month, the population, the live self-check, and how to fill the form."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from preschool_metrics.forms.cells import guide, write_value
from preschool_metrics.forms.layout import COVER, COVER_BLOCKS, heading, kind_of
from preschool_metrics.forms.looks import ROW_HEIGHT, Looks
from preschool_metrics.forms.page import print_cover
from preschool_metrics.forms.prefill import Prefill
from preschool_metrics.forms.standing import NOT_MET, Entry, range_name, standing
from preschool_metrics.measure.formula import Live
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.returns import Cover

TITLE: Final = "学前教育普及普惠月报表"
_BLOCK: Final = ("自查项目", "自查值", "分子", "分母", "达标线", "结论")
_WIDTHS: Final = (30, 24, 11, 11, 21, 11)
_HINT: Final = "只填黄色格，灰色格自动计算；没有的填0，尚未统计的留空，不要填“无”或“/”。"
_HOW: Final = (
    "1. 一个镇街一个月一份；封面和幼儿园名册必填，托幼点名册有则填。",
    "2. 每所幼儿园一行，黄色格选中后显示该项含义；下拉项只从列表中选，不另写。",
    "3. 合计由填表人填写，系统核对合计是否等于各分项之和，不一致的在“自查提示”中显示。",
    "4. 托班（不满3岁）幼儿计入在园幼儿数，不计入毛入园率和占比；没有托班填0。",
    "5. 教职工不含代课、兼任人员；保健医只填专职，兼职保健人员另填一列。",
    "6. 系统提出核实的问题确属实际情况的，在“说明”表逐条写明规则编号、单元格和情况。",
    "7. 表格受保护但没有密码；行高、列宽可以调整，不要增删列、改表头。",
)


class _Place(NamedTuple):
    book: Workbook
    sheet: Worksheet
    looks: Looks


def write_cover(book: Workbook, looks: Looks, profile: Profile, period: str, town: Prefill) -> None:
    """Write the cover; `town.cover` holds the area and the month too."""
    place = _Place(book, book.get_worksheet_by_name(COVER), looks)
    for column, width in enumerate(_WIDTHS):
        place.sheet.set_column(column, column, width)
    place.sheet.set_default_row(ROW_HEIGHT)
    place.sheet.set_row(0, 30)
    place.sheet.write_string(0, 0, TITLE, looks.title)
    place.sheet.write_string(1, 0, profile.title.zh, looks.hint)
    place.sheet.write_string(2, 0, _HINT, looks.hint)
    place.sheet.write_string(3, 0, town.mark, looks.mark)
    row = 5
    for title, names in COVER_BLOCKS.items():
        row = _entries(place, row, title, names, town.cover)
    row = _standing(place, row, profile, period, town)
    _how(place, row)
    place.sheet.set_selection(6, 1, 6, 1)
    print_cover(place.sheet)


def _section(place: _Place, row: int, title: str) -> int:
    place.sheet.write_string(row, 0, title, place.looks.section)
    for column in range(1, len(_WIDTHS)):
        place.sheet.write_blank(row, column, None, place.looks.section)
    return row + 1


def _entries(place: _Place, row: int, title: str, names: tuple[str, ...], known: Mapping[str, object]) -> int:
    """Write a block of label and value; nothing may stand right of a value, or a reader takes it for a blank one's."""
    for at, name in enumerate(names, _section(place, row, title)):
        place.sheet.write_string(at, 0, heading(Cover, name), place.looks.label)
        write_value(place.sheet, at, 1, known.get(name), place.looks.cover[kind_of(Cover, name)], Cover, name)
        guide(place.sheet, (at, 1, at, 1), Cover, name)
        place.book.define_name(range_name(name), f"={COVER}!$B${at + 1}")
    return row + len(names) + 2


def _standing(place: _Place, row: int, profile: Profile, period: str, town: Prefill) -> int:
    row = _section(place, row, "自查（自动计算，不用填）")
    for column, text in enumerate(_BLOCK):
        place.sheet.write_string(row, column, text, place.looks.head)
    last = row
    for last, line in enumerate(standing(profile, period, town, row + 2), row + 1):
        _line(place, last, line)
    wrong = {"type": "cell", "criteria": "==", "value": f'"{NOT_MET}"', "format": place.looks.wrong}
    place.sheet.conditional_format(row + 1, 5, last, 5, wrong)
    place.sheet.conditional_format(row + 2, 1, row + 2, 1, {**wrong, "criteria": ">", "value": 0})
    return last + 2


def _line(place: _Place, row: int, line: Entry) -> None:
    looks = place.looks
    place.sheet.write_string(row, 0, line.label, looks.calc)
    place.sheet.write_string(row, 4, line.threshold, looks.calc_centred)
    live = ((1, line.value, looks.calc_right), (2, line.numerator, looks.calc_right))
    for column, cell, look in (*live, (3, line.denominator, looks.calc_right), (5, line.verdict, looks.calc_centred)):
        if isinstance(cell, Live):
            place.sheet.write_formula(row, column, cell.formula, look, cell.result)
        else:
            place.sheet.write_blank(row, column, None, look)


def _how(place: _Place, row: int) -> None:
    for at, text in enumerate(_HOW, _section(place, row, "填报说明")):
        place.sheet.write_string(at, 0, text, place.looks.line)
