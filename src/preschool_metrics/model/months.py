"""Months: as people write them, reduced to YYYY-MM, and counted."""

import re
from datetime import date
from typing import Final

from preschool_metrics.language import Language
from preschool_metrics.model.spelling import bare

YEAR: Final = 12
_NAMES: Final = "January February March April May June July August September October November December".split()  # noqa: SIM905
_WHOLE: Final = re.compile(r"((?:19|20)\d{2})(?:[-./_年](\d{1,2})|(\d{2}))(?:月份?)?")
_NAMED: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})年(\d{1,2})月份?")
_IN_DIGITS: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:[-._](\d{1,2})(?![-._]?\d)|(0[1-9]|1[0-2])(?!\d))")
_IN_NUMERALS: Final = re.compile(r"([二一][〇○零oO0一二三四五六七八九]{3})年(十[一二]?|[一二三四五六七八九]|元)月")
_NUMERALS: Final = {**dict.fromkeys("〇○零oO0", "0"), **dict(zip("一二三四五六七八九", "123456789", strict=True))}
_ANOTHER: Final = re.compile(r"\d月|\d{4}年")


def month_of(text: str) -> str | None:
    """Return the month that a text is: 2024-03, 2024-3, 2024.3, 202403, 2024年3月; None for anything else."""
    found = _WHOLE.fullmatch(bare(text))
    return _month(found.group(1), found.group(2) or found.group(3)) if found else None


def month_in(name: str) -> str | None:
    """Return the month that a name is, or the one that it holds written out: 2024年3月报表. Two months are none."""
    whole = month_of(name)
    if whole:
        return whole
    plain = bare(name)
    found = _NAMED.search(plain)
    if not found or _ANOTHER.search(plain[: found.start()] + "|" + plain[found.end() :]):
        return None
    return _month(found.group(1), found.group(2))


def month_named(text: str) -> str | None:
    """Return the one month that a title or a file's name holds in any spelling; a day, 2024-04-02, is that of sending."""
    plain = _IN_NUMERALS.sub(_in_digits, bare(text))
    months = {_month(found.group(1), found.group(2) or found.group(3)) for found in _IN_DIGITS.finditer(plain)}
    return month_in(plain) or (months.pop() if len(months) == 1 else None)


def _in_digits(found: re.Match[str]) -> str:
    year, month = "".join(_NUMERALS[digit] for digit in found.group(1)), found.group(2)
    if month == "元":
        return f"{year}年1月"
    return f"{year}年{10 + int(_NUMERALS.get(month[1:], 0)) if month.startswith('十') else _NUMERALS[month]}月"


def _month(year: str, month: str) -> str | None:
    return f"{year}-{int(month):02}" if 1 <= int(month) <= YEAR else None


# --- months as YYYY-MM ------------------------------------------------------------------------------------


def month_of_day(day: date) -> str:
    """Return the month that a day is in."""
    return f"{day:%Y-%m}"


def first_day(period: str) -> date:
    """Return the first day of a month."""
    return date.fromisoformat(f"{period}-01")


def month_number(period: str) -> int:
    """Return a month counted from the year 0."""
    year, month = period.split("-")
    return int(year) * YEAR + int(month) - 1


def month_at(number: int) -> str:
    """Return the month with a number."""
    return f"{number // YEAR:04}-{number % YEAR + 1:02}"


def month_before(period: str, months: int = 1) -> str:
    """Return the month so many months before, or after where they are below 0."""
    return month_at(month_number(period) - months)


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Return every month from the first to the last, both included; at least the last."""
    number = month_number(last)
    return tuple(map(month_at, range(min(month_number(first), number), number + 1)))


def month_words(period: str, language: Language) -> str:
    """Return a month in words: 2024年3月, March 2024."""
    day = first_day(period)
    return f"{day.year}年{day.month}月" if language == "zh" else f"{_NAMES[day.month - 1]} {day.year}"
