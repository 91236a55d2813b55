"""Months as people write them, reduced to YYYY-MM."""

import re
import unicodedata
from typing import Final

_WHOLE: Final = re.compile(r"((?:19|20)\d{2})(?:[-./_年](\d{1,2})|(\d{2}))(?:月份?)?")
_NAMED: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})年(\d{1,2})月份?")
_IN_DIGITS: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:[-._](\d{1,2})(?![-._]?\d)|(0[1-9]|1[0-2])(?!\d))")
_IN_NUMERALS: Final = re.compile(r"([二一][〇○零oO0一二三四五六七八九]{3})年(十[一二]?|[一二三四五六七八九]|元)月")
_NUMERALS: Final = {**dict.fromkeys("〇○零oO0", "0"), **dict(zip("一二三四五六七八九", "123456789", strict=True))}
_ANOTHER: Final = re.compile(r"\d月|\d{4}年")


def month_of(text: str) -> str | None:
    """Return the month that a text is: 2024-03, 2024-3, 2024.3, 202403, 2024年3月; None for anything else."""
    found = _WHOLE.fullmatch(_bare(text))
    return _month(found.group(1), found.group(2) or found.group(3)) if found else None


def month_in(name: str) -> str | None:
    """Return the month that a name is, or the one that it holds written out: 2024年3月报表. Two months are none."""
    whole = month_of(name)
    if whole:
        return whole
    bare = _bare(name)
    found = _NAMED.search(bare)
    if not found or _ANOTHER.search(bare[: found.start()] + "|" + bare[found.end() :]):
        return None
    return _month(found.group(1), found.group(2))


def month_named(text: str) -> str | None:
    """Return the one month that a title or a file's name holds in any spelling; a day, 2024-04-02, is that of sending."""
    plain = _IN_NUMERALS.sub(_in_digits, _bare(text))
    months = {_month(found.group(1), found.group(2) or found.group(3)) for found in _IN_DIGITS.finditer(plain)}
    return month_in(plain) or (months.pop() if len(months) == 1 else None)


def _in_digits(found: re.Match[str]) -> str:
    year, month = "".join(_NUMERALS[digit] for digit in found.group(1)), found.group(2)
    if month == "元":
        return f"{year}年1月"
    return f"{year}年{10 + int(_NUMERALS.get(month[1:], 0)) if month.startswith('十') else _NUMERALS[month]}月"


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _month(year: str, month: str) -> str | None:
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None  # noqa: PLR2004 - months of a year
