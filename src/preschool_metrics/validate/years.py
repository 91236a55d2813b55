"""Columns of another year: last year's figures beside this month's are not this month's."""

import re

from preschool_metrics.model.draft import Table
from preschool_metrics.validate.report import Reporter

_YEAR = re.compile(r"(20\d{2})\s*年")


def drop_other_years(table: Table, reporter: Reporter) -> None:
    """Make a column unknown whose heading names another year than the month's, and say so."""
    for at, column in enumerate(table.columns):
        found = _YEAR.search(column.heading)
        if not found or not reporter.period or found.group(1) == reporter.period[:4]:
            continue
        place = {
            "sheet": table.sheet,
            "cell": table.address(table.header[1], column),
            "field": column.field,
            "value": column.heading,
        }
        reporter.report("other_year", expected=reporter.period[:4], **place)
        table.rows = [(*row[:at], None, *row[at + 1 :]) for row in table.rows]
