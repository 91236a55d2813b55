"""Values as people type them: what a field holds, and one of the ways in which it may stand in a cell."""

from datetime import date, datetime, time
from random import Random
from typing import Any, Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import Kindergarten
from tests.accuracy.book import Content, Dated

WIDE: Final = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
BLANKS: Final = ("—", "/", "无", "-", "——", "\\", " ", "\u3000", "－", "...", "未统计", "N/A", "\xa0")
_AFTER: Final = {"人": ("人", "名", " 人", "位"), "个": ("个", "班", " 个"), "㎡": ("㎡", "平方米", "m²", " ㎡")}
_DAYS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y%m%d", " %Y-%m-%d ")
_DAY_LOOKS: Final = ("yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "m/d/yy")
_BUILT_IN: Final = (14, 31, 57, 27, 58, 50)
_CLOCKS: Final = ("%H:%M", "%H：%M", "%H时%M分", "%H点%M", " %H:%M ")


def number_as_text(random: Random, value: int | float, unit: str) -> str:  # noqa: PYI041 - the two are told apart
    """Return a number as a text that is plainly that number."""
    plain = f"{value:g}" if isinstance(value, float) else str(value)
    comma = f"{value:,}" if isinstance(value, int) else plain
    ways = (
        plain, f"{plain} ", f" {plain}", f"{plain}\u3000", f"\xa0{plain}", f"{plain}\u200b", comma, plain.translate(WIDE), comma.translate(WIDE),
        f"{plain}.0" if isinstance(value, int) else f"{value:.2f}", f"{plain}\n", f"\t{plain}", plain + random.choice(_AFTER.get(unit, ("",))),
        plain.translate(WIDE) + random.choice(_AFTER.get(unit, ("",))),
    )  # fmt: skip
    return random.choice(ways)


def cell_of(random: Random, field: str, value: Any, share: int, *, built_in: bool) -> Content:  # noqa: ANN401
    """Return what stands in the cell of a value; `share` of a hundred numbers are texts, also dates and times."""
    description = described(Kindergarten)[field]
    as_text = random.randrange(100) < share
    if description.words and value is not None:
        return _word(random, description.words[value], as_text=as_text)
    if isinstance(value, int | float):
        return number_as_text(random, value, description.unit) if as_text else value
    if isinstance(value, date):
        return _day(random, value, as_text=as_text, built_in=built_in)
    if isinstance(value, time):
        return value.strftime(random.choice(_CLOCKS)) if as_text else Dated(value, "hh:mm")
    return _text(random, field, value, as_text=as_text)


def _word(random: Random, words: tuple[str, ...], *, as_text: bool) -> Content:
    word = random.choice(words) if as_text else words[0]
    if word.isdigit() and random.random() < 0.5:
        return int(word)
    return random.choice((word, f"{word} ", f" {word}", "\u3000".join(word), f"{word}\n")) if as_text else word


def _day(random: Random, value: date, *, as_text: bool, built_in: bool) -> Content:
    if as_text:
        return value.strftime(random.choice(_DAYS))
    moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - dates of a sheet have no zone
    return Dated(moment, random.choice(_BUILT_IN if built_in else _DAY_LOOKS))


def _text(random: Random, field: str, value: Any, *, as_text: bool) -> Content:  # noqa: ANN401
    if field in ("code", "sponsor") and value.isdigit() and not as_text:
        return int(value)
    return random.choice((f"{value} ", f" {value}", f"{value}\u3000", value.replace(" ", "\n"))) if as_text else value
