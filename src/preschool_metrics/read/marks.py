"""Marks set beside a number: digits in superscript, subscript or struck out are no part of it."""

import re
import unicodedata
from collections.abc import Sequence

Runs = list[tuple[str, bool]]
"""The text of a cell in pieces, each with whether it is set as a mark."""

_NUMBER = re.compile(r"\s*[+-]?\d[\d,. ]*(?:人|名|所|个|班|位|元|间|座|岁|%|平方米|平米|m2)?\s*")
_DIGITS = re.compile(r"[\s\d,.]*\d[\s\d,.]*")


def unmarked(runs: Sequence[tuple[str, bool]]) -> str:
    """Return the text of a cell without the digits set as marks, where what is left is a number: 1200² is 1200.

    Anywhere else they stay: they may be a part of a name.
    """
    whole = "".join(text for text, _ in runs)
    if not any(marked for _, marked in runs):
        return whole
    kept = "".join(text for text, marked in runs if not (marked and _DIGITS.fullmatch(_plain(text))))
    return kept if _NUMBER.fullmatch(_plain(kept)) else whole


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
