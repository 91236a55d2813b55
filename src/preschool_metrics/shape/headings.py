"""Headings matched to fields: a column is a field when their features are equal (understanding.md §1)."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import TableKind
from preschool_metrics.model.layout import IGNORE, NO_HEADINGS, Headings
from preschool_metrics.model.returns import (
    ChildcarePoint,
    Counts,
    Cover,
    Explanation,
    Kindergarten,
    Record,
    Summary,
    Task,
)
from preschool_metrics.shape.grammar import NOT_COUNTED, Meaning, is_foreign, meaning_of, parse, unite
from preschool_metrics.shape.lexicon import NATURES, features
from preschool_metrics.shape.words import bare, path_key

RECORDS: Final[dict[TableKind, type[Record]]] = {
    "roster": Kindergarten,
    "summary": Summary,
    "points": ChildcarePoint,
    "explanations": Explanation,
    "tasks": Task,
}
SURE, INFERRED, DOUBTFUL = 1.0, 0.8, 0.6
"""How sure a match is: by its own words; with a measure taken from the column beside or the title; under a parent with
a word that nobody knows."""
_NEEDLESS: Final = frozenset({"remark", "number"})
_FIGURE: Final = re.compile(r"\d[\d,.]*(?:万?人|[名所个班位])?")
_UNITS: Final = frozenset({"人", "名", "所", "个", "班", "位", "万人", "人次"})


class Match(NamedTuple):
    """A field and how sure the match is; `by_layout` says that the office's layout file names the heading."""

    field: str
    score: float
    by_layout: bool = False


class Signature(NamedTuple):
    """What two meanings must share to be one field."""

    counted: str
    nature: frozenset[str] | None
    sponsor: frozenset[str]
    level: str
    age: str
    basis: str
    narrow: frozenset[str]
    attribute: str


def signature(meaning: Meaning) -> Signature:
    """Return what decides of which field a meaning is; a thing alone, 幼儿园, is an attribute of that name."""
    counted, attribute = meaning.counted, meaning.attribute
    nature, level, age, basis = meaning.nature, meaning.level, meaning.age, meaning.basis
    if "question" in meaning.marks and not attribute and nature is not None:
        attribute = "inclusive" if nature <= NATURES["inclusive"] else "nature"
    if nature == NATURES["all"] and not counted and not attribute:
        attribute = "nature"  # 公办/民办
    if attribute:
        return Signature("", None, frozenset(), "", "", "", frozenset(), attribute)
    if counted == "" and meaning.thing == "kindergarten" and nature is None:
        attribute = "kindergarten"
    if counted == "population" and not age and meaning.thing == "child":
        age = "3_5"  # 常住儿童数: a return knows children of no other ages
    if counted in ("children", "classes") and level:
        age = ""  # 小班（3-4岁）
    nature = None if nature == NATURES["all"] else nature
    return Signature(counted, nature, meaning.sponsor, level, age, basis, meaning.narrow, attribute)


@cache
def _fields(record: type[Record]) -> dict[Signature, str]:
    """Return the field of each signature; what is spelled first counts."""
    found: dict[Signature, str] = {}
    for name, description in described(record).items():
        for way in description.ways():
            meaning = meaning_of(features(way.replace("thing:kindergarten", "attribute:kindergarten")))
            found.setdefault(signature(meaning), name)
    return found


def field_of(record: type[Record], meaning: Meaning) -> str | None:
    """Return the field whose features a meaning has; a rate, a plan and what is not wholly understood are none."""
    if (
        meaning.residue
        or meaning.statistic in NOT_COUNTED
        or meaning.time == "other"
        or meaning.marks & {"plan", "undecided", "example"}
    ):
        return None
    name = _fields(record).get(signature(meaning))
    return name if name and _unit_fits(record, name, meaning) else None


def _unit_fits(record: type[Record], name: str, meaning: Meaning) -> bool:
    """A heading that ends in a counting unit, 幼儿园（所）, counts: it is never the name of something."""
    return meaning.unit not in _UNITS or bool(described(record)[name].unit) or name == "unit"


def nearest_field(record: type[Record], meaning: Meaning, have: frozenset[str]) -> str | None:
    """Return a field that is not there otherwise and differs from a meaning in one feature at most."""
    return next(iter(nearest_fields(record, meaning, have, 1 if meaning.residue else 0)), None)


def nearest_fields(record: type[Record], meaning: Meaning, have: frozenset[str], most: int) -> list[str]:
    """Return the fields that are not there otherwise and differ from a meaning in `most` features, the nearest first."""
    wanted = signature(meaning)
    if meaning.statistic in NOT_COUNTED or not (wanted.counted or wanted.attribute):
        return []
    distances = [(_distance(wanted, known), name) for known, name in _fields(record).items() if name not in have]
    return list(dict.fromkeys(name for distance, name in sorted(distances) if distance <= most))


def _distance(one: Signature, other: Signature) -> int:
    if (one.counted, one.attribute) != (other.counted, other.attribute):
        return len(one)
    return sum(a != b for a, b in zip(one, other, strict=True))


@cache
def _named(own: Headings) -> dict[str, str]:
    """Return the field of each heading that a layout file names."""
    return dict(own)


@cache
def _steps(own: Headings) -> frozenset[str]:
    return frozenset(step for key, _ in own for step in key.split("→"))


def named_field(path: Sequence[str], own: Headings) -> str | None:
    """Return the field, or `ignore`, that a layout file names for joined headings: for all of them, else for the last."""
    names = _named(own)
    keys = (path_key(path[at:]) for at in range(len(path)))
    return next((names[key] for key in keys if key in names), None) if names else None


@lru_cache(maxsize=8192)
def is_known(text: str, own: Headings = NO_HEADINGS) -> bool:
    """Tell whether a text is a word of headings, `own` ones included: the measure of what a header row is."""
    if own and path_key((text,)) in _steps(own):
        return True
    meaning = parse(text)
    dated = meaning.time[:1].isdigit() and not meaning.counted
    return meaning.understood and not dated and not _is_pair(text)


def _is_pair(text: str) -> bool:
    """Tell whether a text is a label with its value: 单位：人, 填报单位：杨村街道, 3周岁常住人口：194人."""
    label, colon, value = bare(text).partition(":")
    return bool(colon and value) and (bool(parse(label).attribute) or _FIGURE.fullmatch(value) is not None)


def is_group(text: str) -> bool:
    """Tell whether a text may stand as a parent over columns: 在园幼儿数, 其中, 公办园."""
    meaning = parse(text)
    return meaning.understood and not meaning.attribute


def is_ignored(path: Sequence[str], own: Headings = NO_HEADINGS) -> bool:
    """Tell whether headings are ones that no field needs: a running number, a remark, what a layout file says so of."""
    meaning = parse(path[-1])
    needless = meaning.attribute in _NEEDLESS and not meaning.counted
    return needless or meaning.marks == {"among"} or named_field(path, own) == IGNORE


def summary_fields() -> frozenset[str]:
    """Return the fields that are counted: what makes a table of areas a summary."""
    return frozenset(Counts.model_fields) | {name for name in Summary.model_fields if name != "area"}


def cover_field(label: str, own: Headings = NO_HEADINGS) -> str | None:
    """Return the field of the cover that a label names."""
    said = named_field((label,), own)
    if said in described(Cover) or said == IGNORE:
        return None if said == IGNORE else said
    return field_of(Cover, parse(label))


@lru_cache(maxsize=8192)
def column_meaning(path: tuple[str, ...]) -> Meaning:
    """Return what a column means by its headings joined top-down."""
    own = [step for step in path if not is_foreign(step)]
    return unite(map(parse, own or path))


@lru_cache(maxsize=8192)
def field_named(record: type[Record], text: str) -> str | None:
    """Return the field whose features a text has by itself."""
    return field_of(record, column_meaning((text,)))


@lru_cache(maxsize=8192)
def match(kind: TableKind, path: tuple[str, ...], own: Headings = NO_HEADINGS) -> Match | None:
    """Match a column's headings, joined top-down, to a field of a record; None where none is meant.

    What the office's layout file names goes before all else.
    """
    said = named_field(path, own)
    if said is not None and (said == IGNORE or said in described(RECORDS[kind])):
        return None if said == IGNORE else Match(said, SURE, by_layout=True)
    meaning = column_meaning(path)
    leaf = next((step for step in reversed(path) if not is_foreign(step)), path[-1])
    if parse(leaf).residue:
        return None
    field = field_of(RECORDS[kind], meaning._replace(residue=""))
    return Match(field, DOUBTFUL if meaning.residue else SURE) if field else None
