"""Months as people write them, reduced to YYYY-MM."""

import re
import unicodedata
from typing import Final

_WHOLE: Final = re.compile(r"((?:19|20)\d{2})(?:[-./_年](\d{1,2})|(\d{2}))(?:月份?)?")
_NAMED: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})年(\d{1,2})月份?")
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


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _month(year: str, month: str) -> str | None:
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None  # noqa: PLR2004 - months of a year
