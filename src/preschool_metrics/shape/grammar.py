"""The grammar of headings: a text is what its words mean together; a column is what its title, parents and leaf mean.

One parser reads headings, values of 办园性质, labels of rows and sections, names of sheets, titles and labels of the
cover (understanding.md §1). Words come in any order: 公办园在园幼儿数, 在园幼儿数（公办园） and 在园幼儿数→公办 mean the same.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from typing import Any, Final, NamedTuple

from preschool_metrics.shape.lexicon import NATURES, Feature, Features, lexicon
from preschool_metrics.shape.words import bare, unit_of, without_unit

NONE: Final[frozenset[str]] = frozenset()
EVERY_NATURE: Final = NATURES["all"]
NOT_COUNTED: Final = frozenset({"rate", "average", "rank", "change"})
"""Statistics that are no count: a share, a mean, a place in a ranking, a difference."""
_GATHERED: Final = {"sponsor": "sponsor", "narrow": "narrow", "mark": "marks"}
"""Categories of which a text may say several, and the field of a meaning that gathers them."""
_NAME: Final = Feature("attribute", "organisation")

_NUMERALS: Final = {**dict(zip("一二三四五六七八九", range(1, 10), strict=True)), "两": 2}
_NUMERAL = "[0-9一二三四五六七八九两]"
_AGES = re.compile(rf"(?:满)?({_NUMERAL})(?:周?岁)?(?:[-~—–―至到]|周岁以上)+({_NUMERAL})周?岁(?:以下)?")
_AGE = re.compile(rf"(?:满)?({_NUMERAL})周?岁(?!以)")
_WHEN = re.compile(
    r"((?:19|20)\d{2})(?:年(?:度|(0?[1-9]|1[0-2])月(?:份|底|末)?)?|[./-](?:(0?[1-9]|1[0-2])(?:月(?:份|底|末)?|(?=$|[^\d])))?)"
    r"(?:\d{1,2}[日号])?|((?:19|20)\d{2})(?:学年)?度?(?=$)"
)
_MONTH = re.compile(r"(1[0-2]|0?[1-9])月(?:份|底|末)?(?:\d{1,2}[日号])?")
_ORDINAL = re.compile(
    r"[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:\.\d{1,2})*)[)]?[、.:]|[(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)]|附[表件]\d*|表\d+|[①-⑳]"
)
_CLASS = re.compile(r"([托小中大])班?[(]?[一二三四五六七八九十\d]{1,2}[)]?班")  # 小一班, 中(2)班
_CLASS_LEVELS: Final = {"托": "nursery", "小": "junior", "中": "middle", "大": "senior"}
_NUMBERED = re.compile(r"[(]?共?(?<!\d)\d+[所个人家园名班位][)]?")  # 公办园（2所）: how many, no part of the name
_SPLIT_BY = re.compile(r"按[^按分]{1,6}分(?:组|类|列)?")  # 按城乡分 says only that parts follow
_ASIDE = re.compile(
    r"[(\[]含[^()\[\]]*[)\]]"  # （含附设班） widens
    r"|[(\[]第?\d+[栏列行]?(?:[=≥≤<>+*×÷/]+第?\d+[栏列行]?)+[)\]]"  # （4=5+6）, which columns it adds, says nothing
)
_CHOICES = re.compile(r"[(\[](?:[1-9][.、:=-]?[^\d()\[\]]+){2,}[)\]]")  # （1公办 2普惠性民办 3非普惠性民办）
_CHOICE = re.compile(r"([1-9])[.、:=-]?([^\d()\[\]]+)")
FORM_CODES: Final = {"1": NATURES["public"], "2": NATURES["inclusive_private"], "3": NATURES["not_inclusive"]}
"""The codes of 办园性质 on a form, and what they mean."""
_BEGIN_PATTERNS: Final = frozenset(
    "一二三四五六七八九十两满共附表按托小中大("
)  # with digits, circled ones too: no other begins one
_FOREIGN = re.compile(r"[a-z][a-z .,'&/()\-]*")
_LETTER = re.compile(r"[^\W\d_a-z]")
_BETWEEN: Final = frozenset("()[]【】:;,.。·…-—–―~→*_|\\<>《》“”\"'=")


class Meaning(NamedTuple):
    """What a text means, or a column with all that stands over it.

    measure     what is counted; `thing` what a bare number would count: kindergarten, child, person
    nature      the kindergartens that are meant, None where nothing is said; `sponsor` a part of them
    level, age, basis   of the children; `time` this, other, or YYYY or YYYY-MM
    statistic   how it is counted: count, or one of NOT_COUNTED
    narrow      what makes it a part of the whole: 女, 编制内, 城区
    attribute   a text, a date or an answer, no count
    marks       total, among, join, question, plan, example, undecided; several where more than one thing is counted
    unit        the unit in brackets
    residue     what no word explains
    """

    measure: str = ""
    thing: str = ""
    nature: frozenset[str] | None = None
    sponsor: frozenset[str] = NONE
    level: str = ""
    age: str = ""
    basis: str = ""
    time: str = ""
    statistic: str = ""
    narrow: frozenset[str] = NONE
    attribute: str = ""
    marks: frozenset[str] = NONE
    unit: str = ""
    residue: str = ""

    @property
    def says(self) -> bool:
        """Tell whether anything is said but fillers and marks."""
        return any(
            (
                self.measure,
                self.thing,
                self.nature,
                self.level,
                self.age,
                self.basis,
                self.time,
                self.statistic,
                self.narrow,
                self.attribute,
            )
        )

    @property
    def understood(self) -> bool:
        """Tell whether every word is known and something is said."""
        return not self.residue and (self.says or bool(self.marks & {"total", "among"}))

    @property
    def counted(self) -> str:
        """Return what is counted: the measure, else what the words for things and their number imply."""
        if self.measure:
            return self.measure
        if self.thing == "kindergarten" and (self.statistic == "count" or self.unit in ("所", "个")):
            return "kindergartens"
        if self.thing in ("child", "person"):
            return "population" if self.basis or self.age else "children"
        if self.level:
            return "classes" if self.statistic == "count" or self.unit in ("个", "班") else "children"
        return "population" if self.basis and self.age else ""


NOTHING: Final = Meaning()


@lru_cache(maxsize=8192)
def parse(text: str) -> Meaning:
    """Return what a text means by its words."""
    unit = unit_of(bare(text))
    found, residue = _scan(_without_choices(_ASIDE.sub("", native(without_unit(bare(text))))))
    return reduce(_add, _with_joins(found), NOTHING)._replace(unit=unit, residue=residue)


@lru_cache(maxsize=8192)
def is_foreign(text: str) -> bool:
    """Tell whether a text is in Latin letters alone: a second language under the first."""
    plain = bare(text).casefold()
    return bool(plain) and _FOREIGN.fullmatch(plain) is not None


def native(text: str) -> str:
    """Return a text in one width without the second language beside the first: 总 计 Total → 总计."""
    plain = bare(text).casefold()
    return _FOREIGN.sub("", plain) if _LETTER.search(plain) else plain


def meaning_of(said: Features) -> Meaning:
    """Return the meaning of written features."""
    return reduce(_add, said, NOTHING)


def unite(path: Iterable[Meaning]) -> Meaning:
    """Unite what stands above a column with its leaf: the inner says otherwise where both speak of one thing."""
    return reduce(_within, path, NOTHING)


def _without_choices(text: str) -> str:
    """Return a heading without the numbered answers to choose from; numbers that mean other natures than ours stay."""
    listed = _CHOICES.search(text)
    if listed is None or any(
        parse(word.strip(";,/")).nature != FORM_CODES.get(code) for code, word in _CHOICE.findall(listed.group())
    ):
        return text
    return text.replace(listed.group(), "")


def _scan(text: str) -> tuple[list[Features], str]:
    """Cut a text into words, of several that begin at one place the longest; return their features and the rest."""
    found: list[tuple[str, Features]] = []
    residue, at = [], 0
    words, lengths = lexicon()
    while at < len(text):
        length = next((n for n in lengths.get(text[at], ()) if text[at : at + n] in words), 0)
        pattern, said = _patterned(text, at)
        if pattern and pattern >= length:
            found.append((text[at : at + pattern], said))
            at += pattern
        elif length:
            found.append((text[at : at + length], words[text[at : at + length]]))
            at += length
        else:
            residue.append("" if text[at] in _BETWEEN else text[at])
            at += 1
    unknown = "".join(residue)
    if unknown:  # 大 and 镇 in 大良镇 are letters of a name
        unknown += "".join(word for word, said in found if len(word) == 1 and said)
        found = [(word, said) for word, said in found if len(word) > 1]
    return [said for _, said in found], unknown


def _patterned(text: str, at: int) -> tuple[int, Features]:
    """Return the length and the features of what is spelled in too many ways for a list: ages, dates, numbering."""
    if text[at].isdigit() or text[at] in _BEGIN_PATTERNS:
        for pattern, read in (
            (_AGES, _ages),
            (_WHEN, _when),
            (_AGE, _age),
            (_MONTH, _month),
            (_CLASS, _class),
            (_NUMBERED, _nothing),
            (_SPLIT_BY, _nothing),
        ):
            match = pattern.match(text, at)
            if match:
                return match.end() - at, read(match)
        numbering = _ORDINAL.match(text, at) if at == 0 else None
        if numbering:
            return numbering.end() - at, ()
    return 0, ()


def _number(numeral: str) -> int:
    return _NUMERALS.get(numeral) or int(numeral)


def _ages(match: re.Match[str]) -> Features:
    first, last = map(_number, match.groups())
    if (first, last) == (3, 6) and ("以下" in match.group() or "未满" in match.group()):
        last = 5  # 三周岁以上六周岁以下: the three official ages
    return (Feature("age", f"{first}_{last}"),)


def _age(match: re.Match[str]) -> Features:
    return (Feature("age", str(_number(match.group(1)))),)


def _when(match: re.Match[str]) -> Features:
    year, month = match.group(1) or match.group(4), match.group(2) or match.group(3)
    return (Feature("time", f"{year}-{int(month):02d}" if month else year),)


def _class(match: re.Match[str]) -> Features:
    return Feature("level", _CLASS_LEVELS[match.group(1)]), Feature("narrow", "one_class")


def _nothing(_: re.Match[str]) -> Features:
    return ()


def _month(match: re.Match[str]) -> Features:
    return (Feature("time", f"{int(match.group(1)):02d}"),)


def _with_joins(found: list[Features]) -> Iterator[Feature]:
    """Yield the features in their order; two natures with a joining word between are one wider nature."""
    said = [feature for features in found for feature in features]
    for at, feature in enumerate(said):
        joined = feature.category == "nature" and at > 1 and _joins_natures(said[:at])
        yield Feature("nature_too", feature.value) if joined else feature


def _joins_natures(before: list[Feature]) -> bool:
    """Tell whether the last word but for 园 is a joining one, behind a nature: 公办和普惠性民办."""
    plain = [feature for feature in before if feature.category not in ("thing", "sponsor")]
    return len(plain) > 1 and plain[-1] == Feature("mark", "join") and plain[-2].category in ("nature", "nature_too")


def _add(meaning: Meaning, feature: Feature) -> Meaning:
    """Add a feature of the same text."""
    category, value = feature
    if category in ("nature", "nature_too"):
        return meaning._replace(nature=_with_nature(meaning.nature, NATURES[value], wider=category == "nature_too"))
    if category in _GATHERED:
        field = _GATHERED[category]
        return meaning._replace(**{field: getattr(meaning, field) | {value}})
    if _adds_nothing(meaning, feature):
        return meaning
    if category == "measure" and meaning.measure not in ("", value):
        return meaning._replace(measure=value, marks=meaning.marks | {"several"})
    said: dict[str, Any] = {category: value}
    return meaning._replace(**said)


def _with_nature(before: frozenset[str] | None, said: frozenset[str], *, wider: bool) -> frozenset[str]:
    """Return the kindergartens of two words: those that both mean, where there are any; joined, those of either."""
    if wider or before is None:
        return (before or NONE) | said
    return before & said or before | said


def _adds_nothing(meaning: Meaning, feature: Feature) -> bool:
    """Tell whether what a text says already is more exact than one more feature of the same kind."""
    category, value = feature
    if category == "statistic":
        return meaning.statistic in NOT_COUNTED
    if category == "age":
        return bool(meaning.age) and value == "3_5"
    if feature == _NAME:
        return bool(meaning.attribute)  # 镇（办）名称 says no more than 镇（办）
    # 幼儿数—普惠性民办园: the children of these kindergartens
    return category == "thing" and value == "kindergarten" and meaning.thing in ("child", "person")


def _within(outer: Meaning, inner: Meaning) -> Meaning:
    """Return the meaning of a text under another one."""
    own = inner.measure or (inner.counted if inner.thing and inner.counted != "kindergartens" else "")
    if inner.thing == "person" and outer.measure and outer.measure not in ("classes", "kindergartens", "places"):
        own = inner.measure
    measure = (
        own
        or (inner.counted if inner.thing == "kindergarten" and inner.counted else "")
        or outer.measure
        or (outer.counted if not inner.measure else "")
    )
    return Meaning(
        measure=measure,
        thing=inner.thing or outer.thing,
        nature=_both(outer.nature, inner.nature),
        sponsor=inner.sponsor or (outer.sponsor if inner.nature is None else NONE),
        level=inner.level or outer.level,
        age=_narrower(outer.age, inner.age),
        basis=inner.basis or outer.basis,
        time=inner.time or outer.time,
        statistic=next(
            (each for each in (inner.statistic, outer.statistic) if each in NOT_COUNTED),
            inner.statistic or outer.statistic,
        ),
        narrow=outer.narrow | inner.narrow,
        attribute=inner.attribute or ("" if own or inner.nature else outer.attribute),
        marks=(outer.marks - {"total"}) | inner.marks,
        unit=inner.unit or outer.unit,
        residue=outer.residue + inner.residue,
    )


def _both(outer: frozenset[str] | None, inner: frozenset[str] | None) -> frozenset[str] | None:
    if outer is None or inner is None:
        return inner if outer is None else outer
    return outer & inner


def _narrower(outer: str, inner: str) -> str:
    return outer if outer and inner in ("", "3_5") else inner
