"""The nature of a kindergarten from all evidence (understanding.md §3).

In this order: the cell, the sponsor by name or code, a tick in one of several columns, the section above the row, the
sheet's name, the table's title. What comes later only makes narrower what comes before: 民办 in a section 普惠性民办园.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from preschool_metrics.shape.grammar import EVERY_NATURE, FORM_CODES, parse
from preschool_metrics.shape.lexicon import NATURES
from preschool_metrics.shape.words import bare

Nature = frozenset[str]
_SPONSOR_CODES: Final = {
    **dict.fromkeys(("811", "812", "821", "822", "831", "832", "891", "892", "893", "894"), NATURES["public"]),
    "999": NATURES["private"],
}
"""举办者类型 of the ministry's tables: state organs, enterprises, institutions, army and collectives are public."""
_CODED = re.compile(r"^(8\d\d|999|[123])[-.、:]?(?=\D)|[(]?(8\d\d|999)[)]?$|[(][123][)]$")
_NAMES: Final = {
    NATURES["public"]: "public",
    NATURES["inclusive_private"]: "inclusive_private",
    NATURES["not_inclusive"]: "other_private",
    NATURES["private"]: "private",
}
"""The values of 办园性质 in the data dictionary, by the kindergartens that they mean."""


@lru_cache(maxsize=4096, typed=True)
def nature_of(value: Any, *, codes: bool = True) -> Nature | None:
    """Return the kindergartens that a cell of 办园性质 or 举办者 means, None where it is no word for a nature.

    公办托管, 企业办 and the like leave it open: they are none.
    """
    text = bare(str(int(value) if isinstance(value, float) and value.is_integer() else value))
    if text in _SPONSOR_CODES or (codes and text in FORM_CODES):
        return _SPONSOR_CODES.get(text) or FORM_CODES[text]
    meaning = parse(_CODED.sub("", text))
    said = meaning.nature is not None and not meaning.residue and "undecided" not in meaning.marks
    counts = meaning.measure or meaning.attribute or meaning.statistic or meaning.time
    return meaning.nature if said and not counts and not meaning.marks & {"total", "among"} else None


def name_of(nature: Nature | None) -> str | None:
    """Return the value of the data dictionary for a nature, None where it is none of them: 普惠 alone may be public."""
    return _NAMES.get(nature) if nature is not None else None


def tells_public(heading: str) -> bool:
    """Tell whether a heading lists 公办 beside 普惠: 性质（公办/普惠/非普惠）."""
    return "普惠" in heading and NATURES["public"] <= (parse(heading).nature or frozenset())


def natures(values: Sequence[Any], blank: Any, *, apart: bool = False) -> list[Any]:
    """Return a column of 办园性质 as values of the dictionary; what is no nature stays as it was typed, blanks are None.

    Where 公办 stands in the column too, or is told `apart`, 普惠 means the inclusive private ones. `blank` tells a blank mark.
    """
    spelled = {(value.__class__, value) for value in values}  # 1 and True are one key otherwise
    read = {key: nature_of(key[1]) for key in spelled}
    apart = apart or NATURES["public"] in read.values()
    named = {
        key: None if blank(key[1]) else _name_in_column(nature, apart=apart) or key[1] for key, nature in read.items()
    }
    return [named[value.__class__, value] for value in values]


def _name_in_column(nature: Nature | None, *, apart: bool) -> str | None:
    if apart and nature == NATURES["inclusive"]:
        return "inclusive_private"
    return name_of(nature)


def narrowed(evidence: Iterable[Nature | None]) -> tuple[Nature | None, bool]:
    """Return what evidence in its order comes to, and whether a later piece contradicts an earlier one."""
    nature, contradicted = None, False
    for piece in evidence:
        if piece is None or piece == EVERY_NATURE:
            continue
        if nature is None:
            nature = piece
        elif nature & piece:
            nature &= piece
        else:
            contradicted = True
    return nature, contradicted


def ticked(ticks: Iterable[tuple[Nature, bool]]) -> Nature | None:
    """Return the nature of a row from its ticks: in all that are ticked, in none that is not (where one is ticked).

    公办 | 民办 | 普惠 with ticks under 民办 alone is a private one that is not inclusive.
    """
    pairs = list(ticks)
    if not any(yes for _, yes in pairs):
        return None
    nature = EVERY_NATURE
    for each, yes in pairs:
        nature = (nature & each) if yes else (nature - each or nature)
    return nature or None
