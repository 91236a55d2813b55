"""Marks set beside a number: digits in superscript, subscript or struck out are no part of it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

Runs = list[tuple[str, bool]]
"""The text of a cell in pieces, each with whether it is set as a mark."""

_NUMBER = re.compile(r"[+-]?\d[\d,. ]*(?:人|名|所|个|班|位|元|间|座|岁|%|平方米|平米|m2)?")
_DIGITS = re.compile(r"[\s,.]*\d[\s\d,.]*")
_RAISED: Final = ("superscript", "subscript")
_FALSE: Final = ("0", "false")


class RichText:
    """A text of OOXML as its elements come, by their local names: runs, each with its look; what is phonetic is left out."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self.runs: Runs = []
        self._in_text = self._marked = False
        self._phonetic = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if tag == "rPh" or self._phonetic:
            self._phonetic += 1
        elif tag == "r":
            self._marked = False
        elif tag == "vertAlign":
            self._marked |= attributes.get("val") in _RAISED
        elif tag == "strike":
            self._marked |= attributes.get("val") not in _FALSE
        elif tag == "t":
            self._in_text = True

    def end(self, tag: str) -> None:
        """End an element."""
        if self._phonetic:
            self._phonetic -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "r":
            self._marked = False

    def characters(self, text: str) -> None:
        """Take the text of an element."""
        if self._in_text:
            self.runs.append((text, self._marked))

    def shown(self) -> str:
        """Return the text without the digits that are set as marks beside a number."""
        return unmarked(self.runs)


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
    return unicodedata.normalize("NFKC", text).strip()
