"""Spellings of one text, reduced to what they share: width and what nobody sees."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_UNSEEN: Final = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]+")


def one_width(text: str) -> str:
    """Return a text with every sign in its usual width and form: １２㎡ is 12m2."""
    return unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """Return a text in one width, without any space, line break or unseen character."""
    return _UNSEEN.sub("", one_width(text))
