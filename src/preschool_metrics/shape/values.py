"""Values as people type them, normalised by the type of their field; what cannot be read stays as it was typed."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache, partial
from math import isfinite
from typing import Any, Final

from preschool_metrics.model.dictionary import base_type, described
from preschool_metrics.model.returns import Record
from preschool_metrics.shape.natures import natures
from preschool_metrics.shape.words import bare

Normaliser = Callable[[Any], Any]

BLANKS: Final = frozenset(
    bare(mark).casefold()
    for mark in (
        "",
        "—",
        "―",
        "‐",
        "‒",
        "——",
        "–",
        "-",
        "--",
        "/",
        "//",
        "\\",
        "无",
        "N/A",
        "NA",
        "…",
        "...",
        "未统计",
        "不适用",
        "暂无",
        "不详",
        "空",
        "null",
    )
)
WAN: Final = 10_000
_LONGEST_BLANK: Final = 8
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_NUMBER = re.compile(
    r"([+-]?(?:\d{1,3}(?:[, ]\d{3}){1,6}|\d{1,20})(?:\.\d{1,20})?)\s*(?:人|名|所|个|班|位|元|间|座|m2|m²|平方米|平米)?"
)
_AMONG = re.compile(r"(?<![\s,;、(])[\s,;、(]*其中.*", re.DOTALL)
_DATE = re.compile(r"(\d{4})[年./\-](\d{1,2})(?:[月./\-](\d{1,2})日?|月?)")
_AROUND_DATE = re.compile(
    r"^(?:数据)?(?:截至|截止到?|截止至)|(?<=月)份$|(?<=日)(?:\d{1,2}[时点]|零[时点])$|[（(].*[）)]$"
)
_ISO: Final = (
    r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?(Z|[+-]\d{2}:?\d{2})?"  # compiled when one is met
)
_CHINA = timedelta(hours=8)
_OF_DAY = re.compile(r"\d[:：]\d")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})?")
_TIME = re.compile(r"(上午|下午|早上|晚上)?(\d{1,2})(?:[:点时](\d{1,2})?)(?:[:分]?(?:\d{2})?)")
_MIDNIGHT = datetime(2000, 1, 1)  # noqa: DTZ001 - only its time of day is used
_SERIALS = range(20_000, 80_000)
_EPOCH = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - dates of a sheet have no zone


def count(value: Any) -> Any:
    """Return a whole number for anything that plainly is one, None for a blank mark, else the value as typed."""
    kind = value.__class__
    if kind is float:
        return int(value) if value.is_integer() else _whole(value)
    if kind is str:
        return _count_text(value) if value else None
    return value


def _whole(value: float) -> Any:
    """Return the whole number that a spreadsheet shows: it keeps 15 digits, 235.00000000000003 is 235."""
    kept = float(f"{value:.15g}")
    return int(kept) if kept.is_integer() else value


def number(value: Any) -> Any:
    """Return a float for a measured value, None for a blank mark, else the value as typed."""
    if value.__class__ is int:
        return float(value)
    if value.__class__ is str:
        read = _number_text(value)
        return float(read) if isinstance(read, int) else read
    return value


def figure(value: Any) -> float | None:
    """Return the number in a cell, also one typed as text, None where there is none."""
    if value.__class__ is str and not value:
        return None
    read = number(value)
    return read if read.__class__ is float else None


@lru_cache(maxsize=4096)
def _count_text(value: str) -> Any:
    return count(_number_text(value)) if isinstance(_number_text(value), float) else _number_text(value)


def _number_text(value: str) -> Any:
    """Read a number; blanks around it go, and one between thousands, but two numbers are never glued together."""
    if any(unicodedata.category(sign) == "No" for sign in value.replace("m²", "")):
        return value  # a footnote mark or a power is no digit
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", value)).strip()
    if bare(plain).casefold() in BLANKS:
        return None
    found = _NUMBER.fullmatch(_AMONG.sub("", plain))  # 500人（其中3岁150人，4岁170人）
    if not found:
        return value
    digits = found.group(1).replace(",", "").replace(" ", "")
    return float(digits) if "." in digits else int(digits)


def is_blank(value: Any) -> bool:
    """Tell whether a cell is blank or holds a mark for it: —, /, 无."""
    return value == "" or (isinstance(value, str) and len(value) <= _LONGEST_BLANK and bare(value).casefold() in BLANKS)


def scaled(value: Any, factor: int) -> Any:
    """Multiply a number of 万人 exactly; anything else stays."""
    if value.__class__ not in (int, float) or not isfinite(value):
        return value
    try:
        exact = Decimal(repr(value)) * factor
    except InvalidOperation:
        return value
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def words(value: Any) -> Any:
    """Return a text without outer spaces and line breaks, None for a blank mark."""
    if value.__class__ is float and value.is_integer():
        return str(int(value))
    return _words_text(value) if isinstance(value, str) else str(value)


@lru_cache(maxsize=4096)
def _words_text(value: str) -> Any:
    blank = len(value) <= _LONGEST_BLANK and bare(value).casefold() in BLANKS
    return None if blank else " ".join(_UNSEEN.sub("", value).split())


def choice(known: dict[str, str], value: Any) -> Any:
    """Return the value that a word stands for, None for a blank mark, else the word as typed."""
    if value.__class__ is str and (value == "" or value in known):
        return known.get(value)
    plain = bare(str(words(value) if not isinstance(value, str) else value)).casefold()
    return known.get(plain, None if plain in BLANKS else value)


def day(date1904: bool, value: Any) -> Any:  # noqa: FBT001
    """Return a date for a date cell, a serial number or the usual spellings, None for a blank mark."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and int(value) in _SERIALS:
        return (_EPOCH[date1904] + timedelta(days=int(value))).date()
    return _day_text(value) if isinstance(value, str) else _compact(str(value), value)


@lru_cache(maxsize=4096)
def _day_text(value: str) -> Any:
    iso = re.fullmatch(_ISO, value.strip()) if "T" in value else None
    if iso:
        return _iso_day(iso, value)
    plain = bare("".join(part for part in value.split() if not _OF_DAY.search(part)) or value)
    plain = _AROUND_DATE.sub("", plain)
    if plain.casefold() in BLANKS:
        return None
    found = _DATE.fullmatch(_chinese_date(plain))
    if not found:
        return _compact(plain, value)
    return _date(int(found.group(1)), int(found.group(2)), int(found.group(3) or 1), value)


def _iso_day(found: re.Match[str], value: Any) -> Any:
    """Return the day of a moment as machines write it; midnight in China, told in world time, is the day that begins."""
    try:
        moment = datetime.fromisoformat(f"{found.group(1)}T{found.group(2)}")
    except ValueError:
        return value
    local = moment + _CHINA
    return (local if found.group(3) == "Z" and local.time() == time() else moment).date()


_CHINESE_DATE: Final = r"([二一九][〇○零oO0一二三四五六七八九]{3})年(十[一二]?|[一二三四五六七八九]|元)月(?:(三十一?|二?十?[一二三四五六七八九]|[二三]?十)[日号])?"
_CHINESE_DIGITS: Final = {**dict.fromkeys("〇○零oO0", "0"), **dict(zip("一二三四五六七八九", "123456789", strict=True))}


def _chinese_date(plain: str) -> str:
    """Return a date in Chinese numerals in digits: 二〇二四年三月 → 2024年3月."""
    found = re.fullmatch(_CHINESE_DATE, plain) if plain[:1] in ("一", "二", "九") else None
    if not found:
        return plain
    year = "".join(_CHINESE_DIGITS[digit] for digit in found.group(1))
    month, of_month = (_chinese_number(text) for text in found.group(2, 3))
    return f"{year}年{month}月" + (f"{of_month}日" if of_month else "")


def _chinese_number(text: str | None) -> int:
    """Return a number up to 99 in Chinese numerals; 元月 is the first."""
    if not text or text == "元":
        return 1 if text else 0
    tens, ten, ones = text.rpartition("十")
    return (int(_CHINESE_DIGITS[tens]) if tens else 1) * 10 * bool(ten) + (int(_CHINESE_DIGITS[ones]) if ones else 0)


def _compact(plain: str, value: Any) -> Any:
    found = _COMPACT.fullmatch(plain.removesuffix(".0"))
    if not found or isinstance(value, date):
        return value
    return _date(int(found.group(1)), int(found.group(2)), int(found.group(3) or 1), value)


def _date(year: int, month: int, of_month: int, value: Any) -> Any:
    try:
        return date(year, month, of_month)
    except ValueError:
        return value


def month(date1904: bool, value: Any) -> Any:  # noqa: FBT001
    """Return YYYY-MM for anything that names a month."""
    read = day(date1904, value)
    return f"{read:%Y-%m}" if isinstance(read, date) else read


def clock(value: Any) -> Any:
    """Return a time of day for a time cell, a part of a day or the usual spellings, None for a blank mark."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, timedelta) or (isinstance(value, float) and 0 <= value < 1):
        span = value if isinstance(value, timedelta) else timedelta(minutes=round(value * 1440))
        return (_MIDNIGHT + span).time() if span < timedelta(days=1) else value
    return _clock_text(value) if isinstance(value, str) else value


@lru_cache(maxsize=4096)
def _clock_text(value: str) -> Any:
    plain = bare(value)
    if plain.casefold() in BLANKS:
        return None
    found = _TIME.fullmatch(plain)
    if not found:
        return value
    hour, minute = int(found.group(2)), int(found.group(3) or 0)
    hour += 12 if found.group(1) in ("下午", "晚上") and hour < 12 else 0  # noqa: PLR2004 - noon
    return time(hour, minute) if hour < 24 and minute < 60 else value  # noqa: PLR2004 - the clock


def counts(values: list[Any]) -> list[Any]:
    """Return a column of whole numbers; a column of nothing else goes through in one step."""
    whole = whole_numbers(values)
    return list(map(count, values)) if whole is None else whole


def whole_numbers(values: Sequence[Any]) -> list[int] | None:
    """Return a column in which the reader found whole numbers and nothing else; None for any other."""
    if set(map(type, values)) == {float} and all(map(float.is_integer, values)):
        return list(map(int, values))
    return None


def texts(values: list[Any]) -> list[Any]:
    """Return a column of texts without what is not seen; a column of plain names or codes goes through in one step."""
    if set(map(type, values)) == {str} and min(map(len, values)) > _LONGEST_BLANK:
        joined = "\n".join(values)
        if _UNSEEN.search(joined) is None and joined.split() == values:
            return values
    return list(map(words, values))


def choices(known: dict[str, str], values: list[Any]) -> list[Any]:
    """Return a column of words for what they stand for; a column of nothing else goes through in one step."""
    read = list(map(known.get, values))
    return read if None not in read else [choice(known, value) for value in values]


@cache
def column_normaliser(record: type[Record], name: str, date1904: bool) -> Callable[[list[Any]], list[Any]]:  # noqa: FBT001
    """Return the function that normalises a whole column of a field."""
    if name == "nature":
        return lambda values: natures(values, is_blank)
    one = normaliser(record, name, date1904)
    if isinstance(one, partial) and one.func is choice:
        return partial(choices, one.args[0])
    whole: dict[Normaliser, Callable[[list[Any]], list[Any]]] = {count: counts, words: texts}
    return whole.get(one) or (lambda values: list(map(one, values)))


@cache
def normaliser(record: type[Record], name: str, date1904: bool) -> Normaliser:  # noqa: FBT001
    """Return the function that normalises the values of a field."""
    description = described(record)[name]
    if name == "nature":
        return lambda value: natures([value], is_blank)[0]
    if description.words:
        spelled = [(word, value) for value, words in description.words.items() for word in words]
        known = {bare(word).casefold(): value for word, value in spelled} | dict(spelled)
        return partial(choice, known)
    if description.month:
        return partial(month, date1904)
    plain: dict[type, Normaliser] = {int: count, float: number, date: partial(day, date1904), time: clock, str: words}
    return plain[base_type(record, name)]
