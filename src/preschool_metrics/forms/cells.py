"""Yellow cells: what stands in them, and what Excel lets a town type into them."""

from datetime import date, time
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from preschool_metrics.forms.layout import as_typed, bounds, heading, kind_of
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import Record

Range = tuple[int, int, int, int]
_TITLE, _MESSAGE = 32, 255  # Excel refuses a workbook with longer ones
_HOURS: Final = (time(0), time(23, 59))
_DAYS: Final = (date(1949, 10, 1), date(2099, 12, 31))
_EXPECTED: Final = {
    "count": "请填整数（{least}至{most}）；没有的填0，尚未统计的留空。",
    "measure": "请填数字（{least}至{most}），不写单位。",
    "date": "请填日期，如 2023-09-01。",
    "time": "请填时刻，如 17:00。",
    "choice": "请从下拉列表中选一项。",
}


def write_value(
    sheet: Worksheet, row: int, column: int, value: object, look: Format, record: type[Record], name: str
) -> None:
    """Write a field's value as a town would: a value of the dictionary in its word, a text where no number will do.

    `value` is what the model holds, None for a blank, or a text that stays as it was typed.
    """
    value = as_typed(record, name, value)
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        # XlsxWriter takes <r>…</r> for markup of its own; a blank behind it keeps it a text.
        sheet.write_string(row, column, f"{value} " if value.endswith("</r>") else value, look)
    elif isinstance(value, date | time):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)


def guide(sheet: Worksheet, cells: Range, record: type[Record], name: str) -> None:
    """Let a range of a field take only its own values, and say what it means when a cell is chosen."""
    kind = kind_of(record, name)
    least, most = bounds(record, name) if kind in ("count", "measure") else (0, 0)
    expected = _EXPECTED.get(kind, "").format(least=least, most=most)
    title = heading(record, name)
    options = {
        **_condition(kind, name, least, most),
        "input_title": title[:_TITLE],
        "input_message": f"{described(record)[name].meaning.zh}{expected}"[:_MESSAGE],
        "error_title": title[:_TITLE],
        "error_message": expected[:_MESSAGE],
    }
    sheet.data_validation(*cells, options)


def _condition(kind: str, name: str, least: int, most: int) -> dict[str, Any]:
    between = {"criteria": "between", "minimum": least, "maximum": most}
    conditions: dict[str, dict[str, Any]] = {
        "choice": {"validate": "list", "source": f"={list_name(name)}"},
        "count": {"validate": "integer", **between},
        "measure": {"validate": "decimal", **between},
        "date": {"validate": "date", "criteria": "between", "minimum": _DAYS[0], "maximum": _DAYS[1]},
        "time": {"validate": "time", "criteria": "between", "minimum": _HOURS[0], "maximum": _HOURS[1]},
    }
    return conditions.get(kind, {"validate": "any"})


def list_name(name: str) -> str:
    """Return the defined name of a field's dropdown list."""
    return f"list_{name}"
