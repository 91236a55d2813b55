"""What has come in: the returns that the figures cover, what must be said beside every total, and what is wrong with the rest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import Final

from preschool_metrics.catalogue import Register
from preschool_metrics.model.assessment import Coverage, Input
from preschool_metrics.model.completeness import Received, State
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.months import first_day, month_before
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import WHOLE, TownReturn

_Key = tuple[str | None, str | None]  # month, area
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
    expected = [area.name for area in profile.due]
    return Coverage(len(expected), len(have & set(expected)), tuple(name for name in expected if name not in have))


def notes_on(profiles: Sequence[Profile], returns: Sequence[TownReturn]) -> Iterator[Text]:
    """Yield the notes of every output: basis, scope, the policies' own, and the direct kindergartens left out."""
    have = {report.area for report in returns}
    for profile in profiles:
        yield _BASIS[profile.basis]
        yield _NURSERY[profile.scope.count_nursery]
        yield from profile.notes
        direct = [unit.name for unit in profile.direct] or [group.lead for group in profile.groups]
        absent = [name for name in direct if name not in have]
        if absent:
            zh, en = "、".join(absent), ", ".join(absent)
            yield Text(
                f"{len(absent)} 所直属园未单独上报，不在全区数内：{zh}。",
                f"{len(absent)} direct kindergartens did not report and are not in the district's figures: {en}.",
            )


def completeness_of(
    profile: Profile, inputs: Iterable[Input], returns: Iterable[TownReturn], findings: Iterable[Finding]
) -> Iterator[Received]:
    """Yield what came in, month by month in the order of the register; files of nobody last.

    `returns` are all that were read, those of which there are several too; `findings` those of all months.
    """
    files, reports = _files(Register(profile), inputs, returns)
    errors = Counter(
        (finding.file, finding.area) for finding in findings if finding.severity == "error" and not finding.explained
    )
    due = [area.name for area in profile.due]
    for month in sorted({month for month, _ in files}, key=lambda month: month or "~"):
        others = sorted({area for period, area in files if period == month and area} - set(due))
        nobody = [None] if (month, None) in files else []
        for area in (*(due if month else ()), *others, *nobody):
            yield _received(
                (month, area), files.get((month, area), []), reports.get((month, area), []), errors, profile,
                expected=area in due,
            )  # fmt: skip


def _files(
    register: Register, inputs: Iterable[Input], returns: Iterable[TownReturn]
) -> tuple[dict[_Key, list[Input]], dict[_Key, list[TownReturn]]]:
    """Sort files and returns by month and area; a file without a return by what it says, or else by its own name."""
    by_file: dict[str, list[TownReturn]] = {}
    for report in returns:
        by_file.setdefault(report.file, []).append(report)
    files: dict[_Key, list[Input]] = {}
    reports: dict[_Key, list[TownReturn]] = {}
    for each in (each for each in inputs if not each.ignored):
        own = by_file.get(each.path, [])
        for report in own:
            reports.setdefault((report.period, report.area), []).append(report)
        named: set[_Key] = {(report.period, report.area) for report in own}
        for key in named or {(each.period, each.area or _named(register, each))}:
            files.setdefault(key, []).append(each)
    return files, reports


def _named(register: Register, file: Input) -> str | None:
    found = register.resolve(PurePath(file.path).stem) if register else None
    return found.area.name if found and found.area and found.how == "exact" else None


def _received(
    key: _Key,
    files: Sequence[Input],
    reports: Sequence[TownReturn],
    errors: Counter[tuple[str | None, str | None]],
    profile: Profile,
    *,
    expected: bool,
) -> Received:
    month, area = key
    wrong = sum(errors[file.path, name] for file in files for name in {area, None})
    submitted = _submitted(reports)
    late = None if submitted is None or month is None else _is_late(submitted, month, profile.due_day)
    named = tuple((file.path, file.sha256) for file in files)
    return Received(month, area, expected, _state(files, reports, wrong), named, wrong, submitted, late)


def _state(files: Sequence[Input], reports: Sequence[TownReturn], wrong: int) -> State:
    if not files:
        return "missing"
    if len(reports) > 1:
        return "double"
    if not any(file.read for file in files):
        return "unreadable"
    return "errors" if wrong or not reports else "complete"


def _submitted(reports: Sequence[TownReturn]) -> date | None:
    days = [figure.value for report in reports if (figure := report.cover.get("submitted_on")) and figure.value]
    return max(days, default=None)


def _is_late(day: date, month: str, due: int | None) -> bool | None:
    """Tell whether a day is after the one of the following month by which a return is due."""
    if due is None:
        return None
    return day > first_day(month_before(month, -1)).replace(day=due)
