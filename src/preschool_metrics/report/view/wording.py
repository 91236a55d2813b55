"""How months, places and quantities are written in a report."""

from collections.abc import Iterable
from itertools import groupby

from preschool_metrics.language import Language, _
from preschool_metrics.model.grid import column_index
from preschool_metrics.model.policy import Indicator
from preschool_metrics.model.town_return import Figure

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def month_words(period: str, language: Language) -> str:
    """Return a month in words: 2024年3月, March 2024."""
    year, month = map(int, period.split("-"))
    return f"{year}年{month}月" if language == "zh" else f"{_MONTHS[month - 1]} {year}"


def month_before(period: str, months: int = 1) -> str:
    """Return the month so many months before."""
    year, month = map(int, period.split("-"))
    year, month = divmod(year * 12 + month - 1 - months, 12)
    return f"{year:04}-{month + 1:02}"


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Return every month from the first to the last."""
    months = [last]
    while months[-1] > first:
        months.append(month_before(months[-1]))
    return tuple(reversed(months))


def ranges_of(cells: Iterable[Figure]) -> str:
    """Return cells of one sheet as few ranges, column by column: D5:D9, G5:G9."""
    places = sorted({_split(cell.cell) for cell in cells})
    ranges = []
    for _column, run in groupby(enumerate(places), lambda item: (item[1][0], item[1][1] - item[0])):
        own = [place for _index, place in run]
        first, last = own[0], own[-1]
        ranges.append(f"{first[2]}{first[1]}" + (f":{last[2]}{last[1]}" if len(own) > 1 else ""))
    return ", ".join(ranges)


def _split(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    return column_index(letters), int(cell[len(letters) :]), letters


def lacking_word(indicator: Indicator) -> str:
    """Return what a shortfall of the indicator counts, with its unit."""
    share = indicator.display == "percent"
    field = (indicator.measure.numerator if share else indicator.measure.denominator)[0]
    words = {
        "enrolled": _("children"),
        "enrolled_preschool": _("children"),
        "enrolled_public": _("public places"),
        "enrolled_inclusive": _("inclusive places"),
        "staff": _("staff"),
        "care_teaching_staff": _("care and teaching staff"),
        "teachers": _("teachers"),
        "health_staff": _("health staff"),
        "teachers_certified": _("certified teachers"),
        "classes_within_limit": _("classes within the limit"),
    }
    return words.get(field, _("shortfall"))
