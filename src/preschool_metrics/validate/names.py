"""Names compared: two spellings of one kindergarten have one key."""

import re
import unicodedata
from functools import lru_cache

from preschool_metrics.model.spelling import one_width
from preschool_metrics.model.text import Text

_SKIPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff()\[\]【】《》“”\"'·.,，。、\-—_]+")


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """Return a name in one width, without brackets, spaces and punctuation."""
    return _SKIPPED.sub("", one_width(name)).casefold()


def plain_keys(names: list[str]) -> set[str] | None:
    """Return the keys of many names at once where none needs more than one case; None where one does."""
    joined = "".join(names)
    if not unicodedata.is_normalized("NFKC", joined) or _SKIPPED.search(joined):
        return None
    return {name.casefold() for name in names}


def did_you_mean(suggestion: str | None) -> Text:
    """Return the question that follows an unknown name, nothing where there is no suggestion."""
    if suggestion is None:
        return Text("", "")
    return Text(f"（是否为“{suggestion}”？）", f" (did you mean “{suggestion}”?)")
