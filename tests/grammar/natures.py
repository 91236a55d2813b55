"""Where a roster says what kind each kindergarten is: every evidence of understanding.md §3."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tests.grammar import words
from tests.grammar.canvas import Typed
from tests.grammar.drawing import Draw
from tests.grammar.facts import Kindergarten
from tests.grammar.headings import kind_words, split_block
from tests.grammar.table import Column

Texts = dict[str, Typed]
_BOTH: Final = frozenset({"public", "inclusive"})
_WEIGHTS: Final = {
    "words": 6,
    "public/private + inclusive": 3,
    "sponsor words + inclusive": 2,
    "sponsor codes + inclusive": 2,
    "ticks": 2,
    "sections": 2.5,
    "sheets": 1.5,
    "titles": 1.2,
    "written once": 1,
    "figures": 0.8,
    "public/private only": 0.5,
    "none": 0.4,
}
# Evidence that a row carries in itself: it goes with any arrangement of sheets.
IN_THE_ROW: Final = {
    each: weight for each, weight in _WEIGHTS.items() if each not in ("sections", "sheets", "titles", "written once")
}


@dataclass
class Evidence:
    """Columns that tell the nature, what stands in them for a kindergarten, and what is known from it.

    bare     普惠 and 非普惠 without 民办: where no 公办 stands beside them, 普惠 may be public
    unticked 是否普惠 is answered by ticks: where none is made, nobody says whether it was answered at all
    """

    kind: str
    columns: list[Column] = field(default_factory=list)
    texts: Callable[[Kindergarten], Texts] = lambda _: {}
    carried: frozenset[str] = _BOTH
    bare: bool = False
    unticked: bool = False
    figures: list[Column] = field(default_factory=list)


def drawn_evidence(draw: Draw, weights: dict[str, float] | None = None) -> Evidence:
    """Draw one kind of evidence."""
    kind = draw.rather("nature", weights or _WEIGHTS)
    return _MAKERS.get(kind, _elsewhere)(draw, kind)


def _elsewhere(_: Draw, kind: str) -> Evidence:
    return Evidence(kind, carried=frozenset() if kind == "none" else _BOTH)


def _words(draw: Draw, kind: str) -> Evidence:
    which = draw.fairly("nature words", dict.fromkeys(words.NATURE_VALUES, 1.0))
    values = words.NATURE_VALUES[which]
    heading = draw.one(words.NATURE_HEADINGS)
    bare = which == "bare" and "公办" not in heading
    if draw.flag("nature values vary", 0.3):
        return Evidence(kind, [_text(heading)], lambda each: {"nature": draw.one(values[each.nature])}, bare=bare)
    fixed = {nature: draw.one(each) for nature, each in values.items()}
    return Evidence(kind, [_text(heading)], lambda each: {"nature": fixed[each.nature]}, bare=bare)


def _text(heading: str, key: str = "nature") -> Column:
    return Column((heading,), key, count=False)


def _inclusive(draw: Draw) -> tuple[Column, Callable[[Kindergarten], Texts], bool]:
    """是否普惠: of a public kindergarten the answer may be anything, it is inclusive all the same."""
    yes, no = draw.one(words.YES)
    of_public = draw.fairly("public answers inclusive", {"yes": 3, "nothing": 2, "no": 1, "slash": 1})
    # Whether it is 普惠 a public kindergarten cannot deny; whether it is 普惠性民办 it must.
    narrow = [each for each in words.INCLUSIVE_HEADINGS if "民办" in each]
    heading = draw.one(narrow if of_public == "no" else words.INCLUSIVE_HEADINGS)
    answer: dict[str, Typed] = {"inclusive": yes, "other": no}
    answer["public"] = {"yes": yes, "nothing": None, "no": no, "slash": draw.one(("—", "/", "不适用"))}[of_public]
    return _text(heading, "inclusive"), lambda each: {"inclusive": answer[each.nature]}, not (no or answer["public"])


def _two_columns(draw: Draw, kind: str) -> Evidence:
    answer, says, unticked = _inclusive(draw)
    public, private = draw.one(
        (("公办", "民办"), ("公办园", "民办园"), ("公办", "民办"), ("公立", "私立"), ("公办幼儿园", "民办幼儿园"))
    )
    column = _text(draw.one(words.PUBLIC_PRIVATE_HEADINGS))
    columns = [column, answer] if draw.chance(0.85) else [answer, column]
    return Evidence(
        kind,
        columns,
        lambda each: {"nature": public if each.nature == "public" else private, **says(each)},
        unticked=unticked,
    )


def _public_private(draw: Draw, kind: str) -> Evidence:
    """No word of 普惠: what is public is known, what is inclusive is not."""
    column = _text(draw.one(words.PUBLIC_PRIVATE_HEADINGS))
    return Evidence(
        kind, [column], lambda each: {"nature": "公办" if each.nature == "public" else "民办"}, frozenset({"public"})
    )


def _sponsor_words(draw: Draw, kind: str) -> Evidence:
    answer, says, unticked = _inclusive(draw)
    private = draw.one(words.PRIVATE_SPONSORS)
    heading = _text(draw.one(words.SPONSOR_HEADINGS))
    return Evidence(
        kind,
        [heading, answer],
        lambda each: {"nature": draw.one(words.PUBLIC_SPONSORS) if each.nature == "public" else private, **says(each)},
        unticked=unticked,
    )


def _sponsor_codes(draw: Draw, kind: str) -> Evidence:
    answer, says, unticked = _inclusive(draw)
    form = draw.fairly("code written as", {"number": 2, "text": 2, "code and word": 2, "word and code": 1})
    heading = _text(draw.one(words.SPONSOR_CODE_HEADINGS))

    def code(each: Kindergarten) -> Typed:
        word = words.SPONSORS[each.sponsor]
        if form == "number":
            return int(each.sponsor)
        return {"text": each.sponsor, "code and word": f"{each.sponsor} {word}"}.get(form, f"{word}（{each.sponsor}）")

    return Evidence(kind, [heading, answer], lambda each: {"nature": code(each), **says(each)}, unticked=unticked)


def _ticks(draw: Draw, kind: str) -> Evidence:
    """A tick in one of three columns, below a parent or side by side."""
    yes, no = draw.one(words.TICKS)
    draw.features["tick"] = f"{yes}{no}"
    heads = draw.one(
        (
            ("公办", "普惠性民办", "非普惠性民办"),
            ("公办园", "普惠性民办园", "非普惠性民办园"),
            ("公办", "普惠民办", "非普惠民办"),
            ("公办", "民办普惠", "民办非普惠"),
        )
    )
    parent = (
        (draw.one(("办园性质", "性质", "办园类型", "园所性质", "办别")),)
        if draw.flag("ticks below a parent", 0.6)
        else ()
    )
    columns = [
        Column((*parent, head), f"tick_{nature}", count=False)
        for nature, head in zip(("public", "inclusive", "other"), heads, strict=True)
    ]
    return Evidence(
        kind,
        columns,
        lambda each: {
            f"tick_{nature}": yes if each.nature == nature else no for nature in ("public", "inclusive", "other")
        },
    )


def _figures(draw: Draw, kind: str) -> Evidence:
    """The children stand in the column of their kindergarten's kind."""
    kinds = kind_words(draw, ("public", "inclusive", "other"))
    block = split_block(draw, "enrolled", kinds, draw.one(("parent", "among", "prefix")))
    return Evidence(kind, figures=block)


def _once(draw: Draw, kind: str) -> Evidence:
    """The word stands at the first of its kind; the rows below it leave it blank, or say 同上."""
    values = words.NATURE_VALUES[draw.one(("plain", "short", "long"))]
    fixed = {nature: each[0] for nature, each in values.items()}
    return Evidence(kind, [_text(draw.one(words.NATURE_HEADINGS))], lambda each: {"nature": fixed[each.nature]})


_MAKERS: Final[dict[str, Callable[[Draw, str], Evidence]]] = {
    "words": _words,
    "public/private + inclusive": _two_columns,
    "public/private only": _public_private,
    "sponsor words + inclusive": _sponsor_words,
    "sponsor codes + inclusive": _sponsor_codes,
    "ticks": _ticks,
    "figures": _figures,
    "written once": _once,
}
