"""What the figures cover: which returns are in, and what must be said beside every total."""

from collections.abc import Iterator, Sequence
from typing import Final

from preschool_metrics.model.assessment import Coverage
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import WHOLE, TownReturn

_BASIS: Final = {
    "resident": Text("人口口径：常住人口。", "Population basis: residents."),
    "registered": Text("人口口径：户籍人口。", "Population basis: household register."),
}
_NURSERY: Final = {
    False: Text("毛入园率不含托班幼儿。", "Nursery children are left out of the gross rate."),
    True: Text("毛入园率含托班幼儿。", "Nursery children are counted in the gross rate."),
}


def coverage_of(profile: Profile, returns: Sequence[TownReturn]) -> Coverage:
    """Return which areas of the register have a return that counts; without a register, as many as came."""
    have = {report.area for report in returns}
    if not profile.areas:
        count = len(have - {WHOLE}) or len(have)
        return Coverage(count, count, ())
    expected = [area.name for area in profile.areas if area.kind != "direct" or profile.expect_direct]
    return Coverage(len(expected), len(have & set(expected)), tuple(name for name in expected if name not in have))


def notes_on(profiles: Sequence[Profile], returns: Sequence[TownReturn]) -> Iterator[Text]:
    """Yield the notes of every output: basis, scope, the policies' own, and the direct kindergartens left out."""
    have = {report.area for report in returns}
    for profile in profiles:
        yield _BASIS[profile.basis]
        yield _NURSERY[profile.scope.count_nursery]
        yield from profile.notes
        direct = [area.name for area in profile.areas if area.kind == "direct"] or [
            group.lead for group in profile.groups
        ]
        absent = [name for name in direct if name not in have]
        if absent:
            zh, en = "、".join(absent), ", ".join(absent)
            yield Text(
                f"{len(absent)} 所直属园未单独上报，不在全区数内：{zh}。",
                f"{len(absent)} direct kindergartens did not report and are not in the district's figures: {en}.",
            )
