"""The area register of a profile: names as offices write them, resolved to the register's names."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from preschool_metrics.model.policy import Area, Profile

_ORDINAL = re.compile(r"^[（(]?\d{1,2}(?:[、.．)）])(?=.)")
_OFFICES = ("人民政府", "街道办事处", "办事处", "街道办", "街办", "政府", "教委", "教育办", "中心校")
_KINDS = ("街道", "街", "镇", "乡")
_NEAR = 0.74  # one sign in four may differ; in a name of three, one is another town


class Resolution(NamedTuple):
    """What a written name means: the area, or at least a suggestion.

    how: `exact` (name, alias or office form), `near` (counts, but is to be confirmed), `unknown`
    """

    area: Area | None
    how: Literal["exact", "near", "unknown"]
    suggestion: str | None = None


class Register:
    """The areas of a profile by every form of their names; without areas any name is taken as it stands."""

    def __init__(self, profile: Profile) -> None:
        """Index names, aliases and stems of the profile's areas."""
        self.areas = profile.areas
        self._prefixes = sorted(profile.prefixes, key=len, reverse=True)
        self._codes = {area.code: area for area in self.areas if area.code}
        self._forms = {self._plain(form): area for area in self.areas for form in (area.name, *area.aliases)}
        spelled = [(self._plain(form), area) for area in self.areas for form in area.misspelt]
        self._stems: dict[str, list[Area]] = {}
        for area in self.areas:
            self._stems.setdefault(_stem(self._plain(area.name)), []).append(area)
        self._misspelt = {
            form: area for plain, area in spelled for form in (plain, _stem(plain)) if form not in self._stems
        }
        self.resolve = lru_cache(maxsize=4096)(self._resolve)

    def __bool__(self) -> bool:
        """A register without areas is none."""
        return bool(self.areas)

    def by_code(self, code: str | None) -> Area | None:
        """Return the area with an official code."""
        return self._codes.get(code) if code else None

    def _resolve(self, written: str) -> Resolution:
        plain = self._plain(written)
        if not self.areas:
            return Resolution(Area.model_construct(code=None, name=" ".join(written.split()), kind="town"), "exact")
        for form in (plain, _strip_office(plain)):
            if form in self._forms:
                return Resolution(self._forms[form], "exact")
            if form in self._misspelt:
                return Resolution(self._misspelt[form], "near", self._misspelt[form].name)
        bare = _strip_office(plain)
        same_stem = self._stems.get(_stem(bare), [])
        if len(same_stem) == 1:
            area = same_stem[0]
            exact = bare == _stem(bare) or _kind_agrees(bare, area)
            return Resolution(area, "exact" if exact else "near", area.name)
        return self._near(bare)

    def _near(self, bare: str) -> Resolution:
        """Take the one area whose name is closest, if it is close and no other is as close."""
        ranked = sorted(((_likeness(bare, self._plain(area.name)), area.name) for area in self.areas), reverse=True)
        best, second = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, "")
        if best[0] < _NEAR or best[0] == second[0]:
            return Resolution(None, "unknown", best[1] if best[0] >= _NEAR / 2 else None)
        return Resolution(next(area for area in self.areas if area.name == best[1]), "near", best[1])

    def _plain(self, written: str) -> str:
        plain = "".join(unicodedata.normalize("NFKC", written).split()).replace("\u200b", "")
        return self.without_prefix(_ORDINAL.sub("", plain))

    def prefixes_in(self, text: str) -> bool:
        """Tell whether the city or the district may stand before a name in a text."""
        return any(prefix in text for prefix in self._prefixes)

    def without_prefix(self, plain: str) -> str:
        """Return a name without the city and the district before it."""
        for prefix in self._prefixes:
            if plain.startswith(prefix) and len(plain) > len(prefix):
                plain = plain.removeprefix(prefix)
        return plain


def _strip_office(plain: str) -> str:
    for office in _OFFICES:
        if plain.endswith(office) and len(plain) > len(office):
            stem = plain.removesuffix(office)
            return f"{stem}街道" if office.startswith("街") and not stem.endswith(_KINDS) else stem
    return plain


def _stem(plain: str) -> str:
    for kind in _KINDS:
        if plain.endswith(kind) and len(plain) > len(kind) + 1:
            return plain.removesuffix(kind)
    return plain


def _kind_agrees(written: str, area: Area) -> bool:
    """杨村街 is a street written short; 大良乡 was the old rank of a town; 杨村镇 is neither."""
    return written.endswith(("街", "街道") if area.kind == "street" else ("镇", "乡"))


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio()
