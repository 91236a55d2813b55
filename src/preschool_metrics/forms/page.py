"""How the sheets of the form are printed: A4, headings and names on every page."""

from typing import Final

from xlsxwriter.worksheet import Worksheet

from preschool_metrics.forms.layout import FIRST_ROW, ROSTER_FIELDS, column_of

_A4: Final = 9
_FOOTER: Final = "&L&A&C第 &P 页，共 &N 页"
# Fitted to one page, forty columns are too small to read: two pages, broken between groups of columns.
_ROSTER_SCALE: Final = 46


def print_cover(sheet: Worksheet) -> None:
    """Print the cover upright on one page."""
    _paper(sheet)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)


def print_roster(sheet: Worksheet, title: str, last: int) -> None:
    """Print the roster down to its 0-based last row, two pages wide, with headings and names on each.

    The title goes into the page header: in the sheet it would be cut off on the second page.
    """
    _paper(sheet, top=0.8)
    sheet.set_landscape()
    sheet.set_header(f'&L&"Microsoft YaHei,Bold"&12{title.replace("&", "&&")}')
    sheet.print_area(FIRST_ROW - 2, 0, last, len(ROSTER_FIELDS))
    sheet.set_print_scale(_ROSTER_SCALE)
    sheet.repeat_rows(FIRST_ROW - 2, FIRST_ROW - 1)
    sheet.repeat_columns(0)
    sheet.set_v_pagebreaks([column_of("health_staff_part_time")])


def print_table(sheet: Worksheet, heading: int) -> None:
    """Print a small table across, one page wide; `heading` is its 0-based heading row."""
    _paper(sheet)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading)


def _paper(sheet: Worksheet, top: float = 0.6) -> None:
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=top, bottom=0.6)
    sheet.set_footer(_FOOTER)
