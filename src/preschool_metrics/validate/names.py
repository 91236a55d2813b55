"""Names compared: two spellings of one kindergarten have one key."""

import re
import unicodedata

from preschool_metrics.model.text import Text

_SKIPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff()\[\]【】《》“”\"'·.,，。、\-—_]+")


def name_key(name: str) -> str:
    """Return a name in one width, without brackets, spaces and punctuation."""
    return _SKIPPED.sub("", unicodedata.normalize("NFKC", name)).casefold()


def did_you_mean(suggestion: str | None) -> Text:
    """Return the question that follows an unknown name, nothing where there is no suggestion."""
    if suggestion is None:
        return Text("", "")
    return Text(f"（是否为“{suggestion}”？）", f" (did you mean “{suggestion}”?)")
