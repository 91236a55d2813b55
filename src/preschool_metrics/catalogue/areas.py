"""The area register of a profile: names as offices write them, resolved to the register's names."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from preschool_metrics.model.policy import Area, Profile
from preschool_metrics.model.spelling import bare

_ORDINAL = re.compile(r"^[（(]?\d{1,2}(?:[、.．)）])(?=.)")
_OFFICES = (
    "人民政府教育办公室", "人民政府", "街道办事处", "办事处", "街道办", "街办", "政府", "教委", "教育办公室", "教育办", "教办", "教育助理办公室",
    "教育管理中心", "教育中心", "教育总支", "教育组", "中心小学学区", "中心学区", "教育学区", "联合学区", "学区管理中心", "学区", "中心学校", "中心小学",
    "中心校", "教育总校", "教管中心", "教管办", "教育服务中心", "学校管委会", "联校", "成校", "公共服务办公室", "社会事务办公室", "社会事务办", "社会事业发展办公室", "文教办", "教科文卫办公室",
)  # fmt: skip
_KINDS = ("街道", "街", "镇", "乡")
_LEADING = re.compile(r"^(?:附[件表]|关于|报送|上报|填报|报表)+")
_NAME = re.compile(r"([^\W\d_年月日份区县市镇乡]{1,8}(?:镇|街道|乡))(?![区村属域级街乡])")
_NO_NAMES = re.compile(r"(?:.*[各分全本按该每属]|城|村|集|县|小城|建制|中心|所在)(?:镇|街道|乡)|街道")
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
        self._direct = frozenset(unit.name for unit in profile.direct)
        self._prefixes = sorted(profile.prefixes, key=len, reverse=True)
        self._codes = {unit.code: unit for unit in profile.units if unit.code}
        self._forms = {self._plain(form): area for area in profile.units for form in (area.name, *area.aliases)}
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

    def is_direct(self, name: str | None) -> bool:
        """Tell whether a name of the register is that of a kindergarten that the district runs itself."""
        return name in self._direct

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

    def named_in(self, text: str) -> Area | None:
        """Return the one area that a text names by a name, an alias or a written form in full: 高村镇3月名册; a stem is no name."""
        plain = self._plain(text)
        if not self.areas:
            name = name_in(text)
            return Area.model_construct(code=None, name=name, kind="town") if name else None
        found = {form: area for form, area in self._forms.items() if form.endswith(_KINDS) and form in plain}
        longest = [form for form in found if not any(form != other and form in other for other in found)]
        areas = {found[form].name: found[form] for form in longest}
        return next(iter(areas.values())) if len(areas) == 1 else None

    def _near(self, bare: str) -> Resolution:
        """Take the one area whose name is closest, if it is close and no other is as close.

        The names of the district's own kindergartens differ by a numeral: none of them is near another.
        """
        ranked = sorted(((_likeness(bare, self._plain(area.name)), area.name) for area in self.areas), reverse=True)
        best, second = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, "")
        if best[0] < _NEAR or best[0] == second[0]:
            return Resolution(None, "unknown", best[1] if best[0] >= _NEAR / 2 else None)
        return Resolution(next(area for area in self.areas if area.name == best[1]), "near", best[1])

    def _plain(self, written: str) -> str:
        return self.without_prefix(_ORDINAL.sub("", bare(written)))

    def prefixes_in(self, text: str) -> bool:
        """Tell whether the city or the district may stand before a name in a text."""
        return any(prefix in text for prefix in self._prefixes)

    def without_prefix(self, plain: str) -> str:
        """Return a name without the city and the district before it."""
        for prefix in self._prefixes:
            if plain.startswith(prefix) and len(plain) > len(prefix):
                plain = plain.removeprefix(prefix)
        return plain


def name_in(text: str) -> str | None:
    """Return the one name of a town or a street that a text holds: 2024年3月高村镇幼儿园名册; 各镇街 and 城镇 are none."""
    found = {_LEADING.sub("", name) for name in _NAME.findall(bare(text))}
    names = {name for name in found if not _NO_NAMES.fullmatch(name)}
    return names.pop() if len(names) == 1 else None


def _strip_office(plain: str) -> str:
    for office in sorted(_OFFICES, key=len, reverse=True):
        if plain.endswith(office) and len(plain) > len(office):
            stem = plain.removesuffix(office)
            return _strip_office(f"{stem}街道" if office.startswith("街") and not stem.endswith(_KINDS) else stem)
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
