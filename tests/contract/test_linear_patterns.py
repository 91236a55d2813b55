"""No pattern over foreign text costs more than in proportion to it: twice the text takes twice the time.

The hostile texts come from the patterns themselves: a text that one matches, cut off at every place, with the last sign, or
all of it, repeated a hundred thousand times. What is in proportion takes milliseconds, what is to the square hours, so the
bound is wide and no machine too slow.
"""

import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest

import preschool_metrics
from preschool_metrics.read import survive

ROOT = Path(preschool_metrics.__file__).parent
# Those that see what a town has sent; a report searches only what it has made itself.
STAGES = ("read", "shape", "validate", "catalogue", "model", "forms", "workbooks")
LENGTH = 50_000
MOST_STEPS = 24
BOUND = 0.5  # seconds of processor time beyond three times as much
SECONDS = 20


class Held(NamedTuple):
    """A pattern, with the module that holds it and the name by which it is used there."""

    module: str
    name: str
    pattern: re.Pattern[Any]


def patterns() -> dict[str, Held]:
    """Return every pattern that a module holds, by itself or in a tuple."""
    found: dict[str, Held] = {}
    for module in pkgutil.walk_packages([str(ROOT)], "preschool_metrics."):
        if module.name.split(".")[1] in STAGES:
            for name, value in vars(import_module(module.name)).items():
                for own, pattern in _held(name, value):
                    called = f"{module.name.removeprefix('preschool_metrics.')}.{own} {pattern.pattern!r:.50}"
                    found[called] = Held(module.name, own, pattern)
    return found


def _held(name: str, value: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, tuple):
        for field, each in zip(getattr(value, "_fields", [name] * len(value)), value, strict=True):
            yield from _held(field, each)


PATTERNS = patterns()


def ways(held: Held) -> set[str]:
    """Return the methods by which a pattern is used: only one that searches begins at every place."""
    source = Path(str(import_module(held.module).__file__)).read_text(encoding="utf-8")
    used = set(re.findall(rf"\b{held.name}\.(fullmatch|match|search|sub|subn|findall|finditer|split)\b", source))
    whole = used & {"fullmatch", "match"}
    return whole if whole == used and whole else whole | {"search"}


def example(parsed: Any) -> str:  # noqa: ANN401, C901 - one case for each kind of node
    """Return a short text that a pattern takes, its lookarounds left aside."""
    text = ""
    for kind, about in parsed:
        if kind in (_constants.LITERAL, _constants.NOT_LITERAL):
            text += chr(about) if kind is _constants.LITERAL else "~"
        elif kind is _constants.ANY:
            text += "~"
        elif kind is _constants.IN:
            text += _member(about)
        elif kind is _constants.BRANCH:
            text += example(about[1][0])
        elif kind is _constants.SUBPATTERN:
            text += example(about[3])
        elif kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            text += example(about[2]) * max(about[0], 1)
        elif kind is _constants.ATOMIC_GROUP:
            text += example(about)
    return text


def _member(about: Any) -> str:  # noqa: ANN401 - a node of the parser
    classes = {_constants.CATEGORY_SPACE: " ", _constants.CATEGORY_DIGIT: "1", _constants.CATEGORY_WORD: "a"}
    if about[0][0] is _constants.NEGATE:
        return "~"
    for kind, value in about:
        if kind is _constants.LITERAL:
            return chr(value)
        if kind is _constants.RANGE:
            return chr(value[0])
        if kind is _constants.CATEGORY:
            return classes.get(value, "~")
    return "~"


def hostile(pattern: re.Pattern[Any], length: int) -> Iterator[str]:
    flags = pattern.flags & ~re.DEBUG
    whole = example(_parser.parse(pattern.pattern, flags))
    places = (
        range(1, len(whole) + 1) if len(whole) <= MOST_STEPS else range(1, len(whole) + 1, len(whole) // MOST_STEPS)
    )
    for place in places:
        head = whole[:place]
        yield head + head[-1] * length
        yield head * (length // place)
        yield head + " " * length + "\x00"
        yield head[:-1] + "1" * length + "\x00"


def spent(method: Callable[[Any], object], text: str | bytes) -> float:
    began = time.process_time()
    method(text)
    return time.process_time() - began


def slowest(name: str) -> str:
    """Return the hostile text on which a pattern is not linear, nothing where there is none."""
    pattern = PATTERNS[name].pattern
    for way in ways(PATTERNS[name]):
        method = getattr(pattern, way)
        for once, twice in zip(hostile(pattern, LENGTH), hostile(pattern, 2 * LENGTH), strict=True):
            texts = [
                each.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else each
                for each in (once, twice)
            ]
            if spent(method, texts[1]) > 3 * spent(method, texts[0]) + BOUND:
                return f"{way}: {once[:60]!r}…"
    return ""


@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_takes_twice_the_time(name: str) -> None:
    (found,) = survive(
        slowest, [name], jobs=1, max_seconds=SECONDS, max_memory=1 << 30, dead=lambda _: "it never ended"
    )
    assert found == ""


def test_a_pattern_that_is_not_linear_would_be_found() -> None:
    hostile_ones = {"shapes": rb"(?s)<v:shape\s(?:(?!</v:shape>).)*</v:shape>\s*", "end": r"(?:\s|;)+$"}
    for name, pattern in hostile_ones.items():
        PATTERNS[name] = Held("preschool_metrics", name, re.compile(pattern))
    try:
        for name in hostile_ones:
            (found,) = survive(
                slowest, [name], jobs=1, max_seconds=2, max_memory=1 << 30, dead=lambda _: "it never ended"
            )
            assert found
    finally:
        for name in hostile_ones:
            del PATTERNS[name]
