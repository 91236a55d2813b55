"""Words as people type them, reduced to what they mean."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

ARROW: Final = "→"

_UNSEEN = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]+")
_UNIT = re.compile(
    r"[（(【\[](?:单位[:：]?)?(人|名|所|个|班|位|万人|万元|元[/年月生人·期]*|岁|处|m2|㎡|平方米|平米|人次|选填|必填|盖章|公章|签章|加盖公章)[）)】\]]"
)
_ASIDE = re.compile(
    r"^(?:\d{4}年(?:度)?(?:\d{1,2}月)?[末底]?|其中|#|△|▲|\*|[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．]|[（(][一二三四五六七八九十\d]{1,2}[）)])[:：、]*(?=[^:：、])"
)
_PUNCTUATION = re.compile(r"[（()）【】\[\]:：,，、.。·/\\\-—–~～＊*#<>《》“”\"'_|]")


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """Return a text in one width, without any space, line break or unseen character."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=8192)
def heading_key(text: str) -> str:
    """Return the key under which a heading is looked up: no unit, no 其中, no brackets, no punctuation."""
    plain = _UNIT.sub("", bare(text))
    for _ in range(2):
        plain = _ASIDE.sub("", plain)
    return _PUNCTUATION.sub("", plain).casefold()


def sheet_key(name: str) -> str:
    """Return the key under which a sheet is looked up: its name in one width, without blanks."""
    return bare(name).casefold()


def path_key(path: Sequence[str]) -> str:
    """Return the key of headings joined top-down."""
    return ARROW.join(map(heading_key, path))


def heading_path_key(text: str) -> str:
    """Return the key of headings written as a layout file joins them: 在册幼儿→计."""
    return path_key(text.split(ARROW))


def value_key(value: Any) -> str:
    """Return the key under which a value or the label of a row is looked up: in one width, without blanks."""
    return bare(str(int(value) if isinstance(value, float) and value.is_integer() else value)).casefold()


def without_unit(text: str) -> str:
    """Return a text in one width without the unit in brackets."""
    return _UNIT.sub("", text)


@lru_cache(maxsize=8192)
def unit_of(text: str) -> str:
    """Return the unit in brackets of a heading, of several the last, 在园（班）人数（万人）; an empty string where it has none."""
    found = _UNIT.findall(bare(text))
    return found[-1] if found else ""
