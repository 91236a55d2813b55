"""The lexicon: words of the field and the features that they carry, from `lexicon.toml`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_LIST = re.compile(r'^(?:"([^"\n]+)"|(filler)) *= *\[(.*?)\](?: *#[^\n]*)?$', re.MULTILINE | re.DOTALL)
_WORD = re.compile(r'"([^"]*)"')

NATURES = {
    "public": frozenset({"public"}),
    "private": frozenset({"inclusive_private", "other_private"}),
    "inclusive": frozenset({"public", "inclusive_private"}),
    "inclusive_private": frozenset({"inclusive_private"}),
    "not_inclusive": frozenset({"other_private"}),
    "other_private": frozenset({"other_private"}),
    "all": frozenset({"public", "inclusive_private", "other_private"}),
}
"""Each word for a nature as the set of kindergartens that it means: 民办 and 普惠 together leave the inclusive private."""


class Feature(NamedTuple):
    """One thing that a word says: a category and a value, as `measure:children`."""

    category: str
    value: str


Features = tuple[Feature, ...]
NOTHING_SAID: Features = ()


class Lexicon(NamedTuple):
    """Words by their spelling in one width, and how long those are that begin with each letter, the longest first."""

    words: dict[str, Features]
    lengths: dict[str, list[int]]


@cache
def lexicon() -> Lexicon:
    """Load the lexicon; a word that stands twice is a mistake of ours (ValueError)."""
    words: dict[str, Features] = {}
    for key, spelled in lists(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")):
        _add(words, features(key), spelled)
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return Lexicon(words, {letter: sorted(each, reverse=True) for letter, each in lengths.items()})


def lists(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the features and the words, in one width, of each list of the lexicon; those of the filler are none.

    The file is TOML of keys and lists of plain words, read here in a tenth of the time that tomllib takes: every start
    pays for it. A test holds both to the same.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    for key, filler, body in _LIST.findall(plain):
        yield "" if filler else key, _WORD.findall(body)


def _add(words: dict[str, Features], said: Features, spelled: Iterable[str]) -> None:
    for word in spelled:
        if word in words:
            raise ValueError(f"the lexicon has {word} twice")
        words[word] = said


def features(written: str) -> Features:
    """Read features as they are written in the lexicon and in the data dictionary: `measure:children nature:public`."""
    return tuple(Feature(*each.split(":")) for each in written.split())
